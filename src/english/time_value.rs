//! What a phrase that says when means, before any calendar is asked.
//!
//! "Last Thursday" is a [`Period`] that only becomes days once it is known when it was said; that
//! is left to who knows. Here are the shapes that such phrases have.

/// When something is said to happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeValue {
    /// At some time in a stretch: "on Thursday", "in August 2025", "the past three days".
    Within(Stretch),
    /// From a stretch on, up to now: "since 2014".
    Since(Stretch),
    /// From now to the end of a stretch: "until May", "by Friday".
    Until(Stretch),
    /// From one stretch to another: "between 2014 and 2016", "from Monday to Wednesday".
    Between(Stretch, Stretch),
    /// Some time around now: "soon", "in recent weeks", "in the coming days".
    Near,
    /// At a time that is told from another or not by days: "five days later", "at 9 a.m.".
    Vague,
}

/// A period or a part of one: "late August".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The period.
    pub period: Period,
    /// Which part of it.
    pub part: Part,
}

/// The part of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// "early August", "the start of the month".
    Early,
    /// "mid-August", "the middle of the month".
    Middle,
    /// "late August", "the end of the month".
    Late,
    /// "earlier this year": what is over of it.
    Past,
    /// "later this year": what is left of it.
    Rest,
}

/// A stretch of days, as it is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// A day, counted from today: "yesterday" is -1.
    Day(i32),
    /// The night that goes with today: "overnight".
    Overnight,
    /// A day of a week, counted from Monday, 0.
    Weekday(u8, Which),
    /// A day of a week that is told, counted from this one: "Friday next week".
    WeekdayIn {
        /// Counted from Monday, 0.
        weekday: u8,
        /// Counted from this week, 0.
        week: i32,
    },
    /// Saturday and Sunday: "over the weekend".
    Weekend(Which),
    /// A day of some month: "on the 16th".
    DayOfMonth(u8),
    /// A date, possibly without its year: "Oct. 16".
    Date {
        /// The year.
        year: Option<i16>,
        /// The month, from 1.
        month: u8,
        /// The day, from 1.
        day: u8,
    },
    /// A month: "August", "August 2025", "last August".
    Month {
        /// The year.
        year: Option<i16>,
        /// The month, from 1.
        month: u8,
        /// Which of those without a year.
        which: Which,
    },
    /// Three months: "this summer", "the winter of 2024", which begins in that year.
    Season {
        /// The year.
        year: Option<i16>,
        /// Its first month, from 1.
        month: u8,
        /// Which of those without a year.
        which: Which,
    },
    /// "2014".
    Year(i16),
    /// "the 1990s".
    Decade(i16),
    /// A week, month or year of the calendar, counted from the present one: "last week" is -1, "two
    /// years ago" -2.
    Calendar(Unit, i32),
    /// The same when it lies ahead, and a duration else: "in two weeks".
    Ahead(Unit, i32),
    /// So many units up to today, or from today on: "the past three days" is -3.
    Running(Unit, i32),
}

/// Which of the periods of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The nearest: "on Thursday", "this Thursday".
    Nearest,
    /// The latest that is over: "last Thursday".
    Last,
    /// The first that has not begun: "next Thursday".
    Next,
}

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 60 minutes.
    Hour,
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// A month.
    Month,
    /// Three months from January, April, July or October.
    Quarter,
    /// Three months of one weather, by their first month.
    Season(u8),
    /// A year.
    Year,
    /// Ten years from one that ends in 0.
    Decade,
    /// A hundred years, which nobody counts in days.
    Century,
}
