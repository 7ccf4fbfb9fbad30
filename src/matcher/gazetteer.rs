//! Known names: a trie over tokens, leftmost-longest.
//!
//! Tokens rather than bytes, because rules need the tokens anyway and a name must end where a
//! token ends. A name's word in lower case matches any case ("drones" at the start of a sentence);
//! any other word matches as written.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use super::{Form, Reading, Word, abbreviations, words};
use crate::{
    english::{self, Abbreviations},
    id::{EntityId, TypeId},
    rules::{Entity, RuleSet, base},
    span::{Span, TokenRange},
};

/// The names, aliases, demonyms and seats of all known entities.
#[derive(Debug)]
pub struct Gazetteer {
    root: Node,
}

#[derive(Debug, Default)]
struct Node {
    next: HashMap<Box<str>, Node>,
    readings: Option<Arc<[Reading]>>,
}

/// A known name in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its tokens.
    pub tokens: TokenRange,
    /// What it may stand for: several entities if they share the name, and a place together with
    /// what is governed from it.
    pub readings: Arc<[Reading]>,
}

impl Gazetteer {
    /// The names of all entities of `rules`.
    pub fn new(rules: &RuleSet) -> Self {
        let abbreviations = abbreviations(&rules.english.abbreviations);
        let mut readings: BTreeMap<Vec<Box<str>>, BTreeSet<Reading>> = BTreeMap::new();
        for entity in rules.entities.values() {
            for (name, form) in names_of(entity) {
                let reading = Reading {
                    form,
                    entity: entity.id.clone(),
                    r#type: entity.r#type.clone(),
                    located: entity.within.is_some() || entity.at.is_some(),
                };
                let readings = readings.entry(tokens_of(name, &abbreviations)).or_default();
                // the closest way in which a name stands for an entity is enough
                if !readings.iter().any(|known| known.entity == entity.id) {
                    readings.insert(reading);
                }
            }
        }
        for seat in rules.entities.values().flat_map(|entity| &entity.seats) {
            let readings = readings.entry(tokens_of(seat, &abbreviations)).or_default();
            if readings.iter().all(|reading| reading.form == Form::Seat) {
                readings.insert(place_of_seat(seat));
            }
        }
        let mut root = Node::default();
        for (tokens, readings) in readings {
            let node = tokens
                .into_iter()
                .fold(&mut root, |node, token| node.next.entry(token).or_default());
            node.readings = Some(readings.into_iter().collect());
        }
        Self { root }
    }

    /// The known names in a sentence, left to right; where they overlap, the one that starts first,
    /// then the longest.
    pub fn find(&self, sentence: &[Word<'_>]) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut start = 0;
        while start < sentence.len() {
            match longest(&self.root, sentence, start) {
                Some((end, readings)) => {
                    let tokens = TokenRange::new(start, end);
                    hits.push(Hit { tokens, readings: Arc::clone(readings) });
                    start = end;
                }
                None => start += 1,
            }
        }
        hits
    }
}

/// The end of the longest name that starts at `start` below `node`, and what it stands for.
fn longest<'g>(
    node: &'g Node,
    sentence: &[Word<'_>],
    start: usize,
) -> Option<(usize, &'g Arc<[Reading]>)> {
    let here = node.readings.as_ref().map(|readings| (start, readings));
    let Some(word) = sentence.get(start) else { return here };
    let as_written = node.next.get(word.form);
    let any_case = node.next.get(&word.lower).filter(|_| &*word.lower != word.form);
    [as_written, any_case]
        .into_iter()
        .flatten()
        .filter_map(|next| longest(next, sentence, start + 1))
        .max_by_key(|(end, _)| *end)
        .or(here)
}

/// The place that a seat of government is where no rule lists it, so that people can meet in it.
fn place_of_seat(name: &str) -> Reading {
    let r#type = TypeId::from(base::PLACE);
    let entity = EntityId::unlisted(&r#type, name);
    Reading { form: Form::Name, entity, r#type, located: true }
}

/// Everything that an entity goes by, closest first.
fn names_of(entity: &Entity) -> impl Iterator<Item = (&str, Form)> {
    let own = std::iter::once(&entity.name).chain(&entity.aliases).map(|name| (name, Form::Name));
    let demonyms = entity.demonyms.iter().map(|name| (name, demonym_form(name)));
    let seats = entity.seats.iter().map(|name| (name, Form::Seat));
    own.chain(demonyms).chain(seats).map(|(name, form)| (name.as_str(), form))
}

/// "Russians" are people; "Russian" is an adjective.
fn demonym_form(name: &str) -> Form {
    if name.ends_with('s') { Form::People } else { Form::Adjective }
}

fn tokens_of(name: &str, abbreviations: &Abbreviations) -> Vec<Box<str>> {
    let segmentation = english::segment(name, Span::new(0, name.len()), abbreviations);
    words(name, &segmentation.tokens).into_iter().map(|word| word.form.into()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Location;

    fn entity(id: &str, name: &str, aliases: &[&str], seats: &[&str]) -> Entity {
        Entity {
            id: EntityId::from(id),
            name: name.to_owned(),
            r#type: "country".into(),
            kind: None,
            aliases: aliases.iter().map(ToString::to_string).collect(),
            demonyms: Vec::new(),
            seats: seats.iter().map(ToString::to_string).collect(),
            offices: Vec::new(),
            within: None,
            links: BTreeMap::new(),
            at: None,
            location: Location::in_text("a.toml", "", 0, 0),
        }
    }

    fn check(text: &str, expected: &[&str]) {
        let mut rules = RuleSet::default();
        for entity in [
            entity("york", "York", &[], &[]),
            entity("new-york", "New York", &["New York City"], &[]),
            entity("us", "United States", &["U.S."], &["Washington"]),
            entity("washington", "Washington", &[], &[]),
            entity("drones", "drones", &["drone"], &[]),
        ] {
            rules.entities.insert(entity.id.clone(), entity);
        }
        let segmentation =
            english::segment(text, Span::new(0, text.len()), &Abbreviations::default());
        let sentence = words(text, &segmentation.tokens);
        let found: Vec<String> = Gazetteer::new(&rules)
            .find(&sentence)
            .into_iter()
            .map(|hit| {
                let ids: Vec<&str> =
                    hit.readings.iter().map(|reading| reading.entity.as_str()).collect();
                let span = sentence[hit.tokens.start].span.to(sentence[hit.tokens.end - 1].span);
                format!("{}={}", span.of(text), ids.join("|"))
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_longest_name_wins() {
        check("He left New York City for York", &["New York City=new-york", "York=york"]);
        check("A New Yorker in New York", &["New York=new-york"]);
    }

    #[test]
    fn names_match_as_written_and_generic_nouns_in_any_case() {
        check("new york and U.S. Drones", &["U.S.=us", "Drones=drones"]);
    }

    #[test]
    fn a_seat_is_the_place_first_and_then_who_is_governed_from_it() {
        check("in Washington now", &["Washington=washington|us"]);
    }
}
