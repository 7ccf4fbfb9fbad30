//! Frames without names: what clauses ask of a tree, whatever they and their roles are called.
//!
//! Ten thousand rules say things in a few hundred ways. Here roles are numbers in the order in which
//! the frame has them, and what they take is the number of a list of types; so the ways to say
//! different relations are one [`Frame`], which is tried once at a word for all of them.

use super::need::Ways;
use crate::{id::RoleId, rules::RoleType};

/// A frame, and what must be known before it is worth trying.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) frame: Frame,
    pub(super) ways: Ways,
}

/// One way to say something, without the words that trigger it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Frame {
    pub(super) form: Form,
    /// Whether the ends of its edge have no order.
    pub(super) symmetric: bool,
    /// The ends of edges, head and tail.
    pub(super) edges: Vec<[End; 2]>,
    /// Who does it.
    pub(super) subject: Option<Slot>,
    /// Particles of the verb, all of which must be there.
    pub(super) particles: Prepositions,
    /// What stands behind the trigger without a preposition, in this order.
    pub(super) objects: Vec<Slot>,
    /// What stands behind a preposition.
    pub(super) obliques: Vec<Oblique>,
    /// Nouns that must be there.
    pub(super) nouns: Vec<Noun>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Form {
    Verb,
    Noun,
    /// A clause that takes away what others match.
    Except,
}

/// The role at the end of an edge; nothing if the frame has no place for it.
pub(super) type End = Option<usize>;

/// A place that a role takes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Slot {
    /// The number of the role among those of the frame.
    pub(super) role: usize,
    pub(super) required: bool,
    /// Nouns of which one must stand for the role.
    pub(super) owned: Vec<String>,
    pub(super) taken: Taken,
}

/// What a role takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Taken {
    /// The number of the list of types.
    pub(super) list: usize,
    pub(super) clause: bool,
    /// Words that name nothing, by what they must be.
    pub(super) words: Vec<RoleType>,
}

/// Roles behind a preposition.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Oblique {
    pub(super) prepositions: Prepositions,
    pub(super) slots: Vec<Slot>,
}

/// A noun that must be there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Noun {
    /// The prepositions, of which one must stand before it; an object if there are none.
    pub(super) prepositions: Prepositions,
    /// Its dictionary forms.
    pub(super) lemmas: Vec<String>,
}

/// Prepositions, of which one must be there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Prepositions {
    pub(super) forms: Vec<String>,
    /// Their numbers among all prepositions of the rules.
    pub(super) numbers: Vec<usize>,
}

impl Frame {
    /// Every place that a role takes.
    pub(super) fn slots(&self) -> impl Iterator<Item = &Slot> {
        let obliques = self.obliques.iter().flat_map(|oblique| &oblique.slots);
        self.subject.iter().chain(&self.objects).chain(obliques)
    }

    /// How many parts there are to fit.
    pub(super) fn parts(&self) -> usize {
        self.particles.forms.len() + self.nouns.len() + self.slots().count()
    }
}

impl Prepositions {
    pub(super) fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    pub(super) fn has(&self, form: &str) -> bool {
        self.forms.iter().any(|known| known == form)
    }
}

/// The roles of a frame in the order in which it has them.
#[derive(Default)]
pub(super) struct Roles(pub(super) Vec<RoleId>);

impl Roles {
    /// The number of a role, which is given one if it has none.
    pub(super) fn number(&mut self, role: &RoleId) -> usize {
        self.of(role).unwrap_or_else(|| {
            self.0.push(role.clone());
            self.0.len() - 1
        })
    }

    /// The number of a role, if the frame has it.
    pub(super) fn of(&self, role: &RoleId) -> End {
        self.0.iter().position(|known| known == role)
    }
}
