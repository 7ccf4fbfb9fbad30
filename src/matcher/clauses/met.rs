//! What stands at a trigger, of what its frames [need](super::need).

use super::{
    need::{Need, Stand, Ways},
    scene::Scene,
};
use crate::english::{Argument, Function};

/// The needs that are met at a trigger.
pub(super) struct Met<'a> {
    scene: &'a Scene<'a>,
    word: usize,
    arguments: &'a [Argument],
    /// What is known already, by the numbers of the needs.
    known: Vec<Option<bool>>,
}

impl<'a> Met<'a> {
    pub(super) fn new(scene: &'a Scene<'a>) -> Self {
        let known = vec![None; scene.clauses.needs.all().len()];
        Self { scene, word: 0, arguments: &[], known }
    }

    /// The same at another trigger.
    pub(super) fn at(&mut self, word: usize) {
        (self.word, self.arguments) = (word, self.scene.arguments(word));
        self.known.fill(None);
    }

    /// Whether all the needs of one of the ways are met.
    pub(super) fn any(&mut self, ways: &Ways) -> bool {
        ways.iter().any(|way| way.iter().all(|need| self.is_met(*need)))
    }

    fn is_met(&mut self, number: usize) -> bool {
        if let Some(known) = self.known[number] {
            return known;
        }
        let met = self.find(&self.scene.clauses.needs.all()[number]);
        self.known[number] = Some(met);
        met
    }

    fn find(&self, Need { stand, types }: &Need) -> bool {
        let scene = self.scene;
        self.arguments.iter().any(|Argument { function, word, .. }| {
            let names = |adjectives| !scene.fillers_of(*word, *types, adjectives).is_empty();
            match (stand, *function) {
                (Stand::Subject, Function::Subject) | (Stand::Object, Function::Object) => {
                    names(false)
                }
                (Stand::Behind(prepositions), Function::Oblique { case }) => {
                    scene.is_preposition(case, prepositions) && names(false)
                }
                (Stand::Behind(prepositions), Function::Object) => {
                    scene.has_particle(self.word, prepositions) && names(false)
                }
                (Stand::By(prepositions), Function::Oblique { case }) => {
                    scene.is_preposition(case, prepositions) && names(true)
                }
                (Stand::By(_), Function::Clause { .. }) => false,
                (Stand::By(_), _) => names(true),
                _ => false,
            }
        })
    }
}
