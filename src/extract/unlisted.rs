//! Names that no rule file lists, and the short forms of names.

use std::collections::{BTreeMap, BTreeSet};

use super::{Examination, Examined, Extractor, phrases::insert};
use crate::{
    english,
    id::{EntityId, RuleId, TypeId},
    matcher::{Form, Phrase, Reading, Recognised, Word},
    mention::EntityRecord,
    rules::base,
    span::TokenRange,
};

/// The rule that a short form is found by.
const SHORT_FORM: &str = "short-form";

/// What is known of an unlisted entity.
pub(super) fn record(r#type: &TypeId, name: &str) -> EntityRecord {
    EntityRecord {
        label: name.split_whitespace().collect::<Vec<_>>().join(" "),
        r#type: r#type.clone(),
        kind: None,
        links: BTreeMap::new(),
        at: None,
        within: Vec::new(),
        listed: false,
    }
}

/// Recognises names by the `[[name]]` rules. A listed name of the same type, or a longer or equal
/// one of another, keeps its place.
pub(super) fn find(extractor: &Extractor, examination: &mut Examination<'_>) {
    let text = examination.document.prose();
    for sentence in &mut examination.sentences {
        if capitals_say_nothing(&sentence.words) {
            continue;
        }
        let tags = |at: usize| extractor.tags(text, sentence).get(at).copied();
        let Examined { words, phrases, .. } = &*sentence;
        let found = extractor.matcher.names.find(text, words, phrases, &tags);
        for Recognised { tokens, rule, r#type } in longest_first(found) {
            let keeps = |phrase: &Phrase| {
                phrase.name.overlaps(tokens)
                    && (phrase.usual().r#type == r#type || phrase.name.len() >= tokens.len())
            };
            if sentence.phrases.iter().any(keeps) {
                continue;
            }
            let name = sentence.bytes(tokens).of(text);
            let entity = EntityId::unlisted(&r#type, name);
            examination.entities.entry(entity.clone()).or_insert_with(|| record(&r#type, name));
            sentence.phrases.retain(|phrase| !phrase.name.overlaps(tokens));
            let reading = Reading { form: Form::Name, entity, r#type, located: false };
            let readings = [reading].into();
            insert(sentence, Phrase { name: tokens, extent: tokens, readings, rule });
        }
    }
}

/// Whether it is a headline or a line in capitals, in which a capital letter makes no name.
fn capitals_say_nothing(words: &[Word<'_>]) -> bool {
    const SHORT: usize = 5;
    let content: Vec<&Word<'_>> = words
        .iter()
        .filter(|word| word.form.starts_with(char::is_alphabetic))
        .filter(|word| !english::is_function_word(&word.lower))
        .collect();
    let shouted = content.iter().all(|word| !word.form.contains(char::is_lowercase));
    let capitals = content.iter().filter(|word| word.is_capitalised()).count();
    let sentence = words.last().is_some_and(|word| english::ends_clause(&word.lower));
    let headline = !sentence && capitals > 4 * (content.len() - capitals);
    content.len() >= SHORT && (shouted || headline)
}

fn longest_first(mut found: Vec<Recognised>) -> Vec<Recognised> {
    found.sort_by(|a, b| {
        b.tokens
            .len()
            .cmp(&a.tokens.len())
            .then_with(|| (a.tokens, &a.rule).cmp(&(b.tokens, &b.rule)))
    });
    found
}

/// Joins the last name of a person to the full name that the document gives: "Leavitt" after, or
/// before, "Karoline Leavitt". A last name that two people of the document share stays apart.
pub(super) fn find_short_forms(extractor: &Extractor, examination: &mut Examination<'_>) {
    let bearers = bearers(examination);
    for sentence in &mut examination.sentences {
        for phrase in &mut sentence.phrases {
            if phrase.name.len() == 1 && is_unlisted_person(extractor, phrase) {
                let last = sentence.words[phrase.name.start].form;
                if let Some(Some(reading)) = bearers.get(last) {
                    phrase.readings = [reading.clone()].into();
                }
            }
        }
        for at in 0..sentence.words.len() {
            let name = TokenRange::new(at, at + 1);
            let Some(Some(reading)) = bearers.get(sentence.words[at].form) else { continue };
            if !sentence.phrases.iter().any(|phrase| phrase.name.overlaps(name)) {
                let readings = [reading.clone()].into();
                let rule = RuleId::from(SHORT_FORM);
                insert(sentence, Phrase { name, extent: name, readings, rule });
            }
        }
    }
}

/// Who is named with a given last name; nobody where there are two.
fn bearers(examination: &Examination<'_>) -> BTreeMap<String, Option<Reading>> {
    let mut all: BTreeMap<String, BTreeSet<Reading>> = BTreeMap::new();
    for sentence in &examination.sentences {
        for phrase in sentence.phrases.iter().filter(|phrase| phrase.name.len() > 1) {
            let last = sentence.words[phrase.name.end - 1].form;
            let usable = last.chars().count() > 2 && last.starts_with(char::is_uppercase);
            if phrase.usual().r#type.as_str() == base::PERSON && usable {
                all.entry(last.to_owned()).or_default().insert(phrase.usual().clone());
            }
        }
    }
    let only = |readings: BTreeSet<Reading>| {
        (readings.len() == 1).then(|| readings.into_iter().next()).flatten()
    };
    all.into_iter().map(|(last, readings)| (last, only(readings))).collect()
}

fn is_unlisted_person(extractor: &Extractor, phrase: &Phrase) -> bool {
    phrase.usual().r#type.as_str() == base::PERSON
        && !extractor.rules.entities.contains_key(&phrase.usual().entity)
}
