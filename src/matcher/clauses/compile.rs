//! Rules, as matching wants them: each way to say one with its frame, which others may share.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    Clauses,
    frame::{Form, Frame, Known, Noun, Oblique, Prepositions, Roles, Slot, Taken},
    index::Triggered,
};
use crate::{
    english::VerbLists,
    id::{RoleId, RuleId, TypeId},
    rules::{ClauseRule, Ends, Relation, RoleType, RuleSet, clause},
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

/// One way to say a rule.
#[derive(Debug)]
pub(super) struct Compiled {
    /// The number of the relation.
    pub(super) relation: usize,
    pub(super) rule: RuleId,
    /// Its place among the rules of the relation.
    pub(super) order: usize,
    pub(super) status: Option<Status>,
    /// The number of the frame.
    pub(super) frame: usize,
    /// What the roles of the frame are called here.
    pub(super) roles: Vec<RoleId>,
}

/// What must be known of a relation to compile its rules.
struct Target<'r> {
    edges: &'r [Ends],
    symmetric: bool,
    roles: BTreeMap<&'r RoleId, Taken>,
}

/// Numbers for what frames have in common.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    frames: HashMap<Frame, usize>,
    /// Prepositions and particles.
    pub(super) prepositions: HashMap<Box<str>, usize>,
    /// Nouns with which a frame begins.
    pub(super) nouns: HashMap<Box<str>, usize>,
}

impl Clauses {
    pub(in crate::matcher) fn compile(rules: &RuleSet) -> Self {
        let mut clauses = Self {
            rules: Vec::new(),
            frames: Vec::new(),
            relations: Vec::new(),
            verbs: HashMap::new(),
            nouns: HashMap::new(),
            needs: super::need::Needs::default(),
            numbers: Numbers::default(),
            types_of_roles: vec![Vec::new()],
            lists: verb_lists(rules),
            nominal: NounLists::of(rules),
            types: rules.types.clone(),
        };
        for relation in rules.relations.values() {
            let target = Target::of(relation, &mut clauses.types_of_roles);
            clauses.relations.push(relation.name.clone());
            let forms = [
                (Form::Verb, &relation.clauses),
                (Form::Noun, &relation.nouns),
                (Form::Except, &relation.except),
            ];
            let mut order = 0;
            for (form, rules) in forms {
                for rule in rules {
                    clauses.add(rule, &target, form, order);
                    order += 1;
                }
            }
        }
        clauses
    }

    fn add(&mut self, rule: &ClauseRule, target: &Target<'_>, form: Form, order: usize) {
        for written in &rule.frames {
            let mut roles = Roles::default();
            let frame = self.numbers.frame(written, target, form, &mut roles);
            let frame = self.number(frame);
            let number = self.rules.len();
            self.rules.push(Compiled {
                relation: self.relations.len() - 1,
                rule: rule.id.clone(),
                order,
                status: rule.status,
                frame,
                roles: roles.0,
            });
            let index = if form == Form::Noun { &mut self.nouns } else { &mut self.verbs };
            let first = written.nouns.first().map(|noun| self.numbers.first_noun(noun));
            for trigger in &written.triggers {
                let triggered: &mut Triggered = index.entry(trigger.as_str().into()).or_default();
                triggered.add(number, frame, first.as_deref());
            }
        }
    }

    /// The number of a frame.
    fn number(&mut self, frame: Frame) -> usize {
        let next = self.frames.len();
        let number = *self.numbers.frames.entry(frame.clone()).or_insert(next);
        if number == next {
            let ways = self.needs.ways(&frame);
            self.frames.push(Known { frame, ways });
        }
        number
    }
}

fn verb_lists(rules: &RuleSet) -> VerbLists {
    let verbs = &rules.english.verbs;
    VerbLists { light: lower(&verbs.light), control: lower(&verbs.control) }
}

fn lower(words: &[String]) -> HashSet<Box<str>> {
    words.iter().map(|word| word.to_lowercase().into()).collect()
}

