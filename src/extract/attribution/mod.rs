//! Who says what a sentence states: the speakers of reported speech and of quotations.
//!
//! Two things tell. In its sentence a [`Frame`] (a verb of speech, a noun such as "claim", a phrase
//! such as "according to") says which words are whose; and a quotation has one speaker throughout,
//! whom the sentences that it starts or ends in name, or those beside them. Frames inside a
//! quotation come first, then who is quoted. A source that is no entity ("officials said") ends the
//! chain: what it says is not put into the mouth of whoever stands further out.
//!
//! Everything is worked out when a statement asks for it; only sentences with a word of speech are
//! parsed.

mod frame;

use std::cell::OnceCell;

use frame::{Frame, Pronoun, Vocabulary, Who};

use super::{Examination, Examined, Extractor, quotation::Quotations};
use crate::{
    english::{Analysis, Relation},
    matcher::{Form, Phrase, Reading},
    mention::Speaker,
    rules::base,
    span::TokenRange,
};

/// A pronoun is resolved to somebody who spoke so many sentences before at most.
const MEMORY: usize = 3;
/// So many sentences back a title is looked for.
const LONGEST_MEMORY: usize = 40;
/// So many sentences, or quotations, are gone back at most while pronouns point to pronouns.
const LONGEST_WAY: usize = 12;
/// A stretch in quotation marks of fewer words is an expression, whoever it is from.
const SHORTEST_QUOTATION: usize = 4;

/// Who says what in a document.
pub(super) struct Speakers<'s, 'd> {
    extractor: &'s Extractor,
    examination: &'s Examination<'d>,
    vocabulary: Vocabulary<'s>,
    quotations: OnceCell<Quotations>,
    /// The frames of each sentence, when first asked for.
    frames: Vec<OnceCell<Vec<Frame>>>,
}

impl<'s, 'd> Speakers<'s, 'd> {
    /// The speakers of a document whose phrases are known.
    pub(super) fn find(extractor: &'s Extractor, examination: &'s Examination<'d>) -> Self {
        Self {
            extractor,
            examination,
            vocabulary: Vocabulary::new(&extractor.rules.english),
            quotations: OnceCell::new(),
            frames: examination.sentences.iter().map(|_| OnceCell::new()).collect(),
        }
    }

    /// Who says what a token of a sentence states, the nearest first.
    pub(super) fn of(&self, sentence: usize, token: usize) -> Vec<Speaker> {
        let mut frames: Vec<&Frame> =
            self.frames(sentence).iter().filter(|frame| frame.says(token)).collect();
        frames.sort_by_key(|frame| frame.distance());
        let quotation = self.quotation(sentence, token);
        let mut sources: Vec<Option<Speaker>> = Vec::new();
        let inside = |frame: &&&Frame| {
            quotation.is_some() && self.quotation(sentence, frame.token) == quotation
        };
        sources.extend(frames.iter().filter(inside).map(|frame| self.source(sentence, frame)));
        let outside = |frame: &&&Frame| self.quotation(sentence, frame.token).is_none();
        let around: Vec<_> = frames.iter().filter(outside).collect();
        match quotation {
            Some(number) if around.is_empty() => sources.extend(self.speaker_of(number)),
            _ => sources.extend(around.into_iter().map(|frame| self.source(sentence, frame))),
        }
        let mut chain: Vec<Speaker> = sources.into_iter().map_while(|source| source).collect();
        chain.dedup_by(|outer, inner| outer.entity == inner.entity);
        chain
    }

    /// Whether the words that state something are themselves something said: a warning, a request.
    pub(super) fn is_act_of_speech(&self, sentence: usize, trigger: TokenRange) -> bool {
        let words = &self.sentence(sentence).words;
        let acts = &self.extractor.rules.english.speech.acts;
        trigger.range().any(|at| acts.iter().any(|act| frame::have(words, at, act)))
    }

    fn sentence(&self, index: usize) -> &'s Examined<'d> {
        &self.examination.sentences[index]
    }

    fn quotations(&self) -> &Quotations {
        self.quotations.get_or_init(|| {
            Quotations::find(self.examination.document.prose(), &self.examination.sentences)
        })
    }

