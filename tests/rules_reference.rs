//! The reference of the rule language tells the truth: its files load, and its errors are those
//! that the program gives.
#![allow(clippy::unwrap_used)]

use whowhom::rules::load_texts;

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
