//! Verbs between two known actors that are in no rule.

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, comments, free_id, quoted, seen};
use crate::{
    document::Document,
    english::{self, Model, Token, TokenKind, Upos},
    extract::{Examined, Extractor},
    id::{DocumentId, TypeId},
    matcher::{Phrase, Word},
    rules::{
        RuleSet, TRIGGER, base,
        pattern::{Pattern, TokenTest},
    },
    span::{Span, TokenRange},
};

/// So many sentences are kept of each shape, so that some remain where others are no examples.
const KEPT: usize = 6;
/// So many tokens may stand between the verb and whom it is done to.
const FURTHEST: usize = 4;
/// The longest sentence that is offered as an example, in bytes.
const LONGEST_EXAMPLE: usize = 240;
/// The roles of a suggested relation: who does it, to whom.
const ROLES: [&str; 2] = ["doer", "target"];

/// A verb that no rule has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedVerb {
    /// Its dictionary form.
    pub lemma: String,
    /// The name of the relation, which no other has.
    pub name: String,
    /// The ways in which it stands between two actors, the most frequent first.
    pub shapes: Vec<Shape>,
    /// How often it was seen.
    pub count: usize,
    /// The documents it was seen in.
    pub documents: usize,
    /// The first sentences it was seen in, at most two.
    pub contexts: Vec<Context>,
}

/// A way in which a verb stands between two actors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The pattern for it.
    pub pattern: String,
    /// Sentences with marks, as examples are written.
    pub finds: Vec<String>,
    /// How often it was seen.
    pub count: usize,
}

/// Verbs as they were seen.
#[derive(Debug)]
pub(super) struct Sightings {
    /// Words of patterns and verbs of clauses, by which a verb is known to the rules.
    known: BTreeSet<String>,
    seen: BTreeMap<String, BTreeMap<Way, BTreeMap<Context, Option<String>>>>,
}

/// How whom it is done to follows the verb.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    /// Directly, or after an adverb.
    Object,
    /// After this preposition.
    After(String),
    /// The verb is passive, and who does it comes after "by".
    By,
}

impl Sightings {
    pub(super) fn new(rules: &RuleSet) -> Self {
        let patterns = rules.relations.values().flat_map(|relation| &relation.patterns);
        let mut known = BTreeSet::new();
        patterns.for_each(|rule| collect_words(&rule.pattern, &mut known));
        let clauses = rules.relations.values().flat_map(|relation| &relation.clauses);
        let frames = clauses.flat_map(|rule| &rule.frames);
        known.extend(frames.flat_map(|frame| frame.triggers.iter().cloned()));
        let english = &rules.english;
        known.extend(english.speech.verbs.iter().cloned());
        known.extend(english.status.values().flat_map(|words| words.verbs.iter().cloned()));
        Self { known, seen: BTreeMap::new() }
    }

