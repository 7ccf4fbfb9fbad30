//! What stopped a frame, for people.

use super::{
    attempt::{Attempt, Stop},
    frame::{Frame, Oblique, Slot},
};
use crate::{
    english::{Argument, Function},
    id::RoleId,
    matcher::{Here, Instead, Obstacle, Place},
    rules::clause,
};

impl Attempt<'_> {
    /// What stopped it, for people, who call the roles of the frame so.
    pub(super) fn obstacle(&self, stop: &Stop<'_>, roles: &[RoleId]) -> Obstacle {
        match stop {
            Stop::Particle(particle) => Obstacle::Particle { wanted: (*particle).to_owned() },
            Stop::Noun(noun) => Obstacle::Noun {
                wanted: clause::Noun {
                    prepositions: noun.prepositions.forms.clone(),
                    lemmas: noun.lemmas.clone(),
                },
                here: self.here(|argument| match argument.function {
                    Function::Object => noun.prepositions.is_empty(),
                    Function::Oblique { case } => {
                        self.scene.is_preposition(case, &noun.prepositions)
                    }
                    _ => false,
                }),
            },
            Stop::Slot(slot) => {
                let place = self.place(slot);
                Obstacle::Role {
                    role: roles[slot.role].clone(),
                    types: self.scene.clauses.types_of_roles[slot.taken.list].clone(),
                    instead: self.instead(slot),
                    here: self.here(|argument| self.is_placed(argument, &place)),
                    place,
                }
            }
            Stop::Ends => Obstacle::Ends,
        }
    }

    /// Where a slot of the frame stands.
    fn place(&self, slot: &Slot) -> Place {
        let Frame { subject, obliques, .. } = self.frame;
        let is = |other: &Slot| std::ptr::eq(other, slot);
        let oblique = obliques.iter().find(|oblique| oblique.slots.iter().any(is));
        match oblique {
            Some(Oblique { prepositions, .. }) => Place::Behind(prepositions.forms.clone()),
            None if subject.as_ref().is_some_and(is) => Place::Subject,
            None => Place::Object,
        }
    }

    /// Whether an argument stands where a slot wants it.
    fn is_placed(&self, argument: &Argument, place: &Place) -> bool {
        match (place, argument.function) {
            (Place::Subject, Function::Subject) | (Place::Object, Function::Object) => true,
            (Place::Behind(prepositions), Function::Oblique { case }) => {
                prepositions.iter().any(|known| self.scene.is_one_of(case, &[known]))
            }
            _ => false,
        }
    }

    /// The first argument that fills nothing, of those that fit a place.
    fn here(&self, fits: impl Fn(&Argument) -> bool) -> Option<Here> {
        let mut all = self.arguments.iter().enumerate();
        let (_, argument) =
            all.find(|(place, argument)| !self.is_used(*place) && fits(argument))?;
        let word = &self.scene.tree.words()[argument.word];
        let named = self.scene.phrases_of(argument.word).first();
        Some(Here {
            tokens: word.tokens,
            lemma: word.lemma.clone(),
            r#type: named.map(|index| self.scene.phrases[*index].usual().r#type.clone()),
        })
    }

    /// What stands elsewhere and could have filled a slot.
    fn instead(&self, slot: &Slot) -> Option<Instead> {
        let (place, filler) = self.arguments.iter().enumerate().find_map(|(place, argument)| {
            if self.is_used(place) {
                return None;
            }
            let filler = self.scene.fillers(argument.word, &slot.taken, true).first()?;
            Some((place, filler))
        })?;
        let function = self.arguments[place].function;
        let preposition = match function {
            Function::Oblique { case } => Some(self.scene.tree.words()[case].lemma.clone()),
            _ => None,
        };
        Some(Instead { tokens: filler.tokens, function, preposition })
    }
}
