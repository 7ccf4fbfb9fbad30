//! Where a report opens with its dateline: "KABUL, March 16 (AP) -- The court freed him".
//!
//! It is no part of the sentence behind it; read together, the place becomes a subject or takes an
//! apposition that it does not have.

use super::time_phrase::is_month;

/// Tokens of the longest dateline.
const LONGEST: usize = 14;
/// Words that a sentence has at least.
const SENTENCE: usize = 4;

/// How many tokens of a sentence are its dateline, with the sign behind it; 0 if it has none.
///
/// A dateline ends in a dash, or in the agency in brackets with a colon behind it, and holds no word
/// in lower case. Besides, it is in capitals, or names the day or, in brackets, the agency; what is
/// but one word before a single stroke ("US - Iran") is none.
pub(super) fn dateline(tokens: &[&str]) -> usize {
    let ends = |end: &usize| {
        is_dash(tokens[*end]) || (tokens[*end] == ":" && *end > 0 && tokens[*end - 1] == ")")
    };
    let Some(end) = (0..tokens.len().min(LONGEST)).find(ends) else { return 0 };
    let words = &tokens[..end];
    let written = words.iter().all(|token| !token.starts_with(char::is_lowercase));
    let is_capital = |word: &&str| word.chars().all(char::is_uppercase);
    let capitals = words.first().is_some_and(is_capital)
        && words.iter().take_while(|word| is_capital(word)).any(|word| word.chars().count() > 3);
    let dated = words
        .windows(2)
        .any(|pair| is_month(pair[0]) && pair[1].starts_with(|digit: char| digit.is_ascii_digit()));
    let agency = words.len() > 2 && words.last().is_some_and(|last| matches!(*last, ")" | "/"));
    let long_enough = words.len() > 1 || tokens[end] != "-";
    let opens = written && long_enough && (capitals || dated || agency);
    if opens && tokens.len() - end > SENTENCE { end + 1 } else { 0 }
}

fn is_dash(token: &str) -> bool {
    matches!(token, "-" | "--" | "–" | "—")
}

#[cfg(test)]
mod tests {
    use super::dateline;

    #[track_caller]
    fn check(text: &str, words: usize) {
        let tokens: Vec<&str> = text.split_whitespace().collect();
        assert_eq!(dateline(&tokens), words, "{text}");
    }

    #[test]
    fn a_place_in_capitals_or_with_its_day_or_agency_opens_a_report() {
        check("ZENDA -- The court freed him on Monday", 2);
        check("STRELSAU , Ruritania ( AP ) — The court freed him", 7);
        check("STRELSAU , March 16 ( Xinhua ) -- The court freed him", 8);
        check("Strelsau , March 16 - The court freed him", 5);
        check("Strelsau ( ZNA ) – The court freed him", 5);
        check("STRELSAU ( ZNA ) : The court freed him", 5);
        check("OLD ZENDA - The court freed him", 3);
    }

    #[test]
    fn what_only_holds_a_dash_is_none() {
        check("US - Iran talks end in Vienna without result", 0);
        check("NATO - Russia talks end in Vienna without result", 0);
        check("The court -- the highest of the land -- freed him", 0);
        check("Doe -- a general -- freed him on Monday", 0);
        check("STRELSAU -- Talks end", 0);
        check("", 0);
    }
}
