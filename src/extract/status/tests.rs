//! Sentences with the deed in [brackets] and the names in {braces}, one file for each status.

#![allow(clippy::unwrap_used)]

use super::{Decided, Told, of, under};
use crate::{
    english::{Abbreviations, Model, segment},
    matcher::words,
    rules::{WordLists, load_texts},
    span::{Span, TokenRange},
    status::Status,
};

const TYPES: &str = include_str!("../../../rules/types.toml");
const LISTS: &str = include_str!("../../../rules/english/status.toml");
const VERBS: &str = include_str!("../../../rules/english/verbs.toml");

fn lists() -> WordLists {
    let loaded =
        load_texts(&[("types.toml", TYPES), ("status.toml", LISTS), ("verbs.toml", VERBS)]);
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    loaded.rules.english
}

/// A sentence without its marks, and the bytes that were marked.
struct Marked {
    text: String,
    deed: Span,
    names: Vec<Span>,
}

fn marked(line: &str) -> Marked {
    let (mut text, mut starts, mut deed, mut names) = (String::new(), 0, None, Vec::new());
    for letter in line.chars() {
        match letter {
            '[' | '{' => starts = text.len(),
            ']' => deed = Some(Span::new(starts, text.len())),
            '}' => names.push(Span::new(starts, text.len())),
            _ => text.push(letter),
        }
    }
    Marked { text, deed: deed.expect("a deed is marked"), names }
}

/// What is decided of the deed of a line.
fn read(lists: &WordLists, line: &str) -> Decided {
    let Marked { text, deed, names } = marked(line);
    let segmentation = segment(&text, Span::new(0, text.len()), &Abbreviations::default());
    let tokens = &segmentation.tokens;
    let range = |span: &Span| {
        let inside = |at: &usize| span.contains(tokens[*at].span);
        let first = (0..tokens.len()).find(inside).expect("a mark covers a token");
        TokenRange::new(first, first + (first..tokens.len()).take_while(inside).count())
    };
    let folds: Vec<TokenRange> = names.iter().map(range).collect();
    let tree = Model::embedded().unwrap().analyse(&text, tokens, &folds);
    let words = words(&text, tokens);
    of(lists, Some(&tree), &words, range(&deed))
}

/// Checks that at most `wrong` sentences of a table are read otherwise: those whose tree is wrong.
fn check(table: &str, status: Status, wrong: usize) {
    let lists = lists();
    let mistakes: Vec<String> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| (line, read(&lists, line).status))
        .filter(|(_, read)| *read != status)
        .map(|(line, read)| format!("{line} => {}", read.as_str()))
        .collect();
    assert!(mistakes.len() <= wrong, "not {}:\n{}", status.as_str(), mistakes.join("\n"));
}

#[test]
fn what_happened_is_actual_whatever_is_said_around_it() {
    check(include_str!("../../../tests/status/actual.txt"), Status::Actual, 4);
}

#[test]
fn what_is_agreed_announced_or_expected_is_planned() {
    check(include_str!("../../../tests/status/planned.txt"), Status::Planned, 5);
}

#[test]
fn what_could_be_is_possible() {
    check(include_str!("../../../tests/status/possible.txt"), Status::Possible, 2);
}

#[test]
fn what_is_asked_for_is_requested() {
    check(include_str!("../../../tests/status/requested.txt"), Status::Requested, 6);
}

#[test]
fn what_is_denied_refused_or_called_off_is_negated() {
    check(include_str!("../../../tests/status/negated.txt"), Status::Negated, 4);
}

#[test]
fn the_word_that_decides_is_told() {
    let by = |line| {
        let decided = read(&lists(), line);
        let text = marked(line).text;
        let words: Vec<&str> = text.split([' ', '.']).collect();
        decided.by.map(|by| words[by.start].to_owned())
    };
    assert_eq!(by("{Trump} refused to [meet] {Kim}."), Some("refused".to_owned()));
    assert_eq!(by("{Kyiv} is expected to ask {Rome} to [send] tanks."), Some("ask".to_owned()));
    assert_eq!(by("{Trump} did not agree to [meet] {Kim}."), Some("not".to_owned()));
    assert_eq!(by("{Trump} has yet to [meet] {Kim}."), Some("has".to_owned()));
    assert_eq!(by("{Trump} [met] {Kim}."), None);
}

#[test]
fn words_compose_as_the_table_says() {
    use Status::{Actual, Negated, Planned, Possible, Requested};
    let cases = [
        (Actual, Planned, Planned),
        (Negated, Actual, Negated),
        (Negated, Planned, Negated),
        (Negated, Possible, Negated),
        (Negated, Requested, Negated),
        (Negated, Negated, Possible),
        (Possible, Planned, Possible),
        (Possible, Negated, Possible),
        (Possible, Requested, Requested),
        (Requested, Planned, Requested),
        (Requested, Negated, Negated),
        (Planned, Requested, Requested),
        (Planned, Negated, Negated),
    ];
    for (outer, inner, together) in cases {
        let told = under(Told::by(0, outer), Told::by(1, inner));
        assert_eq!(told.status, together, "{outer:?} over {inner:?}");
    }
    let likely = Told { open: true, ..Told::by(1, Possible) };
    assert_eq!(under(Told::by(0, Negated), likely).status, Possible);
    let accepted = Told { settles: true, ..Told::by(0, Planned) };
    assert_eq!(under(accepted, Told::by(1, Requested)).status, Planned);
}
