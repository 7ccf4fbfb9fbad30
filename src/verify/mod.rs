//! Running the examples of rules: what `finds` marks must be found, what `ignores` shows must not.
//!
//! An example brings its own mentions: what it marks is a mention of the role's type by decree, so
//! that a rule is tested without the names of a gazetteer.

mod disturbed;
mod marked;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    document::Document,
    error::Location,
    extract::{Decreed, Examination, Extractor},
    id::RoleId,
    mention::{Speaker, Statement},
    rules::{
        self, Example, Mark, NameRule, PLACE_ROLE, Relation, RoleType, SPEAKER, TIME_ROLE, TRIGGER,
        base,
    },
    span::Span,
};

/// An example that was run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The rule it belongs to: the name of a relation or the id of a `[[name]]`.
    pub rule: String,
    /// The list it stands in.
    pub list: List,
    /// Where it is written.
    pub location: Location,
    /// What came of it.
    pub outcome: Outcome,
}

/// The list an example stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// `finds`
    Finds,
    /// `ignores`
    Ignores,
}

/// What came of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As the example says.
    Passed,
    /// Not as the example says.
    Failed(Failure),
    /// Needs something of the rule language that is not built yet, and says what.
    Pending(String),
}

/// How the text was read, against how it should have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The example, as written.
    pub expected: String,
    /// The same text with what was found marked in it, a line for each statement or name.
    pub found: Vec<String>,
    /// What the rule stumbled over.
    pub why: String,
}

/// Runs the examples of all rules, or of the one of this name.
pub fn verify(extractor: &Extractor, only: Option<&str>) -> Vec<Verdict> {
    run(extractor, &|rule| only.is_none_or(|only| only == rule))
}

/// Runs the examples of the other rules that an edit of this one may disturb: those that look for
/// one of its words; of a rule of names, those with an example in which it recognises something.
pub fn verify_others(extractor: &Extractor, rule: &str) -> Vec<Verdict> {
    let others = disturbed::by(extractor, rule);
    run(extractor, &|other| others.contains(other))
}

fn run(extractor: &Extractor, wanted: &dyn Fn(&str) -> bool) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    let known = extractor.rules();
    for rule in known.names.iter().filter(|rule| wanted(rule.id.as_str())) {
        let run = |example: &Example, list| {
            verdict(rule.id.as_str(), example, list, name(extractor, rule, example, list))
        };
        verdicts.extend(rule.finds.iter().map(|example| run(example, List::Finds)));
        verdicts.extend(rule.ignores.iter().map(|example| run(example, List::Ignores)));
    }
    for relation in known.relations.values().filter(|rule| wanted(rule.name.as_str())) {
        let run = |example: &Example, list| {
            let outcome = pending(extractor, list, statement(extractor, relation, example, list));
            verdict(relation.name.as_str(), example, list, outcome)
        };
        verdicts.extend(relation.finds.iter().map(|example| run(example, List::Finds)));
        verdicts.extend(relation.ignores.iter().map(|example| run(example, List::Ignores)));
    }
    verdicts
}

fn verdict(rule: &str, example: &Example, list: List, outcome: Outcome) -> Verdict {
    Verdict { rule: rule.to_owned(), list, location: example.location.clone(), outcome }
}

/// Clauses are matched on trees, and there are none without a model of English.
fn pending(extractor: &Extractor, list: List, outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Failed(_) if list == List::Finds && extractor.model().is_none() => {
            Outcome::Pending("needs a model of English, and there is none".to_owned())
        }
        other => other,
    }
}

fn name(extractor: &Extractor, rule: &NameRule, example: &Example, list: List) -> Outcome {
    let document = Document::plain("example", &*example.text);
    let found: BTreeSet<Span> = extractor.recognise(&rule.id, &document).into_iter().collect();
    let wanted: BTreeSet<Span> = match list {
        List::Finds => example.marks.iter().map(|mark| mark.span).collect(),
        List::Ignores => BTreeSet::new(),
    };
    if found == wanted {
        return Outcome::Passed;
    }
    let of = |span: &Span| format!("`{}`", span.of(&example.text));
    let why = match (wanted.difference(&found).next(), found.difference(&wanted).next()) {
        (Some(missing), _) => format!("{} is not recognised", of(missing)),
        (None, Some(extra)) => format!("{} is recognised and should not be", of(extra)),
        (None, None) => String::new(),
    };
    let label = rule.r#type.as_str();
    let marks = found.into_iter().map(|span| (span, label));
    failed(example, vec![rules::marked(&example.text, marks)], why)
}

