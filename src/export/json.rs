//! Node-link JSON, as networkx and pandas read it.
//!
//! networkx reads `links` up to 3.5 and `edges` from 3.6 on, so a small graph is written with
//! both. One node and one edge stand on a line, for line-wise tools to compare. Offsets are in
//! Unicode code points of the document's text, half-open: Python slices them as they are. The
//! fields are described by `docs/graph.schema.json`, which the tests hold against what is written.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

use serde::Serialize;

use crate::{
    date::{Date, Interval},
    graph::{Circumstances, Edge, EdgeKind, KnowledgeGraph, Node, View, When},
    id::{DocumentId, EntityId},
    mention::{Argument, DocumentRecord, RoleFiller, Speaker, Statement, Time, Trigger},
    span::{CodePoints, Span},
};

/// The version of the file's structure; grows when a reader must change.
const SCHEMA_VERSION: u32 = 1;

/// From this many edges on they are written once.
const TWICE_BELOW: usize = 10_000;

/// How JSON is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonOptions {
    /// Whether nodes tell where they are mentioned.
    pub mentions: bool,
    /// The names under which edges are written.
    pub edge_lists: EdgeLists,
}

impl Default for JsonOptions {
    fn default() -> Self {
        Self { mentions: true, edge_lists: EdgeLists::default() }
    }
}

/// The names under which edges are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EdgeLists {
    /// Both below 10,000 edges, `edges` alone from there on.
    #[default]
    BySize,
    /// Both: loads in every networkx.
    Both,
    /// `edges` alone: networkx from 3.6 on reads it by default.
    Edges,
    /// `links` alone: networkx up to 3.5 reads it by default.
    Links,
}

/// Writes `view`.
///
/// # Errors
///
/// If `output` does not take it.
pub(super) fn write(
    view: &View<'_>,
    name: &str,
    options: &JsonOptions,
    output: &mut impl io::Write,
) -> io::Result<()> {
    let count = view.edges().count();
    let lists: &[&str] = match options.edge_lists {
        EdgeLists::BySize if count >= TWICE_BELOW => &["edges"],
        EdgeLists::BySize | EdgeLists::Both => &["edges", "links"],
        EdgeLists::Edges => &["edges"],
        EdgeLists::Links => &["links"],
    };
    write!(output, "{{\n\"directed\": true,\n\"multigraph\": true,\n\"graph\": ")?;
    serde_json::to_writer_pretty(&mut *output, &graph_json(view.set(), name))?;
    let wire = Wire { set: view.set(), mentions: options.mentions };
    list(output, "nodes", view.nodes().map(|node| wire.node(node)))?;
    for name in lists {
        list(output, name, view.edges().map(|edge| wire.edge(edge)))?;
    }
    output.write_all(b"\n}\n")
}

/// Writes a list of the top level, an item on each line.
fn list<Item: Serialize>(
    output: &mut impl io::Write,
    name: &str,
    items: impl Iterator<Item = Item>,
) -> io::Result<()> {
    write!(output, ",\n\"{name}\": [")?;
    for (index, item) in items.enumerate() {
        output.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *output, &item)?;
    }
    output.write_all(b"\n]")
}

#[derive(Serialize)]
struct GraphJson<'g> {
    name: &'g str,
    generator: &'g str,
    schema_version: u32,
    offsets: &'g str,
    documents: Vec<DocumentJson<'g>>,
    rules: Vec<RulesJson<'g>>,
}

#[derive(Serialize)]
struct DocumentJson<'g> {
    id: &'g str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'g str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'g str>,
    fingerprint: String,
}

#[derive(Serialize)]
struct RulesJson<'g> {
    fingerprint: String,
    origins: &'g [String],
}

#[derive(Serialize)]
struct NodeJson<'g> {
    id: &'g str,
    label: &'g str,
    r#type: &'g str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'g str>,
    names: &'g BTreeSet<String>,
    documents: Vec<&'g str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mentions: Option<Vec<MentionJson<'g>>>,
    links: &'g BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    within: Vec<&'g str>,
}

#[derive(Serialize)]
struct MentionJson<'g> {
    document: &'g str,
    #[serde(flatten)]
    passage: PassageJson<'g>,
}

