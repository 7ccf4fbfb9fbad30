//! From matches to statements: the ends, the status, the codes, and the evidence.

use std::collections::{BTreeMap, BTreeSet};

use super::{Examination, Examined, Extractor, status};
use crate::{
    english::{self, Analysis},
    id::{EntityId, RelationId, RoleId},
    matcher::{Filler, Form, Match, Phrase},
    mention::{Argument, Evidence, RoleFiller, Statement, Time, Trigger},
    rules::{Code, Ends, PLACE_ROLE, Relation, TIME_ROLE, base},
    span::TokenRange,
    status::Status,
};

/// Turns the matches of all sentences into statements.
pub(super) fn make(extractor: &Extractor, examination: &mut Examination<'_>) {
    let mut statements = Vec::new();
    for (index, sentence) in examination.sentences.iter().enumerate() {
        let within = statuses_within(extractor, examination.document.prose(), sentence);
        for found in &sentence.matches {
            let Some(relation) = extractor.rules.relations.get(&found.relation) else { continue };
            let status = relation.status.unwrap_or_else(|| {
                let lists = &extractor.rules.english;
                let status = status::of(lists, &sentence.words, found.trigger);
                let tree = || extractor.analysis(examination.document.prose(), sentence);
                let is_spoken_about = || {
                    tree().is_some_and(|tree| status::is_spoken_about(lists, tree, found.trigger))
                };
                match status {
                    Status::Actual if is_spoken_about() => Status::Possible,
                    Status::Actual => {
                        let told = found.status.or_else(|| within.of(found.trigger));
                        told.unwrap_or(status)
                    }
                    _ => status,
                }
            });
            let reader =
                Reading { extractor, examination, sentence, index, relation, found, status };
            statements.extend(reader.statements());
        }
    }
    statements.sort();
    statements.sort_by_key(|statement| statement.evidence.trigger.span);
    examination.statements = statements;
}

/// The clauses of a sentence that a rule gives a status: "accused him of *plotting a coup*".
struct Within<'e> {
    tree: Option<&'e Analysis>,
    /// The verb of each clause, with the status.
    clauses: Vec<(usize, Status)>,
}

fn statuses_within<'e>(
    extractor: &Extractor,
    text: &str,
    sentence: &'e Examined<'_>,
) -> Within<'e> {
    let mut clauses = Vec::new();
    for found in &sentence.matches {
        let Some(relation) = extractor.rules.relations.get(&found.relation) else { continue };
        for (role, status) in &relation.within {
            let fillers = found.roles.get(role).into_iter().flatten();
            clauses.extend(fillers.filter_map(|filler| Some((filler.clause?, *status))));
        }
    }
    let tree = if clauses.is_empty() { None } else { extractor.analysis(text, sentence) };
    Within { tree, clauses }
}

impl Within<'_> {
    /// The status that the innermost clause around some tokens has.
    fn of(&self, tokens: TokenRange) -> Option<Status> {
        let tree = self.tree?;
        let word = tree.word_of(tokens.start)?;
        let around = std::iter::once(word).chain(tree.ancestors(word));
        around.into_iter().find_map(|verb| {
            self.clauses.iter().find(|(clause, _)| *clause == verb).map(|(_, status)| *status)
        })
    }
}

/// A match in its sentence.
struct Reading<'r, 'd> {
    extractor: &'r Extractor,
    examination: &'r Examination<'d>,
    sentence: &'r Examined<'d>,
    index: usize,
    relation: &'r Relation,
    found: &'r Match,
    status: Status,
}

impl Reading<'_, '_> {
    /// A statement for every pair of ends of the first edge whose ends are filled.
    fn statements(&self) -> Vec<Statement> {
        let filled = |role: &RoleId| !self.arguments(role).is_empty();
        let Some(ends) =
            self.relation.edges.iter().find(|ends| filled(&ends.head) && filled(&ends.tail))
        else {
            return Vec::new();
        };
        self.pairs(ends).into_iter().map(|(head, tail)| self.statement(head, tail)).collect()
    }

