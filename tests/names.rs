//! Names that no rule file lists: what a document must say before something is a name, and of what.
#![allow(clippy::unwrap_used)]

use std::{path::Path, sync::LazyLock};

use whowhom::{document::Document, extract::Extractor, rules::Sources};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| {
    let loaded = Sources::find(&[], Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap().read();
    let (extractor, problems) = Extractor::new(loaded.rules);
    assert!(loaded.problems.is_empty() && problems.is_empty(), "the pack has problems");
    extractor
});

/// The mentions of unlisted entities in a text, each as `text=entity`.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let extraction = EXTRACTOR.extract(&Document::plain("test", text));
    let unlisted = extraction.mentions.iter().filter(|mention| {
        assert_eq!(mention.span.of(text), mention.text);
        !extraction.entities[&mention.entity].listed
    });
    let found: Vec<String> =
        unlisted.map(|mention| format!("{}={}", mention.text, mention.entity)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn titles_given_names_and_callings_make_people() {
    check(
        "Col. Ivo Maric gave the order. Sven Torvald left. The novelist Zdenka Prohaska wept.",
        &[
            "Ivo Maric=person:ivo-maric",
            "Sven Torvald=person:sven-torvald",
            "Zdenka Prohaska=person:zdenka-prohaska",
        ],
    );
}

#[test]
fn a_name_ends_where_it_ends() {
    check(
        "Staff Sgt. Albert Donnelly slept. Maj. Gen. Ruud van der Velde woke. Abu Omar al-Basri ran.",
        &[
            "Albert Donnelly=person:albert-donnelly",
            "Ruud van der Velde=person:ruud-van-der-velde",
            "Abu Omar al-Basri=person:abu-omar-al-basri",
        ],
    );
}

#[test]
fn heads_make_bodies_and_places() {
    check(
        "The Karelian Border Agency shut the Vellamo Bridge and Lake Ilmarin Dam.",
        &[
            "Karelian Border Agency=organization:karelian-border-agency",
            "Vellamo Bridge=place:vellamo-bridge",
            "Lake Ilmarin Dam=place:lake-ilmarin-dam",
        ],
    );
}

#[test]
fn weak_evidence_adds_up_over_the_document() {
    check("They slept in Velmora.", &[]);
    check(
        "They slept in Velmora. Shells had fallen around Velmora for days.",
        &["Velmora=place:velmora", "Velmora=place:velmora"],
    );
}

#[test]
fn a_name_decided_in_one_place_counts_in_every_place() {
    check(
        "Orsolak burned. The city of Orsolak has two mills.",
        &["Orsolak=place:orsolak", "Orsolak=place:orsolak"],
    );
}

#[test]
fn capitals_alone_make_no_name() {
    check("However Things may stand, Nobody knows. Yesterday was Monday.", &[]);
    check("A Brief Note On How To Sail With Big Old Boats", &[]);
}

#[test]
fn a_given_name_before_a_listed_last_name_is_somebody_else() {
    check("Bruno Putin, a baker, laughed.", &["Bruno Putin=person:bruno-putin"]);
}

#[test]
fn listed_names_joined_by_and_stay_two() {
    check("The United Kingdom and European Union agreed.", &[]);
}

#[test]
fn last_names_join_the_one_full_name() {
    check(
        "Capt. Lena Frost spoke. Frost then left.",
        &["Lena Frost=person:lena-frost", "Frost=person:lena-frost"],
    );
    check(
        "Capt. Lena Frost met Col. Adam Frost. Nobody saw Frost again.",
        &["Lena Frost=person:lena-frost", "Adam Frost=person:adam-frost"],
    );
}

#[test]
fn a_last_name_is_not_the_town_of_that_name() {
    check(
        "Sgt. Mark Dayton died. Dayton's family mourned.",
        &["Mark Dayton=person:mark-dayton", "Dayton=person:mark-dayton"],
    );
}

#[test]
fn acronyms_join_what_they_abbreviate() {
    check(
        "The Karelian Border Agency (KBA) met. The KBA agreed.",
        &[
            "Karelian Border Agency=organization:karelian-border-agency",
            "KBA=organization:karelian-border-agency",
            "KBA=organization:karelian-border-agency",
        ],
    );
    check(
        "Friends of Open Rivers (FOR) met.",
        &[
            "Friends of Open Rivers=organization:friends-of-open-rivers",
            "FOR=organization:friends-of-open-rivers",
        ],
    );
}

#[test]
fn parts_of_a_longer_name_join_it() {
    check(
        "Abu Omar al-Basri hid. Abu Omar was ill.",
        &["Abu Omar al-Basri=person:abu-omar-al-basri", "Abu Omar=person:abu-omar-al-basri"],
    );
}

#[test]
fn spellings_of_one_name_are_one_entity() {
    check(
        "Minister Zoltán Szűcs flew. Minister Zoltan Szucs landed.",
        &["Zoltán Szűcs=person:zoltán-szűcs", "Zoltan Szucs=person:zoltán-szűcs"],
    );
}

#[test]
fn units_keep_their_numbers() {
    check(
        "Troops of the 507th Rescue Wing and of 4th Battalion, 88th Lancer Regiment marched.",
        &[
            "507th Rescue Wing=organization:507th-rescue-wing",
            "4th Battalion, 88th Lancer Regiment=organization:4th-battalion-88th-lancer-regiment",
        ],
    );
}

#[test]
fn services_are_bodies_and_followers_are_groups() {
    check(
        "Fijian security forces met Syrian rebels. The French company Bleuet paid.",
        &[
            "Fijian security forces=organization:fijian-security-forces",
            "Syrian rebels=group:syrian-rebels",
            "Bleuet=organization:bleuet",
        ],
    );
}

#[test]
fn a_listed_person_is_known_in_another_spelling() {
    let text = "Volodymyr Zelensky spoke. Volodymir Zelenskii left.";
    let extraction = EXTRACTOR.extract(&Document::plain("test", text));
    let entities: Vec<&str> =
        extraction.mentions.iter().map(|mention| mention.entity.as_str()).collect();
    assert_eq!(entities, ["volodymyr-zelenskyy", "volodymyr-zelenskyy"]);
}

#[test]
fn the_office_behind_a_body_is_no_part_of_its_name() {
    check(
        "The order came from Ivo Maric, 88th Transport Group Commander.",
        &["Ivo Maric=person:ivo-maric", "88th Transport Group=organization:88th-transport-group"],
    );
    check("Citizen Airmen from Ohio flew home.", &[]);
}
