//! Documents from files, directories and standard input.
//!
//! One bad document never costs the others: a [`Reader`] gives, for each in turn, the document or
//! what is wrong with it. A `.jsonl` file is read line by line, so that it may be of any size.

use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use serde::Deserialize;

use super::Document;
use crate::{
    date::{self, Date},
    error::Error,
};

/// The largest document that is read, in bytes.
pub const LARGEST_DOCUMENT: u64 = 100_000_000;

/// The path that means standard input.
pub const STDIN: &str = "-";

/// A file, or standard input, that holds one document or, as JSON lines, several.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    path: PathBuf,
    /// The path below the argument under which it was found, `/`-separated.
    name: String,
}

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Plain,
    Markdown,
    JsonLines,
}

impl Kind {
    fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Plain),
            "md" => Some(Self::Markdown),
            "jsonl" => Some(Self::JsonLines),
            _ => None,
        }
    }
}

impl Input {
    /// The inputs that `paths` name, in a fixed order: a file as it is, whatever its name; in a
    /// directory all `.txt`, `.md` and `.jsonl` files at any depth, hidden ones excepted; `-` is
    /// standard input. What cannot be looked at is an error in its place.
    pub fn find(paths: &[PathBuf]) -> Vec<Result<Self, Error>> {
        let mut found = Vec::new();
        for path in paths {
            if path.as_os_str() == STDIN {
                found.push(Ok(Self { path: path.clone(), name: "stdin".to_owned() }));
            } else if path.is_dir() {
                let before = found.len();
                search(path, path, &mut found);
                if found.len() == before {
                    found.push(Err(Error::new(format!(
                        "the directory `{}` holds no `.txt`, `.md` or `.jsonl` file",
                        path.display()
                    ))));
                }
            } else {
                let name = path.file_name().unwrap_or(path.as_os_str());
                found.push(Ok(Self { path: path.clone(), name: name.to_string_lossy().into() }));
            }
        }
        found
    }

    /// Whether a path has the name of a document, and no spaces as a text has: `call.txt`.
    pub fn is_document(path: &Path) -> bool {
        Kind::of(path).is_some() && !path.to_string_lossy().contains(char::is_whitespace)
    }

    /// Its path, as it is shown to the user.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads it, one document after the other.
    pub fn read(&self) -> Reader {
        let standard_input = self.path.as_os_str() == STDIN;
        let state = if standard_input {
            sniff(Box::new(BufReader::new(io::stdin())))
        } else {
            match (Kind::of(&self.path), File::open(&self.path)) {
                (_, Err(error)) => State::Failed(unreadable(&error)),
                (Some(Kind::JsonLines), Ok(file)) => {
                    State::Lines { reader: Box::new(BufReader::new(file)), line: 0 }
                }
                (kind, Ok(file)) => State::Whole(Box::new(file), kind.unwrap_or(Kind::Plain)),
            }
        };
        Reader { input: self.clone(), state, waiting: None }
    }

    fn error(&self, message: impl AsRef<str>) -> Error {
        Error::new(format!("{}: {}", self.path.display(), message.as_ref()))
    }
}

/// Adds the files below `directory`, sorted, with names relative to `root`.
fn search(root: &Path, directory: &Path, found: &mut Vec<Result<Input, Error>>) {
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) => {
            let message = format!("{}: {}", directory.display(), unreadable(&error));
            return found.push(Err(Error::new(message)));
        }
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        // a link to a directory is not followed: it may lead back up
        let link = path.is_symlink();
        if !hidden && path.is_dir() && !link {
            search(root, &path, found);
        } else if !hidden && path.is_file() && Kind::of(&path).is_some() {
            let below = path.strip_prefix(root).unwrap_or(&path);
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            found.push(Ok(Input { name: parts.join("/"), path }));
        }
    }
}

/// The documents of an [`Input`], or what is wrong with them.
pub struct Reader {
    input: Input,
    state: State,
    /// A document that is read although something about it had to be reported first.
    waiting: Option<Document>,
}

