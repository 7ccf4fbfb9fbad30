//! The machine that runs programs over sentences.
//!
//! It tries the preferred way first and goes back when that fails, but never visits an instruction
//! at a token twice: what failed there once fails there again. So the work is at most instructions
//! × tokens, whatever the pattern (the bit-state backtracking of RE2). The furthest failure is
//! kept: it is the reason to give.

use super::{
    program::{Address, Instruction, Part, Program},
    sentence::{Chosen, Sentence, Wanted},
};
use crate::{id::RoleId, rules::pattern::TokenTest, span::TokenRange};

/// A match: its tokens and steps.
pub(super) struct Run {
    pub(super) end: usize,
    pub(super) steps: Vec<Step>,
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

/// The furthest failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stopped {
    /// The token that did not fit; one past the last where the sentence ended.
    pub(super) at: usize,
    /// The instruction that wanted something else, if one did.
    pub(super) wanted: Option<Address>,
}

impl Program {
    /// The preferred match that starts at token `start`, or the furthest failure. `failures` is
    /// kept from start to start of one sentence, and empty at first.
    pub(super) fn run(
        &self,
        sentence: &Sentence<'_, '_>,
        start: usize,
        failures: &mut Failures,
    ) -> Result<Run, Stopped> {
        if let Some(wanted) = self.cannot_start(sentence, start) {
            return Err(Stopped { at: start, wanted: Some(wanted) });
        }
        failures.make_room(self.instructions.len() * (sentence.words.len() + 1));
        let mut machine = Machine { program: self, sentence, failures, furthest: (start, None) };
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
                // what led to a match has not failed
                machine.failures.0.clear();
                return Ok(Run { end, steps });
            }
        }
        let (at, wanted) = machine.furthest;
        Err(Stopped { at, wanted })
    }

    /// The first instruction, if it is one that must fit at `start` and does not: most starts of a
    /// pattern end here, before anything is set up.
    fn cannot_start(&self, sentence: &Sentence<'_, '_>, start: usize) -> Option<Address> {
        let first = self.instructions.iter().position(|i| !matches!(i, Instruction::Open(_)))?;
        let fits = match &self.instructions[first] {
            Instruction::Token(test) => {
                sentence.fits(test, start) || sentence.time_in_passing(test, start).is_some()
            }
            Instruction::Phrase { .. } => sentence.starts_phrase(start),
            _ => true,
        };
        (!fits).then_some(first)
    }
}

/// Where a program failed in a sentence: an instruction at a token that led to no match from one
/// start leads to none from another.
#[derive(Debug, Default)]
pub(super) struct Failures(Vec<u64>);

impl Failures {
    fn make_room(&mut self, places: usize) {
        self.0.resize(places.div_ceil(64), 0);
    }

    /// Notes a place, and says whether it was noted before.
    fn replace(&mut self, place: usize) -> bool {
        let (word, bit) = (&mut self.0[place / 64], 1 << (place % 64));
        let known = *word & bit != 0;
        *word |= bit;
        known
    }
}

struct Machine<'p, 's, 't> {
    program: &'p Program,
    sentence: &'p Sentence<'s, 't>,
    failures: &'p mut Failures,
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
            if self.failures.replace(address * width + at) {
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
                    let fits = self.sentence.fits(test, at);
                    let skipped = self.sentence.time_in_passing(test, at);
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
                Instruction::Time => match self.sentence.time(at) {
                    Some(end) => {
                        at = end;
                        address += 1;
                    }
                    None => return self.stop(address, at),
                },
                Instruction::Phrase { types, except, role } => {
                    let wanted = Wanted { types, except, role: role.is_some() };
                    let ways = self.sentence.phrases(&wanted, at);
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

    fn stop(&mut self, address: Address, at: usize) -> bool {
        if self.furthest.1.is_none() || at > self.furthest.0 {
            self.furthest = (at, Some(address));
        }
        false
    }
}
