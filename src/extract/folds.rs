//! What the parser gets as one word besides the names themselves.
//!
//! Names in brackets behind a name ("the Syrian Democratic Forces (SDF)") and dates in pieces
//! ("Thursday, Dec. 15") say nothing about how a sentence is built, but their commas and brackets
//! lead the parser astray: a subject behind such a date ends up as its apposition. So they are folded.

use super::Examined;
use crate::{
    english,
    matcher::{Phrase, Word},
    span::TokenRange,
};

/// So many tokens an aside in brackets has at most.
const LONGEST_ASIDE: usize = 12;

/// The tokens of a phrase that are one word of the tree: without an article or a number that may
/// belong to what follows, with the brackets behind.
pub(super) fn of_phrase(sentence: &Examined<'_>, phrase: &Phrase) -> TokenRange {
    with_aside(sentence, without_determiners(sentence, phrase))
}

/// The tokens of a phrase. An article and numbers stay outside where a noun may follow, whose they
/// are then: "the US withdrawal", "two US jets", "a Jan. 3 US strike".
fn without_determiners(sentence: &Examined<'_>, phrase: &Phrase) -> TokenRange {
    let TokenRange { start, end } = phrase.extent;
    let before = &sentence.words[start..phrase.name.start.max(start)];
    let belongs_outside = |word: &&Word<'_>| {
        word.is_number()
            || english::is_count(&word.lower)
            || matches!(&*word.lower, "a" | "an" | "the")
    };
    let may_modify = sentence.words.get(end).is_some_and(|next| {
        let is_dash = matches!(next.form, "-" | "–");
        is_dash
            || next.form.starts_with(char::is_lowercase) && !english::is_function_word(&next.lower)
    });
    let outside = if may_modify { before.iter().take_while(belongs_outside).count() } else { 0 };
    TokenRange::new(start + outside, end)
}

/// The tokens of a name and of the brackets right behind it, unless somebody or something else is
/// named in them or a clause stands there.
fn with_aside(sentence: &Examined<'_>, name: TokenRange) -> TokenRange {
    let words = &sentence.words;
    let after = words.get(name.end..).unwrap_or_default();
    let opens = after.first().is_some_and(|word| word.form == "(");
    let Some(length) = after.iter().take(LONGEST_ASIDE).position(|word| word.form == ")") else {
        return name;
    };
    let aside = TokenRange::new(name.end, name.end + length + 1);
    if !opens || !is_about(sentence, name, aside) {
        return name;
    }
    TokenRange::new(name.start, aside.end)
}

/// Whether all names in an aside are names of what stands before it.
fn is_about(sentence: &Examined<'_>, name: TokenRange, aside: TokenRange) -> bool {
    let mut named =
        sentence.phrases.iter().filter(|phrase| name.contains(phrase.name)).map(|it| it.usual());
    let Some(named) = named.next_back() else { return false };
    sentence
        .phrases
        .iter()
        .filter(|phrase| aside.contains(phrase.name))
        .all(|phrase| phrase.usual().entity == named.entity)
}

/// Dates that hold a comma, without the preposition before them and the article.
pub(super) fn dates(words: &[Word<'_>]) -> Vec<TokenRange> {
    let forms: Vec<&str> = words.iter().map(|word| word.form).collect();
    let mut dates = Vec::new();
    let mut at = 0;
    while at < forms.len() {
        let begins = words[at].is_capitalised() && !english::is_function_word(&words[at].lower);
        let end = begins.then(|| english::time_phrase(&forms, at)).flatten();
        let has_comma = |end: &usize| forms[at..*end].contains(&",");
        match end.filter(has_comma) {
            Some(end) => {
                dates.push(TokenRange::new(at, end));
                at = end;
            }
            None => at += 1,
        }
    }
    dates
}
