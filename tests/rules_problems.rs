//! What is wrong with a rule file, as its author reads it.
//!
//! One table of broken files; what each is told stands in one snapshot, to be read aloud.
#![allow(clippy::unwrap_used)]

use whowhom::rules::load_texts;

const TYPES: &str = include_str!("../rules/types.toml");

/// The start of a relation in which nothing is wrong; a pattern and more follow.
const GIVES: &str = r#"[[relation]]
name = "gives"
about = "An actor gives a weapon to another."
roles = { giver = "actor", item = "weapon", taker = "actor", when = "time" }
edge = '{giver} -> {taker}'
finds = ["[She](giver) [gave](trigger) [him](taker) [tanks](item) on [Monday](when)."]
ignores = ["She gave up."]
"#;

/// The start of a name rule in which nothing is wrong; a pattern and more follow.
const TITLED: &str = r#"[[name]]
id = "titled"
type = "person"
finds = ["President [Jane Doe](person) left."]
ignores = ["The president left."]
"#;

/// What is wrong, what the file starts with, and how it goes on.
const BROKEN: &[(&str, &str, &str)] = &[
    // The file.
    (
        "a string without an end",
        "",
        "[[entity]]\nid = \"anna\nname = \"Anna\"\ntype = \"person\"\n",
    ),
    ("two syntax errors", "", "[[entity]]\nid = anna\n\n[[entity]\nid = \"bert\"\n"),
    ("a key twice", "", "[speech]\nverbs = ['say']\nverbs = ['tell']\n"),
    ("an unknown section", "", "[[entitiy]]\nid = \"anna\"\n"),
    ("a list where a table is", "", "[[speech]]\nverbs = ['say']\n"),
    ("a table where a list is", "", "[entity]\nid = \"anna\"\n"),
    ("a type without a name", "", "[[type]]\nis = \"actor\"\n"),
    ("a newer format", "", "format = 2\n"),
    ("a format that is no number", "", "format = \"one\"\n"),
    // Types.
    ("an unknown type", "", "[type.city]\nis = \"plce\"\n"),
    ("a ring of types", "", "[type.egg]\nis = \"hen\"\n[type.hen]\nis = \"egg\"\n"),
    ("a type called like a value", "", "[type.text]\n"),
    ("a type twice", "", "[type.person]\nis = \"actor\"\n"),
    ("a colour that is none", "", "[type.ship]\ndraw = { shape = \"box\", fill = \"blue\" }\n"),
    (
        "a shape that is none",
        "",
        "[type.ship]\ndraw = { shape = \"elipse\", fill = \"#000000\" }\n",
    ),
    ("half a style", "", "[type.ship]\ndraw = { shape = \"box\", colour = \"#000000\" }\n"),
    // Entities.
    (
        "a mistyped key",
        "",
        "[[entity]]\nid = \"anna\"\nname = \"Anna\"\ntype = \"person\"\nalaises = [\"Ann\"]\n",
    ),
    ("an entity without an id", "", "[[entity]]\nname = \"Anna\"\ntype = \"persn\"\n"),
    ("an entity without a name", "", "[[entity]]\nid = \"anna\"\ntype = \"person\"\n"),
    ("an id with a space", "", "[[entity]]\nid = \"anna k\"\nname = \"Anna\"\ntype = \"person\"\n"),
    (
        "an empty name",
        "",
        "[[entity]]\nid = \"anna\"\nname = \"Anna\"\ntype = \"person\"\naliases = [\"\", \" Ann\"]\n",
    ),
    (
        "values of the wrong kind",
        "",
        "[[entity]]\nid = \"anna\"\nname = [\"Anna\"]\ntype = 1\naliases = \"Ann\"\ndemonyms = [1]\nat = [1]\nlinks = \"Q1\"\n",
    ),
    (
        "an id twice",
        "",
        "[[entity]]\nid = \"anna\"\nname = \"Anna\"\ntype = \"person\"\n[[entity]]\nid = \"anna\"\nname = \"Ann\"\ntype = \"person\"\n",
    ),
    (
        "an extension of nothing",
        "",
        "[[entity]]\nid = \"anna\"\nname = \"Anna\"\ntype = \"person\"\n[[entity]]\nid = \"ana\"\nextend = true\naliases = [\"Ann\"]\n",
    ),
    (
        "an extension that sets what is set",
        "",
        "[[entity]]\nid = \"anna\"\nname = \"Anna\"\ntype = \"person\"\n[[entity]]\nid = \"anna\"\nextend = true\nname = \"Ann\"\n",
    ),
    (
        "both extend and replace",
        "",
        "[[entity]]\nid = \"anna\"\nname = \"Anna\"\ntype = \"person\"\nextend = true\nreplace = true\n",
    ),
    (
        "a name of two",
        "",
        "[[entity]]\nid = \"georgia\"\nname = \"Georgia\"\ntype = \"country\"\n[[entity]]\nid = \"georgia-us\"\nname = \"State of Georgia\"\naliases = [\"Georgia\", \"Georgia\"]\ntype = \"place\"\n",
    ),
    (
        "a shared name that is none",
        "",
        "[[entity]]\nid = \"anna\"\nname = \"Anna\"\ntype = \"person\"\nshared = [\"Ana\"]\n",
    ),
    (
        "an office that ends before it begins",
        "",
        "[[entity]]\nid = \"ruritania\"\nname = \"Ruritania\"\ntype = \"country\"\n[[entity]]\nid = \"anna\"\nname = \"Anna\"\ntype = \"person\"\noffices = [{ title = \"queen\", of = \"ruritania\", from = 2020-05-01, to = 2019-05-01 }]\n",
    ),
    (
        "an office of an unknown country",
        "",
        "[[entity]]\nid = \"ruritania\"\nname = \"Ruritania\"\ntype = \"country\"\n[[entity]]\nid = \"anna\"\nname = \"Anna\"\ntype = \"person\"\noffices = [{ titel = \"queen\", of = \"rurtania\", from = \"2020-05-01\" }]\n",
    ),
    (
        "a place within an unknown one",
        "",
        "[[entity]]\nid = \"strelsau\"\nname = \"Strelsau\"\ntype = \"place\"\nwithin = \"ruritania\"\n",
    ),
    (
        "places within each other",
        "",
        "[[entity]]\nid = \"a\"\nname = \"A\"\ntype = \"place\"\nwithin = \"b\"\n[[entity]]\nid = \"b\"\nname = \"B\"\ntype = \"place\"\nwithin = \"a\"\n",
    ),
    (
        "a place nowhere",
        "",
        "[[entity]]\nid = \"strelsau\"\nname = \"Strelsau\"\ntype = \"place\"\nat = [105.3, 61.5]\n",
    ),
    // Names.
    ("a name rule without a pattern", TITLED, ""),
    ("a name rule with two", TITLED, "pattern = '=president {:name [Cap]+}'\nregex = 'x'\n"),
    (
        "a name rule that finds nothing and ignores nothing",
        "",
        "[[name]]\nid = \"titled\"\ntype = \"person\"\npattern = '=president {:name [Cap]+}'\n",
    ),
    ("a role in a name rule", TITLED, "pattern = '{title: =president} {:name [Cap]+}'\n"),
    ("two names in a name rule", TITLED, "pattern = '{:name [Cap]+} and {:name [Cap]+}'\n"),
    ("an unknown class", TITLED, "pattern = '=president {:name [Capital]+}'\n"),
    ("a mistyped class", TITLED, "pattern = '=president {:name [Cpa]+}'\n"),
    ("a bracket without an end", TITLED, "pattern = '(=president|=minister {:name [Cap]+}'\n"),
    ("a repetition that counts backwards", TITLED, "pattern = \"=president {:name [Cap]{3,1}}\"\n"),
    (
        "a problem in a string with escapes",
        TITLED,
        "pattern = \"=president \\\"\\\" {:name [Cap]{3,1}}\"\n",
    ),
    ("a pattern that matches nothing", TITLED, "pattern = '=president? [Cap]*'\n"),
    ("a pattern that matches everything", TITLED, "pattern = '[Any]+'\n"),
    ("an unknown type in a pattern", TITLED, "pattern = '<persn> of <country>'\n"),
    (
        "a mark of another type",
        "",
        "[[name]]\nid = \"titled\"\ntype = \"person\"\npattern = '=president {:name [Cap]+}'\nfinds = [\"President [Jane Doe](preson) left [Oslo](place).\"]\nignores = [\"She left.\"]\n",
    ),
    // Relations.
    (
        "a relation without most keys",
        "",
        "[[relation]]\nname = \"gives\"\npatterns = ['{a} =give {b}']\n",
    ),
    (
        "a relation that nothing finds",
        "",
        "[[relation]]\nname = \"gives\"\nabout = \"An actor gives something.\"\n",
    ),
    ("an undeclared role", GIVES, "patterns = ['{giver} =give {takr} {item} {when}']\n"),
    ("a role that nothing fills", GIVES, "patterns = ['{giver} =give {taker} {item}']\n"),
    (
        "a pattern without the ends of an edge",
        GIVES,
        "patterns = ['{giver} =give {item} on {when}']\n",
    ),
    (
        "an undeclared role in a clause",
        GIVES,
        "patterns = ['{giver} =give {taker} {item} {when}']\nclauses = ['{giver} give {tem} to {taker}']\n",
    ),
    ("a trigger without words", GIVES, "patterns = ['{giver} {trigger} {taker} {item} {when}']\n"),
    (
        "a name in a relation",
        GIVES,
        "patterns = ['{giver} =give {taker} {item} {:name [Cap]} {when}']\n",
    ),
    (
        "roles that are not well declared",
        "",
        "[[relation]]\nname = \"gives\"\nabout = \"An actor gives something.\"\nroles = { trigger = \"actor\", \"to whom\" = \"actr\", item = 1 }\nedge = '{item} -> {taker}'\npatterns = ['{item} =go {taker}']\nfinds = [\"[It](item) goes.\"]\nignores = [\"She goes.\"]\n",
    ),
    (
        "edges that are none",
        "",
        "[[relation]]\nname = \"gives\"\nabout = \"An actor gives something.\"\nroles = { giver = \"actor\", when = \"time\" }\nedge = ['{giver} to {when}', '{giver} -> {when}', '{giver} -> {giver}', '{giver} -> {takr}']\npatterns = ['{giver} =give {when}']\nfinds = [\"[She](giver) gives.\"]\nignores = [\"She is given.\"]\n",
    ),
    (
        "an undeclared relation",
        GIVES,
        "patterns = ['{giver} =give {taker} {item} {when}']\nalso = { goes_to = '{item} -> {taker}', givs = '{giver} -> {item}' }\n",
    ),
    (
        "a code for an unknown status",
        GIVES,
        "patterns = ['{giver} =give {taker} {item} {when}']\ncodes = { plover = { planed = \"AGREE\" }, cameo = 72 }\n",
    ),
    (
        "a status within what is no clause",
        GIVES,
        "patterns = ['{giver} =give {taker} {item} {when}']\nwithin = { item = \"posible\" }\n",
    ),
    // Examples.
    (
        "marks that are none",
        "",
        "[[relation]]\nname = \"leaves\"\nabout = \"An actor leaves a place.\"\nroles = { who = \"actor\", from = \"place\" }\nedge = '{who} -> {from}'\npatterns = ['{who} =leave {from}']\nfinds = [\n  \"She left.\",\n  \"[She](who left Oslo.\",\n  \"[She(who) left Oslo.\",\n  \"She](who) left Oslo.\",\n  \"[](who) left [Oslo](form).\",\n  \"[[Ann](who) of Oslo](from) left.\",\n  \"[She](who) said [sic] so. => planed\",\n  \"[She](who) left. => actual, negated, said by Bob\",\n]\nignores = [\"[She](hwo) left early.\", \"=> actual\"]\n",
    ),
    // Word lists.
    (
        "words of two statuses",
        "",
        "[status.planned]\nverbs = [\"plan\", \"vow\"]\n[status.possible]\nverbs = [\"vow\"]\n",
    ),
    ("an unknown status", "", "[status.probable]\nverbs = [\"may\"]\nnoun = [\"chance\"]\n"),
    ("an abbreviation without its full stop", "", "[abbreviations]\nbefore_names = [\"Mr\"]\n"),
];

