//! The words of phrases that say when: names of days and months, units, numbers, years.

use std::borrow::Cow;

use super::Phrase;
use crate::english::time_value::{Period, Unit};

const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "mon.", "mon"],
    &["tuesday", "tues.", "tue.", "tues", "tue"],
    &["wednesday", "wed.", "wed"],
    &["thursday", "thurs.", "thur.", "thu.", "thurs", "thu"],
    &["friday", "fri.", "fri"],
    &["saturday", "sat."],
    &["sunday", "sun."],
];
/// Each with its forms; the last ones, without a full stop, only count beside a number.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan.", "jan"],
    &["february", "feb.", "feb"],
    &["march", "mar.", "mar"],
    &["april", "apr.", "apr"],
    &["may"],
    &["june", "jun.", "jun"],
    &["july", "jul.", "jul"],
    &["august", "aug.", "aug"],
    &["september", "sept.", "sep.", "sept", "sep"],
    &["october", "oct.", "oct"],
    &["november", "nov.", "nov"],
    &["december", "dec.", "dec"],
];
const UNITS: [(&str, Unit); 14] = [
    ("hour", Unit::Hour),
    ("day", Unit::Day),
    ("week", Unit::Week),
    ("weekend", Unit::Weekend),
    ("month", Unit::Month),
    ("quarter", Unit::Quarter),
    ("spring", Unit::Season(3)),
    ("summer", Unit::Season(6)),
    ("autumn", Unit::Season(9)),
    ("fall", Unit::Season(9)),
    ("winter", Unit::Season(12)),
    ("year", Unit::Year),
    ("decade", Unit::Decade),
    ("century", Unit::Century),
];
pub(super) const PARTS_OF_DAY: [&str; 8] =
    ["morning", "afternoon", "evening", "night", "midday", "noon", "midnight", "overnight"];
const NUMBERS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];
pub(super) const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];
/// No word of this grammar is longer.
const LONGEST_WORD: usize = 12;
pub(super) const ZONES: [&str; 9] = ["gmt", "utc", "est", "edt", "et", "cet", "cest", "bst", "pt"];

impl Phrase<'_> {
    /// A number in words or digits: "two", "a", "24"; none where it is not exact: "a few".
    pub(super) fn count(&self, at: usize) -> Option<(usize, Option<i32>)> {
        let word = self.lower(at)?;
        let vague = ["few", "several", "couple", "many", "some"];
        if self.is_any(at, &["a", "the"]) && self.is_any(at + 1, &vague) {
            return self.count(at + 1);
        }
        if vague.contains(&&*word) {
            return Some((at + 1 + usize::from(self.is_any(at + 1, &["of"])), None));
        }
        if matches!(&*word, "a" | "an") {
            return Some((at + 1, Some(1)));
        }
        let number = match NUMBERS.iter().position(|name| *name == word) {
            Some(number) => i32::try_from(number).ok()?,
            None => {
                let digits = word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
                word.parse().ok().filter(|_| digits)?
            }
        };
        Some((at + 1, Some(number)))
    }

    pub(super) fn unit(&self, at: usize) -> Option<Unit> {
        let token = self.tokens.get(at)?;
        let singular = token.strip_suffix(['s', 'S']).unwrap_or(token);
        UNITS.iter().find(|(name, _)| name.eq_ignore_ascii_case(singular)).map(|(_, unit)| *unit)
    }

    pub(super) fn is_plural(&self, at: usize) -> bool {
        self.unit(at).is_some() && self.tokens[at].ends_with(['s', 'S'])
    }

    pub(super) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| words.iter().any(|word| word.eq_ignore_ascii_case(token)))
    }

    pub(super) fn is_determiner(&self, at: usize) -> bool {
        self.is_any(at, &["the", "a", "its", "his", "their", "'s"])
    }

    /// The token in lower case, if it may be a word of this grammar.
    pub(super) fn lower(&self, at: usize) -> Option<Cow<'_, str>> {
        let token = self.tokens.get(at).filter(|token| token.len() <= LONGEST_WORD)?;
        let capital = token.bytes().any(|byte| byte.is_ascii_uppercase());
        Some(if capital { Cow::Owned(token.to_ascii_lowercase()) } else { Cow::Borrowed(*token) })
    }

    pub(super) fn weekday_number(&self, at: usize) -> Option<u8> {
        let token = self.tokens.get(at)?;
        let short = token.len() <= 5 && !token.ends_with('.');
        let named = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(token));
        let found = WEEKDAYS.iter().position(|names| named(names))?;
        (!short || token.starts_with(char::is_uppercase))
            .then(|| u8::try_from(found).ok())
            .flatten()
    }

    pub(super) fn month_number(&self, at: usize, beside_number: bool) -> Option<u8> {
        let token = self.tokens.get(at)?;
        let beside = beside_number || self.year_number(at + 1).is_some();
        token.starts_with(char::is_uppercase).then(|| month_named(token, beside)).flatten()
    }

    /// A day of a month, and whether it is written as an ordinal: "16", "16th".
    pub(super) fn day_number(&self, at: usize) -> Option<(u8, bool)> {
        let token = self.tokens.get(at)?;
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| token.strip_suffix(end));
        let number = digits.unwrap_or(token);
        let well_formed =
            (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        let day = number.parse().ok().filter(|day| well_formed && (1..=31).contains(day))?;
        Some((day, digits.is_some()))
    }

    pub(super) fn year_number(&self, at: usize) -> Option<i16> {
        year(self.tokens.get(at)?)
    }
}

pub(super) fn month_named(token: &str, short: bool) -> Option<u8> {
    let named = |names: &[&str]| {
        let mut known = names.iter().filter(|name| {
            short
                || name.len() > 4
                || name.ends_with('.')
                || matches!(**name, "may" | "june" | "july")
        });
        known.any(|name| name.eq_ignore_ascii_case(token))
    };
    let found = MONTHS.iter().position(|names| named(names))?;
    u8::try_from(found + 1).ok()
}

/// The year that a token is, if it is one that news speak of: "2014".
pub fn year(token: &str) -> Option<i16> {
    let year = token.len() == 4 && token.bytes().all(|byte| byte.is_ascii_digit());
    token.parse().ok().filter(|number| year && (1900..2100).contains(number))
}

/// A date as the standard has it: "2025-10-16".
pub(super) fn iso(token: &str) -> Option<Period> {
    let mut parts = token.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let sized = [year.len(), month.len(), day.len()] == [4, 2, 2] && parts.next().is_none();
    let digits = token.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    let possible = (1..=12).contains(&month) && (1..=31).contains(&day);
    let year = year.parse().ok().filter(|_| sized && digits && possible)?;
    Some(Period::Date { year: Some(year), month, day })
}
