//! Who does what in a tree: the arguments of a verb or noun, whatever shape English gives them.
//!
//! "Tomahawks were supplied by the US", "the US, which supplied Tomahawks", "the US agreed to supply
//! Tomahawks": the subject of "supply" is "US" and its object "Tomahawks" in all of them. This module
//! is the one place that knows how: passive, relative clauses, control, conjunction, light verbs.
//! What it finds are words; what they name is not its business.
//!
//! [`verb`] and [`noun`] gather all arguments; [`subject`], [`object`] and [`oblique`] find those of
//! one kind; [`voice`], [`relative`] and [`control`] know the constructions.

mod control;
mod noun;
mod object;
mod oblique;
mod relative;
mod subject;
mod verb;
mod voice;

use std::collections::HashSet;

use super::{
    analysis::{Analysis, Word},
    label::{Relation, Upos},
};

/// How far control is followed: "plans to try to ask to meet".
const DEEPEST: usize = 6;

/// What an argument is to its verb or noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Function {
    /// Who does it; of a passive, what stands behind "by".
    Subject,
    /// What it is done to, second objects and complements too, in the order of the sentence.
    Object,
    /// What stands behind a preposition: the word that is it.
    Oblique {
        /// The preposition.
        case: usize,
    },
    /// A clause, named by its verb.
    Clause {
        /// "that", "to", "of", where there is one.
        mark: Option<usize>,
    },
    /// Whose it is: "*Russia*'s warning".
    Genitive,
    /// What stands before a noun without a sign: "*Russian* warning", "*arms* deal".
    Modifier,
}

/// By which way an argument belongs to its verb or noun. Words are given by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// It hangs there.
    Direct,
    /// The verb is passive.
    Passive,
    /// It is the noun that the clause modifies.
    Relative,
    /// It is told by the verb or noun that governs this one: "asked *him* to go".
    Controlled(usize),
    /// It is shared with another verb or noun of a row.
    Shared(usize),
    /// It hangs on another argument: "send missiles *to Kyiv*".
    On(usize),
    /// It hangs on the verb that only lends its shape: "held talks *with Iran*".
    Light(usize),
    /// It is the subject of the verb around: "*Trump* left for talks with".
    Context(usize),
}

/// An argument of a verb or noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Argument {
    /// What it is.
    pub function: Function,
    /// The word.
    pub word: usize,
    /// How it was found.
    pub route: Route,
}

/// Verbs of which more must be known than a tree tells, in dictionary form.
#[derive(Clone, Debug, Default)]
pub struct VerbLists {
    /// Verbs that lend a noun their shape: "hold" of "hold talks".
    pub light: HashSet<Box<str>>,
    /// Verbs whose object does what they govern: "press" of "press him to sell". With a
    /// preposition where what stands behind it does: "call on".
    pub control: HashSet<Box<str>>,
}

impl Analysis {
    /// The arguments of a verb: those that hang on it, then those that it has by construction.
    /// Of a copula, those of what it joins to its subject.
    ///
    /// # Panics
    ///
    /// If the sentence has no such word.
    pub fn arguments_of_verb(&self, verb: usize, lists: &VerbLists) -> Vec<Argument> {
        let mut reader = Reader { tree: self, lists, found: Vec::new() };
        match self.words()[verb] {
            Word { relation: Relation::Cop, head: Some(predicate), .. } => {
                reader.copula(predicate);
            }
            _ => reader.verb(verb),
        }
        reader.found
    }

    /// The arguments of a noun that states a deed: "talks", "sale", "warning".
    ///
    /// # Panics
    ///
    /// If the sentence has no such word.
    pub fn arguments_of_noun(&self, noun: usize, lists: &VerbLists) -> Vec<Argument> {
        let mut reader = Reader { tree: self, lists, found: Vec::new() };
        reader.noun(noun);
        reader.found
    }

    /// The word and those joined with it: "Poland" and "France" of "Poland and France".
    ///
    /// # Panics
    ///
    /// If the sentence has no such word.
    pub fn conjuncts(&self, word: usize) -> Vec<usize> {
        let mut row = vec![word];
        // "Doe and I will meet" may be read as two subjects
        row.extend(self.joined_beside(word));
        let mut at = 0;
        while at < row.len() {
            row.extend(
                self.dependents_by(row[at], Relation::Conj)
                    .filter(|other| !is_verbal(&self.words()[*other])),
            );
            at += 1;
        }
        row.sort_unstable();
        row.dedup();
        row
    }

