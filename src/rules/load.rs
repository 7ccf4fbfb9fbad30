//! From rule files to a rule set: every file is parsed, its tables are sorted into sections, and
//! each section is read, types first.

use std::collections::BTreeSet;

use toml::de::DeTable;

use crate::{
    error::{Error, Severity},
    id::fingerprint,
    rules::{
        Entities, RuleSet, entity,
        entries::{Candidate, Condition, Entries, Intent},
        evidence, identity, name,
        problems::{Problems, check_id},
        reader::{Part, Reader, Value, place},
        relation,
        text::{File, Place, Text},
        types::Types,
        words::WordTables,
    },
};

/// The version of the rule language that is read here.
const FORMAT: i64 = 1;

/// The sections of a rule file.
pub(super) const SECTIONS: [&str; 13] = [
    "format",
    "type",
    "entity",
    "name",
    "evidence",
    "relation",
    "identity",
    "abbreviations",
    "status",
    "speech",
    "roles",
    "verbs",
    "reference",
];

/// Rules and what is wrong with them.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The rules, without those that have an error.
    pub rules: RuleSet,
    /// Errors and warnings, by file and line.
    pub problems: Vec<Error>,
}

impl Loaded {
    /// Whether something had to be left out.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity() == Severity::Error)
    }
}

/// The rule files of one directory.
#[derive(Debug, Default)]
pub(super) struct Directory {
    /// The files, sorted by path, each with its path below the directory, `/`-separated.
    pub files: Vec<(String, File)>,
}

/// A rule file, parsed.
struct ParsedFile<'a> {
    file: &'a File,
    table: DeTable<'a>,
    /// The bytes at which its syntax is wrong.
    damage: Vec<usize>,
}

/// Loads the rules of these directories, base first. The known things of `last` are taken over where
/// they would be the same.
pub(super) fn load(directories: &[Directory], unread: Problems, last: Option<&Entities>) -> Loaded {
    let mut problems = unread.clone();
    let last = last.filter(|last| last.lie_in(directories));
    let is_kept = |number, file: &File| last.is_some_and(|last| last.fill(number, file));
    let parsed: Vec<Vec<ParsedFile<'_>>> = directories
        .iter()
        .enumerate()
        .map(|(number, directory)| {
            let files = directory.files.iter().map(|(_, file)| file);
            let files = files.filter(|file| !is_kept(number, file));
            files.map(|file| ParsedFile::parse(file, &mut problems)).collect()
        })
        .collect();
    let mut sections = Sections::new();
    for (number, files) in parsed.iter().enumerate() {
        sections.add(number, files, &mut problems);
    }
    if let Some(base) = parsed.first() {
        check_format(base, sections.format_given, &mut problems);
    }
    let types = Types::read(&sections.types, &mut problems);
    let entities = match last {
        None => {
            let entities = entity::read(&sections.entities, &types, &mut problems);
            Entities::new(entities, listing(&parsed), &types, &problems)
        }
        Some(last) => match last.again(&types, &mut problems) {
            Some(entities) if sections.entities.is_empty() => entities,
            _ => return load(directories, unread, None),
        },
    };
    let names = name::read(&sections.names, &types, &mut problems);
    let evidence = evidence::read(&sections.evidence, &types, &mut problems);
    let identity = identity::read(&sections.identity, &mut problems);
    let relations = relation::read(&sections.relations, &types, &mut problems);
    let english = sections.words.read(&types, &mut problems);
    let files = directories.iter().flat_map(|directory| &directory.files);
    let content = files.flat_map(|(path, file)| [path.as_str(), file.text.as_str()]);
    let rules = RuleSet {
        types,
        entities,
        names,
        evidence,
        identity,
        relations,
        english,
        fingerprint: fingerprint(content),
        origins: Vec::new(),
    };
    Loaded { rules, problems: problems.into_sorted() }
}

