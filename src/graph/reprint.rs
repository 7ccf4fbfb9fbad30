//! Which sentences are copies: news is reprinted, and editors change a word here and cut one there.
//!
//! Statements of one edge agree in who does what to whom. Their sentences are one where they read
//! alike, letter case, punctuation and the spelling of names apart; and where they are *nearly*
//! alike: of the pairs of neighbouring words of the shorter one, three in five stand in the longer
//! one too, and nothing that both of them say (when, where, who says so, what fills a role, which
//! numbers) differs. Short sentences have too few words for that and must read alike. A copy of a
//! copy is a copy, so the sentences are the connected parts of "nearly alike": a pure function of
//! the set, whatever its order.
//!
//! Thousands of sentences are not compared each with each. Two that share three pairs in five share
//! some of the few pairs with the smallest hashes, too (a bottom-k sketch, Broder 1997), so only
//! those that do are compared, and of a great many that do, each with the next few in the order of
//! their words.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Circumstances, KnowledgeGraph,
    identity::{Identity, folded},
};
use crate::{
    id::{DocumentId, EntityId, RoleId, hash},
    mention::{Mention, Statement},
    span::Span,
};

/// A sentence of fewer words is nearly like no other.
const FEWEST_WORDS: usize = 8;
/// So many pairs of words must be shared, of so many.
const SHARED: (usize, usize) = (3, 5);
/// So many pairs make a sketch.
const SKETCH: usize = 8;
/// So many sentences with a pair in common are compared with each of them.
const COMPARED: usize = 32;

/// Marks the id of an entity among words.
const NAME: char = '@';

/// How sentences are worded, spellings of names apart.
pub(super) struct Wording<'g> {
    identity: &'g Identity,
    mentions: BTreeMap<&'g DocumentId, &'g BTreeSet<Arc<Mention>>>,
}

/// What a sentence says beside who does what to whom; what is empty is not said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Particulars {
    circumstances: Circumstances,
    speaker: Option<EntityId>,
    roles: BTreeMap<RoleId, BTreeSet<EntityId>>,
}

impl<'g> Wording<'g> {
    /// The wording of what is in `set`, in which `identity` says who is who.
    pub(super) fn of(set: &'g KnowledgeGraph, identity: &'g Identity) -> Self {
        let in_use =
            set.documents.iter().filter_map(|(id, texts)| Some((id, texts.values().next()?)));
        let mentions = in_use.map(|(id, findings)| (id, &findings.mentions)).collect();
        Self { identity, mentions }
    }

    /// How many sentences there are among the evidence of an edge, copies counted once.
    pub(super) fn distinct_sentences(&self, evidence: &[Arc<Statement>]) -> usize {
        let sentences: BTreeSet<(String, Particulars)> = evidence
            .iter()
            .map(|statement| (self.words(statement), Particulars::of(statement)))
            .collect();
        let sentences: Vec<_> = sentences.into_iter().collect();
        let mut parts = Parts::new(sentences.len());
        for at in 1..sentences.len() {
            if sentences[at].0 == sentences[at - 1].0 {
                parts.join(at - 1, at);
            }
        }
        if sentences.len() > 1 {
            join_nearly_alike(&sentences, &mut parts);
        }
        parts.count()
    }

    /// The words of the sentence that states something, in small letters and without punctuation,
    /// each name replaced by the entity that it names.
    fn words(&self, statement: &Statement) -> String {
        let sentence = &statement.evidence;
        let mut words = String::with_capacity(sentence.text.len());
        let mut done = sentence.span.start;
        let mut add = |part: &str| {
            if !part.is_empty() {
                words.extend([if words.is_empty() { "" } else { " " }, part]);
            }
        };
        let text = |start: usize, end: usize| {
            let offset = sentence.span.start;
            folded(sentence.text.get(start - offset..end - offset).unwrap_or_default())
        };
        for mention in self.mentions_in(&sentence.document, sentence.span) {
            if mention.span.start >= done {
                add(&text(done, mention.span.start));
                add(&format!("{NAME}{}", self.identity.of(&mention.document, &mention.entity)));
                done = mention.span.end;
            }
        }
        add(&text(done, sentence.span.end.max(done)));
        words
    }

