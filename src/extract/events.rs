//! Events that are told over more than one sentence: "Trump and Xi will meet. The talks take place
//! in Busan next week."
//!
//! A noun that names a deed of a kind, is definite and has nobody new with it, stands for the deed
//! of that kind told shortly before. What either says of where and when it happens holds for both,
//! and for what is done on that occasion ("at the talks"). Two deeds of which the one lies in
//! another place or time, or is over where the other is to come, are two; where two could be meant,
//! none is.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    Examination, Examined, Extractor,
    circumstances::{self, Circumstances},
    setting::Setting,
    status,
};
use crate::{
    english::{Analysis, Relation, Upos},
    id::{EntityId, RelationId},
    mention::{Argument, Statement, Time},
    rules::RuleSet,
    span::TokenRange,
    status::Status,
};

/// How many sentences back an event may have been told.
const REACH: usize = 3;

/// Which nouns name the deeds of which relations.
#[derive(Debug, Default)]
pub(super) struct EventNouns {
    relations: BTreeMap<String, BTreeSet<RelationId>>,
}

impl EventNouns {
    pub(super) fn new(rules: &RuleSet) -> Self {
        let mut relations: BTreeMap<String, BTreeSet<RelationId>> = BTreeMap::new();
        // "partner", "coalition"
        let described = &rules.english.reference.nouns;
        let agents = &rules.english.roles.agents;
        let names_somebody = |lemma: &str| {
            described.values().any(|nouns| nouns.contains(lemma))
                || agents.iter().any(|agent| agent == lemma)
        };
        for relation in rules.relations.values().filter(|relation| relation.status.is_none()) {
            for noun in relation.nouns.iter().flat_map(|rule| &rule.frames) {
                for lemma in noun.triggers.iter().filter(|lemma| !names_somebody(lemma)) {
                    relations.entry(lemma.clone()).or_default().insert(relation.name.clone());
                }
            }
        }
        // who meets holds talks
        let occasions = &rules.english.reference.occasions;
        let shared: BTreeSet<RelationId> =
            occasions.iter().filter_map(|noun| relations.get(noun)).flatten().cloned().collect();
        for noun in occasions {
            relations.insert(noun.clone(), shared.clone());
        }
        Self { relations }
    }

    fn of(&self, lemma: &str) -> Option<&BTreeSet<RelationId>> {
        self.relations.get(lemma)
    }
}

/// Tells statements where and when they happen, where only another sentence says so.
pub(super) fn complete(
    extractor: &Extractor,
    examination: &Examination<'_>,
    statements: &mut [Statement],
) {
    let events = Events::find(extractor, examination, statements);
    for (group, at) in events.of_statements() {
        events.known[group].fill(&mut statements[at]);
    }
    for statement in statements {
        let sentence = &examination.sentences[statement.evidence.sentence];
        if let Some(group) = events.occasion(extractor, sentence, statement) {
            events.known[group].fill(statement);
        }
    }
}

/// Where and when an event happens, as far as the document says.
#[derive(Clone, Debug, Default)]
struct Known {
    places: Vec<Argument>,
    time: Option<Time>,
}

impl Known {
    /// Tells a statement what it does not say itself.
    fn fill(&self, statement: &mut Statement) {
        let ends = [&statement.head.entity, &statement.tail.entity];
        let free = |place: &&Argument| !ends.contains(&&place.entity);
        if statement.place.is_none() {
            statement.place = self.places.iter().find(free).cloned();
        }
        take_up(&mut statement.time, &self.time);
    }

    /// Takes up what `other` says as well.
    fn join(&mut self, other: &Self) {
        if self.places.is_empty() {
            self.places.clone_from(&other.places);
        }
        take_up(&mut self.time, &other.time);
    }

