//! Reading a pattern.
//!
//! By hand, one function for each thing that can stand in a pattern: what is wrong is then known
//! where it is found, and every message can say what was expected.

use crate::{
    error::nearest,
    id::{RoleId, TypeId},
    rules::{
        is_identifier,
        pattern::{Class, Pattern, REPETITIONS, TokenTest},
    },
    span::Span,
};

/// The deepest nesting of brackets.
const DEPTH: usize = 20;

/// The most single tests, with every repetition written out.
const EXPANDED: usize = 20_000;

/// Signs that mean something; a backslash makes them stand for themselves.
const SIGNS: &str = "()[]{}<>|?*+\\";

/// The tags of the Penn Treebank, as English treebanks use them.
const TAGS: [&str; 46] = [
    "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW", "HYPH", "IN", "JJ", "JJR", "JJS", "LS", "MD",
    "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP",
    "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "XX",
    "$", "''", "-LRB-", "-RRB-",
];

/// A pattern that could be read, with the places of what must be checked in it.
#[derive(Debug)]
pub(in crate::rules) struct Parsed {
    /// The pattern.
    pub pattern: Pattern,
    /// Every role it fills, as often as it is written.
    pub roles: Vec<RoleUse>,
    /// Every type it asks for.
    pub types: Vec<(TypeId, Span)>,
    /// Every `{:name …}`.
    pub names: Vec<Span>,
}

/// A role in a pattern.
#[derive(Debug)]
pub(in crate::rules) struct RoleUse {
    /// The role.
    pub role: RoleId,
    /// Where its name stands.
    pub span: Span,
    /// Whether it stands alone, `{role}`, and not with what fills it, `{role: …}`.
    pub alone: bool,
}

/// What is wrong with a pattern; the span is in bytes of its text.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::rules) struct PatternError {
    /// Where.
    pub span: Span,
    /// What.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl PatternError {
    pub(in crate::rules) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Reads a pattern.
///
/// # Errors
///
/// The first thing that is wrong with it; that it matches nothing or everything is wrong too.
pub(in crate::rules) fn parse(text: &str) -> Result<Parsed, PatternError> {
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
        parsed: Parsed {
            pattern: Pattern::Sequence(Vec::new()),
            roles: Vec::new(),
            types: Vec::new(),
            names: Vec::new(),
        },
    };
    let pattern = parser.sequence(Context::Plain)?;
    if let Some(sign) = parser.peek() {
        return Err(parser
            .error_here(format!("`{sign}` closes nothing"))
            .with_help(format!("a sign of the text itself is written `\\{sign}`")));
    }
    let whole = Span::new(0, text.len());
    let error =
        |message: &str| PatternError { span: whole, message: message.to_owned(), help: None };
    if pattern.matches_empty() {
        return Err(error("the pattern matches where there is no word at all")
            .with_help("at least one part must stand without `?`, `*` or `{0,…}`"));
    }
    if !pattern.is_selective() {
        return Err(error("the pattern matches any words whatever")
            .with_help("at least one part must ask for more than `[Any]`"));
    }
    if pattern.expanded() > EXPANDED {
        return Err(error("the pattern repeats too much")
            .with_help(format!("with its repetitions written out it may have {EXPANDED} parts")));
    }
    Ok(Parsed { pattern, ..parser.parsed })
}

struct Parser<'t> {
    text: &'t str,
    /// The byte at which reading goes on.
    at: usize,
    /// Brackets open here.
    depth: usize,
    parsed: Parsed,
}

/// What a sequence stands in, which decides what `|` separates.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    /// In the pattern or in braces: `|` separates single tokens.
    Plain,
    /// In round brackets: `|` separates sequences.
    Brackets,
}

