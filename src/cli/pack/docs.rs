//! `whowhom rules docs`: a page for each relation.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Component, Path, PathBuf},
};

use crate::{
    cli::{
        Outcome,
        output::{tell, write_whole},
        rules::{self, SourceArguments, count, refuse},
    },
    error::{Error, Severity},
    handbook::{MARK, pages},
};

/// Make a page for each relation: what it means, how texts say it, examples
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The directory of the pages, made if it is missing
    #[arg(long, value_name = "DIR", default_value = "docs/rules")]
    out: PathBuf,
    /// Write nothing and tell which pages are not what the rules say now; the exit code is 1 if
    /// there are some
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    sources: SourceArguments,
}

/// What is to be done with a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// It is not there.
    Missing,
    /// It says something else than the rules.
    Old,
    /// It belongs to no relation any more.
    Stray,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let pages = match made(arguments) {
        Ok(pages) => pages,
        Err(outcome) => return outcome,
    };
    let changes = match changes(&arguments.out, &pages) {
        Ok(changes) => changes,
        Err(error) => return refuse(&error),
    };
    if arguments.check {
        return told(arguments, &changes);
    }
    match apply(&arguments.out, &pages, &changes) {
        Err(error) => refuse(&error),
        Ok(()) => {
            let out = arguments.out.display();
            tell(format_args!(
                "{} in {out}, {} changed",
                count(pages.len(), "page"),
                changes.len()
            ));
            Outcome::Fine
        }
    }
}

/// The pages of the rules, if these have no error.
fn made(arguments: &Arguments) -> Result<BTreeMap<String, String>, Outcome> {
    let sources = arguments.sources.find().map_err(|error| refuse(&error))?;
    let mut loaded = sources.read();
    loaded.problems.retain(|problem| problem.severity() == Severity::Error);
    if !loaded.problems.is_empty() {
        rules::report(&loaded.problems);
        return Err(Outcome::Refused);
    }
    let root = to_root(&arguments.out);
    Ok(pages(&loaded.rules, &sources.catalog(), root.as_deref()))
}

/// The way from a directory below the working directory back to it.
fn to_root(out: &Path) -> Option<String> {
    let below = out.components().all(|part| matches!(part, Component::Normal(_)));
    below.then(|| "../".repeat(out.components().count()))
}

/// What is to be done, by the name of the page.
fn changes(
    out: &Path,
    pages: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, Change>, Error> {
    let mut changes = BTreeMap::new();
    for (name, page) in pages {
        match fs::read_to_string(out.join(name)) {
            Ok(known) if known == *page => {}
            Ok(_) => drop(changes.insert(name.clone(), Change::Old)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                changes.insert(name.clone(), Change::Missing);
            }
            Err(error) => return Err(failed(&out.join(name), &error)),
        }
    }
    changes.extend(strays(out, pages).into_iter().map(|name| (name, Change::Stray)));
    Ok(changes)
}

/// Pages that were made once and belong to no relation any more.
fn strays(out: &Path, pages: &BTreeMap<String, String>) -> BTreeSet<String> {
    let entries = fs::read_dir(out).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let is_stray = |name: &String| {
        name.ends_with(".md")
            && !pages.contains_key(name)
            && fs::read_to_string(out.join(name)).is_ok_and(|text| text.starts_with(MARK))
    };
    names.filter(is_stray).collect()
}

fn told(arguments: &Arguments, changes: &BTreeMap<String, Change>) -> Outcome {
    for (name, change) in changes {
        let path = arguments.out.join(name);
        tell(match change {
            Change::Missing => format!("{} is missing", path.display()),
            Change::Old => format!("{} is not what the rules say now", path.display()),
            Change::Stray => format!("{} belongs to no relation", path.display()),
        });
    }
    if changes.is_empty() {
        return Outcome::Fine;
    }
    tell(format_args!(
        "{} to be made anew: run `whowhom rules docs --out {}`",
        count(changes.len(), "page"),
        arguments.out.display()
    ));
    Outcome::Partly
}

fn apply(
    out: &Path,
    pages: &BTreeMap<String, String>,
    changes: &BTreeMap<String, Change>,
) -> Result<(), Error> {
    fs::create_dir_all(out).map_err(|error| failed(out, &error))?;
    for (name, change) in changes {
        let path = out.join(name);
        match (change, pages.get(name)) {
            (Change::Missing | Change::Old, Some(page)) => {
                write_whole(&path, |file| file.write_all(page.as_bytes()))
            }
            _ => fs::remove_file(&path),
        }
        .map_err(|error| failed(&path, &error))?;
    }
    Ok(())
}

fn failed(path: &Path, error: &io::Error) -> Error {
    Error::new(format!("{}: {error}", path.display()))
}
