//! What a pronoun stands for.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Resolved,
    discourse::{
        Candidate, Discourse, Mentioned, Number, PARSED, Position, candidates, clear, nouns, weight,
    },
    people::{Gender, People},
    quotation::Speaker,
    syntax::{self, Place},
};
use crate::{
    english::{self, Analysis, Pronoun, Relation, Upos},
    extract::Examined,
    id::EntityId,
    matcher::Form,
    rules::base,
    span::TokenRange,
};

/// The rule by which a pronoun of the third person is resolved.
const PRONOUN: &str = "reference/pronoun";
/// The rule by which "I" and "we" are.
const SPEAKER: &str = "reference/speaker";

/// What a candidate that stands in the same place of its clause gains.
const PARALLEL: usize = 35;
/// What the subject gains that governs the clause of the pronoun, and whom it speaks to.
const GOVERNOR: usize = 100;
/// What the subject of its own clause gains for a possessive.
const OWNER: usize = 60;
/// So many words stand before the noun in "our high level advisers" at most.
const MOST_MODIFIERS: usize = 3;

/// Where the pronouns of a sentence that no name holds stand.
pub(super) fn tokens(sentence: &Examined<'_>, wanted: &impl Fn(usize) -> bool) -> Vec<usize> {
    let is_pronoun = |token: &usize| {
        let word = &sentence.words[*token];
        let shouted = word.form.len() > 1 && !word.form.contains(char::is_lowercase);
        let named = || sentence.phrases.iter().any(|phrase| phrase.extent.range().contains(token));
        english::personal_pronoun(&word.lower).is_some() && !shouted && wanted(*token) && !named()
    };
    (0..sentence.words.len()).filter(is_pronoun).collect()
}

/// What the pronoun at a token stands for, and what the phrase stands for that it opens: "his
/// country". In a quotation it takes who speaks.
pub(super) fn resolve(
    discourse: Discourse<'_, '_>,
    people: &People,
    sentence: usize,
    token: usize,
    speaker: Option<&Speaker>,
) -> Vec<Resolved> {
    let at = Position { sentence, token };
    let word = &discourse.sentence(sentence).words[token];
    let Some(pronoun) = english::personal_pronoun(&word.lower) else { return Vec::new() };
    let (rule, of) = match (pronoun, speaker) {
        (Pronoun::I, Some(speaker)) => (SPEAKER, Some(vec![speaker.is.clone()])),
        (Pronoun::We, Some(speaker)) => (SPEAKER, Some(together(people, speaker, at))),
        (Pronoun::I | Pronoun::We, None) => return Vec::new(),
        _ => (
            PRONOUN,
            Reader::new(discourse, people, pronoun, at, speaker).and_then(Reader::referents),
        ),
    };
    let Some(of) = of else { return Vec::new() };
    let possessive = match &*word.lower {
        "my" | "our" | "his" | "its" | "their" => true,
        "her" => {
            discourse
                .tree(sentence)
                .and_then(|tree| Some(tree.words()[tree.word_of(token)?].xpos == "PRP$"))
                == Some(true)
        }
        _ => false,
    };
    let form = if possessive { Form::Possessive } else { Form::Pronoun };
    let tokens = TokenRange::new(token, token + 1);
    let owned = possessive.then(|| owned(discourse, people, at, &of)).flatten();
    [Resolved { tokens, form, rule, of }].into_iter().chain(owned).collect()
}

/// Whom "we" stands for: a speaker and who was just named beside them, else the country for which
/// the speaker speaks, else the speaker.
fn together(people: &People, speaker: &Speaker, at: Position) -> Vec<Mentioned> {
    let is = &speaker.is;
    match (&speaker.with, people.country(&is.entity)) {
        (Some((there, other)), _) if *there < at => vec![other.clone(), is.clone()],
        (_, Some(country)) => vec![as_country(is, country)],
        _ => vec![is.clone()],
    }
}