    /// Whether one event may happen where and when both say.
    fn agrees(&self, examination: &Examination<'_>, other: &Self) -> bool {
        let lies_in = |inner: &EntityId, outer: &EntityId| {
            let inner = examination.entities.get(inner);
            inner.is_some_and(|inner| inner.within.contains(outer))
        };
        let place = match (self.places.first(), other.places.first()) {
            (Some(Argument { entity: a, .. }), Some(Argument { entity: b, .. })) => {
                a == b || lies_in(a, b) || lies_in(b, a)
            }
            _ => true,
        };
        let time = match (&self.time, &other.time) {
            (Some(a), Some(b)) if !a.vague && !b.vague => match (a.interval, b.interval) {
                (Some(a), Some(b)) => a.contains(&b) || b.contains(&a),
                _ => a.text == b.text,
            },
            _ => true,
        };
        place && time
    }
}

/// Takes up another time if there is none, or only a vague one.
fn take_up(time: &mut Option<Time>, other: &Option<Time>) {
    if time.as_ref().is_none_or(|time| time.vague) && other.is_some() {
        time.clone_from(other);
    }
}

/// A place in the text where an event is told.
struct Told {
    sentence: usize,
    /// Its word in the tree.
    word: Option<usize>,
    lemma: String,
    relations: BTreeSet<RelationId>,
    status: Status,
    /// Who is known to take part.
    participants: BTreeSet<EntityId>,
    statements: Vec<usize>,
    /// The number of its event.
    group: usize,
}

/// The events of a document.
struct Events {
    /// In the order of their sentences.
    told: Vec<Told>,
    known: Vec<Known>,
}

impl Events {
    fn find(
        extractor: &Extractor,
        examination: &Examination<'_>,
        statements: &[Statement],
    ) -> Self {
        let mut events = Self { told: Vec::new(), known: Vec::new() };
        for (index, sentence) in examination.sentences.iter().enumerate() {
            let here = of_sentence(statements, index, |it| it.evidence.sentence);
            events.add_statements(index, here.clone(), statements);
            let near = events.told.last().is_some_and(|told| told.sentence + REACH >= index);
            let analysed = sentence.tree().is_some();
            if (near || analysed) && names_event(extractor, sentence) {
                let tree = extractor.analysis(examination.document.prose(), sentence);
                let Some(tree) = tree else { continue };
                let reader = NounReader { extractor, examination, sentence, index, tree };
                for word in 0..tree.words().len() {
                    if let Some((told, known, definite)) =
                        reader.read(word, &statements[here.clone()])
                    {
                        events.add_noun(examination, told, known, definite);
                    }
                }
            }
        }
        events
    }

    /// The statements of a sentence, those of one deed together.
    fn add_statements(&mut self, index: usize, here: Range<usize>, statements: &[Statement]) {
        let first = self.told.len();
        for at in here {
            let statement = &statements[at];
            let ends = [statement.head.entity.clone(), statement.tail.entity.clone()];
            let trigger = statement.evidence.trigger.span;
            let same = self.told[first..].iter_mut().find(|told| {
                told.statements.iter().any(|other| {
                    statements[*other].evidence.trigger.span == trigger
                        && told.relations.contains(&statement.relation)
                })
            });
            if let Some(told) = same {
                told.participants.extend(ends);
                told.statements.push(at);
                continue;
            }
            self.told.push(Told {
                sentence: index,
                word: None,
                lemma: String::new(),
                relations: BTreeSet::from([statement.relation.clone()]),
                status: statement.status,
                participants: BTreeSet::from(ends),
                statements: vec![at],
                group: self.known.len(),
            });
            self.known.push(Known {
                places: statement.place.iter().cloned().collect(),
                time: statement.time.clone(),
            });
        }
    }

    fn add_noun(
        &mut self,
        examination: &Examination<'_>,
        mut told: Told,
        known: Known,
        definite: bool,
    ) {
        let antecedent = definite.then(|| self.antecedent(examination, &told, &known)).flatten();
        match antecedent {
            Some(at) => {
                told.group = self.told[at].group;
                told.participants.extend(self.told[at].participants.iter().cloned());
                self.known[told.group].join(&known);
            }
            None => {
                told.group = self.known.len();
                self.known.push(known);
            }
        }
        self.told.push(told);
    }

