//! The program's own source, for the tests that read it: tokens without comments and test modules.

#![allow(dead_code, clippy::unwrap_used)]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A file of `src/`.
pub(crate) struct SourceFile {
    /// Its path below `src/`, `/`-separated.
    pub(crate) path: String,
    /// What the compiler sees of it outside tests.
    pub(crate) tokens: Vec<Placed>,
}

/// A token and the line it starts in, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    pub(crate) token: Token,
    pub(crate) line: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// An identifier, a keyword or a number.
    Word(String),
    /// The value of a string literal, whatever its prefix.
    Text(String),
    /// The value of a character literal.
    Character(String),
    Sign(char),
}

impl Placed {
    pub(crate) fn word(&self) -> Option<&str> {
        match &self.token {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(crate) fn is(&self, sign: char) -> bool {
        self.token == Token::Sign(sign)
    }
}

/// All files of `src/`, sorted by path.
pub(crate) fn files() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    search(&root, &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let below: Vec<_> = path
                .strip_prefix(&root)
                .unwrap()
                .iter()
                .map(|part| part.to_string_lossy())
                .collect();
            SourceFile {
                path: below.join("/"),
                tokens: without_tests(&tokens(&fs::read_to_string(&path).unwrap())),
            }
        })
        .collect()
}

fn search(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            search(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The tokens of Rust source; comments and lifetimes are none.
pub(crate) fn tokens(text: &str) -> Vec<Placed> {
    let mut reader = Reader { rest: text, line: 1 };
    let mut tokens = Vec::new();
    loop {
        let line = reader.line;
        match reader.next() {
            Step::Token(token) => tokens.push(Placed { token, line }),
            Step::Nothing => {}
            Step::End => return tokens,
        }
    }
}

/// The tokens outside items that are marked `#[cfg(test)]`.
pub(crate) fn without_tests(tokens: &[Placed]) -> Vec<Placed> {
    let marked = |at: usize| {
        let mark = ["#", "[", "cfg", "(", "test", ")", "]"];
        tokens.len() >= at + mark.len()
            && mark.iter().zip(&tokens[at..]).all(|(expected, found)| match &found.token {
                Token::Word(word) => word == expected,
                Token::Sign(sign) => expected.starts_with(*sign),
                _ => false,
            })
    };
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if marked(at) {
            at = end_of_item(tokens, at + 7);
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

/// One past the item that starts at `at`: its `;`, or the bracket that closes its body.
fn end_of_item(tokens: &[Placed], mut at: usize) -> usize {
    let mut depth = 0_usize;
    while let Some(Placed { token, .. }) = tokens.get(at) {
        at += 1;
        match token {
            Token::Sign('{' | '(' | '[') => depth += 1,
            Token::Sign(closing @ ('}' | ')' | ']')) => {
                depth -= 1;
                if depth == 0 && *closing == '}' {
                    return at;
                }
            }
            Token::Sign(';') if depth == 0 => return at,
            _ => {}
        }
    }
    at
}

struct Reader<'t> {
    rest: &'t str,
    line: usize,
}

enum Step {
    Token(Token),
    Nothing,
    End,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Step {
        let Some(first) = self.rest.chars().next() else { return Step::End };
        if first.is_whitespace() {
            self.take(first.len_utf8());
        } else if self.rest.starts_with("//") {
            self.take(self.rest.find('\n').unwrap_or(self.rest.len()));
        } else if self.rest.starts_with("/*") {
            self.block_comment();
        } else if let Some(quote) = self.string_start() {
            return Step::Token(Token::Text(self.string(quote)));
        } else if first == '\'' {
            return self.quote();
        } else if is_word(first) {
            if self.rest.starts_with("r#") {
                self.take(2);
            }
            let end = self.rest.find(|c| !is_word(c)).unwrap_or(self.rest.len());
            return Step::Token(Token::Word(self.take(end).to_owned()));
        } else {
            self.take(first.len_utf8());
            return Step::Token(Token::Sign(first));
        }
        Step::Nothing
    }

    fn take(&mut self, bytes: usize) -> &'t str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        self.line += taken.matches('\n').count();
        taken
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        loop {
            let (step, bytes) = match self.rest {
                rest if rest.starts_with("/*") => (1, 2),
                rest if rest.starts_with("*/") => (-1, 2),
                rest => (0, rest.chars().next().expect("a comment is closed").len_utf8()),
            };
            self.take(bytes);
            depth += step;
            if depth == 0 {
                return;
            }
        }
    }

    /// Where the quote of a string literal stands that starts here: `"`, `b"`, `r#"`, `cr"` …
    fn string_start(&self) -> Option<usize> {
        let prefix = self.rest.find(|c: char| !matches!(c, 'b' | 'c' | 'r'))?;
        let hashes = self.rest[prefix..].find(|c| c != '#')?;
        let raw = self.rest[..prefix].ends_with('r');
        let known = matches!(&self.rest[..prefix], "" | "b" | "c" | "r" | "br" | "cr");
        let quote = prefix + hashes;
        (known && self.rest[quote..].starts_with('"') && (raw || hashes == 0)).then_some(quote)
    }

    fn string(&mut self, quote: usize) -> String {
        let start = self.take(quote);
        if start.trim_end_matches('#').ends_with('r') {
            let end = format!("\"{}", "#".repeat(start.matches('#').count()));
            let length = self.rest[1..].find(&end).expect("a string is closed");
            let text = self.take(1 + length)[1..].to_owned();
            self.take(end.len());
            return text;
        }
        let mut length = 1;
        while !self.rest[length..].starts_with('"') {
            let skipped = if self.rest[length..].starts_with('\\') { 1 } else { 0 };
            let character = self.rest[length + skipped..].chars().next();
            length += skipped + character.expect("a string is closed").len_utf8();
        }
        let text = self.take(length + 1);
        unescaped(&text[1..length])
    }

    /// A character literal, or a lifetime.
    fn quote(&mut self) -> Step {
        let mut characters = self.rest[1..].chars();
        let first = characters.next().expect("source does not end in a quote");
        let length = if first == '\\' {
            // the escaped character may be a quote
            let escaped = characters.next().expect("an escape has a character").len_utf8();
            2 + escaped + self.rest[2 + escaped..].find('\'').expect("a character is closed")
        } else if characters.next() == Some('\'') {
            1 + first.len_utf8()
        } else {
            self.take(1);
            let end = self.rest.find(|c| !is_word(c)).unwrap_or(self.rest.len());
            self.take(end);
            return Step::Nothing;
        };
        let text = self.take(length + 1);
        Step::Token(Token::Character(unescaped(&text[1..length])))
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The value of what stands between the quotes of a literal that is not raw.
fn unescaped(text: &str) -> String {
    let mut value = String::new();
    let mut rest = text;
    while let Some((before, escape)) = rest.split_once('\\') {
        value.push_str(before);
        let sign = escape.chars().next().expect("an escape has a character");
        rest = &escape[sign.len_utf8()..];
        match sign {
            'n' => value.push('\n'),
            'r' => value.push('\r'),
            't' => value.push('\t'),
            '0' => value.push('\0'),
            '\n' => rest = rest.trim_start(),
            'x' => {
                value.push(char::from(u8::from_str_radix(&rest[..2], 16).unwrap()));
                rest = &rest[2..];
            }
            'u' => {
                let (digits, after) = rest[1..].split_once('}').unwrap();
                value.push(char::from_u32(u32::from_str_radix(digits, 16).unwrap()).unwrap());
                rest = after;
            }
            other => value.push(other),
        }
    }
    value + rest
}