pub(super) fn as_country(mentioned: &Mentioned, country: &EntityId) -> Mentioned {
    let (entity, r#type) = (country.clone(), base::COUNTRY.into());
    Mentioned { entity, r#type, ..mentioned.clone() }
}

/// What a possessive and its noun stand for: "his country", "their forces".
fn owned(
    discourse: Discourse<'_, '_>,
    people: &People,
    at: Position,
    owners: &[Mentioned],
) -> Option<Resolved> {
    let words = &discourse.extractor.rules().english;
    let [owner] = owners else { return envoys(discourse, people, at, owners) };
    let end = command_end(discourse, at.sentence, at.token + 1)?;
    // "his government office", "his general Valery Zaluzhny"
    if is_inside_compound(discourse, at.sentence, end) == Some(true) {
        return None;
    }
    let of = match owner.r#type.as_str() {
        base::PERSON => as_country(owner, people.led_country(&words.reference, &owner.entity)?),
        _ => owner.clone(),
    };
    let tokens = TokenRange::new(at.token, end);
    Some(Resolved { tokens, form: Form::Description, rule: PRONOUN, of: vec![of] })
}

/// What "their foreign ministers", "our senior advisers" of two leaders stand for: the countries.
fn envoys(
    discourse: Discourse<'_, '_>,
    people: &People,
    at: Position,
    owners: &[Mentioned],
) -> Option<Resolved> {
    if owners.len() != 2 {
        return None;
    }
    let english = &discourse.extractor.rules().english;
    let sentence = discourse.sentence(at.sentence);
    let nouns = || {
        let roles = &english.roles;
        english.reference.command.iter().chain(&roles.state).chain(&roles.offices)
    };
    let start = at.token + 1;
    let several = |end: &usize| sentence.words[end - 1].lower.ends_with('s');
    let ends = |start: usize| nouns().filter_map(move |noun| noun_end(sentence, start, noun)).max();
    let end = (start..=start + MOST_MODIFIERS).find_map(ends).filter(several)?;
    let free = TokenRange::new(start, end);
    let named = sentence.phrases.iter().any(|phrase| phrase.extent.overlaps(free));
    if named || is_inside_compound(discourse, at.sentence, end) != Some(false) {
        return None;
    }
    let country = |owner: &Mentioned| match owner.r#type.as_str() {
        base::PERSON => {
            let country = people.led_country(&english.reference, &owner.entity)?;
            Some(as_country(owner, country))
        }
        base::COUNTRY => Some(owner.clone()),
        _ => None,
    };
    let of = owners.iter().map(country).collect::<Option<Vec<_>>>()?;
    let tokens = TokenRange::new(at.token, end);
    Some(Resolved { tokens, form: Form::Description, rule: PRONOUN, of })
}

/// Where a noun for what a leader commands ends, if it starts at a token.
pub(super) fn command_end(
    discourse: Discourse<'_, '_>,
    sentence: usize,
    start: usize,
) -> Option<usize> {
    let examined = discourse.sentence(sentence);
    let nouns = discourse.extractor.rules().english.reference.command.iter();
    nouns.filter_map(|noun| noun_end(examined, start, noun)).max()
}

/// Whether the noun that ends at a token only begins a longer name or compound.
pub(super) fn is_inside_compound(
    discourse: Discourse<'_, '_>,
    sentence: usize,
    end: usize,
) -> Option<bool> {
    let tree = discourse.tree(sentence)?;
    let Some(next) = tree.word_of(end) else { return Some(false) };
    let is_weapon =
        discourse.sentence(sentence).phrases.iter().any(|phrase| {
            phrase.extent.start == end && phrase.usual().r#type.as_str() == base::WEAPON
        });
    Some(matches!(tree.words()[next].upos, Upos::Noun | Upos::Propn) && !is_weapon)
}

/// Whether a possessive and its noun are to whom something is given: "sell his country missiles".
fn gives_to_owned(discourse: Discourse<'_, '_>, at: Position, tree: &Analysis) -> bool {
    let end = command_end(discourse, at.sentence, at.token + 1);
    end.and_then(|end| tree.word_of(end)).is_some_and(|word| {
        let next = &tree.words()[word];
        next.folded || matches!(next.upos, Upos::Adj | Upos::Det | Upos::Num)
    })
}

