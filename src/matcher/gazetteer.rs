//! Known names: a trie over tokens, leftmost-longest.
//!
//! Tokens rather than bytes, because rules need the tokens anyway and a name must end where a
//! token ends. A name's word in lower case matches any case ("drones" at the start of a sentence);
//! any other word matches as written.
//!
//! The trie lies in flat arrays, so that a hundred thousand names cost little more than a thousand:
//! words are numbered, nodes are in the order of their depth, and since every node but the root is
//! reached by one edge, edge `i` leads to node `i + 1` and needs no more than its word. Words that
//! start a name have the lowest numbers, which makes each its own edge from the root.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
};

use super::{
    Form, Reading, Word, abbreviations,
    vocabulary::{Symbol, Vocabulary},
    words,
};
use crate::{
    english::{self, Abbreviations},
    id::{EntityId, TypeId},
    rules::{Entity, RuleSet, base},
    span::{Span, TokenRange},
};

/// The names, aliases, demonyms and seats of all known entities.
#[derive(Debug)]
pub struct Gazetteer {
    vocabulary: Vocabulary,
    /// The root, then those below it, level by level.
    nodes: Vec<Node>,
    /// The word by which each node but the root is reached; those of one node are neighbours, in
    /// the order of their symbols.
    edges: Vec<Symbol>,
}

#[derive(Debug)]
struct Node {
    /// Its edges start here and end where those of the next node start.
    edges: u32,
    /// What the name that ends here may stand for, if one does.
    readings: Option<Arc<[Reading]>>,
}

/// A known name in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit<'g> {
    /// Its tokens.
    pub tokens: TokenRange,
    /// What it may stand for: several entities if they share the name, and a place together with
    /// what is governed from it.
    pub readings: &'g Arc<[Reading]>,
}

/// What a token may be taken for: as it is written, and in lower case where that is another word.
type Symbols = [Symbol; 2];

impl Gazetteer {
    /// The names of all entities of `rules`.
    pub fn new(rules: &RuleSet) -> Self {
        Self::of(&listed(rules))
    }

    /// These names, each with what it may stand for.
    fn of(names: &Listed) -> Self {
        let first = names.keys().filter_map(|name| name.first());
        let vocabulary = Vocabulary::new(
            &first.map(|word| &**word).collect(),
            &names.keys().flatten().map(|word| &**word).collect(),
        );
        let numbered =
            |name: &[Box<str>]| name.iter().map(|word| vocabulary.symbol(word)).collect();
        let mut sorted: Vec<Numbered<'_>> =
            names.iter().map(|(name, readings)| (numbered(name), readings)).collect();
        sorted.sort_unstable();
        let (nodes, edges) = trie(&sorted);
        Self { vocabulary, nodes, edges }
    }

