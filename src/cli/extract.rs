//! `whowhom extract`: documents in, graph files out.

use std::{
    cmp::Reverse,
    collections::BTreeMap,
    fmt::Display,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::{
    Outcome,
    documents::DocumentArguments,
    output::{print, tell, write_whole},
    rules::{self, RuleArguments, count, meant},
    threads::ThreadArguments,
};
use crate::{
    document::{Document, STDIN},
    error::Error,
    export::{self, EdgeLists, Format, JsonOptions, Options, Selection},
    extract::Extractor,
    graph::{Corrections, KnowledgeGraph, Provenance},
    mention::Extraction,
};

/// So many documents are read before they are worked on, so that memory stays bounded.
const BATCH: usize = 256;
/// The name of the files that results are written to, without the ending.
const STEM: &str = "graph";

/// Read documents and write the graph of what they say
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    documents: DocumentArguments,
    #[command(flatten)]
    rules: RuleArguments,
    /// What to write: `json`, `dot`, or both
    #[arg(
        long,
        value_name = "FORMAT",
        value_delimiter = ',',
        default_value = "json,dot",
        value_parser = format
    )]
    format: Vec<Format>,
    /// The directory to write to, made if it is missing; `-` writes to standard output
    #[arg(long, value_name = "DIR", default_value = "output")]
    out: PathBuf,
    #[command(flatten)]
    threads: ThreadArguments,
    /// Print no summary
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten, next_help_heading = "What is written")]
    part: Part,
}

/// The part of the graph that is written.
#[derive(Debug, clap::Args)]
struct Part {
    /// Write only what is near the entity with this id; may be given several times
    #[arg(long, value_name = "ID")]
    focus: Vec<String>,
    /// How many edges away from `--focus` is near
    #[arg(long, value_name = "N", default_value_t = 1)]
    depth: usize,
    /// Leave out edges that fewer than N sentences state
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_weight: usize,
    /// Keep only the N entities of which most is said
    #[arg(long, value_name = "N")]
    max_nodes: Option<usize>,
    /// Leave out edges that follow from others, such as who was at the place of a meeting
    #[arg(long)]
    no_derived: bool,
    /// Leave out where entities are mentioned (JSON)
    #[arg(long)]
    no_mentions: bool,
    /// The name under which edges are written (JSON): networkx up to 3.5 reads `links`, later ones
    /// `edges`; by default both up to 10,000 edges, `edges` alone above
    #[arg(long, value_name = "NAME", value_parser = ["links", "edges", "both"])]
    edges_as: Option<String>,
}

impl Part {
    fn options(&self) -> Options {
        Options {
            selection: Selection {
                focus: self.focus.iter().map(|id| id.as_str().into()).collect(),
                depth: self.depth,
                min_weight: self.min_weight,
                max_nodes: self.max_nodes,
                derived: !self.no_derived,
            },
            json: JsonOptions {
                mentions: !self.no_mentions,
                edge_lists: match self.edges_as.as_deref() {
                    Some("links") => EdgeLists::Links,
                    Some("edges") => EdgeLists::Edges,
                    Some(_) => EdgeLists::Both,
                    None => EdgeLists::BySize,
                },
            },
            ..Options::default()
        }
    }
}

fn format(name: &str) -> Result<Format, String> {
    let known = || Format::ALL.map(Format::extension).join(", ");
    Format::ALL
        .into_iter()
        .find(|format| format.extension() == name)
        .ok_or_else(|| format!("expected one of: {}", known()))
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let to_stdout = arguments.out.as_os_str() == STDIN;
    if to_stdout && arguments.format.len() != 1 {
        tell("`--out -` writes one format; choose it, for example with `--format json`");
        return Outcome::Refused;
    }
    let extractor = match arguments.rules.extractor() {
        Ok(extractor) => extractor,
        Err(outcome) => return outcome,
    };
    let (graph, problems) = match read_all(&extractor, &arguments.documents, arguments.threads) {
        Ok(read) => read,
        Err(error) => return rules::refuse(&error),
    };
    for problem in &problems {
        tell(problem);
    }
    if graph.documents().next().is_none() {
        tell("no document could be read; nothing was written");
        return Outcome::Partly;
    }
    let options = arguments.part.options();
    let view = graph.view();
    for id in options.selection.focus.iter().filter(|id| view.node(id).is_none()) {
        let ids = view.nodes().map(|node| node.id.as_str());
        tell(format_args!(
            "`--focus {id}`: the graph has no entity with this id{}",
            meant(id.as_str(), ids)
        ));
    }
    let written = if to_stdout {
        print(|output| export::write(&graph, arguments.format[0], &options, output))
            .map(|()| Vec::new())
    } else {
        write_files(&graph, &arguments.out, &arguments.format, &options)
    };
    match written {
        Ok(files) => {
            if !arguments.quiet {
                tell(summary(&graph, problems.len(), &files));
            }
        }
        Err(error) => return rules::refuse(&error),
    }
    if problems.is_empty() { Outcome::Fine } else { Outcome::Partly }
}

