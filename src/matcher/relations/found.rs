//! What clauses and patterns find, and which of two is better.

use std::cmp::Reverse;

use super::Roles;
use crate::{
    english::{Function, Route},
    id::{RelationId, RuleId},
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
    /// The words whose status is that of the relation before that of [`deed`](Self::deed): the nouns
    /// to which it only lends its shape.
    pub lent: Vec<TokenRange>,
    /// The verb or noun that was matched.
    pub deed: TokenRange,
    /// The status that its clause gives to what it states, unless other words give one.
    pub status: Option<Status>,
    /// What fills the roles.
    pub roles: Roles,
}

impl Match {
    /// The words whose status is that of the relation, the first that is not actual: the trigger,
    /// the verb that only lends it its shape, or the verb alone.
    pub fn deeds(&self) -> impl Iterator<Item = TokenRange> {
        self.lent.iter().copied().chain([self.deed])
    }
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

/// The best match of each relation at each trigger, in this order.
pub(super) fn keep_best(mut found: Vec<Ranked>) -> Vec<Ranked> {
    found.sort_by(|one, other| {
        let relations = || one.found.relation.cmp(&other.found.relation);
        let best_first = || rank(other).cmp(&rank(one));
        one.found.trigger.cmp(&other.found.trigger).then_with(relations).then_with(best_first)
    });
    found.dedup_by(|worse, better| {
        let (worse, better) = (&worse.found, &better.found);
        worse.trigger == better.trigger && worse.relation == better.relation
    });
    found
}

/// What decides between matches at one trigger, better ones greater: roles filled, then that no two
/// are filled by the same words, then the place of the rule in its relation, then how many fill
/// them, then shortness, since the nearest subject is meant.
fn rank(ranked: &Ranked) -> (usize, bool, Reverse<usize>, usize, Reverse<usize>) {
    let Ranked { order, found } = ranked;
    let fillers = found.roles.fillers().count();
    let apart = !is_joint(found);
    (found.roles.count(), apart, Reverse(*order), fillers, Reverse(found.tokens.len()))
}

/// Whether those who fill one role fill another too: "Graustark and Lutha met".
fn is_joint(found: &Match) -> bool {
    let mut roles = found.roles.iter().enumerate();
    roles.any(|(place, (_, one))| found.roles.iter().skip(place + 1).any(|(_, other)| other == one))
}

/// A match that another clause takes away, as what it is then.
pub(super) fn taken_away(found: &Match, by: &RuleId) -> Miss {
    Miss {
        relation: found.relation.clone(),
        rule: found.rule.clone(),
        trigger: found.trigger,
        reach: 1,
        parts: 1,
        obstacle: Obstacle::Excluded { by: by.clone() },
    }
}
