//! What changed from one graph to another.
//!
//! A graph is read as its JSON file has it, so that one written last week can be held against one of
//! today. An edge is the same in both if its key is; of the others between the same ends and of the
//! same relation, those that share a sentence, or differ in status, are one edge that changed. Edges
//! that only follow from others are not looked at: what they follow from is.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// The structure of graph files that is read here.
const SCHEMA_VERSION: u32 = 1;

/// The nodes and stated edges of a graph file.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    nodes: BTreeMap<String, Node>,
    edges: Vec<Edge>,
}

/// An entity.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Node {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// Its type.
    pub r#type: String,
}

/// What sentences state.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Edge {
    /// Who acts.
    pub source: String,
    /// What it does.
    pub relation: String,
    /// Whom or what it acts on.
    pub target: String,
    /// Whether the ends have no order.
    pub symmetric: bool,
    /// Whether it happened; nothing where the edge only follows from others.
    pub status: Option<String>,
    /// Where it happens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// When it happens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<When>,
    /// A hash of all this.
    pub key: String,
    /// Whether it only follows from others.
    #[serde(default, skip_serializing)]
    derived: bool,
    /// The sentences.
    pub evidence: Vec<Evidence>,
}

/// The days of an event, or words where these are not understood.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct When {
    /// As the text has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// A sentence that states an edge, and the rule that read it there.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Evidence {
    /// The document.
    pub document: String,
    /// The code point of the document at which it starts.
    pub start: usize,
    /// The sentence's text.
    pub text: String,
    /// The rule.
    pub rule: String,
}

/// What changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// In the edges.
    pub edges: Changes<Edge>,
    /// In the nodes.
    pub nodes: Changes<Node>,
}

/// What came, went and changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changes<Item> {
    /// Only in the new graph.
    pub came: Vec<Item>,
    /// Only in the old one.
    pub went: Vec<Item>,
    /// In both, and not the same.
    pub changed: Vec<Change<Item>>,
}

/// What something was and is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change<Item> {
    /// As it was.
    pub old: Item,
    /// As it is.
    pub new: Item,
}

#[derive(Deserialize)]
struct File {
    graph: Head,
    nodes: Vec<Node>,
    edges: Option<Vec<Edge>>,
    links: Option<Vec<Edge>>,
}

#[derive(Deserialize)]
struct Head {
    schema_version: u32,
}

impl Graph {
    /// The graph that stands in a JSON file.
    ///
    /// # Errors
    ///
    /// If `json` is no graph, or one of a structure that is not known here.
    pub fn read(json: &[u8]) -> Result<Self, Error> {
        let wrong = |error: serde_json::Error| {
            Error::new(format!("this is no graph: {error}"))
                .help("give a `graph.json` as `whowhom extract` writes it")
        };
        let file: File = serde_json::from_slice(json).map_err(wrong)?;
        let version = file.graph.schema_version;
        if version != SCHEMA_VERSION {
            let message = format!("the graph has the structure {version}, not {SCHEMA_VERSION}");
            return Err(Error::new(message).help("write it anew with this program"));
        }
        let mut edges = file.edges.or(file.links).unwrap_or_default();
        edges.retain(|edge| !edge.derived);
        let nodes = file.nodes.into_iter().map(|node| (node.id.clone(), node)).collect();
        Ok(Self { nodes, edges })
    }
}

impl Diff {
    /// What changed from `old` to `new`.
    pub fn between(old: &Graph, new: &Graph) -> Self {
        Self { edges: edges(old, new), nodes: nodes(old, new) }
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.edges.is_empty() && self.nodes.is_empty()
    }
}

impl<Item> Changes<Item> {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.came.is_empty() && self.went.is_empty() && self.changed.is_empty()
    }
}

impl<Item> Default for Changes<Item> {
    fn default() -> Self {
        Self { came: Vec::new(), went: Vec::new(), changed: Vec::new() }
    }
}

impl Edge {
    /// The ends, in an order of their own where they have none, and the relation.
    fn ends(&self) -> (&str, &str, &str) {
        let (source, target) = (self.source.as_str(), self.target.as_str());
        match self.symmetric && target < source {
            true => (target, &self.relation, source),
            false => (source, &self.relation, target),
        }
    }

