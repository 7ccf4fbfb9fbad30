//! An explanation as text, for people.

use super::{ids, tree};
use crate::{
    explain::{
        Explanation, Mention, Rule, Scope, Sentence,
        edit::Suggestion,
        statement::{Named, Role, Statement, StatusFrom},
        why_not::NearMiss,
    },
    rules::RuleSet,
};

/// So many near misses are shown for a sentence, unless a rule is asked for; JSON has them all.
const MISSES: usize = 5;
/// So many words that a relation looks for are named.
const TRIGGERS: usize = 12;

/// So many words stand in a list that is shown in full.
const LIST: usize = 6;
/// So many letters of a word stay the same in most of its forms.
const STEM: usize = 3;

pub(super) fn told(explanation: &Explanation, scope: Scope<'_>, rules: &RuleSet) -> String {
    let mut lines = Vec::new();
    for one in &explanation.sentences {
        lines.extend(sentence(one, scope));
        lines.push(String::new());
    }
    if let Scope::Rule(name) = scope {
        lines.extend(untouched(explanation, name, rules));
    }
    for ambiguous in &explanation.ambiguous {
        let candidates: Vec<String> =
            ambiguous.candidates.iter().map(|candidate| format!("`{candidate}`")).collect();
        lines.push(format!(
            "`{}` could be {}; nothing else in the text tells which",
            ambiguous.words.text,
            candidates.join(" or ")
        ));
    }
    lines.join("\n") + "\n"
}

fn sentence(sentence: &Sentence, scope: Scope<'_>) -> Vec<String> {
    let mut lines = vec![sentence.marked.clone()];
    lines.extend(sentence.mentions.iter().map(|mention| labelled("mention", &named(mention))));
    match &sentence.tree {
        Some(nodes) => lines.extend(block("tree", tree::drawn(nodes))),
        None => lines.push(labelled("tokens", &sentence.tokens.join(" · "))),
    }
    lines.extend(sentence.statements.iter().flat_map(statement));
    if sentence.statements.is_empty() {
        lines.push(labelled("statement", "none"));
    }
    let shown = if scope == Scope::All { MISSES } else { usize::MAX };
    lines.extend(sentence.misses.iter().take(shown).flat_map(miss));
    if let Some(more) = sentence.misses.len().checked_sub(shown).filter(|more| *more > 0) {
        lines.push(labelled("", &format!("and {more} more; `--rule NAME` tells of one relation")));
    }
    for verb in &sentence.unknown {
        let told = format!("no rule has `{}`: try `{}`", verb.lemma, verb.clause);
        lines.push(labelled("unknown", &told));
    }
    lines
}

/// `  statement  …`.
fn labelled(label: &str, told: &str) -> String {
    format!("  {label:<10} {told}")
}

/// Several lines under one label.
fn block(label: &str, lines: Vec<String>) -> Vec<String> {
    let line = |(row, line): (usize, String)| labelled(if row == 0 { label } else { "" }, &line);
    lines.into_iter().enumerate().map(line).collect()
}

