//! The rules and the reports that come with the program.

#![allow(dead_code, clippy::unwrap_used)]

use std::{collections::BTreeMap, path::Path};

use whowhom::{
    document::{Document, Input},
    extract::Extractor,
    graph::{KnowledgeGraph, Provenance},
    rules::{RuleSet, Sources},
};

/// The rules.
pub(crate) fn rules() -> RuleSet {
    Sources::find(&[], Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap().read().rules
}

/// An extractor by the rules.
pub(crate) fn extractor() -> Extractor {
    let (extractor, problems) = Extractor::new(rules());
    assert_eq!(problems, []);
    extractor
}

/// The reports, sorted by path.
pub(crate) fn reports() -> Vec<Document> {
    Input::find(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")])
        .into_iter()
        .flat_map(|input| input.unwrap().read().map(Result::unwrap).collect::<Vec<_>>())
        .collect()
}

/// A graph of no documents that is filled by the rules of `extractor`.
pub(crate) fn empty_graph(extractor: &Extractor) -> KnowledgeGraph {
    let rules = extractor.rules();
    KnowledgeGraph::new(Provenance {
        rules: BTreeMap::from([(rules.fingerprint, vec!["rules".to_owned()])]),
        ..Provenance::default()
    })
}

/// The graph of what `documents` say.
pub(crate) fn graph<'d>(
    extractor: &Extractor,
    documents: impl IntoIterator<Item = &'d Document>,
) -> KnowledgeGraph {
    let mut graph = empty_graph(extractor);
    for document in documents {
        graph.add(extractor.extract(document));
    }
    graph
}
