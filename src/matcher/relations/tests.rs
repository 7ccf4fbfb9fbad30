//! Patterns over tokens, and their machine beside the obvious one.

#![allow(clippy::unwrap_used)]
use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{Filler, Match, Relations};
use crate::{
    english::{self, Abbreviations},
    id::{EntityId, RoleId, TypeId},
    matcher::{
        Form, Miss, Obstacle, Phrase, Reading, Word,
        machine::Failures,
        program::{Program, Taken},
        sentence::{Lists, Sentence},
        words,
    },
    rules::{
        RuleSet, Types, load_texts,
        pattern::{Class, Pattern, TokenTest},
    },
    span::{Span, TokenRange},
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
    let segmentation = english::segment(&text, Span::new(0, text.len()), &Abbreviations::default());
    let words = words(&text, &segmentation.tokens);
    let mut misses = Vec::new();
    let tag = |at: usize| (at == 0).then_some("NN");
    let phrases = phrases(&words, &marks);
    let found = relations.find(&words, &phrases, &tag, &|| None, Some(&mut misses));
    let covered =
        |tokens: TokenRange| words[tokens.start].span.to(words[tokens.end - 1].span).of(&text);
    let of_match = |found: &Match| {
        let fillers = |(role, fillers): (&RoleId, &[Filler])| {
            let fillers: Vec<&str> = fillers.iter().map(|filler| covered(filler.tokens)).collect();
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
    check("{a} (=meet|=see) with? {b}", "[Ann](person) saw [Bob](person).", "a=Ann b=Bob on “saw”");
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
    check("{a} , {b: <place -country>}", "[Ann](person), [Rome](place).", "a=Ann b=Rome on “,”");
    check(
        "{a} , {b: <place -country>}",
        "[Ann](person), [Italy](country).",
        "wanted place after Ann,",
    );
}

#[test]
fn a_tag_is_asked_of_the_model() {
    check("[NN] {a} =meet {b}", "Guards [Ann](person) met [Bob](person).", "a=Ann b=Bob on “met”");
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
    check(pattern, "[Ann](person) and [Cy](person) met [Bob](person).", "a=Ann+Cy b=Bob on “met”");
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
