//! A sentence as frames see it: its tree, with the phrases that stand on the words.

use std::{cell::OnceCell, collections::HashSet};

use super::{
    Clauses,
    frame::{Prepositions, Taken},
};
use crate::{
    english::{Analysis, Argument, Relation as Label},
    matcher::{Filler, Form as NameForm, Phrase, Word},
    rules::base,
};

/// A sentence with its tree and the phrases that stand on it.
pub(super) struct Scene<'s> {
    pub(super) clauses: &'s Clauses,
    pub(super) tree: &'s Analysis,
    pub(super) words: &'s [Word<'s>],
    pub(super) phrases: &'s [Phrase],
    /// The phrases that each word of the tree stands for.
    named: Vec<Vec<usize>>,
    /// What else is known of each word; most are never asked about.
    known: Vec<OnceCell<Box<Known>>>,
}

/// What is known of a word, each thing worked out when first asked for: many frames ask the same.
#[derive(Clone, Default)]
struct Known {
    arguments: OnceCell<Vec<Argument>>,
    conjuncts: OnceCell<Vec<usize>>,
    described: OnceCell<Vec<usize>>,
    first_nouns: OnceCell<Vec<usize>>,
    /// The numbers of what it may be as a preposition.
    prepositions: OnceCell<[Option<usize>; 2]>,
    /// By list of types, without and with adjectives.
    fillers: OnceCell<Box<[OnceCell<Vec<Filler>>]>>,
}

impl<'s> Scene<'s> {
    pub(super) fn new(
        clauses: &'s Clauses,
        tree: &'s Analysis,
        words: &'s [Word<'s>],
        phrases: &'s [Phrase],
    ) -> Self {
        let mut named: Vec<Vec<usize>> = vec![Vec::new(); tree.words().len()];
        for (index, phrase) in phrases.iter().enumerate() {
            let Some(word) = tree.word_of(phrase.name.end - 1) else { continue };
            let named = &mut named[word];
            let length = phrase.extent.len();
            // of phrases within each other the outer one is meant: "Russian President Putin"
            match named.first().map(|known| phrases[*known].extent.len()) {
                Some(known) if known > length => {}
                Some(known) if known == length => named.push(index),
                _ => *named = vec![index],
            }
        }
        let known = vec![OnceCell::new(); tree.words().len()];
        Self { clauses, tree, words, phrases, named, known }
    }

    /// The phrases that a word stands for.
    pub(super) fn phrases_of(&self, word: usize) -> &[usize] {
        &self.named[word]
    }

    fn known(&self, word: usize) -> &Known {
        self.known[word].get_or_init(Box::default)
    }

    /// The arguments of a word that may be a trigger.
    pub(super) fn arguments(&self, word: usize) -> &[Argument] {
        let Clauses { lists, .. } = self.clauses;
        self.known(word).arguments.get_or_init(|| match self.tree.is_verb(word) {
            true => self.tree.arguments_of_verb(word, lists),
            false => self.tree.arguments_of_noun(word, lists),
        })
    }

    /// A word and those joined with it.
    pub(super) fn conjuncts(&self, word: usize) -> &[usize] {
        self.known(word).conjuncts.get_or_init(|| self.tree.conjuncts(word))
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
    pub(super) fn described(&self, word: usize) -> &[usize] {
        self.known(word).described.get_or_init(|| {
            let row = self.row(word);
            let words = self.tree.words();
            // a participle may be taken for a noun
            let participles = |noun: usize| {
                let compounds = self.tree.dependents_by(noun, Label::Compound);
                compounds.filter(|word| words[*word].lemma.ends_with("ing"))
            };
            let adjectives: Vec<usize> = row
                .iter()
                .flat_map(|noun| {
                    self.tree.dependents_by(*noun, Label::Amod).chain(participles(*noun))
                })
                .collect();
            row.into_iter().chain(adjectives).collect()
        })
    }

    /// The numbers of the nouns, of those with which a frame may begin, that [`is_any`] finds in what
    /// the word describes.
    ///
    /// [`is_any`]: Self::is_any
    pub(super) fn first_nouns(&self, word: usize) -> &[usize] {
        self.known(word).first_nouns.get_or_init(|| {
            let forms = self.described(word).iter().flat_map(|noun| {
                let last = self.last_token(*noun);
                let lemmas = last.into_iter().flat_map(|last| last.lemmas()).map(|lemma| &**lemma);
                let written = last.map(|last| &*last.lower);
                lemmas.chain(written).chain([&*self.tree.words()[*noun].lemma])
            });
            let numbers = &self.clauses.numbers.nouns;
            let mut nouns: Vec<usize> =
                forms.filter_map(|form| numbers.get(form).copied()).collect();
            nouns.sort_unstable();
            nouns.dedup();
            nouns
        })
    }

    pub(super) fn last_token(&self, word: usize) -> Option<&'s Word<'s>> {
        self.words.get(self.tree.words()[word].tokens.end - 1)
    }

    pub(super) fn is_listed(&self, word: usize, list: &HashSet<Box<str>>) -> bool {
        let word = &self.tree.words()[word];
        !word.folded && list.contains(&word.lemma)
    }

    pub(super) fn is_preposition(&self, case: usize, prepositions: &Prepositions) -> bool {
        let known = self.known(case).prepositions.get_or_init(|| {
            let case = &self.tree.words()[case];
            let numbers = &self.clauses.numbers.prepositions;
            let written = &*self.words[case.tokens.start].lower;
            [&*case.lemma, written].map(|form| numbers.get(form).copied())
        });
        prepositions.numbers.iter().any(|number| known.contains(&Some(*number)))
    }

    /// Whether a preposition is one of these.
    pub(super) fn is_one_of(&self, case: usize, prepositions: &[&str]) -> bool {
        let case = &self.tree.words()[case];
        let written = &*self.words[case.tokens.start].lower;
        prepositions.iter().any(|known| [&*case.lemma, written].contains(known))
    }

    /// Whether one of the prepositions is a particle in the text: "took it over".
    pub(super) fn has_particle(&self, verb: usize, prepositions: &Prepositions) -> bool {
        let words = self.tree.words();
        let mut particles = self
            .tree
            .dependents_by(verb, Label::CompoundPrt)
            .chain(self.tree.dependents_by(verb, Label::Advmod));
        particles.any(|particle| prepositions.has(&words[particle].lemma))
    }

    /// What a word, and those joined with it, name that a role takes.
    pub(super) fn fillers(&self, word: usize, taken: &Taken, adjectives: bool) -> &[Filler] {
        self.fillers_of(word, taken.list, adjectives)
    }

    /// What a word, and those joined with it, name that is of one of a list of types.
    pub(super) fn fillers_of(&self, word: usize, list: usize, adjectives: bool) -> &[Filler] {
        let lists = &self.clauses.types_of_roles;
        let known =
            self.known(word).fillers.get_or_init(|| vec![OnceCell::new(); 2 * lists.len()].into());
        known[2 * list + usize::from(adjectives)]
            .get_or_init(|| self.find_fillers(word, &lists[list], adjectives))
    }

    /// A word and those joined with it, and what they are parts of: "a series of strikes".
    pub(super) fn row(&self, word: usize) -> Vec<usize> {
        let mut row = self.conjuncts(word).to_vec();
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
        self.phrases_of(word).iter().any(|index| {
            self.phrases[*index].readings.iter().any(|reading| {
                let place = types.is_a(&reading.r#type, &base::PLACE.into());
                let country = types.is_a(&reading.r#type, &base::COUNTRY.into());
                (place || reading.located) && !country || reading.form == NameForm::Seat
            })
        })
    }
}
