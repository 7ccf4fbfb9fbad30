//! Reading an entry of a rule file key by key.
//!
//! An entry is one table, or several when additions extend it: a list is then read from all of
//! its parts, anything else from the one part that has it. Whatever is wrong is noted and reading
//! goes on, so that one run shows every problem; who needs to know compares
//! [`Problems::errors`] before and after.

use std::{collections::BTreeSet, fmt};

use toml::de::{DeTable, DeValue};

use crate::{
    date::{self, Date},
    error::nearest,
    rules::{
        problems::Problems,
        text::{File, Place, Text},
    },
    span::Span,
};

/// Keys of text that is not a name: what stands around it does no harm.
const RUNNING_TEXT: [&str; 9] =
    ["about", "regex", "pattern", "patterns", "clauses", "nouns", "except", "finds", "ignores"];

/// A table of a rule file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'a> {
    /// The table.
    pub table: &'a DeTable<'a>,
    /// Its header, or all of it where it is written inline.
    pub place: Place<'a>,
}

/// A value and the key it stands under.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'a> {
    /// The key.
    pub key: Text<'a>,
    /// The value.
    value: &'a DeValue<'a>,
    /// Its place.
    pub place: Place<'a>,
}

/// Reads one entry.
#[derive(Debug)]
pub(super) struct Reader<'p, 'a> {
    /// What is read, for messages: "entity `russia`".
    what: String,
    /// Its parts, at least one.
    parts: Vec<Part<'a>>,
    /// Keys that are probably there under a mistyped name.
    mistyped: BTreeSet<String>,
    /// Where problems go.
    pub problems: &'p mut Problems,
}

impl<'a> Part<'a> {
    /// Its keys and values, in the order in which they are written.
    pub(super) fn pairs(&self) -> Vec<Value<'a>> {
        let file = self.place.file;
        let mut pairs: Vec<Value<'a>> = self
            .table
            .iter()
            .map(|(key, value)| Value {
                key: Text { value: key.get_ref(), place: place(file, key.span()) },
                value: value.get_ref(),
                place: place(file, value.span()),
            })
            .collect();
        pairs.sort_by_key(|pair| pair.key.place.span);
        pairs
    }
}

/// The bytes `span` of `file`.
pub(super) fn place(file: &File, span: std::ops::Range<usize>) -> Place<'_> {
    Place { file, span: Span::from(span) }
}

impl<'p, 'a> Reader<'p, 'a> {
    /// Reads `what`, which has these parts.
    ///
    /// # Panics
    ///
    /// If there is no part.
    pub(super) fn new(
        what: impl Into<String>,
        parts: &[Part<'a>],
        problems: &'p mut Problems,
    ) -> Self {
        assert!(!parts.is_empty(), "an entry has at least one part");
        Self { what: what.into(), parts: parts.to_vec(), mistyped: BTreeSet::new(), problems }
    }

    /// Notes every key that is none of `keys`.
    pub(super) fn only(&mut self, keys: &[&str]) {
        for pair in self.parts.iter().flat_map(Part::pairs) {
            let key = pair.key.value;
            if !keys.contains(&key) {
                let message = format!("{} has no key `{key}`", self.what);
                self.problems.push(pair.key.place.unknown(message, key, keys.iter().copied()));
                self.mistyped.extend(nearest(key, keys.iter().copied()).map(str::to_owned));
            }
        }
    }

    /// What is read, for messages.
    pub(super) fn what(&self) -> &str {
        &self.what
    }

    /// Where it stands.
    pub(super) fn place(&self) -> Place<'a> {
        self.parts[0].place
    }

    /// Whether a part has `key`.
    pub(super) fn has(&self, key: &str) -> bool {
        self.parts.iter().any(|part| part.table.contains_key(key))
    }

