//! Graphviz: a picture that a newcomer can read.
//!
//! Shape and colour of a node say its type, as the rule files draw it. Colour, line and ends of an
//! edge say its status, and so does a word under its relation, so that nothing rests on colour
//! alone. Our own writer: petgraph's does not escape what its getters return. Two notations are
//! written, strings and HTML-like labels; [`quoted`] and [`html`] are the ways into them.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

use crate::{
    date::Interval,
    graph::{Circumstances, Edge, EdgeKind, Node, View, When},
    id::{EntityId, TypeId},
    status::Status,
    style::Style,
};

/// Above this many nodes, or edges, `dot` takes minutes, and `sfdp` is asked for.
const LAYERED_NODES: usize = 300;
const LAYERED_EDGES: usize = 500;

/// How many sentences the tooltip of an edge shows.
const SENTENCES_SHOWN: usize = 5;

/// A sans-serif that every system has or replaces by its own.
const FONT: &str = "Helvetica,Arial,sans-serif";

/// The colour of lines and text that mean nothing by it.
const INK: &str = "#333333";

/// The colour of what stands back: derived edges, second lines.
const FAINT: &str = "#707070";

/// How a picture is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DotOptions {
    /// Whether a legend stands below it.
    pub legend: bool,
}

impl Default for DotOptions {
    fn default() -> Self {
        Self { legend: true }
    }
}

/// Writes `view`, but for entities without an edge.
///
/// # Errors
///
/// If `output` does not take it.
pub(super) fn write(
    view: &View<'_>,
    name: &str,
    options: &DotOptions,
    output: &mut impl io::Write,
) -> io::Result<()> {
    let styles = &view.set().provenance().styles;
    let connected: BTreeSet<&EntityId> =
        view.edges().flat_map(|edge| [&edge.source, &edge.target]).collect();
    let nodes: Vec<&Node> = view.nodes().filter(|node| connected.contains(&node.id)).collect();
    let layout = if nodes.len() > LAYERED_NODES || view.edges().count() > LAYERED_EDGES {
        "layout=sfdp, overlap=prism, splines=line, K=1.5, outputorder=edgesfirst"
    } else {
        "rankdir=LR, nodesep=0.3, ranksep=0.9, nslimit=3, overlap=false, splines=true"
    };

    writeln!(output, "digraph {} {{", quoted(name))?;
    writeln!(
        output,
        "  graph [charset=\"UTF-8\", fontname=\"{FONT}\", {layout}, pad=0.3, tooltip=\" \"];"
    )?;
    writeln!(
        output,
        "  node [fontname=\"{FONT}\", fontsize=13, style=filled, color=\"{INK}\", \
         penwidth=0.8, height=0.4, margin=\"0.14,0.07\"];"
    )?;
    writeln!(output, "  edge [fontname=\"{FONT}\", fontsize=10, arrowsize=0.8];")?;
    if options.legend && !nodes.is_empty() {
        writeln!(output, "  labelloc=b;\n  label=<{}>;", legend(view, &nodes, styles))?;
    }
    writeln!(output)?;
    for node in nodes {
        let attributes = node_attributes(node, styles);
        writeln!(output, "  {} [{attributes}];", quoted(node.id.as_str()))?;
    }
    writeln!(output)?;
    let placed: BTreeSet<&EntityId> = view
        .edges()
        .filter(|edge| !edge.is_derived())
        .flat_map(|edge| [&edge.source, &edge.target])
        .collect();
    for edge in view.edges() {
        let (source, target) = (quoted(edge.source.as_str()), quoted(edge.target.as_str()));
        writeln!(output, "  {source} -> {target} [{}];", edge_attributes(edge, view, &placed))?;
    }
    writeln!(output, "}}")
}

