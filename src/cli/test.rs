//! `whowhom test`: runs the examples of rules.

use super::{
    Outcome,
    output::{print, tell},
    rules::{RuleArguments, meant, refuse},
};
use crate::{
    id::RelationId,
    verify::{List, Outcome as Verdict, verify},
};

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
        let rules = extractor.rules();
        let names = rules.names.iter().map(|name| name.id.as_str());
        let relations = rules.relations.keys().map(RelationId::as_str);
        tell(format_args!(
            "no rule with examples is called `{rule}`{}",
            meant(rule, names.chain(relations))
        ));
        return Outcome::Refused;
    }
    let (mut passed, mut failed, mut pending) = (0_usize, 0_usize, 0_usize);
    let mut told = Vec::new();
    for verdict in &verdicts {
        let place = &verdict.location;
        let list = match verdict.list {
            List::Finds => "finds",
            List::Ignores => "ignores",
        };
        let example = format!(
            "{}:{}:{}: {} {list}",
            place.file.display(),
            place.line,
            place.column,
            verdict.rule
        );
        match &verdict.outcome {
            Verdict::Passed => passed += 1,
            Verdict::Pending(why) => {
                pending += 1;
                if arguments.verbose {
                    told.push(format!("{example}: pending: {why}\n"));
                }
            }
            Verdict::Failed(failure) => {
                failed += 1;
                told.push(format!("{example}: {}", failure.why));
                told.push(format!("  expected  {}", failure.expected));
                if failure.found.is_empty() {
                    told.push("  found     nothing".to_owned());
                }
                told.extend(failure.found.iter().map(|line| format!("  found     {line}")));
                told.push(String::new());
            }
        }
    }
    let waiting = if pending == 0 { String::new() } else { format!(", {pending} pending") };
    told.push(format!("{passed} passed, {failed} failed{waiting}"));
    match print(|output| writeln!(output, "{}", told.join("\n"))) {
        Err(error) => refuse(&error),
        Ok(()) if failed == 0 => Outcome::Fine,
        Ok(()) => Outcome::Partly,
    }
}
