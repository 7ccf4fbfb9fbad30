//! Words in and around a name that speak for what it is the name of.

use std::collections::{BTreeSet, HashMap};

use super::Word;
use crate::{
    id::{RuleId, TypeId},
    rules::RuleSet,
    span::TokenRange,
};

/// The `[[evidence]]` of the rules, by word.
#[derive(Debug, Default)]
pub struct WordEvidence {
    first: Index,
    last: Index,
    before: Index,
    after: Index,
}

/// Something that speaks for a type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spoken {
    /// The type.
    pub r#type: TypeId,
    /// What says so.
    pub rule: RuleId,
    /// How much it counts.
    pub weight: u8,
}

/// Listed words by their word nearest to where they are looked for.
#[derive(Debug, Default)]
struct Index(HashMap<Box<str>, Vec<Entry>>);

/// Listed words, the nearest first, and what they speak for.
#[derive(Debug)]
struct Entry {
    words: Vec<Box<str>>,
    spoken: Spoken,
}

impl WordEvidence {
    pub(super) fn new(rules: &RuleSet) -> Self {
        let mut all = Self::default();
        for evidence in &rules.evidence {
            let spoken = Spoken {
                r#type: evidence.r#type.clone(),
                rule: evidence.id.clone(),
                weight: evidence.weight,
            };
            for (index, words, backwards) in [
                (&mut all.first, &evidence.first, false),
                (&mut all.last, &evidence.last, true),
                (&mut all.before, &evidence.before, true),
                (&mut all.after, &evidence.after, false),
            ] {
                for listed in words {
                    index.add(listed, backwards, &spoken);
                }
            }
        }
        all
    }

    /// All that speaks for what the tokens `name` are the name of.
    pub fn of(&self, words: &[Word<'_>], name: TokenRange) -> Vec<Spoken> {
        let first = self.by_first(words, name.start).into_iter().map(|spoken| {
            // a first word alone speaks less clearly: "Victoria"
            let weight = if name.len() == 1 { 1 } else { spoken.weight };
            Spoken { weight, ..spoken.clone() }
        });
        let mut others = self.by_head(words, name);
        others.extend(self.by_before(words, name.start));
        others.extend(self.after.at(&mut words[name.end..].iter()));
        first.chain(others.into_iter().cloned()).collect()
    }

    /// What the first word of a name that starts at `start` speaks for.
    pub fn by_first(&self, words: &[Word<'_>], start: usize) -> Vec<&Spoken> {
        self.first.at(&mut words[start..].iter())
    }

    /// What the last words of a name of several words speak for.
    pub fn by_head(&self, words: &[Word<'_>], name: TokenRange) -> Vec<&Spoken> {
        // a head alone is no name: "the Council"
        self.last.at(&mut words[(name.start + 1).min(name.end)..name.end].iter().rev())
    }

    /// What the words before a name that starts at `start` speak for.
    pub fn by_before(&self, words: &[Word<'_>], start: usize) -> Vec<&Spoken> {
        self.before.at(&mut words[..start].iter().rev())
    }
}

impl Index {
    fn add(&mut self, listed: &str, backwards: bool, spoken: &Spoken) {
        let mut words: Vec<Box<str>> = listed.split_whitespace().map(Box::from).collect();
        if backwards {
            words.reverse();
        }
        if let Some(nearest) = words.first().map(|word| word.to_lowercase().into_boxed_str()) {
            let entry = Entry { words, spoken: spoken.clone() };
            self.0.entry(nearest).or_default().push(entry);
        }
    }

    /// What the words that come first speak for.
    fn at<'i, 'w, 't: 'w>(
        &'i self,
        words: &mut (impl Iterator<Item = &'w Word<'t>> + Clone),
    ) -> Vec<&'i Spoken> {
        let Some(nearest) = words.clone().next() else { return Vec::new() };
        let lemmas = nearest.lemmas().iter().map(|lemma| &**lemma);
        let keys: BTreeSet<&str> = lemmas.chain([&*nearest.lower]).collect();
        let entries = keys.into_iter().filter_map(|key| self.0.get(key)).flatten();
        entries
            .filter(|entry| {
                let mut there = words.clone();
                entry.words.iter().all(|listed| there.next().is_some_and(|word| is(word, listed)))
            })
            .map(|entry| &entry.spoken)
            .collect()
    }
}

/// Whether the word is the listed one, which in lower case matches any case and, where it is a
/// dictionary form, any form.
fn is(word: &Word<'_>, listed: &str) -> bool {
    word.form == listed || *word.lower == *listed || word.has_lemma(listed)
}