/// Where the words of `noun`, the last in any form, end if they start at `start`.
pub(super) fn noun_end(sentence: &Examined<'_>, start: usize, noun: &str) -> Option<usize> {
    let mut end = start;
    for listed in noun.split(' ') {
        sentence.words.get(end).filter(|word| word.has_lemma(listed))?;
        end += 1;
    }
    Some(end)
}

/// A pronoun of the third person in its sentence.
struct Reader<'a, 'd> {
    discourse: Discourse<'a, 'd>,
    people: &'a People,
    pronoun: Pronoun,
    at: Position,
    tree: &'a Analysis,
    /// Its word in the tree.
    word: usize,
    possessive: bool,
    /// Whether it opens what something is given to: "sell his country missiles".
    receives: bool,
    before: Vec<(usize, Vec<Mentioned>)>,
    /// What it cannot stand for.
    excluded: BTreeSet<EntityId>,
}

impl<'a, 'd> Reader<'a, 'd> {
    /// Nothing if the word stands for nothing: "it is likely that".
    fn new(
        discourse: Discourse<'a, 'd>,
        people: &'a People,
        pronoun: Pronoun,
        at: Position,
        speaker: Option<&Speaker>,
    ) -> Option<Self> {
        let may = |mentioned: &Mentioned| match pronoun {
            // several that are named together may be people or states
            Pronoun::They => true,
            _ => agrees(pronoun, people, mentioned),
        };
        let before = discourse.before(at, may);
        let here = discourse.mentioned(at.sentence, None);
        if !before.iter().flat_map(|(_, mentioned)| mentioned).chain(&here).any(may) {
            return None;
        }
        let tree = discourse.tree(at.sentence)?;
        let word = tree.word_of(at.token)?;
        if tree.words()[word].folded || (pronoun == Pronoun::It && is_empty(tree, word)) {
            return None;
        }
        let mut disjoint = syntax::disjoint(tree, word);
        let receives = gives_to_owned(discourse, at, tree);
        if receives {
            // nobody sells their own country something
            disjoint
                .extend(syntax::predicate(tree, word).and_then(|verb| syntax::giver(tree, verb)));
        }
        let here = discourse.mentioned(at.sentence, Some(tree)).into_iter();
        let excluded = here
            .filter(|mentioned| mentioned.word.is_some_and(|word| disjoint.contains(&word)))
            .map(|mentioned| mentioned.entity)
            .chain(speaker.map(|speaker| speaker.is.entity.clone()))
            .collect();
        let possessive = tree.words()[word].xpos == "PRP$";
        let reader = Self {
            discourse,
            people,
            pronoun,
            at,
            tree,
            word,
            possessive,
            receives,
            before,
            excluded,
        };
        Some(reader)
    }

    /// What it stands for, if that is clear.
    fn referents(self) -> Option<Vec<Mentioned>> {
        let form = &self.discourse.sentence(self.at.sentence).words[self.at.token].lower;
        if english::is_reflexive(form) {
            return self.reflexive();
        }
        let mut found = candidates(&self.before, |mentioned| self.fits(mentioned));
        for candidate in &mut found {
            self.weigh(candidate);
        }
        self.add_subject_behind(&mut found);
        if self.pronoun == Pronoun::They {
            found.extend(self.groups());
        }
        found.extend(self.rivals());
        let least = match self.pronoun {
            Pronoun::It => 150,
            Pronoun::They => 120,
            _ => 70,
        };
        clear(found, least).filter(|found| !self.is_doubtful(found))
    }

