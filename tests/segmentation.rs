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
        ["U.S.", "Inc.", "Corp.", "Co.", "Ltd.", "Jr.", "a.m.", "p.m.", "etc.", "Ave."],
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

#[test]
fn names_and_numbers_keep_their_full_stops() {
    assert_eq!(
        cut("Mr. Putin met Gen. J. D. Smith on Jan. 24, 2025. No. 10 was silent."),
        "Mr. Putin met Gen. J. D. Smith on Jan. 24 , 2025 . | No. 10 was silent ."
    );
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

fn check_invariants(text: &str) -> Result<(), TestCaseError> {
    let segmentation = segmented(text);
    let mut end = 0;
    for token in &segmentation.tokens {
        prop_assert!(token.span.start >= end && !token.span.is_empty());
        prop_assert!(text.get(token.span.start..token.span.end).is_some());
        prop_assert!(!text[end..token.span.start].chars().any(char::is_alphanumeric));
        end = token.span.end;
    }
    prop_assert!(
        !text[end..].chars().any(|rest| rest.is_alphanumeric() || rest.is_ascii_punctuation())
    );
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
