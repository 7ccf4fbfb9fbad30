//! The types that the engine itself knows. `types.toml` may put others under them.

/// A named individual: has titles and a last name.
pub const PERSON: &str = "person";
/// A state or its government: has a seat, a demonym, and people who act for it.
pub const COUNTRY: &str = "country";
/// A location.
pub const PLACE: &str = "place";
/// A weapon or military platform.
pub const WEAPON: &str = "weapon";
/// A loosely bounded group that acts.
pub const GROUP: &str = "group";
/// Whoever can do something.
pub const ACTOR: &str = "actor";
/// A named body.
pub const ORGANIZATION: &str = "organization";
