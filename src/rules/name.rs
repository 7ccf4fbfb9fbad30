//! Patterns that recognise things nobody listed.

use crate::{
    error::Location,
    id::{RuleId, TypeId},
    rules::{
        entity::check_type,
        entries::{Entries, Entry},
        example::{Example, read_examples},
        pattern::{self, Pattern},
        problems::Problems,
        reader::Reader,
        text::Text,
        types::Types,
    },
    span::Span,
};

/// The keys of a `[[name]]`.
pub(super) const KEYS: [&str; 10] =
    ["id", "type", "regex", "pattern", "near", "hint", "finds", "ignores", "extend", "replace"];

/// A pattern for things nobody listed.
#[derive(Clone, Debug)]
pub struct NameRule {
    /// Its id.
    pub id: RuleId,
    /// The type of what it recognises.
    pub r#type: TypeId,
    /// What it looks for.
    pub recogniser: Recogniser,
    /// Words, in any form, of which one must stand within five tokens; no condition when empty.
    pub near: Vec<String>,
    /// Whether it only speaks for what it recognises, as light evidence does, and decides nothing.
    pub hint: bool,
    /// Text whose marks it must find.
    pub finds: Vec<Example>,
    /// Text in which it must find nothing.
    pub ignores: Vec<Example>,
    /// Where it is defined.
    pub location: Location,
}

/// What a [`NameRule`] looks for.
#[derive(Clone, Debug)]
pub enum Recogniser {
    /// Characters: a regular expression, as written, and its place.
    Regex(String, Location),
    /// Tokens.
    Pattern(Pattern),
}

/// Reads all name rules, in the order of their ids; one with a problem is left out.
pub(super) fn read(entries: &Entries<'_>, types: &Types, problems: &mut Problems) -> Vec<NameRule> {
    entries.read_each(|entry| NameRule::read(entry, types, problems))
}

impl NameRule {
    fn read(entry: &Entry<'_>, types: &Types, problems: &mut Problems) -> Option<Self> {
        let errors_before = problems.errors();
        let mut reader = Reader::new(entry.what(), &entry.parts, problems);
        reader.only(&KEYS);
        let r#type = reader.required_text("type", "\"person\"");
        if let Some(r#type) = r#type {
            check_type(r#type, types, reader.problems);
        }
        let regex = reader.text("regex");
        let pattern = reader.text("pattern");
        let recogniser = match (regex, pattern) {
            (Some(regex), None) => {
                Some(Recogniser::Regex(regex.value.to_owned(), regex.location()))
            }
            (None, Some(pattern)) => {
                read_pattern(pattern, types, reader.problems).map(Recogniser::Pattern)
            }
            (Some(_), Some(pattern)) => {
                let message = format!("{} has both a `regex` and a `pattern`", reader.what());
                let error = pattern.place.error(message).help("make two names of it");
                reader.problems.push(error);
                None
            }
            (None, None) => {
                if !reader.has("regex") && !reader.has("pattern") {
                    let message = format!("{} has neither `regex` nor `pattern`", reader.what());
                    let help = "write `regex = '…'` over characters or `pattern = '…'` over words";
                    let error = reader.place().error(message).help(help);
                    reader.problems.push(error);
                }
                None
            }
        };
        let near = read_near(&mut reader);
        let hint = reader.flag("hint");
        let labels = r#type.map_or_else(Vec::new, |r#type| labels(r#type.value, types));
        let (finds, ignores) = read_examples(&mut reader, &labels);
        if entry.is_faulty() || problems.errors() > errors_before {
            return None;
        }
        Some(Self {
            id: RuleId::from(entry.id()?),
            r#type: TypeId::from(r#type?.value),
            recogniser: recogniser?,
            near,
            hint,
            finds,
            ignores,
            location: entry.place().location(),
        })
    }
}

/// The words under `near`, each a single one.
fn read_near(reader: &mut Reader<'_, '_>) -> Vec<String> {
    let words = reader.texts("near");
    for word in words.iter().filter(|word| word.value.contains(char::is_whitespace)) {
        let error = word.place.error(format!("`{}` in `near` is more than one word", word.value));
        reader.problems.push(error.help("each string of the list is one word, in any form"));
    }
    words.iter().map(|word| word.value.to_owned()).collect()
}

/// What a mark in an example may be: the type, what it is one of, and what is one of it.
fn labels<'t>(r#type: &str, types: &'t Types) -> Vec<&'t str> {
    let r#type = TypeId::from(r#type);
    let related =
        types.0.keys().filter(|other| types.is_a(&r#type, other) || types.is_a(other, &r#type));
    related.map(TypeId::as_str).collect()
}

fn read_pattern(text: Text<'_>, types: &Types, problems: &mut Problems) -> Option<Pattern> {
    let parsed = parse_pattern(text, types, problems)?;
    if let Some(used) = parsed.roles.first() {
        let message = format!("a name has no roles, but the pattern fills `{}`", used.role);
        let error = text.inside(used.span).error(message);
        problems.push(error.help("the part that is the mention is written `{:name …}`"));
    }
    if let Some(second) = parsed.names.get(1) {
        let message = "a pattern has one `{:name …}`";
        let help = "put the alternatives inside it: `{:name (… | …)}`";
        problems.push(text.inside(*second).error(message).help(help));
    }
    Some(parsed.pattern)
}

/// Parses a pattern and checks its types.
pub(super) fn parse_pattern(
    text: Text<'_>,
    types: &Types,
    problems: &mut Problems,
) -> Option<pattern::Parsed> {
    let parsed = match pattern::parse(text.value) {
        Ok(parsed) => parsed,
        Err(error) => {
            let mut problem = text.inside(error.span).error(error.message);
            if let Some(help) = error.help {
                problem = problem.help(help);
            }
            problems.push(problem);
            return None;
        }
    };
    for (r#type, span) in &parsed.types {
        let value = Span::of(*span, text.value);
        debug_assert_eq!(value, r#type.as_str(), "the span is that of the type");
        check_type(Text { value, place: text.inside(*span) }, types, problems);
    }
    Some(parsed)
}
