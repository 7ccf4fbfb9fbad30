//! The closed word lists of `english/`.
//!
//! Lists of several files are joined. A later addition moves a word from one status to another by
//! listing it there.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    rules::{
        problems::Problems,
        reader::{Part, Reader},
        reference::{self, ReferenceWords},
        relation::read_status,
        text::{Place, Text},
        types::Types,
    },
    status::Status,
};

/// The closed word lists of `english/`.
#[derive(Clone, Debug, Default)]
pub struct WordLists {
    /// Words that end in a full stop without ending a sentence.
    pub abbreviations: Abbreviations,
    /// Words that decide the status of what they govern, by status.
    pub status: BTreeMap<Status, StatusWords>,
    /// Words that attribute.
    pub speech: SpeechWords,
    /// Nouns that, after a demonym, speak for the state or form a group.
    pub roles: RoleNouns,
    /// Verbs of which clauses must know more than a tree tells.
    pub verbs: VerbWords,
    /// What pronouns and descriptions need to know.
    pub reference: ReferenceWords,
}

/// Words that end in a full stop without ending a sentence, written with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Abbreviations {
    /// A name follows: "Mr.", "Gen.".
    pub before_names: Vec<String>,
    /// A number follows: "No.", "Jan.".
    pub before_numbers: Vec<String>,
    /// Anything may follow, a new sentence too: "U.S.", "Inc.".
    pub anywhere: Vec<String>,
}

/// Words that give a status, in dictionary form; those of [`Status::Actual`] only say that a thing
/// takes place, and hand on what is said of them.
#[derive(Clone, Debug, Default)]
pub struct StatusWords {
    /// "will", "perhaps", "not", "have yet to": stand with the verb.
    pub auxiliaries: Vec<String>,
    /// "plan", "agree": govern it.
    pub verbs: Vec<String>,
    /// "upcoming", "likely": modify it, or are said of it.
    pub adjectives: Vec<String>,
    /// "plan", "possibility": govern it.
    pub nouns: Vec<String>,
    /// "if", "whether", "without": open its clause, or stand before it.
    pub conjunctions: Vec<String>,
}

/// Words that attribute what they govern to their subject.
#[derive(Clone, Debug, Default)]
pub struct SpeechWords {
    /// "say", "tell".
    pub verbs: Vec<String>,
    /// "claim", "statement": what their clause says is said by whose they are.
    pub nouns: Vec<String>,
    /// "spokesman": speaks for another, who is the speaker.
    pub voices: Vec<String>,
    /// "accuse", "warning": what happens when somebody says so; who does it speaks already.
    pub acts: Vec<String>,
    /// "according to".
    pub phrases: Vec<String>,
}

/// Nouns that make something of the demonym before them.
#[derive(Clone, Debug, Default)]
pub struct RoleNouns {
    /// "forces", "officials": the state itself.
    pub state: Vec<String>,
    /// "security forces": a body of its own.
    pub services: Vec<String>,
    /// "rebels", "fighters": in the plural, a group of its own.
    pub group: Vec<String>,
    /// "opposition": a group of its own in the singular too.
    pub collectives: Vec<String>,
    /// "president", "minister": what a person holds in a country or body.
    pub offices: Vec<String>,
    /// "deputy", "minister": words that stand before the name of who has the title.
    pub titles: Vec<String>,
    /// "batch", "outskirts": stand for what they are of.
    pub parts: Vec<String>,
    /// "member", "warplane": what they do is done by what they are of.
    pub agents: Vec<String>,
    /// "authority", "court": act for the country that they are in.
    pub local: Vec<String>,
    /// "protesters", "villagers": of the groups, those that belong where they are.
    pub residents: Vec<String>,
    /// "migrant", "foreign": before a noun, say that who it is belongs elsewhere.
    pub foreign: Vec<String>,
    /// "man", "student": behind an article and a demonym, one of a nation.
    pub individuals: Vec<String>,
}

