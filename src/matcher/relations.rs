//! What is said of the phrases of a sentence: clauses on its tree, and patterns over its tokens.
//!
//! Patterns are indexed by a word that they cannot do without, clauses by their trigger, so that a
//! sentence is only tried against those whose word is in it.

use std::{
    cell::OnceCell,
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap, btree_map::Entry},
};

use super::{
    Miss, Obstacle, Phrase, Reading, Word,
    clauses::Clauses,
    machine::{Failures, Step, Stopped},
    program::{Part, Program, Taken, TakenBy},
    sentence::{Chosen, Lists, Sentence, Tags, Wanted, reading},
};
use crate::{
    english::{Analysis, Function, Route},
    error::Error,
    id::{RelationId, RoleId, RuleId, TypeId},
    rules::{
        Relation, RoleNouns, RoleType, RuleSet, TRIGGER, Types,
        pattern::{Class, Pattern, TokenTest},
    },
    span::TokenRange,
    status::Status,
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

#[derive(Debug)]
struct Compiled {
    relation: RelationId,
    rule: RuleId,
    /// Its place among the rules of the relation; patterns come after clauses.
    order: usize,
    /// How many tokens it covers at least.
    shortest: usize,
    program: Program,
    /// The types of the phrases that it cannot do without, by the numbers of the lists of types.
    needs: Vec<usize>,
}

/// A match with the place of its rule among those of the relation.
#[derive(Debug)]
pub(super) struct Ranked {
    pub(super) order: usize,
    pub(super) found: Match,
}

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
    /// The words whose status is that of the relation, the first that is not actual: the trigger,
    /// the verb that only lends it its shape, or the verb alone.
    pub deeds: Vec<TokenRange>,
    /// The status that its clause gives to what it states, unless other words give one.
    pub status: Option<Status>,
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
        let mut best: BTreeMap<(TokenRange, RelationId), Ranked> = BTreeMap::new();
        self.find_patterns(words, phrases, tags, &mut best, misses.as_deref_mut());
        let may_match = self.may_match_clause(words, phrases);
        // one phrase is no edge, but why it is none may be asked
        if (may_match || (misses.is_some() && self.clauses.may_match(words)))
            && let Some(tree) = tree()
        {
            let found = self.clauses.find(tree, words, phrases, misses.as_deref_mut());
            for ranked in found.matches.into_iter().filter(|_| may_match) {
                keep_better(&mut best, ranked);
            }
            best.retain(|key, ranked| {
                let Some(by) = found.excluded.get(key) else { return true };
                if let Some(misses) = misses.as_deref_mut() {
                    misses.push(excluded(&ranked.found, by));
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
        best.into_values().map(|ranked| ranked.found).collect()
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

    fn find_patterns(
        &self,
        words: &[Word<'_>],
        phrases: &[Phrase],
        tags: Tags<'_>,
        best: &mut BTreeMap<(TokenRange, RelationId), Ranked>,
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
                match pattern.program.run(&sentence, start, &mut failures) {
                    Ok(run) => {
                        matched = true;
                        let found = pattern.found(&sentence, start, run.end, &run.steps);
                        keep_better(best, Ranked { order: pattern.order, found });
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
                        let filler = Filler { tokens, reading: None, way: None, clause: None };
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
        let trigger = marked.unwrap_or_else(|| trigger(steps, start, end));
        Match {
            relation: self.relation.clone(),
            rule: self.rule.clone(),
            tokens: TokenRange::new(start, end),
            trigger,
            deeds: vec![trigger],
            status: None,
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
    let reading = Some((chosen.phrase, reading));
    Filler { tokens: phrase.name, reading, way: None, clause: None }
}

/// A match that another clause takes away, as what it is then.
fn excluded(found: &Match, by: &RuleId) -> Miss {
    Miss {
        relation: found.relation.clone(),
        rule: found.rule.clone(),
        trigger: found.trigger,
        reach: 1,
        parts: 1,
        obstacle: Obstacle::Excluded { by: by.clone() },
    }
}

/// Keeps a match unless there is a better one of the same relation at the same trigger.
pub(super) fn keep_better(best: &mut BTreeMap<(TokenRange, RelationId), Ranked>, ranked: Ranked) {
    match best.entry((ranked.found.trigger, ranked.found.relation.clone())) {
        Entry::Vacant(entry) => {
            entry.insert(ranked);
        }
        Entry::Occupied(mut entry) => {
            if rank(&ranked) > rank(entry.get()) {
                entry.insert(ranked);
            }
        }
    }
}

/// What decides between matches at one trigger, better ones greater: roles filled, then the place
/// of the rule in its relation, then how many fill them, then shortness, since the nearest subject
/// is meant.
fn rank(ranked: &Ranked) -> (usize, Reverse<usize>, usize, Reverse<usize>) {
    let Ranked { order, found } = ranked;
    let fillers = found.roles.values().map(Vec::len).sum();
    (found.roles.len(), Reverse(*order), fillers, Reverse(found.tokens.len()))
}

/// The types of each phrase that a pattern cannot do without.
fn needed(pattern: &Pattern, taken: TakenBy<'_>, found: &mut Vec<Vec<TypeId>>) {
    match pattern {
        Pattern::Mention { types, .. } => found.push(types.clone()),
        Pattern::Role(role) => {
            if let Taken::Entities(types) = taken(role) {
                found.push(types);
            }
        }
        Pattern::Sequence(parts) => parts.iter().for_each(|part| needed(part, taken, found)),
        Pattern::Repeated { part, min, .. } if *min > 0 => needed(part, taken, found),
        Pattern::Captured { part, .. } | Pattern::Name(part) => needed(part, taken, found),
        Pattern::Token(_) | Pattern::Alternatives(_) | Pattern::Repeated { .. } => {}
    }
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

/// A word that a pattern cannot do without.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Anchor {
    Form(String),
    Lemma(String),
}

/// Words of which every match of the pattern has one: the rarest such set, by guess. Lemmas before
/// forms, words before signs, few before many.
fn anchor(pattern: &Pattern, nouns: &RoleNouns) -> Option<Vec<Anchor>> {
    let anchor = |part: &Pattern| anchor(part, nouns);
    let listed = |words: &[String]| words.iter().cloned().map(Anchor::Lemma).collect();
    match pattern {
        Pattern::Token(TokenTest::Class(Class::Office)) => Some(listed(&nouns.offices)),
        Pattern::Token(TokenTest::Class(Class::Title)) => Some(listed(&nouns.titles)),
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

/// How many tokens a pattern covers at least.
fn shortest(pattern: &Pattern) -> usize {
    match pattern {
        Pattern::Sequence(parts) => parts.iter().map(shortest).sum(),
        Pattern::Alternatives(parts) => parts.iter().map(shortest).min().unwrap_or_default(),
        Pattern::Repeated { part, min, .. } => min * shortest(part),
        Pattern::Captured { part, .. } | Pattern::Name(part) => shortest(part),
        _ => 1,
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::{
        english::{self, Abbreviations},
        id::{EntityId, TypeId},
        matcher::{Form, words},
        rules::load_texts,
        span::Span,
    };

    const TYPES: &str = "format = 1\n[type.actor]\n[type.place]\n[type.person]\nis = \"actor\"\n\
        [type.country]\nis = [\"actor\", \"place\"]\n[type.weapon]\n";

    fn rules(pattern: &str) -> RuleSet {
        let roles = [("a", "actor"), ("b", "actor\", \"place"), ("when", "time")];
        let roles: Vec<String> = roles
            .iter()
            .filter(|(role, _)| pattern.contains(&format!("{{{role}")))
            .map(|(role, types)| format!("{role} = [\"{types}\"]"))
            .collect();
        let relation = format!(
            "[[relation]]\nname = \"acts\"\nabout = \"x\"\nroles = {{ {} }}\n\
             patterns = ['''{pattern}''']\nedge = ['{{a}} -> {{b}}']\n\
             finds = [\"[A](a) x [B](b).\"]\nignores = [\"x\"]\n[status.planned]\nverbs = [\"plan\"]\n\
             [speech]\nverbs = [\"say\"]\n[roles]\ntitles = [\"president\"]\n",
            roles.join(", ")
        );
        let loaded = load_texts(&[("types.toml", TYPES), ("acts.toml", &relation)]);
        assert!(!loaded.has_errors(), "{:?}", loaded.problems);
        loaded.rules
    }

    /// The words and phrases of a marked text: `[Trump](person) met …`.
    fn read(marked: &str) -> (String, Vec<(Span, String)>) {
        let (mut text, mut marks, mut rest) = (String::new(), Vec::new(), marked);
        while let Some((before, after)) = rest.split_once('[') {
            let (name, after) = after.split_once("](").unwrap();
            let (label, after) = after.split_once(')').unwrap();
            text.push_str(before);
            marks.push((Span::new(text.len(), text.len() + name.len()), label.to_owned()));
            text.push_str(name);
            rest = after;
        }
        text.push_str(rest);
        (text, marks)
    }

    fn phrases(words: &[Word<'_>], marks: &[(Span, String)]) -> Vec<Phrase> {
        let phrase = |(span, label): &(Span, String)| {
            let inside = |word: &Word<'_>| span.contains(word.span);
            let start = words.iter().position(inside).unwrap();
            let end = start + words[start..].iter().take_while(|word| inside(word)).count();
            let adjective = label == "adjective";
            let r#type = TypeId::from(if adjective { "country" } else { label });
            let form = if adjective { Form::Adjective } else { Form::Name };
            let entity = EntityId::from("x");
            let reading = Reading { form, entity, r#type, located: false };
            let name = TokenRange::new(start, end);
            Phrase { name, extent: name, readings: [reading].into(), rule: "test".into() }
        };
        marks.iter().map(phrase).collect()
    }

    /// `a=Trump b=Putin on “met”` for every match, or what the pattern stumbled over.
    fn told(pattern: &str, marked: &str) -> String {
        let (relations, problems) = {
            let mut problems = Vec::new();
            (Relations::compile(&rules(pattern), &mut problems), problems)
        };
        assert!(problems.is_empty(), "{problems:?}");
        let (text, marks) = read(marked);
        let segmentation =
            english::segment(&text, Span::new(0, text.len()), &Abbreviations::default());
        let words = words(&text, &segmentation.tokens);
        let mut misses = Vec::new();
        let tag = |at: usize| (at == 0).then_some("NN");
        let phrases = phrases(&words, &marks);
        let found = relations.find(&words, &phrases, &tag, &|| None, Some(&mut misses));
        let covered =
            |tokens: TokenRange| words[tokens.start].span.to(words[tokens.end - 1].span).of(&text);
        let of_match = |found: &Match| {
            let fillers = |(role, fillers): (&RoleId, &Vec<Filler>)| {
                let fillers: Vec<&str> =
                    fillers.iter().map(|filler| covered(filler.tokens)).collect();
                format!("{role}={}", fillers.join("+"))
            };
            let roles: Vec<String> = found.roles.iter().map(fillers).collect();
            format!("{} on “{}”", roles.join(" "), covered(found.trigger))
        };
        let of_miss = |miss: &Miss| {
            let fitted = if miss.trigger.is_empty() { "nothing" } else { covered(miss.trigger) };
            let Obstacle::Token { wanted } = &miss.obstacle else { panic!("{miss:?}") };
            format!("wanted {wanted} after {fitted}")
        };
        let lines = found.iter().map(of_match).chain(misses.iter().map(of_miss));
        lines.collect::<Vec<_>>().join("; ")
    }

    fn check(pattern: &str, marked: &str, expected: &str) {
        assert_eq!(told(pattern, marked), expected, "{pattern} on {marked}");
    }

    #[test]
    fn patterns_find_what_they_say() {
        check("{a} =meet {b}", "[Ann](person) met [Bob](person).", "a=Ann b=Bob on “met”");
        check(
            "{a} (=meet|=see) with? {b}",
            "[Ann](person) saw [Bob](person).",
            "a=Ann b=Bob on “saw”",
        );
        check(
            "{a} [Any]{0,3} {trigger: call} with {b}",
            "[Ann](person) held a long call with [Bob](person).",
            "a=Ann b=Bob on “call”",
        );
        check(
            "{a} =meet {b} {when}",
            "[Ann](person) met [Bob](person) on Friday night.",
            "a=Ann b=Bob when=on Friday night on “met”",
        );
        check(
            "{a} , {b: <place -country>}",
            "[Ann](person), [Rome](place).",
            "a=Ann b=Rome on “,”",
        );
        check(
            "{a} , {b: <place -country>}",
            "[Ann](person), [Italy](country).",
            "wanted place after Ann,",
        );
    }

    #[test]
    fn a_tag_is_asked_of_the_model() {
        check(
            "[NN] {a} =meet {b}",
            "Guards [Ann](person) met [Bob](person).",
            "a=Ann b=Bob on “met”",
        );
        check(
            "[NNP] {a} =meet {b}",
            "Guards [Ann](person) met [Bob](person).",
            "wanted a word tagged `NNP` after nothing",
        );
    }

    #[test]
    fn what_stands_between_subject_and_verb_is_passed_over() {
        for text in [
            "[Ann](person) will soon meet [Bob](person).",
            "[Ann](person) said on Monday that she plans to meet [Bob](person).",
            "[Ann](person), who is tired, will meet [Bob](person).",
            "[Ann](person), the envoy, met [Bob](person).",
            "[Ann](person) (right) met [Bob](person).",
        ] {
            let found = told("{a} [Aux]* {trigger: meet|met} {b}", text);
            assert!(found.starts_with("a=Ann b=Bob"), "{text}: {found}");
        }
    }

    #[test]
    fn joined_phrases_fill_a_role_together() {
        let pattern = "{a} =meet {b}";
        check(
            pattern,
            "[Ann](person) and [Cy](person) met [Bob](person).",
            "a=Ann+Cy b=Bob on “met”",
        );
        check(
            pattern,
            "[Ann](person) met [Bob](person), [Cy](person) and [Di](person).",
            "a=Ann b=Bob+Cy+Di on “met”",
        );
        check(
            pattern,
            "[Ann](person) met [Bob](person), and [Cy](person) left.",
            "a=Ann b=Bob on “met”",
        );
    }

    #[test]
    fn an_adjective_alone_fills_no_role() {
        check(
            "=warn {a} =meet {b}",
            "warned [Ann](person) met [Bob](person)",
            "a=Ann b=Bob on “warned”",
        );
        check(
            "{a} =meet {b}",
            "[Ann](person) met [Russian](adjective) voters.",
            "wanted actor or place for `b` after Ann met",
        );
        check(
            "{a} =meet {b: <country>}",
            "[Ann](person) met [Russian](adjective) voters.",
            "a=Ann b=Russian on “met”",
        );
    }

    #[test]
    fn the_nearest_subject_is_meant() {
        check(
            "{a} [Any]{0,6} =warn {b}",
            "[Ann](person) left and [Cy](person) warned [Bob](person).",
            "a=Cy b=Bob on “warned”",
        );
    }

    #[test]
    fn a_long_sentence_costs_no_more_than_instructions_times_tokens() {
        let text = format!("[Ann](person) {} .", "very ".repeat(3_000));
        let found = told("{a} ([Any]{0,20} very){0,20} {trigger: met} {b}", &text);
        assert!(found.is_empty(), "{found}");
    }

    /// The obvious matcher: every way to match, most wanted first, without a memory.
    fn ends(pattern: &Pattern, words: &[Word<'_>], at: usize) -> Vec<usize> {
        let mut found: Vec<usize> = match pattern {
            Pattern::Token(test) => {
                let fits = words.get(at).is_some_and(|word| match test {
                    TokenTest::Form(form) => word.form == form || *word.lower == **form,
                    TokenTest::Lemma(lemma) => word.has_lemma(lemma),
                    TokenTest::Class(Class::Any) => !english::ends_clause(&word.lower),
                    TokenTest::Class(_) | TokenTest::Tag(_) => false,
                });
                fits.then_some(at + 1).into_iter().collect()
            }
            Pattern::Sequence(parts) => parts.iter().fold(vec![at], |starts, part| {
                starts.into_iter().flat_map(|start| ends(part, words, start)).collect()
            }),
            Pattern::Alternatives(parts) => {
                parts.iter().flat_map(|part| ends(part, words, at)).collect()
            }
            Pattern::Repeated { part, min, max } => {
                let again = |start: usize| {
                    let (min, max) = (min.saturating_sub(1), max - 1);
                    ends(&Pattern::Repeated { part: part.clone(), min, max }, words, start)
                };
                let more: Vec<usize> = if *max == 0 {
                    Vec::new()
                } else {
                    ends(part, words, at).into_iter().flat_map(again).collect()
                };
                let enough = (*min == 0).then_some(at);
                if **part == Pattern::Token(TokenTest::Class(Class::Any)) {
                    enough.into_iter().chain(more).collect()
                } else {
                    more.into_iter().chain(enough).collect()
                }
            }
            _ => Vec::new(),
        };
        let mut seen = BTreeSet::new();
        found.retain(|end| seen.insert(*end));
        found
    }

    fn pattern() -> impl Strategy<Value = Pattern> {
        let token = prop_oneof![
            prop::sample::select(vec!["a", "b", "c"])
                .prop_map(|word| Pattern::Token(TokenTest::Form(word.to_owned()))),
            Just(Pattern::Token(TokenTest::Class(Class::Any))),
        ];
        token.prop_recursive(3, 12, 3, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 1..4).prop_map(Pattern::Sequence),
                prop::collection::vec(inner.clone(), 1..4).prop_map(Pattern::Alternatives),
                (inner, 0..3_usize, 0..3_usize).prop_map(|(part, min, more)| Pattern::Repeated {
                    part: Box::new(part),
                    min,
                    max: (min + more).max(1)
                }),
            ]
        })
    }

    proptest! {
        #[test]
        fn the_machine_agrees_with_the_obvious_matcher(
            pattern in pattern(),
            letters in prop::collection::vec(prop::sample::select(vec!["a", "b", "c", ";"]), 0..9),
        ) {
            let text = letters.join(" ");
            let tokens =
                english::segment(&text, Span::new(0, text.len()), &Abbreviations::default()).tokens;
            let words = words(&text, &tokens);
            let lists = Lists::new(&crate::rules::WordLists::default());
            let types = Types::default();
            let sentence = Sentence::new(&words, &[], lists.context(&types), &|_| None);
            let program = Program::compile(&pattern, &|_| Taken::Time);
            let mut failures = Failures::default();
            for start in 0..=words.len() {
                let expected = ends(&pattern, &words, start).first().copied();
                let found = program.run(&sentence, start, &mut failures).ok().map(|run| run.end);
                prop_assert_eq!(found, expected, "{:?} at {}", &pattern, start);
            }
        }
    }
}
