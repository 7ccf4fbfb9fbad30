//! The verb of a sentence, where a name beside it or an auxiliary took its place.

use super::{attach, has, has_subject, is_nominal};
use crate::english::{
    analysis::Word,
    label::{Relation, Upos},
};

/// Makes a sentence of a name and a verb that lacks its subject: "*The court* on Friday *freed* him"
/// is sometimes read as a name with something said beside it.
pub(super) fn sentences(words: &mut [Word]) {
    let Some(root) = words.iter().position(|word| word.head.is_none()) else { return };
    if !is_nominal(&words[root]) || has(words, root, Relation::Cop) {
        return;
    }
    let Some(verb) = (root + 1..words.len()).find(|verb| is_told_beside(words, root, *verb)) else {
        return;
    };
    let passive = has(words, verb, Relation::AuxPass);
    words[verb].head = None;
    words[verb].relation = Relation::Root;
    attach(words, root, verb, if passive { Relation::NsubjPass } else { Relation::Nsubj });
    for word in 0..words.len() {
        if words[word].head != Some(root) {
            continue;
        }
        let of_clause = matches!(
            words[word].relation,
            Relation::Obl | Relation::OblUnmarked | Relation::Advmod | Relation::Advcl
        );
        if of_clause || word > verb {
            words[word].head = Some(verb);
        }
        // "granted them permission", read as a second name beside the first
        if word > verb && words[word].relation == Relation::Conj && !has(words, word, Relation::Cc)
        {
            words[word].relation = Relation::Obj;
        }
    }
}

/// Whether a verb is said beside the name `root`, has no subject, and could have that for one.
fn is_told_beside(words: &[Word], root: usize, verb: usize) -> bool {
    let word = &words[verb];
    if word.head != Some(root) || word.relation != Relation::Parataxis || word.folded {
        return false;
    }
    let finite = matches!(word.xpos, "VBD" | "VBZ" | "VBP")
        || has(words, verb, Relation::Aux)
        || has(words, verb, Relation::AuxPass)
        || (word.xpos == "VBN" && has(words, verb, Relation::Obj));
    let between = &words[root + 1..verb];
    let cut = between.iter().any(|sign| matches!(sign.xpos, ":" | "``" | "''" | "."));
    // an apposition stands between two commas; those of a row hang on its later members
    let row = |sign: &&Word| {
        sign.head.is_some_and(|head| {
            head > root && head < verb && words[head].relation == Relation::Conj
        })
    };
    let commas = between.iter().filter(|sign| sign.xpos == "," && !row(sign)).count();
    finite && !cut && commas != 1 && !has_subject(words, verb)
}

/// Gives a finite verb the subject that stands before it and hangs on a verb of its own clause
/// behind it: "*they* agreed that there will be a meeting".
pub(super) fn subjects(words: &mut [Word]) {
    for subject in 0..words.len() {
        let Word { head: Some(far), relation: Relation::Nsubj, .. } = words[subject] else {
            continue;
        };
        let Some(near) = words[far].head.filter(|near| (subject + 1..far).contains(near)) else {
            continue;
        };
        let finite = matches!(words[near].xpos, "VBD" | "VBP" | "VBZ");
        let content = matches!(words[far].relation, Relation::Ccomp | Relation::Xcomp);
        let subjectless = words.iter().all(|word| {
            word.head != Some(near)
                || !matches!(word.relation, Relation::Nsubj | Relation::NsubjPass)
        });
        if !finite || !content || !subjectless {
            continue;
        }
        for before in words[..near].iter_mut().filter(|word| word.head == Some(far)) {
            before.head = Some(near);
        }
    }
}

/// Gives to a participle the auxiliary before it, and what hangs on that: "said Poland *had*
/// delivered tanks" is sometimes read as two things that are said.
pub(super) fn auxiliaries(words: &mut [Word]) {
    for auxiliary in 0..words.len() {
        if words[auxiliary].folded || !matches!(&*words[auxiliary].lemma, "have" | "be") {
            continue;
        }
        let participle = match (words[auxiliary].relation, words[auxiliary].head) {
            (Relation::Aux | Relation::AuxPass, Some(verb)) if verb > auxiliary => Some(verb),
            _ => participle_behind(words, auxiliary),
        };
        let Some(verb) = participle else { continue };
        for dependent in words.iter_mut().filter(|word| word.head == Some(auxiliary)) {
            dependent.head = Some(verb);
        }
        if words[auxiliary].head != Some(verb) {
            words[auxiliary].head = Some(verb);
            words[auxiliary].upos = Upos::Aux;
            words[auxiliary].relation = Relation::Aux;
        }
    }
}

/// The participle behind a bare "had", both of them clauses of the same verb.
fn participle_behind(words: &[Word], auxiliary: usize) -> Option<usize> {
    let Word { head, relation: Relation::Ccomp, .. } = words[auxiliary] else { return None };
    let bare = words.iter().all(|word| {
        word.head != Some(auxiliary) || matches!(word.relation, Relation::Nsubj | Relation::Mark)
    });
    let adverbs = words[auxiliary + 1..].iter().take_while(|word| word.upos == Upos::Adv).count();
    let verb = auxiliary + 1 + adverbs;
    let same =
        |word: &Word| word.xpos == "VBN" && word.head == head && word.relation == Relation::Ccomp;
    (bare && words.get(verb).is_some_and(same)).then_some(verb)
}
