//! Which statements of one relation between two ends are one edge.
//!
//! The key of a statement is where and when. A key is *refined by* another if each part of it is
//! empty, equal to, or contains that part of the other. Keys that none refines are final. A
//! statement whose key is refined by exactly one final key joins it, all others stand with those
//! of the identical key: "they met" joins "they met in Budapest" as long as there is one place
//! where they met, and stands alone when there are two. Every key is judged against final keys
//! only, so nothing merges by way of a third.
//!
//! A vague time ("soon", "in the coming days", "in recent weeks") is an empty one: two reports of
//! which one says "soon" and the other nothing speak of the same event to any reader, and the words
//! cannot tell it from another. They are kept with the evidence. A time that lacks only the date of
//! its document ("on Friday"), or is told from another ("the following week"), does tell events
//! apart, within that document.

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
        let time =
            statement.time.as_ref().filter(|time| !time.vague).map(|time| match time.interval {
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;
    use crate::date;

    /// Letters, each place in those that are its beginnings: `ab` lies in `a`.
    fn lies_in(inner: &EntityId, outer: &EntityId) -> bool {
        inner != outer && inner.as_str().starts_with(outer.as_str())
    }

    /// The rule as it is written, each key against each.
    fn naive(keys: &BTreeSet<Circumstances>) -> BTreeMap<&Circumstances, &Circumstances> {
        let refining = |key: &Circumstances| {
            keys.iter().filter(|other| key.is_refined_by(other, &lies_in)).collect::<Vec<_>>()
        };
        let is_final = |key: &Circumstances| refining(key).is_empty();
        keys.iter()
            .map(|key| {
                let finals: Vec<_> =
                    refining(key).into_iter().filter(|other| is_final(other)).collect();
                (key, if finals.len() == 1 { finals[0] } else { key })
            })
            .collect()
    }

    fn keys() -> impl Strategy<Value = BTreeSet<Circumstances>> {
        let place = prop::option::of(prop::sample::select(vec!["a", "ab", "abc", "abd", "b"]));
        let days = (1..9i8, 0..9i8).prop_map(|(from, length)| {
            let day = |day: i8| date::parse(&format!("2025-10-{day:02}")).unwrap();
            When::Days(Interval { from: day(from), to: day(from + length) })
        });
        let words = prop::sample::select(vec!["soon", "later"])
            .prop_map(|text| When::Words { document: "d".into(), text: text.to_owned() });
        let time = prop::option::of(prop_oneof![3 => days, 1 => words]);
        let key = (place, time)
            .prop_map(|(place, time)| Circumstances { time, place: place.map(EntityId::from) });
        prop::collection::btree_set(key, 1..12)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn groups_are_those_of_the_rule_as_written(keys in keys()) {
            prop_assert_eq!(groups(&keys, lies_in), naive(&keys));
        }

        #[test]
        fn a_key_that_others_join_joins_none(keys in keys()) {
            for (key, group) in groups(&keys, lies_in) {
                let own = groups(&keys, lies_in)[group];
                prop_assert!(own == group, "{key:?} joins {group:?}, which joins {own:?}");
            }
        }
    }
}
