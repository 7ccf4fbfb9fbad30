//! What a description stands for: "the president", "the Russian leader", "the two countries", "the
//! missiles".
//!
//! A description takes up what was introduced by its noun, has it as its kind, or holds the office
//! that it names. Where two fit, the more salient counts only if it is clearly so.

use std::{collections::BTreeSet, ops::Bound};

use super::{
    Resolved,
    discourse::{Discourse, Mentioned, Position, candidates, clear},
    people::{Gender, People, country_of},
    pronoun::noun_end,
};
use crate::{
    english,
    extract::Examined,
    id::{EntityId, TypeId},
    matcher::{Form, Phrase},
    rules::{ReferenceWords, base},
    span::TokenRange,
};

/// The rule by which a description is resolved.
const DESCRIPTION: &str = "reference/description";
/// What a candidate must at least have where several compete.
const LEAST: usize = 100;

/// A noun phrase that names nothing by itself.
#[derive(Debug)]
struct Description {
    tokens: TokenRange,
    /// In dictionary form.
    noun: String,
    plural: bool,
    /// How many it says there are.
    count: Option<usize>,
    /// Whose it says they are: "the Russian and Ukrainian leaders".
    countries: Vec<EntityId>,
}

/// What the description whose noun starts at a token stands for, if it is clear.
pub(super) fn resolve(
    discourse: Discourse<'_, '_>,
    people: &People,
    sentence: usize,
    token: usize,
) -> Option<Resolved> {
    let description = description(discourse, sentence, token)?;
    let at = Position { sentence, token: description.tokens.start };
    let reader = Reader { discourse, people, description, at };
    let of = reader.referents()?;
    let tokens = reader.description.tokens;
    Some(Resolved { tokens, form: Form::Description, rule: DESCRIPTION, of })
}

/// The description whose noun starts at `start`.
fn description(discourse: Discourse<'_, '_>, sentence: usize, start: usize) -> Option<Description> {
    let examined = discourse.sentence(sentence);
    let lists = &discourse.extractor.rules().english.reference;
    let word = &examined.words[start];
    let forms = || word.lemmas().iter().map(|lemma| &**lemma).chain([&*word.lower]);
    let listed = lists.nouns.values().chain([&lists.pairs]);
    let (mut end, noun) = listed
        .flat_map(|nouns| forms().flat_map(|form| beginning_with(nouns, form)))
        .filter_map(|noun| Some((noun_end(examined, start, noun)?, noun)))
        .max_by_key(|(end, noun)| (*end, std::cmp::Reverse(*noun)))?;
    let plural = &*examined.words[end - 1].lower != noun.rsplit(' ').next()?;
    // "the long-range missiles": the words before the noun say of what kind they are
    let kind = examined.phrases.iter().find(|phrase| {
        phrase.name.end == end && phrase.name.start <= start && is_kind(examined, phrase)
    });
    let start = kind.map_or(start, |phrase| phrase.name.start);
    let mut opening = Opening::before(examined, start);
    if opening.countries.is_empty()
        && let Some((after, country)) = country_after(examined, end)
    {
        opening.countries.push(country);
        end = after;
    }
    let described = opening.definite || opening.count.is_some() || !opening.countries.is_empty();
    let tokens = TokenRange::new(opening.start, end);
    let count = if lists.pairs.contains(noun) { Some(2) } else { opening.count };
    let described = described
        && !is_part_of_name(examined, TokenRange::new(start, end))
        && stands_alone(discourse, sentence, tokens, noun);
    described.then(|| Description {
        tokens,
        noun: noun.clone(),
        plural,
        count,
        countries: opening.countries,
    })
}

/// The nouns that begin with some letters.
fn beginning_with<'n>(
    nouns: &'n BTreeSet<String>,
    letters: &'n str,
) -> impl Iterator<Item = &'n String> {
    let from = (Bound::Included(letters), Bound::Unbounded);
    nouns.range::<str, _>(from).take_while(move |noun| noun.starts_with(letters))
}

