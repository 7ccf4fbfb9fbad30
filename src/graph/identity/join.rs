//! Several names, one entity.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Against, Candidate, Candidates, Corrections, Identity, Join, Reason, Refusal,
    apart::{Comparison, compare, is_last_name, is_unlisted_person},
    folded,
};
use crate::{
    english,
    id::{EntityId, TypeId},
};

impl Identity {
    /// Joins what is one.
    pub(super) fn join(&mut self, candidates: &Candidates<'_>, corrections: &Corrections) {
        let mut joining = Joining { identity: self, candidates, corrections };
        joining.same_names();
        joining.acronyms();
        joining.last_names();
        joining.corrected();
    }
}

/// Joins being made.
struct Joining<'j, 'g> {
    identity: &'j mut Identity,
    candidates: &'j Candidates<'g>,
    corrections: &'j Corrections,
}

impl Joining<'_, '_> {
    /// The entity that `id` is by now.
    fn now<'i>(&'i self, id: &'i EntityId) -> &'i EntityId {
        self.identity.joined.get(id).unwrap_or(id)
    }

    /// Makes `id` the entity `into`, unless a rule file says that it is another.
    fn make(&mut self, id: &EntityId, into: &EntityId, reason: Reason) {
        if reason != Reason::Rule && self.corrections.keep_apart(id, into) {
            return self.refuse(id, into, Against::Rule);
        }
        for joined in self.identity.joined.values_mut().filter(|joined| *joined == id) {
            *joined = into.clone();
        }
        self.identity.joined.insert(id.clone(), into.clone());
        self.identity.joins.push(Join { id: id.clone(), into: into.clone(), reason });
    }

    fn refuse(&mut self, id: &EntityId, other: &EntityId, reason: Against) {
        let refusal = Refusal { id: id.clone(), other: other.clone(), reason };
        self.identity.refusals.push(refusal);
    }

