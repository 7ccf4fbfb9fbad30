//! `whowhom completions`: what shells complete.

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Outcome, output::print, rules::refuse};

/// Print a script that makes a shell complete subcommands, options and files
///
/// bash: `whowhom completions bash > ~/.local/share/bash-completion/completions/whowhom`;
/// zsh: into a file `_whowhom` in a directory of `$fpath`;
/// fish: `whowhom completions fish > ~/.config/fish/completions/whowhom.fish`
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let mut command = super::Arguments::command();
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, name, &mut script);
    match print(|output| output.write_all(&script)) {
        Err(error) => refuse(&error),
        Ok(()) => Outcome::Fine,
    }
}
