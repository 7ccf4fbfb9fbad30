//! Which rules run, and what happens when they change or break.

#![allow(clippy::unwrap_used)]

mod program;

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use program::{Graph, RULES, Ran, Workplace};

const TEXT: &str = "Ruritania warned Anna Stone. Ruritania thanked Anna Stone.";

/// A relation that the small world does not have.
const THANKS: &str = r#"[[relation]]
name = "thanks"
about = "An actor thanks another."
roles = { giver = "actor", taker = "actor" }
patterns = ['{giver} {trigger: =thank} {taker}']
edge = ['{giver} -> {taker}']
finds = ["[Ruritania](giver) [thanked](trigger) [Anna Stone](taker)."]
ignores = ["[Ruritania](giver), thank God, met [Anna Stone](taker)."]
"#;

/// A pattern that does not end.
const BROKEN: &str = r#"[[relation]]
name = "thanks"
about = "An actor thanks another."
roles = { giver = "actor", taker = "actor" }
patterns = ['{giver} (=thank {taker}']
edge = ['{giver} -> {taker}']
finds = ["[Ruritania](giver) thanked [Anna Stone](taker)."]
ignores = ["[Ruritania](giver) met [Anna Stone](taker)."]
"#;

/// Runs over [`TEXT`], and compares the relations found and the rules named in the summary.
#[track_caller]
fn check(place: &Workplace, arguments: &[&str], rules: &str, relations: &[&str]) -> Ran {
    let arguments = [&["extract", "-", "--out", "-", "--format", "json"], arguments].concat();
    let ran = place.run_on(&arguments, TEXT);
    ran.check(0, &[&format!("rules      {rules}\n")]);
    let edges = Graph::of(&ran.stdout).edges();
    let found: Vec<&str> = edges.iter().map(|edge| edge.split(' ').nth(1).unwrap()).collect();
    assert_eq!(found, relations);
    ran
}

/// A workplace with the rules of the small world in another directory than `rules`.
fn elsewhere(directory: &str) -> Workplace {
    RULES.into_iter().fold(Workplace::empty(), |place, (path, text)| {
        place.with(&path.replace("rules/", &format!("{directory}/")), text)
    })
}

#[test]
fn rules_of_the_working_directory_run_when_none_are_asked_for() {
    check(&Workplace::new(), &[], "rules", &["warns"]);
}

#[test]
fn a_directory_with_types_is_the_base() {
    check(&elsewhere("world"), &["--rules", "world"], "world", &["warns"]);
    let place = elsewhere("world").with("rules/types.toml", "format = 1\n[type.ship]\n");
    check(&place, &["--rules", "world"], "world", &["warns"]);
}

#[test]
fn a_directory_or_file_without_types_is_added_to_the_base() {
    let place = Workplace::new().with("more/thanks.toml", THANKS);
    check(&place, &["--rules", "more"], "rules + more", &["thanks", "warns"]);
    check(
        &place,
        &["--rules", "more/thanks.toml"],
        "rules + more/thanks.toml",
        &["thanks", "warns"],
    );
    let place = elsewhere("world").with("more/thanks.toml", THANKS);
    check(&place, &["--rules", "more", "--rules", "world"], "world + more", &["thanks", "warns"]);
}

#[test]
#[cfg(not(feature = "embedded"))]
fn without_rules_nothing_is_done_and_it_is_told_what_to_give() {
    let place = Workplace::empty().with("a.txt", TEXT).with("more/thanks.toml", THANKS);
    let lines = [
        "error: there are no rules: `rules/types.toml` does not exist here",
        " |",
        "help: run where `rules` is, or give a directory that holds `types.toml`: `--rules DIR`",
    ];
    place.run(&["extract", "a.txt"]).check_all(2, &lines);
    place.run(&["extract", "a.txt", "--rules", "more"]).check_all(2, &lines);
    place.run(&["check"]).check_all(2, &lines);
    place.run(&["test"]).check_all(2, &lines);
    place.run(&["explain", "Rain."]).check_all(2, &lines);
    assert_eq!(place.files(), ["a.txt", "more/thanks.toml"]);
}

#[test]
#[cfg(not(feature = "embedded"))]
fn a_program_without_embedded_rules_says_so() {
    Workplace::new().run_on(&["extract", "-", "--rules", "builtin"], TEXT).check_all(
        2,
        &[
            "error: this program was built without `builtin` rules",
            " |",
            "help: give a directory that holds `types.toml`",
        ],
    );
}

#[test]
#[cfg(feature = "embedded")]
fn embedded_rules_run_where_there_are_no_others() {
    let place = Workplace::empty().with("a.txt", "Putin warned Trump.");
    place.run(&["extract", "a.txt"]).check(0, &["rules      builtin\n"]);
    place.run(&["extract", "a.txt", "--rules", "builtin"]).check(0, &["rules      builtin\n"]);
    assert_eq!(place.graph("output/graph.json").edges(), ["vladimir-putin warns donald-trump"]);
}

