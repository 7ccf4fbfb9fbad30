//! Clauses and noun forms, matched on trees.
//!
//! A clause names functions ("who does it", "what stands behind `to`"), a tree has arguments with
//! functions: [`english`] maps the one to the other for every shape of a sentence, so that matching
//! is comparing the two. Frames are indexed by trigger, so that a sentence costs what its own words
//! cost, however many rules there are.

use std::{
    borrow::Cow,
    cell::OnceCell,
    collections::{BTreeMap, HashMap, HashSet},
};

use super::{
    Filler, Form as NameForm, Here, Instead, Match, Miss, Obstacle, Phrase, Place, Word,
    need::{Need, Needs, Setting, Stand, Ways},
    relations::{Ranked, Way, keep_better},
    sentence::{Wanted, reading},
};
use crate::{
    english::{self, Analysis, Argument, Function, Relation as Label, Route, Upos, VerbLists},
    id::{RelationId, RoleId, RuleId, TypeId},
    rules::{
        ClauseRule, Ends, Relation, RoleType, RuleSet, Types, base,
        clause::{Frame, Noun, Oblique, Slot},
    },
    span::TokenRange,
    status::Status,
};

/// The clauses and noun forms of all relations, by trigger.
#[derive(Debug)]
pub(super) struct Clauses {
    frames: Vec<Compiled>,
    relations: Vec<Target>,
    verbs: HashMap<Box<str>, Triggered>,
    nouns: HashMap<Box<str>, Triggered>,
    needs: Needs,
    /// The lists of types that roles take, each once; the first is empty.
    types_of_roles: Vec<Vec<TypeId>>,
    lists: VerbLists,
    nominal: NounLists,
    types: Types,
}

/// Nouns that stand for what they belong to.
#[derive(Debug)]
struct NounLists {
    /// "officials", "president": the state or body that they are of.
    speakers: HashSet<Box<str>>,
    /// "authorities", "court": what they are of or in.
    local: HashSet<Box<str>>,
    /// "batteries", "outskirts", "dozens": what they are of.
    parts: HashSet<Box<str>>,
}

/// The frames of one trigger, by their numbers.
#[derive(Debug, Default)]
struct Triggered {
    all: Vec<usize>,
    /// Those without nouns.
    bare: Vec<usize>,
    /// Those with nouns, by the forms of the first.
    by_noun: HashMap<Box<str>, Vec<usize>>,
}

#[derive(Debug)]
struct Compiled {
    relation: usize,
    rule: RuleId,
    /// Its place among the rules of the relation.
    order: usize,
    form: Form,
    status: Option<Status>,
    frame: Frame,
    ways: Ways,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Verb,
    Noun,
    /// A clause that takes away what others match.
    Except,
}

/// What must be known of a relation to match its frames.
#[derive(Debug)]
struct Target {
    name: RelationId,
    edges: Vec<Ends>,
    symmetric: bool,
    roles: BTreeMap<RoleId, Taken>,
}

/// What a role takes.
#[derive(Debug, Default)]
struct Taken {
    types: Vec<TypeId>,
    /// The number of that list of types.
    list: usize,
    clause: bool,
    /// Words that name nothing, by what they must be.
    words: Vec<RoleType>,
}

/// What frames say of a sentence.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The best match of each relation at each trigger.
    pub(super) matches: Vec<Ranked>,
    /// Relations that a trigger must not state, whatever else matches there.
    pub(super) excluded: BTreeMap<(TokenRange, RelationId), RuleId>,
}

impl Clauses {
    pub(super) fn compile(rules: &RuleSet) -> Self {
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
            });
        }
    }

    /// Whether a noun form of the same relation begins with the noun.
    fn is_noun_of(&self, noun: &str, compiled: &Compiled) -> bool {
        let mut frames = self.nouns.get(noun).into_iter().flat_map(|triggered| &triggered.all);
        frames.any(|frame| self.frames[*frame].relation == compiled.relation)
    }

    /// Whether a verb or noun in dictionary form is the trigger of a frame.
    pub(super) fn is_trigger(&self, lemma: &str) -> bool {
        self.verbs.contains_key(lemma) || self.nouns.contains_key(lemma)
    }

    /// Whether some word may be the trigger of a frame.
    pub(super) fn may_match(&self, words: &[Word<'_>]) -> bool {
        words.iter().any(|word| {
            self.is_trigger(&word.lower) || word.lemmas().iter().any(|lemma| self.is_trigger(lemma))
        })
    }

    /// What the frames find in a sentence, and, where `misses` are wanted, what stopped the others.
    pub(super) fn find(
        &self,
        tree: &Analysis,
        words: &[Word<'_>],
        phrases: &[Phrase],
        mut misses: Option<&mut Vec<Miss>>,
    ) -> Found {
        let scene = Scene::new(self, tree, words, phrases);
        let mut best: BTreeMap<(TokenRange, RelationId), Ranked> = BTreeMap::new();
        let mut found = Found::default();
        for (number, word) in tree.words().iter().enumerate() {
            if word.folded {
                continue;
            }
            let verbal = tree.is_verb(number);
            let index = if verbal { &self.verbs } else { &self.nouns };
            let token = words.get(word.tokens.start);
            let Some(triggered) = triggered(index, &word.lemma, token) else { continue };
            let arguments = if verbal {
                tree.arguments_of_verb(number, &self.lists)
            } else {
                tree.arguments_of_noun(number, &self.lists)
            };
            let mut met = Met { scene: &scene, word: number, arguments: &arguments, known: vec![] };
            // whoever wants misses wants to know of every frame
            let frames = match misses {
                Some(_) => Cow::Borrowed(&*triggered.all),
                None => triggered.beside(&scene, &arguments),
            };
            for frame in &*frames {
                let compiled = &self.frames[*frame];
                if misses.is_none() && compiled.form != Form::Except && !met.any(&compiled.ways) {
                    continue;
                }
                let target = &self.relations[compiled.relation];
                let mut attempt = Attempt::new(&scene, target, compiled, number, &arguments);
                match attempt.run() {
                    Ok(()) if compiled.form == Form::Except => {
                        let key = (attempt.trigger, target.name.clone());
                        found.excluded.insert(key, compiled.rule.clone());
                    }
                    Ok(()) => {
                        keep_better(&mut best, attempt.into_match());
                    }
                    Err(stop) => {
                        if let Some(misses) = misses.as_deref_mut()
                            && compiled.form != Form::Except
                        {
                            let obstacle = attempt.obstacle(&stop);
                            if matches!(stop, Stop::Noun(_) | Stop::Particle(_)) {
                                attempt.fill_roles();
                            }
                            misses.push(Miss {
                                relation: target.name.clone(),
                                rule: compiled.rule.clone(),
                                trigger: attempt.trigger,
                                reach: attempt.reach(),
                                parts: attempt.parts(),
                                obstacle,
                            });
                        }
                    }
                }
            }
        }
        found.matches = best.into_values().collect();
        found
    }
}

/// The frames that a word triggers. A word that begins with a capital may be no name: "Talks"; a
/// gerund may have been taken for a noun: "after meeting Doe".
fn triggered<'i>(
    index: &'i HashMap<Box<str>, Triggered>,
    lemma: &str,
    token: Option<&Word<'_>>,
) -> Option<&'i Triggered> {
    let other = || {
        let unsure = |token: &&Word<'_>| token.is_capitalised() || token.lower.ends_with("ing");
        let token = token.filter(unsure)?;
        token.lemmas().iter().find_map(|lemma| index.get(lemma))
    };
    index.get(lemma).or_else(other)
}

