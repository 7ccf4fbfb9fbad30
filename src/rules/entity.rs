//! Known things: countries, people, organizations, places, weapons.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    date::Date,
    error::{Location, nearest},
    id::{EntityId, TypeId},
    rules::{
        entries::{Entries, Entry},
        problems::Problems,
        reader::{Part, Reader},
        text::{Place, Text},
        types::{Types, read_strings},
    },
};

/// The keys of an `[[entity]]`.
pub(super) const KEYS: [&str; 16] = [
    "id", "name", "type", "kind", "aliases", "short", "beside", "demonyms", "seats", "shared",
    "offices", "within", "links", "at", "extend", "replace",
];

/// The keys of an office.
pub(super) const OFFICE_KEYS: [&str; 4] = ["title", "of", "from", "to"];

/// A known thing.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Its id.
    pub id: EntityId,
    /// Its name; a name of itself.
    pub name: String,
    /// Its type.
    pub r#type: TypeId,
    /// A finer kind: "city", "missile".
    pub kind: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Names that are its own only in a document that also calls it otherwise, or names one of
    /// `beside`: "the Coalition".
    pub short: Vec<String>,
    /// Entities that tell whose name a short one is.
    pub beside: Vec<EntityId>,
    /// "Russian", "Russians".
    pub demonyms: Vec<String>,
    /// Places that stand for it when they act.
    pub seats: Vec<String>,
    /// Offices held.
    pub offices: Vec<Office>,
    /// The entity whose part it is: the country of a city.
    pub within: Option<EntityId>,
    /// Ids elsewhere, by the name of the place.
    pub links: BTreeMap<String, String>,
    /// Latitude and longitude in degrees.
    pub at: Option<[f64; 2]>,
    /// Where it is defined.
    pub location: Location,
}

/// An office held by a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// "president".
    pub title: String,
    /// The country or body.
    pub of: EntityId,
    /// The first day, where known.
    pub from: Option<Date>,
    /// The last day, where it has ended.
    pub to: Option<Date>,
}

/// Reads all entities; one with a problem is left out.
pub(super) fn read(
    entries: &Entries<'_>,
    types: &Types,
    problems: &mut Problems,
) -> BTreeMap<EntityId, Entity> {
    let mut entities = BTreeMap::new();
    let mut names = Names::default();
    for (id, entry) in entries.known() {
        if let Some(entity) = Entity::read(entry, entries, types, &mut names, problems) {
            entities.insert(EntityId::from(id), entity);
        }
    }
    for entry in entries.rejected() {
        Entity::read(entry, entries, types, &mut Names::default(), problems);
    }
    names.report_clashes(problems);
    leave_out_rings(&mut entities, entries, problems);
    forget_left_out(&mut entities);
    entities
}

/// Leaves out whatever lies, over some steps, within itself.
fn leave_out_rings(
    entities: &mut BTreeMap<EntityId, Entity>,
    entries: &Entries<'_>,
    problems: &mut Problems,
) {
    let mut settled: BTreeSet<EntityId> = BTreeSet::new();
    let mut ringed: BTreeSet<EntityId> = BTreeSet::new();
    for start in entities.keys() {
        let mut path: Vec<&EntityId> = Vec::new();
        let mut on_path: BTreeSet<&EntityId> = BTreeSet::new();
        let mut next = Some(start);
        while let Some(id) = next.filter(|id| !settled.contains(*id)) {
            if !on_path.insert(id) {
                let ring = path.iter().skip_while(|step| **step != id);
                ringed.extend(ring.map(|step| (*step).clone()));
                break;
            }
            path.push(id);
            next = entities.get(id).and_then(|entity| entity.within.as_ref());
        }
        settled.extend(path.into_iter().cloned());
    }
    for (id, entry) in entries.known() {
        if ringed.contains(id) {
            let message = format!("entity `{id}`, followed along `within`, lies in itself");
            problems.push(entry.place().error(message).help("`within` names the larger place"));
            entities.remove(id);
        }
    }
}

