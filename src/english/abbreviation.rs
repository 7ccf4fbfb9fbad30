//! Words written with a full stop that ends no sentence: "Mr.", "No.", "U.S.".
//!
//! The lists come from outside, as plain strings; what is spelled letter by letter ("U.N.",
//! "a.m.") and initials of names are known by their shape and need no list.

use std::collections::BTreeMap;

/// Abbreviations, by what may follow them.
///
/// ```
/// use whowhom::english::Abbreviations;
///
/// let abbreviations = Abbreviations::new(["Mr.", "Gen."], ["No.", "Jan."], ["Inc.", "etc."]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Abbreviations(BTreeMap<Box<str>, Entry>);

/// An abbreviation, known by its letters in lower case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Entry {
    follower: Follower,
    /// Whether it is written with a capital, so that "no." is not "No.".
    capitalised: bool,
}

/// What may follow an abbreviation without a sentence ending there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Follower {
    /// A name: "Gen. Smith".
    Name,
    /// A number: "No. 10".
    Number,
    /// Anything, a new sentence too: "Inc.".
    #[default]
    Anything,
}

impl Abbreviations {
    /// The abbreviations of the three lists, each written with its full stop.
    ///
    /// `before_names` never end a sentence, `before_numbers` are abbreviations only where a number
    /// or the rest of the sentence follows, `anywhere` may end a sentence or not. One that stands
    /// in two lists is of the later. Capital letters are matched by capital letters: "Gen." is
    /// also "GEN.", but not "gen.".
    pub fn new<T: AsRef<str>>(
        before_names: impl IntoIterator<Item = T>,
        before_numbers: impl IntoIterator<Item = T>,
        anywhere: impl IntoIterator<Item = T>,
    ) -> Self {
        let mut entries = BTreeMap::new();
        let mut add = |written: &str, follower| {
            let letters = written.strip_suffix('.').unwrap_or(written);
            let capitalised = letters.starts_with(char::is_uppercase);
            entries.insert(letters.to_lowercase().into(), Entry { follower, capitalised });
        };
        before_names.into_iter().for_each(|written| add(written.as_ref(), Follower::Name));
        before_numbers.into_iter().for_each(|written| add(written.as_ref(), Follower::Number));
        anywhere.into_iter().for_each(|written| add(written.as_ref(), Follower::Anything));
        Self(entries)
    }

    /// What may follow `word`, written without its last full stop, if it is an abbreviation.
    pub(super) fn follower(&self, word: &str) -> Option<Follower> {
        let entry = self.0.get(word.to_lowercase().as_str())?;
        (!entry.capitalised || word.starts_with(char::is_uppercase)).then_some(entry.follower)
    }
}
