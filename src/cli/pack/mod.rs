//! `whowhom rules`: looking rules up, and writing them out.

mod docs;
mod init;
mod list;
mod show;

use super::Outcome;

/// Look rules up, write them out to be changed, and make pages of them
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    List(list::Arguments),
    Show(show::Arguments),
    Init(init::Arguments),
    Docs(docs::Arguments),
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    match &arguments.command {
        Command::List(arguments) => list::run(arguments),
        Command::Show(arguments) => show::run(arguments),
        Command::Init(arguments) => init::run(arguments),
        Command::Docs(arguments) => docs::run(arguments),
    }
}
