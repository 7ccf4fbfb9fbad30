//! `whowhom who`: who is meant by a name, and why.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    io,
    path::{Path, PathBuf},
};

use super::{
    Outcome,
    documents::DocumentArguments,
    extract,
    output::{print, tell, write_whole},
    rules::{self, RuleArguments},
    threads::ThreadArguments,
};
use crate::{
    english::spelling_key,
    error::Error,
    graph::{Identity, KnowledgeGraph, Node},
    id::EntityId,
};

/// So many places are shown for each document.
const PLACES: usize = 8;

/// Show who is meant by a name: every entity called so, its names, where they stand, what was joined
/// into it and why, and what nearly was and why not
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A name, in any spelling, or the id of an entity
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    documents: DocumentArguments,
    #[command(flatten)]
    rules: RuleArguments,
    /// Write what was joined and what was not as a rule file, to be reviewed, corrected and added
    /// with `--rules FILE`
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    #[command(flatten)]
    threads: ThreadArguments,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let extractor = match arguments.rules.extractor() {
        Ok(extractor) => extractor,
        Err(outcome) => return outcome,
    };
    let read = extract::read_all(&extractor, &arguments.documents, arguments.threads);
    let (graph, problems) = match read {
        Ok(read) => read,
        Err(error) => return rules::refuse(&error),
    };
    problems.iter().for_each(tell);
    let identity = graph.identity();
    let view = graph.view();
    let nodes = called(view.nodes(), &identity, &arguments.name);
    if nodes.is_empty() {
        tell(format_args!("nobody and nothing is called `{}`", arguments.name));
        return Outcome::Partly;
    }
    let told: Vec<String> = nodes.iter().map(|node| told(&graph, &identity, node)).collect();
    let written = arguments.write.as_deref().map_or(Ok(()), |path| write(path, &identity, &nodes));
    let done = written.and_then(|()| print(|output| output.write_all(told.join("\n").as_bytes())));
    match done {
        Err(error) => rules::refuse(&error),
        Ok(()) if problems.is_empty() => Outcome::Fine,
        Ok(()) => Outcome::Partly,
    }
}

/// The nodes with this id or name, in any spelling; if there is none, those with a longer name.
fn called<'v>(
    nodes: impl Iterator<Item = &'v Node>,
    identity: &Identity,
    name: &str,
) -> Vec<&'v Node> {
    let wanted = spelling_key(name);
    let nodes: Vec<(&Node, BTreeSet<String>)> = nodes
        .map(|node| {
            let names = node.names.iter().chain([&node.record.label]);
            (node, names.map(|name| spelling_key(name)).collect())
        })
        .collect();
    let is_id = |node: &Node| ids(identity, node).into_iter().any(|id| id.as_str() == name);
    let exact = |(node, names): &&(&Node, BTreeSet<String>)| is_id(node) || names.contains(&wanted);
    let longer = |(_, names): &&(&Node, BTreeSet<String>)| {
        names.iter().any(|name| format!(" {name} ").contains(&format!(" {wanted} ")))
    };
    let found: Vec<&Node> = nodes.iter().filter(exact).map(|(node, _)| *node).collect();
    if found.is_empty() && !wanted.is_empty() {
        return nodes.iter().filter(longer).map(|(node, _)| *node).collect();
    }
    found
}

/// The ids of a node: its own and those of what was joined into it.
fn ids<'i>(identity: &'i Identity, node: &'i Node) -> BTreeSet<&'i EntityId> {
    let joined = identity.joins().iter().filter(|join| join.into == node.id).map(|join| &join.id);
    joined.chain([&node.id]).collect()
}

fn told(graph: &KnowledgeGraph, identity: &Identity, node: &Node) -> String {
    let known = if node.record.listed { "listed in a rule file" } else { "listed nowhere" };
    let mut lines = vec![format!("{} ({}, {known})", node.record.label, node.record.r#type)];
    lines.push(format!("  id         {}", node.id));
    lines
        .push(format!("  names      {}", counted(node.mentions.iter().map(|it| it.text.as_str()))));
    lines
        .push(format!("  found by   {}", counted(node.mentions.iter().map(|it| it.rule.as_str()))));
    for document in graph.documents() {
        let here = node.mentions.iter().filter(|mention| mention.document == document.id);
        let places: Vec<String> = here
            .map(|mention| {
                let start = document.code_points.before(mention.span.start);
                format!("{start} “{}”", mention.text)
            })
            .collect();
        if !places.is_empty() {
            let more = places.len().saturating_sub(PLACES);
            let mut line = format!("  stands in  {}: ", document.id);
            line.push_str(&places[..places.len() - more].join(", "));
            if more > 0 {
                let _ = write!(line, " and {more} more");
            }
            lines.push(line);
        }
    }
    for join in identity.joins().iter().filter(|join| join.into == node.id) {
        lines.push(format!("  is also    {}: {}", join.id, join.reason));
    }
    let own = ids(identity, node);
    for refusal in identity.refusals() {
        let other = match (own.contains(&refusal.id), own.contains(&refusal.other)) {
            (true, false) => &refusal.other,
            (false, true) => &refusal.id,
            _ => continue,
        };
        lines.push(format!("  is not     {other}: {}", refusal.reason));
    }
    lines.join("\n") + "\n"
}

/// Each text with how often it is there, the most frequent first.
fn counted<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    texts.for_each(|text| *counts.entry(text).or_default() += 1);
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(text, count)| (std::cmp::Reverse(*count), *text));
    counts.iter().map(|(text, count)| format!("{text} {count}")).collect::<Vec<_>>().join(", ")
}

/// Writes what was decided of these nodes as a rule file.
fn write(path: &Path, identity: &Identity, nodes: &[&Node]) -> Result<(), Error> {
    let own: BTreeSet<&EntityId> = nodes.iter().flat_map(|node| ids(identity, node)).collect();
    let mut text =
        "# Who is who. Keep what is right; move a line to the other list where it is not.\n\n\
                    [identity]\nsame = [\n"
            .to_owned();
    let line = |id: &EntityId, other: &EntityId, reason: &dyn std::fmt::Display| {
        format!("  # {reason}\n  [{}, {}],\n", quoted(id), quoted(other))
    };
    for join in identity.joins().iter().filter(|join| own.contains(&join.into)) {
        text.push_str(&line(&join.into, &join.id, &join.reason));
    }
    text.push_str("]\ndifferent = [\n");
    let concerns = |id: &EntityId, other: &EntityId| own.contains(id) || own.contains(other);
    for refusal in identity.refusals().iter().filter(|it| concerns(&it.id, &it.other)) {
        text.push_str(&line(&refusal.id, &refusal.other, &refusal.reason));
    }
    text.push_str("]\n");
    write_whole(path, |file: &mut dyn io::Write| file.write_all(text.as_bytes()))
        .map_err(|error| Error::new(format!("{}: {error}", path.display())))
}

/// An id as TOML writes a string.
fn quoted(id: &EntityId) -> String {
    let mut quoted = String::from('"');
    for character in id.as_str().chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            control if control.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(control));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