enum State {
    Whole(Box<dyn Read>, Kind),
    Lines { reader: Box<dyn BufRead>, line: usize },
    Failed(String),
    Done,
}

/// Standard input is JSON lines if it starts with `{`, else text.
fn sniff(mut reader: Box<dyn BufRead>) -> State {
    match reader.fill_buf() {
        Ok(start) if start.trim_ascii_start().starts_with(b"{\"") => {
            State::Lines { reader, line: 0 }
        }
        Ok(_) => State::Whole(Box::new(reader), Kind::Plain),
        Err(error) => State::Failed(unreadable(&error)),
    }
}

impl Iterator for Reader {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(document) = self.waiting.take() {
            return Some(Ok(document));
        }
        match std::mem::replace(&mut self.state, State::Done) {
            State::Whole(reader, kind) => Some(self.whole(reader, kind)),
            State::Lines { reader, line } => self.next_line(reader, line),
            State::Failed(message) => Some(Err(self.input.error(message))),
            State::Done => None,
        }
    }
}

impl Reader {
    fn whole(&self, reader: Box<dyn Read>, kind: Kind) -> Result<Document, Error> {
        let mut bytes = Vec::new();
        reader
            .take(LARGEST_DOCUMENT + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| self.input.error(unreadable(&error)))?;
        let text = text(bytes).map_err(|message| self.input.error(message))?;
        Ok(match kind {
            Kind::Markdown => Document::markdown(&*self.input.name, text),
            Kind::Plain | Kind::JsonLines => Document::plain(&*self.input.name, text),
        })
    }

    /// The document in the next line that is not blank.
    fn next_line(
        &mut self,
        mut reader: Box<dyn BufRead>,
        mut number: usize,
    ) -> Option<Result<Document, Error>> {
        loop {
            let mut bytes = Vec::new();
            number += 1;
            let error = |message: &str| {
                Error::new(format!("{}:{number}: {message}", self.input.path.display()))
            };
            match (&mut reader).take(LARGEST_DOCUMENT + 1).read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Err(problem) => return Some(Err(error(&unreadable(&problem)))),
                Ok(_) if bytes.len() as u64 > LARGEST_DOCUMENT => {
                    let rest = reader.skip_until(b'\n');
                    let problem = error(&rest.map_or_else(|e| unreadable(&e), |_| too_large()));
                    self.state = State::Lines { reader, line: number };
                    return Some(Err(problem));
                }
                Ok(_) if bytes.trim_ascii().is_empty() => continue,
                Ok(_) => {}
            }
            self.state = State::Lines { reader, line: number };
            return Some(match json_line(bytes) {
                Ok((document, None)) => Ok(document),
                Ok((document, Some(problem))) => {
                    self.waiting = Some(document);
                    Err(error(&problem))
                }
                Err(problem) => Err(error(&problem)),
            });
        }
    }
}

/// A line of a `.jsonl` file.
#[derive(Deserialize)]
struct JsonLine {
    id: serde_json::Value,
    text: String,
    date: Option<String>,
    title: Option<String>,
    url: Option<String>,
}

/// The document in a line, and what is wrong with it without costing the document.
fn json_line(bytes: Vec<u8>) -> Result<(Document, Option<String>), String> {
    let line: JsonLine = serde_json::from_str(text(bytes)?.trim_end()).map_err(|error| {
        format!("expected a JSON object with `id` and `text`: {error}")
            .replace(" at line 1 ", " at ")
    })?;
    let id = match line.id {
        serde_json::Value::String(id) if !id.is_empty() => id,
        serde_json::Value::Number(id) => id.to_string(),
        other => return Err(format!("`id` is `{other}`; expected a text or a number")),
    };
    let content = text(line.text.into_bytes()).map_err(|message| format!("`text`: {message}"))?;
    let (date, problem) = match line.date.as_deref().map(|written| (written, day(written))) {
        Some((written, None)) => {
            (None, Some(format!("`date` is `{written}`; expected YYYY-MM-DD; read without a date")))
        }
        Some((_, date)) => (date, None),
        None => (None, None),
    };
    let document = Document::plain(id, content);
    Ok((document.with_date(date).with_title(line.title).with_url(line.url), problem))
}

