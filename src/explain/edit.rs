//! Edits of a rule that would make it match, each tried out on the sentence.

use serde::Serialize;

use crate::{
    english::{self, Function},
    extract::{Examined, Extractor},
    id::{RoleId, RuleId},
    matcher::{Here, Instead, Match, Matcher, Miss, Obstacle, Place, Word},
    rules::{
        ClauseRule, Relation, RoleType, RuleSet,
        clause::{Kind, Noun, is_particle},
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

/// What may stand between two parts of a pattern without changing what it says.
const ASIDES: [&str; 3] = ["[Aux]*", "[Adv]{0,2}", "(a|an|the)?"];
/// The longest pattern whose edits are tried, in parts.
const LONGEST: usize = 12;

/// The edit of the rule of `miss` that makes it match, if one is known that does.
pub(super) fn suggestion(
    extractor: &Extractor,
    sentence: &Examined<'_>,
    relation: &Relation,
    miss: &Miss,
) -> Option<Suggestion> {
    let known = match rule(relation, miss) {
        Some((_, rule)) => proposed(miss, &rule.written, &Verb::of(sentence, miss)),
        None => {
            let rule = relation.patterns.iter().find(|rule| rule.id == miss.rule)?;
            patterns(&rule.written, sentence.words.get(miss.trigger.end))
        }
    };
    known.into_iter().find(|suggestion| {
        edited(relation, miss, suggestion)
            .is_some_and(|changed| matches(extractor, sentence, changed, miss))
    })
}

/// The relation with the rule of `miss` edited, and without its other rules.
fn edited(relation: &Relation, miss: &Miss, suggestion: &Suggestion) -> Option<Relation> {
    let is_meant = |id: &RuleId| *id == miss.rule;
    let mut changed = relation.clone();
    changed.patterns.retain(|rule| is_meant(&rule.id));
    changed.clauses.retain(|rule| is_meant(&rule.id));
    changed.nouns.retain(|rule| is_meant(&rule.id));
    match suggestion {
        Suggestion::Rewrite { clause } | Suggestion::Add { clause } => {
            if let Some(pattern) = changed.patterns.first_mut() {
                *pattern = pattern.rewritten(clause)?;
            } else {
                let (kind, rule) = rule(relation, miss)?;
                let rewritten = rule.rewritten(clause, kind)?;
                let rules = match kind {
                    Kind::Verb => &mut changed.clauses,
                    Kind::Noun => &mut changed.nouns,
                };
                rules.iter_mut().for_each(|known| known.clone_from(&rewritten));
            }
        }
        Suggestion::Take { role, r#type } => {
            let role = changed.roles.iter_mut().find(|known| known.name.as_str() == role)?;
            role.types.push(RoleType::Entity(r#type.as_str().into()));
        }
    }
    Some(changed)
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

/// The verb at which a clause was tried.
#[derive(Default)]
struct Verb {
    lemma: String,
    /// The particle that stands with it.
    particle: Option<String>,
}

impl Verb {
    fn of(sentence: &Examined<'_>, miss: &Miss) -> Self {
        let Some(tree) = sentence.tree() else { return Self::default() };
        let words = tree.words();
        let Some(verb) = words.iter().position(|word| miss.trigger.contains(word.tokens)) else {
            return Self::default();
        };
        let lemma = |word: usize| words[word].lemma.to_string();
        let aside = tree.dependents_by(verb, english::Relation::CompoundPrt);
        let mut aside = aside.chain(tree.dependents_by(verb, english::Relation::Advmod)).map(lemma);
        Self { lemma: lemma(verb), particle: aside.find(|word| is_particle(word)) }
    }

    /// The clause with this verb alone in the place of all that it has.
    fn alone(&self, written: &str) -> Option<String> {
        let mut words = written.split(' ');
        let has = |word: &&str| word.split('|').any(|verb| verb == self.lemma);
        let verbs = words.find(has)?;
        Some(written.replacen(verbs, &self.lemma, 1))
    }
}

/// The edits that what stopped the clause calls for, the likeliest first.
fn proposed(miss: &Miss, written: &str, verb: &Verb) -> Vec<Suggestion> {
    match &miss.obstacle {
        Obstacle::Role { role, instead: Some(instead), place, .. } => {
            let all = [
                behind_particle(written, role, instead, verb),
                moved(written, role, place, instead),
            ];
            all.into_iter().flatten().collect()
        }
        Obstacle::Role {
            role,
            instead: None,
            here: Some(Here { r#type: Some(r#type), .. }),
            ..
        } => vec![Suggestion::Take { role: role.to_string(), r#type: r#type.to_string() }],
        Obstacle::Noun { wanted, here: Some(here) } => {
            other_noun(written, wanted, here).into_iter().collect()
        }
        Obstacle::Particle { wanted } => other_particle(written, wanted, verb),
        _ => Vec::new(),
    }
}

/// Where the role is written, and what stands before it.
fn at_role<'w>(written: &'w str, role: &RoleId) -> Option<(&'w str, &'w str)> {
    let at = ["}", "!}", ":"].iter().find_map(|end| written.find(&format!("{{{role}{end}")))?;
    Some((written[..at].trim_end(), &written[at..]))
}

/// The role behind the particle of the text and what follows it there: "pulled *out of* {place}".
fn behind_particle(
    written: &str,
    role: &RoleId,
    instead: &Instead,
    verb: &Verb,
) -> Option<Suggestion> {
    let particle = verb.particle.as_ref()?;
    let alone = verb.alone(written)?;
    let (before, role) = at_role(&alone, role)?;
    let end = before.find(&verb.lemma)? + verb.lemma.len();
    let preposition = instead.preposition.as_ref().map_or(String::new(), |it| format!("{it} "));
    let clause = format!("{} {particle} {preposition}{role}", &before[..end]);
    Some(Suggestion::Add { clause })
}

/// Another particle, that of the text, or none.
fn other_particle(written: &str, wanted: &str, verb: &Verb) -> Vec<Suggestion> {
    let Some(alone) = verb.alone(written) else { return Vec::new() };
    let wanted = format!(" {wanted}");
    let other = verb.particle.as_ref().map(|particle| format!(" {particle}"));
    let changed = [other, Some(String::new())].into_iter().flatten();
    changed.map(|other| Suggestion::Add { clause: alone.replacen(&wanted, &other, 1) }).collect()
}

/// The role where its filler stands: behind another preposition, or behind none.
fn moved(written: &str, role: &RoleId, place: &Place, instead: &Instead) -> Option<Suggestion> {
    let (before, role) = at_role(written, role)?;
    match (place, &instead.preposition, instead.function) {
        (Place::Behind(prepositions), Some(preposition), _) => {
            // one of a pair is not moved alone
            let known = before.strip_suffix(&prepositions.join("|"))?;
            let all = format!("{}|{preposition}", prepositions.join("|"));
            Some(Suggestion::Rewrite { clause: format!("{known}{all} {role}") })
        }
        (Place::Behind(prepositions), None, Function::Object) => {
            let known = before.strip_suffix(&prepositions.join("|"))?;
            Some(Suggestion::Add { clause: format!("{known}{role}") })
        }
        (Place::Object, Some(preposition), _) => {
            Some(Suggestion::Add { clause: format!("{before} {preposition} {role}") })
        }
        _ => None,
    }
}

/// Edits of a pattern: something aside between two of its parts, or the word that stands where it
/// stopped beside one that it has.
fn patterns(written: &str, found: Option<&Word<'_>>) -> Vec<Suggestion> {
    let parts = parts(written);
    if parts.len() > LONGEST {
        return Vec::new();
    }
    let with = |at: usize, gone: usize, new: String| {
        let (before, after) = (parts[..at].iter(), parts[at + gone..].iter());
        let all: Vec<&str> = before.chain([&&*new]).chain(after).copied().collect();
        Suggestion::Rewrite { clause: all.join(" ") }
    };
    let asides = (1..parts.len()).flat_map(|at| ASIDES.map(|aside| (at, aside)));
    let mut known: Vec<Suggestion> =
        asides.map(|(at, aside)| with(at, 0, aside.to_owned())).collect();
    let plain = |word: &str| word.chars().all(|sign| sign.is_alphabetic() || sign == '-');
    if let Some(word) = found.filter(|word| plain(&word.lower)) {
        for (at, part) in parts.iter().enumerate() {
            if part.split('|').all(|word| plain(word.strip_prefix('=').unwrap_or(word))) {
                let other = match (part.starts_with('='), word.lemmas().last()) {
                    (true, Some(lemma)) => format!("={lemma}"),
                    _ => word.lower.to_string(),
                };
                known.push(with(at, 1, format!("{part}|{other}")));
            }
        }
    }
    known
}

/// The parts of a pattern, at the spaces outside of brackets.
fn parts(written: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let mut escaped = false;
    let split = |sign: char| {
        match sign {
            _ if escaped => {}
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' | '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        escaped = sign == '\\' && !escaped;
        sign == ' ' && depth == 0
    };
    written.split(split).filter(|part| !part.is_empty()).collect()
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

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn a_pattern_is_taken_apart_outside_of_brackets() {
        assert_eq!(
            parts("{a} [Aux]* (=meet|=sit down) \\( {b: <person> of <place>}"),
            ["{a}", "[Aux]*", "(=meet|=sit down)", "\\(", "{b: <person> of <place>}"]
        );
    }
}
