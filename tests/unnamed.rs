//! Actors without a name of their own, known by where they are or come from, and where they are
//! nobody.
#![allow(clippy::unwrap_used)]
#![cfg(feature = "model")]

mod shipped;

use std::sync::LazyLock;

use whowhom::{document::Document, extract::Extractor};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(shipped::extractor);

/// The statements of a text, `head relation tail`, in their order.
fn stated(text: &str) -> Vec<String> {
    let document = Document::plain("test", text);
    let examination = EXTRACTOR.examine(&document, &[]);
    let statements = examination.statements.iter();
    statements
        .map(|said| {
            format!(
                "{} {} {}",
                said.head.entity.as_str(),
                said.relation.as_str(),
                said.tail.entity.as_str()
            )
        })
        .collect()
}

#[track_caller]
fn says(text: &str, expected: &str) {
    let stated = stated(text);
    assert!(
        stated.iter().any(|said| said == expected),
        "{text}\n    says {stated:?}, not {expected}"
    );
}

#[track_caller]
fn does_not_say(text: &str, unwanted: &str) {
    let stated = stated(text);
    assert!(!stated.iter().any(|said| said.contains(unwanted)), "{text}\n    says {stated:?}");
}

#[test]
fn who_acts_for_a_country_in_one_of_its_cities_is_the_country() {
    says("Police in Lagos arrested Syrian rebels.", "nigeria detains group:syrian-rebels");
    says("A court in Lyon fined Google on Monday.", "france sanctions google");
    says("Mumbai police arrested Syrian rebels.", "india detains group:syrian-rebels");
    says("Officials in the port of Odesa criticized Russia.", "ukraine criticizes russia");
}

#[test]
fn a_group_is_of_the_country_that_it_is_in() {
    says(
        "Protesters in Tbilisi marched against Russia.",
        "group:georgian-protesters protests_against russia",
    );
    says(
        "Dozens of textile workers in Haiti protested against the IMF.",
        "group:haitian-workers protests_against international-monetary-fund",
    );
}

#[test]
fn a_group_that_belongs_elsewhere_is_none() {
    does_not_say("Foreign workers in Qatar protested against France.", "group:");
    does_not_say("Migrant farmers in Chile protested against France.", "group:");
    does_not_say("Troops in Mali fought Russia.", "mali ");
}

#[test]
fn words_between_a_demonym_and_its_noun_belong_to_it() {
    says(
        "Serbian high school students marched against Croatia.",
        "group:serbian-students protests_against croatia",
    );
    says(
        "Indonesian anti-riot police arrested Syrian rebels.",
        "indonesia detains group:syrian-rebels",
    );
    says(
        "Turkish opposition lawmakers criticized Russia.",
        "group:turkish-opposition criticizes russia",
    );
}

#[test]
fn one_of_a_nation_is_a_group_where_nothing_names_him() {
    says("Italy arrested a 20-year-old Somali man on Monday.", "italy detains group:somali-man");
    says(
        "Peru deported a Chinese student suspected of theft.",
        "peru deports group:chinese-student",
    );
    does_not_say("Italy arrested the Somali man on Monday.", "group:somali-man");
    does_not_say(
        "Italy arrested a Somali writer, Nuruddin Farah, on Monday.",
        "group:somali-writer",
    );
}
