//! The schema of rule files, in the hands of a validator: it takes what the loader takes, and refuses
//! what it can know to be wrong. That its keys are those of the loader is tested beside the loader.

#![allow(clippy::unwrap_used)]

mod program;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use program::Workplace;
use whowhom::rules::load_texts;

const REFERENCE: &str = include_str!("../rules/README.md");
const SCHEMA: &str = include_str!("../docs/rules.schema.json");

/// Rule files with one mistake each, under a name for it.
const BROKEN: [(&str, &str); 24] = [
    ("a section that is none", "[[entitiy]]\nid = 'a'"),
    ("a table for a list", "[entity]\nid = 'a'"),
    ("a newer format", "format = 2"),
    ("a mistyped key", "[[entity]]\nid = 'a'\nnmae = 'A'\ntype = 'person'"),
    ("an entity without a type", "[[entity]]\nid = 'a'\nname = 'A'"),
    ("an extension without an id", "[[entity]]\nextend = true\naliases = ['A']"),
    ("an id with a space", "[[entity]]\nid = 'a b'\nname = 'A'\ntype = 'person'"),
    ("an alias that is no string", "[[entity]]\nid = 'known'\nextend = true\naliases = [1]"),
    ("a place off the map", "[[entity]]\nid = 'known'\nextend = true\nat = [91, 0]"),
    ("three numbers", "[[entity]]\nid = 'known'\nextend = true\nat = [1, 2, 3]"),
    (
        "an office of nothing",
        "[[entity]]\nid = 'known'\nextend = true\noffices = [{ title = 'king' }]",
    ),
    (
        "a day in words",
        "[[entity]]\nid = 'known'\nextend = true\noffices = [{ title = 'a', of = 'known', to = 'May' }]",
    ),
    ("a shape that is none", "[type.a]\ndraw = { shape = 'blob', fill = '#000000' }"),
    ("a colour that is none", "[type.a]\ndraw = { shape = 'box', fill = 'red' }"),
    ("a name without examples", "[[name]]\nid = 'a'\ntype = 'person'\nregex = 'x'"),
    ("a name of two kinds", "[[name]]\nid = 'known'\nextend = true\nregex = 'x'\npattern = 'x'"),
    ("too much weight", "[[evidence]]\nid = 'a'\ntype = 'person'\nweight = 4\nlast = ['A']"),
    ("a relation that says nothing", "[[relation]]\nname = 'a'"),
    (
        "a relation without an edge",
        "[[relation]]\nname = 'a'\nabout = 'A.'\nroles = { x = 'actor', y = 'actor' }\nclauses = ['{x} greet {y}']\nfinds = ['[A](x) greets [B](y).']",
    ),
    ("half an edge", "[[relation]]\nname = 'known'\nextend = true\nedge = '{x}'"),
    (
        "an example without marks",
        "[[relation]]\nname = 'known'\nextend = true\nfinds = ['A greets B.']",
    ),
    ("a status that is none", "[status.planed]\nverbs = ['plan']"),
    ("one entity that is one", "[identity]\nsame = [['a']]"),
    ("an abbreviation without its full stop", "[abbreviations]\nanywhere = ['Inc']"),
];

/// What the extensions among them extend.
const KNOWN: &str = "
[[entity]]
id = 'known'
name = 'Known'
type = 'person'
[[name]]
id = 'known'
type = 'person'
regex = 'x'
finds = ['[x](person)']
ignores = ['y']
[[relation]]
name = 'known'
about = 'Known.'
roles = { x = 'actor', y = 'actor' }
clauses = ['{x} greet {y}']
edge = '{x} -> {y}'
finds = ['[A](x) greets [B](y).']
ignores = ['A']
";

/// What a validator says of these files.
fn refused(files: &[PathBuf]) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = root.join(".venv/bin/python");
    assert!(python.exists(), "{} is missing: run tests/setup", python.display());
    let output = Command::new(python)
        .arg(root.join("tests/python/validates_rules.py"))
        .arg(root.join("docs/rules.schema.json"))
        .args(files)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn the_program_prints_the_schema() {
    let ran = Workplace::empty().run(&["schema"]);
    ran.check_all(0, &[]);
    assert_eq!(ran.stdout, SCHEMA);
}

#[test]
fn the_shipped_rules_and_those_of_the_reference_are_as_the_schema_says() {
    let place = Workplace::shipped();
    let blocks = REFERENCE.split("```toml\n").skip(1);
    for (number, block) in blocks.enumerate() {
        place.write(&format!("rules/block-{number}.toml"), block.split("```").next().unwrap());
    }
    let files: Vec<PathBuf> = place
        .files()
        .iter()
        .filter(|file| file.starts_with("rules/") && file.ends_with(".toml"))
        .map(|file| place.path(file))
        .collect();
    assert!(files.len() > 20, "{files:?}");
    assert_eq!(refused(&files), [""; 0]);
}

#[test]
fn what_is_wrong_is_refused() {
    let place = Workplace::empty();
    let mut files = Vec::new();
    for (name, text) in BROKEN {
        place.write(&format!("{name}.toml"), text);
        files.push(place.path(&format!("{name}.toml")));
    }
    let refused = refused(&files);
    for (name, _) in BROKEN {
        let told = refused.iter().any(|line| line.starts_with(&format!("{name}.toml: ")));
        assert!(told, "nothing is said against {name}");
    }
}

#[test]
fn what_is_wrong_for_the_schema_is_wrong_for_the_loader() {
    let types = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/types.toml");
    let types = fs::read_to_string(types).unwrap();
    let loaded = |text: &str| {
        load_texts(&[("types.toml", &types), ("known.toml", KNOWN), ("broken.toml", text)])
    };
    assert!(!loaded("").has_errors(), "{:?}", loaded("").problems);
    for (name, text) in BROKEN {
        let told = loaded(text).problems;
        let own = told.iter().any(|problem| {
            problem.location().is_some_and(|place| place.file.ends_with("broken.toml"))
        });
        assert!(own, "the loader has nothing against {name}: {told:?}");
    }
}
