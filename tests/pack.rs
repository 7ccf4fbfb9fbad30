//! The shipped rules: free of problems, in order, and consistent with themselves.

#![allow(clippy::unwrap_used)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use whowhom::{
    document::{Document, Input},
    id::EntityId,
    rules::{Entity, RuleSet, Sources},
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pack() -> &'static RuleSet {
    static PACK: LazyLock<RuleSet> =
        LazyLock::new(|| Sources::find(&[], root()).unwrap().read().rules);
    &PACK
}

/// The entities of one type, in the order of their ids.
fn entities(r#type: &str) -> impl Iterator<Item = &'static Entity> {
    pack().entities.values().filter(move |entity| entity.r#type.as_str() == r#type)
}

/// The countries that exist, without those that are history.
fn countries() -> impl Iterator<Item = &'static Entity> {
    entities("country").filter(|country| country.kind.as_deref() != Some("former state"))
}

/// The name, the aliases and the demonyms.
fn names(entity: &Entity) -> impl Iterator<Item = &String> {
    [&entity.name].into_iter().chain(&entity.aliases).chain(&entity.demonyms)
}

/// What the entity lies in, and what that lies in, nearest first.
fn surroundings(entity: &Entity) -> impl Iterator<Item = &'static Entity> {
    let around = |inner: &Entity| inner.within.as_ref().map(|outer| &pack().entities[outer]);
    std::iter::successors(around(entity), move |outer| around(outer))
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
    let mut owners: BTreeMap<&str, &EntityId> = BTreeMap::new();
    for entity in pack().entities.values() {
        for name in names(entity) {
            if let Some(other) = owners.insert(name, &entity.id) {
                panic!("`{name}` is a name of `{other}` and of `{}`", entity.id);
            }
        }
    }
}

#[test]
fn no_name_is_an_english_word_that_a_sentence_may_start_with() {
    let common = [
        "Acre", "August", "Bar", "Both", "Fur", "Harem", "Hit", "Male", "March", "May", "Mobile",
        "Moron", "Nice", "Of", "Para", "Reading", "Reunion", "Split", "Van", "Who", "Will",
    ];
    for entity in pack().entities.values() {
        for name in names(entity).chain(&entity.seats) {
            assert!(!common.contains(&name.as_str()), "`{name}` of `{}`", entity.id);
            assert!(name.trim() == name && name.chars().count() > 1, "`{name}` of `{}`", entity.id);
        }
    }
}

#[test]
fn a_name_with_an_apostrophe_is_listed_with_the_typographic_one_too() {
    for entity in pack().entities.values() {
        for name in names(entity).filter(|name| name.contains('\'')) {
            let curly = name.replace('\'', "’");
            assert!(names(entity).any(|other| *other == curly), "`{name}` of `{}`", entity.id);
        }
    }
}

#[test]
fn every_country_has_a_seat_a_code_and_coordinates() {
    let mut codes = BTreeSet::new();
    for country in countries() {
        assert!(!country.seats.is_empty(), "{} has no seat", country.id);
        assert!(country.at.is_some(), "{} has no coordinates", country.id);
        let code = country.links.get("iso3166").map_or("", String::as_str);
        let letters = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        assert!(letters, "{} has the code `{code}`", country.id);
        assert!(codes.insert(code), "{} shares the code `{code}`", country.id);
    }
    assert!(codes.len() >= 197, "only {} countries", codes.len());
}

#[test]
fn no_link_belongs_to_two_entities() {
    let mut owners = BTreeMap::new();
    for entity in pack().entities.values() {
        for link in &entity.links {
            if let Some(other) = owners.insert(link, &entity.id) {
                panic!("{link:?} is a link of `{other}` and of `{}`", entity.id);
            }
        }
    }
}

#[test]
fn a_seat_among_the_places_lies_in_the_country_it_governs() {
    let places: BTreeMap<&str, &Entity> = entities("place")
        .flat_map(|place| names(place).map(move |name| (name.as_str(), place)))
        .collect();
    for country in countries() {
        let mut seats = 0;
        for place in country.seats.iter().filter_map(|seat| places.get(seat.as_str())) {
            let inside = surroundings(place).any(|outer| outer.id == country.id);
            assert!(inside, "{} does not lie in {}", place.id, country.id);
            seats += 1;
        }
        assert!(seats > 0, "no seat of {} is among the places", country.id);
    }
}

#[test]
fn every_city_lies_somewhere_and_has_coordinates_on_the_globe() {
    let cities: Vec<_> =
        entities("place").filter(|place| place.kind.as_deref() == Some("city")).collect();
    assert!(cities.len() > 1500, "only {} cities", cities.len());
    for city in cities {
        assert!(city.within.is_some(), "{} lies nowhere", city.id);
    }
    for entity in pack().entities.values() {
        if let Some([latitude, longitude]) = entity.at {
            assert!(latitude.abs() <= 90.0 && longitude.abs() <= 180.0, "{}", entity.id);
        }
    }
}

#[test]
fn weapons_are_listed_by_the_hundred_and_each_has_a_kind() {
    assert!(entities("weapon").count() >= 600);
    for weapon in entities("weapon") {
        assert!(weapon.kind.is_some(), "{} has no kind", weapon.id);
    }
}

#[test]
fn offices_begin_before_they_end() {
    let mut offices = 0;
    for person in entities("person") {
        for office in &person.offices {
            offices += 1;
            if let (Some(from), Some(to)) = (office.from, office.to) {
                assert!(from <= to, "{}: {} of {}", person.id, office.title, office.of);
            }
        }
    }
    assert!(offices > 1000, "only {offices} offices");
}

#[test]
fn one_person_is_head_of_a_state_or_government_today() {
    let mut holders = BTreeMap::new();
    for person in entities("person") {
        for office in person.offices.iter().filter(|office| office.to.is_none()) {
            if ["president", "prime minister", "chancellor", "king"].contains(&&*office.title)
                && let Some(other) = holders.insert((&office.title, &office.of), &person.id)
            {
                panic!("{} of {} are {other} and {}", office.title, office.of, person.id);
            }
        }
    }
    assert!(holders.len() > 200);
}

#[test]
fn a_person_holds_one_office_of_a_title_and_body_at_a_time() {
    for person in entities("person") {
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
