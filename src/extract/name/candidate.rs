//! Stretches of a sentence that look like a name: words with capital letters, one after another.

use std::collections::BTreeSet;

use crate::{
    english::{self, TokenKind},
    extract::Examined,
    id::TypeId,
    matcher::{Form, Phrase, Recognised, Word, WordEvidence},
    rules::{ENOUGH, base},
    span::TokenRange,
};

/// What tells a name from words that merely start with a capital letter.
pub(super) struct Candidates<'e> {
    /// Words that speak for types.
    pub(super) evidence: &'e WordEvidence,
    /// Words of titles, in lower case.
    pub(super) titles: &'e BTreeSet<&'e str>,
    /// Nouns for what states and peoples have, in dictionary form.
    pub(super) nouns: &'e BTreeSet<&'e str>,
    /// Words that the document also writes in lower case.
    pub(super) common: &'e BTreeSet<&'e str>,
}

impl Candidates<'_> {
    /// The candidates of a sentence, left to right. None overlaps another; none is a listed name.
    pub(super) fn of(&self, sentence: &Examined<'_>) -> Vec<TokenRange> {
        let mut candidates = Vec::new();
        let mut at = 0;
        while at < sentence.words.len() {
            match run(&sentence.words, at) {
                Some(end) => {
                    self.divide(sentence, TokenRange::new(at, end), &mut candidates);
                    at = end;
                }
                None => at += 1,
            }
        }
        candidates.sort();
        candidates
    }

    /// What of the tokens that a rule recognised is the name: without the titles before a person's
    /// and without days and hyphens at its ends.
    pub(super) fn trimmed(
        &self,
        words: &[Word<'_>],
        recognised: &Recognised,
    ) -> Option<TokenRange> {
        let TokenRange { mut start, mut end } = recognised.tokens;
        let is_person = recognised.r#type.as_str() == base::PERSON;
        if is_person {
            start = self.title_end(words, recognised.tokens).unwrap_or(start);
        }
        while start < end && (is_day(&words[start]) || words[start].kind == TokenKind::Punctuation)
        {
            start += 1;
        }
        let ends = |word: &Word<'_>| {
            let joint = is_person && english::is_name_particle(&word.lower);
            is_day(word) || matches!(word.form, "-" | "–" | "'s") || joint
        };
        while start < end && ends(&words[end - 1]) {
            end -= 1;
        }
        let name = TokenRange::new(start, end);
        (start < end && !self.is_common_noun(words, name)).then_some(name)
    }

    /// Whether it is a single noun for what people are or what states have: "Minister", "Rebel".
    fn is_common_noun(&self, words: &[Word<'_>], name: TokenRange) -> bool {
        name.len() == 1
            && (self.is_title(&words[name.start])
                || words[name.start].lemmas().iter().any(|lemma| self.nouns.contains(&**lemma)))
    }

    /// Divides a run of capitalised words into titles, listed names, and what may be a name.
    fn divide(&self, sentence: &Examined<'_>, run: TokenRange, candidates: &mut Vec<TokenRange>) {
        let words = &sentence.words;
        let mut run = run;
        if self.only_opens_sentence(words, run) {
            if run.len() == 1 {
                return;
            }
            run = TokenRange::new(run.start + 1, run.end);
        }
        if let Some(cut) = self.title_end(words, run) {
            let office = (run.start..cut).rev().find(|&at| !self.is_title(&words[at]));
            if let Some(last) = office {
                self.divide(sentence, TokenRange::new(run.start, last + 1), candidates);
            }
            run = TokenRange::new(cut, run.end);
        }
        candidates.extend(self.name(sentence, run));
    }

    /// Whether the first word of a run has its capital letter from the start of the sentence alone.
    fn only_opens_sentence(&self, words: &[Word<'_>], run: TokenRange) -> bool {
        let first = &words[run.start];
        let opens = words[..run.start].iter().all(|word| word.kind == TokenKind::Punctuation)
            || matches!(words[run.start - 1].form, ":" | "\"" | "•");
        opens
            && (self.common.contains(&*first.lower) || english::is_adverb(&first.lower))
            && self.evidence.by_first(words, run.start).is_empty()
    }

    /// Where the titles before a person's name end, if the run has any: behind the last word that
    /// names what a person is, unless the rest has a head that names something else.
    fn title_end(&self, words: &[Word<'_>], run: TokenRange) -> Option<usize> {
        (run.start + 1..run.end).rev().find(|&at| {
            let titled =
                self.evidence.by_before(words, at).into_iter().any(|spoken| {
                    spoken.weight >= ENOUGH && spoken.r#type.as_str() == base::PERSON
                });
            let rest = TokenRange::new(at - 1, run.end);
            titled && self.head(words, rest).is_none()
        })
    }

    fn is_title(&self, word: &Word<'_>) -> bool {
        self.titles.contains(&*word.lower)
            || word.lemmas().iter().any(|lemma| self.titles.contains(&**lemma))
            || is_ordinal(word)
    }

    /// What the last words of a name say that it is.
    fn head(&self, words: &[Word<'_>], name: TokenRange) -> Option<&TypeId> {
        self.evidence.by_head(words, name).into_iter().map(|spoken| &spoken.r#type).next()
    }

    /// What of `run` may be a name beside the listed ones in it.
    fn name(&self, sentence: &Examined<'_>, run: TokenRange) -> Option<TokenRange> {
        let words = &sentence.words;
        let TokenRange { mut start, mut end } = run;
        let headed = |start: usize, end: usize| {
            start < end && self.head(words, TokenRange::new(start, end)).is_some()
        };
        let inside = sentence.phrases.iter().filter(|phrase| phrase.name.overlaps(run));
        for phrase in inside {
            let name = super::without_article(words, phrase.name);
            if name.start < run.start || name.end > run.end {
                return None;
            }
            if headed(start, end) && !(name.start == start && name.end == end) {
                continue;
            }
            if name.start == start {
                start = name.end;
            } else if name.end == end {
                let belongs = is_adjective_of_origin(words, phrase)
                    || (is_person(phrase) && self.is_namesake(words, start, name));
                if !belongs {
                    end = name.start;
                }
            } else if is_person(phrase) {
                return None;
            }
        }
        while start < end && !opens(words, start) {
            start += 1;
        }
        while start < end && !words[end - 1].is_capitalised() && !words[end - 1].is_number() {
            end -= 1;
        }
        // "507th Maintenance Group Commander"
        while end > start + 1 && self.is_office_of(words, start, end) {
            end -= 1;
        }
        let name = TokenRange::new(start, end.max(start));
        (start < end && !self.is_common_noun(words, name)).then_some(name)
    }

    /// Whether a run ends in a title, and what stands before it names a body.
    fn is_office_of(&self, words: &[Word<'_>], start: usize, end: usize) -> bool {
        let body = TokenRange::new(start, end - 1);
        self.is_title(&words[end - 1])
            && !is_ordinal(&words[end - 1])
            && self.head(words, TokenRange::new(start, end)).is_none()
            && self.head(words, body).is_some_and(|head| head.as_str() == base::ORGANIZATION)
    }

    /// Whether a listed person's last name behind a given name is somebody else's: "Bassel al-Assad".
    fn is_namesake(&self, words: &[Word<'_>], start: usize, last: TokenRange) -> bool {
        let single = words[last.range()].iter().filter(|word| word.is_capitalised()).count() == 1;
        let given = self.evidence.by_first(words, start);
        single && given.iter().any(|spoken| spoken.r#type.as_str() == base::PERSON)
    }
}

/// Where the run of capitalised words that starts at `start` ends.
fn run(words: &[Word<'_>], start: usize) -> Option<usize> {
    if !opens(words, start) {
        return None;
    }
    let mut end = start + 1;
    while let Some(next) = continued(words, end) {
        end = next;
    }
    Some(end)
}

/// Whether a name may start here.
fn opens(words: &[Word<'_>], at: usize) -> bool {
    let capital = |at: usize| words.get(at).is_some_and(is_name_word);
    let particle = words.get(at).is_some_and(|word| english::is_name_particle(&word.lower))
        && is_tied(words, at + 1);
    capital(at)
        || (particle && capital(at + 2))
        || (words.get(at).is_some_and(is_ordinal) && capital(at + 1))
}

/// Where a run that ended at `end` ends after its next part.
fn continued(words: &[Word<'_>], end: usize) -> Option<usize> {
    let capital = |at: usize| words.get(at).is_some_and(is_name_word);
    let particle =
        |at: usize| words.get(at).is_some_and(|word| english::is_name_particle(&word.lower));
    if capital(end) {
        return Some(end + 1);
    }
    let joint =
        usize::from(is_tied(words, end) || words.get(end).is_some_and(|word| word.form == "&"));
    let particles =
        (end + joint..).take_while(|&at| particle(at) || (at > end && is_tied(words, at)));
    let next = end + joint + particles.take(LONGEST_JOINT).count();
    if next > end && capital(next) {
        return Some(next + 1);
    }
    let quoted = words.get(end).is_some_and(is_quote)
        && capital(end + 1)
        && words.get(end + 2).is_some_and(is_quote)
        && capital(end + 3);
    if quoted {
        return Some(end + 4);
    }
    (words.get(end).is_some_and(is_ordinal) && capital(end + 1)).then_some(end + 2)
}

/// So many particles and hyphens join two parts of a name at most: "van der", "al-".
const LONGEST_JOINT: usize = 4;

/// Whether it is a hyphen that ties two words without space.
fn is_tied(words: &[Word<'_>], at: usize) -> bool {
    at > 0
        && at + 1 < words.len()
        && matches!(words[at].form, "-" | "–")
        && words[at - 1].span.end == words[at].span.start
        && words[at].span.end == words[at + 1].span.start
}

fn is_name_word(word: &Word<'_>) -> bool {
    word.kind == TokenKind::Word
        && word.is_capitalised()
        && !english::is_function_word(&word.lower)
        && !english::is_determiner(&word.lower)
        && !is_day(word)
}

/// "Monday", "January": what says when is no part of a name.
fn is_day(word: &Word<'_>) -> bool {
    english::time_phrase(&["on", word.form], 0).is_some()
        || english::time_phrase(&["in", word.form], 0).is_some()
}

fn is_quote(word: &Word<'_>) -> bool {
    matches!(word.form, "\"" | "'")
}

/// "3rd", "507th".
fn is_ordinal(word: &Word<'_>) -> bool {
    let digits = word.lower.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(&word.lower[digits.len()..], "st" | "nd" | "rd" | "th")
}

/// "al-Kuwaiti" is a part of a name.
fn is_adjective_of_origin(words: &[Word<'_>], phrase: &Phrase) -> bool {
    let start = phrase.name.start;
    phrase.usual().form == Form::Adjective
        && start > 0
        && (is_tied(words, start - 1) || english::is_name_particle(&words[start - 1].lower))
}

fn is_person(phrase: &Phrase) -> bool {
    phrase.usual().r#type.as_str() == base::PERSON
}
