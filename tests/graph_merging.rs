//! Graphs are sets: parts merged in any order are the whole, and edges follow the key rule.

#![allow(clippy::unwrap_used)]

mod fixture;

use fixture::{document, graph};
use proptest::{prelude::*, sample::Index};
use whowhom::{
    export::{Format, Options, write},
    graph::{Edge, EdgeKind, KnowledgeGraph, View},
    id::{DocumentId, EntityId},
    mention::Extraction,
};

/// Every format, as written.
fn files(graph: &KnowledgeGraph) -> Vec<String> {
    Format::ALL
        .into_iter()
        .map(|format| {
            let mut bytes = Vec::new();
            write(graph, format, &Options::default(), &mut bytes).unwrap();
            String::from_utf8(bytes).unwrap()
        })
        .collect()
}

/// Stated edges as `source relation target status where when weight`.
fn stated(view: &View<'_>) -> Vec<String> {
    let line = |edge: &Edge| match &edge.kind {
        EdgeKind::Stated { status, circumstances, weight, .. } => Some(format!(
            "{} {} {} {} {} {} {weight}",
            edge.source,
            edge.relation,
            edge.target,
            status.as_str(),
            circumstances.place.as_ref().map_or("-", EntityId::as_str),
            match &circumstances.time {
                None => "-".to_owned(),
                Some(whowhom::graph::When::Days(days)) => format!("{}..{}", days.from, days.to),
                Some(whowhom::graph::When::Words { text, .. }) => format!("`{text}`"),
            },
        )),
        EdgeKind::Derived { .. } => None,
    };
    view.edges().filter_map(line).collect()
}

/// Derived edges as `source relation target`.
fn derived(view: &View<'_>) -> Vec<String> {
    view.edges()
        .filter(|edge| edge.is_derived())
        .map(|edge| format!("{} {} {}", edge.source, edge.relation, edge.target))
        .collect()
}

#[track_caller]
fn check(documents: &[(&str, &str)], expected: &[&str]) {
    let graph = graph(documents.iter().map(|(id, marked)| document(id, marked)));
    assert_eq!(stated(&graph.view()), expected);
}

const MET_IN_ALASKA: &str = "[Donald Trump](head) [met](trigger) [Vladimir Putin](tail) in [Alaska](place) \
                             [in August](time). => meets symmetric 2025-08-01..2025-08-31";
const MET_IN_BUDAPEST: &str =
    "[Putin](head) [met](trigger) [Trump](tail) in [Budapest](place). => meets symmetric";
const MET: &str = "[Trump](head) and [Putin](tail) [met](trigger). => meets symmetric";
const MET_IN_HUNGARY: &str =
    "[Trump](head) [saw](trigger) [Putin](tail) in [Hungary](place). => meets symmetric";

#[test]
fn meetings_in_two_places_are_two_edges_and_a_bare_one_joins_neither() {
    check(
        &[("a", MET_IN_ALASKA), ("b", MET_IN_BUDAPEST), ("c", MET)],
        &[
            "donald-trump meets vladimir-putin actual - - 1",
            "donald-trump meets vladimir-putin actual budapest - 1",
            "donald-trump meets vladimir-putin actual alaska 2025-08-01..2025-08-31 1",
        ],
    );
}

#[test]
fn a_bare_statement_joins_the_only_place_it_can_mean() {
    check(
        &[("b", MET_IN_BUDAPEST), ("c", MET)],
        &["donald-trump meets vladimir-putin actual budapest - 2"],
    );
}

#[test]
fn a_wider_place_joins_the_narrower_one_in_it() {
    check(
        &[("b", MET_IN_BUDAPEST), ("c", MET_IN_HUNGARY), ("d", MET)],
        &["donald-trump meets vladimir-putin actual budapest - 3"],
    );
    check(
        &[("a", MET_IN_ALASKA), ("c", MET_IN_HUNGARY)],
        &[
            "donald-trump meets vladimir-putin actual hungary - 1",
            "donald-trump meets vladimir-putin actual alaska 2025-08-01..2025-08-31 1",
        ],
    );
}

