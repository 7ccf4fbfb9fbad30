//! `whowhom stats`: what each rule does to documents.

use std::{cmp::Reverse, time::Duration};

use serde::Serialize;

use super::{
    Outcome,
    documents::DocumentArguments,
    extract::read_by,
    output::{print, tell},
    rules::{self, RuleArguments, count},
    suggest::ContextJson,
    threads::ThreadArguments,
};
use crate::{
    document::Document,
    error::Location,
    stats::{Fired, Silent, Stats},
    suggest::{SuggestedVerb, Suggester},
};

/// Verbs seen fewer times are not shown.
const FEWEST: usize = 2;
/// Of the rules that never fired, so many are shown that took longest.
const SLOWEST: usize = 5;

/// Show what each rule does to documents: how often it fires, in how many documents, and how often
/// another sentence says the same; rules that never fire; verbs between known actors that no rule has
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    documents: DocumentArguments,
    #[command(flatten)]
    rules: RuleArguments,
    /// Show so many verbs at most
    #[arg(long, value_name = "N", default_value_t = 25)]
    most: usize,
    /// Measure how long each rule takes, too, and show the slowest first; this differs from run to run
    #[arg(long)]
    time: bool,
    #[command(flatten)]
    threads: ThreadArguments,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let extractor = match arguments.rules.extractor() {
        Ok(extractor) if arguments.time => extractor.measuring(),
        Ok(extractor) => extractor,
        Err(outcome) => return outcome,
    };
    let mut suggester = Suggester::new(&extractor);
    let see = |document: &Document| suggester.add(document);
    let read = read_by([&extractor], &arguments.documents, arguments.threads, see);
    let ([graph], problems) = match read {
        Ok(read) => read,
        Err(error) => return rules::refuse(&error),
    };
    problems.iter().for_each(tell);
    let mut stats = Stats::of(&graph.view(), extractor.rules());
    if arguments.time {
        stats = stats.with_times(&extractor.matcher().times());
    }
    let verbs = suggester.suggestions(FEWEST, arguments.most).verbs;
    let text =
        if arguments.json { json(&stats, &verbs) } else { told(&stats, &verbs, arguments.time) };
    match print(|output| output.write_all(text.as_bytes())) {
        Err(error) => rules::refuse(&error),
        Ok(()) if problems.is_empty() => Outcome::Fine,
        Ok(()) => Outcome::Partly,
    }
}

/// For people: a table of the rules that fired, then those that did not, then the verbs.
fn told(stats: &Stats, verbs: &[SuggestedVerb], timed: bool) -> String {
    let mut lines = table(&stats.fired, timed);
    let all = stats.fired.iter().filter(|fired| fired.location.is_some()).count();
    lines.push(String::new());
    lines.push(format!(
        "never fired: {} of {}",
        stats.silent.len(),
        count(all + stats.silent.len(), "rule")
    ));
    lines.extend(silent(&stats.silent));
    if timed {
        lines.extend(took(stats));
    }
    lines.push(String::new());
    lines.push(match verbs {
        [] => "verbs between known actors that no rule has: none".to_owned(),
        _ => "verbs between known actors that no rule has:".to_owned(),
    });
    lines.extend(verbs.iter().map(|verb| {
        let SuggestedVerb { lemma, count: seen, documents, contexts, .. } = verb;
        let context = contexts.first().map_or_else(String::new, |one| format!(": “{}”", one.text));
        format!("  {lemma}, {} in {}{context}", count(*seen, "time"), count(*documents, "document"))
    }));
    lines.join("\n") + "\n"
}

/// How long the rules took together, and which of those that never fired took longest.
fn took(stats: &Stats) -> Vec<String> {
    let fired: Duration = stats.fired.iter().filter_map(|rule| rule.spent).sum();
    let mut silent: Vec<(Duration, &Silent)> =
        stats.silent.iter().filter_map(|rule| Some((rule.spent?, rule))).collect();
    silent.sort_by_key(|(spent, _)| Reverse(*spent));
    let in_vain: Duration = silent.iter().map(|(spent, _)| *spent).sum();
    let mut lines = vec![
        String::new(),
        format!(
            "the rules took {}, those that never fired {} of it, most of all:",
            shown(fired + in_vain),
            shown(in_vain)
        ),
    ];
    lines.extend(silent.iter().take(SLOWEST).map(|(spent, rule)| {
        format!("  {}, {}, {}", rule.rule, shown(*spent), place(&rule.location))
    }));
    lines
}

fn milliseconds(time: Duration) -> f64 {
    1000.0 * time.as_secs_f64()
}

fn shown(time: Duration) -> String {
    format!("{:.2} ms", milliseconds(time))
}

