//! Mends what the parser gets wrong in always the same way, where the words leave no doubt.
//!
//! "continue to *occupy* territory": "to" and a verb in its base form are an infinitive, whatever
//! stands behind it. The parser sometimes takes the verb for a modifier of the noun behind, and "to"
//! for a preposition. Each mend knows one such thing; none needs more than the tree and the words.

mod noun;
mod participle;
mod row;
mod sentence;
mod verb;

use super::{
    analysis::Word,
    label::{Relation, Upos},
};

/// Mends all that is known to go wrong.
pub(super) fn mend(words: &mut [Word]) {
    verb::infinitives(words);
    verb::declared(words);
    sentence::auxiliaries(words);
    sentence::subjects(words);
    noun::common_nouns(words);
    noun::weekdays(words);
    participle::before_nouns(words);
    participle::behind_nouns(words);
    row::joined(words);
    sentence::sentences(words);
    row::verbs(words);
    noun::bare_objects(words);
}

fn has(words: &[Word], head: usize, relation: Relation) -> bool {
    words.iter().any(|word| word.head == Some(head) && word.relation == relation)
}

fn has_subject(words: &[Word], verb: usize) -> bool {
    words.iter().any(|word| word.head == Some(verb) && word.relation.stands_as_subject())
}

/// The first word that hangs so from a word.
fn below(words: &[Word], head: usize, relation: Relation) -> Option<usize> {
    words.iter().position(|word| word.head == Some(head) && word.relation == relation)
}

fn attach(words: &mut [Word], word: usize, head: usize, relation: Relation) {
    words[word].head = Some(head);
    words[word].relation = relation;
}

/// Puts a word in the place of its head, which hangs from it by `relation` then; what else hung from
/// that and is to `move` hangs from the word.
fn promote(
    words: &mut [Word],
    word: usize,
    relation: Relation,
    moves: impl Fn(usize, &Word) -> bool,
) {
    let Some(head) = words[word].head else { return };
    for (number, other) in words.iter_mut().enumerate() {
        if number != word && other.head == Some(head) && moves(number, other) {
            other.head = Some(word);
        }
    }
    (words[word].head, words[word].relation) = (words[head].head, words[head].relation);
    attach(words, head, word, relation);
}

/// Whether a word hangs from another, directly or not, or is it.
fn is_within(words: &[Word], word: usize, above: usize) -> bool {
    std::iter::successors(Some(word), |at| words[*at].head).any(|at| at == above)
}

/// The first and last word of all that hangs from a word.
fn phrase(words: &[Word], head: usize) -> (usize, usize) {
    let within = |word: &usize| is_within(words, *word, head);
    let first = (0..=head).find(within).unwrap_or(head);
    let last = (head..words.len()).rev().find(within).unwrap_or(head);
    (first, last)
}

fn is_nominal(word: &Word) -> bool {
    word.folded || matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Pron)
}

fn is_preposition(word: &Word) -> bool {
    matches!(word.xpos, "IN" | "TO") && !word.folded
}

/// Whether a verb says what its subject does: it has no auxiliary of a passive, and is no participle
/// that modifies a noun.
fn is_active(words: &[Word], verb: usize) -> bool {
    let bare = words[verb].xpos == "VBN" && !has(words, verb, Relation::Aux);
    words[verb].xpos.starts_with("VB")
        && !words[verb].folded
        && !bare
        && !has(words, verb, Relation::AuxPass)
        && !has(words, verb, Relation::NsubjPass)
        && !has(words, verb, Relation::Cop)
}