    /// Whether it would reach too far: over somebody nearer who fits as well, or, for "it", which
    /// mostly stands for what has no name, from anywhere but the subject to another sentence.
    fn is_doubtful(&self, found: &[Mentioned]) -> bool {
        let elsewhere = found.iter().all(|one| one.at.sentence != self.at.sentence);
        let is_one = |nearer: &Mentioned| found.iter().any(|one| one.entity == nearer.entity);
        let mut here = self
            .before
            .iter()
            .filter(|(distance, _)| *distance == 0)
            .flat_map(|(_, mentioned)| mentioned)
            .filter(|mentioned| self.fits(mentioned));
        if elsewhere {
            let far = self.pronoun == Pronoun::It && !self.is_in_main_subject();
            return far || here.any(|nearer| !is_one(nearer));
        }
        // "he is angry at Putin over his refusal"
        let nearest = here.next_back();
        self.possessive && found.len() == 1 && nearest.is_some_and(|nearest| !is_one(nearest))
    }

    fn is_in_main_subject(&self) -> bool {
        let predicate = syntax::predicate(self.tree, self.word);
        let main = predicate.is_some_and(|word| self.tree.words()[word].head.is_none());
        main && syntax::is_in_subject(self.tree, self.word)
    }

    /// "Himself" is the subject of its own clause.
    fn reflexive(&self) -> Option<Vec<Mentioned>> {
        let subject = syntax::subject(self.tree, syntax::predicate(self.tree, self.word)?)?;
        let mentioned = self.discourse.mentioned(self.at.sentence, Some(self.tree)).into_iter();
        let found: Vec<Mentioned> = mentioned
            .filter(|mentioned| mentioned.word == Some(subject) && self.agrees(mentioned))
            .collect();
        (!found.is_empty()).then_some(found)
    }

    fn fits(&self, mentioned: &Mentioned) -> bool {
        !self.excluded.contains(&mentioned.entity) && self.agrees(mentioned)
    }

    fn agrees(&self, mentioned: &Mentioned) -> bool {
        agrees(self.pronoun, self.people, mentioned)
    }

    /// Adds what speaks for a candidate beside its mentions.
    fn weigh(&self, candidate: &mut Candidate) {
        let Some(last) = candidate.of.first() else { return };
        let names = |words: &[usize]| {
            last.at.sentence == self.at.sentence && self.names_one_of(&last.entity, words)
        };
        candidate.salience += self.bonus(last.place, names);
        let sure = match self.pronoun {
            Pronoun::He | Pronoun::She => self.people.gender(&last.entity).is_some(),
            Pronoun::They => last.number == Number::Many,
            _ => true,
        };
        if !sure {
            candidate.salience = candidate.salience * 4 / 5;
        }
    }

    /// What speaks for what stands in a place of its clause and `is` among some words of the
    /// sentence: that the pronoun stands in the same place, that its clause hangs from it, or, for
    /// a possessive, that it is the subject of its clause.
    fn bonus(&self, place: Place, is: impl Fn(&[usize]) -> bool) -> usize {
        let parallel = place == syntax::place(self.tree, self.word) && place >= Place::Object;
        let mut bonus = if parallel { PARALLEL } else { 0 };
        let Some(predicate) = syntax::predicate(self.tree, self.word) else { return bonus };
        let governed =
            !self.possessive || self.receives || syntax::is_in_subject(self.tree, self.word);
        if governed && is(&syntax::governors(self.tree, predicate)) {
            bonus += GOVERNOR;
        }
        // "Modi invited Macron and he paid"
        if parallel && is(syntax::joined_subject(self.tree, predicate).as_slice()) {
            bonus += PARALLEL;
        }
        if self.possessive && is(syntax::subject(self.tree, predicate).as_slice()) {
            bonus += OWNER;
        }
        bonus
    }

    /// Whether one of some words of the sentence names the entity.
    fn names_one_of(&self, entity: &EntityId, words: &[usize]) -> bool {
        let here = self.before.iter().filter(|(distance, _)| *distance == 0);
        here.flat_map(|(_, mentioned)| mentioned).any(|mentioned| {
            mentioned.entity == *entity && mentioned.word.is_some_and(|word| words.contains(&word))
        })
    }

