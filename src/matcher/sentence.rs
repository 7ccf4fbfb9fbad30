//! A sentence as patterns see it: what its tokens are, and which phrases start at each.

use std::{cell::OnceCell, collections::HashSet};

use super::{Form, Phrase, Reading, Word};
use crate::{
    english::{self, TokenKind},
    id::TypeId,
    rules::{
        Types, WordLists, base,
        pattern::{Class, TokenTest},
    },
    status::Status,
};

/// A sentence with what is asked of it.
pub(super) struct Sentence<'s, 't> {
    pub(super) words: &'s [Word<'t>],
    pub(super) phrases: &'s [Phrase],
    context: Context<'s>,
    tags: Tags<'s>,
    /// For each token, where the phrase that says when and starts there ends; made when first
    /// asked for, since most patterns want no time.
    times: OnceCell<Vec<Option<usize>>>,
    /// The tokens at which a phrase or the name in one starts, in order, each with the phrase.
    starts: Vec<(usize, usize)>,
}

/// Gives the Penn tag of a token of the sentence to whoever asks for it; nothing where there is no
/// model of English.
pub type Tags<'s> = &'s dyn Fn(usize) -> Option<&'static str>;

/// What programs need to know beside the sentence.
#[derive(Clone, Copy)]
pub(super) struct Context<'s> {
    pub(super) types: &'s Types,
    /// Dictionary forms, in lower case, of words that govern a verb and keep its subject: "plan".
    pub(super) governing: &'s HashSet<Box<str>>,
    /// Words of titles, in lower case.
    pub(super) titles: &'s HashSet<Box<str>>,
    /// Nouns that name an office, in lower case.
    pub(super) offices: &'s HashSet<Box<str>>,
}