/// The day of `2025-10-16` or `2025-10-16T08:00:00Z`.
fn day(written: &str) -> Option<Date> {
    let (day, rest) = written.split_at_checked(10)?;
    (rest.is_empty() || rest.starts_with(['T', ' '])).then(|| date::parse(day)).flatten()
}

/// The text of a whole document; what is wrong with it otherwise.
fn text(bytes: Vec<u8>) -> Result<String, String> {
    if bytes.len() as u64 > LARGEST_DOCUMENT {
        return Err(too_large());
    }
    if bytes.contains(&0) {
        return Err("holds binary data; expected text".to_owned());
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("is not UTF-8: byte {at} is wrong; convert it, for example with `iconv -t UTF-8`")
    })?;
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err("is empty".to_owned());
    }
    Ok(text)
}

fn too_large() -> String {
    format!("is larger than {} MB", LARGEST_DOCUMENT / 1_000_000)
}

fn unreadable(error: &io::Error) -> String {
    format!("cannot be read: {error}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn lines(text: &str) -> Vec<Result<Document, String>> {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.jsonl");
        fs::write(&path, text).unwrap();
        let input = Input { path, name: "a.jsonl".to_owned() };
        let prefix = format!("{}:", directory.path().join("a.jsonl").display());
        input
            .read()
            .map(|result| result.map_err(|error| error.to_string().replace(&prefix, "")))
            .collect()
    }

    #[test]
    fn a_bad_line_does_not_cost_the_others() {
        let results = lines(
            "{\"id\": \"a\", \"text\": \"One.\", \"date\": \"2025-10-16T08:00:00Z\"}\n\n{oops}\n{\"id\": 7, \"text\": \"Two.\"}\n",
        );
        assert_eq!(results.len(), 3);
        assert_eq!(results[0].as_ref().unwrap().date().unwrap().to_string(), "2025-10-16");
        let message = results[1].as_ref().unwrap_err();
        assert!(message.starts_with("3: expected a JSON object with `id` and `text`"), "{message}");
        assert_eq!(results[2].as_ref().unwrap().id().as_str(), "7");
    }

    #[test]
    fn a_bad_date_is_reported_and_the_document_read() {
        let results = lines("{\"id\": \"a\", \"text\": \"One.\", \"date\": \"16 Oct\"}\n");
        assert_eq!(
            results[0].as_ref().unwrap_err(),
            "1: `date` is `16 Oct`; expected YYYY-MM-DD; read without a date"
        );
        assert_eq!(results[1].as_ref().unwrap().date(), None);
    }

    #[test]
    fn text_that_cannot_be_read_says_why() {
        assert_eq!(text(b" \n".to_vec()).unwrap_err(), "is empty");
        assert_eq!(text(b"a\0b".to_vec()).unwrap_err(), "holds binary data; expected text");
        assert!(text(b"caf\xe9".to_vec()).unwrap_err().starts_with("is not UTF-8: byte 3"));
    }

    #[test]
    fn documents_are_named_by_their_path_below_the_argument() {
        let directory = tempfile::tempdir().unwrap();
        fs::create_dir(directory.path().join("b")).unwrap();
        for name in ["b/two.md", "one.txt", "picture.png", ".hidden.txt"] {
            fs::write(directory.path().join(name), "text").unwrap();
        }
        let names: Vec<String> = Input::find(&[directory.path().to_owned()])
            .into_iter()
            .map(|input| input.unwrap().name)
            .collect();
        assert_eq!(names, ["b/two.md", "one.txt"]);
    }
}
