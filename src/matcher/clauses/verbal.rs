//! The roles of a clause: objects, what stands behind prepositions, and who does it.

use super::{attempt::Attempt, scene::Scene};
use crate::{
    english::{self, Argument, Function, Relation as Label, Route, Upos},
    id::RoleId,
    matcher::Filler,
    rules::clause::{Oblique, Slot},
};

impl Attempt<'_, '_, '_> {
    pub(super) fn verbal(&mut self) {
        let frame = &self.compiled.frame;
        self.objects(&frame.objects);
        for oblique in &frame.obliques {
            self.oblique(oblique);
            self.agent_of_noun(oblique);
        }
        if let Some(subject) = &frame.subject {
            self.fill_first(subject, |argument| argument.function == Function::Subject, false);
            if !self.has_other_object() {
                self.joint_subject(&subject.role);
            }
        } else if let [object] = &frame.objects[..] {
            // "the talks brought together Graustark and Lutha"
            self.joint_subject(&object.role);
        }
    }

    /// "condemned Russia's invasion", "the Russian invasion" say the same as "the invasion by
    /// Russia": `by {role}` takes whose the noun is that the clause has.
    fn agent_of_noun(&mut self, oblique: &Oblique) {
        let ([slot], Some(place)) = (&oblique.slots[..], self.noun) else { return };
        let by = oblique.prepositions.iter().any(|preposition| preposition == "by");
        if !by || self.roles.contains_key(&slot.role) {
            return;
        }
        let Argument { word, route, .. } = self.arguments[place];
        let fillers = self.owner(word, self.taken(slot), &[]).into_iter();
        let fillers: Vec<Filler> =
            fillers.map(|filler| filler.by(self.way(Function::Genitive, route))).collect();
        if !fillers.is_empty() {
            self.roles.insert(slot.role.clone(), fillers);
        }
    }

    /// Whether the verb has an object that fills no role: "A and B fought the fires", but not "A and
    /// B fought each other".
    fn has_other_object(&self) -> bool {
        let noun = |word: usize| {
            let english::Word { upos, folded, .. } = self.scene.tree.words()[word];
            folded || matches!(upos, Upos::Noun | Upos::Propn)
        };
        self.compiled.frame.objects.len() == 1
            && self.arguments.iter().zip(&self.used).any(|(argument, used)| {
                !used
                    && argument.function == Function::Object
                    && argument.route == Route::Direct
                    && noun(argument.word)
            })
    }

    /// "A and B met": the subject of a relation without order fills both ends.
    pub(super) fn joint_subject(&mut self, role: &RoleId) {
        if !self.target.symmetric {
            return;
        }
        let Some(ends) = self.target.edges.first() else { return };
        let other = if *role == ends.head { &ends.tail } else { &ends.head };
        // only where the frame leaves the other end open: not for `{b!}`, nor for `{b}'s proposal`
        let is_open = |slot: &Slot| slot.role == *other && !slot.required && slot.owned.is_empty();
        if self.roles.contains_key(other) || !self.compiled.frame.slots().any(is_open) {
            return;
        }
        let few = |fillers: &&Vec<Filler>| (2..=MOST_JOINT).contains(&fillers.len());
        if let Some(fillers) = self.roles.get(role).filter(few).cloned() {
            self.roles.insert(other.clone(), fillers);
        }
    }

    /// Objects in their order; of more slots than objects those are left out that do not fit.
    fn objects(&mut self, slots: &[Slot]) {
        let free: Vec<usize> = (0..self.arguments.len())
            .filter(|place| {
                !self.used[*place]
                    && match self.arguments[*place].function {
                        Function::Object | Function::Clause { .. } => true,
                        // "handed over the prisoner", which the tree may take for a place
                        Function::Oblique { case } => {
                            self.scene.is_preposition(case, &self.compiled.frame.particles)
                        }
                        _ => false,
                    }
            })
            .collect();
        let mut from = 0;
        for (index, slot) in slots.iter().enumerate() {
            let left = slots.len() - index - 1;
            let mut places: Vec<usize> = free[from.min(free.len())..].to_vec();
            // the last slot takes the direct object, which stands last: "gave Kyiv missiles"
            if left == 0 {
                places.reverse();
            }
            let taken = places.into_iter().find_map(|place| {
                let fillers = self.fill(slot, &self.arguments[place])?;
                Some((place, fillers))
            });
            if let Some((place, fillers)) = taken {
                self.used[place] = true;
                self.roles.insert(slot.role.clone(), fillers);
                from = free.iter().position(|known| *known == place).map_or(from, |at| at + 1);
            }
        }
    }

    pub(super) fn oblique(&mut self, oblique: &Oblique) {
        let Oblique { prepositions, slots } = oblique;
        match &slots[..] {
            [slot] if prepositions == &["that"] => self.said(slot),
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
        let taken = self.taken(slot);
        for place in 0..self.arguments.len() {
            let argument = self.arguments[place];
            let Function::Clause { mark } = argument.function else { continue };
            let that = mark.is_none_or(|mark| &*tree.words()[mark].lemma == "that");
            let content = tree.words()[argument.word].relation == Label::Ccomp;
            if self.used[place] || !that || !content {
                continue;
            }
            let fillers = if taken.clause {
                self.fill(slot, &argument)
            } else {
                let subjects = tree.dependents_by(argument.word, Label::Nsubj);
                subjects
                    .chain(tree.dependents_by(argument.word, Label::NsubjPass))
                    .map(|subject| self.scene.fillers(subject, taken, false))
                    .find(|fillers| !fillers.is_empty())
                    .map(|fillers| {
                        let way = self.way(argument.function, argument.route);
                        fillers.iter().cloned().map(|filler| filler.by(way)).collect()
                    })
            };
            if let Some(fillers) = fillers {
                self.used[place] = true;
                self.roles.insert(slot.role.clone(), fillers);
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
        let required =
            self.arguments.iter().zip(&self.used).any(|(other, used)| {
                *used && (other.word == holder || Some(other.word) == counted)
            });
        let is_deed =
            !tree.is_verb(holder) && clauses.nouns.contains_key(&tree.words()[holder].lemma);
        !required && is_deed
    }

    /// `between {a} and {b}`: two that are joined.
    fn pair(&mut self, prepositions: &[String], first: &Slot, second: &Slot) {
        for place in 0..self.arguments.len() {
            let Argument { function: function @ Function::Oblique { case }, word, route } =
                self.arguments[place]
            else {
                continue;
            };
            if self.used[place] || !self.scene.is_preposition(case, prepositions) {
                continue;
            }
            let (a, b) = (self.taken(first), self.taken(second));
            let row = self.scene.fillers(word, a, true).iter().cloned();
            let row: Vec<Filler> = row.map(|filler| filler.by(self.way(function, route))).collect();
            if row.len() < 2 || (self.target.symmetric && row.len() > MOST_JOINT) {
                continue;
            }
            self.used[place] = true;
            let rest: Vec<Filler> = if self.target.symmetric {
                row.clone()
            } else {
                let others = self.scene.fillers(word, b, true).iter().cloned();
                others.skip(1).map(|filler| filler.by(self.way(function, route))).collect()
            };
            let first_of = if self.target.symmetric { row } else { row[..1].to_vec() };
            self.roles.insert(first.role.clone(), first_of);
            self.roles.insert(second.role.clone(), rest);
            return;
        }
    }
}

/// So many may be joint subjects of what they do to each other; of a longer row it is not said that
/// each did it to each.
const MOST_JOINT: usize = 6;
