//! The shipped rules: free of problems, in order, and consistent with themselves.

#![allow(clippy::unwrap_used)]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use whowhom::{
    document::{Document, Input},
    id::EntityId,
    rules::{Entity, RuleSet, Sources},
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pack() -> RuleSet {
    Sources::find(&[], root()).unwrap().read().rules
}

/// The files of a directory of the pack, with their text.
fn files(directory: &str) -> Vec<(PathBuf, String)> {
    let mut files: Vec<PathBuf> = fs::read_dir(root().join("rules").join(directory))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(!files.is_empty(), "rules/{directory} is empty");
    files.into_iter().map(|file| (file.clone(), fs::read_to_string(file).unwrap())).collect()
}

/// The values of a key that stands at the start of a line, in the order of the file.
fn values<'t>(text: &'t str, key: &str) -> Vec<&'t str> {
    let value = |line: &'t str| {
        line.strip_prefix(key)?.strip_prefix(" = \"").and_then(|rest| rest.strip_suffix('"'))
    };
    text.lines().filter_map(value).collect()
}

fn reports() -> Vec<Document> {
    let inputs = Input::find(&[root().join("seeds")]);
    inputs
        .into_iter()
        .flat_map(|input| input.unwrap().read().collect::<Vec<_>>())
        .map(Result::unwrap)
        .collect()
}

#[test]
fn the_pack_loads_without_a_problem() {
    let loaded = Sources::find(&[], root()).unwrap().read();
    let problems: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn entities_and_names_are_sorted_by_id() {
    for (file, text) in files("entities").into_iter().chain(files("names")) {
        let ids = values(&text, "id");
        assert!(!ids.is_empty(), "{} lists nothing", file.display());
        for pair in ids.windows(2) {
            assert!(pair[0] < pair[1], "{}: `{}` before `{}`", file.display(), pair[0], pair[1]);
        }
    }
}

#[test]
fn ids_are_lower_case_words_joined_by_hyphens() {
    for id in pack().entities.keys() {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(id.as_str().chars().all(plain), "{id}");
    }
}

#[test]
fn no_name_belongs_to_two_entities() {
    let pack = pack();
    let mut owners: BTreeMap<&str, &EntityId> = BTreeMap::new();
    for entity in pack.entities.values() {
        let own = [&entity.name].into_iter().chain(&entity.aliases).chain(&entity.demonyms);
        for name in own {
            if let Some(other) = owners.insert(name, &entity.id) {
                panic!("`{name}` is a name of `{other}` and of `{}`", entity.id);
            }
        }
    }
}

#[test]
fn a_city_that_is_a_seat_lies_in_the_country_it_governs() {
    let pack = pack();
    let places: BTreeMap<&str, &Entity> = pack
        .entities
        .values()
        .filter(|entity| entity.r#type.as_str() == "place")
        .map(|place| (place.name.as_str(), place))
        .collect();
    let mut seats = 0;
    for country in pack.entities.values() {
        for place in country.seats.iter().filter_map(|seat| places.get(seat.as_str())) {
            seats += 1;
            assert_eq!(place.within.as_ref(), Some(&country.id), "{}", place.id);
        }
    }
    assert!(seats > 150, "only {seats} countries have their capital among the places");
}

#[test]
fn a_person_holds_one_office_of_a_title_and_body_at_a_time() {
    for person in pack().entities.values() {
        for (index, office) in person.offices.iter().enumerate() {
            for other in &person.offices[index + 1..] {
                let same = office.title == other.title && office.of == other.of;
                let apart = office.to.is_some_and(|to| other.from.is_some_and(|from| to <= from))
                    || other.to.is_some_and(|to| office.from.is_some_and(|from| to <= from));
                assert!(!same || apart, "{}: {} of {}", person.id, office.title, office.of);
            }
        }
    }
}

#[test]
fn a_word_gives_one_status() {
    let pack = pack();
    let mut given = BTreeMap::new();
    for (status, words) in &pack.english.status {
        let lists = [
            ("auxiliary", &words.auxiliaries),
            ("verb", &words.verbs),
            ("adjective", &words.adjectives),
            ("noun", &words.nouns),
            ("conjunction", &words.conjunctions),
        ];
        for (kind, list) in lists {
            for word in list {
                let other = given.insert((kind, word), status);
                assert_eq!(other, None, "the {kind} `{word}` stands under {status:?} too");
            }
        }
    }
    assert!(given.len() > 200);
}

#[test]
fn every_relation_found_in_texts_has_examples_on_both_sides() {
    let pack = pack();
    let found: Vec<_> = pack.relations.values().filter(|r| !r.only_follows()).collect();
    assert!(found.len() >= 6);
    for relation in found {
        assert!(relation.finds.len() >= 6, "{} has few `finds`", relation.name);
        assert!(relation.ignores.len() >= 4, "{} has few `ignores`", relation.name);
    }
}

#[test]
fn every_report_is_dated_and_short() {
    let reports = reports();
    assert!(reports.len() >= 10);
    for report in reports {
        assert!(report.date().is_some(), "{} has no date", report.id());
        let words = report.text().split_whitespace().count();
        assert!((30..=200).contains(&words), "{} has {words} words", report.id());
    }
}
