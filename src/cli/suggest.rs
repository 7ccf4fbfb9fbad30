//! `whowhom suggest`: what documents speak of and the rules do not know.

use std::{collections::BTreeMap, fs};

use serde::Serialize;

use super::{
    Outcome,
    documents::DocumentArguments,
    output::{print, tell},
    rules::{self, RuleArguments, count},
};
use crate::{
    error::Error,
    extract::Extractor,
    suggest::{Context, SuggestedName, SuggestedVerb, Suggester, Suggestions},
    verify::{List, Outcome as Verdict, verify},
};

/// So many examples of each pattern are shown.
const EXAMPLES: usize = 2;

/// List frequent names that nothing lists and verbs between known actors that no rule has, as
/// entries for a rule file
///
/// Every relation is tried before it is shown: its examples pass `whowhom test`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    documents: DocumentArguments,
    #[command(flatten)]
    rules: RuleArguments,
    /// Leave out what was seen fewer times
    #[arg(long, value_name = "N", default_value_t = 2)]
    min: usize,
    /// Show so many names and so many verbs at most
    #[arg(long, value_name = "N", default_value_t = 25)]
    most: usize,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let extractor = match arguments.rules.extractor() {
        Ok(extractor) => extractor,
        Err(outcome) => return outcome,
    };
    let mut suggester = Suggester::new(&extractor);
    let mut outcome = Outcome::Fine;
    for document in arguments.documents.read() {
        match document {
            Ok(document) => suggester.add(&document),
            Err(error) => {
                tell(error);
                outcome = Outcome::Partly;
            }
        }
    }
    let mut suggestions = suggester.suggestions(arguments.min, arguments.most);
    if let Err(error) = try_verbs(&mut suggestions.verbs, &arguments.rules) {
        return rules::refuse(&error);
    }
    let text = match arguments.json {
        true => json(&suggestions) + "\n",
        false => entries(&suggestions),
    };
    if let Err(error) = print(|output| output.write_all(text.as_bytes())) {
        return rules::refuse(&error);
    }
    let (names, verbs) = (suggestions.names.len(), suggestions.verbs.len());
    tell(format_args!("{}, {}", count(names, "name"), count(verbs, "verb")));
    outcome
}

/// Tries the verbs beside the rules and keeps the examples that pass, and what has some: first all
/// examples, then, as patterns without examples are gone, what is left once more.
fn try_verbs(verbs: &mut Vec<SuggestedVerb>, rules: &RuleArguments) -> Result<(), Error> {
    for kept in [usize::MAX, EXAMPLES, EXAMPLES] {
        if verbs.is_empty() {
            return Ok(());
        }
        let passed = passed(verbs, rules)?;
        for verb in verbs.iter_mut() {
            let mut passed = passed.get(&verb.name).into_iter().flatten();
            for shape in &mut verb.shapes {
                shape.finds.retain(|_| passed.next().is_some_and(|passed| *passed));
                shape.finds.truncate(kept);
            }
            verb.shapes.retain(|shape| !shape.finds.is_empty());
        }
        verbs.retain(|verb| !verb.shapes.is_empty());
    }
    Ok(())
}

/// Whether each example passes beside the rules, by relation, in the order of the examples.
fn passed(
    verbs: &[SuggestedVerb],
    rules: &RuleArguments,
) -> Result<BTreeMap<String, Vec<bool>>, Error> {
    let failed = |error: std::io::Error| Error::new(format!("cannot try the suggestions: {error}"));
    let directory = tempfile::tempdir().map_err(failed)?;
    let file = directory.path().join("suggested.toml");
    let text: Vec<String> = verbs.iter().map(SuggestedVerb::entry).collect();
    fs::write(&file, text.join("\n")).map_err(failed)?;
    let (extractor, _) = Extractor::new(rules.with(&file)?.rules);
    let verdicts_of = |verb: &SuggestedVerb| {
        let verdicts = verify(&extractor, Some(&verb.name)).into_iter();
        let finds = verdicts.filter(|verdict| verdict.list == List::Finds);
        finds.map(|verdict| verdict.outcome == Verdict::Passed).collect::<Vec<_>>()
    };
    Ok(verbs.iter().map(|verb| (verb.name.clone(), verdicts_of(verb))).collect())
}

/// As a rule file.
fn entries(suggestions: &Suggestions) -> String {
    let names = suggestions.names.iter().map(SuggestedName::entry);
    let verbs = suggestions.verbs.iter().map(SuggestedVerb::entry);
    names.chain(verbs).collect::<Vec<_>>().join("\n")
}

#[derive(Serialize)]
struct Output<'s> {
    names: Vec<Name<'s>>,
    verbs: Vec<Verb<'s>>,
}

#[derive(Serialize)]
struct Name<'s> {
    name: &'s str,
    r#type: &'s str,
    why: &'s str,
    aliases: &'s [String],
    count: usize,
    documents: usize,
    contexts: Vec<ContextJson<'s>>,
    entry: String,
}

#[derive(Serialize)]
struct Verb<'s> {
    lemma: &'s str,
    relation: &'s str,
    patterns: Vec<&'s str>,
    count: usize,
    documents: usize,
    contexts: Vec<ContextJson<'s>>,
    entry: String,
}

/// A sentence in which something stands, as JSON has it.
#[derive(Serialize)]
pub(super) struct ContextJson<'s> {
    document: &'s str,
    text: &'s str,
}

impl<'s> From<&'s SuggestedName> for Name<'s> {
    fn from(name: &'s SuggestedName) -> Self {
        Self {
            name: &name.name,
            r#type: name.r#type.as_str(),
            why: &name.why,
            aliases: &name.aliases,
            count: name.count,
            documents: name.documents,
            contexts: name.contexts.iter().map(ContextJson::from).collect(),
            entry: name.entry(),
        }
    }
}

impl<'s> From<&'s SuggestedVerb> for Verb<'s> {
    fn from(verb: &'s SuggestedVerb) -> Self {
        Self {
            lemma: &verb.lemma,
            relation: &verb.name,
            patterns: verb.shapes.iter().map(|shape| &*shape.pattern).collect(),
            count: verb.count,
            documents: verb.documents,
            contexts: verb.contexts.iter().map(ContextJson::from).collect(),
            entry: verb.entry(),
        }
    }
}

impl<'s> From<&'s Context> for ContextJson<'s> {
    fn from(context: &'s Context) -> Self {
        Self { document: context.document.as_str(), text: &context.text }
    }
}

/// As one JSON object.
fn json(suggestions: &Suggestions) -> String {
    let output = Output {
        names: suggestions.names.iter().map(Name::from).collect(),
        verbs: suggestions.verbs.iter().map(Verb::from).collect(),
    };
    serde_json::to_string_pretty(&output).expect("texts and numbers can be written as JSON")
}
