//! The best match of each relation at each trigger.
//!
//! What was found stays in numbers until it is known to be the best: of what ten thousand rules find
//! at a word, few matches leave this module.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{Found, attempt::Attempt, compile::Compiled, frame::Form, scene::Scene};
use crate::{
    id::{RelationId, RuleId},
    matcher::{Match, relations::Ranked},
    span::TokenRange,
};

/// What was found in a sentence.
pub(super) struct Best<'s> {
    pub(super) scene: &'s Scene<'s>,
    attempts: Vec<Attempt<'s>>,
    candidates: Vec<Candidate>,
    excluded: BTreeMap<(TokenRange, RelationId), RuleId>,
}

/// A match. Of two of a relation at a trigger the lesser one is better, and between equals the one
/// that was found first: the order is that of [`Ranked`].
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    trigger: TokenRange,
    relation: usize,
    roles: Reverse<usize>,
    order: usize,
    fillers: Reverse<usize>,
    length: usize,
    word: usize,
    rule: usize,
    /// Its place among the attempts.
    attempt: usize,
}

impl<'s> Best<'s> {
    pub(super) fn new(scene: &'s Scene<'s>) -> Self {
        let (attempts, candidates) = (Vec::new(), Vec::new());
        Self { scene, attempts, candidates, excluded: BTreeMap::new() }
    }

    /// Adds what matched, for all rules that have its frame.
    pub(super) fn add(&mut self, attempt: Attempt<'s>, rules: &[usize]) {
        let clauses = self.scene.clauses;
        if attempt.frame.form == Form::Except {
            for Compiled { relation, rule, .. } in rules.iter().map(|rule| &clauses.rules[*rule]) {
                let key = (attempt.trigger, clauses.relations[*relation].clone());
                self.excluded.insert(key, rule.clone());
            }
            return;
        }
        let fillers = attempt.roles.iter().map(|filled| filled.fillers.len()).sum();
        let length = attempt.tokens().len();
        self.candidates.extend(rules.iter().map(|rule| {
            let Compiled { relation, order, .. } = clauses.rules[*rule];
            Candidate {
                trigger: attempt.trigger,
                relation,
                roles: Reverse(attempt.roles.len()),
                order,
                fillers: Reverse(fillers),
                length,
                word: attempt.word,
                rule: *rule,
                attempt: self.attempts.len(),
            }
        }));
        self.attempts.push(attempt);
    }

    pub(super) fn found(mut self) -> Found {
        self.candidates.sort_unstable();
        self.candidates.dedup_by_key(|candidate| (candidate.trigger, candidate.relation));
        let matches = self.candidates.iter().map(|candidate| self.ranked(candidate)).collect();
        Found { matches, excluded: self.excluded }
    }

    fn ranked(&self, candidate: &Candidate) -> Ranked {
        let Scene { clauses, tree, .. } = self.scene;
        let rule = &clauses.rules[candidate.rule];
        let attempt = &self.attempts[candidate.attempt];
        // "suspended aid" has happened where aid is not what the relation is about
        let deeds = attempt.lent.iter().map(|noun| &tree.words()[*noun]).filter_map(|noun| {
            let end = noun.tokens.end;
            clauses.is_noun_of(&noun.lemma, rule.relation).then(|| TokenRange::new(end - 1, end))
        });
        let roles = attempt.roles.iter();
        Ranked {
            order: rule.order,
            found: Match {
                relation: clauses.relations[rule.relation].clone(),
                rule: rule.rule.clone(),
                tokens: attempt.tokens(),
                trigger: attempt.trigger,
                deeds: deeds.chain([tree.words()[attempt.word].tokens]).collect(),
                status: rule.status,
                roles: roles
                    .map(|filled| (rule.roles[filled.role].clone(), filled.fillers()))
                    .collect(),
            },
        }
    }
}
