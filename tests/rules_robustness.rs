//! Rule files may come from anybody: whatever stands in them, loading ends with a rule set and a
//! list of problems, each at a place in its file.
#![allow(clippy::unwrap_used)]

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_oneof, proptest};
use whowhom::rules::{Loaded, catalog::Catalog, load_texts, review};

const TYPES: &str = include_str!("../rules/types.toml");

/// A valid file with everything in it.
const VALID: &str = r##"format = 1
[type.ship]
is = ["weapon", "place"]
draw = { shape = "box", fill = "#0072B2" }
maps = { ftm = "Vessel" }

[[entity]]
id = "ruritania"
name = "Ruritania"
type = "country"
aliases = ["Kingdom of Ruritania", "Георгия"]
demonyms = ["Ruritanian"]
seats = ['Strelsau']
shared = ["Strelsau"]
links = { wikidata = "Q1" }
at = [50, -14.5]

[[entity]]
id = "rudolf"
name = "Rudolf “the Red”"
type = "person"
within = "ruritania"
[[entity.offices]]
title = "king"
of = "ruritania"
from = 1894-01-02
to = 1899-12-31

[[name]]
id = "titled"
type = "person"
pattern = '(=king|=queen|Mr.) (of <country>)? {:name [Cap]{1,3}}'
near = ["crown"]
finds = ["King [Rudolf](person) left."]
ignores = ['A king left.']

[[relation]]
name = "gives"
about = "An actor gives a weapon to another."
roles = { giver = "actor", item = ["weapon"], taker = "actor", deed = "clause" }
patterns = ['{giver} {trigger: (=give|=hand over)} [Any]{0,4} {item} to {taker}']
clauses = ["""
{giver} give {item} to {taker} for {deed: clause}"""]
nouns = ['gift of {item}']
except = ['{giver} give way']
edge = ['{giver} -> {taker}']
also = { goes_to = '{item} -> {taker}' }
codes = { cameo = "072", plover = { actual = "AID" } }
within = { deed = "possible" }
finds = ["[She](giver) [gave](trigger) [him](taker) \"[tanks](item)\". => planned, said by Flavia"]
ignores = ["She gave [sic] up."]

[[relation]]
name = "goes_to"
about = "A weapon goes to somebody."

[abbreviations]
before_names = ["Mr."]
[status.planned]
verbs = ["plan"]
[speech]
phrases = ["according to"]
[roles]
state = ["forces"]
"##;

/// What is put in at random.
const SNIPPETS: [&str; 32] = [
    "\"",
    "'",
    "'''",
    "\"\"\"",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "(",
    ")",
    "<",
    ">",
    "|",
    "\n",
    "\r\n",
    " ",
    "=",
    "#",
    "\\",
    "\\u00e9",
    "é",
    "😀",
    "\u{feff}",
    "\0",
    "](",
    "=> ",
    "{:name ",
    "{0,99999999999}",
    "->",
    "[entity]\n",
];

/// A change to a file: `at` and `length` are shares of it, in thousandths.
#[derive(Clone, Debug)]
enum Edit {
    Insert { at: usize, text: String },
    Delete { at: usize, length: usize },
    Repeat { at: usize, length: usize },
}

fn edit() -> impl Strategy<Value = Edit> {
    let snippet = prop_oneof![
        prop::sample::select(&SNIPPETS[..]).prop_map(str::to_owned),
        any::<String>(),
        Just("[".repeat(500)),
    ];
    prop_oneof![
        (0..1000usize, snippet).prop_map(|(at, text)| Edit::Insert { at, text }),
        (0..1000usize, 0..50usize).prop_map(|(at, length)| Edit::Delete { at, length }),
        (0..1000usize, 0..50usize).prop_map(|(at, length)| Edit::Repeat { at, length }),
    ]
}

/// The text with the change made.
fn edited(text: &str, edit: &Edit) -> String {
    let boundary = |share: usize| {
        let byte = text.len() * share.min(1000) / 1000;
        (0..=byte).rev().find(|&byte| text.is_char_boundary(byte)).unwrap()
    };
    match edit {
        Edit::Insert { at, text: inserted } => {
            let (before, after) = text.split_at(boundary(*at));
            format!("{before}{inserted}{after}")
        }
        Edit::Delete { at, length } => {
            format!("{}{}", &text[..boundary(*at)], &text[boundary(at + length)..])
        }
        Edit::Repeat { at, length } => {
            let end = boundary(at + length);
            format!("{}{}{}", &text[..end], &text[boundary(*at)..end], &text[end..])
        }
    }
}

