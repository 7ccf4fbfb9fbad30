//! Phrases that say when: "on Thursday", "next week", "in August 2025", "two years ago".
//!
//! Read from tokens, by a grammar of its own, since these phrases are nearly closed: a
//! preposition, a part ("late"), a period, and what may follow it. Durations ("for two days") and
//! what comes again ("every Friday") say not when.

mod words;

use crate::english::time_value::{Part, Period, Stretch, TimeValue, Unit, Which};
pub use words::year;
use words::{ORDINALS, PARTS_OF_DAY, ZONES, iso, month_named};

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
    time_value(tokens, start).map(|(end, _)| end)
}

/// The same, and what the phrase means.
///
/// ```
/// use whowhom::english::{Part, Period, Stretch, TimeValue, time_value};
///
/// let meant = TimeValue::Since(Stretch { period: Period::Year(2014), part: Part::Whole });
/// assert_eq!(time_value(&["since", "2014"], 0), Some((2, meant)));
/// ```
pub fn time_value(tokens: &[&str], start: usize) -> Option<(usize, TimeValue)> {
    let phrase = Phrase { tokens };
    let again = start > 0
        && phrase.is_any(start - 1, &["every", "each", "per"])
        && !phrase.is_any(start, &["on", "in"]);
    if again {
        return None;
    }
    let (end, value) = phrase.clock_first(start).or_else(|| phrase.dated(start))?;
    let near = value == TimeValue::Vague && phrase.is_near(start, end);
    Some((end, if near { TimeValue::Near } else { value }))
}

/// Whether a word is the name of a day of the week.
///
/// ```
/// use whowhom::english::is_weekday;
///
/// assert!(is_weekday("Friday") && !is_weekday("today"));
/// ```
pub fn is_weekday(word: &str) -> bool {
    Phrase { tokens: &[word] }.weekday_number(0).is_some()
}

/// Whether a word names a month, be it cut short: "March", "Dec.".
pub(super) fn is_month(word: &str) -> bool {
    Phrase { tokens: &[word] }.month_number(0, true).is_some()
}

/// A period with the token after it; no period where the phrase is one but none can be told.
type Read<T> = Option<(usize, Option<T>)>;

struct Phrase<'t> {
    tokens: &'t [&'t str],
}

/// How a phrase stands to its period.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    Within,
    Since,
    Until,
}

