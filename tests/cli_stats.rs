//! `whowhom stats`: what each rule does to documents.

#![allow(clippy::unwrap_used)]

mod program;

use program::Workplace;

/// Rules that fire, that do not, and a name pattern.
const MORE: &str = r#"[[relation]]
name = "thanks"
about = "An actor thanks another."
roles = { giver = "actor", taker = "actor" }
patterns = [
  '{giver} {trigger: =praise} {taker}',
  '{giver} {trigger: =thank} {taker}',
  '{giver} {trigger: =hail} {taker}',
  '{giver} {trigger: =laud} {taker}',
]
edge = '{giver} -> {taker}'
finds = ["[Ruritania](giver) [thanked](trigger) [Anna Stone](taker)."]
ignores = ["[Ruritania](giver), thank God, met [Anna Stone](taker)."]

[[name]]
id = "minister"
type = "person"
pattern = 'Minister {:name [Cap]+}'
finds = ["Minister [Jane Doe](person) left."]
ignores = ["The minister left."]

[[name]]
id = "castle"
type = "place"
pattern = '{:name Castle [Cap]+}'
finds = ["They met at [Castle Zenda](place)."]
ignores = ["The castle fell."]
"#;

/// Two documents. One sentence of the first is reprinted in the second, one is said anew.
fn place() -> Workplace {
    Workplace::new()
        .with("rules/more.toml", MORE)
        .with(
            "texts/a.txt",
            "Ruritania warned Anna Stone. Ruritania thanked Anna Stone. \
             Minister Jane Doe left Strelsau. Anna Stone hugged Thomas Field.",
        )
        .with(
            "texts/b.txt",
            "Again Ruritania warned Stone of a storm. Ruritania thanked Anna Stone. \
             Anna Stone met Thomas Field. On Monday Thomas Field hugged Anna Stone.",
        )
}

#[test]
fn rules_that_fired_and_that_did_not_and_unknown_verbs_are_told() {
    insta::assert_snapshot!(place().run(&["stats", "texts"]).told());
}

#[test]
fn json_has_the_same() {
    let ran = place().run(&["stats", "texts", "--json"]);
    ran.check_all(0, &[]);
    let stats: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let rule = |id: &str| {
        let rules = stats["rules"].as_array().unwrap();
        rules.iter().find(|rule| rule["rule"] == id).unwrap().clone()
    };
    assert_eq!(
        rule("warns/pattern-1"),
        serde_json::json!({
            "rule": "warns/pattern-1", "place": "rules/relations.toml:15",
            "firings": 2, "documents": 2, "confirmed": 2
        })
    );
    assert_eq!(rule("thanks/pattern-2")["confirmed"], 0, "a reprint is no other sentence");
    assert_eq!(rule("minister")["confirmed"], serde_json::Value::Null);
    assert_eq!(rule("listed")["place"], serde_json::Value::Null);
    let silent: Vec<&str> = stats["silent"]
        .as_array()
        .unwrap()
        .iter()
        .map(|silent| silent["rule"].as_str().unwrap())
        .collect();
    assert_eq!(silent, ["thanks/pattern-1", "thanks/pattern-3", "thanks/pattern-4", "castle"]);
    assert_eq!(stats["verbs"][0]["lemma"], "hug");
    assert_eq!(stats["verbs"][0]["count"], 2);
}

#[test]
fn verbs_of_clauses_are_known() {
    let clauses =
        MORE.replace("patterns = [", "clauses = ['{giver} hug {taker!} at home']\npatterns = [");
    let place = place().with("rules/more.toml", clauses);
    let ran = place.run(&["stats", "texts"]);
    assert!(
        ran.stdout.ends_with("verbs between known actors that no rule has: none\n"),
        "{}",
        ran.told()
    );
}

#[test]
fn documents_that_cannot_be_read_are_told() {
    place().run(&["stats", "texts", "nowhere.txt"]).check(1, &["nowhere.txt"]);
}

#[test]
fn times_are_measured_when_asked_for() {
    let place = place();
    let ran = place.run(&["stats", "texts", "--time"]);
    for told in ["TIME", "the rules took", "most of all:\n  ", "thanks/pattern-4, "] {
        assert!(ran.stdout.contains(told), "{told}: {}", ran.told());
    }
    let times: Vec<f64> = ran
        .stdout
        .lines()
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_once(" ms")?.0.split(' ').next_back()?.parse().ok())
        .collect();
    assert!(times.len() >= 3 && times.is_sorted_by(|a, b| a >= b), "{}", ran.told());

    let ran = place.run(&["stats", "texts", "--time", "--json"]);
    let stats: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let rules = stats["rules"].as_array().unwrap().iter();
    let rules: Vec<_> = rules.filter(|rule| rule["rule"] != "listed").collect();
    let silent = stats["silent"].as_array().unwrap();
    let spent = |rule: &serde_json::Value| rule["milliseconds"].as_f64();
    assert!(rules.iter().all(|rule| spent(rule) > Some(0.0)), "{}", ran.stdout);
    assert!(silent.iter().all(|rule| spent(rule) >= Some(0.0)), "{}", ran.stdout);
}
