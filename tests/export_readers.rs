//! What is written loads in the programs that it is written for, on a graph with everything in it
//! that files trip over: quotes, ampersands, markup, backslashes, line breaks, emoji, right-to-left
//! text, parallel edges.

#![allow(clippy::unwrap_used)]

mod fixture;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use fixture::{document, graph};
use whowhom::{
    export::{DotOptions, EdgeLists, Format, JsonOptions, Options, Selection, write},
    graph::KnowledgeGraph,
    id::EntityId,
};

const AWKWARD: [(&str, &str); 4] = [
    (
        "reports/\"first\" & last.txt",
        r#"“[Donald Trump](head) [met](trigger) [Vladimir Putin](tail) in [Alaska](place) [in August](time),” she said 🚀. => meets symmetric 2025-08-01..2025-08-31 code plover:CONSULT
        [Trump](head) and [Putin](tail) will [meet](trigger) in [Budapest](place) [next week](time). => meets symmetric planned 2025-10-20..2025-10-26 code plover:AGREE
        [Trump](head) will not [meet](trigger) [Putin](tail). => meets symmetric negated
        [Trump](head) could [warn](trigger) [Putin](tail) [some day](time). => warns possible
        [Putin](head) wants [Trump](tail) to [support](trigger) him, said [Jane "J." Doe](speaker=person). => supports requested"#,
    ),
    (
        "تقرير.txt",
        r"[بغداد](head=place) [warned](trigger) [AT&T <Co> \N &amp; Söhne](tail=organization), 🇺🇦⏎  the second line said. => warns
        [AT&T <Co> \N &amp; Söhne](head=organization) [warned](trigger) [بغداد](tail=place) of \G and \. => warns
        [AT&T <Co> \N &amp; Söhne](head=organization) [praised](trigger) [ends in \](tail=organization). => praises",
    ),
    (
        "c:\\news\\third.txt",
        "The [United⏎States](head=country) [sent](trigger) [Tomahawks](item) and [café drones 🛩](item=weapon) worth [two million dollars](price) to [Ukraine](tail). => supplies also to:item>tail inferred
        The [Kremlin](head) 💥 [attacked](trigger) [Ukraine](tail) with [Tomahawks](weapon). => attacks
        [Hungary](mention) is calm.",
    ),
    ("fourth", "[Kremlin](head) again [attacked](trigger) [Ukraine](tail). => attacks"),
];

fn awkward() -> KnowledgeGraph {
    graph(AWKWARD.iter().map(|(id, marked)| document(id, marked)))
}

/// Writes a file for a reader and says where it is.
fn written(graph: &KnowledgeGraph, name: &str, format: Format, options: &Options) -> PathBuf {
    let path = scratch().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    write(graph, format, options, fs::File::create(&path).unwrap()).unwrap();
    path
}

fn scratch() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("readers")
}

/// The Python of a virtual environment that `tests/setup` makes.
fn python(environment: &str) -> Command {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let program = root.join(environment).join("bin/python");
    assert!(program.exists(), "{} is missing: run tests/setup", program.display());
    let mut command = Command::new(program);
    command.current_dir(root.join("tests/python"));
    command
}

#[track_caller]
fn succeeds(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| {
        panic!("`{}` cannot be run ({error}): run tests/setup", command.get_program().display())
    });
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}\n{complaints}");
    assert_eq!(complaints, "", "{command:?} complains");
    String::from_utf8(output.stdout).unwrap()
}

fn with_json(json: JsonOptions) -> Options {
    Options { json, ..Options::default() }
}

