//! The words of the known names, numbered.
//!
//! One table for all of them: the words lie end to end in one text, and a slot holds a word's
//! number with half of its hash, so that a word of a document that is in no name costs one hash
//! and, nearly always, one look.

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
    /// All words, end to end.
    text: String,
    /// The byte of `text` at which each word ends.
    ends: Vec<u32>,
    /// A power of two of them, at least half of them empty.
    slots: Box<[Slot]>,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    /// The upper half of the word's hash; the lower half says where to look.
    hash: u32,
    symbol: Symbol,
}

impl Vocabulary {
    /// Numbers the words, `first` before `others`, both in their order.
    pub(super) fn new(first: &BTreeSet<&str>, others: &BTreeSet<&str>) -> Self {
        let words = || first.iter().chain(others.difference(first));
        let count = words().count();
        let empty = Slot { hash: 0, symbol: Symbol::NONE };
        let mut vocabulary = Self {
            text: String::with_capacity(words().map(|word| word.len()).sum()),
            ends: Vec::with_capacity(count),
            slots: vec![empty; (2 * count + 1).next_power_of_two()].into(),
        };
        for (word, number) in words().zip(0..) {
            vocabulary.text.push_str(word);
            let end = vocabulary.text.len();
            vocabulary.ends.push(u32::try_from(end).expect("names have less than 4 GB of words"));
            let (mut at, hash) = vocabulary.start(word);
            while vocabulary.slots[at].symbol != Symbol::NONE {
                at = (at + 1) & (vocabulary.slots.len() - 1);
            }
            vocabulary.slots[at] = Slot { hash, symbol: Symbol(number) };
        }
        vocabulary
    }

    /// The number of a word; [`Symbol::NONE`] if it has none.
    pub(super) fn symbol(&self, word: &str) -> Symbol {
        let (mut at, hash) = self.start(word);
        loop {
            let slot = self.slots[at];
            let found = slot.hash == hash && self.word(slot.symbol) == Some(word);
            if found || slot.symbol == Symbol::NONE {
                return slot.symbol;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// The slot at which looking for `word` starts, and what its slot holds of its hash.
    fn start(&self, word: &str) -> (usize, u32) {
        let hash = id::hash(word);
        (hash as usize & (self.slots.len() - 1), (hash >> 32) as u32)
    }

    fn word(&self, symbol: Symbol) -> Option<&str> {
        let end = *self.ends.get(symbol.index())? as usize;
        let start = symbol.index().checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        Some(&self.text[start..end])
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