fn node_attributes(node: &Node, styles: &BTreeMap<TypeId, Style>) -> String {
    let record = &node.record;
    let Style { shape, fill } = style(&record.r#type, styles);
    let kind = record.kind.as_deref().unwrap_or(record.r#type.as_str());
    let mut tooltip = format!("{} ({kind})", record.label);
    let others: Vec<&str> =
        node.names.iter().map(String::as_str).filter(|&name| name != record.label).collect();
    if !others.is_empty() {
        tooltip.push_str(&format!("\nalso called {}", others.join(", ")));
    }
    let documents = node.documents.len();
    tooltip.push_str(&format!("\nin {documents} document{}", plural(documents)));
    attributes([
        ("label", quoted(&record.label.replace('\n', " "))),
        ("shape", quoted(&shape)),
        ("fillcolor", quoted(&fill)),
        ("fontcolor", quoted(text_colour(&fill))),
        ("tooltip", quoted_tooltip(&tooltip)),
        ("id", quoted(&format!("node-{}", node.id))),
        ("class", quoted(record.r#type.as_str())),
    ])
}

/// How an edge is drawn. A derived edge has no label, which its tooltip gives, and pulls nothing
/// that stated edges have `placed`.
fn edge_attributes(edge: &Edge, view: &View<'_>, placed: &BTreeSet<&EntityId>) -> String {
    let tooltip = quoted_tooltip(&tooltip(edge));
    let relation = words(edge.relation.as_str());
    let said = [("tooltip", tooltip.clone()), ("labeltooltip", tooltip)];
    let id = ("id", quoted(&format!("edge-{}", edge.key)));
    match &edge.kind {
        EdgeKind::Stated { status, symmetric, circumstances, weight } => {
            let line = Line::of(*status);
            let details = details(*status, circumstances, view);
            let label = if details.is_empty() {
                quoted(&relation)
            } else {
                format!(
                    "<{}<br/><font point-size=\"9\" color=\"{FAINT}\">{}</font>>",
                    html(&relation),
                    html(&details.join(" · "))
                )
            };
            let ends = match (symmetric, status) {
                (false, _) => vec![("arrowhead", quoted(line.head))],
                (true, Status::Negated) => vec![
                    ("dir", "both".to_owned()),
                    ("arrowhead", "tee".to_owned()),
                    ("arrowtail", "tee".to_owned()),
                ],
                (true, _) => vec![("dir", "none".to_owned())],
            };
            let class = format!("{} {status}", edge.relation, status = status.as_str());
            attributes(
                [
                    ("label", label),
                    ("color", quoted(line.colour)),
                    ("style", quoted(line.style)),
                    ("penwidth", format!("{:.2}", 1.0 + (*weight as f64).log2())),
                ]
                .into_iter()
                .chain(ends)
                .chain(said)
                .chain([id, ("class", quoted(&class))]),
            )
        }
        EdgeKind::Derived { .. } => attributes(
            [
                ("color", quoted("#BBBBBB")),
                ("penwidth", "0.6".to_owned()),
                ("arrowsize", "0.5".to_owned()),
                ("weight", "0".to_owned()),
            ]
            .into_iter()
            .chain(
                (placed.contains(&edge.source) && placed.contains(&edge.target))
                    .then(|| ("constraint", "false".to_owned())),
            )
            .chain(said)
            .chain([id, ("class", quoted(&format!("{} derived", edge.relation)))]),
        ),
    }
}

/// How an edge of a status is drawn; each differs from every other in more than its colour.
struct Line {
    colour: &'static str,
    style: &'static str,
    /// The arrow's head.
    head: &'static str,
    /// What it looks like in letters, for the legend.
    sample: &'static str,
}

impl Line {
    fn of(status: Status) -> Self {
        let (colour, style, head, sample) = match status {
            Status::Actual => (INK, "solid", "normal", "━━━▶"),
            Status::Planned => ("#0072B2", "dashed", "normal", "╍╍╍▶"),
            Status::Possible => ("#CC79A7", "dotted", "normal", "┅┅┅▶"),
            Status::Requested => ("#E69F00", "dashed", "onormal", "╍╍╍▷"),
            Status::Negated => ("#D55E00", "solid", "normalnonetee", "━━╋▶"),
        };
        Self { colour, style, head, sample }
    }
}

/// The second line of an edge: what it says of status, place and time.
fn details(status: Status, circumstances: &Circumstances, view: &View<'_>) -> Vec<String> {
    let Circumstances { time, place } = circumstances;
    let status = (status != Status::Actual).then(|| status.as_str().to_owned());
    let place = place.as_ref().and_then(|id| view.node(id)).map(|node| node.record.label.clone());
    let time = time.as_ref().map(|when| match when {
        When::Days(interval) => days(*interval),
        When::Words { text, .. } => text.clone(),
    });
    [status, place, time].into_iter().flatten().collect()
}

/// Days in the shortest way to write them: a year, a month, a day, or two days.
fn days(Interval { from, to }: Interval) -> String {
    if from == to {
        from.to_string()
    } else if from == from.first_of_year() && to == from.last_of_year() {
        format!("{:04}", from.year())
    } else if from == from.first_of_month() && to == from.last_of_month() {
        format!("{:04}-{:02}", from.year(), from.month())
    } else {
        format!("{from} – {to}")
    }
}

/// The sentences that state an edge, each with where it stands.
fn tooltip(edge: &Edge) -> String {
    let mut lines = vec![match &edge.kind {
        EdgeKind::Stated { weight, .. } => {
            format!("{}, {weight} sentence{}", words(edge.relation.as_str()), plural(*weight))
        }
        EdgeKind::Derived { of } => {
            let count = of.len();
            format!("{}, from {count} edge{}", words(edge.relation.as_str()), plural(count))
        }
    }];
    let mut shown = BTreeSet::new();
    for statement in &edge.evidence {
        let evidence = &statement.evidence;
        if shown.len() < SENTENCES_SHOWN && shown.insert(&evidence.text) {
            let sentence = evidence.text.split_whitespace().collect::<Vec<_>>().join(" ");
            lines.push(format!("{sentence} [{}; {}]", evidence.document, evidence.rule));
        }
    }
    lines.join("\n")
}

/// Types and statuses that occur, as a table below the picture, where no layout moves it.
fn legend(view: &View<'_>, nodes: &[&Node], styles: &BTreeMap<TypeId, Style>) -> String {
    let types: BTreeSet<&TypeId> = nodes.iter().map(|node| &node.record.r#type).collect();
    let mut cells: Vec<String> = types
        .into_iter()
        .map(|name| {
            let Style { shape, fill } = style(name, styles);
            format!(
                "<td bgcolor=\"{}\"><font color=\"{}\">{} ({})</font></td>",
                html(&fill),
                text_colour(&fill),
                html(name.as_str()),
                html(&shape)
            )
        })
        .collect();
    let statuses: BTreeSet<Status> = view
        .edges()
        .filter_map(|edge| match edge.kind {
            EdgeKind::Stated { status, .. } => Some(status),
            EdgeKind::Derived { .. } => None,
        })
        .collect();
    cells.extend(statuses.into_iter().map(|status| {
        let Line { colour, sample, .. } = Line::of(status);
        format!("<td><font color=\"{colour}\">{sample}</font> {}</td>", status.as_str())
    }));
    if view.edges().any(Edge::is_derived) {
        cells.push("<td><font color=\"#BBBBBB\">──▸</font> follows from others</td>".to_owned());
    }
    format!(
        "<table border=\"0\" cellspacing=\"4\" cellpadding=\"4\"><tr>{}</tr></table>",
        cells.concat()
    )
}

/// How a type is drawn; plainly if nothing says so.
fn style(name: &TypeId, styles: &BTreeMap<TypeId, Style>) -> Style {
    let plain = || Style { shape: "box".to_owned(), fill: "#DDDDDD".to_owned() };
    styles.get(name).cloned().unwrap_or_else(plain)
}

/// Black or white, whichever stands out more from `fill` (contrast ratio of WCAG 2).
fn text_colour(fill: &str) -> &'static str {
    let channel = |range: std::ops::Range<usize>| {
        let value = fill.get(range).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let value = f64::from(value.unwrap_or(u8::MAX)) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    let luminance = 0.2126 * channel(1..3) + 0.7152 * channel(3..5) + 0.0722 * channel(5..7);
    if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 { "#FFFFFF" } else { "#000000" }
}

/// The name of a relation as words.
fn words(relation: &str) -> String {
    relation.replace('_', " ")
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

fn attributes(pairs: impl IntoIterator<Item = (&'static str, String)>) -> String {
    let pairs: Vec<String> =
        pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    pairs.join(", ")
}

/// A quoted string that Graphviz shows as `text`. It undoes backslashes and character references
/// when it draws.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '&' => quoted.push_str("&amp;"),
            '\n' => quoted.push_str("\\n"),
            _ if !drawable(character) => quoted.push(' '),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

/// The same for a tooltip, which Graphviz reads twice over: an invisible word joiner keeps it from
/// taking a backslash and what follows for an escape of its own.
fn quoted_tooltip(text: &str) -> String {
    quoted(&text.replace('\\', "\\\u{2060}"))
}

/// Text inside an HTML-like label that Graphviz shows as `text`, on one line.
fn html(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            _ if !drawable(character) => html.push(' '),
            _ => html.push(character),
        }
    }
    html
}

/// Whether an SVG may hold the character; what it may not becomes a space.
fn drawable(character: char) -> bool {
    !character.is_control() && !matches!(character, '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn only_the_dark_blue_of_the_palette_carries_white_text() {
        let palette = [
            "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7", "#FFFFFF",
        ];
        let white: Vec<_> =
            palette.into_iter().filter(|fill| text_colour(fill) == "#FFFFFF").collect();
        assert_eq!(white, ["#0072B2"]);
    }

    #[test]
    fn strings_keep_what_graphviz_would_take_for_its_own() {
        assert_eq!(
            quoted("AT&T said \"C:\\N\"\nand\tleft"),
            "\"AT&amp;T said \\\"C:\\\\N\\\"\\nand left\""
        );
        assert_eq!(html("AT&T <\"x\">\n"), "AT&amp;T &lt;&quot;x&quot;&gt; ");
    }

    #[test]
    fn whole_months_and_years_are_written_short() {
        let interval = |from, to| Interval {
            from: crate::date::parse(from).unwrap(),
            to: crate::date::parse(to).unwrap(),
        };
        assert_eq!(days(interval("2025-08-01", "2025-08-31")), "2025-08");
        assert_eq!(days(interval("2024-01-01", "2024-12-31")), "2024");
        assert_eq!(days(interval("2025-10-16", "2025-10-16")), "2025-10-16");
        assert_eq!(days(interval("2025-10-20", "2025-10-26")), "2025-10-20 – 2025-10-26");
    }
}