#[test]
fn json_is_as_its_schema_says_and_loads_in_networkx_and_pandas() {
    let texts: BTreeMap<_, _> =
        AWKWARD.iter().map(|(id, marked)| (id, fixture::text(marked))).collect();
    let texts_path = scratch().join("texts.json");
    fs::create_dir_all(scratch()).unwrap();
    fs::write(&texts_path, serde_json::to_string(&texts).unwrap()).unwrap();
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/graph.schema.json");
    let graph = awkward();
    for (name, options) in [
        ("both.json", Options::default()),
        (
            "links.json",
            with_json(JsonOptions { edge_lists: EdgeLists::Links, ..JsonOptions::default() }),
        ),
        ("plain.json", with_json(JsonOptions { mentions: false, ..JsonOptions::default() })),
    ] {
        let path = written(&graph, name, Format::Json, &options);
        succeeds(python(".venv").arg("reads_json.py").args([&path, &texts_path, &schema]));
    }
}

#[test]
fn json_loads_by_default_in_networkx_old_and_new() {
    let path = written(&awkward(), "default.json", Format::Json, &Options::default());
    let old = succeeds(python(".venv-networkx-2.8").arg("loads_by_default.py").arg(&path));
    assert_eq!(old.trim(), "2.8.8");
    let new = succeeds(python(".venv").arg("loads_by_default.py").arg(&path));
    assert!(new.starts_with("3."), "{new}");
}

#[test]
fn graphviz_draws_every_character_without_a_warning() {
    let graph = awkward();
    let json = written(&graph, "drawn.json", Format::Json, &Options::default());
    let dot = written(&graph, "drawn.dot", Format::Dot, &Options::default());
    for program in ["dot", "sfdp", "neato"] {
        let svg = scratch().join(format!("{program}.svg"));
        succeeds(Command::new(program).arg("-Tsvg").arg("-o").args([&svg, &dot]));
        succeeds(python(".venv").arg("reads_svg.py").args([&svg, &json]));
    }
}

#[test]
fn graphviz_draws_whatever_a_name_holds() {
    let controls: String = ('\0'..='\u{9F}').filter(|&character| character != '\n').collect();
    let rare = "\u{FFFE}\u{FFFF}\u{FEFF}\u{200B}\u{202E}\u{2028}\u{10FFFF}\u{E000}e\u{301}";
    let markup = "<!-- ]]> <br/> &#0; &#x1; &bogus; &amp; {a|b} %n \\l \\ <<b>> \"/>";
    let lines: Vec<String> = [controls.replace(['[', ']'], ""), rare.to_owned(), markup.to_owned()]
        .iter()
        .map(|name| {
            format!(
                "[x {name} x](head=person) [met](trigger) [Trump](tail) \
                 in [y {name} y](place=place) [on {name} day](time). => meets"
            )
        })
        .collect();
    let graph = graph([document("odd", &lines.join("⏎ \n"))]);
    let dot = written(&graph, "odd.dot", Format::Dot, &Options::default());
    let svg = scratch().join("odd.svg");
    succeeds(Command::new("dot").arg("-Tsvg").arg("-o").args([&svg, &dot]));
    let parse = "import sys, xml.etree.ElementTree as e; e.parse(sys.argv[1])";
    succeeds(python(".venv").arg("-c").arg(parse).arg(&svg));
    assert_eq!(graph.view().nodes().count(), 7);
}

#[test]
fn the_code_of_the_notebook_page_runs() {
    let directory = scratch().join("notebook");
    written(&awkward(), "notebook/output/graph.json", Format::Json, &Options::default());
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/notebook.md");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python/notebook.py");
    let printed = succeeds(python(".venv").current_dir(directory).arg(script).arg(page));
    assert!(printed.contains("Donald Trump meets Vladimir Putin"), "{printed}");
}

