//! Actors without a name of their own, who are known by where they are or come from.
//!
//! "Police in Lagos" are those of the country, "protesters in Tbilisi" a Georgian group, "a Turkish
//! man" one of a kind that event data count by nation. Where a demonym stands right before its noun
//! the phrase is extended in `phrases`; here is what stands farther apart. Words between are read by
//! their tags, so that no verb is taken for a part of the phrase; a sentence without such a noun
//! costs nothing.

use super::{
    Examination, Examined, Extractor, name::record as name_record, phrases::insert, record,
};
use crate::{
    english,
    id::{EntityId, RuleId},
    matcher::{Form, Phrase, Reading, Word},
    rules::{Entity, RoleNouns, RuleSet, base},
    span::TokenRange,
};

/// The rule that such a mention is found by. Its words are those of other nouns, and the tree is made
/// of them as they are.
pub(super) const UNNAMED: &str = "unnamed";
/// So many words at most stand between a noun and where it is, or a demonym and its noun.
const FARTHEST: usize = 7;

/// Makes a city the seat of its country where those who act for the country are in it: "a court in
/// Lyon", "Lagos police".
pub(super) fn seat(extractor: &Extractor, examination: &mut Examination<'_>) {
    let text = examination.document.prose();
    for sentence in &mut examination.sentences {
        let scene = Scene { extractor, text, sentence };
        let acting: Vec<usize> = scene.acting_cities();
        for index in acting {
            let phrase = &sentence.phrases[index];
            let Some(country) = country(&extractor.rules, phrase) else { continue };
            let record = record(&extractor.rules, &country.id);
            examination.entities.extend(record.map(|record| (country.id.clone(), record)));
            let seat = Reading {
                form: Form::Seat,
                entity: country.id.clone(),
                r#type: base::COUNTRY.into(),
                located: false,
            };
            let readings = phrase.readings.iter().cloned().chain([seat]).collect();
            sentence.phrases[index].readings = readings;
        }
    }
}

/// Finds groups by where they are or come from: "workers in Haiti", "a 20-year-old Somali man".
pub(super) fn find(extractor: &Extractor, examination: &mut Examination<'_>) {
    let text = examination.document.prose();
    let group = base::GROUP.into();
    for sentence in &mut examination.sentences {
        let scene = Scene { extractor, text, sentence };
        let (here, far) = (scene.groups_somewhere(), scene.distant_nouns());
        let reading = |label: &str| Reading {
            form: Form::Name,
            entity: EntityId::unlisted(&group, label),
            r#type: group.clone(),
            located: false,
        };
        for Distant { phrase, end, label } in far {
            let phrase = &mut sentence.phrases[phrase];
            phrase.extent.end = end;
            if let Some(label) = label {
                let reading = reading(&label);
                examination.entities.insert(reading.entity.clone(), name_record(&group, &label));
                phrase.name = TokenRange::new(phrase.name.start, end);
                phrase.readings = [reading].into();
                phrase.rule = RuleId::from(UNNAMED);
            }
        }
        for (at, label) in here {
            let reading = Reading { form: Form::Description, ..reading(&label) };
            examination.entities.insert(reading.entity.clone(), name_record(&group, &label));
            let name = TokenRange::new(at, at + 1);
            let rule = RuleId::from(UNNAMED);
            insert(sentence, Phrase { name, extent: name, readings: [reading].into(), rule });
        }
    }
}

/// A demonym and its noun with several words between them.
struct Distant {
    /// The phrase of the demonym.
    phrase: usize,
    /// Where the noun ends.
    end: usize,
    /// What it is called if it is a group of its own, and not the state.
    label: Option<String>,
}

/// A sentence in which to look.
struct Scene<'a, 'd> {
    extractor: &'a Extractor,
    text: &'a str,
    sentence: &'a Examined<'d>,
}

impl Scene<'_, '_> {
    fn nouns(&self) -> &RoleNouns {
        &self.extractor.rules.english.roles
    }

    /// The phrases of cities that stand for their country here.
    fn acting_cities(&self) -> Vec<usize> {
        let words = &self.sentence.words;
        let is_city = |index: &usize| self.is_city(&self.sentence.phrases[*index]);
        let cities: Vec<usize> = (0..self.sentence.phrases.len()).filter(is_city).collect();
        if cities.is_empty() {
            return cities;
        }
        let inside = (0..words.len())
            .filter(|at| self.is_listed(*at, &self.nouns().local))
            .filter(|at| self.lower(at + 1).is_some_and(|next| matches!(next, "in" | "at")))
            .filter_map(|at| self.place_behind(at));
        let inside: Vec<usize> = inside.collect();
        let acts = |index: &usize| {
            let end = self.sentence.phrases[*index].name.end;
            inside.contains(index) || self.is_listed(end, &self.nouns().local)
        };
        cities.into_iter().filter(acts).collect()
    }

    fn is_city(&self, phrase: &Phrase) -> bool {
        let [reading] = &phrase.readings[..] else { return false };
        let entity = self.extractor.rules.entities.get(&reading.entity);
        reading.form == Form::Name
            && reading.r#type.as_str() == base::PLACE
            && entity.is_some_and(|entity| entity.kind.as_deref() == Some("city"))
    }