#[cfg(test)]
mod tests {
    use super::{mend, verb::infinitives};
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
    fn a_subject_belongs_to_the_verb_behind_it_and_not_to_one_of_its_clause() {
        let mut tree = words(&[
            ("say", "VBD", None, Relation::Root),
            ("they", "PRP", Some(4), Relation::Nsubj),
            ("agree", "VBD", Some(0), Relation::Ccomp),
            ("that", "IN", Some(4), Relation::Mark),
            ("wait", "VB", Some(2), Relation::Ccomp),
        ]);
        mend(&mut tree);
        let heads: Vec<_> = tree.iter().map(|word| word.head).collect();
        assert_eq!(heads, [None, Some(2), Some(0), Some(4), Some(2)]);
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

    fn told(tree: &[Word]) -> Vec<(Option<usize>, Relation)> {
        tree.iter().map(|word| (word.head, word.relation)).collect()
    }

    #[test]
    fn a_name_beside_a_verb_without_a_subject_is_its_subject() {
        let mut rows = [
            ("court", "NN", None, Relation::Root),
            ("Friday", "NNP", Some(0), Relation::OblUnmarked),
            ("free", "VBD", Some(0), Relation::Parataxis),
            ("Doe", "NNP", Some(2), Relation::Obj),
            ("say", "VBD", Some(2), Relation::Parataxis),
        ];
        let mut tree = nouns(words(&rows));
        mend(&mut tree);
        assert_eq!(
            told(&tree),
            [
                (Some(2), Relation::Nsubj),
                (Some(2), Relation::OblUnmarked),
                (None, Relation::Root),
                (Some(2), Relation::Obj),
                (Some(2), Relation::Parataxis),
            ]
        );
        // what has a subject, or stands behind a colon, is a sentence of its own
        for (form, xpos, head, relation) in
            [("he", "PRP", 2, Relation::Nsubj), (":", ":", 0, Relation::Punct)]
        {
            rows[1] = (form, xpos, Some(head), relation);
            let mut tree = nouns(words(&rows));
            let before = tree.clone();
            mend(&mut tree);
            assert_eq!(tree, before);
        }
    }

    fn nouns(mut tree: Vec<Word>) -> Vec<Word> {
        for word in tree.iter_mut().filter(|word| word.xpos.starts_with("NN")) {
            word.upos = if word.xpos == "NNP" { Upos::Propn } else { Upos::Noun };
        }
        tree
    }

    #[test]
    fn who_comes_along_is_one_of_the_row() {
        let mut tree = nouns(words(&[
            ("Doe", "NNP", Some(4), Relation::Nsubj),
            ("along", "IN", Some(3), Relation::Case),
            ("with", "IN", Some(3), Relation::Case),
            ("Roe", "NNP", Some(0), Relation::Nmod),
            ("leave", "VBD", None, Relation::Root),
        ]));
        mend(&mut tree);
        assert_eq!(told(&tree)[3], (Some(0), Relation::Conj));
        assert_eq!(told(&tree)[1], (Some(3), Relation::Cc));
    }

    #[test]
    fn as_well_as_joins_two_subjects() {
        for (first, verb) in [(None, Some(0)), (Some(5), None)] {
            let beside = |head: Option<usize>, relation| {
                if head.is_none() { Relation::Root } else { relation }
            };
            let mut tree = nouns(words(&[
                ("Doe", "NNP", first, beside(first, Relation::Nsubj)),
                ("as", "RB", Some(5), Relation::Cc),
                ("well", "RB", Some(1), Relation::Fixed),
                ("as", "IN", Some(1), Relation::Fixed),
                ("Roe", "NNP", Some(5), Relation::Nsubj),
                ("leave", "VBD", verb, beside(verb, Relation::Parataxis)),
            ]));
            mend(&mut tree);
            let told = told(&tree);
            assert_eq!(told[0], (Some(5), Relation::Nsubj));
            assert_eq!(told[1], (Some(4), Relation::Cc));
            assert_eq!(told[4], (Some(0), Relation::Conj));
            assert_eq!(told[5], (None, Relation::Root));
        }
    }

    #[track_caller]
    fn check(
        rows: &[(&str, &'static str, Option<usize>, Relation)],
        expected: &[(usize, Option<usize>, Relation)],
    ) {
        let mut tree = nouns(words(rows));
        mend(&mut tree);
        for (word, head, relation) in expected {
            assert_eq!(told(&tree)[*word], (*head, *relation), "{}", rows[*word].0);
        }
    }

    #[test]
    fn a_bare_noun_behind_an_active_verb_is_its_object() {
        let mut rows = [
            ("court", "NN", Some(1), Relation::Nsubj),
            ("free", "VBD", None, Relation::Root),
            ("at", "IN", Some(3), Relation::Case),
            ("least", "JJS", Some(4), Relation::Nmod),
            ("hostage", "NNS", Some(1), Relation::Obl),
        ];
        check(&rows, &[(4, Some(1), Relation::Obj)]);
        // behind a preposition that hangs elsewhere it is none
        rows[3] = ("most", "JJ", Some(4), Relation::Amod);
        rows[2] = ("in", "RP", Some(1), Relation::CompoundPrt);
        check(&rows, &[(4, Some(1), Relation::Obj)]);
        rows[2] = ("in", "IN", Some(1), Relation::Advmod);
        check(&rows, &[(4, Some(1), Relation::Obl)]);
    }

    #[test]
    fn a_weekday_is_a_time_and_not_what_is_done() {
        check(
            &[
                ("Doe", "NNP", Some(1), Relation::Nsubj),
                ("summon", "VBD", None, Relation::Root),
                ("envoy", "NN", Some(3), Relation::Compound),
                ("Monday", "NNP", Some(1), Relation::Obj),
            ],
            &[(2, Some(1), Relation::Obj), (3, Some(1), Relation::OblUnmarked)],
        );
    }

    #[test]
    fn a_participle_behind_a_preposition_modifies_its_noun() {
        check(
            &[
                ("fight", "VBD", None, Relation::Root),
                ("in", "IN", Some(2), Relation::Case),
                ("occupy", "VBN", Some(0), Relation::Obl),
                ("Zenda", "NNP", Some(2), Relation::Obj),
            ],
            &[
                (1, Some(3), Relation::Case),
                (2, Some(3), Relation::Amod),
                (3, Some(0), Relation::Obl),
            ],
        );
    }

    #[test]
    fn who_is_suspected_is_whom_they_extradite() {
        check(
            &[
                ("Zenda", "NNP", Some(1), Relation::Nsubj),
                ("extradite", "VBD", None, Relation::Root),
                ("man", "NN", Some(3), Relation::Nsubj),
                ("suspect", "VBN", Some(1), Relation::Advcl),
            ],
            &[(2, Some(1), Relation::Obj), (3, Some(2), Relation::Acl)],
        );
    }

    #[test]
    fn who_is_found_guilty_is_an_object() {
        check(
            &[
                ("court", "NN", Some(1), Relation::Nsubj),
                ("find", "VBD", None, Relation::Root),
                ("Doe", "NNP", Some(3), Relation::Compound),
                ("guilty", "JJ", Some(1), Relation::Obj),
            ],
            &[(2, Some(1), Relation::Obj), (3, Some(1), Relation::Xcomp)],
        );
    }

    #[test]
    fn a_name_before_warning_is_not_part_of_it() {
        check(
            &[
                ("issue", "VBD", None, Relation::Root),
                ("ultimatum", "NN", Some(0), Relation::Obj),
                ("to", "IN", Some(4), Relation::Case),
                ("Zenda", "NNP", Some(4), Relation::Compound),
                ("warning", "NN", Some(0), Relation::Obl),
                ("of", "IN", Some(6), Relation::Case),
                ("war", "NN", Some(4), Relation::Nmod),
            ],
            &[
                (3, Some(0), Relation::Obl),
                (2, Some(3), Relation::Case),
                (4, Some(0), Relation::Advcl),
            ],
        );
    }

    #[test]
    fn to_opens_the_infinitive_directly_behind_it() {
        check(
            &[
                ("threaten", "VBD", None, Relation::Root),
                ("to", "IN", Some(3), Relation::Case),
                ("shell", "VB", Some(0), Relation::Xcomp),
                ("position", "NNS", Some(0), Relation::Obj),
            ],
            &[(1, Some(2), Relation::Mark), (3, Some(2), Relation::Obj)],
        );
    }
}
