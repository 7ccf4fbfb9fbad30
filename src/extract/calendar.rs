//! When a phrase that says when was meant: from its value to days.
//!
//! What a phrase leaves open is settled by the day it was written and by whether the deed lies
//! behind or ahead of it. The decisions, for whoever wonders:
//!
//! - Weeks run from Monday to Sunday; "two weeks ago" is a week of the calendar, like "last week".
//! - A bare weekday, month or date is the nearest in the direction of the deed, today and the
//!   present month included.
//! - "Since" runs up to today, "until" and "by" from today; both only where that is a stretch.
//! - Early, mid and late are the thirds of a period; the seasons are those of the northern
//!   weather, from 1 March, June, September and December.
//! - "In two weeks" is a week ahead; of what is over it is a duration, which is no date.

use crate::{
    date::{self, Date, Interval},
    english::{Part, Period, Stretch, TimeValue, Unit, Which},
};

/// Where a deed lies from the day on which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// It is over.
    Back,
    /// It is to come.
    Ahead,
    /// It may be either: "Macron meets Merz on Friday".
    Either,
}

/// The days that `value` means when said on `day`. Without a day only what is absolute means any.
pub(super) fn interval(
    value: TimeValue,
    day: Option<Date>,
    direction: Direction,
) -> Option<Interval> {
    let calendar = Calendar { day, direction };
    match value {
        TimeValue::Within(stretch) => calendar.stretch(stretch),
        TimeValue::Since(stretch) => Interval::new(
            Calendar { direction: Direction::Back, ..calendar }.stretch(stretch)?.from,
            day?,
        ),
        TimeValue::Until(_) if direction == Direction::Back => None,
        TimeValue::Until(stretch) => Interval::new(
            day?,
            Calendar { direction: Direction::Ahead, ..calendar }.stretch(stretch)?.to,
        ),
        TimeValue::Between(first, last) => calendar.between(first, last),
        TimeValue::Near | TimeValue::Vague => None,
    }
}

/// How far around today an occurrence is looked for: 29 February may be eight years away.
const CYCLES: i32 = 8;

struct Calendar {
    day: Option<Date>,
    direction: Direction,
}

impl Calendar {
    fn stretch(&self, Stretch { period, part }: Stretch) -> Option<Interval> {
        Some(self.part(self.period(period)?, part))
    }

    fn period(&self, period: Period) -> Option<Interval> {
        let whole_year = |year: i16, years| Interval::of_months(i32::from(year) * 12, 12 * years);
        match period {
            Period::Year(year) => whole_year(year, 1),
            Period::Decade(year) => whole_year(year, 10),
            Period::Date { year: Some(year), month, day } => {
                one(date::day_of(year.into(), month.into(), day.into())?)
            }
            Period::Month { year: Some(year), month, .. } => months_of(year.into(), month, 1),
            Period::Season { year: Some(year), month, .. } => months_of(year.into(), month, 3),
            relative => self.relative(relative, self.day?),
        }
    }

    fn relative(&self, period: Period, day: Date) -> Option<Interval> {
        let year = i32::from(day.year());
        let monday = |week: i32| date::plus_days(day, week.checked_mul(7)? - date::weekday(day));
        let in_week = |week: i32, weekday: u8| date::plus_days(monday(week)?, weekday.into());
        let weekend = |week: i32| Interval::of_days(in_week(week, 5)?, 2);
        match period {
            Period::Day(days) => one(date::plus_days(day, days)?),
            Period::Overnight if self.direction == Direction::Ahead => Interval::of_days(day, 2),
            Period::Overnight => Interval::of_days(date::plus_days(day, -1)?, 2),
            Period::Weekday(weekday, which) => {
                self.nearest(which, day, |week| one(in_week(week, weekday)?))
            }
            Period::WeekdayIn { weekday, week } => one(in_week(week, weekday)?),
            Period::Weekend(which) => self.nearest(which, day, weekend),
            Period::DayOfMonth(of_month) => self.nearest(Which::Nearest, day, |months| {
                let month = date::month_number(day) + months;
                one(date::day_of(month.div_euclid(12), month.rem_euclid(12) + 1, of_month.into())?)
            }),
            Period::Date { month, day: of_month, .. } => {
                self.nearest(Which::Nearest, day, |years| {
                    one(date::day_of(year + years, month.into(), of_month.into())?)
                })
            }
            Period::Month { month, which, .. } => {
                self.nearest(which, day, |years| months_of(year + years, month, 1))
            }
            Period::Season { month, which, .. } => {
                self.nearest(which, day, |years| months_of(year + years, month, 3))
            }
            Period::Ahead(..) if self.direction == Direction::Back => None,
            Period::Ahead(Unit::Hour, hours) => running(day, Unit::Hour, hours),
            Period::Calendar(unit, count) | Period::Ahead(unit, count) => match unit {
                Unit::Hour => one(day),
                Unit::Day => one(date::plus_days(day, count)?),
                Unit::Week => Interval::of_days(monday(count)?, 7),
                Unit::Weekend => weekend(count),
                Unit::Season(month) => months_of(year.checked_add(count)?, month, 3),
                Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade => {
                    let months = months_in(unit)?;
                    let present = date::month_number(day).div_euclid(months);
                    Interval::of_months(present.checked_add(count)?.checked_mul(months)?, months)
                }
                Unit::Century => None,
            },
            Period::Running(_, count) if count > 0 && self.direction == Direction::Back => None,
            Period::Running(unit, count) => running(day, unit, count),
            Period::Year(_) | Period::Decade(_) => None,
        }
    }

