//! What has been mentioned before a place in a text, and how likely it is to be spoken of again.
//!
//! Salience is that of Lappin and Leass (1994): every mention counts by where it stands in its
//! clause, half as much with each sentence that lies between, and what is mentioned often counts
//! more. What competes is not only what has a name: in "Russia called off the exercise; it …" the
//! exercise is as likely, so common nouns are rivals that stand for nobody.

use std::collections::BTreeMap;

use super::{
    quotation::Quotations,
    syntax::{self, Place},
};
use crate::{
    english::{self, Analysis, Upos},
    extract::{Examination, Examined, Extractor},
    id::{EntityId, TypeId},
    matcher::{Form, Phrase, Reading},
    rules::base,
    span::{Span, TokenRange},
};

/// So many sentences back a mention still counts.
pub(super) const MEMORY: usize = 3;
/// So many sentences back the tree is asked what a mention is in its clause.
pub(super) const PARSED: usize = 1;

/// Where in a text something is referred to: a sentence and a token in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    pub(super) sentence: usize,
    pub(super) token: usize,
}

/// A phrase that names or stands for something.
#[derive(Clone, Debug)]
pub(super) struct Mentioned {
    pub(super) entity: EntityId,
    pub(super) r#type: TypeId,
    pub(super) at: Position,
    pub(super) tokens: TokenRange,
    /// Its word in the tree, where there is one.
    pub(super) word: Option<usize>,
    pub(super) place: Place,
    pub(super) number: Number,
    /// The bytes that name it: its own, or those that it was resolved from.
    pub(super) named: Span,
}

/// Whether something is one or many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    One,
    Many,
    /// A body of people may be spoken of either way.
    Either,
}

/// Something that a pronoun or description may stand for.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// One entity, or several spoken of together; none for what has no name.
    pub(super) of: Vec<Mentioned>,
    pub(super) salience: usize,
}

/// A text, and how far it has been read.
#[derive(Clone, Copy)]
pub(super) struct Discourse<'a, 'd> {
    pub(super) extractor: &'a Extractor,
    pub(super) examination: &'a Examination<'d>,
    pub(super) quotations: &'a Quotations,
}

impl<'a, 'd> Discourse<'a, 'd> {
    pub(super) fn sentence(&self, sentence: usize) -> &'a Examined<'d> {
        &self.examination.sentences[sentence]
    }

    pub(super) fn tree(&self, sentence: usize) -> Option<&'a Analysis> {
        self.extractor.analysis(self.examination.document.prose(), self.sentence(sentence))
    }

    /// What a sentence mentions, in its order; by its tree where one is given.
    pub(super) fn mentioned(&self, sentence: usize, tree: Option<&Analysis>) -> Vec<Mentioned> {
        let examined = self.sentence(sentence);
        let first = examined.phrases.iter().position(|phrase| !phrase.is_description());
        let mention = |(index, phrase): (usize, &Phrase)| {
            let word = tree.and_then(|tree| tree.word_of(phrase.name.start));
            let place = match (tree, word) {
                (Some(tree), Some(word)) => syntax::place(tree, word),
                _ if phrase.is_bare_adjective() => Place::Inside,
                _ if Some(index) == first => Place::Subject,
                _ => Place::Oblique,
            };
            let reading = reading(phrase, place);
            let own = examined.bytes(phrase.name);
            let resolved = self.examination.antecedents.get(&(own, reading.entity.clone()));
            Mentioned {
                entity: reading.entity.clone(),
                r#type: reading.r#type.clone(),
                at: Position { sentence, token: phrase.name.start },
                tokens: phrase.name,
                word,
                place,
                number: number(examined, phrase, reading),
                named: resolved.copied().unwrap_or(own),
            }
        };
        examined.phrases.iter().enumerate().map(mention).collect()
    }

    /// What the sentences up to a place mention before it, the nearest sentence last, each with
    /// its distance in sentences. Where something in it or farther away `fits`, the tree says what
    /// it is in its clause; other trees are not needed.
    pub(super) fn before(
        &self,
        at: Position,
        fits: impl Fn(&Mentioned) -> bool,
    ) -> Vec<(usize, Vec<Mentioned>)> {
        let mut useful = false;
        let mut all = Vec::new();
        for distance in (0..=MEMORY.min(at.sentence)).rev() {
            let sentence = at.sentence - distance;
            let mut mentioned = self.mentioned(sentence, None);
            useful |= mentioned.iter().any(|mentioned| mentioned.at < at && fits(mentioned));
            if useful && distance <= PARSED {
                mentioned = self.mentioned(sentence, self.tree(sentence));
            }
            mentioned.retain(|mentioned| mentioned.at < at && self.may_be_taken_up(mentioned, at));
            all.push((distance, mentioned));
        }
        all
    }

    /// Whether what is mentioned may be spoken of at a place: not in brackets, which are read past,
    /// nor in a quotation that is over, since who speaks does not name themselves.
    fn may_be_taken_up(&self, mentioned: &Mentioned, at: Position) -> bool {
        self.is_heard(mentioned.at, at)
            && !self.is_in_brackets(mentioned)
            && !self.is_aside(mentioned)
    }

    /// Whether a place is not in a quotation that is over at another.
    pub(super) fn is_heard(&self, place: Position, at: Position) -> bool {
        let quotation = |at: Position| self.quotations.at(at.sentence, at.token);
        quotation(place).is_none() || quotation(at).is_some()
    }

    fn is_in_brackets(&self, mentioned: &Mentioned) -> bool {
        let words = &self.sentence(mentioned.at.sentence).words;
        let bracket = words[..mentioned.at.token].iter().rev().find_map(|word| match word.form {
            "(" => Some(true),
            ")" => Some(false),
            _ => None,
        });
        bracket == Some(true)
    }

    /// Whether a mention is only the adjective of a longer phrase: "Russian" in "the Russian
    /// leader".
    fn is_aside(&self, mentioned: &Mentioned) -> bool {
        self.sentence(mentioned.at.sentence).phrases.iter().any(|phrase| {
            phrase.is_description()
                && phrase.name != mentioned.tokens
                && phrase.name.contains(mentioned.tokens)
        })
    }

    /// The kind of an entity: "missile".
    pub(super) fn kind(&self, entity: &EntityId) -> Option<&'a str> {
        self.examination.entities.get(entity)?.kind.as_deref()
    }

    /// What an entity is called.
    pub(super) fn label(&self, entity: &EntityId) -> &'a str {
        self.examination.entities.get(entity).map_or("", |record| record.label.as_str())
    }
}