/// Takes away every reference to an entity that was left out: its own problem is reported.
fn forget_left_out(entities: &mut BTreeMap<EntityId, Entity>) {
    let ids: BTreeSet<EntityId> = entities.keys().cloned().collect();
    for entity in entities.values_mut() {
        entity.within = entity.within.take().filter(|place| ids.contains(place));
        entity.offices.retain(|office| ids.contains(&office.of));
        entity.beside.retain(|other| ids.contains(other));
    }
}

impl Entity {
    fn read<'a>(
        entry: &Entry<'a>,
        entries: &Entries<'a>,
        types: &Types,
        names: &mut Names<'a>,
        problems: &mut Problems,
    ) -> Option<Self> {
        let errors_before = problems.errors();
        let mut reader = Reader::new(entry.what(), &entry.parts, problems);
        reader.only(&KEYS);
        let name = reader.required_text("name", "\"…\"");
        let r#type = reader.required_text("type", "\"person\"");
        if let Some(r#type) = r#type {
            check_type(r#type, types, reader.problems);
        }
        let kind = reader.text("kind");
        let aliases = distinct(&mut reader, "aliases", name);
        let short = distinct(&mut reader, "short", name);
        let beside = reader.texts("beside");
        for other in &beside {
            check_entity(*other, entries, reader.problems);
        }
        let demonyms = distinct(&mut reader, "demonyms", None);
        let seats = distinct(&mut reader, "seats", None);
        let shared = reader.texts("shared");
        let offices = reader.tables("offices").into_iter();
        let offices: Vec<Office> = offices
            .filter_map(|office| Office::read(office, entry, entries, reader.problems))
            .collect();
        let within = reader.text("within");
        if let Some(place) = within {
            check_entity(place, entries, reader.problems);
        }
        let links = read_strings(&mut reader, "links");
        let at = reader.two_numbers("at");
        if let Some(([latitude, longitude], place)) = at
            && !(latitude.abs() <= 90.0 && longitude.abs() <= 180.0)
        {
            let message = format!("`[{latitude}, {longitude}]` lies nowhere on Earth");
            reader.problems.push(
                place
                    .error(message)
                    .help("first the latitude, -90 to 90, then the longitude, -180 to 180"),
            );
        }
        let called = name.into_iter().chain(aliases.iter().copied());
        names.add(entry, &shared, NameKind::Name, called);
        names.add(entry, &shared, NameKind::Demonym, demonyms.iter().copied());
        names.add(entry, &shared, NameKind::Seat, seats.iter().copied());
        check_shared(entry, &shared, name, [&aliases, &demonyms, &seats], problems);
        if entry.is_faulty() || problems.errors() > errors_before {
            return None;
        }
        Some(Self {
            id: EntityId::from(entry.id()?),
            name: name?.value.to_owned(),
            r#type: TypeId::from(r#type?.value),
            kind: kind.map(|kind| kind.value.to_owned()),
            aliases: strings(&aliases),
            short: strings(&short),
            beside: beside.iter().map(|other| EntityId::from(other.value)).collect(),
            demonyms: strings(&demonyms),
            seats: strings(&seats),
            offices,
            within: within.map(|place| EntityId::from(place.value)),
            links,
            at: at.map(|(at, _)| at),
            location: entry.place().location(),
        })
    }
}

impl Office {
    fn read<'a>(
        table: Part<'a>,
        entry: &Entry<'a>,
        entries: &Entries<'a>,
        problems: &mut Problems,
    ) -> Option<Self> {
        let mut reader = Reader::new(format!("an office of {}", entry.what()), &[table], problems);
        reader.only(&OFFICE_KEYS);
        let title = reader.required_text("title", "\"president\"");
        let of = reader.required_text("of", "\"…\"");
        if let Some(of) = of {
            check_entity(of, entries, reader.problems);
        }
        let from = reader.date("from");
        let to = reader.date("to");
        if let (Some((from, _)), Some((to, place))) = (from, to)
            && to < from
        {
            let message = format!("the office ends on {to}, before it begins on {from}");
            reader.problems.push(place.error(message));
        }
        Some(Self {
            title: title?.value.to_owned(),
            of: EntityId::from(of?.value),
            from: from.map(|(day, _)| day),
            to: to.map(|(day, _)| day),
        })
    }
}

