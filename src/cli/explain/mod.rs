//! `whowhom explain`: how a text is read, and why not otherwise.

mod text;
mod tree;

use std::path::PathBuf;

use super::{
    Outcome, documents,
    output::{print, tell},
    rules::{RuleArguments, meant, refuse},
};
use crate::{
    document::{Document, Input, STDIN},
    error::Error,
    explain::{Scope, explain},
    rules::{Relation, RuleSet},
};

/// Show how a text is read: mentions, tree, statements with the rule behind each and how its roles
/// were filled, and for rules that nearly matched what stopped them and an edit that mends it
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    rules: RuleArguments,
    /// The text itself, the path of a document, or `-` for standard input
    #[arg(value_name = "TEXT")]
    text: String,
    /// Tell of one relation only, but of all its rules; or of the one rule of this id
    #[arg(long, value_name = "NAME")]
    rule: Option<String>,
    /// Write JSON, a line for each document
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let extractor = match arguments.rules.extractor() {
        Ok(extractor) => extractor,
        Err(outcome) => return outcome,
    };
    let scope = match &arguments.rule {
        Some(name) if !is_known(extractor.rules(), name) => {
            return refuse(&unknown(extractor.rules(), name));
        }
        Some(name) => Scope::Rule(name),
        None => Scope::All,
    };
    let mut outcome = Outcome::Fine;
    for document in named(&arguments.text) {
        match document {
            Ok(document) => {
                let explanation = explain(&extractor, &document, scope);
                let told = match arguments.json {
                    true => json(&explanation),
                    false => text::told(&explanation, scope, extractor.rules()),
                };
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

fn json(explanation: &crate::explain::Explanation) -> String {
    serde_json::to_string(explanation).expect("texts and numbers can be written as JSON") + "\n"
}

/// The ids of the rules of a relation.
fn ids(relation: &Relation) -> impl Iterator<Item = &str> {
    let clauses = relation.clauses.iter().chain(&relation.nouns);
    let patterns = relation.patterns.iter().map(|rule| rule.id.as_str());
    clauses.map(|rule| rule.id.as_str()).chain(patterns)
}

fn is_known(rules: &RuleSet, name: &str) -> bool {
    rules.relations.contains_key(name)
        || rules.relations.values().flat_map(ids).any(|id| id == name)
}

fn unknown(rules: &RuleSet, name: &str) -> Error {
    let relations = rules.relations.keys().map(crate::id::RelationId::as_str);
    let near = match name.contains('/') {
        true => meant(name, rules.relations.values().flat_map(ids)),
        false => meant(name, relations),
    };
    Error::new(format!("no relation or rule of one is called `{name}`{near}"))
        .help("`whowhom rules list` shows all of them")
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