#[test]
fn places_contain_over_several_steps() {
    let in_europe =
        "[Trump](head) [saw](trigger) [Putin](tail) in [Europe](place). => meets symmetric";
    check(
        &[("b", MET_IN_BUDAPEST), ("c", in_europe), ("d", "[Hungary](mention) is calm.")],
        &["donald-trump meets vladimir-putin actual budapest - 2"],
    );
}

#[test]
fn ten_placeless_warnings_are_one_edge() {
    let warnings: Vec<String> = (0..10)
        .map(|index| {
            format!(
                "[Kremlin](head) [warned](trigger) [Ukraine](tail), report {index} says. => warns"
            )
        })
        .collect();
    let documents = warnings.iter().enumerate();
    let graph = graph(documents.map(|(index, marked)| document(&format!("d{index}"), marked)));
    assert_eq!(stated(&graph.view()), ["russia warns ukraine actual - - 10"]);
}

#[test]
fn nothing_merges_by_way_of_a_third() {
    // Hungary is refined by Budapest, and "in August" by a day of August, but a day without a
    // place and a place without a day refine two keys each.
    let in_august = "[Trump](head) [met](trigger) [Putin](tail) [in August](time). \
                     => meets symmetric 2025-08-01..2025-08-31";
    let on_day_in_alaska = "[Trump](head) [met](trigger) [Putin](tail) in [Alaska](place) \
                            [on Friday](time). => meets symmetric 2025-08-15..2025-08-15";
    let on_day_in_budapest = "[Trump](head) [met](trigger) [Putin](tail) in [Budapest](place) \
                              [on Sunday](time). => meets symmetric 2025-08-17..2025-08-17";
    check(
        &[("a", in_august), ("b", on_day_in_alaska), ("c", on_day_in_budapest), ("d", MET)],
        &[
            "donald-trump meets vladimir-putin actual - - 1",
            "donald-trump meets vladimir-putin actual - 2025-08-01..2025-08-31 1",
            "donald-trump meets vladimir-putin actual alaska 2025-08-15..2025-08-15 1",
            "donald-trump meets vladimir-putin actual budapest 2025-08-17..2025-08-17 1",
        ],
    );
    check(
        &[("a", in_august), ("b", on_day_in_alaska), ("d", MET)],
        &["donald-trump meets vladimir-putin actual alaska 2025-08-15..2025-08-15 3"],
    );
}

#[test]
fn a_time_that_is_not_understood_stays_in_its_document() {
    let some_day =
        "[Trump](head) [met](trigger) [Putin](tail) [the other day](time). => meets symmetric";
    check(
        &[("a", some_day), ("b", &some_day.replace("[met]", "[saw]"))],
        &[
            "donald-trump meets vladimir-putin actual - `the other day` 1",
            "donald-trump meets vladimir-putin actual - `the other day` 1",
        ],
    );
}

#[test]
fn a_vague_time_tells_no_events_apart() {
    let met = |when: &str, states: &str| {
        format!(
            "[Trump](head) will [meet](trigger) [Putin](tail) [{when}](time). => meets symmetric planned {states}"
        )
    };
    let soon = met("soon", "vague");
    let coming = met("in the coming days", "vague");
    let friday = met("on Friday", "2025-10-24..2025-10-24");
    let never_said =
        "[Trump](head) is to [meet](trigger) [Putin](tail). => meets symmetric planned";
    check(
        &[("a", &soon), ("b", &coming), ("c", never_said)],
        &["donald-trump meets vladimir-putin planned - - 3"],
    );
    check(
        &[("a", &soon), ("b", &friday)],
        &["donald-trump meets vladimir-putin planned - 2025-10-24..2025-10-24 2"],
    );
}

#[test]
fn a_reprinted_sentence_counts_once_and_its_documents_are_listed() {
    let said = "[Kremlin](head) “[warned](trigger)” [Ukraine](tail).  => warns";
    let reprinted = "[Kremlin](head) \"[warned](trigger)\"  [Ukraine](tail). => warns";
    let graph = graph([document("a", said), document("b", reprinted)]);
    let view = graph.view();
    assert_eq!(stated(&view), ["russia warns ukraine actual - - 1"]);
    let edge = view.edges().next().unwrap();
    assert_eq!(edge.documents().len(), 2);
    assert_eq!(edge.evidence.len(), 2);
}

