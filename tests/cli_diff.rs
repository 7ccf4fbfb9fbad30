//! `whowhom diff`: what changed between two graphs, or by an edit of the rules.

#![allow(clippy::unwrap_used)]

mod program;

use program::Workplace;

const OLD: &str = "Anna Stone met Thomas Field. Ruritania warned Anna Stone.";
const NEW: &str = "Anna Stone may meet Thomas Field. Thomas Field warned Anna Stone. \
                   He left Strelsau.";

/// The rules of the small world in another directory, with one pattern changed.
const WARNS: &str = r#"[[relation]]
name = "warns"
replace = true
about = "An actor warns another."
roles = { warner = "actor", warned = "actor" }
patterns = ['{warner} {trigger: =warn|=alert} {warned}']
edge = ['{warner} -> {warned}']
finds = ["[Ruritania](warner) [alerted](trigger) [Anna Stone](warned)."]
ignores = ["A storm warning covers [Ruritania](warner) and [Strelsau](warned)."]
"#;

/// A workplace with the graphs of two texts, `old/graph.json` and `new/graph.json`.
fn two_graphs(old: &str, new: &str) -> Workplace {
    let place =
        Workplace::new().with("rules/may.toml", "[status.possible]\nauxiliaries = ['may']\n");
    for (directory, text) in [("old", old), ("new", new)] {
        place.write("a.txt", text);
        place.run(&["extract", "a.txt", "--out", directory, "--quiet"]).check(0, &[]);
    }
    place
}

const GRAPHS: [&str; 3] = ["diff", "old/graph.json", "new/graph.json"];

#[test]
fn what_came_went_and_changed_is_told_with_sentence_and_rule() {
    insta::assert_snapshot!(two_graphs(OLD, NEW).run(&GRAPHS).told());
}

#[test]
fn equal_graphs_are_told_so_and_end_with_0() {
    let ran = two_graphs(OLD, OLD).run(&GRAPHS);
    ran.check_all(0, &[]);
    assert_eq!(ran.stdout, "nothing changed\n");
}

#[test]
fn a_sentence_more_is_told() {
    let ran = two_graphs(
        OLD,
        &format!("{OLD} Ruritania again warned Anna Stone. Ruritania warned Stone, too."),
    )
    .run(&GRAPHS);
    insta::assert_snapshot!(ran.told());
}

#[test]
fn json_has_what_came_went_and_changed() {
    let ran = two_graphs(OLD, NEW).run(&[&GRAPHS[..], &["--json"]].concat());
    ran.check_all(1, &[]);
    let diff: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let changed = &diff["edges"]["changed"][0];
    assert_eq!(changed["old"]["status"], "actual");
    assert_eq!(changed["new"]["status"], "possible");
    assert_eq!(changed["new"]["evidence"][0]["rule"], "meets/pattern-1");
    assert_eq!(diff["edges"]["came"][0]["source"], "thomas-field");
    assert_eq!(diff["edges"]["went"][0]["source"], "ruritania");
    assert_eq!(diff["nodes"]["came"][0]["id"], "strelsau");
    assert_eq!(diff["nodes"]["went"][0]["label"], "Ruritania");
}

#[test]
fn an_edit_of_the_rules_is_told_by_what_it_changes_in_documents() {
    let place = Workplace::new()
        .with("mine/warns.toml", WARNS)
        .with("a.txt", "Ruritania alerted Anna Stone. Ruritania warned Thomas Field.");
    let ran = place.run(&["diff", "--rules", "rules", "mine", "a.txt"]);
    insta::assert_snapshot!(ran.told());
    place.run(&["diff", "--rules", "mine", "mine", "a.txt"]).check_all(0, &[]);
}

#[test]
fn documents_that_cannot_be_read_end_with_2() {
    let place = Workplace::new().with("a.txt", "Ruritania warned Anna Stone.");
    let ran = place.run(&["diff", "--rules", "rules", "rules", "a.txt", "b.txt"]);
    ran.check(2, &["b.txt"]);
    assert_eq!(ran.stdout, "nothing changed\n");
}

#[test]
fn what_is_no_graph_and_what_is_missing_are_refused() {
    let place = Workplace::new().with("a.json", "{}").with("b.json", "nodes");
    insta::assert_snapshot!(place.run(&["diff", "a.json", "b.json"]).told());
    insta::assert_snapshot!(place.run(&["diff", "a.json"]).told());
    place
        .run(&["diff", "nowhere.json", "a.json"])
        .check_all(2, &["error: nowhere.json: No such file or directory (os error 2)"]);
}
