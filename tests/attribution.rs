//! Who says what: from the text to the speakers of its statements.
#![cfg(feature = "model")]
#![allow(clippy::unwrap_used)]

mod shipped;

use std::sync::LazyLock;

use whowhom::{document::Document, extract::Extractor, mention::Statement};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(shipped::extractor);

/// A text, a statement found in it as `head relation tail`, and its speakers, the nearest first.
type Case = (&'static str, &'static str, &'static str);

fn speakers(statement: &Statement) -> String {
    let speakers: Vec<&str> =
        statement.evidence.speakers.iter().map(|speaker| speaker.entity.as_str()).collect();
    let first = speakers.first().copied();
    assert_eq!(statement.attributed_to.as_ref().map(|speaker| speaker.as_str()), first);
    speakers.join(", ")
}

/// What is wrong about a case.
fn fault((text, wanted, said_by): &Case) -> Option<String> {
    let extraction = EXTRACTOR.extract(&Document::plain("test", *text));
    let told = |statement: &Statement| {
        format!("{} {} {}", statement.head.entity, statement.relation, statement.tail.entity)
    };
    let statements = &extraction.statements;
    let found: Vec<&Statement> = statements.iter().filter(|it| told(it) == *wanted).collect();
    if found.is_empty() {
        let all: Vec<String> = statements.iter().map(told).collect();
        return Some(format!("{text}\n  no `{wanted}` among {all:?}"));
    }
    let wrong = found.into_iter().map(speakers).find(|speakers| speakers != said_by)?;
    Some(format!("{text}\n  `{wanted}` is said by `{wrong}`, not `{said_by}`"))
}

#[track_caller]
fn check(cases: &[Case]) {
    let faults: Vec<String> = cases.iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), cases.len(), faults.join("\n"));
}

#[test]
fn a_verb_of_speech_attributes_its_clause_to_its_subject() {
    check(&[
        ("Macron met Merz.", "emmanuel-macron meets friedrich-merz", ""),
        ("Trump said Macron met Merz.", "emmanuel-macron meets friedrich-merz", "donald-trump"),
        (
            "Starmer announced on Monday that Macron will meet Merz.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Keir Starmer told reporters in London that Macron had met Merz.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Starmer denied that Macron met Merz.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "NATO confirmed on Friday that Poland sent tanks to Ukraine.",
            "poland supplies tank",
            "nato",
        ),
        (
            "Moscow claimed that Poland had delivered drones to Ukraine.",
            "poland supplies drone",
            "russia",
        ),
        (
            "Ukrainian officials said Poland sent tanks to Ukraine.",
            "poland supplies tank",
            "ukraine",
        ),
        (
            "Starmer, who said that Macron met Merz, left early.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Starmer arrived late and said that Macron met Merz.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Starmer left the summit, adding that Macron would meet Merz.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Starmer said that the talks were over and that Macron met Merz.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Starmer was quoted as saying that Macron met Merz.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Reuters reported that Macron met Merz in Paris.",
            "emmanuel-macron meets friedrich-merz",
            "reuters",
        ),
    ]);
}

#[test]
fn what_only_stands_beside_a_verb_of_speech_is_not_attributed() {
    check(&[
        ("Macron met Merz and said the talks went well.", "emmanuel-macron meets friedrich-merz", ""),
        (
            "Starmer spoke after Macron met Merz in Paris.",
            "emmanuel-macron meets friedrich-merz",
            "",
        ),
        (
            "Starmer said the talks were over. Macron met Merz in Paris.",
            "emmanuel-macron meets friedrich-merz",
            "",
        ),
        (
            "Macron met Merz in Paris. Starmer said the talks were over.",
            "emmanuel-macron meets friedrich-merz",
            "",
        ),
        (
            "Starmer did not say that Macron met Merz.",
            "emmanuel-macron meets friedrich-merz",
            "",
        ),
    ]);
}