fn named(mention: &Mention) -> String {
    let Mention { words, phrase, entity, r#type, rule, from } = mention;
    if let Some(from) = from {
        let before = match from.sentences_before {
            0 => String::new(),
            1 => ", one sentence before".to_owned(),
            number => format!(", {number} sentences before"),
        };
        return format!(
            "{} stands for {entity} ({type}), from “{}”{before}, by {rule}",
            words.text, from.words.text
        );
    }
    let whole = if words.text == *phrase { String::new() } else { format!(" in “{phrase}”") };
    format!("{}{whole} = {entity} ({type}), by {rule}", words.text)
}

fn statement(statement: &Statement) -> Vec<String> {
    let arrow = if statement.symmetric { "—" } else { "→" };
    let Statement { source, relation, target, status, .. } = statement;
    let decided =
        statement.status_from.as_ref().map_or_else(String::new, |from| reason(statement, from));
    let mut told = vec![format!("{source} {arrow} {relation} {arrow} {target}: {status}{decided}")];
    told.push(format!("  by {}", rule(&statement.rule, &statement.trigger.text)));
    told.push(format!("  trigger: “{}”", statement.trigger.text));
    told.extend(statement.roles.iter().map(role));
    if let Some(place) = &statement.place {
        told.push(format!("  place: {}", entity(place)));
    }
    if let Some(time) = &statement.time {
        let days = match (&time.from, &time.to) {
            (Some(from), Some(to)) if from == to => format!(" = {from}"),
            (Some(from), Some(to)) => format!(" = {from} to {to}"),
            _ => String::new(),
        };
        told.push(format!("  time: “{}”{days}", time.words.text));
    }
    if !statement.said_by.is_empty() {
        let speakers: Vec<String> = statement.said_by.iter().map(entity).collect();
        told.push(format!("  said by: {}", speakers.join(", as told by ")));
    }
    block("statement", told)
}

fn reason(statement: &Statement, from: &StatusFrom) -> String {
    match from {
        StatusFrom::Words(words) if *words == statement.trigger => {
            format!(", by the form of “{}”", words.text)
        }
        StatusFrom::Words(words) => format!(", by “{}”", words.text),
        StatusFrom::Relation(relation) => format!(", as always of {relation}"),
        StatusFrom::Clause(_) => ", by its rule".to_owned(),
        StatusFrom::Within(relation) => format!(", by what {relation} says of it"),
    }
}

/// `supplies/clause-1`, as it is written, and where.
fn rule(rule: &Rule, trigger: &str) -> String {
    let written = rule.written.as_ref().map(|written| format!(" `{}`", short(written, trigger)));
    let place = rule.file.as_ref().zip(rule.line).map(|(file, line)| format!(" ({file}:{line})"));
    [Some(rule.id.clone()), written, place].into_iter().flatten().collect()
}

/// A rule with its long lists of words cut down: to the first, the last, which an edit has added,
/// and those that begin like the trigger.
fn short(written: &str, trigger: &str) -> String {
    let stem: String = trigger.to_lowercase().chars().take(STEM).collect();
    let list = |words: &str| {
        let all: Vec<&str> = words.split('|').collect();
        if all.len() <= LIST {
            return words.to_owned();
        }
        let is_kept = |(place, word): (usize, &&str)| {
            place < 2 || place + 1 == all.len() || (!stem.is_empty() && word.starts_with(&stem))
        };
        let mut kept: Vec<&str> = Vec::new();
        for (place, word) in all.iter().enumerate() {
            match (is_kept((place, word)), kept.last()) {
                (true, _) => kept.push(word),
                (false, Some(&"…")) => {}
                (false, _) => kept.push("…"),
            }
        }
        kept.join("|")
    };
    written.split(' ').map(list).collect::<Vec<_>>().join(" ")
}

fn role(role: &Role) -> String {
    let entity = role.entity.as_ref().map(|entity| format!(" = {entity}"));
    let from = role.from.as_ref().map(|from| format!(", from “{}”", from.text));
    let way = role.way.as_ref().map(|way| format!(", {way}"));
    let parts: String = [entity, from, way].into_iter().flatten().collect();
    format!("  {}: “{}”{parts}", role.role, role.words.text)
}

fn entity(named: &Named) -> String {
    format!("“{}” = {}", named.words.text, named.entity)
}

fn miss(miss: &NearMiss) -> Vec<String> {
    let mut told = vec![
        rule(&miss.rule, miss.trigger.as_ref().map_or("", |trigger| &trigger.text)),
        format!("  {}", miss.why),
    ];
    told.extend(miss.suggestion.as_ref().map(|suggestion| {
        format!(
            "  {}",
            match suggestion {
                Suggestion::Rewrite { clause } => format!("try `{}`", short(clause, "")),
                Suggestion::Add { clause } => format!("try beside it `{}`", short(clause, "")),
                Suggestion::Take { role, r#type } => format!("try to let `{role}` take {type} too"),
            }
        )
    }));
    block("why not", told)
}

/// What is said of a relation none of whose words stands anywhere.
fn untouched(explanation: &Explanation, name: &str, rules: &RuleSet) -> Option<String> {
    let is_there =
        |sentence: &Sentence| !sentence.misses.is_empty() || !sentence.statements.is_empty();
    if explanation.sentences.iter().any(is_there) {
        return None;
    }
    let relation = rules
        .relations
        .values()
        .find(|relation| relation.name.as_str() == name || ids(relation).any(|id| id == name))?;
    let rules = relation.clauses.iter().chain(&relation.nouns);
    let rules = rules.filter(|rule| relation.name.as_str() == name || rule.id.as_str() == name);
    let mut words: Vec<&str> = Vec::new();
    for trigger in rules.flat_map(|rule| &rule.frames).flat_map(|frame| &frame.triggers) {
        if !words.contains(&trigger.as_str()) {
            words.push(trigger);
        }
    }
    let more = if words.len() > TRIGGERS { ", …" } else { "" };
    words.truncate(TRIGGERS);
    let words =
        if words.is_empty() { String::new() } else { format!(": {}{more}", words.join(", ")) };
    Some(format!("no word that `{name}` looks for stands beside something named{words}"))
}
