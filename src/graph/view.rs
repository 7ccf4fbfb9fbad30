//! The nodes and edges that follow from a set of statements.
//!
//! A [`View`] is computed from the whole set, in one order, so that equal sets give equal views.
//! Inside it is a petgraph; its indices never leave this module and [`super::query`].

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use petgraph::graph::{DiGraph, NodeIndex};

use super::{
    Circumstances, KnowledgeGraph, When,
    identity::{Candidate, Candidates, Identity, record_of_most},
    key,
    reprint::Wording,
};
use crate::{
    id::{DocumentId, EntityId, Fingerprint, RelationId, fingerprint},
    mention::{EntityRecord, Mention, Statement},
    status::Status,
};

/// The relation of who acts to where.
const AT: &str = "at";

/// Nodes and edges, in the order of their ids.
#[derive(Clone, Debug)]
pub struct View<'g> {
    pub(super) set: &'g KnowledgeGraph,
    pub(super) graph: DiGraph<Node, Edge>,
    pub(super) indices: BTreeMap<EntityId, NodeIndex>,
}

/// An entity with all that documents say of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its id.
    pub id: EntityId,
    /// What is known of it.
    pub record: Arc<EntityRecord>,
    /// What it is called in documents.
    pub names: BTreeSet<String>,
    /// The documents that name it or say something of it.
    pub documents: BTreeSet<DocumentId>,
    /// Where it is named, in the order of documents and of their texts.
    pub mentions: Vec<Arc<Mention>>,
}

/// Statements that say the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// A hash of what it says; no other edge of the graph has it.
    pub key: Fingerprint,
    /// Who acts; the end with the smaller id where the ends have no order.
    pub source: EntityId,
    /// Whom or what it acts on.
    pub target: EntityId,
    /// What it does.
    pub relation: RelationId,
    /// Whether it is stated or follows from what is.
    pub kind: EdgeKind,
    /// The statements, in the order of documents and of their texts; never empty.
    pub evidence: Vec<Arc<Statement>>,
}

/// Whether an edge is stated or follows from what is.
#[derive(Clone, Debug, PartialEq)]
pub enum EdgeKind {
    /// Texts state it.
    Stated {
        /// Whether it happened.
        status: Status,
        /// Whether its ends have no order.
        symmetric: bool,
        /// Where and when, as exactly as any of its statements says.
        circumstances: Circumstances,
        /// How many sentences state it; copies of one, lightly edited ones too, count once.
        weight: usize,
    },
    /// It ties in what is a mere role of other edges.
    Derived {
        /// The keys of these edges; never empty.
        of: BTreeSet<Fingerprint>,
    },
}

impl Edge {
    /// How many sentences state it; 0 where none does and it follows from other edges.
    pub fn weight(&self) -> usize {
        match self.kind {
            EdgeKind::Stated { weight, .. } => weight,
            EdgeKind::Derived { .. } => 0,
        }
    }

    /// Whether it follows from other edges.
    pub fn is_derived(&self) -> bool {
        matches!(self.kind, EdgeKind::Derived { .. })
    }

    /// The documents that state it.
    pub fn documents(&self) -> BTreeSet<&DocumentId> {
        self.evidence.iter().map(|statement| &statement.evidence.document).collect()
    }

    /// Codes in other vocabularies, by vocabulary.
    pub fn codes(&self) -> BTreeMap<&str, &str> {
        self.evidence
            .iter()
            .rev()
            .flat_map(|statement| &statement.codes)
            .map(|(vocabulary, code)| (vocabulary.as_str(), code.as_str()))
            .collect()
    }
}

impl<'g> View<'g> {
    /// All nodes and edges of `set`.
    pub(super) fn of(set: &'g KnowledgeGraph) -> Self {
        let (identity, candidates) = identified_candidates(set);
        let statements = statements(set, &identity);
        let nodes = nodes(set, &candidates, &identity, &statements);
        let wording = Wording::of(set, &identity);
        let lies_in = |inner: &EntityId, outer: &EntityId| lies_in(inner, outer, &candidates);
        let stated = stated(statements, &wording, lies_in);
        Self::assemble(set, nodes, stated)
    }

