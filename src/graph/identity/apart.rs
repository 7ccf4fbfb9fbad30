//! One name, several people: which documents mean somebody else.

use std::collections::BTreeSet;

use super::{Against, Candidate, Candidates, Corrections, Identity, Refusal, folded};
use crate::{
    id::{DocumentId, EntityId, TypeId},
    mention::Context,
};

/// The type of who has a last name.
const PERSON: &str = "person";

/// How two descriptions of people compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    /// They share a country or, where nothing is known of a country, a title.
    Agree,
    /// Nothing speaks for or against.
    Open,
    /// Both have countries, or titles, and share none.
    Conflict,
}

/// Compares what is said of two people of one name.
pub(super) fn compare(one: &BTreeSet<&Context>, other: &BTreeSet<&Context>) -> Comparison {
    let countries = part(one, other, |context| matches!(context, Context::Country(_)));
    let titles = part(one, other, |context| matches!(context, Context::Title(_)));
    match (countries, titles) {
        (Comparison::Conflict, _) => Comparison::Conflict,
        // a senator becomes secretary, but hardly in another country
        (Comparison::Agree, _) | (Comparison::Open, Comparison::Agree) => Comparison::Agree,
        (Comparison::Open, other) => other,
    }
}

fn part(
    one: &BTreeSet<&Context>,
    other: &BTreeSet<&Context>,
    of_kind: impl Fn(&Context) -> bool,
) -> Comparison {
    let kind = |all: &BTreeSet<&Context>| all.iter().any(|context| of_kind(context));
    let shared = one.intersection(other).any(|context| of_kind(context));
    match (kind(one) && kind(other), shared) {
        (_, true) => Comparison::Agree,
        (true, false) => Comparison::Conflict,
        (false, false) => Comparison::Open,
    }
}

/// Whether it is an unlisted person.
pub(super) fn is_unlisted_person(candidate: &Candidate<'_>) -> bool {
    !candidate.record.listed && candidate.record.r#type == TypeId::from(PERSON)
}

/// Whether it is known by a last name alone.
pub(super) fn is_last_name(candidate: &Candidate<'_>) -> bool {
    is_unlisted_person(candidate) && !candidate.record.label.contains(' ')
}

impl Identity {
    /// Parts people and bodies that documents name alike and that are several.
    pub(super) fn part<'g>(
        &mut self,
        candidates: Candidates<'g>,
        corrections: &Corrections,
    ) -> Candidates<'g> {
        let unspecific: BTreeSet<String> =
            corrections.unspecific.iter().map(|name| folded(name)).collect();
        let mut parted = Candidates::new();
        for (id, candidate) in candidates {
            let is_unspecific = !candidate.record.listed
                && candidate.documents.len() > 1
                && unspecific.contains(&folded(&candidate.record.label));
            let groups = if is_unspecific {
                candidate.documents.keys().map(|document| vec![*document]).collect()
            } else {
                groups(&candidate)
            };
            if groups.len() < 2 {
                parted.insert(id, candidate);
                continue;
            }
            let reason = if is_unspecific {
                Against::Unspecific
            } else if is_last_name(&candidate) {
                Against::LastNameAlone
            } else {
                Against::Context
            };
            let mut known: Vec<EntityId> = Vec::new();
            for documents in groups {
                let own = own_id(&id, documents[0]);
                let documents = documents
                    .into_iter()
                    .map(|document| {
                        let own = own.clone();
                        self.apart.entry(id.clone()).or_default().insert(document.clone(), own);
                        (document, candidate.documents[document].clone())
                    })
                    .collect();
                self.refusals.extend(known.iter().map(|other| Refusal {
                    id: other.clone(),
                    other: own.clone(),
                    reason,
                }));
                known.push(own.clone());
                parted.insert(own, Candidate { documents, ..candidate.clone() });
            }
        }
        parted
    }
}

/// The id of who is called `id` in `document`, and is not the one of other documents.
fn own_id(id: &EntityId, document: &DocumentId) -> EntityId {
    EntityId::from(format!("{id}@{document}"))
}

/// The documents that mean one and the same, in the order of their ids; a single group as a rule.
fn groups<'g>(candidate: &Candidate<'g>) -> Vec<Vec<&'g DocumentId>> {
    let documents: Vec<_> = candidate.documents.iter().collect();
    let all = || vec![documents.iter().map(|(document, _)| **document).collect()];
    if !is_unlisted_person(candidate) || documents.len() < 2 {
        return all();
    }
    let last_name = is_last_name(candidate);
    let conflict = documents.iter().enumerate().any(|(index, (_, context))| {
        documents[..index].iter().any(|(_, other)| compare(context, other) == Comparison::Conflict)
    });
    if !last_name && !conflict {
        return all();
    }
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for index in 0..documents.len() {
        let agrees = |group: &Vec<usize>| {
            group
                .iter()
                .any(|&other| match_contexts(last_name, documents[index].1, documents[other].1))
        };
        let (with, without): (Vec<_>, Vec<_>) = groups.into_iter().partition(agrees);
        groups = without;
        let mut joined: Vec<usize> = with.into_iter().flatten().collect();
        joined.push(index);
        groups.push(joined);
    }
    // where agreement leads around to a conflict, nobody can tell who is meant
    let sound = |group: &Vec<usize>| {
        group.iter().all(|&one| {
            group
                .iter()
                .all(|&other| compare(documents[one].1, documents[other].1) != Comparison::Conflict)
        })
    };
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for group in groups {
        if sound(&group) {
            parts.push(group);
        } else {
            parts.extend(group.into_iter().map(|index| vec![index]));
        }
    }
    let mut parts: Vec<Vec<&DocumentId>> = parts
        .into_iter()
        .map(|group| {
            let mut group: Vec<&DocumentId> =
                group.into_iter().map(|index| *documents[index].0).collect();
            group.sort();
            group
        })
        .collect();
    parts.sort();
    parts
}

/// Whether two documents mean one person by a name: by a last name alone only if title and country
/// are the same.
fn match_contexts(last_name: bool, one: &BTreeSet<&Context>, other: &BTreeSet<&Context>) -> bool {
    let shares =
        |of_kind: fn(&Context) -> bool| one.intersection(other).any(|context| of_kind(context));
    let country = shares(|context| matches!(context, Context::Country(_)));
    let title = shares(|context| matches!(context, Context::Title(_)));
    let agree = compare(one, other) == Comparison::Agree;
    agree && (!last_name || (country && title))
}
