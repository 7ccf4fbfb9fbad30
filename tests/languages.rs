//! Documents in other languages, as a user sees them.

#![allow(clippy::unwrap_used)]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

const GERMAN: &str = "Der Minister hat am Montag mit dem Gesandten über die Lage an der Grenze \
     gesprochen. Eine Einigung wird es nach seinen Worten noch nicht geben, und das ist auch für \
     Kiew keine Überraschung.";
const ENGLISH: &str = "Trump met Putin in Alaska.";

fn extract(arguments: &[&str]) -> Output {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("bericht.txt"), GERMAN).unwrap();
    fs::write(directory.path().join("report.txt"), ENGLISH).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Command::new(env!("CARGO_BIN_EXE_whowhom"))
        .args(["extract", ".", "--format", "json", "--out", "-", "--rules"])
        .arg(root.join("rules"))
        .args(arguments)
        .current_dir(directory.path())
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_document_in_another_language_is_told_and_skipped() {
    let output = extract(&[]);
    let told = text(&output.stderr);
    assert!(told.contains("`bericht.txt` is in German, not in English; skipped"), "{told}");
    assert_eq!(output.status.code(), Some(1));
    let graph = text(&output.stdout);
    assert!(graph.contains("report.txt") && !graph.contains("bericht.txt"), "{graph}");
}

#[test]
fn any_language_is_read_when_asked_for() {
    let output = extract(&["--any-language"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("bericht.txt"));
}
