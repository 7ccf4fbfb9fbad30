//! Quotations, and who speaks in them: only where the sentence of the quotation, or the one it is
//! part of, says so.

use std::collections::BTreeMap;

use super::{
    discourse::{Discourse, Mentioned, Position},
    pronoun::noun_end,
    syntax,
};
use crate::{
    english::Upos,
    extract::{Examination, Examined, quotation},
    span::TokenRange,
};

/// So many tokens behind a quotation the verb that attributes it stands at most.
const NEAR: usize = 8;
/// So many words stand between "according to" and a name at most: articles and titles.
const LOOSE: usize = 3;

/// The quotations of a text.
#[derive(Debug, Default)]
pub(super) struct Quotations {
    /// The quotation in which each token of each sentence is.
    tokens: Vec<Vec<Option<usize>>>,
    all: Vec<Quotation>,
}

#[derive(Debug, Default)]
struct Quotation {
    /// Its tokens in each sentence over which it goes, marks included.
    pieces: Vec<(usize, TokenRange)>,
    paragraph: usize,
}

/// Who speaks in a quotation.
#[derive(Clone, Debug)]
pub(super) struct Speaker {
    pub(super) is: Mentioned,
    /// Whom they name beside themselves, "President Putin and I", and where.
    pub(super) with: Option<(Position, Mentioned)>,
}

impl Quotations {
    /// Finds the tokens of each.
    pub(super) fn of(examination: &Examination<'_>) -> Self {
        let sentences = &examination.sentences;
        let cut = quotation::Quotations::find(examination.document.prose(), sentences);
        let mut found = Self::default();
        for (index, sentence) in sentences.iter().enumerate() {
            let tokens: Vec<Option<usize>> =
                sentence.words.iter().map(|word| cut.at(word.span.start)).collect();
            let last = tokens.iter().flatten().max();
            while last.is_some_and(|last| found.all.len() <= *last) {
                found.all.push(Quotation { pieces: Vec::new(), paragraph: sentence.paragraph });
            }
            found.note(index, &tokens);
            found.tokens.push(tokens);
        }
        found
    }

    /// Notes which quotations go over a sentence.
    fn note(&mut self, sentence: usize, tokens: &[Option<usize>]) {
        let mut start = 0;
        while start < tokens.len() {
            let length = tokens[start..].iter().take_while(|id| **id == tokens[start]).count();
            let range = TokenRange::new(start, start + length);
            if let Some(quotation) = tokens[start].and_then(|id| self.all.get_mut(id)) {
                quotation.pieces.push((sentence, range));
            }
            start += length;
        }
    }

    /// The number of the quotation in which a token is.
    pub(super) fn at(&self, sentence: usize, token: usize) -> Option<usize> {
        self.tokens.get(sentence)?.get(token).copied().flatten()
    }

    /// Who speaks in each quotation, by its number.
    pub(super) fn speakers(&self, discourse: Discourse<'_, '_>) -> BTreeMap<usize, Speaker> {
        let mut speakers: BTreeMap<usize, Speaker> = BTreeMap::new();
        for (number, quotation) in self.all.iter().enumerate() {
            let told = self.told(discourse, quotation);
            let told = told.or_else(|| {
                let last = number.checked_sub(1)?;
                let goes_on = self.goes_on(discourse, &self.all[last], quotation);
                goes_on.then(|| speakers.get(&last).map(|speaker| speaker.is.clone())).flatten()
            });
            if let Some(is) = told {
                let with = beside(discourse, quotation);
                speakers.insert(number, Speaker { is, with });
            }
        }
        speakers
    }

    /// Who is said to speak, in a sentence over which the quotation goes or, before a colon, in
    /// the one before.
    fn told(&self, discourse: Discourse<'_, '_>, quotation: &Quotation) -> Option<Mentioned> {
        let pieces = || quotation.pieces.iter();
        let last = pieces().rev().find_map(|(sentence, piece)| {
            nearest(&self.attributions(discourse, *sentence), *piece).cloned()
        });
        last.or_else(|| {
            let (first, _) = pieces().next()?;
            let before = first.checked_sub(1)?;
            let announces = discourse.sentence(before).words.last()?.form == ":";
            let mut attributions = announces.then(|| self.attributions(discourse, before))?;
            attributions.pop().map(|(_, speaker)| speaker)
        })
    }

    /// Whether a quotation that is a whole sentence goes on with what the one before it said.
    fn goes_on(
        &self,
        discourse: Discourse<'_, '_>,
        before: &Quotation,
        quotation: &Quotation,
    ) -> bool {
        let (Some((last, _)), Some((first, piece))) =
            (before.pieces.last(), quotation.pieces.first())
        else {
            return false;
        };
        let whole = piece.len() == discourse.sentence(*first).words.len();
        whole && *first == *last + 1 && quotation.paragraph <= before.paragraph + 1
    }

