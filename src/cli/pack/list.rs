//! `whowhom rules list`: every rule on a line.

use crate::{
    cli::{
        Outcome,
        output::print,
        rules::{SourceArguments, refuse},
    },
    rules::catalog::{Catalog, Definition, Kind},
};

/// List rules: id, kind, number of examples that find and that ignore, place, and what each is about
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// List those of one kind: `relation`, `name`, `evidence`, `type`, `entity` or `words`; without
    /// it, the first three
    #[arg(long, value_name = "KIND", value_parser = kind)]
    kind: Option<Kind>,
    #[command(flatten)]
    sources: SourceArguments,
}

fn kind(word: &str) -> Result<Kind, String> {
    let known = || Kind::ALL.map(Kind::as_str).join(", ");
    Kind::ALL
        .into_iter()
        .find(|kind| kind.as_str() == word)
        .ok_or_else(|| format!("expected one of: {}", known()))
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let catalog = match arguments.sources.find() {
        Ok(sources) => sources.catalog(),
        Err(error) => return refuse(&error),
    };
    let kinds = match arguments.kind {
        Some(kind) => vec![kind],
        None => vec![Kind::Relation, Kind::Name, Kind::Evidence],
    };
    let table = table(&catalog, &kinds);
    match print(|output| output.write_all(table.as_bytes())) {
        Err(error) => refuse(&error),
        Ok(()) => Outcome::Fine,
    }
}

/// A line for each definition of these kinds, in columns.
fn table(catalog: &Catalog, kinds: &[Kind]) -> String {
    let mut definitions: Vec<&Definition> =
        catalog.definitions.iter().filter(|one| kinds.contains(&one.kind)).collect();
    definitions.sort_by_key(|one| Kind::ALL.iter().position(|kind| *kind == one.kind));
    let heads = ["ID", "KIND", "FINDS", "IGNORES", "PLACE", "ABOUT"].map(str::to_owned);
    let rows: Vec<[String; 6]> =
        std::iter::once(heads).chain(definitions.into_iter().map(row)).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
    let widths: Vec<usize> = (0..5).map(|column| width(column).unwrap_or_default()).collect();
    let mut table = String::new();
    for row in &rows {
        for (cell, width) in row.iter().zip(&widths) {
            table += &format!("{cell:width$}  ");
        }
        table += &row[5];
        table = table.trim_end().to_owned() + "\n";
    }
    table
}

fn row(definition: &Definition) -> [String; 6] {
    let place = definition.location();
    let [finds, ignores] = match definition.kind {
        Kind::Relation | Kind::Name => definition.examples().map(|number| number.to_string()),
        _ => [String::new(), String::new()],
    };
    let about = match (definition.about(), definition.r#type()) {
        (Some(about), Some(r#type)) => format!("{about} ({type})"),
        (about, r#type) => about.or(r#type).unwrap_or_default().to_owned(),
    };
    [
        definition.id.clone(),
        definition.kind.to_string(),
        finds,
        ignores,
        format!("{}:{}", place.file.display(), place.line),
        about.replace(char::is_control, " "),
    ]
}