fn table(fired: &[Fired], timed: bool) -> Vec<String> {
    let head = |time| ["RULE", "FIRED", "DOCUMENTS", "CONFIRMED", time, "PLACE"];
    let heads = head(if timed { "TIME" } else { "" }).map(str::to_owned);
    let row = |fired: &Fired| {
        let Fired { rule, location, firings, documents, confirmed, spent } = fired;
        let share = confirmed.map(|confirmed| format!("{}%", 100 * confirmed / (*firings).max(1)));
        [
            rule.to_string(),
            firings.to_string(),
            documents.to_string(),
            share.unwrap_or_default(),
            spent.map(shown).unwrap_or_default(),
            location.as_ref().map(place).unwrap_or_default(),
        ]
    };
    let rows: Vec<[String; 6]> = std::iter::once(heads).chain(fired.iter().map(row)).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
    let widths: Vec<usize> = (0..6).map(|column| width(column).unwrap_or_default()).collect();
    let line = |[rule, firings, documents, confirmed, time, place]: &[String; 6]| {
        let time = if timed { format!("{time:>0$}  ", widths[4]) } else { String::new() };
        let line = format!(
            "{rule:0$}  {firings:>1$}  {documents:>2$}  {confirmed:>3$}  {time}{place}",
            widths[0], widths[1], widths[2], widths[3]
        );
        line.trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// The rules that did not fire, those of a relation on a line: "warns: clause-2 to 4, noun-1".
fn silent(silent: &[Silent]) -> Vec<String> {
    let mut relations: Vec<(&str, Vec<Run<'_>>)> = Vec::new();
    let mut names = Vec::new();
    for silent in silent {
        let Some((relation, run)) = Run::of(silent.rule.as_str()) else {
            names.push(format!("  {}", silent.rule));
            continue;
        };
        match relations.last_mut().filter(|(last, _)| *last == relation) {
            Some((_, runs)) => match runs.last_mut().filter(|last| last.goes_on_with(&run)) {
                Some(last) => last.to = run.to,
                None => runs.push(run),
            },
            None => relations.push((relation, vec![run])),
        }
    }
    let line = |(relation, runs): (&str, Vec<Run<'_>>)| {
        let runs: Vec<String> = runs.iter().map(Run::told).collect();
        format!("  {relation}: {}", runs.join(", "))
    };
    relations.into_iter().map(line).chain(names).collect()
}

/// Rules of a relation that stand one after the other.
struct Run<'r> {
    form: &'r str,
    from: usize,
    to: usize,
}

impl<'r> Run<'r> {
    /// The relation and the form that a rule id names: `warns/clause-2`.
    fn of(rule: &'r str) -> Option<(&'r str, Self)> {
        let (relation, form) = rule.split_once('/')?;
        let (form, number) = form.rsplit_once('-')?;
        let number = number.parse().ok()?;
        Some((relation, Self { form, from: number, to: number }))
    }

    fn goes_on_with(&self, next: &Self) -> bool {
        self.form == next.form && self.to + 1 == next.from
    }

    fn told(&self) -> String {
        match self.from == self.to {
            true => format!("{}-{}", self.form, self.from),
            false => format!("{}-{} to {}", self.form, self.from, self.to),
        }
    }
}

fn place(location: &Location) -> String {
    format!("{}:{}", location.file.display(), location.line)
}

#[derive(Serialize)]
struct Output<'s> {
    rules: Vec<RuleJson<'s>>,
    silent: Vec<SilentJson<'s>>,
    verbs: Vec<VerbJson<'s>>,
}

#[derive(Serialize)]
struct RuleJson<'s> {
    rule: &'s str,
    place: Option<String>,
    firings: usize,
    documents: usize,
    confirmed: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    milliseconds: Option<f64>,
}

#[derive(Serialize)]
struct SilentJson<'s> {
    rule: &'s str,
    place: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    milliseconds: Option<f64>,
}

#[derive(Serialize)]
struct VerbJson<'s> {
    lemma: &'s str,
    count: usize,
    documents: usize,
    contexts: Vec<ContextJson<'s>>,
}

/// As one JSON object.
fn json(stats: &Stats, verbs: &[SuggestedVerb]) -> String {
    let output = Output {
        rules: stats.fired.iter().map(RuleJson::from).collect(),
        silent: stats.silent.iter().map(SilentJson::from).collect(),
        verbs: verbs.iter().map(VerbJson::from).collect(),
    };
    serde_json::to_string_pretty(&output).expect("texts and numbers can be written as JSON") + "\n"
}

impl<'s> From<&'s Fired> for RuleJson<'s> {
    fn from(fired: &'s Fired) -> Self {
        Self {
            rule: fired.rule.as_str(),
            place: fired.location.as_ref().map(place),
            firings: fired.firings,
            documents: fired.documents,
            confirmed: fired.confirmed,
            milliseconds: fired.spent.map(milliseconds),
        }
    }
}

impl<'s> From<&'s Silent> for SilentJson<'s> {
    fn from(silent: &'s Silent) -> Self {
        Self {
            rule: silent.rule.as_str(),
            place: place(&silent.location),
            milliseconds: silent.spent.map(milliseconds),
        }
    }
}

impl<'s> From<&'s SuggestedVerb> for VerbJson<'s> {
    fn from(verb: &'s SuggestedVerb) -> Self {
        Self {
            lemma: &verb.lemma,
            count: verb.count,
            documents: verb.documents,
            contexts: verb.contexts.iter().map(ContextJson::from).collect(),
        }
    }
}
