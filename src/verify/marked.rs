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
    let mut line = text(source, roles.chain(trigger));
    if statement.status != Status::Actual {
        line.push_str(&format!(" => {}", statement.status.as_str()));
    }
    line
}
