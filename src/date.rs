//! Days and stretches of days.

pub use jiff::civil::Date;

/// Days `from..=to`, both inclusive: "August 2025" is 1 to 31 August.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl Interval {
    /// The days from one to another; none where the second comes first.
    pub fn new(from: Date, to: Date) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// So many days from `from` on.
    pub fn of_days(from: Date, days: i32) -> Option<Self> {
        Self::new(from, plus_days(from, days.checked_sub(1)?)?)
    }

    /// So many months from the month of number `first` on; see [`month_number`].
    pub fn of_months(first: i32, months: i32) -> Option<Self> {
        let opens = |month: i32| day_of(month.div_euclid(12), month.rem_euclid(12) + 1, 1);
        let last = opens(first.checked_add(months)?.checked_sub(1)?)?.last_of_month();
        Self::new(opens(first)?, last)
    }

    /// Whether every day of `other` is one of these.
    pub fn contains(&self, other: &Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// How many days these are.
    pub fn days(&self) -> i32 {
        days_between(self.from, self.to) + 1
    }
}

/// The day so many days after `date`, before it where negative; none beyond the calendar.
pub fn plus_days(date: Date, days: i32) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// How many days `to` is after `from`, negative where it is before.
pub fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// The day of a week, counted from Monday, 0.
pub fn weekday(date: Date) -> i32 {
    i32::from(date.weekday().to_monday_zero_offset())
}

/// The month of `date`, counted from January of the year 0.
pub fn month_number(date: Date) -> i32 {
    i32::from(date.year()) * 12 + i32::from(date.month()) - 1
}

/// The day of this date, if the calendar has it.
pub fn day_of(year: i32, month: i32, day: i32) -> Option<Date> {
    let (year, month, day) = (year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?);
    Date::new(year, month, day).ok()
}

/// The day written `YYYY-MM-DD`, if `text` is one.
pub fn parse(text: &str) -> Option<Date> {
    let well_formed = text.len() == 10
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    well_formed.then(|| text.parse().ok()).flatten()
}
