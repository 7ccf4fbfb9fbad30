//! What stopped a clause or pattern that nearly matched, and how to say so.

use super::Word;
use crate::{
    english::Function,
    id::{RelationId, RoleId, RuleId, TypeId},
    rules::clause::Noun,
    span::TokenRange,
};

/// A clause or pattern whose word is in a sentence, but which does not match there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// The relation.
    pub relation: RelationId,
    /// The clause or pattern.
    pub rule: RuleId,
    /// The trigger of the clause; the tokens that fitted the pattern.
    pub trigger: TokenRange,
    /// How far it came, in tokens of the pattern or parts of the clause that fitted.
    pub reach: usize,
    /// How many parts there are that could have fitted.
    pub parts: usize,
    /// What stopped it.
    pub obstacle: Obstacle,
}

/// What stopped a clause or pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The pattern wanted something else behind the tokens that fitted.
    Token {
        /// What should stand there.
        wanted: String,
    },
    /// A particle of the verb is not there.
    Particle {
        /// It.
        wanted: String,
    },
    /// A noun is not there.
    Noun {
        /// It, with its preposition.
        wanted: Noun,
        /// What stands in its place.
        here: Option<Here>,
    },
    /// Nothing fills a role.
    Role {
        /// The role.
        role: RoleId,
        /// The types it takes.
        types: Vec<TypeId>,
        /// Where it should stand.
        place: Place,
        /// What would fill it if it stood there.
        instead: Option<Instead>,
        /// What stands in its place and does not fill it.
        here: Option<Here>,
    },
    /// The roles that are filled are not the ends of an edge.
    Ends,
    /// It matches, but a clause of `except` takes away what it states there.
    Excluded {
        /// The clause.
        by: RuleId,
    },
}

/// Where in a clause a role stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Before the verb, as who does it.
    Subject,
    /// Behind the verb, as what it is done to.
    Object,
    /// Behind one of these prepositions.
    Behind(Vec<String>),
}

/// A phrase of the right type in the wrong place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instead {
    /// Its tokens.
    pub tokens: TokenRange,
    /// What it is to the trigger.
    pub function: Function,
    /// The preposition before it.
    pub preposition: Option<Box<str>>,
}

/// What stands in the right place and is not what is wanted there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Here {
    /// Its tokens.
    pub tokens: TokenRange,
    /// Its dictionary form.
    pub lemma: Box<str>,
    /// The type of what it names; none if it names nothing.
    pub r#type: Option<TypeId>,
}

impl Miss {
    /// Which of two came further, greater: by the share of what could have fitted.
    pub fn share(&self, other: &Self) -> std::cmp::Ordering {
        (self.reach * other.parts.max(1)).cmp(&(other.reach * self.parts.max(1)))
    }

    /// What stopped it, in words, for the sentence of these words.
    pub fn told(&self, words: &[Word<'_>]) -> String {
        match &self.obstacle {
            Obstacle::Token { wanted } => {
                let after = match covered(words, self.trigger) {
                    fitted if fitted.is_empty() => String::new(),
                    fitted => format!(" after “{fitted}”"),
                };
                let found = words
                    .get(self.trigger.end)
                    .map_or("the end of the sentence".to_owned(), |word| {
                        format!("“{}”", word.form)
                    });
                format!("wanted {wanted}{after}, found {found}")
            }
            Obstacle::Particle { wanted } => {
                format!("“{}” has no `{wanted}` with it", covered(words, self.trigger))
            }
            Obstacle::Noun { wanted, here } => {
                let before = wanted.prepositions.first().map_or(String::new(), |p| format!("{p} "));
                let instead = here.as_ref().map_or_else(String::new, |here| {
                    format!(": here it is “{}”", covered(words, here.tokens))
                });
                let trigger = covered(words, self.trigger);
                format!("“{trigger}” has no `{before}{}` with it{instead}", few(&wanted.lemmas))
            }
            Obstacle::Role { .. } => self.unfilled(words),
            Obstacle::Ends => "what it fills are not both ends of an edge".to_owned(),
            Obstacle::Excluded { by } => {
                format!("it matches, but `{by}` takes away what it states here")
            }
        }
    }

    /// Why a role is not filled.
    fn unfilled(&self, words: &[Word<'_>]) -> String {
        let Obstacle::Role { role, types, place, instead, here } = &self.obstacle else {
            return String::new();
        };
        let wants = place.told();
        let types: Vec<&str> = types.iter().map(TypeId::as_str).collect();
        match (instead, here) {
            (Some(instead), _) => format!(
                "{role}: “{}” {}, the clause wants it {wants}",
                covered(words, instead.tokens),
                instead.told()
            ),
            (None, Some(Here { tokens, r#type: Some(r#type), .. })) => format!(
                "{role}: “{}” stands {wants} and is of the type {type}, the role takes {}",
                covered(words, *tokens),
                if types.is_empty() { "a clause or words".to_owned() } else { types.join(" or ") }
            ),
            (None, Some(here)) if !types.is_empty() => {
                format!(
                    "{role}: “{}” stands {wants} and names nothing",
                    covered(words, here.tokens)
                )
            }
            _ => {
                let what = match &types[..] {
                    [] => "nothing".to_owned(),
                    types => format!("no {}", types.join(" or ")),
                };
                format!("{role}: {what} stands {wants} for “{}”", covered(words, self.trigger))
            }
        }
    }
}

impl Place {
    fn told(&self) -> String {
        match self {
            Self::Subject => "as the subject".to_owned(),
            Self::Object => "as an object".to_owned(),
            Self::Behind(prepositions) => format!("behind `{}`", prepositions.join("|")),
        }
    }
}

impl Instead {
    fn told(&self) -> String {
        match (&self.preposition, self.function) {
            (Some(preposition), _) => format!("stands behind `{preposition}`"),
            (None, Function::Subject) => "is the subject".to_owned(),
            (None, Function::Object | Function::Oblique { .. }) => "is an object".to_owned(),
            (None, Function::Genitive) => "is whose it is".to_owned(),
            (None, Function::Modifier) => "stands before the noun".to_owned(),
            (None, Function::Clause { .. }) => "is in another clause".to_owned(),
        }
    }
}

/// The first of several words.
fn few(words: &[String]) -> String {
    const SHOWN: usize = 5;
    match words.get(..SHOWN) {
        Some(first) if words.len() > SHOWN => format!("{}|…", first.join("|")),
        _ => words.join("|"),
    }
}

fn covered(words: &[Word<'_>], tokens: TokenRange) -> String {
    words[tokens.range()].iter().map(|word| word.form).collect::<Vec<_>>().join(" ")
}
