//! `whowhom man`: the manual pages.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use clap::CommandFactory;
use clap_mangen::Man;

use super::{
    Outcome,
    output::{print, tell, write_whole},
    rules::{count, refuse},
};
use crate::{error::Error, graph::KnowledgeGraph};

/// Print the manual page of the program, or write those of all subcommands
///
/// `whowhom man | man -l -` shows it; `--out ~/.local/share/man/man1` lets `man whowhom-extract` find
/// all of them.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Write a page for the program and for each subcommand into this directory, made if it is
    /// missing
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let mut command = super::Arguments::command();
    command.build();
    let done = match &arguments.out {
        Some(directory) => write(&command, directory).map(|pages| {
            tell(format_args!("{} written to {}", count(pages, "page"), directory.display()));
        }),
        None => page(&command).and_then(|page| print(|output| output.write_all(&page))),
    };
    match done {
        Err(error) => refuse(&error),
        Ok(()) => Outcome::Fine,
    }
}

/// Writes the page of a command and those of its subcommands, and says how many they are.
fn write(command: &clap::Command, directory: &Path) -> Result<usize, Error> {
    let failed = |path: &Path, error: io::Error| Error::new(format!("{}: {error}", path.display()));
    fs::create_dir_all(directory).map_err(|error| failed(directory, error))?;
    let page = page(command)?;
    let path = directory.join(format!("{}.1", name(command)));
    write_whole(&path, |file| file.write_all(&page)).map_err(|error| failed(&path, error))?;
    let mut pages = 1;
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        pages += write(inner, directory)?;
    }
    Ok(pages)
}

fn page(command: &clap::Command) -> Result<Vec<u8>, Error> {
    let mut page = Vec::new();
    Man::new(command.clone())
        .title(name(command))
        .source(KnowledgeGraph::GENERATOR)
        .render(&mut page)
        .map_err(|error| Error::new(format!("the manual page: {error}")))?;
    Ok(page)
}

/// The name of a command with those above it: `whowhom-rules-docs`.
fn name(command: &clap::Command) -> &str {
    command.get_display_name().unwrap_or(command.get_name())
}
