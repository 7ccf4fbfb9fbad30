//! Where and when the deed of a match happens: the phrases that say so, and which of them are said
//! of this deed.
//!
//! Whether a phrase belongs to the deed is told by the tree of the sentence, see [`Setting`].
//! Without a model it is what stands in the same clause.

use super::{
    Examination, Examined, Extractor,
    calendar::{self, Direction},
    setting::{Setting, Standing},
};
use crate::{
    english::{self, Analysis, Period, Relation, Stretch, TimeValue, Upos},
    id::EntityId,
    matcher::{Filler, Match, Phrase, Reading, Roles},
    mention::{Argument, Time},
    rules::{PLACE_ROLE, TIME_ROLE, base},
    span::TokenRange,
    status::Status,
};

/// Where and when a deed happens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Circumstances {
    /// Where it may happen, the likeliest first.
    pub(super) places: Vec<Argument>,
    /// When it happens.
    pub(super) time: Option<Time>,
}

impl Circumstances {
    /// Where it happens, if these are the ends of the edge: an end is no place of its own deed.
    pub(super) fn place(&self, ends: [&EntityId; 2]) -> Option<Argument> {
        self.places.iter().find(|place| !ends.contains(&&place.entity)).cloned()
    }
}

/// Where and when the deed of `found`, which has this status, happens.
pub(super) fn of(
    extractor: &Extractor,
    examination: &Examination<'_>,
    sentence: &Examined<'_>,
    found: &Match,
    status: Status,
) -> Circumstances {
    let Match { trigger, tokens, roles, .. } = found;
    let deed = Deed { trigger: *trigger, tokens: *tokens, roles: Some(roles) };
    read(extractor, examination, sentence, deed, status)
}

/// Where and when the deed that a noun names, and no match, happens.
pub(super) fn of_noun(
    extractor: &Extractor,
    examination: &Examination<'_>,
    sentence: &Examined<'_>,
    noun: TokenRange,
    status: Status,
) -> Circumstances {
    let deed = Deed { trigger: noun, tokens: noun, roles: None };
    read(extractor, examination, sentence, deed, status)
}

fn read(
    extractor: &Extractor,
    examination: &Examination<'_>,
    sentence: &Examined<'_>,
    deed: Deed<'_>,
    status: Status,
) -> Circumstances {
    let tree = extractor.analysis(examination.document.prose(), sentence);
    let setting = tree.and_then(|tree| Setting::of(tree, &extractor.rules.english, deed.trigger));
    let scene = Scene { extractor, examination, sentence, deed, setting };
    Circumstances { places: scene.places(), time: scene.time(status) }
}

/// The prepositions before the place of a deed.
const LOCATIVE: [&str; 13] = [
    "in",
    "at",
    "inside",
    "outside",
    "near",
    "within",
    "across",
    "throughout",
    "around",
    "aboard",
    "off",
    "beside",
    "amid",
];
/// What one is on and not in, by its kind.
const STOOD_ON: [&str; 5] = ["island", "islands", "mountain", "river", "lake"];
/// The prepositions before what is spoken of.
const TOPICAL: [&str; 5] = ["about", "over", "regarding", "concerning", "against"];
/// The prepositions before what was at another time.
const OTHER_TIMES: [&str; 3] = ["after", "before", "since"];
/// Of how long a deed lasts.
const LENGTHS: [&str; 6] = ["minute", "hour", "day", "week", "month", "year"];
/// Nouns that only say which part of the place is meant: "the city of", "the outskirts of".
const PARTS_OF_PLACES: [&str; 30] = [
    "area",
    "border",
    "capital",
    "center",
    "centre",
    "city",
    "coast",
    "district",
    "east",
    "edge",
    "headquarters",
    "heart",
    "island",
    "north",
    "outskirt",
    "part",
    "port",
    "province",
    "region",
    "resort",
    "site",
    "south",
    "state",
    "street",
    "suburb",
    "territory",
    "town",
    "valley",
    "village",
    "west",
];

/// What happens, and what is known of it.
#[derive(Clone, Copy)]
struct Deed<'r> {
    /// The words that state it.
    trigger: TokenRange,
    /// All of what states it.
    tokens: TokenRange,
    roles: Option<&'r Roles>,
}

/// A deed in its sentence.
struct Scene<'r, 'd> {
    extractor: &'r Extractor,
    examination: &'r Examination<'d>,
    sentence: &'r Examined<'d>,
    deed: Deed<'r>,
    setting: Option<Setting<'r>>,
}

