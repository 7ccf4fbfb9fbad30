//! What a pattern cannot do without: words, tokens and phrases.

use crate::{
    id::TypeId,
    matcher::program::{Taken, TakenBy},
    rules::{
        RoleNouns,
        pattern::{Class, Pattern, TokenTest},
    },
};

/// A word that a pattern cannot do without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Form(String),
    Lemma(String),
}

/// Words of which every match of the pattern has one: the rarest such set, by guess. Lemmas before
/// forms, words before signs, few before many.
pub(super) fn anchor(pattern: &Pattern, nouns: &RoleNouns) -> Option<Vec<Anchor>> {
    let anchor = |part: &Pattern| anchor(part, nouns);
    let listed = |words: &[String]| words.iter().cloned().map(Anchor::Lemma).collect();
    match pattern {
        Pattern::Token(TokenTest::Class(Class::Office)) => Some(listed(&nouns.offices)),
        Pattern::Token(TokenTest::Class(Class::Title)) => Some(listed(&nouns.titles)),
        Pattern::Token(TokenTest::Form(form)) => Some(vec![Anchor::Form(form.clone())]),
        Pattern::Token(TokenTest::Lemma(lemma)) => Some(vec![Anchor::Lemma(lemma.clone())]),
        Pattern::Token(_) | Pattern::Mention { .. } | Pattern::Role(_) => None,
        Pattern::Sequence(parts) => parts.iter().filter_map(anchor).min_by_key(|set| cost(set)),
        Pattern::Alternatives(parts) => {
            let sets: Option<Vec<Vec<Anchor>>> = parts.iter().map(anchor).collect();
            Some(sets?.concat())
        }
        Pattern::Repeated { part, min, .. } => (*min > 0).then(|| anchor(part)).flatten(),
        Pattern::Captured { part, .. } | Pattern::Name(part) => anchor(part),
    }
}

fn cost(anchors: &[Anchor]) -> usize {
    let of_one = |anchor: &Anchor| match anchor {
        Anchor::Lemma(_) => 1,
        Anchor::Form(form) if form.chars().count() > 4 => 1,
        Anchor::Form(form) if form.chars().any(char::is_alphabetic) => 20,
        Anchor::Form(_) => 50,
    };
    anchors.iter().map(of_one).sum()
}

/// How many tokens a pattern covers at least.
pub(super) fn shortest(pattern: &Pattern) -> usize {
    match pattern {
        Pattern::Sequence(parts) => parts.iter().map(shortest).sum(),
        Pattern::Alternatives(parts) => parts.iter().map(shortest).min().unwrap_or_default(),
        Pattern::Repeated { part, min, .. } => min * shortest(part),
        Pattern::Captured { part, .. } | Pattern::Name(part) => shortest(part),
        _ => 1,
    }
}

/// The types of each phrase that a pattern cannot do without.
pub(super) fn needed(pattern: &Pattern, taken: TakenBy<'_>, found: &mut Vec<Vec<TypeId>>) {
    match pattern {
        Pattern::Mention { types, .. } => found.push(types.clone()),
        Pattern::Role(role) => {
            if let Taken::Entities(types) = taken(role) {
                found.push(types);
            }
        }
        Pattern::Sequence(parts) => parts.iter().for_each(|part| needed(part, taken, found)),
        Pattern::Repeated { part, min, .. } if *min > 0 => needed(part, taken, found),
        Pattern::Captured { part, .. } | Pattern::Name(part) => needed(part, taken, found),
        Pattern::Token(_) | Pattern::Alternatives(_) | Pattern::Repeated { .. } => {}
    }
}
