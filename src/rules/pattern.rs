//! Patterns over tokens: `(=president|=minister) {:name [Cap]+}`.
//!
//! The tree of a pattern as written; the matcher turns it into a program.

use crate::id::{RoleId, TypeId};

/// The longest run that `*` and `+` take, in repetitions.
pub const REPETITIONS: usize = 20;

/// A pattern or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// One token.
    Token(TokenTest),
    /// A mention of one of these types, however many tokens it has.
    Mention(Vec<TypeId>),
    /// A mention of whatever type the role takes: `{role}`.
    Role(RoleId),
    /// One after the other.
    Sequence(Vec<Pattern>),
    /// One of them, the first that leads to a match.
    Alternatives(Vec<Pattern>),
    /// The part `min` to `max` times, as often as possible.
    Repeated {
        /// What is repeated.
        part: Box<Pattern>,
        /// At least so often.
        min: usize,
        /// At most so often.
        max: usize,
    },
    /// The part that fills a role: `{role: …}`; also `{trigger: …}`.
    Captured {
        /// The role.
        role: RoleId,
        /// What fills it.
        part: Box<Pattern>,
    },
    /// The part that is the mention: `{:name …}`.
    Name(Box<Pattern>),
}

/// What a single token must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenTest {
    /// This form; in lower case, any case.
    Form(String),
    /// Any form of this lemma: `=meet`.
    Lemma(String),
    /// Of a class: `[Cap]`.
    Class(Class),
    /// Tagged so: `[NNP]`.
    Tag(String),
}

/// A class of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A word that starts with a capital letter.
    Capitalised,
    /// A number.
    Number,
    /// Punctuation.
    Punctuation,
}