/// How well a phrase fits, better ones less: its standing, how deep it lies, how far away it is.
type Fit = (Standing, usize, usize);

impl Scene<'_, '_> {
    fn fillers(&self, role: &str) -> &[Filler] {
        let fillers = self.deed.roles.and_then(|roles| roles.get(role));
        fillers.unwrap_or_default()
    }

    /// What fills the role, then the places around.
    fn places(&self) -> Vec<Argument> {
        let told = self.fillers(PLACE_ROLE).iter();
        let told = told.filter_map(|filler| {
            let (_, reading) = filler.reading.as_ref()?;
            Some(self.argument(filler.tokens, reading.entity.clone()))
        });
        let around = match &self.setting {
            Some(setting) => self.places_in(setting),
            None => self.places_in_window(),
        };
        told.chain(around).collect()
    }

    fn places_in(&self, setting: &Setting<'_>) -> Vec<Argument> {
        let phrases = self.sentence.phrases.iter();
        let mut around: Vec<(Fit, Argument)> = phrases
            .filter(|phrase| !phrase.extent.overlaps(self.deed.trigger))
            .filter_map(|phrase| {
                let (standing, depth, before) = self.standing_of_place(setting, phrase)?;
                let reading = self.located(phrase, before)?;
                let fit = (standing, depth, self.distance(phrase.extent));
                Some((fit, self.argument(phrase.name, reading.entity.clone())))
            })
            .collect();
        around.sort_by_key(|(fit, _)| *fit);
        let places: Vec<Argument> = around.into_iter().map(|(_, place)| place).collect();
        // of two of which one lies in the other, the inner one says more
        let inner = places.first().and_then(|outer| {
            places.iter().position(|place| self.lies_in(&place.entity, &outer.entity))
        });
        let mut places = places;
        if let Some(inner) = inner {
            places[..=inner].rotate_right(1);
        }
        places
    }

    /// How a phrase stands to the deed as its place, how deep it lies in another place ("a hotel in
    /// Paris"), and whether it stands before a noun ("the Paris summit").
    fn standing_of_place(
        &self,
        setting: &Setting<'_>,
        phrase: &Phrase,
    ) -> Option<(Standing, usize, bool)> {
        let tree = setting.tree;
        let mut word = tree.word_of(phrase.name.start)?;
        if let Some(standing) = setting.before_noun(word) {
            return Some((standing, 0, true));
        }
        // "flew to Oslo, where they met"
        if setting.is_scene(word) {
            return Some((Standing::Deed, 0, false));
        }
        let mut depth = 0;
        // "at Russia's request", "in the Russian press"
        let bound = matches!(
            tree.words()[word].relation,
            Relation::NmodPoss | Relation::Amod | Relation::Compound | Relation::NmodDesc
        );
        let mut there =
            !bound && (self.is_locative(tree, word, Some(phrase)) || setting.is_destination(word));
        // "over the crisis in Sudan"
        if there
            && self.follows(setting, phrase.extent.start, &[&TOPICAL[..], &OTHER_TIMES].concat())
        {
            return None;
        }
        loop {
            if there && let Some(standing) = setting.of_phrase(word, phrase.extent) {
                return Some((standing, depth, false));
            }
            let head = tree.words()[word].head?;
            let relation = tree.words()[word].relation;
            let nominal = matches!(tree.words()[head].upos, Upos::Noun | Upos::Propn);
            let nested = matches!(
                relation,
                Relation::Nmod
                    | Relation::Appos
                    | Relation::NmodUnmarked
                    | Relation::Amod
                    | Relation::Compound
                    | Relation::Flat
            );
            let part = (there || tree.words()[head].folded) && !bound
                || PARTS_OF_PLACES.contains(&&*tree.words()[head].lemma);
            if !(nominal && nested && part && self.is_locative(tree, head, None)) {
                return None;
            }
            (word, there) = (head, true);
            depth += 1;
        }
    }

    /// Whether a preposition of place stands before a word.
    fn is_locative(&self, tree: &Analysis, word: usize, phrase: Option<&Phrase>) -> bool {
        let before = phrase.and_then(|phrase| {
            let at = phrase.extent.start.checked_sub(1)?;
            Some(&*self.sentence.words[at].lower)
        });
        let of_tree = tree
            .dependents_by(word, Relation::Case)
            .map(|case| &*self.sentence.words[tree.words()[case].tokens.start].lower);
        let on = || {
            PARTS_OF_PLACES.contains(&&*tree.words()[word].lemma)
                || phrase.is_some_and(|phrase| self.is_stood_on(phrase))
        };
        of_tree
            .chain(before)
            .any(|preposition| LOCATIVE.contains(&preposition) || (preposition == "on" && on()))
    }

