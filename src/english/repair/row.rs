//! Rows: who comes along, and verbs that are joined to a noun.

use super::{attach, has, is_nominal};
use crate::english::{analysis::Word, label::Relation};

/// Makes a row of "Flavia, along with Michael," and "Flavia as well as Michael".
pub(super) fn joined(words: &mut [Word]) {
    for word in 0..words.len() {
        let behind =
            |next: usize, lemma: &str| words.get(word + next).is_some_and(|w| *w.lemma == *lemma);
        match &*words[word].lemma {
            "as" if behind(1, "well") && behind(2, "as") => as_well_as(words, word),
            "along" | "together" if behind(1, "with") => along_with(words, word),
            _ => (),
        }
    }
}

/// "Flavia, along with Michael,": what hangs on a noun behind these is one of its row.
fn along_with(words: &mut [Word], along: usize) {
    let Some(second) = words[along].head else { return };
    // "Flavia, together with Michael, …": where the second hangs on "together"
    let hangs =
        |word: &usize| words[*word].head == Some(along) && words[along + 1].head == Some(*word);
    if second < along
        && is_nominal(&words[second])
        && let Some(below) = (along + 2..words.len()).find(hangs)
    {
        attach(words, below, second, Relation::Conj);
        for sign in [along, along + 1] {
            attach(words, sign, below, Relation::Cc);
        }
        return;
    }
    if words[second].relation != Relation::Nmod || words[along + 1].head != Some(second) {
        return;
    }
    words[second].relation = Relation::Conj;
    for sign in [along, along + 1] {
        words[sign].relation = Relation::Cc;
    }
}

/// "Flavia as well as Michael criticised": the noun behind is no subject of its own.
fn as_well_as(words: &mut [Word], sign: usize) {
    let Some(verb) = words[sign].head.filter(|_| words[sign].relation == Relation::Cc) else {
        return;
    };
    let second = (sign + 3..verb).find(|word| {
        words[*word].head == Some(verb)
            && matches!(words[*word].relation, Relation::Nsubj | Relation::NsubjPass)
    });
    // where the first is not read as the subject, the verb is said beside it
    let first = (0..sign)
        .find(|first| {
            words[*first].head == Some(verb)
                && matches!(words[*first].relation, Relation::Nsubj | Relation::NsubjPass)
        })
        .or(words[verb].head.filter(|first| *first < sign && is_nominal(&words[*first])));
    let (Some(second), Some(first)) = (second, first) else { return };
    attach(words, second, first, Relation::Conj);
    words[sign].head = Some(second);
}

/// Gives verbs to the verb of their row that are read as joined to a noun: "seized a house in the
/// city and *fired* rockets".
pub(super) fn verbs(words: &mut [Word]) {
    for verb in 1..words.len() {
        let Word { relation: Relation::Conj, head: Some(noun), .. } = words[verb] else { continue };
        let finite = words[verb].xpos == "VBD"
            || (words[verb].xpos == "VBN" && has(words, verb, Relation::Obj));
        let own = [Relation::Nsubj, Relation::NsubjPass, Relation::Aux, Relation::AuxPass];
        let free = finite
            && noun < verb
            && !words[verb].folded
            && has(words, verb, Relation::Cc)
            && own.iter().all(|relation| !has(words, verb, *relation));
        if !free || words[noun].xpos.starts_with("VB") || has(words, noun, Relation::Cop) {
            continue;
        }
        let above = std::iter::successors(words[noun].head, |above| words[*above].head)
            .find(|above| matches!(words[*above].xpos, "VBD" | "VBN" | "VBZ" | "VBP"));
        if let Some(above) = above {
            words[verb].head = Some(above);
        }
    }
}
