//! The command line: one file for each subcommand.
//!
//! Only here is anything printed, the environment read, or the process ended. Data goes to standard
//! output, everything else to standard error.

mod check;
mod completions;
mod diff;
mod documents;
mod explain;
mod extract;
mod manual;
mod output;
mod pack;
mod rules;
mod schema;
mod stats;
mod suggest;
mod test;
mod threads;
mod watch;
mod who;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Who did what to whom: reads news, writes a graph in which every edge has its sentence and its
/// rule.
#[derive(Debug, Parser)]
#[command(name = "whowhom", version, about, propagate_version = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Extract(extract::Arguments),
    Check(check::Arguments),
    Test(test::Arguments),
    Explain(explain::Arguments),
    Watch(watch::Arguments),
    Diff(diff::Arguments),
    Stats(stats::Arguments),
    Suggest(suggest::Arguments),
    Who(who::Arguments),
    Rules(pack::Arguments),
    Schema(schema::Arguments),
    Completions(completions::Arguments),
    Man(manual::Arguments),
}

/// How a command ended; the number is the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Everything as it should be.
    Fine = 0,
    /// Some documents could not be read, some examples failed, or `diff` found something.
    Partly = 1,
    /// The command or the rules are wrong; nothing was done.
    Refused = 2,
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Watch(arguments) => watch::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Stats(arguments) => stats::run(&arguments),
        Command::Suggest(arguments) => suggest::run(&arguments),
        Command::Who(arguments) => who::run(&arguments),
        Command::Rules(arguments) => pack::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => manual::run(&arguments),
    };
    ExitCode::from(outcome as u8)
}