impl<'t> Parser<'t> {
    /// Parts one after the other, up to a closing bracket, the end, or, in round brackets, `|`.
    fn sequence(&mut self, context: Context) -> Result<Pattern, PatternError> {
        let mut parts = Vec::new();
        loop {
            self.skip_spaces();
            match self.peek() {
                None | Some(')' | ']' | '}' | '>') => break,
                Some('|') if context == Context::Brackets => break,
                Some('|') => return Err(self.loose_bar()),
                Some(_) if context == Context::Brackets => parts.push(self.repeated()?),
                Some(_) => parts.push(self.alternatives()?),
            }
        }
        Ok(one_or(parts, Pattern::Sequence))
    }

    /// `a|b`: single parts, without a space around the bar.
    fn alternatives(&mut self) -> Result<Pattern, PatternError> {
        let mut parts = vec![self.repeated()?];
        while self.eat('|') {
            if self.peek().is_none_or(|next| next.is_whitespace() || ")]}>|".contains(next)) {
                self.at -= 1;
                return Err(self.loose_bar());
            }
            parts.push(self.repeated()?);
        }
        Ok(one_or(parts, Pattern::Alternatives))
    }

    fn loose_bar(&self) -> PatternError {
        self.error_here("`|` stands between single words, without spaces")
            .with_help("alternatives of several words stand in brackets: `(take part|join in)`")
    }

    /// A part with the repetition behind it.
    fn repeated(&mut self) -> Result<Pattern, PatternError> {
        let part = self.part()?;
        let start = self.at;
        let Some((min, max)) = self.repetition()? else {
            return Ok(part);
        };
        let again = self.at;
        if self.repetition()?.is_some() {
            return Err(self
                .error(Span::new(start, self.at), "two repetitions of one part")
                .with_help(format!(
                    "keep `{}`, or put brackets around",
                    &self.text[start..again]
                )));
        }
        Ok(Pattern::Repeated { part: Box::new(part), min, max })
    }

    /// `?`, `*`, `+` or `{1,3}`, if one stands here.
    fn repetition(&mut self) -> Result<Option<(usize, usize)>, PatternError> {
        let times = match self.peek() {
            Some('?') => (0, 1),
            Some('*') => (0, REPETITIONS),
            Some('+') => (1, REPETITIONS),
            Some('{') if self.counts() => return self.counted().map(Some),
            _ => return Ok(None),
        };
        self.at += 1;
        Ok(Some(times))
    }

    /// Whether the brace here opens a repetition and not a role.
    fn counts(&self) -> bool {
        let inside = self.text[self.at + 1..].trim_start();
        inside.starts_with(|first: char| first.is_ascii_digit() || first == ',')
    }

    /// `{2}` or `{1,3}`.
    fn counted(&mut self) -> Result<(usize, usize), PatternError> {
        let start = self.at;
        let inside = self.closed_by('}')?;
        let span = Span::new(start, self.at);
        let count = |digits: &str| {
            digits.trim().parse::<usize>().map_err(|_| {
                self.error(span, format!("`{}` is no repetition", span.of(self.text)))
                    .with_help("write `{1,3}` for one to three times, `{2}` for twice")
            })
        };
        let (min, max) = match inside.split_once(',') {
            Some((min, max)) => (count(min)?, count(max)?),
            None => (count(inside)?, count(inside)?),
        };
        if min > max {
            return Err(self
                .error(span, format!("`{{{min},{max}}}` counts backwards"))
                .with_help(format!("did you mean `{{{max},{min}}}`?")));
        }
        if max == 0 || max > REPETITIONS {
            return Err(self.error(
                span,
                format!("a part is repeated 1 to {REPETITIONS} times at most, not {max}"),
            ));
        }
        Ok((min, max))
    }

    /// A word, a class, a type, a role or a group.
    fn part(&mut self) -> Result<Pattern, PatternError> {
        match self.peek() {
            Some('(') => self.nested(Self::group),
            Some('{') if self.counts() => self.repeats_nothing(),
            Some('{') => self.nested(Self::braces),
            Some('[') => self.class(),
            Some('<') => self.mention(),
            Some('?' | '*' | '+') => self.repeats_nothing(),
            Some('=') => self.lemma(),
            _ => self.word().map(|form| Pattern::Token(TokenTest::Form(form))),
        }
    }

