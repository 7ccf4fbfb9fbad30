//! Participles: those that modify the noun behind them, and those that tell what a noun before does
//! or suffers.

use super::{attach, below, has, is_active, is_nominal, is_preposition, phrase, promote};
use crate::english::{
    analysis::Word,
    label::{Relation, Upos},
};

/// Makes modifiers of participles that are read as what stands behind a preposition, or as a verb
/// whose object is the noun: "to *displaced* Afghans", "in *occupied* Zenda", "*Jailed* leaders were
/// freed".
pub(super) fn before_nouns(words: &mut [Word]) {
    for participle in 0..words.len() {
        if may_modify(&words[participle]) {
            if let Some(noun) = behind_preposition(words, participle) {
                modify(words, participle, noun);
            } else {
                opens_sentence(words, participle);
            }
        }
    }
}

fn may_modify(word: &Word) -> bool {
    let is_adjective = matches!(&*word.lemma, "neighbour" | "neighbor") && word.xpos == "VBG";
    !word.folded && (word.xpos == "VBN" || is_adjective)
}

/// The noun that a participle modifies which stands directly behind a preposition.
fn behind_preposition(words: &[Word], participle: usize) -> Option<usize> {
    let before = participle.checked_sub(1)?;
    let noun = (participle + 1..words.len()).find(|noun| {
        words[*noun].head == Some(participle)
            && is_nominal(&words[*noun])
            && matches!(
                words[*noun].relation,
                Relation::Obj | Relation::Obl | Relation::OblUnmarked | Relation::Iobj
            )
    })?;
    let of_noun = words[before].head == Some(noun);
    let of_participle = words[before].head == Some(participle);
    let free = [Relation::Aux, Relation::AuxPass, Relation::Nsubj, Relation::NsubjPass]
        .iter()
        .all(|relation| !has(words, participle, *relation));
    let (start, _) = phrase(words, noun);
    let adjacent = start == participle + 1 || (of_noun && start == before);
    let cased = below(words, noun, Relation::Case).is_some_and(|case| case > participle);
    (is_preposition(&words[before]) && (of_noun || of_participle) && free && adjacent && !cased)
        .then_some(noun)
}

/// Puts a noun in the place of the participle before it, which modifies it.
fn modify(words: &mut [Word], participle: usize, noun: usize) {
    promote(words, noun, Relation::Amod, |_, word| word.relation != Relation::Advmod);
    if let Some(before) = participle.checked_sub(1).filter(|before| is_preposition(&words[*before]))
    {
        attach(words, before, noun, Relation::Case);
        (words[before].upos, words[before].xpos) = (Upos::Adp, "IN");
    }
    words[noun].relation = match (words[noun].relation, words[noun].head) {
        (Relation::Obl | Relation::OblAgent | Relation::Nmod | Relation::Root, _) => {
            words[noun].relation
        }
        (Relation::Conj, _) => Relation::Conj,
        (_, Some(head)) if words[head].xpos.starts_with("VB") => Relation::Obl,
        _ => Relation::Nmod,
    };
}

/// "*Jailed* leaders were freed": a participle at the root, what it has for its object, and a verb
/// without a subject beside it.
fn opens_sentence(words: &mut [Word], participle: usize) {
    if words[participle].head.is_some() || has(words, participle, Relation::Aux) {
        return;
    }
    let Some(noun) = below(words, participle, Relation::Obj) else { return };
    let verb = (noun + 1..words.len()).find(|verb| {
        words[*verb].head == Some(participle)
            && words[*verb].relation == Relation::Parataxis
            && [Relation::Aux, Relation::AuxPass].iter().any(|aux| has(words, *verb, *aux))
            && ![Relation::Nsubj, Relation::NsubjPass].iter().any(|own| has(words, *verb, *own))
    });
    let Some(verb) = verb.filter(|_| phrase(words, noun).0 == participle + 1) else { return };
    let passive = has(words, verb, Relation::AuxPass);
    promote(words, verb, Relation::Amod, |other, _| other > noun);
    attach(words, noun, verb, if passive { Relation::NsubjPass } else { Relation::Nsubj });
    attach(words, participle, noun, Relation::Amod);
}

/// Gives participles to the noun before them: "extradited a man *suspected* of", "the coalition
/// *fighting* rebels has", "a decree *granting* asylum", "the risk of Doe *leaving*".
pub(super) fn behind_nouns(words: &mut [Word]) {
    for participle in 2..words.len() {
        if words[participle].folded {
            continue;
        }
        match words[participle].xpos {
            "VBN" => suffers(words, participle),
            "VBG" => does(words, participle),
            _ => (),
        }
    }
}

