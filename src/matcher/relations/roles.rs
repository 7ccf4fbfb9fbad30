//! What fills the roles of a match.

use std::{borrow::Borrow, sync::Arc};

use super::Filler;
use crate::id::RoleId;

/// What fills the roles of a match, in the order of the names of the roles.
///
/// Matches are many and roles few: what several rules find at a word is kept once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles(Vec<(RoleId, Arc<[Filler]>)>);

impl Roles {
    /// What fills a role.
    pub fn get(&self, role: &(impl Borrow<str> + ?Sized)) -> Option<&[Filler]> {
        let role = role.borrow();
        self.iter().find(|(known, _)| known.as_str() == role).map(|(_, fillers)| fillers)
    }

    /// Whether something fills a role.
    pub fn has(&self, role: &RoleId) -> bool {
        self.get(role).is_some()
    }

    /// The roles, each with what fills it.
    pub fn iter(&self) -> impl Iterator<Item = (&RoleId, &[Filler])> {
        self.0.iter().map(|(role, fillers)| (role, &**fillers))
    }

    /// What fills any of the roles.
    pub fn fillers(&self) -> impl Iterator<Item = &Filler> {
        self.0.iter().flat_map(|(_, fillers)| &**fillers)
    }

    /// How many roles are filled.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

impl FromIterator<(RoleId, Arc<[Filler]>)> for Roles {
    /// The roles, each of which comes once.
    fn from_iter<T: IntoIterator<Item = (RoleId, Arc<[Filler]>)>>(roles: T) -> Self {
        let mut roles: Vec<_> = roles.into_iter().collect();
        roles.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        Self(roles)
    }
}
