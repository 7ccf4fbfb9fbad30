//! Names that cannot be mistaken for each other, and hashes that are the same everywhere.
//!
//! [`Id`] is text tagged with what it names: an entity's id is never passed where a relation's
//! name is wanted. Cloning is cheap, ordering is that of the text, so that maps keyed by ids
//! come out in the same order on every run.

use std::{borrow::Borrow, cmp::Ordering, fmt, hash, marker::PhantomData, sync::Arc};

/// The name of a `Kind` of thing.
pub struct Id<Kind> {
    text: Arc<str>,
    kind: PhantomData<fn() -> Kind>,
}

/// Tags for [`Id`]; never built.
pub mod kind {
    /// An actor, place or weapon: a node.
    #[derive(Debug)]
    pub enum Entity {}
    /// A type of entity, as `types.toml` defines it.
    #[derive(Debug)]
    pub enum Type {}
    /// A kind of edge.
    #[derive(Debug)]
    pub enum Relation {}
    /// A rule: what an edge or a mention was found by.
    #[derive(Debug)]
    pub enum Rule {}
    /// A document.
    #[derive(Debug)]
    pub enum Document {}
    /// A role of a relation.
    #[derive(Debug)]
    pub enum Role {}
}

/// Names a node.
pub type EntityId = Id<kind::Entity>;
/// Names a type of entity.
pub type TypeId = Id<kind::Type>;
/// Names a relation.
pub type RelationId = Id<kind::Relation>;
/// Names a rule, `relation/pattern-2` or the id of a `[[name]]`.
pub type RuleId = Id<kind::Rule>;
/// Names a document.
pub type DocumentId = Id<kind::Document>;
/// Names a role of a relation.
pub type RoleId = Id<kind::Role>;

impl<Kind> Id<Kind> {
    /// The id with this text.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self { text: text.into(), kind: PhantomData }
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<Kind> Clone for Id<Kind> {
    fn clone(&self) -> Self {
        Self { text: Arc::clone(&self.text), kind: PhantomData }
    }
}

impl<Kind> PartialEq for Id<Kind> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<Kind> Eq for Id<Kind> {}

impl<Kind> PartialOrd for Id<Kind> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<Kind> Ord for Id<Kind> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl<Kind> hash::Hash for Id<Kind> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<Kind> Borrow<str> for Id<Kind> {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl<Kind> fmt::Display for Id<Kind> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl<Kind> fmt::Debug for Id<Kind> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.text, f)
    }
}

impl<Kind> From<&str> for Id<Kind> {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl<Kind> From<String> for Id<Kind> {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl EntityId {
    /// The id of an entity that no rule lists: its type and its name.
    ///
    /// ```
    /// use whowhom::id::EntityId;
    ///
    /// assert_eq!(EntityId::unlisted(&"person".into(), "Jane  Doe").as_str(), "person:jane-doe");
    /// ```
    pub fn unlisted(r#type: &TypeId, name: &str) -> Self {
        let mut id = format!("{type}:");
        for character in name.chars().flat_map(char::to_lowercase) {
            if character.is_alphanumeric() {
                id.push(character);
            } else if !id.ends_with(['-', ':']) {
                id.push('-');
            }
        }
        Self::new(id.trim_end_matches('-'))
    }
}

/// A 128-bit hash of `parts`, each with its length so that no two lists read alike: the same on
/// every machine and in every version (XXH3).
pub fn fingerprint<Part: AsRef<[u8]>>(parts: impl IntoIterator<Item = Part>) -> Fingerprint {
    let mut state = xxhash_rust::xxh3::Xxh3::new();
    for part in parts {
        let bytes = part.as_ref();
        state.update(&(bytes.len() as u64).to_le_bytes());
        state.update(bytes);
    }
    Fingerprint(state.digest128())
}

/// A 64-bit hash of `text`: the same on every machine and in every version (XXH3).
pub fn hash(text: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(text.as_bytes())
}

/// What [`fingerprint`] gives; shown as 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u128);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}