    /// Notes the verbs in a sentence that stand between two actors next to each other.
    pub(super) fn add(
        &mut self,
        extractor: &Extractor,
        document: &Document,
        sentence: &Examined<'_>,
        context: &Context,
    ) {
        let types = &extractor.rules().types;
        let actor = TypeId::from(base::ACTOR);
        let is_actor = |phrase: &&Phrase| {
            !phrase.is_bare_adjective()
                && !phrase.is_pronoun()
                && phrase.readings.iter().any(|reading| types.is_a(&reading.r#type, &actor))
        };
        let actors: Vec<&Phrase> = sentence.phrases.iter().filter(is_actor).collect();
        if actors.len() < 2 {
            return;
        }
        let verbs = verbs(extractor.model(), document, sentence);
        for pair in actors.windows(2) {
            let between = pair[0].extent.end..pair[1].extent.start.max(pair[0].extent.end);
            // the last verb before the second actor: "plans to visit"
            let Some((at, lemma)) =
                verbs.iter().rev().find(|(at, _)| between.contains(at)).cloned()
            else {
                continue;
            };
            let Some(way) = way(&sentence.words, at, pair[1].extent.start) else { continue };
            let matched = sentence.matches.iter().any(|found| found.trigger.range().contains(&at));
            if matched || self.known.contains(&lemma) {
                continue;
            }
            let bytes = |tokens: TokenRange| sentence.bytes(tokens);
            let example = example(
                document,
                sentence.span,
                &way,
                bytes(pair[0].name),
                sentence.words[at].span,
                bytes(pair[1].name),
            );
            let ways = self.seen.entry(lemma).or_default();
            ways.entry(way).or_default().entry(context.clone()).or_insert(example);
        }
    }

    /// The verbs seen at least `fewest` times, the most frequent first.
    pub(super) fn suggestions(
        self,
        rules: &RuleSet,
        fewest: usize,
        most: usize,
    ) -> Vec<SuggestedVerb> {
        let count = |ways: &BTreeMap<Way, BTreeMap<Context, Option<String>>>| {
            ways.values().map(BTreeMap::len).sum::<usize>()
        };
        let mut verbs: Vec<_> =
            self.seen.into_iter().filter(|(_, ways)| count(ways) >= fewest).collect();
        verbs.sort_by(|a, b| count(&b.1).cmp(&count(&a.1)).then_with(|| a.0.cmp(&b.0)));
        verbs.truncate(most);
        let mut given = BTreeSet::new();
        let suggested =
            |(lemma, ways): (String, BTreeMap<Way, BTreeMap<Context, Option<String>>>)| {
                let contexts: BTreeSet<&Context> = ways.values().flat_map(BTreeMap::keys).collect();
                let documents: BTreeSet<&DocumentId> =
                    contexts.iter().map(|context| &context.document).collect();
                let name = third_person(&lemma);
                let taken = |name: &str| rules.relations.contains_key(name);
                let mut shapes: Vec<Shape> = ways
                    .iter()
                    .map(|(way, seen)| Shape {
                        pattern: way.pattern(&lemma),
                        finds: seen.values().flatten().take(KEPT).cloned().collect(),
                        count: seen.len(),
                    })
                    .collect();
                shapes
                    .sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.pattern.cmp(&b.pattern)));
                SuggestedVerb {
                    name: free_id(&name, taken, &mut given),
                    count: count(&ways),
                    documents: documents.len(),
                    contexts: contexts.into_iter().take(2).cloned().collect(),
                    shapes,
                    lemma,
                }
            };
        verbs.into_iter().map(suggested).collect()
    }
}

impl SuggestedVerb {
    /// As an entry of a rule file, what was seen above it.
    pub fn entry(&self) -> String {
        let Self { lemma, name, shapes, count, documents, contexts } = self;
        let [doer, target] = ROLES;
        let listed = |items: Vec<String>| -> String {
            items.iter().map(|item| format!("  {item},\n")).collect()
        };
        let patterns = shapes.iter().map(|shape| format!("'{}'", shape.pattern)).collect();
        let finds = shapes.iter().flat_map(|shape| &shape.finds).map(|find| quoted(find)).collect();
        format!(
            "{}\n{}[[relation]]\nname = {}\nabout = {}\n\
             roles = {{ {doer} = \"{actor}\", {target} = \"{actor}\" }}\npatterns = [\n{}]\n\
             edge = '{{{doer}}} -> {{{target}}}'\nfinds = [\n{}]\n",
            seen(*count, *documents),
            comments(contexts),
            quoted(name),
            quoted(&format!("An actor does what `{lemma}` says to another.")),
            listed(patterns),
            listed(finds),
            actor = base::ACTOR,
        )
    }
}

impl Way {
    fn pattern(&self, lemma: &str) -> String {
        let [doer, target] = ROLES;
        match self {
            Self::Object => {
                format!("{{{doer}}} [Aux]* {{trigger: ={lemma}}} [Adv]{{0,2}} {{{target}}}")
            }
            Self::After(preposition) => format!(
                "{{{doer}}} [Aux]* {{trigger: ={lemma}}} [Any]{{0,3}} {preposition} {{{target}}}"
            ),
            Self::By => {
                format!("{{{target}}} [Aux]* {{trigger: ={lemma}}} [Any]{{0,3}} by {{{doer}}}")
            }
        }
    }
}

