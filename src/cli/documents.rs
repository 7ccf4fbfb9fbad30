//! The documents of a command: found, read one after the other, those in other languages left out.

use std::path::{Path, PathBuf};

use crate::{
    document::{Document, Input, STDIN},
    error::Error,
};

/// Which documents to read
#[derive(Debug, clap::Args)]
pub(super) struct DocumentArguments {
    /// Files, directories (`.txt`, `.md` and `.jsonl` at any depth), or `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Read documents that are surely not in English, too. Without it they are skipped and told,
    /// and the exit code is 1, as with other documents that cannot be read
    #[arg(long)]
    any_language: bool,
}

impl DocumentArguments {
    /// The documents that `paths` name.
    pub(super) fn new(paths: Vec<PathBuf>, any_language: bool) -> Self {
        Self { paths, any_language }
    }

    /// What it was asked to read, without standard input.
    pub(super) fn roots(&self) -> impl Iterator<Item = &Path> {
        self.paths.iter().map(PathBuf::as_path).filter(|path| path.as_os_str() != STDIN)
    }

    /// Each document, or why it is not read, in a fixed order.
    pub(super) fn read(&self) -> impl Iterator<Item = Result<Document, Error>> {
        read(&self.paths).map(|document| document.and_then(|document| self.in_english(document)))
    }

    fn in_english(&self, document: Document) -> Result<Document, Error> {
        match document.other_language().filter(|_| !self.any_language) {
            None => Ok(document),
            Some(language) => Err(Error::new(format!(
                "`{}` is in {language}, not in English; skipped",
                document.id()
            ))
            .help("`--any-language` reads it all the same")),
        }
    }
}

/// The documents that `paths` name, or why one is not read, in a fixed order.
pub(super) fn read(paths: &[PathBuf]) -> impl Iterator<Item = Result<Document, Error>> + use<> {
    Input::find(paths).into_iter().flat_map(|input| match input {
        Ok(input) => Box::new(input.read()) as Box<dyn Iterator<Item = _>>,
        Err(error) => Box::new(std::iter::once(Err(error))),
    })
}