    /// The occurrence that is meant; `at` gives those before and after the one of today.
    fn nearest(
        &self,
        which: Which,
        day: Date,
        at: impl Fn(i32) -> Option<Interval>,
    ) -> Option<Interval> {
        let mut all = (-CYCLES..=CYCLES).filter_map(at);
        match (which, self.direction) {
            (Which::Last, _) => all.rfind(|days| days.to < day),
            (Which::Next, _) => all.find(|days| days.from > day),
            (Which::Nearest, Direction::Back) => all.rfind(|days| days.from <= day),
            (Which::Nearest, Direction::Ahead) => all.find(|days| days.to >= day),
            (Which::Nearest, Direction::Either) => all.min_by_key(|days| {
                let before = date::days_between(days.to, day);
                before.max(date::days_between(day, days.from)).max(0)
            }),
        }
    }

    /// The days from one period to another, each looked for from where the other is known.
    fn between(&self, first: Stretch, last: Stretch) -> Option<Interval> {
        let at = |day: Date, direction| Self { day: Some(day), direction };
        let free = Self { day: None, direction: self.direction };
        let backwards = free.stretch(first).is_none()
            && (free.stretch(last).is_some() || self.direction == Direction::Back);
        let (from, to) = if backwards {
            let last = self.stretch(last)?;
            (at(last.from, Direction::Back).stretch(first)?, last)
        } else {
            let first = self.stretch(first)?;
            (first, at(first.to, Direction::Ahead).stretch(last)?)
        };
        Interval::new(from.from, to.to)
    }

    fn part(&self, days: Interval, part: Part) -> Interval {
        let third = days.days() / 3;
        let month = date::month_number(days.from);
        let months = date::month_number(days.to) - month + 1;
        // of a year, thirds that are months
        let thirds = |from: i32, thirds: i32| {
            if months >= 3 {
                Interval::of_months(month + from * (months / 3), thirds * (months / 3))
            } else {
                Interval::of_days(date::plus_days(days.from, from * third)?, thirds * third)
            }
        };
        let found = match part {
            _ if days.days() < 3 => None,
            Part::Whole => None,
            Part::Early => thirds(0, 1),
            Part::Middle => thirds(1, 1),
            Part::Late => thirds(2, 1).and_then(|late| Interval::new(late.from, days.to)),
            Part::Past => self.day.and_then(|day| Interval::new(days.from, days.to.min(day))),
            Part::Rest => self.day.and_then(|day| Interval::new(days.from.max(day), days.to)),
        };
        found.unwrap_or(days)
    }
}

fn one(day: Date) -> Option<Interval> {
    Interval::new(day, day)
}

fn months_of(year: i32, month: u8, months: i32) -> Option<Interval> {
    Interval::of_months(year.checked_mul(12)?.checked_add(i32::from(month) - 1)?, months)
}

/// The months in a unit that is made of months.
fn months_in(unit: Unit) -> Option<i32> {
    match unit {
        Unit::Month => Some(1),
        Unit::Quarter | Unit::Season(_) => Some(3),
        Unit::Year => Some(12),
        Unit::Decade => Some(120),
        Unit::Hour | Unit::Day | Unit::Week | Unit::Weekend | Unit::Century => None,
    }
}

