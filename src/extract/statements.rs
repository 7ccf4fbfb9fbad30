//! From matches to statements: the ends, the status, the codes, and the evidence.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Examination, Examined, Extractor, Reason,
    attribution::Speakers,
    circumstances::{self, Circumstances},
    events, status,
};
use crate::{
    english::Analysis,
    id::{EntityId, RelationId, RoleId},
    matcher::{Filler, Match},
    mention::{Argument, Evidence, RoleFiller, Speaker, Statement, Trigger},
    rules::{Code, Ends, Relation},
    span::TokenRange,
    status::Status,
};

/// Turns the matches of all sentences into statements.
pub(super) fn make(extractor: &Extractor, examination: &mut Examination<'_>) {
    let mut statements = Vec::new();
    let mut reasons = BTreeMap::new();
    let speakers = Speakers::find(extractor, examination);
    for (index, sentence) in examination.sentences.iter().enumerate() {
        let within = statuses_within(extractor, examination.document.prose(), sentence);
        for found in &sentence.matches {
            let Some(relation) = extractor.rules.relations.get(&found.relation) else { continue };
            let tree = || extractor.analysis(examination.document.prose(), sentence);
            let (status, reason) = match relation.status {
                Some(status) => (status, Some(Reason::Relation)),
                None => status_of(extractor, tree(), sentence, found, &within),
            };
            if let Some(reason) = reason {
                let key = (sentence.bytes(found.trigger), found.relation.clone());
                reasons.insert(key, reason);
            }
            // a standing fact happens nowhere and never
            let circumstances = match relation.status {
                None => circumstances::of(extractor, examination, sentence, found, status),
                Some(_) => Circumstances::default(),
            };
            let speakers = &speakers;
            let reader = Reading {
                tree: within.tree,
                examination,
                speakers,
                sentence,
                index,
                relation,
                found,
                status,
                circumstances,
            };
            statements.extend(reader.statements());
        }
    }
    let mut statements = complete(examination, statements);
    statements.sort();
    statements.sort_by_key(|statement| statement.evidence.trigger.span);
    events::complete(extractor, examination, &mut statements);
    examination.statements = statements;
    examination.reasons = reasons;
}

/// A statement, and the tail of its relation's first edge where it is drawn by a later one.
struct Stated {
    statement: Statement,
    lacks: Option<RoleId>,
}

/// Completes statements that only say where, from the one that says whom: "struck rebels in Chad
/// and Mali. … The strikes in Mali …".
fn complete(examination: &mut Examination<'_>, stated: Vec<Stated>) -> Vec<Statement> {
    let whom = |it: &Stated| {
        it.lacks.as_ref().and_then(|_| told_elsewhere(examination, &it.statement, &stated))
    };
    let whom: Vec<Option<Argument>> = stated.iter().map(whom).collect();
    let told = stated.into_iter().zip(whom);
    told.map(|(Stated { statement, lacks }, whom)| match lacks.zip(whom) {
        Some((role, whom)) => directed(examination, statement, role, whom),
        None => statement,
    })
    .collect()
}

/// A statement that only says where, as one about `whom`.
fn directed(
    examination: &mut Examination<'_>,
    mut statement: Statement,
    role: RoleId,
    whom: Argument,
) -> Statement {
    let Trigger { span, text } = statement.evidence.trigger.clone();
    examination.antecedents.insert((span, whom.entity.clone()), whom.span);
    let filler = RoleFiller {
        entity: Some(whom.entity.clone()),
        span,
        text: text.clone(),
        from: examination.antecedent(span, &whom.entity),
    };
    statement.roles.insert(role, vec![filler]);
    let tail = Argument { entity: whom.entity, span, text };
    let place = std::mem::replace(&mut statement.tail, tail);
    statement.place.get_or_insert(place);
    statement.inferred = true;
    statement
}

/// Whom a statement is about that only says where: the one whom others of the same word and
/// relation, in sentences that name the place too, are about.
fn told_elsewhere(
    examination: &Examination<'_>,
    statement: &Statement,
    stated: &[Stated],
) -> Option<Argument> {
    let place = &statement.tail.entity;
    let word = |statement: &Statement| {
        let text = statement.evidence.trigger.text.to_lowercase();
        text.strip_suffix('s').map_or(text.clone(), str::to_owned)
    };
    let trigger = word(statement);
    let names_place = |other: &Statement| {
        let phrases = &examination.sentences[other.evidence.sentence].phrases;
        phrases.iter().any(|phrase| phrase.usual().entity == *place)
    };
    let others = stated.iter().filter(|other| other.lacks.is_none()).map(|other| &other.statement);
    let is_same = |other: &str| other.ends_with(&trigger) || trigger.ends_with(other);
    let mut told = others.filter(|other| {
        other.relation == statement.relation
            && is_same(&word(other))
            && names_place(other)
            && ![place, &statement.head.entity].contains(&&other.tail.entity)
    });
    let first = told.next()?;
    told.all(|other| other.tail.entity == first.tail.entity).then(|| first.tail.clone())
}