    /// What `read` reads, one bracket deeper.
    fn nested(
        &mut self,
        read: fn(&mut Self) -> Result<Pattern, PatternError>,
    ) -> Result<Pattern, PatternError> {
        if self.depth == DEPTH {
            return Err(self.error_here(format!("more than {DEPTH} brackets inside each other")));
        }
        self.depth += 1;
        let part = read(self)?;
        self.depth -= 1;
        Ok(part)
    }

    fn repeats_nothing(&mut self) -> Result<Pattern, PatternError> {
        let sign = self.peek().unwrap_or_default();
        Err(self.error_here(format!("`{sign}` repeats nothing")).with_help(format!(
            "a repetition stands directly behind a part; a sign of the text itself is \
                 written `\\{sign}`"
        )))
    }

    /// `( … | … )`.
    fn group(&mut self) -> Result<Pattern, PatternError> {
        let open = self.at;
        self.at += 1;
        let mut alternatives = Vec::new();
        loop {
            let start = self.at;
            let part = self.sequence(Context::Brackets)?;
            if part == Pattern::Sequence(Vec::new()) {
                return Err(self
                    .error(Span::new(start.min(self.at), self.at), "nothing stands here")
                    .with_help("what may be missing is written `( … )?`"));
            }
            alternatives.push(part);
            if !self.eat('|') {
                break;
            }
        }
        self.close(open, '(', ')')?;
        Ok(one_or(alternatives, Pattern::Alternatives))
    }

    /// `{role}`, `{role: …}` or `{:name …}`.
    fn braces(&mut self) -> Result<Pattern, PatternError> {
        let open = self.at;
        self.at += 1;
        self.skip_spaces();
        if self.eat(':') {
            let (word, span) = self.identifier();
            if word != "name" {
                return Err(self
                    .error(span, format!("`{{:{word}` is not known"))
                    .with_help("the part that is the mention is written `{:name …}`"));
            }
            self.parsed.names.push(Span::new(open, self.at));
            let part = self.filling(open)?;
            return Ok(Pattern::Name(Box::new(part)));
        }
        let (role, span) = self.identifier();
        if role.is_empty() {
            return Err(self
                .error_here("a brace wants the name of a role")
                .with_help("write `{role}`, `{role: …}` or `{:name …}`"));
        }
        let role = RoleId::from(role);
        self.skip_spaces();
        let alone = self.peek() == Some('}');
        self.parsed.roles.push(RoleUse { role: role.clone(), span, alone });
        if self.eat('}') {
            return Ok(Pattern::Role(role));
        }
        if self.eat(':') {
            let part = self.filling(open)?;
            return Ok(Pattern::Captured { role, part: Box::new(part) });
        }
        if self.peek().is_none() {
            return Err(self.unclosed(open, '{', '}'));
        }
        Err(self
            .error_here(format!("`}}` or `:` is missing behind `{{{role}`"))
            .with_help(format!("write `{{{role}}}` or `{{{role}: …}}`")))
    }

    /// What stands in braces behind the colon, and the closing brace.
    fn filling(&mut self, open: usize) -> Result<Pattern, PatternError> {
        let part = self.sequence(Context::Plain)?;
        self.close(open, '{', '}')?;
        if part.matches_empty() {
            return Err(self
                .error(Span::new(open, self.at), "these braces can be empty")
                .with_help("put what may be missing around them: `({role: …})?`"));
        }
        Ok(part)
    }

