//! The best match of each relation at each trigger.
//!
//! What was found stays in numbers until it is known to be the best, and what fills the roles is kept
//! once for all rules that find it: of what ten thousand rules find at a word, little is ever copied.

use std::{borrow::Cow, cmp::Reverse, collections::BTreeMap, sync::Arc};

use super::{
    Excluded, Found, attempt::Attempt, compile::Compiled, filling::Filled, frame::Form,
    scene::Scene,
};
use crate::{
    id::RelationId,
    matcher::{
        Filler, Match, Roles,
        relations::{Ranked, Way},
    },
    span::TokenRange,
};

/// What was found in a sentence.
pub(super) struct Best<'s> {
    scene: &'s Scene<'s>,
    matched: Vec<Matched>,
    candidates: Vec<Candidate>,
    excluded: BTreeMap<(TokenRange, RelationId), Vec<Excluded>>,
    /// What fills roles at the last word, by what the scene has and how that belongs to the word.
    fillers: Vec<Kept<'s>>,
}

/// What the scene has, how it belongs to a word, and what fills a role so.
type Kept<'s> = (&'s [Filler], Way, Arc<[Filler]>);

/// A frame that matched at a word, for all rules that have it.
struct Matched {
    word: usize,
    tokens: TokenRange,
    lent: Vec<usize>,
    /// By the numbers of the roles.
    roles: Vec<(usize, Arc<[Filler]>)>,
}

/// A match of a rule. Of two of a relation at a trigger the lesser one is better, and between equals
/// the one that was found first: the order is that of [`Ranked`].
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    trigger: TokenRange,
    relation: usize,
    roles: Reverse<usize>,
    /// Whether the same words fill two roles.
    joint: bool,
    order: usize,
    fillers: Reverse<usize>,
    length: usize,
    word: usize,
    rule: usize,
    /// Its place among what matched.
    matched: usize,
}

impl<'s> Best<'s> {
    pub(super) fn new(scene: &'s Scene<'s>) -> Self {
        Self {
            scene,
            matched: Vec::new(),
            candidates: Vec::new(),
            excluded: BTreeMap::new(),
            fillers: Vec::new(),
        }
    }

    /// Adds what matched, for all these rules that have its frame.
    pub(super) fn add(&mut self, attempt: &Attempt<'s>, rules: &[usize]) {
        let clauses = self.scene.clauses;
        if attempt.frame.form == Form::Except {
            for rule in rules.iter().map(|rule| &clauses.rules[*rule]) {
                let key = (attempt.trigger, clauses.relations[rule.relation].clone());
                let roles = named(rule, &self.roles(attempt));
                let excluded = Excluded { rule: rule.rule.clone(), roles };
                self.excluded.entry(key).or_default().push(excluded);
            }
            return;
        }
        let joint = attempt.is_joint();
        let tokens = attempt.tokens();
        let fillers = attempt.roles.iter().map(|filled| filled.fillers.len()).sum();
        self.candidates.extend(rules.iter().map(|rule| {
            let Compiled { relation, order, .. } = clauses.rules[*rule];
            Candidate {
                trigger: attempt.trigger,
                relation,
                roles: Reverse(attempt.roles.len()),
                joint,
                order,
                fillers: Reverse(fillers),
                length: tokens.len(),
                word: attempt.word,
                rule: *rule,
                matched: self.matched.len(),
            }
        }));
        if self.matched.last().is_some_and(|last| last.word != attempt.word) {
            self.fillers.clear();
        }
        let roles = self.roles(attempt);
        let (word, lent) = (attempt.word, attempt.lent.clone());
        self.matched.push(Matched { word, tokens, lent, roles });
    }

    /// What fills the roles, by their numbers.
    fn roles(&mut self, attempt: &Attempt<'s>) -> Vec<(usize, Arc<[Filler]>)> {
        attempt.roles.iter().map(|filled| (filled.role, self.fillers(filled))).collect()
    }

    /// What fills a role, with its way; once for all frames in which the same stands there.
    fn fillers(&mut self, filled: &Filled<'s>) -> Arc<[Filler]> {
        let by = |filler: &Filler| Filler { way: Some(filled.way), ..filler.clone() };
        let Cow::Borrowed(fillers) = filled.fillers else {
            return filled.fillers.iter().map(by).collect();
        };
        let is_same = |(known, way, _): &&(&[Filler], Way, _)| {
            std::ptr::eq(*known, fillers) && *way == filled.way
        };
        if let Some((_, _, known)) = self.fillers.iter().find(is_same) {
            return Arc::clone(known);
        }
        let new: Arc<[Filler]> = fillers.iter().map(by).collect();
        self.fillers.push((fillers, filled.way, Arc::clone(&new)));
        new
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
        let matched = &self.matched[candidate.matched];
        // "suspended aid" has happened where aid is not what the relation is about
        let lent = matched.lent.iter().map(|noun| &tree.words()[*noun]).filter_map(|noun| {
            let end = noun.tokens.end;
            clauses.is_noun_of(&noun.lemma, rule.relation).then(|| TokenRange::new(end - 1, end))
        });
        Ranked {
            order: rule.order,
            found: Match {
                relation: clauses.relations[rule.relation].clone(),
                rule: rule.rule.clone(),
                tokens: matched.tokens,
                trigger: candidate.trigger,
                lent: lent.collect(),
                deed: tree.words()[matched.word].tokens,
                status: rule.status,
                roles: named(rule, &matched.roles),
            },
        }
    }
}

/// What fills the roles, as a rule calls them.
fn named(rule: &Compiled, roles: &[(usize, Arc<[Filler]>)]) -> Roles {
    roles.iter().map(|(role, fillers)| (rule.roles[*role].clone(), Arc::clone(fillers))).collect()
}
