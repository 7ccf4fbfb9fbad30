//! The roles of a relation, and the edges between them.

use crate::{
    id::{RoleId, TypeId},
    rules::{
        example::{SPEAKER, TRIGGER},
        is_identifier,
        problems::{Problems, check_id},
        reader::Reader,
        text::{Place, Text},
        types::{Types, VALUE_TYPES},
    },
    span::Span,
};

/// Labels of marks and of braces that mean something by themselves.
pub(in crate::rules) const RESERVED: [&str; 3] = [TRIGGER, SPEAKER, "name"];

/// A role of a relation.
#[derive(Clone, Debug)]
pub struct Role {
    /// Its name.
    pub name: RoleId,
    /// What may fill it; the first is that of a marked span in an example.
    pub types: Vec<RoleType>,
}

/// What may fill a role.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

/// The roles at the ends of an edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ends {
    /// The role it starts from.
    pub head: RoleId,
    /// The role it goes to.
    pub tail: RoleId,
}

/// The roles that a relation declares, with their places.
#[derive(Debug, Default)]
pub(super) struct Roles<'a> {
    declared: Vec<(Role, Place<'a>)>,
}

impl RoleType {
    /// What the word in a rule file means.
    fn from_word(word: &str) -> Self {
        match word {
            "text" => Self::Text,
            "money" => Self::Money,
            "quantity" => Self::Quantity,
            "time" => Self::Time,
            "clause" => Self::Clause,
            _ => Self::Entity(TypeId::from(word)),
        }
    }
}

impl Role {
    /// Whether an entity may fill it.
    pub fn takes_entities(&self) -> bool {
        // A role whose types could not be read has none; its relation is left out.
        self.types.is_empty()
            || self.types.iter().any(|r#type| matches!(r#type, RoleType::Entity(_)))
    }

    /// Whether only words fill it that no rule describes.
    pub(super) fn takes_any_words(&self) -> bool {
        !self.types.is_empty()
            && self.types.iter().all(|r#type| matches!(r#type, RoleType::Text | RoleType::Clause))
    }
}

impl<'a> Roles<'a> {
    /// Reads `roles = { supplier = "actor", recipient = ["actor", "place"] }`.
    pub(super) fn read(reader: &mut Reader<'_, 'a>, types: &Types) -> Self {
        let mut roles = Self::default();
        for pair in reader.pairs("roles") {
            let name = pair.key;
            check_name(name, &roles, reader);
            let mut taken = Vec::new();
            let errors_before = reader.problems.errors();
            for r#type in reader.as_text_or_texts(pair) {
                check_role_type(r#type, types, reader.problems);
                taken.push(RoleType::from_word(r#type.value));
            }
            if taken.is_empty() && reader.problems.errors() == errors_before {
                let message = format!("the role `{}` takes nothing", name.value);
                let help = format!("write `{} = \"actor\"`", name.value);
                reader.problems.push(pair.place.error(message).help(help));
            }
            let role = Role { name: RoleId::from(name.value), types: taken };
            roles.declared.push((role, name.place));
        }
        roles
    }

    /// The role of this name.
    pub(super) fn get(&self, name: &str) -> Option<&Role> {
        self.declared.iter().map(|(role, _)| role).find(|role| role.name.as_str() == name)
    }

    /// Their names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.declared.iter().map(|(role, _)| role.name.as_str())
    }

    /// The roles with the places at which they are declared.
    pub(super) fn declared(&self) -> &[(Role, Place<'a>)] {
        &self.declared
    }

    /// Notes a role that is not declared; where none is, that has been noted once for all.
    pub(super) fn check(&self, name: &str, place: Place<'_>, reader: &mut Reader<'_, '_>) {
        if self.get(name).is_none() && !self.declared.is_empty() {
            let message = format!("{} has no role `{name}`", reader.what());
            reader.problems.push(place.unknown(message, name, self.names()));
        }
    }

    /// Reads `{head} -> {tail}`.
    pub(super) fn read_ends(&self, text: Text<'_>, reader: &mut Reader<'_, '_>) -> Option<Ends> {
        let ends = text.value.split_once("->").and_then(|(head, _)| {
            let head_span = braced(text.value, Span::new(0, head.len()))?;
            let tail_span = braced(text.value, Span::new(head.len() + 2, text.value.len()))?;
            Some([head_span, tail_span])
        });
        let Some(ends) = ends else {
            let message = format!("`{}` is no edge", text.value);
            let error = text.place.error(message).help("write `{role} -> {role}`");
            reader.problems.push(error);
            return None;
        };
        for span in ends {
            let name = span.of(text.value);
            self.check(name, text.inside(span), reader);
            if self.get(name).is_some_and(|role| !role.takes_entities()) {
                let message = format!("the role `{name}` takes no entity, so no edge ends there");
                reader.problems.push(text.inside(span).error(message));
            }
        }
        let [head, tail] = ends.map(|span| RoleId::from(span.of(text.value)));
        if head == tail {
            let message = format!("both ends of the edge are the role `{head}`");
            let help = "`symmetric = true` says that two roles have no order";
            reader.problems.push(text.place.error(message).help(help));
        }
        Some(Ends { head, tail })
    }

    /// The roles themselves.
    pub(super) fn into_vec(self) -> Vec<Role> {
        self.declared.into_iter().map(|(role, _)| role).collect()
    }
}

/// The name in `{name}`, if that is all that `span` of `text` holds.
fn braced(text: &str, span: Span) -> Option<Span> {
    let written = span.of(text);
    let name = written.trim().strip_prefix('{')?.strip_suffix('}')?.trim();
    let start = span.start + written.find(name).filter(|_| !name.is_empty())?;
    name.chars().all(is_identifier).then_some(Span::new(start, start + name.len()))
}

/// Notes what cannot be the name of a role.
fn check_name(name: Text<'_>, roles: &Roles<'_>, reader: &mut Reader<'_, '_>) {
    let word = name.value;
    check_id(name, reader.problems);
    if RESERVED.contains(&word) {
        let message = format!("`{word}` has a meaning of its own and is no name for a role");
        reader.problems.push(name.place.error(message));
    } else if roles.get(word).is_some() {
        let message = format!("{} has the role `{word}` twice", reader.what());
        reader.problems.push(name.place.error(message));
    }
}

/// Notes what is neither a type nor `text`, `money` and the like.
fn check_role_type(r#type: Text<'_>, types: &Types, problems: &mut Problems) {
    let word = r#type.value;
    if !VALUE_TYPES.contains(&word) && !types.0.contains_key(word) {
        let message = format!("no file defines the type `{word}`");
        let names = types.names().chain(VALUE_TYPES);
        problems.undefined(r#type.place.unknown(message, word, names));
    }
}
