//! Token patterns as programs, and the machine that runs them.
//!
//! A pattern becomes a short list of instructions. The machine tries the preferred way first and
//! goes back when it fails, but never visits an instruction at a token twice: what failed there
//! once fails there again. So the work is at most instructions × tokens, whatever the pattern
//! (the bit-state backtracking of RE2). The furthest failure is kept: it is the reason to give.

use std::collections::BTreeSet;

use crate::{
    english::{self, TokenKind},
    id::{RoleId, TypeId},
    rules::{
        Types, base,
        pattern::{Class, Pattern, TokenTest},
    },
    span::TokenRange,
};

use super::{Form, Phrase, Reading, Word, word::straight};

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Program {
    instructions: Vec<Instruction>,
}

/// Where to go on.
type Address = usize;

#[derive(Debug)]
enum Instruction {
    Token(TokenTest),
    /// A phrase of one of these types; `role` is filled by it.
    Phrase {
        types: Vec<TypeId>,
        except: Vec<TypeId>,
        role: Option<RoleId>,
    },
    /// A phrase that says when.
    Time,
    /// Go on at the first; if that fails, at the second.
    Either(Address, Address),
    Jump(Address),
    Open(Part),
    Close(Part),
    Done,
}

/// A part of a pattern that something is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Role(RoleId),
    Name,
}

/// What a role takes, given by who compiles.
pub(super) type TakenBy<'a> = &'a dyn Fn(&RoleId) -> Taken;

/// What a role takes.
pub(super) enum Taken {
    /// Entities of these types.
    Entities(Vec<TypeId>),
    /// A phrase that says when.
    Time,
}

/// A sentence as programs see it.
pub(super) struct Sentence<'s, 't> {
    words: &'s [Word<'t>],
    pub(super) phrases: &'s [Phrase],
    context: Context<'s>,
    /// For each token, where the phrase that says when and starts there ends.
    times: Vec<Option<usize>>,
}

/// What programs need to know beside the sentence.
#[derive(Clone, Copy)]
pub(super) struct Context<'s> {
    pub(super) types: &'s Types,
    /// Dictionary forms, in lower case, of words that govern a verb and keep its subject: "plan".
    pub(super) governing: &'s BTreeSet<Box<str>>,
    /// Words of titles, in lower case.
    pub(super) titles: &'s BTreeSet<Box<str>>,
}

impl<'s, 't> Sentence<'s, 't> {
    pub(super) fn new(words: &'s [Word<'t>], phrases: &'s [Phrase], context: Context<'s>) -> Self {
        let forms: Vec<&str> = words.iter().map(|word| word.form).collect();
        let times = (0..forms.len()).map(|at| english::time_phrase(&forms, at)).collect();
        Self { words, phrases, context, times }
    }
}

/// A step of a match, in the order of the text.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// A token was matched by a test; whether by its lemma.
    Token {
        at: usize,
        by_lemma: bool,
    },
    /// Phrases joined by "and" or commas were matched, each as one reading.
    Phrases {
        role: Option<RoleId>,
        chosen: Vec<Chosen>,
        tokens: TokenRange,
    },
    Open(Part, usize),
    Close(Part, usize),
}

/// A phrase of the sentence, and how it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    /// Its index among the phrases of the sentence.
    pub(super) phrase: usize,
    /// Its index among the readings of the phrase.
    pub(super) reading: usize,
}

/// The furthest failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stopped {
    /// The token that did not fit; one past the last where the sentence ended.
    pub(super) at: usize,
    /// What was wanted.
    pub(super) wanted: String,
}

/// A match: its tokens and steps.
pub(super) struct Run {
    pub(super) end: usize,
    pub(super) steps: Vec<Step>,
}

impl Program {
    /// Compiles a pattern whose roles take the types that `taken` gives.
    pub(super) fn compile(pattern: &Pattern, taken: TakenBy<'_>) -> Self {
        let mut program = Self { instructions: Vec::new() };
        program.add(pattern, taken);
        program.instructions.push(Instruction::Done);
        program
    }

