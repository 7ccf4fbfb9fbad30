//! Knowing English: sentences, tokens, and what is to be known of them.
//!
//! Knows no rule and no type of the domain; word lists come in as plain values.

use std::ops::Range;

use crate::span::Span;

/// A text in sentences and tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segmentation {
    /// All tokens, in the order of the text.
    pub tokens: Vec<Token>,
    /// The sentences; every token is in exactly one.
    pub sentences: Vec<Sentence>,
}

/// A word, number or sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the text.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters: "Trump", "U.S.", "'s", "F-16".
    Word,
    /// Digits: "37", "1,000", "4.5".
    Number,
    /// Punctuation and symbols.
    Punctuation,
}

/// A sentence, headline, caption or list item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes in the text, from its first token to its last.
    pub span: Span,
    /// Its tokens, as indices into [`Segmentation::tokens`].
    pub tokens: Range<usize>,
    /// The paragraph, counted from 0.
    pub paragraph: usize,
}
