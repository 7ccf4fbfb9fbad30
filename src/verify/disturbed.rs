//! The other rules that an edit of one may disturb: relations that look for the same words, since
//! the status of what one states may come from the other's clause; and for a rule of names the
//! examples in which it recognises something.

use std::collections::BTreeSet;

use crate::{
    document::Document,
    extract::Extractor,
    rules::{
        Example, Relation, RuleSet, TRIGGER,
        pattern::{Pattern, TokenTest},
    },
};

/// The relations and rules of names, without `rule` itself, whose examples may turn out otherwise
/// when `rule` is edited.
pub(super) fn by(extractor: &Extractor, rule: &str) -> BTreeSet<String> {
    let rules = extractor.rules();
    match rules.relations.get(rule) {
        Some(relation) => sharing(rules, relation),
        None => recognising(extractor, rule),
    }
}

fn sharing(rules: &RuleSet, relation: &Relation) -> BTreeSet<String> {
    let own = words(relation);
    let others = rules.relations.values().filter(|other| other.name != relation.name);
    let shares = |other: &&Relation| !words(other).is_disjoint(&own);
    others.filter(shares).map(|other| other.name.to_string()).collect()
}

/// The words that state a relation, in dictionary form or as its patterns have them.
fn words(relation: &Relation) -> BTreeSet<&str> {
    let clauses = relation.clauses.iter().chain(&relation.nouns).chain(&relation.except);
    let frames = clauses.flat_map(|clause| &clause.frames);
    let mut words: BTreeSet<&str> =
        frames.flat_map(|frame| frame.triggers.iter().map(String::as_str)).collect();
    for rule in &relation.patterns {
        add_triggers(&rule.pattern, false, &mut words);
    }
    words
}

/// The lemmas of a pattern, and the forms of what it marks as its trigger.
fn add_triggers<'p>(pattern: &'p Pattern, marked: bool, words: &mut BTreeSet<&'p str>) {
    match pattern {
        Pattern::Token(TokenTest::Lemma(word)) => {
            words.insert(word);
        }
        Pattern::Token(TokenTest::Form(word)) if marked => {
            words.insert(word);
        }
        Pattern::Sequence(parts) | Pattern::Alternatives(parts) => {
            parts.iter().for_each(|part| add_triggers(part, marked, words));
        }
        Pattern::Captured { role, part, .. } => {
            add_triggers(part, marked || role.as_str() == TRIGGER, words);
        }
        Pattern::Repeated { part, .. } | Pattern::Name(part) => add_triggers(part, marked, words),
        _ => {}
    }
}

/// The rules with an example in which the rule of names recognises something.
fn recognising(extractor: &Extractor, rule: &str) -> BTreeSet<String> {
    let rules = extractor.rules();
    let id = rule.into();
    let recognises = |example: &Example| {
        let document = Document::plain("example", &*example.text);
        !extractor.recognise(&id, &document).is_empty()
    };
    let names = rules.names.iter().filter(|name| name.id != id);
    let names = names.map(|name| (name.id.as_str(), &name.finds, &name.ignores));
    let relations = rules.relations.values();
    let relations = relations.map(|it| (it.name.as_str(), &it.finds, &it.ignores));
    names
        .chain(relations)
        .filter(|(_, finds, ignores)| finds.iter().chain(*ignores).any(recognises))
        .map(|(name, ..)| name.to_owned())
        .collect()
}