    /// The event told before that a noun stands for, unless two could be meant.
    fn antecedent(
        &self,
        examination: &Examination<'_>,
        noun: &Told,
        known: &Known,
    ) -> Option<usize> {
        let of_kind = |at: &usize| {
            let told = &self.told[*at];
            !told.relations.is_disjoint(&noun.relations)
                && (told.lemma.is_empty()
                    || told.lemma == noun.lemma
                    || told.relations == noun.relations)
        };
        let is_near = |at: &usize| self.told[*at].sentence + REACH >= noun.sentence;
        let near = (0..self.told.len()).rev().take_while(is_near);
        let mut before = near.filter(of_kind).peekable();
        let nearest = *before.peek()?;
        let sentence = self.told[nearest].sentence;
        let groups: BTreeSet<usize> = before
            .take_while(|at| self.told[*at].sentence == sentence)
            .map(|at| self.told[at].group)
            .collect();
        let told = &self.told[nearest];
        // who is named with the noun takes part in what it stands for
        let together =
            told.participants.is_empty() || noun.participants.is_subset(&told.participants);
        let fits = groups.len() == 1
            && together
            && is_one_status(told.status, noun.status)
            && self.known[told.group].agrees(examination, known);
        fits.then_some(nearest)
    }

    /// The statements of events, each with the number of its event.
    fn of_statements(&self) -> impl Iterator<Item = (usize, usize)> {
        self.told.iter().flat_map(|told| told.statements.iter().map(|at| (told.group, *at)))
    }

    /// The event on whose occasion a statement happens: "at the talks", "the talks will be led by".
    fn occasion(
        &self,
        extractor: &Extractor,
        sentence: &Examined<'_>,
        statement: &Statement,
    ) -> Option<usize> {
        let here = of_sentence(&self.told, statement.evidence.sentence, |told| told.sentence);
        let here = self.told[here].iter();
        let mut nouns = here
            .filter(|told| is_one_status(told.status, statement.status))
            .filter_map(|told| Some((told.word?, told.group)))
            .peekable();
        nouns.peek()?;
        let trigger = tokens_at(sentence, statement)?;
        let setting = Setting::of(sentence.tree()?, &extractor.rules.english, trigger)?;
        nouns.find(|(word, _)| setting.is_on_occasion(*word)).map(|(_, group)| group)
    }
}

/// Where in a list in the order of sentences those of one sentence stand.
fn of_sentence<T>(list: &[T], sentence: usize, its: impl Fn(&T) -> usize) -> Range<usize> {
    let start = list.partition_point(|it| its(it) < sentence);
    let count = list[start..].iter().take_while(|it| its(it) == sentence).count();
    start..start + count
}

/// Whether what is told with these statuses may be one event: what is over is none to come.
fn is_one_status(a: Status, b: Status) -> bool {
    let ahead = |status| matches!(status, Status::Planned | Status::Possible | Status::Requested);
    a == b || (ahead(a) && ahead(b))
}

fn names_event(extractor: &Extractor, sentence: &Examined<'_>) -> bool {
    let named = |lemma: &str| extractor.event_nouns.of(lemma).is_some();
    sentence.words.iter().any(|word| word.lemmas().iter().any(|lemma| named(lemma)))
}

/// The tokens of the words that state it.
fn tokens_at(sentence: &Examined<'_>, statement: &Statement) -> Option<TokenRange> {
    let span = statement.evidence.trigger.span;
    let inside = |at: &usize| span.contains(sentence.words[*at].span);
    let first = (0..sentence.words.len()).find(inside)?;
    let count = (first..sentence.words.len()).take_while(inside).count();
    Some(TokenRange::new(first, first + count))
}

/// A sentence in which nouns that name events are read.
struct NounReader<'r, 'd> {
    extractor: &'r Extractor,
    examination: &'r Examination<'d>,
    sentence: &'r Examined<'d>,
    index: usize,
    tree: &'r Analysis,
}

