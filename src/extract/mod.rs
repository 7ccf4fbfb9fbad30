//! The pipeline: a document in, what it says out.
//!
//! [`Extractor::examine`] is the whole of it, readable from top to bottom; every stage adds to an
//! [`Examination`], which `explain` shows and [`Extractor::extract`] turns into plain findings.
//! Extraction cannot fail: odd text gives fewer mentions.

mod attribution;
mod calendar;
mod circumstances;
mod events;
mod folds;
mod name;
mod offices;
mod phrases;
mod quotation;
mod reference;
mod setting;
mod statements;
mod status;
mod trees;
mod unnamed;

use events::EventNouns;
use name::Spellings;
use offices::Offices;
use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use trees::Trees;

use crate::{
    document::Document,
    english::{self, Abbreviations, Analysis, Model, Segmentation, Token},
    error::Error,
    id::{DocumentId, EntityId, RelationId, RuleId, TypeId},
    matcher::{Match, Matcher, Miss, Phrase, Word, abbreviations, words},
    mention::{Antecedent, DocumentRecord, EntityRecord, Extraction, Mention, Statement},
    rules::RuleSet,
    span::{CodePoints, Span, TokenRange},
};

/// Reads documents by the rules it was made with.
///
/// ```
/// use whowhom::{document::Document, extract::Extractor, rules::RuleSet};
///
/// let (extractor, problems) = Extractor::new(RuleSet::default());
/// assert!(problems.is_empty());
/// let extraction = extractor.extract(&Document::plain("a", "They met."));
/// assert!(extraction.statements.is_empty());
/// ```
#[derive(Debug)]
pub struct Extractor {
    rules: RuleSet,
    matcher: Matcher,
    abbreviations: Abbreviations,
    offices: Arc<Offices>,
    spellings: Arc<Spellings>,
    event_nouns: EventNouns,
    model: Option<Arc<Model>>,
    trees: Option<Arc<Trees>>,
}

/// A stretch of text that is a mention by decree: the marks of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decreed {
    /// Its bytes.
    pub span: Span,
    /// The type it has.
    pub r#type: TypeId,
}

/// Whether what stopped rules that do not match is of interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Thoroughness {
    MatchesOnly,
    WithMisses,
}

/// A document with everything that was noticed on the way.
#[derive(Debug)]
pub struct Examination<'d> {
    /// The document.
    pub document: &'d Document,
    /// Its sentences, in the order of the text.
    pub sentences: Vec<Examined<'d>>,
    /// What the mentions and statements name.
    pub entities: BTreeMap<EntityId, EntityRecord>,
    /// What it says.
    pub statements: Vec<Statement>,
    /// Names that could stand for several entities and that nothing in the document settles.
    pub ambiguous: Vec<Ambiguous>,
    /// What tells the status of the statements of a relation at a trigger.
    pub reasons: BTreeMap<(Span, RelationId), Reason>,
    /// What pronouns and descriptions were resolved from: the words that name it, by the words
    /// that stand for it and the entity.
    pub antecedents: BTreeMap<(Span, EntityId), Span>,
}

/// What tells whether something happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// These words.
    Words(Span),
    /// The relation has one status, whatever the words say.
    Relation,
    /// The clause that matched.
    Clause,
    /// It stands in a clause that a role of this relation takes.
    Within(RelationId),
}

/// A sentence with everything that was noticed in it.
#[derive(Debug)]
pub struct Examined<'d> {
    /// Its bytes in the document.
    pub span: Span,
    /// The paragraph that it stands in, counted from 0.
    pub paragraph: usize,
    /// Its tokens.
    pub words: Vec<Word<'d>>,
    /// The phrases that name something, in the order of the text.
    pub phrases: Vec<Phrase>,
    /// The clauses and patterns that match.
    pub matches: Vec<Match>,
    /// The clauses and patterns whose word is there and which do not match, those that came furthest
    /// first.
    pub misses: Vec<Miss>,
    tags: OnceCell<Vec<&'static str>>,
    analysis: OnceCell<Option<Analysis>>,
}

/// A name that could stand for several entities.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ambiguous {
    /// Where it first stands.
    pub span: Span,
    /// The name.
    pub text: String,
    /// What it could stand for.
    pub candidates: Vec<EntityId>,
}

