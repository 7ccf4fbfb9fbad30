//! Mends what the parser gets wrong in always the same way, where the words leave no doubt.
//!
//! "continue to *occupy* territory": "to" and a verb in its base form are an infinitive, whatever
//! stands behind it. The parser sometimes takes the verb for a modifier of the noun behind, and "to"
//! for a preposition.

use super::{
    analysis::Word,
    label::{Relation, Upos},
};

/// Makes infinitives of base forms that hang before a noun and behind its "to".
pub(super) fn infinitives(words: &mut [Word]) {
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
        for before in 0..to {
            if words[before].head == Some(noun) {
                words[before].head = Some(verb);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::infinitives;
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