impl NounReader<'_, '_> {
    /// The event that a noun names and no statement of the sentence tells, what is said of it, and
    /// whether it is one that is known.
    fn read(&self, word: usize, statements: &[Statement]) -> Option<(Told, Known, bool)> {
        let noun = &self.tree.words()[word];
        if noun.upos != Upos::Noun || noun.relation == Relation::Compound {
            return None;
        }
        let relations = self.extractor.event_nouns.of(&noun.lemma)?;
        let span = self.sentence.bytes(noun.tokens);
        let stated = |statement: &Statement| statement.evidence.trigger.span.overlaps(span);
        if statements.iter().any(stated) {
            return None;
        }
        let participants = self.participants(word)?;
        let lists = &self.extractor.rules.english;
        let status = status::of(lists, Some(self.tree), &self.sentence.words, noun.tokens).status;
        let Circumstances { places, time } = circumstances::of_noun(
            self.extractor,
            self.examination,
            self.sentence,
            noun.tokens,
            status,
        );
        let told = Told {
            sentence: self.index,
            word: Some(word),
            lemma: noun.lemma.to_string(),
            relations: relations.clone(),
            status,
            participants,
            statements: Vec::new(),
            group: 0,
        };
        Some((told, Known { places, time }, self.is_definite(word)))
    }

    /// The listed actors that are named with a noun; nothing if others are.
    fn participants(&self, noun: usize) -> Option<BTreeSet<EntityId>> {
        let mut participants = BTreeSet::new();
        for below in self.tree.dependents(noun) {
            let word = &self.tree.words()[*below];
            let with = match word.relation {
                Relation::NmodPoss => word.upos != Upos::Pron,
                Relation::Nmod => self.tree.dependents_by(*below, Relation::Case).any(|case| {
                    let case = &*self.tree.words()[case].lemma;
                    matches!(case, "with" | "between" | "of" | "by" | "against" | "among" | "to")
                }),
                _ => false,
            };
            if with {
                let phrases = self.sentence.phrases.iter();
                let mut named = phrases.filter(|phrase| phrase.name.overlaps(word.tokens));
                // "the meeting of advisors": who that is nobody knows
                match (named.next(), word.relation) {
                    (Some(phrase), _) => {
                        participants.insert(phrase.usual().entity.clone());
                    }
                    (None, Relation::NmodPoss) => return None,
                    (None, _) => {}
                }
            }
        }
        Some(participants)
    }

    /// "the talks", "their meeting", "Poland's attack"; talks that open a sentence are those known.
    fn is_definite(&self, noun: usize) -> bool {
        let words = self.tree.words();
        let determined = self.tree.dependents(noun).iter().any(|at| match words[*at].relation {
            Relation::Det => {
                let form = &*self.sentence.words[words[*at].tokens.start].lower;
                matches!(form, "the" | "this" | "that" | "these" | "those")
            }
            Relation::NmodPoss => true,
            _ => false,
        });
        let opens = words[noun].tokens.start == 0
            && words[noun].xpos == "NNS"
            && words[noun].relation.is_subject();
        // "the next meeting" is another one
        let another = self.tree.dependents_by(noun, Relation::Amod).any(|at| {
            matches!(
                &*words[at].lemma,
                "next"
                    | "previous"
                    | "last"
                    | "earlier"
                    | "second"
                    | "third"
                    | "other"
                    | "past"
                    | "recent"
                    | "similar"
                    | "such"
                    | "first"
                    | "former"
                    | "latest"
                    | "new"
            )
        });
        // "praised the summit in Oslo" tells which one is meant; "the call for peace" is none
        let behind = |at: usize, cases: &[&str]| {
            let mut before = self.tree.dependents_by(at, Relation::Case);
            before.any(|case| cases.contains(&&*words[case].lemma))
        };
        let told = |cases: &[&str]| {
            let mut modifiers = self.tree.dependents_by(noun, Relation::Nmod);
            modifiers.any(|at| at > noun && behind(at, cases))
        };
        let restricted = told(&["for"])
            || (told(&["in", "at", "on", "near", "from"]) && !words[noun].relation.is_subject());
        (determined || opens) && !another && !restricted
    }
}
