//! Where a text quotes: the stretches between quotation marks, over sentences and paragraphs.
//!
//! A quotation that goes on in the next paragraph opens there again and closes only at the end. A
//! paragraph that does not open again is not part of it, so that a mark nobody closed spoils one
//! paragraph at most.

use super::Examined;
use crate::span::Span;

/// The quotations of a text, in its order; none lies in another.
#[derive(Debug, Default)]
pub(super) struct Quotations(Vec<Span>);

impl Quotations {
    /// Finds the quotations of `text`.
    pub(super) fn find(text: &str, sentences: &[Examined<'_>]) -> Self {
        let marks = marks(text, sentences);
        let mut found = Vec::new();
        let mut open: Option<Open> = None;
        for (index, mark) in marks.iter().enumerate() {
            let goes_on = |open: &Open| {
                mark.paragraph == open.paragraph
                    || (mark.paragraph == open.paragraph + 1 && mark.reopens(open.style))
            };
            if let Some(over) = open.filter(|open| !goes_on(open)) {
                found.push(over.to_end_of_paragraph(sentences));
                open = None;
            }
            open = match open {
                None => mark.opens(&marks[index..]).then_some(Open {
                    start: mark.span.start,
                    paragraph: mark.paragraph,
                    style: mark.style,
                    depth: 1,
                }),
                Some(open) if mark.style != open.style => Some(open),
                Some(open) if mark.paragraph != open.paragraph => {
                    Some(Open { paragraph: mark.paragraph, depth: 1, ..open })
                }
                Some(open) if mark.side == Side::Opening => {
                    Some(Open { depth: open.depth + 1, ..open })
                }
                Some(open) if !mark.may_close() => Some(open),
                Some(open) if open.depth > 1 && !mark.is_last_word(&marks[index + 1..]) => {
                    Some(Open { depth: open.depth - 1, ..open })
                }
                Some(open) => {
                    found.push(Span::new(open.start, mark.span.end));
                    None
                }
            };
        }
        found.extend(open.map(|open| open.to_end_of_paragraph(sentences)));
        Self(found)
    }

    /// The quotation that a byte lies in, by its number.
    pub(super) fn at(&self, byte: usize) -> Option<usize> {
        let after = self.0.partition_point(|quotation| quotation.end <= byte);
        self.0.get(after).is_some_and(|quotation| quotation.start <= byte).then_some(after)
    }

    /// The bytes of a quotation, marks included.
    pub(super) fn span(&self, number: usize) -> Span {
        self.0[number]
    }
}

/// A quotation that is not closed yet.
#[derive(Clone, Copy, Debug)]
struct Open {
    start: usize,
    /// The last paragraph that it was opened in.
    paragraph: usize,
    style: Style,
    /// Quotations that are open, each in the one before.
    depth: usize,
}

impl Open {
    /// The quotation, if nothing closes it.
    fn to_end_of_paragraph(self, sentences: &[Examined<'_>]) -> Span {
        let after = sentences.partition_point(|sentence| sentence.paragraph <= self.paragraph);
        let end = after.checked_sub(1).map_or(self.start, |last| sentences[last].span.end);
        Span::new(self.start, end.max(self.start))
    }
}

/// A quotation mark.
#[derive(Clone, Copy, Debug)]
struct Mark {
    span: Span,
    paragraph: usize,
    style: Style,
    side: Side,
    /// Whether the paragraph starts with it.
    first: bool,
    before: Option<char>,
    after: Option<char>,
}

/// Whether marks are double, or single and so easily taken for apostrophes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Double,
    Single,
}

/// What a mark can do to a quotation, by its form and the spaces around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Opening,
    Closing,
    /// It stands between two spaces.
    Either,
}

impl Mark {
    /// Whether it opens a quotation, given itself and the marks that follow.
    fn opens(&self, from_here: &[Self]) -> bool {
        let closes = |mark: &Self| {
            mark.paragraph == self.paragraph && mark.style == Style::Single && mark.may_close()
        };
        let goes_on =
            |mark: &Self| mark.paragraph == self.paragraph + 1 && mark.reopens(self.style);
        match self.style {
            Style::Double => self.side != Side::Closing,
            // an apostrophe opens nothing: something must close it
            Style::Single => {
                self.side == Side::Opening
                    && self.after.is_some_and(|next| !next.is_numeric())
                    && (from_here[1..].iter().any(closes)
                        || (self.first && from_here[1..].iter().any(goes_on)))
            }
        }
    }

    /// Whether a quotation of the paragraph before goes on with it.
    fn reopens(&self, style: Style) -> bool {
        self.first && self.style == style && self.side != Side::Closing
    }

