//! Words that speak for what a name nobody listed is the name of.
//!
//! A `[[name]]` recognises a name by itself; a piece of `[[evidence]]` only adds its weight. What
//! all of a document says about a name is counted together before anything is decided.

use crate::{
    id::{RuleId, TypeId},
    rules::{
        entity::check_type,
        entries::{Entries, Entry},
        problems::Problems,
        reader::Reader,
        text::Text,
        types::Types,
    },
};

/// The keys of an `[[evidence]]`.
pub(super) const KEYS: [&str; 9] =
    ["id", "type", "weight", "first", "last", "before", "after", "extend", "replace"];

/// Words of which one speaks for a type, by where it stands.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// Its id.
    pub id: RuleId,
    /// The type it speaks for.
    pub r#type: TypeId,
    /// How much it counts, from 1 to 3; [`ENOUGH`] decides.
    pub weight: u8,
    /// The first word of the name: "John", "Mount".
    pub first: Vec<String>,
    /// The last words of the name: "Council", "Regional Government".
    pub last: Vec<String>,
    /// The words before it: "Mr.", "city of".
    pub before: Vec<String>,
    /// The words after it: "province".
    pub after: Vec<String>,
}

/// So much weight decides what a name is the name of.
pub const ENOUGH: u8 = 2;
/// The most that a piece of evidence can weigh.
const HEAVIEST: i64 = 3;

/// Reads all evidence, in the order of the ids; one with a problem is left out.
pub(super) fn read(entries: &Entries<'_>, types: &Types, problems: &mut Problems) -> Vec<Evidence> {
    entries.read_each(|entry| Evidence::read(entry, types, problems))
}

impl Evidence {
    fn read(entry: &Entry<'_>, types: &Types, problems: &mut Problems) -> Option<Self> {
        let errors_before = problems.errors();
        let mut reader = Reader::new(entry.what(), &entry.parts, problems);
        reader.only(&KEYS);
        let r#type = reader.required_text("type", "\"person\"");
        if let Some(r#type) = r#type {
            check_type(r#type, types, reader.problems);
        }
        let weight = read_weight(&mut reader);
        let lists = ["first", "last", "before", "after"].map(|key| reader.texts(key));
        if lists.iter().all(Vec::is_empty) && problems_free(&reader, errors_before) {
            let message = format!("{} lists no words", reader.what());
            let help = "list some under `first`, `last`, `before` or `after`";
            let error = reader.place().error(message).help(help);
            reader.problems.push(error);
        }
        for word in lists[0].iter().filter(|word| word.value.contains(char::is_whitespace)) {
            let message = format!("`{}` in `first` is more than one word", word.value);
            reader.problems.push(word.place.error(message));
        }
        if entry.is_faulty() || problems.errors() > errors_before {
            return None;
        }
        let [first, last, before, after] = lists.map(|list| strings(&list));
        Some(Self {
            id: RuleId::from(entry.id()?),
            r#type: TypeId::from(r#type?.value),
            weight: weight?,
            first,
            last,
            before,
            after,
        })
    }
}

fn read_weight(reader: &mut Reader<'_, '_>) -> Option<u8> {
    if !reader.has("weight") {
        reader.missing("weight", "1");
        return None;
    }
    let value = reader.value("weight")?;
    let weight = value.to_integer().filter(|weight| (1..=HEAVIEST).contains(weight));
    if weight.is_none() {
        let message = format!("the weight of {} is a number from 1 to {HEAVIEST}", reader.what());
        let help = format!("names whose evidence weighs {ENOUGH} together are taken");
        let error = value.place.error(message).help(help);
        reader.problems.push(error);
    }
    weight.and_then(|weight| u8::try_from(weight).ok())
}

fn problems_free(reader: &Reader<'_, '_>, errors_before: usize) -> bool {
    reader.problems.errors() == errors_before
}

fn strings(words: &[Text<'_>]) -> Vec<String> {
    words.iter().map(|word| word.value.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::rules::{load_texts, problems::told};

    const TYPES: &str = "format = 1\n[type.person]\n";

    fn problems(text: &str) -> Vec<String> {
        told(TYPES, text)
    }

    #[test]
    fn evidence_is_read_with_its_words() {
        let text = "[[evidence]]\nid = \"a\"\ntype = \"person\"\nweight = 2\nbefore = [\"Mr.\"]";
        let loaded = load_texts(&[("types.toml", TYPES), ("mine.toml", text)]);
        assert!(loaded.problems.is_empty());
        let [evidence] = &loaded.rules.evidence[..] else { panic!("one piece of evidence") };
        assert_eq!((evidence.weight, &evidence.before[..]), (2, &["Mr.".to_owned()][..]));
    }

    #[test]
    fn evidence_without_words_or_with_an_odd_weight_is_told_at_its_place() {
        let head = "[[evidence]]\nid = \"a\"\ntype = \"person\"\n";
        assert_eq!(
            problems(&format!("{head}weight = 1")),
            ["mine.toml:1:1: evidence `a` lists no words"]
        );
        assert_eq!(
            problems(&format!("{head}weight = 9\nlast = [\"Jr.\"]")),
            ["mine.toml:4:10: the weight of evidence `a` is a number from 1 to 3"]
        );
        assert_eq!(
            problems(&format!("{head}weight = 1\nfirst = [\"El Al\"]")),
            ["mine.toml:5:10: `El Al` in `first` is more than one word"]
        );
    }
}
