//! Knowing English: sentences, tokens, and what is to be known of them.
//!
//! Knows no rule and no type of the domain; word lists come in as plain values.

mod abbreviation;
pub mod analysis;
mod character;
pub mod conllu;
mod dateline;
pub mod evaluate;
mod file;
mod function_words;
mod irregular;
pub mod label;
mod lemma;
pub mod model;
mod network;
mod predicate;
mod pronoun;
mod quoted;
mod repair;
mod rereading;
mod sentence;
mod spelling;
mod time_phrase;
mod time_value;
mod token;
pub mod training;
mod word;

use std::ops::Range;

use crate::span::Span;
pub use abbreviation::Abbreviations;
pub use analysis::{Analysis, Word};
pub use function_words::{
    ends_clause, is_adverb, is_agentive, is_approximator, is_auxiliary, is_coordinator, is_count,
    is_currency, is_determiner, is_function_word, is_locative, is_name_particle,
    is_subject_pronoun, opens_circumstance, opens_clause,
};
pub use label::{Relation, Upos};
pub use lemma::{lemma, lemmas};
pub use model::{Labels, Model};
pub use network::features::Form;
pub use predicate::{Argument, Function, Route, VerbLists};
pub use pronoun::{Pronoun, is_impersonal, is_reflexive, personal_pronoun};
pub use spelling::spelling_key;
pub use time_phrase::{is_weekday, time_phrase, time_value, year};
pub use time_value::{Part, Period, Stretch, TimeValue, Unit, Which};

/// The sentences and tokens of the bytes `content` of `text`; spans are in bytes of `text`.
///
/// Tokens are the syntactic words of Universal Dependencies ("do", "n't"). They cover every
/// character that is not space exactly once; every token is in exactly one sentence.
///
/// ```
/// use whowhom::{
///     english::{Abbreviations, segment},
///     span::Span,
/// };
///
/// let text = "Mr. Putin didn't call. The U.S. waits.";
/// let abbreviations = Abbreviations::new(["Mr."], [], []);
/// let segmentation = segment(text, Span::new(0, text.len()), &abbreviations);
/// let words: Vec<&str> = segmentation.tokens.iter().map(|token| token.span.of(text)).collect();
/// assert_eq!(
///     words,
///     ["Mr.", "Putin", "did", "n't", "call", ".", "The", "U.S.", "waits", "."]
/// );
/// assert_eq!(segmentation.sentences.len(), 2);
/// ```
///
/// # Panics
///
/// If `content` does not lie on character boundaries of `text`.
pub fn segment(text: &str, content: Span, abbreviations: &Abbreviations) -> Segmentation {
    let tokens = token::tokens(text, content, abbreviations);
    sentence::sentences(text, content, tokens, abbreviations)
}

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
