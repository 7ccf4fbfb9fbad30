//! `whowhom rules init`: the rules in a directory of one's own.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    cli::{
        Outcome,
        output::{tell, write_whole},
        rules::{SourceArguments, count, refuse},
    },
    error::Error,
};

/// Write the rules that run into a new directory, to be changed there
///
/// Nothing is overwritten: a directory that holds anything is refused.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The directory, made if it is missing
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    #[command(flatten)]
    sources: SourceArguments,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    match write(arguments) {
        Err(error) => refuse(&error),
        Ok(files) => {
            let directory = arguments.directory.display();
            tell(format_args!(
                "{} written to {directory}; they run with `--rules {directory}`",
                count(files, "file")
            ));
            Outcome::Fine
        }
    }
}

/// Writes the files and says how many they are.
fn write(arguments: &Arguments) -> Result<usize, Error> {
    let Arguments { directory, sources } = arguments;
    let files = sources.find()?.base_files()?;
    let failed =
        |path: &Path, error: std::io::Error| Error::new(format!("{}: {error}", path.display()));
    fs::create_dir_all(directory).map_err(|error| failed(directory, error))?;
    let mut entries = fs::read_dir(directory).map_err(|error| failed(directory, error))?;
    if entries.next().is_some() {
        let message = format!("`{}` is not empty", directory.display());
        return Err(Error::new(message).help("give a directory that does not exist yet"));
    }
    for (path, text) in &files {
        let path = directory.join(path);
        let parent = path.parent().unwrap_or(directory);
        fs::create_dir_all(parent).map_err(|error| failed(parent, error))?;
        write_whole(&path, |file| file.write_all(text.as_bytes()))
            .map_err(|error| failed(&path, error))?;
    }
    Ok(files.len())
}
