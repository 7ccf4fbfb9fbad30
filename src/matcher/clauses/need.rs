//! What a frame cannot do without, so that most frames of a word are passed over untried.
//!
//! Of ten frames that a word triggers one matches, if any: mostly nobody stands where an end of the
//! edge should. Where that is, and of which types, is the same for many frames; so each such *need*
//! is known by a number and looked up once at a word. A need says less than a frame does: where it
//! is not met the frame cannot match, where it is met the frame may still fail.

use std::collections::{BTreeMap, HashMap};

use crate::{
    id::RoleId,
    rules::{Ends, clause::Frame, clause::Slot},
};

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
    Behind(Vec<String>),
    /// By a noun: behind one of these prepositions, or without any.
    By(Vec<String>),
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

/// A frame, and what must be known of its relation.
pub(super) struct Setting<'r> {
    pub(super) frame: &'r Frame,
    /// Whether it is a noun form.
    pub(super) is_noun: bool,
    pub(super) symmetric: bool,
    pub(super) edges: &'r [Ends],
    /// The numbers of the lists of types that roles take; roles that take words are not in it.
    pub(super) types: BTreeMap<&'r RoleId, usize>,
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
    pub(super) fn ways(&mut self, setting: &Setting<'_>) -> Ways {
        let required: Vec<usize> = setting
            .frame
            .slots()
            .filter(|slot| slot.required)
            .filter_map(|slot| match self.of_role(setting, &slot.role) {
                Known::By(need) => Some(need),
                _ => None,
            })
            .collect();
        let mut ways = Vec::new();
        for Ends { head, tail } in setting.edges {
            let ends = [self.of_role(setting, head), self.of_role(setting, tail)];
            // who stands at one end of an edge without order may stand at the other as well
            if setting.symmetric {
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

    fn of_role(&mut self, setting: &Setting<'_>, role: &RoleId) -> Known {
        let frame = setting.frame;
        let mut slots = frame.slots().filter(|slot| slot.role == *role);
        let (Some(slot), None) = (slots.next(), slots.next()) else {
            return if frame.slots().any(|slot| slot.role == *role) {
                Known::Somehow
            } else {
                Known::Nowhere
            };
        };
        let types = setting.types.get(role);
        match (types, stand(setting, slot)) {
            (Some(types), Some(stand)) => Known::By(self.number(Need { stand, types: *types })),
            _ => Known::Somehow,
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
fn stand(setting: &Setting<'_>, slot: &Slot) -> Option<Stand> {
    let Setting { frame, is_noun, symmetric, .. } = setting;
    let is = |other: &Slot| std::ptr::eq(other, slot);
    if !slot.owned.is_empty() || (*is_noun && *symmetric) {
        return None;
    }
    if let Some(oblique) = frame.obliques.iter().find(|oblique| oblique.slots.iter().any(is)) {
        let prepositions = &oblique.prepositions;
        // "condemned Russia's invasion" has who invades before the noun
        let of_noun = !frame.nouns.is_empty() && prepositions.iter().any(|p| p == "by");
        // "warned that Russia was massing troops" has who does it in a clause
        if prepositions == &["that"] {
            return None;
        }
        return match (oblique.slots.len(), is_noun) {
            (1, true) => Some(Stand::By(prepositions.clone())),
            (1, false) if !of_noun => Some(Stand::Behind(prepositions.clone())),
            _ => None,
        };
    }
    Some(match is_noun {
        true => Stand::By(Vec::new()),
        false if frame.subject.as_ref().is_some_and(is) => Stand::Subject,
        false => Stand::Object,
    })
}
