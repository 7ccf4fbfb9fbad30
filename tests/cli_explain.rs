//! `whowhom explain`: how a text is read.

#![allow(clippy::unwrap_used)]

mod program;

use program::Workplace;

#[track_caller]
fn check(place: &Workplace, arguments: &[&str], input: &str) -> String {
    let ran = place.run_on(&[&["explain"], arguments].concat(), input);
    ran.check_all(0, &[]);
    ran.stdout
}

const TEXT: &str = "Ruritania warned Anna Stone in Strelsau on Friday. It rained.";

#[test]
fn mentions_tree_and_statements_are_shown() {
    insta::assert_snapshot!(check(&Workplace::new(), &[TEXT], ""));
}

#[test]
fn the_rule_that_nearly_matched_says_what_stopped_it() {
    let text = "Ruritania warned of floods, and Anna Stone left.";
    insta::assert_snapshot!(check(&Workplace::new(), &[text], ""));
}

/// Clauses of a relation of the small world, each stopped by something else.
const SUPPLIES: &str = r#"[type.weapon]

[[entity]]
id = "tank"
name = "tanks"
type = "weapon"

[[relation]]
name = "supplies"
about = "An actor gives weapons to another."
roles = { supplier = "actor", item = "weapon", recipient = "actor" }
clauses = [
  '{supplier} sell|give {item!} to {recipient}',
  '{supplier} sign deal|pact with {recipient}',
]
except = ['{supplier} sell {item} for {recipient}']
edge = ['{supplier} -> {item}', '{supplier} -> {recipient}']
finds = ["[Ruritania](supplier) [sold](trigger) [tanks](item) to [Stone](recipient)."]
ignores = ["Ruritania sold tanks."]
[status.possible]
auxiliaries = ["may"]
"#;

fn with_supplies() -> Workplace {
    Workplace::new().with("rules/supplies.toml", SUPPLIES)
}

#[test]
fn how_roles_were_filled_and_what_tells_the_status_is_shown() {
    let text = "The tanks may be sold to Anna Stone by Ruritania.";
    insta::assert_snapshot!(check(&with_supplies(), &[text], ""));
}

