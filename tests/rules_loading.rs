//! Loading rule files: what is read, and which rules run.
#![allow(clippy::unwrap_used)]

use std::{
    fs,
    path::{Path, PathBuf},
};

use whowhom::{
    id::{EntityId, RelationId, TypeId},
    rules::{Code, Loaded, Recogniser, Sources, load_texts},
    status::Status,
};

const TYPES: &str = include_str!("../rules/types.toml");

/// Loads `text` beside the types of the project.
fn load(text: &str) -> Loaded {
    load_texts(&[("types.toml", TYPES), ("a.toml", text)])
}

/// Loads `text`, which has no problem.
fn load_clean(text: &str) -> Loaded {
    let loaded = load(text);
    let reports: Vec<String> =
        loaded.problems.iter().map(|problem| problem.report(false)).collect();
    assert!(reports.is_empty(), "{}", reports.join("\n\n"));
    loaded
}

#[test]
fn the_types_of_the_project_are_a_tree() {
    let types = load_clean("").rules.types;
    let is_a = |inner: &str, outer: &str| types.is_a(&TypeId::from(inner), &TypeId::from(outer));
    assert!(is_a("person", "actor"));
    assert!(is_a("country", "actor") && is_a("country", "place"));
    assert!(!is_a("place", "country") && !is_a("weapon", "actor"));
    assert_eq!(types.style(&TypeId::from("weapon")).unwrap().shape, "hexagon");
}

#[test]
fn an_entity_is_read_with_all_its_keys() {
    let loaded = load_clean(
        r#"
        [[entity]]
        id = "ruritania"
        name = "Ruritania"
        type = "country"
        kind = "kingdom"
        aliases = ["Kingdom of Ruritania"]
        demonyms = ["Ruritanian", "Ruritanians"]
        seats = ["Strelsau"]
        at = [50, 14.5]
        links = { wikidata = "Q1" }

        [[entity]]
        id = "rudolf"
        name = "Rudolf Elphberg"
        type = "person"
        within = "ruritania"
        offices = [{ title = "king", of = "ruritania", from = 1894-01-02, to = 1899-12-31 }]
        "#,
    );
    let entities = loaded.rules.entities;
    let country = &entities["ruritania"];
    assert_eq!(country.demonyms, ["Ruritanian", "Ruritanians"]);
    assert_eq!(country.at, Some([50.0, 14.5]));
    assert_eq!(country.links["wikidata"], "Q1");
    assert_eq!((country.location.line, country.location.column), (3, 14));
    let king = &entities["rudolf"];
    assert_eq!(king.offices[0].of, EntityId::from("ruritania"));
    assert_eq!(king.offices[0].to.unwrap().to_string(), "1899-12-31");
    assert_eq!(king.within, Some(EntityId::from("ruritania")));
}

#[test]
fn a_relation_is_read_with_all_its_keys() {
    let loaded = load_clean(
        r#"
        [[relation]]
        name = "arms"
        about = "An actor gives weapons to another."
        roles = { giver = "actor", item = "weapon", taker = ["actor", "place"], deed = "clause" }
        patterns = ['{giver} (=give|=hand over) {item} to {taker}']
        clauses = ['{giver} give {item} to {taker} so that {deed: clause}']
        edge = ['{giver} -> {item}', '{giver} -> {taker}']
        also = { goes_to = '{item} -> {taker}' }
        codes = { cameo = "072", plover = { actual = "AID", negated = "REJECT", triggers = { pledge = "AGREE" } } }
        within = { deed = "possible" }
        finds = ["[She](giver) [gave](trigger) [tanks](item) to [him](taker). => planned, said by Flavia"]
        ignores = ["They gave up."]

        [[relation]]
        name = "goes_to"
        about = "A weapon goes to somebody."
        "#,
    );
    let relation = &loaded.rules.relations["arms"];
    let roles: Vec<&str> = relation.roles.iter().map(|role| role.name.as_str()).collect();
    assert_eq!(roles, ["giver", "item", "taker", "deed"]);
    assert_eq!(relation.patterns[0].id.as_str(), "arms/pattern-1");
    assert_eq!(relation.edges[1].tail.as_str(), "taker");
    assert_eq!(relation.also[&RelationId::from("goes_to")].head.as_str(), "item");
    assert_eq!(relation.codes["cameo"], Code::Always("072".to_owned()));
    let Code::ByStatus { statuses, triggers } = &relation.codes["plover"] else {
        panic!("a code by status")
    };
    assert_eq!(statuses[&Status::Negated], "REJECT");
    assert_eq!(triggers["pledge"], "AGREE");
    assert_eq!(relation.within.values().copied().collect::<Vec<_>>(), [Status::Possible]);
    let example = &relation.finds[0];
    assert_eq!(example.text, "She gave tanks to him.");
    assert_eq!(example.expected.status, Some(Status::Planned));
    assert_eq!(example.expected.said_by.as_deref(), Some("Flavia"));
    let marks: Vec<(&str, &str)> = example
        .marks
        .iter()
        .map(|mark| (mark.span.of(&example.text), mark.label.as_str()))
        .collect();
    assert_eq!(marks, [("She", "giver"), ("gave", "trigger"), ("tanks", "item"), ("him", "taker")]);
    assert!(loaded.rules.relations["goes_to"].only_follows());
}

