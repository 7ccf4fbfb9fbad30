//! `whowhom check`: every problem of every rule file.

#![allow(clippy::unwrap_used)]

mod program;

use program::Workplace;

#[test]
fn rules_without_a_problem_are_counted() {
    insta::assert_snapshot!(Workplace::new().run(&["check"]).told());
}

#[test]
fn the_rules_that_come_with_the_program_have_no_problem() {
    let ran = Workplace::shipped().run(&["check"]);
    ran.check_all(0, &[]);
    assert!(ran.stdout.ends_with("; 0 errors, 0 warnings\n"), "{}", ran.told());
}

#[test]
fn problems_of_all_files_are_shown_at_once() {
    let place = Workplace::new()
        .with(
            "rules/a.toml",
            r#"[[entity]]
id = "hentzau"
name = "Hentzau"
type = "plaec"
"#,
        )
        .with(
            "rules/b.toml",
            r#"[[relation]]
name = "visits"
about = "Somebody goes somewhere."
roles = { guest = "actor", host = "place" }
patterns = ['{guest} {trigger: =visit} {hosts}']
edge = ['{guest} -> {host}']
finds = ["[Anna Stone](guest) visited [Strelsau](host)."]
ignores = ["[Anna Stone](guest) left [Strelsau](host)."]
"#,
        )
        .with("rules/c.toml", "[type.castle]\nis = \"place\"\ndrwa = { shape = \"house\" }\n");
    insta::assert_snapshot!(place.run(&["check"]).told());
}

#[test]
fn a_warning_is_shown_and_refuses_nothing() {
    let relation = r#"[[relation]]
name = "visits"
about = "Somebody goes somewhere."
roles = { guest = "actor", host = "place" }
patterns = ['{guest} {trigger: =visit} {host}']
edge = ['{guest} -> {host}']
finds = ["[Anna Stone](guest) visited [Strelsau](host)."]
"#;
    let place = Workplace::new().with("rules/visits.toml", relation);
    insta::assert_snapshot!(place.run(&["check"]).told());
}

#[test]
fn an_addition_is_checked_against_the_base() {
    let entity = "[[entity]]\nid = \"hentzau\"\nname = \"Hentzau\"\ntype = \"place\"\nwithin = \"ruritania\"\n";
    let place = Workplace::new().with("more/places.toml", entity);
    let ran = place.run(&["check", "more"]);
    ran.check_all(0, &[]);
    assert_eq!(ran.stdout, "rules + more: 2 relations, 5 entities; 0 errors, 0 warnings\n");
    place.write("more/places.toml", entity.replace("hentzau", "strelsau"));
    insta::assert_snapshot!(place.run(&["check", "more"]).told());
}

#[test]
fn what_is_not_there_to_check_is_named() {
    Workplace::new().run(&["check", "nowhere"]).check_all(
        2,
        &["error: cannot read the rules in `nowhere`: No such file or directory (os error 2)"],
    );
}

/// A relation in which one clause, and one pattern, find nothing that others do not find.
const SHADOWED: &str = r#"[[relation]]
name = "thanks"
about = "An actor thanks another."
roles = { giver = "actor", taker = "actor" }
clauses = ['{giver} thank|praise {taker}', '{giver} thank {taker} for help', '{giver} have {taker}']
patterns = ['{giver} {trigger: =hail} [Any]* {taker}']
edge = '{giver} -> {taker}'
finds = ["[Ruritania](giver) [thanked](trigger) [Anna Stone](taker)."]
ignores = ["[Ruritania](giver), thank God, met [Anna Stone](taker)."]
"#;

#[test]
fn rules_that_are_superfluous_or_find_too_much_are_warned_of() {
    let place = Workplace::new().with("rules/thanks.toml", SHADOWED);
    insta::assert_snapshot!(place.run(&["check"]).told());
}

#[test]
fn of_an_addition_only_its_own_rules_are_judged() {
    let place = Workplace::new().with("rules/thanks.toml", SHADOWED).with("mine/empty.toml", "");
    let ran = place.run(&["check", "mine"]);
    ran.check_all(0, &[]);
    place.write("mine/thanks.toml", SHADOWED.replace("thanks", "hails"));
    let ran = place.run(&["check", "mine"]);
    ran.check(0, &["all that `hails/clause-1` finds, `thanks/clause-1` finds, too"]);
    assert!(!ran.stderr.contains("rules/thanks.toml"), "{}", ran.told());
}

#[test]
fn problems_are_json_for_editors() {
    let place = Workplace::new()
        .with("rules/a.toml", "[[entity]]\nid = \"é\"\nname = \"É\"\ntype = \"plaec\"\n")
        .with("rules/thanks.toml", SHADOWED);
    let ran = place.run(&["check", "--json"]);
    ran.check_all(2, &["rules: 3 relations, 4 entities; 1 error, 3 warnings"]);
    let problems: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        problems[0],
        serde_json::json!({
            "file": "rules/a.toml", "line": 4, "column": 8, "endLine": 4, "endColumn": 15,
            "severity": "error", "message": "no file defines the type `plaec`",
            "help": "did you mean `place`?"
        })
    );
    assert_eq!(problems.as_array().unwrap().len(), 4);
    assert_eq!(problems[1]["severity"], "warning");
}

#[test]
fn no_problem_is_an_empty_list() {
    let ran = Workplace::new().run(&["check", "--json"]);
    ran.check_all(0, &["rules: 2 relations, 4 entities; 0 errors, 0 warnings"]);
    assert_eq!(ran.stdout, "[]\n");
}
