//! What the rules do not know yet: names that documents are full of and nothing lists, and verbs
//! that stand between two known actors and are in no pattern.
//!
//! A [`Suggester`] is shown one document after the other and says in the end what it would add, each
//! as an entry for a rule file. Whatever their order, the same documents give the same suggestions.

mod names;
mod verbs;

use std::{collections::BTreeSet, sync::Arc};

pub use names::SuggestedName;
pub use verbs::{Shape, SuggestedVerb};

use crate::{
    document::Document,
    extract::{Examined, Extractor},
    id::DocumentId,
};

/// Looks for what the rules of an extractor do not know.
#[derive(Debug)]
pub struct Suggester<'e> {
    extractor: &'e Extractor,
    names: names::Sightings,
    verbs: verbs::Sightings,
}

/// What could be added to the rules, the most frequent first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// Names.
    pub names: Vec<SuggestedName>,
    /// Verbs.
    pub verbs: Vec<SuggestedVerb>,
}

/// A sentence in which something stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Context {
    /// The document.
    pub document: DocumentId,
    /// The byte of its text at which the sentence starts.
    pub start: usize,
    /// The sentence, spaces and ends of lines made one space.
    pub text: Arc<str>,
}

impl<'e> Suggester<'e> {
    /// Looks for what the rules of `extractor` do not know. Verbs are told from nouns by its model
    /// of English; without one, by their endings.
    pub fn new(extractor: &'e Extractor) -> Self {
        let (names, verbs) =
            (names::Sightings::default(), verbs::Sightings::new(extractor.rules()));
        Self { extractor, names, verbs }
    }

    /// Looks at a document.
    pub fn add(&mut self, document: &Document) {
        let examination = self.extractor.examine(document, &[]);
        for sentence in &examination.sentences {
            let context = Context::of(document, sentence);
            self.names.add(self.extractor.rules(), document, sentence, &context);
            self.verbs.add(self.extractor, document, sentence, &context);
        }
    }

    /// What was seen at least `fewest` times, `most` names and `most` verbs at most.
    pub fn suggestions(self, fewest: usize, most: usize) -> Suggestions {
        Suggestions {
            names: self.names.suggestions(self.extractor, fewest, most),
            verbs: self.verbs.suggestions(self.extractor.rules(), fewest, most),
        }
    }
}

impl Context {
    fn of(document: &Document, sentence: &Examined<'_>) -> Self {
        let text = sentence.span.of(document.text());
        Self {
            document: document.id().clone(),
            start: sentence.span.start,
            text: text.split_whitespace().collect::<Vec<_>>().join(" ").into(),
        }
    }
}

/// `text` as a string of a rule file.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            _ if character.is_control() => quoted += &format!("\\u{:04X}", u32::from(character)),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

/// How often something was seen, as a comment of a rule file without its end.
fn seen(count: usize, documents: usize) -> String {
    let some = |number: usize, noun: &str| match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    };
    format!("# seen {}, in {}", some(count, "time"), some(documents, "document"))
}

/// Two of the contexts as comments of a rule file, cut where they are long.
fn comments(contexts: &[Context]) -> String {
    const LONGEST: usize = 160;
    let comment = |context: &Context| {
        let cut = context.text.char_indices().nth(LONGEST).map(|(at, _)| at);
        let (text, more) =
            (&context.text[..cut.unwrap_or(context.text.len())], cut.map_or("", |_| " …"));
        format!("#   {}: {}{more}\n", printable(context.document.as_str()), printable(text))
    };
    contexts.iter().take(2).map(comment).collect()
}

/// The text without control characters, which no comment may hold.
fn printable(text: &str) -> String {
    text.replace(char::is_control, "\u{FFFD}")
}

/// `id`, or what comes of it with the first number that no other has.
fn free_id(id: &str, taken: impl Fn(&str) -> bool, given: &mut BTreeSet<String>) -> String {
    let mut free = id.to_owned();
    let mut number = 1;
    while taken(&free) || given.contains(&free) {
        number += 1;
        free = format!("{id}-{number}");
    }
    given.insert(free.clone());
    free
}

#[cfg(test)]
mod tests {
    use super::{Context, comments, quoted};

    #[test]
    fn what_would_end_a_string_is_escaped() {
        assert_eq!(quoted("the \"old\" \\ new\u{7}"), r#""the \"old\" \\ new\u0007""#);
    }

    #[test]
    fn long_contexts_are_cut_between_characters() {
        let context =
            Context { document: "a\n.txt".into(), start: 0, text: "ä".repeat(200).into() };
        let comment = comments(&[context]);
        assert_eq!(comment.lines().count(), 1);
        assert_eq!(comment.matches('ä').count(), 160);
    }
}
