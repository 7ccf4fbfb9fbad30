//! Rules, as matching wants them: each frame with what must be known of its relation.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    Clauses,
    need::{Needs, Setting, Ways},
};
use crate::{
    english::VerbLists,
    id::{RelationId, RoleId, RuleId, TypeId},
    matcher::stopwatch::Stopwatch,
    rules::{ClauseRule, Ends, Relation, RoleType, RuleSet, clause::Frame},
    status::Status,
};

/// Nouns that stand for what they belong to.
#[derive(Debug)]
pub(super) struct NounLists {
    /// "officials", "president": the state or body that they are of.
    pub(super) speakers: HashSet<Box<str>>,
    /// "authorities", "court": what they are of or in.
    pub(super) local: HashSet<Box<str>>,
    /// "office", "spokesman": the person, too, whose they are.
    pub(super) voices: HashSet<Box<str>>,
    /// "batteries", "outskirts", "dozens": what they are of.
    pub(super) parts: HashSet<Box<str>>,
}

#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) relation: usize,
    pub(super) rule: RuleId,
    /// Its place among the rules of the relation.
    pub(super) order: usize,
    pub(super) form: Form,
    pub(super) status: Option<Status>,
    pub(super) frame: Frame,
    pub(super) ways: Ways,
    pub(super) stopwatch: Stopwatch,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Verb,
    Noun,
    /// A clause that takes away what others match.
    Except,
}

/// What must be known of a relation to match its frames.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) name: RelationId,
    pub(super) edges: Vec<Ends>,
    pub(super) symmetric: bool,
    pub(super) roles: BTreeMap<RoleId, Taken>,
}

/// What a role takes.
#[derive(Debug, Default)]
pub(super) struct Taken {
    pub(super) types: Vec<TypeId>,
    /// The number of that list of types.
    pub(super) list: usize,
    pub(super) clause: bool,
    /// Words that name nothing, by what they must be.
    pub(super) words: Vec<RoleType>,
}

impl Clauses {
    pub(in crate::matcher) fn compile(rules: &RuleSet) -> Self {
        let boxed =
            |words: &[String]| words.iter().map(|word| word.to_lowercase().into()).collect();
        let last = |words: &[String]| -> Vec<Box<str>> {
            words.iter().filter_map(|word| word.split(' ').next_back()).map(Box::from).collect()
        };
        let english = &rules.english;
        let mut clauses = Self {
            frames: Vec::new(),
            relations: Vec::new(),
            verbs: HashMap::new(),
            nouns: HashMap::new(),
            needs: Needs::default(),
            types_of_roles: vec![Vec::new()],
            lists: VerbLists {
                light: boxed(&english.verbs.light),
                control: boxed(&english.verbs.control),
            },
            nominal: NounLists {
                speakers: last(&english.roles.state)
                    .into_iter()
                    .chain(last(&english.roles.offices))
                    .chain(last(&english.roles.agents))
                    .collect(),
                local: boxed(&english.roles.local),
                voices: boxed(&english.speech.voices),
                parts: boxed(&english.roles.parts),
            },
            types: rules.types.clone(),
        };
        for relation in rules.relations.values() {
            clauses.relations.push(Target::of(relation, &mut clauses.types_of_roles));
            let forms = [
                (Form::Verb, &relation.clauses),
                (Form::Noun, &relation.nouns),
                (Form::Except, &relation.except),
            ];
            let mut order = 0;
            for (form, rules) in forms {
                for rule in rules {
                    clauses.add(rule, form, order);
                    order += 1;
                }
            }
        }
        clauses
    }

    fn add(&mut self, rule: &ClauseRule, form: Form, order: usize) {
        for frame in &rule.frames {
            let number = self.frames.len();
            let index = if form == Form::Noun { &mut self.nouns } else { &mut self.verbs };
            for trigger in &frame.triggers {
                index.entry(trigger.as_str().into()).or_default().add(number, frame);
            }
            let target = &self.relations[self.relations.len() - 1];
            let names_only = |taken: &Taken| taken.words.is_empty() && !taken.clause;
            let ways = self.needs.ways(&Setting {
                frame,
                is_noun: form == Form::Noun,
                symmetric: target.symmetric,
                edges: &target.edges,
                types: target
                    .roles
                    .iter()
                    .filter(|(_, taken)| names_only(taken))
                    .map(|(role, taken)| (role, taken.list))
                    .collect(),
            });
            self.frames.push(Compiled {
                ways,
                relation: self.relations.len() - 1,
                rule: rule.id.clone(),
                order,
                form,
                status: rule.status,
                frame: frame.clone(),
                stopwatch: Stopwatch::default(),
            });
        }
    }
}

impl Target {
    /// `lists` are the lists of types that were met already; those of the relation are added.
    fn of(relation: &Relation, lists: &mut Vec<Vec<TypeId>>) -> Self {
        let mut taken = |roles: &[RoleType]| {
            let entity = |role: &RoleType| match role {
                RoleType::Entity(r#type) => Some(r#type.clone()),
                _ => None,
            };
            let types: Vec<TypeId> = roles.iter().filter_map(entity).collect();
            let known = lists.iter().position(|list| *list == types);
            let list = known.unwrap_or(lists.len());
            if known.is_none() {
                lists.push(types.clone());
            }
            let is_words =
                |role: &&RoleType| !matches!(role, RoleType::Entity(_) | RoleType::Clause);
            Taken {
                types,
                list,
                clause: roles.contains(&RoleType::Clause),
                words: roles.iter().filter(is_words).cloned().collect(),
            }
        };
        let roles = relation.roles.iter().map(|role| (role.name.clone(), taken(&role.types)));
        Self {
            name: relation.name.clone(),
            edges: relation.edges.clone(),
            symmetric: relation.symmetric,
            roles: roles.collect(),
        }
    }
}
