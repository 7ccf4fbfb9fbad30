//! What rule files define, as it is written there: for people who look a rule up.
//!
//! A catalog is read from the syntax alone, so that a rule with an error is in it too. It holds the
//! text of every definition, which a run over documents has no use for, and is read only on request.

use std::{collections::BTreeMap, fmt};

use toml::de::{DeTable, DeValue};

use crate::{
    error::Location,
    rules::{
        load::{Directory, SECTIONS},
        reader::place,
        text::File,
    },
    span::Span,
};

/// The keys of a relation that list ways to say it, each with the word for one in rule ids.
const FORMS: [(&str, &str); 4] =
    [("patterns", "pattern"), ("clauses", "clause"), ("nouns", "noun"), ("except", "except")];

/// Everything that rule files define.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// In the order of files and lines.
    pub definitions: Vec<Definition>,
}

/// Something defined: a relation, an entity, a list of words.
#[derive(Clone, Debug)]
pub struct Definition {
    /// What it is.
    pub kind: Kind,
    /// Its id; of a list of words, the section: `status.planned`.
    pub id: String,
    /// Where it is written: one table, and one for each that extends it.
    pub parts: Vec<Part>,
}

/// What is defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A `[type.…]`.
    Type,
    /// An `[[entity]]`.
    Entity,
    /// A `[[name]]`.
    Name,
    /// An `[[evidence]]`.
    Evidence,
    /// A `[[relation]]`.
    Relation,
    /// A list of words: `[speech]`, `[status.planned]`.
    Words,
}

/// A table of a rule file.
#[derive(Clone, Debug)]
pub struct Part {
    /// Where it begins.
    pub location: Location,
    /// As it is written, with the comment directly above.
    pub text: String,
    /// What it says of itself: `about`, else `name`.
    pub about: Option<String>,
    /// Its `type`.
    pub r#type: Option<String>,
    /// How many examples it has in `finds` and in `ignores`.
    pub examples: [usize; 2],
    /// The ways to say it.
    pub forms: Vec<Form>,
}

/// A pattern, clause or noun form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// `supplies/clause-1`, as in the evidence of an edge.
    pub id: String,
    /// What it is: `pattern`, `clause`, `noun` or `except`.
    pub kind: &'static str,
    /// As it is written, without its quotes.
    pub text: String,
    /// Where.
    pub location: Location,
}

/// What a table does to the definition of its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Intent {
    Define,
    Replace,
    Extend,
}

impl Kind {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 6] =
        [Self::Relation, Self::Name, Self::Evidence, Self::Type, Self::Entity, Self::Words];

    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Entity => "entity",
            Self::Name => "name",
            Self::Evidence => "evidence",
            Self::Relation => "relation",
            Self::Words => "words",
        }
    }

    /// The kind that a section of a rule file defines.
    fn of_section(section: &str) -> Self {
        Self::ALL.into_iter().find(|kind| kind.as_str() == section).unwrap_or(Self::Words)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Catalog {
    /// Everything with this id.
    pub fn named<'c>(&'c self, id: &str) -> impl Iterator<Item = &'c Definition> {
        self.definitions.iter().filter(move |definition| definition.id == id)
    }

    /// The pattern, clause or noun form with this id.
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.definitions.iter().flat_map(Definition::forms).find(|form| form.id == id)
    }

    /// What these texts define, each with the path by which its places name it: all of them are one
    /// base.
    pub fn of_texts(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), File::new(path, *text)));
        Self::of(&[Directory { files: files.collect() }])
    }

    /// What the files of these directories define, base first.
    pub(super) fn of(directories: &[Directory]) -> Self {
        let mut catalog = Self::default();
        let mut places = BTreeMap::new();
        for directory in directories {
            let mut tables: Vec<Table> =
                directory.files.iter().flat_map(|(_, file)| tables(file)).collect();
            tables.sort_by_key(|table| table.intent);
            for table in tables {
                catalog.add(table, &mut places);
            }
        }
        catalog.definitions.sort_by(|a, b| a.location().cmp(b.location()));
        for definition in &mut catalog.definitions {
            definition.number_forms();
        }
        catalog
    }

    fn add(&mut self, table: Table, places: &mut BTreeMap<(Kind, String), usize>) {
        let Table { kind, id, intent, part } = table;
        match places.get(&(kind, id.clone())) {
            Some(&at) if intent == Intent::Replace => self.definitions[at].parts = vec![part],
            Some(&at) => self.definitions[at].parts.push(part),
            None => {
                places.insert((kind, id.clone()), self.definitions.len());
                self.definitions.push(Definition { kind, id, parts: vec![part] });
            }
        }
    }
}

impl Definition {
    /// Where it begins.
    pub fn location(&self) -> &Location {
        &self.parts[0].location
    }