/// What stands before the noun of a description.
#[derive(Debug)]
struct Opening {
    start: usize,
    definite: bool,
    count: Option<usize>,
    countries: Vec<EntityId>,
}

impl Opening {
    fn before(sentence: &Examined<'_>, noun: usize) -> Self {
        let word = |at: usize| at.checked_sub(1).map(|at| &*sentence.words[at].lower);
        let mut opening = Self { start: noun, definite: false, count: None, countries: Vec::new() };
        while let Some((start, country)) = country_before(sentence, opening.start) {
            opening.countries.insert(0, country);
            opening.start = start;
            if opening.countries.len() > 1 || word(start) != Some("and") {
                break;
            }
            // "the Russian and Ukrainian leaders", not "Russia and the Ukrainian leader"
            if country_before(sentence, start - 1).is_none() {
                break;
            }
            opening.start -= 1;
        }
        if let Some(count) = word(opening.start).and_then(count) {
            opening.count = Some(count);
            opening.start -= 1;
        }
        while let Some("the" | "this" | "these" | "those" | "both") = word(opening.start) {
            opening.definite = true;
            opening.start -= 1;
            if &*sentence.words[opening.start].lower == "both" {
                opening.count = opening.count.or(Some(2));
            }
        }
        opening
    }
}

fn count(word: &str) -> Option<usize> {
    match word {
        "two" => Some(2),
        "three" => Some(3),
        _ => None,
    }
}

/// The country whose name or adjective ends before `end`: "Russian", "Russia's".
fn country_before(sentence: &Examined<'_>, end: usize) -> Option<(usize, EntityId)> {
    let genitive = end.checked_sub(1).filter(|at| sentence.words[*at].form == "'s");
    let end = genitive.unwrap_or(end);
    let phrase = sentence.phrases.iter().find(|phrase| {
        phrase.name.end == end && phrase.extent.end == end && !phrase.is_description()
    })?;
    Some((phrase.name.start, country_of(phrase)?))
}

/// The country of "of Russia" behind a noun, and where that ends.
fn country_after(sentence: &Examined<'_>, end: usize) -> Option<(usize, EntityId)> {
    let of = sentence.words.get(end).is_some_and(|word| &*word.lower == "of");
    let phrase = sentence.phrases.iter().find(|phrase| of && phrase.extent.start == end + 1)?;
    Some((phrase.extent.end, country_of(phrase)?))
}

/// Whether a name has the noun in it; the word for a kind of weapon is no name.
fn is_part_of_name(sentence: &Examined<'_>, noun: TokenRange) -> bool {
    sentence.phrases.iter().any(|phrase| {
        let other = phrase.extent.overlaps(noun) && !noun.contains(phrase.extent);
        other && !is_kind(sentence, phrase)
    })
}

/// Whether a phrase is a plain word for a kind of weapon.
fn is_kind(sentence: &Examined<'_>, phrase: &Phrase) -> bool {
    phrase.usual().r#type.as_str() == base::WEAPON
        && sentence.words[phrase.name.range()].iter().all(|word| !word.is_capitalised())
}

