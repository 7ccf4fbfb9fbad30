//! Which entities that documents name apart are one, and which that they name alike are not.
//!
//! Listed entities are who their rule file says they are. Entities that a pattern recognised are
//! known by type and name alone: two documents may write one name in two ways, and one name may be
//! that of two people. The whole set of documents decides, in four steps:
//!
//! 1. **apart**: a last name alone is somebody else's in every document, unless title and country
//!    agree; people of one full name are two where their titles or countries differ; and every
//!    document has its own "Supreme Court";
//! 2. **one name**: names of one type that differ in case, punctuation, a leading "the" or, of
//!    people, in spelling; where a listed entity has the name, it is that one;
//! 3. **short names**: an acronym joins the one name of its type that it abbreviates, if some
//!    document calls it by the acronym or has both; a last name joins the one full name that shares
//!    its title or country;
//! 4. **corrections**: the lists of `[identity]` have the last word.
//!
//! Every join has its reason, and so has every one that nearly was: [`Identity::joins`] and
//! [`Identity::refusals`].

mod apart;
mod join;

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
};

use crate::{
    id::{DocumentId, EntityId},
    mention::{Context, EntityRecord},
};

/// What the identity of an entity is judged by.
#[derive(Clone)]
pub(super) struct Candidate<'g> {
    /// What is known of it.
    pub(super) record: &'g Arc<EntityRecord>,
    /// What documents call it.
    pub(super) names: BTreeSet<&'g str>,
    /// The documents that name it, each with what it says of it.
    pub(super) documents: BTreeMap<&'g DocumentId, BTreeSet<&'g Context>>,
}

/// Candidates by the id that documents, or after the first step this module, give them.
pub(super) type Candidates<'g> = BTreeMap<EntityId, Candidate<'g>>;

/// What the analyst knows better: entities that are one, and entities that are not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    /// Each is one entity.
    pub same: BTreeSet<Vec<EntityId>>,
    /// In each, no two are one.
    pub different: BTreeSet<Vec<EntityId>>,
    /// Names that many bodies have: those of two documents are two.
    pub unspecific: BTreeSet<String>,
}

/// Who is who.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The ids of entities that are several, by the document that names them.
    apart: BTreeMap<EntityId, BTreeMap<DocumentId, EntityId>>,
    /// The entities that are another one, each with that one.
    joined: BTreeMap<EntityId, EntityId>,
    joins: Vec<Join>,
    refusals: Vec<Refusal>,
}

/// Two entities that are one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Join {
    /// The one that is another.
    pub id: EntityId,
    /// That other one.
    pub into: EntityId,
    /// Why.
    pub reason: Reason,
}

/// Two entities that could be one and are not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refusal {
    /// The one.
    pub id: EntityId,
    /// The other.
    pub other: EntityId,
    /// What speaks against it.
    pub reason: Against,
}

/// Why two entities are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// One name, but for its dress.
    SameName,
    /// One name in two spellings.
    Spelling,
    /// One is an acronym of the other.
    Acronym,
    /// One is the last name of the other, and title or country agree.
    LastName,
    /// A rule file says so.
    Rule,
}

/// What speaks against two entities being one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Against {
    /// Their titles or countries differ.
    Context,
    /// A last name alone is shared by many, and nothing else agrees.
    LastNameAlone,
    /// Many bodies have the name.
    Unspecific,
    /// It could be one of several.
    Ambiguous,
    /// A rule file says so.
    Rule,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SameName => "the same name",
            Self::Spelling => "the same name in another spelling",
            Self::Acronym => "its acronym, and a document that has both",
            Self::LastName => "its last name, with a title or country that agrees",
            Self::Rule => "a rule file says that they are one",
        })
    }
}

impl fmt::Display for Against {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Context => "their titles or countries differ",
            Self::LastNameAlone => "only a last name is the same, and no title or country agrees",
            Self::Unspecific => "many bodies have this name",
            Self::Ambiguous => "it could be one of several",
            Self::Rule => "a rule file says that they are not one",
        })
    }
}

impl Identity {
    /// Who is who among `candidates`, and the candidates under the ids that the first step gives.
    pub(super) fn among<'g>(
        candidates: Candidates<'g>,
        corrections: &Corrections,
    ) -> (Self, Candidates<'g>) {
        let mut identity = Self::default();
        let candidates = identity.part(candidates, corrections);
        identity.join(&candidates, corrections);
        identity.joins.sort();
        identity.refusals.sort();
        identity.refusals.dedup();
        (identity, candidates)
    }

    /// The entity that `document` calls `id`; that of this id as a rule.
    pub(super) fn of<'i>(&'i self, document: &DocumentId, id: &'i EntityId) -> &'i EntityId {
        let own = self.apart.get(id).and_then(|documents| documents.get(document)).unwrap_or(id);
        self.joined.get(own).unwrap_or(own)
    }

    /// Whether some document means another one by `id`.
    pub(super) fn changes(&self, id: &EntityId) -> bool {
        self.apart.contains_key(id) || self.joined.contains_key(id)
    }

    /// The entities that are one, each with the reason, in the order of their ids.
    pub fn joins(&self) -> &[Join] {
        &self.joins
    }

    /// The entities that could be one and are not, each with what speaks against it.
    pub fn refusals(&self) -> &[Refusal] {
        &self.refusals
    }
}

impl Candidate<'_> {
    /// All that documents say of it.
    fn context(&self) -> BTreeSet<&Context> {
        self.documents.values().flatten().copied().collect()
    }
}

/// The words of a text in small letters, without punctuation and a leading "the": equal for texts
/// that differ in their dress alone, and empty where there is no letter or digit.
pub(super) fn folded(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut parted = false;
    for character in text.chars() {
        match character {
            '.' | '\'' | '’' => {}
            _ if character.is_alphanumeric() => {
                if parted && !words.is_empty() {
                    words.push(' ');
                }
                parted = false;
                words.extend(character.to_lowercase());
            }
            _ => parted = true,
        }
    }
    words.strip_prefix("the ").map(str::to_owned).unwrap_or(words)
}

/// The record to go by when documents know an entity differently: a listed one first, then the
/// one that most documents have, then the first in [`order`].
pub(super) fn record_of_most(mut records: Vec<&Arc<EntityRecord>>) -> &Arc<EntityRecord> {
    records.sort_by(|a, b| order(a, b));
    let mut best = records[0];
    let mut best_rank = (false, 0);
    for same in records.chunk_by(|a, b| order(a, b).is_eq()) {
        let rank = (same[0].listed, same.len());
        if rank > best_rank {
            (best, best_rank) = (same[0], rank);
        }
    }
    best
}

/// A total order of records, by all that they say.
pub(super) fn order(a: &EntityRecord, b: &EntityRecord) -> Ordering {
    let position = |record: &EntityRecord| {
        record.at.map(|[latitude, longitude]| [latitude.to_bits(), longitude.to_bits()])
    };
    let plain = |record: &EntityRecord| (record.label.clone(), record.r#type.clone());
    plain(a)
        .cmp(&plain(b))
        .then_with(|| a.kind.cmp(&b.kind))
        .then_with(|| a.links.cmp(&b.links))
        .then_with(|| a.within.cmp(&b.within))
        .then_with(|| a.listed.cmp(&b.listed))
        .then_with(|| a.context.cmp(&b.context))
        .then_with(|| position(a).cmp(&position(b)))
}