/// Checks that every problem lies in a file, can be shown, and that what is left hangs together.
fn check(text: &str, loaded: &Loaded) {
    for problem in &loaded.problems {
        let location = problem.location().unwrap();
        let file = match location.file.to_str().unwrap() {
            "types.toml" => TYPES,
            "a.toml" => text,
            other => panic!("there is no {other}"),
        };
        let line = file.split('\n').nth(location.line - 1).unwrap();
        assert_eq!(line.trim_end_matches('\r'), location.source);
        assert!(location.column <= line.chars().count() + 1, "{problem}");
        let report = problem.report(false);
        let place = format!("{}:{}:{}: ", location.file.display(), location.line, location.column);
        assert!(report.starts_with(&place) && report.contains(problem.message()), "{report}");
    }
    for part in Catalog::of_texts(&[("a.toml", text)]).definitions.iter().flat_map(|one| &one.parts)
    {
        assert!(text.contains(&part.text), "{}", part.text);
        assert!(part.location.line <= text.split('\n').count());
    }
    assert!(review(&loaded.rules).iter().all(|warning| warning.location().is_some()));
    let rules = &loaded.rules;
    for entity in rules.entities.values() {
        assert!(rules.types.0.contains_key(&entity.r#type));
        assert!(entity.within.iter().all(|place| rules.entities.contains_key(place)));
        assert!(entity.offices.iter().all(|office| rules.entities.contains_key(&office.of)));
    }
    for relation in rules.relations.values() {
        for ends in relation.edges.iter().chain(relation.also.values()) {
            assert!(relation.role(&ends.head).is_some() && relation.role(&ends.tail).is_some());
        }
        for example in relation.finds.iter().chain(&relation.ignores) {
            assert!(example.marks.iter().all(|mark| !mark.span.of(&example.text).is_empty()));
        }
    }
}

#[test]
fn the_valid_file_has_no_problem() {
    let loaded = load_texts(&[("types.toml", TYPES), ("a.toml", VALID)]);
    assert_eq!(loaded.problems, []);
    assert_eq!(loaded.rules.entities.len(), 2);
    assert_eq!(loaded.rules.relations.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_file_gives_problems_and_never_a_panic(edits in prop::collection::vec(edit(), 1..4)) {
        let text = edits.iter().fold(VALID.to_owned(), |text, edit| edited(&text, edit));
        let loaded = load_texts(&[("types.toml", TYPES), ("a.toml", &text)]);
        check(&text, &loaded);
    }

    #[test]
    fn any_pattern_is_read_or_refused(pattern in "[a=|(){}<>\\[\\]:?*+,0-9 \\\\é]{0,40}") {
        let text = format!("[[name]]\nid = 'x'\ntype = 'person'\nfinds = ['[a](person)']\npattern = '''{pattern}'''\n");
        let loaded = load_texts(&[("types.toml", TYPES), ("a.toml", &text)]);
        check(&text, &loaded);
    }

    #[test]
    fn any_example_is_read_or_refused(example in "[ab\\[\\]() =>,é]{0,30}") {
        let text = format!("[[name]]\nid = 'x'\ntype = 'person'\npattern = 'x'\nfinds = ['''{example}''']\n");
        let loaded = load_texts(&[("types.toml", TYPES), ("a.toml", &text)]);
        check(&text, &loaded);
    }
}

#[test]
fn hostile_files_are_refused_in_time() {
    let deep = format!("x = {}", "[".repeat(15_000));
    let chain: String = (0..20_000).map(|n| format!("[type.t{n}]\nis = 't{}'\n", n + 1)).collect();
    let diamond: String = (0..60)
        .map(|n| {
            format!(
                "[type.a{n}]\nis = ['a{0}', 'b{0}']\n[type.b{n}]\nis = ['a{0}', 'b{0}']\n",
                n + 1
            )
        })
        .collect();
    let wrong: String =
        (0..20_000).map(|n| format!("[[entity]]\nid = 'e{n}'\ntype = 'x{n}'\n")).collect();
    let places: String = (0..20_000)
        .map(|n| {
            format!(
                "[[entity]]\nid = 'e{n}'\nname = 'E{n}'\ntype = 'place'\nwithin = 'e{}'\n",
                (n + 1) % 20_000
            )
        })
        .collect();
    let brackets = format!(
        "[[name]]\nid = 'x'\ntype = 'person'\npattern = '{}'\nfinds = ['{}']",
        "(".repeat(15_000),
        "[a](b) [".repeat(1500)
    );
    for text in [&deep, &chain, &diamond, &wrong, &places, &brackets] {
        let start = std::time::Instant::now();
        let loaded = load_texts(&[("types.toml", TYPES), ("a.toml", text)]);
        assert!(loaded.has_errors());
        assert!(loaded.problems.len() <= 1000);
        assert!(start.elapsed().as_secs() < 20, "{:?} for {}…", start.elapsed(), &text[..40]);
    }
}
