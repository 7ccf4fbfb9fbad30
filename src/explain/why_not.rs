//! The rules that nearly matched in a sentence, and what stopped each.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Reader, Rule, Scope, Words, edit};
use crate::{
    extract::Examined,
    matcher::{Match, Miss, Obstacle},
};

/// A rule whose word is there and that does not match.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NearMiss {
    /// The relation.
    pub relation: String,
    /// The clause or pattern.
    pub rule: Rule,
    /// The trigger of a clause; what fitted of a pattern, if anything.
    pub trigger: Option<Words>,
    /// How many parts of it fitted.
    pub fitted: usize,
    /// How many it has.
    pub parts: usize,
    /// The first thing that stopped it.
    pub why: String,
    /// An edit with which it matches, tried out.
    pub suggestion: Option<edit::Suggestion>,
}

impl Reader<'_, '_> {
    /// The near misses, nearest first. Unless a rule is asked for, a relation is told once, and not
    /// where another of its rules matches.
    pub(super) fn misses(&self, sentence: &Examined<'_>) -> Vec<NearMiss> {
        let asked = |miss: &&Miss| self.scope.holds(miss.relation.as_str(), miss.rule.as_str());
        let misses = sentence.misses.iter().filter(asked);
        let mut told = BTreeSet::new();
        misses
            .filter(|miss| match self.scope {
                Scope::All => {
                    let known = |found: &Match| is_settled(found, miss);
                    is_near(miss)
                        && !is_outdone(miss, &sentence.misses)
                        && !sentence.matches.iter().any(known)
                        && told.insert(&miss.relation)
                }
                Scope::Rule(_) => true,
            })
            .map(|miss| self.miss(sentence, miss))
            .collect()
    }

    fn miss(&self, sentence: &Examined<'_>, miss: &Miss) -> NearMiss {
        let relation = self.extractor.rules().relations.get(&miss.relation);
        let trigger = (!miss.trigger.is_empty()).then(|| self.words(sentence.bytes(miss.trigger)));
        NearMiss {
            relation: miss.relation.to_string(),
            rule: self.rule(relation, &miss.rule),
            trigger,
            fitted: miss.reach,
            parts: miss.parts,
            why: miss.told(&sentence.words),
            suggestion: relation
                .and_then(|relation| edit::suggestion(self.extractor, sentence, relation, miss)),
        }
    }
}

/// Whether a miss is worth telling unasked: something fitted, and what stopped it can be mended. A
/// verb without the noun that would make it another deed is simply no such deed.
fn is_near(miss: &Miss) -> bool {
    match &miss.obstacle {
        Obstacle::Token { .. } => 2 * miss.reach >= miss.parts,
        Obstacle::Particle { .. } => false,
        Obstacle::Noun { here, .. } => {
            miss.reach > 0 && here.as_ref().is_some_and(|here| here.r#type.is_none())
        }
        _ => miss.reach > 0,
    }
}

/// Whether a miss is that of a pattern, and a clause of its relation, of which more can be told, came
/// near as well.
fn is_outdone(miss: &Miss, misses: &[Miss]) -> bool {
    let is_pattern = |miss: &Miss| matches!(miss.obstacle, Obstacle::Token { .. });
    is_pattern(miss)
        && misses
            .iter()
            .any(|other| other.relation == miss.relation && !is_pattern(other) && is_near(other))
}

/// Whether another rule of the relation matched where this one did not; of a pattern, anywhere.
fn is_settled(found: &Match, miss: &Miss) -> bool {
    found.relation == miss.relation
        && (found.tokens.contains(miss.trigger)
            || found.trigger.overlaps(miss.trigger)
            || matches!(miss.obstacle, Obstacle::Token { .. }))
}