    /// The nouns of groups that are somewhere, each with what the group is called.
    fn groups_somewhere(&self) -> Vec<(usize, String)> {
        let nouns = self.nouns();
        let found = (0..self.sentence.words.len()).filter_map(|at| {
            if let Some(adjective) = self.opposed_state(at) {
                return Some((at, format!("{adjective} {}", self.lower(at)?)));
            }
            let list = match self.lower(at + 1)? {
                "from" => &nouns.group,
                "in" | "at" | "across" | "of" => &nouns.residents,
                _ => return None,
            };
            let free =
                !self.sentence.phrases.iter().any(|phrase| phrase.extent.range().contains(&at));
            let collective = self.is_listed(at, &nouns.collectives);
            let group = (collective || is_plural(&self.sentence.words[at]))
                && self.is_listed(at, list)
                && !self.is_foreign(at);
            if !free || !group {
                return None;
            }
            let place = &self.sentence.phrases[self.place_behind(at)?];
            let adjective = self.adjective(place)?;
            Some((at, format!("{adjective} {}", self.lower(at)?)))
        });
        found.collect()
    }

    /// How those of the state are called that a noun is named beside: "talks between the *Syrian*
    /// government and the opposition in Geneva".
    fn opposed_state(&self, at: usize) -> Option<String> {
        let nouns = self.nouns();
        let is_group = self.is_listed(at, &nouns.collectives)
            || self.is_listed(at, &nouns.residents) && is_plural(&self.sentence.words[at]);
        let start = at.checked_sub(usize::from(at > 0 && self.lower(at - 1) == Some("the")))?;
        let joint = start.checked_sub(1)?;
        let joined = matches!(self.lower(joint), Some("and" | "or"));
        if !is_group || !joined {
            return None;
        }
        let mut phrases = self.sentence.phrases.iter();
        let state = phrases.find(|phrase| {
            phrase.extent.end == joint
                && phrase.extent.end > phrase.name.end
                && phrase.usual().r#type.as_str() == base::COUNTRY
        })?;
        self.adjective(state)
    }

    /// Whether a word before a noun says that who it is does not come from where he is.
    fn is_foreign(&self, noun: usize) -> bool {
        let modifier = |at: &usize| self.is_plain(*at) || self.lower(*at) == Some("-");
        let run = (0..noun).rev().take(FARTHEST).take_while(modifier).count();
        // the first word of a sentence has a capital
        let first = noun - run;
        (first.saturating_sub(1)..noun).any(|at| self.is_listed(at, &self.nouns().foreign))
    }

    /// How those of a place are called: "Georgian" for Tbilisi, and "Kashmir" for Kashmir.
    fn adjective(&self, place: &Phrase) -> Option<String> {
        let rules = &self.extractor.rules;
        let by_name = || {
            let reading = place.usual();
            let entity = rules.entities.get(&reading.entity)?;
            (entity.kind.as_deref() == Some("region")).then(|| entity.name.clone())
        };
        let by_country = || {
            let country = country(rules, place)?;
            Some(country.demonyms.first().unwrap_or(&country.name).clone())
        };
        by_name().or_else(by_country)
    }

