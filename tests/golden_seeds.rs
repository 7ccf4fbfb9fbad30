//! The graph of the reports in `seeds/`, kept short enough to see in a review what a change of the
//! rules did to it.

#![allow(clippy::unwrap_used)]

mod shipped;

use shipped::{extractor, graph, reports};
use whowhom::graph::{Edge, EdgeKind, Node, When};

/// `id  type  label`, and `(unlisted)` where no rule file lists it.
fn node(node: &Node) -> String {
    let unlisted = if node.record.listed { "" } else { "  (unlisted)" };
    format!("{}  {}  {}{unlisted}", node.id, node.record.r#type, node.record.label)
}

/// `head relation tail, status, place, time ×weight`, then a line for each sentence: document,
/// rule and text; or `head relation tail, derived`.
fn edge(edge: &Edge) -> String {
    let arrow = |symmetric: bool| if symmetric { "—" } else { "→" };
    let ends = |symmetric: bool| {
        let arrow = arrow(symmetric);
        format!("{} {arrow} {} {arrow} {}", edge.source, edge.relation, edge.target)
    };
    let EdgeKind::Stated { status, symmetric, circumstances, weight } = &edge.kind else {
        return format!("{}, derived", ends(false));
    };
    let mut told = format!("{}, {}", ends(*symmetric), status.as_str());
    if let Some(place) = &circumstances.place {
        told += &format!(", in {place}");
    }
    match &circumstances.time {
        None => {}
        Some(When::Days(days)) if days.from == days.to => told += &format!(", {}", days.from),
        Some(When::Days(days)) => told += &format!(", {}..{}", days.from, days.to),
        Some(When::Words { text, .. }) => told += &format!(", “{text}”"),
    }
    if *weight > 1 {
        told += &format!(" ×{weight}");
    }
    for statement in &edge.evidence {
        let evidence = &statement.evidence;
        let text = evidence.text.split_whitespace().collect::<Vec<_>>().join(" ");
        told += &format!("\n    {} {}: {text}", evidence.document, evidence.rule);
    }
    told
}

/// Nodes without an edge are left out.
#[test]
fn graph_of_the_reports() {
    let extractor = extractor();
    let reports = reports();
    let graph = graph(&extractor, &reports);
    let view = graph.view();
    let tied =
        |node: &&Node| view.edges().any(|edge| [&edge.source, &edge.target].contains(&&node.id));
    let sections = [
        ("nodes", view.nodes().filter(tied).map(node).collect::<Vec<_>>()),
        ("edges", view.edges().filter(|edge| !edge.is_derived()).map(edge).collect()),
        ("edges that follow", view.edges().filter(|edge| edge.is_derived()).map(edge).collect()),
        (
            "named and in no edge",
            view.nodes().filter(|node| !tied(node)).map(node).collect::<Vec<_>>(),
        ),
    ];
    let told =
        sections.map(|(title, lines)| format!("# {} {title}\n{}\n", lines.len(), lines.join("\n")));
    insta::assert_snapshot!(told.join("\n"));
}
