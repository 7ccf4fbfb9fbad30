//! Relations: what things do to each other, and how texts say it.

mod roles;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    error::{Location, nearest},
    id::{RelationId, RoleId, RuleId},
    rules::{
        clause::{self, Frame, Kind},
        entries::{Entries, Entry},
        example::{Example, SPEAKER, TRIGGER, read_examples},
        name::parse_pattern,
        pattern::{self, Pattern, RoleUse},
        problems::{Problems, check_id},
        reader::Reader,
        text::Text,
        types::Types,
    },
    span::Span,
    status::Status,
};
#[cfg(test)]
pub(super) use roles::RESERVED;
use roles::Roles;
pub use roles::{Ends, Role, RoleType};

/// The keys of a `[[relation]]`.
pub(super) const KEYS: [&str; 18] = [
    "name",
    "about",
    "roles",
    "symmetric",
    "status",
    "from_offices",
    "patterns",
    "clauses",
    "nouns",
    "except",
    "edge",
    "also",
    "codes",
    "within",
    "finds",
    "ignores",
    "extend",
    "replace",
];

/// The role that says where; also filled from what stands around the match.
pub const PLACE_ROLE: &str = "place";
/// The role that says when; also filled from what stands around the match.
pub const TIME_ROLE: &str = "time";

const SURROUNDINGS: [&str; 2] = [PLACE_ROLE, TIME_ROLE];

/// A relation: its roles, and how texts say it.
#[derive(Clone, Debug)]
pub struct Relation {
    /// Its name.
    pub name: RelationId,
    /// What it means, in a sentence.
    pub about: String,
    /// The roles, in the order written, each with the types it takes.
    pub roles: Vec<Role>,
    /// Whether its ends have no order.
    pub symmetric: bool,
    /// The status of all that it states, whatever the words around say: a standing fact is actual.
    pub status: Option<Status>,
    /// Whether it also follows from a listed person's office where the title stands with the name.
    pub from_offices: bool,
    /// Token patterns.
    pub patterns: Vec<PatternRule>,
    /// Clauses.
    pub clauses: Vec<ClauseRule>,
    /// Noun forms.
    pub nouns: Vec<ClauseRule>,
    /// What clauses must not match.
    pub except: Vec<ClauseRule>,
    /// The ends, in order of preference.
    pub edges: Vec<Ends>,
    /// Further edges that follow, by relation.
    pub also: BTreeMap<RelationId, Ends>,
    /// The status of what a clause role says; actual where none is given.
    pub within: BTreeMap<RoleId, Status>,
    /// Codes in other vocabularies.
    pub codes: BTreeMap<String, Code>,
    /// Examples in which it must be found.
    pub finds: Vec<Example>,
    /// Examples in which it must not.
    pub ignores: Vec<Example>,
    /// Where it is defined.
    pub location: Location,
}

/// A token pattern of a relation.
#[derive(Clone, Debug)]
pub struct PatternRule {
    /// `meets/pattern-1`.
    pub id: RuleId,
    /// As it is written.
    pub written: String,
    /// What it looks for.
    pub pattern: Pattern,
    /// Where it is written.
    pub location: Location,
}

impl PatternRule {
    /// The same rule as it would be if it were written like this; nothing if that is no pattern.
    pub fn rewritten(&self, written: &str) -> Option<Self> {
        let pattern = pattern::parse(written).ok()?.pattern;
        Some(Self { pattern, written: written.to_owned(), ..self.clone() })
    }
}

/// A clause or noun form of a relation.
#[derive(Clone, Debug)]
pub struct ClauseRule {
    /// `supplies/clause-1`, `supplies/noun-1`.
    pub id: RuleId,
    /// As it is written.
    pub written: String,
    /// The ways to say it that it stands for; at least one.
    pub frames: Vec<Frame>,
    /// The status of what it states, unless other words give one: `=> planned`.
    pub status: Option<Status>,
    /// Where it is written.
    pub location: Location,
}

impl ClauseRule {
    /// The place of a word of it; its own where the word is not to be seen there.
    pub fn place_of(&self, word: &str) -> Location {
        let clause = &self.location;
        let start = clause.source.char_indices().nth(clause.column - 1).map_or(0, |(byte, _)| byte);
        let is_inner = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '{' | '_');
        let stands_alone = |at: &usize| {
            let before = clause.source[..*at].chars().next_back();
            let after = clause.source[at + word.len()..].chars().next();
            !before.is_some_and(is_inner) && !after.is_some_and(is_inner)
        };
        let found = clause.source[start..].match_indices(word).map(|(at, _)| start + at);
        match found.into_iter().find(stands_alone) {
            Some(at) => Location {
                column: clause.source[..at].chars().count() + 1,
                length: word.chars().count(),
                ..clause.clone()
            },
            None => clause.clone(),
        }
    }

    /// The same rule as it would be if it were written like this; nothing if that is no clause.
    pub fn rewritten(&self, written: &str, kind: Kind) -> Option<Self> {
        let clause = written.split_once("=>").map_or(written, |(clause, _)| clause);
        let frames = clause::parse(clause, kind).ok()?.frames;
        Some(Self { frames, written: written.to_owned(), ..self.clone() })
    }
}

