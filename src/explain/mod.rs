//! How a text was read, told so that the writer of a rule can follow: what names what, the tree,
//! the rule behind each statement with the steps by which its roles were filled, and for the rules
//! that nearly matched the first thing that stopped them, with the edit that would mend it.
//!
//! [`explain`] turns an [`Examination`] into plain values, the same for people and for programs;
//! all offsets are in code points of the document. A suggestion is never a guess: the rule is
//! changed, run on the sentence, and shown only if it matches then.

pub mod edit;
pub mod statement;
pub mod unknown;
pub mod why_not;

use serde::Serialize;

use crate::{
    document::Document,
    english,
    error::Location,
    extract::{Examination, Examined, Extractor},
    id::RuleId,
    matcher::Phrase,
    rules::{Relation, marked},
    span::{CodePoints, Span},
};

/// The version of what is written as JSON.
pub const SCHEMA_VERSION: u32 = 1;
/// A JSON Schema (draft 2020-12) of an explanation.
pub const SCHEMA: &str = include_str!("../../docs/explain.schema.json");

/// How a document was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The structure of this.
    pub schema_version: u32,
    /// The document.
    pub document: String,
    /// Its sentences, in the order of the text.
    pub sentences: Vec<Sentence>,
    /// Names that nothing in it settles.
    pub ambiguous: Vec<Ambiguous>,
}

/// Words of the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    /// What is written.
    pub text: String,
    /// The code point at which they start.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// Its words.
    #[serde(flatten)]
    pub words: Words,
    /// The same with every mention marked: `[Ann](person) left.`
    pub marked: String,
    /// Its tokens.
    pub tokens: Vec<String>,
    /// What names something.
    pub mentions: Vec<Mention>,
    /// Its tree; nothing where none was made.
    pub tree: Option<Vec<Node>>,
    /// What it states.
    pub statements: Vec<statement::Statement>,
    /// The rules that nearly matched, nearest first.
    pub misses: Vec<why_not::NearMiss>,
    /// Verbs between things that have names, of which no rule knows.
    pub unknown: Vec<unknown::UnknownVerb>,
}

/// Words that name something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mention {
    /// The name.
    #[serde(flatten)]
    pub words: Words,
    /// The phrase around it: "President Doe" around "Doe".
    pub phrase: String,
    /// What is named.
    pub entity: String,
    /// Its type.
    pub r#type: String,
    /// What it was found by.
    pub rule: String,
    /// What was named before, if these words only stand for it.
    pub from: Option<Antecedent>,
}

/// Words that name what others stand for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Antecedent {
    /// The words.
    #[serde(flatten)]
    pub words: Words,
    /// How many sentences before they stand.
    pub sentences_before: usize,
}

/// A word of a tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Node {
    /// What is written.
    pub form: String,
    /// Its dictionary form.
    pub lemma: String,
    /// Its word class.
    pub upos: String,
    /// Its Penn tag.
    pub tag: String,
    /// The number of its head, counted from 0; nothing for the root.
    pub head: Option<usize>,
    /// What it is to its head.
    pub relation: String,
}

/// A rule as its author knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// `supplies/clause-1`.
    pub id: String,
    /// As it is written; nothing for what is no clause, noun form or pattern.
    pub written: Option<String>,
    /// The file.
    pub file: Option<String>,
    /// The line, counted from 1.
    pub line: Option<usize>,
}

/// A name that could stand for several entities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ambiguous {
    /// The name.
    #[serde(flatten)]
    pub words: Words,
    /// What it could stand for.
    pub candidates: Vec<String>,
}

/// What of an explanation is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope<'s> {
    /// Every relation, each with the rule that came nearest.
    All,
    /// Every rule of a relation of this name, or the rule of this id.
    Rule(&'s str),
}

impl Scope<'_> {
    /// Whether a rule of a relation is asked for.
    fn holds(self, relation: &str, rule: &str) -> bool {
        match self {
            Self::All => true,
            Self::Rule(name) => name == relation || name == rule,
        }
    }
}

/// How `document` is read by the rules of `extractor`.
pub fn explain(extractor: &Extractor, document: &Document, scope: Scope<'_>) -> Explanation {
    let examination = extractor.examine(document, &[]);
    let reader = Reader {
        extractor,
        examination: &examination,
        text: document.text(),
        code_points: CodePoints::of(document.text()),
        scope,
    };
    let ambiguous = examination.ambiguous.iter().map(|ambiguous| Ambiguous {
        words: reader.words(ambiguous.span),
        candidates: ambiguous.candidates.iter().map(ToString::to_string).collect(),
    });
    Explanation {
        schema_version: SCHEMA_VERSION,
        document: document.id().to_string(),
        sentences: examination.sentences.iter().map(|one| reader.sentence(one)).collect(),
        ambiguous: ambiguous.collect(),
    }
}

