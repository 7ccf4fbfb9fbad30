//! Who is who, where the analyst knows better: `[identity]`.

use crate::{
    id::EntityId,
    rules::{
        problems::Problems,
        reader::{Part, Reader},
    },
};

/// The keys of `[identity]`.
pub(super) const KEYS: [&str; 3] = ["same", "different", "unspecific"];

/// Entities that are one, and entities that are not, whatever else speaks for or against it.
///
/// Ids are those of the graph, `person:jane-doe`; one that no document gives does no harm.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdentityLists {
    /// Each is one entity.
    pub same: Vec<Vec<EntityId>>,
    /// In each, no two are one.
    pub different: Vec<Vec<EntityId>>,
    /// Names that many bodies have: those of two documents are two.
    pub unspecific: Vec<String>,
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
    let unspecific = reader.texts("unspecific");
    lists.unspecific = unspecific.iter().map(|name| name.value.to_owned()).collect();
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::rules::{load_texts, problems::told};

    fn problems(text: &str) -> Vec<String> {
        told("format = 1", text)
    }

    #[test]
    fn lists_of_several_files_are_joined() {
        let files = [
            ("types.toml", "format = 1"),
            ("a.toml", "[identity]\nsame = [[\"person:a\", \"person:b\"]]"),
            (
                "b.toml",
                "[identity]\nsame = [[\"person:c\", \"person:d\"]]\nunspecific = [\"Court\"]",
            ),
        ];
        let loaded = load_texts(&files);
        assert!(loaded.problems.is_empty());
        assert_eq!(loaded.rules.identity.same.len(), 2);
        assert_eq!(loaded.rules.identity.unspecific, ["Court"]);
    }

    #[test]
    fn what_makes_no_sense_is_told_at_its_place() {
        assert_eq!(
            problems("[identity]\nsame = [[\"person:a\"]]"),
            ["mine.toml:2:9: a list in `same` of `[identity]` names fewer than two entities"]
        );
        let both = "[identity]\nsame = [[\"a\", \"b\"]]\ndifferent = [[\"b\", \"a\"]]";
        assert_eq!(
            problems(both),
            ["mine.toml:1:1: `[identity]` says both that `a`, `b` are one and that they are not"]
        );
        assert_eq!(
            problems("[identity]\nsame = [\"a\"]").len(),
            1,
            "a list of strings is no list of lists"
        );
    }
}
