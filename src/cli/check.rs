//! `whowhom check`: every problem of every rule file, at once.

use std::path::PathBuf;

use serde::Serialize;

use super::{
    Outcome,
    output::{print, tell},
    rules,
};
use crate::{
    error::{Error, Severity},
    extract::Extractor,
    matcher::inflected,
    rules::review,
};

/// Report every problem of every rule file, with file, line, column and a caret, and rules that are
/// superfluous or find too much
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The rules to check, `rules` if none are given: a directory that holds `types.toml` is
    /// checked by itself, any other directory or file as an addition to `rules`
    #[arg(value_name = "DIR")]
    directories: Vec<PathBuf>,
    /// Write the problems as a JSON array, for editors
    #[arg(long)]
    json: bool,
}

impl Arguments {
    /// Whether an error, or advice on a rule, is wanted: on an addition, what could be better about
    /// the base is not.
    fn asks_for(&self, problem: &Error) -> bool {
        let file = problem.location().map(|place| &place.file);
        self.directories.is_empty()
            || problem.severity() == Severity::Error
            || file.is_some_and(|file| self.directories.iter().any(|asked| file.starts_with(asked)))
    }
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let loaded = match rules::read(&arguments.directories) {
        Ok(loaded) => loaded,
        Err(error) => return rules::refuse(&error),
    };
    let origins = loaded.rules.origins.join(" + ");
    let (relations, entities) = (loaded.rules.relations.len(), loaded.rules.entities.len());
    let mut problems = loaded.problems;
    let mut reviewed = review(&loaded.rules);
    reviewed.extend(inflected(&loaded.rules));
    reviewed.extend(Extractor::new(loaded.rules).1);
    problems.extend(reviewed.into_iter().filter(|problem| arguments.asks_for(problem)));
    problems.sort_by(|a, b| a.location().cmp(&b.location()));
    let errors = problems.iter().filter(|p| p.severity() == Severity::Error).count();
    let warnings = problems.len() - errors;
    let summary = format!(
        "{origins}: {relations} relations, {entities} entities; {}, {}",
        rules::count(errors, "error"),
        rules::count(warnings, "warning")
    );
    let printed = if arguments.json {
        tell(summary);
        print(|output| writeln!(output, "{}", json(&problems)))
    } else {
        rules::report(&problems);
        print(|output| writeln!(output, "{summary}"))
    };
    match printed {
        Err(error) => rules::refuse(&error),
        Ok(()) if errors == 0 => Outcome::Fine,
        Ok(()) => Outcome::Refused,
    }
}

/// A problem as editors take it: lines and columns are counted from 1, columns in code points, and
/// the end is the first column behind it. What lies in no file has no place.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Problem<'p> {
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    severity: &'static str,
    message: &'p str,
    help: Option<&'p str>,
}

impl<'p> From<&'p Error> for Problem<'p> {
    fn from(error: &'p Error) -> Self {
        let place = error.location();
        Self {
            file: place.map(|place| place.file.display().to_string()),
            line: place.map(|place| place.line),
            column: place.map(|place| place.column),
            end_line: place.map(|place| place.line),
            end_column: place.map(|place| place.column + place.length),
            severity: match error.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            message: error.message(),
            help: error.advice(),
        }
    }
}

fn json(problems: &[Error]) -> String {
    let problems: Vec<Problem<'_>> = problems.iter().map(Problem::from).collect();
    serde_json::to_string_pretty(&problems).expect("texts and numbers can be written as JSON")
}
