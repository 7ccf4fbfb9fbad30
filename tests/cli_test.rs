//! `whowhom test`: the examples of the rules.

mod program;

use program::Workplace;

#[test]
fn examples_that_hold_are_counted() {
    let ran = Workplace::new().run(&["test"]);
    ran.check_all(0, &[]);
    assert_eq!(ran.stdout, "4 passed, 0 failed\n");
}

#[test]
fn the_examples_of_the_rules_that_come_with_the_program_hold() {
    let ran = Workplace::shipped().run(&["test"]);
    ran.check_all(0, &[]);
    assert!(ran.stdout.contains(" passed, 0 failed"), "{}", ran.stdout);
    assert_eq!(ran.stdout.lines().count(), 1, "{}", ran.stdout);
}

/// A relation with an example of every outcome.
const VISITS: &str = r#"[[relation]]
name = "visits"
about = "Somebody goes somewhere."
roles = { guest = "actor", host = "place" }
patterns = ['{guest} {trigger: =visit} {host}']
edge = ['{guest} -> {host}']
finds = [
  "[Anna Stone](guest) [visited](trigger) [Strelsau](host). => actual",
  "[Anna Stone](guest) [visited](trigger) [Strelsau](host). => negated",
  "[Anna Stone](guest) [went](trigger) to [Strelsau](host).",
  "[Strelsau](host) was left by [Anna Stone](guest) after she [visited](trigger) it.",
]
ignores = [
  "[Anna Stone](guest) left [Strelsau](host).",
  "[Anna Stone](guest) visited [Strelsau](host).",
]
"#;

#[test]
fn an_example_that_fails_shows_what_was_expected_and_what_was_found() {
    let ran = Workplace::new().with("rules/visits.toml", VISITS).run(&["test"]);
    insta::assert_snapshot!(ran.told());
}

#[test]
fn examples_of_one_rule_run_alone_if_no_other_shares_a_word() {
    let place = Workplace::new().with("rules/visits.toml", VISITS);
    let ran = place.run(&["test", "--rule", "meets"]);
    ran.check_all(0, &[]);
    assert_eq!(ran.stdout, "2 passed, 0 failed\nno other rule shares a word with it\n");
    place.run(&["test", "--rule", "visits"]).check(1, &[]);
}

/// A relation that looks for the word of another, and spoils an example of its own.
const CAUTIONS: &str = r#"[[relation]]
name = "cautions"
about = "An actor cautions another."
roles = { one = "actor", other = "actor" }
patterns = ['{one} {trigger: =warn|=caution} {other}']
edge = ['{one} -> {other}']
finds = [
  "[Ruritania](one) [cautioned](trigger) [Anna Stone](other).",
  "[Ruritania](one) [alarmed](trigger) [Anna Stone](other).",
]
ignores = ["Caution in Ruritania."]
"#;

#[test]
fn others_that_an_edit_may_disturb_run_too() {
    let place = Workplace::new().with("rules/cautions.toml", CAUTIONS);
    let ran = place.run(&["test", "--rule", "warns"]);
    insta::assert_snapshot!(ran.told());
}

#[test]
fn rules_with_an_example_in_which_a_name_is_recognised_run_too() {
    let king = r#"[[name]]
id = "king"
type = "person"
regex = '\bRuritania\b'
finds = ["[Ruritania](person) rules."]
ignores = ["He rules."]
"#;
    let place = Workplace::new().with("rules/king.toml", king);
    let ran = place.run(&["test", "--rule", "king"]);
    assert!(
        ran.stdout.ends_with("of the other rule that it may disturb: 2 passed, 0 failed\n"),
        "{}",
        ran.told()
    );
}

#[test]
fn a_rule_without_examples_is_named() {
    Workplace::new()
        .run(&["test", "--rule", "thanks"])
        .check_all(2, &["no rule with examples is called `thanks`"]);
}

#[test]
fn who_says_something_is_checked() {
    let relation = r#"[[relation]]
name = "visits"
about = "Somebody goes somewhere."
roles = { guest = "actor", host = "place" }
clauses = ['{guest} visit {host}']
edge = ['{guest} -> {host}']
finds = [
  "[Anna Stone](guest) [visited](trigger) [Strelsau](host).",
  "[Michael](speaker) said that [Anna Stone](guest) [visited](trigger) [Strelsau](host). => said by Michael",
]
ignores = ["[Anna Stone](guest) left [Strelsau](host)."]
"#;
    let speech = "[speech]\nverbs = [\"say\"]\n";
    let place = Workplace::new().with("rules/visits.toml", relation);
    let ran = place.run(&["test", "--rule", "visits"]);
    assert!(ran.stdout.contains("nobody says so, and not `Michael`"), "{}", ran.stdout);
    let place = place.with("rules/english/speech.toml", speech);
    place.run(&["test", "--rule", "visits"]).check_all(0, &[]);
}