/// The key under which a code depends on the word that states what happened.
const TRIGGERS: &str = "triggers";

/// A code in another vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// Whatever the status.
    Always(String),
    /// By status, and where it happened by the word that states it.
    ByStatus {
        /// By status.
        statuses: BTreeMap<Status, String>,
        /// By trigger, in dictionary form: what is agreed on is another thing than what is signed.
        triggers: BTreeMap<String, String>,
    },
}

/// Reads all relations; one with a problem is left out.
pub(super) fn read(
    entries: &Entries<'_>,
    types: &Types,
    problems: &mut Problems,
) -> BTreeMap<RelationId, Relation> {
    let mut relations = BTreeMap::new();
    let mut followed = BTreeSet::new();
    for (name, entry) in entries.known() {
        if let Some(relation) = Relation::read(entry, entries, types, &mut followed, problems) {
            relations.insert(RelationId::from(name), relation);
        }
    }
    for entry in entries.rejected() {
        Relation::read(entry, entries, types, &mut followed, problems);
    }
    for (name, entry) in entries.known() {
        let lost = relations.get(name).is_some_and(Relation::only_follows);
        if lost && !followed.contains(name) {
            let message = format!("nothing finds {}", entry.what());
            let help = "write `patterns = ['…']`, or name it in the `also` of another relation";
            problems.undefined(entry.place().error(message).help(help));
            relations.remove(name);
        }
    }
    relations
}

impl Relation {
    /// Whether it is never found in a text but only follows from other relations.
    pub fn only_follows(&self) -> bool {
        self.patterns.is_empty() && self.clauses.is_empty() && self.nouns.is_empty()
    }

    /// The role of this name.
    pub fn role(&self, name: &RoleId) -> Option<&Role> {
        self.roles.iter().find(|role| role.name == *name)
    }

    fn read<'a>(
        entry: &Entry<'a>,
        relations: &Entries<'a>,
        types: &Types,
        followed: &mut BTreeSet<&'a str>,
        problems: &mut Problems,
    ) -> Option<Self> {
        let errors_before = problems.errors();
        let mut reader = Reader::new(entry.what(), &entry.parts, problems);
        reader.only(&KEYS);
        let about = reader.required_text("about", "\"…\"");
        let symmetric = reader.flag("symmetric");
        let from_offices = reader.flag("from_offices");
        let status = reader.text("status");
        let status = status.and_then(|status| read_status(status, reader.problems));
        let stated = ["patterns", "clauses", "nouns"].iter().any(|key| reader.has(key));
        let roles = Roles::read(&mut reader, types);
        if stated && roles.declared().is_empty() {
            reader.missing("roles", "{ … = \"actor\", … = \"actor\" }");
        }
        let edges = reader.text_or_texts("edge");
        if stated && edges.is_empty() {
            reader.missing("edge", "\"{…} -> {…}\"");
        }
        let edges: Vec<Ends> =
            edges.into_iter().filter_map(|edge| roles.read_ends(edge, &mut reader)).collect();
        let also = read_also(&mut reader, &roles, relations, followed);
        let within = read_within(&mut reader, &roles);
        let codes = read_codes(&mut reader);
        let mut forms = Forms { reader: &mut reader, roles: &roles, filled: BTreeSet::new() };
        let patterns = forms.patterns(entry, types, &edges);
        let clauses = forms.clauses(entry, "clauses", "clause", Kind::Verb);
        let nouns = forms.clauses(entry, "nouns", "noun", Kind::Noun);
        let except = forms.clauses(entry, "except", "except", Kind::Verb);
        if stated {
            forms.report_unfilled(errors_before);
        }
        let labels: Vec<&str> = roles.names().chain([TRIGGER, SPEAKER]).collect();
        let (finds, ignores) = if stated || reader.has("finds") {
            read_examples(&mut reader, &labels)
        } else {
            Default::default()
        };
        if entry.is_faulty() || problems.errors() > errors_before {
            return None;
        }
        Some(Self {
            name: RelationId::from(entry.id()?),
            about: about?.value.to_owned(),
            roles: roles.into_vec(),
            symmetric,
            status,
            from_offices,
            patterns,
            clauses,
            nouns,
            except,
            edges,
            also,
            within,
            codes,
            finds,
            ignores,
            location: entry.place().location(),
        })
    }
}

