//! Nouns: objects without a preposition, days that stand in the place of one, heads of names.

use super::{attach, below, has, is_active, is_nominal, is_preposition, phrase, promote};
use crate::english::{
    analysis::Word,
    is_weekday,
    label::{Relation, Upos},
};

/// Makes objects of nouns that stand behind an active verb without a preposition: "freed on bail two
/// *ministers*", "released at least 19 *hostages*".
pub(super) fn bare_objects(words: &mut [Word]) {
    for noun in 1..words.len() {
        let Word { relation: Relation::Obl, head: Some(verb), .. } = words[noun] else { continue };
        if noun < verb || !is_nominal(&words[noun]) || has(words, noun, Relation::Case) {
            continue;
        }
        let (start, _) = phrase(words, noun);
        let marked = start <= verb
            || has(words, noun, Relation::Mark)
            || opens_like_preposition(words, start)
            || is_preposition(
                words[..start].iter().rfind(|word| word.upos != Upos::Adv).unwrap_or(&words[verb]),
            );
        let measure = matches!(&*words[noun].lemma, "cent" | "percent" | "time" | "way");
        let open = is_active(words, verb)
            && !has(words, verb, Relation::Obj)
            && !has(words, verb, Relation::Ccomp)
            && !has(words, verb, Relation::Xcomp);
        if open && !marked && !measure && !is_weekday(&words[noun].lemma) {
            words[noun].relation = Relation::Obj;
        }
    }
}

/// Whether a phrase opens with a preposition, be it tagged as one or not, that is none of a measure:
/// "*like* a boy", but "*at* least 19".
fn opens_like_preposition(words: &[Word], start: usize) -> bool {
    let measure = words.get(start + 1).is_some_and(|next| {
        matches!(
            &*next.lemma,
            "least" | "most" | "many" | "more" | "than" | "to" | "few" | "little"
        )
    });
    (is_preposition(&words[start]) || *words[start].lemma == *"like") && !measure
}

/// Makes times of days that are read as subject or object: "declared *Wednesday* that", "Doe *Monday*
/// freed", "summoned the envoy *Monday*".
pub(super) fn weekdays(words: &mut [Word]) {
    for day in 1..words.len() {
        let relation = words[day].relation;
        let is_end = matches!(relation, Relation::Obj | Relation::Nsubj | Relation::NsubjPass);
        let Some(verb) = words[day].head.filter(|_| is_end) else { continue };
        if words[day].folded || words[day].xpos != "NNP" || !is_weekday(&words[day].lemma) {
            continue;
        }
        let before = words[day - 1].head == Some(day) && is_nominal(&words[day - 1]);
        let names = matches!(words[day - 1].relation, Relation::Compound | Relation::NmodPoss);
        if before && names && !is_weekday(&words[day - 1].lemma) {
            promote(words, day - 1, Relation::OblUnmarked, |other, _| other < day);
            words[day].head = Some(verb);
            continue;
        }
        let alone = below(words, day, Relation::Det).is_none()
            && words.iter().filter(|word| word.head == Some(verb)).any(|other| {
                let subject = matches!(other.relation, Relation::Nsubj | Relation::NsubjPass);
                subject && other.span != words[day].span
            });
        if alone {
            words[day].relation = Relation::OblUnmarked;
        }
    }
}

/// Makes the head of "Syrian government *missiles*" of a common noun that is read as a later part of
/// the name before it.
pub(super) fn common_nouns(words: &mut [Word]) {
    for noun in 1..words.len() {
        let Word { relation: Relation::Flat, head: Some(name), folded: false, .. } = words[noun]
        else {
            continue;
        };
        let common =
            words[noun].lemma.starts_with(char::is_lowercase) && words[noun].xpos.starts_with("NN");
        if common && words[name].folded && name + 1 == noun {
            promote(words, noun, Relation::Compound, |_, word| word.relation != Relation::Det);
            words[noun].upos = Upos::Noun;
            for row in words.iter_mut().filter(|word| word.head == Some(noun)) {
                if row.relation == Relation::Flat {
                    row.relation = Relation::Compound;
                }
            }
        }
    }
    guilty(words);
    warnings(words);
}

/// "found *Doe* guilty": the name is the object, and the adjective says what it was found.
fn guilty(words: &mut [Word]) {
    for adjective in 2..words.len() {
        let Word { relation: Relation::Obj, head: Some(verb), xpos: "JJ", .. } = words[adjective]
        else {
            continue;
        };
        let noun = adjective - 1;
        if *words[verb].lemma == *"find"
            && verb < noun
            && words[noun].head == Some(adjective)
            && is_nominal(&words[noun])
        {
            promote(words, noun, Relation::Xcomp, |other, _| other < noun);
            attach(words, adjective, verb, Relation::Xcomp);
        }
    }
}

/// "an ultimatum to Doe *warning* of war": one warns who writes, and the name is no part of it.
fn warnings(words: &mut [Word]) {
    for warning in 2..words.len() {
        let name = warning - 1;
        let Word { head: Some(above), folded: false, .. } = words[warning] else { continue };
        let is_noun = *words[warning].lemma == *"warning" && words[warning].xpos == "NN";
        let hangs = words[name].head == Some(warning)
            && words[name].relation == Relation::Compound
            && (words[name].folded || words[name].upos == Upos::Propn);
        let to = (0..name)
            .rev()
            .find(|case| words[*case].head == Some(warning) && *words[*case].lemma == *"to");
        let tells = words[warning + 1..].first().is_some_and(|next| {
            matches!(&*next.lemma, "of" | "that" | "against" | "it" | "he" | "they")
        });
        if !is_noun || !hangs || to.is_none() || !tells {
            continue;
        }
        promote(words, name, Relation::Advcl, |other, _| other < name);
        let verb =
            if words[above].xpos.starts_with("VB") { Some(above) } else { words[above].head };
        words[warning].head = verb.or(Some(name));
        words[warning].lemma = "warn".into();
        words[warning].upos = Upos::Verb;
        words[warning].xpos = "VBG";
        for told in words.iter_mut().filter(|word| word.head == Some(warning)) {
            if told.relation == Relation::Nmod {
                told.relation = Relation::Obl;
            }
        }
    }
}