    /// Every pair of ends, once: of ends without order, the other way round is the same.
    fn pairs(&self, ends: &Ends) -> Vec<(Argument, Argument)> {
        let tails = self.arguments(&ends.tail);
        let mut pairs: Vec<(Argument, Argument)> = Vec::new();
        for head in self.arguments(&ends.head) {
            for tail in &tails {
                let reversed = |(a, b): &(Argument, Argument)| {
                    a.entity == tail.entity && b.entity == head.entity
                };
                let known = self.relation.symmetric && pairs.iter().any(reversed);
                if head.entity != tail.entity && !known {
                    pairs.push((head.clone(), tail.clone()));
                }
            }
        }
        pairs
    }

    fn statement(&self, head: Argument, tail: Argument) -> Statement {
        let text = self.examination.document.text();
        let trigger = self.sentence.bytes(self.found.trigger);
        let ends = [&head.entity, &tail.entity];
        Statement {
            relation: self.relation.name.clone(),
            symmetric: self.relation.symmetric,
            status: self.status,
            attributed_to: None,
            // a standing fact happens nowhere and never
            place: self.relation.status.is_none().then(|| self.place(ends)).flatten(),
            time: self.relation.status.is_none().then(|| self.time()).flatten(),
            roles: self.roles(),
            derived: self.derived(),
            codes: codes(&self.relation.codes, self.status),
            inferred: self.is_inferred(&head, &tail),
            evidence: Evidence {
                document: self.examination.document.id().clone(),
                sentence: self.index,
                span: self.sentence.span,
                text: self.sentence.span.of(text).to_owned(),
                trigger: Trigger { span: trigger, text: trigger.of(text).to_owned() },
                rule: self.found.rule.clone(),
            },
            head,
            tail,
        }
    }

    /// Whether an end stands for its entity by a description.
    fn is_inferred(&self, head: &Argument, tail: &Argument) -> bool {
        self.found.roles.values().flatten().any(|filler| {
            let described =
                |(_, reading): &(usize, crate::matcher::Reading)| reading.form == Form::Description;
            let span = self.sentence.bytes(filler.tokens);
            filler.reading.as_ref().is_some_and(described) && [head.span, tail.span].contains(&span)
        })
    }

    /// Where it happens: what fills the role, else the first place that stands after "in" or "at"
    /// behind the trigger, in the same clause.
    fn place(&self, ends: [&EntityId; 2]) -> Option<Argument> {
        let other = |place: &Argument| !ends.contains(&&place.entity);
        let told = self.arguments(&RoleId::from(PLACE_ROLE)).into_iter().find(other);
        told.or_else(|| {
            let clause = self.clause();
            let words = &self.sentence.words;
            self.sentence
                .phrases
                .iter()
                .filter(|phrase| clause.contains(phrase.extent))
                .filter(|phrase| phrase.extent.start > clause.start)
                .filter(|phrase| {
                    matches!(&*words[phrase.extent.start - 1].lower, "in" | "at" | "inside")
                })
                .filter_map(|phrase| self.located(phrase))
                .find(other)
        })
    }

