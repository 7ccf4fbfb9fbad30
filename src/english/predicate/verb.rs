//! All arguments of a verb, of a gerund used as a noun, and of a copula.

use super::{Function, Reader, Route, is_verbal};
use crate::english::{analysis::Word, label::Relation};

impl Reader<'_> {
    pub(super) fn verb(&mut self, verb: usize) {
        for (word, route) in self.agents(verb) {
            self.push(Function::Subject, word, route);
        }
        for (word, route) in self.objects(verb) {
            self.push(Function::Object, word, route);
        }
        self.obliques(verb, verb, None);
        // "hand him over to Lutha"
        for word in self.tree.dependents(verb) {
            if matches!(self.word(*word).relation, Relation::Advmod | Relation::CompoundPrt) {
                self.obliques(*word, verb, None);
            }
        }
        self.on_arguments(verb);
        self.around(verb);
        self.clauses(verb);
        if self.is_gerund(verb) {
            self.gerund(verb);
        }
    }

    /// "Doe is president of Chile": the predicate is the object, what hangs on it is its own.
    pub(super) fn copula(&mut self, predicate: usize) {
        for (word, route) in self.subjects(predicate, 0) {
            self.push(Function::Subject, word, route);
        }
        self.push(Function::Object, predicate, Route::Direct);
        for member in self.chosen_from(predicate) {
            self.push(Function::Object, member, Route::On(predicate));
        }
        self.obliques(predicate, predicate, None);
        for case in self.cases(predicate) {
            self.push(Function::Oblique { case }, predicate, Route::Direct);
        }
        self.on_arguments(predicate);
    }

    /// "Doe is one of Lutha's *backers*": what the one is.
    fn chosen_from(&self, predicate: usize) -> Vec<usize> {
        if *self.word(predicate).lemma != *"one" {
            return Vec::new();
        }
        let below = self.by(predicate, Relation::Nmod);
        below.filter(|word| self.is_behind(*word, "of")).collect()
    }

    /// "the shelling of Kyiv": a gerund used as a noun.
    fn gerund(&mut self, verb: usize) {
        let of: Vec<usize> =
            self.by(verb, Relation::Nmod).filter(|word| self.is_behind(*word, "of")).collect();
        for word in of {
            self.push(Function::Object, word, Route::Direct);
        }
        for word in self.by(verb, Relation::NmodPoss).collect::<Vec<_>>() {
            self.push(Function::Subject, word, Route::Direct);
        }
    }

    fn clauses(&mut self, verb: usize) {
        let below: Vec<usize> = self
            .tree
            .dependents(verb)
            .iter()
            .copied()
            .filter(|word| {
                let Word { relation, .. } = self.word(*word);
                let verbal = is_verbal(self.word(*word));
                matches!(relation, Relation::Ccomp | Relation::Advcl)
                    || (verbal && matches!(relation, Relation::Xcomp | Relation::Obl))
            })
            .collect();
        for word in below {
            self.push(Function::Clause { mark: self.mark(word) }, word, Route::Direct);
        }
        let objects: Vec<usize> = self
            .found
            .iter()
            .filter(|argument| argument.function == Function::Object)
            .map(|argument| argument.word)
            .collect();
        for object in objects {
            for word in self.by(object, Relation::Acl).collect::<Vec<_>>() {
                if let Some(mark) = self.mark(word) {
                    let function = Function::Clause { mark: Some(mark) };
                    self.push(function, word, Route::On(object));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::english::predicate::tests::{check, tree};

    #[test]
    fn an_active_verb_has_its_arguments_where_they_hang() {
        check(
            "Doe*/NNP/2/nsubj sent/VBD/0/root tanks/NNS/2/obj to/IN/5/case Kyiv*/NNP/2/obl",
            "send",
            "subject Doe, object tank, to Kyiv",
        );
    }

    #[test]
    fn a_gerund_with_an_object_is_a_verb_where_the_tree_has_a_noun() {
        check(
            "Doe*/NNP/2/nsubj smiled/VBD/0/root after/IN/4/case leaving/NN/2/obl Kyiv*/NNP/2/obl:unmarked",
            "leaving",
            "subject Doe, object Kyiv",
        );
        let noun = tree("the/DT/2/det meeting/NN/3/nsubj ended/VBD/0/root");
        assert!(!noun.is_verb(1));
    }

    #[test]
    fn a_copula_joins_subject_and_predicate() {
        check(
            "Doe*/NNP/3/nsubj is/VBZ/3/cop critical/JJ/0/root of/IN/5/case Roe*/NNP/3/obl",
            "be",
            "subject Doe, object critical, of Roe",
        );
    }
}
