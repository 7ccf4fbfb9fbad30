//! Listed people in spellings that no rule file lists.

use std::collections::BTreeMap;

use crate::{
    english::spelling_key,
    matcher::{Form, Reading},
    rules::{RuleSet, base},
};

/// So many letters a name has at least to be known in another spelling: short ones are too many
/// people's.
const SHORTEST: usize = 6;

/// Who is listed, by the spelling key of each name; nobody where two people share one.
#[derive(Debug, Default)]
pub(in crate::extract) struct Spellings(BTreeMap<String, Option<Reading>>);

impl Spellings {
    /// The names of all listed people.
    pub(in crate::extract) fn new(rules: &RuleSet) -> Self {
        let mut all: BTreeMap<String, Option<Reading>> = BTreeMap::new();
        let people =
            rules.entities.values().filter(|entity| entity.r#type.as_str() == base::PERSON);
        for person in people {
            for name in std::iter::once(&person.name).chain(&person.aliases) {
                let reading = Reading {
                    form: Form::Name,
                    entity: person.id.clone(),
                    r#type: person.r#type.clone(),
                    located: false,
                };
                let key = spelling_key(name);
                if key.chars().count() < SHORTEST {
                    continue;
                }
                let known = all.entry(key).or_insert_with(|| Some(reading.clone()));
                if known.as_ref() != Some(&reading) {
                    *known = None;
                }
            }
        }
        Self(all)
    }

    /// The listed person who is called so in some spelling.
    pub(super) fn person(&self, name: &str) -> Option<&Reading> {
        self.0.get(&spelling_key(name))?.as_ref()
    }
}
