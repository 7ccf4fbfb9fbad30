//! `whowhom watch`: what a saved file changes.

#![allow(clippy::unwrap_used)]

mod program;

use std::{
    io::{BufRead, BufReader, Read},
    process::{Child, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use program::Workplace;

/// Longer than anything takes, so that a test that hangs ends.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program at work; it ends with this.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Watching {
    /// Starts it and waits until it watches.
    fn start(place: &Workplace, arguments: &[&str]) -> Self {
        let mut command = place.command(&[&["watch"], arguments].concat());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        let pipes: [Box<dyn Read + Send>; 2] =
            [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
        for pipe in pipes {
            let sender = sender.clone();
            thread::spawn(move || {
                for line in BufReader::new(pipe).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        let watching = Self { child, lines };
        watching.until(&["watching "]);
        watching
    }

    /// All lines up to and with one that begins like this, without those that tell how long it took.
    #[track_caller]
    fn until(&self, beginnings: &[&str]) -> String {
        let mut lines: Vec<String> = Vec::new();
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) if line.starts_with("read again in ") => {}
                Ok(line) => {
                    let ends = beginnings.iter().any(|beginning| line.starts_with(beginning));
                    lines.push(line);
                    if ends {
                        return lines.join("\n");
                    }
                }
                Err(error) => {
                    panic!("no {beginnings:?} ({error}) after:\n{}", lines.join("\n"))
                }
            }
        }
    }
}

/// The last line of what a change makes.
const SHOWN: &[&str] = &["edges: ", "nothing changed"];

const PRAISES: &str = r#"[[relation]]
name = "praises"
about = "An actor praises another."
roles = { one = "actor", other = "actor" }
patterns = ['{one} {trigger: =praise} {other}']
edge = ['{one} -> {other}']
finds = ["[Ruritania](one) [praised](trigger) [Anna Stone](other)."]
ignores = ["Praise for Ruritania."]
"#;

/// What is shown when documents and rules are saved, one after the other.
fn session(extra: &[&str]) -> String {
    let place = Workplace::new()
        .with("news/a.txt", "Anna Stone met Thomas Field.")
        .with("news/b.txt", "Ruritania praised Anna Stone.");
    let watching = Watching::start(&place, &[&["news", "--out", "out"], extra].concat());
    assert_eq!(place.graph("out/graph.json").edges(), ["anna-stone meets thomas-field"]);
    let mut told = Vec::new();
    let mut step = |title: &str, path: &str, text: &str, ends: &[&str]| {
        place.write(path, text);
        told.push(format!("--- {title}\n{}\n", watching.until(ends)));
    };
    step("a document", "news/a.txt", "Ruritania warned Anna Stone.", SHOWN);
    step("a rule more", "rules/praises.toml", PRAISES, SHOWN);
    step(
        "a broken rule",
        "rules/praises.toml",
        "[[relation]]\nname = praises\n",
        &["the last good"],
    );
    step("a document by the last good rules", "news/c.txt", "Stone met Field.", SHOWN);
    step("the rule as it was", "rules/praises.toml", PRAISES, &["the rules are whole again"]);
    let mended = PRAISES.replace("=praise}", "=praise|=laud}");
    step("the rule mended", "rules/praises.toml", &mended, SHOWN);
    step("a document for it", "news/d.txt", "Anna Stone lauded Ruritania.", SHOWN);
    std::fs::remove_file(place.path("news/b.txt")).unwrap();
    told.push(format!("--- a document less\n{}", watching.until(SHOWN)));
    drop(watching);
    let edges = place.graph("out/graph.json").edges().join("\n");
    format!("{}\n--- the graph\n{edges}\n", told.join("\n"))
}

#[test]
fn what_every_saved_file_changes_is_shown() {
    insta::assert_snapshot!(session(&[]));
}

#[test]
fn the_same_is_shown_when_files_are_looked_at_from_time_to_time() {
    insta::assert_snapshot!("what_every_saved_file_changes_is_shown", session(&["--poll"]));
}

#[test]
fn a_model_that_is_saved_is_read_again() {
    let model = concat!(env!("CARGO_MANIFEST_DIR"), "/models/english.bin");
    let model = std::fs::read(model).unwrap();
    let place = Workplace::new()
        .with("news/a.txt", "Anna Stone met Thomas Field.")
        .with("english.bin", &model);
    let watching = Watching::start(&place, &["news", "--model", "english.bin"]);
    place.write("english.bin", "no model");
    let told = watching.until(&["the model cannot be read"]);
    assert_eq!(told.lines().count(), 1, "{told}");
    place.write("english.bin", &model);
    assert!(watching.until(SHOWN).ends_with("nothing changed"));
    // what is read by it is right, and it stays in force when rules change
    place.write("rules/praises.toml", PRAISES);
    place.write("news/b.txt", "Ruritania praised Anna Stone.");
    assert!(watching.until(&["edges: "]).contains("ruritania → praises → anna-stone"));
}

#[test]
fn rules_that_are_broken_at_the_start_are_refused() {
    let place = Workplace::new().with("rules/broken.toml", "[[relation]\n").with("a.txt", "A.");
    place.run(&["watch", "a.txt"]).check(2, &["rules/broken.toml:1"]);
}
