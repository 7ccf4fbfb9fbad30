//! The words of the rules that give a status, looked up for words of a tree.

use super::Reader;
use crate::{
    english::{self, Analysis, Relation, Upos},
    matcher::Word,
    rules::{StatusWords, WordLists},
    status::Status,
};

/// One of the lists that each status has.
pub(super) type List = fn(&StatusWords) -> &Vec<String>;

/// The words that give a status.
pub(super) struct Lists<'l> {
    lists: &'l WordLists,
}

impl<'l> Lists<'l> {
    pub(super) fn new(lists: &'l WordLists) -> Self {
        Self { lists }
    }

    /// The entries of a list, each with the status that it gives.
    fn entries(&self, list: List) -> impl Iterator<Item = (Status, &'l str)> {
        self.lists
            .status
            .iter()
            .flat_map(move |(status, words)| list(words).iter().map(|word| (*status, &**word)))
    }

    /// The status that a list gives to a single word in one of these forms.
    pub(super) fn word(&self, list: List, forms: &[&str]) -> Option<Status> {
        self.entries(list).find(|(_, entry)| forms.contains(entry)).map(|(status, _)| status)
    }

    /// The status of the longest entry of a list that one of `forms` is, or is a word of with
    /// `companions` as the others, and how many words it has.
    pub(super) fn phrase(
        &self,
        list: List,
        forms: &[&str],
        companions: &[&str],
    ) -> Option<(Status, usize)> {
        let matches = |entry: &str| {
            let mut found = false;
            entry.split(' ').all(|part| {
                let is_word = !found && forms.contains(&part);
                found |= is_word;
                is_word || companions.contains(&part)
            }) && found
        };
        self.entries(list)
            .filter(|(_, entry)| matches(entry))
            .map(|(status, entry)| (status, entry.split(' ').count()))
            .max_by_key(|(_, length)| *length)
    }

    /// Whether a verb only lends its object the shape of a deed: "provide aid".
    fn is_light(&self, lemma: &str) -> bool {
        self.lists.verbs.light.iter().any(|light| light == lemma)
    }

    /// Whether a verb leads somewhere, for what is done there: "fly".
    pub(super) fn is_motion(&self, lemma: &str) -> bool {
        self.lists.verbs.motion.iter().any(|motion| motion == lemma)
    }

    /// Whether what a verb with these particles is said of goes on before it: "end", "wind down".
    pub(super) fn is_ongoing(&self, lemma: &str, particles: &[&str]) -> bool {
        self.lists.verbs.ongoing.iter().any(|entry| match entry.split_once(' ') {
            Some((verb, particle)) => verb == lemma && particles.contains(&particle),
            None => entry == lemma,
        })
    }

    /// The entries of several words of a list, each split into them.
    pub(super) fn phrases(&self, list: List) -> impl Iterator<Item = (Status, Vec<&'l str>)> {
        self.entries(list)
            .filter(|(_, entry)| entry.contains(' '))
            .map(|(status, entry)| (status, entry.split(' ').collect()))
    }
}

impl Reader<'_, '_> {
    /// The word of this number.
    pub(super) fn word(&self, word: usize) -> &english::Word {
        &self.tree.words()[word]
    }

    /// The lower-case form of a word, of a name the first token.
    pub(super) fn lower(&self, word: usize) -> &str {
        &self.words[self.word(word).tokens.start].lower
    }

    /// The first subject that hangs from a word.
    pub(super) fn subject_of(&self, word: usize) -> Option<usize> {
        let below = self.tree.dependents(word).iter().copied();
        below.into_iter().find(|at| self.word(*at).relation.is_subject())
    }

    /// Its form and its lemma.
    pub(super) fn forms(&self, word: usize) -> [&str; 2] {
        [self.lower(word), &self.word(word).lemma]
    }

    /// The forms of what hangs from `word`, of what hangs from `below`, and of the prepositions of
    /// `word`: "called *on* Kyiv to".
    fn companions(&self, word: usize, below: usize) -> Vec<&str> {
        let obliques = self.tree.dependents_by(word, Relation::Obl);
        let cases = obliques.flat_map(|at| self.tree.dependents_by(at, Relation::Case));
        let hanging = [word, below].into_iter().flat_map(|at| self.tree.dependents(at)).copied();
        hanging.chain(cases).map(|at| self.lower(at)).collect()
    }

    /// The status that a word gives to `below`, which it governs, and whether the entry that says
    /// so has several words.
    ///
    /// A participle may stand among verbs ("expected") or adjectives ("set"), a gerund among verbs
    /// or nouns.
    pub(super) fn governs(&self, word: usize, below: usize) -> Option<(Status, bool)> {
        let verbs: List = |words| &words.verbs;
        let nouns: List = |words| &words.nouns;
        let adjectives: List = |words| &words.adjectives;
        let governor = self.word(word);
        let lists: &[List] = match governor.upos {
            Upos::Noun | Upos::Propn if governor.xpos == "VBG" => &[nouns, verbs],
            Upos::Noun | Upos::Propn | Upos::Pron => &[nouns],
            Upos::Adj => &[adjectives, verbs],
            Upos::Adv | Upos::Adp | Upos::Part | Upos::Intj => &[adjectives],
            _ if governor.xpos == "VBN" => &[verbs, adjectives],
            _ => &[verbs],
        };
        let companions = self.companions(word, below);
        let mut forms = self.forms(word).to_vec();
        if governor.upos == Upos::Adj && forms[0].ends_with("ed") {
            // "prepared" may be tagged as an adjective and listed as a verb
            let lemmas = self.words[governor.tokens.start].lemmas();
            forms.extend(lemmas.iter().map(|lemma| &**lemma));
        }
        lists.iter().find_map(|list| {
            let (status, length) = self.lists.phrase(*list, &forms, &companions)?;
            Some((status, length > 1))
        })
    }

    /// Whether a verb only lends its object the shape of a deed.
    pub(super) fn is_light(&self, word: usize) -> bool {
        self.lists.is_light(&self.word(word).lemma)
    }

    /// Whether words of `word` by `relation` have one of these forms.
    pub(super) fn has(&self, word: usize, relation: Relation, forms: &[&str]) -> bool {
        self.tree.dependents_by(word, relation).any(|at| forms.contains(&self.lower(at)))
    }
}

/// Whether the word before `end` is the last of `phrase`, and so on, where words of which `skip`
/// holds do not count; the first token of the phrase then.
pub(super) fn ends_with(
    words: &[Word<'_>],
    end: usize,
    phrase: &[&str],
    skip: impl Fn(usize) -> bool,
) -> Option<usize> {
    let mut at = end;
    for part in phrase.iter().rev() {
        loop {
            at = at.checked_sub(1)?;
            if words[at].has_lemma(part) {
                break;
            }
            if !skip(at) {
                return None;
            }
        }
    }
    Some(at)
}

/// Whether a token is an adverb, "not" included.
pub(super) fn is_adverb(tree: &Analysis, token: usize) -> bool {
    tree.word_of(token)
        .is_some_and(|word| tree.words()[word].upos == Upos::Adv || tree.words()[word].xpos == "RB")
}
