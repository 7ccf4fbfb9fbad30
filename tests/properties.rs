//! Extraction cannot fail: whatever the text, what is found stands where it says it stands.

#![allow(clippy::unwrap_used)]

mod shipped;

use std::{collections::BTreeSet, sync::LazyLock};

use proptest::{collection::vec, prelude::*, sample::select};
use whowhom::{
    document::Document,
    export::{Format, Options, write},
    extract::{Examination, Extractor},
    graph::{EdgeKind, KnowledgeGraph},
    id::RuleId,
    mention::{Extraction, Statement},
    span::Span,
};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(shipped::extractor);
/// The ids of everything that an edge can be found by.
static RULES: LazyLock<BTreeSet<RuleId>> = LazyLock::new(|| {
    let mut known = BTreeSet::new();
    for relation in EXTRACTOR.rules().relations.values() {
        known.extend(relation.patterns.iter().map(|rule| rule.id.clone()));
        known.extend(relation.clauses.iter().chain(&relation.nouns).map(|rule| rule.id.clone()));
        if relation.from_offices {
            known.insert(RuleId::from(format!("{}/office", relation.name).as_str()));
        }
    }
    known
});
/// Every name and demonym of the rules.
static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let entities = EXTRACTOR.rules().entities.values();
    entities
        .flat_map(|entity| {
            std::iter::once(&entity.name).chain(&entity.aliases).chain(&entity.demonyms)
        })
        .cloned()
        .collect()
});
/// The texts of the examples of the rules: sentences in which something is to be found.
static SENTENCES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let relations = EXTRACTOR.rules().relations.values();
    relations.flat_map(|relation| &relation.finds).map(|example| example.text.clone()).collect()
});

/// What holds a sentence together, and what tears it apart.
const GLUE: [&str; 40] = [
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "",
    ", ",
    ". ",
    ".",
    "? ",
    "; ",
    " and ",
    " in ",
    " to ",
    "’s ",
    "'s ",
    " “",
    "” ",
    "\"",
    " (",
    ") ",
    " – ",
    "—",
    "-",
    "…",
    " said ",
    " met ",
    " warned ",
    " will send ",
    " Tomahawks to ",
    " on Friday",
    " the ",
    " President ",
    "U.S. ",
    "\u{a0}",
    "\u{200d}",
    "\u{301}",
    "\u{feff}",
];

/// A text of fragments: names, sentences, glue, and characters of every kind.
fn text() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        4 => select(NAMES.clone()),
        4 => select(&GLUE[..]).prop_map(str::to_owned),
        1 => select(SENTENCES.clone()),
        1 => "\\PC{0,12}",
        1 => "[ -~]{0,20}",
        1 => any::<String>(),
    ];
    let fragments = vec((fragment, select(&GLUE[..])), 0..24);
    fragments.prop_map(|parts| {
        parts.into_iter().map(|(fragment, glue)| fragment + glue).collect::<String>()
    })
}

/// That the span stands for these words of the text.
#[track_caller]
fn stands(document: &Document, span: Span, text: &str) {
    assert_eq!(document.text().get(span.start..span.end), Some(text), "{span:?}");
    assert!(!span.is_empty());
}

#[track_caller]
fn check_statement(document: &Document, statement: &Statement) {
    let evidence = &statement.evidence;
    assert_eq!(evidence.document, *document.id());
    stands(document, evidence.span, &evidence.text);
    let inside = |span: Span, text: &str| {
        stands(document, span, text);
        assert!(evidence.span.contains(span), "{span:?} lies outside {:?}", evidence.span);
    };
    inside(evidence.trigger.span, &evidence.trigger.text);
    inside(statement.head.span, &statement.head.text);
    inside(statement.tail.span, &statement.tail.text);
    if let Some(place) = &statement.place {
        inside(place.span, &place.text);
    }
    if let Some(time) = &statement.time {
        inside(time.span, &time.text);
    }
    for filler in statement.roles.values().flatten() {
        inside(filler.span, &filler.text);
    }
    assert!(RULES.contains(&evidence.rule), "no rule is called `{}`", evidence.rule);
}

fn check_extraction(document: &Document, extraction: &Extraction) {
    let order: Vec<Span> = extraction.mentions.iter().map(|mention| mention.span).collect();
    assert!(order.is_sorted(), "mentions stand in the order of the text: {order:?}");
    for mention in &extraction.mentions {
        stands(document, mention.span, &mention.text);
        assert!(extraction.entities.contains_key(&mention.entity));
    }
    for statement in &extraction.statements {
        check_statement(document, statement);
        assert_ne!(statement.head.entity, statement.tail.entity);
        for entity in extraction.entities.keys() {
            assert!(!entity.as_str().is_empty());
        }
    }
}