#[test]
fn what_stopped_a_clause_is_told_with_the_edit_that_mends_it() {
    let texts = [
        "Ruritania sold the palace to Anna Stone.",
        "Ruritania signed a memorandum with Anna Stone.",
        "Ruritania sold Thomas Field to Anna Stone.",
        "Ruritania sold tanks for Anna Stone.",
        "Ruritania signed a deal for Anna Stone.",
        "Ruritania extradited Anna Stone.",
    ];
    let told: Vec<String> = texts
        .iter()
        .map(|text| check(&with_supplies(), &[text], ""))
        .map(|told| {
            let is_shown = |line: &&str| !line.contains('─') && !line.contains("  mention");
            told.lines().filter(is_shown).collect::<Vec<_>>().join("\n")
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn every_rule_of_the_relation_asked_for_is_told() {
    let text = "Ruritania sold and signed nothing with Anna Stone.";
    let told = check(&with_supplies(), &[text, "--rule", "supplies"], "");
    for rule in ["supplies/clause-1", "supplies/clause-2"] {
        assert!(told.contains(rule), "{told}");
    }
    let told = check(&with_supplies(), &[text, "--rule", "supplies/clause-2"], "");
    assert!(!told.contains("supplies/clause-1"), "{told}");
}

#[test]
fn a_relation_that_looks_for_other_words_is_told_so() {
    let told = check(&with_supplies(), &["Ruritania warned Stone.", "--rule", "supplies"], "");
    let last = told.lines().last().unwrap();
    assert_eq!(
        last,
        "no word that `supplies` looks for stands beside something named: sell, give, sign"
    );
}

#[test]
fn a_rule_that_is_none_is_refused_with_the_nearest() {
    let place = with_supplies();
    place
        .run(&["explain", "Ruritania left.", "--rule", "suplies"])
        .check(2, &["no relation or rule of one is called `suplies`; did you mean `supplies`?"]);
    place
        .run(&["explain", "Ruritania left.", "--rule", "supplies/clause-9"])
        .check(2, &["did you mean `supplies/clause-"]);
}

#[test]
fn json_says_the_same_in_code_points() {
    let text = "Café. Ruritania may sell tanks to Anna Stone. Ruritania warned of floods.";
    let told = check(&with_supplies(), &[text, "--json"], "");
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    let statement = &told["sentences"][1]["statements"][0];
    assert_eq!(statement["status"], "possible");
    assert_eq!(statement["status_from"]["words"]["text"], "may");
    assert_eq!(statement["rule"]["line"], 13);
    let start = usize::try_from(statement["trigger"]["start"].as_u64().unwrap()).unwrap();
    assert_eq!(text.chars().skip(start).take(4).collect::<String>(), "sell");
    assert_eq!(told["sentences"][2]["misses"][0]["rule"]["id"], "warns/pattern-1");
}

#[test]
fn json_is_as_its_schema_says() {
    let place = with_supplies();
    let mut lines = String::new();
    for text in
        [TEXT, "Ruritania may sell tanks to Stone. He left.", "Ruritania sold tanks for Stone."]
    {
        lines += &check(&place, &[text, "--json"], "");
    }
    let seeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    for seed in std::fs::read_dir(seeds).unwrap() {
        let seed = seed.unwrap().path();
        lines += &check(&Workplace::shipped(), &[seed.to_str().unwrap(), "--json"], "");
    }
    place.write("explained.jsonl", lines);
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = std::process::Command::new(root.join(".venv/bin/python"))
        .arg(root.join("tests/python/validates_json.py"))
        .arg(root.join("docs/explain.schema.json"))
        .arg(place.path("explained.jsonl"))
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_name_that_nothing_settles_is_told() {
    let place = Workplace::new().with(
        "rules/more.toml",
        "[[entity]]\nid = \"peter-stone\"\nname = \"Peter Stone\"\ntype = \"person\"\naliases = [\"Stone\"]\n",
    );
    insta::assert_snapshot!(check(&place, &["Ruritania warned Stone."], ""));
}

#[test]
fn a_text_a_file_and_standard_input_are_explained_alike() {
    let place = Workplace::new().with("a.txt", TEXT);
    let expected = check(&place, &[TEXT], "");
    assert_eq!(check(&place, &["a.txt"], ""), expected);
    assert_eq!(check(&place, &["-"], TEXT), expected);
}

#[test]
fn every_document_of_a_file_is_explained() {
    let place = Workplace::new().with(
        "lines.jsonl",
        "{\"id\": 1, \"text\": \"Anna Stone met Thomas Field.\"}\n{\"id\": 2, \"text\": \"Ruritania warned Anna Stone.\"}\n",
    );
    let told = check(&place, &["lines.jsonl"], "");
    assert!(told.contains("anna-stone — meets — thomas-field"), "{told}");
    assert!(told.contains("ruritania → warns → anna-stone"), "{told}");
}

#[test]
fn a_file_that_cannot_be_read_is_told() {
    let place = Workplace::new().with("binary.txt", b"GIF89a\0");
    let ran = place.run(&["explain", "binary.txt"]);
    ran.check_all(1, &["binary.txt: holds binary data; expected text"]);
    assert_eq!(ran.stdout, "");
}

#[test]
fn what_is_no_text_is_told() {
    Workplace::new().run(&["explain", " "]).check_all(1, &["there is no text"]);
    let ran = Workplace::new().run(&["explain", "nothere.txt"]);
    ran.check_all(1, &["nothere.txt: cannot be read: No such file or directory (os error 2)"]);
}

/// Relations whose rules are nearly right.
const NEARLY: &str = r#"[[relation]]
name = "leaves"
about = "An actor leaves a place."
roles = { leaver = "actor", left = "place" }
clauses = ['{leaver} quit|pull {left}', '{leaver} walk out of {left}']
edge = '{leaver} -> {left}'
finds = ["[Ruritania](leaver) [quit](trigger) [Strelsau](left)."]
ignores = ["Ruritania pulled teeth."]

[[relation]]
name = "greets"
about = "An actor greets another."
roles = { one = "actor", other = "actor" }
patterns = ['{one} =greet {other}', '{one} kisses hand of {other}']
edge = '{one} -> {other}'
finds = ["[Anna Stone](one) [greeted](trigger) [Thomas Field](other)."]
ignores = ["Greetings from Ruritania."]
"#;

#[test]
fn a_particle_and_what_a_pattern_leaves_no_room_for_are_suggested() {
    let place = Workplace::new().with("rules/nearly.toml", NEARLY);
    for (text, rule, suggested) in [
        (
            "Ruritania will pull out of Strelsau.",
            "leaves/clause-1",
            "beside it `{leaver} pull out of {left}`",
        ),
        ("Ruritania walked away from Strelsau.", "leaves/clause-2", ""),
        (
            "Anna Stone warmly greeted Thomas Field.",
            "greets/pattern-1",
            "`{one} [Aux]* =greet {other}`",
        ),
        (
            "Anna Stone kisses the hand of Thomas Field.",
            "greets/pattern-2",
            "`{one} kisses (a|an|the)? hand of {other}`",
        ),
        (
            "Anna Stone kisses foot of Thomas Field.",
            "greets/pattern-2",
            "`{one} kisses hand|foot of {other}`",
        ),
        ("Anna Stone greeted nobody but Thomas Field.", "greets/pattern-1", ""),
    ] {
        let told = check(&place, &[text, "--rule", rule], "");
        let tried = told.lines().find_map(|line| line.trim().strip_prefix("try "));
        assert_eq!(tried.unwrap_or_default(), suggested, "{told}");
    }
}
