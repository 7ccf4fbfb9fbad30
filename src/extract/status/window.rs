//! The status of a deed where there is no tree: the words before its trigger that govern it.
//!
//! They are looked for in the same clause, nearest first.

use super::Decided;
use crate::{english, matcher::Word, rules::WordLists, span::TokenRange, status::Status};

/// How far before the trigger a governing word may stand, in tokens.
const REACH: usize = 8;

/// The status of what the words of `trigger` say.
pub(super) fn of(lists: &WordLists, words: &[Word<'_>], trigger: TokenRange) -> Decided {
    let before = &words[..trigger.start];
    let governor = governor(lists, before);
    let infinitive = || is_to_be(before).then(|| (Status::Planned, trigger.start - 1));
    let decided = governor.or_else(infinitive);
    let question = || Some((Status::Possible, words.len() - 1)).filter(|_| is_question(words));
    let condition = || opens_condition(lists, before).map(|at| (Status::Possible, at));
    let (status, at) = match decided {
        Some((Status::Planned, _)) => question().or(decided),
        None => question().or_else(condition),
        _ => decided,
    }
    .unzip();
    let by = at.map(|at: usize| TokenRange::new(at, at + 1));
    Decided { status: status.unwrap_or_default(), by }
}

/// The nearest word that gives a status, negation before all others, with its place.
fn governor(lists: &WordLists, before: &[Word<'_>]) -> Option<(Status, usize)> {
    let first = before.len().saturating_sub(REACH);
    let mut decided = None;
    for at in (first..before.len()).rev() {
        let word = &before[at];
        if english::ends_clause(&word.lower)
            || word.form == ","
            || english::opens_clause(&word.lower)
            || english::opens_circumstance(&word.lower)
        {
            break;
        }
        match status_of(lists, &before[..=at]) {
            Some(Status::Negated) => return Some((Status::Negated, at)),
            Some(status) if decided.is_none() => decided = Some((status, at)),
            _ => {}
        }
    }
    decided
}

/// Whether the words end in a bare infinitive's "to": "was to meet", "Trump to meet Putin".
fn is_to_be(before: &[Word<'_>]) -> bool {
    let [.., subject, to] = before else { return false };
    let is_be = matches!(&*subject.lower, "is" | "are" | "was" | "were" | "'s" | "'re");
    &*to.lower == "to" && (is_be || subject.is_capitalised())
}

fn is_question(words: &[Word<'_>]) -> bool {
    words.iter().rev().take(2).any(|word| word.form == "?")
}

/// The status that the last of some words gives, by itself or together with those before it.
fn status_of(lists: &WordLists, words: &[Word<'_>]) -> Option<Status> {
    // a word that says that a thing takes place says nothing here
    lists.status.iter().filter(|(status, _)| **status != Status::Actual).find_map(
        |(status, list)| {
            let mut listed = list
                .auxiliaries
                .iter()
                .chain(&list.verbs)
                .chain(&list.adjectives)
                .chain(&list.nouns);
            listed.any(|listed| end_with(words, listed)).then_some(*status)
        },
    )
}

/// Whether the words end with those of `listed`, in any form.
fn end_with(words: &[Word<'_>], listed: &str) -> bool {
    let length = listed.split(' ').count();
    words.len() >= length
        && words[words.len() - length..]
            .iter()
            .zip(listed.split(' '))
            .all(|(word, listed)| word.has_lemma(listed))
}

/// Where a condition opens the clause before the trigger: "if Putin meets …".
fn opens_condition(lists: &WordLists, before: &[Word<'_>]) -> Option<usize> {
    let conjunctions = &lists.status.get(&Status::Possible)?.conjunctions;
    let reach = before.len().saturating_sub(REACH);
    (reach..before.len())
        .rev()
        .take_while(|at| !english::ends_clause(&before[*at].lower) && before[*at].form != ",")
        .find(|at| conjunctions.iter().any(|listed| end_with(&before[..=*at], listed)))
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::{
        english::{Abbreviations, segment},
        matcher::words,
        rules::{StatusWords, WordLists},
        span::{Span, TokenRange},
        status::Status,
    };

    fn lists() -> WordLists {
        let strings = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let of = |auxiliaries: &[&str], verbs: &[&str], conjunctions: &[&str]| StatusWords {
            auxiliaries: strings(auxiliaries),
            verbs: strings(verbs),
            conjunctions: strings(conjunctions),
            ..StatusWords::default()
        };
        let mut lists = WordLists::default();
        lists.status.insert(Status::Actual, of(&[], &["hold"], &[]));
        lists.status.insert(Status::Planned, of(&["will"], &["plan"], &[]));
        lists.status.insert(Status::Possible, of(&["may"], &["consider"], &["if"]));
        lists.status.insert(Status::Negated, of(&["not"], &["call off"], &[]));
        lists
    }

    /// Checks what is decided of the last word before the full stop, and by which word.
    fn check(text: &str, status: Status, by: Option<&str>) {
        let segmentation = segment(text, Span::new(0, text.len()), &Abbreviations::default());
        let words = words(text, &segmentation.tokens);
        let deed = words.len() - 2;
        let decided = of(&lists(), &words, TokenRange::new(deed, deed + 1));
        assert_eq!(decided.status, status, "{text}");
        assert_eq!(decided.by.map(|by| words[by.start].form), by, "{text}");
    }

    #[test]
    fn the_nearest_word_before_the_trigger_decides() {
        check("They met.", Status::Actual, None);
        check("They will meet.", Status::Planned, Some("will"));
        check("They may plan to meet.", Status::Planned, Some("plan"));
        check("They called off the talks.", Status::Negated, Some("off"));
        check("They will hold talks.", Status::Planned, Some("will"));
    }

    #[test]
    fn negation_goes_before_all_others() {
        check("They did not plan to meet.", Status::Negated, Some("not"));
    }

    #[test]
    fn a_condition_or_question_leaves_it_open() {
        check("The war ends if they meet.", Status::Possible, Some("if"));
        check("Will they meet?", Status::Possible, Some("?"));
    }

    #[test]
    fn what_stands_in_another_clause_decides_nothing() {
        check("They will stay, they met.", Status::Actual, None);
        check("They may leave because they met.", Status::Actual, None);
    }
}
