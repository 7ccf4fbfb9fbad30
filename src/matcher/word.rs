//! Tokens as rules see them.

use std::{borrow::Cow, cell::OnceCell};

use crate::{
    english::{self, Token, TokenKind},
    span::Span,
};

/// A token of a sentence with its text, and its possible lemmas when somebody asks.
#[derive(Debug)]
pub struct Word<'t> {
    /// Its bytes in the document.
    pub span: Span,
    /// As written, but with straight apostrophes.
    pub form: &'t str,
    /// In lower case.
    pub lower: Cow<'t, str>,
    /// What it is made of.
    pub kind: TokenKind,
    lemmas: OnceCell<Vec<Box<str>>>,
}

/// The tokens of a sentence of `text`.
pub fn words<'t>(text: &'t str, tokens: &[Token]) -> Vec<Word<'t>> {
    tokens
        .iter()
        .map(|token| {
            let form = straight(token.span.of(text));
            let lower = lowered(form);
            Word { span: token.span, form, lower, kind: token.kind, lemmas: OnceCell::new() }
        })
        .collect()
}

impl Word<'_> {
    /// Whether it starts with a capital letter.
    pub fn is_capitalised(&self) -> bool {
        self.form.starts_with(char::is_uppercase)
    }

    /// Whether it is made of digits.
    pub fn is_number(&self) -> bool {
        self.kind == TokenKind::Number
    }

    /// Every dictionary form it may be a form of, in lower case.
    pub fn lemmas(&self) -> &[Box<str>] {
        self.lemmas.get_or_init(|| {
            english::lemmas(&self.lower).into_iter().map(|lemma| Box::from(&*lemma)).collect()
        })
    }

    /// Whether it may be a form of `lemma`, given in lower case.
    pub fn has_lemma(&self, lemma: &str) -> bool {
        &*self.lower == lemma || self.lemmas().iter().any(|known| &**known == lemma)
    }
}

/// The form in lower case; most words of a text are in it already.
fn lowered(form: &str) -> Cow<'_, str> {
    let ascii = form.is_ascii();
    let is_lower = match ascii {
        true => !form.bytes().any(|byte| byte.is_ascii_uppercase()),
        false => form.chars().all(|letter| letter.to_lowercase().eq([letter])),
    };
    match (is_lower, ascii) {
        (true, _) => Cow::Borrowed(form),
        (false, true) => Cow::Owned(form.to_ascii_lowercase()),
        (false, false) => Cow::Owned(form.to_lowercase()),
    }
}

/// Tokens that are written in two ways, in the one that rules are written in.
pub(super) fn straight(form: &str) -> &str {
    match form {
        "’s" => "'s",
        "’" | "‘" => "'",
        "“" | "”" => "\"",
        "n’t" => "n't",
        other => other,
    }
}
