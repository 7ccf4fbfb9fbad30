//! What can go wrong, and where.
//!
//! One type for all of it. An error that lies in a file names the file, the line and the column,
//! and [`Error::report`] shows the line with a caret under the place.

use std::{fmt, path::PathBuf};

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
            message: message.into(),
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
        self.0.help = Some(help.into());
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
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(location) = &self.0.location {
            write!(f, "{}:{}:{}: ", location.file.display(), location.line, location.column)?;
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
        Self {
            file: file.into(),
            line: text[..start].matches('\n').count() + 1,
            column: text[line_start..start].chars().count() + 1,
            length: text[start..end.clamp(start, line_end)].chars().count().max(1),
            source: text[line_start..line_end].trim_end_matches('\r').to_owned(),
        }
    }
}
