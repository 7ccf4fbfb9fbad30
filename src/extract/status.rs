//! Whether what a match says has happened: the words before its trigger that govern it.
//!
//! The words stand in the rules; this module only says where they are looked for: in the same
//! clause, before the trigger, nearest first; and, for what a deed would do, in the tree.

use crate::{
    english::{self, Analysis, Relation, Upos},
    matcher::Word,
    rules::WordLists,
    span::TokenRange,
    status::Status,
};

/// How far before the trigger a governing word may stand, in tokens.
const REACH: usize = 8;

/// The status of what the words of `trigger` say.
pub(super) fn of(lists: &WordLists, words: &[Word<'_>], trigger: TokenRange) -> Status {
    let first = trigger.start.saturating_sub(REACH);
    let mut decided = Status::Actual;
    for at in (first..trigger.start).rev() {
        let word = &words[at];
        if english::ends_clause(&word.lower)
            || word.form == ","
            || english::opens_clause(&word.lower)
            || english::opens_circumstance(&word.lower)
        {
            break;
        }
        match status_of(lists, &words[..=at]) {
            Some(Status::Negated) => return Status::Negated,
            Some(status) if decided == Status::Actual => decided = status,
            _ => {}
        }
    }
    if decided == Status::Actual && is_to_be(&words[..trigger.start]) {
        decided = Status::Planned;
    }
    if matches!(decided, Status::Actual | Status::Planned) && is_question(words) {
        decided = Status::Possible;
    }
    if decided == Status::Actual && opens_condition(lists, &words[..trigger.start]) {
        decided = Status::Possible;
    }
    decided
}

/// Whether the trigger is a noun or gerund that is the subject of what would follow from it:
/// "supplying them would damage ties", "a delivery could change that". Nothing is said to have
/// happened then.
pub(super) fn is_spoken_about(lists: &WordLists, tree: &Analysis, trigger: TokenRange) -> bool {
    let words = tree.words();
    let Some(deed) = tree.word_of(trigger.start) else { return false };
    let nominal = words[deed].upos == Upos::Noun || words[deed].xpos == "VBG";
    let subject = [deed]
        .into_iter()
        .chain(tree.ancestors(deed))
        .take_while(|word| words[*word].upos != Upos::Verb || *word == deed)
        .find(|word| {
            matches!(
                words[*word].relation,
                Relation::Nsubj | Relation::NsubjPass | Relation::Csubj | Relation::CsubjPass
            )
        });
    let Some(consequence) = subject.and_then(|subject| words[subject].head) else { return false };
    let hypothetical = |auxiliary: usize| {
        [Status::Planned, Status::Possible]
            .iter()
            .filter_map(|status| lists.status.get(status))
            .flat_map(|list| &list.auxiliaries)
            .any(|listed| **listed == *words[auxiliary].lemma)
    };
    nominal && tree.dependents_by(consequence, Relation::Aux).any(hypothetical)
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
    lists.status.iter().find_map(|(status, list)| {
        let mut listed =
            list.auxiliaries.iter().chain(&list.verbs).chain(&list.adjectives).chain(&list.nouns);
        listed.any(|listed| end_with(words, listed)).then_some(*status)
    })
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

/// Whether a condition opens the clause before the trigger: "if Putin meets …".
fn opens_condition(lists: &WordLists, before: &[Word<'_>]) -> bool {
    let conjunctions = lists.status.get(&Status::Possible).map(|list| &list.conjunctions);
    let reach = before.len() - before.len().min(REACH);
    (reach..before.len())
        .rev()
        .take_while(|at| !english::ends_clause(&before[*at].lower) && before[*at].form != ",")
        .any(|at| {
            conjunctions
                .is_some_and(|list| list.iter().any(|listed| end_with(&before[..=at], listed)))
        })
}