    /// Whether the phrase from `start`, which has a preposition before it, comes right after a noun
    /// with one of `prepositions`, so that it tells where or when that was.
    fn follows(&self, setting: &Setting<'_>, start: usize, prepositions: &[&str]) -> bool {
        let tree = setting.tree;
        let before = start.checked_sub(2).and_then(|token| tree.word_of(token));
        before.is_some_and(|word| {
            let noun = matches!(tree.words()[word].upos, Upos::Noun | Upos::Propn);
            let mut cases = tree.dependents_by(word, Relation::Case);
            noun && !setting.is_outcome_of(word)
                && cases.any(|case| prepositions.contains(&&*tree.words()[case].lemma))
        })
    }

    fn is_stood_on(&self, phrase: &Phrase) -> bool {
        let entity = self.examination.entities.get(&phrase.usual().entity);
        let kind = entity.and_then(|entity| entity.kind.as_deref());
        kind.is_some_and(|kind| STOOD_ON.contains(&kind))
    }

    fn lies_in(&self, inner: &EntityId, outer: &EntityId) -> bool {
        let inner = self.examination.entities.get(inner);
        inner.is_some_and(|inner| inner.within.contains(outer))
    }

    /// The place that a phrase names. A country before a noun acts there, or is spoken of: "the US
    /// meeting".
    fn located<'p>(&self, phrase: &'p Phrase, before_noun: bool) -> Option<&'p Reading> {
        // "our Syrian partners": of a noun by itself it tells whose it is
        if before_noun && self.deed.roles.is_none() && phrase.is_bare_adjective() {
            return None;
        }
        let types = &self.extractor.rules.types;
        phrase.readings.iter().find(|reading| {
            let place = types.is_a(&reading.r#type, &base::PLACE.into());
            let acts = types.is_a(&reading.r#type, &base::ACTOR.into());
            reading.located || (place && !(before_noun && acts))
        })
    }

    /// What fills the role, else the phrase that says when and stands nearest to the deed.
    fn time(&self, status: Status) -> Option<Time> {
        let told = self.fillers(TIME_ROLE).first().map(|filler| filler.tokens);
        let (tokens, value) = match told {
            Some(tokens) => {
                let value = english::time_value(&self.forms(), tokens.start);
                (tokens, value.map_or(TimeValue::Vague, |(_, value)| value))
            }
            None => match &self.setting {
                Some(setting) => self.time_in(setting)?,
                None => self.time_in_window()?,
            },
        };
        let direction = match &self.setting {
            Some(setting) => setting.direction(status),
            None if status == Status::Actual || status == Status::Negated => Direction::Back,
            None => Direction::Ahead,
        };
        let span = self.sentence.bytes(tokens);
        let text = span.of(self.examination.document.text()).to_owned();
        let interval = calendar::interval(value, self.examination.document.date(), direction);
        Some(Time { text, span, interval, vague: value == TimeValue::Near })
    }

    fn time_in(&self, setting: &Setting<'_>) -> Option<(TokenRange, TimeValue)> {
        let words = setting.tree.words();
        let years = setting.before_nouns().filter_map(|word| {
            let tokens = words[word].tokens;
            let year = english::year(self.sentence.words[tokens.start].form)?;
            let stretch = Stretch { period: Period::Year(year), part: english::Part::Whole };
            Some((tokens, TimeValue::Within(stretch)))
        });
        let mut times = self.times();
        times.extend(years);
        let fit = |tokens: TokenRange, value: TimeValue| {
            // the preposition is part of the phrase: "after the summit on Friday"
            if self.follows(setting, tokens.start + 1, &OTHER_TIMES) {
                return None;
            }
            let inside = tokens.range().filter_map(|token| setting.tree.word_of(token));
            let standing = inside
                .filter(|word| {
                    let head = words[*word].head;
                    words[*word].relation != Relation::Case
                        && head.is_none_or(|head| !words[head].tokens.overlaps(tokens))
                })
                .filter_map(|word| {
                    // "spoke for two hours on Thursday"
                    let length =
                        words[word].head.filter(|head| LENGTHS.contains(&&*words[*head].lemma));
                    setting
                        .of_phrase(word, tokens)
                        .or_else(|| setting.before_noun(word))
                        .or_else(|| setting.of_phrase(length?, tokens))
                })
                .min()?;
            // of "soon" and "on Friday" the latter says more
            Some((standing, usize::from(value == TimeValue::Near), self.distance(tokens)))
        };
        let fitting = times
            .into_iter()
            .filter_map(|(tokens, value)| Some((fit(tokens, value)?, (tokens, value))));
        fitting.min_by_key(|(fit, _): &(Fit, _)| *fit).map(|(_, time)| time)
    }

    /// The phrases that say when and are part of no name.
    fn times(&self) -> Vec<(TokenRange, TimeValue)> {
        let forms = self.forms();
        let mut times = Vec::new();
        let mut at = 0;
        while at < forms.len() {
            let found = english::time_value(&forms, at);
            let Some((end, value)) = found else {
                at += 1;
                continue;
            };
            let tokens = TokenRange::new(at, end);
            let named = |phrase: &Phrase| phrase.name.overlaps(tokens);
            if !self.sentence.phrases.iter().any(named) {
                times.push((tokens, value));
            }
            at = end;
        }
        times
    }

    fn forms(&self) -> Vec<&str> {
        self.sentence.words.iter().map(|word| word.form).collect()
    }

    /// How many tokens lie between these and the trigger.
    fn distance(&self, tokens: TokenRange) -> usize {
        let trigger = self.deed.trigger;
        if tokens.start >= trigger.end {
            tokens.start - trigger.end
        } else {
            trigger.start.saturating_sub(tokens.end)
        }
    }

    fn argument(&self, tokens: TokenRange, entity: EntityId) -> Argument {
        let span = self.sentence.bytes(tokens);
        Argument { entity, span, text: span.of(self.examination.document.text()).to_owned() }
    }
}