impl Phrase<'_> {
    /// A phrase that starts with the time of day: "at 9 a.m. on Thursday", "at noon".
    fn clock_first(&self, start: usize) -> Option<(usize, TimeValue)> {
        let end = self.clock(start)?;
        let comma = usize::from(self.is_any(end, &[","]));
        Some(self.dated(end + comma).unwrap_or((end, TimeValue::Vague)))
    }

    /// A phrase with a date of some kind, and the time of day where it follows: "Thursday at noon".
    fn dated(&self, start: usize) -> Option<(usize, TimeValue)> {
        let (end, value) = self
            .range(start)
            .or_else(|| self.part_of_year(start))
            .or_else(|| self.bounded(start))
            .or_else(|| self.distance(start))
            .or_else(|| self.in_future(start))
            .or_else(|| self.duration(start))
            .or_else(|| self.adverb(start))?;
        let end =
            if self.is_any(end, &["at", "around"]) { self.clock(end) } else { None }.unwrap_or(end);
        Some((end, value))
    }

    /// "soon", "recently"; "soon after" says it of another time.
    fn adverb(&self, start: usize) -> Option<(usize, TimeValue)> {
        let told = self.is_any(start, &["soon", "shortly", "recently", "lately"]);
        let compared = start > 0 && self.is_any(start - 1, &["as", "how", "so", "too"]);
        let of_another =
            self.is_any(start + 1, &["after", "afterwards", "afterward", "as", "before", "enough"]);
        (told && !compared && !of_another).then_some((start + 1, TimeValue::Near))
    }

    /// Whether a phrase without days tells of some time around now: "in recent weeks", "the next few
    /// days". "The next day" is told of another.
    fn is_near(&self, start: usize, end: usize) -> bool {
        let around = ["recent", "past", "last", "coming", "upcoming", "next"];
        self.is_plural(end - 1) && (start..end).any(|at| self.is_any(at, &around))
    }

    /// "from Monday to Wednesday", "between 2014 and 2016", "Monday through Wednesday".
    fn range(&self, start: usize) -> Option<(usize, TimeValue)> {
        let dashes: &[&str] = &["-", "–", "—", "through"];
        let joined: &[&str] = match &*self.lower(start)? {
            "from" => &["to", "until", "till", "through", "-", "–"],
            "between" => &["and", "-", "–"],
            _ => dashes,
        };
        let opened = joined != dashes;
        let after = start + usize::from(opened || self.is_any(start, &["in", "during", "on"]));
        let (joint, first) = self.stretch(after)?;
        if !self.is_any(joint, joined) {
            return None;
        }
        let of_weekdays = |stretch: Option<Stretch>| {
            stretch.is_some_and(|stretch| matches!(stretch.period, Period::Weekday(..)))
        };
        let of_years = |stretch: Option<Stretch>| {
            stretch.is_some_and(|stretch| matches!(stretch.period, Period::Year(_)))
        };
        let (end, last) =
            self.stretch(joint + 1).or_else(|| self.day_of_same_month(joint + 1, first))?;
        let alike = (of_weekdays(first) && of_weekdays(last))
            || (after > start && of_years(first) && of_years(last));
        (opened || alike).then_some(())?;
        Some((end, first.zip(last).map_or(TimeValue::Vague, |(a, b)| TimeValue::Between(a, b))))
    }

    /// The second day in "between June 24 and 26".
    fn day_of_same_month(&self, at: usize, first: Option<Stretch>) -> Read<Stretch> {
        let Period::Date { month, year, .. } = first?.period else { return None };
        let (day, _) = self.day_number(at)?;
        let period = Period::Date { year, month, day };
        Some((at + 1, Some(Stretch { period, part: Part::Whole })))
    }

    /// A preposition, if one is needed or there, and a period: "by the end of the year", "late on
    /// Thursday", "last Friday evening".
    fn bounded(&self, start: usize) -> Option<(usize, TimeValue)> {
        let modifier = self.modifier(start).filter(|(end, _)| self.is_any(*end, &["on", "in"]));
        let (start, outer) = modifier.unwrap_or((start, Part::Whole));
        let (at, bound) = self.preposition(start);
        let opened = at > start;
        let (end, stretch) = self.days_of_month(at).or_else(|| {
            Some((self.stretch(at)?, opened)).and_then(|found| self.may_stand(at, found))
        })?;
        let stretch = stretch.map(|value| match value {
            Named::One(one) if outer != Part::Whole => Named::One(Stretch { part: outer, ..one }),
            other => other,
        });
        let value = match (stretch, bound) {
            (None, _) => TimeValue::Vague,
            (Some(Named::Two(first, last)), _) => TimeValue::Between(first, last),
            (Some(Named::One(one)), Bound::Within) => TimeValue::Within(one),
            (Some(Named::One(one)), Bound::Since) => TimeValue::Since(one),
            (Some(Named::One(one)), Bound::Until) => TimeValue::Until(one),
        };
        Some((end, value))
    }

    /// "in the first half of 2025", "the third quarter".
    fn part_of_year(&self, start: usize) -> Option<(usize, TimeValue)> {
        let (at, _) = self.preposition(start);
        let at = at + usize::from(self.is_any(at, &["the"]));
        let number = ORDINALS.iter().position(|ordinal| self.is_any(at, &[ordinal]))?;
        let months = match &*self.lower(at + 1)? {
            "quarter" => 3,
            "half" if number < 2 => 6,
            _ => return None,
        };
        let of = usize::from(self.is_any(at + 2, &["of"]));
        let Some(year) = self.year_number(at + 2 + of) else {
            let (end, _) = self.unit_of_now(at + 3).or_else(|| self.relative(at + 3))?;
            return (of == 1).then_some((end, TimeValue::Vague));
        };
        let month = u8::try_from(number * months + 1).ok()?;
        let in_month = |month| Stretch {
            period: Period::Month { year: Some(year), month, which: Which::Nearest },
            part: Part::Whole,
        };
        let last = month + u8::try_from(months).ok()? - 1;
        Some((at + 3 + of, TimeValue::Between(in_month(month), in_month(last))))
    }

    /// What a preposition must stand before is none without it: a bare year or season, the
    /// sixteenth, and names of months that are other words too.
    fn may_stand(
        &self,
        at: usize,
        ((end, stretch), opened): ((usize, Option<Stretch>), bool),
    ) -> Read<Named> {
        let needs_preposition = stretch.is_some_and(|stretch| match stretch.period {
            Period::Year(_) | Period::DayOfMonth(_) => stretch.part == Part::Whole,
            Period::Season { year: None, which: Which::Nearest, .. }
            | Period::Weekend(Which::Nearest) => {
                !self.is_any(at, &["this"]) && stretch.part == Part::Whole
            }
            Period::Decade(_) => !self.is_any(at, &["the", "early", "late"]),
            Period::Month { year: None, which: Which::Nearest, month: 3 | 5 } => {
                stretch.part == Part::Whole && !(at > 0 && self.is_determiner(at - 1))
            }
            _ => false,
        });
        (opened || !needs_preposition).then_some((end, stretch.map(Named::One)))
    }

    fn preposition(&self, at: usize) -> (usize, Bound) {
        let word = self.lower(at).unwrap_or_default();
        let bound = match &*word {
            "on" | "in" | "during" | "over" | "for" | "throughout" | "at" | "within" => {
                Bound::Within
            }
            "since" => Bound::Since,
            "by" | "until" | "till" | "through" => Bound::Until,
            "before" if self.edge(at + 1).is_some() => Bound::Until,
            _ => return (at, Bound::Within),
        };
        (at + 1, bound)
    }

    /// A period with the words before it that tell which part: "the end of the month".
    fn stretch(&self, start: usize) -> Read<Stretch> {
        let whole = |period| Stretch { period, part: Part::Whole };
        if let Some((at, part)) = self.edge(start) {
            let (end, period) =
                self.period(at).or_else(|| self.unit_of_now(at)).or_else(|| self.bare_year(at))?;
            return Some((end, period.map(|period| Stretch { period, part })));
        }
        if let Some(glued) = self.glued(start) {
            return Some(glued);
        }
        let at = self.part_of_day_of(start).unwrap_or(start);
        let (at, part) = self.modifier(at).unwrap_or((at, Part::Whole));
        let found = self.period(at);
        let found = found.or_else(|| if part == Part::Whole { None } else { self.bare_year(at) });
        // "earlier in the week" has its preposition before it here
        let found = found.or_else(|| self.unit_of_now(at).filter(|_| self.is_after_modifier(at)));
        if let Some((end, period)) = found {
            return Some((end, period.map(|period| Stretch { part, ..whole(period) })));
        }
        let (end, year) = self.bare_year(at)?;
        Some((end, year.map(whole)))
    }

    /// Whether "earlier in" or the like stands before `at`.
    fn is_after_modifier(&self, at: usize) -> bool {
        at > 1 && self.is_any(at - 1, &["in"]) && self.modifier(at - 2).is_some()
    }

    /// "early", "late", "mid -", "the early".
    fn modifier(&self, start: usize) -> Option<(usize, Part)> {
        let at = start + usize::from(self.is_any(start, &["the"]));
        let part = match &*self.lower(at)? {
            "early" => Part::Early,
            "mid" => Part::Middle,
            "late" => Part::Late,
            "earlier" => Part::Past,
            "later" => Part::Rest,
            _ => return None,
        };
        Some((at + 1 + usize::from(self.is_any(at + 1, &["-"])), part))
    }

    /// "the end of".
    fn edge(&self, start: usize) -> Option<(usize, Part)> {
        let at = start + usize::from(self.is_any(start, &["the"]));
        let part = match &*self.lower(at)? {
            "start" | "beginning" => Part::Early,
            "middle" => Part::Middle,
            "end" | "close" => Part::Late,
            _ => return None,
        };
        self.is_any(at + 1, &["of"]).then_some((at + 2, part))
    }

    /// "the morning of", "the early hours of".
    fn part_of_day_of(&self, start: usize) -> Option<usize> {
        let mut at = start + usize::from(self.is_any(start, &["the"]));
        let early = self.is_any(at, &["early", "small"]);
        at += usize::from(early);
        let part = self.is_any(at, &PARTS_OF_DAY) || (early && self.is_any(at, &["hours"]));
        (part && self.is_any(at + 1, &["of", "on"])).then_some(at + 2)
    }

    fn period(&self, at: usize) -> Read<Period> {
        self.named_day(at)
            .or_else(|| self.weekday(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.date(at))
            .or_else(|| self.month(at, Which::Nearest))
            .or_else(|| self.day_of_month(at))
            .or_else(|| self.season_or_weekend(at))
            .or_else(|| self.decade(at))
    }

    /// "today", "tomorrow morning", "overnight".
    fn named_day(&self, at: usize) -> Read<Period> {
        let period = match &*self.lower(at)? {
            "today" | "tonight" => Period::Day(0),
            "tomorrow" => Period::Day(1),
            "yesterday" => Period::Day(-1),
            "overnight" => Period::Overnight,
            _ => return None,
        };
        Some((self.part_of_day(at + 1), Some(period)))
    }

    /// "Thursday", "Thursday evening", "Thursday, Oct. 16", "Friday next week".
    fn weekday(&self, at: usize) -> Read<Period> {
        let weekday = self.weekday_number(at)?;
        let end = self.part_of_day(at + 1);
        let comma = usize::from(self.is_any(end, &[","]));
        if let Some((end, Some(date @ Period::Date { .. }))) = self.date(end + comma) {
            return Some((end, Some(date)));
        }
        let of = usize::from(self.is_any(end, &["of"]));
        if let Some((end, Some(Period::Calendar(Unit::Week, week)))) = self.relative(end + of) {
            return Some((end, Some(Period::WeekdayIn { weekday, week })));
        }
        Some((end, Some(Period::Weekday(weekday, Which::Nearest))))
    }

    fn part_of_day(&self, at: usize) -> usize {
        at + usize::from(self.is_any(at, &PARTS_OF_DAY))
    }

    /// "next week", "last Friday", "the coming days", "the past three days", "recent weeks".
    fn relative(&self, start: usize) -> Read<Period> {
        let the = self.is_any(start, &["the"]);
        let mut at = start + usize::from(the);
        let this = self.is_any(at, &["this"]);
        at += usize::from(this && self.is_any(at + 1, &["coming", "past", "last", "next"]));
        let word = self.lower(at)?;
        let (step, which) = match &*word {
            "last" | "past" => (-1, Which::Last),
            "next" | "coming" | "upcoming" => (1, Which::Next),
            "this" | "current" => (0, Which::Nearest),
            "recent" | "following" | "previous" | "preceding" | "same" | "that" => {
                return self.vague(at + 1);
            }
            _ => return None,
        };
        at += 1;
        if let Some(weekday) = self.weekday_number(at) {
            let end = self.part_of_day(at + 1);
            return Some((end, Some(Period::Weekday(weekday, which))));
        }
        if self.is_any(at, &PARTS_OF_DAY) {
            let told = !the && step <= 0;
            return Some((at + 1, told.then_some(Period::Day(step))));
        }
        if let Some(month) = self.month(at, which) {
            return Some(month);
        }
        let counted = self.count(at);
        let (unit_at, count) = counted.unwrap_or((at, Some(1)));
        let unit = self.unit(unit_at)?;
        let end = unit_at + 1;
        let plural = self.is_plural(unit_at);
        let period = match (counted.is_some(), count) {
            (true, count) if step != 0 => count.map(|count| Period::Running(unit, step * count)),
            (true, _) => return None,
            (false, _) if plural => None,
            (false, _) => relative_period(unit, step, which, the || word == "past"),
        };
        Some((end, period))
    }

    /// "recent weeks", "the following day", "that year".
    fn vague(&self, at: usize) -> Read<Period> {
        let that = self.is_any(at - 1, &["that"]);
        let unit_at = if that { at } else { self.count(at).map_or(at, |(end, _)| end) };
        let known = self.unit(unit_at).is_some_and(|unit| unit != Unit::Hour);
        let part = self.is_any(unit_at, &PARTS_OF_DAY) || self.weekday_number(unit_at).is_some();
        let singular = !(that && self.is_plural(unit_at));
        ((known || part) && singular).then_some((unit_at + 1, None))
    }

    /// "the week", as in "earlier in the week".
    fn unit_of_now(&self, start: usize) -> Read<Period> {
        let at = start + usize::from(self.is_any(start, &["the"]));
        let unit = self.unit(at).filter(|_| at > start && !self.is_plural(at))?;
        let period = match unit {
            Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Quarter => {
                Some(Period::Calendar(unit, 0))
            }
            _ => None,
        };
        Some((at + 1, period))
    }

    /// "Oct. 16", "October 16, 2025", "16 October 2025", "the 16th of October", "2025-10-16".
    fn date(&self, start: usize) -> Read<Period> {
        if let Some(period) = self.tokens.get(start).and_then(|token| iso(token)) {
            return Some((start + 1, Some(period)));
        }
        let (month, day, end) = self.month_and_day(start).or_else(|| self.day_and_month(start))?;
        let (end, year) = self.year_after(end);
        Some((end, Some(Period::Date { year, month, day })))
    }

    fn month_and_day(&self, start: usize) -> Option<(u8, u8, usize)> {
        let month = self.month_number(start, true)?;
        let at = start + 1 + usize::from(self.is_any(start + 1, &["the"]));
        let (day, _) = self.day_number(at)?;
        Some((month, day, at + 1))
    }

    fn day_and_month(&self, start: usize) -> Option<(u8, u8, usize)> {
        let at = start + usize::from(self.is_any(start, &["the"]));
        let (day, _) = self.day_number(at)?;
        let at = at + 1 + usize::from(self.is_any(at + 1, &["of"]));
        Some((self.month_number(at, true)?, day, at + 1))
    }

    /// "October 25-26, 2016", "25-26 October": two days of one month.
    fn days_of_month(&self, start: usize) -> Read<Named> {
        let joint = |at: usize| self.is_any(at, &["-", "–", "to"]);
        let (month, first, last, end) = match self.month_number(start, true) {
            Some(month) => {
                joint(start + 2).then_some(())?;
                (month, self.day_number(start + 1)?.0, self.day_number(start + 3)?.0, start + 4)
            }
            None => {
                joint(start + 1).then_some(())?;
                let month = self.month_number(start + 3, true)?;
                (month, self.day_number(start)?.0, self.day_number(start + 2)?.0, start + 4)
            }
        };
        let (end, year) = self.year_after(end);
        let on = |day| Stretch { period: Period::Date { year, month, day }, part: Part::Whole };
        Some((end, Some(Named::Two(on(first), on(last)))))
    }

    /// A year after a month, with or without a comma.
    fn year_after(&self, end: usize) -> (usize, Option<i16>) {
        let between = usize::from(self.is_any(end, &[",", "of"]));
        match self.year_number(end + between) {
            Some(year) => (end + between + 1, Some(year)),
            None => (end, None),
        }
    }

    /// "August", "August 2025".
    fn month(&self, start: usize, which: Which) -> Read<Period> {
        let month = self.month_number(start, false)?;
        let (end, year) = self.year_after(start + 1);
        Some((end, Some(Period::Month { year, month, which })))
    }

    /// "mid-August" or "mid-2014" in one token.
    fn glued(&self, at: usize) -> Read<Stretch> {
        let rest = self.tokens.get(at)?.strip_prefix("mid-")?;
        let (end, period) = match (month_named(rest, false), year(rest)) {
            (Some(month), _) => {
                let (end, year) = self.year_after(at + 1);
                (end, Period::Month { year, month, which: Which::Nearest })
            }
            (None, Some(year)) => (at + 1, Period::Year(year)),
            (None, None) => return None,
        };
        Some((end, Some(Stretch { period, part: Part::Middle })))
    }

    /// "on the 16th".
    fn day_of_month(&self, start: usize) -> Read<Period> {
        let at = start + usize::from(self.is_any(start, &["the"]));
        let (day, ordinal) = self.day_number(at).filter(|_| at > start)?;
        let followed = self.tokens.get(at + 1).is_some_and(|next| {
            next.starts_with(char::is_alphabetic)
                && !["in", "at", "on", "and", "to", "with", "for", "of", "after"].contains(next)
        });
        (ordinal && !followed).then_some((at + 1, Some(Period::DayOfMonth(day))))
    }

    /// "the summer", "winter 2024", "the spring of 2022", "the weekend".
    fn season_or_weekend(&self, start: usize) -> Read<Period> {
        let at = start + usize::from(self.is_any(start, &["the"]));
        let unit = self.unit(at).filter(|_| !self.is_plural(at))?;
        match unit {
            Unit::Weekend if at > start => Some((at + 1, Some(Period::Weekend(Which::Nearest)))),
            Unit::Season(month) => {
                let (end, year) = self.year_after(at + 1);
                let of_something_else = year.is_none() && self.is_any(at + 1, &["of"]);
                let period = Period::Season { year, month, which: Which::Nearest };
                (!of_something_else).then_some((end, Some(period)))
            }
            _ => None,
        }
    }

    /// "the 1990s".
    fn decade(&self, start: usize) -> Read<Period> {
        let at = start + usize::from(self.is_any(start, &["the"]));
        let token = self.tokens.get(at)?;
        let digits = token.strip_suffix("'s").or_else(|| token.strip_suffix('s'))?;
        let year = year(digits).filter(|year| year % 10 == 0)?;
        Some((at + 1, Some(Period::Decade(year))))
    }

    fn bare_year(&self, at: usize) -> Read<Period> {
        Some((at + 1, Some(Period::Year(self.year_number(at)?))))
    }

    /// "two days ago", "a week from now"; "a week later" says it of another time.
    fn distance(&self, start: usize) -> Option<(usize, TimeValue)> {
        let about = ["about", "almost", "around", "just", "nearly", "roughly", "some", "only"];
        let at = start + usize::from(self.is_any(start, &about));
        let (unit_at, count) =
            self.count(at).or_else(|| self.is_plural(at).then_some((at, None)))?;
        let unit = self.unit(unit_at)?;
        let end = unit_at + 1;
        let in_calendar = |count: i32| match unit {
            Unit::Hour => Period::Day(0),
            Unit::Day => Period::Day(count),
            _ => Period::Calendar(unit, count),
        };
        let (end, period) = match &*self.lower(end)? {
            "ago" => (end + 1, count.map(|count| in_calendar(-count))),
            "earlier" | "later" => (end + 1, None),
            "from" if self.is_any(end + 1, &["now", "today"]) => (end + 2, count.map(in_calendar)),
            _ => return None,
        };
        Some((end, within(period)))
    }

    /// "in two weeks", "within 48 hours", "within days".
    fn in_future(&self, start: usize) -> Option<(usize, TimeValue)> {
        let within_it = self.is_any(start, &["within"]);
        // "for the first time in two years" says how long ago the last time was
        let since = start > 0 && self.is_any(start - 1, &["time", "once", "first"]);
        if !within_it && (since || !self.is_any(start, &["in"])) {
            return None;
        }
        let counted = self.count(start + 1);
        let (unit_at, count) = match counted {
            Some(counted) => counted,
            None if within_it && self.is_plural(start + 1) => (start + 1, None),
            None => return None,
        };
        let unit = self.unit(unit_at)?;
        let period = count.map(|count| match within_it {
            true => Period::Running(unit, count),
            false => Period::Ahead(unit, count),
        });
        Some((unit_at + 1, within(period)))
    }

    /// "for two weeks", "for the third straight year": how long, which says nothing of when. Hours are
    /// the length of a talk.
    fn duration(&self, start: usize) -> Option<(usize, TimeValue)> {
        if !self.is_any(start, &["for"]) {
            return None;
        }
        let mut at = start + 1;
        while self.is_any(at, &["more", "than", "at", "least", "nearly", "almost", "about", "over"])
        {
            at += 1;
        }
        let (at, _) = self.count(at).unwrap_or((at, None));
        let in_row = self.is_any(at, &["the", "a"]) && self.is_any(at + 1, &ORDINALS);
        let at = if in_row { at + 2 } else { at };
        let in_row = in_row && self.is_any(at, &["straight", "consecutive"]);
        let at = at + usize::from(self.is_any(at, &["straight", "consecutive", "long", "whole"]));
        let unit = self.unit(at).filter(|unit| *unit != Unit::Hour)?;
        let counted = in_row || self.is_plural(at) || self.is_any(at - 1, &["a"]);
        let measures = self.is_any(at + 1, &["of"]);
        (counted && unit != Unit::Weekend && !measures).then_some((at + 1, TimeValue::Near))
    }

    /// "at 9 a.m.", "at 10:30 GMT", "at noon".
    fn clock(&self, start: usize) -> Option<usize> {
        let opens = ["at", "around", "by", "before"];
        let at = start + usize::from(self.is_any(start, &opens));
        let words = ["noon", "midnight", "dawn", "dusk", "midday"];
        if at > start && self.is_any(at, &words) {
            return Some(at + 1);
        }
        let token = self.tokens.get(at)?;
        let hour = token.split([':', '.']).all(|part| {
            (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        });
        let suffixed = self.is_any(at + 1, &["a.m.", "p.m.", "am", "pm", "a.m", "p.m", "o'clock"]);
        let mut end = at + 1 + usize::from(suffixed);
        end += 2 * usize::from(self.is_any(end, &["local"]) && self.is_any(end + 1, &["time"]));
        let zoned = self.is_any(end, &ZONES);
        let told = suffixed || (at > start && (token.contains(':') || (zoned && end == at + 1)));
        (hour && told).then_some(end + usize::from(zoned))
    }
}

/// One stretch, or the first and the last of several days.
#[derive(Clone, Copy)]
enum Named {
    One(Stretch),
    Two(Stretch, Stretch),
}

fn within(period: Option<Period>) -> TimeValue {
    period
        .map_or(TimeValue::Vague, |period| TimeValue::Within(Stretch { period, part: Part::Whole }))
}

/// What "last", "this" or "next" makes of a unit; "the past week" is not last week but the seven
/// days up to now.
fn relative_period(unit: Unit, step: i32, which: Which, running: bool) -> Option<Period> {
    match unit {
        Unit::Century => None,
        Unit::Weekend => Some(match which {
            Which::Next => Period::Calendar(Unit::Weekend, 1),
            other => Period::Weekend(other),
        }),
        Unit::Season(month) => Some(Period::Season { year: None, month, which }),
        // "the next day" is told of some other day
        Unit::Day if step > 0 => None,
        Unit::Day if step == 0 => Some(Period::Day(0)),
        Unit::Hour if step == 0 => Some(Period::Day(0)),
        Unit::Hour | Unit::Day => Some(Period::Running(unit, step)),
        _ if running && step != 0 => Some(Period::Running(unit, step)),
        _ => Some(Period::Calendar(unit, step)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            let tokens: Vec<&str> = text.split(' ').collect();
            let found = (0..tokens.len())
                .find_map(|start| Some(tokens[start..time_phrase(&tokens, start)?].join(" ")));
            assert_eq!(found.as_deref().unwrap_or_default(), *expected, "{text}");
        }
    }

    #[test]
    fn phrases_that_say_when_are_found_whole() {
        check(&[
            ("they met on Thursday evening in Alaska", "on Thursday evening"),
            ("he said next week would do", "next week"),
            ("they met earlier this year in Alaska", "earlier this year"),
            ("held in August in Alaska", "in August"),
            ("on October 16 , 2025 they spoke", "on October 16 , 2025"),
            ("he left on 16 October 2025 .", "on 16 October 2025"),
            ("in the coming days they will", "in the coming days"),
            ("it began in 2014 there", "in 2014"),
            ("two years ago it began", "two years ago"),
            ("tomorrow morning they fly", "tomorrow morning"),
            ("he came on Oct. 16 , tired", "on Oct. 16"),
            ("he came on the 16th of October with her", "on the 16th of October"),
            ("he left at the end of the month by train", "at the end of the month"),
            ("it ended late Thursday in Paris", "late Thursday"),
            ("it ended late on Thursday in Paris", "late on Thursday"),
            ("it rose in the coming weeks", "in the coming weeks"),
            ("he will leave in two days , he said", "in two days"),
            ("it fell five days later", "five days later"),
            ("ruled between 2014 and 2016 there", "between 2014 and 2016"),
            ("lasted from Monday to Wednesday in Rome", "from Monday to Wednesday"),
            ("signed 2025-10-16 there", "2025-10-16"),
            ("met last Friday evening there", "last Friday evening"),
            ("began in the 1990s there", "in the 1990s"),
            ("met at 9 a.m. on Thursday there", "at 9 a.m. on Thursday"),
            ("met at 10:30 GMT , he said", "at 10:30 GMT"),
            ("met on Thursday at noon there", "on Thursday at noon"),
            ("met on Monday , Dec. 26 , there", "on Monday , Dec. 26"),
            ("later in the day he left", "later in the day"),
            ("the following week he left", "the following week"),
            ("his first call this spring was", "this spring"),
            ("struck for the past two weeks there", "for the past two weeks"),
            ("Sept. 11 changed it", "Sept. 11"),
            ("in the first half of the year he", "in the first half of the year"),
            ("at dawn they left", "at dawn"),
            ("they will soon meet in Alaska", "soon"),
            ("he recently left", "recently"),
            ("they fought for two days there", "for two days"),
            ("struck for nearly three weeks there", "for nearly three weeks"),
            ("grew for the third straight year there", "for the third straight year"),
        ]);
    }

    #[test]
    fn what_only_looks_like_a_time_is_none() {
        check(&[
            ("he may march on the city", ""),
            ("in the last resort", ""),
            ("over 300 drones", ""),
            ("for the second time", ""),
            ("for two reasons", ""),
            ("for three hours", ""),
            ("for years of service", ""),
            ("for the first time in two years", ""),
            ("Theresa May left", ""),
            ("they meet every Friday", ""),
            ("on the 16th floor", ""),
            ("after the fall of the city", ""),
            ("a five - year plan", ""),
            ("in two minds", ""),
            ("in the second half he scored", ""),
            ("he sat down in 12 chairs", ""),
            ("more than 2000 soldiers", ""),
            ("at the same time", ""),
            ("from the city to the river", ""),
            ("he left soon after the vote", ""),
            ("as soon as they meet", ""),
        ]);
    }
}
