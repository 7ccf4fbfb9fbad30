//! Clauses and noun forms, matched on trees.
//!
//! A clause names functions ("who does it", "what stands behind `to`"), a tree has arguments with
//! functions: [`english`](crate::english) maps the one to the other for every shape of a sentence, so
//! that matching is comparing the two. Frames are indexed by trigger, so that a sentence costs what its
//! own words cost, however many rules there are.

mod attempt;
mod compile;
mod fillers;
mod filling;
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
    borrow::Cow,
    collections::{BTreeMap, HashMap},
    time::Duration,
};

use attempt::{Attempt, Stop};
use compile::{Compiled, Form, NounLists, Target};
use index::{Triggered, triggered};
use met::Met;
use need::Needs;
use scene::Scene;

use super::{
    Filler, Match, Miss, Phrase, Word,
    relations::{Ranked, keep_better},
    stopwatch::Stopwatch,
};
use crate::{
    english::{Analysis, VerbLists},
    id::{RelationId, RoleId, RuleId, TypeId},
    rules::Types,
    span::TokenRange,
};

/// The clauses and noun forms of all relations, by trigger.
#[derive(Debug)]
pub(super) struct Clauses {
    frames: Vec<Compiled>,
    relations: Vec<Target>,
    verbs: HashMap<Box<str>, Triggered>,
    nouns: HashMap<Box<str>, Triggered>,
    needs: Needs,
    /// The lists of types that roles take, each once; the first is empty.
    types_of_roles: Vec<Vec<TypeId>>,
    lists: VerbLists,
    nominal: NounLists,
    types: Types,
}

/// What frames say of a sentence.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The best match of each relation at each trigger.
    pub(super) matches: Vec<Ranked>,
    /// What a relation must not say at a trigger, whatever else matches there.
    pub(super) excluded: BTreeMap<(TokenRange, RelationId), Vec<Excluded>>,
}

/// What an `except` clause takes away.
#[derive(Debug)]
pub(super) struct Excluded {
    rule: RuleId,
    roles: BTreeMap<RoleId, Vec<Filler>>,
}

impl Excluded {
    /// The clause, if it speaks of what a match states: of whatever is in a role of both, the same.
    /// "Visited the *American* soldiers in *Kabul*" is no visit to America, but one to Kabul.
    pub(super) fn takes_away(&self, found: &Match) -> Option<&RuleId> {
        let same = |(role, fillers): (&RoleId, &Vec<Filler>)| {
            found.roles.get(role).is_none_or(|others| {
                fillers.iter().any(|filler| others.iter().any(|it| it.tokens == filler.tokens))
            })
        };
        self.roles.iter().all(same).then_some(&self.rule)
    }
}

impl Clauses {
    /// Whether a noun form of the same relation begins with the noun.
    fn is_noun_of(&self, noun: &str, compiled: &Compiled) -> bool {
        let mut frames = self.nouns.get(noun).into_iter().flat_map(|triggered| &triggered.all);
        frames.any(|frame| self.frames[*frame].relation == compiled.relation)
    }

    /// Whether a verb or noun in dictionary form is the trigger of a frame.
    pub(super) fn is_trigger(&self, lemma: &str) -> bool {
        self.verbs.contains_key(lemma) || self.nouns.contains_key(lemma)
    }

    pub(super) fn stopwatches(&mut self) -> impl Iterator<Item = (&RuleId, &mut Stopwatch)> {
        self.frames.iter_mut().map(|frame| (&frame.rule, &mut frame.stopwatch))
    }

    pub(super) fn times(&self) -> impl Iterator<Item = (&RuleId, Duration)> {
        self.frames.iter().filter_map(|frame| Some((&frame.rule, frame.stopwatch.read()?)))
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
        let mut best: BTreeMap<(TokenRange, RelationId), Ranked> = BTreeMap::new();
        let mut found = Found::default();
        for (number, word) in tree.words().iter().enumerate() {
            if word.folded {
                continue;
            }
            let verbal = tree.is_verb(number);
            let index = if verbal { &self.verbs } else { &self.nouns };
            let token = words.get(word.tokens.start);
            let Some(triggered) = triggered(index, &word.lemma, token) else { continue };
            let arguments = if verbal {
                tree.arguments_of_verb(number, &self.lists)
            } else {
                tree.arguments_of_noun(number, &self.lists)
            };
            let mut met = Met { scene: &scene, word: number, arguments: &arguments, known: vec![] };
            // whoever wants misses wants to know of every frame
            let frames = match misses {
                Some(_) => Cow::Borrowed(&*triggered.all),
                None => triggered.beside(&scene, &arguments),
            };
            for frame in &*frames {
                let compiled = &self.frames[*frame];
                if misses.is_none() && compiled.form != Form::Except && !met.any(&compiled.ways) {
                    continue;
                }
                let target = &self.relations[compiled.relation];
                let mut attempt = Attempt::new(&scene, target, compiled, number, &arguments);
                match compiled.stopwatch.run(|| attempt.run()) {
                    Ok(()) if compiled.form == Form::Except => {
                        let key = (attempt.trigger, target.name.clone());
                        let excluded =
                            Excluded { rule: compiled.rule.clone(), roles: attempt.roles };
                        found.excluded.entry(key).or_default().push(excluded);
                    }
                    Ok(()) => {
                        keep_better(&mut best, attempt.into_match());
                    }
                    Err(stop) => {
                        if let Some(misses) = misses.as_deref_mut()
                            && compiled.form != Form::Except
                        {
                            let obstacle = attempt.obstacle(&stop);
                            if matches!(stop, Stop::Noun(_) | Stop::Particle(_)) {
                                attempt.fill_roles();
                            }
                            misses.push(Miss {
                                relation: target.name.clone(),
                                rule: compiled.rule.clone(),
                                trigger: attempt.trigger,
                                reach: attempt.reach(),
                                parts: attempt.parts(),
                                obstacle,
                            });
                        }
                    }
                }
            }
        }
        found.matches = best.into_values().collect();
        found
    }
}
