//! What pronouns and descriptions need to know of what they stand for: `[reference]`.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    id::TypeId,
    rules::{
        problems::Problems,
        reader::{Part, Reader},
        text::Text,
        types::Types,
    },
};

/// The keys of `[reference]`.
pub(super) const KEYS: [&str; 13] = [
    "men",
    "women",
    "masculine",
    "feminine",
    "leaders",
    "highest",
    "lesser",
    "counted",
    "pairs",
    "command",
    "occasions",
    NOUNS,
    KINDS,
];
/// The key under which nouns stand by the type they describe.
const NOUNS: &str = "nouns";
/// The key under which the kinds that a noun describes stand by the noun.
const KINDS: &str = "kinds";

/// What pronouns and descriptions need to know of what they stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReferenceWords {
    /// Given names of men.
    pub men: BTreeSet<String>,
    /// Given names of women.
    pub women: BTreeSet<String>,
    /// Titles and nouns of men, in lower case.
    pub masculine: BTreeSet<String>,
    /// Titles and nouns of women, in lower case.
    pub feminine: BTreeSet<String>,
    /// Nouns for whoever has one of the highest offices: "leader".
    pub leaders: BTreeSet<String>,
    /// The highest offices.
    pub highest: BTreeSet<String>,
    /// What beside a title makes it another: "vice".
    pub lesser: BTreeSet<String>,
    /// Nouns that stand for something named only where a number is told: "both sides".
    pub counted: BTreeSet<String>,
    /// Nouns that in the singular stand for two people: "the pair".
    pub pairs: BTreeSet<String>,
    /// What who holds one of the highest offices has and what stands for the country: "his forces".
    pub command: BTreeSet<String>,
    /// Nouns that may name one and the same event: who meets holds talks.
    pub occasions: BTreeSet<String>,
    /// Nouns by the type of what they describe, in dictionary form.
    pub nouns: BTreeMap<TypeId, BTreeSet<String>>,
    /// The kinds of thing that a noun describes beside its own.
    pub kinds: BTreeMap<String, BTreeSet<String>>,
}

/// Reads the lists of all files; those of several are joined.
pub(super) fn read(tables: &[Part<'_>], types: &Types, problems: &mut Problems) -> ReferenceWords {
    if tables.is_empty() {
        return ReferenceWords::default();
    }
    let mut reader = Reader::new("`[reference]`", tables, problems);
    reader.only(&KEYS);
    let [men, women, masculine, feminine] =
        ["men", "women", "masculine", "feminine"].map(|key| reader.texts(key));
    let [leaders, highest, lesser, counted, pairs, command, occasions] =
        ["leaders", "highest", "lesser", "counted", "pairs", "command", "occasions"]
            .map(|key| reader.texts(key));
    check_apart(&men, &women, ["men", "women"], problems);
    check_apart(&masculine, &feminine, ["masculine", "feminine"], problems);
    let nouns = read_nouns(tables, types, problems);
    let kinds = read_kinds(tables, &nouns, problems);
    ReferenceWords {
        men: strings(&men),
        women: strings(&women),
        masculine: strings(&masculine),
        feminine: strings(&feminine),
        leaders: strings(&leaders),
        highest: strings(&highest),
        lesser: strings(&lesser),
        counted: strings(&counted),
        pairs: strings(&pairs),
        command: strings(&command),
        occasions: strings(&occasions),
        nouns,
        kinds,
    }
}

fn strings(texts: &[Text<'_>]) -> BTreeSet<String> {
    texts.iter().map(|text| text.value.to_owned()).collect()
}

/// Notes every word that two lists have which exclude each other.
fn check_apart(one: &[Text<'_>], other: &[Text<'_>], keys: [&str; 2], problems: &mut Problems) {
    for text in other {
        if let Some(same) = one.iter().find(|known| known.value == text.value) {
            let [first, second] = keys;
            let word = text.value;
            let line = same.place.line();
            let message = format!("`{word}` is among `{second}` and, in {line}, among `{first}`");
            let error = text.place.error(message);
            problems.push(error.help("take it out of both if it may be either"));
        }
    }
}

/// The tables under `key`, of all files.
fn tables_under<'a>(tables: &[Part<'a>], key: &str, problems: &mut Problems) -> Vec<Part<'a>> {
    let mut found = Vec::new();
    for pair in tables.iter().flat_map(Part::pairs).filter(|pair| pair.key.value == key) {
        match pair.to_table() {
            Some(table) => found.push(table),
            None => {
                let error = pair.place.error(format!("`{key}` of `[reference]` is a table"));
                problems.push(error.help(format!("write `[reference.{key}]` above its lists")));
            }
        }
    }
    found
}

