//! `whowhom explain`: how a text is read.

mod program;

use program::Workplace;

#[track_caller]
fn check(place: &Workplace, arguments: &[&str], input: &str) -> String {
    let ran = place.run_on(&[&["explain"], arguments].concat(), input);
    ran.check_all(0, &[]);
    ran.stdout
}

const TEXT: &str = "Ruritania warned Anna Stone in Strelsau on Friday. It rained.";

#[test]
fn tokens_mentions_and_statements_are_shown() {
    insta::assert_snapshot!(check(&Workplace::new(), &[TEXT], ""));
}

#[test]
fn the_rule_that_nearly_matched_says_what_stopped_it() {
    let text = "Ruritania warned of floods, and Anna Stone left.";
    insta::assert_snapshot!(check(&Workplace::new(), &[text], ""));
}

#[test]
fn a_name_that_nothing_settles_is_told() {
    let place = Workplace::new().with(
        "rules/more.toml",
        "[[entity]]\nid = \"peter-stone\"\nname = \"Peter Stone\"\ntype = \"person\"\naliases = [\"Stone\"]\n",
    );
    insta::assert_snapshot!(check(&place, &["Ruritania warned Stone."], ""));
}

#[test]
fn a_text_a_file_and_standard_input_are_explained_alike() {
    let place = Workplace::new().with("a.txt", TEXT);
    let expected = check(&place, &[TEXT], "");
    assert_eq!(check(&place, &["a.txt"], ""), expected);
    assert_eq!(check(&place, &["-"], TEXT), expected);
}

#[test]
fn every_document_of_a_file_is_explained() {
    let place = Workplace::new().with(
        "lines.jsonl",
        "{\"id\": 1, \"text\": \"Anna Stone met Thomas Field.\"}\n{\"id\": 2, \"text\": \"Ruritania warned Anna Stone.\"}\n",
    );
    let told = check(&place, &["lines.jsonl"], "");
    assert!(told.contains("anna-stone — meets — thomas-field"), "{told}");
    assert!(told.contains("ruritania → warns → anna-stone"), "{told}");
}

#[test]
fn a_file_that_cannot_be_read_is_told() {
    let place = Workplace::new().with("binary.txt", b"GIF89a\0");
    let ran = place.run(&["explain", "binary.txt"]);
    ran.check_all(1, &["binary.txt: holds binary data; expected text"]);
    assert_eq!(ran.stdout, "");
}

#[test]
fn what_is_no_text_is_told() {
    Workplace::new().run(&["explain", " "]).check_all(1, &["there is no text"]);
    let ran = Workplace::new().run(&["explain", "nothere.txt"]);
    ran.check_all(1, &["nothere.txt: cannot be read: No such file or directory (os error 2)"]);
}
