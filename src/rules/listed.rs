//! Known things, kept from one reading of the rules to the next.
//!
//! Nearly all that rule files hold are known things, and nearly all edits are of something else. Files
//! that hold nothing but `[[entity]]` are not parsed again while all of them are as they were, no
//! other file lists anything, and the types are the same.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Deref,
    path::PathBuf,
    sync::Arc,
};

use crate::{
    error::Error,
    id::{EntityId, Fingerprint, TypeId, fingerprint},
    rules::{entity::Entity, load::Directory, problems::Problems, text::File, types::Types},
};

/// The known things of a rule set, by id.
#[derive(Clone, Debug, Default)]
pub struct Entities(Arc<Read>);

/// What was read.
#[derive(Debug, Default)]
struct Read {
    entities: BTreeMap<EntityId, Entity>,
    /// The files that hold nothing else, each under the number of its directory.
    files: BTreeMap<(usize, PathBuf), Fingerprint>,
    /// The types there were.
    types: BTreeSet<TypeId>,
    /// What is wrong in these files.
    problems: Vec<Error>,
}

impl Deref for Entities {
    type Target = BTreeMap<EntityId, Entity>;

    fn deref(&self) -> &Self::Target {
        &self.0.entities
    }
}

impl FromIterator<Entity> for Entities {
    fn from_iter<T: IntoIterator<Item = Entity>>(entities: T) -> Self {
        let entities = entities.into_iter().map(|entity| (entity.id.clone(), entity)).collect();
        Self(Arc::new(Read { entities, ..Read::default() }))
    }
}

impl Entities {
    /// `entities`, as they were read after `types`; `files` hold nothing else.
    pub(super) fn new<'f>(
        entities: BTreeMap<EntityId, Entity>,
        files: impl Iterator<Item = (usize, &'f File)>,
        types: &Types,
        problems: &Problems,
    ) -> Self {
        let files: BTreeMap<_, _> =
            files.map(|(number, file)| ((number, file.path.clone()), hash(file))).collect();
        let paths: BTreeSet<&PathBuf> = files.keys().map(|(_, path)| path).collect();
        let lies_there =
            |problem: &Error| problem.location().is_some_and(|place| paths.contains(&place.file));
        let problems = problems.matching(lies_there);
        Self(Arc::new(Read { entities, types: names(types), problems, files }))
    }

    /// Whether these are the very same, read once.
    pub fn are(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Whether all files that hold nothing else are among these, and are as they were.
    pub(super) fn lie_in(&self, directories: &[Directory]) -> bool {
        let mut waiting: BTreeSet<_> = self.0.files.keys().collect();
        for (number, directory) in directories.iter().enumerate() {
            for (_, file) in &directory.files {
                let key = (number, file.path.clone());
                if self.0.files.get(&key).is_some_and(|known| *known == hash(file)) {
                    waiting.remove(&key);
                }
            }
        }
        waiting.is_empty()
    }

    /// Whether `file` of this directory was one of those that hold nothing else.
    pub(super) fn fill(&self, number: usize, file: &File) -> bool {
        self.0.files.contains_key(&(number, file.path.clone()))
    }

    /// The same once more, with what is wrong with them, if the types are those that there were.
    pub(super) fn again(&self, types: &Types, problems: &mut Problems) -> Option<Self> {
        if self.0.types != names(types) {
            return None;
        }
        self.0.problems.iter().for_each(|problem| problems.push(problem.clone()));
        Some(self.clone())
    }
}

fn hash(file: &File) -> Fingerprint {
    fingerprint([&file.text])
}

fn names(types: &Types) -> BTreeSet<TypeId> {
    types.0.keys().cloned().collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::{fs, path::Path};

    use super::Entities;
    use crate::rules::{Loaded, Sources};

    const TYPES: &str = "format = 1\n[type.actor]\n[type.person]\nis = 'actor'\n";
    const ANNA: &str = "[[entity]]\nid = 'anna'\nname = 'Anna'\ntype = 'person'\n";
    const BERT: &str =
        "[[entity]]\nid = 'bert'\nname = 'Bert'\ntype = 'person'\naliases = ['Anna']\n";
    const MEN: &str = "[reference]\nmen = ['Bert']\n";

    /// What is read after `change` was made to a directory that was read before, and whether the
    /// known things were kept.
    fn after(change: impl FnOnce(&Path)) -> (Loaded, bool) {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path();
        for (name, text) in
            [("types.toml", TYPES), ("anna.toml", ANNA), ("bert.toml", BERT), ("men.toml", MEN)]
        {
            fs::write(root.join(name), text).unwrap();
        }
        let sources = Sources::find(&[root.to_owned()], root).unwrap();
        let first = sources.read();
        change(root);
        let second = sources.read_after(&first.rules);
        let anew = sources.read();
        let told = |loaded: &Loaded| format!("{:?}\n{:?}", loaded.problems, *loaded.rules.entities);
        assert_eq!(told(&second), told(&anew));
        assert_eq!(second.rules.fingerprint, anew.rules.fingerprint);
        let kept = Entities::are(&first.rules.entities, &second.rules.entities);
        (second, kept)
    }

    #[test]
    fn known_things_are_kept_where_something_else_changes() {
        let (loaded, kept) = after(|root| {
            fs::write(root.join("men.toml"), "[reference]\nmen = ['Carl']\n").unwrap();
            fs::write(root.join("more.toml"), "[reference]\nwomen = ['Anna']\n").unwrap();
        });
        assert!(kept);
        assert!(loaded.rules.english.reference.men.contains("Carl"));
        assert_eq!(loaded.problems.len(), 1, "the clash of names is told again");
    }

    #[test]
    fn known_things_are_read_anew_where_they_may_be_others() {
        let changes: [(&str, &str); 5] = [
            ("anna.toml", "[[entity]]\nid = 'anna'\nname = 'Ann'\ntype = 'person'\n"),
            ("carl.toml", "[[entity]]\nid = 'carl'\nname = 'Carl'\ntype = 'person'\n"),
            ("men.toml", "[[entity]]\nid = 'bert'\nextend = true\naliases = ['Bertie']\n"),
            ("types.toml", "format = 1\n[type.actor]\n"),
            ("types.toml", "format = 1\n[type.actor]\n[type.person]\nis = 'actor'\n[type.city]\n"),
        ];
        for (name, text) in changes {
            let (_, kept) = after(|root| fs::write(root.join(name), text).unwrap());
            assert!(!kept, "{name}: {text}");
        }
        let (loaded, kept) = after(|root| fs::remove_file(root.join("bert.toml")).unwrap());
        assert!(!kept);
        assert_eq!(loaded.rules.entities.len(), 1);
    }
}
