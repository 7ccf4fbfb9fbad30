//! Who does what an infinitive, a gerund or a participle says: the verb or noun that governs it tells.

use super::{Reader, Route, is_verbal};
use crate::english::label::{Relation, Upos};

/// Verbs whose subject does what they govern, even beside an object: "promised him to come".
const PROMISES: [&str; 5] = ["pledge", "promise", "swear", "threaten", "vow"];

impl Reader<'_> {
    /// Who does what `verb` says, by the verb `head` that governs it: its object, if it makes it
    /// do so, else its subject.
    pub(super) fn controllers(
        &self,
        verb: usize,
        head: usize,
        depth: usize,
    ) -> Vec<(usize, Route)> {
        let route = Route::Controlled(head);
        if let Some(owner) = self.owner_before(verb) {
            return vec![(owner, Route::Controlled(verb))];
        }
        let word = self.word(verb);
        let governs = |lemma: &str| self.lists.control.contains(lemma);
        let lemma = &*self.word(head).lemma;
        let objects: Vec<usize> = self
            .by(head, Relation::Iobj)
            .chain(self.by(head, Relation::Obj))
            .filter(|object| *object < verb)
            .collect();
        // "accused him of lying", "kept him from leaving"
        let bound = self.is_gerund(verb)
            && self.mark(verb).is_some_and(|mark| {
                matches!(
                    &*self.word(mark).lemma,
                    "of" | "from" | "for" | "into" | "against" | "on" | "with"
                )
            });
        let told = word.relation == Relation::Xcomp && !PROMISES.contains(&lemma);
        if !self.is_passive(head) {
            if let Some(object) = objects.first().filter(|_| told || bound || governs(lemma)) {
                let meant = self.meant(*object, head, route);
                return meant.map(|(word, _)| (word, route)).into_iter().collect();
            }
            let behind = self.by(head, Relation::Obl).find(|oblique| {
                *oblique < verb
                    && self
                        .cases(*oblique)
                        .iter()
                        .any(|case| governs(&format!("{lemma} {}", self.word(*case).lemma)))
            });
            // "renewed his appeal to *Kyiv* to talk"
            let addressed = objects.iter().copied().find_map(|object| {
                let noun = &self.word(object).lemma;
                self.by(object, Relation::Nmod).find(|oblique| {
                    let to = |case: &usize| format!("{noun} {}", self.word(*case).lemma);
                    *oblique < verb && self.cases(*oblique).iter().any(|case| governs(&to(case)))
                })
            });
            if let Some(oblique) = behind.or(addressed) {
                return vec![(oblique, route)];
            }
        }
        self.subjects(head, depth + 1).into_iter().map(|(word, _)| (word, route)).collect()
    }

    /// Whose the noun before an infinitive is, even where the tree hangs that on the verb before:
    /// "backed *Ukraine*'s bid to join".
    fn owner_before(&self, verb: usize) -> Option<usize> {
        let to = verb.checked_sub(1).filter(|to| self.word(*to).xpos == "TO")?;
        let noun = to.checked_sub(1).filter(|noun| self.word(*noun).upos == Upos::Noun)?;
        self.by(noun, Relation::NmodPoss).next()
    }

    /// Whose plan, decision or call the noun is: who would do what it governs.
    pub(super) fn owners(&self, noun: usize, depth: usize) -> Vec<(usize, Route)> {
        let route = Route::Controlled(noun);
        let with = |word: usize| vec![(word, route)];
        if let Some(owner) = self.by(noun, Relation::NmodPoss).next() {
            return with(owner);
        }
        let first = self.by(noun, Relation::Amod).any(|adjective| {
            matches!(&*self.word(adjective).lemma, "first" | "last" | "only" | "next" | "latest")
        });
        if first || self.word(noun).folded || self.word(noun).upos == Upos::Propn {
            return with(self.identified(noun));
        }
        let adjective = self
            .by(noun, Relation::Amod)
            .chain(self.by(noun, Relation::Compound))
            .find(|word| self.word(*word).folded || self.word(*word).xpos.starts_with("NNP"));
        if let Some(adjective) = adjective {
            return with(adjective);
        }
        let behind = self.by(noun, Relation::Nmod).find(|word| {
            *word > noun
                && self.cases(*word).iter().any(|case| {
                    matches!(&*self.word(*case).lemma, "by" | "of" | "from" | "on" | "to" | "for")
                })
        });
        if let Some(behind) = behind {
            return with(behind);
        }
        match (self.word(noun).relation, self.word(noun).head) {
            (Relation::Obj | Relation::Obl | Relation::Xcomp | Relation::Nmod, Some(verb))
                if is_verbal(self.word(verb)) =>
            {
                let above = self.subjects(verb, depth + 1).into_iter();
                above.map(|(word, _)| (word, route)).collect()
            }
            (Relation::Root, _) => with(noun),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::english::predicate::tests::check;

    #[test]
    fn an_infinitive_has_the_subject_of_what_governs_it() {
        check(
            "Doe*/NNP/2/nsubj plans/VBZ/0/root to/TO/4/mark try/VB/2/xcomp to/TO/6/mark leave/VB/4/xcomp Kyiv*/NNP/6/obj",
            "leave",
            "subject Doe, object Kyiv",
        );
    }

    #[test]
    fn who_is_made_to_do_it_does_it() {
        check(
            "Doe*/NNP/2/nsubj urged/VBD/0/root Roe*/NNP/2/obj to/TO/5/mark leave/VB/2/xcomp Kyiv*/NNP/5/obj",
            "leave",
            "subject Roe, object Kyiv",
        );
        check(
            "Doe*/NNP/2/nsubj called/VBD/0/root on/IN/4/case Roe*/NNP/2/obl to/TO/6/mark leave/VB/2/advcl Kyiv*/NNP/6/obj",
            "leave",
            "subject Roe, object Kyiv",
        );
        check(
            "Roe*/NNP/3/nsubj:pass was/VBD/3/aux:pass urged/VBN/0/root to/TO/5/mark leave/VB/3/xcomp Kyiv*/NNP/5/obj",
            "leave",
            "subject Roe, object Kyiv",
        );
    }

    #[test]
    fn who_promises_to_do_it_does_it() {
        check(
            "Doe*/NNP/2/nsubj promised/VBD/0/root Roe*/NNP/2/obj to/TO/5/mark leave/VB/2/xcomp Kyiv*/NNP/5/obj",
            "leave",
            "subject Doe, object Kyiv",
        );
    }

    #[test]
    fn who_is_accused_of_it_did_it() {
        check(
            "Doe*/NNP/2/nsubj accused/VBD/0/root Roe*/NNP/2/obj of/IN/5/mark leaving/VBG/2/advcl Kyiv*/NNP/5/obj",
            "leave",
            "subject Roe, object Kyiv",
        );
    }

    #[test]
    fn who_did_something_after_it_did_it() {
        check(
            "Doe*/NNP/2/nsubj smiled/VBD/0/root after/IN/4/mark leaving/VBG/2/advcl Kyiv*/NNP/4/obj",
            "leave",
            "subject Doe, object Kyiv",
        );
    }

    #[test]
    fn the_first_to_do_it_does_it() {
        check(
            "Chad*/NNP/4/nsubj was/VBD/4/cop first/JJ/4/amod country/NN/0/root to/TO/6/mark leave/VB/4/acl Kyiv*/NNP/6/obj",
            "leave",
            "subject Chad, object Kyiv",
        );
    }

    #[test]
    fn whose_plan_it_is_would_do_it() {
        check(
            "Doe*/NNP/3/nmod:poss 's/POS/1/case plan/NN/7/nsubj to/TO/5/mark leave/VB/3/acl Kyiv*/NNP/5/obj failed/VBD/0/root",
            "leave",
            "subject Doe, object Kyiv",
        );
        check(
            "plan/NN/7/nsubj by/IN/3/case Doe*/NNP/1/nmod to/TO/5/mark leave/VB/1/acl Kyiv*/NNP/5/obj failed/VBD/0/root",
            "leave",
            "subject Doe, object Kyiv",
        );
    }
}