/// Without a tree: what stands in the clause of the match.
impl Scene<'_, '_> {
    fn places_in_window(&self) -> Vec<Argument> {
        let clause = self.clause();
        let words = &self.sentence.words;
        self.sentence
            .phrases
            .iter()
            .filter(|phrase| clause.contains(phrase.extent) && phrase.extent.start > clause.start)
            .filter(|phrase| {
                matches!(&*words[phrase.extent.start - 1].lower, "in" | "at" | "inside")
            })
            .filter_map(|phrase| {
                let reading = self.located(phrase, false)?;
                Some(self.argument(phrase.name, reading.entity.clone()))
            })
            .collect()
    }

    fn time_in_window(&self) -> Option<(TokenRange, TimeValue)> {
        let clause = self.clause();
        let inside = self.times().into_iter().filter(|(tokens, _)| clause.contains(*tokens));
        inside.min_by_key(|(tokens, _)| self.distance(*tokens))
    }

    /// The tokens of the match and of what follows it up to the end of the clause.
    fn clause(&self) -> TokenRange {
        let Deed { tokens, trigger, .. } = self.deed;
        let ends = |at: &usize| self.ends_clause(*at);
        let rest = (tokens.end..self.sentence.words.len()).take_while(|at| !ends(at)).count();
        let before = (0..tokens.start).rev().take_while(|at| !ends(at)).count();
        // a role before the trigger may be a clause of its own; what stands before it is not
        let start =
            if tokens.start == trigger.start { tokens.start - before } else { tokens.start };
        TokenRange::new(start, tokens.end + rest)
    }

    /// Whether a clause ends before the token: a comma does, unless where or when follows it.
    fn ends_clause(&self, at: usize) -> bool {
        let Examined { words, phrases, .. } = self.sentence;
        let word = &*words[at].lower;
        let goes_on = || {
            let circumstance =
                words.get(at + 1).is_some_and(|next| english::opens_circumstance(&next.lower));
            circumstance
                || phrases.iter().any(|phrase| {
                    phrase.name.start == at + 1 && self.located(phrase, false).is_some()
                })
        };
        // "to prepare a summit in Budapest" tells where the summit is
        let infinitive = || {
            words.get(at + 1).is_some_and(|next| {
                next.form.starts_with(char::is_lowercase) && !english::is_determiner(&next.lower)
            })
        };
        english::ends_clause(word)
            || english::opens_clause(word)
            || (word == "," && !goes_on())
            || (word == "to" && infinitive())
    }
}
