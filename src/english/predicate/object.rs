//! What a verb is done to: its own objects, those it shares or leaves out, and complements.

use super::{Reader, Route, is_verbal};
use crate::english::label::{Relation, Upos};

impl Reader<'_> {
    pub(super) fn objects(&self, verb: usize) -> Vec<(usize, Route)> {
        let mut objects = Vec::new();
        if self.is_passive(verb) {
            let subjects = self.subjects(verb, 0).into_iter();
            objects.extend(subjects.map(|(word, route)| match route {
                Route::Direct => (word, Route::Passive),
                other => (word, other),
            }));
        }
        objects.extend(self.own_objects(verb));
        // "Fiji established relations", read as relations that are established
        let word = self.word(verb);
        if word.relation == Relation::Amod && self.by(verb, Relation::Nsubj).next().is_some() {
            objects.extend(word.head.map(|head| (head, Route::Direct)));
        }
        if objects.is_empty() {
            objects.extend(self.left_out_object(verb));
        }
        if objects.is_empty() {
            objects.extend(self.shared_objects(verb));
        }
        let complements = self
            .by(verb, Relation::Xcomp)
            .filter(|word| matches!(self.word(*word).upos, Upos::Noun | Upos::Propn | Upos::Adj));
        objects.extend(complements.map(|word| (word, Route::Direct)));
        objects
    }

    fn own_objects(&self, verb: usize) -> Vec<(usize, Route)> {
        let mut objects: Vec<usize> = self
            .by(verb, Relation::Iobj)
            .chain(self.by(verb, Relation::Obj))
            .chain(self.tree.object_of_gerund(verb))
            .collect();
        if let ([object], true) = (&objects[..], takes_two(&self.word(verb).lemma)) {
            objects.extend(self.first_of_two(*object));
        }
        objects.sort_unstable();
        objects.dedup();
        objects.into_iter().filter_map(|word| self.meant(word, verb, Route::Direct)).collect()
    }

    /// "granted *Oslo* access", "took *Doe* hostage": the parser takes the name for a part of the
    /// noun behind it.
    fn first_of_two(&self, object: usize) -> Option<usize> {
        if self.word(object).folded {
            return None;
        }
        self.by(object, Relation::Compound).find(|word| {
            let word = self.word(*word);
            word.folded || word.upos == Upos::Propn
        })
    }

    /// "the missiles Germany sent": the object that the clause leaves out.
    fn left_out_object(&self, verb: usize) -> Option<(usize, Route)> {
        let clause = self.relative_clause(verb)?;
        let antecedent = self.antecedent(verb)?;
        let phrase = self.tree.phrase(clause);
        let taken_up =
            self.tree.words().iter().enumerate().any(|(number, word)| {
                phrase.contains(word.tokens) && self.is_relative_pronoun(number)
            });
        let has_subject = !self.subjects(verb, 0).iter().any(|(word, _)| *word == antecedent);
        (!taken_up && has_subject).then_some((antecedent, Route::Relative))
    }

    /// "sent and sold tanks": what stands behind a row of verbs belongs to all of them.
    fn shared_objects(&self, verb: usize) -> Vec<(usize, Route)> {
        let Some((other, after)) = self.neighbour_in_row(verb) else { return Vec::new() };
        let own = self.own_objects(other).into_iter();
        own.filter(|(word, _)| *word > after)
            .map(|(word, _)| (word, Route::Shared(other)))
            .collect()
    }

    /// The verb that this one shares what stands behind both with, and the later of the two.
    pub(super) fn neighbour_in_row(&self, verb: usize) -> Option<(usize, usize)> {
        const NEAR: usize = 3;
        let word = self.word(verb);
        if word.relation == Relation::Conj
            && let Some(head) = word.head.filter(|head| is_verbal(self.word(*head)))
        {
            return Some((head, verb));
        }
        let next = self.by(verb, Relation::Conj).find(|next| is_verbal(self.word(*next)))?;
        let near = next.checked_sub(verb).is_some_and(|distance| distance <= NEAR);
        near.then_some((next, next))
    }
}

/// Whether a verb has two objects: "gave her a book".
pub(super) fn takes_two(lemma: &str) -> bool {
    matches!(
        lemma,
        "allow"
            | "award"
            | "deny"
            | "give"
            | "grant"
            | "hand"
            | "hold"
            | "lend"
            | "offer"
            | "owe"
            | "pay"
            | "promise"
            | "refuse"
            | "sell"
            | "send"
            | "show"
            | "take"
            | "tell"
    )
}

#[cfg(test)]
mod tests {
    use crate::english::predicate::tests::check;

    #[test]
    fn a_clause_without_a_pronoun_leaves_its_object_out() {
        check(
            "tanks/NNS/0/root Doe*/NNP/3/nsubj sent/VBD/1/acl:relcl",
            "send",
            "subject Doe, object tank",
        );
    }

    #[test]
    fn a_row_of_verbs_shares_subject_and_object() {
        let text = "Doe*/NNP/2/nsubj sent/VBD/0/root and/CC/4/cc sold/VBD/2/conj tanks/NNS/4/obj";
        check(text, "send", "subject Doe, object tank");
        check(text, "sell", "subject Doe, object tank");
    }

    #[test]
    fn a_row_of_verbs_keeps_what_stands_before_the_later_one() {
        check(
            "Doe*/NNP/2/nsubj met/VBD/0/root Roe*/NNP/2/obj and/CC/5/cc smiled/VBD/2/conj",
            "smile",
            "subject Doe",
        );
    }
}
