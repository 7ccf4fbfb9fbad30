//! What each rule of a rule set does to documents: how often it fires, and whether what it finds is
//! found elsewhere, too.
//!
//! A rule that fires often and is seldom confirmed by another sentence may be wrong; one that never
//! fires may be superfluous, or the documents too few. Numbers cannot tell which: they tell where to
//! look.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use crate::{
    error::Location,
    graph::{EdgeKind, View},
    id::{DocumentId, RuleId},
    rules::RuleSet,
    span::Span,
};

/// What rules do to documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// The rules that fired, those that did so most often first.
    pub fired: Vec<Fired>,
    /// The rules that did not, in the order of files and lines.
    pub silent: Vec<Silent>,
}

/// What a rule did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fired {
    /// The rule.
    pub rule: RuleId,
    /// Where it is written; nothing for what no file says, as that listed names are found.
    pub location: Option<Location>,
    /// In how many places of texts it found something.
    pub firings: usize,
    /// In how many documents.
    pub documents: usize,
    /// How many firings gave an edge that another sentence states, too; copies of a sentence are
    /// no other. Nothing for a rule that finds names.
    pub confirmed: Option<usize>,
    /// How long it was tried, if that was measured; nothing for known names, which are found all at
    /// once.
    pub spent: Option<Duration>,
}

/// A rule that did nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silent {
    /// The rule.
    pub rule: RuleId,
    /// Where it is written.
    pub location: Location,
    /// How long it was tried, if that was measured.
    pub spent: Option<Duration>,
}

/// Where a rule found something: a document and the bytes that state or name it.
type Place<'g> = (&'g DocumentId, Span);

impl Stats {
    /// What `rules` did to the documents of a graph, which were read by them.
    pub fn of(view: &View<'_>, rules: &RuleSet) -> Self {
        let written = written(rules);
        let location = |rule: &RuleId| written.get(rule).map(|location| (*location).clone());
        let mut fired = statements(view);
        fired.extend(mentions(view));
        for rule in &mut fired {
            rule.location = location(&rule.rule);
        }
        fired.sort_by(|a, b| b.firings.cmp(&a.firings).then_with(|| a.rule.cmp(&b.rule)));
        let known: BTreeSet<&RuleId> = fired.iter().map(|fired| &fired.rule).collect();
        let silent = written.iter().filter(|(rule, _)| !known.contains(*rule));
        let mut silent: Vec<Silent> = silent
            .map(|(rule, location)| Silent {
                rule: (*rule).clone(),
                location: (*location).clone(),
                spent: None,
            })
            .collect();
        silent.sort_by(|a, b| a.location.cmp(&b.location));
        Self { fired, silent }
    }

    /// The same with how long rules took, the slowest of those that fired first.
    #[must_use]
    pub fn with_times(mut self, times: &BTreeMap<&RuleId, Duration>) -> Self {
        for fired in &mut self.fired {
            fired.spent = times.get(&fired.rule).copied();
        }
        for silent in &mut self.silent {
            silent.spent = times.get(&silent.rule).copied();
        }
        self.fired.sort_by_key(|fired| Reverse(fired.spent));
        self
    }
}

/// Every rule that finds something, with its place.
fn written(rules: &RuleSet) -> BTreeMap<&RuleId, &Location> {
    let mut written = BTreeMap::new();
    for relation in rules.relations.values() {
        written.extend(relation.patterns.iter().map(|rule| (&rule.id, &rule.location)));
        let clauses = relation.clauses.iter().chain(&relation.nouns);
        written.extend(clauses.map(|rule| (&rule.id, &rule.location)));
    }
    written.extend(rules.names.iter().map(|rule| (&rule.id, &rule.location)));
    written
}

/// What the rules of relations did.
fn statements(view: &View<'_>) -> Vec<Fired> {
    // whether each place gave an edge that another sentence states, too
    let mut places: BTreeMap<&RuleId, BTreeMap<Place<'_>, bool>> = BTreeMap::new();
    for edge in view.edges() {
        let EdgeKind::Stated { weight, .. } = &edge.kind else { continue };
        for statement in &edge.evidence {
            let evidence = &statement.evidence;
            let place = (&evidence.document, evidence.trigger.span);
            let confirmed = places.entry(&evidence.rule).or_default().entry(place).or_default();
            *confirmed |= *weight > 1;
        }
    }
    let fired = |(rule, places): (&RuleId, BTreeMap<Place<'_>, bool>)| Fired {
        rule: rule.clone(),
        location: None,
        firings: places.len(),
        documents: documents(places.keys()),
        confirmed: Some(places.values().filter(|confirmed| **confirmed).count()),
        spent: None,
    };
    places.into_iter().map(fired).collect()
}

/// What the rules of names did.
fn mentions(view: &View<'_>) -> Vec<Fired> {
    let mut places: BTreeMap<&RuleId, BTreeSet<Place<'_>>> = BTreeMap::new();
    for mention in view.nodes().flat_map(|node| &node.mentions) {
        places.entry(&mention.rule).or_default().insert((&mention.document, mention.span));
    }
    let fired = |(rule, places): (&RuleId, BTreeSet<Place<'_>>)| Fired {
        rule: rule.clone(),
        location: None,
        firings: places.len(),
        documents: documents(places.iter()),
        confirmed: None,
        spent: None,
    };
    places.into_iter().map(fired).collect()
}

fn documents<'p>(places: impl Iterator<Item = &'p Place<'p>>) -> usize {
    places.map(|(document, _)| document).collect::<BTreeSet<_>>().len()
}
