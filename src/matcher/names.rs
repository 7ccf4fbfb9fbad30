//! Things nobody listed: `[[name]]` rules over characters and tokens.

use std::{
    collections::{BTreeMap, HashSet},
    time::Duration,
};

use regex::{Regex, RegexBuilder};

use super::{
    Phrase, Word,
    machine::{Failures, Step},
    program::{Part, Program, Taken},
    sentence::{Lists, Sentence, Tags},
    stopwatch::Stopwatch,
};
use crate::{
    error::{Error, Location},
    id::{RuleId, TypeId},
    rules::{ENOUGH, NameRule, Recogniser, RuleSet, Types},
    span::{Span, TokenRange},
};

/// The size that a compiled regular expression may have, in bytes.
const LARGEST_REGEX: usize = 1 << 20;
/// How deep its groups may be nested.
const DEEPEST_REGEX: u32 = 50;
/// How far a word that must be near may stand, in tokens.
const NEAR: usize = 5;

/// The `[[name]]` rules, compiled.
#[derive(Debug)]
pub struct Names {
    rules: Vec<Name>,
    types: Types,
    lists: Lists,
}

#[derive(Debug)]
struct Name {
    id: RuleId,
    r#type: TypeId,
    engine: Engine,
    weight: u8,
    /// In lower case.
    near: HashSet<Box<str>>,
    stopwatch: Stopwatch,
}

#[derive(Debug)]
enum Engine {
    Characters(Regex),
    Tokens(Program),
}

/// What a rule recognised in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognised {
    /// The tokens of the name.
    pub tokens: TokenRange,
    /// The rule.
    pub rule: RuleId,
    /// The type it gives.
    pub r#type: TypeId,
    /// How much that counts.
    pub weight: u8,
}

impl Names {
    /// Compiles the `[[name]]` rules of `rules`; those that cannot be are left out and reported.
    pub(super) fn compile(rules: &RuleSet, problems: &mut Vec<Error>) -> Self {
        let compiled = rules.names.iter().filter_map(|rule| match engine(rule) {
            Ok(engine) => Some(Name {
                id: rule.id.clone(),
                r#type: rule.r#type.clone(),
                engine,
                weight: if rule.hint { 1 } else { ENOUGH },
                near: rule.near.iter().map(|word| word.to_lowercase().into()).collect(),
                stopwatch: Stopwatch::default(),
            }),
            Err(problem) => {
                problems.push(problem);
                None
            }
        });
        Self {
            rules: compiled.collect(),
            types: rules.types.clone(),
            lists: Lists::new(&rules.english),
        }
    }