    /// Words behind `word` that are the same to the same head and open with "and".
    fn joined_beside(&self, word: usize) -> Vec<usize> {
        let Word { head: Some(head), relation, .. } = self.words()[word] else { return Vec::new() };
        if !matches!(relation, Relation::Nsubj | Relation::NsubjPass | Relation::Obj) {
            return Vec::new();
        }
        self.dependents_by(head, relation)
            .filter(|other| {
                *other > word && self.dependents_by(*other, Relation::Cc).next().is_some()
            })
            .collect()
    }

    /// Whether a word is a verb: by its class, or because an auxiliary or "to" stands with it, as
    /// with a verb that the tagger does not know, or an object, as with a gerund taken for a noun.
    ///
    /// # Panics
    ///
    /// If the sentence has no such word.
    pub fn is_verb(&self, word: usize) -> bool {
        let words = self.words();
        is_verbal(&words[word])
            || self.object_of_gerund(word).is_some()
            || (!words[word].folded
                && self.dependents_by(word, Relation::Cop).next().is_none()
                && self.dependents(word).iter().any(|other| match words[*other].relation {
                    Relation::Aux | Relation::AuxPass => true,
                    Relation::Mark => words[*other].xpos == "TO",
                    _ => false,
                }))
    }

    /// The object of a gerund that the tree takes for a noun: it hangs there, or stands bare behind.
    fn object_of_gerund(&self, word: usize) -> Option<usize> {
        let words = self.words();
        let Word { xpos, head, folded, .. } = &words[word];
        let bare = self
            .dependents(word)
            .iter()
            .all(|below| !matches!(words[*below].relation, Relation::Det | Relation::Amod));
        if *folded || *xpos != "NN" || !bare || !words[word].lemma.ends_with("ing") {
            return None;
        }
        let next = || {
            let next = words.get(word + 1)?;
            let unmarked = next.folded && next.relation == Relation::OblUnmarked;
            (unmarked && next.head == *head).then_some(word + 1)
        };
        self.dependents_by(word, Relation::Obj).next().or_else(next)
    }

    /// The particle of this form that belongs to the verb: "out" of "pull out".
    ///
    /// # Panics
    ///
    /// If the sentence has no such word.
    pub fn particle(&self, verb: usize, form: &str) -> Option<usize> {
        let words = self.words();
        let hangs = self.dependents(verb).iter().copied().find(|word| {
            *words[*word].lemma == *form
                && matches!(
                    words[*word].relation,
                    Relation::CompoundPrt | Relation::Advmod | Relation::Obl | Relation::Case
                )
        });
        // the parser gives "out of Syria" to the place
        hangs.or_else(|| {
            let next = verb + 1;
            words.get(next).filter(|word| *word.lemma == *form).map(|_| next)
        })
    }
}

/// Whether a word is a verb by its class or tag.
fn is_verbal(word: &Word) -> bool {
    !word.folded && (matches!(word.upos, Upos::Verb | Upos::Aux) || word.xpos.starts_with("VB"))
}

fn is_name(word: &Word) -> bool {
    word.folded || word.upos == Upos::Propn
}

struct Reader<'t> {
    tree: &'t Analysis,
    lists: &'t VerbLists,
    found: Vec<Argument>,
}

