//! What can go wrong, and where.
//!
//! One type for all of it. An error that lies in a file names the file, the line and the column,
//! and [`Error::report`] shows the line with a caret under the place.

use std::{fmt, ops::Range, path::PathBuf};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// Something that went wrong, with its place if it has one.
///
/// [`Display`](fmt::Display) gives one line, `file:line:column: message`; [`Error::report`] gives
/// the passage as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Box<Parts>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Parts {
    severity: Severity,
    message: String,
    location: Option<Location>,
    help: Option<String>,
}

/// Whether a problem stops what it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It cannot be used.
    Error,
    /// It can be used, but somebody should look.
    Warning,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file, as the user named it.
    pub file: PathBuf,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in code points, counted from 1.
    pub column: usize,
    /// How many code points of the line are meant; at least 1.
    pub length: usize,
    /// The text of the line, without its end.
    pub source: String,
}

impl Error {
    /// An error with this message: lower case, no full stop, things in backquotes.
    pub fn new(message: impl Into<String>) -> Self {
        Self(Box::new(Parts {
            severity: Severity::Error,
            message: printable(message.into()),
            location: None,
            help: None,
        }))
    }

    /// A warning with this message.
    pub fn warning(message: impl Into<String>) -> Self {
        let mut error = Self::new(message);
        error.0.severity = Severity::Warning;
        error
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.0.location = Some(location);
        self
    }

    /// The same, with advice: the nearest valid name, or what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.0.help = Some(printable(help.into()));
        self
    }

    /// What went wrong.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Whether it stops what it is in.
    pub fn severity(&self) -> Severity {
        self.0.severity
    }

    /// Where it is.
    pub fn location(&self) -> Option<&Location> {
        self.0.location.as_ref()
    }

    /// What to do about it, where that is known.
    pub fn advice(&self) -> Option<&str> {
        self.0.help.as_deref()
    }

    /// For people: `file:line:column: error: message` on a line of its own, where editors find
    /// it, then the passage with a caret, then the advice. Ends without a newline; has colours
    /// (ANSI) if `color`.
    pub fn report(&self, color: bool) -> String {
        let level = match self.0.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let word = match self.0.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let first_line = match &self.0.location {
            Some(location) => format!("{}: {word}", location.position()),
            None => word.to_owned(),
        };
        let title = level.with_name(first_line).primary_title(self.message());
        let mut groups = vec![match &self.0.location {
            Some(location) => title.element(location.snippet()),
            None => Group::with_title(title),
        }];
        if let Some(help) = &self.0.help {
            groups.push(Group::with_title(Level::HELP.secondary_title(help.as_str())));
        }
        renderer.render(&groups)
    }
}

/// The text on one line and without control characters, whatever a file put into it.
fn printable(text: String) -> String {
    if text.contains(char::is_control) { text.replace(char::is_control, "\u{FFFD}") } else { text }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(location) = &self.0.location {
            write!(f, "{}: ", location.position())?;
        }
        f.write_str(&self.0.message)?;
        if let Some(help) = &self.0.help {
            write!(f, "; {help}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

impl Location {
    /// The place of the bytes `start..end` (half-open) of `text`, the whole of `file`.
    pub fn in_text(file: impl Into<PathBuf>, text: &str, start: usize, end: usize) -> Self {
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
        let line = text[..start].matches('\n').count() + 1;
        let span = start - line_start..end.max(start) - line_start;
        Self::on_line(file, line, &text[line_start..line_end], span)
    }

    /// The place of the bytes `span` (half-open) of line number `line` of `file`, whose text is
    /// `source`; what lies beyond the end of the line is cut off.
    pub fn on_line(
        file: impl Into<PathBuf>,
        line: usize,
        source: &str,
        span: Range<usize>,
    ) -> Self {
        Self {
            file: file.into(),
            line,
            column: source[..span.start].chars().count() + 1,
            length: source[span.start..span.end.min(source.len())].chars().count().max(1),
            source: source.trim_end_matches('\r').to_owned(),
        }
    }

    /// `file:line:column`.
    fn position(&self) -> String {
        let file = printable(self.file.display().to_string());
        format!("{file}:{}:{}", self.line, self.column)
    }

    /// The line with a caret under the place.
    fn snippet(&self) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        let byte = |column: usize| {
            self.source.char_indices().nth(column).map_or(self.source.len(), |(byte, _)| byte)
        };
        let start = byte(self.column - 1);
        let end = byte(self.column - 1 + self.length).max(start);
        Snippet::source(self.source.as_str())
            .line_start(self.line)
            .annotation(AnnotationKind::Primary.span(start..end))
    }
}

/// The name with the fewest typing mistakes between it and `word` (Damerau–Levenshtein), if they
/// are so few that it may be meant.
pub fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    let allowed = (length / 3).clamp(1, 3);
    names
        .into_iter()
        .map(|name| (name.chars().count().abs_diff(length), name))
        .filter(|(longer, _)| *longer <= allowed)
        .map(|(longer, name)| {
            (strsim::damerau_levenshtein(&word, &name.to_lowercase()), longer, name)
        })
        .filter(|(mistakes, ..)| *mistakes <= allowed)
        .min()
        .map(|(.., name)| name)
}

#[cfg(test)]
mod tests {
    use super::{Error, Location};

    #[test]
    fn report_shows_the_place_then_the_passage_then_the_advice() {
        let text = "name = \"supplies\"\r\nroles = { “x” = \"wepon\" }\r\n";
        let start = text.find("\"wepon\"").expect("is there");
        let error = Error::new("no file defines the type `wepon`")
            .at(Location::in_text("rules/arms.toml", text, start, start + 7))
            .help("did you mean `weapon`?");
        assert_eq!(
            error.report(false),
            "rules/arms.toml:2:17: error: no file defines the type `wepon`\n  \
             |\n\
             2 | roles = { “x” = \"wepon\" }\n  \
             |                 ^^^^^^^\n  \
             |\n\
             help: did you mean `weapon`?"
        );
        assert_eq!(
            error.to_string(),
            "rules/arms.toml:2:17: no file defines the type `wepon`; did you mean `weapon`?"
        );
    }

    #[test]
    fn report_without_a_place_is_its_message() {
        assert_eq!(Error::warning("nothing to do").report(false), "warning: nothing to do");
    }

    #[test]
    fn colours_are_there_only_when_asked_for() {
        let error = Error::new("no rules").help("write some");
        assert!(!error.report(false).contains('\u{1b}'));
        assert!(error.report(true).contains('\u{1b}'));
    }

    #[test]
    fn a_place_past_the_end_of_the_text_has_a_caret() {
        let error = Error::new("the end").at(Location::in_text("a.toml", "x = [\n", 6, 6));
        assert!(error.report(false).starts_with("a.toml:2:1: error: the end"));
        assert!(error.report(false).contains('^'));
    }

    #[test]
    fn control_characters_never_reach_the_terminal() {
        let error = Error::new("a\u{1b}[2Jb\nc").at(Location::in_text(
            "x\u{7}.toml",
            "k\u{1b}[2J = 1",
            0,
            1,
        ));
        assert!(!error.to_string().contains(char::is_control));
        assert!(!error.report(false).contains(['\u{1b}', '\u{7}']));
    }
}
