//! Names that nothing lists, with the type that the words around them speak for.

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, comments, free_id, quoted, seen};
use crate::{
    document::Document,
    english::{self, Abbreviations, TokenKind},
    extract::{Examined, Extractor},
    id::{DocumentId, EntityId, TypeId},
    matcher::{Form, Phrase, Word, words},
    rules::{RuleSet, base},
    span::{Span, TokenRange},
};

/// A name that nothing lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedName {
    /// An id that no entity has.
    pub id: String,
    /// The name.
    pub name: String,
    /// Its short forms.
    pub aliases: Vec<String>,
    /// Its likely type.
    pub r#type: TypeId,
    /// What speaks for the type.
    pub why: String,
    /// How often it was seen, short forms included.
    pub count: usize,
    /// The documents it was seen in.
    pub documents: usize,
    /// The first sentences it was seen in, at most two.
    pub contexts: Vec<Context>,
}

/// Capitalised names as they were seen.
#[derive(Debug, Default)]
pub(super) struct Sightings {
    all: BTreeSet<Sighting>,
    /// Words that were seen in lower case: no names where a sentence starts with them.
    plain: BTreeSet<String>,
}

/// A name in its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sighting {
    context: Context,
    /// Its bytes in the document.
    span: Span,
    words: Vec<String>,
    /// Whether its first word starts a sentence, where every word has a capital letter.
    opens: bool,
    clue: Option<Clue>,
}

/// What speaks for a type: the type, how strongly, and the words that say so.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Clue {
    r#type: TypeId,
    weight: usize,
    why: String,
}

impl Sightings {
    /// Notes the names in a sentence.
    pub(super) fn add(
        &mut self,
        rules: &RuleSet,
        document: &Document,
        sentence: &Examined<'_>,
        context: &Context,
    ) {
        let words = &sentence.words;
        let lower = words.iter().filter(|word| word.form.starts_with(char::is_lowercase));
        self.plain.extend(lower.map(|word| word.form.to_owned()));
        if is_headline(words) {
            return;
        }
        for name in names(rules, sentence) {
            let span = sentence.bytes(name);
            let forms = &words[name.range()];
            self.all.insert(Sighting {
                context: context.clone(),
                span,
                words: forms.iter().map(|word| word.span.of(document.text()).to_owned()).collect(),
                opens: name.start == 0 || opens_quotation(words, name.start),
                clue: clue(rules, sentence, name),
            });
        }
    }

    /// The names seen at least `fewest` times, the most frequent first.
    pub(super) fn suggestions(
        self,
        extractor: &Extractor,
        fewest: usize,
        most: usize,
    ) -> Vec<SuggestedName> {
        let mut names = self.by_name();
        join_short_forms(&mut names);
        let mut names: Vec<(String, Seen)> = names
            .into_iter()
            .filter(|(name, seen)| seen.places.len() >= fewest && !is_listed(extractor, name))
            .collect();
        names.sort_by(|a, b| b.1.places.len().cmp(&a.1.places.len()).then_with(|| a.0.cmp(&b.0)));
        names.truncate(most);
        let mut given = BTreeSet::new();
        names
            .into_iter()
            .map(|(name, seen)| seen.suggested(extractor.rules(), name, &mut given))
            .collect()
    }

    /// What was seen, by name.
    fn by_name(self) -> BTreeMap<String, Seen> {
        let named: BTreeSet<Vec<String>> = self
            .all
            .iter()
            .filter(|sighting| !sighting.opens)
            .map(|sighting| sighting.words.clone())
            .collect();
        let mut names: BTreeMap<String, Seen> = BTreeMap::new();
        for mut sighting in self.all {
            if sighting.opens && !named.contains(&sighting.words) {
                if sighting.words.len() > 1
                    && self.plain.contains(&sighting.words[0].to_lowercase())
                {
                    sighting.words.remove(0);
                }
                if sighting.words.len() == 1 && !named.contains(&sighting.words) {
                    continue;
                }
            }
            names.entry(joined(&sighting.words)).or_default().add(sighting);
        }
        names
    }
}

/// All that was seen of a name.
#[derive(Debug, Default)]
struct Seen {
    words: usize,
    places: BTreeSet<(Context, Span)>,
    clues: BTreeMap<Clue, usize>,
    aliases: BTreeSet<String>,
}

impl Seen {
    fn add(&mut self, sighting: Sighting) {
        self.words = sighting.words.len();
        self.places.insert((sighting.context, sighting.span));
        if let Some(clue) = sighting.clue {
            *self.clues.entry(clue).or_default() += 1;
        }
    }