impl<'s, 't> Sentence<'s, 't> {
    pub(super) fn new(
        words: &'s [Word<'t>],
        phrases: &'s [Phrase],
        context: Context<'s>,
        tags: Tags<'s>,
    ) -> Self {
        let mut starts: Vec<(usize, usize)> = phrases
            .iter()
            .enumerate()
            .flat_map(|(index, phrase)| {
                [phrase.extent.start, phrase.name.start].map(|at| (at, index))
            })
            .collect();
        starts.sort_unstable();
        starts.dedup();
        Self { words, phrases, context, tags, times: OnceCell::new(), starts }
    }

    /// Whether some phrase, or the name in one, starts at `at`.
    pub(super) fn starts_phrase(&self, at: usize) -> bool {
        self.starting(at).next().is_some()
    }

    /// The phrases that start, or whose name starts, at `at`.
    fn starting(&self, at: usize) -> impl Iterator<Item = usize> {
        let first = self.starts.partition_point(|(start, _)| *start < at);
        let here = self.starts[first..].iter().take_while(move |(start, _)| *start == at);
        here.map(|(_, phrase)| *phrase)
    }

    /// Where the phrase that says when and starts at `at` ends.
    pub(super) fn time(&self, at: usize) -> Option<usize> {
        let times = self.times.get_or_init(|| {
            let forms: Vec<&str> = self.words.iter().map(|word| word.form).collect();
            (0..forms.len()).map(|at| english::time_phrase(&forms, at)).collect()
        });
        times.get(at).copied().flatten()
    }

    /// Whether the token at `at` is what `test` asks for.
    pub(super) fn fits(&self, test: &TokenTest, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| match test {
            TokenTest::Class(Class::Auxiliary) => self.is_auxiliary(at),
            TokenTest::Tag(tag) => (self.tags)(at) == Some(tag),
            _ => fits(word, test, &self.context),
        })
    }

    /// Whether the word may stand between a subject and its verb. A pronoun may, after a verb of
    /// speech or intention: "Trump said that he will meet".
    fn is_auxiliary(&self, at: usize) -> bool {
        let Self { words, context, .. } = self;
        let pronoun = |at: usize| {
            words.get(at).is_some_and(|word: &Word<'_>| english::is_subject_pronoun(&word.lower))
        };
        let governed = |at: usize| {
            let end = self.before_adverbs(at);
            end > 0 && governs(&words[end - 1], context)
        };
        match &*words[at].lower {
            "that" => governed(at) && pronoun(at + 1),
            _ if pronoun(at) => governed(at) || (at > 0 && &*words[at - 1].lower == "that"),
            _ => fits(&words[at], &TokenTest::Class(Class::Auxiliary), context),
        }
    }

    /// Where the adverbs and phrases that say when that end at `end` start.
    fn before_adverbs(&self, mut end: usize) -> usize {
        loop {
            let nearby = end.saturating_sub(LONGEST_TIME)..end;
            let time = nearby.into_iter().find(|start| self.time(*start) == Some(end));
            let adverb = end > 0 && english::is_adverb(&self.words[end - 1].lower);
            match time {
                Some(start) => end = start,
                None if adverb => end -= 1,
                None => return end,
            }
        }
    }

    /// Where a phrase that says when ends, if the test lets one pass.
    pub(super) fn time_in_passing(&self, test: &TokenTest, at: usize) -> Option<usize> {
        let passes = matches!(test, TokenTest::Class(Class::Auxiliary | Class::Adverb));
        passes.then(|| self.time(at)).flatten()
    }

    /// The phrases of these types that start at `at`, and where each ends: first several joined
    /// by a conjunction, then single ones, longer before shorter; last, those that fill a role
    /// with what is said of them in passing: ", who …", ", the Russian president,".
    pub(super) fn phrases(&self, wanted: &Wanted<'_>, at: usize) -> Vec<(usize, Vec<Chosen>)> {
        let mut ways: Vec<(usize, Vec<Chosen>)> = Vec::new();
        for (end, chosen) in self.single(wanted, at) {
            if wanted.role {
                ways.extend(self.joined(wanted, end, chosen.clone()));
            }
            ways.push((end, chosen));
        }
        ways.sort_by_key(|(end, chosen)| std::cmp::Reverse((chosen.len() > 1, *end)));
        if wanted.role {
            let passed: Vec<_> = ways
                .iter()
                .flat_map(|(end, chosen)| {
                    self.after_aside(*end).into_iter().map(|end| (end, chosen.clone()))
                })
                .collect();
            ways.extend(passed);
        }
        ways
    }

    /// Where an aside that starts at `at` may be over: after the second of two commas, after a
    /// bracket, or, with what follows said of the same, after ", who".
    fn after_aside(&self, at: usize) -> Vec<usize> {
        let words = self.words;
        let close = match words.get(at).map(|word| &*word.lower) {
            Some(",") => ",",
            Some("(") => ")",
            _ => return Vec::new(),
        };
        let inside = words[at + 1..]
            .iter()
            .take(LONGEST_ASIDE + 1)
            .position(|word| &*word.lower == close || english::ends_clause(&word.lower));
        let closed = inside
            .map(|length| at + 1 + length)
            .filter(|end| *end > at + 1 && &*words[*end].lower == close);
        let relative =
            self.word_is(at + 1, |word| matches!(&*word.lower, "who" | "which")).then_some(at + 2);
        closed.map(|end| end + 1).into_iter().chain(relative).collect()
    }

    /// The phrases that start at `at`, and where each ends. Where several have the same words,
    /// "the two leaders", they are taken together.
    fn single(&self, wanted: &Wanted<'_>, at: usize) -> Vec<(usize, Vec<Chosen>)> {
        let mut found: Vec<(usize, Vec<Chosen>)> = Vec::new();
        for index in self.starting(at) {
            let phrase = &self.phrases[index];
            let Some(reading) = reading(self.context.types, phrase, wanted) else { continue };
            let chosen = Chosen { phrase: index, reading };
            // an adjective in a longer phrase is matched by its own word, not by the phrase
            let end = if wanted.role { phrase.extent.end } else { phrase.name.end };
            match found.iter_mut().find(|(known, _)| *known == end) {
                Some((_, others)) if self.have_the_same_words(others, &chosen) => {
                    others.push(chosen);
                }
                Some(_) => {}
                None => found.push((end, vec![chosen])),
            }
        }
        found.sort_by_key(|(end, _)| std::cmp::Reverse(*end));
        found
    }

    fn have_the_same_words(&self, others: &[Chosen], chosen: &Chosen) -> bool {
        let words = |chosen: &Chosen| self.phrases[chosen.phrase].name;
        others.iter().all(|other| words(other) == words(chosen))
    }

    /// `chosen`, which ends at `end`, with the phrases that follow it after commas and a
    /// conjunction.
    fn joined(
        &self,
        wanted: &Wanted<'_>,
        end: usize,
        chosen: Vec<Chosen>,
    ) -> Option<(usize, Vec<Chosen>)> {
        let mut all = chosen;
        let mut complete = None;
        let mut at = end;
        while all.len() < MOST_CONJUNCTS {
            let comma = self.word_is(at, |word| &*word.lower == ",");
            let after_comma = at + usize::from(comma);
            let conjunction =
                self.word_is(after_comma, |word| english::is_coordinator(&word.lower));
            let next = after_comma + usize::from(conjunction);
            // ", and" joins the last of three or more; after one phrase it opens a clause
            if next == at || (comma && conjunction && all.len() < 2) {
                break;
            }
            let Some((end, chosen)) = self.single(wanted, next).into_iter().next() else {
                break;
            };
            all.extend(chosen);
            at = end;
            if conjunction {
                complete = Some((at, all.clone()));
            }
        }
        complete
    }

    fn word_is(&self, at: usize, test: impl Fn(&Word<'_>) -> bool) -> bool {
        self.words.get(at).is_some_and(test)
    }
}

/// The word lists that classes of tokens ask.
#[derive(Debug)]
pub(super) struct Lists {
    governing: HashSet<Box<str>>,
    titles: HashSet<Box<str>>,
    offices: HashSet<Box<str>>,
}

impl Lists {
    pub(super) fn new(lists: &WordLists) -> Self {
        let of_status = lists
            .status
            .iter()
            // what only says that a thing takes place gives no status
            .filter(|(status, _)| **status != Status::Actual)
            .flat_map(|(_, list)| {
                list.auxiliaries.iter().chain(&list.verbs).chain(&list.adjectives)
            });
        let lower = |word: &String| word.to_lowercase().into();
        Self {
            governing: of_status.chain(&lists.speech.verbs).map(lower).collect(),
            titles: lists.roles.titles.iter().map(lower).collect(),
            offices: lists.roles.offices.iter().map(lower).collect(),
        }
    }

    pub(super) fn context<'s>(&'s self, types: &'s Types) -> Context<'s> {
        Context { types, governing: &self.governing, titles: &self.titles, offices: &self.offices }
    }
}

/// A phrase of the sentence, and how it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    /// Its index among the phrases of the sentence.
    pub(super) phrase: usize,
    /// Its index among the readings of the phrase.
    pub(super) reading: usize,
}

