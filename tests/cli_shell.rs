//! What shells and `man` are told of the program.

#![allow(clippy::unwrap_used)]

mod program;

use std::{
    io::Write,
    process::{Command, Stdio},
};

use program::Workplace;

const SUBCOMMANDS: [&str; 13] = [
    "check",
    "completions",
    "diff",
    "explain",
    "extract",
    "man",
    "rules",
    "schema",
    "stats",
    "suggest",
    "test",
    "who",
    "help",
];

#[test]
fn every_shell_completes_every_subcommand() {
    let place = Workplace::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = place.run(&["completions", shell]);
        ran.check_all(0, &[]);
        for subcommand in SUBCOMMANDS {
            assert!(ran.stdout.contains(subcommand), "{shell} knows no {subcommand}");
        }
        assert!(ran.stdout.contains("any-language"), "{shell} knows no options");
    }
    place.run(&["completions", "csh"]).check(2, &["possible values: bash, elvish, fish"]);
}

#[test]
fn bash_completes_what_is_begun() {
    let script = Workplace::empty().run(&["completions", "bash"]).stdout;
    let question = "\nCOMP_WORDS=(whowhom exp) COMP_CWORD=1\n\
                    _whowhom whowhom exp whowhom\necho \"${COMPREPLY[@]}\"\n";
    let mut bash = Command::new("bash")
        .arg("--norc")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    bash.stdin.take().unwrap().write_all((script + question).as_bytes()).unwrap();
    let answer = bash.wait_with_output().unwrap().stdout;
    assert_eq!(String::from_utf8(answer).unwrap(), "explain\n");
}

#[test]
fn every_subcommand_has_a_manual_page() {
    let place = Workplace::empty();
    let ran = place.run(&["man", "--out", "man1"]);
    let files = place.files();
    ran.check_all(0, &[&format!("{} pages written to man1", files.len())]);
    for subcommand in SUBCOMMANDS.iter().filter(|subcommand| **subcommand != "help") {
        let page = place.read(&format!("man1/whowhom-{subcommand}.1"));
        assert!(page.contains(&format!(".TH whowhom-{subcommand} 1")), "{page}");
        assert!(page.contains(".SH SYNOPSIS"), "{page}");
    }
    assert!(files.contains(&"man1/whowhom-rules-docs.1".to_owned()), "{files:?}");
    assert_eq!(place.run(&["man"]).stdout, place.read("man1/whowhom.1"));
}
