//! The index beside the obvious matcher, which tries everything.

#![allow(clippy::unwrap_used)]
use proptest::prelude::*;

use super::{Clauses, Found, attempt::Attempt, best::Best, frame::Form, scene::Scene};
use crate::{
    english::{self, Abbreviations, Analysis, Relation as Label, Upos},
    id::{EntityId, RelationId},
    matcher::{self, Filler, Match, Phrase, Word, relations::Ranked, words},
    rules::{RuleSet, load_texts},
    span::{Span, TokenRange},
};

const TYPES: &str = "format = 1\n[type.actor]\n[type.place]\n[type.weapon]\n\
    [verbs]\nlight = [\"hold\"]\ncontrol = [\"press\"]\n[roles]\nparts = [\"lot\"]\n";

/// The triggers of every way to say a rule, in the order of the rules.
fn triggers(rules: &RuleSet) -> Vec<&[String]> {
    rules
        .relations
        .values()
        .flat_map(|relation| relation.clauses.iter().chain(&relation.nouns).chain(&relation.except))
        .flat_map(|rule| &rule.frames)
        .map(|frame| &*frame.triggers)
        .collect()
}

/// Every match there is, with neither an index nor a memory: each frame at each word.
fn slowly(
    rules: &RuleSet,
    clauses: &Clauses,
    tree: &Analysis,
    words: &[Word<'_>],
    phrases: &[Phrase],
) -> Vec<Match> {
    let scene = Scene::new(clauses, tree, words, phrases);
    let mut all: Vec<Ranked> = Vec::new();
    let mut excluded: Vec<(TokenRange, RelationId)> = Vec::new();
    for (rule, triggers) in triggers(rules).into_iter().enumerate() {
        let frame = &clauses.frames[clauses.rules[rule].frame].frame;
        for (number, word) in tree.words().iter().enumerate() {
            let verbal = tree.is_verb(number);
            let is_trigger = triggers.iter().any(|known| **known == *word.lemma);
            if word.folded || verbal == (frame.form == Form::Noun) || !is_trigger {
                continue;
            }
            let mut attempt = Attempt::new(&scene, frame, number);
            if attempt.run().is_err() {
                continue;
            }
            let mut alone = Best::new(&scene);
            alone.add(&attempt, &[rule]);
            let found = alone.found();
            all.extend(found.matches);
            excluded.extend(found.excluded.into_keys());
        }
    }
    let key = |found: &Match| (found.trigger, found.relation.clone());
    let is_best = |ranked: &&Ranked| {
        !excluded.contains(&key(&ranked.found))
            && all.iter().all(|other| {
                key(&other.found) != key(&ranked.found) || rank_of(other) <= rank_of(ranked)
            })
    };
    let mut best: Vec<Match> =
        all.iter().filter(is_best).map(|ranked| ranked.found.clone()).collect();
    best.sort_by_key(key);
    best.dedup_by_key(|found| key(found));
    best
}

fn rank_of(ranked: &Ranked) -> (usize, bool, isize, usize, isize) {
    let fillers = ranked.found.roles.fillers().count();
    let roles: Vec<&[Filler]> = ranked.found.roles.iter().map(|(_, fillers)| fillers).collect();
    let is_apart = |(place, one): (usize, &&[Filler])| !roles[..place].contains(one);
    let length = ranked.found.tokens.len();
    (
        roles.len(),
        roles.iter().enumerate().all(is_apart),
        -isize::try_from(ranked.order).unwrap(),
        fillers,
        -isize::try_from(length).unwrap(),
    )
}

fn quickly(
    clauses: &Clauses,
    tree: &Analysis,
    words: &[Word<'_>],
    phrases: &[Phrase],
) -> Vec<Match> {
    let Found { matches, excluded } = clauses.find(tree, words, phrases, None);
    let found = matches.into_iter().map(|ranked| ranked.found);
    found.filter(|found| !excluded.contains_key(&(found.trigger, found.relation.clone()))).collect()
}

const LABELS: [Label; 16] = [
    Label::Nsubj,
    Label::Nsubj,
    Label::Nsubj,
    Label::Nsubj,
    Label::NsubjPass,
    Label::Obj,
    Label::Obj,
    Label::Obj,
    Label::Iobj,
    Label::Obl,
    Label::Nmod,
    Label::NmodPoss,
    Label::Compound,
    Label::Conj,
    Label::Xcomp,
    Label::AclRelcl,
];
const VERBS: [&str; 4] = ["press", "hold", "go", "talk"];
const NOUNS_OF_TREE: [&str; 3] = ["talk", "lot", "envoy"];
const PREPOSITIONS: [&str; 4] = ["to", "with", "between", "of"];
const CLAUSES: [&str; 10] = [
    "{a} press {b}",
    "{a} press {b} to {c}",
    "{a} hold talk with {b}",
    "{a} go to {b!}",
    "{a} go with {b} to {c}",
    "{a} press|hold {b}'s lot",
    "{a} talk with|to {b}",
    "{a} hold {b} {c}",
    "{a} go hold",
    "{a} press on",
];
const NOUNS: [&str; 4] = [
    "talk of {a} with {b}",
    "talk between {a} and {b}",
    "lot of {b} by {a}",
    "talk|lot to {b} of {a}",
];

fn relation(number: usize, clauses: &[usize], nouns: &[usize], except: &[usize]) -> String {
    let list = |texts: &[&str], chosen: &[usize]| {
        let chosen: Vec<String> =
            chosen.iter().map(|index| format!("\"{}\"", texts[*index])).collect();
        chosen.join(", ")
    };
    format!(
        "[[relation]]\nname = \"r{number}\"\nabout = \"x\"\n\
         roles = {{ a = \"actor\", b = [\"actor\", \"place\"], c = \"weapon\" }}\n\
         symmetric = {}\nclauses = [\"{{a}} press|go {{b}} {{c}}\", {}]\nnouns = [{}]\n\
         except = [{}]\nedge = ['{{a}} -> {{b}}', '{{a}} -> {{c}}']\n\
         finds = [\"[A](a) x [B](b).\"]\nignores = [\"x\"]\n",
        number.is_multiple_of(2),
        list(&CLAUSES[..8], clauses),
        list(&NOUNS, nouns),
        list(&CLAUSES, except),
    )
}

/// A word of a random tree, with the preposition before it.
#[derive(Clone, Debug)]
struct Node {
    verb: Option<usize>,
    noun: usize,
    label: usize,
    preposition: Option<usize>,
    /// How many nodes before it its head stands.
    back: usize,
    /// The type of the phrase that it is, if it is one.
    r#type: Option<usize>,
}

fn nodes() -> impl Strategy<Value = Vec<Node>> {
    let node = (
        prop::option::weighted(0.2, 0..VERBS.len()),
        0..NOUNS_OF_TREE.len(),
        0..LABELS.len(),
        prop::option::of(0..PREPOSITIONS.len()),
        1..4_usize,
        prop::option::weighted(0.9, prop::sample::select(vec![0, 0, 0, 1, 2])),
    )
        .prop_map(|(verb, noun, label, preposition, back, r#type)| Node {
            verb,
            noun,
            label,
            preposition,
            back,
            r#type,
        });
    let first = (0..VERBS.len()).prop_map(|verb| Node {
        verb: Some(verb),
        noun: 0,
        label: 0,
        preposition: None,
        back: 1,
        r#type: None,
    });
    (first, prop::collection::vec(node, 2..7))
        .prop_map(|(first, rest)| [vec![first], rest].concat())
}

/// The words of a tree, and the types of the phrases among them.
fn grown(nodes: &[Node]) -> (Vec<english::Word>, Vec<(usize, usize)>) {
    let mut words: Vec<english::Word> = Vec::new();
    let mut heads: Vec<usize> = Vec::new();
    let mut types = Vec::new();
    for node in nodes {
        let verb = node.verb.filter(|_| node.preposition.is_none());
        let at = words.len() + usize::from(node.preposition.is_some());
        let head = heads.len().checked_sub(node.back.min(heads.len().max(1)));
        let mut push = |lemma: &str, upos, head, relation| {
            let number = words.len();
            words.push(english::Word {
                tokens: TokenRange::new(number, number + 1),
                span: Span::new(number, number + 1),
                folded: false,
                lemma: lemma.into(),
                upos,
                xpos: if upos == Upos::Verb { "VBD" } else { "NN" },
                head,
                relation,
            });
        };
        if let Some(preposition) = node.preposition {
            push(PREPOSITIONS[preposition], Upos::Adp, Some(at), Label::Case);
        }
        let head = head.map(|head| heads[head]);
        let (lemma, upos) = match verb {
            Some(verb) => (VERBS[verb], Upos::Verb),
            None => (NOUNS_OF_TREE[node.noun], Upos::Noun),
        };
        push(lemma, upos, head, LABELS[node.label]);
        if let (None, Some(r#type)) = (verb, node.r#type) {
            types.push((at, r#type));
        }
        heads.push(at);
    }
    (words, types)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn the_index_finds_what_trying_everything_finds(
        nodes in nodes(),
        chosen in prop::collection::vec(
            (
                prop::collection::vec(0..8_usize, 0..4),
                prop::collection::vec(0..4_usize, 0..3),
                prop::collection::vec(0..10_usize, 0..2),
            ),
            1..4,
        ),
    ) {
        let relations: Vec<String> = chosen
            .iter()
            .enumerate()
            .map(|(number, (clauses, nouns, except))| relation(number, clauses, nouns, except))
            .collect();
        let loaded = load_texts(&[("types.toml", TYPES), ("r.toml", &relations.concat())]);
        prop_assert!(!loaded.has_errors(), "{:?}", loaded.problems);
        let clauses = Clauses::compile(&loaded.rules);
        let (grown, types) = grown(&nodes);
        let forms: Vec<&str> = grown.iter().map(|word| &*word.lemma).collect();
        let text = forms.join(" ");
        let tokens =
            english::segment(&text, Span::new(0, text.len()), &Abbreviations::default()).tokens;
        let words = words(&text, &tokens);
        let tree = Analysis::new(grown.clone());
        let phrase = |(number, r#type): &(usize, usize)| {
            let reading = matcher::Reading {
                form: matcher::Form::Name,
                entity: EntityId::from("x"),
                r#type: ["actor", "place", "weapon"][*r#type].into(),
                located: false,
            };
            let name = TokenRange::new(*number, number + 1);
            Phrase { name, extent: name, readings: [reading].into(), rule: "test".into() }
        };
        let phrases: Vec<Phrase> = types.iter().map(phrase).collect();
        prop_assert_eq!(
            quickly(&clauses, &tree, &words, &phrases),
            slowly(&loaded.rules, &clauses, &tree, &words, &phrases)
        );
    }
}
