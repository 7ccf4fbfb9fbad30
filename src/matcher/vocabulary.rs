//! The words of the known names, numbered.
//!
//! One table for all of them: the words lie in one text, a line each, and a slot holds a word's
//! number with half of its hash, so that a word of a document that is in no name costs one hash
//! and, nearly always, one look, and one that is in a name two.

use std::collections::BTreeSet;

use crate::id;

/// The number of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Symbol(u32);

impl Symbol {
    /// That of every word that is in no name.
    pub(super) const NONE: Self = Self(u32::MAX);

    /// As an index.
    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Words and their numbers, counted from 0.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// All words, each ended by [`END`], which no token holds.
    text: String,
    /// A power of two of them, at least half of them empty.
    slots: Box<[Slot]>,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    /// The upper half of the word's hash; the lower half says where to look.
    hash: u32,
    /// The byte of the text at which the word starts.
    start: u32,
    symbol: Symbol,
}

const END: char = '\n';

impl Vocabulary {
    /// Numbers the words, `first` before `others`, both in their order.
    pub(super) fn new(first: &BTreeSet<&str>, others: &BTreeSet<&str>) -> Self {
        let words = || first.iter().chain(others.difference(first));
        let empty = Slot { hash: 0, start: 0, symbol: Symbol::NONE };
        let mut vocabulary = Self {
            text: String::with_capacity(words().map(|word| word.len() + END.len_utf8()).sum()),
            slots: vec![empty; (2 * words().count() + 1).next_power_of_two()].into(),
        };
        for (word, number) in words().zip(0..) {
            let start = u32::try_from(vocabulary.text.len()).expect("names have less than 4 GB");
            vocabulary.text.push_str(word);
            vocabulary.text.push(END);
            let (mut at, hash) = vocabulary.first_slot(word);
            while vocabulary.slots[at].symbol != Symbol::NONE {
                at = (at + 1) & (vocabulary.slots.len() - 1);
            }
            vocabulary.slots[at] = Slot { hash, start, symbol: Symbol(number) };
        }
        vocabulary
    }

    /// The number of a word; [`Symbol::NONE`] if it has none.
    pub(super) fn symbol(&self, word: &str) -> Symbol {
        let (mut at, hash) = self.first_slot(word);
        loop {
            let slot = self.slots[at];
            let found = slot.hash == hash && self.is_at(slot.start, word);
            if found || slot.symbol == Symbol::NONE {
                return slot.symbol;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// The slot at which looking for `word` starts, and what its slot holds of its hash.
    fn first_slot(&self, word: &str) -> (usize, u32) {
        let hash = id::hash(word);
        (hash as usize & (self.slots.len() - 1), (hash >> 32) as u32)
    }

    /// Whether the word that starts at byte `start` of the text is `word`.
    fn is_at(&self, start: u32, word: &str) -> bool {
        let rest = self.text.get(start as usize..).and_then(|text| text.strip_prefix(word));
        rest.is_some_and(|rest| rest.starts_with(END))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_numbered_once_and_others_have_no_number() {
        let (first, others) = (BTreeSet::from(["b", "d"]), BTreeSet::from(["a", "b", "c"]));
        let vocabulary = Vocabulary::new(&first, &others);
        let number = |word: &str| vocabulary.symbol(word).index();
        assert_eq!(["b", "d", "a", "c"].map(number), [0, 1, 2, 3]);
        assert_eq!(["", "ab", "D"].map(|word| vocabulary.symbol(word)), [Symbol::NONE; 3]);
    }

    #[test]
    fn no_words_are_a_vocabulary_too() {
        let vocabulary = Vocabulary::new(&BTreeSet::new(), &BTreeSet::new());
        assert_eq!(vocabulary.symbol("a"), Symbol::NONE);
    }
}
