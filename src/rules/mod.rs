//! The rule language: what is written in `rules/*.toml`, checked and ready to be compiled.
//!
//! This layer knows rules and no text: it reads files, reports every problem with its place, and
//! gives a [`RuleSet`] of plain values. The matcher compiles it.

pub mod pattern;

use std::collections::BTreeMap;

use crate::{
    date::Date,
    error::Location,
    id::{EntityId, Fingerprint, RelationId, RoleId, RuleId, TypeId},
    status::Status,
    style::Style,
};
use pattern::Pattern;

/// All rules of a run: read, checked, and consistent with each other.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    /// The types of entities.
    pub types: Types,
    /// Known things, by id.
    pub entities: BTreeMap<EntityId, Entity>,
    /// Patterns for things nobody listed, in the order of their ids.
    pub names: Vec<NameRule>,
    /// What things do to each other, by name.
    pub relations: BTreeMap<RelationId, Relation>,
    /// The closed word lists of `english/`.
    pub english: WordLists,
    /// A hash of everything that was read.
    pub fingerprint: Fingerprint,
    /// Where the rules came from, base first, as shown to the user.
    pub origins: Vec<String>,
}

/// The tree of types.
#[derive(Clone, Debug, Default)]
pub struct Types(pub BTreeMap<TypeId, Type>);

/// A type of entity.
#[derive(Clone, Debug, Default)]
pub struct Type {
    /// The types it is one of, nearest first.
    pub is: Vec<TypeId>,
    /// How it is drawn.
    pub draw: Option<Style>,
    /// Its name in other vocabularies, by the vocabulary.
    pub maps: BTreeMap<String, String>,
}

impl Types {
    /// Whether `inner` is `outer` or, over any number of steps, one of it.
    pub fn is_a(&self, inner: &TypeId, outer: &TypeId) -> bool {
        inner == outer
            || self
                .0
                .get(inner)
                .is_some_and(|known| known.is.iter().any(|next| self.is_a(next, outer)))
    }
}

/// A known thing.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Its id.
    pub id: EntityId,
    /// Its name; a name of itself.
    pub name: String,
    /// Its type.
    pub r#type: TypeId,
    /// A finer kind: "city", "missile".
    pub kind: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// "Russian", "Russians".
    pub demonyms: Vec<String>,
    /// Places that stand for it when they act.
    pub seats: Vec<String>,
    /// Offices held.
    pub offices: Vec<Office>,
    /// The entity whose part it is: the country of a city.
    pub within: Option<EntityId>,
    /// Ids elsewhere, by the name of the place.
    pub links: BTreeMap<String, String>,
    /// Latitude and longitude in degrees.
    pub at: Option<[f64; 2]>,
    /// Where it is defined.
    pub location: Location,
}

/// An office held by a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// "president".
    pub title: String,
    /// The country or body.
    pub of: EntityId,
    /// The first day, where known.
    pub from: Option<Date>,
    /// The last day, where it has ended.
    pub to: Option<Date>,
}

/// A pattern for things nobody listed.
#[derive(Clone, Debug)]
pub struct NameRule {
    /// Its id.
    pub id: RuleId,
    /// The type of what it recognises.
    pub r#type: TypeId,
    /// What it looks for.
    pub recogniser: Recogniser,
    /// Words, in any form, of which one must stand within five tokens; no condition when empty.
    pub near: Vec<String>,
    /// Text whose marks it must find.
    pub finds: Vec<Example>,
    /// Text in which it must find nothing.
    pub ignores: Vec<Example>,
    /// Where it is defined.
    pub location: Location,
}

/// What a [`NameRule`] looks for.
#[derive(Clone, Debug)]
pub enum Recogniser {
    /// Characters: a regular expression, as written, and its place.
    Regex(String, Location),
    /// Tokens.
    Pattern(Pattern),
}

/// A relation: its roles, and how texts say it.
#[derive(Clone, Debug)]
pub struct Relation {
    /// Its name.
    pub name: RelationId,
    /// What it means, in a sentence.
    pub about: String,
    /// The roles, in the order written, each with the types it takes.
    pub roles: Vec<Role>,
    /// Whether its ends have no order.
    pub symmetric: bool,
    /// Token patterns.
    pub patterns: Vec<PatternRule>,
    /// Clauses, not compiled yet.
    pub clauses: Vec<Sourced>,
    /// Noun forms, not compiled yet.
    pub nouns: Vec<Sourced>,
    /// What clauses must not match, not compiled yet.
    pub except: Vec<Sourced>,
    /// The ends, in order of preference.
    pub edges: Vec<Ends>,
    /// Further edges that follow, by relation.
    pub also: BTreeMap<RelationId, Ends>,
    /// Codes in other vocabularies.
    pub codes: BTreeMap<String, Code>,
    /// Examples in which it must be found.
    pub finds: Vec<Example>,
    /// Examples in which it must not.
    pub ignores: Vec<Example>,
    /// Where it is defined.
    pub location: Location,
}