    /// The sentences, each with its document.
    pub fn sentences(&self) -> BTreeSet<(&str, &str)> {
        self.evidence.iter().map(Evidence::sentence).collect()
    }

    /// Whether it says the same for the same reasons; by which rule does not count.
    fn is_as(&self, other: &Self) -> bool {
        let said = |edge: &Self| (edge.status.clone(), edge.place.clone(), edge.time.clone());
        said(self) == said(other) && self.sentences() == other.sentences()
    }
}

impl Evidence {
    /// The document and the words, which stay when a line is added above.
    pub fn sentence(&self) -> (&str, &str) {
        (&self.document, &self.text)
    }
}

fn nodes(old: &Graph, new: &Graph) -> Changes<Node> {
    let only = |of: &Graph, other: &Graph| {
        let nodes = of.nodes.values().filter(|node| !other.nodes.contains_key(&node.id));
        nodes.cloned().collect::<Vec<_>>()
    };
    let changed = old.nodes.values().filter_map(|old| {
        let new = new.nodes.get(&old.id).filter(|new| *new != old)?;
        Some(Change { old: old.clone(), new: new.clone() })
    });
    Changes { came: only(new, old), went: only(old, new), changed: changed.collect() }
}

fn edges(old: &Graph, new: &Graph) -> Changes<Edge> {
    let mut groups: BTreeMap<_, (Vec<&Edge>, Vec<&Edge>)> = BTreeMap::new();
    for edge in &old.edges {
        groups.entry(edge.ends()).or_default().0.push(edge);
    }
    for edge in &new.edges {
        groups.entry(edge.ends()).or_default().1.push(edge);
    }
    let mut changes = Changes::default();
    for (mut went, mut came) in groups.into_values() {
        let mut pairs = pair(&mut went, &mut came, |old, new| old.key == new.key);
        pairs.extend(pair(&mut went, &mut came, |old, new| {
            !old.sentences().is_disjoint(&new.sentences())
        }));
        pairs.extend(pair(&mut went, &mut came, |old, new| old.status != new.status));
        pairs.retain(|(old, new)| !old.is_as(new));
        let change = |(old, new): (&Edge, &Edge)| Change { old: old.clone(), new: new.clone() };
        changes.changed.extend(pairs.into_iter().map(change));
        changes.went.extend(went.into_iter().cloned());
        changes.came.extend(came.into_iter().cloned());
    }
    changes
}