/// `also = { to = '{item} -> {recipient}' }`: further edges, by relation.
fn read_also<'a>(
    reader: &mut Reader<'_, 'a>,
    roles: &Roles<'_>,
    relations: &Entries<'_>,
    followed: &mut BTreeSet<&'a str>,
) -> BTreeMap<RelationId, Ends> {
    let mut also = BTreeMap::new();
    for pair in reader.pairs("also") {
        let name = pair.key;
        followed.insert(name.value);
        check_followed(name, relations, reader.problems);
        let ends = reader.as_text(pair, "an edge, `'{…} -> {…}'`");
        if let Some(ends) = ends.and_then(|ends| roles.read_ends(ends, reader)) {
            also.insert(RelationId::from(name.value), ends);
        }
    }
    also
}

/// Notes a name of a further edge that cannot be one, or is probably that of a relation, mistyped.
fn check_followed(name: Text<'_>, relations: &Entries<'_>, problems: &mut Problems) {
    check_id(name, problems);
    if !relations.contains(name.value)
        && let Some(near) = nearest(name.value, relations.ids())
    {
        let message = format!("no file defines the relation `{}`", name.value);
        problems.push(name.place.warning(message).help(format!("did you mean `{near}`?")));
    }
}

/// `within = { deed = "possible" }`: the status of what a clause role says.
fn read_within(reader: &mut Reader<'_, '_>, roles: &Roles<'_>) -> BTreeMap<RoleId, Status> {
    let mut within = BTreeMap::new();
    for pair in reader.pairs("within") {
        let name = pair.key.value;
        roles.check(name, pair.key.place, reader);
        if roles.get(name).is_some_and(|role| !role.types.contains(&RoleType::Clause)) {
            let message = format!("the role `{name}` takes no clause, so nothing is said in it");
            let help = format!("declare it as `{name} = \"clause\"`");
            reader.problems.push(pair.key.place.error(message).help(help));
        }
        let status = reader.as_text(pair, "a status");
        if let Some(status) = status.and_then(|status| read_status(status, reader.problems)) {
            within.insert(RoleId::from(name), status);
        }
    }
    within
}

/// `codes = { cameo = "072", plover = { actual = "AID", triggers = { pledge = "AGREE" } } }`.
fn read_codes(reader: &mut Reader<'_, '_>) -> BTreeMap<String, Code> {
    let mut codes = BTreeMap::new();
    for pair in reader.pairs("codes") {
        let vocabulary = pair.key.value;
        let code = if let Some(table) = pair.to_table() {
            let (mut statuses, mut triggers) = (BTreeMap::new(), BTreeMap::new());
            for pair in table.pairs() {
                if pair.key.value == TRIGGERS
                    && let Some(words) = pair.to_table()
                {
                    for pair in words.pairs() {
                        let code = reader.as_text(pair, "a code in quotes");
                        let word = pair.key.value.to_owned();
                        triggers.extend(code.map(|code| (word, code.value.to_owned())));
                    }
                    continue;
                }
                let status = read_status(pair.key, reader.problems);
                let code = reader.as_text(pair, "a code in quotes");
                statuses.extend(status.zip(code.map(|code| code.value.to_owned())));
            }
            Code::ByStatus { statuses, triggers }
        } else if let Some(code) = reader.as_text(pair, "a code in quotes, or a table by status") {
            Code::Always(code.value.to_owned())
        } else {
            continue;
        };
        if codes.insert(vocabulary.to_owned(), code).is_some() {
            let message = format!("{} has a code in `{vocabulary}` twice", reader.what());
            reader.problems.push(pair.key.place.error(message));
        }
    }
    codes
}

/// The status that a word names.
pub(super) fn read_status(word: Text<'_>, problems: &mut Problems) -> Option<Status> {
    let status = Status::from_word(word.value);
    if status.is_none() {
        let message = format!("`{}` is no status", word.value);
        let names = Status::ALL.map(Status::as_str);
        problems.push(word.place.unknown(message, word.value, names));
    }
    status
}

/// Reads the ways in which texts say a relation, and keeps account of the roles they fill.
struct Forms<'r, 'p, 'a> {
    reader: &'r mut Reader<'p, 'a>,
    roles: &'r Roles<'a>,
    filled: BTreeSet<RoleId>,
}