    /// What it says of itself.
    pub fn about(&self) -> Option<&str> {
        self.parts.iter().find_map(|part| part.about.as_deref())
    }

    /// Its type.
    pub fn r#type(&self) -> Option<&str> {
        self.parts.iter().find_map(|part| part.r#type.as_deref())
    }

    /// How many examples it has in `finds` and in `ignores`.
    pub fn examples(&self) -> [usize; 2] {
        let sum = |at: usize| self.parts.iter().map(|part| part.examples[at]).sum();
        [sum(0), sum(1)]
    }

    /// The ways to say it.
    pub fn forms(&self) -> impl Iterator<Item = &Form> {
        self.parts.iter().flat_map(|part| &part.forms)
    }

    /// Gives each form the id that it has in evidence: lists are numbered over all parts.
    fn number_forms(&mut self) {
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        for form in self.parts.iter_mut().flat_map(|part| &mut part.forms) {
            let number = numbers.entry(form.kind).or_default();
            *number += 1;
            form.id = format!("{}/{}-{number}", self.id, form.kind);
        }
    }
}

/// A table with what it does.
struct Table {
    kind: Kind,
    id: String,
    intent: Intent,
    part: Part,
}

/// The tables of a file, in the order in which they are written.
fn tables(file: &File) -> Vec<Table> {
    let (root, _) = DeTable::parse_recoverable(&file.text);
    let mut tables = Vec::new();
    for (section, value) in root.get_ref() {
        let section = section.get_ref().as_ref();
        if !SECTIONS.contains(&section) {
            continue;
        }
        match (Kind::of_section(section), value.get_ref()) {
            (kind, DeValue::Array(list)) => {
                let key = if kind == Kind::Relation { "name" } else { "id" };
                for item in list {
                    if let DeValue::Table(table) = item.get_ref()
                        && let Some(id) = text(table, key)
                    {
                        tables.push(read(file, kind, id, table, Span::from(item.span())));
                    }
                }
            }
            (kind, DeValue::Table(named)) if kind == Kind::Type || section == "status" => {
                for (name, item) in named {
                    if let DeValue::Table(table) = item.get_ref() {
                        let id = match kind {
                            Kind::Type => name.get_ref().to_string(),
                            _ => format!("{section}.{}", name.get_ref()),
                        };
                        let start = name.span().start.min(item.span().start);
                        let span = Span::new(start, item.span().end.max(start));
                        tables.push(read(file, kind, id, table, span));
                    }
                }
            }
            (kind, DeValue::Table(table)) => {
                let span = Span::from(value.span());
                tables.push(read(file, kind, section.to_owned(), table, span));
            }
            _ => {}
        }
    }
    tables
}

/// Reads a table whose header is at `header`.
fn read(file: &File, kind: Kind, id: String, table: &DeTable<'_>, header: Span) -> Table {
    let written = Span::new(header.start, end(table, header.end));
    let intent = match (flag(table, "extend"), flag(table, "replace")) {
        (true, _) => Intent::Extend,
        (_, true) => Intent::Replace,
        _ => Intent::Define,
    };
    let examples = ["finds", "ignores"].map(|key| list(table, key).len());
    let forms = FORMS.iter().flat_map(|(key, kind)| {
        list(table, key).into_iter().map(|(text, span)| Form {
            id: String::new(),
            kind,
            text,
            location: place(file, span).location(),
        })
    });
    let part = Part {
        location: place(file, header.start..header.end).location(),
        text: passage(file, written).to_owned(),
        about: text(table, "about").or_else(|| text(table, "name")),
        r#type: text(table, "type"),
        examples,
        forms: if kind == Kind::Relation { forms.collect() } else { Vec::new() },
    };
    Table { kind, id, intent, part }
}

/// The byte at which the last value of a table ends.
fn end(table: &DeTable<'_>, header_end: usize) -> usize {
    let of_value = |value: &toml::Spanned<DeValue<'_>>| match value.get_ref() {
        DeValue::Table(inner) => end(inner, value.span().end),
        DeValue::Array(list) => {
            let inner = list.iter().filter_map(|item| match item.get_ref() {
                DeValue::Table(table) => Some(end(table, item.span().end)),
                _ => None,
            });
            inner.fold(value.span().end, usize::max)
        }
        _ => value.span().end,
    };
    table.iter().map(|(_, value)| of_value(value)).fold(header_end, usize::max)
}

