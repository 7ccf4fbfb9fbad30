//! Phrases that say when: "on Thursday", "next week", "in August 2025", "two years ago".

const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MONTHS: [&str; 19] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan.",
    "feb.",
    "aug.",
    "sept.",
    "oct.",
    "nov.",
    "dec.",
];
const UNITS: [&str; 14] = [
    "day", "week", "weekend", "month", "year", "decade", "summer", "autumn", "fall", "winter",
    "spring", "century", "hour", "quarter",
];
const PARTS_OF_DAY: [&str; 6] = ["morning", "afternoon", "evening", "night", "midday", "overnight"];
const DAYS: [&str; 5] = ["today", "tomorrow", "yesterday", "tonight", "overnight"];

/// Where the phrase that says when and starts at token `start` ends (half-open), if one starts
/// there. Tokens are given as written: "May" is a month and "may" is none.
///
/// ```
/// use whowhom::english::time_phrase;
///
/// let tokens = ["They", "met", "on", "Thursday", "night", "in", "Alaska"];
/// assert_eq!(time_phrase(&tokens, 2), Some(5));
/// assert_eq!(time_phrase(&tokens, 5), None);
/// ```
pub fn time_phrase(tokens: &[&str], start: usize) -> Option<usize> {
    let phrase = Phrase { tokens };
    let after_preposition = start
        + usize::from(phrase.is_any(
            start,
            &["on", "by", "until", "since", "in", "during", "over", "for", "late", "early"],
        ));
    phrase
        .weekday(after_preposition)
        .or_else(|| phrase.relative(after_preposition))
        .or_else(|| phrase.date(after_preposition))
        .or_else(|| phrase.year(start))
        .or_else(|| phrase.distance(start))
        .or_else(|| phrase.is_any(start, &DAYS).then(|| phrase.part_of_day(start + 1)))
}

struct Phrase<'t> {
    tokens: &'t [&'t str],
}

impl Phrase<'_> {
    fn is_any(&self, at: usize, words: &[&str]) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| words.iter().any(|word| word.eq_ignore_ascii_case(token)))
    }

    fn is_unit(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            let singular = token.trim_end_matches(['s', 'S']);
            UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(singular))
        })
    }

    fn is_month(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.starts_with(char::is_uppercase))
            && self.is_any(at, &MONTHS)
    }

    fn is_weekday(&self, at: usize) -> bool {
        self.is_any(at, &WEEKDAYS)
    }

    /// A number of one of so many digits.
    fn is_number(&self, at: usize, digits: std::ops::RangeInclusive<usize>) -> bool {
        let token = self.tokens.get(at);
        token.filter(|token| token.starts_with(|first: char| first.is_ascii_digit())).is_some_and(
            |token| {
                let number = token.trim_end_matches("st").trim_end_matches("nd");
                let number = number.trim_end_matches("rd").trim_end_matches("th");
                digits.contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
            },
        )
    }

    fn is_year(&self, at: usize) -> bool {
        self.is_number(at, 4..=4)
            && self
                .tokens
                .get(at)
                .is_some_and(|token| token.starts_with("19") || token.starts_with("20"))
    }

    /// "Thursday", "Thursday evening".
    fn weekday(&self, start: usize) -> Option<usize> {
        self.is_weekday(start).then(|| self.part_of_day(start + 1))
    }

    fn part_of_day(&self, at: usize) -> usize {
        at + usize::from(self.is_any(at, &PARTS_OF_DAY))
    }

    /// "next week", "earlier this year", "last Friday", "the coming days", "recent weeks".
    fn relative(&self, start: usize) -> Option<usize> {
        let direction =
            ["last", "next", "this", "coming", "past", "recent", "following", "previous"];
        let mut at = start + usize::from(self.is_any(start, &["earlier", "later"]));
        at += usize::from(self.is_any(at, &["the"]));
        if !self.is_any(at, &direction) {
            return None;
        }
        at += 1;
        at += usize::from(self.is_any(at, &["few", "two", "three", "several"]));
        if self.is_weekday(at) || self.is_any(at, &["morning", "afternoon", "evening", "night"]) {
            Some(self.part_of_day(at + 1))
        } else if self.is_unit(at) || self.is_month(at) {
            Some(at + 1)
        } else {
            None
        }
    }

    /// "August", "August 2025", "Oct. 16", "October 16, 2025", "16 October 2025".
    fn date(&self, start: usize) -> Option<usize> {
        let day_first = self.is_number(start, 1..=4) && self.is_month(start + 1);
        let month = start + usize::from(day_first);
        if !self.is_month(month) {
            return None;
        }
        let mut end = month + 1;
        if !day_first && self.is_number(end, 1..=4) && !self.is_year(end) {
            end += 1;
        }
        let comma = usize::from(self.tokens.get(end) == Some(&","));
        Some(if self.is_year(end + comma) { end + comma + 1 } else { end })
    }

    /// "in 2014", "since 2022".
    fn year(&self, start: usize) -> Option<usize> {
        let preposition = self.is_any(start, &["in", "since", "by", "until", "during"]);
        (preposition && self.is_year(start + 1)).then_some(start + 2)
    }

    /// "two days ago", "a week later".
    fn distance(&self, start: usize) -> Option<usize> {
        let ending = ["ago", "earlier", "later"];
        (self.is_unit(start + 1) && self.is_any(start + 2, &ending)).then_some(start + 3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let tokens: Vec<&str> = text.split(' ').collect();
        let found = (0..tokens.len())
            .find_map(|start| Some(tokens[start..time_phrase(&tokens, start)?].join(" ")));
        assert_eq!(found.as_deref().unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn phrases_that_say_when_are_found_whole() {
        check("they met on Thursday evening in Alaska", "on Thursday evening");
        check("he said next week would do", "next week");
        check("they met earlier this year in Alaska", "earlier this year");
        check("held in August in Alaska", "in August");
        check("on October 16 , 2025 they spoke", "on October 16 , 2025");
        check("he left on 16 October 2025 .", "on 16 October 2025");
        check("in the coming days they will", "in the coming days");
        check("it began in 2014 there", "in 2014");
        check("two years ago it began", "two years ago");
        check("tomorrow morning they fly", "tomorrow morning");
    }

    #[test]
    fn what_only_looks_like_a_time_is_none() {
        check("he may march on the city", "");
        check("in the last resort", "");
        check("over 300 drones", "");
    }
}
