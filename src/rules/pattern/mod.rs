//! Patterns over tokens: `(=president|=minister) {:name [Cap]+}`.
//!
//! The tree of a pattern as written; the matcher turns it into a program.

mod parse;

use crate::id::{RoleId, TypeId};
pub(super) use parse::{Parsed, PatternError, RoleUse, parse};

/// The longest run that `*` and `+` take, in repetitions; `{1,3}` may not ask for more.
pub const REPETITIONS: usize = 20;

/// A pattern or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// One token.
    Token(TokenTest),
    /// A mention of one of these types, however many tokens it has.
    Mention {
        /// The types it may have.
        types: Vec<TypeId>,
        /// The types among them that it may not have: `<place -country>`.
        except: Vec<TypeId>,
    },
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
        /// At most so often, at least once.
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
    /// Anything but punctuation that ends a clause.
    Any,
    /// An adverb, or a phrase that says when.
    Adverb,
    /// What may stand between a subject and its verb: auxiliaries, words that govern the verb and
    /// give it a status, subject pronouns, and all that is an [`Adverb`](Self::Adverb).
    Auxiliary,
    /// A word of a title, as `english/` lists them: "president", "deputy".
    Title,
    /// A noun that names an office, as `english/` lists them: "minister".
    Office,
}

impl Class {
    /// All of them, with the names they have in brackets.
    pub const ALL: [(&'static str, Self); 8] = [
        ("Cap", Self::Capitalised),
        ("Num", Self::Number),
        ("Punct", Self::Punctuation),
        ("Any", Self::Any),
        ("Adv", Self::Adverb),
        ("Aux", Self::Auxiliary),
        ("Title", Self::Title),
        ("Office", Self::Office),
    ];
}

impl Pattern {
    /// Whether it matches where there is no token.
    pub fn matches_empty(&self) -> bool {
        match self {
            Self::Token(_) | Self::Mention { .. } | Self::Role(_) => false,
            Self::Sequence(parts) => parts.iter().all(Self::matches_empty),
            Self::Alternatives(parts) => parts.iter().any(Self::matches_empty),
            Self::Repeated { part, min, .. } => *min == 0 || part.matches_empty(),
            Self::Captured { part, .. } | Self::Name(part) => part.matches_empty(),
        }
    }

    /// Whether it asks for anything but tokens of any kind: a pattern that does not matches
    /// everything.
    pub fn is_selective(&self) -> bool {
        match self {
            Self::Token(test) => *test != TokenTest::Class(Class::Any),
            Self::Mention { .. } | Self::Role(_) => true,
            Self::Sequence(parts) => parts.iter().any(Self::is_selective),
            Self::Alternatives(parts) => parts.iter().all(Self::is_selective),
            Self::Repeated { part, min, .. } => *min > 0 && part.is_selective(),
            Self::Captured { part, .. } | Self::Name(part) => part.is_selective(),
        }
    }

    /// How many single tests it makes with every repetition written out.
    fn expanded(&self) -> usize {
        match self {
            Self::Token(_) | Self::Mention { .. } | Self::Role(_) => 1,
            Self::Sequence(parts) | Self::Alternatives(parts) => {
                parts.iter().map(Self::expanded).fold(0, usize::saturating_add)
            }
            Self::Repeated { part, max, .. } => part.expanded().saturating_mul(*max),
            Self::Captured { part, .. } | Self::Name(part) => part.expanded(),
        }
    }
}
