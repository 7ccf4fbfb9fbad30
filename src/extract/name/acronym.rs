//! Acronyms: short names made of the letters of long ones.
//!
//! "Syrian Democratic Forces (SDF)" declares one. Without a declaration an acronym joins the one
//! name of the document that it abbreviates; where there are two, it joins neither.

use std::collections::{BTreeMap, BTreeSet};

use super::insert;
use crate::{
    english,
    extract::Examination,
    id::{RuleId, TypeId},
    matcher::{Form, Phrase, Reading, Spoken, Word},
    rules::{ENOUGH, base},
    span::TokenRange,
};

/// The rule that an acronym is found by.
const ACRONYM: &str = "acronym";
/// So many tokens the name before its acronym has at most.
const LONGEST_NAME: usize = 12;
/// So many letters an acronym has.
const LENGTH: std::ops::RangeInclusive<usize> = 3..=10;

/// The names in a sentence behind which their acronym stands in brackets: "Syrian Democratic Forces
/// (SDF)", "al-Qaeda in Iraq (AQI)".
pub(super) fn declared(words: &[Word<'_>]) -> Vec<TokenRange> {
    let brackets = (1..words.len().saturating_sub(2)).filter(|&at| {
        words[at].form == "(" && is_acronym(words[at + 1].form) && words[at + 2].form == ")"
    });
    brackets.filter_map(|at| declared_before(words, at)).collect()
}

/// The name before the bracket at `bracket`, whose beginnings make the acronym behind it.
fn declared_before(words: &[Word<'_>], bracket: usize) -> Option<TokenRange> {
    let acronym = letters(words[bracket + 1].form);
    let first = bracket.saturating_sub(LONGEST_NAME);
    (first..bracket - 1).rev().map(|start| TokenRange::new(start, bracket)).find(|&name| {
        let has_capital = words[name.range()].iter().any(Word::is_capitalised);
        let is_article = english::is_determiner(&words[name.start].lower);
        has_capital
            && !is_article
            && initials(words, name).iter().any(|name| abbreviates(&acronym, name))
    })
}

/// What an acronym that the document explains says of the name before it.
pub(super) fn speaks() -> Spoken {
    let (r#type, rule) = (TypeId::from(base::ORGANIZATION), RuleId::from(ACRONYM));
    Spoken { r#type, rule, weight: ENOUGH }
}

/// The words of a name that give its acronym letters: all of them, or all but small ones.
fn initials(words: &[Word<'_>], name: TokenRange) -> [Vec<String>; 2] {
    let all =
        || words[name.range()].iter().filter(|word| word.form.starts_with(char::is_alphanumeric));
    [
        all().map(|word| letters(word.form)).collect(),
        all().filter(|word| word.is_capitalised()).map(|word| letters(word.form)).collect(),
    ]
}

/// Joins acronyms that nobody lists to the names that they abbreviate.
pub(in crate::extract) fn find(examination: &mut Examination<'_>) {
    let mut full_names: BTreeMap<Vec<String>, BTreeSet<Reading>> = BTreeMap::new();
    for (sentence, phrase) in super::phrases(examination) {
        let reading = phrase.usual();
        if is_abbreviated(reading) && phrase.name.len() > 1 {
            for words in initials(&sentence.words, phrase.name) {
                full_names.entry(words).or_default().insert(reading.clone());
            }
        }
    }
    let mut acronyms: BTreeSet<&str> = BTreeSet::new();
    for sentence in &examination.sentences {
        acronyms
            .extend(sentence.words.iter().map(|word| word.form).filter(|form| is_acronym(form)));
    }
    let joined: BTreeMap<&str, Reading> = acronyms
        .into_iter()
        .filter_map(|acronym| {
            let bearers: BTreeSet<&Reading> = full_names
                .iter()
                .filter(|(words, _)| abbreviates(&letters(acronym), words))
                .flat_map(|(_, readings)| readings)
                .collect();
            let [only] = bearers.into_iter().collect::<Vec<_>>()[..] else { return None };
            Some((acronym, only.clone()))
        })
        .collect();
    for sentence in &mut examination.sentences {
        for at in 0..sentence.words.len() {
            let Some(reading) = joined.get(sentence.words[at].form) else { continue };
            // "407th AEG" of the "407th Air Expeditionary Group"
            let label = examination.entities.get(&reading.entity).map(|it| it.label.as_str());
            let first = label.and_then(|label| label.split(' ').next()).unwrap_or_default();
            let numbered = at > 0
                && first.starts_with(|sign: char| sign.is_ascii_digit())
                && sentence.words[at - 1].form == first;
            let name = TokenRange::new(at - usize::from(numbered), at + 1);
            let taken = sentence.phrases.iter().position(|phrase| phrase.name.overlaps(name));
            match taken {
                // a listed acronym stands for what its rule file says
                Some(index) if sentence.phrases[index].name == name => {
                    let phrase = &mut sentence.phrases[index];
                    if !examination.entities.get(&phrase.usual().entity).is_none_or(|it| it.listed)
                    {
                        phrase.readings = [reading.clone()].into();
                    }
                }
                Some(_) => {}
                None => {
                    let readings = [reading.clone()].into();
                    let rule = RuleId::from(ACRONYM);
                    insert(sentence, Phrase { name, extent: name, readings, rule });
                }
            }
        }
    }
}

/// Whether acronyms are made of what is named so.
fn is_abbreviated(reading: &Reading) -> bool {
    reading.form == Form::Name
        && !matches!(reading.r#type.as_str(), base::PERSON | base::COUNTRY | base::WEAPON)
}

fn is_acronym(form: &str) -> bool {
    LENGTH.contains(&form.chars().count()) && form.chars().all(char::is_uppercase)
}

/// The letters of a word, in lower case.
fn letters(form: &str) -> String {
    form.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether `acronym` is made of the beginnings of all `words`, in their order: "USARCENT" of "U.S.
/// Army Central".
fn abbreviates(acronym: &str, words: &[String]) -> bool {
    let Some((first, rest)) = words.split_first() else { return acronym.is_empty() };
    let common = acronym.bytes().zip(first.bytes()).take_while(|(a, b)| a == b).count();
    (1..=common)
        .filter(|length| acronym.is_char_boundary(*length))
        .any(|length| abbreviates(&acronym[length..], rest))
}

#[cfg(test)]
mod tests {
    use super::{abbreviates, is_acronym};

    fn check(acronym: &str, name: &str) -> bool {
        let words: Vec<String> = name.split(' ').map(super::letters).collect();
        abbreviates(&super::letters(acronym), &words)
    }

    #[test]
    fn beginnings_of_all_words_make_an_acronym() {
        assert!(check("NRC", "Norwegian Refugee Council"));
        assert!(check("CENTCOM", "Central Command"));
        assert!(check("USARCENT", "U.S. Army Central"));
        assert!(!check("NRC", "Norwegian Council"));
        assert!(!check("NR", "Norwegian Refugee Council"));
    }

    #[test]
    fn words_in_small_letters_are_no_acronyms() {
        assert!(is_acronym("SDF"));
        assert!(!is_acronym("Sdf") && !is_acronym("US") && !is_acronym("F-16"));
    }
}