/// A role of a relation.
#[derive(Clone, Debug)]
pub struct Role {
    /// Its name.
    pub name: RoleId,
    /// What may fill it; the first is that of a marked span in an example.
    pub types: Vec<RoleType>,
}

/// What may fill a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoleType {
    /// An entity of this type or of one under it.
    Entity(TypeId),
    /// Any words.
    Text,
    /// A sum of money.
    Money,
    /// A number of something.
    Quantity,
    /// A day or stretch of days.
    Time,
    /// Something said to happen.
    Clause,
}

/// A token pattern of a relation.
#[derive(Clone, Debug)]
pub struct PatternRule {
    /// `meets/pattern-1`.
    pub id: RuleId,
    /// What it looks for.
    pub pattern: Pattern,
    /// Where it is written.
    pub location: Location,
}

/// Text of a rule file with its place.
#[derive(Clone, Debug)]
pub struct Sourced {
    /// As written.
    pub text: String,
    /// Where.
    pub location: Location,
}

/// The roles at the ends of an edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ends {
    /// The role it starts from.
    pub head: RoleId,
    /// The role it goes to.
    pub tail: RoleId,
}

/// A code in another vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// Whatever the status.
    Always(String),
    /// By status.
    ByStatus(BTreeMap<Status, String>),
}

/// An example with its marks: `[Zelensky](speaker) said the [US](supplier) [sold](trigger) …`.
#[derive(Clone, Debug)]
pub struct Example {
    /// The text without the marks.
    pub text: String,
    /// The marked spans, in bytes of `text`, in its order.
    pub marks: Vec<Mark>,
    /// What stands after `=>`.
    pub expected: Expected,
    /// Where it is written.
    pub location: Location,
}

/// A marked span of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The bytes marked.
    pub span: crate::span::Span,
    /// What they are marked as: a role, a type, `trigger` or `speaker`.
    pub label: String,
}

/// What an example asks for after `=>`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// `=> planned`.
    pub status: Option<Status>,
    /// `=> said by Zelensky`.
    pub said_by: Option<String>,
}

/// The closed word lists of `english/`.
#[derive(Clone, Debug, Default)]
pub struct WordLists {
    /// Words that end in a full stop without ending a sentence.
    pub abbreviations: Abbreviations,
    /// Words that decide the status of what they govern, by status.
    pub status: BTreeMap<Status, StatusWords>,
    /// Words that attribute.
    pub speech: SpeechWords,
    /// Nouns that, after a demonym, speak for the state or form a group.
    pub roles: RoleNouns,
}

/// Words that end in a full stop without ending a sentence, written with it.
#[derive(Clone, Debug, Default)]
pub struct Abbreviations {
    /// A name follows: "Mr.", "Gen.".
    pub before_names: Vec<String>,
    /// A number follows: "No.", "Jan.".
    pub before_numbers: Vec<String>,
    /// Anything may follow, a new sentence too: "U.S.", "Inc.".
    pub anywhere: Vec<String>,
}

/// Words that give a status, in dictionary form.
#[derive(Clone, Debug, Default)]
pub struct StatusWords {
    /// "will", "could", "not": stand before the verb.
    pub auxiliaries: Vec<String>,
    /// "plan", "agree": govern it.
    pub verbs: Vec<String>,
    /// "upcoming": modify it.
    pub adjectives: Vec<String>,
    /// "plan", "possibility": govern it.
    pub nouns: Vec<String>,
    /// "if", "whether", "unless": open its clause.
    pub conjunctions: Vec<String>,
}

/// Words that attribute what they govern to their subject.
#[derive(Clone, Debug, Default)]
pub struct SpeechWords {
    /// "say", "tell".
    pub verbs: Vec<String>,
    /// "according to".
    pub phrases: Vec<String>,
}

/// Nouns that make something of the demonym before them.
#[derive(Clone, Debug, Default)]
pub struct RoleNouns {
    /// "forces", "officials": the state itself.
    pub state: Vec<String>,
    /// "rebels", "fighters": a group of its own.
    pub group: Vec<String>,
}
