//! `whowhom extract`: documents in, graph files out.

#![allow(clippy::unwrap_used)]

mod program;

use program::{Graph, Ran, Workplace};

const WARNED: &str = "Ruritania warned Anna Stone.\n";
const MET: &str = "Anna Stone met Thomas Field.\n";

/// Two reports, one below the other.
fn reports() -> Workplace {
    Workplace::new().with("news/deep/warned.txt", WARNED).with("news/met.md", MET)
}

/// Runs over `arguments` and compares documents and edges with what is expected.
#[track_caller]
fn check(place: &Workplace, arguments: &[&str], input: &str, documents: &[&str], edges: &[&str]) {
    let ran =
        place.run_on(&[&["extract", "--out", "-", "--format", "json"], arguments].concat(), input);
    ran.check(0, &[]);
    let graph = Graph::of(&ran.stdout);
    assert_eq!((graph.documents(), graph.edges()), (owned(documents), owned(edges)));
}

fn owned(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

#[test]
fn results_go_to_output_and_the_summary_tells_what_was_done() {
    let place = Workplace::shipped();
    let ran = place.run(&["extract", "seeds"]);
    ran.check(
        0,
        &[
            "documents  12\n",
            "rules      rules\n",
            "entities   ",
            "person ",
            "relations  ",
            "meets ",
            "written    output/graph.json\n",
            "written    output/graph.dot\n",
            "dot -Tsvg output/graph.dot -o output/graph.svg\n",
        ],
    );
    assert_eq!(ran.stdout, "");
    assert_eq!(place.graph("output/graph.json").documents().len(), 12);
    assert!(place.read("output/graph.dot").starts_with("digraph"));
}

#[test]
fn summary_counts_documents_entities_and_relations() {
    let ran = reports().run(&["extract", "news"]);
    insta::assert_snapshot!(ran.told());
}

#[test]
fn summary_of_nothing_found_is_plain() {
    let ran = Workplace::new().with("a.txt", "It rained.").run(&["extract", "a.txt"]);
    insta::assert_snapshot!(ran.told());
}

#[test]
fn quiet_says_nothing() {
    let ran = reports().run(&["extract", "news", "-q"]);
    ran.check_all(0, &[]);
    assert_eq!(ran.stdout, "");
}

#[test]
fn quiet_still_tells_what_could_not_be_read() {
    let ran = reports().run(&["extract", "-q", "news", "nowhere.txt"]);
    ran.check_all(1, &["nowhere.txt: cannot be read: No such file or directory (os error 2)"]);
}

#[test]
fn documents_are_named_by_their_path_below_the_argument() {
    let place = reports();
    let edges = ["anna-stone meets thomas-field", "ruritania warns anna-stone"];
    check(&place, &["news"], "", &["deep/warned.txt", "met.md"], &edges);
    check(&place, &["news/met.md", "news/deep"], "", &["met.md", "warned.txt"], &edges);
    check(&place, &["news/met.md"], "", &["met.md"], &edges[..1]);
    check(&place, &["./news/../news/deep/"], "", &["warned.txt"], &edges[1..]);
}

#[test]
fn a_directory_gives_its_texts_and_a_file_is_read_whatever_its_name() {
    let place = reports().with("news/.hidden.txt", MET).with("news/table.csv", MET);
    check(
        &place,
        &["news/deep", "news/table.csv"],
        "",
        &["table.csv", "warned.txt"],
        &["anna-stone meets thomas-field", "ruritania warns anna-stone"],
    );
    check(
        &place,
        &["news"],
        "",
        &["deep/warned.txt", "met.md"],
        &["anna-stone meets thomas-field", "ruritania warns anna-stone"],
    );
}

#[test]
fn standard_input_is_a_text() {
    check(&Workplace::new(), &["-"], WARNED, &["stdin"], &["ruritania warns anna-stone"]);
    let dated = "date 2025-10-16 Ruritania warned Anna Stone.";
    check(&Workplace::new(), &["-"], dated, &["stdin 2025-10-16"], &["ruritania warns anna-stone"]);
}

#[test]
fn standard_input_may_be_json_lines() {
    let lines = r#"{"id": "one", "text": "Ruritania warned Anna Stone."}

{"id": 2, "text": "Anna Stone met Thomas Field.", "date": "2025-10-16"}
"#;
    check(
        &Workplace::new(),
        &["-"],
        lines,
        &["2 2025-10-16", "one"],
        &["anna-stone meets thomas-field", "ruritania warns anna-stone"],
    );
}

#[test]
fn out_names_the_directory_and_makes_it() {
    let place = reports();
    place
        .run(&["extract", "news", "--out", "results/today", "--format", "json"])
        .check(0, &["written    results/today/graph.json\n"]);
    assert_eq!(place.graph("results/today/graph.json").edges().len(), 2);
    assert!(!place.path("results/today/graph.dot").exists());
    assert!(!place.path("output").exists());
}

#[test]
fn one_format_may_go_to_standard_output() {
    let place = reports();
    for (format, start) in [("json", "{"), ("dot", "digraph")] {
        let ran = place.run(&["extract", "news", "--out", "-", "--format", format]);
        ran.check(0, &["documents  2\n"]);
        assert!(ran.stdout.starts_with(start), "{}", ran.stdout);
        assert!(!ran.stderr.contains("written"), "{}", ran.stderr);
    }
    assert!(!place.path("output").exists());
}

#[test]
fn two_formats_do_not_go_to_standard_output() {
    let place = reports();
    let ran = place.run(&["extract", "news", "--out", "-"]);
    ran.check_all(2, &["`--out -` writes one format; choose it, for example with `--format json`"]);
    assert_eq!(ran.stdout, "");
}

#[test]
fn an_unknown_format_is_refused_with_those_that_are_known() {
    let ran = reports().run(&["extract", "news", "--format", "xml"]);
    ran.check(2, &["'xml'", "expected one of: json, dot"]);
}

#[test]
fn extract_without_documents_is_refused() {
    Workplace::new().run(&["extract"]).check(2, &["<PATH>"]);
}

#[test]
fn threads_do_not_change_a_byte() {
    let place = Workplace::shipped();
    let written = |threads: &[&str]| {
        place.run(&[&["extract", "seeds", "-q"], threads].concat()).check(0, &[]);
        (place.read("output/graph.json"), place.read("output/graph.dot"))
    };
    let default = written(&[]);
    assert!(written(&["--threads", "1"]) == default);
    assert!(written(&["--threads", "2"]) == default);
    place.run(&["extract", "seeds", "--threads", "0"]).check(2, &["'0'"]);
}

#[test]
fn the_order_of_arguments_does_not_change_a_byte() {
    let place = Workplace::shipped();
    let seeds: Vec<String> =
        place.files().into_iter().filter(|file| file.starts_with("seeds/")).collect();
    let written = |paths: &[&str]| {
        place.run(&[&["extract", "-q"], paths].concat()).check(0, &[]);
        (place.read("output/graph.json"), place.read("output/graph.dot"))
    };
    let mut paths: Vec<&str> = seeds.iter().map(String::as_str).collect();
    let sorted = written(&paths);
    paths.reverse();
    assert!(written(&paths) == sorted);
    paths.rotate_left(5);
    paths.push(paths[0]);
    assert!(written(&paths) == sorted, "a document that is given twice counts once");
}

/// One document that can be read beside one that cannot.
#[track_caller]
fn check_unreadable(place: &Workplace, path: &str, message: &str) {
    place.write("good.txt", WARNED);
    let ran = place.run(&["extract", path, "good.txt"]);
    ran.check(1, &[message, "documents  1, 1 problem (see above)\n"]);
    assert_eq!(place.graph("output/graph.json").edges(), ["ruritania warns anna-stone"]);
    assert_eq!(place.graph("output/graph.json").documents(), ["good.txt"]);
}

#[test]
fn what_cannot_be_read_is_told_by_name_and_costs_no_other() {
    let place = Workplace::new()
        .with("empty.txt", "")
        .with("blank.txt", "\u{feff} \r\n\t")
        .with("binary.txt", b"GIF89a\0\x01")
        .with("latin.txt", b"Caf\xe9 society")
        .with("pictures/portrait.png", "not text");
    check_unreadable(
        &place,
        "nowhere.txt",
        "nowhere.txt: cannot be read: No such file or directory (os error 2)\n",
    );
    check_unreadable(&place, "empty.txt", "empty.txt: is empty\n");
    check_unreadable(&place, "blank.txt", "blank.txt: is empty\n");
    check_unreadable(&place, "binary.txt", "binary.txt: holds binary data; expected text\n");
    check_unreadable(
        &place,
        "latin.txt",
        "latin.txt: is not UTF-8: byte 3 is wrong; convert it, for example with `iconv -t UTF-8`\n",
    );
    check_unreadable(
        &place,
        "pictures",
        "the directory `pictures` holds no `.txt`, `.md` or `.jsonl` file\n",
    );
}

#[test]
fn a_document_above_the_largest_size_is_told_and_costs_no_other() {
    let place = Workplace::new();
    let file = std::fs::File::create(place.path("huge.txt")).unwrap();
    file.set_len(whowhom::document::LARGEST_DOCUMENT + 1).unwrap();
    check_unreadable(&place, "huge.txt", "huge.txt: is larger than 100 MB\n");
}

#[test]
fn a_bad_line_of_json_costs_no_other() {
    let place = Workplace::new().with(
        "lines.jsonl",
        r#"{"id": "one", "text": "Ruritania warned Anna Stone."}
{"id": "two"
{"id": "three", "text": " "}
{"id": "", "text": "Rain."}
{"id": "five", "text": "Rain.", "date": "last Thursday"}
"#,
    );
    let ran = place.run(&["extract", "lines.jsonl"]);
    insta::assert_snapshot!(ran.told());
    assert_eq!(place.graph("output/graph.json").documents(), ["five", "one"]);
    assert_eq!(place.graph("output/graph.json").edges(), ["ruritania warns anna-stone"]);
}

#[test]
fn dates_come_from_the_first_line_or_from_json() {
    let place = Workplace::new()
        .with("a.txt", "date 2025-10-16 Ruritania warned Anna Stone.")
        .with("b.md", "date 2025-10-17\n\n# Rain\n\nIt rained.")
        .with("c.txt", "date 2025-13-17 It rained.")
        .with("d.jsonl", r#"{"id": "d", "text": "Rain.", "date": "2025-10-18T08:00:00Z"}"#);
    check(
        &place,
        &["a.txt", "b.md", "c.txt", "d.jsonl"],
        "",
        &["a.txt 2025-10-16", "b.md 2025-10-17", "c.txt", "d 2025-10-18"],
        &["ruritania warns anna-stone"],
    );
}

#[test]
fn a_second_text_under_an_id_is_told_and_left_out() {
    let place = Workplace::new().with("a/report.txt", WARNED).with("b/report.txt", MET);
    let told = |paths: [&str; 2]| {
        let ran = place.run(&["extract", paths[0], paths[1]]);
        ran.check(
            1,
            &["document `report.txt` was given with 2 texts; only one of them is used; give each document an id of its own\n"],
        );
        place.read("output/graph.json")
    };
    assert_eq!(told(["a", "b"]), told(["b", "a"]), "order does not choose");
    assert_eq!(place.graph("output/graph.json").edges().len(), 1);
}

#[test]
fn the_same_text_under_an_id_is_one_document() {
    let place = Workplace::new().with("a/report.txt", WARNED).with("b/report.txt", WARNED);
    check(&place, &["a", "b"], "", &["report.txt"], &["ruritania warns anna-stone"]);
}

#[test]
fn a_directory_that_cannot_be_written_is_named() {
    let place = reports().with("taken", "a file");
    place
        .run(&["extract", "news", "--out", "taken"])
        .check_all(2, &["error: taken: File exists (os error 17)"]);
    place
        .run(&["extract", "news", "--out", "taken/below"])
        .check_all(2, &["error: taken/below: Not a directory (os error 20)"]);
    assert_eq!(place.read("taken"), "a file");
}

#[test]
fn a_file_that_cannot_be_replaced_is_named() {
    let place = reports().with("output/graph.dot/inside", "a directory");
    place.run(&["extract", "news"]).check(2, &["error: output/graph.dot: "]);
    assert_eq!(place.read("output/graph.dot/inside"), "a directory");
    assert_eq!(leftovers(&place), Vec::<String>::new());
}

/// Files that were begun and not put into their place.
fn leftovers(place: &Workplace) -> Vec<String> {
    place.files().into_iter().filter(|file| file.contains(".whowhom-")).collect()
}

/// The program under a limit of one kilobyte for every file that it writes.
#[cfg(unix)]
fn run_short_of_space(place: &Workplace, arguments: &[&str]) -> Ran {
    let mut command = std::process::Command::new("bash");
    command
        .args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\""])
        .arg(env!("CARGO_BIN_EXE_whowhom"))
        .args(arguments)
        .current_dir(place.path(""));
    Ran::of(&command.output().unwrap())
}

#[test]
#[cfg(unix)]
fn a_file_stays_as_it_was_when_writing_fails_half_way() {
    let place = reports().with("output/graph.json", "yesterday's");
    let ran = run_short_of_space(&place, &["extract", "news", "--format", "json"]);
    ran.check_all(2, &["error: output/graph.json: File too large (os error 27)"]);
    assert_eq!(place.read("output/graph.json"), "yesterday's");
    assert_eq!(leftovers(&place), Vec::<String>::new());
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_standard_output_is_told() {
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let place = reports();
    let mut command = place.command(&["extract", "news", "--out", "-", "--format", "json"]);
    let ran = Ran::of(&command.stdout(full).output().unwrap());
    ran.check_all(2, &["error: standard output: No space left on device (os error 28)"]);
}

#[test]
#[cfg(unix)]
fn a_reader_that_leaves_early_is_no_error() {
    let place = Workplace::shipped();
    for arguments in [
        &["extract", "seeds", "--quiet", "--out", "-", "--format", "json"][..],
        &["check"],
        &["test"],
        &["explain", "seeds/01-agency-call.txt"],
    ] {
        let mut command = place.command(arguments);
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let ran = Ran::of(&command.stdout(writer).output().unwrap());
        ran.check_all(0, &[]);
    }
}

#[test]
fn an_entity_to_focus_on_that_is_not_there_is_told() {
    let ran = reports().run(&["extract", "news", "--focus", "nobody"]);
    ran.check(0, &["`--focus nobody`: the graph has no entity with this id\n"]);
}

#[test]
fn only_what_is_asked_for_is_written() {
    let place = reports();
    let edges = |part: &[&str]| {
        let arguments = [&["extract", "news", "-q", "--format", "json"], part].concat();
        place.run(&arguments).check(0, &[]);
        place.graph("output/graph.json").edges()
    };
    assert_eq!(edges(&["--focus", "thomas-field"]), ["anna-stone meets thomas-field"]);
    assert_eq!(edges(&["--focus", "thomas-field", "--depth", "2"]).len(), 2);
    assert_eq!(edges(&["--min-weight", "2"]), Vec::<String>::new());
    assert_eq!(edges(&["--max-nodes", "2"]).len(), 1);
    assert!(place.read("output/graph.json").contains("\"mentions\""));
    edges(&["--no-mentions"]);
    assert!(!place.read("output/graph.json").contains("\"mentions\""));
}
