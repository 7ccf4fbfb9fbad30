//! Entries by their ids, after additions have extended or replaced them.

use std::collections::BTreeMap;

use crate::rules::{
    problems::Problems,
    reader::Part,
    text::{Place, Text},
};

/// An entry: a type, a known thing, a name or a relation, not read yet.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    /// What it is: "entity".
    section: &'static str,
    /// Its id, if it has one.
    id: Option<Text<'a>>,
    /// Where it is written: one table, and one for each `extend = true`.
    pub parts: Vec<Part<'a>>,
    condition: Condition,
}

/// Whether an entry can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Condition {
    /// It can, if what is in it is right.
    Sound,
    /// It is checked and left out: its id, or what it does to another entry, is wrong.
    Faulty,
    /// It is left out unread: its syntax is wrong, so that nobody knows what it says.
    Damaged,
}

/// A table that defines, extends or replaces an entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'a> {
    /// Its id, if it has one.
    pub id: Option<Text<'a>>,
    /// The table.
    pub part: Part<'a>,
    /// What it does.
    pub intent: Intent,
    /// Whether it can be used.
    pub condition: Condition,
}

/// What a table does to the entry of its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Intent {
    /// Defines it.
    Define,
    /// Writes it anew: `replace = true`.
    Replace,
    /// Adds to it: `extend = true`.
    Extend,
}

/// All entries of a section.
#[derive(Debug)]
pub(super) struct Entries<'a> {
    section: &'static str,
    known: BTreeMap<&'a str, Entry<'a>>,
    /// Without an id, or with one that was not free: checked like the others and left out.
    rejected: Vec<Entry<'a>>,
    /// Whether a table adds to an entry, or replaces one, that nothing defines.
    dangling: bool,
}

impl<'a> Entry<'a> {
    /// For messages: "entity `russia`".
    pub(super) fn what(&self) -> String {
        match &self.id {
            Some(id) => format!("{} `{}`", self.section, id.value),
            None => format!("this {}", self.section),
        }
    }

    /// Its id, if it has one.
    pub(super) fn id(&self) -> Option<&'a str> {
        self.id.map(|id| id.value)
    }

    /// Whether it is to be left out, whatever stands in it.
    pub(super) fn is_faulty(&self) -> bool {
        self.condition != Condition::Sound
    }

    /// Where it is defined: the id, else the header.
    pub(super) fn place(&self) -> Place<'a> {
        self.id.map_or(self.parts[0].place, |id| id.place)
    }
}

impl<'a> Entries<'a> {
    /// No entries yet of a section whose entries are called so.
    pub(super) fn new(section: &'static str) -> Self {
        Self { section, known: BTreeMap::new(), rejected: Vec::new(), dangling: false }
    }

    /// Every entry that can be used, by its id.
    pub(super) fn known(&self) -> impl Iterator<Item = (&'a str, &Entry<'a>)> {
        self.known
            .iter()
            .filter(|(_, entry)| entry.condition != Condition::Damaged)
            .map(|(id, entry)| (*id, entry))
    }

    /// Every entry that is left out, to be checked all the same.
    pub(super) fn rejected(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.rejected.iter().filter(|entry| entry.condition != Condition::Damaged)
    }

    /// What `read` makes of every entry that can be used, in the order of the ids; those that are
    /// left out are read too, for what is wrong with them.
    pub(super) fn read_each<T>(&self, mut read: impl FnMut(&Entry<'a>) -> Option<T>) -> Vec<T> {
        let usable = self.known().filter_map(|(_, entry)| read(entry)).collect();
        self.rejected().for_each(|entry| drop(read(entry)));
        usable
    }

    /// Whether there is none, not even one that is left out or that adds to nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty() && self.rejected.is_empty() && !self.dangling
    }

    /// Whether an entry has this id, even one that could not be read to its end.
    pub(super) fn contains(&self, id: &str) -> bool {
        self.known.contains_key(id)
    }

    /// All ids.
    pub(super) fn ids(&self) -> impl Iterator<Item = &'a str> {
        self.known.keys().copied()
    }

    /// Adds the tables of one rule directory, in whatever order they are written.
    pub(super) fn add(&mut self, mut candidates: Vec<Candidate<'a>>, problems: &mut Problems) {
        candidates.sort_by_key(|candidate| candidate.intent);
        for candidate in candidates {
            self.add_one(candidate, problems);
        }
    }

    fn add_one(&mut self, candidate: Candidate<'a>, problems: &mut Problems) {
        let Candidate { id, part, intent, condition } = candidate;
        let entry = Entry { section: self.section, id, parts: vec![part], condition };
        let Some(id) = id else {
            self.rejected.push(entry);
            return;
        };
        match (intent, self.known.get_mut(id.value)) {
            (Intent::Define, Some(existing)) => {
                let message = format!(
                    "{} `{}` exists already, in {}",
                    self.section,
                    id.value,
                    existing.place().line()
                );
                problems.push(
                    id.place
                        .error(message)
                        .help("`extend = true` adds to it, `replace = true` writes it anew"),
                );
                self.rejected.push(entry);
            }
            (Intent::Extend, Some(existing)) => {
                existing.parts.push(part);
                existing.condition = existing.condition.max(condition);
            }
            (Intent::Define, None) | (Intent::Replace, Some(_)) => {
                self.known.insert(id.value, entry);
            }
            (Intent::Extend | Intent::Replace, None) => {
                let done = if intent == Intent::Extend { "extend" } else { "replace" };
                let message = format!("there is no {} `{}` to {done}", self.section, id.value);
                let unknown = id.place.unknown(message, id.value, self.known.keys().copied());
                problems.undefined(unknown);
                self.dangling = true;
                if intent == Intent::Replace {
                    self.rejected.push(entry);
                }
            }
        }
    }
}
