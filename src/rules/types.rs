//! The tree of types.

use std::collections::BTreeMap;

use crate::{
    id::TypeId,
    rules::{
        entries::{Entries, Entry},
        problems::Problems,
        reader::Reader,
        text::Text,
    },
    style::Style,
};

/// The keys of a `[type.…]`.
pub(super) const KEYS: [&str; 5] = ["is", "draw", "maps", "extend", "replace"];

/// The keys of `draw`.
pub(super) const DRAW_KEYS: [&str; 2] = ["shape", "fill"];

/// The most types that are read.
const LIMIT: usize = 1000;

/// Words that a role may ask for besides a type of entity; no type may be called so.
pub(super) const VALUE_TYPES: [&str; 5] = ["text", "money", "quantity", "time", "clause"];

/// The node shapes of Graphviz that enclose their label.
pub(super) const SHAPES: [&str; 40] = [
    "box",
    "box3d",
    "cds",
    "circle",
    "component",
    "cylinder",
    "diamond",
    "doublecircle",
    "doubleoctagon",
    "egg",
    "ellipse",
    "folder",
    "hexagon",
    "house",
    "invhouse",
    "invtrapezium",
    "invtriangle",
    "larrow",
    "lpromoter",
    "note",
    "octagon",
    "oval",
    "parallelogram",
    "pentagon",
    "plain",
    "plaintext",
    "polygon",
    "rarrow",
    "rect",
    "rectangle",
    "septagon",
    "signature",
    "square",
    "star",
    "tab",
    "trapezium",
    "triangle",
    "tripleoctagon",
    "underline",
    "none",
];

/// The tree of types.
#[derive(Clone, Debug, Default)]
pub struct Types(pub BTreeMap<TypeId, Type>);

/// A type of entity.
#[derive(Clone, Debug, Default)]
pub struct Type {
    /// The types it is one of, nearest first.
    pub is: Vec<TypeId>,
    /// How it is drawn.
    pub draw: Option<Style>,
    /// Its name in other vocabularies, by the vocabulary.
    pub maps: BTreeMap<String, String>,
}

impl Types {
    /// Whether `inner` is `outer` or, over any number of steps, one of it.
    pub fn is_a(&self, inner: &TypeId, outer: &TypeId) -> bool {
        inner == outer || self.lineage(inner).contains(&outer)
    }

    /// How `id` is drawn: as it says itself, else as the nearest type that it is one of.
    pub fn style(&self, id: &TypeId) -> Option<&Style> {
        self.lineage(id).into_iter().find_map(|next| self.0.get(next)?.draw.as_ref())
    }

    /// The type `id` and everything it is one of, nearest first; empty if it is not known.
    pub fn lineage(&self, id: &TypeId) -> Vec<&TypeId> {
        let mut lineage: Vec<&TypeId> =
            self.0.get_key_value(id).map(|(id, _)| id).into_iter().collect();
        let mut next = 0;
        while let Some(&id) = lineage.get(next) {
            for parent in self.0.get(id).map_or(&[][..], |known| &known.is) {
                if !lineage.contains(&parent) {
                    lineage.push(parent);
                }
            }
            next += 1;
        }
        lineage
    }

    /// The names of all types.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.keys().map(TypeId::as_str)
    }

    /// Reads all types. A type never goes missing: what is wrong with it is left out of it, so
    /// that what refers to it can still be checked.
    pub(super) fn read(entries: &Entries<'_>, problems: &mut Problems) -> Self {
        let mut types: BTreeMap<TypeId, Type> =
            entries.ids().map(|id| (TypeId::from(id), Type::default())).collect();
        for (count, (id, entry)) in entries.known().enumerate() {
            if count == LIMIT {
                let message = format!("there are more than {LIMIT} types");
                problems.push(entry.place().error(message));
                break;
            }
            if VALUE_TYPES.contains(&id) {
                let message = format!("`{id}` is what a role may take without being an entity");
                problems.push(entry.place().error(message).help("give the type another name"));
            }
            types.insert(TypeId::from(id), Type::read(entry, entries, problems));
        }
        for entry in entries.rejected() {
            Type::read(entry, entries, problems);
        }
        let mut types = Self(types);
        types.break_cycles(entries, problems);
        types
    }

    /// Takes the parents from every type that is, over some steps, one of itself.
    fn break_cycles(&mut self, entries: &Entries<'_>, problems: &mut Problems) {
        for (id, entry) in entries.known() {
            let id = TypeId::from(id);
            let parents = self.0.get(&id).map_or(&[][..], |known| &known.is);
            if parents.iter().any(|parent| self.is_a(parent, &id)) {
                let message = format!("type `{id}`, followed along `is`, is one of itself");
                problems.push(entry.place().error(message).help("take one `is` of the ring away"));
                if let Some(known) = self.0.get_mut(&id) {
                    known.is.clear();
                }
            }
        }
    }
}

impl Type {
    fn read(entry: &Entry<'_>, entries: &Entries<'_>, problems: &mut Problems) -> Self {
        let mut reader = Reader::new(entry.what(), &entry.parts, problems);
        reader.only(&KEYS);
        let mut is = Vec::new();
        for parent in reader.text_or_texts("is") {
            if entries.contains(parent.value) {
                is.push(TypeId::from(parent.value));
            } else {
                let message = format!("no file defines the type `{}`", parent.value);
                let names = entries.known().map(|(id, _)| id);
                reader.problems.undefined(parent.place.unknown(message, parent.value, names));
            }
        }
        let draw = reader.table("draw").and_then(|table| {
            let what = format!("`draw` of {}", reader.what());
            read_style(Reader::new(what, &[table], reader.problems))
        });
        let maps = read_strings(&mut reader, "maps");
        Self { is, draw, maps }
    }
}

fn read_style(mut reader: Reader<'_, '_>) -> Option<Style> {
    reader.only(&DRAW_KEYS);
    let shape = reader.required_text("shape", "\"box\"").filter(|shape| {
        let known = SHAPES.contains(&shape.value);
        if !known {
            let message = format!("Graphviz draws no shape `{}`", shape.value);
            reader.problems.push(shape.place.unknown(message, shape.value, SHAPES));
        }
        known
    });
    let fill = reader.required_text("fill", "\"#56B4E9\"").filter(|fill| {
        let known = is_colour(fill);
        if !known {
            let message = format!("`{}` is no colour", fill.value);
            let error = fill.place.error(message).help("write red, green and blue: `#56B4E9`");
            reader.problems.push(error);
        }
        known
    });
    Some(Style { shape: shape?.value.to_owned(), fill: fill?.value.to_owned() })
}

/// Whether it is `#rrggbb`.
fn is_colour(text: &Text<'_>) -> bool {
    text.value.strip_prefix('#').is_some_and(|digits| {
        digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
    })
}

/// A table of strings; a key that is set in two parts is a problem.
pub(super) fn read_strings(reader: &mut Reader<'_, '_>, key: &str) -> BTreeMap<String, String> {
    let mut strings = BTreeMap::new();
    for pair in reader.pairs(key) {
        let Some(text) = reader.as_text(pair, "a string") else {
            continue;
        };
        if strings.insert(pair.key.value.to_owned(), text.value.to_owned()).is_some() {
            let message = format!("`{key}.{}` of {} is set twice", pair.key.value, reader.what());
            reader.problems.push(pair.key.place.error(message));
        }
    }
    strings
}