impl Reader<'_> {
    fn word(&self, word: usize) -> &Word {
        &self.tree.words()[word]
    }

    fn push(&mut self, function: Function, word: usize, route: Route) {
        let known = |argument: &Argument| argument.function == function && argument.word == word;
        if !self.found.iter().any(known) {
            self.found.push(Argument { function, word, route });
        }
    }

    fn by(&self, word: usize, relation: Relation) -> impl Iterator<Item = usize> {
        self.tree.dependents_by(word, relation)
    }

    /// Prepositions and the like before a word, the later words of fixed phrases too.
    fn cases(&self, word: usize) -> Vec<usize> {
        let mut cases: Vec<usize> = self.by(word, Relation::Case).collect();
        for at in 0..cases.len() {
            cases.extend(self.by(cases[at], Relation::Fixed));
        }
        cases.retain(|case| self.word(*case).xpos != "POS");
        cases
    }

    fn mark(&self, word: usize) -> Option<usize> {
        self.by(word, Relation::Mark).next().or_else(|| self.by(word, Relation::Case).next())
    }

    /// Whether the verb is "to" and an infinitive.
    fn is_infinitive(&self, verb: usize) -> bool {
        self.by(verb, Relation::Mark).any(|mark| self.word(mark).xpos == "TO")
    }

    /// Whether "that" opens the clause of the verb.
    fn is_declared(&self, verb: usize) -> bool {
        self.by(verb, Relation::Mark).any(|mark| *self.word(mark).lemma == *"that")
    }

    fn is_gerund(&self, verb: usize) -> bool {
        self.word(verb).xpos == "VBG" || self.tree.object_of_gerund(verb).is_some()
    }

    fn is_behind(&self, word: usize, preposition: &str) -> bool {
        self.cases(word).iter().any(|case| *self.word(*case).lemma == *preposition)
    }

    fn is_object(&self, word: usize) -> bool {
        self.found
            .iter()
            .any(|argument| argument.word == word && argument.function == Function::Object)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{
        english::lemma,
        span::{Span, TokenRange},
    };

    /// A tree written as `form/tag/head/relation` for each word, heads counted from 1 and 0 for the
    /// root; a name that is one word has a star.
    pub(super) fn tree(text: &str) -> Analysis {
        let word = |(number, written): (usize, &str)| {
            let parts: Vec<&str> = written.split('/').collect();
            let [form, tag, head, relation] = parts[..] else { panic!("`{written}`") };
            let (upos, xpos) = tagged(tag);
            let head: usize = head.parse().unwrap();
            Word {
                tokens: TokenRange::new(number, number + 1),
                span: Span::new(number, number + 1),
                folded: form.ends_with('*'),
                lemma: lemma(form.trim_end_matches('*'), xpos).into(),
                upos,
                xpos,
                head: head.checked_sub(1),
                relation: Relation::named(relation).unwrap(),
            }
        };
        Analysis::new(text.split_whitespace().enumerate().map(word).collect())
    }

    fn tagged(tag: &str) -> (Upos, &'static str) {
        let known = [
            (Upos::Propn, "NNP"),
            (Upos::Noun, "NN"),
            (Upos::Noun, "NNS"),
            (Upos::Verb, "VB"),
            (Upos::Verb, "VBD"),
            (Upos::Verb, "VBG"),
            (Upos::Verb, "VBN"),
            (Upos::Verb, "VBZ"),
            (Upos::Aux, "MD"),
            (Upos::Adj, "JJ"),
            (Upos::Adp, "IN"),
            (Upos::Adp, "RP"),
            (Upos::Part, "TO"),
            (Upos::Part, "POS"),
            (Upos::Pron, "PRP"),
            (Upos::Pron, "WP"),
            (Upos::Pron, "WP$"),
            (Upos::Pron, "WDT"),
            (Upos::Cconj, "CC"),
            (Upos::Det, "DT"),
            (Upos::Adv, "RB"),
            (Upos::Punct, "."),
            (Upos::Punct, "HYPH"),
        ];
        known.into_iter().find(|(_, known)| *known == tag).unwrap()
    }

    fn lists() -> VerbLists {
        let words = |words: &[&str]| words.iter().copied().map(Box::from).collect();
        VerbLists { light: words(&["hold", "send", "reach"]), control: words(&["urge", "call on"]) }
    }

    /// The arguments of the word with this dictionary form, against "subject Doe, to Kyiv, …".
    #[track_caller]
    pub(super) fn check(text: &str, deed: &str, expected: &str) {
        let tree = tree(text);
        let words = tree.words();
        let deed = words.iter().position(|word| *word.lemma == *deed).unwrap();
        let arguments = if tree.is_verb(deed) || words[deed].relation == Relation::Cop {
            tree.arguments_of_verb(deed, &lists())
        } else {
            tree.arguments_of_noun(deed, &lists())
        };
        let told = |argument: &Argument| {
            let function = match argument.function {
                Function::Subject => "subject",
                Function::Object => "object",
                Function::Oblique { case } => &*words[case].lemma,
                Function::Clause { .. } => "clause",
                Function::Genitive => "whose",
                Function::Modifier => "before",
            };
            format!("{function} {}", words[argument.word].lemma.trim_end_matches('*'))
        };
        let told: Vec<String> = arguments.iter().map(told).collect();
        assert_eq!(told.join(", "), expected);
    }
}