    /// `[Cap]`.
    fn class(&mut self) -> Result<Pattern, PatternError> {
        let start = self.at;
        let name = self.closed_by(']')?.trim();
        let span = Span::new(start, self.at);
        if let Some((_, class)) = Class::ALL.iter().find(|(known, _)| *known == name) {
            return Ok(Pattern::Token(TokenTest::Class(*class)));
        }
        if TAGS.contains(&name) {
            return Ok(Pattern::Token(TokenTest::Tag(name.to_owned())));
        }
        let classes = Class::ALL.map(|(class, _)| class);
        let help = match nearest(name, classes.into_iter().chain(TAGS)) {
            Some(near) => format!("did you mean `[{near}]`?"),
            None => format!("known are `[{}]` and tags like `[NNP]`", classes.join("]`, `[")),
        };
        Err(self.error(span, format!("`[{name}]` is no class or tag of tokens")).with_help(help))
    }

    /// `<type>`, `<type|type>`.
    fn mention(&mut self) -> Result<Pattern, PatternError> {
        let start = self.at;
        let inside = self.closed_by('>')?;
        let (wanted, unwanted) = match inside.split_once(" -") {
            Some((wanted, unwanted)) => (wanted, Some(unwanted)),
            None => (inside, None),
        };
        let types = self.types(wanted, start + 1, start)?;
        let except = match unwanted {
            Some(unwanted) => self.types(unwanted, start + 1 + wanted.len() + 2, start)?,
            None => Vec::new(),
        };
        Ok(Pattern::Mention { types, except })
    }

    /// The types of a list `person|organization` that starts at byte `at`, in the `<…>` that opens
    /// at `open`.
    fn types(
        &mut self,
        list: &str,
        mut at: usize,
        open: usize,
    ) -> Result<Vec<TypeId>, PatternError> {
        let mut types = Vec::new();
        for written in list.split('|') {
            let name = written.trim();
            let from = at + (written.len() - written.trim_start().len());
            let span = Span::new(from, from + name.len());
            if name.is_empty() || !name.chars().all(is_identifier) {
                return Err(self
                    .error(Span::new(open, self.at), "`<…>` wants the name of a type")
                    .with_help("write `<person>`, `<person|organization>` or `<place -country>`"));
            }
            types.push(TypeId::from(name));
            self.parsed.types.push((TypeId::from(name), span));
            at += written.len() + 1;
        }
        Ok(types)
    }

    /// `=word`.
    fn lemma(&mut self) -> Result<Pattern, PatternError> {
        let start = self.at;
        self.at += 1;
        if self.peek().is_none_or(|next| next.is_whitespace() || SIGNS.contains(next)) {
            return Err(self
                .error(Span::new(start, self.at), "`=` wants a word behind it")
                .with_help("`=meet` stands for any form of `meet`; the sign itself is `\\=`"));
        }
        self.word().map(|lemma| Pattern::Token(TokenTest::Lemma(lemma)))
    }

    /// One token of the text.
    fn word(&mut self) -> Result<String, PatternError> {
        let start = self.at;
        let mut word = String::new();
        while let Some(next) = self.peek() {
            if next == '\\' {
                self.at += 1;
                let Some(escaped) = self.peek().filter(|escaped| !escaped.is_whitespace()) else {
                    return Err(self
                        .error(Span::new(self.at - 1, self.at), "`\\` wants a sign behind it")
                        .with_help("the sign itself is written `\\\\`"));
                };
                word.push(escaped);
                self.at += escaped.len_utf8();
            } else if next.is_whitespace() || SIGNS.contains(next) {
                break;
            } else {
                word.push(next);
                self.at += next.len_utf8();
            }
        }
        match split_token(&word) {
            None => Ok(word),
            Some(tokens) => Err(self
                .error(Span::new(start, self.at), format!("`{word}` is more than one token"))
                .with_help(format!("did you mean `{tokens}`?"))),
        }
    }

