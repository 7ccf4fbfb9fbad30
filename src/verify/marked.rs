//! Text with marks, in the notation of examples.

use crate::{mention::Statement, rules, status::Status};

/// `text` with what a statement found in it.
pub(super) fn statement(source: &str, statement: &Statement) -> String {
    let roles = statement
        .roles
        .iter()
        .flat_map(|(role, fillers)| fillers.iter().map(|filler| (filler.span, role.as_str())));
    let trigger = std::iter::once((statement.evidence.trigger.span, rules::TRIGGER));
    let speakers = statement.evidence.speakers.iter().take(1);
    let speaker = speakers.clone().map(|speaker| (speaker.span, rules::SPEAKER));
    let mut line = rules::marked(source, roles.chain(trigger).chain(speaker));
    let status = (statement.status != Status::Actual).then(|| statement.status.as_str().to_owned());
    let said_by = speakers.map(|speaker| format!("said by {}", speaker.text));
    let expected: Vec<String> = status.into_iter().chain(said_by).collect();
    if !expected.is_empty() {
        line.push_str(&format!(" => {}", expected.join(", ")));
    }
    line
}