impl Extractor {
    /// An extractor that reads by `rules`. Rules that cannot be compiled are left out and reported.
    pub fn new(rules: RuleSet) -> (Self, Vec<Error>) {
        let (matcher, problems) = Matcher::compile(&rules);
        let abbreviations = abbreviations(&rules.english.abbreviations);
        let offices = Arc::new(Offices::new(&rules));
        let spellings = Arc::new(Spellings::new(&rules));
        let event_nouns = EventNouns::new(&rules);
        let extractor = Self {
            rules,
            matcher,
            abbreviations,
            offices,
            spellings,
            event_nouns,
            model: None,
            trees: None,
        };
        (extractor, problems)
    }

    /// The same as [`Extractor::new`], with the model and the trees of `last`, and what it made of
    /// known things that are the same: much the faster then.
    pub fn after(rules: RuleSet, last: &Self) -> (Self, Vec<Error>) {
        let (model, trees) = (last.model.clone(), last.trees.clone());
        let known = &last.rules;
        let is_same = rules.entities.are(&known.entities)
            && rules.english.abbreviations == known.english.abbreviations;
        if !is_same {
            let (extractor, problems) = Self::new(rules);
            return (Self { model, trees, ..extractor }, problems);
        }
        let (matcher, problems) = Matcher::with(Arc::clone(&last.matcher.gazetteer), &rules);
        let extractor = Self {
            matcher,
            abbreviations: abbreviations(&rules.english.abbreviations),
            offices: Arc::clone(&last.offices),
            spellings: Arc::clone(&last.spellings),
            event_nouns: EventNouns::new(&rules),
            rules,
            model,
            trees,
        };
        (extractor, problems)
    }

    /// The same with another model of English than the one compiled in.
    #[must_use]
    pub fn with_model(mut self, model: Model) -> Self {
        self.model = Some(Arc::new(model));
        self
    }

    /// The same, which keeps the trees that it makes, and asks for none twice.
    #[must_use]
    pub fn remembering(mut self) -> Self {
        self.trees = Some(Arc::default());
        self
    }

    /// Takes another model; the trees that the last one made are forgotten.
    pub fn change_model(&mut self, model: Model) {
        self.model = Some(Arc::new(model));
        self.trees = self.trees.take().map(|_| Arc::default());
    }

    /// Forgets the trees that nobody asked for since this was last called.
    pub fn forget_unused_trees(&self) {
        self.trees.iter().for_each(|trees| trees.forget_unused());
    }

    /// The tree of a sentence of `text` in which some names are one word each.
    fn analyse(
        &self,
        model: &Model,
        text: &str,
        tokens: &[Token],
        folds: &[TokenRange],
    ) -> Analysis {
        let analyse = || model.analyse(text, tokens, folds);
        match &self.trees {
            Some(trees) => trees.get(text, tokens, folds, analyse),
            None => analyse(),
        }
    }

    /// The model of English, loaded when first asked for; none where none is compiled in or given.
    pub fn model(&self) -> Option<&Model> {
        #[cfg(feature = "model")]
        let compiled_in = || Model::embedded().ok();
        #[cfg(not(feature = "model"))]
        let compiled_in = || None;
        self.model.as_deref().or_else(compiled_in)
    }

    /// The Penn tags of the tokens of a sentence of `text`, made when first asked for; empty
    /// without a model.
    fn tags<'e>(&self, text: &str, sentence: &'e Examined<'_>) -> &'e [&'static str] {
        sentence.tags.get_or_init(|| {
            let tag = |word: &english::Word| word.xpos;
            self.model().map_or_else(Vec::new, |model| {
                self.analyse(model, text, &sentence.tokens(), &[]).words().iter().map(tag).collect()
            })
        })
    }

    /// The tree of a sentence of `text` in which each phrase is one word, made when first asked
    /// for; nothing without a model.
    fn analysis<'e>(&self, text: &str, sentence: &'e Examined<'_>) -> Option<&'e Analysis> {
        let analyse = |model: &Model| {
            // an adjective by itself is a word like others, "Russian" of "Russian oil"; so is a pronoun
            let is_name = |phrase: &&Phrase| {
                !phrase.is_bare_adjective()
                    && !phrase.is_pronoun()
                    && phrase.rule.as_str() != unnamed::UNNAMED
            };
            let names = sentence.phrases.iter().filter(is_name);
            let mut folds: Vec<TokenRange> =
                names.map(|phrase| folds::of_phrase(sentence, phrase)).collect();
            folds.extend(folds::dates(&sentence.words));
            // of two that start together the longer one counts
            folds.sort_by_key(|fold| (fold.start, std::cmp::Reverse(fold.end)));
            self.analyse(model, text, &sentence.tokens(), &folds)
        };
        sentence.analysis.get_or_init(|| self.model().map(analyse)).as_ref()
    }