#[test]
fn rules_that_do_not_exist_are_named() {
    Workplace::new().run_on(&["extract", "-", "--rules", "nowhere"], TEXT).check_all(
        2,
        &["error: cannot read the rules in `nowhere`: No such file or directory (os error 2)"],
    );
}

#[test]
fn an_edit_of_a_rule_changes_the_next_run() {
    let place = Workplace::new();
    check(&place, &[], "rules", &["warns"]);
    let relations = place.read("rules/relations.toml");
    place.write("rules/relations.toml", relations.replace("=warn}", "=greet}"));
    check(&place, &[], "rules", &[]);
    place.write("rules/relations.toml", relations.replace("\"warns\"", "\"cautions\""));
    check(&place, &[], "rules", &["cautions"]);
    place.write("rules/thanks.toml", THANKS);
    check(&place, &[], "rules", &["cautions", "thanks"]);
    fs::remove_file(place.path("rules/relations.toml")).unwrap();
    check(&place, &[], "rules", &["thanks"]);
}

/// Files that look as if they had been edited just now, until this is dropped.
struct Touched(Vec<(PathBuf, SystemTime)>);

impl Touched {
    /// Every rule file below `directory`.
    fn below(directory: &Path) -> Self {
        let mut touched = Self(Vec::new());
        touched.add(directory);
        touched
    }

    fn add(&mut self, directory: &Path) {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                self.add(&path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                let before = fs::metadata(&path).unwrap().modified().unwrap();
                self.0.push((path.clone(), before));
                set_modified(&path, SystemTime::now());
            }
        }
    }
}

impl Drop for Touched {
    fn drop(&mut self) {
        for (path, before) in &self.0 {
            set_modified(path, *before);
        }
    }
}

fn set_modified(path: &Path, time: SystemTime) {
    File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

/// What Cargo makes of this package for this test: its library and programs, and whether each stands
/// as it was. Another way to build would replace the program under the hands of other tests.
fn build() -> Vec<(String, bool)> {
    let output = Command::new(env!("CARGO"))
        .args(["test", "--no-run", "--test", "cli_rules", "--offline", "--message-format=json"])
        .args((!cfg!(feature = "model")).then_some("--no-default-features"))
        .args((!cfg!(debug_assertions)).then_some("--release"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter(|message| message["reason"] == "compiler-artifact")
        .filter(|message| {
            message["manifest_path"] == concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")
        })
        .map(|message| {
            (message["target"]["kind"][0].as_str().unwrap().to_owned(), message["fresh"] == true)
        })
        .collect()
}

/// Cargo goes by the time at which a file was last changed, so that no rule need be altered here,
/// under the hands of other tests.
#[test]
#[cfg(not(feature = "embedded"))]
fn an_edit_of_a_rule_compiles_nothing() {
    build();
    let touched = Touched::below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("rules"));
    assert!(touched.0.len() > 10);
    let built = build();
    drop(touched);
    for kind in ["lib", "bin"] {
        assert!(built.contains(&(kind.to_owned(), true)), "{built:?}");
    }
    assert!(built.iter().all(|(_, fresh)| *fresh), "{built:?}");
}

#[test]
fn a_broken_rule_stops_the_run_and_is_shown() {
    let place = Workplace::new().with("rules/thanks.toml", BROKEN);
    let ran = place.run_on(&["extract", "-"], TEXT);
    insta::assert_snapshot!(ran.told());
    assert!(!place.path("output").exists());
    for arguments in [&["test"][..], &["explain", "Rain."]] {
        let other = place.run(arguments);
        assert_eq!((other.code, &other.stderr), (ran.code, &ran.stderr), "{arguments:?}");
    }
}

#[test]
fn a_file_that_is_no_toml_stops_the_run_and_is_shown() {
    let place = Workplace::new().with("rules/thanks.toml", "[[relation]]\nname = \"thanks\n");
    insta::assert_snapshot!(place.run_on(&["extract", "-"], TEXT).told());
}

#[test]
fn lenient_goes_on_without_what_is_broken() {
    let place = Workplace::new().with("rules/thanks.toml", BROKEN);
    let ran = check(&place, &["--lenient"], "rules", &["warns"]);
    ran.check(0, &["rules/thanks.toml:5:", "1 broken rule left out\n"]);
}

#[test]
fn no_colours_go_where_no_terminal_is() {
    let place = Workplace::new().with("rules/thanks.toml", BROKEN);
    let ran = place.run_on(&["extract", "-"], TEXT);
    assert!(!ran.stderr.contains('\u{1b}'), "{}", ran.told());
}
