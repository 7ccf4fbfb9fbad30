//! `whowhom explain`: how a text is read.

use std::path::PathBuf;

use super::{
    Outcome, documents,
    output::{print, tell},
    rules::{RuleArguments, refuse},
};
use crate::{
    document::{Document, Input, STDIN},
    english::{Analysis, Relation},
    error::Error,
    extract::{Examination, Examined},
    mention::{Speaker, Statement},
    span::Span,
};

/// So many near misses are shown for a sentence.
const MISSES: usize = 5;

/// Show how a text is read: tokens, mentions, statements, and the rule behind each
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    rules: RuleArguments,
    /// The text itself, the path of a document, or `-` for standard input
    #[arg(value_name = "TEXT")]
    text: String,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let extractor = match arguments.rules.extractor() {
        Ok(extractor) => extractor,
        Err(outcome) => return outcome,
    };
    let mut outcome = Outcome::Fine;
    for document in named(&arguments.text) {
        match document {
            Ok(document) => {
                let told = told(&extractor.examine(&document, &[]));
                if let Err(error) = print(|output| output.write_all(told.as_bytes())) {
                    return refuse(&error);
                }
            }
            Err(error) => {
                tell(error);
                outcome = Outcome::Partly;
            }
        }
    }
    outcome
}

/// The text as a document, or the documents of the file that it names.
fn named(text: &str) -> Vec<Result<Document, Error>> {
    let path = PathBuf::from(text);
    if text.trim().is_empty() {
        return vec![Err(Error::new("there is no text"))];
    }
    if text != STDIN && !path.is_file() && !Input::is_document(&path) {
        return vec![Ok(Document::plain("text", text))];
    }
    documents::read(&[path]).collect()
}

fn told(examination: &Examination<'_>) -> String {
    let mut lines = Vec::new();
    for sentence in &examination.sentences {
        let text = sentence.span.of(examination.document.text());
        lines.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
        let tokens: Vec<&str> = sentence.words.iter().map(|word| word.form).collect();
        lines.push(format!("  tokens     {}", tokens.join(" · ")));
        lines.extend(mentions(examination, sentence));
        if let Some(tree) = sentence.tree() {
            lines.extend(drawn(tree, examination.document.text()));
        }
        let before = lines.len();
        let here = |statement: &&Statement| statement.evidence.span == sentence.span;
        lines.extend(examination.statements.iter().filter(here).flat_map(statement));
        if lines.len() == before {
            lines.push("  statement  none".to_owned());
        }
        lines.extend(misses(sentence));
        lines.push(String::new());
    }
    for ambiguous in &examination.ambiguous {
        let candidates: Vec<String> =
            ambiguous.candidates.iter().map(|candidate| format!("`{candidate}`")).collect();
        lines.push(format!(
            "`{}` could be {}; nothing else in the text tells which",
            ambiguous.text,
            candidates.join(" or ")
        ));
    }
    lines.join("\n") + "\n"
}

fn mentions(examination: &Examination<'_>, sentence: &Examined<'_>) -> Vec<String> {
    let text = examination.document.text();
    let mention = |phrase: &crate::matcher::Phrase| {
        let reading = phrase.usual();
        let name = sentence.bytes(phrase.name).of(text);
        let extent = sentence.bytes(phrase.extent).of(text);
        if let Some(from) = examination.from(sentence, phrase) {
            return format!(
                "  stands for {name} = {} ({}), from “{}”{}, by {}",
                reading.entity,
                reading.r#type,
                from.of(text),
                sentences_before(examination, from, sentence.span),
                phrase.rule
            );
        }
        let whole = if name == extent { String::new() } else { format!(" in “{extent}”") };
        format!(
            "  mention    {name}{whole} = {} ({}), by {}",
            reading.entity, reading.r#type, phrase.rule
        )
    };
    sentence.phrases.iter().map(mention).collect()
}

/// A tree as text: each word under its head, with what it is to it.
fn drawn(tree: &Analysis, text: &str) -> Vec<String> {
    let mut rows: Vec<(String, usize)> = Vec::new();
    let mut waiting: Vec<(usize, String, String)> =
        tree.root().map(|root| (root, String::new(), String::new())).into_iter().collect();
    while let Some((word, branch, below)) = waiting.pop() {
        let form = tree.words()[word].span.of(text);
        rows.push((
            format!("{branch}{}", form.split_whitespace().collect::<Vec<_>>().join(" ")),
            word,
        ));
        let shown: Vec<usize> = tree
            .dependents(word)
            .iter()
            .copied()
            .filter(|dependent| tree.words()[*dependent].relation != Relation::Punct)
            .collect();
        for (place, dependent) in shown.iter().enumerate().rev() {
            let (fork, line) =
                if place + 1 == shown.len() { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            waiting.push((*dependent, format!("{below}{fork}"), format!("{below}{line}")));
        }
    }
    let width = rows.iter().map(|(drawn, _)| drawn.chars().count()).max().unwrap_or_default();
    rows.into_iter()
        .enumerate()
        .map(|(row, (drawn, word))| {
            let label = if row == 0 { "tree" } else { "" };
            let gap = " ".repeat(width - drawn.chars().count());
            format!("  {label:<10} {drawn}{gap}  {}", tree.words()[word].relation)
        })
        .collect()
}

/// How many sentences lie between two places.
fn sentences_before(examination: &Examination<'_>, from: Span, to: Span) -> String {
    let holds =
        |span: Span| examination.sentences.iter().position(|sentence| sentence.span.contains(span));
    match (holds(from), holds(to)) {
        (Some(from), Some(to)) if from + 1 == to => ", one sentence before".to_owned(),
        (Some(from), Some(to)) if from < to => format!(", {} sentences before", to - from),
        _ => String::new(),
    }
}

fn statement(statement: &Statement) -> Vec<String> {
    let arrow = if statement.symmetric { "—" } else { "→" };
    let mut lines = vec![format!(
        "  statement  {} {arrow} {} {arrow} {}: {}, by {}, trigger “{}”",
        statement.head.entity,
        statement.relation,
        statement.tail.entity,
        statement.status.as_str(),
        statement.evidence.rule,
        statement.evidence.trigger.text
    )];
    for (role, fillers) in &statement.roles {
        let fillers: Vec<String> =
            fillers.iter().map(|filler| format!("“{}”", filler.text)).collect();
        lines.push(format!("               {role}: {}", fillers.join(", ")));
    }
    if let Some(place) = &statement.place {
        lines.push(format!("               place: {} (“{}”)", place.entity, place.text));
    }
    if let Some(time) = &statement.time {
        let days = time.interval.map_or_else(String::new, |days| match days.from == days.to {
            true => format!(" ({})", days.from),
            false => format!(" ({} to {})", days.from, days.to),
        });
        lines.push(format!("               time: “{}”{days}", time.text));
    }
    if !statement.evidence.speakers.is_empty() {
        let speaker = |speaker: &Speaker| format!("{} (“{}”)", speaker.entity, speaker.text);
        let speakers: Vec<String> = statement.evidence.speakers.iter().map(speaker).collect();
        lines.push(format!("               said by: {}", speakers.join(", as told by ")));
    }
    lines
}

fn misses(sentence: &Examined<'_>) -> Vec<String> {
    let miss = |miss: &crate::matcher::Miss| {
        format!("  nearly     {}: {}", miss.rule, miss.told(&sentence.words))
    };
    sentence.misses.iter().take(MISSES).map(miss).collect()
}
