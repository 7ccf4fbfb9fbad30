//! What is said of the phrases of a sentence: the token patterns of relations.
//!
//! Patterns are indexed by a word that they cannot do without, so that a sentence is only tried
//! against those whose word is in it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    Phrase, Reading, Word,
    program::{Chosen, Context, Part, Program, Sentence, Step, Stopped, Taken},
};
use crate::{
    error::Error,
    id::{RelationId, RoleId, RuleId},
    rules::{
        Relation, RoleType, RuleSet, TRIGGER, Types, WordLists,
        pattern::{Pattern, TokenTest},
    },
    span::TokenRange,
};

/// The patterns of all relations, compiled.
#[derive(Debug)]
pub struct Relations {
    patterns: Vec<Compiled>,
    by_form: HashMap<Box<str>, Vec<usize>>,
    by_lemma: HashMap<Box<str>, Vec<usize>>,
    types: Types,
    lists: Lists,
}

#[derive(Debug)]
struct Compiled {
    relation: RelationId,
    rule: RuleId,
    program: Program,
}

/// A pattern found in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The relation.
    pub relation: RelationId,
    /// The pattern.
    pub rule: RuleId,
    /// The tokens it covers.
    pub tokens: TokenRange,
    /// The tokens that state the relation.
    pub trigger: TokenRange,
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
}

/// A pattern whose word is in a sentence, but which does not match there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// The relation.
    pub relation: RelationId,
    /// The pattern.
    pub rule: RuleId,
    /// How far it came: the tokens that fitted.
    pub fitted: TokenRange,
    /// What should have come after them.
    pub wanted: String,
}