/// Whether the noun is the head of its phrase, and the phrase no title, predicate or apposition of
/// what has a name.
fn stands_alone(
    discourse: Discourse<'_, '_>,
    sentence: usize,
    tokens: TokenRange,
    noun: &str,
) -> bool {
    let examined = discourse.sentence(sentence);
    let words = &examined.words;
    let form = |at: usize| words.get(at).map(|word| &*word.lower);
    let starts_name = |at: usize| {
        examined.phrases.iter().any(|phrase| {
            (phrase.name.start == at || phrase.extent.start == at) && !phrase.is_description()
        })
    };
    let is_person = discourse
        .extractor
        .rules()
        .english
        .reference
        .nouns
        .get(base::PERSON)
        .is_some_and(|nouns| nouns.contains(noun));
    let ends_name = |at: usize| examined.phrases.iter().any(|phrase| phrase.extent.end == at);
    let after = form(tokens.end);
    let title = starts_name(tokens.end) && words[tokens.end].is_capitalised();
    let apposed = after == Some(",")
        && is_person
        && starts_name(tokens.end + 1)
        && examined.phrases.iter().any(|phrase| {
            phrase.extent.start == tokens.end + 1
                && phrase.usual().r#type.as_str() == base::PERSON
                && form(phrase.extent.end) == Some(",")
        });
    let restricted = matches!(after, Some("of" | "-" | "who" | "whose"));
    let before = tokens.start.checked_sub(1).and_then(form);
    let apposition = before == Some(",") && ends_name(tokens.start - 1);
    let predicate = matches!(
        before,
        Some(
            "as" | "is" | "was" | "are" | "were" | "be" | "been" | "become" | "became" | "becomes"
        )
    );
    if title || apposed || restricted || apposition || predicate {
        return false;
    }
    let tag = |at: usize| {
        discourse.extractor.tags(discourse.examination.document.prose(), examined).get(at).copied()
    };
    let compound = words.get(tokens.end).is_some_and(|word| {
        word.form.starts_with(char::is_alphabetic)
            && !english::is_function_word(&word.lower)
            && matches!(tag(tokens.end), Some("NN" | "NNS" | "NNP" | "NNPS"))
    });
    !compound
}

/// A description in its text.
struct Reader<'a, 'd> {
    discourse: Discourse<'a, 'd>,
    people: &'a People,
    description: Description,
    at: Position,
}

impl Reader<'_, '_> {
    fn words(&self) -> &ReferenceWords {
        &self.discourse.extractor.rules().english.reference
    }

    /// The types that the noun describes.
    fn types(&self) -> BTreeSet<&str> {
        let Description { noun, .. } = &self.description;
        let nouns = self.words().nouns.iter();
        nouns.filter(|(_, nouns)| nouns.contains(noun)).map(|(r#type, _)| r#type.as_str()).collect()
    }

    fn referents(&self) -> Option<Vec<Mentioned>> {
        let Description { noun, plural, count, countries, .. } = &self.description;
        let types = self.types();
        let pair = self.words().pairs.contains(noun);
        if self.words().counted.contains(noun) && !(*plural && count.is_some()) {
            return None;
        }
        if types.contains(base::PERSON) || pair {
            return match (&countries[..], plural, count) {
                ([one], false, None) => self.person(Some(one)),
                ([], false, None) => self.person(None),
                ([_, _], true, _) => {
                    let each = countries.iter().map(|country| self.person(Some(country)));
                    Some(each.collect::<Option<Vec<_>>>()?.concat())
                }
                ([], true, _) => self.several(count.unwrap_or(2), &[base::PERSON]),
                ([], false, Some(2)) if pair => self.several(2, &[base::PERSON]),
                _ => None,
            };
        }
        if !countries.is_empty() {
            return None;
        }
        if types.contains(base::COUNTRY) {
            return match (plural, count) {
                (false, None) => self.country(),
                (true, Some(count)) => {
                    let types: Vec<&str> = types.into_iter().collect();
                    self.several(*count, &types)
                }
                _ => None,
            };
        }
        if types.contains(base::WEAPON) {
            return self.thing(&[base::WEAPON]);
        }
        let one_body = count.is_none() && (!plural || types.contains(base::GROUP));
        let types: Vec<&str> = types.into_iter().collect();
        if one_body { self.thing(&types) } else { None }
    }

    /// Somebody who was called so, or who holds the office.
    fn person(&self, country: Option<&EntityId>) -> Option<Vec<Mentioned>> {
        let fits = |mentioned: &Mentioned| self.is_person(mentioned, country);
        let before = self.everything_before();
        let fitting: BTreeSet<&EntityId> =
            before.iter().filter(|one| fits(one)).map(|one| &one.entity).collect();
        if let [_] = fitting.into_iter().collect::<Vec<_>>()[..] {
            return before.iter().rev().find(|one| fits(one)).map(|one| vec![one.clone()]);
        }
        clear(candidates(&self.discourse.before(self.at, fits), fits), LEAST)
    }

    fn is_person(&self, mentioned: &Mentioned, country: Option<&EntityId>) -> bool {
        let Description { noun, count, .. } = &self.description;
        let words = self.words();
        if mentioned.r#type.as_str() != base::PERSON {
            return false;
        }
        let gender = self.people.gender(&mentioned.entity);
        let suits = match gender {
            Some(Gender::Male) => !words.feminine.contains(noun),
            Some(Gender::Female) => !words.masculine.contains(noun),
            None => true,
        };
        let anybody =
            count.is_some() && (words.counted.contains(noun) || words.pairs.contains(noun));
        suits && (anybody || self.people.are(words, &mentioned.entity, noun, country))
    }

    /// All that is named before it in the text.
    fn everything_before(&self) -> Vec<Mentioned> {
        let all = (0..=self.at.sentence).flat_map(|at| self.discourse.mentioned(at, None));
        all.filter(|mentioned| mentioned.at < self.at).collect()
    }

    /// So many of some types: the only ones of the last sentences, or of the last that has any.
    fn several(&self, count: usize, types: &[&str]) -> Option<Vec<Mentioned>> {
        let fits = |mentioned: &Mentioned| match mentioned.r#type.as_str() {
            base::PERSON => types.contains(&base::PERSON) && self.is_person(mentioned, None),
            other => types.contains(&other),
        };
        let before = self.discourse.before(self.at, |_| false);
        let mut so_far: Vec<Mentioned> = Vec::new();
        for (_, mentioned) in before.iter().rev() {
            let here = distinct(mentioned.iter().filter(|one| fits(one)).cloned().collect());
            if here.len() == count {
                return Some(here);
            }
            so_far = distinct([here, so_far].concat());
            if so_far.len() == count {
                return Some(so_far);
            }
            if so_far.len() > count {
                return None;
            }
        }
        None
    }

