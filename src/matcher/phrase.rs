//! Noun phrases that name something: what fills the roles of a relation.

use std::sync::Arc;

use crate::{
    id::{EntityId, RuleId, TypeId},
    span::TokenRange,
};

/// A noun phrase that names an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The tokens of the name: "Vladimir Putin".
    pub name: TokenRange,
    /// The tokens of the phrase around it: "Russian President Vladimir Putin".
    pub extent: TokenRange,
    /// What it may stand for, the most usual first; never empty.
    pub readings: Arc<[Reading]>,
    /// What it was found by.
    pub rule: RuleId,
}

/// One thing that a phrase may stand for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reading {
    /// How the phrase stands for the entity; names come before what is used in their stead.
    pub form: Form,
    /// The entity.
    pub entity: EntityId,
    /// Its type.
    pub r#type: TypeId,
    /// Whether the entity lies somewhere, so that things can happen there.
    pub located: bool,
}

/// How a phrase stands for an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// By a name of its own.
    Name,
    /// By a short name, which is its own only where the document says so otherwise: "the Coalition".
    Short,
    /// By its people: "Russians".
    People,
    /// By the place it is governed from: "Moscow", "the Kremlin".
    Seat,
    /// By a description: "the US president".
    Description,
    /// By a pronoun: "he".
    Pronoun,
    /// By a possessive pronoun, which stands for who has what follows: "his call".
    Possessive,
    /// By an adjective, which stands for it only together with a noun: "Russian".
    Adjective,
}

impl Form {
    /// Whether it names nothing, and had to be resolved to what other words name.
    pub const fn is_reference(self) -> bool {
        matches!(self, Self::Description | Self::Pronoun | Self::Possessive)
    }
}

impl Phrase {
    /// The most usual reading.
    pub fn usual(&self) -> &Reading {
        &self.readings[0]
    }

    /// Whether the phrase stands for what other words name: a description or a pronoun.
    pub fn is_description(&self) -> bool {
        self.usual().form.is_reference()
    }

    /// Whether the phrase is a pronoun, possessive or not.
    pub fn is_pronoun(&self) -> bool {
        matches!(self.usual().form, Form::Pronoun | Form::Possessive)
    }

    /// Whether the phrase is an adjective without a noun that would make it an actor.
    pub fn is_bare_adjective(&self) -> bool {
        self.usual().form == Form::Adjective && self.extent.end == self.name.end
    }
}
