//! People named by their office: "the US president" is whoever held it on the document's day.
//!
//! Without a date it is the one holder whom the document names, else nobody: never a guess.

use std::collections::{BTreeMap, BTreeSet};

use super::{Examination, Examined, Extractor, phrases::insert};
use crate::{
    date::Date,
    id::{EntityId, RuleId},
    matcher::{Form, Phrase, Reading},
    rules::{RuleSet, base},
    span::TokenRange,
};

/// The rule that a description by office is found by.
const OFFICE: &str = "office";

/// Who held which office when, by the country or body.
#[derive(Debug, Default)]
pub(super) struct Offices(BTreeMap<EntityId, Vec<Office>>);

#[derive(Debug)]
struct Office {
    /// The words of its title, in lower case.
    title: Vec<String>,
    tenures: Vec<Tenure>,
}

#[derive(Debug)]
struct Tenure {
    holder: Reading,
    from: Option<Date>,
    to: Option<Date>,
}

impl Offices {
    /// The offices of all listed people.
    pub(super) fn new(rules: &RuleSet) -> Self {
        let mut all: BTreeMap<EntityId, Vec<Office>> = BTreeMap::new();
        for person in rules.entities.values() {
            let holder = Reading {
                form: Form::Description,
                entity: person.id.clone(),
                r#type: person.r#type.clone(),
                located: false,
            };
            for office in &person.offices {
                let title: Vec<String> =
                    office.title.split_whitespace().map(str::to_lowercase).collect();
                let tenure = Tenure { holder: holder.clone(), from: office.from, to: office.to };
                let offices = all.entry(office.of.clone()).or_default();
                match offices.iter_mut().find(|known| known.title == title) {
                    Some(known) => known.tenures.push(tenure),
                    None => offices.push(Office { title, tenures: vec![tenure] }),
                }
            }
        }
        for offices in all.values_mut() {
            offices.sort_by_key(|office| std::cmp::Reverse(office.title.len()));
        }
        Self(all)
    }

    /// The office of `of` whose title starts at token `start`, and where the title ends.
    fn at(
        &self,
        sentence: &Examined<'_>,
        of: &EntityId,
        start: usize,
    ) -> Option<(usize, &[Tenure])> {
        self.0.get(of)?.iter().find_map(|Office { title, tenures }| {
            let words = sentence.words.get(start..start + title.len())?;
            let same = title.iter().zip(words).all(|(title, word)| *title == *word.lower);
            same.then_some((start + title.len(), tenures.as_slice()))
        })
    }
}

/// Finds the people named by their office alone.
pub(super) fn find(extractor: &Extractor, examination: &mut Examination<'_>) {
    let named: BTreeSet<EntityId> = examination
        .sentences
        .iter()
        .flat_map(|sentence| &sentence.phrases)
        .map(|phrase| phrase.usual().entity.clone())
        .collect();
    let date = examination.document.date();
    for sentence in &mut examination.sentences {
        let mut found = Vec::new();
        for body in &sentence.phrases {
            let possessive =
                sentence.words.get(body.name.end).is_some_and(|word| word.form == "'s");
            let start = body.name.end + usize::from(possessive);
            let office = body
                .readings
                .iter()
                .find_map(|reading| extractor.offices.at(sentence, &reading.entity, start));
            let Some((end, tenures)) = office else { continue };
            let name_follows = sentence.phrases.iter().any(|phrase| {
                phrase.usual().r#type.as_str() == base::PERSON && phrase.name.start == end
            });
            if let (false, Some(holder)) = (name_follows, holder(tenures, date, &named)) {
                found.push(Phrase {
                    name: TokenRange::new(body.name.start, end),
                    extent: TokenRange::new(body.extent.start, end),
                    readings: [holder.clone()].into(),
                    rule: RuleId::from(OFFICE),
                });
            }
        }
        for phrase in found {
            let reading = phrase.usual();
            if let Some(record) = super::record(&extractor.rules, &reading.entity) {
                examination.entities.insert(reading.entity.clone(), record);
            }
            insert(sentence, phrase);
        }
    }
}

/// Who held an office on a day; without a day, the one holder whom the document names.
fn holder<'o>(
    tenures: &'o [Tenure],
    date: Option<Date>,
    named: &BTreeSet<EntityId>,
) -> Option<&'o Reading> {
    let mut holders: Vec<&Reading> = tenures
        .iter()
        .filter(|tenure| match date {
            Some(date) => {
                tenure.from.is_none_or(|from| from <= date) && tenure.to.is_none_or(|to| date <= to)
            }
            None => named.contains(&tenure.holder.entity),
        })
        .map(|tenure| &tenure.holder)
        .collect();
    holders.dedup_by(|a, b| a.entity == b.entity);
    match holders[..] {
        [holder] => Some(holder),
        _ => None,
    }
}