/// The files that hold nothing but known things, each with the number of its directory.
fn listing<'a>(parsed: &'a [Vec<ParsedFile<'a>>]) -> impl Iterator<Item = (usize, &'a File)> {
    let files = parsed.iter().enumerate();
    let files = files.flat_map(|(number, files)| files.iter().map(move |file| (number, file)));
    files.filter(|(_, parsed)| parsed.only_lists()).map(|(number, parsed)| (number, parsed.file))
}

/// Notes that the base does not say for which version of the language it is written.
fn check_format(base: &[ParsedFile<'_>], given: bool, problems: &mut Problems) {
    let main = base.iter().find(|parsed| parsed.file.path.ends_with("types.toml"));
    if let Some(parsed) = main.or(base.first()).filter(|_| !given) {
        let error = place(parsed.file, 0..0).error("the rules have no `format`");
        problems.undefined(error.help(format!("write `format = {FORMAT}` into the first line")));
    }
}

impl<'a> ParsedFile<'a> {
    /// Parses a file and notes the first syntax error of every line.
    fn parse(file: &'a File, problems: &mut Problems) -> Self {
        let (table, errors) = DeTable::parse_recoverable(&file.text);
        let mut damage = Vec::new();
        let mut lines = BTreeSet::new();
        for error in errors {
            let place = place(file, error.span().unwrap_or(0..0));
            damage.push(place.span.start);
            if lines.insert(place.location().line) {
                problems.unreadable(syntax_error(&place, error.message()));
            }
        }
        Self { file, table: table.into_inner(), damage }
    }

    /// Whether it holds known things and nothing else.
    fn only_lists(&self) -> bool {
        self.damage.is_empty() && self.table.len() == 1 && self.table.contains_key("entity")
    }
}

/// What is wrong with the syntax, as the parser says it, in words that say what to write.
fn syntax_error(place: &Place<'_>, message: &str) -> Error {
    let (what, _) = message.split_once(", expected").unwrap_or((message, ""));
    let (told, help) = match what {
        "duplicate key" => ("this key is set already", None),
        "invalid basic string" => {
            ("this string does not end in its line", Some("write `\"` at its end"))
        }
        "invalid literal string" => {
            ("this string does not end in its line", Some("write `'` at its end"))
        }
        "string values must be quoted" => {
            ("a string stands in quotes", Some("write `\"` before and behind it"))
        }
        "missing comma between array elements" | "missing comma between key-value pairs" => {
            ("a comma is missing before this", Some("write `,` between two parts of a list"))
        }
        "unclosed array table" => ("this header is not closed", Some("write `]]` at its end")),
        "unclosed table" => ("this header is not closed", Some("write `]` at its end")),
        "unclosed array" => {
            ("the list that ends here is not closed", Some("write `]` behind its last part"))
        }
        "unclosed inline table" => {
            ("the table that ends here is not closed", Some("write `}` behind its last key"))
        }
        "key with no value" | "missing value for key" | "missing value" => {
            ("this key has no value", Some("write `key = value`"))
        }
        "missing assignment between key-value pairs" => {
            ("`=` is missing between a key and its value", Some("write `key = value`"))
        }
        "missing escaped value" => (
            "`\\` has a meaning between double quotes, and not before this",
            Some("write the string between single quotes: there a backslash is a backslash"),
        ),
        _ => return place.error(format!("this is not TOML: {message}")),
    };
    let error = place.error(told);
    match help {
        Some(help) => error.help(help),
        None => error,
    }
}

/// All tables, by section.
struct Sections<'a> {
    format_given: bool,
    types: Entries<'a>,
    entities: Entries<'a>,
    names: Entries<'a>,
    evidence: Entries<'a>,
    relations: Entries<'a>,
    identity: Vec<Part<'a>>,
    words: WordTables<'a>,
}