#[test]
fn the_name_of_a_further_edge_needs_no_definition() {
    let loaded = load_clean(
        r#"
        [[relation]]
        name = "gives"
        about = "An actor gives a weapon to another."
        roles = { giver = "actor", item = "weapon", taker = "actor" }
        patterns = ['{giver} =give {taker} {item}']
        edge = '{giver} -> {taker}'
        also = { onward = '{item} -> {taker}' }
        finds = ["[She](giver) [gave](trigger) [him](taker) [tanks](item)."]
        ignores = ["She gave up."]
        "#,
    );
    let relation = &loaded.rules.relations["gives"];
    assert_eq!(relation.also[&RelationId::from("onward")].tail.as_str(), "taker");
}

#[test]
fn a_name_rule_keeps_its_regex_and_where_it_stands() {
    let loaded = load_clean(
        "[[name]]\nid = \"designation\"\ntype = \"weapon\"\nregex = '\\bF-\\d+\\b'\nnear = [\"jet\"]\n\
         finds = [\"An [F-16](weapon) jet.\"]\nignores = [\"Read F-16 on page 3.\"]\n",
    );
    let Recogniser::Regex(regex, location) = &loaded.rules.names[0].recogniser else {
        panic!("a regex")
    };
    assert_eq!(regex, r"\bF-\d+\b");
    assert_eq!((location.line, location.column, location.length), (4, 10, 9));
}

#[test]
fn brackets_that_are_no_mark_are_text() {
    let loaded = load_clean(
        r#"
        [[relation]]
        name = "calls"
        about = "An actor calls another."
        roles = { caller = "actor", called = "actor" }
        patterns = ["""
            {caller} =call
            {called}
        """]
        edge = '{caller} -> {called}'
        finds = [
          "“[[Ex-]Präsident Ó Briain](caller) [sic]] [called](trigger) [Zoë](called)” a => b => negated",
        ]
        ignores = ["[He](caller) called [sic] for help."]
        "#,
    );
    let example = &loaded.rules.relations["calls"].finds[0];
    assert_eq!(example.text, "“[Ex-]Präsident Ó Briain [sic]] called Zoë” a => b");
    let marks: Vec<&str> = example.marks.iter().map(|mark| mark.span.of(&example.text)).collect();
    assert_eq!(marks, ["[Ex-]Präsident Ó Briain", "called", "Zoë"]);
    assert_eq!(example.expected.status, Some(Status::Negated));
    assert_eq!(loaded.rules.relations["calls"].ignores[0].marks[0].label, "caller");
}

#[test]
fn word_lists_of_several_files_are_joined() {
    let loaded = load_texts(&[
        ("types.toml", "format = 1"),
        ("a.toml", "[abbreviations]\nbefore_names = ['Mr.']\n[status.planned]\nverbs = ['plan']"),
        ("b.toml", "[abbreviations]\nbefore_names = ['Dr.']\n[status.planned]\nverbs = ['agree']"),
    ]);
    assert_eq!(loaded.problems, []);
    assert_eq!(loaded.rules.english.abbreviations.before_names, ["Mr.", "Dr."]);
    assert_eq!(loaded.rules.english.status[&Status::Planned].verbs, ["agree", "plan"]);
}

#[test]
fn one_bad_rule_never_costs_the_others() {
    let loaded = load(
        r#"
        entity = [{ id = "a", name = "A", type = "wepon" }, { id = "b", name = "B", type = "weapon" }]
        "#,
    );
    assert!(loaded.has_errors());
    assert_eq!(loaded.rules.entities.keys().map(EntityId::as_str).collect::<Vec<_>>(), ["b"]);
}