/// Verbs of which clauses must know more than a tree tells, in dictionary form.
#[derive(Clone, Debug, Default)]
pub struct VerbWords {
    /// "hold", "make": lend a noun their shape, "hold talks".
    pub light: Vec<String>,
    /// "press", "call on": their object does what they govern.
    pub control: Vec<String>,
    /// "fly", "visit": go somewhere to do what hangs on them; nouns too.
    pub motion: Vec<String>,
    /// "happen", "schedule": tell of a noun that it takes place, or when.
    pub occurrence: Vec<String>,
    /// "end", "expand": what they are said of goes on before them.
    pub ongoing: Vec<String>,
}

/// The tables of word lists, by section, each with the number of the rule directory it is from.
#[derive(Debug, Default)]
pub(super) struct WordTables<'a> {
    /// `[abbreviations]`.
    pub abbreviations: Vec<Part<'a>>,
    /// `[status.planned]`, with the key that names the status.
    pub status: Vec<(usize, Text<'a>, Part<'a>)>,
    /// `[speech]`.
    pub speech: Vec<Part<'a>>,
    /// `[roles]`.
    pub roles: Vec<Part<'a>>,
    /// `[verbs]`.
    pub verbs: Vec<Part<'a>>,
    /// `[reference]`.
    pub reference: Vec<Part<'a>>,
}

impl WordTables<'_> {
    /// Reads all lists.
    pub(super) fn read(&self, types: &Types, problems: &mut Problems) -> WordLists {
        let [before_names, before_numbers, anywhere] =
            lists("abbreviations", &self.abbreviations, Abbreviations::KEYS, problems)
                .map(|words| abbreviations(words, problems));
        let [verbs, nouns, voices, acts, phrases] =
            lists("speech", &self.speech, SpeechWords::KEYS, problems);
        let [
            state,
            services,
            group,
            collectives,
            offices,
            titles,
            parts,
            agents,
            local,
            residents,
            foreign,
            individuals,
        ] = lists("roles", &self.roles, RoleNouns::KEYS, problems);
        let [light, control, motion, occurrence, ongoing] =
            lists("verbs", &self.verbs, VerbWords::KEYS, problems);
        WordLists {
            abbreviations: Abbreviations { before_names, before_numbers, anywhere },
            status: self.read_status(problems),
            speech: SpeechWords {
                verbs: strings(verbs),
                nouns: strings(nouns),
                voices: strings(voices),
                acts: strings(acts),
                phrases: strings(phrases),
            },
            roles: RoleNouns {
                state: strings(state),
                services: strings(services),
                group: strings(group),
                collectives: strings(collectives),
                offices: strings(offices),
                titles: strings(titles),
                parts: strings(parts),
                agents: strings(agents),
                local: strings(local),
                residents: strings(residents),
                foreign: strings(foreign),
                individuals: strings(individuals),
            },
            verbs: VerbWords {
                light: strings(light),
                control: strings(control),
                motion: strings(motion),
                occurrence: strings(occurrence),
                ongoing: strings(ongoing),
            },
            reference: reference::read(&self.reference, types, problems),
        }
    }

    /// The words of each status, sorted.
    fn read_status(&self, problems: &mut Problems) -> BTreeMap<Status, StatusWords> {
        let mut homes: BTreeMap<(&str, &str), Home<'_>> = BTreeMap::new();
        for (directory, name, part) in &self.status {
            let status = read_status(*name, problems);
            let section = format!("status.{}", name.value);
            let lists = lists(&section, &[*part], StatusWords::KEYS, problems);
            let Some(status) = status else {
                continue;
            };
            for (key, word) in StatusWords::KEYS
                .into_iter()
                .zip(lists)
                .flat_map(|(key, list)| list.into_iter().map(move |word| (key, word)))
            {
                let home = Home { status, directory: *directory, place: word.place };
                match homes.get(&(key, word.value)) {
                    Some(other) if other.directory == home.directory => {
                        other.check_same(home, key, word.value, problems);
                    }
                    _ => drop(homes.insert((key, word.value), home)),
                }
            }
        }
        let mut words: BTreeMap<Status, StatusWords> = BTreeMap::new();
        for ((key, word), home) in homes {
            words.entry(home.status).or_default().list(key).push(word.to_owned());
        }
        words
    }
}