    fn add(&mut self, pattern: &Pattern, taken: TakenBy<'_>) {
        match pattern {
            Pattern::Token(test) => self.instructions.push(Instruction::Token(normal(test))),
            Pattern::Mention { types, except } => self.instructions.push(Instruction::Phrase {
                types: types.clone(),
                except: except.clone(),
                role: None,
            }),
            Pattern::Role(role) => match taken(role) {
                Taken::Entities(types) => {
                    let (except, role) = (Vec::new(), Some(role.clone()));
                    self.instructions.push(Instruction::Phrase { types, except, role });
                }
                Taken::Time => {
                    let part = Part::Role(role.clone());
                    self.instructions.push(Instruction::Open(part.clone()));
                    self.instructions.push(Instruction::Time);
                    self.instructions.push(Instruction::Close(part));
                }
            },
            Pattern::Sequence(parts) => parts.iter().for_each(|part| self.add(part, taken)),
            Pattern::Alternatives(parts) => self.add_alternatives(parts, taken),
            Pattern::Repeated { part, min, max } => {
                (0..*min).for_each(|_| self.add(part, taken));
                let mut exits = Vec::new();
                for _ in *min..*max {
                    exits.push(self.hole());
                    self.add(part, taken);
                }
                let end = self.instructions.len();
                for exit in exits {
                    self.instructions[exit] = if is_gap(part) {
                        Instruction::Either(end, exit + 1)
                    } else {
                        Instruction::Either(exit + 1, end)
                    };
                }
            }
            Pattern::Captured { role, part } => {
                self.add_part(&Part::Role(role.clone()), part, taken);
            }
            Pattern::Name(part) => self.add_part(&Part::Name, part, taken),
        }
    }

    fn add_alternatives(&mut self, parts: &[Pattern], taken: TakenBy<'_>) {
        let mut ends = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            if index + 1 == parts.len() {
                self.add(part, taken);
            } else {
                let choice = self.hole();
                self.add(part, taken);
                ends.push(self.hole());
                self.instructions[choice] =
                    Instruction::Either(choice + 1, self.instructions.len());
            }
        }
        let end = self.instructions.len();
        for hole in ends {
            self.instructions[hole] = Instruction::Jump(end);
        }
    }

    fn add_part(&mut self, name: &Part, part: &Pattern, taken: TakenBy<'_>) {
        self.instructions.push(Instruction::Open(name.clone()));
        self.add(part, taken);
        self.instructions.push(Instruction::Close(name.clone()));
    }

    /// A place for an instruction whose target is not known yet.
    fn hole(&mut self) -> Address {
        self.instructions.push(Instruction::Jump(0));
        self.instructions.len() - 1
    }

    /// The preferred match that starts at token `start`, or the furthest failure.
    pub(super) fn run(&self, sentence: &Sentence<'_, '_>, start: usize) -> Result<Run, Stopped> {
        let mut machine = Machine {
            program: self,
            sentence,
            visited: vec![false; self.instructions.len() * (sentence.words.len() + 1)],
            furthest: (start, None),
        };
        let mut pending = vec![(0, start, 0, None)];
        let mut steps: Vec<Step> = Vec::new();
        while let Some((address, at, kept, step)) = pending.pop() {
            steps.truncate(kept);
            steps.extend(step);
            if machine.done(address, at, &mut steps, &mut pending) {
                let end = match steps.last() {
                    Some(Step::Close(_, end)) => *end,
                    Some(Step::Token { at, .. }) => at + 1,
                    Some(Step::Phrases { tokens, .. }) => tokens.end,
                    Some(Step::Open(_, at)) => *at,
                    None => start,
                };
                return Ok(Run { end, steps });
            }
        }
        let (at, address) = machine.furthest;
        Err(Stopped { at, wanted: address.map_or_else(String::new, |a| self.describe(a)) })
    }

    fn describe(&self, address: Address) -> String {
        match &self.instructions[address] {
            Instruction::Token(TokenTest::Form(form)) => format!("`{form}`"),
            Instruction::Token(TokenTest::Lemma(lemma)) => format!("a form of `{lemma}`"),
            Instruction::Token(TokenTest::Class(class)) => describe_class(*class).to_owned(),
            Instruction::Token(TokenTest::Tag(tag)) => format!("a word tagged `{tag}`"),
            Instruction::Time => "a time".to_owned(),
            Instruction::Phrase { types, role, .. } => {
                let types: Vec<&str> = types.iter().map(TypeId::as_str).collect();
                let types = types.join(" or ");
                match role {
                    Some(role) => format!("{types} for `{role}`"),
                    None => types,
                }
            }
            _ => String::new(),
        }
    }
}

fn describe_class(class: Class) -> &'static str {
    match class {
        Class::Capitalised => "a capitalised word",
        Class::Number => "a number",
        Class::Punctuation => "punctuation",
        Class::Any => "a word",
        Class::Adverb => "an adverb or a time",
        Class::Auxiliary => "an auxiliary or adverb",
        Class::Title => "a title",
    }
}