#[test]
fn each_status_is_an_edge_of_its_own() {
    check(
        &[
            ("a", "[Trump](head) will [meet](trigger) [Putin](tail). => meets symmetric planned"),
            (
                "b",
                "[Trump](head) will not [meet](trigger) [Putin](tail). => meets symmetric negated",
            ),
            ("c", MET),
        ],
        &[
            "donald-trump meets vladimir-putin actual - - 1",
            "donald-trump meets vladimir-putin planned - - 1",
            "donald-trump meets vladimir-putin negated - - 1",
        ],
    );
}

#[test]
fn both_ends_of_a_meeting_are_at_its_place_and_only_who_acts_otherwise() {
    let graph_of = |marked| graph([document("a", marked)]);
    let meeting = graph_of(MET_IN_ALASKA);
    assert_eq!(derived(&meeting.view()), ["donald-trump at alaska", "vladimir-putin at alaska"]);
    let warning =
        graph_of("[Trump](head) [warned](trigger) [Putin](tail) in [Alaska](place). => warns");
    assert_eq!(derived(&warning.view()), ["donald-trump at alaska"]);
}

#[test]
fn derived_edges_name_the_edges_they_stand_for_and_their_sentences() {
    let graph = graph([
        document("a", MET_IN_BUDAPEST),
        document("b", &format!("{MET_IN_BUDAPEST} planned")),
        document("c", MET),
        document(
            "d",
            "[United States](head) [sent](trigger) [Tomahawks](item) to [Ukraine](tail). \
             => supplies also to:item>tail",
        ),
    ]);
    let view = graph.view();
    assert_eq!(
        derived(&view),
        ["donald-trump at budapest", "tomahawk to ukraine", "vladimir-putin at budapest"]
    );
    let at = view.edges().find(|edge| edge.relation.as_str() == "at").unwrap();
    let EdgeKind::Derived { of } = &at.kind else { panic!("`at` is derived") };
    let meetings = view.edges().filter(|edge| edge.relation.as_str() == "meets");
    assert_eq!(*of, meetings.map(|edge| edge.key).collect());
    // The bare "they met" stands behind the meeting, but says nothing of the place.
    let documents: Vec<_> = at.documents().into_iter().map(DocumentId::as_str).collect();
    assert_eq!(documents, ["a", "b"]);
}

#[test]
fn what_a_rule_and_the_graph_both_derive_is_one_edge_with_its_sentence_once() {
    let graph = graph([document("a", &format!("{MET_IN_BUDAPEST} also at:head>place"))]);
    let view = graph.view();
    assert_eq!(derived(&view), ["donald-trump at budapest", "vladimir-putin at budapest"]);
    assert!(view.edges().all(|edge| edge.evidence.len() == 1));
}

#[test]
fn keys_are_unique_and_every_edge_has_evidence() {
    let graph = graph([
        document("a", MET_IN_ALASKA),
        document("b", MET_IN_BUDAPEST),
        document("c", MET),
        document("d", &format!("{MET_IN_BUDAPEST} planned")),
    ]);
    let view = graph.view();
    let keys: std::collections::BTreeSet<_> = view.edges().map(|edge| edge.key).collect();
    assert_eq!(keys.len(), view.edges().count());
    assert!(view.edges().all(|edge| !edge.evidence.is_empty()));
}

#[test]
fn an_entity_without_an_edge_is_a_node() {
    let graph = graph([document("a", "[Budapest](mention) is calm.")]);
    let view = graph.view();
    let node = view.node(&EntityId::from("budapest")).unwrap();
    assert_eq!(node.mentions.len(), 1);
    assert_eq!(view.edges().count(), 0);
}

#[test]
fn names_that_differ_in_dress_alone_are_one_entity() {
    let graph = graph([
        document("a", "The [Border Guard](mention=organization) came."),
        document("b", "[The Border-Guard](mention=organization) came."),
        document("c", "[Border Guard](mention=place) is a village."),
        document("d", "[Kremlin](mention) and [Russia](mention=country) are one."),
    ]);
    let view = graph.view();
    let nodes: Vec<_> = view.nodes().map(|node| (node.id.as_str(), node.names.len())).collect();
    assert_eq!(nodes, [("organization:border-guard", 2), ("place:border-guard", 1), ("russia", 2)]);
}

