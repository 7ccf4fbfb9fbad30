//! From known names to noun phrases: which name counts, what it stands for, how far its phrase goes.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Ambiguous, Decreed, Examination, Examined, Extractor, Readings, bytes,
    name::record as name_record, record,
};
use crate::{
    english::{self, TokenKind},
    id::{EntityId, RuleId},
    matcher::{Form, Phrase, Reading, Word},
    mention::EntityRecord,
    rules::{RoleNouns, base},
    span::TokenRange,
};

/// The rule that a mention of a listed name is found by.
const LISTED: &str = "listed";
/// The rule that a mention by decree is found by.
const DECREED: &str = "decreed";

/// Finds the listed names.
pub(super) fn find_listed(extractor: &Extractor, examination: &mut Examination<'_>) {
    for sentence in &mut examination.sentences {
        let hits = extractor.matcher.gazetteer.find(&sentence.words);
        let words = &sentence.words;
        // in a line of capitals "IS" and "US" are words before they are acronyms
        let is_word = |tokens: TokenRange| {
            tokens.len() == 1 && english::is_function_word(&words[tokens.start].lower)
        };
        sentence.phrases = hits
            .into_iter()
            .filter(|hit| !(is_word(hit.tokens) && is_in_capitals(words)))
            .map(|hit| Phrase {
                name: hit.tokens,
                extent: hit.tokens,
                readings: Arc::clone(hit.readings),
                rule: RuleId::from(LISTED),
            })
            .collect();
    }
    settle_short(extractor, examination);
}

/// Takes short names for what they are short for where the document names it otherwise too, or what
/// it is known beside; elsewhere they name nothing.
fn settle_short(extractor: &Extractor, examination: &mut Examination<'_>) {
    let readings = || examination.sentences.iter().flat_map(|it| &it.phrases);
    let is_short = |reading: &Reading| reading.form == Form::Short;
    if !readings().any(|phrase| phrase.readings.iter().any(is_short)) {
        return;
    }
    let named: BTreeSet<EntityId> = readings()
        .filter(|phrase| !phrase.readings.iter().any(is_short))
        .map(|phrase| phrase.usual().entity.clone())
        .collect();
    let is_known = |entity: &EntityId| {
        let beside = extractor.rules.entities.get(entity).map(|entity| &entity.beside);
        named.contains(entity) || beside.is_some_and(|all| all.iter().any(|it| named.contains(it)))
    };
    for sentence in &mut examination.sentences {
        let words = &sentence.words;
        let meant = |phrase: &Phrase, reading: &Reading| {
            !is_short(reading) || (is_known(&reading.entity) && is_whole_noun(words, phrase.name))
        };
        for phrase in &mut sentence.phrases {
            if phrase.readings.iter().any(is_short) {
                let kept = phrase.readings.iter().filter(|reading| meant(phrase, reading));
                let as_name = |reading: &Reading| match reading.form {
                    Form::Short => Reading { form: Form::Name, ..reading.clone() },
                    _ => reading.clone(),
                };
                phrase.readings = kept.map(as_name).collect();
            }
        }
        sentence.phrases.retain(|phrase| !phrase.readings.is_empty());
    }
}