impl Triggered {
    fn add(&mut self, number: usize, frame: &Frame) {
        self.all.push(number);
        match frame.nouns.first() {
            None => self.bare.push(number),
            Some(noun) => {
                for lemma in &noun.lemmas {
                    self.by_noun.entry(lemma.as_str().into()).or_default().push(number);
                    if let Some((_, last)) = lemma.rsplit_once('-') {
                        self.by_noun.entry(last.into()).or_default().push(number);
                    }
                }
            }
        }
    }

    /// The frames whose first noun, if they have one, is among the arguments, in their order.
    fn beside(&self, scene: &Scene<'_, '_>, arguments: &[Argument]) -> Cow<'_, [usize]> {
        let mut frames = Cow::Borrowed(&*self.bare);
        if self.by_noun.is_empty() {
            return frames;
        }
        let nouns = arguments.iter().flat_map(|argument| scene.described(argument.word));
        for noun in nouns {
            let last = scene.last_token(noun);
            let lemmas = last.iter().flat_map(|last| last.lemmas()).map(|lemma| &**lemma);
            let written = last.map(|last| &*last.lower);
            let forms = lemmas.chain(written).chain([&*scene.tree.words()[noun].lemma]);
            for with_noun in forms.filter_map(|form| self.by_noun.get(form)) {
                frames.to_mut().extend(with_noun);
            }
        }
        if let Cow::Owned(frames) = &mut frames {
            frames.sort_unstable();
            frames.dedup();
        }
        frames
    }
}

/// The needs that are met at a trigger.
struct Met<'a, 's, 't> {
    scene: &'a Scene<'s, 't>,
    word: usize,
    arguments: &'a [Argument],
    /// What is known already, by the numbers of the needs.
    known: Vec<Option<bool>>,
}

impl Met<'_, '_, '_> {
    /// Whether all the needs of one of the ways are met.
    fn any(&mut self, ways: &Ways) -> bool {
        ways.iter().any(|way| way.iter().all(|need| self.is_met(*need)))
    }

    fn is_met(&mut self, number: usize) -> bool {
        let needs = self.scene.clauses.needs.all();
        self.known.resize(needs.len(), None);
        if let Some(known) = self.known[number] {
            return known;
        }
        let met = self.find(&needs[number]);
        self.known[number] = Some(met);
        met
    }

    fn find(&self, Need { stand, types }: &Need) -> bool {
        let scene = self.scene;
        self.arguments.iter().any(|Argument { function, word, .. }| {
            let names = |adjectives| !scene.fillers_of(*word, *types, adjectives).is_empty();
            match (stand, *function) {
                (Stand::Subject, Function::Subject) | (Stand::Object, Function::Object) => {
                    names(false)
                }
                (Stand::Behind(prepositions), Function::Oblique { case }) => {
                    scene.is_preposition(case, prepositions) && names(false)
                }
                (Stand::Behind(prepositions), Function::Object) => {
                    scene.has_particle(self.word, prepositions) && names(false)
                }
                (Stand::By(prepositions), Function::Oblique { case }) => {
                    scene.is_preposition(case, prepositions) && names(true)
                }
                (Stand::By(_), Function::Clause { .. }) => false,
                (Stand::By(_), _) => names(true),
                _ => false,
            }
        })
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

/// The fillers that a word gives, by what roles take, each worked out when first asked for.
type FillersByType = Box<[OnceCell<Vec<Filler>>]>;

/// A sentence with its tree and the phrases that stand on it.
struct Scene<'s, 't> {
    clauses: &'s Clauses,
    tree: &'s Analysis,
    words: &'s [Word<'t>],
    phrases: &'s [Phrase],
    /// The phrases that each word of the tree stands for.
    named: Vec<Vec<usize>>,
    /// What was found already of each word: by list of types, without and with adjectives.
    fillers: Vec<OnceCell<FillersByType>>,
}

