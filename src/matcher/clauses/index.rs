//! Which frames a word may trigger.

use std::{borrow::Cow, collections::HashMap};

use super::scene::Scene;
use crate::{english::Argument, matcher::Word, rules::clause::Frame};

/// The frames of one trigger, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Triggered {
    pub(super) all: Vec<usize>,
    /// Those without nouns.
    pub(super) bare: Vec<usize>,
    /// Those with nouns, by the forms of the first.
    pub(super) by_noun: HashMap<Box<str>, Vec<usize>>,
}

/// The frames that a word triggers. A word that begins with a capital may be no name: "Talks"; a
/// gerund may have been taken for a noun: "after meeting Doe".
pub(super) fn triggered<'i>(
    index: &'i HashMap<Box<str>, Triggered>,
    lemma: &str,
    token: Option<&Word<'_>>,
) -> Option<&'i Triggered> {
    let other = || {
        let unsure = |token: &&Word<'_>| token.is_capitalised() || token.lower.ends_with("ing");
        let token = token.filter(unsure)?;
        token.lemmas().iter().find_map(|lemma| index.get(lemma))
    };
    index.get(lemma).or_else(other)
}

impl Triggered {
    pub(super) fn add(&mut self, number: usize, frame: &Frame) {
        self.all.push(number);
        match frame.nouns.first() {
            None => self.bare.push(number),
            Some(noun) => {
                for lemma in &noun.lemmas {
                    self.by_noun.entry(lemma.as_str().into()).or_default().push(number);
                    if let Some((_, last)) = lemma.rsplit_once('-') {
                        self.by_noun.entry(last.into()).or_default().push(number);
                    }
                }
            }
        }
    }

    /// The frames whose first noun, if they have one, is among the arguments, in their order.
    pub(super) fn beside(&self, scene: &Scene<'_, '_>, arguments: &[Argument]) -> Cow<'_, [usize]> {
        let mut frames = Cow::Borrowed(&*self.bare);
        if self.by_noun.is_empty() {
            return frames;
        }
        let nouns = arguments.iter().flat_map(|argument| scene.described(argument.word));
        for noun in nouns {
            let last = scene.last_token(noun);
            let lemmas = last.iter().flat_map(|last| last.lemmas()).map(|lemma| &**lemma);
            let written = last.map(|last| &*last.lower);
            let forms = lemmas.chain(written).chain([&*scene.tree.words()[noun].lemma]);
            for with_noun in forms.filter_map(|form| self.by_noun.get(form)) {
                frames.to_mut().extend(with_noun);
            }
        }
        if let Cow::Owned(frames) = &mut frames {
            frames.sort_unstable();
            frames.dedup();
        }
        frames
    }
}
