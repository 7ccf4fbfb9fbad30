//! A frame tried at a word.

use std::collections::BTreeMap;

use super::{
    compile::{Compiled, Form, Taken, Target},
    scene::Scene,
};
use crate::{
    english::{Argument, Function, Route},
    id::RoleId,
    matcher::{
        Filler, Match,
        relations::{Ranked, Way},
    },
    rules::{
        Ends,
        clause::{Noun, Slot},
    },
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
pub(super) struct Attempt<'a, 's, 't> {
    pub(super) scene: &'a Scene<'s, 't>,
    pub(super) target: &'a Target,
    pub(super) compiled: &'a Compiled,
    pub(super) word: usize,
    pub(super) arguments: &'a [Argument],
    pub(super) trigger: TokenRange,
    /// Whose status counts before that of the word: of "held talks" that of the talks.
    pub(super) deeds: Vec<TokenRange>,
    /// The arguments that are taken, by their place in `arguments`.
    pub(super) used: Vec<bool>,
    pub(super) roles: BTreeMap<RoleId, Vec<Filler>>,
    /// Nouns and particles that stood where the frame has them.
    pub(super) fixed: usize,
    /// The argument that is the last noun of the frame.
    pub(super) noun: Option<usize>,
}

impl<'a, 's, 't> Attempt<'a, 's, 't> {
    pub(super) fn new(
        scene: &'a Scene<'s, 't>,
        target: &'a Target,
        compiled: &'a Compiled,
        word: usize,
        arguments: &'a [Argument],
    ) -> Self {
        Self {
            scene,
            target,
            compiled,
            word,
            arguments,
            trigger: scene.tree.words()[word].tokens,
            deeds: Vec::new(),
            used: vec![false; arguments.len()],
            roles: BTreeMap::new(),
            fixed: 0,
            noun: None,
        }
    }

    pub(super) fn reach(&self) -> usize {
        self.fixed + self.roles.len()
    }

    pub(super) fn way(&self, function: Function, route: Route) -> Way {
        Way { of: self.word, function, route }
    }

    /// Fills the roles.
    pub(super) fn fill_roles(&mut self) {
        match self.compiled.form {
            Form::Noun => self.nominal(),
            _ => self.verbal(),
        }
    }

    /// How many parts of the frame there are to fit.
    pub(super) fn parts(&self) -> usize {
        let frame = &self.compiled.frame;
        frame.particles.len() + frame.nouns.len() + frame.slots().count()
    }

    pub(super) fn run(&mut self) -> Result<(), Stop<'a>> {
        let frame = &self.compiled.frame;
        for particle in &frame.particles {
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
        let place = self.arguments.iter().position(|argument| {
            fits(argument)
                && scene.described(argument.word).any(|word| scene.is_any(word, &noun.lemmas))
        });
        let Some(place) = place else { return Err(Stop::Noun(noun)) };
        self.used[place] = true;
        self.noun = Some(place);
        let verb = &scene.tree.words()[self.word];
        // what states the deed is the noun: "held talks"
        if noun.prepositions.is_empty() && scene.clauses.lists.light.contains(&verb.lemma) {
            let row = scene.row(self.arguments[place].word);
            if let Some(word) = row.into_iter().find(|word| scene.is_any(*word, &noun.lemmas)) {
                let end = scene.tree.words()[word].tokens.end;
                self.trigger = TokenRange::new(end - 1, end);
                // "suspended aid" has happened where aid is not what the relation is about
                if scene.clauses.is_noun_of(&scene.tree.words()[word].lemma, self.compiled) {
                    self.deeds.push(self.trigger);
                }
            }
        }
        Ok(())
    }

    pub(super) fn taken(&self, slot: &Slot) -> &'a Taken {
        static NOTHING: Taken =
            Taken { types: Vec::new(), list: 0, clause: false, words: Vec::new() };
        self.target.roles.get(&slot.role).unwrap_or(&NOTHING)
    }

    /// Whether everything is there that must be.
    fn check(&self) -> Result<(), Stop<'a>> {
        let frame = &self.compiled.frame;
        let is_empty = |slot: &Slot| !self.roles.contains_key(&slot.role);
        if self.compiled.form == Form::Except {
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
        let complete = |ends: &&Ends| {
            [&ends.head, &ends.tail].into_iter().all(|role| {
                self.roles
                    .get(role)
                    .is_some_and(|fillers| fillers.iter().any(|filler| filler.reading.is_some()))
            })
        };
        if let Some(ends) = self.target.edges.iter().find(complete) {
            let (heads, tails) = (&self.roles[&ends.head], &self.roles[&ends.tail]);
            // of those who are joint, each is paired with each other once
            let joint = self.target.symmetric && heads == tails;
            let pairs = match joint {
                true => heads.len() * (heads.len() - 1) / 2,
                false => heads.len() * tails.len(),
            };
            return if pairs <= MOST_PAIRS { Ok(()) } else { Err(Stop::Ends) };
        }
        let is_end = |slot: &Slot| {
            self.target.edges.iter().any(|ends| [&ends.head, &ends.tail].contains(&&slot.role))
        };
        let wanted = frame.slots().find(|slot| is_end(slot) && is_empty(slot));
        Err(wanted.map_or(Stop::Ends, Stop::Slot))
    }

    pub(super) fn into_match(mut self) -> Ranked {
        self.deeds.push(self.scene.tree.words()[self.word].tokens);
        let fillers = || self.roles.values().flatten().map(|filler| filler.tokens);
        let start = fillers().map(|tokens| tokens.start).min().unwrap_or(self.trigger.start);
        let end = fillers().map(|tokens| tokens.end).max().unwrap_or(self.trigger.end);
        let tokens = TokenRange::new(start.min(self.trigger.start), end.max(self.trigger.end));
        Ranked {
            order: self.compiled.order,
            found: Match {
                relation: self.target.name.clone(),
                rule: self.compiled.rule.clone(),
                tokens,
                trigger: self.trigger,
                deeds: self.deeds,
                status: self.compiled.status,
                roles: self.roles,
            },
        }
    }
}

/// So many pairs of ends are stated at once; a row of eight against a row of seven is a list that
/// the tree has not understood.
const MOST_PAIRS: usize = 16;
