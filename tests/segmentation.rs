//! What a text is cut into: sentences and tokens of sentences of every kind.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use whowhom::{
    english::{Abbreviations, Segmentation, TokenKind, segment},
    span::Span,
};

fn abbreviations() -> Abbreviations {
    Abbreviations::new(
        [
            "Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "Gen.", "Lt.", "Col.", "Sen.", "Rep.", "Gov.",
            "St.",
        ],
        ["No.", "Jan.", "Feb.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.", "Art.", "p.", "pp."],
        ["U.S.", "Inc.", "Corp.", "Co.", "Ltd.", "Jr.", "Vt.", "a.m.", "p.m.", "etc.", "Ave."],
    )
}

fn segmented(text: &str) -> Segmentation {
    segment(text, Span::new(0, text.len()), &abbreviations())
}

/// The tokens with a space between them, the sentences with a bar.
fn cut(text: &str) -> String {
    let segmentation = segmented(text);
    let forms = |range: std::ops::Range<usize>| {
        segmentation.tokens[range]
            .iter()
            .map(|token| token.span.of(text))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let sentences = segmentation.sentences.iter().map(|sentence| forms(sentence.tokens.clone()));
    sentences.collect::<Vec<_>>().join(" | ")
}

/// Texts and what they are cut into: tokens between spaces, sentences between bars.
const CASES: &[(&str, &str)] = &[
    // where sentences end
    ("The talks failed. Both sides left.", "The talks failed . | Both sides left ."),
    ("Will they meet? Nobody knows! We wait.", "Will they meet ? | Nobody knows ! | We wait ."),
    ("He had three aims: peace, land and time.", "He had three aims : peace , land and time ."),
    ("The minister resigned", "The minister resigned"),
    ("It is over... The army left.", "It is over ... | The army left ."),
    ("They waited… and waited.", "They waited … and waited ."),
    ("Why now?! Nobody said.", "Why now ?! | Nobody said ."),
    ("The deal is off.The army moved.", "The deal is off . | The army moved ."),
    (
        "The firm lost $4.5 billion. 37 people left.",
        "The firm lost $ 4.5 billion . | 37 people left .",
    ),
    ("we called them. they did not answer.", "we called them . | they did not answer ."),
    (
        "The plan was signed. iPhone makers cheered.",
        "The plan was signed . | iPhone makers cheered .",
    ),
    // marks of notes are read past
    ("It fell in 1989,[1] and rose.[2][17] She left.", "It fell in 1989 , and rose . | She left ."),
    ("They lost it.[citation needed] He won.", "They lost it . | He won ."),
    ("[1] See below.", "[ 1 ] See below ."),
    ("The law[1984] stands.", "The law [ 1984 ] stands ."),
    ("He said[sic] no.", "He said [ sic ] no ."),
    // titles, initials, numbers
    ("Mr. Putin met Gen. Smith.", "Mr. Putin met Gen. Smith ."),
    ("Lt. Col. J. D. Doe spoke.", "Lt. Col. J. D. Doe spoke ."),
    ("George W. Bush left. Mr.Doe stayed.", "George W. Bush left . | Mr. Doe stayed ."),
    ("Scott C. Doe and John P. Roe left.", "Scott C. Doe and John P. Roe left ."),
    ("They took vitamin C. The end.", "They took vitamin C . | The end ."),
    ("It fell to Plan B. The rest is known.", "It fell to Plan B . | The rest is known ."),
    ("Spc. Jane Doe and Sgt. Poe won.", "Spc. Jane Doe and Sgt. Poe won ."),
    ("She flew to St. Petersburg.", "She flew to St. Petersburg ."),
    ("GEN. SMITH RESIGNED.", "GEN. SMITH RESIGNED ."),
    ("No. 10 denied it. He said no. The end.", "No. 10 denied it . | He said no . | The end ."),
    (
        "On Jan. 24, 2025 they met. It was Jan. The snow fell.",
        "On Jan. 24 , 2025 they met . | It was Jan . | The snow fell .",
    ),
    ("See Art. 5 and pp. 3-4.", "See Art. 5 and pp. 3 - 4 ."),
    ("Mr.\nDoe left.", "Mr. Doe left ."),
    // abbreviations that may end a sentence
    ("The U.S. Tomahawk flew.", "The U.S. Tomahawk flew ."),
    ("They fear the U.S. The army does not.", "They fear the U.S. | The army does not ."),
    ("He left the U.S. “I am glad,” he said.", "He left the U.S. | “ I am glad , ” he said ."),
    ("The U.S.-brokered truce holds.", "The U.S. - brokered truce holds ."),
    (
        "Acme Inc. sued. She left Acme Inc. He won.",
        "Acme Inc. sued . | She left Acme Inc. | He won .",
    ),
    ("U.S. And Poland Sign Deal", "U.S. And Poland Sign Deal"),
    ("They met on Main St. The crowd left.", "They met on Main St. | The crowd left ."),
    ("Albert I. Doe and I. They won.", "Albert I. Doe and I . | They won ."),
    ("Sen. Jane Doe, I-Vt., met Jr.'s aide.", "Sen. Jane Doe , I - Vt. , met Jr. 's aide ."),
    ("From Nov.-Dec. he slept; in Jan.; then.", "From Nov. - Dec. he slept ; in Jan. ; then ."),
    ("She works at Yahoo! in sales.", "She works at Yahoo ! in sales ."),
    ("The U.N.'s envoy left at 5 p.m. Monday.", "The U.N. 's envoy left at 5 p.m. Monday ."),
    ("It began at 9 a.m. They were late.", "It began at 9 a.m. | They were late ."),
    ("Arms, food, etc. were sent.", "Arms , food , etc. were sent ."),
    ("She holds a Ph.D. in law, i.e. she knows.", "She holds a Ph.D. in law , i.e. she knows ."),
    ("Did they leave the U.S.? Yes.", "Did they leave the U.S. ? | Yes ."),
    // quotations
    (
        "“We will end it,” Trump wrote. “I believe in peace.”",
        "“ We will end it , ” Trump wrote . | “ I believe in peace . ”",
    ),
    ("“It is over.” The army left.", "“ It is over . ” | The army left ."),
    ("\"It is over.\" The army left.", "\" It is over . \" | The army left ."),
    (
        "“Will it end?” Jane Doe asked. Nobody knew.",
        "“ Will it end ? ” Jane Doe asked . | Nobody knew .",
    ),
    (
        "“Will it end?” Doe’s chief spokesman said.",
        "“ Will it end ? ” Doe ’s chief spokesman said .",
    ),
    ("“Will it end?” He said nothing.", "“ Will it end ? ” | He said nothing ."),
    ("“Will it end?” I asked.", "“ Will it end ? ” I asked ."),
    ("“No!” “Yes!” they cried.", "“ No ! ” | “ Yes ! ” they cried ."),
    ("The man who asked “Why?” — twice — left.", "The man who asked “ Why ? ” — twice — left ."),
    ("“It ends [...]” (Doe 55). Then: “Why?”", "“ It ends [...] ” ( Doe 55 ) . | Then : “ Why ? ”"),
    ("“Truth Social”’s owner", "“ Truth Social ” ’s owner"),
    ("“Will it end?” he asked.", "“ Will it end ? ” he asked ."),
    ("“Stop!” said President Doe.", "“ Stop ! ” said President Doe ."),
    ("“Will it end?” The army left.", "“ Will it end ? ” | The army left ."),
    (
        "He said, ‘Look, it is late,’ and left. ‘Why?’ she asked.",
        "He said , ‘ Look , it is late , ’ and left . | ‘ Why ? ’ she asked .",
    ),
    ("This “‘inglorious’ war” goes on.", "This “ ‘ inglorious ’ war ” goes on ."),
    ("He called it 'a mistake.' She agreed.", "He called it ' a mistake . ' | She agreed ."),
    ("«It ends.» They left.", "« It ends . » | They left ."),
    (
        "“[Ukrainian] President [Volodymyr] Zelenskyy and I agree.”",
        "“ [ Ukrainian ] President [ Volodymyr ] Zelenskyy and I agree . ”",
    ),
    // brackets
    ("They left (at last). Then it rained.", "They left ( at last ) . | Then it rained ."),
    ("They left. (It rained.) Then they met.", "They left . | ( It rained . ) | Then they met ."),
    ("The firm (Acme Inc.) Monday sued.", "The firm ( Acme Inc. ) Monday sued ."),
    ("He won (really?) Monday.", "He won ( really ? ) Monday ."),
    ("The ridge is long. [12] It runs north.", "The ridge is long . [ 12 ] | It runs north ."),
    ("The plan [...] The plan failed.", "The plan [...] | The plan failed ."),
    // lines
    ("Leaders Meet in Alaska\n\nThey met.", "Leaders Meet in Alaska | They met ."),
    ("Leaders Meet in Alaska\nThey met.", "Leaders Meet in Alaska | They met ."),
    ("They met in\nthe old town.", "They met in the old town ."),
    ("He is a friend of\nPresident Doe.", "He is a friend of President Doe ."),
    ("• Tanks\n• Drones\n• Shells", "• Tanks | • Drones | • Shells"),
    ("1. Tanks\n2. Drones", "1 . Tanks | 2 . Drones"),
    ("They met.\r\n\r\nThey left.", "They met . | They left ."),
    ("They met in the town\r\nof Budapest.", "They met in the town of Budapest ."),
    (
        "The two leaders met for an hour in the old\nPalace of Budapest and then they went to see\nPresident Doe in the new town hall, where he\nGave them lunch and his very best wishes.\nLATEST NEWS\nMore soon.",
        "The two leaders met for an hour in the old Palace of Budapest and then they went to see President Doe in the new town hall , where he Gave them lunch and his very best wishes . | LATEST NEWS | More soon .",
    ),
    ("Text above\n==========\nText below", "Text above | ========== | Text below"),
    (
        "TALKS FAIL IN GENEVA\n\nENVOYS LEAVE. NO DATE SET.",
        "TALKS FAIL IN GENEVA | ENVOYS LEAVE . | NO DATE SET .",
    ),
    // words that are written as one
    ("They don't, can't and won't.", "They do n't , ca n't and wo n't ."),
    ("They don’t know; they’re late.", "They do n’t know ; they ’re late ."),
    ("They cannot go.", "They can not go ."),
    ("Putin's aides met Russia’s envoys.", "Putin 's aides met Russia ’s envoys ."),
    ("The allies' plan, the States’ talks.", "The allies ' plan , the States ’ talks ."),
    ("O'Neill met Qa’im's emir at 5 o'clock.", "O'Neill met Qa’im 's emir at 5 o'clock ."),
    ("In the '90s and the 1960's.", "In the '90s and the 1960's ."),
    // hyphens and dashes
    ("The Putin–Trump call", "The Putin – Trump call"),
    ("long-range, in-person, yet-to-be-set", "long - range , in - person , yet - to - be - set"),
    ("anti-tank pro-Russian non-NATO mid-May", "anti-tank pro-Russian non-NATO mid-May"),
    ("UN-backed US-Russia talks", "UN - backed US - Russia talks"),
    (
        "F-16s, S-400, T-90M, Su-35, SS-N-22 and COVID-19",
        "F-16s , S-400 , T-90M , Su-35 , SS-N-22 and COVID-19",
    ),
    ("Shahed-136 drones", "Shahed - 136 drones"),
    ("He left -- at last — for home.", "He left -- at last — for home ."),
    // numbers
    ("1,000 of 2,500,000; 4.5% and 1,2", "1,000 of 2,500,000 ; 4.5 % and 1 , 2"),
    ("$4.5bn, £3m, US$5 and €1,000", "$ 4.5 bn , £ 3 m , US$ 5 and € 1,000"),
    ("300km at 5pm, the 20th in the 1980s", "300 km at 5 pm , the 20th in the 1980s"),
    ("10:30, 9/11, 2025-01-24, 5-10, 555-1234", "10:30 , 9/11 , 2025-01-24 , 5 - 10 , 555-1234"),
    ("5 °C, ½ and −3", "5 ° C , ½ and − 3"),
    // other tokens
    ("Russia/Ukraine and/or b/c w/o N/A", "Russia / Ukraine and / or b/c w/o N/A"),
    (
        "See https://example.com/a?b=c, or www.example.org.",
        "See https://example.com/a?b=c , or www.example.org .",
    ),
    (
        "Write to jane.doe@example.com. Ask @janedoe.",
        "Write to jane.doe@example.com . | Ask @janedoe .",
    ),
    ("News at Example.com. More soon.", "News at Example.com . | More soon ."),
    ("AT&T and Q&A", "AT&T and Q&A"),
    ("Thanks :) for 👍🏽 and 🇺🇦!", "Thanks :) for 👍🏽 and 🇺🇦 !"),
    ("👨‍👩‍👧 left", "👨‍👩‍👧 left"),
    // odd characters
    ("\u{FEFF}They met. They left.", "They met . | They left ."),
    ("They\u{A0}met at 5\u{A0}km. J.\u{A0}Doe left.", "They met at 5 km . | J. Doe left ."),
    ("co\u{AD}operation, cafe\u{301}", "co\u{AD}operation , cafe\u{301}"),
    ("The governmentʼs plan", "The government ʼs plan"),
    ("وقال الرئيس: نعم.", "وقال الرئيس : نعم ."),
    ("\u{200F}They met.\u{200E} They left.", "They met . | They left ."),
    ("", ""),
    (" \n\t ", ""),
];

#[test]
fn texts_are_cut_as_a_reader_would() {
    let failures: Vec<String> = CASES
        .iter()
        .filter(|(text, expected)| cut(text) != *expected)
        .map(|(text, expected)| format!("{text:?}\n  want {expected}\n  got  {}", cut(text)))
        .collect();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), CASES.len(), failures.join("\n"));
}

