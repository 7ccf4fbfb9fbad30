//! Which sentences count as one: reprints, lightly edited or not.

mod fixture;

use proptest::{prelude::*, sample::Index};

use fixture::{document, graph};

/// How many sentences stand behind each stated edge of these documents.
fn weights(sentences: &[&str]) -> Vec<usize> {
    let documents = sentences.iter().enumerate();
    let graph = graph(documents.map(|(index, marked)| document(&format!("d{index}"), marked)));
    graph.view().edges().filter(|edge| !edge.is_derived()).map(|edge| edge.weight()).collect()
}

const WIRE: &str = "[Trump](head) on a windy morning [warned](trigger) [Putin](tail) not to stretch \
                    the talks over the harbour towns beyond the end of the season. => warns";

#[test]
fn a_few_words_changed_cut_or_added_make_no_second_sentence() {
    let copies = [
        WIRE.replace("windy", "stormy"),
        WIRE.replace("on a windy morning ", ""),
        WIRE.replace("the harbour towns", "the small harbour towns in the east"),
        WIRE.replace("season.", "season, people who heard it said."),
        WIRE.replace(" beyond the end of the season", ""),
        WIRE.replace("stretch", "drag out").replace("windy", "grey"),
        WIRE.replace("[Trump](head)", "“[Donald Trump](head)”")
            .replace("[Putin]", "[Vladimir Putin]"),
        WIRE.replace(" on a windy morning ", " – On A Windy Morning – "),
    ];
    for copy in &copies {
        assert_eq!(weights(&[WIRE, copy]), [1], "{copy}");
    }
    let all: Vec<&str> = [WIRE].into_iter().chain(copies.iter().map(String::as_str)).collect();
    assert_eq!(weights(&all), [1]);
}

#[test]
fn the_documents_of_copies_are_all_listed() {
    let edited = WIRE.replace("windy", "stormy");
    let graph = graph([document("a", WIRE), document("b", &edited), document("c", WIRE)]);
    let view = graph.view();
    let edge = view.edges().find(|edge| !edge.is_derived()).expect("there is one");
    assert_eq!((edge.weight(), edge.documents().len(), edge.evidence.len()), (1, 3, 3));
}

#[test]
fn sentences_of_their_own_count_each() {
    let others = [
        "[Trump](head) has [warned](trigger) [Putin](tail) twice since the spring that patience in \
         the capital is wearing thin, two ministers recalled. => warns",
        "In a letter read aloud on the radio, [Trump](head) [warned](trigger) [Putin](tail) that he \
         would walk away from the table. => warns",
        "[Trump](head) [warned](trigger) [Putin](tail). => warns",
        "[Trump](head) again [warned](trigger) [Putin](tail). => warns",
    ];
    let all: Vec<&str> = [WIRE].into_iter().chain(others).collect();
    assert_eq!(weights(&all), [5]);
}

#[test]
fn short_sentences_are_one_only_where_they_read_alike() {
    let short = "[Trump](head) [met](trigger) [Putin](tail) over tea. => meets symmetric";
    let spelled = "[Donald Trump](head) [met](trigger) [Vladimir Putin](tail) over tea! => meets \
                   symmetric";
    assert_eq!(weights(&[short, spelled]), [1]);
    assert_eq!(weights(&[short, &short.replace("tea", "gas")]), [2]);
}

#[test]
fn what_says_something_else_is_no_copy() {
    let number = "[Trump](head) [warned](trigger) [Putin](tail) that the harbour towns would need 40 \
                  more boats by the end of the season. => warns";
    assert_eq!(weights(&[number, &number.replace("40", "60")]), [2]);
    let sent = "[United States](head) on a windy morning [sent](trigger) [Tomahawks](item) to \
                [Ukraine](tail) by way of the harbour towns in the east. => supplies";
    assert_eq!(weights(&[sent, &sent.replace("windy", "stormy")]), [1]);
    let other = sent.replace("[Tomahawks](item)", "[Larks](item=weapon)");
    assert_eq!(weights(&[sent, &other]), [2]);
}

/// Copies and others, one edge.
fn sentence() -> impl Strategy<Value = String> {
    let words = ["windy", "harbour", "towns", "stretch", "season", "end of"];
    prop::collection::vec((prop::sample::select(words.to_vec()), any::<bool>()), 0..6).prop_map(
        |changes| {
            let change = |text: String, (word, cut): (&str, bool)| {
                text.replacen(word, if cut { "" } else { "other" }, 1)
            };
            changes.into_iter().fold(WIRE.to_owned(), change)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_documents_does_not_matter(
        sentences in prop::collection::vec(sentence(), 1..8),
        swaps in prop::collection::vec((any::<Index>(), any::<Index>()), 8),
    ) {
        let mut shuffled: Vec<&str> = sentences.iter().map(String::as_str).collect();
        let before = weights(&shuffled);
        for (one, other) in swaps {
            let (one, other) = (one.index(sentences.len()), other.index(sentences.len()));
            shuffled.swap(one, other);
        }
        prop_assert_eq!(before, weights(&shuffled));
    }

    #[test]
    fn a_copy_of_what_is_there_weighs_nothing(
        sentences in prop::collection::vec(sentence(), 1..8),
        copied in any::<Index>(),
    ) {
        let mut with: Vec<&str> = sentences.iter().map(String::as_str).collect();
        let without = weights(&with);
        with.push(&sentences[copied.index(sentences.len())]);
        prop_assert_eq!(weights(&with), without);
    }
}