impl NounLists {
    fn of(rules: &RuleSet) -> Self {
        let nouns = &rules.english.roles;
        let last = |words: &[String]| -> Vec<Box<str>> {
            words.iter().filter_map(|word| word.split(' ').next_back()).map(Box::from).collect()
        };
        Self {
            speakers: last(&nouns.state)
                .into_iter()
                .chain(last(&nouns.offices))
                .chain(last(&nouns.agents))
                .collect(),
            local: lower(&nouns.local),
            voices: lower(&rules.english.speech.voices),
            parts: lower(&nouns.parts),
        }
    }
}

impl<'r> Target<'r> {
    /// `lists` are the lists of types that were met already; those of the relation are added.
    fn of(relation: &'r Relation, lists: &mut Vec<Vec<TypeId>>) -> Self {
        let mut taken = |roles: &[RoleType]| {
            let entity = |role: &RoleType| match role {
                RoleType::Entity(r#type) => Some(r#type.clone()),
                _ => None,
            };
            let types: Vec<TypeId> = roles.iter().filter_map(entity).collect();
            let known = lists.iter().position(|list| *list == types);
            let list = known.unwrap_or(lists.len());
            if known.is_none() {
                lists.push(types);
            }
            let is_words =
                |role: &&RoleType| !matches!(role, RoleType::Entity(_) | RoleType::Clause);
            Taken {
                list,
                clause: roles.contains(&RoleType::Clause),
                words: roles.iter().filter(is_words).cloned().collect(),
            }
        };
        let roles = relation.roles.iter().map(|role| (&role.name, taken(&role.types)));
        Self { edges: &relation.edges, symmetric: relation.symmetric, roles: roles.collect() }
    }
}

impl Numbers {
    /// A frame as it is written, with numbers for names; `roles` are those that it has.
    fn frame(
        &mut self,
        written: &clause::Frame,
        target: &Target<'_>,
        form: Form,
        roles: &mut Roles,
    ) -> Frame {
        let mut slot = |slot: &clause::Slot| Slot {
            role: roles.number(&slot.role),
            required: slot.required,
            owned: slot.owned.clone(),
            taken: target.roles.get(&slot.role).cloned().unwrap_or_default(),
        };
        let subject = written.subject.as_ref().map(&mut slot);
        let objects = written.objects.iter().map(&mut slot).collect();
        let obliques = written.obliques.iter().map(|oblique| Oblique {
            prepositions: self.prepositions(&oblique.prepositions),
            slots: oblique.slots.iter().map(&mut slot).collect(),
        });
        let obliques = obliques.collect();
        let nouns = written.nouns.iter().map(|noun| Noun {
            prepositions: self.prepositions(&noun.prepositions),
            lemmas: noun.lemmas.clone(),
        });
        let nouns = nouns.collect();
        let edges = target.edges.iter().map(|ends| [roles.of(&ends.head), roles.of(&ends.tail)]);
        Frame {
            form,
            symmetric: target.symmetric,
            edges: edges.collect(),
            subject,
            particles: self.prepositions(&written.particles),
            objects,
            obliques,
            nouns,
        }
    }

    fn prepositions(&mut self, forms: &[String]) -> Prepositions {
        let numbers = forms.iter().map(|form| number(&mut self.prepositions, form)).collect();
        Prepositions { forms: forms.to_vec(), numbers }
    }

    /// The numbers of the forms of the first noun of a frame.
    fn first_noun(&mut self, noun: &clause::Noun) -> Vec<usize> {
        let last = |lemma: &String| lemma.rsplit_once('-').map(|(_, last)| last.to_owned());
        let forms = noun.lemmas.iter().flat_map(|lemma| [Some(lemma.clone()), last(lemma)]);
        forms.flatten().map(|form| number(&mut self.nouns, &form)).collect()
    }
}

fn number(numbers: &mut HashMap<Box<str>, usize>, form: &str) -> usize {
    let next = numbers.len();
    *numbers.entry(form.into()).or_insert(next)
}