#[test]
fn an_entry_with_a_faulty_id_is_checked_and_left_out() {
    let loaded = load("[[entity]]\nid = 'a b'\nname = 'A'\ntype = 'persn'\n");
    let lines: Vec<usize> =
        loaded.problems.iter().map(|problem| problem.location().unwrap().line).collect();
    assert_eq!(lines, [2, 4]);
    assert!(loaded.rules.entities.is_empty());
    let well_but_for_its_id = load("[[entity]]\nid = 'a b'\nname = 'A'\ntype = 'person'\n");
    assert!(well_but_for_its_id.rules.entities.is_empty());
}

#[test]
fn a_syntax_error_costs_the_entry_it_stands_in() {
    let loaded = load(
        "[[entity]]\nid = \"a\"\nname = \"A\ntype = \"person\"\n\n\
         [[entity]]\nid = \"b\"\nname = \"B\"\ntype = \"person\"\nwithin = \"a\"\n",
    );
    let problems: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert!(problems[0].starts_with("a.toml:3:"), "{problems:#?}");
    let left: Vec<&str> = loaded.rules.entities.keys().map(EntityId::as_str).collect();
    assert_eq!(left, ["b"]);
    assert_eq!(loaded.rules.entities["b"].within, None);
}

/// A directory with these files in it.
fn directory(files: &[(&str, &str)]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = directory.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    directory
}

fn find(directory: &Path, requested: &[&str]) -> Result<Loaded, String> {
    let requested: Vec<PathBuf> = requested.iter().map(PathBuf::from).collect();
    let sources = Sources::find(&requested, directory).map_err(|error| error.to_string())?;
    Ok(sources.read())
}

const BASE: &str = "format = 1\n[type.person]\n";
const ANNA: &str = "[[entity]]\nid = 'anna'\nname = 'Anna'\ntype = 'person'\naliases = ['Ann']\n";

#[test]
fn rules_in_the_working_directory_are_the_base() {
    let directory = directory(&[
        ("rules/types.toml", BASE),
        ("rules/people/a.toml", ANNA),
        ("rules/README.md", "not a rule"),
        ("rules/.a.toml", "not a rule either"),
        ("more/b.toml", "[[entity]]\nid = 'anna'\nextend = true\naliases = ['Annie']\n"),
    ]);
    let loaded = find(directory.path(), &[]).unwrap();
    assert_eq!(loaded.problems, []);
    assert_eq!(loaded.rules.origins, ["rules"]);
    assert_eq!(loaded.rules.entities["anna"].location.file, Path::new("rules/people/a.toml"));
    let extended = find(directory.path(), &["more"]).unwrap();
    assert_eq!(extended.problems, []);
    assert_eq!(extended.rules.origins, ["rules", "more"]);
    assert_eq!(extended.rules.entities["anna"].aliases, ["Ann", "Annie"]);
    assert_ne!(extended.rules.fingerprint, loaded.rules.fingerprint);
    let single_file = find(directory.path(), &["more/b.toml"]).unwrap();
    assert_eq!(single_file.rules.entities["anna"].aliases, ["Ann", "Annie"]);
}

#[test]
fn a_requested_directory_with_types_is_the_base_wherever_it_stands() {
    let directory = directory(&[
        ("rules/types.toml", "format = 1\n[type.local]\n"),
        ("mine/types.toml", BASE),
        ("more/a.toml", ANNA),
    ]);
    let loaded = find(directory.path(), &["more", "mine"]).unwrap();
    assert_eq!(loaded.rules.origins, ["mine", "more"]);
    assert_eq!(loaded.problems, []);
    assert!(loaded.rules.types.0.contains_key("person"));
    assert!(!loaded.rules.types.0.contains_key("local"));
}

#[test]
fn an_addition_replaces_an_entry_when_it_says_so() {
    let directory = directory(&[
        ("rules/types.toml", BASE),
        ("rules/a.toml", ANNA),
        (
            "more/b.toml",
            "[[entity]]\nid = 'anna'\nreplace = true\nname = 'Anna K.'\ntype = 'person'\n",
        ),
        ("same/b.toml", ANNA),
    ]);
    let replaced = find(directory.path(), &["more"]).unwrap();
    assert_eq!(replaced.problems, []);
    assert_eq!(replaced.rules.entities["anna"].name, "Anna K.");
    assert!(replaced.rules.entities["anna"].aliases.is_empty());
    let repeated = find(directory.path(), &["same"]).unwrap();
    assert_eq!(
        repeated.problems[0].to_string(),
        "same/b.toml:2:6: entity `anna` exists already, in rules/a.toml:2; \
         `extend = true` adds to it, `replace = true` writes it anew"
    );
}