    /// "After he met Putin, Trump said": the subject may come behind its pronoun.
    fn add_subject_behind(&self, found: &mut Vec<Candidate>) {
        let Some(subject) = syntax::subject_behind(self.tree, self.word) else { return };
        let here = self.discourse.mentioned(self.at.sentence, Some(self.tree));
        let behind = here.into_iter().find(|mentioned| mentioned.word == Some(subject));
        let Some(behind) = behind.filter(|behind| self.fits(behind)) else { return };
        let salience = weight(Place::Subject) / 2;
        let is_it = |candidate: &&mut Candidate| {
            candidate.of.first().is_some_and(|known| known.entity == behind.entity)
        };
        match found.iter_mut().find(is_it) {
            Some(known) => known.salience += salience,
            None => found.push(Candidate { of: vec![behind], salience }),
        }
    }

    /// Several that are named together, "Trump and Putin", or, where none are, the only two people
    /// of a sentence.
    fn groups(&self) -> Vec<Candidate> {
        let mut found: BTreeMap<Vec<EntityId>, Candidate> = BTreeMap::new();
        for (distance, mentioned) in &self.before {
            let sentence = self.at.sentence - distance;
            let Some(tree) = (*distance <= PARSED).then(|| self.discourse.tree(sentence)).flatten()
            else {
                continue;
            };
            for (of, salience) in groups(tree, mentioned) {
                let mut key: Vec<EntityId> = of.iter().map(|one| one.entity.clone()).collect();
                key.sort();
                if key.iter().any(|entity| self.excluded.contains(entity)) {
                    continue;
                }
                let candidate =
                    found.entry(key).or_insert_with(|| Candidate { of: Vec::new(), salience: 0 });
                candidate.salience += salience >> distance;
                candidate.of = of;
            }
        }
        found.into_values().collect()
    }

    /// The distances of sentences in which what has no name is looked for: the one before this only
    /// if a candidate is as far away.
    fn near(&self) -> std::ops::RangeInclusive<usize> {
        let far = self.before.iter().any(|(distance, mentioned)| {
            *distance > 0
                && mentioned.iter().any(|one| self.pronoun == Pronoun::They || self.agrees(one))
        });
        0..=usize::from(far)
    }

    /// What has no name and may be meant as well.
    fn rivals(&self) -> Vec<Candidate> {
        let english = &self.discourse.extractor.rules().english;
        let roles = &english.roles;
        let people: BTreeSet<&str> = english
            .reference
            .nouns
            .get(base::PERSON)
            .into_iter()
            .flatten()
            .chain(&roles.group)
            .chain(&roles.offices)
            .map(String::as_str)
            .collect();
        let mut found = Vec::new();
        for distance in self.near() {
            let sentence = self.at.sentence - distance;
            let Some(tree) = self.discourse.tree(sentence) else { continue };
            let examined = self.discourse.sentence(sentence);
            let end = if distance == 0 { self.at.token } else { examined.words.len() };
            let disjoint =
                if distance == 0 { syntax::disjoint(self.tree, self.word) } else { Vec::new() };
            let agrees = |index: usize| {
                let word = &tree.words()[index];
                let one = word.xpos == "NN";
                let person = people.contains(&*word.lemma);
                !disjoint.contains(&index)
                    && match self.pronoun {
                        Pronoun::He | Pronoun::She => one && person,
                        Pronoun::It => one && !person,
                        _ => !one,
                    }
            };
            for noun in nouns(examined, tree, end, agrees) {
                let place = syntax::place(tree, noun);
                let bonus = self.bonus(place, |words| distance == 0 && words.contains(&noun));
                let salience = (weight(place) >> distance) + bonus;
                found.push(Candidate { of: Vec::new(), salience });
            }
        }
        found.extend(self.unresolved());
        found
    }