    /// The type with the strongest clues, and what they are.
    fn likely(&self, rules: &RuleSet) -> (TypeId, String) {
        let mut weights: BTreeMap<&TypeId, usize> = BTreeMap::new();
        for (clue, times) in &self.clues {
            *weights.entry(&clue.r#type).or_default() += clue.weight * times;
        }
        let likely = weights.into_iter().max_by_key(|(_, weight)| *weight);
        if let Some((r#type, _)) = likely {
            let clues = self.clues.iter().filter(|(clue, _)| clue.r#type == *r#type);
            let whys: Vec<String> =
                clues.map(|(clue, times)| format!("{} ({times})", clue.why)).collect();
            return (r#type.clone(), whys.join(", "));
        }
        let (r#type, why) = match self.words {
            2 | 3 => (base::PERSON, "nothing but its two or three words speaks for it"),
            _ => (base::ORGANIZATION, "nothing speaks for it"),
        };
        let known = |r#type: &str| rules.types.0.contains_key(r#type);
        let any = || rules.types.0.keys().next().cloned();
        let usual = Some(TypeId::from(r#type)).filter(|_| known(r#type));
        (usual.or_else(any).unwrap_or_else(|| r#type.into()), why.to_owned())
    }

    fn suggested(
        self,
        rules: &RuleSet,
        name: String,
        given: &mut BTreeSet<String>,
    ) -> SuggestedName {
        let (r#type, why) = self.likely(rules);
        let id = EntityId::unlisted(&r#type, &name);
        let id = id.as_str().rsplit(':').next().unwrap_or_default();
        let id = free_id(id, |id| rules.entities.contains_key(id), given);
        let documents: BTreeSet<&DocumentId> =
            self.places.iter().map(|(context, _)| &context.document).collect();
        let mut contexts: Vec<Context> =
            self.places.iter().map(|(context, _)| context.clone()).collect();
        contexts.dedup();
        contexts.truncate(2);
        SuggestedName {
            id,
            name,
            aliases: self.aliases.into_iter().collect(),
            r#type,
            why,
            count: self.places.len(),
            documents: documents.len(),
            contexts,
        }
    }
}

impl SuggestedName {
    /// As an entry of a rule file, what was seen above it.
    pub fn entry(&self) -> String {
        let Self { id, name, aliases, r#type, why, count, documents, contexts } = self;
        let aliases: Vec<String> = aliases.iter().map(|alias| quoted(alias)).collect();
        let aliases = match aliases[..] {
            [] => String::new(),
            _ => format!("aliases = [{}]\n", aliases.join(", ")),
        };
        format!(
            "{}; {type}: {why}\n{}[[entity]]\nid = \
             {}\nname = {}\ntype = {}\n{aliases}",
            seen(*count, *documents),
            comments(contexts),
            quoted(id),
            quoted(name),
            quoted(r#type.as_str()),
        )
    }
}

/// Gives the last names of people to the one who has them.
fn join_short_forms(names: &mut BTreeMap<String, Seen>) {
    let mut bearers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, _) in names.iter().filter(|(_, seen)| seen.words > 1) {
        if let Some(last) = name.rsplit(' ').next() {
            bearers.entry(last.to_owned()).or_default().push(name.clone());
        }
    }
    for (last, bearers) in bearers {
        let [bearer] = &bearers[..] else { continue };
        // a name of several tokens may have no space in it: "Al-Baghdadi" is no last name of itself
        let is_person = names.get(bearer).is_some_and(Seen::speaks_for_a_person);
        if *bearer == last || !is_person {
            continue;
        }
        let Some(short) = names.get(&last).filter(|short| short.speaks_for_a_person()) else {
            continue;
        };
        if short.places.is_empty() {
            continue;
        }
        let short = names.remove(&last).expect("it was there");
        let full = names.get_mut(bearer).expect("a bearer is a name");
        full.places.extend(short.places);
        for (clue, times) in short.clues {
            *full.clues.entry(clue).or_default() += times;
        }
        full.aliases.insert(last);
    }
}

impl Seen {
    fn speaks_for_a_person(&self) -> bool {
        self.clues.keys().all(|clue| clue.r#type.as_str() == base::PERSON)
    }
}

/// Words that may stand inside a name although they are written small.
fn joins_names(word: &str) -> bool {
    matches!(
        word,
        "of" | "de"
            | "del"
            | "da"
            | "dos"
            | "al"
            | "el"
            | "bin"
            | "van"
            | "von"
            | "der"
            | "-"
            | "&"
    )
}

/// The capitalised names of a sentence that nothing lists.
fn names(rules: &RuleSet, sentence: &Examined<'_>) -> Vec<TokenRange> {
    let words = &sentence.words;
    let forms: Vec<&str> = words.iter().map(|word| word.form).collect();
    let listed = |phrase: &Phrase| {
        phrase.readings.iter().any(|reading| {
            reading.form != Form::Name
                || rules.entities.contains_key(&reading.entity)
                || reading.r#type.as_str() == base::GROUP
        })
    };
    let covered: Vec<TokenRange> = sentence
        .phrases
        .iter()
        .filter(|phrase| listed(phrase))
        .map(|phrase| phrase.extent)
        .collect();
    let is_part = |at: usize| {
        let word = &words[at];
        word.kind == TokenKind::Word
            && word.is_capitalised()
            && !english::is_function_word(&word.lower)
            && english::time_phrase(&forms, at).is_none()
            && !covered.iter().any(|name| name.range().contains(&at))
    };
    let mut names = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !is_part(at) {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        loop {
            let joiners =
                words[at..].iter().take(2).take_while(|word| joins_names(word.form)).count();
            match at + joiners < words.len() && is_part(at + joiners) {
                true => at += joiners + 1,
                false => break,
            }
        }
        let before = words[start..at]
            .iter()
            .take_while(|word| is_title(rules, word) || joins_names(word.form));
        let titles = before.count();
        if start + titles < at {
            names.push(TokenRange::new(start + titles, at));
        }
    }
    names
}

fn is_title(rules: &RuleSet, word: &Word<'_>) -> bool {
    let nouns = &rules.english.roles;
    nouns.titles.iter().chain(&nouns.offices).any(|title| word.has_lemma(title))
}

/// What the words around a name say of its type.
fn clue(rules: &RuleSet, sentence: &Examined<'_>, name: TokenRange) -> Option<Clue> {
    let words = &sentence.words;
    let clue = |r#type: &str, weight, why: String| {
        let known = rules.types.0.contains_key(r#type);
        known.then(|| Clue { r#type: r#type.into(), weight, why })
    };
    let by_rule = sentence.phrases.iter().find(|phrase| {
        phrase.name.overlaps(name) && rules.names.iter().any(|rule| rule.id == phrase.rule)
    });
    if let Some(phrase) = by_rule {
        let why = format!("recognised by `{}`", phrase.rule);
        return clue(phrase.usual().r#type.as_str(), 5, why);
    }
    let before = name.start.checked_sub(1).map(|before| &words[before]);
    // "the mayor, Jane Doe,"
    let past_comma = usize::from(before.is_some_and(|word| word.form == ","));
    let title = name.start.checked_sub(1 + past_comma).map(|before| &words[before]);
    if let Some(title) = title.filter(|word| is_title(rules, word)) {
        return clue(base::PERSON, 4, format!("after the title `{}`", title.lower));
    }
    if let Some(word) = before.filter(|word| english::is_locative(&word.lower)) {
        return clue(base::PLACE, 2, format!("after `{}`", word.lower));
    }
    if let Some(word) = before.filter(|word| english::is_determiner(&word.lower)) {
        return clue(base::ORGANIZATION, 2, format!("after `{}`", word.lower));
    }
    let form = words[name.start].form;
    if name.len() == 1 && form.len() > 1 && form.chars().all(char::is_uppercase) {
        return clue(base::ORGANIZATION, 2, "an acronym".to_owned());
    }
    let speech = &rules.english.speech.verbs;
    let after = words.get(name.end);
    let speaks = after.filter(|word| speech.iter().any(|verb| word.has_lemma(verb)));
    clue(base::PERSON, 1, format!("before `{}`", speaks?.lower))
}

/// Whether nearly every word has a capital letter, so that it makes no name.
fn is_headline(words: &[Word<'_>]) -> bool {
    let content = words.iter().filter(|word| {
        word.form.starts_with(char::is_alphabetic) && !english::is_function_word(&word.lower)
    });
    let (capitals, small): (Vec<_>, Vec<_>) = content.partition(|word| word.is_capitalised());
    capitals.len() > 4 && capitals.len() > 3 * small.len()
}

/// Whether a quotation starts before the token, in which a sentence starts.
fn opens_quotation(words: &[Word<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| words[before].form);
    matches!(before, Some("\"" | "'" | ":" | "-" | "–" | "—" | "(" | "["))
}

/// Whether the name, by itself, is a listed one.
fn is_listed(extractor: &Extractor, name: &str) -> bool {
    let whole = Span::new(0, name.len());
    let segmentation = english::segment(name, whole, &Abbreviations::default());
    let words = words(name, &segmentation.tokens);
    let hits = extractor.matcher().gazetteer.find(&words);
    hits.iter().any(|hit| hit.tokens.len() == words.len())
}

/// The words of a name as it is written.
fn joined(words: &[String]) -> String {
    words.join(" ").replace(" - ", "-").replace(" 's", "'s")
}
