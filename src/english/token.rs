//! Words, numbers and signs, as Universal Dependencies cuts English.
//!
//! One pass from left to right. A token is a run of letters and digits, and what follows the run
//! decides whether it goes on: the full stop of "U.S.", the comma of "1,000", the hyphen of
//! "anti-tank" and "F-16", but not the hyphen of "long-range" nor the dash of "Putin–Trump". What
//! is written together but is two words ("don't", "Putin's", "cannot", "300km") is cut after. All
//! looking ahead is bounded, so time is linear in the text.
//!
//! Designations ("F-16", "S-400", "T-90M") are one token, where the treebanks have three: a rule
//! that names a weapon should see one word, and they are too few for any figure to move by it.

use crate::{
    english::{
        Abbreviations, Token, TokenKind,
        abbreviation::Follower,
        character::{Class, class, is_apostrophe, is_extender, is_word},
        word,
    },
    span::Span,
};

/// The tokens of the bytes `content` of `text`, with spans in bytes of `text`.
///
/// They cover every character that is neither space nor part of a note's mark, "[1]", once and in
/// order.
pub(super) fn tokens(text: &str, content: Span, abbreviations: &Abbreviations) -> Vec<Token> {
    let mut tokenizer = Tokenizer {
        text: &text[..content.end],
        abbreviations,
        tokens: Vec::with_capacity(content.len() / 5),
    };
    let mut position = content.start;
    while let Some(next) = tokenizer.character(position) {
        position = match class(next) {
            Class::Space => position + next.len_utf8(),
            Class::Letter | Class::Digit => tokenizer.word(position),
            Class::Sign => tokenizer.sign(position, next),
        };
    }
    tokenizer.tokens
}

/// The furthest look ahead, in bytes: no e-mail address is longer.
const REACH: usize = 254;
/// So many digits the number of a note has at most; four are a year.
const LONGEST_NOTE: usize = 3;
/// So many bytes the mark of a note has at most.
const LONGEST_MARK: usize = 32;
/// Notes of editors that stand in the text like the numbers of others.
const NOTES: [&str; 3] = ["citation needed", "clarification needed", "dubious"];

struct Tokenizer<'a> {
    /// The text up to the end of what is to be read.
    text: &'a str,
    abbreviations: &'a Abbreviations,
    tokens: Vec<Token>,
}

