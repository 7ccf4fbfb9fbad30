//! What stands behind prepositions, be it on the deed, on one of its arguments, or on the verb around.

use super::{Function, Reader, Route, is_verbal};
use crate::english::label::{Relation, Upos};

impl Reader<'_> {
    /// What stands behind prepositions under `from`, for the deed of `deed`.
    pub(super) fn obliques(&mut self, from: usize, deed: usize, route: Option<Route>) {
        let passive = self.is_passive(from);
        for word in self.tree.dependents(from).to_vec() {
            let relation = self.word(word).relation;
            let hangs = matches!(
                relation,
                Relation::Obl | Relation::OblAgent | Relation::Nmod | Relation::OblUnmarked
            );
            if !hangs {
                continue;
            }
            for case in self.cases(word) {
                if passive && *self.word(case).lemma == *"by" {
                    continue;
                }
                let meant = self.meant(word, deed, route.unwrap_or(Route::Direct));
                if let Some((word, route)) = meant {
                    self.push(Function::Oblique { case }, word, route);
                }
            }
        }
    }

    /// "send missiles to Kyiv", "talks in Geneva with Iran": what stands behind a preposition may
    /// hang on another argument.
    pub(super) fn on_arguments(&mut self, deed: usize) {
        let holders: Vec<usize> = self
            .found
            .iter()
            .filter(|argument| {
                matches!(argument.function, Function::Object | Function::Oblique { .. })
                    || argument.function == Function::Subject
            })
            .map(|argument| argument.word)
            .collect();
        for holder in holders {
            for word in self.tree.conjuncts(holder) {
                let mut hanging: Vec<usize> = self.by(word, Relation::Nmod).collect();
                let nominal =
                    matches!(self.word(word).relation, Relation::Obj | Relation::NsubjPass);
                if nominal || !is_verbal(self.word(word)) {
                    hanging.extend(self.by(word, Relation::Obl));
                }
                // "lifted the sanctions imposed on them"
                for shaping in self.by(word, Relation::Acl).collect::<Vec<_>>() {
                    let light = self.lists.light.contains(&self.word(shaping).lemma);
                    if light && self.word(shaping).xpos == "VBN" {
                        hanging.extend(self.by(shaping, Relation::Obl));
                    }
                }
                for below in hanging {
                    // what hangs on the subject is only meant if it stands behind the deed
                    if below < deed && !self.is_object(holder) {
                        continue;
                    }
                    for case in self.cases(below) {
                        // "the tanks sent to Lutha by Graustark"
                        let agent = *self.word(case).lemma == *"by" && self.lacks_agent(deed);
                        let function =
                            if agent { Function::Subject } else { Function::Oblique { case } };
                        self.push(function, below, Route::On(holder));
                    }
                    self.on_nested(below);
                }
            }
        }
    }

    /// "a state of emergency in Quito", "a suspension of flights to Oslo": one step further, where
    /// another preposition stands and no name is between.
    fn on_nested(&mut self, holder: usize) {
        if self.word(holder).folded || self.word(holder).upos == Upos::Propn {
            return;
        }
        let lemma = |case: &usize| self.word(*case).lemma.clone();
        let above: Vec<_> = self.cases(holder).iter().map(lemma).collect();
        for below in self.by(holder, Relation::Nmod).collect::<Vec<_>>() {
            for case in self.cases(below) {
                if !above.contains(&self.word(case).lemma) {
                    self.push(Function::Oblique { case }, below, Route::On(holder));
                }
            }
        }
    }

    fn lacks_agent(&self, deed: usize) -> bool {
        is_verbal(self.word(deed))
            && self.is_passive(deed)
            && !self.found.iter().any(|argument| argument.function == Function::Subject)
    }

    /// What stands behind the verb but hangs on the one that governs it or shares its row.
    pub(super) fn around(&mut self, verb: usize) {
        let Some(head) = self.word(verb).head else { return };
        let route = match self.word(verb).relation {
            Relation::Xcomp => Route::Controlled(head),
            Relation::Conj if is_verbal(self.word(head)) => Route::Shared(head),
            _ => return,
        };
        let behind: Vec<usize> = self.by(head, Relation::Obl).filter(|word| *word > verb).collect();
        for word in behind {
            for case in self.cases(word) {
                self.push(Function::Oblique { case }, word, route);
            }
        }
    }

    /// "approved the sale to Lutha": what stands directly behind a noun and hangs on the verb around
    /// it may be meant for the noun; but one discusses, and plans, with others.
    pub(super) fn directly_behind(&mut self, noun: usize, verb: usize) {
        let with_others = matches!(
            &*self.word(verb).lemma,
            "agree" | "coordinate" | "debate" | "discuss" | "plan" | "share"
        );
        let passive = self.is_passive(verb);
        let mut end = self.tree.phrase(noun).end;
        for word in self.by(verb, Relation::Obl).collect::<Vec<_>>() {
            let phrase = self.tree.phrase(word);
            if phrase.start != end {
                continue;
            }
            end = phrase.end;
            for case in self.cases(word) {
                let of_verb = match &*self.word(case).lemma {
                    "with" => with_others,
                    "by" => passive,
                    _ => false,
                };
                if !of_verb {
                    self.push(Function::Oblique { case }, word, Route::On(verb));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::english::predicate::tests::check;

    #[test]
    fn what_hangs_on_the_object_or_the_particle_is_tried_for_the_verb() {
        check(
            "Doe*/NNP/2/nsubj sent/VBD/0/root tanks/NNS/2/obj to/IN/5/case Kyiv*/NNP/3/nmod",
            "send",
            "subject Doe, object tank, to Kyiv",
        );
        check(
            "Doe*/NNP/2/nsubj handed/VBD/0/root Roe*/NNP/2/obj over/RB/2/advmod to/IN/6/case Kyiv*/NNP/4/obl",
            "hand",
            "subject Doe, object Roe, to Kyiv",
        );
    }

    #[test]
    fn what_stands_behind_a_noun_and_hangs_on_the_verb_is_tried_for_the_noun() {
        check(
            "Doe*/NNP/2/nsubj approved/VBD/0/root sales/NNS/2/obj to/IN/5/case Roe*/NNP/2/obl",
            "sale",
            "subject Doe, to Roe",
        );
        check(
            "Doe*/NNP/2/nsubj discussed/VBD/0/root sales/NNS/2/obj with/IN/5/case Roe*/NNP/2/obl",
            "sale",
            "subject Doe",
        );
    }
}
