//! The README shows what the program says: each of its `console` blocks is run.
#![allow(clippy::unwrap_used)]

use std::{fs, path::Path, process::Command};

const README: &str = include_str!("../README.md");
/// What stands before the arguments of the program.
const PROMPT: &str = "$ cargo run --release -- ";

/// The blocks of a language, as written.
fn blocks(language: &str) -> impl Iterator<Item = &'static str> {
    let fence = format!("```{language}\n");
    README.split("```").filter_map(move |block| {
        let block = block.strip_prefix(fence.trim_start_matches("```").trim_end())?;
        block.strip_prefix('\n')
    })
}

/// Puts what the README writes into a directory with the rules and the reports.
fn prepare(directory: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["rules", "seeds"] {
        let copied = Command::new("cp").arg("-r").arg(root.join(name)).arg(directory).status();
        assert!(copied.unwrap().success());
    }
    fs::create_dir(directory.join("mine")).unwrap();
}

#[test]
fn every_command_of_the_readme_prints_what_the_readme_says() {
    let directory = tempfile::tempdir().unwrap();
    prepare(directory.path());
    let rule = blocks("toml").next().unwrap();
    let mistyped = rule.replace("wanted = \"person\"", "wanted = \"persn\"").replacen(
        "to {receiver}'",
        "to {reciever}'",
        1,
    );
    let mut commands = 0;
    for block in blocks("console") {
        let (command, expected) = block.split_once('\n').unwrap();
        let command = command.strip_prefix(PROMPT).unwrap();
        // the README says that it mistyped two words there
        let written = if command.starts_with("check") { &mistyped } else { rule };
        fs::write(directory.path().join("mine/extradites.toml"), written).unwrap();
        let (words, quoted) = command.split_once(" \"").unwrap_or((command, ""));
        let text = (!quoted.is_empty()).then(|| quoted.trim_end_matches('"'));
        let output = Command::new(env!("CARGO_BIN_EXE_whowhom"))
            .args(words.split(' ').chain(text))
            .current_dir(directory.path())
            .output()
            .unwrap();
        let printed = [output.stderr, output.stdout].concat();
        let printed = String::from_utf8(printed).unwrap();
        assert_eq!(printed.trim_end(), expected.trim_end(), "{command}");
        commands += 1;
    }
    assert!(commands >= 4, "the README shows {commands} commands");
}
