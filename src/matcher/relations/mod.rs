//! What is said of the phrases of a sentence: clauses on its tree, and patterns over its tokens.
//!
//! Patterns are indexed by a word that they cannot do without, clauses by their trigger, so that a
//! sentence is only tried against those whose word is in it.

mod found;
mod needed;
mod pattern;
mod roles;
#[cfg(test)]
mod tests;

use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet, HashMap},
    time::Duration,
};

pub(super) use found::Ranked;
pub use found::{Filler, Match, Way};
use found::{keep_best, taken_away};
use needed::{Anchor, anchor, needed, shortest};
use pattern::{Compiled, taken_by};
pub use roles::Roles;

use super::{
    Miss, Obstacle, Phrase, Word,
    clauses::Clauses,
    machine::{Failures, Stopped},
    program::Program,
    sentence::{Lists, Sentence, Tags, Wanted, reading},
    stopwatch::Stopwatch,
};
use crate::{
    english::Analysis,
    error::Error,
    id::{RuleId, TypeId},
    rules::{RuleSet, Types},
    span::TokenRange,
};

/// The clauses and patterns of all relations, compiled.
#[derive(Debug)]
pub struct Relations {
    clauses: Clauses,
    patterns: Vec<Compiled>,
    by_form: HashMap<Box<str>, Vec<usize>>,
    by_lemma: HashMap<Box<str>, Vec<usize>>,
    /// The lists of types that patterns ask for, each once.
    wanted: Vec<Vec<TypeId>>,
    types: Types,
    lists: Lists,
}

impl Relations {
    /// Compiles the patterns of `rules`; those that cannot be are left out and reported.
    pub(super) fn compile(rules: &RuleSet, problems: &mut Vec<Error>) -> Self {
        let mut relations = Self {
            clauses: Clauses::compile(rules),
            patterns: Vec::new(),
            by_form: HashMap::new(),
            by_lemma: HashMap::new(),
            wanted: Vec::new(),
            types: rules.types.clone(),
            lists: Lists::new(&rules.english),
        };
        for relation in rules.relations.values() {
            let before = relation.clauses.len() + relation.nouns.len() + relation.except.len();
            for (place, rule) in relation.patterns.iter().enumerate() {
                let Some(anchor) = anchor(&rule.pattern, &rules.english.roles) else {
                    let message = "the pattern has no word that it cannot do without";
                    problems.push(Error::new(message).at(rule.location.clone()).help(
                        "add a word, a `=lemma` or a sign outside `?`, `*` and one-sided alternatives",
                    ));
                    continue;
                };
                let index = relations.patterns.len();
                let mut needs = Vec::new();
                needed(&rule.pattern, &|role| taken_by(relation, role), &mut needs);
                let needs = needs.into_iter().map(|types| relations.number(types)).collect();
                relations.patterns.push(Compiled {
                    needs,
                    relation: relation.name.clone(),
                    rule: rule.id.clone(),
                    order: before + place,
                    shortest: shortest(&rule.pattern),
                    program: Program::compile(&rule.pattern, &|role| taken_by(relation, role)),
                    stopwatch: Stopwatch::default(),
                });
                for test in anchor {
                    let (table, word) = match test {
                        Anchor::Form(form) => (&mut relations.by_form, form),
                        Anchor::Lemma(lemma) => (&mut relations.by_lemma, lemma),
                    };
                    table.entry(word.to_lowercase().into()).or_default().push(index);
                }
            }
        }
        relations
    }

    /// What clauses and patterns find in a sentence. Where several of a relation match at one
    /// trigger, the one that fills most roles is kept, then clauses before patterns, then the one
    /// that stands first in the rules. `tree` is asked only if a clause may match. Where `misses`
    /// are wanted, those whose word is there and that do not match are added, furthest first.
    pub fn find<'a>(
        &self,
        words: &[Word<'_>],
        phrases: &[Phrase],
        tags: Tags<'_>,
        tree: &dyn Fn() -> Option<&'a Analysis>,
        mut misses: Option<&mut Vec<Miss>>,
    ) -> Vec<Match> {
        let mut found = Vec::new();
        self.find_patterns(words, phrases, tags, &mut found, misses.as_deref_mut());
        let mut excluded = BTreeMap::new();
        let may_match = self.may_match_clause(words, phrases);
        // one phrase is no edge, but why it is none may be asked
        if (may_match || (misses.is_some() && self.clauses.may_match(words)))
            && let Some(tree) = tree()
        {
            let clauses = self.clauses.find(tree, words, phrases, misses.as_deref_mut());
            found.extend(clauses.matches.into_iter().filter(|_| may_match));
            excluded = clauses.excluded;
        }
        let mut best: Vec<Match> =
            keep_best(found).into_iter().map(|ranked| ranked.found).collect();
        if !excluded.is_empty() {
            best.retain(|found| {
                let key = (found.trigger, found.relation.clone());
                let mut excluding = excluded.get(&key).into_iter().flatten();
                let by = excluding.find_map(|by| by.takes_away(found));
                let Some(by) = by else { return true };
                if let Some(misses) = misses.as_deref_mut() {
                    misses.push(taken_away(found, by));
                }
                false
            });
        }
        if let Some(misses) = misses {
            misses.sort_by(|one, other| {
                let in_tree = |miss: &Miss| !matches!(miss.obstacle, Obstacle::Token { .. });
                other
                    .share(one)
                    .then(other.reach.cmp(&one.reach))
                    .then(in_tree(other).cmp(&in_tree(one)))
            });
        }
        best
    }