    /// These nodes, these edges between them, and what follows from the edges.
    pub(super) fn assemble(
        set: &'g KnowledgeGraph,
        nodes: BTreeMap<EntityId, Node>,
        stated: Vec<Edge>,
    ) -> Self {
        let mut edges = derived(&stated);
        edges.extend(stated);
        Self::connect(set, nodes, edges)
    }

    /// These nodes and these edges between them. An edge to what is no node is left out.
    pub(super) fn connect(
        set: &'g KnowledgeGraph,
        nodes: BTreeMap<EntityId, Node>,
        mut edges: Vec<Edge>,
    ) -> Self {
        edges.sort_by(|a, b| order(a).cmp(&order(b)));
        let mut graph = DiGraph::with_capacity(nodes.len(), edges.len());
        let indices: BTreeMap<_, _> =
            nodes.into_iter().map(|(id, node)| (id, graph.add_node(node))).collect();
        for edge in edges {
            if let (Some(&source), Some(&target)) =
                (indices.get(&edge.source), indices.get(&edge.target))
            {
                graph.add_edge(source, target, edge);
            }
        }
        Self { set, graph, indices }
    }

    /// What it was assembled from.
    pub(super) fn into_parts(self) -> (&'g KnowledgeGraph, BTreeMap<EntityId, Node>, Vec<Edge>) {
        let (nodes, edges) = self.graph.into_nodes_edges();
        let nodes = nodes.into_iter().map(|node| (node.weight.id.clone(), node.weight)).collect();
        let edges = edges.into_iter().map(|edge| edge.weight);
        (self.set, nodes, edges.filter(|edge| !edge.is_derived()).collect())
    }

    /// The set that it is a view of.
    pub fn set(&self) -> &'g KnowledgeGraph {
        self.set
    }

    /// The nodes, in the order of their ids.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.graph.node_weights()
    }

    /// The edges, in the order of their ends, the stated ones between two ends first.
    pub fn edges(&self) -> impl Iterator<Item = &Edge> {
        self.graph.edge_weights()
    }
}

/// What edges are sorted by.
fn order(edge: &Edge) -> impl Ord {
    let status = match &edge.kind {
        EdgeKind::Stated { status, circumstances, .. } => Some((*status, circumstances)),
        EdgeKind::Derived { .. } => None,
    };
    (&edge.source, &edge.target, edge.is_derived(), &edge.relation, status, edge.key)
}

/// Every entity that a statement names.
pub(super) fn entities(statement: &Statement) -> impl Iterator<Item = &EntityId> {
    [&statement.head, &statement.tail]
        .into_iter()
        .chain(&statement.place)
        .map(|argument| &argument.entity)
        .chain(&statement.attributed_to)
        .chain(statement.evidence.speakers.iter().map(|speaker| &speaker.entity))
        .chain(statement.roles.values().flatten().filter_map(|filler| filler.entity.as_ref()))
        .chain(statement.derived.iter().flat_map(|(source, _, target)| [source, target]))
}

/// Who is who in `set`, and what that was judged by.
pub(super) fn identified_candidates(set: &KnowledgeGraph) -> (Identity, Candidates<'_>) {
    Identity::among(candidates(set), &set.provenance.corrections)
}

/// What the identity of each entity is judged by.
fn candidates(set: &KnowledgeGraph) -> Candidates<'_> {
    let mut records: BTreeMap<&EntityId, Vec<&Arc<EntityRecord>>> = BTreeMap::new();
    for (id, known) in set.findings().flat_map(|findings| &findings.entities) {
        records.entry(id).or_default().extend(known);
    }
    let mut candidates: Candidates<'_> = records
        .into_iter()
        .map(|(id, records)| {
            let (names, documents) = (BTreeSet::new(), BTreeMap::new());
            (id.clone(), Candidate { record: record_of_most(records), names, documents })
        })
        .collect();
    for mention in set.findings().flat_map(|findings| &findings.mentions) {
        if let Some(candidate) = candidates.get_mut(&mention.entity) {
            candidate.names.insert(&mention.text);
            candidate.documents.entry(&mention.document).or_default();
        }
    }
    for findings in set.findings() {
        for (id, records) in &findings.entities {
            let known = candidates.get_mut(id);
            let context = known.and_then(|it| it.documents.get_mut(&findings.record().id));
            if let Some(context) = context {
                context.extend(records.iter().flat_map(|record| &record.context));
            }
        }
    }
    candidates
}