/// So many units up to today or, where positive, from today on.
fn running(day: Date, unit: Unit, count: i32) -> Option<Interval> {
    let far = match (unit, months_in(unit)) {
        (_, Some(months)) => {
            let month = date::month_number(day).checked_add(count.checked_mul(months)?)?;
            let first = Interval::of_months(month, 1)?;
            // 31 March less a month is the last of February
            date::plus_days(first.from, (i32::from(day.day()) - 1).min(first.days() - 1))?
        }
        (Unit::Hour, _) => date::plus_days(
            day,
            count.signum().checked_mul(count.checked_abs()?.div_euclid(24).max(1))?,
        )?,
        (Unit::Day, _) => date::plus_days(day, count)?,
        (Unit::Week | Unit::Weekend, _) => date::plus_days(day, count.checked_mul(7)?)?,
        _ => return None,
    };
    Interval::new(day.min(far), day.max(far))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;
    use crate::english::time_value;

    /// `from..to` of the phrase that `text` is, `from` alone where they are one; `-` where it has
    /// no days, nothing where it is no phrase or not all of one.
    fn told(text: &str, day: &str, direction: Direction) -> String {
        let tokens: Vec<&str> = text.split(' ').collect();
        let Some((_, value)) = time_value(&tokens, 0).filter(|(end, _)| *end == tokens.len())
        else {
            return String::new();
        };
        match interval(value, date::parse(day), direction) {
            None => "-".to_owned(),
            Some(days) if days.from == days.to => days.from.to_string(),
            Some(days) => format!("{}..{}", days.from, days.to),
        }
    }

    #[track_caller]
    fn check(day: &str, direction: Direction, cases: &[(&str, &str)]) {
        let wrong: Vec<String> = cases
            .iter()
            .map(|(text, expected)| (text, expected, told(text, day, direction)))
            .filter(|(_, expected, found)| *expected != found)
            .map(|(text, expected, found)| format!("{text}: expected {expected}, found {found}"))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// A Thursday.
    const DAY: &str = "2025-10-16";

    #[test]
    fn of_what_is_over_the_latest_is_meant() {
        check(
            DAY,
            Direction::Back,
            &[
                ("on Thursday", "2025-10-16"),
                ("Thursday", "2025-10-16"),
                ("on Friday", "2025-10-10"),
                ("late Wednesday", "2025-10-15"),
                ("Monday night", "2025-10-13"),
                ("last Thursday", "2025-10-09"),
                ("last Friday evening", "2025-10-10"),
                ("on Tuesday last week", "2025-10-07"),
                ("this week", "2025-10-13..2025-10-19"),
                ("last week", "2025-10-06..2025-10-12"),
                ("late last week", "2025-10-10..2025-10-12"),
                ("earlier this week", "2025-10-13..2025-10-16"),
                ("earlier in the week", "2025-10-13..2025-10-16"),
                ("last month", "2025-09-01..2025-09-30"),
                ("early last month", "2025-09-01..2025-09-10"),
                ("last year", "2024-01-01..2024-12-31"),
                ("earlier this year", "2025-01-01..2025-10-16"),
                ("yesterday", "2025-10-15"),
                ("yesterday evening", "2025-10-15"),
                ("today", "2025-10-16"),
                ("this morning", "2025-10-16"),
                ("last night", "2025-10-15"),
                ("overnight", "2025-10-15..2025-10-16"),
                ("in August", "2025-08-01..2025-08-31"),
                ("in October", "2025-10-01..2025-10-31"),
                ("in December", "2024-12-01..2024-12-31"),
                ("last August", "2025-08-01..2025-08-31"),
                ("in early August", "2025-08-01..2025-08-10"),
                ("in mid-August", "2025-08-11..2025-08-20"),
                ("in late August", "2025-08-21..2025-08-31"),
                ("late in August", "2025-08-21..2025-08-31"),
                ("on Oct. 16", "2025-10-16"),
                ("Oct. 7", "2025-10-07"),
                ("on December 3", "2024-12-03"),
                ("on the 3rd", "2025-10-03"),
                ("on the 20th", "2025-09-20"),
                ("Feb. 29", "2024-02-29"),
                ("two weeks ago", "2025-09-29..2025-10-05"),
                ("three days ago", "2025-10-13"),
                ("almost two years ago", "2023-01-01..2023-12-31"),
                ("a month ago", "2025-09-01..2025-09-30"),
                ("a few hours ago", "-"),
                ("a decade ago", "2010-01-01..2019-12-31"),
                ("over the weekend", "2025-10-11..2025-10-12"),
                ("last weekend", "2025-10-11..2025-10-12"),
                ("the past three days", "2025-10-13..2025-10-16"),
                ("over the last two weeks", "2025-10-02..2025-10-16"),
                ("in the past month", "2025-09-16..2025-10-16"),
                ("in the last 24 hours", "2025-10-15..2025-10-16"),
                ("since 2014", "2014-01-01..2025-10-16"),
                ("since August", "2025-08-01..2025-10-16"),
                ("since Monday", "2025-10-13..2025-10-16"),
                ("since the start of the year", "2025-01-01..2025-10-16"),
                ("until May", "-"),
                ("by Friday", "-"),
                ("in two weeks", "-"),
                ("this summer", "2025-06-01..2025-08-31"),
                ("last winter", "2024-12-01..2025-02-28"),
                ("in the spring", "2025-03-01..2025-05-31"),
                ("from Monday to Wednesday", "2025-10-13..2025-10-15"),
                ("between June 24 and 26", "2025-06-24..2025-06-26"),
                ("from Friday to Sunday", "2025-10-10..2025-10-12"),
                ("between July and September", "2025-07-01..2025-09-30"),
                ("at the end of the month", "2025-10-21..2025-10-31"),
                ("at the beginning of August", "2025-08-01..2025-08-10"),
                ("in the early hours of Thursday", "2025-10-16"),
                ("on the morning of Oct. 7", "2025-10-07"),
                ("at 9 a.m. on Thursday", "2025-10-16"),
                ("on Thursday at noon", "2025-10-16"),
                ("five days later", "-"),
                ("in recent weeks", "-"),
                ("last quarter", "2025-07-01..2025-09-30"),
                ("last decade", "2010-01-01..2019-12-31"),
                ("last century", "-"),
            ],
        );
    }

    #[test]
    fn of_what_is_to_come_the_first_is_meant() {
        check(
            DAY,
            Direction::Ahead,
            &[
                ("on Thursday", "2025-10-16"),
                ("on Friday", "2025-10-17"),
                ("Wednesday", "2025-10-22"),
                ("next Thursday", "2025-10-23"),
                ("this coming Friday", "2025-10-17"),
                ("Friday next week", "2025-10-24"),
                ("on Tuesday of next week", "2025-10-21"),
                ("next week", "2025-10-20..2025-10-26"),
                ("early next week", "2025-10-20..2025-10-21"),
                ("later this week", "2025-10-16..2025-10-19"),
                ("tomorrow", "2025-10-17"),
                ("tomorrow morning", "2025-10-17"),
                ("tonight", "2025-10-16"),
                ("next month", "2025-11-01..2025-11-30"),
                ("next year", "2026-01-01..2026-12-31"),
                ("in August", "2026-08-01..2026-08-31"),
                ("in October", "2025-10-01..2025-10-31"),
                ("next May", "2026-05-01..2026-05-31"),
                ("on Oct. 7", "2026-10-07"),
                ("on Nov. 5", "2025-11-05"),
                ("on the 3rd", "2025-11-03"),
                ("Feb. 29", "2028-02-29"),
                ("in two weeks", "2025-10-27..2025-11-02"),
                ("in two days", "2025-10-18"),
                ("two weeks from now", "2025-10-27..2025-11-02"),
                ("within two weeks", "2025-10-16..2025-10-30"),
                ("within 48 hours", "2025-10-16..2025-10-18"),
                ("within days", "-"),
                ("in the next three months", "2025-10-16..2026-01-16"),
                ("the coming days", "-"),
                ("in the coming weeks", "-"),
                ("over the weekend", "2025-10-18..2025-10-19"),
                ("next weekend", "2025-10-25..2025-10-26"),
                ("until May", "2025-10-16..2026-05-31"),
                ("by Friday", "2025-10-16..2025-10-17"),
                ("by the end of the year", "2025-10-16..2025-12-31"),
                ("before the end of the month", "2025-10-16..2025-10-31"),
                ("by 2030", "2025-10-16..2030-12-31"),
                ("later this month", "2025-10-16..2025-10-31"),
                ("later this year", "2025-10-16..2025-12-31"),
                ("from Monday to Wednesday", "2025-10-20..2025-10-22"),
                ("Monday through Wednesday", "2025-10-20..2025-10-22"),
                ("from November to March", "2025-11-01..2026-03-31"),
                ("next summer", "2026-06-01..2026-08-31"),
                ("overnight", "2025-10-16..2025-10-17"),
            ],
        );
    }

    #[test]
    fn of_what_may_be_either_the_nearest_is_meant() {
        check(
            DAY,
            Direction::Either,
            &[
                ("on Friday", "2025-10-17"),
                ("on Tuesday", "2025-10-14"),
                ("in December", "2025-12-01..2025-12-31"),
                ("in August", "2025-08-01..2025-08-31"),
                ("in October", "2025-10-01..2025-10-31"),
            ],
        );
    }

    #[test]
    fn without_a_day_only_what_is_absolute_has_days() {
        check(
            "",
            Direction::Back,
            &[
                ("in August 2025", "2025-08-01..2025-08-31"),
                ("August of 2025", "2025-08-01..2025-08-31"),
                ("in late August 2025", "2025-08-21..2025-08-31"),
                ("16 October 2025", "2025-10-16"),
                ("on October 16 , 2025", "2025-10-16"),
                ("on Thursday , Oct. 16 , 2025", "2025-10-16"),
                ("the 16th of October 2025", "2025-10-16"),
                ("2025-10-16", "2025-10-16"),
                ("on 2025-10-16", "2025-10-16"),
                ("October 25 - 26 , 2016", "2016-10-25..2016-10-26"),
                ("on 25 – 26 October 2016", "2016-10-25..2016-10-26"),
                ("in 2023", "2023-01-01..2023-12-31"),
                ("in early 2014", "2014-01-01..2014-04-30"),
                ("in mid-2014", "2014-05-01..2014-08-31"),
                ("in the 1990s", "1990-01-01..1999-12-31"),
                ("in the early 1990s", "1990-01-01..1993-04-30"),
                ("between 2014 and 2016", "2014-01-01..2016-12-31"),
                ("from 2014 to 2016", "2014-01-01..2016-12-31"),
                ("in 2014 - 2016", "2014-01-01..2016-12-31"),
                ("from August to October 2014", "2014-08-01..2014-10-31"),
                ("by the end of 2025", "-"),
                ("in the spring of 2022", "2022-03-01..2022-05-31"),
                ("in the first quarter of 2025", "2025-01-01..2025-03-31"),
                ("the second half of 2025", "2025-07-01..2025-12-31"),
                ("winter 2024", "2024-12-01..2025-02-28"),
                ("Feb. 30 , 2024", "-"),
                ("since 2014", "-"),
                ("on Thursday", "-"),
                ("last week", "-"),
                ("two years ago", "-"),
                ("at 9 a.m.", "-"),
            ],
        );
    }

    /// Words that times are made of, and some others.
    fn phrase() -> impl Strategy<Value = String> {
        let words = "on in since until by from to between and the of at last next this past coming \
            early late mid end start earlier later Thursday Friday Monday August May Feb. 16 29 31st \
            2014 2025 9999 0 1990s today overnight weekend week day month year decade century hours \
            two a few ago now within 10:30 a.m. , - war summer quarter";
        let words: Vec<&'static str> = words.split_whitespace().collect();
        prop::collection::vec(prop::sample::select(words), 1..9).prop_map(|words| words.join(" "))
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn days_are_never_inverted_whatever_the_phrase_and_the_day(
            text in phrase(),
            year in prop::sample::select(vec![-9999, -1, 0, 1, 1970, 2024, 2025, 9998, 9999]),
            month in 1..=12,
            day in 1..=31,
        ) {
            let tokens: Vec<&str> = text.split(' ').collect();
            for start in 0..tokens.len() {
                let Some((end, value)) = time_value(&tokens, start) else { continue };
                prop_assert!(start < end && end <= tokens.len());
                for direction in [Direction::Back, Direction::Ahead, Direction::Either] {
                    for day in [None, date::day_of(year, month, day)] {
                        if let Some(days) = interval(value, day, direction) {
                            prop_assert!(days.from <= days.to, "{text}: {days:?}");
                        }
                    }
                }
            }
        }
    }
}
