//! Whether a verb is passive, where English and the parser say it differently.

use super::{Reader, is_name, object::takes_two};
use crate::english::label::Relation;

impl Reader<'_> {
    pub(super) fn is_passive(&self, verb: usize) -> bool {
        let word = self.word(verb);
        let has = |relation| self.by(verb, relation).next().is_some();
        if has(Relation::AuxPass) {
            return true;
        }
        // "the prince held talks" is done by him, whatever the tree says
        if has(Relation::NsubjPass) && has(Relation::Obj) && !takes_two(&word.lemma) {
            return false;
        }
        if has(Relation::NsubjPass) {
            return !self.is_finite_alone(verb);
        }
        let participle = matches!(word.xpos, "VBN" | "VBD");
        // "tanks sent by Germany broke down", where the tree has the tanks send
        if participle && has(Relation::OblAgent) && !has(Relation::Obj) {
            return true;
        }
        let bare = !has(Relation::Aux) && !has(Relation::Nsubj);
        match word.relation {
            // "Doe discussed tariffs" may be read as what is discussed
            Relation::Acl if has(Relation::Obj) => {
                participle && bare && !word.head.is_some_and(|head| self.is_lone_name(head))
            }
            Relation::Acl | Relation::Amod => participle && bare,
            Relation::Advcl | Relation::Xcomp => word.xpos == "VBN" && bare && !has(Relation::Obj),
            Relation::Conj => {
                word.xpos == "VBN"
                    && bare
                    && word.head.is_some_and(|head| head < verb && self.is_passive(head))
            }
            _ => false,
        }
    }

    /// Whether a word is a name that the tree takes for the whole of what is said.
    fn is_lone_name(&self, word: usize) -> bool {
        self.word(word).relation == Relation::Root && is_name(self.word(word))
    }

    /// Whether a verb with a subject has no auxiliary: it is active then, whatever the tree says of
    /// "Russia pulled out of Syria", but in headlines, which have no full stop, and before "by".
    fn is_finite_alone(&self, verb: usize) -> bool {
        let has = |relation| self.by(verb, relation).next().is_some();
        let is_sentence = self.tree.words().iter().any(|word| &*word.lemma == ".");
        let shares = self.word(verb).relation == Relation::Conj;
        let finite = self.word(verb).xpos == "VBD" || (is_sentence && !shares);
        finite
            && !has(Relation::Aux)
            && !has(Relation::Cop)
            && !has(Relation::OblAgent)
            && !self.by(verb, Relation::Obl).any(|oblique| self.is_behind(oblique, "by"))
    }
}

#[cfg(test)]
mod tests {
    use crate::english::predicate::tests::check;

    #[test]
    fn a_participle_behind_a_noun_is_passive() {
        check(
            "tanks/NNS/5/nsubj sent/VBN/1/acl by/IN/4/case Doe*/NNP/2/obl:agent burned/VBD/0/root",
            "send",
            "subject Doe, object tank",
        );
    }

    #[test]
    fn a_participle_with_an_agent_is_passive_where_the_tree_makes_it_the_sentence() {
        check(
            "tanks/NNS/2/nsubj sent/VBD/0/root by/IN/4/case Doe*/NNP/2/obl:agent burned/VBD/2/ccomp",
            "send",
            "subject Doe, object tank, clause burn",
        );
    }

    #[test]
    fn a_finite_verb_without_an_auxiliary_is_active() {
        check(
            "Doe*/NNP/2/nsubj:pass pulled/VBD/0/root out/IN/5/case of/IN/5/case Kyiv*/NNP/2/obl ././2/punct",
            "pull",
            "subject Doe, out Kyiv, of Kyiv",
        );
    }

    #[test]
    fn a_headline_leaves_out_the_auxiliary_of_a_passive() {
        check(
            "Doe*/NNP/2/nsubj:pass killed/VBN/0/root in/IN/4/case Kyiv*/NNP/2/obl",
            "kill",
            "object Doe, in Kyiv",
        );
    }
}