    /// The text up to `close`; `at` then stands behind it. The opening sign stands at `at`.
    fn closed_by(&mut self, close: char) -> Result<&'t str, PatternError> {
        let open = self.at;
        let sign = self.peek().unwrap_or_default();
        let text: &'t str = self.text;
        let inside = &text[open + 1..];
        let Some(length) = inside.find(close) else {
            return Err(self.unclosed(open, sign, close));
        };
        self.at = open + 1 + length + 1;
        Ok(&inside[..length])
    }

    /// Eats `close`, or says which bracket stays open.
    fn close(&mut self, open: usize, sign: char, close: char) -> Result<(), PatternError> {
        if self.eat(close) {
            return Ok(());
        }
        match self.peek() {
            None => Err(self.unclosed(open, sign, close)),
            Some(other) => Err(self
                .error_here(format!("`{other}` closes nothing: `{sign}` is still open"))
                .with_help(format!("did you mean `{close}`?"))),
        }
    }

    fn unclosed(&self, open: usize, sign: char, close: char) -> PatternError {
        self.error(Span::new(open, open + 1), format!("this `{sign}` is never closed"))
            .with_help(format!("add `{close}`; a sign of the text itself is written `\\{sign}`"))
    }

    /// The name of a role, as far as it goes.
    fn identifier(&mut self) -> (&'t str, Span) {
        let rest = &self.text[self.at..];
        let length = rest.find(|next| !is_identifier(next)).unwrap_or(rest.len());
        let span = Span::new(self.at, self.at + length);
        self.at = span.end;
        (span.of(self.text), span)
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// Whether `sign` stands here; if so it is passed.
    fn eat(&mut self, sign: char) -> bool {
        let found = self.peek() == Some(sign);
        if found {
            self.at += sign.len_utf8();
        }
        found
    }

    fn skip_spaces(&mut self) {
        self.at = self.text.len() - self.text[self.at..].trim_start().len();
    }

    fn error(&self, span: Span, message: impl Into<String>) -> PatternError {
        PatternError { span, message: message.into(), help: None }
    }

    fn error_here(&self, message: impl Into<String>) -> PatternError {
        let length = self.peek().map_or(0, char::len_utf8);
        self.error(Span::new(self.at, self.at + length), message)
    }
}

/// The only part itself, several parts together.
fn one_or(mut parts: Vec<Pattern>, together: fn(Vec<Pattern>) -> Pattern) -> Pattern {
    match parts.len() {
        1 => parts.remove(0),
        _ => together(parts),
    }
}