/// The whole lines of `written`, and the lines of comment directly above.
fn passage(file: &File, written: Span) -> &str {
    let text = file.text.as_str();
    let [written_start, written_end] = [written.start, written.end].map(|at| file.boundary(at));
    let line_start = |at: usize| text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let mut start = line_start(written_start);
    while start > 0 {
        let above = line_start(start - 1);
        if !text[above..start].starts_with('#') {
            break;
        }
        start = above;
    }
    let end = text[written_end..].find('\n').map_or(text.len(), |newline| written_end + newline);
    text[start..end].trim_end()
}

fn text(table: &DeTable<'_>, key: &str) -> Option<String> {
    match table.get(key)?.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        _ => None,
    }
}

fn flag(table: &DeTable<'_>, key: &str) -> bool {
    table.get(key).is_some_and(|value| matches!(value.get_ref(), DeValue::Boolean(true)))
}

/// The strings listed under `key`, with their bytes.
fn list(table: &DeTable<'_>, key: &str) -> Vec<(String, std::ops::Range<usize>)> {
    let Some(DeValue::Array(items)) = table.get(key).map(toml::Spanned::get_ref) else {
        return Vec::new();
    };
    let string = |item: &toml::Spanned<DeValue<'_>>| match item.get_ref() {
        DeValue::String(text) => Some((text.to_string(), item.span())),
        _ => None,
    };
    items.iter().filter_map(string).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Catalog, Directory, File, Kind};

    fn catalog(directories: &[&[(&str, &str)]]) -> Catalog {
        let directory = |files: &&[(&str, &str)]| Directory {
            files: files
                .iter()
                .map(|(path, text)| ((*path).to_owned(), File::new(*path, *text)))
                .collect(),
        };
        Catalog::of(&directories.iter().map(directory).collect::<Vec<_>>())
    }

    const FILE: &str = r#"# This file is about thanks.

# who thanks whom
[[relation]]
name = "thanks"
about = "An actor thanks another."
clauses = [
  '{a} thank {b}', # the plain way
  '{a} give thanks to {b}',
]
[relation.codes]
cameo = "051" # praise
# this comment belongs to nobody

[[entity]]
id = "anna"
name = "Anna"
type = "person"

[type.person]
is = "actor"

[status.planned]
verbs = ["plan"]
"#;

    #[test]
    fn a_definition_is_shown_as_it_is_written() {
        let catalog = catalog(&[&[("a.toml", FILE)]]);
        let told: Vec<String> = catalog
            .definitions
            .iter()
            .map(|one| format!("{} {} {}", one.kind, one.id, one.location().line))
            .collect();
        assert_eq!(
            told,
            ["relation thanks 4", "entity anna 15", "type person 20", "words status.planned 23"]
        );
        let thanks = &catalog.definitions[0];
        assert!(thanks.parts[0].text.starts_with("# who thanks whom\n[[relation]]\n"));
        assert!(thanks.parts[0].text.ends_with("\ncameo = \"051\" # praise"));
        assert_eq!(catalog.definitions[2].parts[0].text, "[type.person]\nis = \"actor\"");
        assert_eq!(catalog.definitions[3].parts[0].text, "[status.planned]\nverbs = [\"plan\"]");
    }

    #[test]
    fn forms_are_numbered_over_all_parts_as_in_evidence() {
        let more = "[[relation]]\nname = 'thanks'\nextend = true\nclauses = ['{a} be grateful to {b}']\nfinds = ['x']";
        let catalog = catalog(&[&[("a.toml", FILE)], &[("b.toml", more)]]);
        let form = catalog.form("thanks/clause-3").unwrap();
        assert_eq!(form.text, "{a} be grateful to {b}");
        assert_eq!((form.location.file.to_str().unwrap(), form.location.line), ("b.toml", 4));
        assert!(catalog.form("thanks/clause-4").is_none());
        let thanks = catalog.named("thanks").next().unwrap();
        assert_eq!(thanks.examples(), [1, 0]);
        assert_eq!(thanks.about(), Some("An actor thanks another."));
    }

    #[test]
    fn what_is_replaced_is_gone() {
        let anew = "[[entity]]\nid = 'anna'\nreplace = true\nname = 'Anne'\ntype = 'person'";
        let catalog = catalog(&[&[("a.toml", FILE)], &[("b.toml", anew)]]);
        let anna: Vec<_> = catalog.named("anna").collect();
        assert_eq!(anna.len(), 1);
        assert_eq!(anna[0].about(), Some("Anne"));
        assert_eq!(anna[0].kind, Kind::Entity);
    }

    #[test]
    fn what_is_broken_is_listed_all_the_same() {
        let catalog =
            catalog(&[&[("a.toml", "[[relation]]\nname = 'x'\nnmae = 1\n[[relation]]\ny = \n")]]);
        assert_eq!(catalog.definitions[0].parts[0].text, "[[relation]]\nname = 'x'\nnmae = 1");
        assert_eq!(catalog.definitions.len(), 1);
    }
}