fn statement(extractor: &Extractor, relation: &Relation, example: &Example, list: List) -> Outcome {
    let document = Document::plain("example", &*example.text);
    let examination = extractor.examine(&document, &decreed(relation, example));
    let found: Vec<&Statement> = examination
        .statements
        .iter()
        .filter(|statement| statement.relation == relation.name)
        .collect();
    let marks = Marks { relation, example, examination: &examination };
    let why = match list {
        List::Finds => marks.missing(&found).or_else(|| marks.unasked(&found)),
        List::Ignores => marks.forbidden(&found),
    };
    match why {
        None => Outcome::Passed,
        Some(why) => {
            let lines = found.iter().map(|statement| marked::statement(&example.text, statement));
            failed(example, lines.collect(), why)
        }
    }
}

fn failed(example: &Example, found: Vec<String>, why: String) -> Outcome {
    let labels = example.marks.iter().map(|mark| (mark.span, mark.label.as_str()));
    let expected = rules::marked(&example.text, labels) + &example.expected.told();
    Outcome::Failed(Failure { expected, found, why })
}

/// The marks of an example as mentions of the roles' types.
fn decreed(relation: &Relation, example: &Example) -> Vec<Decreed> {
    let r#type = |mark: &Mark| {
        if mark.label == SPEAKER {
            return Some(base::PERSON.into());
        }
        let role = relation.roles.iter().find(|role| role.name.as_str() == mark.label)?;
        role.types.iter().find_map(|r#type| match r#type {
            RoleType::Entity(r#type) => Some(r#type.clone()),
            _ => None,
        })
    };
    let decree = |mark: &Mark| Some(Decreed { span: mark.span, r#type: r#type(mark)? });
    example.marks.iter().filter_map(decree).collect()
}

/// The marks of an example, against what was found.
struct Marks<'m, 'd> {
    relation: &'m Relation,
    example: &'m Example,
    examination: &'m Examination<'d>,
}

impl Marks<'_, '_> {
    /// What the marks ask for and no statement gives.
    fn missing(&self, found: &[&Statement]) -> Option<String> {
        let marked = self.by_label();
        let ends = self.relation.edges.iter().find(|ends| {
            marked.contains_key(ends.head.as_str()) && marked.contains_key(ends.tail.as_str())
        });
        let Some(ends) = ends else {
            return Some("no two ends of an edge are marked".to_owned());
        };
        for head in &marked[ends.head.as_str()] {
            for tail in &marked[ends.tail.as_str()] {
                let between: Vec<&&Statement> = found
                    .iter()
                    .filter(|statement| self.is_between(statement, *head, *tail))
                    .collect();
                if between.is_empty() {
                    return Some(self.why_not(*head, *tail));
                }
                let faults = between.iter().map(|statement| self.fault(statement, &marked));
                let mut faults: Vec<Option<String>> = faults.collect();
                if faults.iter().all(Option::is_some) {
                    return faults.swap_remove(0);
                }
            }
        }
        None
    }

    /// What is wrong with a statement between the right ends.
    fn fault(&self, statement: &Statement, marked: &BTreeMap<&str, Vec<Span>>) -> Option<String> {
        for (label, spans) in marked {
            if *label == TRIGGER {
                let trigger = statement.evidence.trigger.span;
                if !spans.iter().any(|span| span.overlaps(trigger)) {
                    return Some(format!("the trigger is `{}`", statement.evidence.trigger.text));
                }
            } else if *label != SPEAKER {
                let marked = |span: Span| spans.iter().any(|marked| marked.overlaps(span));
                let fillers = statement.roles.get(&RoleId::from(*label)).into_iter().flatten();
                let around = match *label {
                    PLACE_ROLE => statement.place.as_ref().map(|place| place.span),
                    TIME_ROLE => statement.time.as_ref().map(|time| time.span),
                    _ => None,
                };
                let filled = fillers.map(|filler| filler.span).chain(around).any(marked);
                if !filled {
                    let instead =
                        statement.roles.get(&RoleId::from(*label)).and_then(|it| it.first());
                    return Some(match instead {
                        Some(filler) => {
                            format!("the role `{label}` is filled by `{}`", filler.text)
                        }
                        None => format!(
                            "`{}` finds it, but nothing fills the role `{label}`",
                            statement.evidence.rule
                        ),
                    });
                }
            }
        }
        let status = self.example.expected.status.filter(|wanted| *wanted != statement.status);
        let status = status.map(|wanted| {
            format!("the status is {}, not {}", statement.status.as_str(), wanted.as_str())
        });
        status.or_else(|| self.wrong_speaker(statement, marked.get(SPEAKER)))
    }

    /// What is wrong with who says so: the nearest speaker is the one marked, and has the name
    /// behind `=> said by`.
    fn wrong_speaker(&self, statement: &Statement, marked: Option<&Vec<Span>>) -> Option<String> {
        let name = self.example.expected.said_by.as_deref();
        let label = |speaker: &Speaker| {
            let record = self.examination.entities.get(&speaker.entity);
            record.map_or_else(|| speaker.text.clone(), |record| record.label.clone())
        };
        let wanted = match (name, marked) {
            (Some(name), _) => name,
            (None, Some(spans)) => spans.first()?.of(&self.example.text),
            (None, None) => return None,
        };
        let Some(speaker) = statement.evidence.speakers.first() else {
            return Some(format!("nobody says so, and not `{wanted}`"));
        };
        let label = label(speaker);
        let is_named = name.is_none_or(|name| label == name || speaker.text == name);
        // a pronoun that stands for who is marked speaks for them
        let is_marked = marked.is_none_or(|spans| {
            let overlaps = |span: &Span| {
                span.overlaps(speaker.span)
                    || (speaker.inferred && span.of(&self.example.text) == label)
            };
            spans.iter().any(overlaps)
        });
        (!is_named || !is_marked).then(|| format!("`{label}` says so, and not `{wanted}`"))
    }

    /// A statement between marked spans for which the marks do not ask.
    fn unasked(&self, found: &[&Statement]) -> Option<String> {
        let marked = self.by_label();
        let is_marked = |span: Span, role: &RoleId| {
            marked.get(role.as_str()).is_some_and(|spans| spans.iter().any(|s| s.overlaps(span)))
        };
        let any = |span: Span| {
            marked.iter().any(|(label, spans)| {
                *label != TRIGGER && spans.iter().any(|marked| marked.overlaps(span))
            })
        };
        let asked = |statement: &Statement| {
            self.relation.edges.iter().any(|ends| {
                let (head, tail) = (statement.head.span, statement.tail.span);
                (is_marked(head, &ends.head) && is_marked(tail, &ends.tail))
                    || (statement.symmetric
                        && is_marked(tail, &ends.head)
                        && is_marked(head, &ends.tail))
            })
        };
        found
            .iter()
            .find(|found| any(found.head.span) && any(found.tail.span) && !asked(found))
            .map(|found| {
                format!(
                    "`{}` and `{}` are related, which is not asked for",
                    found.head.text, found.tail.text
                )
            })
    }

    /// A statement that `ignores` forbids: any, or one between the marked spans if there are some.
    fn forbidden(&self, found: &[&Statement]) -> Option<String> {
        let marks = || self.example.marks.iter().filter(|mark| mark.label != TRIGGER);
        let marked = |span: Span| marks().any(|mark| mark.span.overlaps(span));
        let free = marks().next().is_none();
        found
            .iter()
            .find(|statement| free || (marked(statement.head.span) && marked(statement.tail.span)))
            .map(|statement| format!("found by `{}`", statement.evidence.rule))
    }

    fn by_label(&self) -> BTreeMap<&str, Vec<Span>> {
        let mut by_label: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
        for mark in &self.example.marks {
            by_label.entry(&mark.label).or_default().push(mark.span);
        }
        by_label
    }

    fn is_between(&self, statement: &Statement, head: Span, tail: Span) -> bool {
        let ends = (statement.head.span, statement.tail.span);
        let fits = |a: Span, b: Span| a.overlaps(ends.0) && b.overlaps(ends.1);
        fits(head, tail) || (self.relation.symmetric && fits(tail, head))
    }

    /// What the pattern that came furthest stumbled over.
    fn why_not(&self, head: Span, tail: Span) -> String {
        let text = &self.example.text;
        let sentence = self.examination.sentences.iter().find(|s| s.span.contains(head));
        let nearest = sentence.and_then(|sentence| {
            let miss = sentence.misses.iter().find(|miss| miss.relation == self.relation.name)?;
            Some(format!("`{}` came furthest: {}", miss.rule, miss.told(&sentence.words)))
        });
        nearest.unwrap_or_else(|| {
            let ends = format!("nothing relates `{}` and `{}`", head.of(text), tail.of(text));
            format!("{ends}{}", self.words_looked_for())
        })
    }

    /// The first of the words that its clauses look for, since none of them stands there.
    fn words_looked_for(&self) -> String {
        const SHOWN: usize = 6;
        let clauses = self.relation.clauses.iter().chain(&self.relation.nouns);
        let mut words: Vec<&str> = Vec::new();
        for word in clauses.flat_map(|rule| &rule.frames).flat_map(|frame| &frame.triggers) {
            if !words.contains(&word.as_str()) {
                words.push(word);
            }
        }
        let more = if words.len() > SHOWN { ", …" } else { "" };
        words.truncate(SHOWN);
        match words.is_empty() {
            true => String::new(),
            false => format!(": its clauses look for `{}`{more}", words.join("`, `")),
        }
    }
}