impl Relations {
    /// Compiles the patterns of `rules`; those that cannot be are left out and reported.
    pub(super) fn compile(rules: &RuleSet, problems: &mut Vec<Error>) -> Self {
        let mut relations = Self {
            patterns: Vec::new(),
            by_form: HashMap::new(),
            by_lemma: HashMap::new(),
            types: rules.types.clone(),
            lists: Lists::new(&rules.english),
        };
        for relation in rules.relations.values() {
            for rule in &relation.patterns {
                let Some(anchor) = anchor(&rule.pattern) else {
                    let message = "the pattern has no word that it cannot do without";
                    problems.push(Error::new(message).at(rule.location.clone()).help(
                        "add a word, a `=lemma` or a sign outside `?`, `*` and one-sided alternatives",
                    ));
                    continue;
                };
                let index = relations.patterns.len();
                relations.patterns.push(Compiled {
                    relation: relation.name.clone(),
                    rule: rule.id.clone(),
                    program: Program::compile(&rule.pattern, &|role| taken_by(relation, role)),
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

    /// The matches in a sentence, and the misses of patterns whose word is in it. Where several
    /// patterns of a relation match at one trigger, the one that fills most roles is kept, then the
    /// one that stands first in the rules.
    pub fn find(&self, words: &[Word<'_>], phrases: &[Phrase]) -> (Vec<Match>, Vec<Miss>) {
        let mut best: BTreeMap<(TokenRange, &RelationId), (usize, Match)> = BTreeMap::new();
        let mut misses = Vec::new();
        let candidates = self.candidates(words);
        if candidates.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let context = self.lists.context(&self.types);
        let sentence = Sentence::new(words, phrases, context);
        for index in candidates {
            let pattern = &self.patterns[index];
            let mut furthest: Option<(usize, Stopped)> = None;
            let mut matched = false;
            for start in 0..words.len() {
                match pattern.program.run(&sentence, start) {
                    Ok(run) => {
                        matched = true;
                        let found = pattern.found(&sentence, start, run.end, &run.steps);
                        let rank = (filled(&found), std::cmp::Reverse(index));
                        let known = best.entry((found.trigger, &pattern.relation));
                        known
                            .and_modify(|(other, kept)| {
                                if rank > (filled(kept), std::cmp::Reverse(*other)) {
                                    (*other, *kept) = (index, found.clone());
                                }
                            })
                            .or_insert((index, found));
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
            if let (false, Some((start, stopped))) = (matched, furthest) {
                misses.push(Miss {
                    relation: pattern.relation.clone(),
                    rule: pattern.rule.clone(),
                    fitted: TokenRange::new(start, stopped.at),
                    wanted: stopped.wanted,
                });
            }
        }
        misses.sort_by_key(|miss| std::cmp::Reverse(miss.fitted.len()));
        (best.into_values().map(|(_, found)| found).collect(), misses)
    }

    /// The patterns whose word is in the sentence.
    fn candidates(&self, words: &[Word<'_>]) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for word in words {
            found.extend(self.by_form.get(&word.lower).into_iter().flatten());
            found.extend(self.by_lemma.get(&word.lower).into_iter().flatten());
            for lemma in word.lemmas() {
                found.extend(self.by_lemma.get(lemma).into_iter().flatten());
            }
        }
        found
    }
}

impl Compiled {
    fn found(
        &self,
        sentence: &Sentence<'_, '_>,
        start: usize,
        end: usize,
        steps: &[Step],
    ) -> Match {
        let mut roles: BTreeMap<RoleId, Vec<Filler>> = BTreeMap::new();
        let mut marked = None;
        let mut open: Vec<(&RoleId, usize, bool)> = Vec::new();
        for step in steps {
            match step {
                Step::Open(Part::Role(role), at) => open.push((role, *at, false)),
                Step::Close(Part::Role(_), at) => {
                    let Some((role, from, named)) = open.pop() else { continue };
                    let tokens = TokenRange::new(from, *at);
                    if role.as_str() == TRIGGER {
                        marked = Some(tokens);
                    } else if !named && !tokens.is_empty() {
                        let filler = Filler { tokens, reading: None };
                        roles.entry(role.clone()).or_default().push(filler);
                    }
                }
                Step::Phrases { role, chosen, .. } => {
                    let inside = open.last_mut().map(|(role, _, named)| {
                        *named = true;
                        *role
                    });
                    if let Some(role) = role.as_ref().or(inside) {
                        let fillers = chosen.iter().map(|chosen| filler(sentence, chosen));
                        roles.entry(role.clone()).or_default().extend(fillers);
                    }
                }
                Step::Token { .. } | Step::Open(Part::Name, _) | Step::Close(Part::Name, _) => {}
            }
        }
        Match {
            relation: self.relation.clone(),
            rule: self.rule.clone(),
            tokens: TokenRange::new(start, end),
            trigger: marked.unwrap_or_else(|| trigger(steps, start, end)),
            roles,
        }
    }
}

/// What states the relation where no part is marked: the first word matched by its lemma, else the
/// first matched by its form, outside roles; else everything.
fn trigger(steps: &[Step], start: usize, end: usize) -> TokenRange {
    let mut depth = 0_usize;
    let mut first = None;
    for step in steps {
        match step {
            Step::Open(..) => depth += 1,
            Step::Close(..) => depth -= 1,
            Step::Token { at, by_lemma: true } if depth == 0 => {
                return TokenRange::new(*at, at + 1);
            }
            Step::Token { at, .. } if depth == 0 && first.is_none() => first = Some(*at),
            _ => {}
        }
    }
    first.map_or(TokenRange::new(start, end), |at| TokenRange::new(at, at + 1))
}

fn filler(sentence: &Sentence<'_, '_>, chosen: &Chosen) -> Filler {
    let phrase = &sentence.phrases[chosen.phrase];
    let reading = phrase.readings[chosen.reading].clone();
    Filler { tokens: phrase.name, reading: Some((chosen.phrase, reading)) }
}

fn filled(found: &Match) -> usize {
    found.roles.len()
}

/// What a role takes.
fn taken_by(relation: &Relation, role: &RoleId) -> Taken {
    let role = relation.roles.iter().find(|known| known.name == *role);
    let types = || role.into_iter().flat_map(|role| &role.types);
    if types().any(|r#type| *r#type == RoleType::Time) {
        return Taken::Time;
    }
    let entity = |r#type: &RoleType| match r#type {
        RoleType::Entity(r#type) => Some(r#type.clone()),
        _ => None,
    };
    Taken::Entities(types().filter_map(entity).collect())
}

/// The word lists that classes of tokens ask.
#[derive(Debug)]
pub(super) struct Lists {
    governing: BTreeSet<Box<str>>,
    titles: BTreeSet<Box<str>>,
}

impl Lists {
    pub(super) fn new(lists: &WordLists) -> Self {
        let of_status = lists
            .status
            .values()
            .flat_map(|list| list.auxiliaries.iter().chain(&list.verbs).chain(&list.adjectives));
        let lower = |word: &String| word.to_lowercase().into();
        Self {
            governing: of_status.chain(&lists.speech.verbs).map(lower).collect(),
            titles: lists.roles.titles.iter().map(lower).collect(),
        }
    }

    pub(super) fn context<'s>(&'s self, types: &'s Types) -> Context<'s> {
        Context { types, governing: &self.governing, titles: &self.titles }
    }
}

/// A word that a pattern cannot do without.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Anchor {
    Form(String),
    Lemma(String),
}

/// Words of which every match of the pattern has one: the rarest such set, by guess. Lemmas before
/// forms, words before signs, few before many.
fn anchor(pattern: &Pattern) -> Option<Vec<Anchor>> {
    match pattern {
        Pattern::Token(TokenTest::Form(form)) => Some(vec![Anchor::Form(form.clone())]),
        Pattern::Token(TokenTest::Lemma(lemma)) => Some(vec![Anchor::Lemma(lemma.clone())]),
        Pattern::Token(_) | Pattern::Mention { .. } | Pattern::Role(_) => None,
        Pattern::Sequence(parts) => parts.iter().filter_map(anchor).min_by_key(|set| cost(set)),
        Pattern::Alternatives(parts) => {
            let sets: Option<Vec<Vec<Anchor>>> = parts.iter().map(anchor).collect();
            Some(sets?.concat())
        }
        Pattern::Repeated { part, min, .. } => (*min > 0).then(|| anchor(part)).flatten(),
        Pattern::Captured { part, .. } | Pattern::Name(part) => anchor(part),
    }
}

fn cost(anchors: &[Anchor]) -> usize {
    let of_one = |anchor: &Anchor| match anchor {
        Anchor::Lemma(_) => 1,
        Anchor::Form(form) if form.chars().count() > 4 => 1,
        Anchor::Form(form) if form.chars().any(char::is_alphabetic) => 20,
        Anchor::Form(_) => 50,
    };
    anchors.iter().map(of_one).sum()
}
