//! What a document and the rules say of people: whether somebody is he or she, which offices they
//! hold, and in which country.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    date::Date,
    extract::{Examination, Examined, Extractor, offices},
    id::EntityId,
    matcher::Phrase,
    rules::{ReferenceWords, RuleSet, base},
    span::TokenRange,
};

/// So many tokens of an apposition are looked at.
const LONGEST_APPOSITION: usize = 8;

/// Whether a person is he or she, where that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Male,
    Female,
}

/// What is known of the people of a document, by their entity.
#[derive(Debug, Default)]
pub(super) struct People(BTreeMap<EntityId, Person>);

#[derive(Debug, Default)]
struct Person {
    gender: Option<Gender>,
    titles: Vec<Title>,
}

/// A title that somebody has or holds.
#[derive(Debug, PartialEq, Eq)]
struct Title {
    /// Its words, in lower case, with those around them.
    words: Vec<String>,
    /// The country it is of, where that is told.
    country: Option<EntityId>,
}

impl People {
    /// What is known of everybody whom the document names.
    pub(super) fn of(extractor: &Extractor, examination: &Examination<'_>) -> Self {
        let mut people = Self::default();
        let words = &extractor.rules.english.reference;
        for sentence in &examination.sentences {
            for phrase in &sentence.phrases {
                let reading = phrase.usual();
                if reading.r#type.as_str() == base::PERSON {
                    let person = people.0.entry(reading.entity.clone()).or_default();
                    person.titles.extend(titles(words, sentence, phrase));
                }
            }
        }
        let date = examination.document.date();
        for (entity, person) in &mut people.0 {
            person.titles.extend(held(&extractor.rules, entity, date));
            let label = examination.entities.get(entity).map(|record| record.label.as_str());
            person.gender = gender(words, &person.titles, label.unwrap_or_default());
        }
        people
    }

    /// Whether it is he or she, where that is known.
    pub(super) fn gender(&self, person: &EntityId) -> Option<Gender> {
        self.0.get(person)?.gender
    }

    /// Whether somebody may be called by this noun: they have it as a title, or it is one for
    /// whoever has one of the highest offices; of this country, if one is given.
    pub(super) fn are(
        &self,
        words: &ReferenceWords,
        person: &EntityId,
        noun: &str,
        country: Option<&EntityId>,
    ) -> bool {
        let is_title = |title: &Title| {
            let named = title.is(words, noun);
            let leads = || words.highest.iter().any(|office| title.is(words, office));
            let of_it = country.is_none() || title.country.as_ref() == country;
            of_it && (named || (words.leaders.contains(noun) && leads()))
        };
        self.0.get(person).is_some_and(|person| person.titles.iter().any(is_title))
    }

    /// The one country in which somebody holds an office.
    pub(super) fn country(&self, person: &EntityId) -> Option<&EntityId> {
        let titles = &self.0.get(person)?.titles;
        only(titles.iter().filter_map(|title| title.country.as_ref()))
    }

    /// The one country in which somebody holds one of the highest offices.
    pub(super) fn led_country(
        &self,
        words: &ReferenceWords,
        person: &EntityId,
    ) -> Option<&EntityId> {
        let titles = self.0.get(person)?.titles.iter();
        let highest =
            titles.filter(|title| words.highest.iter().any(|office| title.is(words, office)));
        only(highest.filter_map(|title| title.country.as_ref()))
    }
}

impl Title {
    /// Whether it is the title `noun`, and not another one with that word in it.
    fn is(&self, words: &ReferenceWords, noun: &str) -> bool {
        let noun: Vec<&str> = noun.split(' ').collect();
        let lesser = |at: Option<usize>| {
            at.and_then(|at| self.words.get(at)).is_some_and(|word| words.lesser.contains(word))
        };
        (0..self.words.len()).any(|start| {
            let end = start + noun.len();
            self.words.get(start..end).is_some_and(|there| there == noun)
                && !lesser(start.checked_sub(1))
                && !lesser(Some(end))
        })
    }
}

