//! Short forms: a name of which the document gives a longer form.
//!
//! "Leavitt" after, or before, "Karoline Leavitt"; "Abu Jandal" for "Abu Jandal al-Kuwaiti"; "War
//! Council" for "Northern War Council". A short form of two names joins neither.

use std::collections::{BTreeMap, BTreeSet};

use super::insert;
use crate::{
    english,
    extract::{Examination, Examined, Extractor},
    id::RuleId,
    matcher::{Form, Phrase, Reading},
    rules::base,
    span::TokenRange,
};

/// The rule that a short form is found by.
const SHORT_FORM: &str = "short-form";

/// Joins short forms to the names that the document gives in full.
pub(in crate::extract) fn find(extractor: &Extractor, examination: &mut Examination<'_>) {
    join_parts(extractor, examination);
    let bearers = bearers(examination);
    for sentence in &mut examination.sentences {
        for at in 0..sentence.words.len() {
            let Some(Some(reading)) = bearers.get(sentence.words[at].form) else { continue };
            let name = with_article(sentence, at);
            let taken = sentence.phrases.iter().position(|phrase| phrase.name.overlaps(name));
            match taken {
                Some(index) => {
                    let is_meant = gives_way(extractor, sentence, index, at);
                    if is_meant {
                        sentence.phrases[index].readings = [reading.clone()].into();
                    }
                }
                None => {
                    let readings = [reading.clone()].into();
                    let rule = RuleId::from(SHORT_FORM);
                    insert(sentence, Phrase { name, extent: name, readings, rule });
                }
            }
        }
    }
}

/// The last name at `at` with the article tied to it: "al-Zarqawi".
fn with_article(sentence: &Examined<'_>, at: usize) -> TokenRange {
    let tied = at >= 2
        && sentence.words[at - 1].form == "-"
        && english::is_name_particle(&sentence.words[at - 2].lower);
    TokenRange::new(if tied { at - 2 } else { at }, at + 1)
}

/// Whether a single word found as something else is the last name at `at` all the same: an
/// unlisted person is, and so is a listed place or body, unless something happens there.
fn gives_way(extractor: &Extractor, sentence: &Examined<'_>, index: usize, at: usize) -> bool {
    let phrase = &sentence.phrases[index];
    if phrase.name.start < at && phrase.name != with_article(sentence, at)
        || phrase.name.end > at + 1
    {
        return false;
    }
    let usual = phrase.usual();
    let is_listed = extractor.rules.entities.contains_key(&usual.entity);
    match usual.r#type.as_str() {
        base::PERSON => !is_listed,
        base::COUNTRY => false,
        _ => {
            let located = phrase.name.start > 0
                && english::is_locative(&sentence.words[phrase.name.start - 1].lower);
            !located
        }
    }
}

/// Who is named with a given last name; nobody where there are two.
fn bearers(examination: &Examination<'_>) -> BTreeMap<String, Option<Reading>> {
    let mut all: BTreeMap<String, BTreeSet<Reading>> = BTreeMap::new();
    for (sentence, phrase) in super::phrases(examination) {
        let words = &sentence.words[phrase.name.range()];
        let capitals = words.iter().filter(|word| word.is_capitalised()).count();
        let Some(last) = words.last().map(|word| word.form) else { continue };
        let usable = last.chars().count() > 2 && last.starts_with(char::is_uppercase);
        if capitals > 1 && usable && is_named_person(phrase) {
            all.entry(last.to_owned()).or_default().insert(phrase.usual().clone());
        }
    }
    let only = |readings: BTreeSet<Reading>| {
        (readings.len() == 1).then(|| readings.into_iter().next()).flatten()
    };
    all.into_iter().map(|(last, readings)| (last, only(readings))).collect()
}

fn is_named_person(phrase: &Phrase) -> bool {
    phrase.usual().form == Form::Name && phrase.usual().r#type.as_str() == base::PERSON
}

/// Joins unlisted names of several words to the one longer name that begins with them or, of a
/// body, ends with them.
fn join_parts(extractor: &Extractor, examination: &mut Examination<'_>) {
    let mut names: BTreeMap<Vec<String>, Reading> = BTreeMap::new();
    for (sentence, phrase) in super::phrases(examination) {
        let r#type = phrase.usual().r#type.as_str();
        if phrase.name.len() > 1 && matches!(r#type, base::PERSON | base::ORGANIZATION) {
            let words = &sentence.words[phrase.name.range()];
            let words = words.iter().map(|word| word.form.to_owned()).collect();
            names.insert(words, phrase.usual().clone());
        }
    }
    let mut joined: BTreeMap<&Reading, &Reading> = BTreeMap::new();
    for (words, short) in &names {
        if extractor.rules.entities.contains_key(&short.entity) {
            continue;
        }
        let is_part = |(long, reading): &(&Vec<String>, &Reading)| {
            long.len() > words.len()
                && reading.r#type == short.r#type
                && reading.entity != short.entity
                && (long.starts_with(words)
                    || (short.r#type.as_str() == base::ORGANIZATION && long.ends_with(words)))
        };
        let wholes: BTreeSet<&Reading> =
            names.iter().filter(is_part).map(|(_, reading)| reading).collect();
        if let [whole] = wholes.into_iter().collect::<Vec<_>>()[..] {
            joined.insert(short, whole);
        }
    }
    // a part of a part is a part of the whole
    let whole = |short: &Reading| {
        let mut reading = *joined.get(short)?;
        while let Some(longer) = joined.get(reading) {
            reading = longer;
        }
        Some(reading.clone())
    };
    for phrase in examination.sentences.iter_mut().flat_map(|sentence| &mut sentence.phrases) {
        if let Some(reading) = whole(phrase.usual()) {
            phrase.readings = [reading].into();
        }
    }
}