    /// Whether a sentence may hold what a clause says, so that its tree is worth the time.
    pub fn may_match_clause(&self, words: &[Word<'_>], phrases: &[Phrase]) -> bool {
        phrases.len() >= 2 && self.clauses.may_match(words)
    }

    /// Whether a clause or pattern looks for a word with this dictionary form.
    pub fn is_trigger(&self, lemma: &str) -> bool {
        self.clauses.is_trigger(lemma)
            || self.by_lemma.contains_key(lemma)
            || self.by_form.contains_key(lemma)
    }

    pub(super) fn stopwatches(&mut self) -> impl Iterator<Item = &mut Stopwatch> {
        let patterns = self.patterns.iter_mut().map(|pattern| &mut pattern.stopwatch);
        patterns.chain(self.clauses.stopwatches())
    }

    pub(super) fn times(&self) -> impl Iterator<Item = (&RuleId, Duration)> {
        let patterns = self.patterns.iter();
        let patterns =
            patterns.filter_map(|pattern| Some((&pattern.rule, pattern.stopwatch.read()?)));
        patterns.chain(self.clauses.times())
    }

    fn find_patterns(
        &self,
        words: &[Word<'_>],
        phrases: &[Phrase],
        tags: Tags<'_>,
        all: &mut Vec<Ranked>,
        mut misses: Option<&mut Vec<Miss>>,
    ) {
        let candidates = self.candidates(words);
        if candidates.is_empty() {
            return;
        }
        let context = self.lists.context(&self.types);
        let sentence = Sentence::new(words, phrases, context, tags);
        let there: Vec<OnceCell<bool>> = vec![OnceCell::new(); self.wanted.len()];
        let is_there = |list: &usize| {
            let wanted = Wanted { types: &self.wanted[*list], except: &[], role: false };
            let is_one = |phrase| reading(&self.types, phrase, &wanted).is_some();
            *there[*list].get_or_init(|| phrases.iter().any(is_one))
        };
        for index in candidates {
            let pattern = &self.patterns[index];
            // whoever wants misses wants to know of every pattern
            if misses.is_none() && !pattern.needs.iter().all(is_there) {
                continue;
            }
            let mut furthest: Option<(usize, Stopped)> = None;
            let mut matched = false;
            let mut failures = Failures::default();
            for start in 0..words.len() {
                let run = || pattern.program.run(&sentence, start, &mut failures);
                match pattern.stopwatch.run(run) {
                    Ok(run) => {
                        matched = true;
                        let found = pattern.found(&sentence, start, run.end, &run.steps);
                        all.push(Ranked { order: pattern.order, found });
                    }
                    Err(stopped) => {
                        let length = stopped.at - start;
                        let further =
                            furthest.as_ref().is_none_or(|(start, best)| length > best.at - start);
                        if further {
                            furthest = Some((start, stopped));
                        }
                    }
                }
            }
            if let (false, Some((start, stopped)), Some(misses)) =
                (matched, furthest, misses.as_deref_mut())
            {
                let describe = |address| pattern.program.describe(address);
                misses.push(Miss {
                    relation: pattern.relation.clone(),
                    rule: pattern.rule.clone(),
                    trigger: TokenRange::new(start, stopped.at),
                    reach: (stopped.at - start).min(pattern.shortest.saturating_sub(1)),
                    parts: pattern.shortest,
                    obstacle: Obstacle::Token {
                        wanted: stopped.wanted.map_or_else(String::new, describe),
                    },
                });
            }
        }
    }

    /// The number of a list of types.
    fn number(&mut self, types: Vec<TypeId>) -> usize {
        let known = self.wanted.iter().position(|list| *list == types);
        known.unwrap_or_else(|| {
            self.wanted.push(types);
            self.wanted.len() - 1
        })
    }

    /// The patterns whose word is in the sentence.
    fn candidates(&self, words: &[Word<'_>]) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for word in words {
            found.extend(self.by_form.get(&*word.lower).into_iter().flatten());
            found.extend(self.by_lemma.get(&*word.lower).into_iter().flatten());
            for lemma in word.lemmas() {
                found.extend(self.by_lemma.get(lemma).into_iter().flatten());
            }
        }
        found
    }
}
