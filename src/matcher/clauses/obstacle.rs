//! What stopped a frame, for people.

use super::attempt::{Attempt, Stop};
use crate::{
    english::{Argument, Function},
    matcher::{Here, Instead, Obstacle, Place},
    rules::clause::{Frame, Oblique, Slot},
};

impl Attempt<'_, '_, '_> {
    /// What stopped it, for people.
    pub(super) fn obstacle(&self, stop: &Stop<'_>) -> Obstacle {
        match stop {
            Stop::Particle(particle) => Obstacle::Particle { wanted: (*particle).to_owned() },
            Stop::Noun(noun) => Obstacle::Noun {
                wanted: (*noun).clone(),
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
                    role: slot.role.clone(),
                    types: self.taken(slot).types.clone(),
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
        let Frame { subject, obliques, .. } = &self.compiled.frame;
        let is = |other: &Slot| std::ptr::eq(other, slot);
        let oblique = obliques.iter().find(|oblique| oblique.slots.iter().any(is));
        match oblique {
            Some(Oblique { prepositions, .. }) => Place::Behind(prepositions.clone()),
            None if subject.as_ref().is_some_and(is) => Place::Subject,
            None => Place::Object,
        }
    }

    /// Whether an argument stands where a slot wants it.
    fn is_placed(&self, argument: &Argument, place: &Place) -> bool {
        match (place, argument.function) {
            (Place::Subject, Function::Subject) | (Place::Object, Function::Object) => true,
            (Place::Behind(prepositions), Function::Oblique { case }) => {
                self.scene.is_preposition(case, prepositions)
            }
            _ => false,
        }
    }

    /// The first argument that fills nothing, of those that fit a place.
    fn here(&self, fits: impl Fn(&Argument) -> bool) -> Option<Here> {
        let mut free = self.arguments.iter().zip(&self.used).filter(|(_, used)| !**used);
        let (argument, _) = free.find(|(argument, _)| fits(argument))?;
        let word = &self.scene.tree.words()[argument.word];
        let named = self.scene.named[argument.word].first();
        Some(Here {
            tokens: word.tokens,
            lemma: word.lemma.clone(),
            r#type: named.map(|index| self.scene.phrases[*index].usual().r#type.clone()),
        })
    }

    /// What stands elsewhere and could have filled a slot.
    fn instead(&self, slot: &Slot) -> Option<Instead> {
        let taken = self.taken(slot);
        let (place, filler) = self.arguments.iter().enumerate().find_map(|(place, argument)| {
            if self.used[place] {
                return None;
            }
            let filler = self.scene.fillers(argument.word, taken, true).first()?;
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
