//! Whether what a sentence says has happened.

/// Whether what a statement says has happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Happened, is happening, or is a standing fact.
    #[default]
    Actual,
    /// Scheduled, agreed on, announced, expected or ordered.
    Planned,
    /// Could happen, or would under a condition.
    Possible,
    /// Somebody asks for it.
    Requested,
    /// Did not happen, is denied, refused or called off.
    Negated,
}

impl Status {
    /// All of them, in the order in which they are listed everywhere.
    pub const ALL: [Self; 5] =
        [Self::Actual, Self::Planned, Self::Possible, Self::Requested, Self::Negated];

    /// The word for it in rule files and in every output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Planned => "planned",
            Self::Possible => "possible",
            Self::Requested => "requested",
            Self::Negated => "negated",
        }
    }

    /// The status that `word` names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == word)
    }
}
