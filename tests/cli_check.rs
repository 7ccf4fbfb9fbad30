//! `whowhom check`: every problem of every rule file.

mod program;

use program::Workplace;

#[test]
fn rules_without_a_problem_are_counted() {
    insta::assert_snapshot!(Workplace::new().run(&["check"]).told());
}

#[test]
fn the_rules_that_come_with_the_program_have_no_problem() {
    let ran = Workplace::shipped().run(&["check"]);
    ran.check_all(0, &[]);
    assert!(ran.stdout.ends_with("; 0 errors, 0 warnings\n"), "{}", ran.stdout);
}

#[test]
fn problems_of_all_files_are_shown_at_once() {
    let place = Workplace::new()
        .with(
            "rules/a.toml",
            r#"[[entity]]
id = "hentzau"
name = "Hentzau"
type = "plaec"
"#,
        )
        .with(
            "rules/b.toml",
            r#"[[relation]]
name = "visits"
about = "Somebody goes somewhere."
roles = { guest = "actor", host = "place" }
patterns = ['{guest} {trigger: =visit} {hosts}']
edge = ['{guest} -> {host}']
finds = ["[Anna Stone](guest) visited [Strelsau](host)."]
ignores = ["[Anna Stone](guest) left [Strelsau](host)."]
"#,
        )
        .with("rules/c.toml", "[type.castle]\nis = \"place\"\ndrwa = { shape = \"house\" }\n");
    insta::assert_snapshot!(place.run(&["check"]).told());
}

#[test]
fn a_warning_is_shown_and_refuses_nothing() {
    let relation = r#"[[relation]]
name = "visits"
about = "Somebody goes somewhere."
roles = { guest = "actor", host = "place" }
patterns = ['{guest} {trigger: =visit} {host}']
edge = ['{guest} -> {host}']
finds = ["[Anna Stone](guest) visited [Strelsau](host)."]
"#;
    let place = Workplace::new().with("rules/visits.toml", relation);
    insta::assert_snapshot!(place.run(&["check"]).told());
}

#[test]
fn an_addition_is_checked_against_the_base() {
    let entity = "[[entity]]\nid = \"hentzau\"\nname = \"Hentzau\"\ntype = \"place\"\nwithin = \"ruritania\"\n";
    let place = Workplace::new().with("more/places.toml", entity);
    let ran = place.run(&["check", "more"]);
    ran.check_all(0, &[]);
    assert_eq!(ran.stdout, "rules + more: 2 relations, 5 entities; 0 errors, 0 warnings\n");
    place.write("more/places.toml", entity.replace("hentzau", "strelsau"));
    insta::assert_snapshot!(place.run(&["check", "more"]).told());
}

#[test]
fn what_is_not_there_to_check_is_named() {
    Workplace::new().run(&["check", "nowhere"]).check_all(
        2,
        &["error: cannot read the rules in `nowhere`: No such file or directory (os error 2)"],
    );
}
