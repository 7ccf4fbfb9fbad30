//! What stopped a clause or pattern that nearly matched, and how to say so.

use super::Word;
use crate::{
    english::Function,
    id::{RelationId, RoleId, RuleId, TypeId},
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
    /// A noun or particle is not there.
    Word {
        /// It, with its preposition.
        wanted: String,
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
    },
    /// The roles that are filled are not the ends of an edge.
    Ends,
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

impl Miss {
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
            Obstacle::Word { wanted } => {
                format!("“{}” has no `{wanted}` with it", covered(words, self.trigger))
            }
            Obstacle::Role { role, types, place, instead } => {
                let wants = place.told();
                match instead {
                    Some(instead) => format!(
                        "{role}: “{}” {}, the clause wants it {wants}",
                        covered(words, instead.tokens),
                        instead.told()
                    ),
                    None => {
                        let types: Vec<&str> = types.iter().map(TypeId::as_str).collect();
                        let what = if types.is_empty() {
                            "nothing".to_owned()
                        } else {
                            format!("no {}", types.join(" or "))
                        };
                        format!(
                            "{role}: {what} stands {wants} for “{}”",
                            covered(words, self.trigger)
                        )
                    }
                }
            }
            Obstacle::Ends => "what it fills are not both ends of an edge".to_owned(),
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

fn covered(words: &[Word<'_>], tokens: TokenRange) -> String {
    words[tokens.range()].iter().map(|word| word.form).collect::<Vec<_>>().join(" ")
}