/// The tables of one directory, by section.
#[derive(Default)]
struct Candidates<'a> {
    types: Vec<Candidate<'a>>,
    entities: Vec<Candidate<'a>>,
    names: Vec<Candidate<'a>>,
    evidence: Vec<Candidate<'a>>,
    relations: Vec<Candidate<'a>>,
}

impl<'a> Sections<'a> {
    fn new() -> Self {
        Self {
            format_given: false,
            types: Entries::new("type"),
            entities: Entries::new("entity"),
            names: Entries::new("name"),
            evidence: Entries::new("evidence"),
            relations: Entries::new("relation"),
            identity: Vec::new(),
            words: WordTables::default(),
        }
    }

    /// Adds the tables of a directory.
    fn add(&mut self, number: usize, files: &'a [ParsedFile<'a>], problems: &mut Problems) {
        let mut candidates = Candidates::default();
        for parsed in files {
            let mut found = Candidates::default();
            let root = Part { table: &parsed.table, place: place(parsed.file, 0..0) };
            let first_damage = parsed.damage.iter().min().copied().unwrap_or(usize::MAX);
            for section in root.pairs() {
                // Behind a syntax error keys may have lost the table they belong to.
                let known = SECTIONS.contains(&section.key.value);
                if known || section.key.place.span.start < first_damage {
                    self.add_section(number, section, &mut found, problems);
                }
            }
            mark_damaged(parsed, &mut found);
            candidates.types.append(&mut found.types);
            candidates.entities.append(&mut found.entities);
            candidates.names.append(&mut found.names);
            candidates.evidence.append(&mut found.evidence);
            candidates.relations.append(&mut found.relations);
        }
        self.types.add(candidates.types, problems);
        self.entities.add(candidates.entities, problems);
        self.names.add(candidates.names, problems);
        self.evidence.add(candidates.evidence, problems);
        self.relations.add(candidates.relations, problems);
    }

    fn add_section(
        &mut self,
        number: usize,
        section: Value<'a>,
        found: &mut Candidates<'a>,
        problems: &mut Problems,
    ) {
        match section.key.value {
            "format" => self.read_format(section, problems),
            "type" => {
                for (id, part) in named_tables(section, problems) {
                    found.types.push(candidate(Some(id), "type", part, problems));
                }
            }
            "entity" => {
                for part in listed_tables(section, problems) {
                    found.entities.push(identified("id", "entity", part, problems));
                }
            }
            "name" => {
                for part in listed_tables(section, problems) {
                    found.names.push(identified("id", "name", part, problems));
                }
            }
            "evidence" => {
                for part in listed_tables(section, problems) {
                    found.evidence.push(identified("id", "evidence", part, problems));
                }
            }
            "relation" => {
                for part in listed_tables(section, problems) {
                    found.relations.push(identified("name", "relation", part, problems));
                }
            }
            "status" => {
                for (status, part) in named_tables(section, problems) {
                    self.words.status.push((number, status, part));
                }
            }
            "identity" => self.identity.extend(single_table(section, problems)),
            "abbreviations" => self.words.abbreviations.extend(single_table(section, problems)),
            "speech" => self.words.speech.extend(single_table(section, problems)),
            "roles" => self.words.roles.extend(single_table(section, problems)),
            "verbs" => self.words.verbs.extend(single_table(section, problems)),
            "reference" => self.words.reference.extend(single_table(section, problems)),
            word => {
                let message = format!("a rule file has no section `{word}`");
                problems.push(section.key.place.unknown(message, word, SECTIONS));
            }
        }
    }

    fn read_format(&mut self, section: Value<'a>, problems: &mut Problems) {
        self.format_given = true;
        match section.to_integer() {
            Some(FORMAT) => {}
            Some(newer) if newer > FORMAT => {
                let message = format!(
                    "the rules are written in format {newer}, newer than this program reads"
                );
                let help = format!("it reads format {FORMAT}: install a newer version");
                problems.push(section.place.error(message).help(help));
            }
            _ => {
                let error = section.place.error("`format` is the number of a format");
                problems.push(error.help(format!("write `format = {FORMAT}`")));
            }
        }
    }
}

