//! A tree drawn as text: each word under its head, with its tag and what it is to the head.

use crate::explain::Node;

pub(super) fn drawn(nodes: &[Node]) -> Vec<String> {
    let rows = rows(nodes);
    let width = |length: &dyn Fn(&(String, usize)) -> usize| {
        rows.iter().map(length).max().unwrap_or_default()
    };
    let (words, tags) = (
        width(&|(drawn, _)| drawn.chars().count()),
        width(&|(_, word)| nodes[*word].tag.chars().count()),
    );
    let line = |(drawn, word): &(String, usize)| {
        let Node { tag, relation, .. } = &nodes[*word];
        format!("{drawn:<words$}  {tag:<tags$}  {relation}")
    };
    rows.iter().map(line).collect()
}

/// The words in the order of the drawing, each behind its branches.
fn rows(nodes: &[Node]) -> Vec<(String, usize)> {
    let mut rows = Vec::new();
    let root = nodes.iter().position(|node| node.head.is_none());
    let mut waiting: Vec<(usize, String, String)> =
        root.map(|root| (root, String::new(), String::new())).into_iter().collect();
    while let Some((word, branch, below)) = waiting.pop() {
        rows.push((format!("{branch}{}", nodes[word].form), word));
        let is_shown =
            |(_, node): &(usize, &Node)| node.head == Some(word) && node.relation != "punct";
        let shown: Vec<usize> =
            nodes.iter().enumerate().filter(is_shown).map(|(dependent, _)| dependent).collect();
        for (place, dependent) in shown.iter().enumerate().rev() {
            let (fork, line) =
                if place + 1 == shown.len() { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            waiting.push((*dependent, format!("{below}{fork}"), format!("{below}{line}")));
        }
    }
    rows
}