/// Notes a type that no file defines.
pub(super) fn check_type(r#type: Text<'_>, types: &Types, problems: &mut Problems) {
    if !types.0.contains_key(r#type.value) {
        let message = format!("no file defines the type `{}`", r#type.value);
        problems.undefined(r#type.place.unknown(message, r#type.value, types.names()));
    }
}

/// Notes an entity that no file lists.
fn check_entity(id: Text<'_>, entries: &Entries<'_>, problems: &mut Problems) {
    if !entries.contains(id.value) {
        let message = format!("no file lists the entity `{}`", id.value);
        let help = match nearest(id.value, entries.ids()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("add an `[[entity]]` with `id = \"{}\"`", id.value),
        };
        problems.undefined(id.place.error(message).help(help));
    }
}

/// Notes what is listed in `shared` and is no name of the entity.
fn check_shared(
    entry: &Entry<'_>,
    shared: &[Text<'_>],
    name: Option<Text<'_>>,
    lists: [&[Text<'_>]; 3],
    problems: &mut Problems,
) {
    let names: Vec<&str> =
        name.iter().chain(lists.into_iter().flatten()).map(|text| text.value).collect();
    for text in shared {
        if !names.contains(&text.value) {
            let message = format!("`{}` is no name of {}", text.value, entry.what());
            let error = text.place.unknown(message, text.value, names.iter().copied());
            problems.push(error);
        }
    }
}

/// The strings under `key`; one that is there twice, or is the name itself, is superfluous.
fn distinct<'a>(reader: &mut Reader<'_, 'a>, key: &str, name: Option<Text<'a>>) -> Vec<Text<'a>> {
    let mut seen: BTreeSet<&str> = name.iter().map(|name| name.value).collect();
    let mut distinct = Vec::new();
    for text in reader.texts(key) {
        if seen.insert(text.value) {
            distinct.push(text);
        } else {
            let message = format!("{} has the name `{}` twice", reader.what(), text.value);
            reader.problems.push(text.place.warning(message));
        }
    }
    distinct
}

fn strings(texts: &[Text<'_>]) -> Vec<String> {
    texts.iter().map(|text| text.value.to_owned()).collect()
}

/// What a name says of its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum NameKind {
    /// It is called so.
    Name,
    /// What is its own is called so.
    Demonym,
    /// It acts from there.
    Seat,
}

/// Who has which name.
#[derive(Debug, Default)]
struct Names<'a>(BTreeMap<(NameKind, &'a str), Vec<Claim<'a>>>);

/// An entity's claim to a name.
#[derive(Debug)]
struct Claim<'a> {
    entity: &'a str,
    place: Place<'a>,
    shared: bool,
}

impl<'a> Names<'a> {
    /// Notes that the entity of `entry` has these names; those in `shared` it shares on purpose.
    fn add(
        &mut self,
        entry: &Entry<'a>,
        shared: &[Text<'a>],
        kind: NameKind,
        names: impl IntoIterator<Item = Text<'a>>,
    ) {
        let Some(entity) = entry.id() else {
            return;
        };
        for name in names {
            let shared = shared.iter().any(|text| text.value == name.value);
            let claim = Claim { entity, place: name.place, shared };
            self.0.entry((kind, name.value)).or_default().push(claim);
        }
    }

    /// Notes every name that two entities have and neither shares on purpose.
    fn report_clashes(&self, problems: &mut Problems) {
        for ((kind, name), claims) in &self.0 {
            let [first, others @ ..] = claims.as_slice() else {
                continue;
            };
            if claims.iter().any(|claim| claim.shared) {
                continue;
            }
            let kind = match kind {
                NameKind::Name => "name",
                NameKind::Demonym => "demonym",
                NameKind::Seat => "seat",
            };
            for other in others {
                let message = format!(
                    "`{name}` is a {kind} of `{}` and, in {}, of `{}`",
                    other.entity,
                    first.place.line(),
                    first.entity
                );
                let help = format!(
                    "each document has to settle it; if that is meant, write `shared = [\"{name}\"]`"
                );
                problems.push(other.place.warning(message).help(help));
            }
        }
    }
}
