//! What the program knows of the world stands in `rules/`, never in the source.

#![allow(clippy::unwrap_used)]

mod source;

use std::{collections::BTreeMap, path::Path};

use source::{SourceFile, Token, files, tokens, without_tests};
use whowhom::rules::{RuleSet, Sources};

/// Words that the source says although the pack has them as names, and why it may.
const EXCEPTIONS: [(&str, &str); 3] = [
    ("to", "a preposition, and the key of an office's last day"),
    ("weapon", "a type that the engine knows, and the id of the plain word"),
    ("pentagon", "a shape of Graphviz"),
];

/// What each name of the pack names.
fn names(pack: &RuleSet) -> BTreeMap<&str, String> {
    let mut names = BTreeMap::new();
    for entity in pack.entities.values() {
        let own = [entity.id.as_str(), &entity.name];
        let forms = entity.aliases.iter().chain(&entity.demonyms).chain(&entity.seats);
        for name in own.into_iter().chain(forms.map(String::as_str)) {
            names.insert(name, format!("the entity `{}`", entity.id));
        }
    }
    for relation in pack.relations.keys() {
        names.insert(relation.as_str(), format!("the relation `{relation}`"));
    }
    names
}

/// Where a literal of the files is a name.
fn breaches(files: &[SourceFile], names: &BTreeMap<&str, String>) -> Vec<String> {
    let mut breaches = Vec::new();
    for file in files {
        for placed in &file.tokens {
            let Token::Text(text) = &placed.token else { continue };
            let excepted = EXCEPTIONS.iter().any(|(word, _)| word == text);
            if let (Some(named), false) = (names.get(text.as_str()), excepted) {
                breaches.push(format!("src/{}:{}: {text:?} names {named}", file.path, placed.line));
            }
        }
    }
    breaches
}

fn pack() -> RuleSet {
    Sources::find(&[], Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap().read().rules
}

#[test]
fn no_literal_of_the_source_names_what_the_rules_name() {
    let pack = pack();
    let breaches = breaches(&files(), &names(&pack));
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn every_exception_is_needed() {
    let pack = pack();
    let names = names(&pack);
    let files = files();
    let said: Vec<&Token> = files.iter().flat_map(|file| &file.tokens).map(|p| &p.token).collect();
    for (word, why) in EXCEPTIONS {
        assert!(names.contains_key(word), "the pack has no name `{word}` ({why})");
        assert!(said.contains(&&Token::Text(word.to_owned())), "nothing says `{word}` ({why})");
    }
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let names = BTreeMap::from([("Ruritania", "the entity `ruritania`".to_owned())]);
    let file = SourceFile { path: "a.rs".to_owned(), tokens: without_tests(&tokens(text)) };
    assert_eq!(breaches(&[file], &names), expected);
}

#[test]
fn a_name_is_found_in_every_kind_of_literal() {
    let found = ["src/a.rs:2: \"Ruritania\" names the entity `ruritania`"];
    for literal in [
        r#""Ruritania""#,
        r##"r"Ruritania""##,
        r###"r#"Ruritania"#"###,
        r#"b"Ruritania""#,
        r##"br"Ruritania""##,
        r#"c"Ruritania""#,
        r#""Rurit\u{61}ni\x61""#,
        "\"Rurit\\\n      ania\"",
    ] {
        check(&format!("const NAMES: [&str; 1] =\n[{literal}];"), &found);
    }
}

#[test]
fn names_in_comments_tests_and_longer_literals_are_no_breach() {
    check("// \"Ruritania\"\n/* /* \"Ruritania\" */ \"Ruritania\" */", &[]);
    check("#[cfg(test)]\nmod tests { const A: &str = \"Ruritania\"; }", &[]);
    check("const A: &str = \"in \\\"Ruritania\\\"\";", &[]);
    check(
        "const A: char = '\"'; const B: &str = \"a\"; const C: char = '\\\"'; // Ruritania\"",
        &[],
    );
}

#[test]
fn source_after_a_test_module_is_read_again() {
    check(
        "#[cfg(test)]\nmod tests { fn f() {} }\nconst A: &str = \"Ruritania\";",
        &["src/a.rs:3: \"Ruritania\" names the entity `ruritania`"],
    );
}
