//! Running the program in a directory of its own, over a small world with rules of its own.

#![allow(dead_code, clippy::unwrap_used)]

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

/// The rules of the small world.
pub(crate) const RULES: [(&str, &str); 3] = [
    (
        "rules/types.toml",
        r##"format = 1

[type.actor]

[type.person]
is = "actor"
draw = { shape = "ellipse", fill = "#56B4E9" }

[type.country]
is = ["actor", "place"]
draw = { shape = "octagon", fill = "#0072B2" }

[type.place]
draw = { shape = "house", fill = "#009E73" }
"##,
    ),
    (
        "rules/entities.toml",
        r#"[[entity]]
id = "anna-stone"
name = "Anna Stone"
type = "person"
aliases = ["Stone"]

[[entity]]
id = "ruritania"
name = "Ruritania"
type = "country"
demonyms = ["Ruritanian"]

[[entity]]
id = "strelsau"
name = "Strelsau"
type = "place"
within = "ruritania"

[[entity]]
id = "thomas-field"
name = "Thomas Field"
type = "person"
aliases = ["Field"]
"#,
    ),
    (
        "rules/relations.toml",
        r#"[[relation]]
name = "meets"
about = "Two actors meet."
roles = { one = "actor", other = "actor" }
symmetric = true
patterns = ['{one} (will|may)? {trigger: =meet} {other}']
edge = ['{one} -> {other}']
finds = ["[Anna Stone](one) [met](trigger) [Thomas Field](other) in June. => actual"]
ignores = ["[Anna Stone](one) and [Thomas Field](other) meet deadlines."]

[[relation]]
name = "warns"
about = "An actor warns another."
roles = { warner = "actor", warned = "actor" }
patterns = ['{warner} {trigger: =warn} {warned}']
edge = ['{warner} -> {warned}']
finds = ["[Ruritania](warner) [warned](trigger) [Anna Stone](warned)."]
ignores = ["A storm warning covers [Ruritania](warner) and [Strelsau](warned)."]
"#,
    ),
];

/// A directory to run in.
pub(crate) struct Workplace {
    directory: TempDir,
}

/// How a run ended.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Workplace {
    /// One that is empty.
    pub(crate) fn empty() -> Self {
        Self { directory: tempfile::tempdir().unwrap() }
    }

    /// One with the rules of the small world.
    pub(crate) fn new() -> Self {
        RULES.into_iter().fold(Self::empty(), |place, (path, text)| place.with(path, text))
    }

    /// One with the rules and the reports that come with the program.
    pub(crate) fn shipped() -> Self {
        let place = Self::empty();
        for directory in ["rules", "seeds"] {
            let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(directory);
            copy(&source, &place.path(directory));
        }
        place
    }

    /// The same with a file more.
    pub(crate) fn with(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.write(path, bytes);
        self
    }

    /// Writes a file, and the directories that it stands in.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.directory.path().join(path)
    }

    /// The paths of all files, sorted, `/`-separated.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        list(self.directory.path(), self.directory.path(), &mut files);
        files.sort();
        files
    }

    /// The program, to be run here.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_whowhom"));
        command.args(arguments).current_dir(&self.directory);
        command
    }

    /// Runs the program.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_on(arguments, "")
    }

    /// Runs the program with this on standard input.
    pub(crate) fn run_on(&self, arguments: &[&str], input: &str) -> Ran {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // it may end without reading
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        Ran::of(&child.wait_with_output().unwrap())
    }

    /// The graph that stands in a JSON file.
    pub(crate) fn graph(&self, path: &str) -> Graph {
        Graph::of(&self.read(path))
    }
}

impl Ran {
    pub(crate) fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self {
            code: output.status.code(),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }

    /// All of it, to be read in a snapshot.
    pub(crate) fn told(&self) -> String {
        let code = self.code.map_or("none".to_owned(), |code| code.to_string());
        let part = |title: &str, text: &str| match text {
            "" => String::new(),
            text => format!("--- {title}\n{text}"),
        };
        let (stdout, stderr) = (part("stdout", &self.stdout), part("stderr", &self.stderr));
        format!("{stdout}{stderr}--- exit code {code}\n")
    }

    /// Checks the exit code, and that standard error says this.
    #[track_caller]
    pub(crate) fn check(&self, code: i32, said: &[&str]) -> &Self {
        assert_eq!(self.code, Some(code), "{}", self.told());
        for words in said {
            assert!(self.stderr.contains(words), "nobody says {words:?}:\n{}", self.told());
        }
        self
    }

    /// The only thing written to standard error are these lines.
    #[track_caller]
    pub(crate) fn check_all(&self, code: i32, lines: &[&str]) -> &Self {
        assert_eq!(self.stderr.lines().collect::<Vec<_>>(), lines);
        assert_eq!(self.code, Some(code), "{}", self.told());
        self
    }
}

/// A graph as its JSON file has it.
pub(crate) struct Graph(serde_json::Value);

impl Graph {
    pub(crate) fn of(json: &str) -> Self {
        Self(serde_json::from_str(json).unwrap_or_else(|error| panic!("{error} in {json}")))
    }

    /// The edges that texts state, as `source relation target`.
    pub(crate) fn edges(&self) -> Vec<String> {
        let edges = self.0["edges"].as_array().unwrap();
        edges
            .iter()
            .filter(|edge| edge["derived"] != true)
            .map(|edge| ["source", "relation", "target"].map(|key| edge[key].as_str().unwrap()))
            .map(|parts| parts.join(" "))
            .collect()
    }

    /// The documents, each as its id, with its date if it has one.
    pub(crate) fn documents(&self) -> Vec<String> {
        let documents = self.0["graph"]["documents"].as_array().unwrap();
        documents
            .iter()
            .map(|document| {
                let id = document["id"].as_str().unwrap();
                document["date"].as_str().map_or(id.to_owned(), |date| format!("{id} {date}"))
            })
            .collect()
    }
}

fn copy(source: &Path, target: &Path) {
    fs::create_dir_all(target).unwrap();
    for entry in fs::read_dir(source).unwrap() {
        let path = entry.unwrap().path();
        let copied = target.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &copied);
        } else {
            fs::copy(path, copied).unwrap();
        }
    }
}

fn list(root: &Path, directory: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            list(root, &path, files);
        } else {
            let below = path.strip_prefix(root).unwrap();
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            files.push(parts.join("/"));
        }
    }
}
