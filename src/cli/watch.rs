//! `whowhom watch`: documents and rules read again whenever one of them is saved.
//!
//! The system tells that a file has changed; what has changed is then found by content. Rules whose
//! fingerprint is the same change nothing. Of new rules, known things are kept where they are as they
//! were. They are run on every document, but a sentence is analysed anew only if its text, the names
//! in it or the model are others: that is where the time goes. Of new documents only those are read
//! that were not there before. The graph is made anew from all
//! documents, which costs little, and held against the last one.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    time::{Duration, Instant},
};

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use rayon::prelude::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::{
    Outcome, diff,
    documents::DocumentArguments,
    extract::{provenance, write_files},
    output::{print, tell},
    rules::{RuleArguments, count, refuse},
};
use crate::{
    diff::{Diff, Graph},
    document::Document,
    english::Model,
    error::Error,
    export::{Format, Options},
    extract::{Extractor, Trees},
    graph::KnowledgeGraph,
    mention::Extraction,
};

/// How long nothing may change before what has changed is read: editors write in several steps.
const QUIET: Duration = Duration::from_millis(30);
/// How often `--poll` looks.
const POLL: Duration = Duration::from_millis(250);

/// Read documents again whenever they or the rules are saved, and show what that changes: edges and
/// entities that came, went or changed, each with its sentences and rules
///
/// Broken rules are shown, and the last good ones stay in force. Ends with Ctrl-C.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    documents: DocumentArguments,
    #[command(flatten)]
    rules: RuleArguments,
    /// Write the graph to this directory too, whenever it changes
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Look for changes four times a second instead of being told of them: for network drives
    #[arg(long)]
    poll: bool,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    match watch(arguments) {
        Ok(()) => Outcome::Fine,
        Err(outcome) => outcome,
    }
}

fn watch(arguments: &Arguments) -> Result<(), Outcome> {
    let refused = |error: Error| refuse(&error);
    let trees = Arc::new(Trees::default());
    let extractor = arguments.rules.extractor()?.remembering(Arc::clone(&trees));
    // before anything is read, so that no change goes by between
    let (sender, changes) = mpsc::channel();
    let _watcher = watcher(arguments, sender).map_err(refused)?;
    let mut desk = Desk::new(arguments, extractor, trees);
    desk.read_documents();
    let graph = desk.graph();
    desk.last = diff::plain(&graph).map_err(refused)?;
    desk.write(&graph).map_err(refused)?;
    tell(format_args!(
        "watching {} by {}",
        count(desk.documents.len(), "document"),
        desk.extractor.rules().origins.join(" + ")
    ));
    while let Some(paths) = next(&changes) {
        desk.work(&paths).map_err(refused)?;
    }
    Ok(())
}

/// The files that changed, when nothing has changed for a moment; nothing when the watcher is gone.
fn next(changes: &mpsc::Receiver<BTreeSet<PathBuf>>) -> Option<BTreeSet<PathBuf>> {
    let mut paths = changes.recv().ok()?;
    while let Ok(more) = changes.recv_timeout(QUIET) {
        paths.extend(more);
    }
    Some(paths)
}

/// Watches the documents and the rules, and sends the paths that changed.
fn watcher(
    arguments: &Arguments,
    sender: mpsc::Sender<BTreeSet<PathBuf>>,
) -> Result<Box<dyn Watcher>, Error> {
    let failed = |error: notify::Error| Error::new(format!("cannot watch the files: {error}"));
    let send = move |event: notify::Result<Event>| {
        // what is only read has not changed
        if let Ok(event) = event
            && !matches!(event.kind, EventKind::Access(_))
        {
            // nobody listens any more at the end
            let _ = sender.send(event.paths.into_iter().collect());
        }
    };
    let mut watcher: Box<dyn Watcher> = if arguments.poll {
        let config = Config::default().with_poll_interval(POLL).with_compare_contents(true);
        Box::new(PollWatcher::new(send, config).map_err(failed)?)
    } else {
        Box::new(RecommendedWatcher::new(send, Config::default()).map_err(failed)?)
    };
    let rules = arguments.rules.roots()?;
    let read = rules.iter().map(PathBuf::as_path).chain(arguments.rules.model());
    for (root, mode) in roots(read.chain(arguments.documents.roots())) {
        watcher.watch(&root, mode).map_err(failed)?;
    }
    Ok(watcher)
}

/// The directories to watch for some paths: of a file the one it lies in, since files are often
/// replaced by others of their name.
fn roots<'p>(paths: impl Iterator<Item = &'p Path>) -> BTreeMap<PathBuf, RecursiveMode> {
    let mut roots = BTreeMap::new();
    for path in paths {
        if path.is_dir() {
            roots.insert(path.to_owned(), RecursiveMode::Recursive);
        } else {
            let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
            let directory = directory.unwrap_or(Path::new(".")).to_owned();
            roots.entry(directory).or_insert(RecursiveMode::NonRecursive);
        }
    }
    roots
}

