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
    subjects(words);
    joined(words);
    sentences(words);
}

/// Makes a row of "Flavia, along with Michael," and "Flavia as well as Michael".
fn joined(words: &mut [Word]) {
    for word in 0..words.len() {
        let (second, first) = match *joining(words, word) {
            [first @ "as", "well", "as"] | [first @ ("along" | "together"), "with"] => {
                (word, first)
            }
            _ => continue,
        };
        if first == "as" { as_well_as(words, second) } else { along_with(words, second) }
    }
}

/// The word and those that follow it, as far as they may join nouns.
fn joining(words: &[Word], word: usize) -> Box<[&str]> {
    let length = if *words[word].lemma == *"as" { 3 } else { 2 };
    words[word..].iter().take(length).map(|word| &*word.lemma).collect()
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
        words[below].head = Some(second);
        words[below].relation = Relation::Conj;
        for sign in [along, along + 1] {
            words[sign].head = Some(below);
            words[sign].relation = Relation::Cc;
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
    words[second].head = Some(first);
    words[second].relation = Relation::Conj;
    words[sign].head = Some(second);
}

/// Makes a sentence of a name and a verb that lacks its subject: "*The court* on Friday *freed* him"
/// is sometimes read as a name with something said beside it.
fn sentences(words: &mut [Word]) {
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
    words[root].head = Some(verb);
    words[root].relation = if passive { Relation::NsubjPass } else { Relation::Nsubj };
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
    let subjects = [
        Relation::Nsubj,
        Relation::NsubjPass,
        Relation::NsubjOuter,
        Relation::Csubj,
        Relation::CsubjPass,
        Relation::Expl,
    ];
    let between = &words[root + 1..verb];
    let cut = between.iter().any(|sign| matches!(sign.xpos, ":" | "``" | "''" | "."));
    // an apposition stands between two commas; those of a row hang on its later members
    let own = |sign: &&Word| sign.head == Some(root) || sign.head == Some(verb);
    let commas = between.iter().filter(|sign| sign.xpos == ",").filter(own).count();
    finite && !cut && commas != 1 && !subjects.iter().any(|relation| has(words, verb, *relation))
}

fn has(words: &[Word], head: usize, relation: Relation) -> bool {
    words.iter().any(|word| word.head == Some(head) && word.relation == relation)
}

fn is_nominal(word: &Word) -> bool {
    word.folded || matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Pron)
}

/// Gives a finite verb the subject that stands before it and hangs on a verb of its own clause
/// behind it: "*they* agreed that there will be a meeting".
fn subjects(words: &mut [Word]) {
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
            word.upos = Upos::Noun;
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
}
