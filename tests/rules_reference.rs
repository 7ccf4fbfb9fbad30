//! The reference of the rule language tells the truth: its files load, and its errors are those
//! that the program gives.
#![allow(clippy::unwrap_used)]

use std::{fs, path::Path};

use whowhom::{
    extract::Extractor,
    rules::load_texts,
    verify::{Outcome, verify},
};

const TYPES: &str = include_str!("../rules/types.toml");
const REFERENCE: &str = include_str!("../rules/README.md");

/// A block of code.
#[derive(Debug)]
struct Block {
    /// What stands behind the opening fence: `toml`, `toml,broken`, `text`.
    language: String,
    text: String,
    /// The line of the opening fence, counted from 1.
    line: usize,
}

/// The blocks of code of a Markdown page, in its order.
fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut inside = false;
    for (index, line) in page.lines().enumerate() {
        if let Some(language) = line.strip_prefix("```") {
            inside = !inside;
            if inside {
                let language = language.to_owned();
                blocks.push(Block { language, text: String::new(), line: index + 1 });
            }
        } else if inside {
            let text = &mut blocks.last_mut().unwrap().text;
            *text += line;
            *text += "\n";
        }
    }
    assert!(!inside, "a block of code has no end");
    blocks
}

/// What the author of `text` is told.
fn told(text: &str) -> String {
    let loaded = load_texts(&[("types.toml", TYPES), ("rules/mine.toml", text)]);
    let reports: Vec<String> =
        loaded.problems.iter().map(|problem| problem.report(false)).collect();
    reports.join("\n\n")
}

#[test]
fn every_file_of_the_reference_loads_without_a_problem() {
    let blocks = blocks(REFERENCE);
    let files: Vec<&Block> = blocks.iter().filter(|block| block.language == "toml").collect();
    assert!(files.len() >= 8, "the reference shows every section");
    for block in files {
        assert_eq!(told(&block.text), "", "the file in line {}", block.line);
    }
}

#[test]
fn every_broken_file_of_the_reference_is_told_what_stands_below_it() {
    let blocks = blocks(REFERENCE);
    let mut broken = 0;
    for pair in blocks.windows(2) {
        if let [file, report] = pair
            && file.language == "toml,broken"
        {
            broken += 1;
            assert_eq!(report.language, "text", "line {}", report.line);
            assert_eq!(told(&file.text).trim_end(), report.text.trim_end(), "line {}", file.line);
        }
    }
    assert_eq!(broken, blocks.iter().filter(|block| block.language == "toml,broken").count());
    assert!(broken > 0, "the reference shows what errors look like");
}

/// The word lists of the project, each file with its path.
fn word_lists() -> Vec<(String, String)> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/english");
    let mut files: Vec<(String, String)> = fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), fs::read_to_string(&path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn every_example_of_the_reference_holds() {
    let words = word_lists();
    let mut passed = 0;
    for block in blocks(REFERENCE).iter().filter(|block| block.language == "toml") {
        let mut files = vec![("types.toml", TYPES), ("rules/mine.toml", &*block.text)];
        if !block.text.contains("[status.") {
            files.extend(words.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        }
        let loaded = load_texts(&files);
        assert_eq!(loaded.problems, [], "the file in line {}", block.line);
        let (extractor, problems) = Extractor::new(loaded.rules);
        assert_eq!(problems, [], "the file in line {}", block.line);
        for verdict in verify(&extractor, None) {
            match verdict.outcome {
                Outcome::Passed => passed += 1,
                Outcome::Pending(_) => {}
                Outcome::Failed(failure) => panic!(
                    "line {} of the file in line {}: {failure:#?}",
                    verdict.location.line, block.line
                ),
            }
        }
    }
    assert!(passed >= 6, "only {passed} examples were run");
}
