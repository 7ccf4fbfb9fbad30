//! Examples with marks: `[Tomahawks](item) were [supplied](trigger). => actual`.
//!
//! A mark is text in square brackets with its label in round ones directly behind. Brackets that
//! are no mark, `[sic]`, are text.

use std::collections::BTreeSet;

use crate::{
    error::Location,
    rules::{problems::Problems, reader::Reader, text::Text},
    span::Span,
    status::Status,
};

/// An example with its marks: `[Zelensky](speaker) said the [US](supplier) [sold](trigger) …`.
#[derive(Clone, Debug)]
pub struct Example {
    /// The text without the marks.
    pub text: String,
    /// The marked spans, in bytes of `text`, in its order.
    pub marks: Vec<Mark>,
    /// What stands after `=>`.
    pub expected: Expected,
    /// Where it is written.
    pub location: Location,
}

/// A marked span of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The bytes marked.
    pub span: Span,
    /// What they are marked as: a role, a type, `trigger` or `speaker`.
    pub label: String,
}

/// What an example asks for after `=>`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// `=> planned`.
    pub status: Option<Status>,
    /// `=> said by Zelensky`.
    pub said_by: Option<String>,
}

impl Expected {
    /// As an example has it: ` => planned, said by Zelensky`.
    pub fn told(&self) -> String {
        let status = self.status.map(|status| status.as_str().to_owned());
        let said_by = self.said_by.as_ref().map(|speaker| format!("{SAID_BY}{speaker}"));
        let all: Vec<String> = status.into_iter().chain(said_by).collect();
        if all.is_empty() { String::new() } else { format!(" {ARROW} {}", all.join(", ")) }
    }
}

/// The label of the words that state the relation.
pub const TRIGGER: &str = "trigger";

/// The label of whoever says what is stated.
pub const SPEAKER: &str = "speaker";

/// What separates the text of an example from what it asks for.
const ARROW: &str = "=>";

/// What stands before the name of a speaker.
const SAID_BY: &str = "said by ";

/// Reads `finds` and `ignores`, whose marks may have these labels.
///
/// An entry without `finds` has not been tried (an error), one without `ignores` may find too much
/// (a warning).
pub(super) fn read_examples(
    reader: &mut Reader<'_, '_>,
    labels: &[&str],
) -> (Vec<Example>, Vec<Example>) {
    let (shown, unlike) = (reader.texts("finds"), reader.texts("ignores"));
    let is_aside = |label: &str| [TRIGGER, SPEAKER].contains(&label);
    let label = labels.iter().find(|label| !is_aside(label)).unwrap_or(&"role");
    if shown.is_empty() {
        let example = format!("[\"… [some words]({label}) …\"]");
        reader.missing("finds", &example);
    }
    if unlike.is_empty() {
        let message = format!("{} has no `ignores`", reader.what());
        let help = "write `ignores = [\"…\"]`, sentences that look alike and must not be found";
        let warning = reader.place().warning(message).help(help);
        reader.problems.push(warning);
    }
    let mut finds = Vec::new();
    for text in shown {
        let errors_before = reader.problems.errors();
        finds.extend(Example::read(text, labels, reader));
        let marked = finds
            .last()
            .is_some_and(|example| example.marks.iter().any(|mark| !is_aside(&mark.label)));
        if !marked && reader.problems.errors() == errors_before {
            let error = text.place.error("an example in `finds` marks what is to be found");
            reader.problems.push(error.help(format!("write `[some words]({label})`")));
        }
    }
    let mut ignores = Vec::new();
    for text in unlike {
        ignores.extend(Example::read(text, labels, reader));
    }
    (finds, ignores)
}

impl Example {
    /// Reads an example whose marks may have these labels, and notes every problem.
    fn read(text: Text<'_>, labels: &[&str], reader: &mut Reader<'_, '_>) -> Option<Self> {
        let errors_before = reader.problems.errors();
        let (marked, expected) = match text.value.rfind(ARROW) {
            Some(arrow) => {
                let wanted = Span::new(arrow + ARROW.len(), text.value.len());
                (&text.value[..arrow], read_expected(text, wanted, reader.problems))
            }
            None => (text.value, Expected::default()),
        };
        let (plain, marks) = read_marks(text, marked.trim_end(), labels, reader);
        if plain.trim().is_empty() {
            reader.problems.push(text.place.error("the example has no text"));
        }
        let unbroken = reader.problems.errors() == errors_before;
        let location = text.location();
        unbroken.then_some(Self { text: plain, marks, expected, location })
    }
}

