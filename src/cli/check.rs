//! `whowhom check`: every problem of every rule file, at once.

use std::path::PathBuf;

use super::{Outcome, output::print, rules};
use crate::{error::Severity, extract::Extractor};

/// Report every problem of every rule file, with file, line, column and a caret
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The rules to check, `rules` if none are given: a directory that holds `types.toml` is
    /// checked by itself, any other directory or file as an addition to `rules`
    #[arg(value_name = "DIR")]
    directories: Vec<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let loaded = match rules::read(&arguments.directories) {
        Ok(loaded) => loaded,
        Err(error) => return rules::refuse(&error),
    };
    let origins = loaded.rules.origins.join(" + ");
    let (relations, entities) = (loaded.rules.relations.len(), loaded.rules.entities.len());
    let mut problems = loaded.problems;
    problems.extend(Extractor::new(loaded.rules).1);
    rules::report(&problems);
    let errors = problems.iter().filter(|p| p.severity() == Severity::Error).count();
    let warnings = problems.len() - errors;
    let printed = print(|output| {
        writeln!(
            output,
            "{origins}: {relations} relations, {entities} entities; {}, {}",
            rules::count(errors, "error"),
            rules::count(warnings, "warning")
        )
    });
    match printed {
        Err(error) => rules::refuse(&error),
        Ok(()) if errors == 0 => Outcome::Fine,
        Ok(()) => Outcome::Refused,
    }
}
