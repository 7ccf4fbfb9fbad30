//! Which statements of one relation between two ends are one edge.
//!
//! The key of a statement is where and when. A key is *refined by* another if each part of it is
//! empty, equal to, or contains that part of the other. Keys that none refines are final. A
//! statement whose key is refined by exactly one final key joins it, all others stand with those
//! of the identical key: "they met" joins "they met in Budapest" as long as there is one place
//! where they met, and stands alone when there are two. Every key is judged against final keys
//! only, so nothing merges by way of a third.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    date::{Date, Interval},
    id::{DocumentId, EntityId},
    mention::Statement,
};

/// Where and when something happens, as far as it is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Circumstances {
    /// When.
    pub time: Option<When>,
    /// Where.
    pub place: Option<EntityId>,
}

/// When something happens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// On these days.
    Days(Interval),
    /// At a time that is not understood: words, which mean nothing outside their document.
    Words {
        /// The document.
        document: DocumentId,
        /// As the text has them.
        text: String,
    },
}

impl Circumstances {
    /// Where and when `statement` says it happens.
    pub(super) fn of(statement: &Statement) -> Self {
        let time = statement.time.as_ref().map(|time| match time.interval {
            Some(interval) => When::Days(interval),
            None => When::Words {
                document: statement.evidence.document.clone(),
                text: time.text.clone(),
            },
        });
        Self { time, place: statement.place.as_ref().map(|place| place.entity.clone()) }
    }

    /// Whether `other` says all that this one says, or more exactly, and is not the same.
    fn is_refined_by(&self, other: &Self, lies_in: &impl Fn(&EntityId, &EntityId) -> bool) -> bool {
        let time = match (&self.time, &other.time) {
            (None, _) => true,
            (Some(When::Days(outer)), Some(When::Days(inner))) => outer.contains(inner),
            (own, other) => own == other,
        };
        let place = match (&self.place, &other.place) {
            (None, _) => true,
            (Some(outer), Some(inner)) => outer == inner || lies_in(inner, outer),
            (Some(_), None) => false,
        };
        time && place && self != other
    }
}

/// The key under which each of `keys` is grouped. `lies_in` tells whether its first place lies in
/// its second.
pub(super) fn groups(
    keys: &BTreeSet<Circumstances>,
    lies_in: impl Fn(&EntityId, &EntityId) -> bool,
) -> BTreeMap<&Circumstances, &Circumstances> {
    let is_final =
        |key: &&Circumstances| !finer(keys, key).any(|other| key.is_refined_by(other, &lies_in));
    let finals: BTreeSet<Circumstances> = keys.iter().filter(is_final).cloned().collect();
    keys.iter()
        .map(|key| {
            let mut refining =
                finer(&finals, key).filter(|other| key.is_refined_by(other, &lies_in));
            let group = match (refining.next(), refining.next()) {
                (Some(only), None) => keys.get(only).expect("final keys are keys"),
                _ => key,
            };
            (key, group)
        })
        .collect()
}

/// Those of `keys` whose time may refine that of `key`: a stretch of the order of keys, which
/// keeps thousands of dated statements from being compared each with each.
fn finer<'k>(
    keys: &'k BTreeSet<Circumstances>,
    key: &Circumstances,
) -> impl Iterator<Item = &'k Circumstances> {
    let first = match &key.time {
        Some(When::Days(days)) => Some(When::Days(Interval { from: days.from, to: Date::MIN })),
        other => other.clone(),
    };
    let time = key.time.clone();
    keys.range(Circumstances { time: first, place: None }..).take_while(move |other| {
        match (&time, &other.time) {
            (None, _) => true,
            (Some(When::Days(outer)), Some(When::Days(inner))) => inner.from <= outer.to,
            (own, other) => own == other,
        }
    })
}
