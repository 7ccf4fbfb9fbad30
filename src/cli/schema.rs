//! `whowhom schema`: what editors need to know of rule files.

use super::{Outcome, output::print, rules::refuse};
use crate::rules::SCHEMA;

/// Print a JSON Schema of rule files, by which editors complete and check them
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}

pub(super) fn run(_: &Arguments) -> Outcome {
    match print(|output| output.write_all(SCHEMA.as_bytes())) {
        Err(error) => refuse(&error),
        Ok(()) => Outcome::Fine,
    }
}