fn only<T: Ord>(items: impl Iterator<Item = T>) -> Option<T> {
    let items: BTreeSet<T> = items.collect();
    (items.len() == 1).then(|| items.into_iter().next()).flatten()
}

/// The titles before a name and in an apposition behind it.
fn titles(words: &ReferenceWords, sentence: &Examined<'_>, phrase: &Phrase) -> Vec<Title> {
    let before = TokenRange::new(phrase.extent.start, phrase.name.start);
    [Some(before), apposition(words, sentence, phrase)]
        .into_iter()
        .flatten()
        .filter_map(|tokens| title(sentence, tokens))
        .collect()
}

fn title(sentence: &Examined<'_>, tokens: TokenRange) -> Option<Title> {
    let inside = sentence.phrases.iter().filter(|phrase| tokens.contains(phrase.name));
    let countries = inside.filter_map(country_of);
    let words = sentence.words[tokens.range()].iter().map(|word| word.lower.to_string()).collect();
    (!tokens.is_empty()).then(|| Title { words, country: only(countries) })
}

/// The country that a phrase may stand for.
pub(super) fn country_of(phrase: &Phrase) -> Option<EntityId> {
    let country =
        phrase.readings.iter().find(|reading| reading.r#type.as_str() == base::COUNTRY)?;
    Some(country.entity.clone())
}

/// What stands between commas behind a name, if it begins like a title and goes on no longer than
/// one: ", the Hungarian prime minister,".
fn apposition(
    words: &ReferenceWords,
    sentence: &Examined<'_>,
    phrase: &Phrase,
) -> Option<TokenRange> {
    let start = phrase.extent.end + 1;
    let comma = sentence.words.get(start - 1).is_some_and(|word| word.form == ",");
    let rest = sentence.words.get(start..).filter(|_| comma)?;
    let length = rest
        .iter()
        .take(LONGEST_APPOSITION)
        .position(|word| matches!(&*word.lower, "," | "." | ";" | ")"))?;
    let tokens = TokenRange::new(start, start + length);
    let people = words.nouns.get(base::PERSON)?;
    let names_person = sentence
        .phrases
        .iter()
        .any(|other| tokens.contains(other.name) && other.usual().r#type.as_str() == base::PERSON);
    let titled = rest[..length].iter().any(|word| people.contains(&*word.lower));
    (titled && !names_person).then_some(tokens)
}

/// The offices that a listed person holds on a day; without a day, all.
fn held(rules: &RuleSet, person: &EntityId, date: Option<Date>) -> Vec<Title> {
    let Some(entity) = rules.entities.get(person) else { return Vec::new() };
    let held = entity
        .offices
        .iter()
        .filter(|office| date.is_none_or(|date| offices::covers(office.from, office.to, date)));
    let title = |office: &crate::rules::Office| Title {
        words: office.title.split_whitespace().map(str::to_lowercase).collect(),
        country: enclosing_country(rules, &office.of),
    };
    held.map(title).collect()
}

/// The country that an entity is or lies in.
fn enclosing_country(rules: &RuleSet, of: &EntityId) -> Option<EntityId> {
    let mut entity = rules.entities.get(of)?;
    for _ in 0..crate::extract::DEEPEST_PLACE {
        if entity.r#type.as_str() == base::COUNTRY {
            return Some(entity.id.clone());
        }
        entity = rules.entities.get(entity.within.as_ref()?)?;
    }
    None
}

/// What titles say, else what the given name says.
fn gender(words: &ReferenceWords, titles: &[Title], label: &str) -> Option<Gender> {
    let named = |list: &BTreeSet<String>| {
        titles.iter().flat_map(|title| &title.words).any(|word| list.contains(word))
    };
    match (named(&words.masculine), named(&words.feminine)) {
        (true, false) => return Some(Gender::Male),
        (false, true) => return Some(Gender::Female),
        _ => {}
    }
    let given = label.split([' ', '-']).next().filter(|given| *given != label)?;
    let man = words.men.contains(given).then_some(Gender::Male);
    man.or_else(|| words.women.contains(given).then_some(Gender::Female))
}
