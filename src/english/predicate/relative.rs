//! What a relative pronoun stands for, and what a copula says a noun is.

use super::{DEEPEST, Reader, Route, is_name, is_verbal};
use crate::english::label::{Relation, Upos};

impl Reader<'_> {
    pub(super) fn is_relative_pronoun(&self, word: usize) -> bool {
        matches!(self.word(word).xpos, "WDT" | "WP") && self.word(word).upos != Upos::Noun
    }

    /// The noun that the relative clause around a verb modifies.
    pub(super) fn antecedent(&self, verb: usize) -> Option<usize> {
        Some(self.identified(self.word(self.relative_clause(verb)?).head?))
    }

    /// Who a noun is said to be: "Germany" of "Germany is the country that sent them", and of "the
    /// countries that sent them are, or include, Germany and Poland".
    pub(super) fn identified(&self, noun: usize) -> usize {
        if let Some(listed) = self.listed(noun) {
            return listed;
        }
        let joined = self.by(noun, Relation::Cop).next().is_some() && !self.word(noun).folded;
        let mut subjects =
            self.by(noun, Relation::Nsubj).chain(self.by(noun, Relation::NsubjOuter));
        subjects.find(|subject| joined && self.word(*subject).upos != Upos::Pron).unwrap_or(noun)
    }

    /// The first of the names that a sentence gives for a common noun in the plural, its subject.
    fn listed(&self, noun: usize) -> Option<usize> {
        let word = self.word(noun);
        let head = word.head.filter(|_| word.relation == Relation::Nsubj && word.xpos == "NNS")?;
        let verb = self.word(head);
        let listed = match &*verb.lemma {
            "include" => self.by(head, Relation::Obj).next()?,
            _ => head,
        };
        let is_said = listed != head || self.by(head, Relation::Cop).next().is_some();
        (is_said && is_name(self.word(listed))).then_some(listed)
    }

    /// Whose it is, of "whose" the noun before the clause.
    pub(super) fn whose(&self, owner: usize) -> usize {
        if self.word(owner).xpos != "WP$" {
            return owner;
        }
        let above = std::iter::successors(Some(owner), |word| self.word(*word).head);
        above.take(DEEPEST).find_map(|word| self.antecedent(word)).unwrap_or(owner)
    }

    /// The verb of the relative clause around a verb.
    pub(super) fn relative_clause(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        for _ in 0..DEEPEST {
            let word = self.word(at);
            match word.relation {
                Relation::AclRelcl => return Some(at),
                // "it was Germany that sent them"
                Relation::AdvclRelcl
                    if word.head.is_some_and(|head| !is_verbal(self.word(head))) =>
                {
                    return Some(at);
                }
                Relation::Conj | Relation::Xcomp | Relation::Ccomp => at = word.head?,
                _ => return None,
            }
        }
        None
    }

    /// A word in the clause of `verb`, or what it stands for if it is a relative pronoun.
    pub(super) fn meant(&self, word: usize, verb: usize, route: Route) -> Option<(usize, Route)> {
        if self.is_relative_pronoun(word) {
            return Some((self.antecedent(verb)?, Route::Relative));
        }
        Some((word, route))
    }
}

#[cfg(test)]
mod tests {
    use crate::english::predicate::tests::check;

    #[test]
    fn a_relative_pronoun_is_the_noun_before_it() {
        check(
            "Doe*/NNP/5/nsubj who/WP/3/nsubj sent/VBD/1/acl:relcl tanks/NNS/3/obj left/VBD/0/root",
            "send",
            "subject Doe, object tank",
        );
    }

    #[test]
    fn a_relative_pronoun_stands_for_the_names_that_are_listed_for_its_noun() {
        check(
            "states/NNS/4/nsubj which/WDT/3/nsubj sent/VBD/1/acl:relcl include/VB/0/root Chad*/NNP/4/obj",
            "send",
            "subject Chad",
        );
    }

    #[test]
    fn a_relative_pronoun_may_be_the_object_or_stand_behind_a_preposition() {
        check(
            "tanks/NNS/0/root which/WDT/4/obj Doe*/NNP/4/nsubj sent/VBD/1/acl:relcl",
            "send",
            "subject Doe, object tank",
        );
        check(
            "Kyiv*/NNP/0/root to/IN/3/case which/WDT/5/obl Doe*/NNP/5/nsubj went/VBD/1/acl:relcl",
            "go",
            "subject Doe, to Kyiv",
        );
    }

    #[test]
    fn a_cleft_sentence_says_who() {
        check(
            "it/PRP/3/expl was/VBD/3/cop Doe*/NNP/0/root who/WP/5/nsubj left/VBD/3/advcl:relcl Kyiv*/NNP/5/obj",
            "leave",
            "subject Doe, object Kyiv",
        );
    }

    #[test]
    fn the_country_that_did_it_is_the_one_it_is_said_to_be() {
        check(
            "Chad*/NNP/4/nsubj is/VBZ/4/cop the/DT/4/det country/NN/0/root that/WDT/6/nsubj left/VBD/4/acl:relcl Kyiv*/NNP/6/obj",
            "leave",
            "subject Chad, object Kyiv",
        );
    }

    #[test]
    fn whose_is_that_of_the_noun_before() {
        check(
            "Doe*/NNP/7/nsubj whose/WP$/3/nmod:poss talks/NNS/6/nsubj with/IN/5/case Roe*/NNP/3/nmod failed/VBD/1/acl:relcl smiled/VBD/0/root",
            "talk",
            "whose Doe, with Roe",
        );
    }
}
