//! Infinitives and participles.

use super::{attach, has};
use crate::english::{
    analysis::Word,
    label::{Relation, Upos},
};

/// Makes infinitives of base forms that hang before a noun and behind its "to", or whose "to" hangs
/// on their object.
pub(super) fn infinitives(words: &mut [Word]) {
    for verb in 1..words.len() {
        let to = verb - 1;
        object_with_to(words, verb, to);
        let Word { head: Some(noun), relation, .. } = words[verb] else { continue };
        let modifies = matches!(relation, Relation::Amod | Relation::Compound);
        let is_to = *words[to].lemma == *"to"
            && words[to].head == Some(noun)
            && matches!(words[to].relation, Relation::Case | Relation::Mark);
        if words[verb].folded || words[verb].xpos != "VB" || noun < verb || !modifies || !is_to {
            continue;
        }
        let (head, above) = (words[noun].head, words[noun].relation);
        words[verb].head = head;
        words[verb].upos = Upos::Verb;
        words[verb].relation = match above {
            Relation::Obl | Relation::Xcomp | Relation::Obj => Relation::Xcomp,
            Relation::Nmod => Relation::Acl,
            other => other,
        };
        words[noun].head = Some(verb);
        words[noun].relation = Relation::Obj;
        words[to].head = Some(verb);
        words[to].upos = Upos::Part;
        words[to].xpos = "TO";
        words[to].relation = Relation::Mark;
        // what stands before the infinitive is not part of the noun behind it
        for before in words[..to].iter_mut().filter(|word| word.head == Some(noun)) {
            before.head = Some(verb);
        }
    }
}

/// "threatened to *shell* positions", read as what is shelled to positions.
fn object_with_to(words: &mut [Word], verb: usize, to: usize) {
    let Word { head: Some(above), relation: Relation::Xcomp, xpos: "VB", folded: false, .. } =
        words[verb]
    else {
        return;
    };
    let Some(noun) = words[to].head.filter(|_| *words[to].lemma == *"to") else { return };
    if noun > verb && words[noun].head == Some(above) && !has(words, verb, Relation::Obj) {
        attach(words, noun, verb, Relation::Obj);
        attach(words, to, verb, Relation::Mark);
        (words[to].upos, words[to].xpos) = (Upos::Part, "TO");
    }
}

/// "its demand that Doe *ease* the sanctions": "that" is no object of a verb that has one, and opens
/// what the noun says.
pub(super) fn declared(words: &mut [Word]) {
    for that in 1..words.len() {
        let Word { relation: Relation::Obj, head: Some(verb), xpos: "IN", .. } = words[that] else {
            continue;
        };
        let clause = words[verb].relation == Relation::AclRelcl && *words[that].lemma == *"that";
        let other = (verb + 1..words.len()).any(|object| {
            words[object].head == Some(verb) && words[object].relation == Relation::Obj
        });
        if clause && other && that < verb {
            words[that].relation = Relation::Mark;
            words[verb].relation = Relation::Acl;
        }
    }
}
