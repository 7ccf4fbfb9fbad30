//! All arguments of a noun that states a deed, those of the verb that lends it its shape included.

use super::{Function, Reader, Route, is_verbal};
use crate::english::{analysis::Word, label::Relation};

impl Reader<'_> {
    pub(super) fn noun(&mut self, noun: usize) {
        self.around_noun(noun, Route::Direct);
        self.on_arguments(noun);
        self.light_verb(noun);
        self.row_of(noun);
        self.suffered(noun);
        self.verb_around(noun);
    }

    /// What hangs on a noun itself.
    fn around_noun(&mut self, noun: usize, route: Route) {
        for word in self.tree.dependents(noun).to_vec() {
            match self.word(word).relation {
                Relation::NmodPoss => {
                    self.push(Function::Genitive, self.whose(word), route);
                }
                Relation::Nmod | Relation::Obl => {
                    for case in self.cases(word) {
                        self.push(Function::Oblique { case }, word, route);
                    }
                }
                Relation::Compound
                | Relation::Amod
                | Relation::NmodDesc
                | Relation::NmodUnmarked
                | Relation::Flat => self.push(Function::Modifier, word, route),
                // "talks held with", "the deal reached between"
                Relation::Acl if matches!(self.word(word).xpos, "VBN" | "VBD") => {
                    self.obliques(word, word, Some(Route::Light(word)));
                }
                _ => {}
            }
        }
    }

    /// The subject and the rest of a verb that only lends the noun its shape.
    fn light_verb(&mut self, noun: usize) {
        let above = match (self.word(noun).relation, self.word(noun).head) {
            (Relation::Obj | Relation::NsubjPass, Some(verb)) => Some(verb),
            _ => None,
        };
        let below = self
            .by(noun, Relation::Acl)
            .chain(self.by(noun, Relation::AclRelcl))
            .collect::<Vec<_>>();
        for verb in above.into_iter().chain(below) {
            let is_object = self.objects(verb).iter().any(|(word, _)| *word == noun);
            if !is_object || !self.lists.light.contains(&self.word(verb).lemma) {
                continue;
            }
            for (word, _) in self.agents(verb) {
                self.push(Function::Subject, word, Route::Light(verb));
            }
            // "sent Lutha a warning"
            for (word, _) in self.objects(verb) {
                if word < noun && !self.tree.conjuncts(word).contains(&noun) {
                    self.push(Function::Object, word, Route::Light(verb));
                }
            }
            self.obliques(verb, verb, Some(Route::Light(verb)));
            self.around(verb);
        }
    }

    /// "talks and a meeting with", "Russia's invasion and occupation of".
    fn row_of(&mut self, noun: usize) {
        let others: Vec<usize> = match (self.word(noun).relation, self.word(noun).head) {
            (Relation::Conj, Some(head)) => vec![head],
            _ => self.by(noun, Relation::Conj).collect(),
        };
        for other in others {
            if is_verbal(self.word(other)) || self.word(other).folded {
                continue;
            }
            let has_oblique = self
                .found
                .iter()
                .any(|argument| matches!(argument.function, Function::Oblique { .. }));
            if !has_oblique {
                for word in self.by(other, Relation::Nmod).collect::<Vec<_>>() {
                    if word < noun {
                        continue;
                    }
                    for case in self.cases(word) {
                        self.push(Function::Oblique { case }, word, Route::Shared(other));
                    }
                }
            }
            if other < noun {
                for word in self.by(other, Relation::NmodPoss).collect::<Vec<_>>() {
                    self.push(Function::Genitive, word, Route::Shared(other));
                }
                if self.word(other).relation == Relation::Obj {
                    self.light_verb(other);
                }
            }
        }
    }

    /// "came under attack": the subject is whom the noun hits.
    fn suffered(&mut self, noun: usize) {
        let Word { relation: Relation::Obl, head: Some(verb), .. } = *self.word(noun) else {
            return;
        };
        if self.is_behind(noun, "under") && is_verbal(self.word(verb)) {
            for (word, _) in self.subjects(verb, 0) {
                self.push(Function::Object, word, Route::Light(verb));
            }
        }
    }

    /// What the verb around a noun says of it: "talks resumed between", "left for talks with".
    fn verb_around(&mut self, noun: usize) {
        let row = match self.word(noun) {
            Word { relation: Relation::Conj, head: Some(head), .. } => *head,
            _ => noun,
        };
        let Some(verb) = self.word(row).head.filter(|verb| is_verbal(self.word(*verb))) else {
            return;
        };
        match self.word(row).relation {
            Relation::Nsubj | Relation::NsubjPass => {
                for word in self.by(verb, Relation::Obl).collect::<Vec<_>>() {
                    for case in self.cases(word) {
                        if matches!(&*self.word(case).lemma, "between" | "with" | "among") {
                            self.push(Function::Oblique { case }, word, Route::On(verb));
                        }
                    }
                }
            }
            Relation::Obl | Relation::Obj => {
                // "at talks with Roe, Doe is expected to ask": who is expected to is there
                let raised =
                    self.by(verb, Relation::Xcomp).find(|below| self.is_infinitive(*below));
                let deed = raised.filter(|_| self.is_passive(verb)).unwrap_or(verb);
                for (word, _) in self.agents(deed) {
                    self.push(Function::Subject, word, Route::Context(verb));
                }
                self.directly_behind(noun, verb);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::english::predicate::tests::check;

    #[test]
    fn a_noun_has_whose_it_is_and_what_hangs_there() {
        check(
            "Doe*/NNP/3/nmod:poss 's/POS/1/case warning/NN/6/nsubj to/IN/5/case Roe*/NNP/3/nmod failed/VBD/0/root",
            "warning",
            "whose Doe, to Roe",
        );
    }

    #[test]
    fn a_light_verb_gives_its_noun_what_it_has() {
        check(
            "Doe*/NNP/2/nsubj held/VBD/0/root talks/NNS/2/obj with/IN/5/case Roe*/NNP/2/obl",
            "talk",
            "subject Doe, with Roe",
        );
        check(
            "Doe*/NNP/2/nsubj sent/VBD/0/root Roe*/NNP/2/iobj warnings/NNS/2/obj",
            "warning",
            "subject Doe, object Roe",
        );
        check(
            "talks/NNS/3/nsubj:pass were/VBD/3/aux:pass held/VBN/0/root by/IN/5/case Doe*/NNP/3/obl:agent",
            "talk",
            "subject Doe",
        );
    }

    #[test]
    fn who_is_expected_to_do_so_at_talks_takes_part() {
        check(
            "at/IN/2/case talks/NNS/7/obl with/IN/4/case Roe*/NNP/2/nmod Doe*/NNP/7/nsubj:pass is/VBZ/7/aux:pass expected/VBN/0/root to/TO/9/mark ask/VB/7/xcomp",
            "talk",
            "with Roe, subject Doe",
        );
    }

    #[test]
    fn who_comes_under_attack_is_attacked() {
        check(
            "Doe*/NNP/2/nsubj came/VBD/0/root under/IN/4/case attack/NN/2/obl by/IN/6/case Roe*/NNP/2/obl",
            "attack",
            "object Doe, subject Doe, by Roe",
        );
    }
}
