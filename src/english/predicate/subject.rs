//! Who does what a verb says: its own subject, one that it shares, or the agent of a passive.

use super::{DEEPEST, Reader, Route, is_name, is_verbal};
use crate::english::label::Relation;

impl Reader<'_> {
    /// What stands as subject of a verb, be it active or passive, or would if it were said again.
    pub(super) fn subjects(&self, verb: usize, depth: usize) -> Vec<(usize, Route)> {
        let mut own: Vec<usize> = self
            .tree
            .dependents(verb)
            .iter()
            .copied()
            .filter(|word| {
                matches!(
                    self.word(*word).relation,
                    Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter
                )
            })
            .collect();
        // of several the nearest is the most certain; one that opens with "and" belongs to another
        own.sort_by_key(|word| {
            (self.by(*word, Relation::Cc).next().is_some(), verb.abs_diff(*word))
        });
        if !own.is_empty() {
            return own
                .into_iter()
                .filter_map(|word| self.meant(word, verb, Route::Direct))
                .collect();
        }
        if depth == DEEPEST {
            return Vec::new();
        }
        let Some(head) = self.word(verb).head else { return Vec::new() };
        let inherited = |from: usize, route: Route| {
            let above = self.subjects(from, depth + 1).into_iter();
            above.map(|(word, _)| (word, route)).collect::<Vec<_>>()
        };
        let open = self.is_infinitive(verb)
            || self.is_gerund(verb)
            || (self.word(verb).xpos == "VBN" && self.by(verb, Relation::Aux).next().is_none())
            || !is_verbal(self.word(verb));
        match self.word(verb).relation {
            Relation::Conj => inherited(head, Route::Shared(head)),
            Relation::Xcomp => self.controllers(verb, head, depth),
            Relation::Advcl | Relation::Obl if open => self.controllers(verb, head, depth),
            // "that supplying them would harm" tells nobody who supplies
            Relation::Ccomp if open && !self.is_declared(verb) => {
                inherited(head, Route::Controlled(head))
            }
            // "stands accused"
            Relation::Acl if is_verbal(self.word(head)) => self.controllers(verb, head, depth),
            Relation::Acl if self.is_infinitive(verb) || self.mark(verb).is_some() => {
                self.owners(head, depth)
            }
            // "issued a report accusing them": who issued it accuses
            Relation::Acl if self.is_gerund(verb) && is_utterance(&self.word(head).lemma) => {
                self.owners(head, depth)
            }
            Relation::Acl | Relation::AclRelcl | Relation::Amod => {
                vec![(self.identified(head), Route::Relative)]
            }
            _ => Vec::new(),
        }
    }

    /// Who does what a verb says.
    pub(super) fn agents(&self, verb: usize) -> Vec<(usize, Route)> {
        if !self.is_passive(verb) {
            return self.subjects(verb, 0);
        }
        let obliques = self.by(verb, Relation::OblAgent).chain(self.by(verb, Relation::Obl));
        let behind_by = obliques.filter(|word| self.is_behind(*word, "by"));
        let mut agents: Vec<(usize, Route)> =
            behind_by.map(|word| (word, Route::Passive)).collect();
        // "was struck and killed by them"
        if agents.is_empty()
            && let Some((other, _)) = self.neighbour_in_row(verb)
            && other > verb
            && self.by(other, Relation::NsubjPass).next().is_none()
        {
            let shared = self.by(other, Relation::OblAgent);
            agents.extend(shared.map(|word| (word, Route::Shared(other))));
        }
        agents.extend(self.before_participle(verb).map(|word| (word, Route::Passive)));
        agents
    }

    /// "US-brokered talks", "Kremlin backed rebels", also "Fiji established relations" where the tree
    /// takes the verb for an adjective.
    fn before_participle(&self, verb: usize) -> Option<usize> {
        let before = verb.checked_sub(1)?;
        if self.word(before).xpos == "HYPH" {
            return before.checked_sub(1);
        }
        let modifies = self.word(verb).relation == Relation::Amod;
        (modifies && is_name(self.word(before))).then_some(before)
    }
}

/// Whether a noun is something said or written, so that what it says its author says.
fn is_utterance(lemma: &str) -> bool {
    matches!(
        lemma,
        "address"
            | "article"
            | "bill"
            | "complaint"
            | "decree"
            | "lawsuit"
            | "letter"
            | "message"
            | "motion"
            | "note"
            | "petition"
            | "post"
            | "report"
            | "resolution"
            | "speech"
            | "statement"
            | "suit"
            | "tweet"
            | "video"
    )
}

#[cfg(test)]
mod tests {
    use crate::english::predicate::tests::check;

    #[test]
    fn a_passive_has_its_agent_behind_by() {
        check(
            "tanks/NNS/3/nsubj:pass were/VBD/3/aux:pass sent/VBN/0/root by/IN/5/case Doe*/NNP/3/obl:agent",
            "send",
            "subject Doe, object tank",
        );
    }

    #[test]
    fn a_passive_may_have_no_agent() {
        check(
            "tanks/NNS/3/nsubj:pass were/VBD/3/aux:pass sent/VBN/0/root on/IN/5/case Monday/NNP/3/obl",
            "send",
            "object tank, on Monday",
        );
    }

    #[test]
    fn of_two_subjects_the_nearer_comes_first() {
        check(
            "Kyiv*/NNP/3/nsubj Doe*/NNP/3/nsubj sent/VBD/0/root tanks/NNS/3/obj",
            "send",
            "subject Doe, subject Kyiv, object tank",
        );
    }
}
