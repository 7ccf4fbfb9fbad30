//! The program; see [`whowhom::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    whowhom::cli::run()
}
