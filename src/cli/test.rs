//! `whowhom test`: runs the examples of rules.

use super::{Outcome, rules::RuleArguments};
use crate::verify::{List, Outcome as Verdict, verify};

/// Run the examples (`finds` and `ignores`) of the rules
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    rules: RuleArguments,
    /// Run those of one rule: the name of a relation or the id of a `[[name]]`
    #[arg(long, value_name = "NAME")]
    rule: Option<String>,
    /// List the pending examples too
    #[arg(short, long)]
    verbose: bool,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let extractor = match arguments.rules.extractor() {
        Ok(extractor) => extractor,
        Err(outcome) => return outcome,
    };
    let verdicts = verify(&extractor, arguments.rule.as_deref());
    if let (Some(rule), true) = (&arguments.rule, verdicts.is_empty()) {
        eprintln!("no rule with examples is called `{rule}`");
        return Outcome::Refused;
    }
    let (mut passed, mut failed, mut pending) = (0_usize, 0_usize, 0_usize);
    for verdict in &verdicts {
        let place = &verdict.location;
        let place = format!("{}:{}:{}", place.file.display(), place.line, place.column);
        let list = match verdict.list {
            List::Finds => "finds",
            List::Ignores => "ignores",
        };
        match &verdict.outcome {
            Verdict::Passed => passed += 1,
            Verdict::Pending(why) => {
                pending += 1;
                if arguments.verbose {
                    println!("{place}: {} {list}: pending: {why}\n", verdict.rule);
                }
            }
            Verdict::Failed(failure) => {
                failed += 1;
                println!("{place}: {} {list}: {}", verdict.rule, failure.why);
                println!("  expected  {}", failure.expected);
                if failure.found.is_empty() {
                    println!("  found     nothing");
                }
                for line in &failure.found {
                    println!("  found     {line}");
                }
                println!();
            }
        }
    }
    let waiting = if pending == 0 { String::new() } else { format!(", {pending} pending") };
    println!("{passed} passed, {failed} failed{waiting}");
    if failed == 0 { Outcome::Fine } else { Outcome::Partly }
}