#[test]
fn a_clause_of_speech_may_follow_or_interrupt() {
    check(&[
        (
            "Macron will meet Merz on Friday, Starmer said.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Macron will meet Merz on Friday, said Starmer.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Macron will meet Merz on Friday, British Prime Minister Keir Starmer told reporters in London.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "In Paris, Starmer said, Macron met Merz for an hour.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Macron, Starmer said on Sunday, will be in Berlin when Merz meets Trump.",
            "friedrich-merz meets donald-trump",
            "keir-starmer",
        ),
        (
            "Poland sent tanks to Ukraine in overnight convoys that crossed the border after days of rain, Zelensky said.",
            "poland supplies tank",
            "volodymyr-zelenskyy",
        ),
        (
            "As Starmer said on Monday, Macron met Merz in Paris.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Macron met Merz in Paris, as Starmer confirmed on Monday.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Macron met Merz in Paris, Starmer said, but Rubio spoke with Lavrov by phone.",
            "marco-rubio speaks_with sergei-lavrov",
            "",
        ),
        (
            "Macron met Merz in Paris, Starmer said, but Rubio spoke with Lavrov by phone.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
    ]);
}

#[test]
fn phrases_nouns_and_colons_attribute_too() {
    check(&[
        (
            "According to Starmer, Macron met Merz in Paris.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Macron met Merz in Paris, according to Starmer.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Macron met Merz in Paris, according to a spokesman for Starmer.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Starmer’s claim that Macron met Merz surprised Paris.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "A report by Reuters that Macron met Merz surprised many.",
            "emmanuel-macron meets friedrich-merz",
            "reuters",
        ),
        (
            "A report by Reuters said that Macron met Merz.",
            "emmanuel-macron meets friedrich-merz",
            "reuters",
        ),
        (
            "Starmer repeated his claim that Macron met Merz.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Starmer: Macron will meet Merz in Paris",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        ("Macron to meet Merz in Paris: Starmer", "emmanuel-macron meets friedrich-merz", "keir-starmer"),
        ("Paris: Macron met Merz on Monday.", "emmanuel-macron meets friedrich-merz", ""),
        (
            "In an interview with Fox News, Starmer said that Macron met Merz.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "A Kremlin spokesman said that Macron met Merz.",
            "emmanuel-macron meets friedrich-merz",
            "russia",
        ),
        (
            "Kremlin spokesman Dmitry Peskov said that Macron met Merz.",
            "emmanuel-macron meets friedrich-merz",
            "dmitry-peskov",
        ),
        (
            "Starmer’s spokeswoman said that Macron met Merz.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Reuters reported, citing officials, that Macron met Merz.",
            "emmanuel-macron meets friedrich-merz",
            "reuters",
        ),
        (
            "Macron rejected reports that Merz met Putin.",
            "friedrich-merz meets vladimir-putin",
            "",
        ),
    ]);
}

#[test]
fn sources_without_a_name_are_nobody() {
    check(&[
        ("Officials said that Macron met Merz.", "emmanuel-macron meets friedrich-merz", ""),
        (
            "Starmer said that two officials told him that Macron met Merz.",
            "emmanuel-macron meets friedrich-merz",
            "",
        ),
        (
            "Macron met Merz, according to people familiar with the talks.",
            "emmanuel-macron meets friedrich-merz",
            "",
        ),
        ("It was reported that Macron met Merz.", "emmanuel-macron meets friedrich-merz", ""),
        (
            "Starmer arrived on Monday. “Macron met Merz yesterday,” one aide said.",
            "emmanuel-macron meets friedrich-merz",
            "",
        ),
        ("The statement said that Macron met Merz.", "emmanuel-macron meets friedrich-merz", ""),
    ]);
}

#[test]
fn speakers_stand_in_a_chain() {
    check(&[
        (
            "Zelensky said that Starmer told him that Macron met Merz.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer, volodymyr-zelenskyy",
        ),
        (
            "Starmer said Macron had met Merz, Reuters reported.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer, reuters",
        ),
        (
            "“Starmer told me that Macron met Merz,” Zelensky said.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer, volodymyr-zelenskyy",
        ),
        (
            "“I said that Macron met Merz,” Starmer recalled.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
    ]);
}

#[test]
fn who_warns_or_asks_needs_no_other_source() {
    check(&[
        ("Putin warned Ukraine on Monday.", "vladimir-putin warns ukraine", ""),
        ("Putin said he had warned Ukraine.", "vladimir-putin warns ukraine", ""),
        ("Putin warned Ukraine, Starmer said.", "vladimir-putin warns ukraine", "keir-starmer"),
        (
            "Macron said he met Merz in Paris.",
            "emmanuel-macron meets friedrich-merz",
            "emmanuel-macron",
        ),
    ]);
}

#[test]
fn a_standing_fact_is_nobodys_claim() {
    check(&[(
        "Starmer said that Emmanuel Macron, the president of France, was late.",
        "emmanuel-macron holds_office france",
        "",
    )]);
}

#[test]
fn a_quotation_has_one_speaker() {
    check(&[
        (
            "“Macron met Merz in Paris,” Starmer said.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "\"Macron met Merz in Paris,\" Starmer said.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "‘Macron met Merz in Paris,’ Starmer said.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "“Macron met Merz in Paris!” said Starmer.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Starmer wrote on social media: “Macron met Merz in Paris.”",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "“The talks are over. Macron met Merz in Paris. Nobody else came,” Starmer said.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "“The talks are over,” Starmer said. “Macron met Merz in Paris.”",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "“The talks are over,” Starmer said. “Nobody else came. Macron met Merz in Paris.”",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "“The talks are over,” Starmer said, “and Macron met Merz in Paris.”",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "“The talks are over,” Starmer said.\n\n“Macron met Merz in Paris.”",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "“The talks are over,” Starmer said. “Nobody else came.\n\n“Macron met Merz in Paris.”",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "“The talks are over.\n\n“Macron met Merz in Paris,” Starmer said.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "“The talks are over,” Starmer said.\n\nMacron met Merz in Paris.",
            "emmanuel-macron meets friedrich-merz",
            "",
        ),
        (
            "Starmer was in no mood to wait. “Macron met Merz in Paris.”",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Starmer spoke to reporters:\n\n“The talks are over. Macron met Merz in Paris.”",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "“The talks are over,” Starmer said. “Macron met Merz,” Rubio said.",
            "emmanuel-macron meets friedrich-merz",
            "marco-rubio",
        ),
        (
            "Starmer called the talks “very productive” after Macron met Merz.",
            "emmanuel-macron meets friedrich-merz",
            "",
        ),
        (
            "Starmer said the talks were “very productive”. Macron met Merz later.",
            "emmanuel-macron meets friedrich-merz",
            "",
        ),
        (
            "“We will end this “inglorious” war. Macron met Merz in Paris,” Starmer said.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "“Nobody closed this mark, Starmer said.\n\nMacron met Merz in Paris.",
            "emmanuel-macron meets friedrich-merz",
            "",
        ),
    ]);
}

#[test]
fn pronouns_speak_for_who_spoke_last() {
    check(&[
        (
            "“The talks are over,” Starmer said. “Macron met Merz,” he added.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Starmer said the talks were over. He said that Macron met Merz.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Starmer arrived in Berlin on Monday. Macron met Merz, he said.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Ms. Kallas said the talks were over. Mr. Starmer listened. She said that Macron met Merz.",
            "emmanuel-macron meets friedrich-merz",
            "kaja-kallas",
        ),
        (
            "NATO said the talks were over. It said Poland sent tanks to Ukraine.",
            "poland supplies tank",
            "nato",
        ),
        (
            "Starmer said the talks were over. It rained. It snowed. It froze. He said that Macron met Merz.",
            "emmanuel-macron meets friedrich-merz",
            "",
        ),
        ("He said that Macron met Merz.", "emmanuel-macron meets friedrich-merz", ""),
        (
            "Starmer said he told Zelensky that Macron met Merz.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
    ]);
}

#[test]
fn a_speaker_stands_where_the_text_has_it() {
    let text = "Starmer said the talks were over. He said that Macron met Merz.";
    let extraction = EXTRACTOR.extract(&Document::plain("test", text));
    let [speaker] = &extraction.statements[0].evidence.speakers[..] else {
        panic!("one speaker")
    };
    assert_eq!((speaker.span.of(text), speaker.text.as_str()), ("He", "He"));
    assert!(speaker.inferred);
}