/// The full verbs of a sentence: token and dictionary form.
fn verbs(
    model: Option<&Model>,
    document: &Document,
    sentence: &Examined<'_>,
) -> Vec<(usize, String)> {
    let words = &sentence.words;
    if let Some(model) = model {
        let token = |word: &Word<'_>| Token { span: word.span, kind: word.kind };
        let tokens: Vec<Token> = words.iter().map(token).collect();
        let named = sentence.phrases.iter().filter(|phrase| !phrase.is_pronoun());
        let names: Vec<TokenRange> = named.map(|phrase| phrase.name).collect();
        let analysis = model.analyse(document.prose(), &tokens, &names);
        let verbs = analysis.words().iter().filter(|word| word.upos == Upos::Verb && !word.folded);
        return verbs.map(|word| (word.tokens.start, word.lemma.to_string())).collect();
    }
    let inflected = words.iter().enumerate().filter(|(_, word)| {
        word.kind == TokenKind::Word
            && word.form.starts_with(char::is_lowercase)
            && !english::is_function_word(&word.lower)
    });
    let past = |(at, word): (usize, &Word<'_>)| {
        let lemma = english::lemma(&word.lower, "VBD").into_owned();
        (lemma != *word.lower).then_some((at, lemma))
    };
    inflected.filter_map(past).collect()
}

/// How the phrase that starts at `end` follows the verb at `at`, if it is near enough.
fn way(words: &[Word<'_>], at: usize, end: usize) -> Option<Way> {
    let between = &words[at + 1..end];
    if between.len() > FURTHEST || between.iter().any(|word| english::ends_clause(&word.lower)) {
        return None;
    }
    match between.split_last() {
        _ if between.iter().all(|word| english::is_adverb(&word.lower)) => Some(Way::Object),
        Some((last, _)) if &*last.lower == "by" => Some(Way::By),
        Some((last, _)) if is_preposition(&last.lower) => {
            Some(Way::After(last.lower.clone().into_owned()))
        }
        _ => None,
    }
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "with" | "to" | "against" | "for" | "from" | "about" | "over" | "on" | "of" | "at" | "upon"
    )
}

/// The sentence with marks, if it can be written as an example.
fn example(
    document: &Document,
    sentence: Span,
    way: &Way,
    first: Span,
    verb: Span,
    second: Span,
) -> Option<String> {
    let text = document.text();
    let plain = sentence.of(text);
    if sentence.len() > LONGEST_EXAMPLE
        || plain.contains(['[', ']'])
        || plain.contains("=>")
        || plain.contains(char::is_control)
    {
        return None;
    }
    let [doer, target] = ROLES;
    let (before, after) = match way {
        Way::By => (target, doer),
        _ => (doer, target),
    };
    let mut marked = String::new();
    let mut at = sentence.start;
    for (span, label) in [(first, before), (verb, TRIGGER), (second, after)] {
        marked += &format!("{}[{}]({label})", text.get(at..span.start)?, span.of(text));
        at = span.end;
    }
    Some(marked + &text[at..sentence.end])
}

/// Every word that a pattern asks for, in any of its forms.
fn collect_words(pattern: &Pattern, words: &mut BTreeSet<String>) {
    match pattern {
        Pattern::Token(TokenTest::Lemma(word)) => {
            words.insert(word.to_lowercase());
        }
        Pattern::Token(TokenTest::Form(word)) => {
            words.extend(english::lemmas(word).into_iter().map(|lemma| lemma.into_owned()));
        }
        Pattern::Token(_) | Pattern::Mention { .. } | Pattern::Role(_) => {}
        Pattern::Sequence(parts) | Pattern::Alternatives(parts) => {
            parts.iter().for_each(|part| collect_words(part, words));
        }
        Pattern::Repeated { part, .. } | Pattern::Captured { part, .. } | Pattern::Name(part) => {
            collect_words(part, words);
        }
    }
}

/// "visit" → "visits", "carry" → "carries", "reach" → "reaches".
fn third_person(lemma: &str) -> String {
    let hissing = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| lemma.ends_with(end));
    match lemma.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if hissing => format!("{lemma}es"),
        _ => format!("{lemma}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::third_person;

    #[test]
    fn relations_are_named_in_the_third_person() {
        let names = ["visit", "carry", "obey", "reach", "veto"].map(third_person);
        assert_eq!(names, ["visits", "carries", "obeys", "reaches", "vetoes"]);
    }
}
