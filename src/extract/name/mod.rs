//! Names that no rule file lists: what they are the name of, by all that the document says.
//!
//! Capitalised words are only candidates. What speaks for a type is gathered from every place where
//! a candidate stands: `[[name]]` rules that recognise it, and `[[evidence]]` words in and around
//! it. Then it is decided once for the whole document, and the name counts wherever it stands.
//! What too little speaks for is no name.

mod acronym;
mod candidate;
mod context;
mod short_form;
mod spelling;

use std::collections::{BTreeMap, BTreeSet};

use super::{Examination, Examined, Extractor, phrases::insert};
use crate::{
    english,
    id::{EntityId, RuleId, TypeId},
    matcher::{Form, Phrase, Reading, Recognised, Spoken, Word},
    mention::EntityRecord,
    rules::{ENOUGH, base},
    span::TokenRange,
};
use candidate::Candidates;

pub(super) use acronym::find as find_acronyms;
pub(super) use context::describe;
pub(super) use short_form::find as find_short_forms;
pub(super) use spelling::Spellings;

/// The rule that a listed person in another spelling is found by.
const SPELLING: &str = "spelling";

/// What is known of an unlisted entity.
pub(super) fn record(r#type: &TypeId, name: &str) -> EntityRecord {
    EntityRecord {
        label: name.split_whitespace().collect::<Vec<_>>().join(" "),
        r#type: r#type.clone(),
        kind: None,
        links: BTreeMap::new(),
        at: None,
        within: Vec::new(),
        listed: false,
        context: BTreeSet::new(),
    }
}

/// The words of a name, as written.
type Name<'d> = Vec<&'d str>;

/// What the document says of a name.
#[derive(Debug, Default)]
struct Tally {
    /// How often each piece of evidence speaks for each type.
    spoken: BTreeMap<Spoken, usize>,
}

/// What was decided of a name.
#[derive(Debug)]
struct Decision {
    r#type: TypeId,
    /// What spoke most for it.
    rule: RuleId,
}