/// The status of what a match states, and what tells it: the words around, else its clause, else
/// the clause that it stands in.
fn status_of(
    extractor: &Extractor,
    tree: Option<&Analysis>,
    sentence: &Examined<'_>,
    found: &Match,
    within: &Within<'_>,
) -> (Status, Option<Reason>) {
    let lists = &extractor.rules.english;
    let decided = found
        .deeds()
        .map(|deed| status::of(lists, tree, &sentence.words, deed))
        .find(|decided| decided.status != Status::Actual || decided.by.is_some());
    if let Some(decided) = decided {
        return (decided.status, decided.by.map(|by| Reason::Words(sentence.bytes(by))));
    }
    if let Some(status) = found.status {
        return (status, Some(Reason::Clause));
    }
    match within.of(found.trigger) {
        Some((status, relation)) => (status, Some(Reason::Within(relation.clone()))),
        None => (Status::Actual, None),
    }
}

/// The clauses of a sentence that a rule gives a status: "accused him of *plotting a coup*".
struct Within<'e> {
    tree: Option<&'e Analysis>,
    /// The verb of each clause, with the status and the relation that gives it.
    clauses: Vec<(usize, Status, &'e RelationId)>,
}

fn statuses_within<'e>(
    extractor: &Extractor,
    text: &str,
    sentence: &'e Examined<'_>,
) -> Within<'e> {
    let mut clauses = Vec::new();
    let clausal = |found: &Match| found.roles.fillers().any(|filler| filler.clause.is_some());
    for found in &sentence.matches {
        let Some(relation) = extractor.rules.relations.get(&found.relation) else { continue };
        for (role, status) in &relation.within {
            let fillers = found.roles.get(role).into_iter().flatten();
            clauses.extend(
                fillers.filter_map(|filler| Some((filler.clause?, *status, &found.relation))),
            );
        }
    }
    let has_clause = sentence.matches.iter().any(clausal);
    let tree = if has_clause { extractor.analysis(text, sentence) } else { None };
    Within { tree, clauses }
}

impl Within<'_> {
    /// The status that the innermost clause around some tokens has.
    fn of(&self, tokens: TokenRange) -> Option<(Status, &RelationId)> {
        let tree = self.tree?;
        let word = tree.word_of(tokens.start)?;
        let around = std::iter::once(word).chain(tree.ancestors(word));
        around.into_iter().find_map(|verb| {
            let known = self.clauses.iter().find(|(clause, ..)| *clause == verb);
            known.map(|(_, status, relation)| (*status, *relation))
        })
    }
}

/// A match in its sentence.
struct Reading<'r, 'd> {
    /// The tree of the sentence, where a match has a clause.
    tree: Option<&'r Analysis>,
    examination: &'r Examination<'d>,
    speakers: &'r Speakers<'r, 'd>,
    sentence: &'r Examined<'d>,
    index: usize,
    relation: &'r Relation,
    found: &'r Match,
    status: Status,
    circumstances: Circumstances,
}

impl Reading<'_, '_> {
    /// A statement for every pair of ends of the first edge whose ends are filled.
    fn statements(&self) -> Vec<Stated> {
        let filled = |role: &RoleId| !self.arguments(role).is_empty();
        let mut edges = self.relation.edges.iter();
        let Some(ends) = edges.find(|ends| filled(&ends.head) && filled(&ends.tail)) else {
            return Vec::new();
        };
        let lacks =
            self.relation.edges.first().filter(|first| *first != ends).map(|ends| &ends.tail);
        let pairs = self.pairs(ends).into_iter();
        pairs
            .map(|(head, tail)| Stated {
                statement: self.statement(head, tail),
                lacks: lacks.cloned(),
            })
            .collect()
    }

    /// Every pair of ends, once, however often the sentence names an end ("the president, Anna
    /// Stone"): of ends without order, the other way round is the same.
    fn pairs(&self, ends: &Ends) -> Vec<(Argument, Argument)> {
        let tails = self.arguments(&ends.tail);
        let mut pairs: Vec<(Argument, Argument)> = Vec::new();
        for head in self.arguments(&ends.head) {
            for tail in &tails {
                let (one, other) = (&head.entity, &tail.entity);
                let is_known = |(a, b): &(Argument, Argument)| {
                    let pair = (&a.entity, &b.entity);
                    pair == (one, other) || self.relation.symmetric && pair == (other, one)
                };
                if one != other && !pairs.iter().any(is_known) {
                    pairs.push((head.clone(), tail.clone()));
                }
            }
        }
        pairs
    }