    /// The place that a phrase names.
    fn located(&self, phrase: &Phrase) -> Option<Argument> {
        let reading = phrase.readings.iter().find(|reading| {
            let types = &self.extractor.rules.types;
            reading.located || types.is_a(&reading.r#type, &base::PLACE.into())
        })?;
        Some(self.argument(phrase.name, reading.entity.clone()))
    }

    /// When it happens: what fills the role, else the phrase that says when and stands nearest to
    /// the trigger in the same clause.
    fn time(&self) -> Option<Time> {
        let text = self.examination.document.text();
        let told =
            self.found.roles.get(TIME_ROLE).and_then(|fillers| Some(fillers.first()?.tokens));
        let tokens = told.or_else(|| {
            let clause = self.clause();
            let forms: Vec<&str> = self.sentence.words.iter().map(|word| word.form).collect();
            let mut times = Vec::new();
            let mut at = clause.start;
            while at < clause.end {
                let end = english::time_phrase(&forms, at).filter(|end| *end <= clause.end);
                times.extend(end.map(|end| TokenRange::new(at, end)));
                at = end.unwrap_or(at + 1);
            }
            let trigger = self.found.trigger;
            times.into_iter().min_by_key(|time| {
                if time.start >= trigger.end {
                    time.start - trigger.end
                } else {
                    trigger.start.saturating_sub(time.end)
                }
            })
        })?;
        let span = self.sentence.bytes(tokens);
        Some(Time { text: span.of(text).to_owned(), span, interval: None })
    }

    /// The tokens of the match and of what follows it up to the end of the clause.
    fn clause(&self) -> TokenRange {
        let Match { tokens, trigger, .. } = self.found;
        let ends = |at: &usize| self.ends_clause(*at);
        let rest = (tokens.end..self.sentence.words.len()).take_while(|at| !ends(at)).count();
        let before = (0..tokens.start).rev().take_while(|at| !ends(at)).count();
        // a role before the trigger may be a clause of its own; what stands before it is not
        let start =
            if tokens.start == trigger.start { tokens.start - before } else { tokens.start };
        TokenRange::new(start, tokens.end + rest)
    }

    /// Whether a clause ends before the token: a comma does, unless where or when follows it.
    fn ends_clause(&self, at: usize) -> bool {
        let Examined { words, phrases, .. } = self.sentence;
        let word = &*words[at].lower;
        let goes_on = || {
            let circumstance =
                words.get(at + 1).is_some_and(|next| english::opens_circumstance(&next.lower));
            circumstance
                || phrases
                    .iter()
                    .any(|phrase| phrase.name.start == at + 1 && self.located(phrase).is_some())
        };
        // "to prepare a summit in Budapest" tells where the summit is
        let infinitive = || {
            words.get(at + 1).is_some_and(|next| {
                next.form.starts_with(char::is_lowercase) && !english::is_determiner(&next.lower)
            })
        };
        english::ends_clause(word)
            || english::opens_clause(word)
            || (word == "," && !goes_on())
            || (word == "to" && infinitive())
    }

    fn roles(&self) -> BTreeMap<RoleId, Vec<RoleFiller>> {
        let text = self.examination.document.text();
        let filler = |filler: &Filler| {
            let span = self.sentence.bytes(filler.tokens);
            RoleFiller {
                entity: filler.reading.as_ref().map(|(_, reading)| reading.entity.clone()),
                span,
                text: span.of(text).to_owned(),
            }
        };
        let roles = self.found.roles.iter();
        roles.map(|(role, fillers)| (role.clone(), fillers.iter().map(filler).collect())).collect()
    }

    fn argument(&self, tokens: TokenRange, entity: EntityId) -> Argument {
        let span = self.sentence.bytes(tokens);
        Argument { entity, span, text: span.of(self.examination.document.text()).to_owned() }
    }

    fn arguments(&self, role: &RoleId) -> Vec<Argument> {
        let argument = |filler: &Filler| {
            let (_, reading) = filler.reading.as_ref()?;
            Some(self.argument(filler.tokens, reading.entity.clone()))
        };
        self.found.roles.get(role).into_iter().flatten().filter_map(argument).collect()
    }

    fn derived(&self) -> BTreeSet<(EntityId, RelationId, EntityId)> {
        let of_edge = |(relation, ends): (&RelationId, &Ends)| {
            let pairs = self.pairs(ends).into_iter();
            let edge =
                |(head, tail): (Argument, Argument)| (head.entity, relation.clone(), tail.entity);
            pairs.map(edge).collect::<Vec<_>>()
        };
        self.relation.also.iter().flat_map(of_edge).collect()
    }
}

/// The codes for a status.
fn codes(codes: &BTreeMap<String, Code>, status: Status) -> BTreeMap<String, String> {
    let resolved = |code: &Code| match code {
        Code::Always(code) => Some(code.clone()),
        Code::ByStatus(codes) => codes.get(&status).or_else(|| codes.get(&Status::Actual)).cloned(),
    };
    codes
        .iter()
        .filter_map(|(vocabulary, code)| Some((vocabulary.clone(), resolved(code)?)))
        .collect()
}