/// What is known of the documents and the rules.
struct Desk<'a> {
    arguments: &'a Arguments,
    extractor: Extractor,
    trees: Arc<Trees>,
    documents: Vec<Document>,
    /// What the documents say by the rules in force, in the same order.
    extractions: Vec<Extraction>,
    last: Graph,
    /// Whether the rules that were read last could not be used.
    broken: bool,
    /// The problems of documents that were told last.
    told: Vec<String>,
}

impl<'a> Desk<'a> {
    fn new(arguments: &'a Arguments, extractor: Extractor, trees: Arc<Trees>) -> Self {
        Self {
            arguments,
            extractor,
            trees,
            documents: Vec::new(),
            extractions: Vec::new(),
            last: Graph::default(),
            broken: false,
            told: Vec::new(),
        }
    }

    /// Reads what has changed and shows what that changes.
    fn work(&mut self, paths: &BTreeSet<PathBuf>) -> Result<(), Error> {
        let start = Instant::now();
        let is_rule = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "toml");
        let mut changed = self.is_model_among(paths) && self.read_model();
        changed |= paths.iter().any(is_rule) && self.read_rules();
        if paths.iter().any(|path| !is_rule(path)) {
            changed |= self.read_documents();
        }
        if !changed {
            return Ok(());
        }
        self.extract();
        let graph = self.graph();
        let new = diff::plain(&graph)?;
        let difference = Diff::between(&self.last, &new);
        self.last = new;
        self.write(&graph)?;
        print(|output| output.write_all(diff::told(&difference).as_bytes()))?;
        tell(format_args!("read again in {} ms", start.elapsed().as_millis()));
        Ok(())
    }

    fn is_model_among(&self, paths: &BTreeSet<PathBuf>) -> bool {
        let whole = |path: &Path| fs::canonicalize(path).ok();
        let model = self.arguments.rules.model().and_then(whole);
        model.is_some() && paths.iter().any(|path| whole(path) == model)
    }

    /// Reads the model; whether there is another now.
    fn read_model(&mut self) -> bool {
        let Some(Ok(model)) = self.arguments.rules.model().map(Model::load) else {
            tell("the model cannot be read; the last good one stays in force");
            return false;
        };
        self.trees = Arc::default();
        let (rules, last) = (self.extractor.rules().clone(), &self.extractor);
        let (extractor, _) = Extractor::after(rules, last);
        self.extractor = extractor.with_model(model).remembering(Arc::clone(&self.trees));
        self.extractions.clear();
        true
    }

    /// Reads the rules; whether there are others in force now.
    fn read_rules(&mut self) -> bool {
        let Ok(extractor) = self.arguments.rules.extractor_after(&self.extractor) else {
            tell("the last good rules stay in force");
            self.broken = true;
            return false;
        };
        if std::mem::take(&mut self.broken) {
            tell("the rules are whole again");
        }
        if extractor.rules().fingerprint == self.extractor.rules().fingerprint {
            return false;
        }
        self.extractor = extractor.remembering(Arc::clone(&self.trees));
        self.extractions.clear();
        true
    }

    /// Reads the documents; whether they are others now.
    fn read_documents(&mut self) -> bool {
        let (mut documents, mut problems) = (Vec::new(), Vec::new());
        for document in self.arguments.documents.read() {
            match document {
                Ok(document) => documents.push(document),
                Err(error) => problems.push(error.to_string()),
            }
        }
        problems.iter().filter(|problem| !self.told.contains(problem)).for_each(tell);
        self.told = problems;
        if documents == self.documents {
            return false;
        }
        let mut known: BTreeMap<_, (Document, Extraction)> = std::mem::take(&mut self.documents)
            .into_iter()
            .zip(std::mem::take(&mut self.extractions))
            .map(|(document, extraction)| (document.id().clone(), (document, extraction)))
            .collect();
        let read: Vec<(&Document, Option<Extraction>)> = documents
            .iter()
            .map(|document| {
                let same = known.remove(document.id()).filter(|(old, _)| old == document);
                (document, same.map(|(_, extraction)| extraction))
            })
            .collect();
        let extract = |(document, known): (&Document, Option<Extraction>)| {
            known.unwrap_or_else(|| self.extractor.extract(document))
        };
        self.extractions = read.into_par_iter().map(extract).collect();
        self.documents = documents;
        true
    }

    /// Extracts everything, if the rules are others.
    fn extract(&mut self) {
        if self.extractions.len() != self.documents.len() {
            let extract = |document: &Document| self.extractor.extract(document);
            self.extractions = self.documents.par_iter().map(extract).collect();
            self.trees.forget_unused();
        }
    }

    fn graph(&self) -> KnowledgeGraph {
        let mut graph = KnowledgeGraph::new(provenance(&self.extractor));
        self.extractions.iter().for_each(|extraction| graph.add(extraction.clone()));
        graph
    }

    fn write(&self, graph: &KnowledgeGraph) -> Result<(), Error> {
        let Some(directory) = &self.arguments.out else { return Ok(()) };
        let formats = [Format::Json, Format::Dot];
        write_files(graph, directory, &formats, &Options::default()).map(|_| ())
    }
}