impl Tokenizer<'_> {
    fn character(&self, position: usize) -> Option<char> {
        match self.text.as_bytes().get(position) {
            Some(byte) if byte.is_ascii() => Some(*byte as char),
            Some(_) => self.text[position..].chars().next(),
            None => None,
        }
    }

    fn class(&self, position: usize) -> Class {
        self.character(position).map_or(Class::Space, class)
    }

    fn byte(&self, position: usize) -> u8 {
        self.text.as_bytes().get(position).copied().unwrap_or(b' ')
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) {
        self.tokens.push(Token { span: Span::new(start, end), kind });
    }

    /// The end of the last token; where `position` equals it, no space stands between.
    fn last_end(&self) -> Option<usize> {
        self.tokens.last().map(|token| token.span.end)
    }

    /// Reads the word or number that starts at `start`; returns where it ends.
    fn word(&mut self, start: usize) -> usize {
        let mut end = self.run(start);
        while let Some(sign) = self.character(end) {
            if class(sign) != Class::Sign {
                break;
            }
            match self.continued(start, end, sign) {
                Some(further) => end = further,
                None => break,
            }
        }
        self.push_word(start, end);
        end
    }

    /// The end of the letters and digits that start at `position`.
    fn run(&self, position: usize) -> usize {
        let mut end = position;
        loop {
            let ascii =
                self.text.as_bytes()[end..].iter().take_while(|byte| is_word(**byte)).count();
            end += ascii;
            match self.character(end) {
                Some(next)
                    if !next.is_ascii() && matches!(class(next), Class::Letter | Class::Digit) =>
                {
                    end += next.len_utf8();
                }
                _ => return end,
            }
        }
    }

    /// Where the token that started at `start` ends if `sign`, which stands at `end`, is part of it.
    fn continued(&self, start: usize, end: usize, sign: char) -> Option<usize> {
        let after = end + sign.len_utf8();
        let before_is_digit = self.byte(end - 1).is_ascii_digit();
        let after_is_digit = self.byte(after).is_ascii_digit();
        let after_is_letter = self.class(after) == Class::Letter;
        match sign {
            '.' if before_is_digit && after_is_digit => Some(self.run(after)),
            '.' if after_is_letter => self
                .spelled_further(start, end, after)
                .or_else(|| self.internet_name(start, end))
                .or_else(|| self.is_title(start, end, after).then_some(after)),
            '.' if self.text[after..].starts_with("..@") => self.internet_name(start, end),
            '.' if self.byte(after) != b'.' || self.byte(after + 1) != b'.' => {
                self.is_abbreviation(start, end).then_some(after)
            }
            ',' if before_is_digit && after_is_digit => self.thousands(after),
            ':' | '/' if before_is_digit && after_is_digit => Some(self.run(after)),
            '/' if self.is_short_for(start, end, after) => Some(self.run(after)),
            ':' if self.text[after..].starts_with("//") => Some(self.address_end(after)),
            ':' if after_is_letter && &self.text[start..end] == "mailto" => {
                Some(self.address_end(after))
            }
            '-' | '\u{2011}' => {
                self.hyphenated(start, end, after).or_else(|| self.internet_name(start, end))
            }
            '&' if after_is_letter && self.class(start) == Class::Letter => Some(self.run(after)),
            '@' if self.class(after) != Class::Space => self.internet_name(start, end),
            '$' if end - start <= 3 && self.is_capitals(start, end) => Some(after),
            _ if is_apostrophe(sign) && after_is_letter => self.elided(end, after),
            _ => None,
        }
    }

    fn is_capitals(&self, start: usize, end: usize) -> bool {
        self.text.as_bytes()[start..end].iter().all(u8::is_ascii_uppercase)
    }

    /// "w/o", "N/A", "b/c": single letters, and no further slash.
    fn is_short_for(&self, start: usize, end: usize, after: usize) -> bool {
        let further = self.run(after);
        let single = end - start == 1 && (further - after == 1 && self.byte(further) != b'/');
        single || matches!(&self.text[start..end], "w" | "W")
    }

    /// "1,000": three digits follow the comma, or two in the Indian way.
    fn thousands(&self, after: usize) -> Option<usize> {
        let digits = |from: usize| {
            self.text.as_bytes()[from..].iter().take(4).take_while(|b| b.is_ascii_digit()).count()
        };
        let grouped = match digits(after) {
            2 => self.byte(after + 2) == b',' && digits(after + 3) >= 2,
            count => count == 3,
        };
        grouped.then(|| self.run(after))
    }

    /// "U." of "U.S." and "Ph." of "Ph.D.": one more letter follows.
    fn spelled_further(&self, start: usize, end: usize, after: usize) -> Option<usize> {
        const LONGEST: usize = 16;
        if end - start > LONGEST {
            return None;
        }
        let further = self.run(after);
        let letters = self.text[after..further].chars().count();
        let capital = |position: usize| self.byte(position).is_ascii_uppercase();
        let spelled = if is_spelled(&self.text[start..end]) {
            letters == 1 || (letters == 2 && capital(after))
        } else {
            letters == 1 && end - start == 2 && capital(start)
        };
        spelled.then_some(further)
    }

    /// "Mr." in "Mr.Smith".
    fn is_title(&self, start: usize, end: usize, after: usize) -> bool {
        self.character(after).is_some_and(char::is_uppercase)
            && self.abbreviations.follower(&self.text[start..end]) == Some(Follower::Name)
    }

    /// Whether the full stop at `end` belongs to the word before it.
    fn is_abbreviation(&self, start: usize, end: usize) -> bool {
        let letters = &self.text[start..end];
        if letters.contains('.') {
            return letters.split('.').all(|part| part.chars().count() <= 2)
                && letters.chars().any(char::is_alphabetic);
        }
        match self.abbreviations.follower(letters) {
            Some(Follower::Anything) => true,
            Some(Follower::Name) => self.next_visible(end + 1).is_some(),
            Some(Follower::Number) => {
                let next = self.next_visible(end + 1).and_then(|next| self.character(next));
                let counts = next.is_some_and(|next| {
                    class(next) == Class::Digit || next.is_lowercase() || ",;:-–/#)".contains(next)
                });
                // "c. 1900", but "Scott C. Dayton"
                counts || self.is_initial(letters, end + 1)
            }
            None => self.is_initial(letters, end + 1),
        }
    }

    /// "W." in "George W. Bush", "Spc." in "Spc. Jane Doe": a capital with no vowel after it, which
    /// makes no word, and a name follows.
    fn is_initial(&self, letters: &str, after: usize) -> bool {
        let mut characters = letters.chars();
        let shaped = match (characters.next(), characters.as_str()) {
            // "I." is one only within a name
            (Some('I'), "") => self
                .tokens
                .last()
                .is_some_and(|last| last.span.of(self.text).starts_with(char::is_uppercase)),
            (Some(letter), "") => letter.is_uppercase(),
            (Some(letter), rest) => {
                let vowelless =
                    |letter: char| letter.is_ascii_lowercase() && !"aeiouy".contains(letter);
                letter.is_ascii_uppercase()
                    && !"AEIOUY".contains(letter)
                    && rest.chars().all(vowelless)
            }
            (None, _) => false,
        };
        let Some(next) = self.next_visible(after) else { return false };
        shaped
            && self.character(next).is_some_and(char::is_uppercase)
            && !word::starts_sentence(&self.text[next..self.run(next)])
    }

    /// Where the next token starts, unless a blank line or much space comes before.
    fn next_visible(&self, position: usize) -> Option<usize> {
        let mut lines = 0;
        self.text[position..]
            .char_indices()
            .take(8)
            .take_while(|(_, next)| {
                lines += usize::from(*next == '\n');
                lines < 2
            })
            .find(|(_, next)| class(*next) != Class::Space)
            .map(|(offset, _)| position + offset)
    }

    /// The hyphen after a prefix, in a designation or in a number that no dash divides.
    fn hyphenated(&self, start: usize, end: usize, after: usize) -> Option<usize> {
        let before = &self.text[start..end];
        let next = self.byte(after);
        if before.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.numbered(start);
        }
        let wordlike = self.class(after) != Class::Space && self.class(after) != Class::Sign;
        if wordlike && word::is_prefix(before) {
            return Some(self.run(after));
        }
        let capital = self.byte(start).is_ascii_uppercase();
        let capitals = before.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-');
        let short = end - start <= 3 || (end - start <= 5 && capitals);
        let lettered = before.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
        if !(capital && short && lettered) {
            return None;
        }
        // "SS-N-22"
        let second = next.is_ascii_uppercase()
            && self.byte(after + 1) == b'-'
            && self.byte(after + 2).is_ascii_digit();
        (next.is_ascii_digit() || second).then(|| self.run(after))
    }

    /// Telephone numbers, and dates such as 2025-01-24; "5-10" is two numbers.
    fn numbered(&self, start: usize) -> Option<usize> {
        let rest = &self.text.as_bytes()[start..];
        let length = rest
            .iter()
            .take(REACH)
            .take_while(|byte| byte.is_ascii_digit() || **byte == b'-')
            .count();
        let number = self.text[start..start + length].trim_end_matches('-');
        let end = start + number.len();
        let lengths: Vec<usize> = number.split('-').map(str::len).collect();
        let whole = self.class(end) != Class::Letter
            && lengths.iter().all(|length| (1..=5).contains(length));
        (whole && (lengths.len() >= 3 || lengths == [3, 4])).then_some(end)
    }

    /// What follows an apostrophe within a word: nothing where it opens "'s" or closes "n't".
    fn elided(&self, end: usize, after: usize) -> Option<usize> {
        let further = self.run(after);
        let rest = &self.text[after..further];
        if matches!(self.byte(end - 1), b'n' | b'N') && rest.eq_ignore_ascii_case("t") {
            return Some(further);
        }
        // "the 1960's"
        let decade = self.byte(end - 1) == b'0' && rest == "s";
        (decade || !word::is_clitic(rest)).then_some(further)
    }

    /// The end of an e-mail address or of a name such as "whitehouse.gov/news" from `start`.
    fn internet_name(&self, start: usize, end: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let length = bytes[start..]
            .iter()
            .take(REACH)
            .take_while(|byte| byte.is_ascii_alphanumeric() || b"._%+-@".contains(byte))
            .count();
        let name = self.text[start..start + length].trim_end_matches(['.', '-', '+', '%', '_']);
        if let Some((local, domain)) = name.split_once('@') {
            let whole = !local.is_empty() && !domain.is_empty() && name.len() > end - start;
            return whole.then_some(start + name.len());
        }
        if name.get(..end - start)?.eq_ignore_ascii_case("www") {
            return Some(self.address_end(start));
        }
        let (stem, last) = name.rsplit_once('.')?;
        let is_path = |name: &str| {
            name.split('.').count() > 2
                && name.split('.').all(|label| {
                    label.len() > 2
                        && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
                })
        };
        let known = (word::is_domain(last) && stem.len() > 1) || is_path(name);
        known.then(|| match self.byte(start + name.len()) {
            b'/' => self.address_end(start),
            _ => start + name.len(),
        })
    }

    /// The end of an address that goes on from `position`, without the punctuation after it.
    fn address_end(&self, position: usize) -> usize {
        let rest = &self.text[position..];
        let length = rest
            .find(|next: char| {
                class(next) == Class::Space
                    || matches!(next, '<' | '>' | '"' | '“' | '”' | '’' | '|')
            })
            .unwrap_or(rest.len());
        let address =
            rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ')', ']']);
        position + address.len().max(1)
    }

    /// Puts a word or number down, as two tokens where it is two.
    fn push_word(&mut self, start: usize, end: usize) {
        let text = &self.text[start..end];
        let first = text.as_bytes()[0];
        let last = text.as_bytes()[text.len() - 1];
        if first.is_ascii_digit() {
            let cut = start + text.bytes().take_while(|b| b"0123456789.,:".contains(b)).count();
            if cut == end {
                return self.push(start, end, TokenKind::Number);
            }
            if self.is_measure(start, cut, end) {
                self.push(start, cut, TokenKind::Number);
                return self.push(cut, end, TokenKind::Word);
            }
            return self.push(start, end, number_or_word(text));
        }
        match word::cut(text, last) {
            Some(cut) => {
                self.push(start, start + cut, TokenKind::Word);
                self.push(start + cut, end, TokenKind::Word);
            }
            None => self.push(start, end, number_or_word(text)),
        }
    }

    /// Whether the letters `cut..end` after a number are a unit: "300km", "$3m".
    fn is_measure(&self, start: usize, cut: usize, end: usize) -> bool {
        let money = self.last_end() == Some(start)
            && self.text[..start].ends_with(['$', '£', '€', '¥', '₴', '₽', '₹']);
        let unit = &self.text[cut..end];
        self.text[start..cut].ends_with(|last: char| last.is_ascii_digit())
            && (word::is_unit(unit) || (money && word::is_magnitude(unit)))
    }

    /// Reads the sign at `start`; returns where it, or what it opens, ends.
    fn sign(&mut self, start: usize, sign: char) -> usize {
        let after = start + sign.len_utf8();
        let attached = self.last_end() == Some(start);
        let next = self.byte(after);
        let notes = self.notes_end(start);
        if attached && notes > start {
            return notes;
        }
        let end = match sign {
            _ if is_apostrophe(sign) || sign == '‘' => {
                return self.apostrophe(start, after, attached);
            }
            '.' | '+' if next.is_ascii_digit() && !attached => {
                let end = self.run(after);
                self.push(start, end, TokenKind::Number);
                return end;
            }
            '@' if self.class(after) == Class::Letter && !attached => {
                let end = self.run(after);
                self.push(start, end, TokenKind::Word);
                return end;
            }
            '[' if self.text[after..].starts_with("...]") => after + 4,
            '[' if self.text[after..].starts_with("…]") => after + 4,
            '.' | '!' | '?' | '…' => self.same(start, &['.', '!', '?', '…']),
            '-' | '*' | '=' | '~' | '<' | '>' | '|' | '+' => self.drawn(start, sign),
            '–' | '—' | '#' | '`' | '$' => self.same(start, &[sign]),
            ':' | ';' if !attached => self.emoticon(after).unwrap_or(after),
            _ if sign.is_ascii() => after,
            _ => self.symbol_end(start, sign),
        };
        self.push(start, end, TokenKind::Punctuation);
        end
    }

    /// Where the marks of notes that start at `start` end; there, if there are none.
    fn notes_end(&self, start: usize) -> usize {
        let mut end = start;
        while self.byte(end) == b'['
            && let Some(further) = self.note_end(end + 1)
        {
            end = further;
        }
        end
    }

    /// Where the mark of a note ends of which the inside starts at `inside`: "in 1989,[1] and".
    fn note_end(&self, inside: usize) -> Option<usize> {
        let ahead = self.text.as_bytes()[inside..].iter().take(LONGEST_MARK);
        let end = inside + ahead.into_iter().position(|byte| *byte == b']')?;
        let content = &self.text[inside..end];
        let is_number = (1..=LONGEST_NOTE).contains(&content.len())
            && content.bytes().all(|byte| byte.is_ascii_digit());
        (is_number || NOTES.contains(&content)).then_some(end + 1)
    }

    /// The end of a run of these characters.
    fn same(&self, start: usize, signs: &[char]) -> usize {
        start + self.text[start..].len() - self.text[start..].trim_start_matches(signs).len()
    }

    /// The end of "--", or of a line drawn of several signs: "----==".
    fn drawn(&self, start: usize, sign: char) -> usize {
        let line = self.same(start, &['-', '*', '=', '~', '<', '>', '|', '+']);
        if line - start > 2 { line } else { self.same(start, &[sign]) }
    }

    /// The rest of ":)" and its like.
    fn emoticon(&self, after: usize) -> Option<usize> {
        let mouth = if self.byte(after) == b'-' { after + 1 } else { after };
        let alone = b"()DPp/|".contains(&self.byte(mouth)) && self.class(mouth + 1) == Class::Space;
        alone.then_some(mouth + 1)
    }

    /// The end of an emoji or other symbol, with what changes it or is joined to it.
    fn symbol_end(&self, start: usize, sign: char) -> usize {
        let is_flag = |letter: char| ('\u{1F1E6}'..='\u{1F1FF}').contains(&letter);
        let mut end = start + sign.len_utf8();
        if is_flag(sign)
            && let Some(second) = self.character(end)
            && is_flag(second)
        {
            end += second.len_utf8();
        }
        let mut joined = false;
        while let Some(next) = self.character(end) {
            let goes_on = is_extender(next) || (joined && class(next) == Class::Sign);
            if !goes_on {
                break;
            }
            joined = next == '\u{200D}';
            end += next.len_utf8();
        }
        end
    }

    /// Reads "'s", "’72", "'em" or a mere quotation mark.
    fn apostrophe(&mut self, start: usize, after: usize, attached: bool) -> usize {
        let further = self.run(after);
        let rest = &self.text[after..further];
        let after_word =
            attached && self.tokens.last().is_some_and(|last| last.kind != TokenKind::Punctuation);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let year = !attached && digits == 2 && matches!(&rest[digits..], "" | "s");
        let after_quotation =
            attached && self.text[..start].ends_with(['”', '"', '’', ')', '%']) && rest == "s";
        let word = after_quotation
            || (after_word && word::is_clitic(rest))
            || (!attached && matches!(rest, "s" | "em" | "til" | "cause" | "tis" | "twas"))
            || year;
        if word {
            self.push(start, further, TokenKind::Word);
            return further;
        }
        let twice = self.character(start) == self.character(after) && !after_word;
        let end = if twice { after + (after - start) } else { after };
        self.push(start, end, TokenKind::Punctuation);
        end
    }
}

/// Whether it is single letters with full stops between: "U", "U.S".
fn is_spelled(text: &str) -> bool {
    text.split('.').all(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    })
}

fn number_or_word(text: &str) -> TokenKind {
    let has_letters = text.chars().any(|letter| class(letter) == Class::Letter);
    if has_letters { TokenKind::Word } else { TokenKind::Number }
}
