//! The house rules about who knows whom, read from the source itself.
//!
//! A module imports only from the layers above its own, and a crate that `Cargo.toml` confines to
//! a module is named nowhere else.

#![allow(clippy::unwrap_used)]

mod source;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use source::{Placed, SourceFile, files, tokens, without_tests};

/// The layers, each above those that may import from it; modules of one layer do not know each
/// other.
const LAYERS: [(&str, &[&str]); 8] = [
    ("vocabulary", &["date", "error", "id", "span", "status", "style"]),
    ("inputs", &["document", "rules"]),
    ("language", &["english"]),
    ("findings", &["mention"]),
    ("matching", &["matcher"]),
    ("meaning", &["extract", "graph"]),
    ("surfaces", &["diff", "explain", "export", "handbook", "stats", "suggest", "verify"]),
    ("programs", &["cli"]),
];

/// Who does not know whom although the layers would allow it, and why.
const STRANGERS: [(&str, &str, &str); 5] = [
    ("english", "rules", "word lists and names to fold come to it as plain values"),
    ("english", "document", "it reads text, wherever that comes from"),
    ("export", "rules", "the graph carries what writers need to know of types"),
    ("export", "matcher", "writers take a graph and nothing else"),
    ("export", "extract", "writers take a graph and nothing else"),
];

/// Crates that several modules may name, and why.
const SHARED_CRATES: [(&str, &str); 2] = [
    ("serde", "derives what readers and writers of files need"),
    ("serde_json", "JSON lines come in, JSON goes out"),
];

/// The module of a file below `src/`; `lib` and `main` are the library's door and the program.
fn module(path: &str) -> &str {
    match path.split_once('/') {
        Some(("bin", _)) => "main",
        Some((module, _)) => module,
        None => path.trim_end_matches(".rs"),
    }
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|(_, modules)| modules.contains(&module))
}

/// The modules of the crate that the file names, with the lines.
fn imports(file: &SourceFile) -> Vec<(String, usize)> {
    let depth = file.path.trim_end_matches("/mod.rs").matches('/').count() + 1;
    let mut imports = Vec::new();
    let mut at = 0;
    while at < file.tokens.len() {
        let path = &file.tokens[at..];
        let ups = supers(path);
        let length = match path[0].word() {
            Some("crate" | "whowhom") => 3,
            Some("super") if ups >= depth => 3 * ups,
            _ => 0,
        };
        if length > 0 && starts_path(&file.tokens, at) {
            imports.extend(heads(&path[length..]));
        }
        at += length.max(1);
    }
    imports
}

/// Whether a path of several parts starts at `at`.
fn starts_path(tokens: &[Placed], at: usize) -> bool {
    let colons =
        |at: usize| tokens.get(at..at + 2).is_some_and(|two| two.iter().all(|t| t.is(':')));
    colons(at + 1) && !at.checked_sub(2).is_some_and(colons)
}

/// How many times `super::` stands here.
fn supers(tokens: &[Placed]) -> usize {
    tokens.chunks(3).take_while(|step| step[0].word() == Some("super") && step.len() == 3).count()
}

/// The first words of the paths that start here: of one, or of a group in braces.
fn heads(tokens: &[Placed]) -> Vec<(String, usize)> {
    if !tokens[0].is('{') {
        return tokens[0]
            .word()
            .map(|word| (word.to_owned(), tokens[0].line))
            .into_iter()
            .collect();
    }
    let mut heads = Vec::new();
    let mut depth = 0;
    for pair in tokens.windows(2) {
        if pair[0].is('{') {
            depth += 1;
        } else if pair[0].is('}') {
            depth -= 1;
        }
        if depth == 0 {
            break;
        }
        let starts = pair[0].is('{') || pair[0].is(',');
        if let (true, 1, Some(word)) = (starts, depth, pair[1].word()) {
            heads.push((word.to_owned(), pair[1].line));
        }
    }
    heads
}

/// What is wrong with what the files import.
fn breaches(files: &[SourceFile]) -> Vec<String> {
    let mut breaches = Vec::new();
    for file in files {
        let own = module(&file.path);
        let program = ["lib", "main"].contains(&own);
        if !program && layer(own).is_none() {
            breaches.push(format!("src/{}: the module `{own}` has no layer", file.path));
            continue;
        }
        for (other, line) in imports(file) {
            let place = format!("src/{}:{line}", file.path);
            if own == other || program {
                continue;
            }
            if layer(&other).is_none() {
                breaches.push(format!("{place}: `{other}` is no module with a layer"));
            } else if layer(&other) >= layer(own) {
                breaches.push(format!("{place}: `{own}` stands above or beside `{other}`"));
            }
            let strange = STRANGERS.iter().find(|(one, two, _)| *one == own && *two == other);
            if let Some((_, _, why)) = strange {
                breaches.push(format!("{place}: `{own}` does not know `{other}`: {why}"));
            }
        }
    }
    breaches
}

/// A dependency of `Cargo.toml`, with the comment above it.
struct Dependency {
    name: String,
    comment: String,
}

impl Dependency {
    fn confined_to(&self) -> Option<&str> {
        let (_, rest) = self.comment.split_once("(confined to `")?;
        rest.split_once("`)").map(|(module, _)| module)
    }
}