/// All statements in the order of their evidence, each entity called by the id that it is known
/// by. What turns out to be said of one entity and itself is left out.
fn statements(set: &KnowledgeGraph, identity: &Identity) -> Vec<Arc<Statement>> {
    let mut statements: Vec<_> = set
        .findings()
        .flat_map(|findings| &findings.statements)
        .filter_map(|statement| {
            if !entities(statement).any(|entity| identity.changes(entity)) {
                return Some(Arc::clone(statement));
            }
            let identified = identified(statement, identity);
            (identified.head.entity != identified.tail.entity).then(|| Arc::new(identified))
        })
        .collect();
    sort(&mut statements);
    statements
}

/// Sorts by where the sentences stand.
fn sort(statements: &mut [Arc<Statement>]) {
    statements.sort_by(|a, b| (&a.evidence, a).cmp(&(&b.evidence, b)));
}

/// The statement, each entity called by the id that it is known by.
fn identified(statement: &Statement, identity: &Identity) -> Statement {
    let mut statement = statement.clone();
    let document = &statement.evidence.document;
    let fillers = statement.roles.values_mut().flatten();
    for entity in [&mut statement.head, &mut statement.tail]
        .into_iter()
        .chain(&mut statement.place)
        .map(|argument| &mut argument.entity)
        .chain(&mut statement.attributed_to)
        .chain(statement.evidence.speakers.iter_mut().map(|speaker| &mut speaker.entity))
        .chain(fillers.filter_map(|filler| filler.entity.as_mut()))
    {
        *entity = identity.of(document, entity).clone();
    }
    statement.derived = statement
        .derived
        .into_iter()
        .map(|(source, relation, target)| {
            let [source, target] = [source, target].map(|id| identity.of(document, &id).clone());
            (source, relation, target)
        })
        .collect();
    statement
}

/// Every entity that documents name or say something of.
fn nodes(
    set: &KnowledgeGraph,
    candidates: &Candidates<'_>,
    identity: &Identity,
    statements: &[Arc<Statement>],
) -> BTreeMap<EntityId, Node> {
    let mut nodes = BTreeMap::new();
    let mut seen = |id: &EntityId, document: &DocumentId, mention: Option<&Arc<Mention>>| {
        let node = nodes.entry(id.clone()).or_insert_with(|| Node {
            id: id.clone(),
            record: Arc::clone(candidates[id].record),
            names: BTreeSet::new(),
            documents: BTreeSet::new(),
            mentions: Vec::new(),
        });
        if !node.documents.contains(document) {
            node.documents.insert(document.clone());
        }
        if let Some(mention) = mention {
            if !node.names.contains(&mention.text) {
                node.names.insert(mention.text.clone());
            }
            node.mentions.push(Arc::clone(mention));
        }
    };
    for mention in set.findings().flat_map(|findings| &findings.mentions) {
        let entity = identity.of(&mention.document, &mention.entity);
        seen(entity, &mention.document, Some(mention));
    }
    for statement in statements {
        for entity in entities(statement) {
            seen(entity, &statement.evidence.document, None);
        }
    }
    nodes
}