    /// The quotation that a token stands in.
    fn quotation(&self, sentence: usize, token: usize) -> Option<usize> {
        self.quotations().at(self.sentence(sentence).words[token].span.start)
    }

    fn tree(&self, index: usize) -> Option<&'s Analysis> {
        self.extractor.analysis(self.examination.document.prose(), self.sentence(index))
    }

    /// The frames of a sentence.
    fn frames(&self, index: usize) -> &[Frame] {
        self.frames[index].get_or_init(|| {
            let sentence = self.sentence(index);
            if !self.vocabulary.speaks(&sentence.words) {
                return Vec::new();
            }
            self.tree(index).map_or_else(Vec::new, |tree| {
                let speaker =
                    |phrase: &Phrase, adjective| self.speaker(sentence, phrase, adjective);
                frame::frames(sentence, tree, &self.vocabulary, &speaker)
            })
        })
    }

    /// Who a phrase stands for, if it can say something.
    fn speaker(
        &self,
        sentence: &Examined<'_>,
        phrase: &Phrase,
        adjective: bool,
    ) -> Option<Speaker> {
        if phrase.is_bare_adjective() && !adjective {
            return None;
        }
        let is = |reading: &Reading, r#type: &str| {
            self.extractor.rules.types.is_a(&reading.r#type, &r#type.into())
        };
        let seat = phrase.readings.iter().find(|reading| reading.form == Form::Seat);
        let reading =
            seat.or_else(|| phrase.readings.iter().find(|reading| is(reading, base::ACTOR)))?;
        let span = sentence.bytes(phrase.name);
        Some(Speaker {
            entity: reading.entity.clone(),
            span,
            text: span.of(self.examination.document.text()).to_owned(),
            inferred: !matches!(
                reading.form,
                Form::Name | Form::People | Form::Seat | Form::Adjective
            ),
        })
    }

    /// Who speaks in a frame; nothing if that is no entity, or not known.
    fn source(&self, sentence: usize, frame: &Frame) -> Option<Speaker> {
        match &frame.who {
            Who::Named(speaker) => Some(speaker.clone()),
            Who::Nobody => None,
            Who::Pronoun(token, Pronoun::I) => {
                let speaker = self.speaker_of(self.quotation(sentence, *token)?)??;
                Some(self.standing_at(sentence, *token, speaker))
            }
            Who::Described(noun) => {
                let speaker = self.told_of(sentence, *noun)?;
                let span = self.sentence(sentence).bytes(*noun);
                let text = span.of(self.examination.document.text()).to_owned();
                Some(Speaker { span, text, inferred: true, ..speaker })
            }
            Who::Pronoun(token, pronoun) => {
                let speaker = self.antecedent(sentence, *token, *pronoun, frame)?;
                Some(self.standing_at(sentence, *token, speaker))
            }
        }
    }

    /// The speaker, named there by a pronoun.
    fn standing_at(&self, sentence: usize, token: usize, speaker: Speaker) -> Speaker {
        let span = self.sentence(sentence).words[token].span;
        let text = span.of(self.examination.document.text()).to_owned();
        Speaker { span, text, inferred: true, ..speaker }
    }

    /// Whom a pronoun that speaks stands for: a subject before it in the sentence, else who spoke
    /// last.
    fn antecedent(
        &self,
        sentence: usize,
        token: usize,
        pronoun: Pronoun,
        frame: &Frame,
    ) -> Option<Speaker> {
        // what is quoted names nobody for who stands outside, and the reverse is rare
        if self.quotation(sentence, token).is_some() {
            return None;
        }
        let before = |subject: &(usize, Speaker)| {
            subject.0 < token
                && !frame.says(subject.0)
                && self.quotation(sentence, subject.0).is_none()
        };
        let here = self.subjects(sentence).into_iter().filter(before);
        let named = here.map(|(at, speaker)| (sentence, at, speaker));
        let fits = |(sentence, at, _): &(usize, usize, Speaker)| self.fits(*sentence, *at, pronoun);
        if let Some((_, _, speaker)) = named.filter(fits).last() {
            return Some(speaker);
        }
        let mut silent = 0;
        for index in (0..sentence).rev().take(LONGEST_WAY) {
            match self.last_voice(index).map(|frame| &frame.who) {
                Some(Who::Named(speaker)) if self.names(index, speaker, pronoun) => {
                    return Some(speaker.clone());
                }
                Some(Who::Pronoun(_, other)) if *other == pronoun => silent = 0,
                Some(_) => silent += 1,
                None => {
                    let subject = || {
                        let mut subjects = self.subjects(index).into_iter();
                        subjects.find(|(at, _)| self.fits(index, *at, pronoun))
                    };
                    if let Some((_, speaker)) = (silent == 0).then(subject).flatten() {
                        return Some(speaker);
                    }
                    silent += 1;
                }
            }
            if silent >= MEMORY {
                return None;
            }
        }
        None
    }

    /// Whom "the president" or "the statement" stands for: who spoke last with such a title or
    /// through such a thing, else the only one whom the text gave the title.
    fn told_of(&self, sentence: usize, noun: TokenRange) -> Option<Speaker> {
        let words = &self.sentence(sentence).words[noun.range()];
        let last = words.last()?;
        let mut titled: Vec<Speaker> = Vec::new();
        for index in sentence.saturating_sub(LONGEST_MEMORY)..=sentence {
            let earlier = self.sentence(index);
            let bears = |phrase: &&Phrase| {
                let title = &earlier.words[phrase.extent.start..phrase.name.start];
                words.iter().all(|word| title.iter().any(|it| it.lower == word.lower))
            };
            let phrases = earlier.phrases.iter().filter(bears);
            titled.extend(phrases.filter_map(|phrase| self.speaker(earlier, phrase, false)));
        }
        let is_titled = |speaker: &Speaker| titled.iter().any(|it| it.entity == speaker.entity);
        for index in (sentence.saturating_sub(LONGEST_WAY)..sentence).rev() {
            let mut voices: Vec<&Frame> = self.voices(index).collect();
            voices.sort_by_key(|frame| std::cmp::Reverse(frame.token));
            let speaks = |frame: &Frame| match &frame.who {
                Who::Named(speaker) => {
                    let through =
                        frame.through.map(|token| &self.sentence(index).words[token].lower);
                    (is_titled(speaker) || through == Some(&last.lower)).then(|| speaker.clone())
                }
                _ => None,
            };
            if let Some(speaker) = voices.into_iter().find_map(speaks) {
                return Some(speaker);
            }
        }
        let only = titled.pop()?;
        titled.iter().all(|other| other.entity == only.entity).then_some(only)
    }

    /// The frame that speaks last in a sentence, outside quotations.
    fn last_voice(&self, index: usize) -> Option<&Frame> {
        let aloud = |frame: &&Frame| self.quotation(index, frame.token).is_none();
        self.frames(index).iter().filter(aloud).max_by_key(|frame| frame.token)
    }

    /// The subjects of a sentence that may speak, outside quotations, each with its first token.
    fn subjects(&self, index: usize) -> Vec<(usize, Speaker)> {
        let sentence = self.sentence(index);
        if sentence.phrases.is_empty() {
            return Vec::new();
        }
        let Some(tree) = self.tree(index) else { return Vec::new() };
        let subject = |word: &crate::english::Word| {
            let phrase = frame::phrase_of(sentence, word.tokens)?;
            Some((phrase.name.start, self.speaker(sentence, phrase, false)?))
        };
        let words = tree.words().iter();
        words
            .filter(|word| matches!(word.relation, Relation::Nsubj | Relation::NsubjPass))
            .filter_map(subject)
            .filter(|(token, _)| self.quotation(index, *token).is_none())
            .collect()
    }

    /// Whether a pronoun can stand for this speaker, named in a sentence.
    fn names(&self, index: usize, speaker: &Speaker, pronoun: Pronoun) -> bool {
        let words = &self.sentence(index).words;
        let token = words.iter().position(|word| word.span.start >= speaker.span.start);
        token.is_some_and(|token| self.fits(index, token, pronoun))
    }

    /// Whether a pronoun can stand for what the phrase at a token stands for.
    fn fits(&self, index: usize, token: usize, pronoun: Pronoun) -> bool {
        let sentence = self.sentence(index);
        let at = |phrase: &&Phrase| phrase.name.range().contains(&token);
        let Some(phrase) = sentence.phrases.iter().find(at) else { return false };
        let is_person = phrase.usual().r#type.as_str() == base::PERSON;
        let titles = &sentence.words[phrase.extent.start..phrase.name.start];
        let said_to_be =
            |other: Pronoun| titles.iter().any(|title| frame::gender(&title.lower) == Some(other));
        match pronoun {
            Pronoun::I => false,
            Pronoun::He => is_person && !said_to_be(Pronoun::She),
            Pronoun::She => is_person && !said_to_be(Pronoun::He),
            Pronoun::It => !is_person,
        }
    }

    /// Who is quoted: nothing if nobody is said to be, or if it is no entity.
    fn speaker_of(&self, number: usize) -> Option<Option<Speaker>> {
        let mut number = number;
        for _ in 0..LONGEST_WAY {
            let span = self.quotations().span(number);
            let sentences = &self.examination.sentences;
            let first = sentences.partition_point(|sentence| sentence.span.end <= span.start);
            let last = sentences.partition_point(|sentence| sentence.span.start < span.end);
            let last = last.saturating_sub(1).max(first);
            let beside = [first, last]
                .into_iter()
                .flat_map(|index| self.voices(index).map(move |frame| (index, frame)));
            let distance = |(index, frame): &(usize, &Frame)| {
                let at = self.sentence(*index).words[frame.token].span;
                if at.end <= span.start { span.start - at.end } else { at.start - span.end }
            };
            if let Some((index, frame)) = beside.min_by_key(distance) {
                return Some(self.source(index, frame));
            }
            if !self.is_whole(number, first, last) {
                return None;
            }
            let before = first.checked_sub(1)?;
            if let Some(source) = self.introduced(before, first) {
                return Some(source);
            }
            // a quotation after a quotation goes on with it
            let end = self.sentence(before).span.end;
            number = number.checked_sub(1).filter(|other| {
                let other = self.quotations().span(*other);
                self.sentence(before).span.overlaps(other) && other.end <= end
            })?;
        }
        None
    }

    /// The frames of a sentence whose word stands outside quotations.
    fn voices(&self, index: usize) -> impl Iterator<Item = &Frame> {
        self.frames(index).iter().filter(move |frame| self.quotation(index, frame.token).is_none())
    }

    /// Whether a quotation is all that its sentences say, or several sentences, and no expression.
    fn is_whole(&self, number: usize, first: usize, last: usize) -> bool {
        let span = self.quotations().span(number);
        let words = self.examination.sentences[first..=last].iter().flat_map(|it| &it.words);
        let (inside, outside): (Vec<_>, Vec<_>) = words
            .filter(|word| word.form.contains(char::is_alphanumeric))
            .partition(|word| span.contains(word.span));
        inside.len() >= SHORTEST_QUOTATION && (outside.is_empty() || last > first)
    }

    /// Who is quoted after the sentence `before`, which has a quotation of its own or none: whoever
    /// speaks in it, or is its subject.
    fn introduced(&self, before: usize, first: usize) -> Option<Option<Speaker>> {
        if let Some(frame) = self.last_voice(before) {
            return Some(self.source(before, frame));
        }
        let sentence = self.sentence(before);
        let span = sentence.span;
        let quotes = self.quotations().at(span.start).is_some()
            || self.quotations().at(span.end.saturating_sub(1)).is_some();
        let leads_on = sentence.paragraph == self.sentence(first).paragraph
            || sentence.words.last().is_some_and(|word| word.form == ":");
        if quotes || !leads_on {
            return None;
        }
        let mut subjects = self.subjects(before).into_iter();
        subjects
            .find(|(token, _)| {
                self.fits(before, *token, Pronoun::He) || self.fits(before, *token, Pronoun::She)
            })
            .map(|(_, speaker)| Some(speaker))
    }
}