/// Whether a name in small letters is all of its noun: "a coalition airstrike", but not "the ruling
/// coalition" or "a coalition of parties".
fn is_whole_noun(words: &[Word<'_>], name: TokenRange) -> bool {
    let begins = name.start == 0 || {
        let before = &words[name.start - 1];
        before.kind != TokenKind::Word || english::is_function_word(&before.lower)
    };
    let goes_on = words.get(name.end).is_some_and(|word| &*word.lower == "of");
    words[name.start].is_capitalised() || (begins && !goes_on)
}

/// Whether a sentence of some length has no small letter.
fn is_in_capitals(words: &[Word<'_>]) -> bool {
    const SHORT: usize = 4;
    let mut letters = words.iter().filter(|word| word.form.contains(char::is_alphabetic));
    letters.clone().count() >= SHORT && letters.all(|word| !word.form.contains(char::is_lowercase))
}

/// Makes the decreed spans phrases, in place of whatever was found there.
pub(super) fn decree(examination: &mut Examination<'_>, decreed: &[Decreed]) {
    for Decreed { span, r#type } in decreed {
        let Some(sentence) =
            examination.sentences.iter_mut().find(|sentence| sentence.span.overlaps(*span))
        else {
            continue;
        };
        let inside = |word: &Word<'_>| span.overlaps(word.span);
        let Some(start) = sentence.words.iter().position(inside) else { continue };
        let end = sentence.words[start..].iter().take_while(|word| inside(word)).count() + start;
        let name = TokenRange::new(start, end);
        let text = sentence.bytes(name).of(examination.document.text());
        let entity = EntityId::unlisted(r#type, text);
        examination.entities.insert(entity.clone(), name_record(r#type, text));
        let reading = Reading { form: Form::Name, entity, r#type: r#type.clone(), located: false };
        sentence.phrases.retain(|phrase| !phrase.name.overlaps(name));
        insert(
            sentence,
            Phrase { name, extent: name, readings: [reading].into(), rule: RuleId::from(DECREED) },
        );
    }
}

/// Adds a phrase in its place in the order of the text.
pub(super) fn insert(sentence: &mut Examined<'_>, phrase: Phrase) {
    let at = sentence.phrases.partition_point(|known| known.name < phrase.name);
    sentence.phrases.insert(at, phrase);
}

/// Decides what names stand for that several entities share: the one that the document names by a
/// longer name too. What nothing settles names nothing, and is reported.
pub(super) fn settle(extractor: &Extractor, examination: &mut Examination<'_>) {
    let certain: BTreeSet<EntityId> = examination
        .sentences
        .iter()
        .flat_map(|sentence| &sentence.phrases)
        .filter(|phrase| !is_ambiguous(&phrase.readings))
        .map(|phrase| phrase.usual().entity.clone())
        .collect();
    let text = examination.document.text();
    let mut ambiguous: Vec<Ambiguous> = Vec::new();
    for sentence in &mut examination.sentences {
        let mut kept = Vec::new();
        for mut phrase in std::mem::take(&mut sentence.phrases) {
            if is_ambiguous(&phrase.readings) {
                let rivals = rivals(&phrase.readings);
                let named: Vec<&Reading> =
                    rivals.iter().filter(|rival| certain.contains(&rival.entity)).collect();
                let [winner] = named[..] else {
                    let span = sentence.bytes(phrase.name);
                    let name = span.of(text).to_owned();
                    if !ambiguous.iter().any(|known| known.text == name) {
                        let candidates = rivals.into_iter().map(|rival| rival.entity).collect();
                        ambiguous.push(Ambiguous { span, text: name, candidates });
                    }
                    continue;
                };
                phrase.readings = [winner.clone()].into();
            }
            let name = sentence.bytes(phrase.name).of(text);
            record_readings(extractor, &mut examination.entities, &phrase.readings, name);
            kept.push(phrase);
        }
        sentence.phrases = kept;
    }
    examination.ambiguous = ambiguous;
}

/// Records what a name may stand for.
fn record_readings(
    extractor: &Extractor,
    entities: &mut BTreeMap<EntityId, EntityRecord>,
    readings: &[Reading],
    name: &str,
) {
    for reading in readings {
        if let Some(record) = record(&extractor.rules, &reading.entity) {
            entities.insert(reading.entity.clone(), record);
        } else if let Some(seat) = readings.iter().find(|reading| reading.form == Form::Seat) {
            // a seat of government that is no entity of its own lies in what is governed from it
            let outer = record(&extractor.rules, &seat.entity).map(|record| record.within);
            let within = [seat.entity.clone()].into_iter().chain(outer.into_iter().flatten());
            let record =
                EntityRecord { within: within.collect(), ..name_record(&reading.r#type, name) };
            entities.entry(reading.entity.clone()).or_insert(record);
        }
    }
}

/// The readings of the closest form; several are rivals. A place and what is governed from it are
/// none: what the sentence does with the name tells them apart.
fn rivals(readings: &[Reading]) -> Vec<Reading> {
    let form = readings.first().map(|reading| reading.form);
    readings.iter().filter(|reading| Some(reading.form) == form).cloned().collect()
}

fn is_ambiguous(readings: &[Reading]) -> bool {
    rivals(readings).len() > 1
}

/// Extends each phrase over what belongs to its name: titles, the country before a title or a
/// weapon, the role noun after a demonym, determiners and numbers.
pub(super) fn extend(extractor: &Extractor, examination: &mut Examination<'_>) {
    let nouns = &extractor.rules.english.roles;
    for index in 0..examination.sentences.len() {
        let sentence = &examination.sentences[index];
        let text = examination.document.prose();
        let verbs = verbs_behind_names(sentence, nouns, || extractor.tags(text, sentence));
        let groups = extend_right(&mut examination.sentences[index], nouns, &verbs);
        for (at, text, r#type) in groups {
            let r#type = r#type.into();
            let entity = EntityId::unlisted(&r#type, &text);
            examination.entities.insert(entity.clone(), name_record(&r#type, &text));
            let phrase = &mut examination.sentences[index].phrases[at];
            phrase.name = phrase.extent;
            phrase.readings = [Reading { form: Form::Name, entity, r#type, located: false }].into();
        }
        extend_left(extractor, &mut examination.sentences[index]);
    }
}

/// The words between names and role nouns that are verbs: "France *sent* troops" is no phrase,
/// "US special forces" is. The tags are only asked for where there is such a word.
fn verbs_behind_names<'e>(
    sentence: &Examined<'_>,
    nouns: &RoleNouns,
    tags: impl FnOnce() -> &'e [&'static str],
) -> BTreeSet<usize> {
    let lists = [&nouns.state, &nouns.services, &nouns.group, &nouns.collectives];
    let is_noun = |at: usize| {
        lists.iter().any(|list| list.iter().any(|noun| words_end(sentence, at, noun).is_some()))
    };
    let between: Vec<usize> = sentence
        .phrases
        .iter()
        .filter(|phrase| phrase.usual().form != Form::Adjective)
        .map(|phrase| phrase.name.end)
        .filter(|at| word_is(sentence, *at, |word| word.form.starts_with(char::is_lowercase)))
        .filter(|at| is_noun(at + 1))
        .collect();
    if between.is_empty() {
        return BTreeSet::new();
    }
    let tags = tags();
    let modifies = |at: usize| tags.get(at).is_none_or(|tag| tag.starts_with("JJ") || *tag == "NN");
    between.into_iter().filter(|at| !modifies(*at)).collect()
}

/// Extends to the right. Gives the phrases that became entities of their own, with their text and
/// type.
fn extend_right(
    sentence: &mut Examined<'_>,
    nouns: &RoleNouns,
    verbs: &BTreeSet<usize>,
) -> Vec<(usize, String, &'static str)> {
    let mut groups = Vec::new();
    let mut index = 0;
    while index < sentence.phrases.len() {
        let phrase = &sentence.phrases[index];
        let end = phrase.name.end;
        match phrase.usual().r#type.as_str() {
            base::COUNTRY | base::PLACE => {
                let possessive = usize::from(word_is(sentence, end, |word| &*word.lower == "'s"));
                // "Turkish opposition lawmakers" do not act for the state
                let apart = [&nouns.group, &nouns.collectives].into_iter().flatten();
                let apart = apart.clone().any(|noun| words_end(sentence, end, noun).is_some());
                let state =
                    noun_end(sentence, end + possessive, &nouns.state, verbs).filter(|_| !apart);
                let service = noun_end(sentence, end, &nouns.services, verbs);
                let group = noun_end(sentence, end, &nouns.group, verbs)
                    .filter(|&end| is_plural(sentence, end - 1))
                    .or_else(|| noun_end(sentence, end, &nouns.collectives, verbs))
                    .filter(|&end| !is_followed_by_name(sentence, end));
                let phrase = &sentence.phrases[index];
                let of_state = phrase.usual().form == Form::Adjective
                    || phrase.readings.iter().any(is_country);
                let own = matches!(phrase.usual().form, Form::Adjective | Form::Name);
                if let (Some(end), true) = (service, own) {
                    own_entity(sentence, index, end, base::ORGANIZATION, &mut groups);
                } else if let (Some(end), true) = (state, of_state) {
                    sentence.phrases[index].extent.end = end;
                    as_country(&mut sentence.phrases[index]);
                } else if let (Some(end), true) = (group, own) {
                    own_entity(sentence, index, end, base::GROUP, &mut groups);
                }
            }
            base::WEAPON => absorb(sentence, index),
            _ => {}
        }
        index += 1;
    }
    groups
}

/// Notes that the phrase up to `end` names something of its own.
fn own_entity(
    sentence: &mut Examined<'_>,
    index: usize,
    end: usize,
    r#type: &'static str,
    found: &mut Vec<(usize, String, &'static str)>,
) {
    sentence.phrases[index].extent.end = end;
    let words = &sentence.words[sentence.phrases[index].extent.range()];
    let text: Vec<&str> = words.iter().map(|word| word.form).collect();
    found.push((index, text.join(" "), r#type));
}

fn is_plural(sentence: &Examined<'_>, at: usize) -> bool {
    word_is(sentence, at, |word| word.lower.ends_with('s') || word.lower.ends_with("men"))
}

/// Whether a name follows, of which the noun before says what it is: "the German company Züblin".
fn is_followed_by_name(sentence: &Examined<'_>, at: usize) -> bool {
    word_is(sentence, at, |word| word.is_capitalised())
}

fn is_country(reading: &Reading) -> bool {
    reading.r#type.as_str() == base::COUNTRY
}

/// "Kyiv's forces" are those of the country.
fn as_country(phrase: &mut Phrase) {
    if let Some(country) = phrase.readings.iter().find(|reading| is_country(reading)).cloned() {
        phrase.readings = Readings::from([country]);
    }
}

/// Where the nouns of `list` that start at `start`, after one word at most that is none of the
/// `verbs`, end.
fn noun_end(
    sentence: &Examined<'_>,
    start: usize,
    list: &[String],
    verbs: &BTreeSet<usize>,
) -> Option<usize> {
    let listed = |at: usize| {
        let free = !sentence.phrases.iter().any(|phrase| phrase.name.start == at);
        let ends = list.iter().filter_map(|noun| words_end(sentence, at, noun));
        free.then(|| ends.max()).flatten()
    };
    let modified = || {
        let modifies = !verbs.contains(&start)
            && word_is(sentence, start, |word| {
                word.form.starts_with(char::is_lowercase) && !english::is_function_word(&word.lower)
            });
        modifies.then(|| listed(start + 1)).flatten()
    };
    let mut end = listed(start).or_else(modified)?;
    while let Some(next) = listed(end) {
        end = next;
    }
    Some(end)
}

/// Where the words of `noun`, the last in any form, end if they start at `at`.
fn words_end(sentence: &Examined<'_>, at: usize, noun: &str) -> Option<usize> {
    let mut end = at;
    for listed in noun.split(' ') {
        if !word_is(sentence, end, |word| word.has_lemma(listed)) {
            return None;
        }
        end += 1;
    }
    Some(end)
}

fn word_is(sentence: &Examined<'_>, at: usize, test: impl Fn(&Word<'_>) -> bool) -> bool {
    sentence.words.get(at).is_some_and(test)
}

/// Takes the generic noun after the name of a weapon into its phrase: "Tomahawk cruise missiles".
fn absorb(sentence: &mut Examined<'_>, index: usize) {
    const MODIFIERS: usize = 4;
    while let Some(next) = sentence.phrases.get(index + 1) {
        let end = sentence.phrases[index].extent.end;
        let between = &sentence.words[end..next.name.start];
        let joined = between.len() <= MODIFIERS
            && between.iter().all(|word| word.form == "-" || is_plain(word))
            && (between.is_empty() || between.iter().any(|word| word.form == "-"));
        if next.usual().r#type.as_str() != base::WEAPON || !joined {
            return;
        }
        let end = next.name.end;
        sentence.phrases[index].extent.end = end;
        sentence.phrases.remove(index + 1);
    }
}

fn is_plain(word: &Word<'_>) -> bool {
    word.form.chars().all(char::is_lowercase)
        && !english::is_coordinator(&word.lower)
        && !english::is_locative(&word.lower)
        && !english::is_agentive(&word.lower)
}

fn extend_left(extractor: &Extractor, sentence: &mut Examined<'_>) {
    for index in 0..sentence.phrases.len() {
        let start = match sentence.phrases[index].usual().r#type.as_str() {
            base::PERSON => title_start(sentence, index, &extractor.rules.english.roles),
            base::WEAPON => owner_start(sentence, index),
            _ => sentence.phrases[index].extent.start,
        };
        sentence.phrases[index].extent.start = determiner_start(&sentence.words[..start]);
    }
}

/// Where the determiners at the end of `words` start: "the two", "over 3,000". A preposition that
/// tells of no number is none, and neither is a year before an article.
fn determiner_start(words: &[Word<'_>]) -> usize {
    let run = words
        .iter()
        .rev()
        .take_while(|word| english::is_determiner(&word.lower) || word.is_number())
        .count();
    let start = words.len() - run;
    let counts = |at: usize| {
        words.get(at).is_some_and(|word| word.is_number() || english::is_count(&word.lower))
    };
    let belongs = |at: usize| {
        let word = &words[at];
        let next = words.get(at + 1);
        let approximates = english::is_approximator(&word.lower);
        let followed = next.is_some_and(|next| english::is_approximator(&next.lower));
        let dated = word.is_number() && next.is_some_and(|next| &*next.lower == "the");
        (!approximates || followed || counts(at + 1)) && !dated
    };
    (start..words.len()).rev().find(|at| !belongs(*at)).map_or(start, |at| at + 1)
}

/// Where the titles before a person's name start: "US Senate Majority Leader John Thune".
fn title_start(sentence: &Examined<'_>, index: usize, nouns: &RoleNouns) -> usize {
    let phrases = &sentence.phrases;
    let name = phrases[index].name.start;
    let mut start = name;
    let mut titled = false;
    while start > 0 {
        let word = &sentence.words[start - 1];
        let before = phrases[..index].iter().rev().find(|phrase| phrase.name.end == start);
        // "pressed" is no form of the title "press"
        let is_title = |title: &String| {
            *title == *word.lower || word.lower.strip_suffix('s') == Some(title.as_str())
        };
        if nouns.titles.iter().any(is_title) {
            titled = true;
            start -= 1;
        } else if let Some(phrase) = before.filter(|phrase| titled && !is_person(phrase)) {
            start = phrase.name.start;
        } else if matches!(word.form, "[" | "]") || (titled && is_inside_title(word)) {
            start -= 1;
        } else {
            break;
        }
    }
    if !titled {
        return name;
    }
    // what joins the parts of a title does not start one
    let words = sentence.words[start..name].iter();
    start + words.take_while(|word| is_inside_title(word) || word.form == "]").count()
}

fn is_person(phrase: &Phrase) -> bool {
    phrase.usual().r#type.as_str() == base::PERSON
}

fn is_inside_title(word: &Word<'_>) -> bool {
    matches!(&*word.lower, "of" | "for" | "and" | "'s" | "-" | "the" | "&" | "/")
}

/// Where the phrase of a weapon starts when a country stands before it: "U.S. Tomahawks".
fn owner_start(sentence: &Examined<'_>, index: usize) -> usize {
    let start = sentence.phrases[index].name.start;
    let owner = sentence.phrases[..index]
        .iter()
        .rev()
        .find(|phrase| phrase.name.end == start && is_country(phrase.usual()));
    owner.map_or(start, |phrase| phrase.name.start)
}

/// Settles how names that stand for two things are read where no statement tells: a seat of
/// government is the place, unless the words around it say that it acts.
pub(super) fn choose_readings(extractor: &Extractor, examination: &mut Examination<'_>) {
    let speech = &extractor.rules.english.speech.verbs;
    let used: BTreeSet<(crate::span::Span, EntityId)> = examination
        .statements
        .iter()
        .flat_map(|statement| statement.roles.values().flatten())
        .filter_map(|filler| Some((filler.span, filler.entity.clone()?)))
        .collect();
    let entities = &examination.entities;
    for sentence in &mut examination.sentences {
        let kept = |phrase: &Phrase| {
            let entity = &phrase.usual().entity;
            !is_generic(entities, entity)
                || used.contains(&(bytes(&sentence.words, phrase.name), entity.clone()))
        };
        let phrases = std::mem::take(&mut sentence.phrases);
        sentence.phrases = phrases.into_iter().filter(kept).collect();
        for index in 0..sentence.phrases.len() {
            let phrase = &sentence.phrases[index];
            if phrase.readings.len() < 2 {
                continue;
            }
            let span = sentence.bytes(phrase.name);
            let stated = phrase
                .readings
                .iter()
                .position(|reading| used.contains(&(span, reading.entity.clone())));
            let chosen = stated.or_else(|| {
                acts(sentence, phrase, speech)
                    .then(|| phrase.readings.iter().position(|reading| reading.form == Form::Seat))
                    .flatten()
            });
            if let Some(chosen) = chosen {
                let reading = phrase.readings[chosen].clone();
                sentence.phrases[index].readings = [reading].into();
            }
        }
    }
}

/// Whether the entity is a kind of thing: "drones" are named only as a part of what is stated.
fn is_generic(entities: &BTreeMap<EntityId, EntityRecord>, id: &EntityId) -> bool {
    entities.get(id).is_some_and(|record| record.label.starts_with(char::is_lowercase))
}

/// Whether the words around a name say that it acts: it speaks, owns, gets, or is dealt with.
fn acts(sentence: &Examined<'_>, phrase: &Phrase, speech: &[String]) -> bool {
    let start = phrase.extent.start;
    // weapons go to who gets them: "Tomahawks to Kyiv"
    let receives = start > 0
        && word_is(sentence, start - 1, |word| &*word.lower == "to")
        && sentence.phrases.iter().any(|other| {
            other.extent.end == start - 1 && other.usual().r#type.as_str() == base::WEAPON
        });
    if receives {
        return true;
    }
    let speaks = word_is(sentence, phrase.name.end, |word| {
        word.form == "'s" || speech.iter().any(|verb| word.has_lemma(verb))
    });
    let dealt_with =
        start > 0 && word_is(sentence, start - 1, |word| english::is_agentive(&word.lower));
    let located =
        start > 0 && word_is(sentence, start - 1, |word| english::is_locative(&word.lower));
    (speaks || dealt_with || has_company(sentence, phrase)) && !located
}

/// Whether another seat of government is named in one breath: "Kyiv and Moscow".
fn has_company(sentence: &Examined<'_>, phrase: &Phrase) -> bool {
    let is_seat = |other: &Phrase| other.readings.iter().any(|reading| reading.form == Form::Seat);
    let joined = |at: usize| word_is(sentence, at, |word| &*word.lower == "and");
    sentence.phrases.iter().filter(|other| is_seat(other)).any(|other| {
        (other.extent.start == phrase.name.end + 1 && joined(phrase.name.end))
            || (phrase.extent.start == other.name.end + 1 && joined(other.name.end))
    })
}
