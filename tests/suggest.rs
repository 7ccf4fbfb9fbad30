//! `whowhom suggest` as a user sees it: what it prints can be pasted.

#![allow(clippy::unwrap_used)]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

const BULLETIN: &str = "\
On Monday Emmanuel Macron serenaded Friedrich Merz in a garden. The mayor, Ottokar Vellmar, said \
nothing, and Mr. Vellmar left early. “It was late”, Vellmar said.

Keir Starmer serenaded the visitors. Emmanuel Macron had serenaded Keir Starmer before, as the \
guests from Qorvania Bay know.
";

const REPORT: &str = "\
Friedrich Merz was serenaded by Emmanuel Macron, a neighbour told the Halvik Institute. A boat lay \
in Qorvania Bay. Trump met Putin in Budapest, and the Halvik Institute took note.

Giorgia Meloni glowered at Viktor Orban. Viktor Orban glowered at Giorgia Meloni, too.
";

fn whowhom(arguments: &[&str], directory: &Path) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let rules = root.join("rules");
    let mut command = Command::new(env!("CARGO_BIN_EXE_whowhom"));
    let given = arguments.iter().map(|argument| argument.replace("RULES", rules.to_str().unwrap()));
    command.args(given).current_dir(directory).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A directory with documents, and what is suggested for them.
fn suggested(arguments: &[&str]) -> (tempfile::TempDir, String) {
    let directory = tempfile::tempdir().unwrap();
    fs::create_dir(directory.path().join("news")).unwrap();
    fs::write(directory.path().join("news/bulletin.txt"), BULLETIN).unwrap();
    fs::write(directory.path().join("news/report.txt"), REPORT).unwrap();
    let all = [&["suggest", "news", "--rules", "RULES"], arguments].concat();
    let output = whowhom(&all, directory.path());
    assert!(output.status.success(), "{}", text(&output.stderr));
    let printed = text(&output.stdout);
    (directory, printed)
}

#[test]
fn what_is_suggested_can_be_pasted_and_passes_check_and_test() {
    let (directory, printed) = suggested(&[]);
    for wanted in [
        "name = \"Ottokar Vellmar\"\ntype = \"person\"\naliases = [\"Vellmar\"]",
        "name = \"Halvik Institute\"",
        "name = \"Qorvania Bay\"\ntype = \"place\"",
        "#   bulletin.txt: On Monday Emmanuel Macron serenaded Friedrich Merz in a garden.",
        "name = \"serenades\"",
        "'{doer} [Aux]* {trigger: =serenade} [Adv]{0,2} {target}'",
        "'{target} [Aux]* {trigger: =serenade} [Any]{0,3} by {doer}'",
        "'{doer} [Aux]* {trigger: =glower} [Any]{0,3} at {target}'",
    ] {
        assert!(printed.contains(wanted), "{wanted}\n\n{printed}");
    }
    for listed in ["Budapest\"\ntype", "Trump\"\ntype", "name = \"meets"] {
        assert!(!printed.contains(listed), "{listed}\n\n{printed}");
    }
    fs::write(directory.path().join("pasted.toml"), &printed).unwrap();
    let check = whowhom(&["check", "RULES", "pasted.toml"], directory.path());
    assert!(check.status.success(), "{}\n{printed}", text(&check.stderr));
    let rules = ["--rules", "RULES", "--rules", "pasted.toml"];
    let tested =
        whowhom(&[&["test", "--rule", "serenades"], &rules[..]].concat(), directory.path());
    assert!(tested.status.success(), "{}", text(&tested.stdout));
    assert!(text(&tested.stdout).contains("3 passed, 0 failed"), "{}", text(&tested.stdout));

    let out = ["extract", "news", "--format", "json", "--out", "-"];
    let extracted = whowhom(&[&out, &rules[..]].concat(), directory.path());
    assert!(extracted.status.success(), "{}", text(&extracted.stderr));
    let graph: serde_json::Value = serde_json::from_str(&text(&extracted.stdout)).unwrap();
    let edges = graph["edges"].as_array().unwrap();
    assert_eq!(edges.iter().filter(|edge| edge["relation"] == "serenades").count(), 2);
}

#[test]
fn a_suggestion_that_was_pasted_is_not_made_again() {
    let (directory, printed) = suggested(&[]);
    fs::write(directory.path().join("pasted.toml"), printed).unwrap();
    let again = ["suggest", "news", "--rules", "RULES", "--rules", "pasted.toml"];
    let again = whowhom(&again, directory.path());
    let printed = text(&again.stdout);
    for known in ["Vellmar", "serenade", "Halvik Institute\"", "Qorvania"] {
        assert!(!printed.contains(known), "{known}\n\n{printed}");
    }
}

#[test]
fn what_is_rare_is_left_out_and_json_says_the_same() {
    let (_, printed) = suggested(&["--json", "--min", "3"]);
    let json: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let names: Vec<&str> = json["names"]
        .as_array()
        .unwrap()
        .iter()
        .map(|name| name["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Ottokar Vellmar"]);
    let vellmar = &json["names"][0];
    assert_eq!((&vellmar["count"], &vellmar["documents"]), (&3.into(), &1.into()));
    assert!(vellmar["why"].as_str().unwrap().contains("mayor"), "{vellmar}");
    assert_eq!(json["verbs"][0]["lemma"], "serenade");
    assert_eq!(json["verbs"][0]["count"], 3);
    assert!(json["verbs"][0]["entry"].as_str().unwrap().starts_with("# seen 3 times"));
}

#[test]
fn a_name_without_a_space_is_no_last_name_of_itself() {
    let directory = tempfile::tempdir().unwrap();
    let text = "Mr. Al-Vellmari spoke. Mr. Al-Vellmari left. Al-Vellmari said so.\n";
    fs::write(directory.path().join("a.txt"), text).unwrap();
    let output = whowhom(&["suggest", "a.txt", "--rules", "RULES"], directory.path());
    assert!(output.status.success(), "{}", self::text(&output.stderr));
}
