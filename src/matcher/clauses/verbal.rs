//! The roles of a clause: objects, what stands behind prepositions, and who does it.

use super::{
    attempt::Attempt,
    filling::Filled,
    frame::{Oblique, Prepositions, Slot},
    scene::Scene,
};
use crate::english::{self, Argument, Function, Relation as Label, Route, Upos};

impl Attempt<'_> {
    pub(super) fn verbal(&mut self) {
        let frame = self.frame;
        self.objects(&frame.objects);
        for oblique in &frame.obliques {
            self.oblique(oblique);
            self.agent_of_noun(oblique);
        }
        if let Some(subject) = &frame.subject {
            self.fill_first(subject, |argument| argument.function == Function::Subject, false);
            if !self.has_other_object() {
                self.joint_subject(subject.role);
            }
        } else if let [object] = &frame.objects[..] {
            // "the talks brought together Graustark and Lutha"
            self.joint_subject(object.role);
        }
    }

    /// "condemned Russia's invasion", "the Russian invasion" say the same as "the invasion by
    /// Russia": `by {role}` takes whose the noun is that the clause has.
    fn agent_of_noun(&mut self, oblique: &Oblique) {
        let ([slot], Some(place)) = (&oblique.slots[..], self.noun) else { return };
        if !oblique.prepositions.has("by") || self.is_filled(slot) {
            return;
        }
        let Argument { word, route, .. } = self.arguments[place];
        let fillers = self.owner(word, &slot.taken, &[]);
        if !fillers.is_empty() {
            let way = self.way(Function::Genitive, route);
            self.give(Filled { role: slot.role, fillers: fillers.into(), way });
        }
    }

    /// Whether the verb has an object that fills no role: "A and B fought the fires", but not "A and
    /// B fought each other".
    fn has_other_object(&self) -> bool {
        let noun = |word: usize| {
            let english::Word { upos, folded, .. } = self.scene.tree.words()[word];
            folded || matches!(upos, Upos::Noun | Upos::Propn)
        };
        self.frame.objects.len() == 1
            && self.arguments.iter().enumerate().any(|(place, argument)| {
                !self.is_used(place)
                    && argument.function == Function::Object
                    && argument.route == Route::Direct
                    && noun(argument.word)
            })
    }

    /// "A and B met": the subject of a relation without order fills both ends.
    pub(super) fn joint_subject(&mut self, role: usize) {
        if !self.frame.symmetric {
            return;
        }
        let Some([head, tail]) = self.frame.edges.first() else { return };
        let Some(other) = (if Some(role) == *head { *tail } else { *head }) else { return };
        // only where the frame leaves the other end open: not for `{b!}`, nor for `{b}'s proposal`
        let is_open = |slot: &Slot| slot.role == other && !slot.required && slot.owned.is_empty();
        if self.filled(other).is_some() || !self.frame.slots().any(is_open) {
            return;
        }
        let few = |filled: &&Filled<'_>| (2..=MOST_JOINT).contains(&filled.fillers.len());
        if let Some(filled) = self.filled(role).filter(few).cloned() {
            self.give(Filled { role: other, ..filled });
        }
    }

    /// Objects in their order; of more slots than objects those are left out that do not fit.
    fn objects(&mut self, slots: &[Slot]) {
        if slots.is_empty() {
            return;
        }
        let is_object = |place: &usize| match self.arguments[*place].function {
            Function::Object | Function::Clause { .. } => true,
            // "handed over the prisoner", which the tree may take for a place
            Function::Oblique { case } => self.scene.is_preposition(case, &self.frame.particles),
            _ => false,
        };
        let places = 0..self.arguments.len();
        let free: Vec<usize> =
            places.filter(|place| !self.is_used(*place) && is_object(place)).collect();
        let mut from = 0;
        for (index, slot) in slots.iter().enumerate() {
            let fill = |at: usize| {
                let filled = self.fill(slot, &self.arguments[free[at]])?;
                Some((at, filled))
            };
            let mut left = from..free.len();
            // the last slot takes the direct object, which stands last: "gave Kyiv missiles"
            let is_last = index + 1 == slots.len();
            let taken = if is_last { left.rev().find_map(fill) } else { left.find_map(fill) };
            if let Some((at, filled)) = taken {
                self.take(free[at], filled);
                from = at + 1;
            }
        }
    }

    pub(super) fn oblique(&mut self, oblique: &Oblique) {
        let Oblique { prepositions, slots } = oblique;
        match &slots[..] {
            [slot] if prepositions.forms == ["that"] => self.said(slot),
            [slot] => {
                let fits = |attempt: &Self, argument: &Argument| match argument.function {
                    Function::Oblique { case } => {
                        attempt.scene.is_preposition(case, prepositions)
                            && !attempt.is_of_another_deed(argument)
                    }
                    Function::Clause { mark: Some(mark) } => {
                        attempt.scene.is_preposition(mark, prepositions)
                    }
                    _ => false,
                };
                self.fill_where(slot, fits, false);
                if self.scene.has_particle(self.word, prepositions) {
                    let object = |_: &Self, a: &Argument| a.function == Function::Object;
                    self.fill_where(slot, object, false);
                }
            }
            [first, second] => self.pair(prepositions, first, second),
            _ => {}
        }
    }

    /// `that {a}`: a clause, or, for a role that takes none, who or what its subject is: "warned
    /// that *Russia* was massing troops".
    fn said(&mut self, slot: &Slot) {
        let tree = self.scene.tree;
        let taken = &slot.taken;
        for place in 0..self.arguments.len() {
            let argument = self.arguments[place];
            let Function::Clause { mark } = argument.function else { continue };
            let that = mark.is_none_or(|mark| &*tree.words()[mark].lemma == "that");
            let content = tree.words()[argument.word].relation == Label::Ccomp;
            if self.is_used(place) || !that || !content {
                continue;
            }
            let filled = if taken.clause {
                self.fill(slot, &argument)
            } else {
                let subjects = tree.dependents_by(argument.word, Label::Nsubj);
                subjects
                    .chain(tree.dependents_by(argument.word, Label::NsubjPass))
                    .map(|subject| self.scene.fillers(subject, taken, false))
                    .find(|fillers| !fillers.is_empty())
                    .map(|fillers| {
                        let way = self.way(argument.function, argument.route);
                        Filled { role: slot.role, fillers: fillers.into(), way }
                    })
            };
            if let Some(filled) = filled {
                self.take(place, filled);
                return;
            }
        }
    }

    /// Whether an argument hangs on a noun that states a deed of its own: "discussed *talks with
    /// Iran*" tells nobody with whom they were discussed.
    fn is_of_another_deed(&self, argument: &Argument) -> bool {
        let Route::On(holder) = argument.route else { return false };
        let Scene { tree, clauses, .. } = self.scene;
        // "a billion euros in aid for Lebanon"
        let counted = tree.words()[holder]
            .head
            .filter(|_| self.scene.stands_behind(holder, &["in", "of", "worth"]));
        let required = self
            .arguments
            .iter()
            .enumerate()
            .filter(|(place, _)| self.is_used(*place))
            .any(|(_, other)| other.word == holder || Some(other.word) == counted);
        let is_deed =
            !tree.is_verb(holder) && clauses.nouns.contains_key(&tree.words()[holder].lemma);
        !required && is_deed
    }

    /// `between {a} and {b}`: two that are joined.
    fn pair(&mut self, prepositions: &Prepositions, first: &Slot, second: &Slot) {
        for place in 0..self.arguments.len() {
            let Argument { function: function @ Function::Oblique { case }, word, route } =
                self.arguments[place]
            else {
                continue;
            };
            if self.is_used(place) || !self.scene.is_preposition(case, prepositions) {
                continue;
            }
            let row = self.scene.fillers(word, &first.taken, true);
            if row.len() < 2 || (self.frame.symmetric && row.len() > MOST_JOINT) {
                continue;
            }
            let (one, rest) = if self.frame.symmetric {
                (row, row)
            } else {
                let others = self.scene.fillers(word, &second.taken, true);
                (&row[..1], others.get(1..).unwrap_or_default())
            };
            let way = self.way(function, route);
            self.take(place, Filled { role: first.role, fillers: one.into(), way });
            self.give(Filled { role: second.role, fillers: rest.into(), way });
            return;
        }
    }
}

/// So many may be joint subjects of what they do to each other; of a longer row it is not said that
/// each did it to each.
const MOST_JOINT: usize = 6;