#[test]
fn names_without_a_letter_stay_apart() {
    let graph = graph([document("a", "[🚀🚀](mention=weapon) and [💥](mention=weapon) flew.")]);
    assert_eq!(graph.view().nodes().count(), 2);
}

#[test]
fn acronym_joins_its_full_name() {
    let short = "[BSA](head=organization) [warned](trigger) [Ukraine](tail). => warns";
    let full = "[Border Security Agency](mention=organization) came.";
    let both = "[Border Security Agency](mention=organization) ([BSA](mention=organization)) came.";
    let edges = |documents: &[(&str, &str)]| {
        let graph = graph(documents.iter().map(|(id, marked)| document(id, marked)));
        stated(&graph.view())
    };
    let joined = "organization:border-security-agency warns ukraine actual - - 1";
    let apart = "organization:bsa warns ukraine actual - - 1";
    assert_eq!(edges(&[("a", short), ("b", both)]), [joined]);
    assert_eq!(edges(&[("a", short), ("b", full)]), [apart], "nothing says they are one");
    let rival = "The [Bosnian Space Academy](mention=organization) ([BSA](mention=organization)).";
    assert_eq!(edges(&[("a", short), ("b", both), ("c", rival)]), [apart], "either could be");
}

#[test]
fn who_turns_out_to_be_one_does_nothing_to_themselves() {
    let joins = "[Border Security Agency](head=organization) [joined](trigger) \
                 [BSA](tail=organization). => supports";
    assert!(stated(&graph([document("a", joins)]).view()).is_empty());
}

#[test]
fn of_two_texts_of_one_id_the_same_is_used_in_any_order() {
    let texts = || [document("a", MET), document("a", MET_IN_ALASKA)];
    let forth = graph(texts());
    let back = graph(texts().into_iter().rev());
    assert_eq!(files(&forth), files(&back));
    let conflicts: Vec<_> = forth.conflicts().collect();
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts, back.conflicts().collect::<Vec<_>>());
    assert_eq!(conflicts[0].document.as_str(), "a");
    assert_eq!(conflicts[0].skipped.len(), 1);
    assert_eq!(forth.view().edges().filter(|edge| !edge.is_derived()).count(), 1);
}

#[test]
fn focus_keeps_what_is_near_and_what_its_edges_tie_in() {
    let graph = graph([
        document("a", MET_IN_ALASKA),
        document("b", "[Putin](head) [warned](trigger) [Ukraine](tail). => warns"),
        document("c", "[Ukraine](head) [praised](trigger) [Hungary](tail). => praises"),
    ]);
    let ids =
        |view: View<'_>| -> Vec<String> { view.nodes().map(|node| node.id.to_string()).collect() };
    let trump = [EntityId::from("donald-trump")];
    assert_eq!(ids(graph.view().focus(&trump, 0)), ["donald-trump"]);
    assert_eq!(ids(graph.view().focus(&trump, 1)), ["alaska", "donald-trump", "vladimir-putin"]);
    assert_eq!(
        ids(graph.view().focus(&trump, 2)),
        ["alaska", "donald-trump", "ukraine", "vladimir-putin"]
    );
    assert_eq!(ids(graph.view().focus(&[EntityId::from("nobody")], 3)), Vec::<String>::new());
}

#[test]
fn filters_keep_the_weightiest() {
    let graph = graph([
        document("a", MET),
        document("b", &MET.replace("[met]", "[talked]")),
        document("c", "[Putin](head) [warned](trigger) [Ukraine](tail). => warns"),
    ]);
    assert_eq!(
        stated(&graph.view().filtered(2, None)),
        ["donald-trump meets vladimir-putin actual - - 2"]
    );
    let few = graph.view().filtered(1, Some(2));
    assert_eq!(few.nodes().count(), 2);
    assert_eq!(stated(&few), ["donald-trump meets vladimir-putin actual - - 2"]);
}

#[test]
fn summary_counts_stated_edges_alone() {
    let graph = graph([
        document("a", MET_IN_ALASKA),
        document("b", "[Kremlin](head) [warned](trigger) [Ukraine](tail). => warns"),
    ]);
    let summary = graph.view().summary();
    assert_eq!((summary.documents, summary.statements, summary.derived), (2, 2, 2));
    assert_eq!(summary.relations.values().sum::<usize>(), 2);
    assert_eq!(summary.entities.values().sum::<usize>(), 5);
    assert_eq!(summary.components, 2);
}

