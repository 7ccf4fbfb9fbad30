//! One clause finds every way English has of saying it.
//!
//! The files in `clauses/` are ordinary rule files: each relation is a clause of another shape, and
//! its examples say the same in other ways or something else in much the same words. `rows.toml`
//! has a relation for each row of the table of ways; `known.toml` adds examples that do not hold
//! yet, and complains of those that do.

#![allow(clippy::unwrap_used)]

use std::{fs, path::Path};

use whowhom::{
    document::Document,
    extract::Extractor,
    mention::Statement,
    rules::load_texts,
    status::Status,
    verify::{List, Outcome, Verdict, verify},
};

/// The examples that are known not to hold.
const KNOWN: &str = "known.toml";

/// The rule files of a directory of the project, each with its name, in the order of names.
fn files(directory: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> =
        fs::read_dir(root.join(directory)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let named = |path: &std::path::PathBuf| {
        let name = path.strip_prefix(root).unwrap().display().to_string();
        (name, fs::read_to_string(path).unwrap())
    };
    paths.iter().map(named).collect()
}

/// The types and word lists of the shipped rules, with the relations of `clauses/`.
fn extractor() -> Extractor {
    extractor_with("")
}

/// The same, and the rules of `own`.
fn extractor_with(own: &str) -> Extractor {
    let mut texts =
        vec![("rules/types.toml".to_owned(), include_str!("../rules/types.toml").to_owned())];
    texts.extend(files("rules/english"));
    texts.extend(files("tests/clauses"));
    texts.push(("own.toml".to_owned(), own.to_owned()));
    let borrowed: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (&**name, &**text)).collect();
    let loaded = load_texts(&borrowed);
    let problems: Vec<String> =
        loaded.problems.iter().map(|problem| problem.report(false)).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n\n"));
    let (extractor, problems) = Extractor::new(loaded.rules);
    assert_eq!(problems, []);
    extractor
}

fn is_known(verdict: &Verdict) -> bool {
    verdict.location.file.ends_with(KNOWN)
}

/// A verdict that is not as it should be, with what was found and why.
fn told(verdict: &Verdict) -> String {
    let place = format!("{}:{}", verdict.location.file.display(), verdict.location.line);
    match &verdict.outcome {
        Outcome::Passed => format!("{place}: holds: {}", verdict.location.source.trim()),
        Outcome::Pending(why) => format!("{place}: pending: {why}"),
        Outcome::Failed(failure) => {
            let list = match verdict.list {
                List::Finds => "finds",
                List::Ignores => "ignores",
            };
            let found: String =
                failure.found.iter().map(|line| format!("\n    found: {line}")).collect();
            let (rule, why, text) = (&verdict.rule, &failure.why, &failure.expected);
            format!("{place}: {rule} {list}: {text}\n    {why}{found}")
        }
    }
}

fn holds(verdict: &Verdict) -> bool {
    verdict.outcome == Outcome::Passed
}

fn check(verdicts: &[Verdict]) {
    let wrong: Vec<String> =
        verdicts.iter().filter(|verdict| holds(verdict) == is_known(verdict)).map(told).collect();
    let of = verdicts.len();
    assert!(
        wrong.is_empty(),
        "{} of {of} not as they should be:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Checks a row of the table, by the relation that is named after it.
fn check_row(relation: &str) {
    let verdicts = verify(&extractor(), Some(relation));
    for list in [List::Finds, List::Ignores] {
        assert!(
            verdicts.iter().any(|verdict| verdict.list == list && !is_known(verdict)),
            "{relation} has {list:?}"
        );
    }
    check(&verdicts);
}

#[test]
fn passive() {
    check_row("passive");
}

#[test]
fn relative_clause() {
    check_row("relative_clause");
}

#[test]
fn quotation() {
    check_row("quotation");
}

#[test]
fn gerund() {
    check_row("gerund");
}

#[test]
fn infinitive() {
    check_row("infinitive");
}

#[test]
fn control() {
    check_row("control");
}

#[test]
fn conjunction() {
    check_row("conjunction");
}

#[test]
fn apposition() {
    check_row("apposition");
}

#[test]
fn noun_forms() {
    check_row("noun_forms");
}

#[test]
fn light_verbs() {
    check_row("light_verbs");
}

#[test]
fn references() {
    check_row("references");
}

#[test]
fn what_a_clause_role_says_is_a_statement_of_its_own() {
    let entity = |id: &str, name: &str, kind: &str| {
        format!("[[entity]]\nid = \"{id}\"\nname = \"{name}\"\ntype = \"{kind}\"\n")
    };
    let own = [
        entity("graustark", "Graustark", "country"),
        entity("lutha", "Lutha", "country"),
        entity("zenda", "Zenda", "place"),
    ];
    let extractor = extractor_with(&own.concat());
    let stated = |text: &str| -> Vec<(String, Status)> {
        let extraction = extractor.extract(&Document::plain("report", text));
        let stated = |statement: &Statement| {
            let Statement { head, relation, tail, .. } = statement;
            let line = format!("{} {relation} {}", head.text, tail.text);
            (line, statement.status)
        };
        let wanted = ["accuses", "bombs"];
        let of_two = |statement: &&Statement| wanted.contains(&statement.relation.as_str());
        let mut all: Vec<_> = extraction.statements.iter().filter(of_two).map(stated).collect();
        all.sort();
        all
    };
    let accused = ("Lutha accuses Graustark".to_owned(), Status::Actual);
    let bombed = |status| ("Graustark bombs Zenda".to_owned(), status);
    assert_eq!(
        stated("Lutha accused Graustark of bombing Zenda."),
        [bombed(Status::Possible), accused]
    );
    assert_eq!(stated("Graustark was bombing Zenda."), [bombed(Status::Actual)]);
}

#[test]
fn every_shape_of_clause_finds_every_way_of_saying_it() {
    let extractor = extractor();
    assert!(extractor.rules().relations.len() >= 35);
    let verdicts = verify(&extractor, None);
    let count =
        |list| verdicts.iter().filter(|verdict| verdict.list == list && !is_known(verdict)).count();
    let (finds, ignores) = (count(List::Finds), count(List::Ignores));
    assert!(finds >= 170 && ignores >= 70, "{finds} are found, {ignores} ignored");
    check(&verdicts);
}
