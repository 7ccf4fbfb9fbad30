//! What is wrong with a rule file, as its author reads it.
//!
//! One table of broken files; what each is told stands in one snapshot, to be read aloud.
#![allow(clippy::unwrap_used)]

use whowhom::rules::load_texts;

const TYPES: &str = include_str!("../rules/types.toml");

/// The broken files, each under a title.
const BROKEN: &str = include_str!("rules_broken.toml");

#[test]
fn every_problem_is_told_with_its_place_and_what_to_write() {
    let mut told = String::new();
    for file in BROKEN.split("\n##### ").skip(1) {
        let (title, text) = file.split_once('\n').unwrap();
        let loaded = load_texts(&[("types.toml", TYPES), ("broken.toml", text)]);
        assert!(!loaded.problems.is_empty(), "nothing is told about {title}");
        told += &format!("##### {title}\n\n");
        for problem in &loaded.problems {
            told += &format!("{}\n\n", problem.report(false));
        }
    }
    insta::assert_snapshot!(told);
}

#[test]
fn rules_without_a_format_are_told_where_to_write_it() {
    let loaded = load_texts(&[("a.toml", ""), ("rules/types.toml", "[type.person]\n")]);
    assert_eq!(
        loaded.problems[0].to_string(),
        "rules/types.toml:1:1: the rules have no `format`; write `format = 1` into the first line"
    );
}

#[test]
fn problems_come_in_the_order_of_files_and_lines() {
    let text = "[[entity]]\nid = 1\nx = 2\n\n[[entity]]\ny = 3\n";
    let loaded = load_texts(&[("b.toml", text), ("a.toml", text)]);
    let places: Vec<(String, usize)> = loaded
        .problems
        .iter()
        .filter_map(|problem| problem.location())
        .map(|location| (location.file.display().to_string(), location.line))
        .collect();
    let mut sorted = places.clone();
    sorted.sort();
    assert_eq!(places, sorted);
    assert_eq!(places.first().unwrap().0, "a.toml");
}
