//! The tutorial is lived through: what its page tells the reader to write is written, every command
//! is run, and what is printed is held against the page, byte for byte.
//!
//! `INSTA_UPDATE=always cargo test --test tutorial` writes what is printed into the page instead.
#![allow(clippy::unwrap_used)]

mod program;

use std::{env, fs};

use program::{Ran, Workplace};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/tutorial.md");
const FENCE: &str = "```";
const PROMPT: &str = "$ ";

/// The page, with what is printed now.
fn lived(page: &str) -> String {
    let place = Workplace::shipped();
    let mut now = String::new();
    let mut block: Option<(&str, Vec<&str>)> = None;
    for line in page.lines() {
        match (&mut block, line.strip_prefix(FENCE)) {
            (None, Some(language)) => block = Some((language, Vec::new())),
            (Some((language, lines)), Some(_)) => {
                match *language {
                    "toml" => write(&place, lines),
                    "diff" => edit(&place, lines),
                    _ => {}
                }
                if *language == "console" {
                    now += &run_all(&place, lines);
                } else {
                    lines.iter().for_each(|line| now += &format!("{line}\n"));
                }
                block = None;
            }
            (Some((_, lines)), None) => {
                lines.push(line);
                continue;
            }
            (None, None) => {}
        }
        now += &format!("{line}\n");
    }
    now
}

/// The path in the first line of a block, which is a comment.
fn path<'l>(lines: &[&'l str], sign: &str) -> &'l str {
    lines[0].strip_prefix(sign).unwrap_or_else(|| panic!("no path in {:?}", lines[0]))
}

/// Writes a file as a block has it.
fn write(place: &Workplace, lines: &[&str]) {
    place.write(path(lines, "# "), lines.join("\n") + "\n");
}

/// Edits a file as a block tells it: `-` lines go, `+` lines come.
fn edit(place: &Workplace, lines: &[&str]) {
    let file = path(lines, "--- ");
    let side = |sign: char| {
        let kept = lines[1..].iter().filter_map(|line| line.strip_prefix([sign, ' ']));
        kept.map(|line| format!("{line}\n")).collect::<String>()
    };
    let text = place.read(file);
    let (old, new) = (side('-'), side('+'));
    assert_eq!(text.matches(&old).count(), 1, "{old:?} in {file}:\n{text}");
    place.write(file, text.replace(&old, &new));
}

/// The commands of a block, each with what it prints now.
fn run_all(place: &Workplace, lines: &[&str]) -> String {
    let commands = lines.iter().filter_map(|line| line.strip_prefix(PROMPT));
    let told = |command: &str| format!("{PROMPT}{command}\n{}", run(place, command));
    commands.map(told).collect()
}

fn run(place: &Workplace, command: &str) -> String {
    let words = words(command);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["mkdir", directory] => {
            fs::create_dir(place.path(directory)).unwrap();
            String::new()
        }
        ["whowhom", arguments @ ..] => {
            let Ran { stdout, stderr, .. } = place.run(arguments);
            let lines = stderr.lines().chain(stdout.lines());
            lines.map(|line| format!("{line}\n")).collect()
        }
        _ => panic!("the tutorial runs `{command}`"),
    }
}

/// The words of a command, as a shell takes them apart.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    let words = parts.flat_map(|(number, part)| match number % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

#[test]
fn what_the_tutorial_shows_is_what_happens() {
    let page = fs::read_to_string(PAGE).unwrap();
    let now = lived(&page);
    if env::var("INSTA_UPDATE").is_ok_and(|value| value == "always") {
        fs::write(PAGE, now).unwrap();
        return;
    }
    assert!(page.matches("```console").count() >= 15, "the tutorial shows little");
    let differing = page.lines().zip(now.lines()).position(|(then, now)| then != now);
    let line = differing.unwrap_or_else(|| page.lines().count().min(now.lines().count()));
    let shown = |text: &str| {
        let from = line.saturating_sub(3);
        text.lines().skip(from).take(12).collect::<Vec<_>>().join("\n")
    };
    assert!(
        page == now,
        "docs/tutorial.md:{} shows\n\n{}\n\nand now it is\n\n{}",
        line + 1,
        shown(&page),
        shown(&now)
    );
}
