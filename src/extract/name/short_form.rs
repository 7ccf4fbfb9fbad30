//! Last names: "Leavitt" after, or before, "Karoline Leavitt".

use std::collections::{BTreeMap, BTreeSet};

use super::insert;
use crate::{
    extract::{Examination, Extractor},
    id::RuleId,
    matcher::{Phrase, Reading},
    rules::base,
    span::TokenRange,
};

/// The rule that a short form is found by.
const SHORT_FORM: &str = "short-form";

/// Joins the last name of a person to the full name that the document gives: "Leavitt" after, or
/// before, "Karoline Leavitt". A last name that two people of the document share stays apart.
pub(in crate::extract) fn find(extractor: &Extractor, examination: &mut Examination<'_>) {
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
