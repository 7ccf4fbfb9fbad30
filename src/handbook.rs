//! The relations of a rule set as pages to read: what each means, how texts say it, and what it finds.
//!
//! Everything on a page comes from the rules themselves, so that a page cannot say what no rule does.
//! Pages are Markdown; nothing is written here, only told by file name.

use std::collections::BTreeMap;

use crate::{
    id::{RoleId, TypeId},
    rules::{
        Code, Ends, Example, Relation, RoleType, RuleSet,
        catalog::{Catalog, Definition, Kind},
    },
    status::Status,
};

/// What every page begins with: such a file is ours to write anew or to take away.
pub const MARK: &str = "<!-- Made by `whowhom rules docs` from the rules: edit those. -->";

/// The page that leads to all others.
pub const INDEX: &str = "README.md";

/// The pages, by the name of the file. `root` is the way from a page to the directory from which
/// rule files are named, `../../`; without one, files are named but not linked.
pub fn pages(rules: &RuleSet, catalog: &Catalog, root: Option<&str>) -> BTreeMap<String, String> {
    let handbook = Handbook { rules, catalog, root };
    let relations = rules.relations.values();
    let mut pages: BTreeMap<String, String> = relations
        .map(|relation| (format!("{}.md", relation.name), handbook.page(relation)))
        .collect();
    pages.insert(INDEX.to_owned(), handbook.index());
    pages
}

struct Handbook<'r> {
    rules: &'r RuleSet,
    catalog: &'r Catalog,
    root: Option<&'r str>,
}

impl Handbook<'_> {
    fn index(&self) -> String {
        let mut lines = vec![
            MARK.to_owned(),
            String::new(),
            "# Relations".to_owned(),
            String::new(),
            "What the rules find, and what they mean by it.".to_owned(),
            String::new(),
            "| relation | between | means | ways to say it | examples |".to_owned(),
            "|---|---|---|---|---|".to_owned(),
        ];
        for relation in self.rules.relations.values() {
            let between = relation.edges.first().map_or_else(String::new, |ends| {
                let types = |role: &RoleId| {
                    relation.role(role).map_or_else(String::new, |role| words(&role.types, "/"))
                };
                let arrow = arrow(relation.symmetric);
                format!("{} {arrow} {}", types(&ends.head), types(&ends.tail))
            });
            let forms = relation.patterns.len() + relation.clauses.len() + relation.nouns.len();
            lines.push(format!(
                "| [{name}]({name}.md) | {between} | {} | {forms} | {} |",
                plain(&relation.about),
                relation.finds.len() + relation.ignores.len(),
                name = relation.name,
            ));
        }
        lines.extend([String::new(), "# Types".to_owned(), String::new()]);
        lines.push("A role that asks for a type takes all that are one of it.".to_owned());
        lines.push(String::new());
        lines.extend(["| type | is one of |".to_owned(), "|---|---|".to_owned()]);
        lines.extend(self.types());
        lines.join("\n") + "\n"
    }

    /// A row for each type: what it is one of, over any number of steps.
    fn types(&self) -> impl Iterator<Item = String> {
        let types = &self.rules.types;
        types.0.keys().map(|id| {
            let above = types.lineage(id).into_iter().skip(1).map(TypeId::as_str);
            format!("| {id} | {} |", above.collect::<Vec<_>>().join(", "))
        })
    }

    fn page(&self, relation: &Relation) -> String {
        let mut lines = vec![MARK.to_owned(), String::new(), format!("# {}", relation.name)];
        lines.extend([String::new(), plain(&relation.about)]);
        lines.extend(roles(relation));
        lines.extend(edges(relation));
        lines.extend(self.follows_from(relation));
        lines.extend(codes(relation));
        let definition =
            self.catalog.named(relation.name.as_str()).find(|one| one.kind == Kind::Relation);
        lines.extend(definition.map(forms).unwrap_or_default());
        lines.extend(examples("It is found in", &relation.finds));
        lines.extend(examples("It is not found in", &relation.ignores));
        lines.extend(definition.map(|one| self.places(one)).unwrap_or_default());
        lines.join("\n") + "\n"
    }

    /// The relations from which this one follows.
    fn follows_from(&self, relation: &Relation) -> Vec<String> {
        let from = self.rules.relations.values().filter_map(|other| {
            let ends = other.also.get(&relation.name)?;
            Some(format!("- [{name}]({name}.md): {}", edge(ends, false), name = other.name))
        });
        headed("Follows from", from.collect())
    }

    fn places(&self, definition: &Definition) -> Vec<String> {
        let mut files: Vec<String> = Vec::new();
        for part in &definition.parts {
            let file = part.location.file.to_string_lossy().replace('\\', "/");
            let named = match self.root {
                Some(root) => format!("[`{file}`]({root}{file})"),
                None => format!("`{file}`"),
            };
            if !files.contains(&named) {
                files.push(named);
            }
        }
        vec![String::new(), format!("Written in {}.", files.join(" and "))]
    }
}

/// Lines under a heading; nothing if there are none.
fn headed(heading: &str, lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() {
        return Vec::new();
    }
    let head = [String::new(), format!("## {heading}"), String::new()];
    head.into_iter().chain(lines).collect()
}

