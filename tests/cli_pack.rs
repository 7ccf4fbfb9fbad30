//! `whowhom rules`: looking rules up, writing them out, and making pages of them.

#![allow(clippy::unwrap_used)]

mod program;

use std::path::Path;

use program::Workplace;

/// What an addition adds to the relations of the small world.
const MORE: &str = r#"# what an addition adds
[[relation]]
name = "warns"
extend = true
patterns = ['{warner} {trigger: =alert} {warned}'] # alert, too
finds = ["[Ruritania](warner) [alerted](trigger) [Anna Stone](warned)."]
"#;

#[test]
fn rules_are_listed_with_kind_examples_and_place() {
    let place = Workplace::new().with(
        "rules/names.toml",
        "[[name]]\nid = \"ship\"\ntype = \"place\"\nregex = 'HMS \\w+'\n\
         finds = [\"The [HMS Joy](place) left.\"]\nignores = [\"His Majesty left.\"]\n",
    );
    insta::assert_snapshot!(place.run(&["rules", "list"]).told());
    insta::assert_snapshot!(place.run(&["rules", "list", "--kind", "entity"]).told());
    place
        .run(&["rules", "list", "--kind", "verb"])
        .check(2, &["expected one of: relation, name, evidence, type, entity, words"]);
}

#[test]
fn a_rule_is_shown_as_it_is_written_with_all_that_extends_it() {
    let place = Workplace::new().with("mine/more.toml", MORE);
    insta::assert_snapshot!(place.run(&["rules", "show", "warns", "--rules", "mine"]).told());
}

#[test]
fn one_way_to_say_something_is_shown_by_the_id_that_evidence_has() {
    let place = Workplace::new()
        .with("mine/more.toml", MORE)
        .with("a.txt", "Ruritania alerted Anna Stone.");
    let rules = ["--rules", "mine"];
    place.run(&[&["extract", "a.txt", "--quiet"][..], &rules].concat()).check(0, &[]);
    let rule = "warns/pattern-2";
    assert!(place.read("output/graph.json").contains(&format!("\"rule\":\"{rule}\"")));
    let ran = place.run(&[&["rules", "show", rule][..], &rules].concat());
    assert_eq!(ran.stdout, "# mine/more.toml:5\n{warner} {trigger: =alert} {warned}\n");
}

#[test]
fn what_has_no_such_name_is_told_the_nearest() {
    Workplace::new()
        .run(&["rules", "show", "warn"])
        .check_all(2, &["nothing is called `warn` in the rules; did you mean `warns`?"]);
}

#[test]
fn rules_written_out_are_the_same_rules() {
    let place = Workplace::shipped();
    let ran = place.run(&["rules", "init", "mine/rules"]);
    ran.check(0, &["files written to mine/rules; they run with `--rules mine/rules`\n"]);
    let files = place.files();
    let below = |directory: &str| -> Vec<(String, String)> {
        let files = files.iter().filter_map(|file| Some((file, file.strip_prefix(directory)?)));
        files.map(|(file, below)| (below.to_owned(), place.read(file))).collect()
    };
    let (written, shipped) = (below("mine/rules/"), below("rules/"));
    assert!(written.iter().any(|(file, _)| file == "README.md"));
    assert_eq!(written, shipped);
    place.run(&["check", "mine/rules"]).check_all(0, &[]);
}

#[test]
fn rules_are_never_written_over_anything() {
    let place = Workplace::new().with("mine/notes.txt", "mine");
    place.run(&["rules", "init", "mine"]).check_all(
        2,
        &["error: `mine` is not empty", " |", "help: give a directory that does not exist yet"],
    );
    assert_eq!(place.read("mine/notes.txt"), "mine");
    let before = place.read("rules/types.toml");
    place.run(&["rules", "init", "rules"]).check(2, &["`rules` is not empty"]);
    assert_eq!(place.read("rules/types.toml"), before);
}

#[test]
fn each_relation_has_a_page() {
    let place = Workplace::new().with(
        "rules/more.toml",
        r#"[[relation]]
name = "gives"
about = "An actor gives another to a place, or says so."
roles = { giver = "actor", gift = "person", place = ["place", "country"], deed = "clause" }
clauses = ['{giver} give|hand {gift} to {place}', '{giver} say that {deed}']
nouns = ['gift of {gift} by {giver}']
except = ['{giver} give {gift}']
edge = ['{giver} -> {gift}', '{giver} -> {place}']
also = { is_at = '{gift} -> {place}' }
within = { deed = "possible" }
codes = { cameo = "07", plover = { actual = "AID", planned = "AGREE" } }
finds = ["[Stone](speaker) said [Ruritania](giver) will [give](trigger) [*Field*](gift) [sic]. => planned, said by Stone"]
ignores = ["Ruritania gave in_to [Strelsau](place)."]

[[relation]]
name = "is_at"
about = "Somebody is somewhere."
"#,
    );
    let ran = place.run(&["rules", "docs"]);
    ran.check_all(0, &["5 pages in docs/rules, 5 changed"]);
    insta::assert_snapshot!(place.read("docs/rules/README.md"));
    insta::assert_snapshot!(place.read("docs/rules/gives.md"));
    insta::assert_snapshot!(place.read("docs/rules/is_at.md"));
}

#[test]
fn pages_that_are_not_what_the_rules_say_are_told() {
    let place = Workplace::new();
    let check = ["rules", "docs", "--out", "pages", "--check"];
    place.run(&check).check(1, &["pages/meets.md is missing", "3 pages to be made anew"]);
    assert!(!place.path("pages").exists());
    place.run(&["rules", "docs", "--out", "pages"]).check(0, &[]);
    place.run(&check).check_all(0, &[]);
    place.write("pages/notes.md", "my own");
    let page = place.read("pages/meets.md");
    place.write("pages/parts.md", &page);
    place.write("pages/meets.md", page.replace("Two actors", "Three actors"));
    place.run(&check).check_all(
        1,
        &[
            "pages/meets.md is not what the rules say now",
            "pages/parts.md belongs to no relation",
            "2 pages to be made anew: run `whowhom rules docs --out pages`",
        ],
    );
    place.run(&["rules", "docs", "--out", "pages"]).check_all(0, &["3 pages in pages, 2 changed"]);
    assert_eq!(place.read("pages/notes.md"), "my own");
    assert!(!place.path("pages/parts.md").exists());
    place.run(&check).check_all(0, &[]);
}

#[test]
fn rules_with_an_error_have_no_pages() {
    let place = Workplace::new().with("rules/broken.toml", "[[relation]]\nnmae = \"x\"\n");
    place.run(&["rules", "docs"]).check(2, &["this relation has no key `nmae`"]);
    assert!(!place.path("docs").exists());
}

#[test]
fn the_links_of_a_page_lead_to_its_rule() {
    let place = Workplace::new();
    place.run(&["rules", "docs", "--out", "a/b/c"]).check(0, &[]);
    let page = place.read("a/b/c/meets.md");
    let (_, link) = page.split_once("(../").unwrap();
    let link = Path::new("a/b/c/..").join(link.split_once(')').unwrap().0);
    assert!(place.path(link.to_str().unwrap()).is_file(), "{}", link.display());
}

#[test]
#[cfg(feature = "embedded")]
fn embedded_rules_are_written_out_where_there_are_no_others() {
    let place = Workplace::empty();
    place.run(&["rules", "init", "rules"]).check(0, &["files written to rules"]);
    let shipped = Workplace::shipped();
    for file in place.files() {
        assert_eq!(place.read(&file), shipped.read(&file), "{file}");
    }
    place.run(&["rules", "list"]).check_all(0, &[]);
}
