//! Mends what the parser gets wrong in always the same way, where the words leave no doubt.
//!
//! "continue to *occupy* territory": "to" and a verb in its base form are an infinitive, whatever
//! stands behind it. The parser sometimes takes the verb for a modifier of the noun behind, and "to"
//! for a preposition.

use super::{
    analysis::Word,
    label::{Relation, Upos},
};

/// Mends all that is known to go wrong.
pub(super) fn mend(words: &mut [Word]) {
    infinitives(words);
    auxiliaries(words);
}

/// Gives to a participle the auxiliary before it, and what hangs on that: "said Poland *had*
/// delivered tanks" is sometimes read as two things that are said.
fn auxiliaries(words: &mut [Word]) {
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

/// Makes infinitives of base forms that hang before a noun and behind its "to".
fn infinitives(words: &mut [Word]) {
    for verb in 1..words.len() {
        let to = verb - 1;
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

#[cfg(test)]
mod tests {
    use super::{infinitives, mend};
    use crate::{
        english::{
            Word,
            label::{Relation, Upos},
        },
        span::{Span, TokenRange},
    };

    fn words(rows: &[(&str, &'static str, Option<usize>, Relation)]) -> Vec<Word> {
        let word = |(number, row): (usize, &(&str, &'static str, Option<usize>, Relation))| Word {
            tokens: TokenRange::new(number, number + 1),
            span: Span::new(number, number + 1),
            folded: false,
            lemma: row.0.into(),
            upos: Upos::X,
            xpos: row.1,
            head: row.2,
            relation: row.3,
        };
        rows.iter().enumerate().map(word).collect()
    }

    #[test]
    fn a_base_form_behind_to_is_an_infinitive() {
        let mut tree = words(&[
            ("continue", "VBP", None, Relation::Root),
            ("to", "IN", Some(3), Relation::Case),
            ("occupy", "VB", Some(3), Relation::Amod),
            ("territory", "NN", Some(0), Relation::Xcomp),
        ]);
        infinitives(&mut tree);
        let told: Vec<_> = tree.iter().map(|word| (word.head, word.relation)).collect();
        assert_eq!(
            told,
            [
                (None, Relation::Root),
                (Some(2), Relation::Mark),
                (Some(0), Relation::Xcomp),
                (Some(2), Relation::Obj),
            ]
        );
    }

    #[test]
    fn a_subject_belongs_to_the_verb_and_not_to_its_auxiliary() {
        for (of_auxiliary, relation) in [(Some(0), Relation::Ccomp), (Some(3), Relation::Aux)] {
            let mut tree = words(&[
                ("say", "VBD", None, Relation::Root),
                ("Poland", "NNP", Some(2), Relation::Nsubj),
                ("have", "VBD", of_auxiliary, relation),
                ("deliver", "VBN", Some(0), Relation::Ccomp),
            ]);
            mend(&mut tree);
            let told: Vec<_> = tree.iter().map(|word| (word.head, word.relation)).collect();
            assert_eq!(
                told,
                [
                    (None, Relation::Root),
                    (Some(3), Relation::Nsubj),
                    (Some(3), Relation::Aux),
                    (Some(0), Relation::Ccomp),
                ]
            );
        }
    }

    #[test]
    fn a_participle_behind_to_stays_with_its_noun() {
        let mut tree = words(&[
            ("go", "VBD", None, Relation::Root),
            ("to", "IN", Some(3), Relation::Case),
            ("occupied", "VBN", Some(3), Relation::Amod),
            ("land", "NN", Some(0), Relation::Obl),
        ]);
        let before = tree.clone();
        infinitives(&mut tree);
        assert_eq!(tree, before);
    }
}