/// A document that is told of.
struct Reader<'r, 'd> {
    extractor: &'r Extractor,
    examination: &'r Examination<'d>,
    text: &'r str,
    code_points: CodePoints,
    scope: Scope<'r>,
}

impl Reader<'_, '_> {
    fn words(&self, span: Span) -> Words {
        Words {
            text: plain(span.of(self.text)),
            start: self.code_points.before(span.start),
            end: self.code_points.before(span.end),
        }
    }

    fn sentence(&self, sentence: &Examined<'_>) -> Sentence {
        Sentence {
            words: self.words(sentence.span),
            marked: self.marked(sentence),
            tokens: sentence.words.iter().map(|word| word.form.to_owned()).collect(),
            mentions: sentence.phrases.iter().map(|it| self.mention(sentence, it)).collect(),
            tree: sentence.tree().map(|tree| self.nodes(tree)),
            statements: self.statements(sentence),
            misses: self.misses(sentence),
            unknown: match self.scope {
                Scope::All => self.unknown(sentence),
                Scope::Rule(_) => Vec::new(),
            },
        }
    }

    fn marked(&self, sentence: &Examined<'_>) -> String {
        let text = sentence.span.of(self.text);
        let mut marks: Vec<(Span, &Phrase)> = Vec::new();
        for phrase in &sentence.phrases {
            let Span { start, end } = sentence.bytes(phrase.name);
            let from = sentence.span.start;
            marks.push((Span::new(start - from, end - from), phrase));
        }
        // the longer one of two that start together
        marks.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        marks.dedup_by_key(|(span, _)| span.start);
        plain(&marked(text, marks.iter().map(|(s, phrase)| (*s, phrase.usual().r#type.as_str()))))
    }

    fn mention(&self, sentence: &Examined<'_>, phrase: &Phrase) -> Mention {
        let reading = phrase.usual();
        let from = self.examination.from(sentence, phrase).map(|from| Antecedent {
            words: self.words(from),
            sentences_before: self.sentences_before(from, sentence.span),
        });
        Mention {
            words: self.words(sentence.bytes(phrase.name)),
            phrase: plain(sentence.bytes(phrase.extent).of(self.text)),
            entity: reading.entity.to_string(),
            r#type: reading.r#type.to_string(),
            rule: phrase.rule.to_string(),
            from,
        }
    }

    /// How many sentences lie between two places.
    fn sentences_before(&self, from: Span, to: Span) -> usize {
        let holds = |span: Span| {
            self.examination.sentences.iter().position(|sentence| sentence.span.contains(span))
        };
        holds(to).unwrap_or_default().saturating_sub(holds(from).unwrap_or_default())
    }

    fn nodes(&self, tree: &english::Analysis) -> Vec<Node> {
        let node = |word: &english::Word| Node {
            form: plain(word.span.of(self.text)),
            lemma: word.lemma.to_string(),
            upos: word.upos.to_string(),
            tag: word.xpos.to_owned(),
            head: word.head,
            relation: word.relation.to_string(),
        };
        tree.words().iter().map(node).collect()
    }

    /// A rule of a relation as it is written.
    fn rule(&self, relation: Option<&Relation>, id: &RuleId) -> Rule {
        let found = relation.and_then(|relation| written(relation, id));
        let place = found.map(|(_, location)| location);
        Rule {
            id: id.to_string(),
            written: found.map(|(written, _)| written.to_owned()),
            file: place.map(|place| place.file.display().to_string()),
            line: place.map(|place| place.line),
        }
    }
}

/// What is written of a rule, and where.
fn written<'r>(relation: &'r Relation, id: &RuleId) -> Option<(&'r str, &'r Location)> {
    let clauses = relation.clauses.iter().chain(&relation.nouns).chain(&relation.except);
    let clauses = clauses.map(|rule| (&rule.id, &*rule.written, &rule.location));
    let patterns = relation.patterns.iter();
    let patterns = patterns.map(|rule| (&rule.id, &*rule.written, &rule.location));
    let (_, written, location) = clauses.chain(patterns).find(|(known, ..)| *known == id)?;
    Some((written, location))
}

/// The same in one line.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
