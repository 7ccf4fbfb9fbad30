//! Who is who, where the analyst knows better: `[identity]`.

use crate::{
    id::EntityId,
    rules::{
        problems::Problems,
        reader::{Part, Reader},
    },
};

/// The keys of `[identity]`.
pub(super) const KEYS: [&str; 2] = ["same", "different"];

/// Entities that are one, and entities that are not, whatever else speaks for or against it.
///
/// Ids are those of the graph, `person:jane-doe`; one that no document gives does no harm.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdentityLists {
    /// Each is one entity.
    pub same: Vec<Vec<EntityId>>,
    /// In each, no two are one.
    pub different: Vec<Vec<EntityId>>,
}

/// Reads the lists of all files; those of several are joined.
pub(super) fn read(tables: &[Part<'_>], problems: &mut Problems) -> IdentityLists {
    let mut lists = IdentityLists::default();
    if tables.is_empty() {
        return lists;
    }
    let mut reader = Reader::new("`[identity]`", tables, problems);
    reader.only(&KEYS);
    lists.same = read_groups(&mut reader, "same");
    lists.different = read_groups(&mut reader, "different");
    for group in &lists.different {
        let together =
            |same: &&Vec<EntityId>| group.iter().filter(|id| same.contains(id)).count() > 1;
        if let Some(same) = lists.same.iter().find(together) {
            let listed = same.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
            let message =
                format!("`[identity]` says both that {listed} are one and that they are not");
            let error = reader.place().error(message);
            reader.problems.push(error.help("take them out of `same` or of `different`"));
        }
    }
    lists
}

fn read_groups(reader: &mut Reader<'_, '_>, key: &str) -> Vec<Vec<EntityId>> {
    let mut groups = Vec::new();
    for (place, texts) in reader.lists(key) {
        if texts.len() < 2 {
            let message =
                format!("a list in `{key}` of `[identity]` names fewer than two entities");
            reader.problems.push(place.error(message).help("write `[\"person:a\", \"person:b\"]`"));
            continue;
        }
        groups.push(texts.iter().map(|text| EntityId::from(text.value)).collect());
    }
    groups
}
