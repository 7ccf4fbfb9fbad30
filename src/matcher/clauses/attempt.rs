//! A frame tried at a word.

use super::{
    filling::Filled,
    frame::{End, Form, Frame, Noun, Slot},
    scene::Scene,
};
use crate::{
    english::{Argument, Function, Route},
    matcher::relations::Way,
    span::TokenRange,
};

/// What stopped a frame.
pub(super) enum Stop<'a> {
    Particle(&'a str),
    Noun(&'a Noun),
    /// Nothing fills it.
    Slot(&'a Slot),
    /// The roles that are filled are not the ends of an edge.
    Ends,
}

/// A frame tried at a word.
pub(super) struct Attempt<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) frame: &'a Frame,
    pub(super) word: usize,
    pub(super) arguments: &'a [Argument],
    pub(super) trigger: TokenRange,
    /// The nouns to which a light verb lends its shape: "talks" of "held talks".
    pub(super) lent: Vec<usize>,
    /// The arguments that are taken, by their place in `arguments`.
    used: Vec<usize>,
    /// What fills roles, each role once.
    pub(super) roles: Vec<Filled<'a>>,
    /// Nouns and particles that stood where the frame has them.
    fixed: usize,
    /// The argument that is the last noun of the frame.
    pub(super) noun: Option<usize>,
}

impl<'a> Attempt<'a> {
    pub(super) fn new(scene: &'a Scene<'a>, frame: &'a Frame, word: usize) -> Self {
        Self {
            scene,
            frame,
            word,
            arguments: scene.arguments(word),
            trigger: scene.tree.words()[word].tokens,
            lent: Vec::new(),
            used: Vec::new(),
            roles: Vec::new(),
            fixed: 0,
            noun: None,
        }
    }

    /// Forgets what was found, to try another frame at the word.
    pub(super) fn again(&mut self, frame: &'a Frame) {
        self.frame = frame;
        self.trigger = self.scene.tree.words()[self.word].tokens;
        self.lent.clear();
        self.used.clear();
        self.roles.clear();
        self.fixed = 0;
        self.noun = None;
    }

    pub(super) fn reach(&self) -> usize {
        self.fixed + self.roles.len()
    }

    pub(super) fn way(&self, function: Function, route: Route) -> Way {
        Way { of: self.word, function, route }
    }

    pub(super) fn is_used(&self, place: usize) -> bool {
        self.used.contains(&place)
    }

    /// What fills a role.
    pub(super) fn filled(&self, role: usize) -> Option<&Filled<'a>> {
        self.roles.iter().find(|filled| filled.role == role)
    }

    pub(super) fn is_filled(&self, slot: &Slot) -> bool {
        self.filled(slot.role).is_some()
    }

    /// Fills a role, with an argument that nothing else fills then.
    pub(super) fn take(&mut self, place: usize, filled: Filled<'a>) {
        self.used.push(place);
        self.give(filled);
    }

    /// Fills a role.
    pub(super) fn give(&mut self, filled: Filled<'a>) {
        match self.roles.iter_mut().find(|known| known.role == filled.role) {
            Some(known) => *known = filled,
            None => self.roles.push(filled),
        }
    }

    /// Fills the roles.
    pub(super) fn fill_roles(&mut self) {
        match self.frame.form {
            Form::Noun => self.nominal(),
            _ => self.verbal(),
        }
    }

    pub(super) fn run(&mut self) -> Result<(), Stop<'a>> {
        let frame = self.frame;
        for particle in &frame.particles.forms {
            if self.scene.tree.particle(self.word, particle).is_none() {
                return Err(Stop::Particle(particle));
            }
            self.fixed += 1;
        }
        for noun in &frame.nouns {
            self.noun(noun)?;
            self.fixed += 1;
        }
        self.fill_roles();
        self.check()
    }

    /// Finds a noun that must be there.
    fn noun(&mut self, noun: &'a Noun) -> Result<(), Stop<'a>> {
        let scene = self.scene;
        let fits = |argument: &Argument| match argument.function {
            Function::Object => noun.prepositions.is_empty(),
            Function::Oblique { case } => scene.is_preposition(case, &noun.prepositions),
            _ => false,
        };
        let is_there = |word: &usize| scene.is_any(*word, &noun.lemmas);
        let place = self.arguments.iter().position(|argument| {
            fits(argument) && scene.described(argument.word).iter().any(is_there)
        });
        let Some(place) = place else { return Err(Stop::Noun(noun)) };
        self.used.push(place);
        self.noun = Some(place);
        let verb = &scene.tree.words()[self.word];
        // what states the deed is the noun: "held talks"
        if noun.prepositions.is_empty() && scene.clauses.lists.light.contains(&verb.lemma) {
            let row = scene.row(self.arguments[place].word);
            if let Some(word) = row.into_iter().find(|word| scene.is_any(*word, &noun.lemmas)) {
                let end = scene.tree.words()[word].tokens.end;
                self.trigger = TokenRange::new(end - 1, end);
                self.lent.push(word);
            }
        }
        Ok(())
    }

    /// Whether everything is there that must be.
    fn check(&self) -> Result<(), Stop<'a>> {
        let frame = self.frame;
        let is_empty = |slot: &Slot| !self.is_filled(slot);
        if frame.form == Form::Except {
            let behind =
                frame.slots().filter(|slot| !frame.subject.iter().any(|s| std::ptr::eq(s, *slot)));
            return match behind.into_iter().find(|slot| is_empty(slot)) {
                Some(slot) => Err(Stop::Slot(slot)),
                None => Ok(()),
            };
        }
        if let Some(slot) = frame.slots().find(|slot| slot.required && is_empty(slot)) {
            return Err(Stop::Slot(slot));
        }
        let named = |end: End| {
            let filled = self.filled(end?)?;
            filled.fillers.iter().any(|filler| filler.reading.is_some()).then_some(filled)
        };
        let mut edges = frame.edges.iter();
        if let Some((head, tail)) = edges.find_map(|[head, tail]| named(*head).zip(named(*tail))) {
            let (heads, tails) = (head.fillers.len(), tail.fillers.len());
            // of those who are joint, each is paired with each other once
            let pairs = match frame.symmetric && head.is_same(tail) {
                true => heads * (heads - 1) / 2,
                false => heads * tails,
            };
            return if pairs <= MOST_PAIRS { Ok(()) } else { Err(Stop::Ends) };
        }
        let is_end = |slot: &Slot| frame.edges.iter().flatten().any(|end| *end == Some(slot.role));
        let wanted = frame.slots().find(|slot| is_end(slot) && is_empty(slot));
        Err(wanted.map_or(Stop::Ends, Stop::Slot))
    }

    /// Whether the same words fill two roles: "Graustark and Lutha met".
    pub(super) fn is_joint(&self) -> bool {
        let mut roles = self.roles.iter().enumerate();
        roles.any(|(place, one)| self.roles[place + 1..].iter().any(|other| other.is_same(one)))
    }

    /// The tokens from the first to the last of what it found.
    pub(super) fn tokens(&self) -> TokenRange {
        let all = self.roles.iter().flat_map(|filled| filled.fillers.iter());
        all.map(|filler| filler.tokens).fold(self.trigger, |all, one| {
            TokenRange::new(all.start.min(one.start), all.end.max(one.end))
        })
    }
}

/// So many pairs of ends are stated at once; a row of eight against a row of seven is a list that
/// the tree has not understood.
const MOST_PAIRS: usize = 16;