/// What a phrase must be.
pub(super) struct Wanted<'p> {
    pub(super) types: &'p [TypeId],
    pub(super) except: &'p [TypeId],
    /// Whether it is to fill a role by itself.
    pub(super) role: bool,
}

/// The first reading of one of the types, types in order. A role takes no bare adjective: "Russian"
/// in "Russian oil" is nobody who acts. A seat of government stands for who is governed from it
/// where an actor is wanted, not where a place is.
pub(super) fn reading(types: &Types, phrase: &Phrase, wanted: &Wanted<'_>) -> Option<usize> {
    let possessive = phrase.usual().form == Form::Possessive;
    if wanted.role && (possessive || phrase.is_bare_adjective()) {
        return None;
    }
    wanted.types.iter().find_map(|r#type| {
        phrase.readings.iter().position(|reading| {
            (types.is_a(&reading.r#type, r#type) || is_where_things_happen(reading, r#type))
                && !wanted.except.iter().any(|except| types.is_a(&reading.r#type, except))
        })
    })
}

/// People meet in the building of a body that lies somewhere: a place that takes no country.
fn is_where_things_happen(reading: &Reading, wanted: &TypeId) -> bool {
    reading.located && reading.form == Form::Name && wanted.as_str() == base::PLACE
}

fn governs(word: &Word<'_>, context: &Context<'_>) -> bool {
    is_listed(word, context.governing)
}

/// Whether a list has the word in some form.
fn is_listed(word: &Word<'_>, list: &HashSet<Box<str>>) -> bool {
    list.contains(&*word.lower) || word.lemmas().iter().any(|lemma| list.contains(lemma))
}

/// So many tokens a phrase that says when has at most.
const LONGEST_TIME: usize = 8;

/// So many tokens an aside between commas or brackets has at most.
const LONGEST_ASIDE: usize = 8;

/// So many phrases are joined at most, so that a list of a thousand names costs no more.
const MOST_CONJUNCTS: usize = 12;

fn fits(word: &Word<'_>, test: &TokenTest, context: &Context<'_>) -> bool {
    match test {
        TokenTest::Form(form) => word.form == form || *word.lower == **form,
        TokenTest::Lemma(lemma) => word.has_lemma(lemma),
        TokenTest::Class(Class::Capitalised) => {
            word.is_capitalised() && !english::is_function_word(&word.lower)
        }
        TokenTest::Class(Class::Number) => word.kind == TokenKind::Number,
        TokenTest::Class(Class::Punctuation) => word.kind == TokenKind::Punctuation,
        TokenTest::Class(Class::Any) => !english::ends_clause(&word.lower),
        TokenTest::Class(Class::Adverb) => english::is_adverb(&word.lower),
        TokenTest::Class(Class::Title) => is_listed(word, context.titles),
        TokenTest::Class(Class::Office) => is_listed(word, context.offices),
        TokenTest::Class(Class::Auxiliary) => {
            english::is_auxiliary(&word.lower)
                || english::is_adverb(&word.lower)
                || governs(word, context)
        }
        TokenTest::Tag(_) => false,
    }
}
