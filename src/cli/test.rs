//! `whowhom test`: runs the examples of rules.

use std::collections::BTreeSet;

use super::{
    Outcome,
    output::{print, tell},
    rules::{RuleArguments, meant, refuse},
};
use crate::{
    id::RelationId,
    verify::{List, Outcome as Verdict, Verdict as Checked, verify, verify_others},
};

/// Run the examples (`finds` and `ignores`) of the rules
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    rules: RuleArguments,
    /// Run those of one rule, and of the others that an edit of it may disturb: the name of a
    /// relation or the id of a `[[name]]`
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
    let mut told = Vec::new();
    let mut failed = report(&verdicts, arguments.verbose, "", &mut told);
    if let Some(rule) = &arguments.rule {
        let others = verify_others(&extractor, rule);
        let names: BTreeSet<&str> = others.iter().map(|verdict| verdict.rule.as_str()).collect();
        let whose = match names.len() {
            0 => None,
            1 => Some("of the other rule that it may disturb: ".to_owned()),
            number => Some(format!("of the {number} other rules that it may disturb: ")),
        };
        match whose {
            Some(whose) => failed += report(&others, arguments.verbose, &whose, &mut told),
            None => told.push("no other rule shares a word with it".to_owned()),
        }
    }
    match print(|output| writeln!(output, "{}", told.join("\n"))) {
        Err(error) => refuse(&error),
        Ok(()) if failed == 0 => Outcome::Fine,
        Ok(()) => Outcome::Partly,
    }
}

/// Tells the examples that failed, and how many did not, behind `whose` they are; how many failed.
fn report(verdicts: &[Checked], verbose: bool, whose: &str, told: &mut Vec<String>) -> usize {
    let (mut passed, mut failed, mut pending) = (0_usize, 0_usize, 0_usize);
    for verdict in verdicts {
        match &verdict.outcome {
            Verdict::Passed => passed += 1,
            Verdict::Pending(why) => {
                pending += 1;
                if verbose {
                    told.push(format!("{}: pending: {why}\n", example(verdict)));
                }
            }
            Verdict::Failed(failure) => {
                failed += 1;
                told.push(format!("{}: {}", example(verdict), failure.why));
                told.push(match verdict.list {
                    List::Finds => format!("  expected  {}", failure.expected),
                    List::Ignores => format!("  not this  {}", failure.expected),
                });
                if failure.found.is_empty() {
                    told.push("  found     nothing".to_owned());
                }
                told.extend(failure.found.iter().map(|line| format!("  found     {line}")));
                told.push(String::new());
            }
        }
    }
    let waiting = if pending == 0 { String::new() } else { format!(", {pending} pending") };
    told.push(format!("{whose}{passed} passed, {failed} failed{waiting}"));
    failed
}

/// `rules/arms.toml:7:3: supplies finds`.
fn example(verdict: &Checked) -> String {
    let place = &verdict.location;
    let list = match verdict.list {
        List::Finds => "finds",
        List::Ignores => "ignores",
    };
    let file = place.file.display();
    format!("{file}:{}:{}: {} {list}", place.line, place.column, verdict.rule)
}