    /// Begins to measure how long each rule takes.
    #[must_use]
    pub fn measuring(mut self) -> Self {
        self.matcher.measure_times();
        self
    }

    /// The rules it reads by.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// The rules, compiled.
    pub fn matcher(&self) -> &Matcher {
        &self.matcher
    }

    /// What the document says.
    pub fn extract(&self, document: &Document) -> Extraction {
        let examination = self.read(document, &[], Thoroughness::MatchesOnly);
        let mentions = examination.mentions();
        let Examination { mut entities, statements, .. } = examination;
        let named: BTreeSet<&EntityId> = mentions
            .iter()
            .map(|mention| &mention.entity)
            .chain(statements.iter().flat_map(Statement::entities))
            .collect();
        entities.retain(|id, _| named.contains(id));
        Extraction {
            document: DocumentRecord {
                id: document.id().clone(),
                title: document.title().map(str::to_owned),
                date: document.date(),
                url: document.url().map(str::to_owned),
                fingerprint: document.fingerprint(),
                code_points: CodePoints::of(document.text()),
            },
            entities,
            mentions,
            statements,
        }
    }

    /// What one `[[name]]` rule recognises in a document, in bytes of its text.
    pub fn recognise(&self, rule: &RuleId, document: &Document) -> Vec<Span> {
        let text = document.prose();
        let mut examination = self.segmented(document);
        phrases::find_listed(self, &mut examination);
        let in_sentence = |sentence: &Examined<'_>| {
            let tags = |at: usize| self.tags(text, sentence).get(at).copied();
            let Examined { words, phrases, .. } = sentence;
            let found = self.matcher.names.find_one(rule, text, words, phrases, &tags);
            found.into_iter().map(|found| sentence.bytes(found.tokens)).collect::<Vec<_>>()
        };
        examination.sentences.iter().flat_map(in_sentence).collect()
    }

    /// What the document says, and how that was found. The spans of `decreed` are mentions whatever
    /// the rules say.
    pub fn examine<'d>(&self, document: &'d Document, decreed: &[Decreed]) -> Examination<'d> {
        self.read(document, decreed, Thoroughness::WithMisses)
    }

    fn read<'d>(
        &self,
        document: &'d Document,
        decreed: &[Decreed],
        thoroughness: Thoroughness,
    ) -> Examination<'d> {
        let text = document.prose();
        let mut examination = self.segmented(document);
        phrases::find_listed(self, &mut examination);
        name::find(self, &mut examination);
        phrases::decree(&mut examination, decreed);
        phrases::settle(self, &mut examination);
        name::find_acronyms(&mut examination);
        name::find_short_forms(self, &mut examination);
        offices::find(self, &mut examination);
        unnamed::seat(self, &mut examination);
        phrases::extend(self, &mut examination);
        unnamed::find(self, &mut examination);
        name::describe(self, &mut examination);
        reference::resolve(self, &mut examination);
        for sentence in &mut examination.sentences {
            if thoroughness == Thoroughness::WithMisses && sentence.phrases.len() >= 2 {
                self.analysis(text, sentence);
            }
            if !sentence.phrases.is_empty() {
                let tags = |at: usize| self.tags(text, sentence).get(at).copied();
                let tree = || self.analysis(text, sentence);
                let mut misses = Vec::new();
                let wanted = (thoroughness == Thoroughness::WithMisses).then_some(&mut misses);
                let Examined { words, phrases, .. } = &*sentence;
                let matches = self.matcher.relations.find(words, phrases, &tags, &tree, wanted);
                (sentence.matches, sentence.misses) = (matches, misses);
            }
        }
        offices::state(self, &mut examination);
        statements::make(self, &mut examination);
        phrases::choose_readings(self, &mut examination);
        examination
    }

    /// A document in sentences and tokens, and nothing else noticed yet.
    fn segmented<'d>(&self, document: &'d Document) -> Examination<'d> {
        let text = document.prose();
        let segmentation = english::segment(text, Span::new(0, text.len()), &self.abbreviations);
        Examination {
            document,
            sentences: sentences(text, &segmentation),
            entities: BTreeMap::new(),
            statements: Vec::new(),
            ambiguous: Vec::new(),
            reasons: BTreeMap::new(),
            antecedents: BTreeMap::new(),
        }
    }
}

