//! What was found in one document: mentions of entities, statements about them, and where.
//!
//! Plain values, written by `extract` and read by `graph`, `export` and `verify`. All spans are
//! in bytes of the document's text. Nothing here knows how anything was found, only by which rule.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    date::{Date, Interval},
    id::{DocumentId, EntityId, Fingerprint, RelationId, RoleId, RuleId, TypeId},
    span::{CodePoints, Span},
    status::Status,
};

/// Everything found in one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Extraction {
    /// The document it was found in.
    pub document: DocumentRecord,
    /// The entities that the mentions and statements name, by id.
    pub entities: BTreeMap<EntityId, EntityRecord>,
    /// Where entities are named, in the order of the text.
    pub mentions: Vec<Mention>,
    /// What is said of them, in the order of the text.
    pub statements: Vec<Statement>,
}

/// What the graph keeps of a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentRecord {
    /// Its id.
    pub id: DocumentId,
    /// Its title, where it has one.
    pub title: Option<String>,
    /// The day it was written, where known.
    pub date: Option<Date>,
    /// Where it was published.
    pub url: Option<String>,
    /// A hash of its text: two documents of one id and different text are a mistake.
    pub fingerprint: Fingerprint,
    /// Its bytes counted in code points, for the files that are written.
    pub code_points: CodePoints,
}

/// What is known of an entity apart from where it is named.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub struct EntityRecord {
    /// What it is called.
    pub label: String,
    /// Its type.
    pub r#type: TypeId,
    /// A finer kind ("city", "missile"), where known.
    pub kind: Option<String>,
    /// Ids elsewhere, by the name of the place (`wikidata`, `iso3166`).
    pub links: BTreeMap<String, String>,
    /// Latitude and longitude in degrees.
    pub at: Option<[f64; 2]>,
    /// The places it lies in, nearest first.
    pub within: Vec<EntityId>,
    /// Whether a rule file lists it; else it was recognised by a pattern.
    pub listed: bool,
    /// What the document says of an unlisted person, to tell namesakes apart.
    pub context: BTreeSet<Context>,
}

/// What is said of a person beside the name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Context {
    /// A title or calling, in dictionary form: "minister".
    Title(String),
    /// A country or body that the title is of.
    Country(EntityId),
}

/// A place in the text that names an entity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// The document.
    pub document: DocumentId,
    /// The bytes that name it.
    pub span: Span,
    /// These bytes' text.
    pub text: String,
    /// What is named.
    pub entity: EntityId,
    /// What it was found by.
    pub rule: RuleId,
}

/// One thing that one sentence says: head acts on tail.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Statement {
    /// Who or what acts.
    pub head: Argument,
    /// What it does.
    pub relation: RelationId,
    /// Whom or what it acts on.
    pub tail: Argument,
    /// Whether head and tail have no order.
    pub symmetric: bool,
    /// Whether it happened.
    pub status: Status,
    /// Who says so; nobody but the author when empty.
    pub attributed_to: Option<EntityId>,
    /// Where it happens.
    pub place: Option<Argument>,
    /// When it happens.
    pub time: Option<Time>,
    /// Every role of the relation that is filled, ends included; a role may have several parts.
    pub roles: BTreeMap<RoleId, Vec<RoleFiller>>,
    /// Edges that follow from this one: source, relation and target.
    pub derived: BTreeSet<(EntityId, RelationId, EntityId)>,
    /// Codes in other vocabularies, resolved for the status: `plover` → `AID`.
    pub codes: BTreeMap<String, String>,
    /// Whether an end was resolved from a pronoun, a description or the context.
    pub inferred: bool,
    /// Where it stands.
    pub evidence: Evidence,
}

impl Statement {
    /// Every entity that it names, in whatever place; one may come more than once.
    pub fn entities(&self) -> impl Iterator<Item = &EntityId> {
        let ends = [&self.head, &self.tail].into_iter().chain(&self.place);
        ends.map(|argument| &argument.entity)
            .chain(&self.attributed_to)
            .chain(self.evidence.speakers.iter().map(|speaker| &speaker.entity))
            .chain(self.roles.values().flatten().filter_map(|filler| filler.entity.as_ref()))
    }
}

/// An entity in its place in a statement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Argument {
    /// The entity.
    pub entity: EntityId,
    /// The bytes that stand for it; a pronoun's own where it was resolved.
    pub span: Span,
    /// These bytes' text.
    pub text: String,
}

/// What fills a role: an entity, or text kept with the statement ("two million dollars").
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoleFiller {
    /// The entity, if the role takes one.
    pub entity: Option<EntityId>,
    /// The bytes that fill it.
    pub span: Span,
    /// These bytes' text.
    pub text: String,
    /// What was named before, if these words stand for it and do not name it.
    pub from: Option<Antecedent>,
}

/// The words from which it is known what a pronoun or a description stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Antecedent {
    /// Their bytes.
    pub span: Span,
    /// These bytes' text.
    pub text: String,
}

/// When something happens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time {
    /// As the text has it: "on Friday".
    pub text: String,
    /// The bytes that say so.
    pub span: Span,
    /// The days meant, where the document's date tells.
    pub interval: Option<Interval>,
    /// Whether it is only some time around now, whatever the date: "soon", "in recent weeks".
    pub vague: bool,
}

/// The sentence that states something, and the rule that read it there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// The document.
    pub document: DocumentId,
    /// The sentence, counted from 0.
    pub sentence: usize,
    /// The sentence's bytes.
    pub span: Span,
    /// The sentence's text.
    pub text: String,
    /// The word or words that state the relation.
    pub trigger: Trigger,
    /// The rule.
    pub rule: RuleId,
    /// Who says so, the nearest first: who is quoted, then who quotes them.
    pub speakers: Vec<Speaker>,
}

/// Somebody who says what is stated.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Speaker {
    /// The entity.
    pub entity: EntityId,
    /// The bytes that stand for it; a pronoun's own where it was resolved.
    pub span: Span,
    /// These bytes' text.
    pub text: String,
    /// Whether it was resolved from a pronoun, a description or the context.
    pub inferred: bool,
}

/// The words that state a relation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trigger {
    /// Their bytes.
    pub span: Span,
    /// Their text.
    pub text: String,
}