    /// The one country of this sentence and the last, or the clearly most salient.
    fn country(&self) -> Option<Vec<Mentioned>> {
        let fits = |mentioned: &Mentioned| mentioned.r#type.as_str() == base::COUNTRY;
        clear(candidates(&self.discourse.before(self.at, fits), fits), LEAST)
    }

    /// The only thing of such a kind in the nearest sentence that has any.
    fn thing(&self, types: &[&str]) -> Option<Vec<Mentioned>> {
        let fits = |mentioned: &&Mentioned| {
            types.contains(&mentioned.r#type.as_str()) && self.is_of_kind(mentioned)
        };
        let before = self.discourse.before(self.at, |_| false);
        let here = before.iter().rev().find_map(|(_, mentioned)| {
            let here = distinct(mentioned.iter().filter(fits).cloned().collect());
            (!here.is_empty()).then_some(here)
        })?;
        (here.len() == 1).then_some(here)
    }

    /// Whether something is of a kind that the noun describes. What no rule lists is of the kind
    /// that its name ends in.
    fn is_of_kind(&self, mentioned: &Mentioned) -> bool {
        let noun = self.description.noun.as_str();
        let label = self.discourse.label(&mentioned.entity);
        let is_weapon = mentioned.r#type == TypeId::from(base::WEAPON);
        // a plain word for a kind is taken up by nothing
        if is_weapon && label.starts_with(char::is_lowercase) {
            return false;
        }
        match self.discourse.kind(&mentioned.entity) {
            Some(kind) => {
                let kinds = self.words().kinds.get(noun);
                kind == noun
                    || kinds.is_some_and(|kinds| kinds.contains(kind))
                    || (is_weapon && noun == base::WEAPON)
            }
            None => {
                let last = label.rsplit(' ').next().unwrap_or_default().to_lowercase();
                last == noun || (is_weapon && noun == base::WEAPON)
            }
        }
    }
}

fn distinct(mentioned: Vec<Mentioned>) -> Vec<Mentioned> {
    let mut found: Vec<Mentioned> = Vec::new();
    for one in mentioned {
        match found.iter_mut().find(|known| known.entity == one.entity) {
            Some(known) => *known = one,
            None => found.push(one),
        }
    }
    found
}