#[test]
fn paragraphs_are_counted() {
    let paragraphs = |text: &str| -> Vec<usize> {
        segmented(text).sentences.iter().map(|sentence| sentence.paragraph).collect()
    };
    assert_eq!(paragraphs("A headline\n\nThey met. They left.\n\n\nThe end."), [0, 1, 1, 2]);
    assert_eq!(paragraphs("They met.\nThey left."), [0, 1]);
    assert_eq!(paragraphs("They met.\u{2029}They left."), [0, 1]);
}

/// Would take minutes if any sign made the tokenizer look back or ahead without bound.
#[test]
fn time_is_linear_in_what_looks_like_one_endless_word() {
    for part in [
        "a.", "a.b@", "a-", "A-1-", "1-", "1,", "a'", "n't", "-=", "[1]", "(", "“", "a@a.", "Mr. ",
        "🇺",
    ] {
        let text = part.repeat(50_000);
        assert!(!segmented(&text).tokens.is_empty());
    }
}

#[test]
fn kinds_tell_words_numbers_and_signs() {
    let text = "F-16 37 1,000 4.5 U.S. 's $";
    let kinds: Vec<TokenKind> = segmented(text).tokens.iter().map(|token| token.kind).collect();
    use TokenKind::{Number, Punctuation, Word};
    assert_eq!(kinds, [Word, Number, Number, Number, Word, Word, Punctuation]);
}

