//! What the network sees of a word: its form, beginnings and endings, and its shape.
//!
//! Each is a 64-bit hash; those seen often enough in training have a row of numbers, the others
//! are passed over. A folded name is one feature, the same for every name.

use std::{
    collections::{BTreeMap, HashMap},
    hash::{BuildHasherDefault, Hasher},
};

/// A word as it comes to the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form<'a> {
    /// A token.
    Plain(&'a str),
    /// A known name with what belongs to it, as one word.
    Folded,
}

/// The row of words that are not in the vocabulary.
pub(crate) const UNKNOWN: u32 = 0;

/// The features that have a row, as hashes; the first feature of a word is the word itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Vocabulary {
    keys: Vec<u64>,
    rows: HashMap<u64, u32, BuildHasherDefault<Unchanged>>,
}

impl Vocabulary {
    /// The vocabulary with these features, in the order of their rows after [`UNKNOWN`].
    pub(crate) fn new(keys: Vec<u64>) -> Self {
        let rows = keys.iter().zip(UNKNOWN + 1..).map(|(key, row)| (*key, row)).collect();
        Self { keys, rows }
    }

    /// The features that occur often enough among `forms`: words twice, parts of words four times.
    pub(crate) fn learn<'a>(forms: impl IntoIterator<Item = Form<'a>>) -> Self {
        let mut counts = BTreeMap::<u64, (u32, u32)>::new();
        for form in forms {
            let mut needed = 2;
            features(form, |key| {
                counts.entry(key).or_insert((0, needed)).0 += 1;
                needed = 4;
            });
        }
        let frequent = counts.into_iter().filter(|(_, (count, needed))| count >= needed);
        Self::new(frequent.map(|(key, _)| key).collect())
    }

    pub(crate) fn keys(&self) -> &[u64] {
        &self.keys
    }

    /// The number of rows, that of unknown words included.
    pub(crate) fn len(&self) -> usize {
        self.keys.len() + 1
    }

    /// Puts the rows of a word behind `out`: first the word's own or [`UNKNOWN`].
    pub(crate) fn rows(&self, form: Form<'_>, out: &mut Vec<u32>) {
        let first = out.len();
        features(form, |key| match self.rows.get(&key) {
            Some(row) => out.push(*row),
            None if out.len() == first => out.push(UNKNOWN),
            None => {}
        });
    }
}

/// Letters of the longest beginning and ending.
const LONGEST: (usize, usize) = (4, 5);

/// Calls `each` with the features of a word, the word itself first.
fn features(form: Form<'_>, mut each: impl FnMut(u64)) {
    let Form::Plain(form) = form else {
        return each(hash(0, ""));
    };
    let lower = form.to_lowercase();
    each(hash(1, &lower));
    let ends = lower.char_indices().map(|(at, letter)| at + letter.len_utf8());
    for (length, end) in (0u8..).zip(ends.take(LONGEST.0)) {
        each(hash(10 + length, &lower[..end]));
    }
    let starts = lower.char_indices().rev().map(|(at, _)| at);
    for (length, start) in (0u8..).zip(starts.take(LONGEST.1)) {
        each(hash(20 + length, &lower[start..]));
    }
    each(hash(2, &shape(form)));
}

/// The kinds of characters of a word, runs of a kind shortened to two: `Xxx` is `Xx`, `F-16` `X-dd`.
fn shape(form: &str) -> String {
    let mut out = String::new();
    let (mut last, mut run) = (' ', 0);
    for character in form.chars() {
        let kind = match character {
            _ if character.is_uppercase() => 'X',
            _ if character.is_alphabetic() => 'x',
            _ if character.is_numeric() => 'd',
            _ => character,
        };
        run = if kind == last { run + 1 } else { 1 };
        last = kind;
        if run <= 2 {
            out.push(kind);
        }
    }
    out
}

/// FNV-1a over a kind of feature and its text.
fn hash(kind: u8, text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in std::iter::once(kind).chain(text.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

/// Takes a hash as it is.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Unchanged(u64);

impl Hasher for Unchanged {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, UNKNOWN, Vocabulary, shape};

    fn rows(vocabulary: &Vocabulary, form: Form<'_>) -> Vec<u32> {
        let mut out = Vec::new();
        vocabulary.rows(form, &mut out);
        out
    }

    #[test]
    fn shapes_show_capitals_digits_and_signs() {
        for (form, expected) in
            [("Kyiv", "Xxx"), ("F-16", "X-dd"), ("U.S.", "X.X."), ("1,000", "d,dd"), ("é", "x")]
        {
            assert_eq!(shape(form), expected);
        }
    }

    #[test]
    fn unknown_words_keep_their_known_endings() {
        let words = ["talking", "talking", "walking", "walking", "king", "king"];
        let vocabulary = Vocabulary::learn(words.map(Form::Plain));
        let unknown = rows(&vocabulary, Form::Plain("stalking"));
        let known = rows(&vocabulary, Form::Plain("talking"));
        assert_eq!(unknown[0], UNKNOWN);
        assert_ne!(known[0], UNKNOWN);
        assert!(unknown[1..].iter().filter(|row| known.contains(row)).count() >= 4);
    }

    #[test]
    fn every_folded_name_looks_the_same() {
        let vocabulary = Vocabulary::learn([Form::Folded, Form::Folded, Form::Plain("x")]);
        assert_eq!(rows(&vocabulary, Form::Folded), [1]);
    }
}