    /// Everything recognised in a sentence of `text`, by place, then by rule.
    pub fn find(
        &self,
        text: &str,
        words: &[Word<'_>],
        phrases: &[Phrase],
        tags: Tags<'_>,
    ) -> Vec<Recognised> {
        let sentence = Sentence::new(words, phrases, self.lists.context(&self.types), tags);
        let find = |rule: &Name| rule.stopwatch.run(|| rule.find(text, &sentence));
        let mut found: Vec<Recognised> = self.rules.iter().flat_map(find).collect();
        found.sort_by(|a, b| (a.tokens, &a.rule).cmp(&(b.tokens, &b.rule)));
        found
    }

    /// What the rule of this id recognises in a sentence of `text`.
    pub fn find_one(
        &self,
        id: &RuleId,
        text: &str,
        words: &[Word<'_>],
        phrases: &[Phrase],
        tags: Tags<'_>,
    ) -> Vec<Recognised> {
        let rule = self.rules.iter().find(|rule| rule.id == *id);
        let sentence = Sentence::new(words, phrases, self.lists.context(&self.types), tags);
        rule.map_or_else(Vec::new, |rule| rule.find(text, &sentence))
    }

    pub(super) fn stopwatches(&mut self) -> impl Iterator<Item = &mut Stopwatch> {
        self.rules.iter_mut().map(|rule| &mut rule.stopwatch)
    }

    pub(super) fn times(&self) -> impl Iterator<Item = (&RuleId, Duration)> {
        self.rules.iter().filter_map(|rule| Some((&rule.id, rule.stopwatch.read()?)))
    }
}

impl Name {
    fn find(&self, text: &str, sentence: &Sentence<'_, '_>) -> Vec<Recognised> {
        let words = sentence.words;
        if !self.is_near(words) {
            return Vec::new();
        }
        let ranges = match &self.engine {
            Engine::Characters(regex) => by_characters(regex, text, words),
            Engine::Tokens(program) => by_tokens(program, sentence, words.len()),
        };
        let near = |tokens: &TokenRange| {
            let start = tokens.start.saturating_sub(NEAR);
            let end = (tokens.end + NEAR).min(words.len());
            self.is_near(&words[start..end])
        };
        let recognised = |tokens| Recognised {
            tokens,
            rule: self.id.clone(),
            r#type: self.r#type.clone(),
            weight: self.weight,
        };
        ranges.into_iter().filter(near).map(recognised).collect()
    }

    /// Whether one of the words that must be near is among these, if there are such words.
    fn is_near(&self, words: &[Word<'_>]) -> bool {
        let near = |word: &Word<'_>| {
            self.near.contains(&*word.lower)
                || word.lemmas().iter().any(|lemma| self.near.contains(lemma))
        };
        self.near.is_empty() || words.iter().any(near)
    }
}

fn by_characters(regex: &Regex, text: &str, words: &[Word<'_>]) -> Vec<TokenRange> {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    let start_of: BTreeMap<usize, usize> =
        words.iter().enumerate().map(|(index, word)| (word.span.start, index)).collect();
    let sentence = first.span.to(last.span);
    // a match counts where it begins and ends with tokens, and only inside the sentence
    regex
        .find_iter(sentence.of(text))
        .filter_map(|found| {
            let span = Span::new(sentence.start + found.start(), sentence.start + found.end());
            let start = *start_of.get(&span.start)?;
            let length = words[start..].iter().position(|word| word.span.end == span.end)?;
            Some(TokenRange::new(start, start + length + 1))
        })
        .collect()
}

fn by_tokens(program: &Program, sentence: &Sentence<'_, '_>, length: usize) -> Vec<TokenRange> {
    let mut found: Vec<TokenRange> = Vec::new();
    let mut start = 0;
    let mut failures = Failures::default();
    while start < length {
        let Ok(run) = program.run(sentence, start, &mut failures) else {
            start += 1;
            continue;
        };
        let edge = |wanted: fn(&Step) -> Option<usize>| run.steps.iter().find_map(wanted);
        let open = edge(|step| match step {
            Step::Open(Part::Name, at) => Some(*at),
            _ => None,
        });
        let close = edge(|step| match step {
            Step::Close(Part::Name, at) => Some(*at),
            _ => None,
        });
        let tokens = TokenRange::new(open.unwrap_or(start), close.unwrap_or(run.end));
        if !tokens.is_empty() {
            found.push(tokens);
        }
        start = run.end.max(start + 1);
    }
    found
}

fn engine(rule: &NameRule) -> Result<Engine, Error> {
    Ok(match &rule.recogniser {
        Recogniser::Pattern(pattern) => {
            Engine::Tokens(Program::compile(pattern, &|_| Taken::Entities(Vec::new())))
        }
        Recogniser::Regex(source, location) => Engine::Characters(compile(source, location)?),
    })
}

/// `\b` is compiled as the ASCII word boundary: the Unicode one is a thousand times slower on
/// curly quotes.
fn compile(source: &str, location: &Location) -> Result<Regex, Error> {
    let regex = RegexBuilder::new(&ascii_boundaries(source))
        .size_limit(LARGEST_REGEX)
        .nest_limit(DEEPEST_REGEX)
        .build()
        .map_err(|error| {
            let reason = match &error {
                regex::Error::CompiledTooBig(_) => {
                    "it compiles to more than 1 MB; make its repetitions smaller".to_owned()
                }
                other => {
                    let last = other.to_string();
                    last.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned()
                }
            };
            Error::new(format!("the regular expression `{source}` cannot be used: {reason}"))
                .at(location.clone())
        })?;
    if regex.is_match("") {
        let message = format!("the regular expression `{source}` matches the empty text");
        return Err(Error::new(message)
            .at(location.clone())
            .help("ask for at least one character, for example with `+` instead of `*`"));
    }
    Ok(regex)
}

fn ascii_boundaries(source: &str) -> String {
    let mut out = String::with_capacity(source.len() + 16);
    let mut characters = source.chars();
    while let Some(character) = characters.next() {
        out.push(character);
        if character == '\\' {
            match characters.next() {
                Some('b') => {
                    out.pop();
                    out.push_str(r"(?-u:\b)");
                }
                Some(other) => out.push(other),
                None => {}
            }
        }
    }
    out
}