/// The tables of `[[entity]]` and the like.
fn listed_tables<'a>(section: Value<'a>, problems: &mut Problems) -> Vec<Part<'a>> {
    section.to_tables().unwrap_or_else(|| {
        let word = section.key.value;
        let error = section.key.place.error(format!("`{word}` is a list of tables"));
        problems.push(error.help(format!("write `[[{word}]]` above each")));
        Vec::new()
    })
}

/// The tables of `[type.person]` and the like, with their names.
fn named_tables<'a>(section: Value<'a>, problems: &mut Problems) -> Vec<(Text<'a>, Part<'a>)> {
    let word = section.key.value;
    let wrong = |place: Place<'_>, problems: &mut Problems| {
        let error = place.error(format!("`{word}` holds a table for each name"));
        problems.push(error.help(format!("write `[{word}.…]`")));
    };
    let Some(table) = section.to_table() else {
        wrong(section.key.place, problems);
        return Vec::new();
    };
    let mut tables = Vec::new();
    for pair in table.pairs() {
        match pair.to_table() {
            Some(part) => tables.push((pair.key, part)),
            None => wrong(pair.key.place, problems),
        }
    }
    tables
}

/// The table of `[speech]` and the like.
fn single_table<'a>(section: Value<'a>, problems: &mut Problems) -> Option<Part<'a>> {
    let table = section.to_table();
    if table.is_none() {
        let word = section.key.value;
        let error = section.key.place.error(format!("`{word}` is a table"));
        problems.push(error.help(format!("write `[{word}]` above its lists")));
    }
    table
}

/// A table whose id stands under `key`.
fn identified<'a>(
    key: &str,
    section: &str,
    part: Part<'a>,
    problems: &mut Problems,
) -> Candidate<'a> {
    let mut reader = Reader::new(format!("this {section}"), &[part], problems);
    let id = reader.required_text(key, "\"…\"");
    candidate(id, section, part, problems)
}

/// A table with what it does to the entry of its id.
fn candidate<'a>(
    id: Option<Text<'a>>,
    section: &str,
    part: Part<'a>,
    problems: &mut Problems,
) -> Candidate<'a> {
    let errors_before = problems.errors();
    if let Some(id) = id {
        check_id(id, problems);
    }
    let what =
        id.map_or_else(|| format!("this {section}"), |id| format!("{section} `{}`", id.value));
    let mut reader = Reader::new(what, &[part], problems);
    let (extend, replace) = (reader.flag("extend"), reader.flag("replace"));
    if extend && replace {
        let message = format!("{} cannot both extend and replace", reader.what());
        let error = reader.place().error(message);
        reader.problems.push(error.help("keep `extend = true` or `replace = true`"));
    }
    let intent = match (extend, replace) {
        (true, false) => Intent::Extend,
        (false, true) => Intent::Replace,
        _ => Intent::Define,
    };
    let condition = match problems.errors() - errors_before {
        0 => Condition::Sound,
        _ => Condition::Faulty,
    };
    Candidate { id, part, intent, condition }
}

/// Marks every entry in which the syntax is wrong: what it says is not known to its end.
fn mark_damaged(parsed: &ParsedFile<'_>, found: &mut Candidates<'_>) {
    let mut candidates: Vec<&mut Candidate<'_>> = Vec::new();
    candidates.extend(&mut found.types);
    candidates.extend(&mut found.entities);
    candidates.extend(&mut found.names);
    candidates.extend(&mut found.evidence);
    candidates.extend(&mut found.relations);
    candidates.sort_by_key(|candidate| candidate.part.place.span.start);
    for &damage in &parsed.damage {
        let after =
            candidates.partition_point(|candidate| candidate.part.place.span.start <= damage);
        if let Some(last) = after.checked_sub(1) {
            candidates[last].condition = Condition::Damaged;
        }
    }
}
