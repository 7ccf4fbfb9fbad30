//! Which frames a word may trigger.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
};

use super::scene::Scene;
use crate::{
    english::Argument,
    matcher::{Word, stopwatch::Stopwatch},
};

/// The rules of one trigger, by their numbers, those of one frame together.
#[derive(Debug, Default)]
pub(super) struct Triggered {
    pub(super) all: Vec<usize>,
    pub(super) groups: Vec<Group>,
    /// The groups whose frame has no nouns.
    bare: Vec<usize>,
    /// Those of a frame with nouns, by the numbers of the forms of the first.
    by_noun: BTreeMap<usize, Vec<usize>>,
    /// Which group has a frame.
    by_frame: HashMap<usize, usize>,
}

/// Rules that say something in the same way.
#[derive(Debug)]
pub(super) struct Group {
    /// The number of the frame.
    pub(super) frame: usize,
    /// The numbers of the rules.
    pub(super) rules: Vec<usize>,
    pub(super) stopwatch: Stopwatch,
}

/// The rules that a word triggers. A word that begins with a capital may be no name: "Talks"; a
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
    /// Adds a rule with the numbers of its frame and of the forms of its first noun, if it has one.
    pub(super) fn add(&mut self, rule: usize, frame: usize, first_noun: Option<&[usize]>) {
        self.all.push(rule);
        let next = self.groups.len();
        let group = *self.by_frame.entry(frame).or_insert(next);
        if group < next {
            self.groups[group].rules.push(rule);
            return;
        }
        self.groups.push(Group { frame, rules: vec![rule], stopwatch: Stopwatch::default() });
        match first_noun {
            None => self.bare.push(group),
            Some(forms) => {
                for form in forms {
                    self.by_noun.entry(*form).or_default().push(group);
                }
            }
        }
    }

    /// The groups whose first noun, if they have one, is among the arguments.
    pub(super) fn beside(&self, scene: &Scene<'_>, arguments: &[Argument]) -> Cow<'_, [usize]> {
        let mut groups = Cow::Borrowed(&*self.bare);
        if self.by_noun.is_empty() {
            return groups;
        }
        let nouns = arguments.iter().flat_map(|argument| scene.first_nouns(argument.word));
        for with_noun in nouns.filter_map(|noun| self.by_noun.get(noun)) {
            groups.to_mut().extend(with_noun);
        }
        if let Cow::Owned(groups) = &mut groups {
            groups.sort_unstable();
            groups.dedup();
        }
        groups
    }
}