/// "extradited a *man suspected* of": a participle with its subject that is the verb's object.
fn suffers(words: &mut [Word], participle: usize) {
    let Word { relation: Relation::Advcl, head: Some(verb), .. } = words[participle] else {
        return;
    };
    let own = [Relation::Nsubj, Relation::NsubjPass];
    let Some(noun) = own.iter().find_map(|own| below(words, participle, *own)) else { return };
    let bare = [Relation::Aux, Relation::AuxPass, Relation::Mark]
        .iter()
        .all(|relation| !has(words, participle, *relation));
    let open = is_active(words, verb)
        && !has(words, verb, Relation::Obj)
        && !has(words, verb, Relation::Ccomp);
    let (start, end) = phrase(words, noun);
    if bare
        && open
        && verb + 1 == start
        && end + 1 == participle
        && !has(words, noun, Relation::Case)
    {
        attach(words, noun, verb, Relation::Obj);
        attach(words, participle, noun, Relation::Acl);
    }
}

/// What is done by a noun before.
fn does(words: &mut [Word], participle: usize) {
    match words[participle] {
        Word { relation: Relation::Csubj | Relation::Nsubj, head: Some(verb), .. }
            if participle < verb =>
        {
            subject_of_both(words, participle, verb);
        }
        Word { relation: Relation::Amod, head: Some(noun), .. } if participle < noun => {
            second_object(words, participle, noun);
        }
        Word { relation: Relation::Advcl, head: Some(_), .. } => chance(words, participle),
        _ => (),
    }
}

/// "the *coalition fighting* rebels has declared": who fights has declared.
fn subject_of_both(words: &mut [Word], participle: usize, verb: usize) {
    let noun = participle - 1;
    let names = words[noun].head == Some(participle)
        && is_nominal(&words[noun])
        && matches!(words[noun].relation, Relation::Compound | Relation::Nsubj);
    let told = has(words, participle, Relation::Obj) && is_active(words, verb);
    if names && told && !has(words, verb, Relation::Nsubj) {
        promote(words, noun, Relation::Acl, |other, _| other < noun);
        words[noun].relation = Relation::Nsubj;
    }
}

/// "signed a *decree granting* asylum": what is read as a second object is that of the participle.
fn second_object(words: &mut [Word], participle: usize, noun: usize) {
    let Word { relation: Relation::Obj, head: Some(verb), .. } = words[noun] else { return };
    let first = (verb + 1..participle)
        .find(|first| words[*first].head == Some(verb) && words[*first].relation == Relation::Obj);
    let Some(first) = first.filter(|first| phrase(words, *first).1 + 1 == participle) else {
        return;
    };
    attach(words, participle, first, Relation::Acl);
    attach(words, noun, participle, Relation::Obj);
}

/// "the risk of *Doe leaving*", "the stage for *Doe and Roe reaching* a deal": whose chance it is.
fn chance(words: &mut [Word], participle: usize) {
    let bare = [Relation::Aux, Relation::Mark, Relation::Case, Relation::Nsubj, Relation::Cc]
        .iter()
        .all(|relation| !has(words, participle, *relation));
    let phrase_before = |noun: &usize| {
        matches!(words[*noun].relation, Relation::Nmod | Relation::Obl)
            && is_nominal(&words[*noun])
            && phrase(words, *noun).1 + 1 == participle
            && below(words, *noun, Relation::Case)
                .is_some_and(|case| matches!(&*words[case].lemma, "of" | "for" | "about"))
    };
    let Some(noun) = (0..participle).find(phrase_before).filter(|_| bare) else { return };
    let Some(case) = below(words, noun, Relation::Case) else { return };
    let holder =
        words[noun].head.filter(|holder| *holder < noun && is_chance(&words[*holder].lemma));
    if let Some(holder) = holder {
        let clause = if is_nominal(&words[holder]) { Relation::Acl } else { Relation::Advcl };
        attach(words, participle, holder, clause);
        attach(words, noun, participle, Relation::Nsubj);
        attach(words, case, participle, Relation::Mark);
    }
}

/// Whether what stands behind "of", "for" or "about" may come: "the risk of Doe leaving".
fn is_chance(lemma: &str) -> bool {
    matches!(
        lemma,
        "chance"
            | "concern"
            | "danger"
            | "evidence"
            | "fear"
            | "hope"
            | "idea"
            | "likelihood"
            | "news"
            | "possibility"
            | "probability"
            | "prospect"
            | "report"
            | "risk"
            | "rumor"
            | "rumour"
            | "speculation"
            | "stage"
            | "talk"
            | "threat"
            | "warn"
            | "worry"
    )
}
