//! The knowledge graph: a set of what documents say, and the picture that follows from it.
//!
//! [`KnowledgeGraph`] holds documents, mentions, entity records and statements, and no more: it is
//! a set, so that merging is union and order can never matter. Who is a node, which statements are
//! one edge, what counts how often: all of that is a pure function of the whole set, computed by
//! [`KnowledgeGraph::view`] when it is asked for. Taking a document out therefore undoes putting
//! it in, whatever came between.

mod identity;
mod key;
mod query;
mod reprint;
mod view;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
};

pub use identity::{Against, Corrections, Identity, Join, Reason, Refusal};
pub use key::{Circumstances, When};
pub use query::Summary;
pub use view::{Edge, EdgeKind, Node, View};

use crate::{
    error::Error,
    id::{DocumentId, EntityId, Fingerprint, TypeId},
    mention::{DocumentRecord, EntityRecord, Extraction, Mention, Statement},
    style::Style,
};

/// What many documents say, as a set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KnowledgeGraph {
    provenance: Provenance,
    /// By id, then by the fingerprint of the text: the first text of an id is the one in use.
    documents: BTreeMap<DocumentId, BTreeMap<Fingerprint, Findings>>,
}

/// What a graph was made with, so that who writes it needs no rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The rules, by their fingerprint, with where they came from, base first; more than one
    /// where graphs were merged.
    pub rules: BTreeMap<Fingerprint, Vec<String>>,
    /// How each type is drawn.
    pub styles: BTreeMap<TypeId, Style>,
    /// What the analyst knows better about who is who.
    pub corrections: Corrections,
}

/// What one text says.
#[derive(Clone, Debug, Default, PartialEq)]
struct Findings {
    /// One, unless the same text was given with two titles or dates; the first is in use.
    records: BTreeSet<DocumentRecord>,
    /// One for each entity, unless the text was read with two sets of rules.
    entities: BTreeMap<EntityId, Vec<Arc<EntityRecord>>>,
    mentions: BTreeSet<Arc<Mention>>,
    statements: BTreeSet<Arc<Statement>>,
}

/// Two documents of one id and different text. One is in use, the same in whatever order they
/// came; the other is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The id.
    pub document: DocumentId,
    /// The one in use.
    pub kept: DocumentRecord,
    /// Those left out.
    pub skipped: Vec<DocumentRecord>,
}

impl KnowledgeGraph {
    /// What the program that fills the graph is called, with its version.
    pub const GENERATOR: &str = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));

    /// A graph of no documents.
    pub fn new(provenance: Provenance) -> Self {
        Self { provenance, documents: BTreeMap::new() }
    }

    /// Puts in what was found in a document.
    ///
    /// A second text of the same id is kept out of sight: see [`conflicts`](Self::conflicts).
    ///
    /// # Panics
    ///
    /// If a mention or a statement names an entity of which the extraction holds no record.
    pub fn add(&mut self, extraction: Extraction) {
        let Extraction { document, entities, mentions, statements } = extraction;
        for entity in mentions
            .iter()
            .map(|mention| &mention.entity)
            .chain(statements.iter().flat_map(view::entities))
        {
            assert!(entities.contains_key(entity), "an extraction holds a record of `{entity}`");
        }
        let findings = Findings {
            entities: entities
                .into_iter()
                .map(|(id, record)| (id, vec![Arc::new(record)]))
                .collect(),
            mentions: mentions.into_iter().map(Arc::new).collect(),
            statements: statements.into_iter().map(Arc::new).collect(),
            records: BTreeSet::from([document.clone()]),
        };
        self.documents
            .entry(document.id)
            .or_default()
            .entry(document.fingerprint)
            .or_default()
            .union(findings);
    }

    /// Puts in all that `other` holds.
    ///
    /// Associative, commutative and idempotent.
    pub fn merge(&mut self, other: Self) {
        self.provenance.union(other.provenance);
        for (id, texts) in other.documents {
            let own = self.documents.entry(id).or_default();
            for (fingerprint, findings) in texts {
                own.entry(fingerprint).or_default().union(findings);
            }
        }
    }

    /// Takes out a document, with all that was found in it; says whether it was there.
    pub fn remove(&mut self, document: &DocumentId) -> bool {
        self.documents.remove(document).is_some()
    }

    /// The documents in use, in the order of their ids.
    pub fn documents(&self) -> impl Iterator<Item = &DocumentRecord> {
        self.findings().map(Findings::record)
    }

    /// The document of this id, if the graph holds it.
    pub fn document(&self, id: &DocumentId) -> Option<&DocumentRecord> {
        self.documents.get(id).and_then(|texts| texts.values().next()).map(Findings::record)
    }

    /// Where an id was given to more than one text, in the order of the ids.
    pub fn conflicts(&self) -> impl Iterator<Item = Conflict> {
        self.documents.iter().filter(|(_, texts)| texts.len() > 1).map(|(id, texts)| {
            let mut records = texts.values().map(|findings| findings.record().clone());
            Conflict {
                document: id.clone(),
                kept: records.next().expect("an id has a text"),
                skipped: records.collect(),
            }
        })
    }

    /// What it was made with.
    pub fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// Who is who among all that documents name, with the reasons.
    pub fn identity(&self) -> Identity {
        view::identified_candidates(self).0
    }

    /// The nodes and edges that follow from all that the graph holds.
    pub fn view(&self) -> View<'_> {
        View::of(self)
    }

    /// What the documents in use say, in the order of their ids.
    fn findings(&self) -> impl Iterator<Item = &Findings> {
        self.documents.values().filter_map(|texts| texts.values().next())
    }
}

impl Findings {
    fn record(&self) -> &DocumentRecord {
        self.records.first().expect("findings come with the record of their document")
    }

    fn union(&mut self, other: Self) {
        self.records.extend(other.records);
        self.mentions.extend(other.mentions);
        self.statements.extend(other.statements);
        for (id, records) in other.entities {
            let own = self.entities.entry(id).or_default();
            for record in records {
                let place = own.partition_point(|known| identity::order(known, &record).is_lt());
                if own.get(place).is_none_or(|known| identity::order(known, &record).is_ne()) {
                    own.insert(place, record);
                }
            }
        }
    }
}

impl Provenance {
    fn union(&mut self, other: Self) {
        union_smaller(&mut self.rules, other.rules);
        union_smaller(&mut self.styles, other.styles);
        self.corrections.union(other.corrections);
    }
}

/// The union of two maps; where both have a key, the smaller value, so that order cannot matter.
fn union_smaller<Key: Ord, Value: Ord>(
    own: &mut BTreeMap<Key, Value>,
    other: BTreeMap<Key, Value>,
) {
    for (key, value) in other {
        match own.get_mut(&key) {
            Some(known) if *known <= value => {}
            Some(known) => *known = value,
            None => {
                own.insert(key, value);
            }
        }
    }
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "document `{}` was given with {} texts", self.document, self.skipped.len() + 1)?;
        match &self.kept.title {
            Some(title) => write!(f, "; only `{title}` is used"),
            None => f.write_str("; only one of them is used"),
        }
    }
}

impl From<Conflict> for Error {
    fn from(conflict: Conflict) -> Self {
        Self::new(conflict.to_string()).help("give each document an id of its own")
    }
}
