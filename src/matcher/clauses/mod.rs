//! Clauses and noun forms, matched on trees.
//!
//! A clause names functions ("who does it", "what stands behind `to`"), a tree has arguments with
//! functions: [`english`](crate::english) maps the one to the other for every shape of a sentence, so
//! that matching is comparing the two. Frames are indexed by trigger, so that a sentence costs what its
//! own words cost, however many rules there are.

mod attempt;
mod best;
mod compile;
mod fillers;
mod filling;
mod frame;
mod index;
mod met;
mod need;
mod nominal;
mod obstacle;
mod scene;
#[cfg(test)]
mod tests;
mod verbal;

use std::{
    collections::{BTreeMap, HashMap},
    time::Duration,
};

use attempt::{Attempt, Stop};
use best::Best;
use compile::{Compiled, NounLists, Numbers};
use frame::{Form, Known};
use index::{Triggered, triggered};
use met::Met;
use need::Needs;
use scene::Scene;

use super::{Match, Miss, Phrase, Roles, Word, relations::Ranked, stopwatch::Stopwatch};
use crate::{
    english::{Analysis, VerbLists},
    id::{RelationId, RuleId, TypeId},
    rules::Types,
    span::TokenRange,
};

/// The clauses and noun forms of all relations, by trigger.
#[derive(Debug)]
pub(super) struct Clauses {
    rules: Vec<Compiled>,
    frames: Vec<Known>,
    /// The relations in the order of their names.
    relations: Vec<RelationId>,
    verbs: HashMap<Box<str>, Triggered>,
    nouns: HashMap<Box<str>, Triggered>,
    needs: Needs,
    numbers: Numbers,
    /// The lists of types that roles take, each once; the first is empty.
    types_of_roles: Vec<Vec<TypeId>>,
    lists: VerbLists,
    nominal: NounLists,
    types: Types,
}

/// What frames say of a sentence.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The best match of each relation at each trigger, in this order.
    pub(super) matches: Vec<Ranked>,
    /// What a relation must not say at a trigger, whatever else matches there.
    pub(super) excluded: BTreeMap<(TokenRange, RelationId), Vec<Excluded>>,
}

/// What an `except` clause takes away.
#[derive(Debug)]
pub(super) struct Excluded {
    rule: RuleId,
    roles: Roles,
}

impl Excluded {
    /// The clause, if it speaks of what a match states: of whatever is in a role of both, the same.
    /// "Visited the *American* soldiers in *Kabul*" is no visit to America, but one to Kabul.
    pub(super) fn takes_away(&self, found: &Match) -> Option<&RuleId> {
        let mut roles = self.roles.iter();
        let same = roles.all(|(role, fillers)| {
            found.roles.get(role).is_none_or(|others| {
                fillers.iter().any(|filler| others.iter().any(|it| it.tokens == filler.tokens))
            })
        });
        same.then_some(&self.rule)
    }
}

impl Clauses {
    /// Whether a noun form of the relation begins with the noun.
    fn is_noun_of(&self, noun: &str, relation: usize) -> bool {
        let mut rules = self.nouns.get(noun).into_iter().flat_map(|triggered| &triggered.all);
        rules.any(|rule| self.rules[*rule].relation == relation)
    }

    /// Whether a verb or noun in dictionary form is the trigger of a frame.
    pub(super) fn is_trigger(&self, lemma: &str) -> bool {
        self.verbs.contains_key(lemma) || self.nouns.contains_key(lemma)
    }

    pub(super) fn stopwatches(&mut self) -> impl Iterator<Item = &mut Stopwatch> {
        let triggered = self.verbs.values_mut().chain(self.nouns.values_mut());
        triggered.flat_map(|triggered| &mut triggered.groups).map(|group| &mut group.stopwatch)
    }

    /// How long each rule was tried: of rules that are tried together, each has an equal share.
    pub(super) fn times(&self) -> impl Iterator<Item = (&RuleId, Duration)> {
        let triggered = self.verbs.values().chain(self.nouns.values());
        triggered.flat_map(|triggered| &triggered.groups).flat_map(move |group| {
            let sharers = u32::try_from(group.rules.len()).unwrap_or(u32::MAX).max(1);
            let share = group.stopwatch.read().map(|time| time / sharers);
            group.rules.iter().filter_map(move |rule| Some((&self.rules[*rule].rule, share?)))
        })
    }

    /// Whether some word may be the trigger of a frame.
    pub(super) fn may_match(&self, words: &[Word<'_>]) -> bool {
        words.iter().any(|word| {
            self.is_trigger(&word.lower) || word.lemmas().iter().any(|lemma| self.is_trigger(lemma))
        })
    }

    /// What the frames find in a sentence, and, where `misses` are wanted, what stopped the others.
    pub(super) fn find(
        &self,
        tree: &Analysis,
        words: &[Word<'_>],
        phrases: &[Phrase],
        mut misses: Option<&mut Vec<Miss>>,
    ) -> Found {
        let scene = Scene::new(self, tree, words, phrases);
        let mut best = Best::new(&scene);
        let mut met = Met::new(&scene);
        for (number, word) in tree.words().iter().enumerate() {
            if word.folded {
                continue;
            }
            let index = if tree.is_verb(number) { &self.verbs } else { &self.nouns };
            let token = words.get(word.tokens.start);
            let Some(triggered) = triggered(index, &word.lemma, token) else { continue };
            let first = &self.frames[triggered.groups[0].frame];
            let attempt = Attempt::new(&scene, &first.frame, number);
            match misses.as_deref_mut() {
                Some(misses) => self.try_rules(triggered, attempt, &mut best, misses),
                None => self.try_frames(triggered, attempt, &mut met, &mut best),
            }
        }
        best.found()
    }

    /// Tries at a word each frame that may match there, once for all rules that have it.
    fn try_frames<'s>(
        &'s self,
        triggered: &Triggered,
        mut attempt: Attempt<'s>,
        met: &mut Met<'s>,
        best: &mut Best<'s>,
    ) {
        met.at(attempt.word);
        for group in &*triggered.beside(attempt.scene, attempt.arguments) {
            let group = &triggered.groups[*group];
            let Known { frame, ways } = &self.frames[group.frame];
            if frame.form != Form::Except && !met.any(ways) {
                continue;
            }
            attempt.again(frame);
            if group.stopwatch.run(|| attempt.run()).is_ok() {
                best.add(&attempt, &group.rules);
            }
        }
    }

    /// Tries every rule by itself at a word, and tells what stopped those that do not match.
    fn try_rules<'s>(
        &'s self,
        triggered: &Triggered,
        mut attempt: Attempt<'s>,
        best: &mut Best<'s>,
        misses: &mut Vec<Miss>,
    ) {
        for number in &triggered.all {
            let rule = &self.rules[*number];
            let frame = &self.frames[rule.frame].frame;
            attempt.again(frame);
            let Err(stop) = attempt.run() else {
                best.add(&attempt, &[*number]);
                continue;
            };
            if frame.form == Form::Except {
                continue;
            }
            let obstacle = attempt.obstacle(&stop, &rule.roles);
            if matches!(stop, Stop::Noun(_) | Stop::Particle(_)) {
                attempt.fill_roles();
            }
            misses.push(Miss {
                relation: self.relations[rule.relation].clone(),
                rule: rule.rule.clone(),
                trigger: attempt.trigger,
                reach: attempt.reach(),
                parts: frame.parts(),
                obstacle,
            });
        }
    }
}