#[test]
fn an_addition_moves_a_word_to_another_status() {
    let directory = directory(&[
        ("rules/types.toml", BASE),
        ("rules/english/status.toml", "[status.planned]\nverbs = ['plan', 'vow']\n"),
        ("mine/status.toml", "[status.possible]\nverbs = ['vow']\n"),
    ]);
    let loaded = find(directory.path(), &["mine"]).unwrap();
    assert_eq!(loaded.problems, []);
    assert_eq!(loaded.rules.english.status[&Status::Planned].verbs, ["plan"]);
    assert_eq!(loaded.rules.english.status[&Status::Possible].verbs, ["vow"]);
}

#[test]
fn the_fingerprint_is_that_of_the_content_and_not_of_the_place() {
    let files = [("rules/types.toml", BASE), ("rules/a.toml", ANNA)];
    let (one, other) = (directory(&files), directory(&files));
    let fingerprint = |at: &Path| find(at, &[]).unwrap().rules.fingerprint;
    assert_eq!(fingerprint(one.path()), fingerprint(other.path()));
    let by_path = find(Path::new("/"), &[one.path().join("rules").to_str().unwrap()]).unwrap();
    assert_eq!(by_path.rules.fingerprint, fingerprint(one.path()));
    fs::rename(other.path().join("rules/a.toml"), other.path().join("rules/b.toml")).unwrap();
    assert_ne!(fingerprint(one.path()), fingerprint(other.path()));
}

#[cfg(not(feature = "embedded"))]
#[test]
fn without_rules_the_error_says_what_to_do() {
    let directory = directory(&[("more/a.toml", ANNA)]);
    assert_eq!(
        find(directory.path(), &["more"]).unwrap_err(),
        "there are no rules: `rules/types.toml` does not exist here; run where `rules` is, or \
         give a directory that holds `types.toml`: `--rules DIR`"
    );
    assert_eq!(
        find(directory.path(), &["builtin"]).unwrap_err(),
        "this program was built without `builtin` rules; give a directory that holds `types.toml`"
    );
}

#[cfg(feature = "embedded")]
#[test]
fn the_embedded_rules_are_those_of_the_project() {
    let directory = directory(&[("more/a.toml", ANNA)]);
    let loaded = find(directory.path(), &["more", "builtin"]).unwrap();
    assert_eq!(loaded.rules.origins, ["builtin", "more"]);
    assert_eq!(find(directory.path(), &[]).unwrap().rules.origins, ["builtin"]);
    let project = find(Path::new(env!("CARGO_MANIFEST_DIR")), &[]).unwrap();
    assert_eq!(find(directory.path(), &[]).unwrap().rules.fingerprint, project.rules.fingerprint);
}

#[test]
fn a_requested_directory_that_does_not_exist_is_an_error() {
    let directory = directory(&[("rules/types.toml", BASE)]);
    let error = find(directory.path(), &["ruls"]).unwrap_err();
    assert!(error.starts_with("cannot read the rules in `ruls`: "), "{error}");
}

#[test]
fn what_cannot_be_read_as_text_is_a_problem_and_not_the_end() {
    let elsewhere = "[[entity]]\nid = 'bert'\nname = 'Bert'\ntype = 'person'\nwithin = 'café'\n";
    let directory = directory(&[
        ("rules/types.toml", BASE),
        ("rules/a.toml", ANNA),
        ("rules/b.toml", elsewhere),
    ]);
    fs::write(directory.path().join("rules/latin.toml"), b"# caf\xe9\n").unwrap();
    fs::write(directory.path().join("rules/long.toml"), format!("# {}\n", "x".repeat(20_000)))
        .unwrap();
    fs::create_dir(directory.path().join("empty")).unwrap();
    let loaded = find(directory.path(), &["empty"]).unwrap();
    let problems: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "`rules/latin.toml` is not written in UTF-8; save it as UTF-8",
            "line 1 of `rules/long.toml` is longer than 16 kB; write one item on each line",
            "`empty` holds no rule file; rule files end in `.toml`",
        ]
    );
    assert!(loaded.rules.entities.contains_key("anna"));
    assert!(
        !loaded.rules.entities.contains_key("bert"),
        "what may be defined in an unread file is missed, and nobody is blamed"
    );
}