/// Reads all documents into a graph; what could not be read is told beside it.
pub(super) fn read_all(
    extractor: &Extractor,
    documents: &DocumentArguments,
    threads: ThreadArguments,
) -> Result<(KnowledgeGraph, Vec<Error>), Error> {
    let ([graph], problems) = read_by([extractor], documents, threads, |_| {})?;
    Ok((graph, problems))
}

/// Reads all documents once, into a graph for each extractor; what could not be read is told beside
/// them. `see` is shown every document on the way.
pub(super) fn read_by<const N: usize>(
    extractors: [&Extractor; N],
    documents: &DocumentArguments,
    threads: ThreadArguments,
    mut see: impl FnMut(&Document),
) -> Result<([KnowledgeGraph; N], Vec<Error>), Error> {
    let pool = threads.pool()?;
    let mut graphs = extractors.map(|extractor| KnowledgeGraph::new(provenance(extractor)));
    let mut problems = Vec::new();
    let mut documents = documents.read();
    loop {
        let mut batch: Vec<Document> = Vec::new();
        for document in documents.by_ref() {
            match document {
                Ok(document) => batch.push(document),
                Err(error) => problems.push(error),
            }
            if batch.len() == BATCH {
                break;
            }
        }
        if batch.is_empty() {
            break;
        }
        for (extractor, graph) in extractors.iter().zip(&mut graphs) {
            let extract = |document: &Document| extractor.extract(document);
            let extractions: Vec<Extraction> =
                pool.install(|| batch.par_iter().map(extract).collect());
            extractions.into_iter().for_each(|extraction| graph.add(extraction));
        }
        batch.iter().for_each(&mut see);
    }
    problems.extend(graphs[..1].iter().flat_map(KnowledgeGraph::conflicts).map(Error::from));
    Ok((graphs, problems))
}

pub(super) fn provenance(extractor: &Extractor) -> Provenance {
    let rules = extractor.rules();
    let styles = rules
        .types
        .0
        .keys()
        .filter_map(|r#type| Some((r#type.clone(), rules.types.style(r#type)?.clone())));
    Provenance {
        rules: BTreeMap::from([(rules.fingerprint, rules.origins.clone())]),
        styles: styles.collect(),
        corrections: Corrections {
            same: rules.identity.same.iter().cloned().collect(),
            different: rules.identity.different.iter().cloned().collect(),
            unspecific: rules.identity.unspecific.iter().cloned().collect(),
        },
    }
}

/// Writes the graph into a directory, which is made if it is missing.
pub(super) fn write_files(
    graph: &KnowledgeGraph,
    directory: &Path,
    formats: &[Format],
    options: &Options,
) -> Result<Vec<(Format, PathBuf)>, Error> {
    let failed = |path: &Path, error: io::Error| Error::new(format!("{}: {error}", path.display()));
    fs::create_dir_all(directory).map_err(|error| failed(directory, error))?;
    let mut files = Vec::new();
    for format in formats {
        let path = directory.join(STEM).with_extension(format.extension());
        write_whole(&path, |file: &mut dyn Write| export::write(graph, *format, options, file))
            .map_err(|error| failed(&path, error))?;
        files.push((*format, path));
    }
    Ok(files)
}

/// What was read and found, by which rules, and where it is.
fn summary(graph: &KnowledgeGraph, problems: usize, files: &[(Format, PathBuf)]) -> String {
    let summary = graph.view().summary();
    let rules: Vec<String> =
        graph.provenance().rules.values().map(|origins| origins.join(" + ")).collect();
    let skipped = if problems == 0 {
        String::new()
    } else {
        format!(", {} (see above)", count(problems, "problem"))
    };
    let mut lines = vec![
        format!("documents  {}{skipped}", summary.documents),
        format!("rules      {}", rules.join("; ")),
        format!("entities   {}", counted(&summary.entities)),
        format!("relations  {}", counted(&summary.relations)),
    ];
    for (_, path) in files {
        lines.push(format!("written    {}", path.display()));
    }
    if let Some((_, dot)) = files.iter().find(|(format, _)| *format == Format::Dot) {
        let picture = dot.with_extension("svg");
        lines.push(format!("picture    dot -Tsvg {} -o {}", dot.display(), picture.display()));
    }
    lines.join("\n")
}

/// The sum and its parts, the largest first: "3: person 2, place 1".
fn counted(counts: &BTreeMap<impl Display, usize>) -> String {
    let mut parts: Vec<_> = counts.iter().collect();
    parts.sort_by_key(|(_, number)| Reverse(**number));
    let parts: Vec<String> =
        parts.into_iter().map(|(name, number)| format!("{name} {number}")).collect();
    let sum = counts.values().sum::<usize>().to_string();
    if parts.is_empty() { sum } else { format!("{sum}: {}", parts.join(", ")) }
}