impl<'s, 't> Scene<'s, 't> {
    fn new(
        clauses: &'s Clauses,
        tree: &'s Analysis,
        words: &'s [Word<'t>],
        phrases: &'s [Phrase],
    ) -> Self {
        let mut named: Vec<Vec<usize>> = vec![Vec::new(); tree.words().len()];
        for (index, phrase) in phrases.iter().enumerate() {
            let Some(word) = tree.word_of(phrase.name.end - 1) else { continue };
            let length = phrase.extent.len();
            // of phrases within each other the outer one is meant: "Russian President Putin"
            match named[word].first().map(|known| phrases[*known].extent.len()) {
                Some(known) if known > length => {}
                Some(known) if known == length => named[word].push(index),
                _ => named[word] = vec![index],
            }
        }
        let fillers = vec![OnceCell::new(); tree.words().len()];
        Self { clauses, tree, words, phrases, named, fillers }
    }

    /// Whether the word is, or ends in, one of these dictionary forms.
    fn is_any(&self, word: usize, lemmas: &[String]) -> bool {
        let Some(last) = self.last_token(word) else { return false };
        let lemma = &*self.tree.words()[word].lemma;
        lemmas.iter().any(|known| {
            **known == *lemma || last.has_lemma(known) || self.is_hyphenated(word, known)
        })
    }

    /// Whether the word and what a hyphen joins to it are this dictionary form: "cease-fire".
    fn is_hyphenated(&self, word: usize, lemma: &str) -> bool {
        let Some((first, last)) = lemma.rsplit_once('-') else { return false };
        let end = self.tree.words()[word].tokens.end;
        let Some(start) = end.checked_sub(3) else { return false };
        let Some([before, hyphen, token]) = self.words.get(start..end) else { return false };
        hyphen.form == "-" && *before.lower == *first && token.has_lemma(last)
    }

    /// A word and those joined with it, and the adjectives before them: "a scathing attack".
    fn described(&self, word: usize) -> impl Iterator<Item = usize> {
        let row = self.row(word);
        let adjectives: Vec<usize> =
            row.iter().flat_map(|noun| self.tree.dependents_by(*noun, Label::Amod)).collect();
        row.into_iter().chain(adjectives)
    }

    fn last_token(&self, word: usize) -> Option<&Word<'t>> {
        self.words.get(self.tree.words()[word].tokens.end - 1)
    }

    fn is_listed(&self, word: usize, list: &HashSet<Box<str>>) -> bool {
        let word = &self.tree.words()[word];
        !word.folded && list.contains(&word.lemma)
    }

    fn is_preposition(&self, case: usize, prepositions: &[String]) -> bool {
        let case = &self.tree.words()[case];
        prepositions.iter().any(|preposition| {
            **preposition == *case.lemma || self.words[case.tokens.start].lower == **preposition
        })
    }

    /// Whether one of the prepositions is a particle in the text: "took it over".
    fn has_particle(&self, verb: usize, prepositions: &[String]) -> bool {
        let words = self.tree.words();
        let mut particles = self
            .tree
            .dependents_by(verb, Label::CompoundPrt)
            .chain(self.tree.dependents_by(verb, Label::Advmod));
        particles.any(|particle| prepositions.iter().any(|p| **p == *words[particle].lemma))
    }

    /// What a word, and those joined with it, name that a role takes.
    fn fillers(&self, word: usize, taken: &Taken, adjectives: bool) -> &[Filler] {
        self.fillers_of(word, taken.list, adjectives)
    }

    /// What a word, and those joined with it, name that is of one of a list of types.
    fn fillers_of(&self, word: usize, list: usize, adjectives: bool) -> &[Filler] {
        let lists = &self.clauses.types_of_roles;
        let known =
            self.fillers[word].get_or_init(|| vec![OnceCell::new(); 2 * lists.len()].into());
        known[2 * list + usize::from(adjectives)]
            .get_or_init(|| self.find_fillers(word, &lists[list], adjectives))
    }

    fn find_fillers(&self, word: usize, types: &[TypeId], adjectives: bool) -> Vec<Filler> {
        let mut found: Vec<Filler> = Vec::new();
        for conjunct in self.tree.conjuncts(word) {
            for filler in self.named(conjunct, types, adjectives, 0) {
                if !found
                    .iter()
                    .any(|known| known.tokens == filler.tokens && known.reading == filler.reading)
                {
                    found.push(filler);
                }
            }
        }
        found
    }

    fn named(&self, word: usize, types: &[TypeId], adjectives: bool, depth: usize) -> Vec<Filler> {
        const DEEPEST: usize = 3;
        let direct: Vec<Filler> = self.named[word]
            .iter()
            .filter_map(|index| self.filler(*index, types, adjectives))
            .collect();
        if !direct.is_empty() || depth == DEEPEST {
            return direct;
        }
        // "the president, Jane Doe"
        let below = |label: Label| self.tree.dependents_by(word, label);
        let apposed = below(Label::Appos)
            .chain(below(Label::Flat))
            .flat_map(|other| self.named(other, types, adjectives, depth + 1))
            .next();
        if let Some(filler) = apposed {
            return vec![filler];
        }
        let nouns = &self.clauses.nominal;
        // a weapon acts for who has it: "Russian drones"
        let is_agent = self.is_listed(word, &nouns.speakers)
            || self.last_token(word).is_some_and(|last| {
                last.lemmas().iter().any(|lemma| nouns.speakers.contains(lemma))
            });
        if !self.named[word].is_empty() && !is_agent {
            return Vec::new();
        }
        if is_agent {
            let inside = self.inside(word, types);
            if !inside.is_empty() {
                return inside;
            }
            let local = self.is_listed(word, &nouns.local);
            let prepositions = if local { &["of", "from", "in"][..] } else { &["of", "from"] };
            let owners = self.owners(word, prepositions);
            // "the minister of trade, Jane Doe" may hang on the trade
            let person = owners
                .iter()
                .flat_map(|owner| self.tree.dependents_by(*owner, Label::Appos))
                .flat_map(|other| self.named(other, types, false, depth + 1))
                .find(|filler| self.is_person(filler));
            if let Some(person) = person {
                return vec![person];
            }
            return owners
                .into_iter()
                .flat_map(|owner| self.tree.conjuncts(owner))
                .flat_map(|owner| self.named(owner, types, true, depth + 1))
                .filter(|filler| !self.is_person(filler))
                .collect();
        }
        if self.is_listed(word, &nouns.parts) {
            let of = |owners: Vec<usize>| -> Vec<Filler> {
                owners
                    .into_iter()
                    .flat_map(|owner| self.tree.conjuncts(owner))
                    .flat_map(|owner| self.named(owner, types, true, depth + 1))
                    .collect()
            };
            // "the Iraqi city of Mosul" is Mosul, "Iraqi territory" is Iraq
            let behind = of(self.behind(word, &["of"]));
            if !behind.is_empty() {
                return behind;
            }
            let before = of(self.owners(word, &[]));
            if !before.is_empty() {
                return before;
            }
            // "territory in Eastern Ukraine"
            let around = of(self.behind(word, &["in", "inside", "across", "around", "near"]));
            return around
                .into_iter()
                .filter(|filler| self.is_of_type(filler, base::PLACE))
                .collect();
        }
        Vec::new()
    }

    /// Whose it is by a name inside the phrase that the word stands for: "Russian" of "Russian drones".
    fn inside(&self, word: usize, types: &[TypeId]) -> Vec<Filler> {
        let tokens = self.tree.words()[word].tokens;
        if tokens.len() < 2 {
            return Vec::new();
        }
        let nested = |index: &usize| {
            let phrase = &self.phrases[*index];
            tokens.contains(phrase.name) && !self.named[word].contains(index)
        };
        (0..self.phrases.len())
            .filter(nested)
            .filter_map(|index| self.filler(index, types, true))
            .filter(|filler| !self.is_person(filler))
            .collect()
    }

    fn is_person(&self, filler: &Filler) -> bool {
        self.is_of_type(filler, base::PERSON)
    }

    fn is_of_type(&self, filler: &Filler, r#type: &str) -> bool {
        filler
            .reading
            .as_ref()
            .is_some_and(|(_, reading)| self.clauses.types.is_a(&reading.r#type, &r#type.into()))
    }

    /// The words behind a noun and one of some prepositions.
    fn behind(&self, noun: usize, prepositions: &[&str]) -> Vec<usize> {
        let words = self.tree.words();
        let dependents = self.tree.dependents(noun).iter().copied();
        dependents
            .filter(|word| {
                matches!(words[*word].relation, Label::Nmod | Label::Obl)
                    && self.stands_behind(*word, prepositions)
            })
            .collect()
    }

    /// A word and those joined with it, and what they are parts of: "a series of strikes".
    fn row(&self, word: usize) -> Vec<usize> {
        let mut row = self.tree.conjuncts(word);
        let parts: Vec<usize> = row
            .iter()
            .filter(|part| self.is_listed(**part, &self.clauses.nominal.parts))
            .flat_map(|part| self.tree.dependents_by(*part, Label::Nmod))
            .filter(|whole| self.stands_behind(*whole, &["of"]))
            .collect();
        row.extend(parts);
        row
    }

    /// The words that a noun belongs to: genitive, demonym, compound, or behind a preposition.
    fn owners(&self, noun: usize, prepositions: &[&str]) -> Vec<usize> {
        let words = self.tree.words();
        self.tree
            .dependents(noun)
            .iter()
            .copied()
            // "Russia-backed rebels" are not Russia's
            .filter(|word| !self.is_joined_to_participle(*word))
            .filter(|word| match words[*word].relation {
                Label::NmodPoss
                | Label::Amod
                | Label::Compound
                | Label::NmodDesc
                | Label::NmodUnmarked => true,
                Label::Nmod | Label::Obl => self.stands_behind(*word, prepositions),
                _ => false,
            })
            .collect()
    }

    /// Whether a dash joins the word to a participle behind it.
    fn is_joined_to_participle(&self, word: usize) -> bool {
        let words = self.tree.words();
        let participle = |word: &english::Word| matches!(word.xpos, "VBN" | "VBD" | "VBG" | "JJ");
        words.get(word + 1).is_some_and(|dash| dash.xpos == "HYPH")
            && words.get(word + 2).is_some_and(participle)
    }

    /// Whether one of these prepositions stands before the word.
    fn stands_behind(&self, word: usize, prepositions: &[&str]) -> bool {
        let words = self.tree.words();
        let mut cases = self.tree.dependents_by(word, Label::Case);
        cases.any(|case| prepositions.contains(&&*words[case].lemma))
    }

    /// Whether a word names where something is: of "White House meeting" it is the place.
    fn is_somewhere(&self, word: usize) -> bool {
        let types = &self.clauses.types;
        self.named[word].iter().any(|index| {
            self.phrases[*index].readings.iter().any(|reading| {
                let place = types.is_a(&reading.r#type, &base::PLACE.into());
                let country = types.is_a(&reading.r#type, &base::COUNTRY.into());
                (place || reading.located) && !country || reading.form == NameForm::Seat
            })
        })
    }

    fn filler(&self, index: usize, types: &[TypeId], adjectives: bool) -> Option<Filler> {
        let phrase = &self.phrases[index];
        let wanted = Wanted { types, except: &[], role: !adjectives };
        let chosen = reading(&self.clauses.types, phrase, &wanted)?;
        let reading = Some((index, phrase.readings[chosen].clone()));
        Some(Filler { tokens: phrase.name, reading, way: None, clause: None })
    }
}

/// What stopped a frame.
enum Stop<'a> {
    Particle(&'a str),
    Noun(&'a Noun),
    /// Nothing fills it.
    Slot(&'a Slot),
    /// The roles that are filled are not the ends of an edge.
    Ends,
}

/// A frame tried at a word.
struct Attempt<'a, 's, 't> {
    scene: &'a Scene<'s, 't>,
    target: &'a Target,
    compiled: &'a Compiled,
    word: usize,
    arguments: &'a [Argument],
    trigger: TokenRange,
    /// Whose status counts before that of the word: of "held talks" that of the talks.
    deeds: Vec<TokenRange>,
    /// The arguments that are taken, by their place in `arguments`.
    used: Vec<bool>,
    roles: BTreeMap<RoleId, Vec<Filler>>,
    /// Nouns and particles that stood where the frame has them.
    fixed: usize,
    /// The argument that is the last noun of the frame.
    noun: Option<usize>,
}

impl<'a, 's, 't> Attempt<'a, 's, 't> {
    fn new(
        scene: &'a Scene<'s, 't>,
        target: &'a Target,
        compiled: &'a Compiled,
        word: usize,
        arguments: &'a [Argument],
    ) -> Self {
        Self {
            scene,
            target,
            compiled,
            word,
            arguments,
            trigger: scene.tree.words()[word].tokens,
            deeds: Vec::new(),
            used: vec![false; arguments.len()],
            roles: BTreeMap::new(),
            fixed: 0,
            noun: None,
        }
    }

    fn reach(&self) -> usize {
        self.fixed + self.roles.len()
    }

    fn way(&self, function: Function, route: Route) -> Way {
        Way { of: self.word, function, route }
    }

    /// Fills the roles.
    fn fill_roles(&mut self) {
        match self.compiled.form {
            Form::Noun => self.nominal(),
            _ => self.verbal(),
        }
    }

    /// How many parts of the frame there are to fit.
    fn parts(&self) -> usize {
        let frame = &self.compiled.frame;
        frame.particles.len() + frame.nouns.len() + frame.slots().count()
    }

    fn run(&mut self) -> Result<(), Stop<'a>> {
        let frame = &self.compiled.frame;
        for particle in &frame.particles {
            if self.scene.tree.particle(self.word, particle).is_none() {
                return Err(Stop::Particle(particle));
            }
            self.fixed += 1;
        }
        for noun in &frame.nouns {
            self.noun(noun)?;
            self.fixed += 1;
        }
        self.fill_roles();
        self.check()
    }

    /// Finds a noun that must be there.
    fn noun(&mut self, noun: &'a Noun) -> Result<(), Stop<'a>> {
        let scene = self.scene;
        let fits = |argument: &Argument| match argument.function {
            Function::Object => noun.prepositions.is_empty(),
            Function::Oblique { case } => scene.is_preposition(case, &noun.prepositions),
            _ => false,
        };
        let place = self.arguments.iter().position(|argument| {
            fits(argument)
                && scene.described(argument.word).any(|word| scene.is_any(word, &noun.lemmas))
        });
        let Some(place) = place else { return Err(Stop::Noun(noun)) };
        self.used[place] = true;
        self.noun = Some(place);
        let verb = &scene.tree.words()[self.word];
        // what states the deed is the noun: "held talks"
        if noun.prepositions.is_empty() && scene.clauses.lists.light.contains(&verb.lemma) {
            let row = scene.row(self.arguments[place].word);
            if let Some(word) = row.into_iter().find(|word| scene.is_any(*word, &noun.lemmas)) {
                let end = scene.tree.words()[word].tokens.end;
                self.trigger = TokenRange::new(end - 1, end);
                // "suspended aid" has happened where aid is not what the relation is about
                if scene.clauses.is_noun_of(&scene.tree.words()[word].lemma, self.compiled) {
                    self.deeds.push(self.trigger);
                }
            }
        }
        Ok(())
    }

    fn verbal(&mut self) {
        let frame = &self.compiled.frame;
        self.objects(&frame.objects);
        for oblique in &frame.obliques {
            self.oblique(oblique);
            self.agent_of_noun(oblique);
        }
        if let Some(subject) = &frame.subject {
            self.fill_first(subject, |argument| argument.function == Function::Subject, false);
            if !self.has_other_object() {
                self.joint_subject(&subject.role);
            }
        }
    }

    /// "condemned Russia's invasion", "the Russian invasion" say the same as "the invasion by
    /// Russia": `by {role}` takes whose the noun is that the clause has.
    fn agent_of_noun(&mut self, oblique: &Oblique) {
        let ([slot], Some(place)) = (&oblique.slots[..], self.noun) else { return };
        let by = oblique.prepositions.iter().any(|preposition| preposition == "by");
        if !by || self.roles.contains_key(&slot.role) {
            return;
        }
        let Argument { word, route, .. } = self.arguments[place];
        let fillers = self.owner(word, self.taken(slot), &[]).into_iter();
        let fillers: Vec<Filler> =
            fillers.map(|filler| filler.by(self.way(Function::Genitive, route))).collect();
        if !fillers.is_empty() {
            self.roles.insert(slot.role.clone(), fillers);
        }
    }

    /// Whether the verb has an object that fills no role: "A and B fought the fires", but not "A and
    /// B fought each other".
    fn has_other_object(&self) -> bool {
        let noun = |word: usize| {
            let english::Word { upos, folded, .. } = self.scene.tree.words()[word];
            folded || matches!(upos, Upos::Noun | Upos::Propn)
        };
        self.compiled.frame.objects.len() == 1
            && self.arguments.iter().zip(&self.used).any(|(argument, used)| {
                !used
                    && argument.function == Function::Object
                    && argument.route == Route::Direct
                    && noun(argument.word)
            })
    }

    /// "A and B met": the subject of a relation without order fills both ends.
    fn joint_subject(&mut self, role: &RoleId) {
        if !self.target.symmetric {
            return;
        }
        let Some(ends) = self.target.edges.first() else { return };
        let other = if *role == ends.head { &ends.tail } else { &ends.head };
        // only where the frame leaves the other end open: not for `{b!}`, nor for `{b}'s proposal`
        let is_open = |slot: &Slot| slot.role == *other && !slot.required && slot.owned.is_empty();
        if self.roles.contains_key(other) || !self.compiled.frame.slots().any(is_open) {
            return;
        }
        let few = |fillers: &&Vec<Filler>| (2..=MOST_JOINT).contains(&fillers.len());
        if let Some(fillers) = self.roles.get(role).filter(few).cloned() {
            self.roles.insert(other.clone(), fillers);
        }
    }

    /// Objects in their order; of more slots than objects those are left out that do not fit.
    fn objects(&mut self, slots: &[Slot]) {
        let free: Vec<usize> = (0..self.arguments.len())
            .filter(|place| {
                !self.used[*place]
                    && match self.arguments[*place].function {
                        Function::Object | Function::Clause { .. } => true,
                        // "handed over the prisoner", which the tree may take for a place
                        Function::Oblique { case } => {
                            self.scene.is_preposition(case, &self.compiled.frame.particles)
                        }
                        _ => false,
                    }
            })
            .collect();
        let mut from = 0;
        for (index, slot) in slots.iter().enumerate() {
            let left = slots.len() - index - 1;
            let mut places: Vec<usize> = free[from.min(free.len())..].to_vec();
            // the last slot takes the direct object, which stands last: "gave Kyiv missiles"
            if left == 0 {
                places.reverse();
            }
            let taken = places.into_iter().find_map(|place| {
                let fillers = self.fill(slot, &self.arguments[place])?;
                Some((place, fillers))
            });
            if let Some((place, fillers)) = taken {
                self.used[place] = true;
                self.roles.insert(slot.role.clone(), fillers);
                from = free.iter().position(|known| *known == place).map_or(from, |at| at + 1);
            }
        }
    }

    fn oblique(&mut self, oblique: &Oblique) {
        let Oblique { prepositions, slots } = oblique;
        match &slots[..] {
            [slot] if prepositions == &["that"] => self.said(slot),
            [slot] => {
                let fits = |attempt: &Self, argument: &Argument| match argument.function {
                    Function::Oblique { case } => {
                        attempt.scene.is_preposition(case, prepositions)
                            && !attempt.is_of_another_deed(argument)
                    }
                    Function::Clause { mark: Some(mark) } => {
                        attempt.scene.is_preposition(mark, prepositions)
                    }
                    _ => false,
                };
                self.fill_where(slot, fits, false);
                if self.scene.has_particle(self.word, prepositions) {
                    let object = |_: &Self, a: &Argument| a.function == Function::Object;
                    self.fill_where(slot, object, false);
                }
            }
            [first, second] => self.pair(prepositions, first, second),
            _ => {}
        }
    }

    /// `that {a}`: a clause, or, for a role that takes none, who or what its subject is: "warned
    /// that *Russia* was massing troops".
    fn said(&mut self, slot: &Slot) {
        let tree = self.scene.tree;
        let taken = self.taken(slot);
        for place in 0..self.arguments.len() {
            let argument = self.arguments[place];
            let Function::Clause { mark } = argument.function else { continue };
            let that = mark.is_none_or(|mark| &*tree.words()[mark].lemma == "that");
            let content = tree.words()[argument.word].relation == Label::Ccomp;
            if self.used[place] || !that || !content {
                continue;
            }
            let fillers = if taken.clause {
                self.fill(slot, &argument)
            } else {
                let subjects = tree.dependents_by(argument.word, Label::Nsubj);
                subjects
                    .chain(tree.dependents_by(argument.word, Label::NsubjPass))
                    .map(|subject| self.scene.fillers(subject, taken, false))
                    .find(|fillers| !fillers.is_empty())
                    .map(|fillers| {
                        let way = self.way(argument.function, argument.route);
                        fillers.iter().cloned().map(|filler| filler.by(way)).collect()
                    })
            };
            if let Some(fillers) = fillers {
                self.used[place] = true;
                self.roles.insert(slot.role.clone(), fillers);
                return;
            }
        }
    }

    /// Whether an argument hangs on a noun that states a deed of its own: "discussed *talks with
    /// Iran*" tells nobody with whom they were discussed.
    fn is_of_another_deed(&self, argument: &Argument) -> bool {
        let Route::On(holder) = argument.route else { return false };
        let required = self
            .arguments
            .iter()
            .zip(&self.used)
            .any(|(other, used)| *used && other.word == holder);
        let Scene { tree, clauses, .. } = self.scene;
        let is_deed =
            !tree.is_verb(holder) && clauses.nouns.contains_key(&tree.words()[holder].lemma);
        !required && is_deed
    }

    /// `between {a} and {b}`: two that are joined.
    fn pair(&mut self, prepositions: &[String], first: &Slot, second: &Slot) {
        for place in 0..self.arguments.len() {
            let Argument { function: function @ Function::Oblique { case }, word, route } =
                self.arguments[place]
            else {
                continue;
            };
            if self.used[place] || !self.scene.is_preposition(case, prepositions) {
                continue;
            }
            let (a, b) = (self.taken(first), self.taken(second));
            let row = self.scene.fillers(word, a, true).iter().cloned();
            let row: Vec<Filler> = row.map(|filler| filler.by(self.way(function, route))).collect();
            if row.len() < 2 || (self.target.symmetric && row.len() > MOST_JOINT) {
                continue;
            }
            self.used[place] = true;
            let rest: Vec<Filler> = if self.target.symmetric {
                row.clone()
            } else {
                let others = self.scene.fillers(word, b, true).iter().cloned();
                others.skip(1).map(|filler| filler.by(self.way(function, route))).collect()
            };
            let first_of = if self.target.symmetric { row } else { row[..1].to_vec() };
            self.roles.insert(first.role.clone(), first_of);
            self.roles.insert(second.role.clone(), rest);
            return;
        }
    }

    /// A noun form: behind prepositions first, then whose it is, then what stands before it.
    fn nominal(&mut self) {
        let frame = &self.compiled.frame;
        for oblique in &frame.obliques {
            self.oblique(oblique);
        }
        let pair = frame.obliques.iter().find(|oblique| oblique.slots.len() == 2);
        if let Some(Oblique { slots, .. }) = pair {
            if !self.roles.contains_key(&slots[0].role) {
                self.joined_before(&slots[0], &slots[1]);
            }
            return;
        }
        // who acts is named by "by", or else by "of"; a genitive names the same
        let named_by = |preposition: &str| {
            frame.obliques.iter().find(|oblique| {
                oblique.slots.len() == 1 && oblique.prepositions.iter().any(|p| p == preposition)
            })
        };
        let agent = named_by("by").or_else(|| named_by("of"));
        if let Some(Oblique { slots, .. }) = agent {
            let whose = |_: &Self, argument: &Argument| match argument.function {
                Function::Genitive => true,
                Function::Subject => !matches!(argument.route, Route::Context(_)),
                _ => false,
            };
            self.fill_where(&slots[0], whose, true);
            // "the withdrawal of Russia from Kyiv"
            if named_by("of").is_none() {
                let of = |attempt: &Self, argument: &Argument| match argument.function {
                    Function::Oblique { case } => {
                        attempt.scene.is_preposition(case, &["of".to_owned()])
                    }
                    _ => false,
                };
                self.fill_where(&slots[0], of, false);
            }
        }
        for oblique in &frame.obliques {
            let modifies = |attempt: &Self, argument: &Argument| {
                argument.function == Function::Modifier
                    && !(attempt.target.symmetric && attempt.scene.is_somewhere(argument.word))
            };
            let agent = agent.is_some_and(|agent| std::ptr::eq(agent, oblique));
            let behind =
                |known: &[&str]| oblique.prepositions.iter().any(|p| known.contains(&&**p));
            // "sent Lutha a warning", "Zenda came under attack"
            if !agent && behind(&["to", "for", "of", "on", "against"]) {
                let has = |_: &Self, argument: &Argument| argument.function == Function::Object;
                self.fill_where(&oblique.slots[0], has, false);
            }
            if agent || behind(&["of", "on", "against"]) {
                self.fill_where(&oblique.slots[0], modifies, true);
            }
        }
        for slot in &frame.objects {
            let apposed = |_: &Self, argument: &Argument| {
                matches!(argument.function, Function::Modifier | Function::Genitive)
            };
            self.fill_where(slot, apposed, true);
        }
        if self.target.symmetric
            && let Some(Oblique { slots, .. }) = agent
        {
            let context =
                |_: &Self, argument: &Argument| matches!(argument.route, Route::Context(_));
            self.fill_where(&slots[0], context, false);
            if self.is_open_to_subject() || !self.is_filled_by_context(&slots[0].role) {
                self.joint_subject(&slots[0].role);
            }
        }
    }

    fn is_filled_by_context(&self, role: &RoleId) -> bool {
        let fillers = self.roles.get(role).into_iter().flatten();
        fillers
            .into_iter()
            .any(|filler| matches!(filler.way, Some(Way { route: Route::Context(_), .. })))
    }

    /// Whether those of whom the verb tells share in the noun: "came for talks", "want talks", but
    /// not "welcomed the talks", "left during talks".
    fn is_open_to_subject(&self) -> bool {
        let words = self.scene.tree.words();
        let has = |label: Label, known: &[&str]| {
            let mut below = self.scene.tree.dependents_by(self.word, label);
            below.any(|word| known.contains(&&*words[word].lemma))
        };
        match words[self.word].relation {
            Label::Obl => has(Label::Case, &["at", "for", "in", "into", "to"]),
            Label::Obj => !has(Label::Det, &["the", "that", "this"]),
            _ => true,
        }
    }

    /// "the Putin-Trump call", "Russian-Ukrainian talks": two phrases joined by a dash before the
    /// noun, or by "and".
    fn joined_before(&mut self, first: &Slot, second: &Slot) {
        let scene = self.scene;
        let noun = scene.tree.words()[self.word].tokens.start;
        let ending = |end: usize| {
            scene.phrases.iter().enumerate().find(|(_, phrase)| phrase.name.end == end)
        };
        let (a, b) = (self.taken(first), self.taken(second));
        let modifies = |distance: &usize| {
            (noun.saturating_sub(*distance)..noun).all(|token| self.may_modify(token))
        };
        let pair = (0..LONGEST_BEFORE).take_while(modifies).find_map(|distance| {
            let (index, last) = ending(noun.checked_sub(distance)?)?;
            let dash = last.name.start.checked_sub(1)?;
            let joins = matches!(&*scene.words[dash].lower, "-" | "–" | "—" | "and" | "/");
            let (other, _) = joins.then(|| ending(dash)).flatten()?;
            let second = scene.filler(index, &b.types, true)?;
            let first = scene.filler(other, &a.types, true)?;
            Some((first, second))
        });
        if let Some((one, other)) = pair {
            let way = self.way(Function::Modifier, Route::Direct);
            self.roles.insert(first.role.clone(), vec![one.by(way)]);
            self.roles.insert(second.role.clone(), vec![other.by(way)]);
        } else {
            // "they held talks", "talks were held by A and B"
            let subject = |_: &Self, argument: &Argument| {
                matches!(argument.function, Function::Subject | Function::Genitive)
                    && !matches!(argument.route, Route::Context(_))
            };
            self.fill_where(first, subject, true);
            self.joint_subject(&first.role);
        }
    }

    /// Whether a token may stand between a name before a noun and the noun.
    fn may_modify(&self, token: usize) -> bool {
        let tree = self.scene.tree;
        tree.word_of(token).is_none_or(|word| {
            !tree.is_verb(word)
                && !matches!(
                    tree.words()[word].upos,
                    Upos::Adp | Upos::Det | Upos::Pron | Upos::Aux
                )
        })
    }

    fn fill_first(&mut self, slot: &Slot, fits: impl Fn(&Argument) -> bool, adjectives: bool) {
        self.fill_where(slot, |_, argument| fits(argument), adjectives);
    }

    /// Fills a slot with the first free argument that fits and is of a right type; those that hang
    /// on the trigger itself come first.
    fn fill_where(
        &mut self,
        slot: &Slot,
        fits: impl Fn(&Self, &Argument) -> bool,
        adjectives: bool,
    ) {
        if self.roles.contains_key(&slot.role) {
            return;
        }
        let mut places: Vec<usize> = (0..self.arguments.len())
            .filter(|place| !self.used[*place] && fits(self, &self.arguments[*place]))
            .collect();
        places.sort_by_key(|place| {
            !matches!(
                self.arguments[*place].route,
                Route::Direct | Route::Passive | Route::Relative
            )
        });
        for place in places {
            let argument = self.arguments[place];
            if let Some(fillers) = self.fill_with(slot, &argument, adjectives) {
                self.used[place] = true;
                self.roles.insert(slot.role.clone(), fillers);
                return;
            }
        }
    }

    fn fill(&self, slot: &Slot, argument: &Argument) -> Option<Vec<Filler>> {
        self.fill_with(slot, argument, false)
    }

    fn fill_with(&self, slot: &Slot, argument: &Argument, adjectives: bool) -> Option<Vec<Filler>> {
        let taken = self.taken(slot);
        let clause = matches!(argument.function, Function::Clause { .. });
        if clause && !taken.clause {
            return None;
        }
        let scene = self.scene;
        let fillers: Vec<Filler> = if clause {
            let tokens = scene.tree.phrase(argument.word);
            vec![Filler { tokens, reading: None, way: None, clause: Some(argument.word) }]
        } else if slot.owned.is_empty() {
            let named = scene.fillers(argument.word, taken, adjectives);
            if named.is_empty() && self.are_words(argument.word, &taken.words) {
                let tokens = scene.tree.phrase(argument.word);
                vec![Filler { tokens, reading: None, way: None, clause: None }]
            } else {
                named.to_vec()
            }
        } else {
            self.owned(slot, argument, taken)
        };
        let fillers: Vec<Filler> = fillers
            .into_iter()
            .map(|filler| filler.by(self.way(argument.function, argument.route)))
            .collect();
        (!fillers.is_empty()).then_some(fillers)
    }

    /// Whether a phrase is of one of the kinds that are only words.
    fn are_words(&self, word: usize, kinds: &[RoleType]) -> bool {
        let tokens = self.scene.tree.phrase(word);
        let words = &self.scene.words[tokens.range()];
        kinds.iter().any(|kind| match kind {
            RoleType::Text => true,
            RoleType::Money => words.iter().any(|word| {
                english::is_currency(&word.lower)
                    || word.lemmas().iter().any(|lemma| english::is_currency(lemma))
            }),
            RoleType::Quantity => words.iter().any(Word::is_number),
            RoleType::Time => {
                let forms: Vec<&str> = words.iter().map(|word| word.form).collect();
                english::time_phrase(&forms, 0).is_some()
            }
            RoleType::Entity(_) | RoleType::Clause => false,
        })
    }

    /// `{b}'s diplomat`: whose diplomat the word is.
    fn owned(&self, slot: &Slot, argument: &Argument, taken: &Taken) -> Vec<Filler> {
        let scene = self.scene;
        // "a strike in Syria" is not one of Syria's
        let prepositions: &[&str] = match argument.function {
            Function::Subject => &["of", "from"],
            _ => &["of", "from", "in", "at", "inside", "for"],
        };
        let mut found = Vec::new();
        for noun in scene.row(argument.word) {
            if !scene.is_any(noun, &slot.owned) {
                continue;
            }
            found.extend(
                scene.named[noun]
                    .iter()
                    .filter_map(|index| scene.filler(*index, &taken.types, false)),
            );
            found.extend(self.owner(noun, taken, prepositions));
        }
        found
    }

    /// Whose the noun is: what stands before it, or else behind "by", or else behind one of the
    /// other prepositions. "Israel's invasion of Lebanon" is that of Israel.
    fn owner(&self, noun: usize, taken: &Taken, prepositions: &[&str]) -> Vec<Filler> {
        let scene = self.scene;
        let own = |owners: Vec<usize>| -> Vec<Filler> {
            let named = owners.iter().flat_map(|owner| scene.fillers(*owner, taken, true));
            named.cloned().collect()
        };
        // "a proposal made by Oslo"
        let makers = || -> Vec<usize> {
            let participles = scene.tree.dependents_by(noun, Label::Acl);
            participles
                .flat_map(|participle| {
                    let agents = scene.tree.dependents_by(participle, Label::OblAgent);
                    agents.chain(scene.tree.dependents_by(participle, Label::Obl))
                })
                .filter(|agent| scene.stands_behind(*agent, &["by"]))
                .collect()
        };
        let ways: [&dyn Fn() -> Vec<usize>; 4] =
            [&|| scene.owners(noun, &[]), &|| scene.owners(noun, &["by"]), &makers, &|| {
                scene.owners(noun, prepositions)
            }];
        ways.iter().map(|way| own(way())).find(|fillers| !fillers.is_empty()).unwrap_or_default()
    }

    fn taken(&self, slot: &Slot) -> &'a Taken {
        static NOTHING: Taken =
            Taken { types: Vec::new(), list: 0, clause: false, words: Vec::new() };
        self.target.roles.get(&slot.role).unwrap_or(&NOTHING)
    }

    /// Whether everything is there that must be.
    fn check(&self) -> Result<(), Stop<'a>> {
        let frame = &self.compiled.frame;
        let is_empty = |slot: &Slot| !self.roles.contains_key(&slot.role);
        if self.compiled.form == Form::Except {
            let behind =
                frame.slots().filter(|slot| !frame.subject.iter().any(|s| std::ptr::eq(s, *slot)));
            return match behind.into_iter().find(|slot| is_empty(slot)) {
                Some(slot) => Err(Stop::Slot(slot)),
                None => Ok(()),
            };
        }
        if let Some(slot) = frame.slots().find(|slot| slot.required && is_empty(slot)) {
            return Err(Stop::Slot(slot));
        }
        let complete = |ends: &&Ends| {
            [&ends.head, &ends.tail].into_iter().all(|role| {
                self.roles
                    .get(role)
                    .is_some_and(|fillers| fillers.iter().any(|filler| filler.reading.is_some()))
            })
        };
        if let Some(ends) = self.target.edges.iter().find(complete) {
            let pairs = self.roles[&ends.head].len() * self.roles[&ends.tail].len();
            return if pairs <= MOST_PAIRS { Ok(()) } else { Err(Stop::Ends) };
        }
        let is_end = |slot: &Slot| {
            self.target.edges.iter().any(|ends| [&ends.head, &ends.tail].contains(&&slot.role))
        };
        let wanted = frame.slots().find(|slot| is_end(slot) && is_empty(slot));
        Err(wanted.map_or(Stop::Ends, Stop::Slot))
    }

    /// What stopped it, for people.
    fn obstacle(&self, stop: &Stop<'_>) -> Obstacle {
        match stop {
            Stop::Particle(particle) => Obstacle::Particle { wanted: (*particle).to_owned() },
            Stop::Noun(noun) => Obstacle::Noun {
                wanted: (*noun).clone(),
                here: self.here(|argument| match argument.function {
                    Function::Object => noun.prepositions.is_empty(),
                    Function::Oblique { case } => {
                        self.scene.is_preposition(case, &noun.prepositions)
                    }
                    _ => false,
                }),
            },
            Stop::Slot(slot) => {
                let place = self.place(slot);
                Obstacle::Role {
                    role: slot.role.clone(),
                    types: self.taken(slot).types.clone(),
                    instead: self.instead(slot),
                    here: self.here(|argument| self.is_placed(argument, &place)),
                    place,
                }
            }
            Stop::Ends => Obstacle::Ends,
        }
    }

    /// Where a slot of the frame stands.
    fn place(&self, slot: &Slot) -> Place {
        let Frame { subject, obliques, .. } = &self.compiled.frame;
        let is = |other: &Slot| std::ptr::eq(other, slot);
        let oblique = obliques.iter().find(|oblique| oblique.slots.iter().any(is));
        match oblique {
            Some(Oblique { prepositions, .. }) => Place::Behind(prepositions.clone()),
            None if subject.as_ref().is_some_and(is) => Place::Subject,
            None => Place::Object,
        }
    }

    /// Whether an argument stands where a slot wants it.
    fn is_placed(&self, argument: &Argument, place: &Place) -> bool {
        match (place, argument.function) {
            (Place::Subject, Function::Subject) | (Place::Object, Function::Object) => true,
            (Place::Behind(prepositions), Function::Oblique { case }) => {
                self.scene.is_preposition(case, prepositions)
            }
            _ => false,
        }
    }

    /// The first argument that fills nothing, of those that fit a place.
    fn here(&self, fits: impl Fn(&Argument) -> bool) -> Option<Here> {
        let mut free = self.arguments.iter().zip(&self.used).filter(|(_, used)| !**used);
        let (argument, _) = free.find(|(argument, _)| fits(argument))?;
        let word = &self.scene.tree.words()[argument.word];
        let named = self.scene.named[argument.word].first();
        Some(Here {
            tokens: word.tokens,
            lemma: word.lemma.clone(),
            r#type: named.map(|index| self.scene.phrases[*index].usual().r#type.clone()),
        })
    }

    /// What stands elsewhere and could have filled a slot.
    fn instead(&self, slot: &Slot) -> Option<Instead> {
        let taken = self.taken(slot);
        let (place, filler) = self.arguments.iter().enumerate().find_map(|(place, argument)| {
            if self.used[place] {
                return None;
            }
            let filler = self.scene.fillers(argument.word, taken, true).first()?;
            Some((place, filler))
        })?;
        let function = self.arguments[place].function;
        let preposition = match function {
            Function::Oblique { case } => Some(self.scene.tree.words()[case].lemma.clone()),
            _ => None,
        };
        Some(Instead { tokens: filler.tokens, function, preposition })
    }

    fn into_match(mut self) -> Ranked {
        self.deeds.push(self.scene.tree.words()[self.word].tokens);
        let fillers = || self.roles.values().flatten().map(|filler| filler.tokens);
        let start = fillers().map(|tokens| tokens.start).min().unwrap_or(self.trigger.start);
        let end = fillers().map(|tokens| tokens.end).max().unwrap_or(self.trigger.end);
        let tokens = TokenRange::new(start.min(self.trigger.start), end.max(self.trigger.end));
        Ranked {
            order: self.compiled.order,
            found: Match {
                relation: self.target.name.clone(),
                rule: self.compiled.rule.clone(),
                tokens,
                trigger: self.trigger,
                deeds: self.deeds,
                status: self.compiled.status,
                roles: self.roles,
            },
        }
    }
}

impl Filler {
    fn by(mut self, way: Way) -> Self {
        self.way = Some(way);
        self
    }
}

/// So many may be joint subjects of what they do to each other; of a longer row it is not said that
/// each did it to each.
const MOST_JOINT: usize = 4;

/// So many pairs of ends are stated at once; a row of eight against a row of seven is a list that
/// the tree has not understood.
const MOST_PAIRS: usize = 16;

/// So many tokens may stand between two joined phrases and the noun: "the Russia-Ukraine peace talks".
const LONGEST_BEFORE: usize = 4;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;
    use crate::{
        english::Abbreviations,
        id::EntityId,
        matcher::{self, words},
        rules::load_texts,
        span::Span,
    };

    const TYPES: &str = "format = 1\n[type.actor]\n[type.place]\n[type.weapon]\n\
        [verbs]\nlight = [\"hold\"]\ncontrol = [\"press\"]\n[roles]\nparts = [\"lot\"]\n";

    /// Every match there is, with neither an index nor a memory: each frame at each word.
    fn slowly(
        clauses: &Clauses,
        tree: &Analysis,
        words: &[Word<'_>],
        phrases: &[Phrase],
    ) -> Vec<Match> {
        let scene = Scene::new(clauses, tree, words, phrases);
        let mut all: Vec<Ranked> = Vec::new();
        let mut excluded: Vec<(TokenRange, RelationId)> = Vec::new();
        for compiled in &clauses.frames {
            for (number, word) in tree.words().iter().enumerate() {
                let verbal = tree.is_verb(number);
                let is_trigger = compiled.frame.triggers.iter().any(|known| **known == *word.lemma);
                if word.folded || verbal == (compiled.form == Form::Noun) || !is_trigger {
                    continue;
                }
                let arguments = if verbal {
                    tree.arguments_of_verb(number, &clauses.lists)
                } else {
                    tree.arguments_of_noun(number, &clauses.lists)
                };
                let target = &clauses.relations[compiled.relation];
                let mut attempt = Attempt::new(&scene, target, compiled, number, &arguments);
                if attempt.run().is_err() {
                    continue;
                }
                if compiled.form == Form::Except {
                    excluded.push((attempt.trigger, target.name.clone()));
                } else {
                    all.push(attempt.into_match());
                }
            }
        }
        let key = |found: &Match| (found.trigger, found.relation.clone());
        let is_best = |ranked: &&Ranked| {
            !excluded.contains(&key(&ranked.found))
                && all.iter().all(|other| {
                    key(&other.found) != key(&ranked.found) || rank_of(other) <= rank_of(ranked)
                })
        };
        let mut best: Vec<Match> =
            all.iter().filter(is_best).map(|ranked| ranked.found.clone()).collect();
        best.sort_by_key(key);
        best.dedup_by_key(|found| key(found));
        best
    }

    fn rank_of(ranked: &Ranked) -> (usize, isize, usize, isize) {
        let fillers = ranked.found.roles.values().map(Vec::len).sum();
        let length = ranked.found.tokens.len();
        (
            ranked.found.roles.len(),
            -isize::try_from(ranked.order).unwrap(),
            fillers,
            -isize::try_from(length).unwrap(),
        )
    }

    fn quickly(
        clauses: &Clauses,
        tree: &Analysis,
        words: &[Word<'_>],
        phrases: &[Phrase],
    ) -> Vec<Match> {
        let Found { matches, excluded } = clauses.find(tree, words, phrases, None);
        let found = matches.into_iter().map(|ranked| ranked.found);
        found
            .filter(|found| !excluded.contains_key(&(found.trigger, found.relation.clone())))
            .collect()
    }

    const LABELS: [Label; 16] = [
        Label::Nsubj,
        Label::Nsubj,
        Label::Nsubj,
        Label::Nsubj,
        Label::NsubjPass,
        Label::Obj,
        Label::Obj,
        Label::Obj,
        Label::Iobj,
        Label::Obl,
        Label::Nmod,
        Label::NmodPoss,
        Label::Compound,
        Label::Conj,
        Label::Xcomp,
        Label::AclRelcl,
    ];
    const VERBS: [&str; 4] = ["press", "hold", "go", "talk"];
    const NOUNS_OF_TREE: [&str; 3] = ["talk", "lot", "envoy"];
    const PREPOSITIONS: [&str; 4] = ["to", "with", "between", "of"];
    const CLAUSES: [&str; 10] = [
        "{a} press {b}",
        "{a} press {b} to {c}",
        "{a} hold talk with {b}",
        "{a} go to {b!}",
        "{a} go with {b} to {c}",
        "{a} press|hold {b}'s lot",
        "{a} talk with|to {b}",
        "{a} hold {b} {c}",
        "{a} go hold",
        "{a} press on",
    ];
    const NOUNS: [&str; 4] = [
        "talk of {a} with {b}",
        "talk between {a} and {b}",
        "lot of {b} by {a}",
        "talk|lot to {b} of {a}",
    ];

    fn relation(number: usize, clauses: &[usize], nouns: &[usize], except: &[usize]) -> String {
        let list = |texts: &[&str], chosen: &[usize]| {
            let chosen: Vec<String> =
                chosen.iter().map(|index| format!("\"{}\"", texts[*index])).collect();
            chosen.join(", ")
        };
        format!(
            "[[relation]]\nname = \"r{number}\"\nabout = \"x\"\n\
             roles = {{ a = \"actor\", b = [\"actor\", \"place\"], c = \"weapon\" }}\n\
             symmetric = {}\nclauses = [\"{{a}} press|go {{b}} {{c}}\", {}]\nnouns = [{}]\n\
             except = [{}]\nedge = ['{{a}} -> {{b}}', '{{a}} -> {{c}}']\n\
             finds = [\"[A](a) x [B](b).\"]\nignores = [\"x\"]\n",
            number.is_multiple_of(2),
            list(&CLAUSES[..8], clauses),
            list(&NOUNS, nouns),
            list(&CLAUSES, except),
        )
    }

    /// A word of a random tree, with the preposition before it.
    #[derive(Clone, Debug)]
    struct Node {
        verb: Option<usize>,
        noun: usize,
        label: usize,
        preposition: Option<usize>,
        /// How many nodes before it its head stands.
        back: usize,
        /// The type of the phrase that it is, if it is one.
        r#type: Option<usize>,
    }

    fn nodes() -> impl Strategy<Value = Vec<Node>> {
        let node = (
            prop::option::weighted(0.2, 0..VERBS.len()),
            0..NOUNS_OF_TREE.len(),
            0..LABELS.len(),
            prop::option::of(0..PREPOSITIONS.len()),
            1..4_usize,
            prop::option::weighted(0.9, prop::sample::select(vec![0, 0, 0, 1, 2])),
        )
            .prop_map(|(verb, noun, label, preposition, back, r#type)| Node {
                verb,
                noun,
                label,
                preposition,
                back,
                r#type,
            });
        let first = (0..VERBS.len()).prop_map(|verb| Node {
            verb: Some(verb),
            noun: 0,
            label: 0,
            preposition: None,
            back: 1,
            r#type: None,
        });
        (first, prop::collection::vec(node, 2..7))
            .prop_map(|(first, rest)| [vec![first], rest].concat())
    }

    /// The words of a tree, and the types of the phrases among them.
    fn grown(nodes: &[Node]) -> (Vec<english::Word>, Vec<(usize, usize)>) {
        let mut words: Vec<english::Word> = Vec::new();
        let mut heads: Vec<usize> = Vec::new();
        let mut types = Vec::new();
        for node in nodes {
            let verb = node.verb.filter(|_| node.preposition.is_none());
            let at = words.len() + usize::from(node.preposition.is_some());
            let head = heads.len().checked_sub(node.back.min(heads.len().max(1)));
            let mut push = |lemma: &str, upos, head, relation| {
                let number = words.len();
                words.push(english::Word {
                    tokens: TokenRange::new(number, number + 1),
                    span: Span::new(number, number + 1),
                    folded: false,
                    lemma: lemma.into(),
                    upos,
                    xpos: if upos == Upos::Verb { "VBD" } else { "NN" },
                    head,
                    relation,
                });
            };
            if let Some(preposition) = node.preposition {
                push(PREPOSITIONS[preposition], Upos::Adp, Some(at), Label::Case);
            }
            let head = head.map(|head| heads[head]);
            let (lemma, upos) = match verb {
                Some(verb) => (VERBS[verb], Upos::Verb),
                None => (NOUNS_OF_TREE[node.noun], Upos::Noun),
            };
            push(lemma, upos, head, LABELS[node.label]);
            if let (None, Some(r#type)) = (verb, node.r#type) {
                types.push((at, r#type));
            }
            heads.push(at);
        }
        (words, types)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn the_index_finds_what_trying_everything_finds(
            nodes in nodes(),
            chosen in prop::collection::vec(
                (
                    prop::collection::vec(0..8_usize, 0..4),
                    prop::collection::vec(0..4_usize, 0..3),
                    prop::collection::vec(0..10_usize, 0..2),
                ),
                1..4,
            ),
        ) {
            let relations: Vec<String> = chosen
                .iter()
                .enumerate()
                .map(|(number, (clauses, nouns, except))| relation(number, clauses, nouns, except))
                .collect();
            let loaded = load_texts(&[("types.toml", TYPES), ("r.toml", &relations.concat())]);
            prop_assert!(!loaded.has_errors(), "{:?}", loaded.problems);
            let clauses = Clauses::compile(&loaded.rules);
            let (grown, types) = grown(&nodes);
            let forms: Vec<&str> = grown.iter().map(|word| &*word.lemma).collect();
            let text = forms.join(" ");
            let tokens =
                english::segment(&text, Span::new(0, text.len()), &Abbreviations::default()).tokens;
            let words = words(&text, &tokens);
            let tree = Analysis::new(grown.clone());
            let phrase = |(number, r#type): &(usize, usize)| {
                let reading = matcher::Reading {
                    form: matcher::Form::Name,
                    entity: EntityId::from("x"),
                    r#type: ["actor", "place", "weapon"][*r#type].into(),
                    located: false,
                };
                let name = TokenRange::new(*number, number + 1);
                Phrase { name, extent: name, readings: [reading].into(), rule: "test".into() }
            };
            let phrases: Vec<Phrase> = types.iter().map(phrase).collect();
            prop_assert_eq!(
                quickly(&clauses, &tree, &words, &phrases),
                slowly(&clauses, &tree, &words, &phrases)
            );
        }
    }
}