    /// The values of `key`, one for each part that has it.
    fn values(&self, key: &str) -> Vec<Value<'a>> {
        let value = |part: &Part<'a>| {
            let (key, value) = part.table.get_key_value(key)?;
            let file = part.place.file;
            Some(Value {
                key: Text { value: key.get_ref(), place: place(file, key.span()) },
                value: value.get_ref(),
                place: place(file, value.span()),
            })
        };
        self.parts.iter().filter_map(value).collect()
    }

    /// The value of `key`, which only one part may set.
    pub(super) fn value(&mut self, key: &str) -> Option<Value<'a>> {
        let values = self.values(key);
        let (first, others) = values.split_first()?;
        for other in others {
            self.problems.push(
                other
                    .key
                    .place
                    .error(format!(
                        "`{key}` of {} is set already, in {}",
                        self.what,
                        first.place.line()
                    ))
                    .help("`extend = true` joins lists; `replace = true` writes an entry anew"),
            );
        }
        Some(*first)
    }

    /// The text under `key`.
    pub(super) fn text(&mut self, key: &str) -> Option<Text<'a>> {
        let value = self.value(key)?;
        self.as_text(value, "a string")
    }

    /// The text under `key`, which must be there; `example` shows what to write.
    pub(super) fn required_text(&mut self, key: &str, example: &str) -> Option<Text<'a>> {
        if !self.has(key) {
            self.missing(key, example);
        }
        self.text(key)
    }

    /// Notes that `key` is not there, unless it is and mistyped; `example` shows what to write.
    pub(super) fn missing(&mut self, key: &str, example: &str) {
        if self.mistyped.contains(key) {
            return;
        }
        self.problems.push(
            self.place()
                .error(format!("{} has no `{key}`", self.what))
                .help(format!("write `{key} = {example}`")),
        );
    }

    /// The strings listed under `key`, in all parts.
    pub(super) fn texts(&mut self, key: &str) -> Vec<Text<'a>> {
        let values = self.values(key);
        values.into_iter().flat_map(|value| self.as_texts(value)).collect()
    }

    /// The string or the strings under `key`, in all parts.
    pub(super) fn text_or_texts(&mut self, key: &str) -> Vec<Text<'a>> {
        let values = self.values(key);
        values.into_iter().flat_map(|value| self.as_text_or_texts(value)).collect()
    }

    /// Whether `key` says `true`.
    pub(super) fn flag(&mut self, key: &str) -> bool {
        let Some(value) = self.value(key) else {
            return false;
        };
        if let DeValue::Boolean(flag) = value.value {
            return *flag;
        }
        self.wrong_kind(value, "`true` or `false`");
        false
    }

    /// The day under `key`.
    pub(super) fn date(&mut self, key: &str) -> Option<(Date, Place<'a>)> {
        let value = self.value(key)?;
        if let DeValue::Datetime(written) = value.value
            && let Some(day) = date::parse(&written.to_string())
        {
            return Some((day, value.place));
        }
        self.wrong_kind(value, "a day, written `2025-10-17` without quotes");
        None
    }

    /// The two numbers under `key`.
    pub(super) fn two_numbers(&mut self, key: &str) -> Option<([f64; 2], Place<'a>)> {
        let value = self.value(key)?;
        if let DeValue::Array(list) = value.value
            && let [first, second] = &list[..]
            && let (Some(first), Some(second)) = (number(first.get_ref()), number(second.get_ref()))
        {
            return Some(([first, second], value.place));
        }
        self.wrong_kind(value, "two numbers, `[latitude, longitude]`");
        None
    }

    /// The keys and values of the table under `key`, in all parts, as written.
    pub(super) fn pairs(&mut self, key: &str) -> Vec<Value<'a>> {
        let tables: Vec<Part<'a>> =
            self.values(key).into_iter().filter_map(|value| self.as_table(value)).collect();
        tables.iter().flat_map(Part::pairs).collect()
    }

    /// The table under `key`.
    pub(super) fn table(&mut self, key: &str) -> Option<Part<'a>> {
        let value = self.value(key)?;
        self.as_table(value)
    }

    /// The tables listed under `key`, in all parts.
    pub(super) fn tables(&mut self, key: &str) -> Vec<Part<'a>> {
        let mut tables = Vec::new();
        for value in self.values(key) {
            let DeValue::Array(list) = value.value else {
                self.wrong_kind(value, "a list of tables, `[{ … }]`");
                continue;
            };
            for item in list {
                let place = place(value.place.file, item.span());
                let item = Value { key: value.key, value: item.get_ref(), place };
                tables.extend(self.as_table(item));
            }
        }
        tables
    }

    /// The lists of strings listed under `key`, in all parts, each with its place.
    pub(super) fn lists(&mut self, key: &str) -> Vec<(Place<'a>, Vec<Text<'a>>)> {
        let mut lists = Vec::new();
        for value in self.values(key) {
            let DeValue::Array(list) = value.value else {
                self.wrong_kind(value, "a list of lists, `[[\"…\", \"…\"]]`");
                continue;
            };
            for item in list {
                let place = place(value.place.file, item.span());
                let item = Value { key: value.key, value: item.get_ref(), place };
                let texts = self.as_texts(item);
                if matches!(item.value, DeValue::Array(_)) {
                    lists.push((place, texts));
                }
            }
        }
        lists
    }

    /// The value as a string with something in it and, in a name, nothing around it.
    pub(super) fn as_text(&mut self, value: Value<'a>, wanted: &str) -> Option<Text<'a>> {
        let DeValue::String(text) = value.value else {
            self.wrong_kind(value, wanted);
            return None;
        };
        let text = Text { value: text, place: value.place };
        if text.value.trim().is_empty() {
            self.note(value, |key, what| format!("an empty string in `{key}` of {what}"));
            return None;
        }
        if text.value.trim() != text.value && !RUNNING_TEXT.contains(&value.key.value) {
            self.note(value, |key, what| {
                format!("a string in `{key}` of {what} starts or ends with a space")
            });
            return None;
        }
        Some(text)
    }

    /// The value as a list of strings.
    pub(super) fn as_texts(&mut self, value: Value<'a>) -> Vec<Text<'a>> {
        let DeValue::Array(list) = value.value else {
            self.wrong_kind(value, "a list of strings, `[\"…\"]`");
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in list {
            let place = place(value.place.file, item.span());
            let item = Value { key: value.key, value: item.get_ref(), place };
            texts.extend(self.as_text(item, "strings only"));
        }
        texts
    }

    /// The value as one string or a list of them.
    pub(super) fn as_text_or_texts(&mut self, value: Value<'a>) -> Vec<Text<'a>> {
        if matches!(value.value, DeValue::Array(_)) {
            self.as_texts(value)
        } else {
            self.as_text(value, "a string or a list of strings").into_iter().collect()
        }
    }

    /// The value as a table.
    pub(super) fn as_table(&mut self, value: Value<'a>) -> Option<Part<'a>> {
        if let DeValue::Table(table) = value.value {
            return Some(Part { table, place: value.place });
        }
        self.wrong_kind(value, "a table, `{ … }`");
        None
    }

    /// Notes that the value is of the wrong kind.
    fn wrong_kind(&mut self, value: Value<'a>, wanted: &str) {
        let found = Kind(value.value);
        self.note(value, |key, what| format!("`{key}` of {what} wants {wanted}, not {found}"));
    }

    /// Notes a problem of a value.
    fn note(&mut self, value: Value<'a>, message: impl FnOnce(&str, &str) -> String) {
        let message = message(value.key.value, &self.what);
        self.problems.push(value.place.error(message));
    }
}

impl<'a> Value<'a> {
    /// The table, if it is one.
    pub(super) fn to_table(self) -> Option<Part<'a>> {
        match self.value {
            DeValue::Table(table) => Some(Part { table, place: self.place }),
            _ => None,
        }
    }

    /// The tables, if it is a list of tables.
    pub(super) fn to_tables(self) -> Option<Vec<Part<'a>>> {
        let DeValue::Array(list) = self.value else {
            return None;
        };
        let table = |item: &'a toml::Spanned<DeValue<'a>>| match item.get_ref() {
            DeValue::Table(table) => {
                Some(Part { table, place: place(self.place.file, item.span()) })
            }
            _ => None,
        };
        list.iter().map(table).collect()
    }

    /// The whole number, if it is one.
    pub(super) fn to_integer(self) -> Option<i64> {
        match self.value {
            DeValue::Integer(written) => {
                i64::from_str_radix(written.as_str(), written.radix()).ok()
            }
            _ => None,
        }
    }
}

/// The number, if it is one that can be a coordinate.
fn number(value: &DeValue<'_>) -> Option<f64> {
    let number: f64 = match value {
        DeValue::Integer(written) if written.radix() == 10 => written.as_str().parse().ok()?,
        DeValue::Float(written) => written.as_str().parse().ok()?,
        _ => return None,
    };
    number.is_finite().then_some(number)
}

/// Says of what kind a value is.
struct Kind<'a>(&'a DeValue<'a>);

impl fmt::Display for Kind<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "`true` or `false`",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        })
    }
}