fn roles(relation: &Relation) -> Vec<String> {
    let row = |role: &crate::rules::Role| {
        let within = relation.within.get(&role.name);
        let within = within
            .map_or_else(String::new, |status| format!("; what it says is {}", status.as_str()));
        format!("| `{}` | {}{within} |", role.name, words(&role.types, " or "))
    };
    if relation.roles.is_empty() {
        return Vec::new();
    }
    let head = ["| role | takes |".to_owned(), "|---|---|".to_owned()];
    headed("Roles", head.into_iter().chain(relation.roles.iter().map(row)).collect())
}

fn edges(relation: &Relation) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    if !relation.edges.is_empty() {
        let edges = relation.edges.iter().map(|ends| edge(ends, relation.symmetric));
        lines.push(format!("- {}", edges.collect::<Vec<_>>().join(", else ")));
    }
    for (name, ends) in &relation.also {
        lines.push(format!("- and with it, as `{name}`: {}", edge(ends, false)));
    }
    if let Some(status) = relation.status {
        lines.push(format!("- always {}", status.as_str()));
    }
    if relation.from_offices {
        lines.push("- also from a listed office whose title stands with the name".to_owned());
    }
    headed("Edge", lines)
}

fn edge(ends: &Ends, symmetric: bool) -> String {
    format!("`{}` {} `{}`", ends.head, arrow(symmetric), ends.tail)
}

fn arrow(symmetric: bool) -> &'static str {
    if symmetric { "—" } else { "→" }
}

/// The types as words.
fn words(types: &[RoleType], between: &str) -> String {
    let words = types.iter().map(|r#type| match r#type {
        RoleType::Entity(id) => id.as_str(),
        RoleType::Text => "text",
        RoleType::Money => "money",
        RoleType::Quantity => "quantity",
        RoleType::Time => "time",
        RoleType::Clause => "clause",
    });
    words.collect::<Vec<_>>().join(between)
}

fn codes(relation: &Relation) -> Vec<String> {
    if relation.codes.is_empty() {
        return Vec::new();
    }
    let statuses = Status::ALL.map(Status::as_str);
    let mut lines = vec![
        format!("| vocabulary | {} |", statuses.join(" | ")),
        format!("|---|{}", "---|".repeat(statuses.len())),
    ];
    for (vocabulary, code) in &relation.codes {
        let cell = |status: Status| match code {
            Code::Always(code) => plain(code),
            Code::ByStatus { statuses, .. } => {
                statuses.get(&status).map_or_else(String::new, |code| plain(code))
            }
        };
        let cells = Status::ALL.map(cell);
        lines.push(format!("| {} | {} |", plain(vocabulary), cells.join(" | ")));
    }
    for (vocabulary, code) in &relation.codes {
        let Code::ByStatus { triggers, .. } = code else { continue };
        for (word, code) in triggers {
            let (vocabulary, word, code) = (plain(vocabulary), plain(word), plain(code));
            lines.extend([String::new(), format!("Stated by *{word}*, {vocabulary} is {code}.")]);
        }
    }
    headed("Codes", lines)
}

/// The ways to say it, as they are written, and what takes some away.
fn forms(definition: &Definition) -> Vec<String> {
    let mut lines = Vec::new();
    for (kind, heading) in [
        ("clause", "Clauses: plain sentences, to be found in every form that grammar gives them"),
        ("noun", "Noun forms"),
        ("pattern", "Patterns over words"),
        ("except", "But not"),
    ] {
        let forms = definition.forms().filter(|form| form.kind == kind);
        let items: Vec<String> = forms.map(|form| format!("- {}", code(&form.text))).collect();
        if !items.is_empty() {
            let gap = if lines.is_empty() { None } else { Some(String::new()) };
            lines.extend(gap);
            lines.extend([format!("{heading}:"), String::new()]);
            lines.extend(items);
        }
    }
    headed("How texts say it", lines)
}

fn examples(heading: &str, examples: &[Example]) -> Vec<String> {
    headed(heading, examples.iter().map(|example| format!("- {}", marked(example))).collect())
}

/// The text with its marks: **words** (role), and what must hold.
fn marked(example: &Example) -> String {
    let mut marked = String::new();
    let mut at = 0;
    for mark in &example.marks {
        let before = plain(&example.text[at..mark.span.start]);
        let words = plain(mark.span.of(&example.text));
        marked += &format!("{before}**{words}** ({})", plain(&mark.label));
        at = mark.span.end;
    }
    marked += &plain(&example.text[at..]);
    let status = example.expected.status.map(|status| status.as_str().to_owned());
    let said_by = example.expected.said_by.as_ref().map(|name| format!("said by {}", plain(name)));
    let expected: Vec<String> = status.into_iter().chain(said_by).collect();
    if !expected.is_empty() {
        marked += &format!(" — *{}*", expected.join(", "));
    }
    marked
}

/// The text with what Markdown would take for its own escaped, on one line.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for sign in text.chars() {
        if matches!(sign, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '&') {
            plain.push('\\');
        }
        plain.push(if sign.is_control() { ' ' } else { sign });
    }
    plain
}

/// The text as code.
fn code(text: &str) -> String {
    let text = text.replace(char::is_control, " ");
    let fence = if text.contains('`') { "``" } else { "`" };
    format!("{fence}{text}{fence}")
}

#[cfg(test)]
mod tests {
    use super::{code, plain};

    #[test]
    fn what_markdown_would_take_for_its_own_is_escaped() {
        assert_eq!(plain("a_b *c* [d]\n<e>|"), r"a\_b \*c\* \[d\] \<e\>\|");
        assert_eq!(code("{a} warn|alert {b}"), "`{a} warn|alert {b}`");
        assert_eq!(code("a`b"), "``a`b``");
    }
}
