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

    /// The listed person who is called so in some spelling, or so but for initials between the first
    /// name and the last.
    pub(super) fn person(&self, name: &str) -> Option<&Reading> {
        let key = spelling_key(name);
        let known = self.0.get(&key).or_else(|| self.0.get(&without_initials(&key)?))?;
        known.as_ref()
    }
}

/// A name without the initials inside it, if there are some: "Jane Doe" for "Jane Q. Doe".
fn without_initials(key: &str) -> Option<String> {
    let words: Vec<&str> = key.split(' ').collect();
    let last = words.len() - 1;
    let is_whole =
        |(at, word): &(usize, &&str)| *at == 0 || *at == last || word.chars().nth(1).is_some();
    let kept: Vec<&str> =
        words.iter().enumerate().filter(is_whole).map(|(_, word)| *word).collect();
    (kept.len() < words.len()).then(|| kept.join(" "))
}

#[cfg(test)]
mod tests {
    use super::without_initials;

    #[test]
    fn only_initials_inside_a_name_may_be_missing() {
        assert_eq!(without_initials("jane q doe").as_deref(), Some("jane doe"));
        assert_eq!(without_initials("jane doe"), None);
        assert_eq!(without_initials("j quincy doe"), None);
    }
}
