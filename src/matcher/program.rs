//! Token patterns as programs: short lists of instructions.

use super::word::straight;
use crate::{
    id::{RoleId, TypeId},
    rules::pattern::{Class, Pattern, TokenTest},
};

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) instructions: Vec<Instruction>,
}

/// Where to go on.
pub(super) type Address = usize;

#[derive(Debug)]
pub(super) enum Instruction {
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

    /// What an instruction asks for, in words.
    pub(super) fn describe(&self, address: Address) -> String {
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
        Class::Title => "a word of a title",
        Class::Office => "an office",
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