#[derive(Serialize)]
struct EdgeJson<'g> {
    source: &'g str,
    target: &'g str,
    key: String,
    relation: &'g str,
    /// Nothing on derived edges, which may stand for several.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    weight: usize,
    symmetric: bool,
    derived: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'g str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<WhenJson<'g>>,
    documents: Vec<&'g str>,
    codes: BTreeMap<&'g str, &'g str>,
    evidence: Vec<EvidenceJson<'g>>,
}

/// When an edge's event happens: the days, or words where these are not understood.
#[derive(Serialize)]
struct WhenJson<'g> {
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'g str>,
    #[serde(flatten)]
    days: Option<DaysJson>,
}

#[derive(Serialize)]
struct DaysJson {
    from: String,
    to: String,
}

#[derive(Serialize)]
struct EvidenceJson<'g> {
    document: &'g str,
    sentence: usize,
    #[serde(flatten)]
    passage: PassageJson<'g>,
    rule: &'g str,
    status: &'static str,
    codes: &'g BTreeMap<String, String>,
    inferred: bool,
    trigger: PassageJson<'g>,
    head: FillerJson<'g>,
    tail: FillerJson<'g>,
    roles: BTreeMap<&'g str, RoleJson<'g>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<FillerJson<'g>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<TimeJson<'g>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attributed_to: Option<&'g str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    speakers: Vec<SpeakerJson<'g>>,
}

/// Code points `start..end` (half-open) of the document's text, and what stands there.
#[derive(Serialize)]
struct PassageJson<'g> {
    start: usize,
    end: usize,
    text: &'g str,
}

#[derive(Serialize)]
struct FillerJson<'g> {
    #[serde(skip_serializing_if = "Option::is_none")]
    node: Option<&'g str>,
    #[serde(flatten)]
    passage: PassageJson<'g>,
    /// What was named before, where the passage only stands for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<PassageJson<'g>>,
}

/// Who says so, or quotes who does.
#[derive(Serialize)]
struct SpeakerJson<'g> {
    #[serde(flatten)]
    filler: FillerJson<'g>,
    inferred: bool,
}

/// What fills a role: its first part, with the others beside it.
#[derive(Serialize)]
struct RoleJson<'g> {
    #[serde(flatten)]
    first: FillerJson<'g>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    and: Vec<FillerJson<'g>>,
}

#[derive(Serialize)]
struct TimeJson<'g> {
    #[serde(flatten)]
    passage: PassageJson<'g>,
    #[serde(flatten)]
    days: Option<DaysJson>,
}

fn graph_json<'g>(set: &'g KnowledgeGraph, name: &'g str) -> GraphJson<'g> {
    let document = |record: &'g DocumentRecord| DocumentJson {
        id: record.id.as_str(),
        title: record.title.as_deref(),
        date: record.date.as_ref().map(Date::to_string),
        url: record.url.as_deref(),
        fingerprint: record.fingerprint.to_string(),
    };
    let rules = set.provenance().rules.iter();
    GraphJson {
        name,
        generator: KnowledgeGraph::GENERATOR,
        schema_version: SCHEMA_VERSION,
        offsets: "Unicode code points, half-open",
        documents: set.documents().map(document).collect(),
        rules: rules
            .map(|(fingerprint, origins)| RulesJson {
                fingerprint: fingerprint.to_string(),
                origins,
            })
            .collect(),
    }
}

/// Turns nodes and edges into what is written.
struct Wire<'g> {
    set: &'g KnowledgeGraph,
    mentions: bool,
}

impl<'g> Wire<'g> {
    fn node(&self, node: &'g Node) -> NodeJson<'g> {
        let record = &*node.record;
        let mention = |mention: &'g crate::mention::Mention| MentionJson {
            document: mention.document.as_str(),
            passage: passage(self.code_points(&mention.document), mention.span, &mention.text),
        };
        NodeJson {
            id: node.id.as_str(),
            label: &record.label,
            r#type: record.r#type.as_str(),
            kind: record.kind.as_deref(),
            names: &node.names,
            documents: node.documents.iter().map(DocumentId::as_str).collect(),
            mentions: self.mentions.then(|| node.mentions.iter().map(|m| mention(m)).collect()),
            links: &record.links,
            at: record.at,
            within: record.within.iter().map(EntityId::as_str).collect(),
        }
    }

