//! Sentences: where a text of tokens is cut.
//!
//! A blank line always cuts. A line's end cuts where it looks like the end of a headline or list
//! item and not like the edge of a column. Else a sentence ends after a full stop, question or
//! exclamation mark with the quotation marks and brackets that close after it, if what follows
//! looks like a beginning: a capital or a number, but not the name after "Mr.", nor the speaker
//! after “Why?”, and after "U.S." only a word that is no name.

use crate::{
    english::{
        Abbreviations, Segmentation, Sentence, Token, TokenKind,
        abbreviation::Follower,
        character::{Class, class},
        word,
    },
    span::Span,
};

/// The tokens in sentences.
pub(super) fn sentences(
    text: &str,
    content: Span,
    tokens: Vec<Token>,
    abbreviations: &Abbreviations,
) -> Segmentation {
    let mut sentences = Vec::with_capacity(tokens.len() / 20 + 1);
    let mut reader = Reader {
        text,
        tokens: &tokens,
        abbreviations,
        column: column(content.of(text)),
        end: None,
        has_small: false,
        bracket: None,
        first: 0,
    };
    let mut paragraph = 0;
    for index in 0..tokens.len() {
        let cut = if index == 0 { Cut::None } else { reader.cut(index) };
        if cut != Cut::None {
            sentences.push(reader.sentence(index, paragraph));
            reader.start(index);
        }
        if cut == Cut::Paragraph {
            paragraph += 1;
        }
        reader.read(index);
    }
    if !tokens.is_empty() {
        sentences.push(reader.sentence(tokens.len(), paragraph));
    }
    Segmentation { tokens, sentences }
}

/// Whether a sentence ends before a token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cut {
    None,
    Sentence,
    Paragraph,
}

/// What stands between two tokens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Space,
    Line,
    Blank,
}

/// What may have ended the sentence, just before the token at hand.
#[derive(Clone, Copy)]
struct End {
    sign: Sign,
    /// The token that is it.
    index: usize,
    /// Whether a quotation mark or bracket closed after it, so that the sentence around may go on.
    closed: bool,
}

/// What ends sentences.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// A full stop.
    Stop,
    /// "?" or "!".
    Mark,
    /// "…", or an emoticon.
    Ellipsis,
    /// A word that is written with a full stop.
    Abbreviation(Follower),
    /// A line drawn of signs.
    Rule,
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    abbreviations: &'a Abbreviations,
    /// The width at which the lines were broken, in characters, if they were.
    column: Option<usize>,
    /// What may have ended the sentence.
    end: Option<End>,
    /// Whether a word of the sentence is written small.
    has_small: bool,
    /// The bracket that is open, as a token index.
    bracket: Option<usize>,
    /// The first token of the sentence.
    first: usize,
}

impl<'a> Reader<'a> {
    fn sentence(&self, end: usize, paragraph: usize) -> Sentence {
        let span = self.tokens[self.first].span.to(self.tokens[end - 1].span);
        Sentence { span, tokens: self.first..end, paragraph }
    }

    fn start(&mut self, index: usize) {
        self.first = index;
        self.end = None;
        self.has_small = false;
        self.bracket = None;
    }

