//! Which entities that documents name apart are one.
//!
//! Listed entities are who their rule file says they are. Entities that a pattern recognised are
//! known by type and name alone, and two documents may write one name in two ways. They are joined
//! here where the whole set of documents leaves no doubt, and kept apart otherwise:
//!
//! - names of one type that differ in case, punctuation or a leading "the" are one name; where a
//!   listed entity has it, it is that one;
//! - an acronym joins the one name of its type that it abbreviates, if some document calls it by
//!   the acronym or has both.
//!
//! A bare surname joins nothing here: within its document it was resolved before, and in another
//! document a namesake is as likely.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    id::{DocumentId, EntityId, TypeId},
    mention::EntityRecord,
};

/// What the identity of an entity is judged by.
pub(super) struct Candidate<'g> {
    /// What is known of it.
    pub(super) record: &'g Arc<EntityRecord>,
    /// What documents call it.
    pub(super) names: BTreeSet<&'g str>,
    /// The documents that name it.
    pub(super) documents: BTreeSet<&'g DocumentId>,
}

/// The entities that are another one, each with that one.
#[derive(Debug, Default)]
pub(super) struct Identity(BTreeMap<EntityId, EntityId>);

impl Identity {
    /// Who is who among `candidates`.
    pub(super) fn among(candidates: &BTreeMap<EntityId, Candidate<'_>>) -> Self {
        let same_name = same_name(candidates);
        let acronyms = acronyms(candidates, &same_name);
        // What bears one name moves together.
        let mut joined: BTreeMap<EntityId, EntityId> = same_name
            .0
            .into_iter()
            .map(|(id, one)| (id, acronyms.get(&one).cloned().unwrap_or(one)))
            .collect();
        joined.extend(acronyms);
        Self(joined)
    }

    /// The entity that `id` is; itself as a rule.
    pub(super) fn of<'i>(&'i self, id: &'i EntityId) -> &'i EntityId {
        self.0.get(id).unwrap_or(id)
    }

    /// Whether `id` is another one.
    pub(super) fn joins(&self, id: &EntityId) -> bool {
        self.0.contains_key(id)
    }
}

/// Joins what bears one name.
fn same_name(candidates: &BTreeMap<EntityId, Candidate<'_>>) -> Identity {
    let mut bearers: BTreeMap<(&TypeId, String), Vec<&EntityId>> = BTreeMap::new();
    for (id, candidate) in candidates {
        let name = folded(&candidate.record.label);
        if !name.is_empty() {
            bearers.entry((&candidate.record.r#type, name)).or_default().push(id);
        }
    }
    let mut joined = BTreeMap::new();
    for ids in bearers.into_values() {
        let (listed, unlisted): (Vec<_>, Vec<_>) =
            ids.into_iter().partition(|&id| candidates[id].record.listed);
        let one = match listed[..] {
            [] => unlisted[0],
            [one] => one,
            // Nobody can tell which of two known things is meant.
            _ => continue,
        };
        joined.extend(
            unlisted.into_iter().filter(|&id| id != one).map(|id| (id.clone(), one.clone())),
        );
    }
    Identity(joined)
}

/// Joins acronyms to what they abbreviate.
fn acronyms(
    candidates: &BTreeMap<EntityId, Candidate<'_>>,
    same_name: &Identity,
) -> BTreeMap<EntityId, EntityId> {
    let mut full_names: BTreeMap<(&TypeId, String), Vec<&EntityId>> = BTreeMap::new();
    for (id, candidate) in candidates {
        if let Some(initials) = initials(&candidate.record.label) {
            full_names.entry((&candidate.record.r#type, initials)).or_default().push(id);
        }
    }
    let mut joined = BTreeMap::new();
    for (id, short) in candidates {
        if short.record.listed || same_name.joins(id) {
            continue;
        }
        let Some(acronym) = acronym(&short.record.label) else { continue };
        let vouched: BTreeSet<&EntityId> = full_names
            .get(&(&short.record.r#type, acronym.clone()))
            .into_iter()
            .flatten()
            .filter(|&&full| {
                let full = &candidates[full];
                full.names.iter().any(|name| self::acronym(name).as_ref() == Some(&acronym))
                    || !full.documents.is_disjoint(&short.documents)
            })
            .map(|full| same_name.of(full))
            .collect();
        if let (Some(&only), 1) = (vouched.first(), vouched.len()) {
            joined.insert(id.clone(), only.clone());
        }
    }
    joined
}

/// The letters of `name` if it is an acronym: "BSA", "B.S.A.".
fn acronym(name: &str) -> Option<String> {
    let letters: String = name.chars().filter(|&character| character != '.').collect();
    let count = letters.chars().count();
    ((2..=8).contains(&count) && letters.chars().all(char::is_uppercase)).then_some(letters)
}

/// The initials of a name of several words, small words left out.
fn initials(name: &str) -> Option<String> {
    let letters: String = name
        .split(|character: char| character.is_whitespace() || character == '-')
        .filter_map(|word| word.chars().next())
        .filter(|initial| initial.is_uppercase())
        .collect();
    (letters.chars().count() > 1).then_some(letters)
}

/// The words of a text in small letters, without punctuation and a leading "the": equal for texts
/// that differ in their dress alone, and empty where there is no letter or digit.
pub(super) fn folded(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut parted = false;
    for character in text.chars() {
        match character {
            '.' | '\'' | '’' => {}
            _ if character.is_alphanumeric() => {
                if parted && !words.is_empty() {
                    words.push(' ');
                }
                parted = false;
                words.extend(character.to_lowercase());
            }
            _ => parted = true,
        }
    }
    words.strip_prefix("the ").map(str::to_owned).unwrap_or(words)
}

/// The record to go by when documents know an entity differently: a listed one first, then the
/// one that most documents have, then the first in [`order`].
pub(super) fn record_of_most(mut records: Vec<&Arc<EntityRecord>>) -> &Arc<EntityRecord> {
    records.sort_by(|a, b| order(a, b));
    let mut best = records[0];
    let mut best_rank = (false, 0);
    for same in records.chunk_by(|a, b| order(a, b).is_eq()) {
        let rank = (same[0].listed, same.len());
        if rank > best_rank {
            (best, best_rank) = (same[0], rank);
        }
    }
    best
}

/// A total order of records, by all that they say.
pub(super) fn order(a: &EntityRecord, b: &EntityRecord) -> Ordering {
    let position = |record: &EntityRecord| {
        record.at.map(|[latitude, longitude]| [latitude.to_bits(), longitude.to_bits()])
    };
    let plain = |record: &EntityRecord| (record.label.clone(), record.r#type.clone());
    plain(a)
        .cmp(&plain(b))
        .then_with(|| a.kind.cmp(&b.kind))
        .then_with(|| a.links.cmp(&b.links))
        .then_with(|| a.within.cmp(&b.within))
        .then_with(|| a.listed.cmp(&b.listed))
        .then_with(|| position(a).cmp(&position(b)))
}