/// Finds the names that no rule file lists. A listed name of the same length keeps its place.
pub(super) fn find(extractor: &Extractor, examination: &mut Examination<'_>) {
    let tallies = tallies(extractor, examination);
    let decisions = decided(&tallies);
    let text = examination.document.prose();
    let by_first_word = by_first_word(&decisions);
    let mut used: BTreeMap<(TypeId, String), EntityId> = BTreeMap::new();
    for sentence in &mut examination.sentences {
        for (tokens, decision) in standing(&sentence.words, &by_first_word) {
            let listed = |phrase: &Phrase| {
                phrase.name.overlaps(tokens)
                    && !strictly_contains(tokens, without_article(&sentence.words, phrase.name))
            };
            let is_kind = |phrase: &Phrase| {
                phrase.name.overlaps(tokens)
                    && phrase.usual().r#type == decision.r#type
                    && decision.r#type.as_str() == base::WEAPON
            };
            let keeps = |phrase: &Phrase| listed(phrase) || is_kind(phrase);
            if sentence.phrases.iter().any(keeps) || joins_listed(sentence, tokens) {
                continue;
            }
            let name = sentence.bytes(tokens).of(text);
            let spelled = extractor.spellings.person(name);
            let (reading, rule, known) =
                match spelled.filter(|person| person.r#type == decision.r#type) {
                    Some(person) => {
                        let known = super::record(&extractor.rules, &person.entity);
                        (person.clone(), RuleId::from(SPELLING), known)
                    }
                    None => {
                        let r#type = decision.r#type.clone();
                        let spelling = (r#type.clone(), english::spelling_key(name));
                        let entity = used
                            .entry(spelling)
                            .or_insert_with(|| EntityId::unlisted(&r#type, name))
                            .clone();
                        let known = Some(record(&r#type, name));
                        let form = Form::Name;
                        let reading = Reading { form, entity, r#type, located: false };
                        (reading, decision.rule.clone(), known)
                    }
                };
            if let Some(known) = known {
                examination.entities.entry(reading.entity.clone()).or_insert(known);
            }
            sentence.phrases.retain(|phrase| !phrase.name.overlaps(tokens));
            let readings = [reading].into();
            insert(sentence, Phrase { name: tokens, extent: tokens, readings, rule });
        }
    }
}

/// Whether it is a listed name and something else, joined by "and".
fn joins_listed(sentence: &Examined<'_>, tokens: TokenRange) -> bool {
    let joins = |at: usize| english::is_coordinator(&sentence.words[at].lower);
    sentence.phrases.iter().map(|phrase| phrase.name).any(|name| {
        let inside = strictly_contains(tokens, name);
        let before = inside && name.end < tokens.end && joins(name.end);
        let after = inside && name.start > tokens.start && joins(name.start - 1);
        before || after
    })
}

/// The tokens of a name without an article at its start: "Levant" of "the Levant Front".
fn without_article(words: &[Word<'_>], name: TokenRange) -> TokenRange {
    let article = name.len() > 1 && english::is_determiner(&words[name.start].lower);
    TokenRange::new(name.start + usize::from(article), name.end)
}

fn strictly_contains(outer: TokenRange, inner: TokenRange) -> bool {
    outer.start <= inner.start && inner.end <= outer.end && outer != inner
}

/// What speaks for each candidate of a document.
fn tallies<'d>(extractor: &Extractor, examination: &Examination<'d>) -> BTreeMap<Name<'d>, Tally> {
    let evidence = &extractor.matcher.evidence;
    let roles = &extractor.rules.english.roles;
    let titles: BTreeSet<&str> = roles.titles.iter().map(String::as_str).collect();
    let nouns: BTreeSet<&str> =
        roles.state.iter().chain(&roles.group).map(String::as_str).collect();
    let common = common_words(examination);
    let candidates = Candidates { evidence, titles: &titles, nouns: &nouns, common: &common };
    let text = examination.document.prose();
    let mut tallies: BTreeMap<Name<'d>, Tally> = BTreeMap::new();
    for sentence in &examination.sentences {
        if capitals_say_nothing(&sentence.words) {
            continue;
        }
        let mut found = candidates.of(sentence);
        let names = &extractor.matcher.names;
        let tags = |at: usize| extractor.tags(text, sentence).get(at).copied();
        let mut recognised = names.find(text, &sentence.words, &sentence.phrases, &tags);
        recognised.retain_mut(|by| {
            let name = candidates.trimmed(&sentence.words, by);
            by.tokens = name.unwrap_or(by.tokens);
            name.is_some()
        });
        let whole = |tokens: &TokenRange| !found.iter().any(|name| cuts(*tokens, *name));
        let recognisable = recognised.iter().filter(|by| by.weight >= ENOUGH).map(|by| by.tokens);
        let recognisable: Vec<TokenRange> = recognisable.filter(whole).collect();
        found.extend(recognisable);
        let declared = acronym::declared(&sentence.words);
        found.extend(&declared);
        found.sort_by_key(|tokens| (std::cmp::Reverse(tokens.len()), *tokens));
        found.dedup();
        for (index, tokens) in found.iter().enumerate() {
            // what a rule cuts out of a longer name speaks for the longer one
            if found[..index].iter().any(|longer| strictly_contains(*longer, *tokens)) {
                continue;
            }
            let tally = tallies.entry(forms(&sentence.words, *tokens)).or_default();
            if declared.contains(tokens) {
                tally.add([acronym::speaks()]);
            }
            tally.add(evidence.of(&sentence.words, *tokens));
            let name = sentence.bytes(*tokens).of(text);
            tally.add(extractor.spellings.person(name).map(|person| Spoken {
                r#type: person.r#type.clone(),
                rule: RuleId::from(SPELLING),
                weight: ENOUGH,
            }));
            tally.add(
                recognised
                    .iter()
                    .filter(|by| {
                        by.tokens.overlaps(*tokens) && !strictly_contains(by.tokens, *tokens)
                    })
                    .map(|Recognised { r#type, rule, weight, .. }| Spoken {
                        r#type: r#type.clone(),
                        rule: rule.clone(),
                        weight: *weight,
                    }),
            );
        }
    }
    pool_last_names(&mut tallies);
    tallies
}

/// Whether `tokens` begin before a name and end inside it.
fn cuts(tokens: TokenRange, name: TokenRange) -> bool {
    tokens.start < name.start && name.start < tokens.end && tokens.end < name.end
}

fn forms<'d>(words: &[Word<'d>], tokens: TokenRange) -> Name<'d> {
    words[tokens.range()].iter().map(|word| word.form).collect()
}

/// The words that the document writes in lower case somewhere.
fn common_words<'e>(examination: &'e Examination<'_>) -> BTreeSet<&'e str> {
    let words = examination.sentences.iter().flat_map(|sentence| &sentence.words);
    words
        .filter(|word| word.form.starts_with(char::is_lowercase))
        .map(|word| &*word.lower)
        .collect()
}

/// What speaks for a last name speaks for the one full name that ends with it.
fn pool_last_names(tallies: &mut BTreeMap<Name<'_>, Tally>) {
    let mut bearers: BTreeMap<&str, Vec<Name<'_>>> = BTreeMap::new();
    for name in tallies.keys().filter(|name| name.len() > 1) {
        bearers.entry(name[name.len() - 1]).or_default().push(name.clone());
    }
    let mut pooled = Vec::new();
    for (last, names) in bearers {
        if let ([full], Some(tally)) = (&names[..], tallies.get(&vec![last])) {
            let spoken = tally.spoken.iter();
            let of_person = spoken.filter(|(by, _)| by.r#type.as_str() == base::PERSON);
            pooled.push((full.clone(), of_person.map(|(by, _)| by.clone()).collect::<Vec<_>>()));
        }
    }
    for (full, spoken) in pooled {
        if let Some(tally) = tallies.get_mut(&full) {
            tally.add(spoken);
        }
    }
}

impl Tally {
    fn add(&mut self, spoken: impl IntoIterator<Item = Spoken>) {
        for by in spoken {
            *self.spoken.entry(by).or_default() += 1;
        }
    }

    /// The type that most speaks for, if it is enough and no other type comes near.
    fn decide(&self) -> Option<Decision> {
        let mut weights: BTreeMap<&TypeId, usize> = BTreeMap::new();
        for (by, times) in &self.spoken {
            // what stands twice is no accident; more often says no more
            *weights.entry(&by.r#type).or_default() += usize::from(by.weight) * (*times).min(2);
        }
        let (r#type, best) = weights.iter().max_by_key(|(_, weight)| **weight)?;
        let rivalled = weights.iter().any(|(other, weight)| other != r#type && weight == best);
        if *best < usize::from(ENOUGH) || rivalled {
            return None;
        }
        let for_it = self.spoken.keys().filter(|by| by.r#type == **r#type);
        let strongest = for_it.max_by_key(|by| by.weight)?;
        Some(Decision { r#type: (*r#type).clone(), rule: strongest.rule.clone() })
    }
}

fn decided<'d>(tallies: &BTreeMap<Name<'d>, Tally>) -> BTreeMap<Name<'d>, Decision> {
    tallies.iter().filter_map(|(name, tally)| Some((name.clone(), tally.decide()?))).collect()
}

/// Names by their first word, longest first.
type ByFirstWord<'n, 'd> = BTreeMap<&'d str, Vec<(&'n Name<'d>, &'n Decision)>>;

fn by_first_word<'n, 'd>(decisions: &'n BTreeMap<Name<'d>, Decision>) -> ByFirstWord<'n, 'd> {
    let mut all: ByFirstWord<'n, 'd> = BTreeMap::new();
    for (name, decision) in decisions {
        all.entry(name[0]).or_default().push((name, decision));
    }
    for names in all.values_mut() {
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    }
    all
}

/// Where decided names stand in a sentence, left to right; of two at one place the longer.
fn standing<'n>(
    words: &[Word<'_>],
    names: &ByFirstWord<'n, '_>,
) -> Vec<(TokenRange, &'n Decision)> {
    let mut standing = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let here = names.get(words[at].form).into_iter().flatten().find(|(name, _)| {
            let there = words.get(at..at + name.len());
            there
                .is_some_and(|there| there.iter().zip(*name).all(|(word, form)| word.form == *form))
        });
        match here {
            Some((name, decision)) => {
                standing.push((TokenRange::new(at, at + name.len()), *decision));
                at += name.len();
            }
            None => at += 1,
        }
    }
    standing
}

/// Whether it is a headline or a line in capitals, in which a capital letter makes no name.
fn capitals_say_nothing(words: &[Word<'_>]) -> bool {
    const SHORT: usize = 4;
    let content: Vec<&Word<'_>> = words
        .iter()
        .filter(|word| word.form.starts_with(char::is_alphabetic))
        .filter(|word| !english::is_function_word(&word.lower))
        .collect();
    let shouted = content.iter().all(|word| !word.form.contains(char::is_lowercase));
    let capitals = content.iter().filter(|word| word.is_capitalised()).count();
    let sentence = words.last().is_some_and(|word| english::ends_clause(&word.lower));
    let headline = !sentence && capitals > 4 * (content.len() - capitals);
    content.len() >= SHORT && (shouted || headline)
}

/// The phrases of all sentences.
fn phrases<'e>(
    examination: &'e Examination<'_>,
) -> impl Iterator<Item = (&'e Examined<'e>, &'e Phrase)> {
    examination
        .sentences
        .iter()
        .flat_map(|sentence| sentence.phrases.iter().map(move |phrase| (sentence, phrase)))
}