/// That the sentences follow each other, and that no word is lost between them.
fn check_sentences(examination: &Examination<'_>) {
    let prose = examination.document.prose();
    let mut end = 0;
    for sentence in &examination.sentences {
        let span = sentence.span;
        assert!(prose.get(span.start..span.end).is_some(), "{span:?}");
        assert!(end <= span.start, "sentences overlap");
        assert!(!says_something(&prose[end..span.start]), "text between sentences");
        for word in &sentence.words {
            assert!(span.contains(word.span));
        }
        end = span.end;
    }
    assert!(!says_something(&prose[end..]), "text after the last sentence");
}

fn says_something(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// That every edge, derived ones too, can be traced to a sentence and a rule.
fn check_graph(graph: &KnowledgeGraph, documents: &[Document]) {
    let view = graph.view();
    let keys: BTreeSet<_> = view.edges().map(|edge| edge.key).collect();
    assert_eq!(keys.len(), view.edges().count(), "keys are unique");
    for edge in view.edges() {
        assert!(view.node(&edge.source).is_some() && view.node(&edge.target).is_some());
        assert!(!edge.evidence.is_empty(), "{edge:?}");
        for statement in &edge.evidence {
            let of = |document: &&Document| *document.id() == statement.evidence.document;
            check_statement(documents.iter().find(of).unwrap(), statement);
        }
        if let EdgeKind::Derived { of } = &edge.kind {
            assert!(!of.is_empty() && of.is_subset(&keys));
        }
    }
    for format in Format::ALL {
        write(graph, format, &Options::default(), std::io::sink()).unwrap();
    }
}

fn check(documents: &[Document]) -> usize {
    let mut graph = shipped::empty_graph(&EXTRACTOR);
    let mut statements = 0;
    for document in documents {
        check_sentences(&EXTRACTOR.examine(document, &[]));
        let extraction = EXTRACTOR.extract(document);
        check_extraction(document, &extraction);
        assert_eq!(EXTRACTOR.extract(document), extraction, "the second reading is another");
        statements += extraction.statements.len();
        graph.add(extraction);
    }
    check_graph(&graph, documents);
    statements
}

#[test]
fn the_reports_are_traced_to_sentence_and_rule() {
    assert!(check(&shipped::reports()) > 20);
}

#[test]
fn texts_that_break_programs_are_read() {
    let long = "Putin ".repeat(5_000);
    let brackets = "(".repeat(5_000);
    let texts = [
        "",
        " ",
        "\n",
        "\u{feff}",
        "\0",
        ".",
        "“",
        "”",
        "’s",
        "'",
        "\u{301}",
        "\u{200d}",
        "🇺🇦",
        "e\u{301}",
        "date 2025-10-16",
        "date ",
        "\u{2028}Trump\u{2029}warned\u{85}Putin",
        "Trump\u{a0}warned\u{a0}Putin.",
        "TRUMP WARNED PUTIN",
        "trump warned putin",
        "Trump warned Trump.",
        "Trump warned.",
        "warned Putin",
        "ترامب يحذر بوتين. Trump warned Putin.",
        "Трамп Trump warned Putin Путин",
        "\u{202e}Trump warned Putin",
        "Trump warned\n\n\nPutin.",
        "Tru\u{ad}mp warned Putin.",
        &long,
        &brackets,
    ];
    let documents: Vec<Document> = texts
        .iter()
        .enumerate()
        .flat_map(|(number, text)| {
            [
                Document::plain(format!("{number}.txt"), *text),
                Document::markdown(format!("{number}.md"), *text),
            ]
        })
        .collect();
    assert!(check(&documents) > 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, max_shrink_iters: 256, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_found_in_any_text_stands_where_it_says(texts in vec(text(), 1..3)) {
        let documents: Vec<Document> = texts
            .into_iter()
            .enumerate()
            .map(|(number, text)| Document::plain(format!("{number}.txt"), text))
            .collect();
        check(&documents);
    }

    #[test]
    fn whatever_is_found_in_any_markdown_stands_where_it_says(
        parts in vec((select(&["", "# ", "> ", "- ", "* *", "`", "```\n", "[", "](x) ", "<b>", "&amp; "][..]), text()), 1..6),
    ) {
        let text: String = parts.into_iter().flat_map(|(mark, text)| [mark.to_owned(), text, "\n".to_owned()]).collect();
        check(&[Document::markdown("a.md", text)]);
    }
}