/// Takes out the pairs that are one edge, each with the first that fits.
fn pair<'e>(
    old: &mut Vec<&'e Edge>,
    new: &mut Vec<&'e Edge>,
    are_one: impl Fn(&Edge, &Edge) -> bool,
) -> Vec<(&'e Edge, &'e Edge)> {
    let mut pairs = Vec::new();
    old.retain(|old| match new.iter().position(|new| are_one(old, new)) {
        Some(at) => {
            pairs.push((*old, new.remove(at)));
            false
        }
        None => true,
    });
    pairs
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Diff, Edge, Graph};

    /// Edges of a graph, each as `source relation target status place sentence`, `-` where there
    /// is no place; several sentences with `+`.
    fn graph(edges: &[&str]) -> Graph {
        let edge = |line: &&str| {
            let [source, relation, target, status, place, sentences] =
                line.split(' ').collect::<Vec<_>>()[..]
            else {
                panic!("{line}")
            };
            let evidence = |number: &str| {
                serde_json::json!({
                    "document": "a.txt", "start": 0, "text": number, "rule": "r"
                })
            };
            let key = [source, relation, target, status, place].join(" ");
            serde_json::json!({
                "source": source, "relation": relation, "target": target, "status": status,
                "symmetric": relation == "meets", "place": (place != "-").then_some(place),
                "key": key,
                "evidence": sentences.split('+').map(evidence).collect::<Vec<_>>()
            })
        };
        let edges: Vec<_> = edges.iter().map(edge).collect();
        let graph = serde_json::json!({
            "graph": { "schema_version": 1 }, "nodes": [], "edges": edges
        });
        Graph::read(graph.to_string().as_bytes()).unwrap()
    }

    /// What changed, each edge as it was written: `+ …`, `- …`, `… > …`.
    fn told(old: &[&str], new: &[&str]) -> Vec<String> {
        let diff = Diff::between(&graph(old), &graph(new));
        let edge = |edge: &Edge| {
            let numbers: Vec<&str> = edge.sentences().iter().map(|(_, text)| *text).collect();
            format!("{} {}", edge.key, numbers.join("+"))
        };
        let mut lines: Vec<String> = Vec::new();
        lines.extend(diff.edges.came.iter().map(|came| format!("+ {}", edge(came))));
        lines.extend(diff.edges.went.iter().map(|went| format!("- {}", edge(went))));
        let changed = diff.edges.changed.iter();
        lines
            .extend(changed.map(|change| format!("{} > {}", edge(&change.old), edge(&change.new))));
        lines
    }

    #[track_caller]
    fn check(old: &[&str], new: &[&str], expected: &[&str]) {
        assert_eq!(told(old, new), expected);
    }

    #[test]
    fn equal_graphs_have_no_difference() {
        let edges = ["a warns b actual - 1", "a meets b planned - 2"];
        check(&edges, &edges, &[]);
    }

    #[test]
    fn an_edge_comes_and_goes() {
        check(
            &["a warns b actual - 1"],
            &["a warns c actual - 1"],
            &["+ a warns c actual - 1", "- a warns b actual - 1"],
        );
    }

    #[test]
    fn an_edge_of_another_status_has_changed() {
        check(
            &["a warns b actual - 1"],
            &["a warns b planned - 7"],
            &["a warns b actual - 1 > a warns b planned - 7"],
        );
    }

    #[test]
    fn ends_without_order_are_the_same_in_either() {
        check(
            &["a meets b actual - 1"],
            &["b meets a planned - 1"],
            &["a meets b actual - 1 > b meets a planned - 1"],
        );
        check(
            &["a warns b actual - 1"],
            &["b warns a planned - 1"],
            &["+ b warns a planned - 1", "- a warns b actual - 1"],
        );
    }

    #[test]
    fn the_edge_of_the_same_sentence_is_the_one_that_changed() {
        check(
            &["a meets b actual alaska 1", "a meets b actual budapest 2"],
            &["a meets b actual - 2", "a meets b actual oslo 3"],
            &[
                "+ a meets b actual oslo 3",
                "- a meets b actual alaska 1",
                "a meets b actual budapest 2 > a meets b actual - 2",
            ],
        );
    }

    #[test]
    fn a_sentence_more_is_a_change() {
        check(
            &["a warns b actual - 1"],
            &["a warns b actual - 1+2"],
            &["a warns b actual - 1 > a warns b actual - 1+2"],
        );
    }

    #[test]
    fn edges_that_follow_from_others_are_not_looked_at() {
        let edge = r#"{"source": "a", "relation": "to", "target": "b", "symmetric": false,
            "key": "1", "derived": true, "evidence": []}"#;
        let json = |edges: &str| {
            let text =
                format!(r#"{{"graph": {{"schema_version": 1}}, "nodes": [], "links": [{edges}]}}"#);
            Graph::read(text.as_bytes()).unwrap()
        };
        assert!(Diff::between(&json(edge), &json("")).is_empty());
    }

    #[test]
    fn nodes_come_go_and_change() {
        let json = |nodes: &str| {
            let text =
                format!(r#"{{"graph": {{"schema_version": 1}}, "nodes": [{nodes}], "edges": []}}"#);
            Graph::read(text.as_bytes()).unwrap()
        };
        let old = json(
            r#"{"id": "a", "label": "A", "type": "person"}, {"id": "b", "label": "B", "type": "place"}"#,
        );
        let new = json(
            r#"{"id": "b", "label": "B", "type": "country"}, {"id": "c", "label": "C", "type": "place"}"#,
        );
        let nodes = Diff::between(&old, &new).nodes;
        assert_eq!(nodes.came[0].id, "c");
        assert_eq!(nodes.went[0].id, "a");
        assert_eq!(nodes.changed[0].new.r#type, "country");
    }

    #[test]
    fn what_is_no_graph_is_refused() {
        let refused = |text: &str| Graph::read(text.as_bytes()).unwrap_err().message().to_owned();
        assert!(refused("nodes").starts_with("this is no graph: expected"));
        assert!(refused("{}").starts_with("this is no graph: missing field `graph`"));
        let newer = r#"{"graph": {"schema_version": 9}, "nodes": []}"#;
        assert_eq!(refused(newer), "the graph has the structure 9, not 1");
    }
}