    /// Joins what bears one name.
    fn same_names(&mut self) {
        let mut bearers: BTreeMap<(&TypeId, String), Vec<&EntityId>> = BTreeMap::new();
        for (id, candidate) in self.candidates.iter().filter(|(_, it)| !is_last_name(it)) {
            let name = key(candidate);
            if !name.is_empty() {
                bearers.entry((&candidate.record.r#type, name)).or_default().push(id);
            }
        }
        let parted: BTreeSet<EntityId> =
            self.identity.apart.values().flat_map(BTreeMap::values).cloned().collect();
        for ids in bearers.into_values().filter(|ids| ids.len() > 1) {
            if ids.iter().any(|id| parted.contains(*id)) {
                // the name is that of several, and nobody can tell of which
                self.refuse_parted(&ids, &parted);
                continue;
            }
            let (listed, unlisted): (Vec<_>, Vec<_>) =
                ids.into_iter().partition(|&id| self.candidates[id].record.listed);
            let one = match listed[..] {
                [] => unlisted[0],
                [one] => one,
                // Nobody can tell which of two known things is meant.
                [one, other, ..] => {
                    for id in unlisted {
                        self.refuse(id, one, Against::Ambiguous);
                        self.refuse(id, other, Against::Ambiguous);
                    }
                    continue;
                }
            };
            let others: Vec<_> = unlisted.into_iter().filter(|&id| id != one).collect();
            let conflict =
                |id: &EntityId| others.iter().chain([&one]).any(|&other| self.conflict(id, other));
            let conflicts: Vec<bool> = others.iter().map(|&id| conflict(id)).collect();
            for (id, conflicts) in others.into_iter().zip(conflicts) {
                if conflicts {
                    self.refuse(id, one, Against::Context);
                } else {
                    let dress = folded(&self.candidates[id].record.label)
                        == folded(&self.candidates[one].record.label);
                    self.make(id, one, if dress { Reason::SameName } else { Reason::Spelling });
                }
            }
        }
    }

    fn refuse_parted(&mut self, ids: &[&EntityId], parted: &BTreeSet<EntityId>) {
        let (parts, others): (Vec<_>, Vec<_>) = ids.iter().partition(|id| parted.contains(**id));
        for id in others {
            parts.iter().for_each(|part| self.refuse(id, part, Against::Ambiguous));
        }
    }

    fn conflict(&self, one: &EntityId, other: &EntityId) -> bool {
        let [one, other] = [one, other].map(|id| &self.candidates[id]);
        is_unlisted_person(one)
            && is_unlisted_person(other)
            && compare(&one.context(), &other.context()) == Comparison::Conflict
    }

    /// Joins acronyms to what they abbreviate.
    fn acronyms(&mut self) {
        let mut full_names: BTreeMap<(&TypeId, String), Vec<&EntityId>> = BTreeMap::new();
        for (id, candidate) in self.candidates {
            if let Some(initials) = initials(&candidate.record.label) {
                full_names.entry((&candidate.record.r#type, initials)).or_default().push(id);
            }
        }
        for (id, short) in self.candidates {
            if short.record.listed || self.identity.joined.contains_key(id) {
                continue;
            }
            let Some(acronym) = acronym(&short.record.label) else { continue };
            let vouched: BTreeSet<&EntityId> = full_names
                .get(&(&short.record.r#type, acronym.clone()))
                .into_iter()
                .flatten()
                .filter(|&&full| {
                    let full = &self.candidates[full];
                    let called = |name: &&str| self::acronym(name).as_ref() == Some(&acronym);
                    full.names.iter().any(called)
                        || full.documents.keys().any(|id| short.documents.contains_key(id))
                })
                .map(|full| self.now(full))
                .collect();
            let vouched: Vec<EntityId> = vouched.into_iter().cloned().collect();
            match &vouched[..] {
                [] => {}
                [only] => self.make(id, only, Reason::Acronym),
                several => {
                    several.iter().for_each(|full| self.refuse(id, full, Against::Ambiguous));
                }
            }
        }
    }

    /// Joins people known by a last name to those known by their full one.
    fn last_names(&mut self) {
        let mut full_names: BTreeMap<String, BTreeSet<&EntityId>> = BTreeMap::new();
        for (id, candidate) in self.candidates {
            let person = is_unlisted_person(candidate) && !is_last_name(candidate);
            if let (true, Some(last)) = (person, candidate.record.label.split(' ').next_back()) {
                full_names.entry(english::spelling_key(last)).or_default().insert(id);
            }
        }
        for (id, short) in self.candidates.iter().filter(|(_, candidate)| is_last_name(candidate)) {
            let last = english::spelling_key(&short.record.label);
            let context = short.context();
            let bearers = full_names.get(&last).into_iter().flatten();
            let compared: Vec<(&EntityId, Comparison)> = bearers
                .map(|&full| (full, compare(&context, &self.candidates[full].context())))
                .collect();
            let agreeing: BTreeSet<EntityId> = compared
                .iter()
                .filter(|(_, comparison)| *comparison == Comparison::Agree)
                .map(|(full, _)| self.now(full).clone())
                .collect();
            let only = agreeing.first().filter(|_| agreeing.len() == 1).cloned();
            if let Some(only) = &only {
                self.make(id, only, Reason::LastName);
            }
            for (full, comparison) in compared {
                let against = match comparison {
                    Comparison::Agree if only.is_some() => continue,
                    Comparison::Agree => Against::Ambiguous,
                    Comparison::Open => Against::LastNameAlone,
                    Comparison::Conflict => Against::Context,
                };
                self.refuse(id, full, against);
            }
        }
    }

    /// Joins what rule files call one; the listed one, else that of the first id, stands for all.
    fn corrected(&mut self) {
        for same in &self.corrections.same {
            let known = same.iter().filter(|&id| self.candidates.contains_key(id));
            let one: BTreeSet<EntityId> = known.map(|id| self.now(id).clone()).collect();
            let listed = one.iter().find(|&id| self.candidates[id].record.listed);
            let Some(into) = listed.or(one.first()).cloned() else { continue };
            for id in one.iter().filter(|&id| *id != into) {
                self.make(id, &into, Reason::Rule);
            }
        }
    }
}

impl Corrections {
    /// Whether the two are said to be different.
    fn keep_apart(&self, one: &EntityId, other: &EntityId) -> bool {
        self.different.iter().any(|ids| ids.contains(one) && ids.contains(other))
    }

    /// The union of two.
    pub(in crate::graph) fn union(&mut self, other: Self) {
        self.same.extend(other.same);
        self.different.extend(other.different);
        self.unspecific.extend(other.unspecific);
    }
}

/// A name as it is compared: of people in one spelling.
fn key(candidate: &Candidate<'_>) -> String {
    let label = &candidate.record.label;
    if is_unlisted_person(candidate) { english::spelling_key(label) } else { folded(label) }
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