/// The text without its marks, and the marks in its order.
fn read_marks(
    text: Text<'_>,
    marked: &str,
    labels: &[&str],
    reader: &mut Reader<'_, '_>,
) -> (String, Vec<Mark>) {
    let mut plain = String::with_capacity(marked.len());
    let mut marks: Vec<Mark> = Vec::new();
    // Open brackets: their byte in `plain` and in `marked`.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while let Some(sign) = marked[at..].chars().next() {
        let here = at;
        at += sign.len_utf8();
        match sign {
            '[' => {
                open.push((plain.len(), here));
                plain.push(sign);
            }
            ']' if marked[at..].starts_with('(') => {
                let end = marked[at..].find([')', '[']);
                let Some(length) = end.filter(|length| marked[at + length..].starts_with(')'))
                else {
                    let error =
                        text.inside(Span::new(at, at + 1)).error("this `(` is never closed");
                    reader.problems.push(error.help("a mark is written `[some words](label)`"));
                    return (plain, marks);
                };
                let label = Span::new(at + 1, at + length);
                at += length + 1;
                let Some((start, written)) = open.pop() else {
                    let place = text.inside(Span::new(here, at));
                    let error = place.error("this mark has no `[` before it");
                    reader.problems.push(error.help("a mark is written `[some words](label)`"));
                    continue;
                };
                plain.remove(start);
                let mark = Mark {
                    span: Span::new(start, plain.len()),
                    label: label.of(marked).to_owned(),
                };
                check_mark(text, &mark, marks.last(), Span::new(written, at), reader.problems);
                check_label(text, label, labels, reader);
                marks.push(mark);
            }
            ']' => {
                open.pop();
                plain.push(sign);
            }
            _ => plain.push(sign),
        }
    }
    if let Some((_, written)) = open.first() {
        let error = text.inside(Span::new(*written, written + 1)).error("this `[` is never closed");
        reader.problems.push(error.help("a mark is written `[some words](label)`"));
    }
    (plain, marks)
}

/// Notes a mark around nothing or around another mark.
fn check_mark(
    text: Text<'_>,
    mark: &Mark,
    before: Option<&Mark>,
    written: Span,
    problems: &mut Problems,
) {
    if mark.span.is_empty() {
        problems.push(text.inside(written).error("this mark has no words in it"));
    }
    if before.is_some_and(|before| before.span.start >= mark.span.start) {
        problems.push(text.inside(written).error("this mark has another mark in it"));
    }
}

fn check_label(text: Text<'_>, label: Span, labels: &[&str], reader: &mut Reader<'_, '_>) {
    let word = label.of(text.value);
    if !labels.is_empty() && !labels.contains(&word) {
        let message = format!("{} marks nothing as `{word}`", reader.what());
        let unknown = text.inside(label).unknown(message, word, labels.iter().copied());
        reader.problems.push(unknown);
    }
}

/// What stands behind `=>`: `planned, said by Zelensky`.
fn read_expected(text: Text<'_>, wanted: Span, problems: &mut Problems) -> Expected {
    let mut expected = Expected::default();
    let mut start = wanted.start;
    let mut seen = BTreeSet::new();
    for written in wanted.of(text.value).split(',') {
        let word = written.trim();
        let from = start + (written.len() - written.trim_start().len());
        let place = text.inside(Span::new(from, from + word.len()));
        start += written.len() + 1;
        let what = if let Some(speaker) = word.strip_prefix(SAID_BY) {
            expected.said_by = Some(speaker.trim().to_owned());
            "speaker"
        } else if let Some(status) = Status::from_word(word) {
            expected.status = Some(status);
            "status"
        } else {
            let message = format!("`{word}` behind `=>` is neither a status nor `said by …`");
            problems.push(place.unknown(message, word, Status::ALL.map(Status::as_str)));
            continue;
        };
        if !seen.insert(what) {
            problems.push(place.error(format!("behind `=>` there is a second {what}")));
        }
    }
    expected
}

/// `text` with each span marked, `[Washington](supplier) will [send](trigger) …`. Spans that
/// overlap an earlier one are left unmarked.
pub fn marked<'l>(text: &str, marks: impl IntoIterator<Item = (Span, &'l str)>) -> String {
    let marks: BTreeSet<(Span, &str)> = marks.into_iter().collect();
    let mut out = String::new();
    let mut at = 0;
    for (span, label) in marks {
        if span.start >= at {
            out.push_str(&text[at..span.start]);
            out.push_str(&format!("[{}]({label})", span.of(text)));
            at = span.end;
        }
    }
    out.push_str(&text[at..]);
    out
}
