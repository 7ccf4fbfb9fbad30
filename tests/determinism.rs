//! The same documents give the same bytes, in whatever order, in whatever parts, by however many
//! threads.

#![allow(clippy::unwrap_used)]

mod shipped;

use std::sync::LazyLock;

use proptest::{
    prelude::*,
    sample::{Index, subsequence},
};
use rayon::prelude::*;
use shipped::{empty_graph, extractor, graph, reports};
use whowhom::{
    document::Document,
    export::{Format, Options, write},
    extract::Extractor,
    graph::KnowledgeGraph,
    mention::Extraction,
};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(extractor);
static REPORTS: LazyLock<Vec<Document>> = LazyLock::new(reports);
/// What the reports say, in their order.
static EXTRACTIONS: LazyLock<Vec<Extraction>> =
    LazyLock::new(|| REPORTS.iter().map(|report| EXTRACTOR.extract(report)).collect());
/// The files of all reports, read one after the other.
static EXPECTED: LazyLock<Vec<String>> =
    LazyLock::new(|| files(&graph(&EXTRACTOR, REPORTS.iter())));

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

#[track_caller]
fn check(graph: &KnowledgeGraph) {
    // not `assert_eq`: nobody wants to read the files
    assert!(files(graph) == *EXPECTED);
}

/// The graph of some of the reports.
fn part(reports: &[usize]) -> KnowledgeGraph {
    let mut graph = empty_graph(&EXTRACTOR);
    for report in reports {
        graph.add(EXTRACTIONS[*report].clone());
    }
    graph
}

#[test]
fn the_reports_say_something_to_compare() {
    assert!(EXPECTED[0].len() > 50_000);
    assert!(files(&empty_graph(&EXTRACTOR)) != *EXPECTED);
    assert!(files(&part(&(1..REPORTS.len()).collect::<Vec<_>>())) != *EXPECTED);
}

#[test]
fn rules_read_a_second_time_give_the_same_files() {
    check(&graph(&extractor(), reports().iter()));
}

#[test]
fn any_number_of_threads_gives_the_same_files() {
    for threads in [1, 2, 3, 8] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let merged = pool.install(|| {
            REPORTS.par_iter().map(|report| graph(&EXTRACTOR, [report])).reduce(
                KnowledgeGraph::default,
                |mut one, other| {
                    one.merge(other);
                    one
                },
            )
        });
        check(&merged);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_documents_gives_the_same_files(
        order in Just((0..REPORTS.len()).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        check(&part(&order));
    }

    /// Parts may overlap: what stands in two of them counts once.
    #[test]
    fn graphs_of_any_parts_merge_to_the_same_files(
        order in Just((0..REPORTS.len()).collect::<Vec<_>>()).prop_shuffle(),
        twice in subsequence((0..REPORTS.len()).collect::<Vec<_>>(), 0..4),
        cuts in prop::collection::vec(any::<Index>(), 0..5),
    ) {
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(order.len() + 1)).collect();
        cuts.extend([0, order.len()]);
        cuts.sort_unstable();
        let mut whole = part(&twice);
        for ends in cuts.windows(2) {
            whole.merge(part(&order[ends[0]..ends[1]]));
        }
        check(&whole);
    }

    #[test]
    fn taking_a_document_out_undoes_putting_it_in(
        order in Just((0..REPORTS.len()).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let mut less = part(&order);
        prop_assert!(less.remove(REPORTS[order[0]].id()));
        let mut rest = order[1..].to_vec();
        rest.sort_unstable();
        prop_assert!(files(&less) == files(&part(&rest)));
    }
}
