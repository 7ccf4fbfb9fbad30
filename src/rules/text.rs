//! A rule file in memory, and places in it.
//!
//! Everything read from a file keeps its place (the file and a byte span), which becomes a line
//! with a caret only when there is something to report.

use std::path::PathBuf;

use crate::{
    error::{Error, Location},
    span::Span,
};

/// A rule file.
#[derive(Debug)]
pub(super) struct File {
    /// Its path, as the user named it.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// The byte at which each line starts.
    lines: Vec<usize>,
}

impl File {
    /// The file `path` with this text.
    pub(super) fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        let text = text.into();
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        Self { path: path.into(), lines: lines.collect(), text }
    }

    /// Where the bytes `span` stand; what lies outside the text is moved into it.
    fn location(&self, span: Span) -> Location {
        let start = self.boundary(span.start);
        let end = self.boundary(span.end).max(start);
        let line = self.lines.partition_point(|&line| line <= start) - 1;
        let line_start = self.lines[line];
        let line_end = self.lines.get(line + 1).map_or(self.text.len(), |&next_line| next_line - 1);
        let source = &self.text[line_start..line_end];
        Location::on_line(self.path.clone(), line + 1, source, start - line_start..end - line_start)
    }

    /// The nearest character boundary at or before `byte`.
    pub(super) fn boundary(&self, byte: usize) -> usize {
        let within = byte.min(self.text.len());
        (0..=within).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0)
    }
}

/// A place in a rule file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// The file.
    pub file: &'a File,
    /// The bytes of it.
    pub span: Span,
}

impl Place<'_> {
    /// An error here.
    pub(super) fn error(&self, message: impl Into<String>) -> Error {
        Error::new(message).at(self.location())
    }

    /// A warning here.
    pub(super) fn warning(&self, message: impl Into<String>) -> Error {
        Error::warning(message).at(self.location())
    }

    /// The line and column.
    pub(super) fn location(&self) -> Location {
        self.file.location(self.span)
    }

    /// For a message about another place: `file:line`.
    pub(super) fn line(&self) -> String {
        let location = self.location();
        format!("{}:{}", location.file.display(), location.line)
    }
}

/// A string of a rule file with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'a> {
    /// What it says, quotes and escapes resolved.
    pub value: &'a str,
    /// The place, quotes included.
    pub place: Place<'a>,
}

impl<'a> Text<'a> {
    /// The place of the bytes `span` of the value; of the whole string where escapes have shifted
    /// them.
    pub(super) fn inside(&self, span: Span) -> Place<'a> {
        let Some(start) = self.value_start() else {
            return self.place;
        };
        Place {
            file: self.place.file,
            span: Span::new(start + span.start, start + span.end.max(span.start)),
        }
    }

    /// The byte of the file at which the value starts, if it stands there as it is.
    fn value_start(&self) -> Option<usize> {
        let written = self.place.file.text.get(self.place.span.start..self.place.span.end)?;
        ["'''\n", "\"\"\"\n", "'''\r\n", "\"\"\"\r\n", "'''", "\"\"\"", "'", "\"", ""]
            .into_iter()
            .find(|quote| {
                written.strip_prefix(quote).is_some_and(|rest| {
                    rest.strip_prefix(self.value).is_some_and(|closing| closing == quote.trim_end())
                })
            })
            .map(|quote| self.place.span.start + quote.len())
    }

    /// Where the whole of it is, without its quotes.
    pub(super) fn location(&self) -> Location {
        self.inside(Span::new(0, self.value.len())).location()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{File, Place, Text};
    use crate::span::Span;

    /// The column of the `c` of the value `abc`, which stands in `file` as `written`.
    fn column_of_c(file: &str, written: &str, value: &str) -> (usize, usize) {
        let file = File::new("a.toml", file);
        let start = file.text.find(written).unwrap();
        let place = Place { file: &file, span: Span::new(start, start + written.len()) };
        let at = value.find('c').unwrap();
        let location = Text { value, place }.inside(Span::new(at, at + 1)).location();
        (location.line, location.column)
    }

    #[test]
    fn a_place_inside_a_string_is_where_it_is_written() {
        assert_eq!(column_of_c("x = 'abc'", "'abc'", "abc"), (1, 8));
        assert_eq!(column_of_c("x = \"äbc\"", "\"äbc\"", "äbc"), (1, 8));
        assert_eq!(column_of_c("x = '''\nabc'''", "'''\nabc'''", "abc"), (2, 3));
        assert_eq!(column_of_c("abc = 1", "abc", "abc"), (1, 3));
    }

    #[test]
    fn a_place_inside_a_string_with_escapes_is_the_string() {
        assert_eq!(column_of_c(r#"x = "\tbc""#, r#""\tbc""#, "\tbc"), (1, 5));
    }

    #[test]
    fn a_place_outside_the_text_is_its_end() {
        let file = File::new("a.toml", "x = ä");
        let location = Place { file: &file, span: Span::new(90, 70) }.location();
        assert_eq!((location.line, location.column), (1, 6));
        let inside_a_character = Place { file: &file, span: Span::new(5, 6) }.location();
        assert_eq!((inside_a_character.line, inside_a_character.column), (1, 5));
    }
}