    fn edge(&self, edge: &'g Edge) -> EdgeJson<'g> {
        let evidence = edge.evidence.iter().map(|statement| self.evidence(statement)).collect();
        let written = EdgeJson {
            source: edge.source.as_str(),
            target: edge.target.as_str(),
            key: edge.key.to_string(),
            relation: edge.relation.as_str(),
            status: None,
            weight: edge.weight(),
            symmetric: false,
            derived: edge.is_derived(),
            of: None,
            place: None,
            time: None,
            documents: edge.documents().into_iter().map(DocumentId::as_str).collect(),
            codes: edge.codes(),
            evidence,
        };
        match &edge.kind {
            EdgeKind::Stated { status, symmetric, circumstances, .. } => {
                let Circumstances { time, place } = circumstances;
                EdgeJson {
                    status: Some(status.as_str()),
                    symmetric: *symmetric,
                    place: place.as_ref().map(EntityId::as_str),
                    time: time.as_ref().map(when),
                    ..written
                }
            }
            EdgeKind::Derived { of } => EdgeJson {
                of: Some(of.iter().map(ToString::to_string).collect()),
                codes: BTreeMap::new(),
                ..written
            },
        }
    }

    fn evidence(&self, statement: &'g Statement) -> EvidenceJson<'g> {
        let evidence = &statement.evidence;
        let code_points = self.code_points(&evidence.document);
        let Trigger { span, text } = &evidence.trigger;
        EvidenceJson {
            document: evidence.document.as_str(),
            sentence: evidence.sentence,
            passage: passage(code_points, evidence.span, &evidence.text),
            rule: evidence.rule.as_str(),
            status: statement.status.as_str(),
            codes: &statement.codes,
            inferred: statement.inferred,
            trigger: passage(code_points, *span, text),
            head: argument(code_points, &statement.head),
            tail: argument(code_points, &statement.tail),
            roles: statement
                .roles
                .iter()
                .filter_map(|(role, parts)| Some((role.as_str(), self::role(code_points, parts)?)))
                .collect(),
            place: statement.place.as_ref().map(|place| argument(code_points, place)),
            time: statement.time.as_ref().map(|time| self::time(code_points, time)),
            attributed_to: statement.attributed_to.as_ref().map(EntityId::as_str),
            speakers: evidence.speakers.iter().map(|it| speaker(code_points, it)).collect(),
        }
    }

    fn code_points(&self, document: &DocumentId) -> &'g CodePoints {
        &self.set.document(document).expect("what is seen stands in a document").code_points
    }
}

fn passage<'g>(code_points: &CodePoints, span: Span, text: &'g str) -> PassageJson<'g> {
    PassageJson { start: code_points.before(span.start), end: code_points.before(span.end), text }
}

fn argument<'g>(code_points: &CodePoints, argument: &'g Argument) -> FillerJson<'g> {
    let passage = passage(code_points, argument.span, &argument.text);
    FillerJson { node: Some(argument.entity.as_str()), passage, from: None }
}

fn speaker<'g>(code_points: &CodePoints, speaker: &'g Speaker) -> SpeakerJson<'g> {
    let passage = passage(code_points, speaker.span, &speaker.text);
    let filler = FillerJson { node: Some(speaker.entity.as_str()), from: None, passage };
    SpeakerJson { filler, inferred: speaker.inferred }
}

/// What fills a role, if anything does.
fn role<'g>(code_points: &CodePoints, parts: &'g [RoleFiller]) -> Option<RoleJson<'g>> {
    let mut parts = parts.iter().map(|filler| FillerJson {
        node: filler.entity.as_ref().map(EntityId::as_str),
        passage: passage(code_points, filler.span, &filler.text),
        from: filler.from.as_ref().map(|from| passage(code_points, from.span, &from.text)),
    });
    Some(RoleJson { first: parts.next()?, and: parts.collect() })
}

fn time<'g>(code_points: &CodePoints, time: &'g Time) -> TimeJson<'g> {
    let passage = passage(code_points, time.span, &time.text);
    TimeJson { passage, days: time.interval.map(days) }
}

fn when(when: &When) -> WhenJson<'_> {
    match when {
        When::Days(interval) => WhenJson { text: None, days: Some(days(*interval)) },
        When::Words { text, .. } => WhenJson { text: Some(text), days: None },
    }
}

fn days(Interval { from, to }: Interval) -> DaysJson {
    DaysJson { from: from.to_string(), to: to.to_string() }
}
