//! A pattern compiled, and what a run of it fills.

use std::collections::BTreeMap;

use super::{Filler, Match};
use crate::{
    id::{RelationId, RoleId, RuleId},
    matcher::{
        machine::Step,
        program::{Part, Program, Taken},
        sentence::{Chosen, Sentence},
        stopwatch::Stopwatch,
    },
    rules::{Relation, RoleType, TRIGGER},
    span::TokenRange,
};

#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) relation: RelationId,
    pub(super) rule: RuleId,
    /// Its place among the rules of the relation; patterns come after clauses.
    pub(super) order: usize,
    /// How many tokens it covers at least.
    pub(super) shortest: usize,
    pub(super) program: Program,
    /// The types of the phrases that it cannot do without, by the numbers of the lists of types.
    pub(super) needs: Vec<usize>,
    pub(super) stopwatch: Stopwatch,
}

impl Compiled {
    pub(super) fn found(
        &self,
        sentence: &Sentence<'_, '_>,
        start: usize,
        end: usize,
        steps: &[Step],
    ) -> Match {
        let mut roles: BTreeMap<RoleId, Vec<Filler>> = BTreeMap::new();
        let mut marked = None;
        let mut open: Vec<(&RoleId, usize, bool)> = Vec::new();
        for step in steps {
            match step {
                Step::Open(Part::Role(role), at) => open.push((role, *at, false)),
                Step::Close(Part::Role(_), at) => {
                    let Some((role, from, named)) = open.pop() else { continue };
                    let tokens = TokenRange::new(from, *at);
                    if role.as_str() == TRIGGER {
                        marked = Some(tokens);
                    } else if !named && !tokens.is_empty() {
                        let filler = Filler { tokens, reading: None, way: None, clause: None };
                        roles.entry(role.clone()).or_default().push(filler);
                    }
                }
                Step::Phrases { role, chosen, .. } => {
                    let inside = open.last_mut().map(|(role, _, named)| {
                        *named = true;
                        *role
                    });
                    if let Some(role) = role.as_ref().or(inside) {
                        let fillers = chosen.iter().map(|chosen| filler(sentence, chosen));
                        roles.entry(role.clone()).or_default().extend(fillers);
                    }
                }
                Step::Token { .. } | Step::Open(Part::Name, _) | Step::Close(Part::Name, _) => {}
            }
        }
        let trigger = marked.unwrap_or_else(|| trigger(steps, start, end));
        Match {
            relation: self.relation.clone(),
            rule: self.rule.clone(),
            tokens: TokenRange::new(start, end),
            trigger,
            lent: Vec::new(),
            deed: trigger,
            status: None,
            roles: roles.into_iter().map(|(role, fillers)| (role, fillers.into())).collect(),
        }
    }
}

/// What states the relation where no part is marked: the first word matched by its lemma, else the
/// first matched by its form, outside roles; else everything.
fn trigger(steps: &[Step], start: usize, end: usize) -> TokenRange {
    let mut depth = 0_usize;
    let mut first = None;
    for step in steps {
        match step {
            Step::Open(..) => depth += 1,
            Step::Close(..) => depth -= 1,
            Step::Token { at, by_lemma: true } if depth == 0 => {
                return TokenRange::new(*at, at + 1);
            }
            Step::Token { at, .. } if depth == 0 && first.is_none() => first = Some(*at),
            _ => {}
        }
    }
    first.map_or(TokenRange::new(start, end), |at| TokenRange::new(at, at + 1))
}

fn filler(sentence: &Sentence<'_, '_>, chosen: &Chosen) -> Filler {
    let phrase = &sentence.phrases[chosen.phrase];
    let reading = phrase.readings[chosen.reading].clone();
    let reading = Some((chosen.phrase, reading));
    Filler { tokens: phrase.name, reading, way: None, clause: None }
}

/// What a role takes.
pub(super) fn taken_by(relation: &Relation, role: &RoleId) -> Taken {
    let role = relation.roles.iter().find(|known| known.name == *role);
    let types = || role.into_iter().flat_map(|role| &role.types);
    if types().any(|r#type| *r#type == RoleType::Time) {
        return Taken::Time;
    }
    let entity = |r#type: &RoleType| match r#type {
        RoleType::Entity(r#type) => Some(r#type.clone()),
        _ => None,
    };
    Taken::Entities(types().filter_map(entity).collect())
}