impl<'a> Forms<'_, '_, 'a> {
    /// The token patterns; each must be able to fill both ends of an edge.
    fn patterns(&mut self, entry: &Entry<'a>, types: &Types, edges: &[Ends]) -> Vec<PatternRule> {
        let relation = entry.id().unwrap_or_default();
        let mut patterns = Vec::new();
        for (index, text) in self.reader.texts("patterns").into_iter().enumerate() {
            let Some(parsed) = parse_pattern(text, types, self.reader.problems) else {
                continue;
            };
            for used in &parsed.roles {
                self.check_role(text, used);
            }
            if let Some(span) = parsed.names.first() {
                let place = text.inside(*span);
                let error = place.error("`{:name …}` stands in a `[[name]]`, not in a relation");
                self.reader.problems.push(error.help("a relation fills roles: `{role: …}`"));
            }
            let fills = |role: &RoleId| parsed.roles.iter().any(|used| used.role == *role);
            let complete = edges.iter().any(|ends| fills(&ends.head) && fills(&ends.tail));
            let declared = parsed
                .roles
                .iter()
                .map(|used| used.role.as_str())
                .all(|name| name == TRIGGER || self.roles.get(name).is_some());
            if !complete
                && declared
                && let Some(ends) = edges.first()
            {
                let place = text.inside(Span::new(0, text.value.len()));
                let error = place.error("this pattern never fills both ends of an edge");
                let help = format!("it wants `{{{}}}` and `{{{}}}`", ends.head, ends.tail);
                self.reader.problems.push(error.help(help));
            }
            if let Some(same) =
                patterns.iter().find(|rule: &&PatternRule| rule.pattern == parsed.pattern)
            {
                let message = format!("this pattern is the same as `{}`", same.id);
                let place = text.inside(Span::new(0, text.value.len()));
                self.reader.problems.push(place.warning(message).help("take one of them away"));
            }
            self.filled.extend(parsed.roles.into_iter().map(|used| used.role));
            patterns.push(PatternRule {
                id: RuleId::from(format!("{relation}/pattern-{}", index + 1).as_str()),
                written: text.value.to_owned(),
                pattern: parsed.pattern,
                location: text.location(),
            });
        }
        patterns
    }

    /// Notes a role of a pattern that is not declared or cannot stand alone.
    fn check_role(&mut self, text: Text<'_>, used: &RoleUse) {
        let (name, place) = (used.role.as_str(), text.inside(used.span));
        let is_trigger = name == TRIGGER;
        if !is_trigger {
            self.roles.check(name, place, self.reader);
        }
        let any_words = self.roles.get(name).is_some_and(Role::takes_any_words);
        if used.alone && (is_trigger || any_words) {
            let error = place.error(format!("`{{{name}}}` does not say which words it takes"));
            self.reader.problems.push(error.help(format!("write `{{{name}: …}}`")));
        }
    }

    /// A clause without the status behind `=>`, and the status.
    fn status_behind(&mut self, text: Text<'a>) -> (&'a str, Option<Status>) {
        let Some((clause, status)) = text.value.split_once("=>") else {
            return (text.value, None);
        };
        let word = status.trim();
        let start = clause.len() + 2 + (status.len() - status.trim_start().len());
        let place = text.inside(Span::new(start, start + word.len()));
        (clause, read_status(Text { value: word, place }, self.reader.problems))
    }

    /// The clauses or noun forms under `key`, read and with their roles checked.
    fn clauses(&mut self, entry: &Entry<'a>, key: &str, name: &str, kind: Kind) -> Vec<ClauseRule> {
        let relation = entry.id().unwrap_or_default();
        let mut clauses = Vec::new();
        for (index, text) in self.reader.texts(key).into_iter().enumerate() {
            let (written, status) = self.status_behind(text);
            let parsed = match clause::parse(written, kind) {
                Ok(parsed) => parsed,
                Err(error) => {
                    let mut problem = text.inside(error.span).error(error.message);
                    if let Some(help) = error.help {
                        problem = problem.help(help);
                    }
                    self.reader.problems.push(problem);
                    continue;
                }
            };
            for (role, span) in parsed.roles {
                self.roles.check(role.as_str(), text.inside(span), self.reader);
                self.filled.insert(role);
            }
            clauses.push(ClauseRule {
                id: RuleId::from(format!("{relation}/{name}-{}", index + 1).as_str()),
                written: text.value.to_owned(),
                frames: parsed.frames,
                status,
                location: text.location(),
            });
        }
        clauses
    }

    /// Notes every role that nothing fills, unless there were errors, which may be why.
    fn report_unfilled(&mut self, errors_before: usize) {
        if self.reader.problems.errors() > errors_before {
            return;
        }
        for (role, place) in self.roles.declared() {
            let name = role.name.as_str();
            if !self.filled.contains(&role.name) && !SURROUNDINGS.contains(&name) {
                let message = format!("nothing fills the role `{name}` of {}", self.reader.what());
                let help = format!("write `{{{name}}}` into a pattern or clause, or take it away");
                self.reader.problems.push(place.error(message).help(help));
            }
        }
    }
}