    fn statement(&self, head: Argument, tail: Argument) -> Statement {
        let text = self.examination.document.text();
        let trigger = self.sentence.bytes(self.found.trigger);
        let speakers = self.speakers(&head);
        Statement {
            relation: self.relation.name.clone(),
            symmetric: self.relation.symmetric,
            status: self.status,
            attributed_to: speakers.first().map(|speaker| speaker.entity.clone()),
            place: self.circumstances.place([&head.entity, &tail.entity]),
            time: self.circumstances.time.clone(),
            roles: self.roles(),
            derived: self.derived(),
            codes: self.codes(),
            inferred: self.is_inferred(&head, &tail),
            evidence: Evidence {
                document: self.examination.document.id().clone(),
                sentence: self.index,
                span: self.sentence.span,
                text: self.sentence.span.of(text).to_owned(),
                trigger: Trigger { span: trigger, text: trigger.of(text).to_owned() },
                rule: self.found.rule.clone(),
                speakers,
            },
            head,
            tail,
        }
    }

    /// The codes for the status, and for the words that state it.
    fn codes(&self) -> BTreeMap<String, String> {
        let words = &self.sentence.words[self.found.trigger.range()];
        let states = |lemma: &str| words.iter().any(|word| word.has_lemma(lemma));
        let resolved = |code: &Code| match code {
            Code::Always(code) => Some(code.clone()),
            Code::ByStatus { statuses, triggers } => {
                let happened = self.status == Status::Actual;
                let by_word = triggers.iter().find(|(word, _)| happened && states(word));
                let by_status = || statuses.get(&self.status).or(statuses.get(&Status::Actual));
                by_word.map(|(_, code)| code).or_else(by_status).cloned()
            }
        };
        let codes = self.relation.codes.iter();
        codes.filter_map(|(vocabulary, code)| Some((vocabulary.clone(), resolved(code)?))).collect()
    }

    /// Who says so, nearest first. A standing fact is nobody's claim, and who warns or asks says so
    /// already.
    fn speakers(&self, head: &Argument) -> Vec<Speaker> {
        if self.relation.status.is_some() {
            return Vec::new();
        }
        let trigger = self.found.trigger;
        let mut speakers = self.speakers.of(self.index, trigger.start);
        if self.speakers.is_act_of_speech(self.index, trigger) {
            speakers.retain(|speaker| speaker.entity != head.entity);
        }
        speakers
    }

    /// Whether an end stands for its entity by a description or a pronoun.
    fn is_inferred(&self, head: &Argument, tail: &Argument) -> bool {
        self.found.roles.fillers().any(|filler| {
            let described =
                |(_, reading): &(usize, crate::matcher::Reading)| reading.form.is_reference();
            let span = self.sentence.bytes(filler.tokens);
            filler.reading.as_ref().is_some_and(described) && [head.span, tail.span].contains(&span)
        })
    }

    fn roles(&self) -> BTreeMap<RoleId, Vec<RoleFiller>> {
        let text = self.examination.document.text();
        let filler = |filler: &Filler| {
            let span = self.sentence.bytes(filler.tokens);
            let entity = filler.reading.as_ref().map(|(_, reading)| reading.entity.clone());
            let from = entity.as_ref().and_then(|entity| self.examination.antecedent(span, entity));
            RoleFiller { entity, span, text: span.of(text).to_owned(), from }
        };
        let roles = self.found.roles.iter().chain(self.roles_of_clause());
        roles.map(|(role, fillers)| (role.clone(), fillers.iter().map(filler).collect())).collect()
    }

    /// Roles that nothing fills here, and that what is said in a clause fills: who asks that tanks
    /// be sent to Poland asks for tanks, and for Poland.
    fn roles_of_clause(&self) -> impl Iterator<Item = (&RoleId, &[Filler])> {
        let clauses = self.found.roles.fillers().filter_map(|filler| filler.clause);
        let inside = clauses.flat_map(move |clause| {
            self.sentence.matches.iter().filter(move |found| {
                let verb = self.tree.and_then(|tree| tree.word_of(found.trigger.start));
                verb == Some(clause)
            })
        });
        let roles = inside.flat_map(|found| found.roles.iter());
        roles.filter(move |(role, _)| {
            self.relation.roles.iter().any(|own| own.name == **role) && !self.found.roles.has(role)
        })
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
        let mut fillers: Vec<&Filler> = self.found.roles.get(role).into_iter().flatten().collect();
        // a name tells more of an end than its description beside it
        fillers.sort_by_key(|filler| {
            filler.reading.as_ref().is_some_and(|(_, reading)| reading.form.is_reference())
        });
        fillers.into_iter().filter_map(argument).collect()
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
