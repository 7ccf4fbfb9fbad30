//! A sentence as frames see it: its tree, with the phrases that stand on the words.

use std::{cell::OnceCell, collections::HashSet};

use super::{Clauses, compile::Taken};
use crate::{
    english::{Analysis, Relation as Label},
    matcher::{Filler, Form as NameForm, Phrase, Word},
    rules::base,
};

/// The fillers that a word gives, by what roles take, each worked out when first asked for.
type FillersByType = Box<[OnceCell<Vec<Filler>>]>;

/// A sentence with its tree and the phrases that stand on it.
pub(super) struct Scene<'s, 't> {
    pub(super) clauses: &'s Clauses,
    pub(super) tree: &'s Analysis,
    pub(super) words: &'s [Word<'t>],
    pub(super) phrases: &'s [Phrase],
    /// The phrases that each word of the tree stands for.
    pub(super) named: Vec<Vec<usize>>,
    /// What was found already of each word: by list of types, without and with adjectives.
    pub(super) fillers: Vec<OnceCell<FillersByType>>,
}

impl<'s, 't> Scene<'s, 't> {
    pub(super) fn new(
        clauses: &'s Clauses,
        tree: &'s Analysis,
        words: &'s [Word<'t>],
        phrases: &'s [Phrase],
    ) -> Self {
        let mut named: Vec<Vec<usize>> = vec![Vec::new(); tree.words().len()];
        for (index, phrase) in phrases.iter().enumerate() {
            let Some(word) = tree.word_of(phrase.name.end - 1) else { continue };
            let length = phrase.extent.len();
            // of phrases within each other the outer one is meant: "Russian President Putin"
            match named[word].first().map(|known| phrases[*known].extent.len()) {
                Some(known) if known > length => {}
                Some(known) if known == length => named[word].push(index),
                _ => named[word] = vec![index],
            }
        }
        let fillers = vec![OnceCell::new(); tree.words().len()];
        Self { clauses, tree, words, phrases, named, fillers }
    }

    /// Whether the word is, or ends in, one of these dictionary forms.
    pub(super) fn is_any(&self, word: usize, lemmas: &[String]) -> bool {
        let Some(last) = self.last_token(word) else { return false };
        let lemma = &*self.tree.words()[word].lemma;
        lemmas.iter().any(|known| {
            **known == *lemma || last.has_lemma(known) || self.is_hyphenated(word, known)
        })
    }

    /// Whether the word and what a hyphen joins to it are this dictionary form: "cease-fire".
    fn is_hyphenated(&self, word: usize, lemma: &str) -> bool {
        let Some((first, last)) = lemma.rsplit_once('-') else { return false };
        let end = self.tree.words()[word].tokens.end;
        let Some(start) = end.checked_sub(3) else { return false };
        let Some([before, hyphen, token]) = self.words.get(start..end) else { return false };
        hyphen.form == "-" && *before.lower == *first && token.has_lemma(last)
    }

    /// A word and those joined with it, and the adjectives before them: "a scathing attack".
    pub(super) fn described(&self, word: usize) -> impl Iterator<Item = usize> {
        let row = self.row(word);
        let words = self.tree.words();
        // a participle may be taken for a noun
        let participles = |noun: usize| {
            let compounds = self.tree.dependents_by(noun, Label::Compound);
            compounds.filter(|word| words[*word].lemma.ends_with("ing"))
        };
        let adjectives: Vec<usize> = row
            .iter()
            .flat_map(|noun| self.tree.dependents_by(*noun, Label::Amod).chain(participles(*noun)))
            .collect();
        row.into_iter().chain(adjectives)
    }

    pub(super) fn last_token(&self, word: usize) -> Option<&Word<'t>> {
        self.words.get(self.tree.words()[word].tokens.end - 1)
    }

    pub(super) fn is_listed(&self, word: usize, list: &HashSet<Box<str>>) -> bool {
        let word = &self.tree.words()[word];
        !word.folded && list.contains(&word.lemma)
    }

    pub(super) fn is_preposition(&self, case: usize, prepositions: &[String]) -> bool {
        let case = &self.tree.words()[case];
        prepositions.iter().any(|preposition| {
            **preposition == *case.lemma || self.words[case.tokens.start].lower == **preposition
        })
    }

    /// Whether one of the prepositions is a particle in the text: "took it over".
    pub(super) fn has_particle(&self, verb: usize, prepositions: &[String]) -> bool {
        let words = self.tree.words();
        let mut particles = self
            .tree
            .dependents_by(verb, Label::CompoundPrt)
            .chain(self.tree.dependents_by(verb, Label::Advmod));
        particles.any(|particle| prepositions.iter().any(|p| **p == *words[particle].lemma))
    }

    /// What a word, and those joined with it, name that a role takes.
    pub(super) fn fillers(&self, word: usize, taken: &Taken, adjectives: bool) -> &[Filler] {
        self.fillers_of(word, taken.list, adjectives)
    }

    /// What a word, and those joined with it, name that is of one of a list of types.
    pub(super) fn fillers_of(&self, word: usize, list: usize, adjectives: bool) -> &[Filler] {
        let lists = &self.clauses.types_of_roles;
        let known =
            self.fillers[word].get_or_init(|| vec![OnceCell::new(); 2 * lists.len()].into());
        known[2 * list + usize::from(adjectives)]
            .get_or_init(|| self.find_fillers(word, &lists[list], adjectives))
    }

    /// A word and those joined with it, and what they are parts of: "a series of strikes".
    pub(super) fn row(&self, word: usize) -> Vec<usize> {
        let mut row = self.tree.conjuncts(word);
        let parts: Vec<usize> = row
            .iter()
            .filter(|part| self.is_listed(**part, &self.clauses.nominal.parts))
            .flat_map(|part| self.tree.dependents_by(*part, Label::Nmod))
            .filter(|whole| self.stands_behind(*whole, &["of"]))
            .collect();
        row.extend(parts);
        row
    }

    /// Whether one of these prepositions stands before the word.
    pub(super) fn stands_behind(&self, word: usize, prepositions: &[&str]) -> bool {
        let words = self.tree.words();
        let mut cases = self.tree.dependents_by(word, Label::Case);
        cases.any(|case| prepositions.contains(&&*words[case].lemma))
    }

    /// Whether a word names where something is: of "White House meeting" it is the place.
    pub(super) fn is_somewhere(&self, word: usize) -> bool {
        let types = &self.clauses.types;
        self.named[word].iter().any(|index| {
            self.phrases[*index].readings.iter().any(|reading| {
                let place = types.is_a(&reading.r#type, &base::PLACE.into());
                let country = types.is_a(&reading.r#type, &base::COUNTRY.into());
                (place || reading.located) && !country || reading.form == NameForm::Seat
            })
        })
    }
}