    /// The mentions in the bytes `span` of a document, in the order of the text.
    fn mentions_in(&self, document: &DocumentId, span: Span) -> impl Iterator<Item = &'g Mention> {
        let first = Mention {
            document: document.clone(),
            span: Span::new(span.start, 0),
            text: String::new(),
            entity: EntityId::from(""),
            rule: "".into(),
        };
        let mentions = self.mentions.get(document).map(|mentions| mentions.range(first..));
        let mentions = mentions.into_iter().flatten().map(|mention| &**mention);
        mentions
            .take_while(move |mention| mention.span.start < span.end)
            .filter(move |mention| span.contains(mention.span))
    }
}

impl Particulars {
    fn of(statement: &Statement) -> Self {
        let entities = statement.roles.iter().map(|(role, fillers)| {
            let entities = fillers.iter().filter_map(|filler| filler.entity.clone());
            (role.clone(), entities.collect::<BTreeSet<_>>())
        });
        Self {
            circumstances: Circumstances::of(statement),
            speaker: statement.attributed_to.clone(),
            roles: entities.filter(|(_, entities)| !entities.is_empty()).collect(),
        }
    }

    /// Whether nothing that both say differs.
    fn agree(&self, other: &Self) -> bool {
        fn differ<Said: PartialEq>(one: Option<&Said>, other: Option<&Said>) -> bool {
            one.zip(other).is_some_and(|(one, other)| one != other)
        }
        let (here, there) = (&self.circumstances, &other.circumstances);
        !differ(here.time.as_ref(), there.time.as_ref())
            && !differ(here.place.as_ref(), there.place.as_ref())
            && !differ(self.speaker.as_ref(), other.speaker.as_ref())
            && !self.roles.iter().any(|(role, one)| differ(Some(one), other.roles.get(role)))
    }
}

/// The words of a sentence as they are compared.
struct Shingled {
    /// The hashes of pairs of neighbouring words, in their order; none for a short sentence.
    pairs: Vec<u64>,
    /// The numbers in it.
    numbers: BTreeSet<u64>,
}

impl Shingled {
    fn new(words: &str) -> Self {
        let all: Vec<&str> = words.split(' ').collect();
        let mut pairs: Vec<u64> = all.windows(2).map(|pair| hash(&pair.join(" "))).collect();
        if all.len() < FEWEST_WORDS {
            pairs.clear();
        }
        pairs.sort_unstable();
        pairs.dedup();
        let is_number = |word: &&&str| word.starts_with(|first: char| first.is_ascii_digit());
        Self { pairs, numbers: all.iter().filter(is_number).map(|word| hash(word)).collect() }
    }

    fn is_nearly(&self, other: &Self) -> bool {
        let smaller = self.pairs.len().min(other.pairs.len());
        let shared = self.pairs.iter().filter(|pair| other.pairs.binary_search(pair).is_ok());
        shared.count() * SHARED.1 >= smaller * SHARED.0
            && (self.numbers.is_subset(&other.numbers) || other.numbers.is_subset(&self.numbers))
    }
}

/// Joins the sentences that are nearly alike; they come sorted.
fn join_nearly_alike(sentences: &[(String, Particulars)], parts: &mut Parts) {
    let shingled: Vec<Shingled> = sentences.iter().map(|(words, _)| Shingled::new(words)).collect();
    let mut sharing: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (at, sentence) in shingled.iter().enumerate() {
        for &pair in sentence.pairs.iter().take(SKETCH) {
            sharing.entry(pair).or_default().push(at);
        }
    }
    for sharing in sharing.into_values() {
        for (place, &one) in sharing.iter().enumerate() {
            for &other in sharing[place + 1..].iter().take(COMPARED) {
                let copies = !parts.are_joined(one, other)
                    && sentences[one].1.agree(&sentences[other].1)
                    && shingled[one].is_nearly(&shingled[other]);
                if copies {
                    parts.join(one, other);
                }
            }
        }
    }
}

/// Things numbered from 0 that fall into parts as they are joined (union–find).
struct Parts(Vec<usize>);

impl Parts {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The first of the part in which `at` is.
    fn first(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn are_joined(&mut self, one: usize, other: usize) -> bool {
        self.first(one) == self.first(other)
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        self.0[one.max(other)] = one.min(other);
    }

    fn count(&self) -> usize {
        self.0.iter().enumerate().filter(|(at, first)| at == *first).count()
    }
}
