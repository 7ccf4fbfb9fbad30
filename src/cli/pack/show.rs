//! `whowhom rules show`: a rule as it is written.

use crate::{
    cli::{
        Outcome,
        output::{print, tell},
        rules::{SourceArguments, meant, refuse},
    },
    error::Location,
    rules::catalog::Catalog,
};

/// Show a rule as it is written, with its place
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The name of a relation, the id of anything else (`vladimir-putin`, `status.planned`), or that
    /// of one way to say something, as evidence has it (`meets/pattern-1`)
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    sources: SourceArguments,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let catalog = match arguments.sources.find() {
        Ok(sources) => sources.catalog(),
        Err(error) => return refuse(&error),
    };
    let name = arguments.name.as_str();
    let shown = shown(&catalog, name);
    if shown.is_empty() {
        let ids = catalog.definitions.iter().map(|one| one.id.as_str());
        let forms = catalog.definitions.iter().flat_map(|one| one.forms());
        let names = ids.chain(forms.map(|form| form.id.as_str()));
        tell(format_args!("nothing is called `{name}` in the rules{}", meant(name, names)));
        return Outcome::Refused;
    }
    match print(|output| writeln!(output, "{}", shown.join("\n\n"))) {
        Err(error) => refuse(&error),
        Ok(()) => Outcome::Fine,
    }
}

/// Every passage that defines what is called so, under its place.
fn shown(catalog: &Catalog, name: &str) -> Vec<String> {
    let at = |place: &Location| format!("# {}:{}", place.file.display(), place.line);
    if let Some(form) = catalog.form(name) {
        return vec![format!("{}\n{}", at(&form.location), form.text)];
    }
    let parts = catalog.named(name).flat_map(|one| &one.parts);
    parts.map(|part| format!("{}\n{}", at(&part.location), part.text)).collect()
}
