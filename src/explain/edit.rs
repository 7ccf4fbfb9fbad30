//! Edits of a rule that would make it match, each tried out on the sentence.

use serde::Serialize;

use crate::{
    english::Function,
    extract::{Examined, Extractor},
    id::RoleId,
    matcher::{Here, Instead, Match, Matcher, Miss, Obstacle, Place},
    rules::{
        ClauseRule, Relation, RoleType, RuleSet,
        clause::{Kind, Noun},
    },
};

/// An edit with which a rule matches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum Suggestion {
    /// Write the clause like this.
    Rewrite {
        /// The clause.
        clause: String,
    },
    /// Write another clause beside it.
    Add {
        /// The clause.
        clause: String,
    },
    /// Let a role take another type.
    Take {
        /// The role.
        role: String,
        /// The type.
        r#type: String,
    },
}

/// The edit of the rule of `miss` that makes it match, if one is known that does.
pub(super) fn suggestion(
    extractor: &Extractor,
    sentence: &Examined<'_>,
    relation: &Relation,
    miss: &Miss,
) -> Option<Suggestion> {
    let (kind, rule) = rule(relation, miss)?;
    let suggestion = proposed(miss, &rule.written)?;
    let mut changed = relation.clone();
    match &suggestion {
        Suggestion::Rewrite { clause } | Suggestion::Add { clause } => {
            let rewritten = rule.rewritten(clause, kind)?;
            let rules = match kind {
                Kind::Verb => &mut changed.clauses,
                Kind::Noun => &mut changed.nouns,
            };
            rules.iter_mut().filter(|known| known.id == rule.id).for_each(|known| {
                known.clone_from(&rewritten);
            });
        }
        Suggestion::Take { role, r#type } => {
            let role = changed.roles.iter_mut().find(|known| known.name.as_str() == role)?;
            role.types.push(RoleType::Entity(r#type.as_str().into()));
        }
    }
    matches(extractor, sentence, changed, miss).then_some(suggestion)
}

fn rule<'r>(relation: &'r Relation, miss: &Miss) -> Option<(Kind, &'r ClauseRule)> {
    let verbs = relation.clauses.iter().map(|rule| (Kind::Verb, rule));
    let nouns = relation.nouns.iter().map(|rule| (Kind::Noun, rule));
    verbs.chain(nouns).find(|(_, rule)| rule.id == miss.rule)
}

/// Whether the changed relation matches in the sentence, by the rule of the miss.
fn matches(
    extractor: &Extractor,
    sentence: &Examined<'_>,
    relation: Relation,
    miss: &Miss,
) -> bool {
    let rules = extractor.rules();
    let mut english = rules.english.clone();
    english.abbreviations = Default::default();
    let alone = RuleSet {
        types: rules.types.clone(),
        relations: [(relation.name.clone(), relation)].into(),
        english,
        ..RuleSet::default()
    };
    let (matcher, _) = Matcher::compile(&alone);
    let tree = || sentence.tree();
    let found = matcher.relations.find(&sentence.words, &sentence.phrases, &|_| None, &tree, None);
    let is_meant = |found: &Match| {
        found.rule == miss.rule
            && (found.trigger.overlaps(miss.trigger) || found.tokens.contains(miss.trigger))
    };
    found.iter().any(is_meant)
}

/// The edit that what stopped the clause calls for.
fn proposed(miss: &Miss, written: &str) -> Option<Suggestion> {
    match &miss.obstacle {
        Obstacle::Role { role, instead: Some(instead), place, .. } => {
            moved(written, role, place, instead)
        }
        Obstacle::Role {
            role,
            instead: None,
            here: Some(Here { r#type: Some(r#type), .. }),
            ..
        } => Some(Suggestion::Take { role: role.to_string(), r#type: r#type.to_string() }),
        Obstacle::Noun { wanted, here: Some(here) } => other_noun(written, wanted, here),
        _ => None,
    }
}

/// The role where its filler stands: behind another preposition, or behind none.
fn moved(written: &str, role: &RoleId, place: &Place, instead: &Instead) -> Option<Suggestion> {
    let at = ["}", "!}", ":"].iter().find_map(|end| written.find(&format!("{{{role}{end}")))?;
    let before = written[..at].trim_end();
    match (place, &instead.preposition, instead.function) {
        (Place::Behind(prepositions), Some(preposition), _) => {
            // one of a pair is not moved alone
            let known = before.strip_suffix(&prepositions.join("|"))?;
            let all = format!("{}|{preposition}", prepositions.join("|"));
            Some(Suggestion::Rewrite { clause: format!("{known}{all} {}", &written[at..]) })
        }
        (Place::Behind(prepositions), None, Function::Object) => {
            let known = before.strip_suffix(&prepositions.join("|"))?;
            Some(Suggestion::Add { clause: format!("{known}{}", &written[at..]) })
        }
        (Place::Object, Some(preposition), _) => {
            Some(Suggestion::Add { clause: format!("{before} {preposition} {}", &written[at..]) })
        }
        _ => None,
    }
}

/// The noun that stands there beside those wanted: `deal|pact|memorandum`.
fn other_noun(written: &str, wanted: &Noun, here: &Here) -> Option<Suggestion> {
    let plain = here.lemma.chars().all(|sign| sign.is_alphabetic() || sign == '-');
    if here.r#type.is_some() || !plain {
        return None;
    }
    let nouns = wanted.lemmas.join("|");
    let (before, after) = written.split_once(&nouns)?;
    Some(Suggestion::Rewrite { clause: format!("{before}{nouns}|{}{after}", here.lemma) })
}
