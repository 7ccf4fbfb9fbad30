//! Who is who across documents, and why: from texts to the nodes of the graph.
#![allow(clippy::unwrap_used)]

use std::{path::Path, sync::LazyLock};

use whowhom::{
    document::Document,
    extract::Extractor,
    graph::{Against, Corrections, KnowledgeGraph, Provenance, Reason},
    id::EntityId,
    rules::Sources,
};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| {
    let loaded = Sources::find(&[], Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap().read();
    Extractor::new(loaded.rules).0
});

fn graph(texts: &[(&str, &str)], corrections: Corrections) -> KnowledgeGraph {
    let mut graph = KnowledgeGraph::new(Provenance { corrections, ..Provenance::default() });
    for (id, text) in texts {
        graph.add(EXTRACTOR.extract(&Document::plain(*id, *text)));
    }
    graph
}

/// The ids of the unlisted people of some documents, the same in whatever order they come.
#[track_caller]
fn check(texts: &[(&str, &str)], expected: &[&str]) {
    let people = |graph: &KnowledgeGraph| -> Vec<String> {
        let view = graph.view();
        let ids = view.nodes().map(|node| node.id.to_string());
        ids.filter(|id| id.starts_with("person:")).collect()
    };
    let mut backwards = texts.to_vec();
    backwards.reverse();
    let forth = people(&graph(texts, Corrections::default()));
    assert_eq!(forth, expected, "{texts:?}");
    assert_eq!(people(&graph(&backwards, Corrections::default())), expected);
}

#[test]
fn one_full_name_is_one_person() {
    check(
        &[("a", "Col. Ivo Maric left."), ("b", "Nobody saw Ivo Maric, 45, again.")],
        &["person:ivo-maric"],
    );
}

#[test]
fn two_people_of_one_last_name_stay_two() {
    check(
        &[("a", "Mr. Okafor left."), ("b", "Mr. Okafor came.")],
        &["person:okafor@a", "person:okafor@b"],
    );
}

#[test]
fn another_country_speaks_against_one_name() {
    let texts = [
        ("a", "Polish minister Ivo Maric left."),
        ("b", "The Canadian senator Ivo Maric came."),
        ("c", "Ivo Maric, 45, slept."),
    ];
    check(&texts, &["person:ivo-maric@a", "person:ivo-maric@b", "person:ivo-maric@c"]);
    let identity = graph(&texts, Corrections::default()).identity();
    assert!(identity.refusals().iter().all(|refusal| refusal.reason == Against::Context));
}

#[test]
fn a_last_name_joins_the_full_name_that_shares_its_country() {
    let texts = [
        ("a", "Polish President Ilmar Kaskowa left."),
        ("b", "Polish President Kaskowa came."),
        ("c", "Canadian President Kaskowa slept."),
    ];
    check(&texts, &["person:ilmar-kaskowa", "person:kaskowa@c"]);
    let identity = graph(&texts, Corrections::default()).identity();
    let [join] = identity.joins() else { panic!("{:?}", identity.joins()) };
    assert_eq!((join.id.as_str(), join.reason), ("person:kaskowa@b", Reason::LastName));
}

#[test]
fn another_spelling_is_the_same_person() {
    check(
        &[("a", "Minister Zoltán Szűcs flew."), ("b", "Minister Zoltan Szucs landed.")],
        &["person:zoltan-szucs"],
    );
}

#[test]
fn rule_files_have_the_last_word() {
    let ids = |names: &[&str]| names.iter().map(|name| EntityId::from(*name)).collect::<Vec<_>>();
    let people = |corrections| {
        let texts = [
            ("a", "Minister Zoltán Szűcs flew."),
            ("b", "Minister Zoltan Szucs landed."),
            ("c", "Minister Zoli Szakacs drove."),
        ];
        let graph = graph(&texts, corrections);
        let view = graph.view();
        let ids: Vec<String> = view.nodes().map(|node| node.id.to_string()).collect();
        (ids, graph.identity())
    };
    let same = ids(&["person:zoltan-szucs", "person:zoli-szakacs"]);
    let (nodes, identity) = people(Corrections { same: [same].into(), ..Corrections::default() });
    assert_eq!(nodes, ["person:zoli-szakacs"]);
    assert!(identity.joins().iter().any(|join| join.reason == Reason::Rule));
    let different = ids(&["person:zoltan-szucs", "person:zoltán-szűcs"]);
    let (nodes, identity) =
        people(Corrections { different: [different].into(), ..Corrections::default() });
    assert_eq!(nodes, ["person:zoli-szakacs", "person:zoltan-szucs", "person:zoltán-szűcs"]);
    assert_eq!(identity.refusals()[0].reason, Against::Rule);
}

#[test]
fn every_document_has_its_own_unspecific_bodies() {
    let texts = [("a", "The Harbour Court met."), ("b", "The Harbour Court closed.")];
    let bodies = |corrections| {
        let graph = graph(&texts, corrections);
        let view = graph.view();
        view.nodes().map(|node| node.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(bodies(Corrections::default()), ["organization:harbour-court"]);
    let unspecific = ["Harbour Court".to_owned()].into();
    assert_eq!(
        bodies(Corrections { unspecific, ..Corrections::default() }),
        ["organization:harbour-court@a", "organization:harbour-court@b"]
    );
}