    /// Whether it can close a quotation; "the forces' base" does not.
    fn may_close(&self) -> bool {
        match self.style {
            Style::Double => self.side != Side::Opening,
            Style::Single => {
                self.side == Side::Closing
                    && !self.after.is_some_and(char::is_alphanumeric)
                    && self.before != Some('s')
            }
        }
    }

    /// Whether it closes everything: a stop or comma stands before it and the paragraph has no
    /// other mark that could.
    fn is_last_word(&self, later: &[Self]) -> bool {
        let closes = |mark: &Self| {
            mark.paragraph == self.paragraph && mark.style == self.style && mark.may_close()
        };
        self.before.is_some_and(is_stop) && !later.iter().any(closes)
    }
}

fn is_stop(sign: char) -> bool {
    matches!(sign, '.' | ',' | '!' | '?' | '…')
}

/// The quotation marks of the text.
fn marks(text: &str, sentences: &[Examined<'_>]) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut paragraph = None;
    for sentence in sentences {
        let mut first = paragraph != Some(sentence.paragraph);
        paragraph = Some(sentence.paragraph);
        for word in &sentence.words {
            let span = word.span;
            let before = text[..span.start].chars().next_back();
            let after = text[span.end..].chars().next();
            if let Some((style, side)) = kind(span.of(text), before, after) {
                let paragraph = sentence.paragraph;
                marks.push(Mark { span, paragraph, style, side, first, before, after });
            }
            first = false;
        }
    }
    marks
}

/// What a token is among quotation marks, if it is one.
fn kind(form: &str, before: Option<char>, after: Option<char>) -> Option<(Style, Side)> {
    let free = |sign: Option<char>| sign.is_none_or(char::is_whitespace);
    let opens_after = |sign: Option<char>| {
        sign.is_none_or(|sign| sign.is_whitespace() || "([—–-“‘".contains(sign))
    };
    let by_space = || match (opens_after(before), free(after)) {
        (true, false) => Side::Opening,
        (true, true) => Side::Either,
        (false, _) => Side::Closing,
    };
    match form {
        "“" | "„" | "«" | "``" => Some((Style::Double, Side::Opening)),
        "”" | "»" | "''" => Some((Style::Double, Side::Closing)),
        "\"" => Some((Style::Double, by_space())),
        "‘" => Some((Style::Single, Side::Opening)),
        "’" | "'" => Some((Style::Single, by_space())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Quotations;
    use crate::{document::Document, extract::Extractor, rules::RuleSet};

    /// The quotations of a text.
    fn quotations(text: &str) -> Vec<String> {
        let (extractor, _) = Extractor::new(RuleSet::default());
        let document = Document::plain("test", text);
        let examination = extractor.segmented(&document);
        let found = Quotations::find(document.prose(), &examination.sentences);
        found.0.iter().map(|span| span.of(text).to_owned()).collect()
    }

    #[test]
    fn a_quotation_reaches_over_sentences() {
        assert_eq!(quotations("“One. Two,” he said. “Three.”"), ["“One. Two,”", "“Three.”"]);
        assert_eq!(
            quotations("\"One. Two,\" he said. \"Three.\""),
            ["\"One. Two,\"", "\"Three.\""]
        );
    }

    #[test]
    fn a_quotation_that_opens_again_goes_on_over_paragraphs() {
        assert_eq!(quotations("“One.\n\n“Two.”\n\nThree."), ["“One.\n\n“Two.”"]);
        assert_eq!(quotations("‘One.\n\n‘Two.’\n\nThree."), ["‘One.\n\n‘Two.’"]);
    }

    #[test]
    fn a_mark_that_nobody_closes_spoils_one_paragraph() {
        assert_eq!(quotations("“One. Two.\n\nThree. “Four.”"), ["“One. Two.", "“Four.”"]);
    }

    #[test]
    fn quotations_may_hold_others() {
        let text = "“One “two” three,” he said.";
        assert_eq!(quotations(text), ["“One “two” three,”"]);
        let text = "\"One \"two\" three,\" he said.";
        assert_eq!(quotations(text), ["\"One \"two\" three,\""]);
        let text = "“One ‘two’ three,” he said.";
        assert_eq!(quotations(text), ["“One ‘two’ three,”"]);
        let text = "“One “two three,” he said. Four.";
        assert_eq!(quotations(text), ["“One “two three,”"]);
    }

    #[test]
    fn apostrophes_quote_nothing() {
        assert_eq!(quotations("The forces’ base in the '90s wasn’t Kim’s."), [""; 0]);
        assert_eq!(quotations("‘The forces’ base fell,’ he said."), ["‘The forces’ base fell,’"]);
    }
}
