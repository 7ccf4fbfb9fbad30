//! What clauses and patterns find, and which of two is better.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, btree_map::Entry},
};

use crate::{
    english::{Function, Route},
    id::{RelationId, RoleId, RuleId},
    matcher::{Miss, Obstacle, Reading},
    span::TokenRange,
    status::Status,
};

/// A clause or pattern found in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The relation.
    pub relation: RelationId,
    /// The clause or pattern.
    pub rule: RuleId,
    /// The tokens it covers.
    pub tokens: TokenRange,
    /// The tokens that state the relation.
    pub trigger: TokenRange,
    /// The words whose status is that of the relation, the first that is not actual: the trigger,
    /// the verb that only lends it its shape, or the verb alone.
    pub deeds: Vec<TokenRange>,
    /// The status that its clause gives to what it states, unless other words give one.
    pub status: Option<Status>,
    /// What fills the roles.
    pub roles: BTreeMap<RoleId, Vec<Filler>>,
}

/// What fills a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filler {
    /// Its tokens.
    pub tokens: TokenRange,
    /// The phrase that names an entity, and how it is read; none for plain text.
    pub reading: Option<(usize, Reading)>,
    /// What it is to the trigger, and by which way; none where a pattern found it.
    pub way: Option<Way>,
    /// The word of the tree that heads it, if it is a clause.
    pub clause: Option<usize>,
}

/// What a filler is to the word that a clause was tried at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// The word of the tree: the trigger, or the verb around it.
    pub of: usize,
    /// What the filler is to it.
    pub function: Function,
    /// By which way.
    pub route: Route,
}

/// A match with the place of its rule among those of the relation.
#[derive(Debug)]
pub(in crate::matcher) struct Ranked {
    pub(in crate::matcher) order: usize,
    pub(in crate::matcher) found: Match,
}

/// Keeps a match unless there is a better one of the same relation at the same trigger.
pub(in crate::matcher) fn keep_better(
    best: &mut BTreeMap<(TokenRange, RelationId), Ranked>,
    ranked: Ranked,
) {
    match best.entry((ranked.found.trigger, ranked.found.relation.clone())) {
        Entry::Vacant(entry) => {
            entry.insert(ranked);
        }
        Entry::Occupied(mut entry) => {
            if rank(&ranked) > rank(entry.get()) {
                entry.insert(ranked);
            }
        }
    }
}

/// What decides between matches at one trigger, better ones greater: roles filled, then that no two
/// are filled by the same words, then the place of the rule in its relation, then how many fill
/// them, then shortness, since the nearest subject is meant.
fn rank(ranked: &Ranked) -> (usize, bool, Reverse<usize>, usize, Reverse<usize>) {
    let Ranked { order, found } = ranked;
    let fillers = found.roles.values().map(Vec::len).sum();
    let apart = !is_joint(found);
    (found.roles.len(), apart, Reverse(*order), fillers, Reverse(found.tokens.len()))
}

/// Whether those who fill one role fill another too: "Graustark and Lutha met".
fn is_joint(found: &Match) -> bool {
    let mut roles = found.roles.values();
    std::iter::from_fn(|| roles.next().map(|one| (one, roles.clone())))
        .any(|(one, mut others)| others.any(|other| other == one))
}

/// A match that another clause takes away, as what it is then.
pub(super) fn excluded(found: &Match, by: &RuleId) -> Miss {
    Miss {
        relation: found.relation.clone(),
        rule: found.rule.clone(),
        trigger: found.trigger,
        reach: 1,
        parts: 1,
        obstacle: Obstacle::Excluded { by: by.clone() },
    }
}
