//! The statements of a sentence: which rule, and by which steps each role was filled.

use serde::Serialize;

use super::{Reader, Rule, Words};
use crate::{
    english::{Analysis, Function, Route},
    extract::{Examined, Reason},
    id::RoleId,
    matcher::{Filler, Match, Way},
    mention::{self, Argument, RoleFiller, Speaker},
};

/// What a sentence states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// Who acts.
    pub source: String,
    /// What it does.
    pub relation: String,
    /// Whom or what it acts on.
    pub target: String,
    /// Whether the ends have no order.
    pub symmetric: bool,
    /// Whether it happened.
    pub status: String,
    /// What tells the status, where anything does.
    pub status_from: Option<StatusFrom>,
    /// The words that state it.
    pub trigger: Words,
    /// The rule that matched.
    pub rule: Rule,
    /// Who and what fills the roles.
    pub roles: Vec<Role>,
    /// Where it happens.
    pub place: Option<Named>,
    /// When it happens.
    pub time: Option<Time>,
    /// Who says so, nearest first.
    pub said_by: Vec<Named>,
}

/// What tells a status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusFrom {
    /// Words of the sentence.
    Words(Words),
    /// The relation has one status, whatever the words say.
    Relation(String),
    /// The clause that matched says so.
    Clause(String),
    /// It stands in a clause that a role of this relation takes.
    Within(String),
}

/// A role with what fills it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Role {
    /// The role.
    pub role: String,
    /// The words.
    #[serde(flatten)]
    pub words: Words,
    /// What they name, if the role takes that.
    pub entity: Option<String>,
    /// The words that name it, if these only stand for it.
    pub from: Option<Words>,
    /// By which way they belong to the trigger; nothing where a pattern found them.
    pub way: Option<String>,
}

/// An entity with the words that stand for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The words.
    #[serde(flatten)]
    pub words: Words,
    /// The entity.
    pub entity: String,
}

/// When something happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Time {
    /// The words.
    #[serde(flatten)]
    pub words: Words,
    /// The first day meant.
    pub from: Option<String>,
    /// The last day.
    pub to: Option<String>,
}

impl Reader<'_, '_> {
    pub(super) fn statements(&self, sentence: &Examined<'_>) -> Vec<Statement> {
        let statements = self.examination.statements.iter();
        statements
            .filter(|statement| statement.evidence.span == sentence.span)
            .filter(|statement| {
                self.scope.holds(statement.relation.as_str(), statement.evidence.rule.as_str())
            })
            .map(|statement| self.statement(sentence, statement))
            .collect()
    }

    fn statement(&self, sentence: &Examined<'_>, statement: &mention::Statement) -> Statement {
        let trigger = statement.evidence.trigger.span;
        let relation = self.extractor.rules().relations.get(&statement.relation);
        let found = sentence.matches.iter().find(|found| {
            found.relation == statement.relation
                && found.rule == statement.evidence.rule
                && sentence.bytes(found.trigger) == trigger
        });
        let named = |argument: &Argument| self.named(argument.span, argument.entity.as_str());
        let said_by = |speaker: &Speaker| self.named(speaker.span, speaker.entity.as_str());
        let time = statement.time.as_ref().map(|time| Time {
            words: self.words(time.span),
            from: time.interval.map(|days| days.from.to_string()),
            to: time.interval.map(|days| days.to.to_string()),
        });
        Statement {
            source: statement.head.entity.to_string(),
            relation: statement.relation.to_string(),
            target: statement.tail.entity.to_string(),
            symmetric: statement.symmetric,
            status: statement.status.as_str().to_owned(),
            status_from: self.status_from(statement),
            trigger: self.words(trigger),
            rule: self.rule(relation, &statement.evidence.rule),
            roles: self.roles(sentence, statement, found),
            place: statement.place.as_ref().map(named),
            time,
            said_by: statement.evidence.speakers.iter().map(said_by).collect(),
        }
    }

    fn named(&self, span: crate::span::Span, entity: &str) -> Named {
        Named { words: self.words(span), entity: entity.to_owned() }
    }

    fn status_from(&self, statement: &mention::Statement) -> Option<StatusFrom> {
        let key = (statement.evidence.trigger.span, statement.relation.clone());
        Some(match self.examination.reasons.get(&key)? {
            Reason::Words(span) => StatusFrom::Words(self.words(*span)),
            Reason::Relation => StatusFrom::Relation(statement.relation.to_string()),
            Reason::Clause => StatusFrom::Clause(statement.evidence.rule.to_string()),
            Reason::Within(relation) => StatusFrom::Within(relation.to_string()),
        })
    }

    fn roles(
        &self,
        sentence: &Examined<'_>,
        statement: &mention::Statement,
        found: Option<&Match>,
    ) -> Vec<Role> {
        let role = |role: &RoleId, filler: &RoleFiller| {
            let fillers = found.and_then(|found| found.roles.get(role)).into_iter().flatten();
            let filled =
                fillers.into_iter().find(|known| sentence.bytes(known.tokens) == filler.span);
            let way = filled.and_then(|known| way(sentence.tree()?, self.text, known));
            Role {
                role: role.to_string(),
                words: self.words(filler.span),
                entity: filler.entity.as_ref().map(ToString::to_string),
                from: filler.from.as_ref().map(|from| self.words(from.span)),
                way,
            }
        };
        let roles = statement.roles.iter();
        roles.flat_map(|(name, fillers)| fillers.iter().map(move |one| role(name, one))).collect()
    }
}

/// By which way a filler belongs to the trigger: "object of “sold”".
fn way(tree: &Analysis, text: &str, filler: &Filler) -> Option<String> {
    let Way { of, function, route } = filler.way?;
    let form = |word: usize| format!("“{}”", tree.words()[word].span.of(text));
    let of = form(of);
    let function = match function {
        Function::Subject => format!("subject of {of}"),
        Function::Object => format!("object of {of}"),
        Function::Oblique { case } => format!("behind {}", form(case)),
        Function::Clause { mark: Some(mark) } => format!("clause behind {}", form(mark)),
        Function::Clause { mark: None } => format!("clause under {of}"),
        Function::Genitive => format!("whose {of} it is"),
        Function::Modifier => format!("before {of}"),
    };
    let route = match route {
        Route::Direct => String::new(),
        Route::Passive => ", which is passive".to_owned(),
        Route::Relative => ", whose clause tells of it".to_owned(),
        Route::Controlled(word) => format!(", by what {} says of it", form(word)),
        Route::Shared(word) => format!(", shared with {}", form(word)),
        Route::On(word) => format!(", on {}", form(word)),
        Route::Light(word) => format!(", by way of {}", form(word)),
        Route::Context(word) => format!(", told by {} around it", form(word)),
    };
    Some(function + &route)
}