#[test]
fn only_the_content_is_read_and_offsets_are_those_of_the_text() {
    let text = "TITLE\nKyiv waits. Not this.";
    let segmentation = segment(text, Span::new(6, 17), &abbreviations());
    assert_eq!(segmentation.tokens[0].span, Span::new(6, 10));
    assert_eq!(segmentation.sentences[0].span.of(text), "Kyiv waits.");
    assert_eq!(segmentation.sentences.len(), 1);
}

/// What is left of a text without marks of notes, "[12]".
fn without_notes(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some(open) = rest.find('[') {
        let inside = &rest[open + 1..];
        let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
        let is_note = (1..=3).contains(&digits) && inside[digits..].starts_with(']');
        let skipped = if is_note { digits + 2 } else { 0 };
        let end = open + skipped.max(1);
        kept.push_str(&rest[..if is_note { open } else { end }]);
        rest = &rest[end..];
    }
    kept + rest
}

fn check_invariants(text: &str) -> Result<(), TestCaseError> {
    let segmentation = segmented(text);
    let mut end = 0;
    for token in &segmentation.tokens {
        prop_assert!(token.span.start >= end && !token.span.is_empty());
        prop_assert!(text.get(token.span.start..token.span.end).is_some());
        let between = without_notes(&text[end..token.span.start]);
        prop_assert!(!between.chars().any(char::is_alphanumeric));
        end = token.span.end;
    }
    let rest = without_notes(&text[end..]);
    prop_assert!(!rest.chars().any(|rest| rest.is_alphanumeric() || rest.is_ascii_punctuation()));
    let mut next = 0;
    let mut paragraph = 0;
    for sentence in &segmentation.sentences {
        prop_assert_eq!(sentence.tokens.start, next);
        prop_assert!(sentence.tokens.end > next);
        prop_assert!(sentence.paragraph == paragraph || sentence.paragraph == paragraph + 1);
        prop_assert_eq!(sentence.span.start, segmentation.tokens[next].span.start);
        prop_assert_eq!(sentence.span.end, segmentation.tokens[sentence.tokens.end - 1].span.end);
        (next, paragraph) = (sentence.tokens.end, sentence.paragraph);
    }
    prop_assert_eq!(next, segmentation.tokens.len());
    Ok(())
}

proptest! {
    #[test]
    fn tokens_cover_any_text_once_and_sentences_cover_the_tokens(text in "\\PC*") {
        check_invariants(&text)?;
    }

    #[test]
    fn they_do_so_in_text_full_of_what_joins_and_cuts(
        text in "(U\\.S\\.|Mr\\.|no|[aZ9é’'\"“”.,:;/@&$%#!?()\\[\\]\u{200d}\u{feff}😀🇺 \n\r-]){0,40}"
    ) {
        check_invariants(&text)?;
    }
}
