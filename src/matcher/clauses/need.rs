//! What a frame cannot do without, so that most frames of a word are passed over untried.
//!
//! Of ten frames that a word triggers one matches, if any: mostly nobody stands where an end of the
//! edge should. Where that is, and of which types, is the same for many frames; so each such *need*
//! is known by a number and looked up once at a word. A need says less than a frame does: where it
//! is not met the frame cannot match, where it is met the frame may still fail.

use std::collections::HashMap;

use super::frame::{End, Form, Frame, Prepositions, Slot};

/// That something of some types stands somewhere by the trigger.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Need {
    pub(super) stand: Stand,
    /// The number of the list of types.
    pub(super) types: usize,
}

/// Where something stands by a trigger.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Stand {
    Subject,
    Object,
    /// Behind one of these prepositions of a verb.
    Behind(Prepositions),
    /// By a noun: behind one of these prepositions, or without any.
    By(Prepositions),
}

/// The needs of all frames, each once.
#[derive(Debug, Default)]
pub(super) struct Needs {
    all: Vec<Need>,
    numbers: HashMap<Need, usize>,
}

/// The ways of a frame to match, each with the needs that must all be met.
pub(super) type Ways = Vec<Vec<usize>>;

/// What is known of how a role is filled.
enum Known {
    /// The frame has no place for it.
    Nowhere,
    /// Too many ways to tell.
    Somehow,
    By(usize),
}

impl Needs {
    pub(super) fn all(&self) -> &[Need] {
        &self.all
    }

    fn number(&mut self, need: Need) -> usize {
        let next = self.all.len();
        let number = *self.numbers.entry(need.clone()).or_insert(next);
        if number == next {
            self.all.push(need);
        }
        number
    }

    /// The ways in which the ends of an edge can be filled.
    pub(super) fn ways(&mut self, frame: &Frame) -> Ways {
        let required: Vec<usize> = frame
            .slots()
            .filter(|slot| slot.required)
            .filter_map(|slot| match self.of_role(frame, Some(slot.role)) {
                Known::By(need) => Some(need),
                _ => None,
            })
            .collect();
        let mut ways = Vec::new();
        for [head, tail] in &frame.edges {
            let ends = [self.of_role(frame, *head), self.of_role(frame, *tail)];
            // who stands at one end of an edge without order may stand at the other as well
            if frame.symmetric {
                ways.extend(ends.iter().filter_map(Known::needs));
            } else {
                let both: Option<Vec<_>> = ends.iter().map(Known::needs).collect();
                ways.extend(both.map(|both| both.concat()));
            }
        }
        for way in &mut ways {
            way.extend(&required);
        }
        ways
    }

    fn of_role(&mut self, frame: &Frame, role: End) -> Known {
        let Some(role) = role else { return Known::Nowhere };
        let mut slots = frame.slots().filter(|slot| slot.role == role);
        let (Some(slot), None) = (slots.next(), slots.next()) else { return Known::Somehow };
        let taken = &slot.taken;
        match stand(frame, slot).filter(|_| taken.words.is_empty() && !taken.clause) {
            Some(stand) => Known::By(self.number(Need { stand, types: taken.list })),
            None => Known::Somehow,
        }
    }
}

impl Known {
    /// The needs that must be met; nothing if there is no way.
    fn needs(&self) -> Option<Vec<usize>> {
        match self {
            Self::Nowhere => None,
            Self::Somehow => Some(Vec::new()),
            Self::By(need) => Some(vec![*need]),
        }
    }
}

/// The only place from which a slot is filled; nothing if there are others.
fn stand(frame: &Frame, slot: &Slot) -> Option<Stand> {
    let is_noun = frame.form == Form::Noun;
    let is = |other: &Slot| std::ptr::eq(other, slot);
    if !slot.owned.is_empty() || (is_noun && frame.symmetric) {
        return None;
    }
    if let Some(oblique) = frame.obliques.iter().find(|oblique| oblique.slots.iter().any(is)) {
        let prepositions = &oblique.prepositions;
        // "condemned Russia's invasion" has who invades before the noun
        let of_noun = !frame.nouns.is_empty() && prepositions.has("by");
        // "warned that Russia was massing troops" has who does it in a clause
        if prepositions.forms == ["that"] {
            return None;
        }
        return match (oblique.slots.len(), is_noun) {
            (1, true) => Some(Stand::By(prepositions.clone())),
            (1, false) if !of_noun => Some(Stand::Behind(prepositions.clone())),
            _ => None,
        };
    }
    Some(match is_noun {
        true => Stand::By(Prepositions::default()),
        false if frame.subject.as_ref().is_some_and(is) => Stand::Subject,
        false => Stand::Object,
    })
}