fn text_of(graph: &KnowledgeGraph, format: Format, options: &Options) -> String {
    let mut bytes = Vec::new();
    write(graph, format, options, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn edges_are_written_under_the_names_asked_for() {
    let graph = awkward();
    let lists = |edge_lists| {
        let text = text_of(
            &graph,
            Format::Json,
            &with_json(JsonOptions { edge_lists, ..JsonOptions::default() }),
        );
        (text.contains("\n\"edges\": ["), text.contains("\n\"links\": ["))
    };
    assert_eq!(lists(EdgeLists::BySize), (true, true));
    assert_eq!(lists(EdgeLists::Both), (true, true));
    assert_eq!(lists(EdgeLists::Edges), (true, false));
    assert_eq!(lists(EdgeLists::Links), (false, true));
}

#[test]
fn a_large_graph_is_written_with_its_edges_once() {
    let lines: Vec<String> = (0..10_000)
        .map(|index| format!("[A{index}](head=person) [warned](trigger) [Ukraine](tail). => warns"))
        .collect();
    let graph = graph([document("large", &lines.join("\n"))]);
    let text = text_of(&graph, Format::Json, &Options::default());
    assert!(text.contains("\n\"edges\": [") && !text.contains("\n\"links\": ["));
    let smaller = Options {
        selection: Selection { max_nodes: Some(100), ..Selection::default() },
        ..Options::default()
    };
    let text = text_of(&graph, Format::Json, &smaller);
    assert!(text.contains("\n\"edges\": [") && text.contains("\n\"links\": ["));
    assert!(text_of(&graph, Format::Dot, &Options::default()).contains("layout=sfdp"));
    assert!(!text_of(&graph, Format::Dot, &smaller).contains("layout=sfdp"));
}

#[test]
fn each_node_and_each_edge_stands_on_a_line() {
    let graph = awkward();
    let text = text_of(&graph, Format::Json, &Options::default());
    let lines = |start: &str| text.lines().filter(|line| line.starts_with(start)).count();
    assert_eq!(lines("{\"id\":"), graph.view().nodes().count());
    assert_eq!(lines("{\"source\":"), 2 * graph.view().edges().count());
}

#[test]
fn what_is_not_asked_for_is_not_written() {
    let graph = awkward();
    let whole = text_of(&graph, Format::Json, &Options::default());
    assert!(whole.contains("\"mentions\":") && whole.contains("\"derived\":true"));
    let plain = Options {
        selection: Selection { derived: false, ..Selection::default() },
        json: JsonOptions { mentions: false, ..JsonOptions::default() },
        dot: DotOptions { legend: false },
        ..Options::default()
    };
    let text = text_of(&graph, Format::Json, &plain);
    assert!(!text.contains("\"mentions\":") && !text.contains("\"derived\":true"));
    let dot = text_of(&graph, Format::Dot, &plain);
    assert!(!dot.contains("derived") && !dot.contains("<table"));
}

#[test]
fn a_focused_drawing_shows_the_surroundings_alone() {
    let near = Options {
        selection: Selection {
            focus: vec![EntityId::from("donald-trump")],
            ..Selection::default()
        },
        ..Options::default()
    };
    let dot = text_of(&awkward(), Format::Dot, &near);
    assert!(dot.contains("vladimir-putin") && dot.contains("\"budapest\""));
    assert!(!dot.contains("ukraine"));
}

#[test]
fn a_graph_of_nothing_is_written_and_loads() {
    let graph = graph([]);
    let path = written(&graph, "nothing.json", Format::Json, &Options::default());
    succeeds(python(".venv").arg("loads_by_default.py").arg(&path));
    let dot = written(&graph, "nothing.dot", Format::Dot, &Options::default());
    succeeds(Command::new("dot").arg("-Tsvg").arg(dot));
}

#[test]
fn files_look_as_they_did() {
    let graph = graph([document(
        "meeting.txt",
        "[Trump](head) will [meet](trigger) [Putin](tail) in [Budapest](place) [next week](time). => meets symmetric planned 2025-10-20..2025-10-26 code plover:AGREE
        The [Kremlin](head) [warned](trigger) [Ukraine](tail), [Putin](speaker) said. => warns
        [Alaska](mention) is cold.",
    )]);
    for format in Format::ALL {
        let text = text_of(&graph, format, &Options::default());
        let text = text.replace(KnowledgeGraph::GENERATOR, "GENERATOR");
        insta::assert_snapshot!(format.extension(), text);
    }
}
