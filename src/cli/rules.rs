//! The rules of a command: found, read, and their problems told.

use std::{
    io::{self, IsTerminal},
    path::{Path, PathBuf},
};

use super::{Outcome, output::tell};
use crate::{
    english::Model,
    error::{Error, Severity, nearest},
    extract::Extractor,
    rules::{Loaded, Sources},
};

/// Which rules to read by
#[derive(Debug, clap::Args)]
pub(super) struct RuleArguments {
    /// A directory that holds `types.toml` is used instead of `./rules`; any other directory or
    /// file is added to the rules; `builtin` is the copy in the program, if it was built with one.
    /// May be given several times
    #[arg(long, value_name = "DIR")]
    rules: Vec<PathBuf>,
    /// A model of English to use instead of the one compiled in
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Leave broken rules out and go on without them
    #[arg(long)]
    lenient: bool,
}

/// Which rules to look at, where nothing is read by them
#[derive(Debug, clap::Args)]
pub(super) struct SourceArguments {
    /// A directory that holds `types.toml` is used instead of `./rules`; any other directory or
    /// file is added to the rules; `builtin` is the copy in the program, if it was built with one.
    /// May be given several times
    #[arg(long, value_name = "DIR")]
    rules: Vec<PathBuf>,
}

impl SourceArguments {
    /// The rules asked for, not read yet.
    pub(super) fn find(&self) -> Result<Sources, Error> {
        find(&self.rules)
    }
}

impl RuleArguments {
    /// An extractor by the rules asked for. Their problems are told; unless `--lenient` is given,
    /// one error is enough to refuse.
    pub(super) fn extractor(&self) -> Result<Extractor, Outcome> {
        extractor(&self.rules, self.model.as_deref(), self.lenient)
    }

    /// The same by rules that may have changed since `last`, with its model.
    pub(super) fn extractor_after(&self, last: &Extractor) -> Result<Extractor, Outcome> {
        let sources = find(&self.rules).map_err(|error| refuse(&error))?;
        let Loaded { rules, problems } = sources.read_after(last.rules());
        let (extractor, more) = Extractor::after(rules, last);
        accept(extractor, problems.into_iter().chain(more), self.lenient)
    }

    /// The file of the model, if one is asked for.
    pub(super) fn model(&self) -> Option<&Path> {
        self.model.as_deref()
    }
}

/// An extractor by the rules that `requested` asks for. Their problems are told; unless the call is
/// `lenient`, one error is enough to refuse.
pub(super) fn extractor(
    requested: &[PathBuf],
    model: Option<&Path>,
    lenient: bool,
) -> Result<Extractor, Outcome> {
    let Loaded { rules, problems } = read(requested).map_err(|error| refuse(&error))?;
    let (mut extractor, more) = Extractor::new(rules);
    if let Some(path) = model {
        extractor = extractor.with_model(Model::load(path).map_err(|error| refuse(&error))?);
    }
    accept(extractor, problems.into_iter().chain(more), lenient)
}

/// The extractor, if its rules have no error, or errors are allowed.
fn accept(
    extractor: Extractor,
    problems: impl Iterator<Item = Error>,
    lenient: bool,
) -> Result<Extractor, Outcome> {
    let problems: Vec<Error> =
        problems.filter(|problem| problem.severity() == Severity::Error).collect();
    report(&problems);
    if problems.is_empty() {
        return Ok(extractor);
    }
    if lenient {
        tell(format_args!("{} left out", count(problems.len(), "broken rule")));
        return Ok(extractor);
    }
    tell(format_args!(
        "{} in the rules; `--lenient` goes on without them",
        count(problems.len(), "error")
    ));
    Err(Outcome::Refused)
}

impl RuleArguments {
    /// The files and directories that the rules are read from.
    pub(super) fn roots(&self) -> Result<Vec<PathBuf>, Error> {
        Ok(find(&self.rules)?.paths().map(Path::to_owned).collect())
    }

    /// The rules asked for, with those of `file` added.
    pub(super) fn with(&self, file: &Path) -> Result<Loaded, Error> {
        let added = self.rules.iter().map(PathBuf::as_path).chain([file]);
        read(&added.map(Path::to_owned).collect::<Vec<_>>())
    }
}

/// Reads the rules that `requested` asks for.
pub(super) fn read(requested: &[PathBuf]) -> Result<Loaded, Error> {
    Ok(find(requested)?.read())
}

fn find(requested: &[PathBuf]) -> Result<Sources, Error> {
    Sources::find(requested, Path::new("."))
}

/// Tells why nothing can be done.
pub(super) fn refuse(error: &Error) -> Outcome {
    tell(error.report(colour()));
    Outcome::Refused
}

/// Tells problems, each with its passage.
pub(super) fn report(problems: &[Error]) {
    for problem in problems {
        tell(format_args!("{}\n", problem.report(colour())));
    }
}

/// Whether standard error shows colours.
fn colour() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// "1 error", "2 errors".
pub(super) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// "; did you mean `x`?" if one of `names` is near to `word`.
pub(super) fn meant<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    nearest(word, names).map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}