    /// The verbs of speech of a sentence outside quotations, each with who speaks.
    fn attributions(
        &self,
        discourse: Discourse<'_, '_>,
        sentence: usize,
    ) -> Vec<(usize, Mentioned)> {
        let examined = discourse.sentence(sentence);
        let verbs = &discourse.extractor.rules().english.speech.verbs;
        let outside = |token: usize| self.at(sentence, token).is_none();
        let speaks = |token: &usize| {
            let word = &examined.words[*token];
            outside(*token) && verbs.iter().any(|verb| word.has_lemma(verb))
        };
        let said: Vec<usize> = (0..examined.words.len()).filter(speaks).collect();
        if said.is_empty() {
            return self.according(discourse, sentence);
        }
        let Some(tree) = discourse.tree(sentence) else { return Vec::new() };
        let mentioned = discourse.mentioned(sentence, Some(tree));
        let mut found = Vec::new();
        for token in said {
            let Some(verb) = tree.word_of(token) else { continue };
            if tree.words()[verb].upos != Upos::Verb {
                continue;
            }
            let subject = syntax::subject(tree, verb);
            let can_speak = || mentioned.iter().filter(|mentioned| outside(mentioned.at.token));
            // where the tree is wrong, who stands right beside the verb
            let beside = |mentioned: &&Mentioned| {
                mentioned.tokens.end == token || mentioned.tokens.start == token + 1
            };
            let speaker = can_speak()
                .find(|mentioned| subject.is_some() && mentioned.word == subject)
                .or_else(|| can_speak().find(beside));
            found.extend(speaker.map(|is| (token, is.clone())));
        }
        found
    }

    /// The same by a phrase: "According to the president, …".
    fn according(&self, discourse: Discourse<'_, '_>, sentence: usize) -> Vec<(usize, Mentioned)> {
        let examined = discourse.sentence(sentence);
        let phrases = &discourse.extractor.rules().english.speech.phrases;
        let outside = |token: usize| self.at(sentence, token).is_none();
        let end = |start: usize| {
            let ends = phrases.iter().filter_map(|phrase| noun_end(examined, start, phrase));
            ends.max().filter(|_| outside(start))
        };
        let starts = (0..examined.words.len()).filter_map(|start| Some((start, end(start)?)));
        let starts: Vec<(usize, usize)> = starts.collect();
        if starts.is_empty() {
            return Vec::new();
        }
        let mentioned = discourse.mentioned(sentence, None);
        let behind = |end: usize| {
            let near = end..=end + LOOSE;
            mentioned.iter().find(|mentioned| near.contains(&mentioned.tokens.start)).cloned()
        };
        starts.into_iter().filter_map(|(start, end)| Some((start, behind(end)?))).collect()
    }
}

/// The attribution that belongs to a piece of a quotation: the one right behind it, else the last
/// before it.
fn nearest(attributions: &[(usize, Mentioned)], piece: TokenRange) -> Option<&Mentioned> {
    let behind = attributions.iter().find(|(verb, _)| *verb >= piece.end);
    let before = attributions.iter().rev().find(|(verb, _)| *verb < piece.start);
    let close = behind.filter(|(verb, _)| *verb < piece.end + NEAR);
    // "Trump said the call was “good”, Putin said …": what introduces it counts
    let introduced = before.filter(|(verb, _)| *verb + NEAR / 2 >= piece.start);
    introduced.or(close).or(before).or(behind).map(|(_, speaker)| speaker)
}

/// Whom a speaker names beside themselves.
fn beside(discourse: Discourse<'_, '_>, quotation: &Quotation) -> Option<(Position, Mentioned)> {
    let inside = quotation.pieces.iter().find_map(|(sentence, piece)| {
        let examined: &Examined<'_> = discourse.sentence(*sentence);
        let mentioned = discourse.mentioned(*sentence, None);
        (piece.start + 2..piece.end).find_map(|token| {
            let joined =
                examined.words[token].form == "I" && &*examined.words[token - 1].lower == "and";
            let ends = |mentioned: &&Mentioned| mentioned.tokens.end == token - 1;
            let other = mentioned.iter().find(ends).filter(|_| joined)?;
            Some((Position { sentence: *sentence, token }, other.clone()))
        })
    });
    inside.or_else(|| {
        let (sentence, piece) = quotation.pieces.first()?;
        let with = joined_to_pronoun(discourse, *sentence, piece.start)?;
        Some((Position { sentence: *sentence, token: piece.start }, with))
    })
}

/// Whom a sentence names beside who speaks right before a token: "he and Putin “agreed …”".
fn joined_to_pronoun(
    discourse: Discourse<'_, '_>,
    sentence: usize,
    end: usize,
) -> Option<Mentioned> {
    let words = &discourse.sentence(sentence).words;
    let mut mentioned = discourse.mentioned(sentence, None).into_iter();
    let lower = |back: usize| end.checked_sub(back).map(|at| &*words[at].lower);
    let is_one = |word: Option<&str>| matches!(word, Some("he" | "she"));
    if is_one(lower(1)) && lower(2) == Some("and") {
        return mentioned.find(|other| other.tokens.end + 2 == end);
    }
    mentioned.find(|other| {
        let start = other.tokens.start;
        other.tokens.end == end
            && start >= 2
            && &*words[start - 1].lower == "and"
            && is_one(Some(&words[start - 2].lower))
    })
}
