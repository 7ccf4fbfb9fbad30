//! The rule language: what is written in `rules/*.toml`, checked and ready to be compiled.
//!
//! This layer knows rules and no text: it reads files, reports every problem with its place, and
//! gives a [`RuleSet`] of plain values. The matcher compiles it.
//!
//! [`Sources::find`] decides which rules run, [`Sources::read`] loads them. A rule with an error is
//! left out and costs no other; whether to go on without it is for the caller to say.

pub mod base;
pub mod catalog;
pub mod clause;
mod entity;
mod entries;
mod evidence;
mod example;
mod identity;
mod listed;
mod load;
mod name;
pub mod pattern;
mod problems;
mod reader;
mod reference;
mod relation;
mod review;
mod source;
mod text;
mod types;
mod words;

use std::collections::BTreeMap;

use crate::id::{Fingerprint, RelationId};

pub use entity::{Entity, Office};
pub use evidence::{ENOUGH, Evidence};
pub use example::{Example, Expected, Mark, SPEAKER, TRIGGER, marked};
pub use identity::IdentityLists;
pub use listed::Entities;
pub use load::Loaded;
pub use name::{NameRule, Recogniser};
pub use reference::ReferenceWords;
pub use relation::{
    ClauseRule, Code, Ends, PLACE_ROLE, PatternRule, Relation, Role, RoleType, TIME_ROLE,
};
pub use review::review;
pub use source::{BUILTIN, Sources, builtin_files, load_texts};
pub use types::{Type, Types};
pub use words::{Abbreviations, RoleNouns, SpeechWords, StatusWords, VerbWords, WordLists};

/// A JSON Schema (draft 2020-12) of rule files, for editors.
pub const SCHEMA: &str = include_str!("../../docs/rules.schema.json");

/// All rules of a run: read, checked, and consistent with each other.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    /// The types of entities.
    pub types: Types,
    /// Known things, by id.
    pub entities: Entities,
    /// Patterns for things nobody listed, in the order of their ids.
    pub names: Vec<NameRule>,
    /// Words that speak for what a name is the name of, in the order of their ids.
    pub evidence: Vec<Evidence>,
    /// Entities that are one and that are not, as the analyst knows.
    pub identity: IdentityLists,
    /// What things do to each other, by name.
    pub relations: BTreeMap<RelationId, Relation>,
    /// The closed word lists of `english/`.
    pub english: WordLists,
    /// A hash of everything that was read.
    pub fingerprint: Fingerprint,
    /// Where the rules came from, base first, as shown to the user.
    pub origins: Vec<String>,
}

/// Whether `sign` may stand in the id of a type, an entity, a name rule, a relation or a role.
fn is_identifier(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_' || sign == '-'
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::collections::BTreeSet;

    use super::{
        SCHEMA, entity, evidence, identity, load, name,
        pattern::Class,
        reference, relation, types,
        words::{Abbreviations, RoleNouns, SpeechWords, StatusWords, VerbWords},
    };
    use crate::status::Status;

    #[test]
    fn the_schema_has_the_keys_that_are_read_and_no_others() {
        let schema: serde_json::Value = serde_json::from_str(SCHEMA).unwrap();
        let tables: [(&str, &[&str]); 15] = [
            ("", &load::SECTIONS),
            ("/$defs/type", &types::KEYS),
            ("/$defs/draw", &types::DRAW_KEYS),
            ("/$defs/entity", &entity::KEYS),
            ("/$defs/office", &entity::OFFICE_KEYS),
            ("/$defs/name", &name::KEYS),
            ("/$defs/evidence", &evidence::KEYS),
            ("/$defs/relation", &relation::KEYS),
            ("/$defs/identity", &identity::KEYS),
            ("/$defs/abbreviations", &Abbreviations::KEYS),
            ("/$defs/status_words", &StatusWords::KEYS),
            ("/$defs/speech", &SpeechWords::KEYS),
            ("/$defs/role_nouns", &RoleNouns::KEYS),
            ("/$defs/verb_words", &VerbWords::KEYS),
            ("/$defs/reference", &reference::KEYS),
        ];
        for (place, keys) in tables {
            let table = schema.pointer(place).unwrap();
            let properties = table["properties"].as_object().unwrap();
            let described: BTreeSet<&str> = properties.keys().map(String::as_str).collect();
            assert_eq!(described, keys.iter().copied().collect(), "{place}");
        }
        let closed = SCHEMA.matches(r#""additionalProperties": false"#).count();
        assert_eq!(closed, tables.len(), "a table with other properties than those above");
    }

    #[test]
    fn the_schema_lists_the_words_that_are_read_and_no_others() {
        let schema: serde_json::Value = serde_json::from_str(SCHEMA).unwrap();
        let lists: [(&str, &[&str]); 3] = [
            ("/$defs/status/enum", &Status::ALL.map(Status::as_str)),
            ("/$defs/draw/properties/shape/enum", &types::SHAPES),
            ("/$defs/relation/properties/roles/propertyNames/not/enum", &relation::RESERVED),
        ];
        for (place, words) in lists {
            let listed: Vec<&str> = schema
                .pointer(place)
                .unwrap()
                .as_array()
                .unwrap()
                .iter()
                .map(|word| word.as_str().unwrap())
                .collect();
            assert_eq!(listed, words, "{place}");
        }
    }

    #[test]
    fn the_reference_names_every_section_key_and_class() {
        let reference = include_str!("../../rules/README.md");
        let keys = [
            &types::KEYS[..],
            &entity::KEYS,
            &name::KEYS,
            &evidence::KEYS,
            &relation::KEYS,
            &identity::KEYS,
            &StatusWords::KEYS,
            &reference::KEYS,
        ];
        for key in keys.into_iter().flatten() {
            let named = reference.contains(&format!("`{key}`"))
                || reference.contains(&format!("`{key} = true`"))
                || reference.contains(&format!("\n{key} = "));
            assert!(named, "the key `{key}`");
        }
        for section in load::SECTIONS {
            assert!(reference.contains(&format!("[{section}")) || section == "format", "{section}");
        }
        for (class, _) in Class::ALL {
            assert!(reference.contains(&format!("`[{class}]`")), "[{class}]");
        }
    }
}