    /// The phrase of the place that a noun has behind it: "police *in* the western city of *Lviv*".
    fn place_behind(&self, noun: usize) -> Option<usize> {
        let mut tags = None;
        for at in noun + 1..=noun + 1 + FARTHEST {
            let starts = |phrase: &Phrase| phrase.name.start == at;
            if let Some(index) = self.sentence.phrases.iter().position(starts) {
                let is_place = |reading: &Reading| {
                    matches!(reading.r#type.as_str(), base::PLACE | base::COUNTRY)
                };
                let phrase = &self.sentence.phrases[index];
                return (at > noun + 1 && phrase.readings.iter().any(is_place)).then_some(index);
            }
            let lower = self.lower(at)?;
            let joins = at == noun + 1 || matches!(lower, "in" | "at" | "of" | "the" | "'s");
            if !joins {
                let tags =
                    tags.get_or_insert_with(|| self.extractor.tags(self.text, self.sentence));
                if !tags.get(at).is_some_and(|tag| modifies(tag)) {
                    return None;
                }
            }
        }
        None
    }

    /// Demonyms with several words before their noun, and single people of a nation.
    fn distant_nouns(&self) -> Vec<Distant> {
        let phrases = &self.sentence.phrases;
        let of_nation = |phrase: &Phrase| {
            let reading = phrase.usual();
            phrase.extent.end == phrase.name.end
                && (reading.form == Form::Adjective && reading.r#type.as_str() == base::COUNTRY
                    || reading.form == Form::Name && reading.r#type.as_str() == base::PLACE)
        };
        (0..phrases.len())
            .filter(|index| of_nation(&phrases[*index]))
            .filter_map(|index| self.distant_noun(index))
            .collect()
    }

    fn distant_noun(&self, index: usize) -> Option<Distant> {
        let nouns = self.nouns();
        let phrase = &self.sentence.phrases[index];
        let (name, start) = (phrase.name, phrase.name.end);
        let adjective = phrase.usual().form == Form::Adjective;
        let listed = |at: &usize| {
            self.is_listed(*at, &nouns.individuals)
                || adjective && (self.is_listed(*at, &nouns.state) || self.is_group(*at))
        };
        let candidates = start..start + FARTHEST;
        let unbroken = |at: &usize| self.is_plain(*at) || self.lower(*at) == Some("-");
        let listed: Vec<usize> = candidates.take_while(unbroken).filter(listed).collect();
        if listed.is_empty() {
            return None;
        }
        let tags = self.extractor.tags(self.text, self.sentence);
        let is_noun = |at: &usize| tags.get(*at).is_some_and(|tag| tag.starts_with("NN"));
        // the last of a row of nouns says what it is: "army officers", "police chief"
        let noun = listed.into_iter().rfind(is_noun)?;
        if !(start..noun).all(|at| tags.get(at).is_some_and(|tag| modifies(tag))) {
            return None;
        }
        let ends = !tags.get(noun + 1).is_some_and(|tag| tag.starts_with("NN") || *tag == "HYPH");
        if !ends {
            return None;
        }
        let word = &self.sentence.words[noun];
        let single = self.is_listed(noun, &nouns.individuals) && !is_plural(word);
        // "Turkish opposition lawmakers", "Syrian rebel forces"
        let apart = (start..noun)
            .any(|at| self.is_listed(at, &nouns.collectives) || self.is_listed(at, &nouns.group));
        let label = match single || apart || self.is_group(noun) {
            true if apart => Some(self.forms(TokenRange::new(name.start, noun + 1))),
            true => Some(format!("{} {}", self.forms(name), word.lower)),
            false => None,
        };
        if single && (!self.is_indefinite(name.start) || self.is_named_behind(noun)) {
            return None;
        }
        Some(Distant { phrase: index, end: noun + 1, label })
    }

    fn is_group(&self, at: usize) -> bool {
        let nouns = self.nouns();
        self.is_listed(at, &nouns.collectives)
            || is_plural(&self.sentence.words[at]) && self.is_listed(at, &nouns.group)
    }

    /// Whether an indefinite article opens the phrase in which a demonym stands: "a 20-year-old
    /// Somali".
    fn is_indefinite(&self, demonym: usize) -> bool {
        let tags = self.extractor.tags(self.text, self.sentence);
        let part = |at: &usize| tags.get(*at).is_some_and(|tag| modifies(tag));
        let run = (0..demonym).rev().take(FARTHEST).take_while(part).count();
        // "one" is a number
        let before = (demonym - run).checked_sub(1);
        let opens = |at: usize| matches!(self.lower(at), Some("a" | "an" | "another"));
        before.is_some_and(opens)
    }

    /// Whether a name behind a noun says who it is: "a Turkish writer, Orhan Pamuk,".
    fn is_named_behind(&self, noun: usize) -> bool {
        let comma = usize::from(self.lower(noun + 1) == Some(","));
        let named = self.lower(noun + 1) == Some("named") || self.lower(noun + 1) == Some("called");
        named || self.sentence.words.get(noun + 1 + comma).is_some_and(Word::is_capitalised)
    }

    fn forms(&self, tokens: TokenRange) -> String {
        let words = &self.sentence.words[tokens.range()];
        words.iter().map(|word| word.form).collect::<Vec<_>>().join(" ")
    }

    fn lower(&self, at: usize) -> Option<&str> {
        self.sentence.words.get(at).map(|word| &*word.lower)
    }

    /// Whether the word may be a part of a name for what somebody is.
    fn is_plain(&self, at: usize) -> bool {
        self.sentence.words.get(at).is_some_and(|word| {
            word.form.starts_with(char::is_lowercase) && !english::is_function_word(&word.lower)
        })
    }

    fn is_listed(&self, at: usize, list: &[String]) -> bool {
        let word = self.sentence.words.get(at);
        word.is_some_and(|word| list.iter().any(|noun| word.has_lemma(noun)))
    }
}

/// The country that a phrase names or lies in.
fn country<'r>(rules: &'r RuleSet, phrase: &Phrase) -> Option<&'r Entity> {
    let is_country = |entity: &&Entity| entity.r#type.as_str() == base::COUNTRY;
    let named = || phrase.readings.iter().filter_map(|reading| rules.entities.get(&reading.entity));
    named().find(is_country).or_else(|| {
        let around = |entity: &Entity| record(rules, &entity.id).map(|record| record.within);
        let within = named().filter_map(around).flatten();
        within.filter_map(|id| rules.entities.get(&id)).find(is_country)
    })
}

/// Whether a word with this Penn tag may stand inside a noun phrase.
fn modifies(tag: &str) -> bool {
    tag.starts_with("JJ") || tag.starts_with("NN") || matches!(tag, "CD" | "HYPH" | "POS")
}

fn is_plural(word: &Word<'_>) -> bool {
    let lower = &*word.lower;
    lower.ends_with('s') || lower.ends_with("men") || lower.ends_with("people")
}
