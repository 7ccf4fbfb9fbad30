//! People named by their office: "the US president" is whoever held it on the document's day.
//!
//! Without a date it is the one holder whom the document names, else nobody: never a guess.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{Examination, Examined, Extractor, phrases::insert};
use crate::{
    date::Date,
    id::{EntityId, RuleId},
    matcher::{Filler, Form, Match, Phrase, Reading, Roles},
    rules::{self, Relation, RuleSet, base},
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
                let begins = phrase.name.start <= end && phrase.name.end > end;
                phrase.usual().r#type.as_str() == base::PERSON && begins
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

/// States what offices listed people hold, where the text gives the title with the name: by
/// "Secretary of State Marco Rubio" the reader knows of which state.
pub(super) fn state(extractor: &Extractor, examination: &mut Examination<'_>) {
    let date = examination.document.date();
    let relations: Vec<&Relation> =
        extractor.rules.relations.values().filter(|relation| relation.from_offices).collect();
    let mut bodies = BTreeSet::new();
    for sentence in &mut examination.sentences {
        let mut found = Vec::new();
        for (index, phrase) in sentence.phrases.iter().enumerate() {
            let title = TokenRange::new(phrase.extent.start, phrase.name.start);
            let says_of_what = sentence.phrases.iter().any(|other| title.contains(other.name));
            if title.is_empty() || says_of_what {
                continue;
            }
            let Some(body) = body(extractor, sentence, phrase, title, date) else { continue };
            bodies.insert(body.entity.clone());
            let filler = |tokens, reading| {
                Arc::from([Filler {
                    tokens,
                    reading: Some((index, reading)),
                    way: None,
                    clause: None,
                }])
            };
            found.extend(relations.iter().filter_map(|relation| {
                let ends = relation.edges.first()?;
                Some(Match {
                    relation: relation.name.clone(),
                    rule: RuleId::from(format!("{}/{OFFICE}", relation.name).as_str()),
                    tokens: phrase.extent,
                    trigger: title,
                    lent: Vec::new(),
                    deed: title,
                    status: None,
                    roles: Roles::from_iter([
                        (ends.head.clone(), filler(phrase.name, phrase.usual().clone())),
                        (ends.tail.clone(), filler(title, body.clone())),
                    ]),
                })
            }));
        }
        sentence.matches.extend(found);
    }
    for body in bodies {
        if let Some(record) = super::record(&extractor.rules, &body) {
            examination.entities.insert(body, record);
        }
    }
}

/// Of what the person that a phrase names holds the office that stands before the name; nothing if
/// it could be several.
fn body(
    extractor: &Extractor,
    sentence: &Examined<'_>,
    phrase: &Phrase,
    title: TokenRange,
    date: Option<Date>,
) -> Option<Reading> {
    let person = extractor.rules.entities.get(&phrase.usual().entity)?;
    let words: Vec<&str> = sentence.words[title.range()].iter().map(|word| &*word.lower).collect();
    let holds = |office: &&rules::Office| {
        let of_title: Vec<String> =
            office.title.split_whitespace().map(str::to_lowercase).collect();
        let in_time = date.is_none_or(|date| covers(office.from, office.to, date));
        in_time && words.windows(of_title.len().max(1)).any(|words| words == of_title)
    };
    let bodies: BTreeSet<&EntityId> =
        person.offices.iter().filter(holds).map(|office| &office.of).collect();
    let [body] = bodies.into_iter().collect::<Vec<_>>()[..] else { return None };
    let r#type = extractor.rules.entities.get(body)?.r#type.clone();
    Some(Reading { form: Form::Description, entity: body.clone(), r#type, located: false })
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
            Some(date) => covers(tenure.from, tenure.to, date),
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

/// Whether an office held on these days is held on another; what is not told bounds nothing.
pub(super) fn covers(from: Option<Date>, to: Option<Date>, day: Date) -> bool {
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}
