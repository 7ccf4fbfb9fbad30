//! What sentences say, by the rules of the pack: from the text to statements.
#![allow(clippy::unwrap_used)]

use std::{path::Path, sync::LazyLock};

use whowhom::{document::Document, extract::Extractor, rules::Sources};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| {
    let loaded = Sources::find(&[], Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap().read();
    let (extractor, problems) = Extractor::new(loaded.rules);
    assert!(loaded.problems.is_empty() && problems.is_empty(), "the pack has problems");
    extractor
});

/// Statements, a line each: `head relation tail: status, in place, time`.
fn statements(text: &str) -> Vec<String> {
    let extraction = EXTRACTOR.extract(&Document::plain("test", text));
    let told = |statement: &whowhom::mention::Statement| {
        let mut line = format!(
            "{} {} {}: {}",
            statement.head.entity,
            statement.relation,
            statement.tail.entity,
            statement.status.as_str()
        );
        if let Some(place) = &statement.place {
            line += &format!(", in {}", place.entity);
        }
        if let Some(time) = &statement.time {
            line += &format!(", {}", time.text);
        }
        if statement.inferred {
            line += ", inferred";
        }
        line
    };
    extraction.statements.iter().map(told).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(statements(text), expected, "{text}");
}

/// Mentions, each as `text=entity`.
#[track_caller]
fn check_mentions(text: &str, expected: &[&str]) {
    let extraction = EXTRACTOR.extract(&Document::plain("test", text));
    let found: Vec<String> = extraction
        .mentions
        .iter()
        .map(|mention| {
            assert_eq!(mention.span.of(text), mention.text);
            format!("{}={}", mention.text, mention.entity)
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn the_words_before_a_trigger_give_its_status() {
    let cases = [
        ("Macron met Merz.", "actual"),
        ("Macron will meet Merz.", "planned"),
        ("Macron is expected to meet Merz.", "planned"),
        ("Macron, Merz to meet", "planned"),
        ("Macron was to meet Merz.", "planned"),
        ("Macron could meet Merz.", "possible"),
        ("Macron is considering whether to meet Merz.", "possible"),
        ("Did Macron meet Merz?", "possible"),
        ("Macron urged Starmer to meet Merz.", "requested"),
        ("Macron did not meet Merz.", "negated"),
        ("Macron refused to meet Merz.", "negated"),
        ("There are no plans for Macron to meet Merz.", "negated"),
        ("A planned meeting between Macron and Merz drew a crowd.", "planned"),
        ("A possible meeting between Macron and Merz drew a crowd.", "possible"),
    ];
    for (text, status) in cases {
        let found = statements(text);
        let wanted = format!("meets friedrich-merz: {status}");
        assert!(
            found.iter().any(|line| line.ends_with(&wanted)),
            "{text} should be {status}: {found:?}"
        );
    }
}

#[test]
#[cfg(feature = "model")]
fn a_deed_that_is_only_spoken_about_is_possible() {
    check(
        "A delivery of Tomahawks to Ukraine by the United States would change nothing.",
        &["united-states supplies tomahawk: possible"],
    );
    check(
        "A delivery of Tomahawks to Ukraine by the United States changed nothing.",
        &["united-states supplies tomahawk: actual"],
    );
}

#[test]
fn a_status_stays_in_its_clause() {
    check(
        "Germany will not send Taurus missiles to Ukraine, Putin warned Merz in Moscow on Friday.",
        &[
            "germany supplies taurus: negated",
            "vladimir-putin warns friedrich-merz: actual, in moscow, on Friday",
        ],
    );
}

#[test]
fn who_holds_an_office_depends_on_the_day() {
    check(
        "date 2025-10-16 Putin warned the US president.",
        &["vladimir-putin warns donald-trump: actual, inferred"],
    );
    check(
        "date 2015-10-16 Putin warned the US president.",
        &["vladimir-putin warns barack-obama: actual, inferred"],
    );
    check(
        "Obama spoke. Putin warned the US president.",
        &["vladimir-putin warns barack-obama: actual, inferred"],
    );
}

#[test]
fn a_description_is_no_name() {
    check_mentions(
        "date 2025-10-16 Putin warned the US president.",
        &["Putin=vladimir-putin", "US=united-states"],
    );
}

#[test]
fn in_a_line_of_capitals_small_words_are_no_acronyms() {
    check_mentions("THE SUMMIT IS GOOD FOR US ALL IN GENEVA", &[]);
    check_mentions(
        "IS claimed the attack on US forces.",
        &["IS=islamic-state", "US=united-states"],
    );
}

#[test]
fn a_seat_of_government_is_read_by_what_it_does() {
    check_mentions("They met in Moscow.", &["Moscow=moscow"]);
    check_mentions("Moscow said no.", &["Moscow=russia"]);
    check_mentions("Kyiv and Moscow agreed on nothing.", &["Kyiv=ukraine", "Moscow=russia"]);
    check("Moscow warned Kyiv.", &["russia warns ukraine: actual"]);
}

#[test]
fn forces_act_for_their_state_and_rebels_for_themselves() {
    check("Russian officials warned Israeli forces.", &["russia warns israel: actual"]);
    check("Syrian rebels warned Russia.", &["group:syrian-rebels warns russia: actual"]);
    check("Russian oil met a buyer in Estonia.", &[]);
}

#[test]
fn titles_belong_to_the_name() {
    check(
        "Putin spoke with French President Emmanuel Macron and German Chancellor Friedrich Merz.",
        &[
            "vladimir-putin speaks_with emmanuel-macron: actual",
            "vladimir-putin speaks_with friedrich-merz: actual",
            "emmanuel-macron holds_office france: actual",
            "friedrich-merz holds_office germany: actual",
        ],
    );
}

#[test]
fn the_last_name_stands_for_a_person_named_in_full() {
    check_mentions(
        "General Jane Brundage resigned. Brundage gave no reason.",
        &["Jane Brundage=person:jane-brundage", "Brundage=person:jane-brundage"],
    );
    check_mentions(
        "General Jane Brundage and Colonel Ivo Brundage resigned. Brundage gave no reason.",
        &["Jane Brundage=person:jane-brundage", "Ivo Brundage=person:ivo-brundage"],
    );
}

#[test]
fn who_is_named_twice_in_a_sentence_does_it_once() {
    check(
        "Brazil's foreign minister, Mauro Vieira, and the French foreign minister, Jean-Noel \
         Barrot, are to talk by phone.",
        &[
            "mauro-vieira holds_office brazil: actual",
            "jean-noel-barrot holds_office france: actual",
            "mauro-vieira speaks_with jean-noel-barrot: planned",
        ],
    );
}

#[test]
fn spans_point_into_the_text_as_it_was_read() {
    let text = "  date 2025-10-16 “Мир” – Putin warned Trump.";
    let extraction = EXTRACTOR.extract(&Document::plain("test", text));
    let statement = &extraction.statements[0];
    assert_eq!(statement.evidence.trigger.span.of(text), "warned");
    assert_eq!(statement.head.span.of(text), "Putin");
    assert_eq!(statement.evidence.span.of(text), statement.evidence.text);
}

#[test]
fn an_article_gives_no_name_the_lead() {
    check_mentions("They met in the West Wing.", &["West Wing=west-wing"]);
    check_mentions("He blamed the West for it.", &["the West=the-west"]);
}

#[test]
fn a_short_name_counts_where_the_document_tells_whose_it_is() {
    check_mentions(
        "Coalition jets bombed ISIL. A coalition airstrike followed.",
        &["Coalition=global-coalition", "ISIL=islamic-state", "coalition=global-coalition"],
    );
    check_mentions("ISIL watched as the ruling coalition split.", &["ISIL=islamic-state"]);
    check_mentions("A coalition of mayors wrote of ISIL.", &["ISIL=islamic-state"]);
    check_mentions("A coalition airstrike hit the road.", &[]);
}

#[cfg(feature = "model")]
#[test]
fn who_is_listed_for_those_who_did_it_did_it() {
    check(
        "Countries that have imposed sanctions on Russia include Japan, Canada and Norway.",
        &[
            "canada sanctions russia: actual",
            "japan sanctions russia: actual",
            "norway sanctions russia: actual",
        ],
    );
}

#[cfg(feature = "model")]
#[test]
fn what_is_only_told_by_its_place_is_about_whom_it_was_about_there_before() {
    check(
        "Turkey carried out strikes against the PKK in Iraq and Syria. In Syria, Turkey carried out ten strikes.",
        &[
            "turkey attacks kurdistan-workers-party: actual",
            "turkey attacks kurdistan-workers-party: actual, in syria, inferred",
        ],
    );
    check(
        "Turkey carried out strikes against the PKK in Iraq. In Syria, Israel carried out ten strikes.",
        &["turkey attacks kurdistan-workers-party: actual", "israel attacks syria: actual"],
    );
}

#[cfg(feature = "model")]
#[test]
fn those_who_are_loyal_to_somebody_act_for_him() {
    check("Troops loyal to Haftar shelled Misrata.", &["khalifa-haftar attacks misrata: actual"]);
    check("Haftar, who is loyal to nobody, left Misrata.", &[]);
}

#[cfg(feature = "model")]
#[test]
fn an_office_speaks_for_the_person_whose_it_is() {
    check("Netanyahu's office condemned Iran.", &["benjamin-netanyahu criticizes iran: actual"]);
    check("Netanyahu's brother condemned Iran.", &[]);
}

#[cfg(feature = "model")]
#[test]
fn a_code_may_depend_on_the_word_that_states_what_happened() {
    let code = |text: &str| {
        let extraction = EXTRACTOR.extract(&Document::plain("test", text));
        let codes: Vec<String> = extraction
            .statements
            .iter()
            .map(|statement| statement.codes["plover"].clone())
            .collect();
        codes
    };
    assert_eq!(code("Kenya has agreed with Somalia to reopen the crossing."), ["AGREE"]);
    assert_eq!(code("Kenya signed a treaty with Somalia."), ["SUPPORT"]);
    assert_eq!(code("Kenya did not agree with Somalia."), ["REJECT"]);
}
