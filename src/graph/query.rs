//! Questions to a view: one node, its edges, its surroundings, the weighty part, and counts.
//!
//! Derived edges are no evidence of their own: they are never walked and never counted. A part of
//! a view holds those that follow from the stated edges it holds.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use petgraph::{Direction, graph::NodeIndex, unionfind::UnionFind, visit::EdgeRef};

use super::{Edge, EdgeKind, Node, View, view::derived};
use crate::{
    id::{EntityId, RelationId, TypeId},
    status::Status,
};

/// How much of what there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents read.
    pub documents: usize,
    /// Places that name an entity.
    pub mentions: usize,
    /// Statements, copies included.
    pub statements: usize,
    /// Entities by type.
    pub entities: BTreeMap<TypeId, usize>,
    /// Stated edges by relation.
    pub relations: BTreeMap<RelationId, usize>,
    /// Stated edges by status.
    pub statuses: BTreeMap<Status, usize>,
    /// Derived edges.
    pub derived: usize,
    /// Groups of entities that hang together by stated edges.
    pub components: usize,
}

impl View<'_> {
    /// The node of this entity.
    pub fn node(&self, id: &EntityId) -> Option<&Node> {
        self.indices.get(id).map(|&index| &self.graph[index])
    }

    /// The edges that start or end at an entity, derived ones too, in the order of
    /// [`edges`](View::edges).
    pub fn edges_of(&self, id: &EntityId) -> impl Iterator<Item = &Edge> {
        let mut edges: Vec<_> = self
            .indices
            .get(id)
            .into_iter()
            .flat_map(|&index| {
                let leaving = self.graph.edges_directed(index, Direction::Outgoing);
                let arriving = self.graph.edges_directed(index, Direction::Incoming);
                leaving.chain(arriving.filter(move |edge| edge.source() != index))
            })
            .collect();
        edges.sort_by_key(EdgeRef::id);
        edges.into_iter().map(|edge| edge.weight())
    }

    /// How many edges start or end at an entity, derived ones too.
    pub fn degree(&self, id: &EntityId) -> usize {
        self.edges_of(id).count()
    }

    /// The part within `depth` steps of these entities, along stated edges in either direction,
    /// with the places and things that its edges tie in. An id that is no node adds nothing.
    #[must_use]
    pub fn focus<'i>(self, ids: impl IntoIterator<Item = &'i EntityId>, depth: usize) -> Self {
        let mut reached: BTreeSet<NodeIndex> =
            ids.into_iter().filter_map(|id| self.indices.get(id).copied()).collect();
        let mut frontier: Vec<NodeIndex> = reached.iter().copied().collect();
        for _ in 0..depth {
            let mut next = Vec::new();
            for index in frontier {
                next.extend(self.stated_neighbours(index).filter(|&other| reached.insert(other)));
            }
            frontier = next;
        }
        let kept: BTreeSet<EntityId> =
            reached.into_iter().map(|index| self.graph[index].id.clone()).collect();
        let (set, mut nodes, mut stated) = self.into_parts();
        stated.retain(|edge| kept.contains(&edge.source) && kept.contains(&edge.target));
        let tied: BTreeSet<EntityId> =
            derived(&stated).into_iter().flat_map(|edge| [edge.source, edge.target]).collect();
        nodes.retain(|id, _| kept.contains(id) || tied.contains(id));
        Self::assemble(set, nodes, stated)
    }

    /// The part that holds stated edges of at least this weight, and of the nodes those `max_nodes`
    /// that most is said of: by the weight of their edges, then by how much is tied to them.
    #[must_use]
    pub fn filtered(self, min_weight: usize, max_nodes: Option<usize>) -> Self {
        let (set, nodes, mut stated) = self.into_parts();
        stated.retain(|edge| edge.weight() >= min_weight);
        let view = Self::assemble(set, nodes, stated);
        let Some(max_nodes) = max_nodes.filter(|&max| max < view.graph.node_count()) else {
            return view;
        };
        let mut ranked: Vec<_> = view
            .nodes()
            .map(|node| {
                let weight: usize = view.edges_of(&node.id).map(Edge::weight).sum();
                (Reverse((weight, view.degree(&node.id))), node.id.clone())
            })
            .collect();
        ranked.sort();
        let kept: BTreeSet<EntityId> =
            ranked.into_iter().take(max_nodes).map(|(_, id)| id).collect();
        let (set, mut nodes, stated) = view.into_parts();
        nodes.retain(|id, _| kept.contains(id));
        let stated = stated
            .into_iter()
            .filter(|edge| kept.contains(&edge.source) && kept.contains(&edge.target))
            .collect();
        Self::assemble(set, nodes, stated)
    }

    /// Everything but derived edges.
    #[must_use]
    pub fn without_derived(self) -> Self {
        let (set, nodes, stated) = self.into_parts();
        Self::connect(set, nodes, stated)
    }

    /// The groups of entities that hang together by stated edges, largest first; entities without
    /// one are in none.
    pub fn components(&self) -> Vec<Vec<&EntityId>> {
        let mut together = UnionFind::new(self.graph.node_count());
        let mut stated: BTreeSet<NodeIndex> = BTreeSet::new();
        for edge in self.graph.edge_references().filter(|edge| !edge.weight().is_derived()) {
            together.union(edge.source().index(), edge.target().index());
            stated.extend([edge.source(), edge.target()]);
        }
        let mut components: BTreeMap<usize, Vec<&EntityId>> = BTreeMap::new();
        for index in stated {
            let representative = together.find(index.index());
            components.entry(representative).or_default().push(&self.graph[index].id);
        }
        let mut components: Vec<_> = components.into_values().collect();
        components.sort_by(|a, b| (Reverse(a.len()), a).cmp(&(Reverse(b.len()), b)));
        components
    }

    /// How much of what there is.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary {
            documents: self.set.documents().count(),
            components: self.components().len(),
            ..Summary::default()
        };
        for node in self.nodes() {
            summary.mentions += node.mentions.len();
            *summary.entities.entry(node.record.r#type.clone()).or_default() += 1;
        }
        for edge in self.edges() {
            match &edge.kind {
                EdgeKind::Stated { status, .. } => {
                    summary.statements += edge.evidence.len();
                    *summary.relations.entry(edge.relation.clone()).or_default() += 1;
                    *summary.statuses.entry(*status).or_default() += 1;
                }
                EdgeKind::Derived { .. } => summary.derived += 1,
            }
        }
        summary
    }

    fn stated_neighbours(&self, index: NodeIndex) -> impl Iterator<Item = NodeIndex> {
        [Direction::Outgoing, Direction::Incoming].into_iter().flat_map(move |direction| {
            self.graph
                .edges_directed(index, direction)
                .filter(|edge| !edge.weight().is_derived())
                .map(move |edge| match direction {
                    Direction::Outgoing => edge.target(),
                    Direction::Incoming => edge.source(),
                })
        })
    }
}