fn read_nouns(
    tables: &[Part<'_>],
    types: &Types,
    problems: &mut Problems,
) -> BTreeMap<TypeId, BTreeSet<String>> {
    let tables = tables_under(tables, NOUNS, problems);
    if tables.is_empty() {
        return BTreeMap::new();
    }
    let mut reader = Reader::new("`[reference.nouns]`", &tables, problems);
    let names: Vec<&str> = types.names().collect();
    reader.only(&names);
    let list = |name: &&str| (TypeId::from(*name), strings(&reader.texts(name)));
    names.iter().map(list).filter(|(_, nouns)| !nouns.is_empty()).collect()
}

fn read_kinds(
    tables: &[Part<'_>],
    nouns: &BTreeMap<TypeId, BTreeSet<String>>,
    problems: &mut Problems,
) -> BTreeMap<String, BTreeSet<String>> {
    let tables = tables_under(tables, KINDS, problems);
    if tables.is_empty() {
        return BTreeMap::new();
    }
    let mut reader = Reader::new("`[reference.kinds]`", &tables, problems);
    let known: Vec<&str> = nouns.values().flatten().map(String::as_str).collect();
    reader.only(&known);
    let list = |noun: &str| (noun.to_owned(), strings(&reader.texts(noun)));
    let unique: BTreeSet<&str> = known.iter().copied().collect();
    unique.into_iter().map(list).filter(|(_, kinds)| !kinds.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::rules::{load_texts, problems::told};

    const TYPES: &str = "format = 1\n[type.person]\n[type.weapon]\n";

    fn problems(text: &str) -> Vec<String> {
        told(TYPES, text)
    }

    #[test]
    fn lists_of_several_files_are_joined() {
        let files = [
            ("types.toml", TYPES),
            ("a.toml", "[reference]\nmen = [\"Rudolf\"]\n[reference.nouns]\nperson = [\"king\"]"),
            (
                "b.toml",
                "[reference]\nmen = [\"Michael\"]\n[reference.nouns]\nperson = [\"duke\"]\n\
                 weapon = [\"sword\"]\n[reference.kinds]\nsword = [\"blade\"]",
            ),
        ];
        let loaded = load_texts(&files);
        assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
        let reference = &loaded.rules.english.reference;
        assert_eq!(reference.men.len(), 2);
        assert_eq!(reference.nouns["person"].len(), 2);
        assert!(reference.kinds["sword"].contains("blade"));
    }

    #[test]
    fn what_makes_no_sense_is_told_at_its_place() {
        let cases = [
            ("[reference]\nmens = []", "mine.toml:2:1: `[reference]` has no key `mens`"),
            (
                "[reference]\nmen = [\"Kim\"]\nwomen = [\"Kim\"]",
                "mine.toml:3:10: `Kim` is among `women` and, in mine.toml:2, among `men`",
            ),
            (
                "[reference.nouns]\npersn = [\"king\"]",
                "mine.toml:2:1: `[reference.nouns]` has no key `persn`",
            ),
            (
                "[reference.nouns]\nweapon = [\"sword\"]\n[reference.kinds]\nsord = [\"blade\"]",
                "mine.toml:4:1: `[reference.kinds]` has no key `sord`",
            ),
            ("[reference]\nnouns = 1", "mine.toml:2:9: `nouns` of `[reference]` is a table"),
        ];
        for (text, told) in cases {
            assert_eq!(problems(text), [told], "{text}");
        }
    }
}