    /// The known names in a sentence, left to right; where they overlap, the one that starts first,
    /// an article apart, then the longest.
    pub fn find(&self, sentence: &[Word<'_>]) -> Vec<Hit<'_>> {
        let symbols: Vec<Symbols> = sentence.iter().map(|word| self.symbols(word)).collect();
        let mut hits = Vec::new();
        let mut start = 0;
        while start < symbols.len() {
            match self.longest(0, &symbols, start) {
                // "the West" is not what "the West Wing" names
                Some((end, _)) if self.reaches_further(sentence, &symbols, start, end) => {
                    start += 1;
                }
                Some((end, readings)) => {
                    hits.push(Hit { tokens: TokenRange::new(start, end), readings });
                    start = end;
                }
                None => start += 1,
            }
        }
        hits
    }

    /// Whether the name `start..end` only starts first by its article, and a longer one by the word
    /// behind it.
    fn reaches_further(
        &self,
        sentence: &[Word<'_>],
        symbols: &[Symbols],
        start: usize,
        end: usize,
    ) -> bool {
        english::is_determiner(&sentence[start].lower)
            && self.longest(0, symbols, start + 1).is_some_and(|(further, _)| further > end)
    }

    fn symbols(&self, word: &Word<'_>) -> Symbols {
        let any_case = match *word.lower == *word.form {
            true => Symbol::NONE,
            false => self.vocabulary.symbol(&word.lower),
        };
        [self.vocabulary.symbol(word.form), any_case]
    }

    /// The end of the longest name that goes on below `node` at `start`, and what it stands for.
    fn longest(
        &self,
        node: usize,
        symbols: &[Symbols],
        start: usize,
    ) -> Option<(usize, &Arc<[Reading]>)> {
        let here = self.nodes[node].readings.as_ref().map(|readings| (start, readings));
        let Some(word) = symbols.get(start) else { return here };
        word.iter()
            .filter_map(|symbol| self.next(node, *symbol))
            .filter_map(|next| self.longest(next, symbols, start + 1))
            .max_by_key(|(end, _)| *end)
            .or(here)
    }

    /// The node to which the edge `symbol` of `node` leads.
    fn next(&self, node: usize, symbol: Symbol) -> Option<usize> {
        let (start, end) = (self.nodes[node].edges as usize, self.nodes[node + 1].edges as usize);
        let edge = match node {
            0 => Some(symbol.index()).filter(|edge| *edge < end),
            _ => self.edges[start..end].binary_search(&symbol).ok().map(|edge| start + edge),
        };
        edge.map(|edge| edge + 1)
    }
}

/// A name in symbols, with what it may stand for.
type Numbered<'n> = (Vec<Symbol>, &'n BTreeSet<Reading>);

/// The nodes and edges over names, which come sorted; an end behind the last node closes it.
fn trie(names: &[Numbered<'_>]) -> (Vec<Node>, Vec<Symbol>) {
    let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    // what begins alike is one node: a stretch of the names and how many words they share
    let mut open = VecDeque::from([(names, 0)]);
    while let Some((mut below, depth)) = open.pop_front() {
        let first_edge = number(edges.len());
        let ending = below.split_first().filter(|((name, _), _)| name.len() == depth);
        let readings = ending.map(|((_, readings), longer)| {
            below = longer;
            readings.iter().cloned().collect()
        });
        nodes.push(Node { edges: first_edge, readings });
        for alike in below.chunk_by(|(one, _), (other, _)| one[depth] == other[depth]) {
            edges.push(alike[0].0[depth]);
            open.push_back((alike, depth + 1));
        }
    }
    nodes.push(Node { edges: number(edges.len()), readings: None });
    (nodes, edges)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).expect("names have fewer than 4 billion words")
}

/// Names in tokens, with what each may stand for.
type Listed = BTreeMap<Vec<Box<str>>, BTreeSet<Reading>>;

/// The names of all entities of `rules`.
fn listed(rules: &RuleSet) -> Listed {
    let abbreviations = abbreviations(&rules.english.abbreviations);
    let mut listed = Listed::new();
    for entity in rules.entities.values() {
        for (name, form) in names_of(entity) {
            let reading = Reading {
                form,
                entity: entity.id.clone(),
                r#type: entity.r#type.clone(),
                located: entity.within.is_some() || entity.at.is_some(),
            };
            let readings = listed.entry(tokens_of(name, &abbreviations)).or_default();
            // the closest way in which a name stands for an entity is enough
            if !readings.iter().any(|known| known.entity == entity.id) {
                readings.insert(reading);
            }
        }
    }
    for seat in rules.entities.values().flat_map(|entity| &entity.seats) {
        let readings = listed.entry(tokens_of(seat, &abbreviations)).or_default();
        if readings.iter().all(|reading| reading.form == Form::Seat) {
            readings.insert(place_of_seat(seat));
        }
    }
    // what has no visible character is no name
    listed.remove(&[][..]);
    listed
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
    let short = entity.short.iter().map(|name| (name, Form::Short));
    let demonyms = entity.demonyms.iter().map(|name| (name, demonym_form(name)));
    let seats = entity.seats.iter().map(|name| (name, Form::Seat));
    own.chain(short).chain(demonyms).chain(seats).map(|(name, form)| (name.as_str(), form))
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
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;
    use crate::error::Location;

    /// The rule as it is written: a tree of words, each looked up as written and in lower case.
    #[derive(Default)]
    struct Oracle {
        next: HashMap<Box<str>, Oracle>,
        readings: Option<Arc<[Reading]>>,
    }

    impl Oracle {
        fn of(names: &Listed) -> Self {
            let mut root = Self::default();
            for (name, readings) in names {
                let node = name
                    .iter()
                    .fold(&mut root, |node, word| node.next.entry(word.clone()).or_default());
                node.readings = Some(readings.iter().cloned().collect());
            }
            root
        }

        fn find(&self, sentence: &[Word<'_>]) -> Vec<Hit<'_>> {
            let mut hits = Vec::new();
            let mut start = 0;
            while start < sentence.len() {
                start = match self.longest(sentence, start) {
                    Some((end, readings)) => {
                        hits.push(Hit { tokens: TokenRange::new(start, end), readings });
                        end
                    }
                    None => start + 1,
                };
            }
            hits
        }

        fn longest(&self, sentence: &[Word<'_>], start: usize) -> Option<(usize, &Arc<[Reading]>)> {
            let here = self.readings.as_ref().map(|readings| (start, readings));
            let Some(word) = sentence.get(start) else { return here };
            let as_written = self.next.get(word.form);
            let any_case = self.next.get(&*word.lower).filter(|_| *word.lower != *word.form);
            let further = [as_written, any_case].into_iter().flatten();
            further
                .filter_map(|next| next.longest(sentence, start + 1))
                .max_by_key(|(end, _)| *end)
                .or(here)
        }
    }

    /// Up to five words of a few, so that names share their beginnings.
    fn tokens(most: usize) -> impl Strategy<Value = Vec<Box<str>>> {
        let word = prop::sample::select(vec!["new", "New", "york", "York", "Élan", "élan", "of"]);
        prop::collection::vec(word.prop_map(Box::from), 1..=most)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn names_are_found_as_the_rule_says(
            names in prop::collection::btree_set(tokens(4), 0..12),
            text in tokens(12),
        ) {
            let reading = |name: &Vec<Box<str>>| {
                let r#type = TypeId::from("place");
                let entity = EntityId::from(name.join("-"));
                BTreeSet::from([Reading { form: Form::Name, entity, r#type, located: false }])
            };
            let names: Listed =
                names.into_iter().map(|name| (name.clone(), reading(&name))).collect();
            let text = text.join(" ");
            let whole = Span::new(0, text.len());
            let segmentation = english::segment(&text, whole, &Abbreviations::default());
            let sentence = words(&text, &segmentation.tokens);
            let (gazetteer, oracle) = (Gazetteer::of(&names), Oracle::of(&names));
            prop_assert_eq!(gazetteer.find(&sentence), oracle.find(&sentence));
        }
    }

    fn entity(id: &str, name: &str, aliases: &[&str], seats: &[&str]) -> Entity {
        Entity {
            id: EntityId::from(id),
            name: name.to_owned(),
            r#type: "country".into(),
            kind: None,
            aliases: aliases.iter().map(ToString::to_string).collect(),
            short: Vec::new(),
            beside: Vec::new(),
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
        let entities = [
            entity("york", "York", &[], &[]),
            entity("new-york", "New York", &["New York City"], &[]),
            entity("us", "United States", &["U.S."], &["Washington"]),
            entity("washington", "Washington", &[], &[]),
            entity("drones", "drones", &["drone"], &[]),
        ];
        let rules = RuleSet { entities: entities.into_iter().collect(), ..RuleSet::default() };
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

    #[test]
    fn a_name_without_a_visible_character_is_none() {
        let hidden = entity("hidden", "\u{200B}", &[], &[]);
        let rules = RuleSet { entities: [hidden].into_iter().collect(), ..RuleSet::default() };
        let text = "a b";
        let segmentation =
            english::segment(text, Span::new(0, text.len()), &Abbreviations::default());
        assert!(Gazetteer::new(&rules).find(&words(text, &segmentation.tokens)).is_empty());
    }
}
