//! Documents: text with an id and, where known, a date, a title and an address.
//!
//! A document keeps its text as it was read, so that every offset points back into the file. What
//! is not prose (the date before the first line, the marks of Markdown) is blanked out in a second
//! view of the same length, [`Document::prose`], and it is this view that is analysed.

mod language;
mod markdown;
mod read;

pub use language::Language;
pub use read::{Input, LARGEST_DOCUMENT, Reader, STDIN};

use crate::{
    date::{self, Date},
    id::{DocumentId, Fingerprint, fingerprint},
    span::Span,
};

/// A text to be read.
///
/// ```
/// use whowhom::document::Document;
///
/// let document = Document::plain("call.txt", "date 2025-10-16 They spoke on Thursday.");
/// assert_eq!(document.date().map(|date| date.to_string()).as_deref(), Some("2025-10-16"));
/// assert_eq!(document.prose().trim_start(), "They spoke on Thursday.");
/// assert_eq!(document.prose().len(), document.text().len());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    id: DocumentId,
    title: Option<String>,
    date: Option<Date>,
    url: Option<String>,
    text: String,
    prose: Option<String>,
}

impl Document {
    /// A document of plain text. A first line that starts with `date YYYY-MM-DD`, spaces before it
    /// allowed, gives the date; the rest of the line is text.
    pub fn plain(id: impl Into<DocumentId>, text: impl Into<String>) -> Self {
        let text = text.into();
        let (date, prose) = match date_prefix(&text) {
            Some((date, prefix)) => (Some(date), Some(without(&text, prefix))),
            None => (None, None),
        };
        Self { id: id.into(), title: None, date, url: None, text, prose }
    }

    /// A document written in Markdown (CommonMark); its first heading is its title, and the first
    /// line may give a date as in [`Document::plain`].
    pub fn markdown(id: impl Into<DocumentId>, text: impl Into<String>) -> Self {
        let mut document = Self::plain(id, text);
        let reading = markdown::read(document.prose());
        document.title = reading.title;
        document.prose = Some(reading.prose);
        document
    }

    /// The same with another date, if there is one.
    #[must_use]
    pub fn with_date(mut self, date: Option<Date>) -> Self {
        self.date = date.or(self.date);
        self
    }

    /// The same with another title, if there is one.
    #[must_use]
    pub fn with_title(mut self, title: Option<String>) -> Self {
        self.title = title.or(self.title);
        self
    }

    /// The same with an address.
    #[must_use]
    pub fn with_url(mut self, url: Option<String>) -> Self {
        self.url = url.or(self.url);
        self
    }

    /// Its id.
    pub fn id(&self) -> &DocumentId {
        &self.id
    }

    /// Its title.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The day it was written.
    pub fn date(&self) -> Option<Date> {
        self.date
    }

    /// Where it was published.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// The text as it was read; all offsets point into it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text with everything that is not prose replaced by spaces, byte for byte.
    pub fn prose(&self) -> &str {
        self.prose.as_deref().unwrap_or(&self.text)
    }

    /// The language it is written in, if it is surely not English.
    ///
    /// ```
    /// use whowhom::document::{Document, Language};
    ///
    /// let document = Document::plain("a.txt", "Die Gespräche sind noch nicht zu Ende, sagte er, und \
    ///     das wird auch so sein, wenn sich das Blatt wendet.");
    /// assert_eq!(document.other_language(), Some(Language::German));
    /// assert_eq!(Document::plain("b.txt", "They spoke.").other_language(), None);
    /// ```
    pub fn other_language(&self) -> Option<Language> {
        language::other_than_english(self.prose())
    }

    /// A hash of the text.
    pub fn fingerprint(&self) -> Fingerprint {
        fingerprint([&self.text])
    }
}

/// The date that `text` starts with, and the bytes up to its end.
fn date_prefix(text: &str) -> Option<(Date, Span)> {
    const KEYWORD: &str = "date ";
    let content = text.trim_start_matches(['\u{feff}', ' ', '\t']);
    let day = content.strip_prefix(KEYWORD)?.get(..10)?;
    let rest = &content[KEYWORD.len() + day.len()..];
    if rest.chars().next().is_some_and(|next| !next.is_whitespace()) {
        return None;
    }
    Some((date::parse(day)?, Span::new(0, text.len() - rest.len())))
}

/// `text` with the bytes of `gap` blanked out.
fn without(text: &str, gap: Span) -> String {
    let mut prose = String::with_capacity(text.len());
    prose.push_str(&text[..gap.start]);
    blank(&mut prose, gap.of(text));
    prose.push_str(&text[gap.end..]);
    prose
}

/// Appends a space for every byte of `passage`; ends of lines stay.
fn blank(prose: &mut String, passage: &str) {
    prose.extend(passage.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, date: Option<&str>, prose: &str) {
        let document = Document::plain("a", text);
        assert_eq!(document.date().map(|date| date.to_string()).as_deref(), date, "{text:?}");
        assert_eq!(document.prose(), prose);
        assert_eq!(document.text(), text);
    }

    #[test]
    fn first_line_may_start_with_a_date() {
        check("date 2025-10-16 They met.", Some("2025-10-16"), "                They met.");
        check("  date 2025-10-16\nThey met.", Some("2025-10-16"), "                 \nThey met.");
        check("\u{feff}date 2025-10-16 Hi", Some("2025-10-16"), "                   Hi");
    }

    #[test]
    fn what_only_looks_like_a_date_is_text() {
        for text in ["date 2025-13-16 x", "date 2025-10-1", "date 2025-10-167", "update 2025-10-16"]
        {
            check(text, None, text);
        }
        check("date of 2025-10-16", None, "date of 2025-10-16");
        check("date 2025-10-éé", None, "date 2025-10-éé");
    }
}