    fn form(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |token| token.span.of(self.text))
    }

    fn gap(&self, index: usize) -> Gap {
        let between = &self.text[self.tokens[index - 1].span.end..self.tokens[index].span.start];
        match between {
            "" => Gap::None,
            " " => Gap::Space,
            _ => {
                let count = |ends: &[char]| between.matches(ends).count();
                // "\r\n" is one end of a line
                let lines = count(&['\n']).max(count(&['\r']))
                    + count(&['\u{B}', '\u{C}', '\u{85}', '\u{2028}'])
                    + 2 * count(&['\u{2029}']);
                match lines {
                    0 => Gap::Space,
                    1 => Gap::Line,
                    _ => Gap::Blank,
                }
            }
        }
    }

    /// Whether the sentence ends before the token `index`.
    fn cut(&self, index: usize) -> Cut {
        let gap = self.gap(index);
        match gap {
            Gap::Blank => Cut::Paragraph,
            Gap::Line if self.is_broken(index) => Cut::Paragraph,
            Gap::Space if self.is_rule(index) => Cut::Sentence,
            _ if self.ends(index, gap) => Cut::Sentence,
            _ => Cut::None,
        }
    }

    /// Takes note of the token `index`, which belongs to the sentence.
    fn read(&mut self, index: usize) {
        let form = self.form(index);
        self.has_small |= form.starts_with(char::is_lowercase);
        self.end = match self.end {
            Some(end) if index > self.first + 1 && self.is_note(index - 1) => Some(end),
            // a bracket within the sentence closes: "(Really?) he asked"
            Some(_) if is_bracket(form) && self.bracket.is_some_and(|open| open > self.first) => {
                None
            }
            Some(end) if index > self.first && self.is_closer(index) => {
                Some(End { closed: true, ..end })
            }
            _ => self.sign(index).map(|sign| End { sign, index, closed: false }),
        };
        match form {
            "(" | "[" if self.end.is_none() => self.bracket = self.bracket.or(Some(index)),
            ")" | "]" => self.bracket = None,
            _ => {}
        }
    }

    /// What the token `index` is among what ends sentences.
    fn sign(&self, index: usize) -> Option<Sign> {
        let form = self.form(index);
        if form == "." {
            return Some(Sign::Stop);
        }
        if self.is_rule(index) {
            return Some(Sign::Rule);
        }
        match self.tokens[index].kind {
            TokenKind::Punctuation => {
                let made_of = |signs: &[char]| form.chars().all(|sign| signs.contains(&sign));
                match form.as_bytes()[0] {
                    b'.' | b'!' | b'?' | 0xE2 if made_of(&['.', '…']) => Some(Sign::Ellipsis),
                    b'.' | b'!' | b'?' | 0xE2 if made_of(&['.', '…', '!', '?']) => {
                        Some(Sign::Mark)
                    }
                    b'[' if form.len() > 1 => Some(Sign::Ellipsis),
                    b':' | b';' if form.len() > 1 => Some(Sign::Ellipsis),
                    _ => None,
                }
            }
            TokenKind::Word if form.len() > 1 && form.ends_with('.') => {
                let letters = &form[..form.len() - 1];
                Some(Sign::Abbreviation(match self.abbreviations.follower(letters) {
                    Some(follower) => follower,
                    None if letters.contains('.') => Follower::Anything,
                    // an initial
                    None => Follower::Name,
                }))
            }
            TokenKind::Word | TokenKind::Number => None,
        }
    }

    /// Whether the token is a line drawn of signs.
    fn is_rule(&self, index: usize) -> bool {
        let shortest = match self.text.as_bytes()[self.tokens[index].span.start] {
            b'*' | b'=' | b'#' | b'~' => 3,
            b'-' | b'_' => 10,
            _ => return false,
        };
        let alone = (index == self.first || self.gap(index) != Gap::None)
            && (index + 1 == self.tokens.len() || self.gap(index + 1) != Gap::None);
        alone && self.tokens[index].span.len() >= shortest
    }

    /// Whether the token closes a quotation or bracket that was opened before it.
    fn is_closer(&self, index: usize) -> bool {
        let gap = self.gap(index);
        match self.form(index) {
            "”" | "»" | "''" | "’’" => gap != Gap::Line,
            ")" | "]" | "}" => gap != Gap::Line,
            // a note: "at last. [12] Then"
            "[" => self.is_note(index),
            "\"" | "'" | "’" => gap == Gap::None,
            _ => false,
        }
    }

    /// Whether the number of a note opens.
    fn is_note(&self, index: usize) -> bool {
        self.form(index) == "["
            && self.form(index + 1).bytes().all(|byte| byte.is_ascii_digit())
            && self.form(index + 2) == "]"
    }

    /// Whether what was read ends the sentence, given that the token `index` comes next.
    fn ends(&self, index: usize, gap: Gap) -> bool {
        let next = self.form(index);
        let Some(end) = self.end else { return false };
        if end.sign == Sign::Rule {
            return true;
        }
        if matches!(next.as_bytes()[0], b'.' | b'!' | b'?' | b',' | b';' | b':')
            || self.is_closer(index)
            || self.is_numbering(index)
        {
            return false;
        }
        let word = self.first_word(index);
        let form = self.form(word);
        let capital = form.chars().any(char::is_uppercase);
        let small = !capital && form.starts_with(char::is_lowercase);
        if gap == Gap::None {
            // "ended.Trump"
            return capital && word == index && matches!(end.sign, Sign::Stop | Sign::Mark);
        }
        match end.sign {
            Sign::Stop | Sign::Mark if small => !end.closed && self.is_followed_by_small(end),
            Sign::Stop => true,
            Sign::Mark => !(end.closed && self.is_speaker(word)),
            Sign::Ellipsis => capital && end.index > self.first && next != "(",
            // "U.S. And Poland Sign": a capital says nothing where all words have one
            Sign::Abbreviation(_) if !self.has_small => false,
            // "on Wall St. The"
            Sign::Abbreviation(Follower::Name) => word::is_never_a_name(form),
            Sign::Abbreviation(Follower::Number | Follower::Anything) => {
                word::starts_sentence(form) || (capital && is_quotation_mark(next))
            }
            Sign::Rule => true,
        }
    }

    /// Whether a sentence that `end` ends may be followed by one with a small letter: by writers
    /// who use no capitals, and after a word that is no abbreviation nobody listed, nor a name with
    /// an exclamation mark.
    fn is_followed_by_small(&self, end: End) -> bool {
        let before = self.form(end.index.saturating_sub(1).max(self.first));
        let small = before.starts_with(char::is_lowercase);
        let known = match end.sign {
            Sign::Mark => small || self.form(end.index) != "!",
            _ => small && before.len() >= 4,
        };
        known || self.form(self.first).starts_with(char::is_lowercase)
    }

    /// Whether the sentence so far is, or the last of it after a colon, the number of an item: "1.",
    /// "2.1.", "B.".
    fn is_numbering(&self, index: usize) -> bool {
        let Some(number) = index.checked_sub(2) else { return false };
        let first = number == self.first
            || (number > self.first
                && self.form(number - 1) == ":"
                && self.form(number).len() <= 2);
        let numbers = self.tokens[number].kind == TokenKind::Number && self.form(number).len() <= 5;
        first && self.form(index - 1) == "." && (numbers || self.form(number).len() == 1)
    }

    /// The first token from `index` on that does not merely open a quotation or bracket.
    fn first_word(&self, index: usize) -> usize {
        const OPENERS: [&str; 16] =
            ["“", "\"", "‘", "'", "«", "(", "[", "``", "''", "’", "‘’", "-", "–", "—", "--", "•"];
        (index..index + 3).find(|next| !OPENERS.contains(&self.form(*next))).unwrap_or(index)
    }

    /// Whether a speaker of a few words and a speech verb follow: "President Doe asked", "Doe's aide
    /// said"; but not "He said", which after a quotation would be "he said".
    fn is_speaker(&self, index: usize) -> bool {
        const LONGEST: usize = 7;
        let first = self.form(index);
        if word::starts_sentence(first) && first != "I" {
            return false;
        }
        let said = (index + 1..index + LONGEST).find(|word| {
            let form = self.form(*word);
            word::is_speech(form)
                || !form.starts_with(|first: char| {
                    first.is_alphabetic() || matches!(first, '\'' | '’' | '-')
                })
        });
        first.starts_with(char::is_uppercase)
            && said.is_some_and(|word| word::is_speech(self.form(word)))
    }

    /// Whether the line's end before the token `index` ends a sentence.
    fn is_broken(&self, index: usize) -> bool {
        let previous = self.form(index - 1);
        let next = self.form(index);
        if is_bullet(next) {
            return true;
        }
        let title = matches!(self.end, Some(End { sign: Sign::Abbreviation(Follower::Name), .. }));
        let unfinished = title || previous == "," || word::leans_forward(previous);
        if unfinished || next.starts_with(char::is_lowercase) {
            return false;
        }
        let Some(column) = self.column else { return true };
        let line = &self.text[..self.tokens[index - 1].span.end];
        let line = line.rsplit('\n').next().map_or(0, |line| line.chars().count());
        let rest = self.text[self.tokens[index].span.start..].chars();
        line + 1 + rest.take_while(|next| class(*next) != Class::Space).count() <= column
    }
}

fn is_quotation_mark(form: &str) -> bool {
    matches!(form, "“" | "\"" | "‘" | "'" | "«" | "``" | "''")
}

fn is_bracket(form: &str) -> bool {
    matches!(form, ")" | "]" | "}")
}

fn is_bullet(form: &str) -> bool {
    matches!(form, "•" | "●" | "▪" | "■" | "◦" | "‣" | "·" | "*")
}

/// The width at which the lines of `text` were broken, in characters, if they were.
///
/// They were if, where a line follows a line, its first word seldom had room on the line before.
fn column(text: &str) -> Option<usize> {
    const WIDEST: usize = 120;
    let pairs = || {
        text.lines().zip(text.lines().skip(1)).filter_map(|(line, next)| {
            let first = next.split_whitespace().next()?;
            let length = line.trim_end().chars().count();
            (length > 0).then(|| (length, first.chars().count()))
        })
    };
    let width = pairs().map(|(length, _)| length).max()?;
    let (full, all) = pairs().fold((0, 0), |(full, all), (length, first)| {
        (full + usize::from(length + 1 + first > width), all + 1)
    });
    (width <= WIDEST && all >= 3 && full * 3 >= all * 2).then_some(width)
}