impl Abbreviations {
    /// The keys of `[abbreviations]`.
    pub(super) const KEYS: [&str; 3] = ["before_names", "before_numbers", "anywhere"];
}

impl SpeechWords {
    /// The keys of `[speech]`.
    pub(super) const KEYS: [&str; 5] = ["verbs", "nouns", "voices", "acts", "phrases"];
}

impl RoleNouns {
    /// The keys of `[roles]`.
    pub(super) const KEYS: [&str; 12] = [
        "state",
        "services",
        "group",
        "collectives",
        "offices",
        "titles",
        "parts",
        "agents",
        "local",
        "residents",
        "foreign",
        "individuals",
    ];
}

impl VerbWords {
    /// The keys of `[verbs]`.
    pub(super) const KEYS: [&str; 5] = ["light", "control", "motion", "occurrence", "ongoing"];
}

impl StatusWords {
    /// The keys of `[status.…]`.
    pub(super) const KEYS: [&str; 5] =
        ["auxiliaries", "verbs", "adjectives", "nouns", "conjunctions"];

    /// The list that stands under one of [`KEYS`](Self::KEYS).
    fn list(&mut self, key: &str) -> &mut Vec<String> {
        match key {
            "auxiliaries" => &mut self.auxiliaries,
            "verbs" => &mut self.verbs,
            "adjectives" => &mut self.adjectives,
            "nouns" => &mut self.nouns,
            _ => &mut self.conjunctions,
        }
    }
}

/// Where a status word is listed.
#[derive(Clone, Copy, Debug)]
struct Home<'a> {
    status: Status,
    directory: usize,
    place: Place<'a>,
}

impl Home<'_> {
    /// Notes that `word` is listed here and, in the same rule directory, under another status.
    fn check_same(self, other: Home<'_>, key: &str, word: &str, problems: &mut Problems) {
        if self.status != other.status {
            let message = format!(
                "`{word}` is among the {key} of `{}` and, in {}, of `{}`",
                other.status.as_str(),
                self.place.line(),
                self.status.as_str()
            );
            let error = other.place.error(message);
            problems.push(error.help("a word gives one status: take one away"));
        }
    }
}

/// The words that end in a full stop, as abbreviations do; others are noted.
fn abbreviations(words: Vec<Text<'_>>, problems: &mut Problems) -> Vec<String> {
    let (sound, faulty): (Vec<_>, Vec<_>) =
        words.into_iter().partition(|word| word.value.ends_with('.'));
    for word in faulty {
        let message = format!("the abbreviation `{}` has no full stop", word.value);
        let help = format!("did you mean `{}.`?", word.value);
        problems.push(word.place.error(message).help(help));
    }
    strings(sound)
}

/// The lists under `keys` of a section, which has no other keys.
fn lists<'a, const N: usize>(
    section: &str,
    parts: &[Part<'a>],
    keys: [&str; N],
    problems: &mut Problems,
) -> [Vec<Text<'a>>; N] {
    if parts.is_empty() {
        return keys.map(|_| Vec::new());
    }
    let mut reader = Reader::new(format!("`[{section}]`"), parts, problems);
    reader.only(&keys);
    keys.map(|key| reader.texts(key))
}

/// The words, each once, in the order written.
fn strings(texts: Vec<Text<'_>>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    texts
        .into_iter()
        .filter(|text| seen.insert(text.value))
        .map(|text| text.value.to_owned())
        .collect()
}