/// Sentences that join, part and repeat each other in every way the rules know.
const SENTENCES: [&str; 14] = [
    MET_IN_ALASKA,
    MET_IN_BUDAPEST,
    MET_IN_HUNGARY,
    MET,
    "[Trump](head) will [meet](trigger) [Putin](tail) in [Hungary](place) [next week](time). => meets symmetric planned 2025-10-20..2025-10-26",
    "[Trump](head) will [meet](trigger) [Putin](tail) [on Friday](time). => meets symmetric planned 2025-10-24..2025-10-24",
    "[Trump](head) will [meet](trigger) [Putin](tail) [soon](time). => meets symmetric planned vague",
    "[Kremlin](head) [warned](trigger) [Ukraine](tail). => warns code plover:THREATEN",
    "The [Kremlin](head) has [warned](trigger) [Ukraine](tail) in [Europe](place). => warns",
    "[United States](head) [sent](trigger) [Tomahawks](item) to [Ukraine](tail). => supplies also to:item>tail",
    "[BSA](head=organization) [warned](trigger) [Ukraine](tail). => warns",
    "The [Border Security Agency](head=organization) ([BSA](mention=organization)) [warned](trigger) [Ukraine](tail). => warns",
    "The [border security agency](head=organization) [warned](trigger) [Kremlin](tail). => warns",
    "[Bosnian Space Academy](head=organization) [warned](trigger) [BSA](tail=organization). => warns",
];

/// Up to eight documents of some ids, now and then two of one id with different texts.
fn documents() -> impl Strategy<Value = Vec<Extraction>> {
    let sentences = prop::collection::vec(0..SENTENCES.len(), 1..5);
    prop::collection::vec((0..6usize, sentences), 1..8).prop_map(|documents| {
        documents
            .into_iter()
            .map(|(id, sentences)| {
                let lines: Vec<_> = sentences.into_iter().map(|line| SENTENCES[line]).collect();
                document(&format!("d{id}"), &lines.join("\n"))
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_merged_in_any_order_are_the_whole(
        documents in documents(),
        merges in prop::collection::vec((any::<Index>(), any::<Index>()), 8),
    ) {
        let whole = graph(documents.clone());
        let mut parts: Vec<KnowledgeGraph> =
            documents.into_iter().map(|document| graph([document])).collect();
        for (first, second) in merges {
            if parts.len() > 1 {
                let part = parts.swap_remove(first.index(parts.len()));
                let place = second.index(parts.len());
                parts[place].merge(part);
            }
        }
        let mut merged = KnowledgeGraph::default();
        for part in parts {
            merged.merge(part);
        }
        prop_assert_eq!(&merged, &whole);
        prop_assert_eq!(files(&merged), files(&whole));
    }

    #[test]
    fn merging_what_is_there_changes_nothing(documents in documents()) {
        let whole = graph(documents.clone());
        let mut twice = whole.clone();
        twice.merge(graph(documents.into_iter().step_by(2)));
        twice.merge(whole.clone());
        prop_assert_eq!(&twice, &whole);
    }

    #[test]
    fn removing_a_document_undoes_adding_it(documents in documents(), place in any::<Index>()) {
        let removed = place.get(&documents).document.id.clone();
        let without = graph(documents.iter().filter(|d| d.document.id != removed).cloned());
        let mut graph = graph(documents);
        prop_assert!(graph.remove(&removed));
        prop_assert!(!graph.remove(&removed));
        prop_assert_eq!(&graph, &without);
        prop_assert_eq!(files(&graph), files(&without));
    }

    #[test]
    fn every_statement_in_use_is_evidence_of_one_stated_edge(documents in documents()) {
        let graph = graph(documents);
        let view = graph.view();
        let mut seen = std::collections::BTreeSet::new();
        for edge in view.edges().filter(|edge| !edge.is_derived()) {
            prop_assert!(edge.weight() >= 1 && edge.weight() <= edge.evidence.len());
            for statement in &edge.evidence {
                prop_assert!(seen.insert(statement.clone()), "a statement is in two edges");
            }
        }
    }
}