    /// The same pronoun before it, where that stands for nothing: what it stood for may be meant.
    fn unresolved(&self) -> Vec<Candidate> {
        let mut found = Vec::new();
        for distance in self.near() {
            let sentence = self.at.sentence - distance;
            let examined = self.discourse.sentence(sentence);
            let end = if distance == 0 { self.at.token } else { examined.words.len() };
            let same = |token: &usize| {
                let at = Position { sentence, token: *token };
                english::personal_pronoun(&examined.words[*token].lower) == Some(self.pronoun)
                    && self.discourse.is_heard(at, self.at)
            };
            let free = |token: &usize| {
                !examined.phrases.iter().any(|phrase| phrase.extent.range().contains(token))
            };
            let Some(tree) = self.discourse.tree(sentence) else { continue };
            let words = (0..end).filter(same).filter(free).filter_map(|token| tree.word_of(token));
            let disjoint =
                if distance == 0 { syntax::disjoint(self.tree, self.word) } else { Vec::new() };
            for word in words.filter(|word| !disjoint.contains(word)) {
                if self.pronoun == Pronoun::It && is_empty(tree, word) {
                    continue;
                }
                let place = syntax::place(tree, word);
                let bonus = self.bonus(place, |words| distance == 0 && words.contains(&word));
                let salience = (weight(place) >> distance) + bonus;
                found.push(Candidate { of: Vec::new(), salience });
            }
        }
        found
    }
}

/// Whether type, number and gender allow a pronoun to stand for something.
fn agrees(pronoun: Pronoun, people: &People, mentioned: &Mentioned) -> bool {
    let person = mentioned.r#type.as_str() == base::PERSON;
    let gender = || people.gender(&mentioned.entity);
    match pronoun {
        Pronoun::He => person && gender() != Some(Gender::Female),
        Pronoun::She => person && gender() != Some(Gender::Male),
        Pronoun::It => !person && mentioned.number != Number::Many,
        Pronoun::They => !person && mentioned.number != Number::One,
        Pronoun::I | Pronoun::We => false,
    }
}

/// The entities of a sentence that are named together, with the salience of each group.
fn groups(tree: &Analysis, mentioned: &[Mentioned]) -> Vec<(Vec<Mentioned>, usize)> {
    let mut joined: BTreeMap<usize, Vec<Mentioned>> = BTreeMap::new();
    for one in mentioned {
        let Some(word) = one.word else { continue };
        let group = joined.entry(syntax::first_conjunct(tree, word)).or_default();
        if !group.iter().any(|known| known.entity == one.entity) {
            group.push(one.clone());
        }
    }
    let is_person = |one: &Mentioned| one.r#type.as_str() == base::PERSON;
    let alike = |group: &Vec<Mentioned>| {
        group.len() > 1 && group.iter().all(|one| is_person(one) == is_person(&group[0]))
    };
    let groups: Vec<(Vec<Mentioned>, usize)> = joined
        .into_values()
        .filter(alike)
        .map(|group| {
            let salience = weight(group[0].place);
            (group, salience)
        })
        .collect();
    if !groups.is_empty() {
        return groups;
    }
    let mut people: Vec<Mentioned> = Vec::new();
    for one in mentioned.iter().filter(|one| is_person(one) && one.place > Place::Inside) {
        if !people.iter().any(|known| known.entity == one.entity) {
            people.push(one.clone());
        }
    }
    let two = people.len() == 2;
    two.then(|| (people, weight(Place::Subject) * 4 / 5)).into_iter().collect()
}

/// Whether "it" stands for nothing: "it is likely that", "it rained", "it was Putin who".
fn is_empty(tree: &Analysis, word: usize) -> bool {
    let words = tree.words();
    let relation = words[word].relation;
    if relation == Relation::Expl {
        return true;
    }
    let Some(predicate) = words[word].head.filter(|_| relation.is_subject()) else { return false };
    let copular = tree.dependents_by(predicate, Relation::Cop).next().is_some();
    let clause = tree.dependents(predicate).iter().any(|dependent| {
        matches!(
            words[*dependent].relation,
            Relation::Csubj
                | Relation::Ccomp
                | Relation::Xcomp
                | Relation::AclRelcl
                | Relation::Advcl
        )
    });
    let nominal =
        matches!(words[predicate].upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num);
    (copular && (clause || nominal)) || english::is_impersonal(&words[predicate].lemma)
}