/// Whether it only keeps other parts apart: then the nearest next part is meant, and as little as
/// possible is taken.
fn is_gap(part: &Pattern) -> bool {
    *part == Pattern::Token(TokenTest::Class(Class::Any))
}

/// The test in the form in which words are given.
fn normal(test: &TokenTest) -> TokenTest {
    match test {
        TokenTest::Form(form) => TokenTest::Form(straight(form).to_owned()),
        TokenTest::Lemma(lemma) => TokenTest::Lemma(lemma.to_lowercase()),
        other => other.clone(),
    }
}

/// What a phrase must be.
struct Wanted<'p> {
    types: &'p [TypeId],
    except: &'p [TypeId],
    /// Whether it is to fill a role by itself.
    role: bool,
}

struct Machine<'p, 's, 't> {
    program: &'p Program,
    sentence: &'p Sentence<'s, 't>,
    visited: Vec<bool>,
    furthest: (usize, Option<Address>),
}

/// What is still to be tried: an instruction at a token, how many of the steps so far lead there,
/// and one step more.
type Pending = Vec<(Address, usize, usize, Option<Step>)>;

impl Machine<'_, '_, '_> {
    /// Follows one way as far as it goes, leaving the others in `pending`; whether it is a match.
    fn done(
        &mut self,
        mut address: Address,
        mut at: usize,
        steps: &mut Vec<Step>,
        pending: &mut Pending,
    ) -> bool {
        let width = self.sentence.words.len() + 1;
        loop {
            let visited = &mut self.visited[address * width + at];
            if std::mem::replace(visited, true) {
                return false;
            }
            match &self.program.instructions[address] {
                Instruction::Done => return true,
                Instruction::Jump(target) => address = *target,
                Instruction::Either(first, second) => {
                    pending.push((*second, at, steps.len(), None));
                    address = *first;
                }
                Instruction::Open(part) => {
                    steps.push(Step::Open(part.clone(), at));
                    address += 1;
                }
                Instruction::Close(part) => {
                    steps.push(Step::Close(part.clone(), at));
                    address += 1;
                }
                Instruction::Token(test) => {
                    let word = self.sentence.words.get(at);
                    let fits = word.is_some_and(|word| match test {
                        TokenTest::Class(Class::Auxiliary) => self.is_auxiliary(at),
                        _ => fits(word, test, &self.sentence.context),
                    });
                    let skipped = self.time_in_passing(test, at);
                    if !fits && skipped.is_none() {
                        return self.stop(address, at);
                    }
                    if let Some(end) = skipped {
                        pending.push((address + 1, end, steps.len(), None));
                    }
                    if !fits {
                        return false;
                    }
                    let by_lemma = matches!(test, TokenTest::Lemma(_));
                    steps.push(Step::Token { at, by_lemma });
                    at += 1;
                    address += 1;
                }
                Instruction::Time => match self.sentence.times.get(at).copied().flatten() {
                    Some(end) => {
                        at = end;
                        address += 1;
                    }
                    None => return self.stop(address, at),
                },
                Instruction::Phrase { types, except, role } => {
                    let wanted = Wanted { types, except, role: role.is_some() };
                    let ways = self.phrases(&wanted, at);
                    if ways.is_empty() {
                        return self.stop(address, at);
                    }
                    for (end, chosen) in ways.into_iter().rev() {
                        let tokens = TokenRange::new(at, end);
                        let step = Step::Phrases { role: role.clone(), chosen, tokens };
                        pending.push((address + 1, end, steps.len(), Some(step)));
                    }
                    return false;
                }
            }
        }
    }

    /// Whether the word may stand between a subject and its verb. A pronoun may, after a verb of
    /// speech or intention: "Trump said that he will meet".
    fn is_auxiliary(&self, at: usize) -> bool {
        let Sentence { words, context, .. } = self.sentence;
        let pronoun = |at: usize| {
            words.get(at).is_some_and(|word: &Word<'_>| english::is_subject_pronoun(&word.lower))
        };
        let governed = |at: usize| at > 0 && governs(&words[at - 1], context);
        match &*words[at].lower {
            "that" => governed(at) && pronoun(at + 1),
            _ if pronoun(at) => governed(at) || (at > 0 && &*words[at - 1].lower == "that"),
            _ => fits(&words[at], &TokenTest::Class(Class::Auxiliary), context),
        }
    }

    /// Where a phrase that says when ends, if the test lets one pass.
    fn time_in_passing(&self, test: &TokenTest, at: usize) -> Option<usize> {
        let passes = matches!(test, TokenTest::Class(Class::Auxiliary | Class::Adverb));
        passes.then(|| self.sentence.times.get(at).copied().flatten()).flatten()
    }

    fn stop(&mut self, address: Address, at: usize) -> bool {
        if self.furthest.1.is_none() || at > self.furthest.0 {
            self.furthest = (at, Some(address));
        }
        false
    }

    /// The phrases of these types that start at `at`, and where each ends: first several joined
    /// by a conjunction, then single ones, longer before shorter.
    fn phrases(&self, wanted: &Wanted<'_>, at: usize) -> Vec<(usize, Vec<Chosen>)> {
        let mut ways: Vec<(usize, Vec<Chosen>)> = Vec::new();
        for (end, chosen) in self.single(wanted, at) {
            if wanted.role {
                ways.extend(self.joined(wanted, end, chosen.clone()));
            }
            ways.push((end, vec![chosen]));
        }
        ways.sort_by_key(|(end, chosen)| std::cmp::Reverse((chosen.len() > 1, *end)));
        ways
    }

    fn single(&self, wanted: &Wanted<'_>, at: usize) -> Vec<(usize, Chosen)> {
        let mut found: Vec<(usize, Chosen)> = Vec::new();
        for (index, phrase) in self.sentence.phrases.iter().enumerate() {
            if phrase.extent.start != at && phrase.name.start != at {
                continue;
            }
            let Some(reading) = self.reading(phrase, wanted) else { continue };
            let chosen = Chosen { phrase: index, reading };
            // an adjective in a longer phrase is matched by its own word, not by the phrase
            let end = if wanted.role { phrase.extent.end } else { phrase.name.end };
            if !found.iter().any(|(known, _)| *known == end) {
                found.push((end, chosen));
            }
        }
        found.sort_by_key(|(end, _)| std::cmp::Reverse(*end));
        found
    }

    /// The first reading of one of the types, types in order. A role takes no bare adjective:
    /// "Russian" in "Russian oil" is nobody who acts. A seat of government stands for who is
    /// governed from it where an actor is wanted, not where a place is.
    fn reading(&self, phrase: &Phrase, wanted: &Wanted<'_>) -> Option<usize> {
        if wanted.role && phrase.is_bare_adjective() {
            return None;
        }
        let types = self.sentence.context.types;
        wanted.types.iter().find_map(|r#type| {
            phrase.readings.iter().position(|reading| {
                (types.is_a(&reading.r#type, r#type)
                    || self.is_where_things_happen(reading, r#type))
                    && !wanted.except.iter().any(|except| types.is_a(&reading.r#type, except))
            })
        })
    }

    /// People meet in the building of a body that lies somewhere: a place that takes no country.
    fn is_where_things_happen(&self, reading: &Reading, wanted: &TypeId) -> bool {
        reading.located && reading.form == Form::Name && wanted.as_str() == base::PLACE
    }

    /// `chosen`, which ends at `end`, with the phrases that follow it after commas and a
    /// conjunction.
    fn joined(
        &self,
        wanted: &Wanted<'_>,
        end: usize,
        chosen: Chosen,
    ) -> Option<(usize, Vec<Chosen>)> {
        let mut all = vec![chosen];
        let mut complete = None;
        let mut at = end;
        while all.len() < MOST_CONJUNCTS {
            let comma = self.word_is(at, |word| &*word.lower == ",");
            let after_comma = at + usize::from(comma);
            let conjunction =
                self.word_is(after_comma, |word| english::is_coordinator(&word.lower));
            let next = after_comma + usize::from(conjunction);
            if next == at {
                break;
            }
            let Some((end, chosen)) = self.single(wanted, next).into_iter().next() else {
                break;
            };
            all.push(chosen);
            at = end;
            if conjunction {
                complete = Some((at, all.clone()));
            }
        }
        complete
    }

    fn word_is(&self, at: usize, test: impl Fn(&Word<'_>) -> bool) -> bool {
        self.sentence.words.get(at).is_some_and(test)
    }
}

fn governs(word: &Word<'_>, context: &Context<'_>) -> bool {
    word.lemmas().iter().any(|lemma| context.governing.contains(lemma))
}

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
        TokenTest::Class(Class::Title) => {
            word.lemmas().iter().any(|lemma| context.titles.contains(lemma))
                || context.titles.contains(&word.lower)
        }
        TokenTest::Class(Class::Auxiliary) => {
            english::is_auxiliary(&word.lower)
                || english::is_adverb(&word.lower)
                || governs(word, context)
        }
        TokenTest::Tag(_) => false,
    }
}
