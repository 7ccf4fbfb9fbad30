//! Writing a graph for others to read: one file for each format.
//!
//! Writers take a view of the graph and nothing else; what they need to know of types is the
//! plain style that the graph carries. The same graph gives the same bytes.

mod dot;
mod json;

use std::io;

pub use dot::DotOptions;
pub use json::{EdgeLists, JsonOptions};

use crate::{
    graph::{KnowledgeGraph, View},
    id::EntityId,
};

/// A format that graphs are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Node-link JSON: networkx, pandas, anything.
    Json,
    /// Graphviz.
    Dot,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Json, Self::Dot];

    /// How its files end, and its name on the command line.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Dot => "dot",
        }
    }
}

/// What is written, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The graph's name.
    pub name: String,
    /// The part of the graph.
    pub selection: Selection,
    /// For JSON.
    pub json: JsonOptions,
    /// For Graphviz.
    pub dot: DotOptions,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            name: env!("CARGO_PKG_NAME").to_owned(),
            selection: Selection::default(),
            json: JsonOptions::default(),
            dot: DotOptions::default(),
        }
    }
}

/// The part of a graph that is written: first what is near some entities, then what is weighty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Entities to stay near; all of the graph when empty.
    pub focus: Vec<EntityId>,
    /// How many steps away from them is near.
    pub depth: usize,
    /// The least weight of an edge.
    pub min_weight: usize,
    /// The most nodes.
    pub max_nodes: Option<usize>,
    /// Whether edges that follow from others are written.
    pub derived: bool,
}

impl Default for Selection {
    fn default() -> Self {
        Self { focus: Vec::new(), depth: 1, min_weight: 1, max_nodes: None, derived: true }
    }
}

impl Selection {
    fn of<'g>(&self, graph: &'g KnowledgeGraph) -> View<'g> {
        let mut view = graph.view();
        if !self.focus.is_empty() {
            view = view.focus(&self.focus, self.depth);
        }
        if self.min_weight > 1 || self.max_nodes.is_some() {
            view = view.filtered(self.min_weight, self.max_nodes);
        }
        if self.derived { view } else { view.without_derived() }
    }
}

/// Writes the graph.
///
/// ```
/// use whowhom::{
///     export::{Format, Options, write},
///     graph::{KnowledgeGraph, Provenance},
/// };
///
/// let graph = KnowledgeGraph::new(Provenance::default());
/// let mut file = Vec::new();
/// write(&graph, Format::Dot, &Options::default(), &mut file)?;
/// assert!(file.starts_with(b"digraph \"whowhom\" {"));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
///
/// If `output` does not take it.
pub fn write(
    graph: &KnowledgeGraph,
    format: Format,
    options: &Options,
    output: impl io::Write,
) -> io::Result<()> {
    let view = options.selection.of(graph);
    let mut output = io::BufWriter::new(output);
    match format {
        Format::Json => json::write(&view, &options.name, &options.json, &mut output)?,
        Format::Dot => dot::write(&view, &options.name, &options.dot, &mut output)?,
    }
    io::Write::flush(&mut output)
}