/// The tokens of what can never be one token: punctuation and the genitive stand for themselves.
fn split_token(word: &str) -> Option<String> {
    const PUNCTUATION: [char; 8] = [',', ';', ':', '!', '"', '“', '”', '…'];
    for ending in ["'s", "’s", "n't", "n’t"] {
        if let Some(start) = word.strip_suffix(ending).filter(|start| !start.is_empty()) {
            return Some(format!("{start} {ending}"));
        }
    }
    let inner = word.trim_matches(PUNCTUATION);
    if inner.is_empty() || inner.len() == word.len() {
        return None;
    }
    let start = word.find(inner)?;
    let (before, after) = (&word[..start], &word[start + inner.len()..]);
    Some(format!("{before} {inner} {after}").trim().to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{DEPTH, parse};
    use crate::rules::pattern::{Class, Pattern, REPETITIONS, TokenTest};

    fn form(word: &str) -> Pattern {
        Pattern::Token(TokenTest::Form(word.into()))
    }

    fn lemma(word: &str) -> Pattern {
        Pattern::Token(TokenTest::Lemma(word.into()))
    }

    fn class(class: Class) -> Pattern {
        Pattern::Token(TokenTest::Class(class))
    }

    fn repeated(part: Pattern, min: usize, max: usize) -> Pattern {
        Pattern::Repeated { part: Box::new(part), min, max }
    }

    fn mention(types: &[&str], except: &[&str]) -> Pattern {
        let ids = |names: &[&str]| names.iter().map(|&name| name.into()).collect();
        Pattern::Mention { types: ids(types), except: ids(except) }
    }

    fn captured(role: &str, part: Pattern) -> Pattern {
        Pattern::Captured { role: role.into(), part: Box::new(part) }
    }

    use Pattern::{Alternatives, Name, Role, Sequence};

    #[test]
    fn every_part_of_the_language_is_read() {
        let cases: &[(&str, Pattern)] = &[
            ("word", form("word")),
            ("U.S.", form("U.S.")),
            (",", form(",")),
            ("'s", form("'s")),
            ("10:30", form("10:30")),
            ("=meet", lemma("meet")),
            ("a=b", form("a=b")),
            ("<person>", mention(&["person"], &[])),
            ("< person | group >", mention(&["person", "group"], &[])),
            ("<place|group -country|city>", mention(&["place", "group"], &["country", "city"])),
            ("[Cap]", class(Class::Capitalised)),
            ("[Num]", class(Class::Number)),
            ("[Punct]", class(Class::Punctuation)),
            ("[Any] x", Sequence(vec![class(Class::Any), form("x")])),
            ("[NNP]", Pattern::Token(TokenTest::Tag("NNP".into()))),
            ("[PRP$]", Pattern::Token(TokenTest::Tag("PRP$".into()))),
            ("a  b", Sequence(vec![form("a"), form("b")])),
            ("{role}", Role("role".into())),
            ("{ role }", Role("role".into())),
            ("{role: a b}", captured("role", Sequence(vec![form("a"), form("b")]))),
            ("{trigger: =meet}", captured("trigger", lemma("meet"))),
            ("{:name [Cap]+}", Name(Box::new(repeated(class(Class::Capitalised), 1, REPETITIONS)))),
            ("x a?", Sequence(vec![form("x"), repeated(form("a"), 0, 1)])),
            ("x a*", Sequence(vec![form("x"), repeated(form("a"), 0, REPETITIONS)])),
            ("a+", repeated(form("a"), 1, REPETITIONS)),
            ("a{1,3}", repeated(form("a"), 1, 3)),
            ("a{ 1 , 3 }", repeated(form("a"), 1, 3)),
            ("a{2}", repeated(form("a"), 2, 2)),
            ("(a b)+", repeated(Sequence(vec![form("a"), form("b")]), 1, REPETITIONS)),
            (r"\? \(a \=b", Sequence(vec![form("?"), form("(a"), form("=b")])),
        ];
        for (text, pattern) in cases {
            assert_eq!(parse(text).unwrap().pattern, *pattern, "{text}");
        }
    }

    #[test]
    fn a_bar_between_words_binds_tighter_than_the_sequence() {
        assert_eq!(
            parse("=president|=minister of").unwrap().pattern,
            Sequence(vec![Alternatives(vec![lemma("president"), lemma("minister")]), form("of")])
        );
        assert_eq!(
            parse("a|b+|(c d) e").unwrap().pattern,
            Sequence(vec![
                Alternatives(vec![
                    form("a"),
                    repeated(form("b"), 1, REPETITIONS),
                    Sequence(vec![form("c"), form("d")]),
                ]),
                form("e"),
            ])
        );
    }

    #[test]
    fn a_bar_in_brackets_separates_sequences() {
        let expected = Sequence(vec![
            Alternatives(vec![
                Sequence(vec![form("take"), form("part")]),
                Sequence(vec![form("join"), form("in")]),
            ]),
            form("talks"),
        ]);
        assert_eq!(parse("(take part|join in) talks").unwrap().pattern, expected);
        assert_eq!(parse("( take part | join in ) talks").unwrap().pattern, expected);
    }

    #[test]
    fn roles_types_and_names_are_listed_with_their_places() {
        let text = "{a: <person|group>} {b} {:name [Cap]}";
        let parsed = parse(text).unwrap();
        let roles: Vec<_> = parsed
            .roles
            .iter()
            .map(|used| (used.role.as_str(), used.span.of(text), used.alone))
            .collect();
        assert_eq!(roles, [("a", "a", false), ("b", "b", true)]);
        let types: Vec<_> =
            parsed.types.iter().map(|(id, span)| (id.as_str(), span.of(text))).collect();
        assert_eq!(types, [("person", "person"), ("group", "group")]);
        assert_eq!(parsed.names[0].of(text), "{:name");
    }

    #[test]
    fn what_is_wrong_is_underlined() {
        let cases = [
            ("(a|b", "(", "this `(` is never closed"),
            ("a)", ")", "`)` closes nothing"),
            ("(a]", "]", "`]` closes nothing: `(` is still open"),
            ("{a: b", "{", "this `{` is never closed"),
            ("{a", "{", "this `{` is never closed"),
            ("{a b}", "b", "`}` or `:` is missing behind `{a`"),
            ("{}", "}", "a brace wants the name of a role"),
            ("{:nam x}", "nam", "`{:nam` is not known"),
            ("x {:name}", "{:name}", "these braces can be empty"),
            ("x {a: b?}", "{a: b?}", "these braces can be empty"),
            ("[Cap", "[", "this `[` is never closed"),
            ("[Foo]", "[Foo]", "`[Foo]` is no class or tag of tokens"),
            ("<>", "<>", "`<…>` wants the name of a type"),
            ("<a ->", "<a ->", "`<…>` wants the name of a type"),
            ("<a b>", "<a b>", "`<…>` wants the name of a type"),
            ("x ?", "?", "`?` repeats nothing"),
            ("+", "+", "`+` repeats nothing"),
            ("x {1,3}", "{", "`{` repeats nothing"),
            ("x{3,1}", "{3,1}", "`{3,1}` counts backwards"),
            ("x{3,}", "{3,}", "`{3,}` is no repetition"),
            ("x{1,21}", "{1,21}", "a part is repeated 1 to 20 times at most, not 21"),
            ("x{0}", "{0}", "a part is repeated 1 to 20 times at most, not 0"),
            ("x+?", "+?", "two repetitions of one part"),
            ("a | b", "|", "`|` stands between single words, without spaces"),
            ("a|", "|", "`|` stands between single words, without spaces"),
            ("|a", "|", "`|` stands between single words, without spaces"),
            ("(a|)", "", "nothing stands here"),
            ("= x", "=", "`=` wants a word behind it"),
            ("x \\", "\\", "`\\` wants a sign behind it"),
            ("in Paris, France", "Paris,", "`Paris,` is more than one token"),
            ("Anna's", "Anna's", "`Anna's` is more than one token"),
            ("a?", "a?", "the pattern matches where there is no word at all"),
            ("", "", "the pattern matches where there is no word at all"),
            ("[Any]{2}", "[Any]{2}", "the pattern matches any words whatever"),
            ("(((x+)+)+)+", "(((x+)+)+)+", "the pattern repeats too much"),
        ];
        for (text, underlined, message) in cases {
            let error = parse(text).unwrap_err();
            assert_eq!(
                (error.span.of(text), error.message.as_str()),
                (underlined, message),
                "{text}"
            );
        }
    }

    #[test]
    fn advice_says_what_to_write() {
        let cases = [
            ("[cap]", "did you mean `[Cap]`?"),
            ("[NPN]", "did you mean `[NNP]`?"),
            ("x{3,1}", "did you mean `{1,3}`?"),
            ("in Paris, France", "did you mean `Paris ,`?"),
            ("“Yes”", "did you mean `“ Yes ”`?"),
            ("didn’t", "did you mean `did n’t`?"),
        ];
        for (text, help) in cases {
            assert_eq!(parse(text).unwrap_err().help.as_deref(), Some(help), "{text}");
        }
    }

    #[test]
    fn advice_on_a_class_that_is_like_none_lists_them() {
        let help = parse("[Number of things]").unwrap_err().help.unwrap();
        for (class, _) in Class::ALL {
            assert!(help.contains(&format!("`[{class}]`")), "{help}");
        }
    }

    #[test]
    fn brackets_nest_only_so_deep() {
        let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
        assert!(parse(&nested(DEPTH)).is_ok());
        assert!(parse(&nested(DEPTH + 1)).unwrap_err().message.starts_with("more than 20"));
        assert!(parse(&nested(1_000_000)).is_err());
    }
}
