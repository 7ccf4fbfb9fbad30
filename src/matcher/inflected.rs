//! Verbs of clauses that are not in their dictionary form: no word of a text is told by them.

use crate::{
    english::lemma,
    error::Error,
    rules::{ClauseRule, RuleSet},
};

/// Verbs that are also the past of others: "found a city".
const HOMOGRAPHS: [&str; 14] = [
    "bore", "bound", "fell", "felt", "found", "ground", "lay", "left", "rent", "rose", "saw",
    "shed", "spat", "wound",
];

/// Warns of every verb that is written in another form than that of the dictionary. Reading texts
/// does not depend on it, so only who checks rules asks.
pub fn inflected(rules: &RuleSet) -> Vec<Error> {
    let mut problems = Vec::new();
    for relation in rules.relations.values() {
        for clause in relation.clauses.iter().chain(&relation.except) {
            let verbs = clause.frames.iter().flat_map(|frame| &frame.triggers);
            let mut told: Vec<&str> = Vec::new();
            for verb in verbs {
                if let Some(plain) = plain(verb).filter(|_| !told.contains(&verb.as_str())) {
                    problems.push(warning(clause, verb, &plain));
                    told.push(verb);
                }
            }
        }
    }
    problems
}

fn warning(clause: &ClauseRule, verb: &str, plain: &str) -> Error {
    Error::warning(format!("`{verb}` is a form of `{plain}`, so no text is told by it"))
        .at(clause.place_of(verb))
        .help(format!("write the dictionary form, which finds all forms: `{plain}`"))
}

/// The dictionary form, if this is surely another one.
fn plain(verb: &str) -> Option<String> {
    // "represent", "consent"
    let is_no_sending = verb.ends_with("sent") && verb != "sent";
    if is_no_sending || HOMOGRAPHS.iter().any(|word| verb.ends_with(word)) {
        return None;
    }
    let tag = match verb {
        _ if verb.ends_with("ing") => "VBG",
        // "discuss", "tear-gas", "focus"
        _ if ["ss", "as", "is", "us"].iter().any(|end| verb.ends_with(end)) => return None,
        _ if !verb.ends_with('s') => "VBD",
        _ => "VBZ",
    };
    let plain = lemma(verb, tag);
    // "feed" is not the past of "fee", nor "ring" of "r"
    let is_whole = plain.len() > 3 || !(verb.ends_with("ed") || verb.ends_with("ing"));
    (is_whole && plain.len() > 2 && *plain != *verb).then(|| plain.into_owned())
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn verbs_in_another_form_have_a_plain_one() {
        for (verb, expected) in [
            ("informed", "inform"),
            ("met", "meet"),
            ("supplies", "supply"),
            ("sending", "send"),
            ("gave", "give"),
        ] {
            assert_eq!(plain(verb).as_deref(), Some(expected));
        }
    }

    #[test]
    fn verbs_in_their_dictionary_form_have_none() {
        for verb in [
            "inform",
            "meet",
            "feed",
            "bring",
            "ring",
            "discuss",
            "press",
            "found",
            "need",
            "speed",
            "amass",
            "put",
            "test-fire",
            "embed",
            "shed",
            "succeed",
            "tear-gas",
            "present",
            "rebound",
        ] {
            assert_eq!(plain(verb), None, "{verb}");
        }
    }
}