/// The edges that the statements make, which come in the order of their evidence.
fn stated(
    statements: Vec<Arc<Statement>>,
    wording: &Wording<'_>,
    lies_in: impl Fn(&EntityId, &EntityId) -> bool,
) -> Vec<Edge> {
    let mut alike: BTreeMap<_, Vec<Arc<Statement>>> = BTreeMap::new();
    for statement in statements {
        let (mut source, mut target) = (&statement.head.entity, &statement.tail.entity);
        if statement.symmetric && target < source {
            (source, target) = (target, source);
        }
        let said = (source.clone(), statement.relation.clone(), target.clone(), statement.status);
        alike.entry(said).or_default().push(statement);
    }
    let mut edges = Vec::new();
    for ((source, relation, target, status), statements) in alike {
        let keys = statements.iter().map(|statement| Circumstances::of(statement)).collect();
        let groups = key::groups(&keys, &lies_in);
        let mut evidence: BTreeMap<&Circumstances, Vec<Arc<Statement>>> = BTreeMap::new();
        for statement in statements {
            evidence.entry(groups[&Circumstances::of(&statement)]).or_default().push(statement);
        }
        edges.extend(evidence.into_iter().map(|(circumstances, evidence)| Edge {
            key: edge_key(&source, &relation, &target, status, circumstances),
            source: source.clone(),
            target: target.clone(),
            relation: relation.clone(),
            kind: EdgeKind::Stated {
                status,
                symmetric: evidence.iter().any(|statement| statement.symmetric),
                circumstances: circumstances.clone(),
                weight: wording.distinct_sentences(&evidence),
            },
            evidence,
        }));
    }
    edges
}

/// The edges that follow from `stated`: what the statements themselves derive, and from who acts
/// to where it happens.
pub(super) fn derived(stated: &[Edge]) -> Vec<Edge> {
    let at = RelationId::from(AT);
    let mut following: BTreeMap<_, (BTreeSet<Fingerprint>, Vec<Arc<Statement>>)> = BTreeMap::new();
    for edge in stated {
        let EdgeKind::Stated { symmetric, circumstances, .. } = &edge.kind else { continue };
        let acting: &[&EntityId] =
            if *symmetric { &[&edge.source, &edge.target] } else { &[&edge.source] };
        for statement in &edge.evidence {
            let said = statement.place.as_ref().map(|place| &place.entity);
            let place = circumstances.place.as_ref().filter(|&place| {
                said == Some(place) && *place != edge.source && *place != edge.target
            });
            let presence = place.into_iter().flat_map(|place| {
                acting.iter().map(|&end| (end.clone(), at.clone(), place.clone()))
            });
            for follows in presence.chain(statement.derived.iter().cloned()) {
                if follows.0 != follows.2 {
                    let (of, evidence) = following.entry(follows).or_default();
                    of.insert(edge.key);
                    evidence.push(Arc::clone(statement));
                }
            }
        }
    }
    following
        .into_iter()
        .map(|((source, relation, target), (of, mut evidence))| {
            sort(&mut evidence);
            // A rule may itself derive that who acts is there.
            evidence.dedup();
            let parts = ["derived", source.as_str(), relation.as_str(), target.as_str()];
            let kind = EdgeKind::Derived { of };
            Edge { key: fingerprint(parts), source, target, relation, kind, evidence }
        })
        .collect()
}

/// A hash of what an edge says, the same on every machine.
fn edge_key(
    source: &EntityId,
    relation: &RelationId,
    target: &EntityId,
    status: Status,
    Circumstances { time, place }: &Circumstances,
) -> Fingerprint {
    let place = place.as_ref().map_or("", EntityId::as_str);
    let said = ["stated", source.as_str(), relation.as_str(), target.as_str(), status.as_str()];
    let time = match time {
        None => Vec::new(),
        Some(When::Days(days)) => vec!["days".into(), days.from.to_string(), days.to.to_string()],
        Some(When::Words { document, text }) => {
            vec!["words".into(), document.to_string(), text.clone()]
        }
    };
    fingerprint(said.into_iter().chain([place]).chain(time.iter().map(String::as_str)))
}

/// Whether the place `inner` lies in `outer`, over any number of steps.
fn lies_in(inner: &EntityId, outer: &EntityId, candidates: &Candidates<'_>) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![inner];
    while let Some(place) = open.pop() {
        let within = candidates.get(place).map_or(&[][..], |known| &known.record.within);
        for around in within {
            if around == outer {
                return true;
            }
            if seen.insert(around) {
                open.push(around);
            }
        }
    }
    false
}
