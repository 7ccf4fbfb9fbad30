//! Text with marks, in the notation of examples.

use crate::{
    mention::Statement,
    rules::{self, Expected},
    status::Status,
};

/// `text` with what a statement found in it.
pub(super) fn statement(source: &str, statement: &Statement) -> String {
    let roles = statement
        .roles
        .iter()
        .flat_map(|(role, fillers)| fillers.iter().map(|filler| (filler.span, role.as_str())));
    let trigger = std::iter::once((statement.evidence.trigger.span, rules::TRIGGER));
    let speakers = statement.evidence.speakers.iter().take(1);
    let speaker = speakers.clone().map(|speaker| (speaker.span, rules::SPEAKER));
    let line = rules::marked(source, roles.chain(trigger).chain(speaker));
    let status = Some(statement.status).filter(|status| *status != Status::Actual);
    let said_by = speakers.map(|speaker| speaker.text.clone()).next();
    line + &Expected { status, said_by }.told()
}
