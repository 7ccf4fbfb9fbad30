//! What a document says of people nobody lists: their titles and countries, which tell namesakes
//! apart when many documents come together.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    english,
    extract::{Examination, Examined, Extractor},
    id::EntityId,
    matcher::Phrase,
    mention::Context,
    rules::{RoleNouns, base},
    span::TokenRange,
};

/// So many tokens of an apposition are looked at.
const LONGEST_APPOSITION: usize = 8;

/// Notes the titles and countries of unlisted people.
pub(in crate::extract) fn describe(extractor: &Extractor, examination: &mut Examination<'_>) {
    let nouns = &extractor.rules.english.roles;
    let mut contexts: BTreeMap<EntityId, BTreeSet<Context>> = BTreeMap::new();
    for (sentence, phrase) in super::phrases(examination) {
        let reading = phrase.usual();
        let listed = extractor.rules.entities.contains_key(&reading.entity);
        if reading.r#type.as_str() != base::PERSON || listed {
            continue;
        }
        let said = contexts.entry(reading.entity.clone()).or_default();
        let before = TokenRange::new(phrase.extent.start, phrase.name.start);
        said.extend(context(sentence, before, nouns));
        said.extend(context(sentence, apposition(sentence, phrase), nouns));
    }
    for (entity, context) in contexts {
        if let Some(record) = examination.entities.get_mut(&entity) {
            record.context = context;
        }
    }
}

/// The tokens between the commas behind a name: "Jane Doe, the Flavian foreign minister, left".
fn apposition(sentence: &Examined<'_>, phrase: &Phrase) -> TokenRange {
    let start = phrase.name.end + 1;
    let opened = sentence.words.get(phrase.name.end).is_some_and(|word| word.form == ",");
    let inside = sentence.words.get(start..).unwrap_or_default().iter();
    let closes = |word: &crate::matcher::Word<'_>| {
        word.form == "," || english::ends_clause(&word.lower) || english::is_auxiliary(&word.lower)
    };
    let length = inside.take(LONGEST_APPOSITION).take_while(|word| !closes(word)).count();
    if opened { TokenRange::new(start, start + length) } else { TokenRange::new(start, start) }
}

/// The titles and countries among some tokens; a country counts only beside a title.
fn context(sentence: &Examined<'_>, tokens: TokenRange, nouns: &RoleNouns) -> Vec<Context> {
    let words = sentence.words.get(tokens.range()).unwrap_or_default();
    let titles = words.iter().filter_map(|word| {
        nouns.offices.iter().find(|office| word.has_lemma(office)).cloned().map(Context::Title)
    });
    let mut found: Vec<Context> = titles.collect();
    if found.is_empty() {
        return found;
    }
    let inside =
        |phrase: &&Phrase| tokens.start <= phrase.name.start && phrase.name.end <= tokens.end;
    for phrase in sentence.phrases.iter().filter(inside) {
        let country = phrase.readings.iter().find(|it| it.r#type.as_str() == base::COUNTRY);
        found.extend(country.map(|reading| Context::Country(reading.entity.clone())));
    }
    found
}
