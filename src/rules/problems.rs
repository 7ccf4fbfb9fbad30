//! The list of everything that is wrong, and what to advise.

use crate::{
    error::{Error, Severity, nearest},
    rules::{
        is_identifier,
        text::{Place, Text},
    },
};

/// Problems kept; a file that has more is not read for its messages.
const LIMIT: usize = 1000;

/// The longest list of valid names that a message shows.
const NAMES_SHOWN: usize = 12;

/// The problems found so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Problems {
    list: Vec<Error>,
    errors: usize,
    /// Whether something could not be read to its end, so that what it defines may be missing.
    incomplete: bool,
}

impl Problems {
    /// One more.
    pub(super) fn push(&mut self, problem: Error) {
        self.errors += usize::from(problem.severity() == Severity::Error);
        if self.list.len() < LIMIT {
            self.list.push(problem);
        }
    }

    /// A file, or a part of one, that cannot be read.
    pub(super) fn unreadable(&mut self, problem: Error) {
        self.incomplete = true;
        self.push(problem);
    }

    /// Something that nothing defines. Where a file could not be read to its end, it may be defined
    /// there: whatever needs it is still left out, but is not blamed.
    pub(super) fn undefined(&mut self, problem: Error) {
        if self.incomplete {
            self.errors += 1;
        } else {
            self.push(problem);
        }
    }

    /// How many errors there are, warnings not counted.
    pub(super) fn errors(&self) -> usize {
        self.errors
    }

    /// Those of which `is_meant` holds.
    pub(super) fn matching(&self, is_meant: impl Fn(&Error) -> bool) -> Vec<Error> {
        self.list.iter().filter(|problem| is_meant(problem)).cloned().collect()
    }

    /// All of them, by file, line and column.
    pub(super) fn into_sorted(mut self) -> Vec<Error> {
        self.list.sort_by(|a, b| a.location().cmp(&b.location()));
        self.list
    }
}

/// Notes what cannot be the id of anything.
pub(super) fn check_id(id: Text<'_>, problems: &mut Problems) {
    if id.value.is_empty() || !id.value.chars().all(is_identifier) {
        let message = format!("`{}` cannot be used as an id", id.value);
        let help = "an id has letters, digits, `-` and `_`";
        problems.push(id.place.error(message).help(help));
    }
}

/// What to write instead of `word`: the nearest of `names`, else all of them if they are few.
pub(super) fn advice<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let names: Vec<&str> = names.into_iter().collect();
    if let Some(near) = nearest(word, names.iter().copied()) {
        return Some(format!("did you mean `{near}`?"));
    }
    // "alias" is too far from "aliases" for so short a word
    let begun = |name: &&&str| word.len() > 2 && name.starts_with(word);
    if let Some(longer) = names.iter().find(begun) {
        return Some(format!("did you mean `{longer}`?"));
    }
    match names.as_slice() {
        [only] => Some(format!("did you mean `{only}`?")),
        [first @ .., last] if (1..NAMES_SHOWN).contains(&first.len()) => {
            Some(format!("known are `{}` and `{last}`", first.join("`, `")))
        }
        _ => None,
    }
}

impl Place<'_> {
    /// An error here about `word`, which is none of `names`, with advice from them.
    pub(super) fn unknown<'n>(
        &self,
        message: impl Into<String>,
        word: &str,
        names: impl IntoIterator<Item = &'n str>,
    ) -> Error {
        let error = self.error(message);
        match advice(word, names) {
            Some(advice) => error.help(advice),
            None => error,
        }
    }
}

/// What is said of the files of these texts, without the advice.
#[cfg(test)]
pub(super) fn told(types: &str, text: &str) -> Vec<String> {
    let loaded = crate::rules::load_texts(&[("types.toml", types), ("mine.toml", text)]);
    let first = |problem: &Error| {
        let told = problem.to_string();
        told.split(';').next().map(str::to_owned).unwrap_or_default()
    };
    loaded.problems.iter().map(first).collect()
}

#[cfg(test)]
mod tests {
    use super::{LIMIT, Problems, advice};
    use crate::error::Error;

    #[test]
    fn advice_is_the_nearest_name() {
        assert_eq!(advice("wepon", ["place", "weapon"]).as_deref(), Some("did you mean `weapon`?"));
        assert_eq!(advice("nmae", ["name", "type"]).as_deref(), Some("did you mean `name`?"));
        assert_eq!(
            advice("alias", ["kind", "aliases"]).as_deref(),
            Some("did you mean `aliases`?")
        );
        assert_eq!(advice("num", ["Cap", "Num"]).as_deref(), Some("did you mean `Num`?"));
    }

    #[test]
    fn advice_without_a_near_name_lists_the_few_there_are() {
        assert_eq!(
            advice("colour", ["shape", "fill"]).as_deref(),
            Some("known are `shape` and `fill`")
        );
        assert_eq!(advice("x", []), None);
        let many: Vec<String> = (0..100).map(|n| format!("country-{n}")).collect();
        assert_eq!(advice("x", many.iter().map(String::as_str)), None);
    }

    #[test]
    fn problems_without_end_are_cut_off() {
        let mut problems = Problems::default();
        for _ in 0..LIMIT + 1 {
            problems.push(Error::new("again"));
        }
        assert_eq!(problems.errors(), LIMIT + 1);
        assert_eq!(problems.into_sorted().len(), LIMIT);
    }
}
