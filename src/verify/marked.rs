//! Text with marks, in the notation of examples.

use std::collections::BTreeSet;

use crate::{mention::Statement, span::Span, status::Status};

/// `text` with each span marked, `[Washington](supplier) will [send](trigger) …`. Spans that
/// overlap an earlier one are left unmarked.
pub(super) fn text<'l>(text: &str, marks: impl IntoIterator<Item = (Span, &'l str)>) -> String {
    let marks: BTreeSet<(Span, &str)> = marks.into_iter().collect();
    let mut out = String::new();
    let mut at = 0;
    for (span, label) in marks {
        if span.start >= at {
            out.push_str(&text[at..span.start]);
            out.push_str(&format!("[{}]({label})", span.of(text)));
            at = span.end;
        }
    }
    out.push_str(&text[at..]);
    out
}

/// `text` with what a statement found in it.
pub(super) fn statement(source: &str, statement: &Statement) -> String {
    let roles = statement
        .roles
        .iter()
        .flat_map(|(role, fillers)| fillers.iter().map(|filler| (filler.span, role.as_str())));
    let trigger = std::iter::once((statement.evidence.trigger.span, crate::rules::TRIGGER));
    let speakers = statement.evidence.speakers.iter().take(1);
    let speaker = speakers.clone().map(|speaker| (speaker.span, crate::rules::SPEAKER));
    let mut line = text(source, roles.chain(trigger).chain(speaker));
    let status = (statement.status != Status::Actual).then(|| statement.status.as_str().to_owned());
    let said_by = speakers.map(|speaker| format!("said by {}", speaker.text));
    let expected: Vec<String> = status.into_iter().chain(said_by).collect();
    if !expected.is_empty() {
        line.push_str(&format!(" => {}", expected.join(", ")));
    }
    line
}
