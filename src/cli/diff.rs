//! `whowhom diff`: what changed between two graphs, or what an edit of the rules changes.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{
    Outcome,
    documents::DocumentArguments,
    extract,
    output::{print, tell},
    rules::{self, count},
    threads::ThreadArguments,
};
use crate::{
    diff::{Change, Changes, Diff, Edge, Evidence, Graph, Node, When},
    error::Error,
    export::{self, Format, JsonOptions, Options},
    graph::KnowledgeGraph,
};

/// So many sentences of an edge are shown; JSON has them all.
const SENTENCES: usize = 3;

/// Show what changed between two graphs, or what an edit of the rules changes in documents: edges
/// and entities that came, went or changed, each with its sentences and rules
///
/// Exit code: 0 nothing changed, 1 something changed, 2 something could not be read.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("reading").arg("threads").requires("rules"))]
#[command(override_usage = "whowhom diff [OPTIONS] OLD.json NEW.json\n       \
                            whowhom diff [OPTIONS] --rules OLD NEW PATH...")]
pub(super) struct Arguments {
    /// Two graphs as `extract` writes them, the old one first; with `--rules`, documents as
    /// `extract` reads them
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Read the documents by the rules of OLD and by those of NEW. Each is a directory that holds
    /// `types.toml`, or a directory or file that is added to `./rules`
    #[arg(long, num_args = 2, value_names = ["OLD", "NEW"])]
    rules: Option<Vec<PathBuf>>,
    /// A model of English to use instead of the one compiled in
    #[arg(long, value_name = "FILE", requires = "rules")]
    model: Option<PathBuf>,
    /// Leave broken rules out and go on without them
    #[arg(long, requires = "rules")]
    lenient: bool,
    /// Read documents that are surely not in English, too
    #[arg(long, requires = "rules")]
    any_language: bool,
    #[command(flatten)]
    threads: ThreadArguments,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let read = match arguments.rules.as_deref() {
        Some([old, new]) => by_rules(arguments, old, new),
        _ => written(&arguments.paths),
    };
    let (old, new, complete) = match read {
        Ok(read) => read,
        Err(outcome) => return outcome,
    };
    let diff = Diff::between(&old, &new);
    let text = if arguments.json { json(&diff) } else { told(&diff) };
    match print(|output| output.write_all(text.as_bytes())) {
        Err(error) => rules::refuse(&error),
        Ok(()) if !complete => Outcome::Refused,
        Ok(()) if diff.is_empty() => Outcome::Fine,
        Ok(()) => Outcome::Partly,
    }
}

/// Two graphs, and whether everything that they should hold could be read.
type Graphs = (Graph, Graph, bool);

/// The graphs of two files.
fn written(paths: &[PathBuf]) -> Result<Graphs, Outcome> {
    let [old, new] = paths else {
        let message = format!("{} given, not two graphs", count(paths.len(), "path"));
        let error = Error::new(message).help(
            "write `whowhom diff OLD.json NEW.json`, or `whowhom diff --rules OLD NEW PATH...`",
        );
        return Err(rules::refuse(&error));
    };
    let read = |path: &Path| {
        let failed = |error: Error| {
            let named = Error::new(format!("{}: {}", path.display(), error.message()));
            rules::refuse(&match error.advice() {
                Some(advice) => named.help(advice),
                None => named,
            })
        };
        let bytes = fs::read(path).map_err(|error| failed(Error::new(error.to_string())))?;
        Graph::read(&bytes).map_err(failed)
    };
    Ok((read(old)?, read(new)?, true))
}

/// The graphs of the same documents by two sets of rules.
fn by_rules(arguments: &Arguments, old: &Path, new: &Path) -> Result<Graphs, Outcome> {
    let extractor = |rules: &Path| {
        let model = arguments.model.as_deref();
        rules::extractor(&[rules.to_owned()], model, arguments.lenient)
    };
    let (old, new) = (extractor(old)?, extractor(new)?);
    let documents = DocumentArguments::new(arguments.paths.clone(), arguments.any_language);
    let read = extract::read_by([&old, &new], &documents, arguments.threads, |_| {})
        .map_err(|error| rules::refuse(&error))?;
    let ([old, new], problems) = read;
    problems.iter().for_each(tell);
    let graph = |graph: &KnowledgeGraph| plain(graph).map_err(|error| rules::refuse(&error));
    Ok((graph(&old)?, graph(&new)?, problems.is_empty()))
}

/// The graph as a file would have it.
pub(super) fn plain(graph: &KnowledgeGraph) -> Result<Graph, Error> {
    let json = JsonOptions { mentions: false, edge_lists: export::EdgeLists::Edges };
    let mut bytes = Vec::new();
    export::write(graph, Format::Json, &Options { json, ..Options::default() }, &mut bytes)
        .map_err(|error| Error::new(error.to_string()))?;
    Graph::read(&bytes)
}

fn json(diff: &Diff) -> String {
    serde_json::to_string_pretty(diff).expect("texts and numbers can be written as JSON") + "\n"
}

