//! Rules compiled, and run over sentences.
//!
//! Three engines, each a pure function of a sentence: the [`Gazetteer`] finds known names,
//! [`Names`] recognises what nobody listed, and [`Relations`] finds what is said of the [`Phrase`]s
//! that the first two gave. A pattern that does not match says how far it came and what stopped it,
//! from the same run, so that explaining costs no second matcher.

mod clauses;
mod evidence;
mod gazetteer;
mod inflected;
mod machine;
mod miss;
mod names;
mod phrase;
mod program;
mod relations;
mod sentence;
mod stopwatch;
mod vocabulary;
mod word;

pub use evidence::{Spoken, WordEvidence};
pub use gazetteer::{Gazetteer, Hit};
pub use inflected::inflected;
pub use miss::{Here, Instead, Miss, Obstacle, Place};
pub use names::{Names, Recognised};
pub use phrase::{Form, Phrase, Reading};
pub use relations::{Filler, Match, Relations, Roles, Way};
pub use sentence::Tags;
pub use word::{Word, words};

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use stopwatch::Stopwatch;

use crate::{
    english::Abbreviations,
    error::Error,
    id::RuleId,
    rules::{self, RuleSet},
};

/// All rules of a run, compiled.
#[derive(Debug)]
pub struct Matcher {
    /// Known names.
    pub gazetteer: Arc<Gazetteer>,
    /// Patterns of things nobody listed.
    pub names: Names,
    /// Words that speak for what a name is the name of.
    pub evidence: WordEvidence,
    /// Patterns of relations.
    pub relations: Relations,
}

impl Matcher {
    /// Compiles `rules`. Rules that cannot be compiled are left out and reported.
    pub fn compile(rules: &RuleSet) -> (Self, Vec<Error>) {
        Self::with(Arc::new(Gazetteer::new(rules)), rules)
    }

    /// The same with the known names of `rules`, which were compiled before.
    pub fn with(gazetteer: Arc<Gazetteer>, rules: &RuleSet) -> (Self, Vec<Error>) {
        let mut problems = Vec::new();
        let matcher = Self {
            gazetteer,
            names: Names::compile(rules, &mut problems),
            evidence: WordEvidence::new(rules),
            relations: Relations::compile(rules, &mut problems),
        };
        (matcher, problems)
    }

    /// Begins to measure how long each rule takes.
    pub fn measure_times(&mut self) {
        self.names.stopwatches().for_each(Stopwatch::start);
        self.relations.stopwatches().for_each(Stopwatch::start);
    }

    /// How long the rules with patterns and clauses were tried, on all threads together; empty unless
    /// that is measured. Known names are found all at once.
    pub fn times(&self) -> BTreeMap<&RuleId, Duration> {
        let mut times: BTreeMap<&RuleId, Duration> = BTreeMap::new();
        for (rule, spent) in self.names.times().chain(self.relations.times()) {
            *times.entry(rule).or_default() += spent;
        }
        times
    }
}

/// The abbreviations of a rule set, as the English layer takes them.
pub fn abbreviations(lists: &rules::Abbreviations) -> Abbreviations {
    Abbreviations::new(&lists.before_names, &lists.before_numbers, &lists.anywhere)
}