/// A seat of government that is a subject acts.
fn reading(phrase: &Phrase, place: Place) -> &Reading {
    let seat = || phrase.readings.iter().find(|reading| reading.form == Form::Seat);
    let acting = (place == Place::Subject).then(seat).flatten();
    acting.unwrap_or_else(|| phrase.usual())
}

fn number(sentence: &Examined<'_>, phrase: &Phrase, reading: &Reading) -> Number {
    let last = |at: usize| sentence.words.get(at - 1).is_some_and(is_plural_noun);
    match reading.r#type.as_str() {
        base::PERSON => Number::One,
        // "Russian forces", "the Israeli army"
        base::COUNTRY if phrase.extent.end > phrase.name.end => match last(phrase.extent.end) {
            true => Number::Many,
            false => Number::Either,
        },
        base::COUNTRY if reading.form == Form::People => Number::Many,
        base::COUNTRY | base::PLACE => Number::One,
        base::WEAPON => match last(phrase.extent.end) {
            true => Number::Many,
            false => Number::One,
        },
        base::GROUP => match last(phrase.name.end) {
            true => Number::Many,
            false => Number::Either,
        },
        _ => Number::Either,
    }
}

fn is_plural_noun(word: &crate::matcher::Word<'_>) -> bool {
    let lower = &*word.lower;
    lower.ends_with("men") || (lower.ends_with('s') && !lower.ends_with("ss"))
}

/// How salient a mention is in its own sentence: being the last sentence counts 100, being no part
/// of another phrase 80, not standing behind a preposition 50, being an object 50 or a subject 80.
pub(super) const fn weight(place: Place) -> usize {
    match place {
        Place::Subject => 310,
        Place::Object => 280,
        Place::Oblique => 180,
        Place::Inside => 120,
    }
}

/// The salience of every entity that `fits`.
pub(super) fn candidates(
    before: &[(usize, Vec<Mentioned>)],
    fits: impl Fn(&Mentioned) -> bool,
) -> Vec<Candidate> {
    let mut found: BTreeMap<EntityId, Candidate> = BTreeMap::new();
    for (distance, mentioned) in before {
        let mut here: BTreeMap<&EntityId, (usize, &Mentioned)> = BTreeMap::new();
        for mentioned in mentioned.iter().filter(|mentioned| fits(mentioned)) {
            let weight = weight(mentioned.place) >> distance;
            let known = here.entry(&mentioned.entity).or_insert((weight, mentioned));
            if weight >= known.0 {
                *known = (weight, mentioned);
            }
        }
        for (entity, (weight, mentioned)) in here {
            let candidate = found
                .entry(entity.clone())
                .or_insert_with(|| Candidate { of: Vec::new(), salience: 0 });
            candidate.salience += weight;
            candidate.of = vec![mentioned.clone()];
        }
    }
    found.into_values().collect()
}

/// The words of common nouns of a sentence before a token that pass a test.
pub(super) fn nouns(
    sentence: &Examined<'_>,
    tree: &Analysis,
    before: usize,
    fits: impl Fn(usize) -> bool,
) -> Vec<usize> {
    let is_free =
        |tokens: TokenRange| !sentence.phrases.iter().any(|phrase| phrase.extent.overlaps(tokens));
    let words = tree.words().iter().enumerate();
    words
        .filter(|(_, word)| word.upos == Upos::Noun && word.tokens.end <= before)
        .filter(|(_, word)| is_free(word.tokens) && !is_time(sentence, word.tokens.start))
        .filter(|(index, _)| fits(*index))
        .map(|(index, _)| index)
        .collect()
}

/// Whether the noun only says when: "last week".
fn is_time(sentence: &Examined<'_>, token: usize) -> bool {
    let forms: Vec<&str> = sentence.words.iter().map(|word| word.form).collect();
    let start = token.saturating_sub(3);
    (start..=token).any(|at| english::time_phrase(&forms, at).is_some_and(|end| end > token))
}

/// The candidate that is clearly more salient than every other: by a quarter, and at all.
pub(super) fn clear(mut candidates: Vec<Candidate>, least: usize) -> Option<Vec<Mentioned>> {
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.salience));
    let best = candidates.first()?;
    let second = candidates.get(1).map_or(0, |candidate| candidate.salience);
    let clear = best.salience >= least && 4 * best.salience >= 5 * second;
    (clear && !best.of.is_empty()).then(|| best.of.clone())
}