#[test]
fn every_problem_is_told_with_its_place_and_what_to_write() {
    let mut told = String::new();
    for (title, start, rest) in BROKEN {
        let text = format!("{start}{rest}");
        let loaded = load_texts(&[("types.toml", TYPES), ("rules/broken.toml", &text)]);
        assert!(!loaded.problems.is_empty(), "nothing is told about {title}");
        told += &format!("##### {title}\n\n");
        for problem in &loaded.problems {
            told += &format!("{}\n\n", problem.report(false));
        }
    }
    insta::assert_snapshot!(told);
}

#[test]
fn the_starts_of_the_table_are_sound() {
    let sound = [
        format!("{GIVES}patterns = ['{{giver}} =give {{taker}} {{item}} {{when}}']\n"),
        format!("{TITLED}pattern = '=president {{:name [Cap]+}}'\n"),
    ];
    for text in sound {
        let loaded = load_texts(&[("types.toml", TYPES), ("a.toml", &text)]);
        assert_eq!(loaded.problems, [], "{text}");
    }
}

#[test]
fn rules_without_a_format_are_told_where_to_write_it() {
    let loaded = load_texts(&[("a.toml", ""), ("rules/types.toml", "[type.person]\n")]);
    assert_eq!(
        loaded.problems[0].to_string(),
        "rules/types.toml:1:1: the rules have no `format`; write `format = 1` into the first line"
    );
}

#[test]
fn problems_come_in_the_order_of_files_and_lines() {
    let text = "[[entity]]\nid = 1\nx = 2\n\n[[entity]]\ny = 3\n";
    let loaded = load_texts(&[("b.toml", text), ("a.toml", text)]);
    let places: Vec<(String, usize)> = loaded
        .problems
        .iter()
        .filter_map(|problem| problem.location())
        .map(|location| (location.file.display().to_string(), location.line))
        .collect();
    let mut sorted = places.clone();
    sorted.sort();
    assert_eq!(places, sorted);
    assert_eq!(places.first().unwrap().0, "a.toml");
}