fn sentences<'d>(text: &'d str, segmentation: &Segmentation) -> Vec<Examined<'d>> {
    let examined = |sentence: &english::Sentence| Examined {
        span: sentence.span,
        paragraph: sentence.paragraph,
        words: words(text, &segmentation.tokens[sentence.tokens.clone()]),
        phrases: Vec::new(),
        matches: Vec::new(),
        misses: Vec::new(),
        tags: OnceCell::new(),
        analysis: OnceCell::new(),
    };
    segmentation.sentences.iter().map(examined).collect()
}

impl Examination<'_> {
    /// The words that name what the words at `span` stand for.
    fn antecedent(&self, span: Span, entity: &EntityId) -> Option<Antecedent> {
        let from = *self.antecedents.get(&(span, entity.clone()))?;
        Some(Antecedent { span: from, text: from.of(self.document.text()).to_owned() })
    }

    /// The words that name what a phrase of a sentence stands for, if it is a pronoun or a
    /// description that was resolved.
    pub fn from(&self, sentence: &Examined<'_>, phrase: &Phrase) -> Option<Span> {
        let span = sentence.bytes(phrase.name);
        self.antecedents.get(&(span, phrase.usual().entity.clone())).copied()
    }

    /// The mentions, in the order of the text.
    pub fn mentions(&self) -> Vec<Mention> {
        let id: &DocumentId = self.document.id();
        let of_sentence = |sentence: &Examined<'_>| {
            let named = sentence.phrases.iter().filter(|phrase| !phrase.is_description());
            let mentions = named.map(|phrase| {
                let span = sentence.bytes(phrase.name);
                Mention {
                    document: id.clone(),
                    span,
                    text: span.of(self.document.text()).to_owned(),
                    entity: phrase.usual().entity.clone(),
                    rule: phrase.rule.clone(),
                }
            });
            mentions.collect::<Vec<_>>()
        };
        self.sentences.iter().flat_map(of_sentence).collect()
    }
}

impl Examined<'_> {
    /// Its tree, if some rule wanted one.
    pub fn tree(&self) -> Option<&Analysis> {
        self.analysis.get()?.as_ref()
    }

    fn tokens(&self) -> Vec<Token> {
        self.words.iter().map(|word| Token { span: word.span, kind: word.kind }).collect()
    }

    /// The bytes of some of its tokens.
    ///
    /// # Panics
    ///
    /// If the range is empty or reaches beyond the sentence.
    pub fn bytes(&self, tokens: TokenRange) -> Span {
        bytes(&self.words, tokens)
    }
}

/// The bytes of some tokens of a sentence.
fn bytes(words: &[Word<'_>], tokens: TokenRange) -> Span {
    words[tokens.start].span.to(words[tokens.end - 1].span)
}

/// What is known of a listed entity.
fn record(rules: &RuleSet, id: &EntityId) -> Option<EntityRecord> {
    let entity = rules.entities.get(id)?;
    let mut within = Vec::new();
    let mut outer = entity.within.as_ref();
    while let Some(id) = outer {
        within.push(id.clone());
        outer = rules.entities.get(id).and_then(|entity| entity.within.as_ref());
        if within.len() > DEEPEST_PLACE {
            break;
        }
    }
    Some(EntityRecord {
        label: entity.name.clone(),
        r#type: entity.r#type.clone(),
        kind: entity.kind.clone(),
        links: entity.links.clone(),
        at: entity.at,
        within,
        listed: true,
        context: BTreeSet::new(),
    })
}

/// A place lies in so many others at most; more would be a circle in the rules.
const DEEPEST_PLACE: usize = 16;

/// Readings that may be shared between phrases.
type Readings = Arc<[crate::matcher::Reading]>;
