//! Who says what: from the text to the speakers of its statements.
#![cfg(feature = "model")]
#![allow(clippy::unwrap_used)]

mod shipped;

use std::sync::LazyLock;

use whowhom::{
    document::Document,
    extract::Extractor,
    mention::Statement,
    rules::load_texts,
    verify::{Outcome, verify},
};

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
        ("Moscow denies that Poland delivered tanks to Ukraine.", "poland supplies tank", "russia"),
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
        (
            "Macron met Merz and said the talks went well.",
            "emmanuel-macron meets friedrich-merz",
            "",
        ),
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
        ("Starmer did not say that Macron met Merz.", "emmanuel-macron meets friedrich-merz", ""),
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
            "Starmer’s claim that Macron had met Merz was denied in Paris.",
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
        (
            "Macron to meet Merz in Paris: Starmer",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
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
        ("Macron rejected reports that Merz met Putin.", "friedrich-merz meets vladimir-putin", ""),
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
            "Putin told Trump that the United States sold Poland Tomahawks, Yuri Ushakov told reporters.",
            "united-states supplies tomahawk",
            "vladimir-putin, yuri-ushakov",
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
fn news_says_who_told_whom() {
    check(&[
        (
            "Rubio told Fox News on Sunday that Macron had met Merz in secret.",
            "emmanuel-macron meets friedrich-merz",
            "marco-rubio",
        ),
        (
            "Warsaw has delivered tanks to Ukraine, Rutte told the BBC in an interview broadcast on Sunday.",
            "poland supplies tank",
            "mark-rutte",
        ),
        (
            "Zelensky has repeatedly asked Trump to give Ukraine Tomahawks, Rutte said.",
            "donald-trump supplies tomahawk",
            "volodymyr-zelenskyy, mark-rutte",
        ),
        (
            "It is unclear whether Poland sent tanks to Ukraine, Merz said.",
            "poland supplies tank",
            "friedrich-merz",
        ),
        (
            "Poland, Merz told reporters, sent tanks to Ukraine.",
            "poland supplies tank",
            "friedrich-merz",
        ),
        (
            "Merz, quoted by the newspaper Bild, said Poland sent tanks to Ukraine.",
            "poland supplies tank",
            "friedrich-merz",
        ),
        (
            "Poland sent tanks to Ukraine, a Pentagon spokesman said.",
            "poland supplies tank",
            "pentagon",
        ),
        (
            "Two U.S. officials told Reuters that Poland sent tanks to Ukraine.",
            "poland supplies tank",
            "united-states",
        ),
        (
            "Trump, who met Putin in Alaska, said Poland sent tanks to Ukraine.",
            "poland supplies tank",
            "donald-trump",
        ),
        (
            "Zelensky told Starmer on Monday he believed Macron met Merz in Paris.",
            "emmanuel-macron meets friedrich-merz",
            "volodymyr-zelenskyy",
        ),
    ]);
}

#[test]
fn news_names_its_sources() {
    check(&[
        (
            "In a statement late on Monday, the Kremlin said Macron had met Merz.",
            "emmanuel-macron meets friedrich-merz",
            "russia",
        ),
        (
            "Speaking to reporters aboard Air Force One, Trump said that Macron had met Merz.",
            "emmanuel-macron meets friedrich-merz",
            "donald-trump",
        ),
        (
            "Starmer's office said on Monday that Macron had met Merz.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Rutte, speaking in Brussels, confirmed Poland had delivered tanks to Ukraine.",
            "poland supplies tank",
            "mark-rutte",
        ),
        (
            "The Financial Times reported on Friday that Poland had delivered tanks to Ukraine, citing two officials.",
            "poland supplies tank",
            "financial-times",
        ),
        (
            "Poland delivered tanks to Ukraine last week, the Financial Times reported.",
            "poland supplies tank",
            "financial-times",
        ),
        (
            "Zelensky thanked Warsaw and said Poland had delivered tanks to Ukraine.",
            "poland supplies tank",
            "volodymyr-zelenskyy",
        ),
        (
            "Zelensky wrote on X that Poland had delivered tanks to Ukraine, and that more would follow.",
            "poland supplies tank",
            "volodymyr-zelenskyy",
        ),
        (
            "Ukraine needs more, Zelensky said, adding that Poland had delivered tanks to Ukraine.",
            "poland supplies tank",
            "volodymyr-zelenskyy",
        ),
        (
            "President Emmanuel Macron spoke first. The president said Poland had delivered tanks to Ukraine.",
            "poland supplies tank",
            "emmanuel-macron",
        ),
        (
            "Foreign Minister Sergei Lavrov spoke first. The foreign minister said Poland had delivered tanks to Ukraine.",
            "poland supplies tank",
            "sergei-lavrov",
        ),
        (
            "Zelensky urged Poland to send tanks to Kyiv.",
            "poland supplies tank",
            "volodymyr-zelenskyy",
        ),
        (
            "Zelensky called on Poland to send tanks to Ukraine.",
            "poland supplies tank",
            "volodymyr-zelenskyy",
        ),
        (
            "Putin said at a news conference in Moscow that the supply of Tomahawks to Ukraine by the United States would damage relations.",
            "united-states supplies tomahawk",
            "vladimir-putin",
        ),
        (
            "Merz believes Poland will send tanks to Ukraine.",
            "poland supplies tank",
            "friedrich-merz",
        ),
        (
            "Merz and Macron said Poland sent tanks to Ukraine.",
            "poland supplies tank",
            "friedrich-merz",
        ),
        (
            "German Chancellor Friedrich Merz said Thursday Poland sent tanks to Ukraine.",
            "poland supplies tank",
            "friedrich-merz",
        ),
        (
            "MOSCOW, Oct 16 (Reuters) - Poland sent tanks to Ukraine, Peskov said on Thursday.",
            "poland supplies tank",
            "dmitry-peskov",
        ),
        (
            "Russia's foreign ministry said Poland sent tanks to Ukraine.",
            "poland supplies tank",
            "russian-foreign-ministry",
        ),
        (
            "The Russian Foreign Ministry said in a statement that Poland sent tanks to Ukraine.",
            "poland supplies tank",
            "russian-foreign-ministry",
        ),
        ("Israel's military said Poland sent tanks to Ukraine.", "poland supplies tank", "israel"),
        (
            "Merz’s statement that Poland sent tanks to Ukraine drew protests.",
            "poland supplies tank",
            "friedrich-merz",
        ),
        (
            "Merz said that after Poland sent tanks to Ukraine, the mood changed.",
            "poland supplies tank",
            "friedrich-merz",
        ),
        (
            "A spokesperson for the European Commission said Poland sent tanks to Ukraine.",
            "poland supplies tank",
            "european-commission",
        ),
        (
            "According to the Ukrainian military, Poland sent tanks to Ukraine.",
            "poland supplies tank",
            "ukraine",
        ),
        (
            "According to a report in the New York Times, Poland sent tanks to Ukraine.",
            "poland supplies tank",
            "new-york-times",
        ),
        (
            "In the words of Zelensky, Poland sent tanks to Ukraine without delay.",
            "poland supplies tank",
            "volodymyr-zelenskyy",
        ),
        (
            "Trump promised that the United States would give Ukraine Tomahawks.",
            "united-states supplies tomahawk",
            "donald-trump",
        ),
        (
            "Trump's promise that the United States would give Ukraine Tomahawks was kept.",
            "united-states supplies tomahawk",
            "donald-trump",
        ),
        (
            "It was true that Macron had met Merz, Starmer admitted.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        ("Starmer says Macron met Merz", "emmanuel-macron meets friedrich-merz", "keir-starmer"),
        ("Macron met Merz, says Starmer", "emmanuel-macron meets friedrich-merz", "keir-starmer"),
        ("Macron met Merz, Kremlin says", "emmanuel-macron meets friedrich-merz", "russia"),
        (
            "Starmer said on Friday that it was raining in Paris. Macron met Merz indoors, he said, and both smiled.",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
    ]);
}

#[test]
fn news_quotes_in_many_ways() {
    check(&[
        (
            "“It was a good day,” said Starmer, who hosted the talks. “Macron met Merz and nobody shouted.”",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Asked about the summit, Starmer replied: “Macron met Merz. I was not there.”",
            "emmanuel-macron meets friedrich-merz",
            "keir-starmer",
        ),
        (
            "Zelensky addressed parliament on Friday.\n\n“Poland delivered tanks to Ukraine,” he said.",
            "poland supplies tank",
            "volodymyr-zelenskyy",
        ),
        (
            "“Russia will respond,” Peskov told reporters.\n\nHe said Poland had delivered tanks to Ukraine.",
            "poland supplies tank",
            "dmitry-peskov",
        ),
        (
            "“Russia will respond,” Kremlin spokesman Dmitry Peskov told reporters. The spokesman said Poland had delivered tanks to Ukraine.",
            "poland supplies tank",
            "dmitry-peskov",
        ),
        (
            "\"We saw it coming,\" Merz said, before \"Poland sent tanks to Ukraine.\"",
            "poland supplies tank",
            "friedrich-merz",
        ),
        (
            "Merz told lawmakers: ‘Poland sent tanks to Ukraine. It won’t stop there.’",
            "poland supplies tank",
            "friedrich-merz",
        ),
        (
            "“We will not wait,” Zelensky said in his nightly address. “Russia attacks every day. Poland sent tanks to Ukraine, and we are grateful.”",
            "poland supplies tank",
            "volodymyr-zelenskyy",
        ),
        (
            "Zelensky met Starmer in London. “Poland sent tanks to Ukraine,” he said after the talks.",
            "poland supplies tank",
            "volodymyr-zelenskyy",
        ),
        (
            "Zelensky said: “Trump told me, ‘Macron met Merz in Paris.’ I believed him.”",
            "emmanuel-macron meets friedrich-merz",
            "donald-trump, volodymyr-zelenskyy",
        ),
    ]);
}

#[test]
fn news_without_a_known_speaker_is_the_reporters_own() {
    check(&[
        (
            "Macron met Merz on Monday in what Starmer described as a turning point.",
            "emmanuel-macron meets friedrich-merz",
            "",
        ),
        (
            "“Macron met Merz,” said one diplomat, who asked not to be named. “That is all.”",
            "emmanuel-macron meets friedrich-merz",
            "",
        ),
        (
            "Poland delivered tanks to Ukraine last week, although Moscow denied it.",
            "poland supplies tank",
            "",
        ),
        ("“Poland delivered tanks to Ukraine,” he told parliament.", "poland supplies tank", ""),
        (
            "A statement by NATO was short. The statement said Poland had delivered tanks to Ukraine.",
            "poland supplies tank",
            "",
        ),
        ("Merz declined to say whether Poland sent tanks to Ukraine.", "poland supplies tank", ""),
        ("Merz said nothing. Poland sent tanks to Ukraine.", "poland supplies tank", ""),
        ("Asked whether Poland sent tanks to Ukraine, Merz smiled.", "poland supplies tank", ""),
        ("The ministry said Poland sent tanks to Ukraine.", "poland supplies tank", ""),
        (
            "After Poland sent tanks to Ukraine, Merz said the mood had changed.",
            "poland supplies tank",
            "",
        ),
        (
            "The prime minister’s spokesman told reporters that Poland sent tanks to Ukraine.",
            "poland supplies tank",
            "",
        ),
        (
            "Poland sent tanks to Ukraine, a senior Pentagon official said on condition of anonymity.",
            "poland supplies tank",
            "",
        ),
        (
            "Peskov accused Poland of lying and said it sent tanks. Poland sent tanks to Ukraine in May.",
            "poland supplies tank",
            "",
        ),
        (
            "Trump, who met Putin in Alaska, said Poland sent tanks to Ukraine.",
            "donald-trump meets vladimir-putin",
            "",
        ),
        (
            "Trump, asked by a reporter whether Poland sent tanks to Ukraine, shrugged.",
            "poland supplies tank",
            "",
        ),
        ("“Did Macron meet Merz?” a reporter asked.", "emmanuel-macron meets friedrich-merz", ""),
        (
            "Macron met Merz in Paris — and Starmer said so.",
            "emmanuel-macron meets friedrich-merz",
            "",
        ),
        ("BREAKING: Macron met Merz in Paris", "emmanuel-macron meets friedrich-merz", ""),
        ("Macron met Merz in Paris, he said.", "emmanuel-macron meets friedrich-merz", ""),
    ]);
}

#[test]
fn a_speaker_stands_where_the_text_has_it() {
    let text = "Starmer said the talks were over. He said that Macron met Merz.";
    let extraction = EXTRACTOR.extract(&Document::plain("test", text));
    let [speaker] = &extraction.statements[0].evidence.speakers[..] else { panic!("one speaker") };
    assert_eq!((speaker.span.of(text), speaker.text.as_str()), ("He", "He"));
    assert!(speaker.inferred);
}

/// What comes of an example of a rule that finds who greets whom.
fn outcome(example: &str) -> Outcome {
    let relation = format!(
        r#"[[relation]]
name = "greets"
about = "An actor greets another."
roles = {{ greeter = "actor", greeted = "actor" }}
patterns = ['{{greeter}} [Aux]* =greet {{greeted}}']
edge = '{{greeter}} -> {{greeted}}'
finds = ["{example}"]
ignores = ["Nobody came."]
"#
    );
    let files = [
        ("types.toml", include_str!("../rules/types.toml")),
        ("speech.toml", include_str!("../rules/english/speech.toml")),
        ("greets.toml", &relation),
    ];
    let loaded = load_texts(&files);
    assert_eq!(loaded.problems, []);
    let (extractor, problems) = Extractor::new(loaded.rules);
    assert_eq!(problems, []);
    verify(&extractor, None).swap_remove(0).outcome
}

#[test]
fn examples_of_rules_are_held_to_who_says_so() {
    let said = "[Anna](greeter) [greeted](trigger) [Ben](greeted), [Carl](speaker) said.";
    assert_eq!(outcome(said), Outcome::Passed);
    assert_eq!(outcome(&format!("{said} => said by Carl")), Outcome::Passed);
    let again =
        "[Carl](speaker) spoke. [Anna](greeter) [greeted](trigger) [Ben](greeted), he said.";
    assert_eq!(outcome(&format!("{again} => said by Carl")), Outcome::Passed);
    for (example, wanted) in [
        (format!("{said} => said by Ben"), "`Carl` says so, and not `Ben`"),
        (
            "[Anna](greeter) [greeted](trigger) [Ben](greeted). => said by Carl".to_owned(),
            "nobody says so, and not `Carl`",
        ),
        (
            "[Anna](greeter) [greeted](trigger) [Ben](greeted) near [Carl](speaker).".to_owned(),
            "nobody says so, and not `Carl`",
        ),
    ] {
        let Outcome::Failed(failure) = outcome(&example) else { panic!("{example} passes") };
        assert_eq!(failure.why, wanted, "{example}");
    }
}