fn dependencies() -> Vec<Dependency> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let text = fs::read_to_string(manifest).unwrap();
    let (_, section) = text.split_once("\n[dependencies]\n").unwrap();
    let mut dependencies = Vec::new();
    let mut comment = String::new();
    for line in section.lines().take_while(|line| !line.starts_with('[')) {
        if let Some(words) = line.strip_prefix('#') {
            comment += words;
        } else if let Some((name, _)) = line.split_once(" = ") {
            let name = name.replace('-', "_");
            dependencies.push(Dependency { name, comment: std::mem::take(&mut comment) });
        }
    }
    dependencies
}

/// The paths of the modules that name each of the crates: `english::token`.
fn users<'d>(
    files: &[SourceFile],
    crates: &'d [Dependency],
) -> BTreeMap<&'d str, BTreeSet<String>> {
    let mut users: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for file in files {
        for (at, token) in file.tokens.iter().enumerate() {
            let named = crates.iter().find(|dependency| token.word() == Some(&dependency.name));
            let imported = at > 0 && file.tokens[at - 1].word() == Some("use");
            if let (Some(dependency), true) = (named, imported || starts_path(&file.tokens, at)) {
                let path = file.path.trim_end_matches(".rs").trim_end_matches("/mod");
                users.entry(&dependency.name).or_default().insert(path.replace('/', "::"));
            }
        }
    }
    users
}

#[test]
fn modules_import_only_from_layers_above_their_own() {
    let breaches = breaches(&files());
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn every_layer_names_modules_that_exist() {
    let files = files();
    let modules: BTreeSet<&str> = files.iter().map(|file| module(&file.path)).collect();
    for module in LAYERS.iter().flat_map(|(_, modules)| *modules) {
        assert!(modules.contains(module), "there is no module `{module}`");
    }
}

#[test]
fn every_crate_has_its_reason_and_its_place() {
    for dependency in dependencies() {
        let name = &dependency.name;
        assert!(dependency.comment.len() > 10, "`{name}` has no reason beside it in Cargo.toml");
        let shared = SHARED_CRATES.iter().any(|(shared, _)| shared == name);
        assert_ne!(
            dependency.confined_to().is_some(),
            shared,
            "`{name}`: say “(confined to `module`)” in Cargo.toml"
        );
    }
}

#[test]
fn confined_crates_are_named_in_one_module() {
    let (files, crates) = (files(), dependencies());
    let users = users(&files, &crates);
    for dependency in &crates {
        let name = dependency.name.as_str();
        if let (Some(module), Some(users)) = (dependency.confined_to(), users.get(name)) {
            let below = format!("{module}::");
            for user in users {
                // the programs in `bin` are of one layer with `cli`
                let beside = module == "cli" && user.starts_with("bin::");
                let confined = user == module || user.starts_with(&below) || beside;
                assert!(confined, "`{user}` names `{name}`, which is confined to `{module}`");
            }
        }
    }
}

#[track_caller]
fn check(path: &str, text: &str, expected: &[&str]) {
    let file = SourceFile { path: path.to_owned(), tokens: without_tests(&tokens(text)) };
    assert_eq!(breaches(&[file]), expected);
}

#[test]
fn every_way_to_name_a_module_is_seen() {
    check("graph/view.rs", "use crate::mention::{Mention, Statement};", &[]);
    check(
        "graph/mod.rs",
        "use crate::{\n  error::Error,\n  cli::{run, extract::Arguments},\n  extract,\n};",
        &[
            "src/graph/mod.rs:3: `graph` stands above or beside `cli`",
            "src/graph/mod.rs:4: `graph` stands above or beside `extract`",
        ],
    );
    check(
        "id.rs",
        "fn f(x: crate::rules::Rule) {}",
        &["src/id.rs:1: `id` stands above or beside `rules`"],
    );
    check("id.rs", "use super::cli;", &["src/id.rs:1: `id` stands above or beside `cli`"]);
    check("cli/mod.rs", "use super::extract::Extractor;", &[]);
    check("rules/entity.rs", "use super::load;", &[]);
    check(
        "rules/entity.rs",
        "use super::super::english;",
        &["src/rules/entity.rs:1: `rules` stands above or beside `english`"],
    );
    check("news.rs", "", &["src/news.rs: the module `news` has no layer"]);
    check(
        "cli/mod.rs",
        "use crate::news;",
        &["src/cli/mod.rs:1: `news` is no module with a layer"],
    );
    check(
        "export/json.rs",
        "use crate::rules::Types;",
        &[
            "src/export/json.rs:1: `export` does not know `rules`: the graph carries what writers need to know of types",
        ],
    );
}

#[test]
fn what_is_no_import_is_not_taken_for_one() {
    check(
        "id.rs",
        "// use crate::cli;\n/* crate::cli::run */ const A: &str = \"crate::cli\";",
        &[],
    );
    check("id.rs", "#[cfg(test)]\nmod tests { use crate::cli; }", &[]);
    check("id.rs", "pub(crate) fn f<'a>(c: char) -> bool { c == '\"' || c == '\\'' }", &[]);
    check(
        "id.rs",
        "#[cfg(test)]\n#[allow(unused)]\nuse crate::cli;\nuse crate::graph;",
        &["src/id.rs:4: `id` stands above or beside `graph`"],
    );
}
