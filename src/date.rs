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
    /// Whether every day of `other` is one of these.
    pub fn contains(&self, other: &Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }
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