/// For people: a line for each edge and entity, `+` it came, `-` it went, `~` it changed.
pub(super) fn told(diff: &Diff) -> String {
    if diff.is_empty() {
        return "nothing changed\n".to_owned();
    }
    let mut lines = Vec::new();
    let Changes { came, went, changed } = &diff.edges;
    for (sign, edges) in [('+', came), ('-', went)] {
        for edge in edges {
            let status = edge.status.as_deref().unwrap_or_default();
            let around = [place(edge), time(edge)].into_iter().flatten();
            let around: String = around.map(|part| format!(", {part}")).collect();
            lines.push(format!("{sign} {}: {status}{around}", ends(edge)));
            lines.extend(sentences(&edge.evidence.iter().collect::<Vec<_>>(), ""));
        }
    }
    for change in changed {
        lines.push(format!("~ {}: {}", ends(&change.new), differences(change).join("; ")));
        lines.extend(reasons(change));
    }
    let Changes { came, went, changed } = &diff.nodes;
    let called = |node: &Node| format!("{} ({})", node.label, node.r#type);
    lines.extend(came.iter().map(|node| format!("+ {}: {}", node.id, called(node))));
    lines.extend(went.iter().map(|node| format!("- {}: {}", node.id, called(node))));
    lines.extend(changed.iter().map(|change| {
        let Change { old, new } = change;
        format!("~ {}: {}, was {}", new.id, called(new), called(old))
    }));
    lines.push(format!("\nedges: {}; entities: {}", counted(&diff.edges), counted(&diff.nodes)));
    lines.join("\n") + "\n"
}

fn counted<Item>(changes: &Changes<Item>) -> String {
    let Changes { came, went, changed } = changes;
    format!("{} came, {} went, {} changed", came.len(), went.len(), changed.len())
}

fn ends(edge: &Edge) -> String {
    let arrow = if edge.symmetric { "—" } else { "→" };
    format!("{} {arrow} {} {arrow} {}", edge.source, edge.relation, edge.target)
}

fn place(edge: &Edge) -> Option<String> {
    edge.place.as_ref().map(|place| format!("in {place}"))
}

fn time(edge: &Edge) -> Option<String> {
    let When { text, from, to } = edge.time.as_ref()?;
    match (text, from, to) {
        (Some(text), ..) => Some(format!("“{text}”")),
        (None, Some(from), Some(to)) if from == to => Some(from.clone()),
        (None, from, to) => Some([from.as_deref()?, to.as_deref()?].join(" to ")),
    }
}

/// The status, and what else is not as it was: "planned, was actual; 2 sentences, was 1".
fn differences(change: &Change<Edge>) -> Vec<String> {
    let Change { old, new } = change;
    let differing = |old: Option<String>, new: Option<String>, none: &str| {
        let or_none = |part: Option<String>| part.unwrap_or_else(|| none.to_owned());
        (old != new).then(|| format!("{}, was {}", or_none(new), or_none(old)))
    };
    let status = |edge: &Edge| edge.status.clone();
    let number = |edge: &Edge| edge.sentences().len();
    let sentences = match (number(old), number(new)) {
        (old, new) if old != new => Some(format!("{}, was {old}", count(new, "sentence"))),
        _ if old.key == new.key => Some("other sentences".to_owned()),
        _ => None,
    };
    let parts = [
        differing(status(old), status(new), "no status").or_else(|| status(new)),
        differing(place(old), place(new), "no place"),
        differing(time(old), time(new), "no time"),
        sentences,
    ];
    parts.into_iter().flatten().collect()
}

/// The sentences that came and went; those that stayed, where none did.
fn reasons(change: &Change<Edge>) -> Vec<String> {
    let Change { old, new } = change;
    let only = |of: &Edge, other: &Edge| {
        let known = other.sentences();
        let unknown = |one: &&Evidence| !known.contains(&one.sentence());
        of.evidence.iter().filter(unknown).cloned().collect::<Vec<_>>()
    };
    let (came, went) = (only(new, old), only(old, new));
    let mut lines = sentences(&came.iter().collect::<Vec<_>>(), "+ ");
    lines.extend(sentences(&went.iter().collect::<Vec<_>>(), "- "));
    if lines.is_empty() {
        lines = sentences(&new.evidence.iter().collect::<Vec<_>>(), "");
    }
    lines
}

/// The first sentences, each with its document and rule.
fn sentences(evidence: &[&Evidence], sign: &str) -> Vec<String> {
    let line = |one: &&Evidence| {
        let text = one.text.split_whitespace().collect::<Vec<_>>().join(" ");
        format!("    {sign}{}: “{text}”, by {}", one.document, one.rule)
    };
    let mut lines: Vec<String> = evidence.iter().take(SENTENCES).map(line).collect();
    if evidence.len() > SENTENCES {
        lines.push(format!("    {sign}and {} more", evidence.len() - SENTENCES));
    }
    lines
}
