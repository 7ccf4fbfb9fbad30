//! Which words of a sentence have something to say on where and when a deed happens.
//!
//! A phrase that says where or when hangs on the deed itself; or on the verb that only carries it
//! ("held a meeting in Geneva"); or on the verb above that shares its time ("is expected on Friday
//! to meet"); or, where the parser went wrong or the deed happened on some occasion, on what the
//! deed is done to or during ("agreed during a call on Thursday"). Phrases in clauses of their own
//! (relative, quoted, subordinate) hang on other verbs and so are never asked.

use std::collections::BTreeMap;

use super::calendar::Direction;
use crate::{
    english::{Analysis, Relation, Upos},
    rules::WordLists,
    span::TokenRange,
    status::Status,
};

/// How close the word on which a phrase hangs stands to the deed, closer ones less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// It is the deed.
    Deed,
    /// It carries the deed: "held" in "held a meeting".
    Carrier,
    /// It is an argument or occasion of the deed.
    Argument,
    /// It governs the deed: "expected" in "is expected to meet".
    Governor,
}

/// The deed and the words around it.
pub(super) struct Setting<'t> {
    /// The sentence.
    pub(super) tree: &'t Analysis,
    lists: &'t WordLists,
    deed: usize,
    hosts: BTreeMap<usize, (Standing, Takes)>,
}

/// Which phrases that hang on a word are said of the deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Takes {
    /// All but a subject.
    All,
    /// Those with a preposition, or loose ones behind it: not "Thursday's attack".
    Loose,
    /// Those behind the deed.
    After,
    /// Those before the subject of its clause.
    Fronted,
    /// Those between the deed and it.
    Between,
}

/// Prepositions before the occasion of a deed: "agreed at a summit in Alaska".
const OCCASION: [&str; 4] = ["during", "in", "at", "amid"];
/// What an occasion has where one may meet without taking part.
const MARGINS: [&str; 4] = ["sideline", "sidelines", "margin", "margins"];
/// Verbs that open a clause like a preposition: "following talks in Geneva".
const OPENING: [&str; 4] = ["follow", "include", "concern", "regard"];
/// Verbs of what one talks about, which happens at some other time.
const TALKING: [&str; 6] = ["discuss", "meet", "negotiate", "see", "speak", "talk"];
/// How many verbs above the deed are asked.
const HIGHEST: usize = 4;

impl<'t> Setting<'t> {
    /// The setting of the deed that the tokens of `trigger` name.
    pub(super) fn of(
        tree: &'t Analysis,
        lists: &'t WordLists,
        trigger: TokenRange,
    ) -> Option<Self> {
        let inside = trigger.range().filter_map(|token| tree.word_of(token));
        let named = inside.min_by_key(|word| tree.ancestors(*word).count())?;
        // "was in Geneva" is said by "Geneva"
        let helps = matches!(tree.words()[named].relation, Relation::Case | Relation::Cop);
        let deed = if helps { tree.words()[named].head? } else { named };
        let mut setting = Self { tree, lists, deed, hosts: BTreeMap::new() };
        setting.add(deed, Standing::Deed, Takes::All);
        setting.add_arguments(deed);
        setting.add_participles(deed);
        setting.add_purposes(deed);
        for below in tree.dependents(deed) {
            let carries = matches!(setting.relation(*below), Relation::Acl | Relation::AclRelcl)
                && setting.is_carrier(*below);
            if carries {
                setting.add(*below, Standing::Carrier, Takes::All);
            }
        }
        let mut below = deed;
        for _ in 0..HIGHEST {
            let Some(above) = setting.add_above(below) else { break };
            below = above;
        }
        Some(setting)
    }

    /// How the word on which the phrase of these tokens hangs by `word` stands to the deed.
    pub(super) fn of_phrase(&self, word: usize, tokens: TokenRange) -> Option<Standing> {
        let words = self.tree.words();
        if self.is_predicate(word) {
            return Some(Standing::Carrier);
        }
        let relation = words[word].relation;
        let above = words[word].head?;
        // "a meeting of their advisers, next week"
        let loose = relation == Relation::NmodUnmarked && !self.hosts.contains_key(&above);
        let host = if loose { words[above].head? } else { above };
        let (standing, takes) = *self.hosts.get(&host)?;
        let taken = match takes {
            Takes::All => !relation.is_subject() || self.has_case(word),
            Takes::Loose => self.is_loose(word, host),
            Takes::After => tokens.start >= words[self.deed].tokens.end,
            Takes::Fronted => self
                .subject_of(host)
                .is_some_and(|subject| tokens.end <= words[subject].tokens.start),
            Takes::Between => {
                tokens.start >= words[self.deed].tokens.end
                    && tokens.end <= words[host].tokens.start
            }
        };
        taken.then_some(standing)
    }

    /// How a word that stands before a noun and tells which one is meant stands to the deed: "the
    /// *Budapest* summit", "*Monday*'s attack", "the *2014* invasion".
    pub(super) fn before_noun(&self, word: usize) -> Option<Standing> {
        let words = self.tree.words();
        let host = words[word].head?;
        let (standing, takes) = *self.hosts.get(&host)?;
        let nominal = matches!(words[host].upos, Upos::Noun | Upos::Propn);
        let before = matches!(
            words[word].relation,
            Relation::Compound
                | Relation::Nummod
                | Relation::NmodUnmarked
                | Relation::NmodDesc
                | Relation::Amod
        );
        (takes == Takes::All && nominal && before && word < host).then_some(standing)
    }

    /// The words that stand before a noun of the setting.
    pub(super) fn before_nouns(&self) -> impl Iterator<Item = usize> {
        let below = self.hosts.keys().flat_map(|host| self.tree.dependents(*host));
        below.copied().filter(|word| self.before_noun(*word).is_some())
    }

    /// Where the deed lies in time. Its status tells, where the verb does not say it itself.
    pub(super) fn direction(&self, status: Status) -> Direction {
        let words = self.tree.words();
        let verb = [self.deed]
            .into_iter()
            .chain(self.tree.ancestors(self.deed))
            .find(|word| matches!(words[*word].upos, Upos::Verb | Upos::Aux));
        let by_status = match status {
            Status::Actual | Status::Negated => Direction::Back,
            Status::Planned | Status::Possible | Status::Requested => Direction::Ahead,
        };
        let Some(verb) = verb else { return by_status };
        let auxiliaries = || {
            let helping = [Relation::Aux, Relation::AuxPass, Relation::Cop];
            self.tree
                .dependents(verb)
                .iter()
                .filter(move |below| helping.contains(&self.relation(**below)))
        };
        let helped = |tags: &[&str]| auxiliaries().any(|aux| tags.contains(&words[*aux].xpos));
        let perfect = auxiliaries().any(|aux| &*words[*aux].lemma == "have");
        let own = verb == self.deed;
        let by_status_ahead = by_status == Direction::Ahead;
        match words[verb].xpos {
            _ if own && perfect => Direction::Back,
            _ if by_status_ahead && !(own && words[verb].xpos == "VBD") => Direction::Ahead,
            _ if helped(&["MD"]) => Direction::Ahead,
            "VBD" => Direction::Back,
            "VBZ" | "VBP" if own => Direction::Either,
            "VBG" if own && helped(&["VBZ", "VBP"]) => Direction::Either,
            _ => by_status,
        }
    }

    fn add(&mut self, word: usize, standing: Standing, takes: Takes) {
        self.hosts.entry(word).or_insert((standing, takes));
    }

    /// Whether the word is what is said of the deed or of who does it: "the meeting is on *Friday*".
    fn is_predicate(&self, word: usize) -> bool {
        let carries =
            matches!(self.hosts.get(&word), Some((Standing::Carrier | Standing::Governor, _)));
        carries && self.has_case(word) && self.has(word, Relation::Cop)
    }

    fn has(&self, word: usize, relation: Relation) -> bool {
        self.tree.dependents_by(word, relation).next().is_some()
    }

    fn relation(&self, word: usize) -> Relation {
        self.tree.words()[word].relation
    }

    /// Whether a verb lends what is said of it to the noun that it carries. One that speaks, asks or
    /// calls off keeps its own: "announced a visit on Monday".
    fn is_carrier(&self, word: usize) -> bool {
        let lemma = &*self.tree.words()[word].lemma;
        is_among(&self.lists.verbs.occurrence, lemma)
            || (is_among(&self.lists.verbs.light, lemma) && !self.is_about(lemma))
    }

    /// Whether a verb of this lemma speaks of a deed that lies elsewhere.
    fn is_about(&self, lemma: &str) -> bool {
        let elsewhere = [Status::Possible, Status::Requested, Status::Negated];
        let mut statuses = elsewhere.iter().filter_map(|status| self.lists.status.get(status));
        is_among(&self.lists.speech.verbs, lemma)
            || statuses.any(|words| is_among(&words.verbs, lemma))
    }

    fn is_motion(&self, word: usize) -> bool {
        is_among(&self.lists.verbs.motion, &self.tree.words()[word].lemma)
    }

    /// Whether the word is where one went for the deed: "flew to *Oslo* to meet her".
    pub(super) fn is_destination(&self, word: usize) -> bool {
        let head = self.tree.words()[word].head;
        head.is_some_and(|head| {
            head != self.deed && self.hosts.contains_key(&head) && self.is_motion(head)
        }) && self.is_case_of(word, &["to", "into"])
    }

    /// Whether a clause on the place that this word names tells the deed: "flew to *Oslo*, where they
    /// met".
    pub(super) fn is_scene(&self, word: usize) -> bool {
        let tells = |clause: &usize| {
            *clause > word
                && matches!(
                    self.hosts.get(clause),
                    Some((Standing::Deed | Standing::Carrier, _))
                        | Some((Standing::Governor, Takes::All))
                )
        };
        let opens = |clause: usize| {
            let mut adverbs = self.tree.dependents_by(clause, Relation::Advmod);
            adverbs.any(|adverb| &*self.tree.words()[adverb].lemma == "where")
        };
        let direct = self.tree.dependents_by(word, Relation::AclRelcl);
        // the parser may hang the clause on the verb: the place right before it is meant
        let verb = self.tree.words()[word].head;
        let loose = verb.into_iter().flat_map(|verb| {
            let below = [Relation::Advcl, Relation::AclRelcl].into_iter();
            below.flat_map(move |relation| self.tree.dependents_by(verb, relation))
        });
        let follows = |clause: &usize| {
            let end = self.tree.phrase(word).end;
            let start = self.tree.phrase(*clause).start;
            start == end || start == end + 1
        };
        let loose = loose.filter(follows);
        direct.chain(loose).filter(tells).any(opens)
    }

    /// Whether the deed is the outcome of what a noun names: "after *talks* in Oslo, they agreed".
    pub(super) fn is_outcome_of(&self, noun: usize) -> bool {
        self.is_aftermath(noun) && self.hosts.contains_key(&noun)
    }

    /// Whether a verb of speech, by which one agrees too, stands with "after talks".
    fn is_aftermath(&self, word: usize) -> bool {
        let words = self.tree.words();
        let verb = words[word].head;
        self.is_case_of(word, &["after", "following"])
            && self.lists.reference.occasions.contains(&*words[word].lemma)
            && verb.is_some_and(|verb| is_among(&self.lists.speech.verbs, &words[verb].lemma))
    }

    /// Whether it is what one meets for: "hosted her for talks", not "called for talks".
    fn is_purpose(&self, word: usize) -> bool {
        let words = self.tree.words();
        let Some(verb) = words[word].head else { return false };
        let phrase = format!("{} for", words[verb].lemma);
        let asked = self.lists.status.values().any(|words| is_among(&words.verbs, &phrase));
        self.is_case_of(word, &["for"])
            && self.lists.reference.occasions.contains(&*words[word].lemma)
            && !asked
            && !self.is_about(&words[verb].lemma)
    }

    /// Whether a noun is the occasion on which the deed happens, or what the deed only carries out:
    /// "warned them at the *talks*", "the *talks* will be led by her".
    pub(super) fn is_on_occasion(&self, noun: usize) -> bool {
        let Some(head) = self.tree.words()[noun].head else { return false };
        match self.relation(noun) {
            Relation::Obl => {
                let governs = |(standing, takes): &(Standing, Takes)| {
                    *standing != Standing::Argument
                        && (*standing != Standing::Governor || *takes == Takes::All)
                };
                self.hosts.get(&head).is_some_and(governs)
                    && self.is_case_of(noun, &["during", "in", "at"])
            }
            Relation::Obj | Relation::NsubjPass => head == self.deed && self.is_carrier(head),
            _ => false,
        }
    }

    fn has_case(&self, word: usize) -> bool {
        self.has(word, Relation::Case)
    }

    fn is_infinitive(&self, word: usize) -> bool {
        let words = self.tree.words();
        self.tree.dependents_by(word, Relation::Mark).any(|mark| &*words[mark].lemma == "to")
    }

    /// Whether a verb is a participle that shares its subject with the verb above, and its time.
    fn is_participle(&self, word: usize) -> bool {
        let helping = [Relation::Aux, Relation::AuxPass, Relation::Mark, Relation::Case];
        self.tree.words()[word].xpos == "VBG"
            && self.tree.words()[word].upos == Upos::Verb
            && matches!(self.relation(word), Relation::Advcl | Relation::Parataxis | Relation::Acl)
            && self.subject_of(word).is_none()
            && !helping.into_iter().any(|relation| self.has(word, relation))
    }

    fn is_case_of(&self, word: usize, prepositions: &[&str]) -> bool {
        let words = self.tree.words();
        let mut cases = self.tree.dependents_by(word, Relation::Case);
        cases.any(|case| prepositions.contains(&&*words[case].lemma))
    }

    fn subject_of(&self, verb: usize) -> Option<usize> {
        self.tree.dependents(verb).iter().copied().find(|word| self.relation(*word).is_subject())
    }

    /// Whether a phrase is not bound to the noun that it hangs on: it follows it.
    fn is_loose(&self, word: usize, host: usize) -> bool {
        word > host
            && !matches!(
                self.relation(word),
                Relation::NmodPoss | Relation::Compound | Relation::Nummod | Relation::Amod
            )
    }

    /// What the deed is done by, to, with or during.
    fn add_arguments(&mut self, of: usize) {
        for word in self.tree.dependents(of).to_vec() {
            let named = self.is_named(word);
            let takes = match self.relation(word) {
                // "most likely in Riyadh", "as early as next week"
                Relation::Advmod => Takes::Loose,
                Relation::Obl | Relation::Nmod if named => Takes::Loose,
                Relation::Obl if self.is_occasion(word) => Takes::All,
                Relation::Obl if self.is_case_of(word, &["with", "to", "by"]) => Takes::Loose,
                Relation::Obj
                | Relation::Iobj
                | Relation::OblAgent
                | Relation::Nsubj
                | Relation::NsubjPass
                | Relation::NmodPoss => Takes::Loose,
                _ => continue,
            };
            self.add(word, Standing::Argument, takes);
            self.add_joined(word);
        }
        self.add_margins(of);
    }

    /// Whether a phrase tells on which occasion: "during a call", "on a visit".
    fn is_occasion(&self, word: usize) -> bool {
        self.is_case_of(word, &OCCASION)
            || self.is_aftermath(word)
            || self.is_purpose(word)
            || (self.is_motion(word) && self.is_case_of(word, &["on"]))
    }

    /// "*Speaking* in Oslo on Friday, he warned them": before the deed, in its clause or its subject.
    fn add_participles(&mut self, deed: usize) {
        let subject = self.subject_of(deed);
        let below = |word: usize| self.tree.dependents(word).iter().copied();
        let found: Vec<usize> = below(deed)
            .chain(subject.into_iter().flat_map(below))
            .filter(|word| *word < deed && self.is_participle(*word))
            .filter(|word| !OPENING.contains(&&*self.tree.words()[*word].lemma))
            .collect();
        for participle in found {
            self.add(participle, Standing::Argument, Takes::All);
        }
    }

    /// "fired missiles to *hit* the port on Friday": what a deed is done for, unless that is to speak
    /// or to plan, shares what stands behind.
    fn add_purposes(&mut self, deed: usize) {
        let tree = self.tree;
        // the parser takes "fired missiles to hit" for "asked them to hit"
        let governs = is_among(&self.lists.verbs.control, &tree.words()[deed].lemma)
            || !self.has(deed, Relation::Obj);
        let is_purpose = |word: usize| match self.relation(word) {
            Relation::Advcl | Relation::Acl => true,
            Relation::Xcomp => !governs,
            _ => false,
        };
        let below = |word: usize| tree.dependents(word).iter().copied();
        let objects =
            below(deed).filter(|word| self.relation(*word) == Relation::Obj).flat_map(|object| {
                std::iter::once(object).chain(tree.dependents_by(object, Relation::Conj))
            });
        let purposes: Vec<usize> = std::iter::once(deed)
            .chain(objects)
            .flat_map(below)
            .filter(|word| is_purpose(*word))
            .filter(|word| tree.words()[*word].upos == Upos::Verb && self.is_infinitive(*word))
            .filter(|word| !self.is_about_another(*word))
            .collect();
        for purpose in purposes {
            self.add(purpose, Standing::Governor, Takes::After);
            // "to hit targets across the country"
            for object in tree.dependents_by(purpose, Relation::Obj) {
                self.add(object, Standing::Governor, Takes::Loose);
            }
            self.add_occasions(purpose, Takes::Loose);
        }
    }

    /// Whether a verb speaks of what is done at some other time.
    fn is_about_another(&self, word: usize) -> bool {
        let lemma = &*self.tree.words()[word].lemma;
        let planned = self.lists.status.get(&Status::Planned).map(|words| &words.verbs);
        TALKING.contains(&lemma)
            || self.is_about(lemma)
            || planned.is_some_and(|verbs| is_among(verbs, lemma))
    }

    /// "on the sidelines of a summit in Alaska": the occasion is one word further down.
    fn add_margins(&mut self, of: usize) {
        let words = self.tree.words();
        for word in self.tree.dependents(of).to_vec() {
            if MARGINS.contains(&&*words[word].lemma) && self.has_case(word) {
                self.add(word, Standing::Argument, Takes::All);
                for occasion in self.tree.dependents_by(word, Relation::Nmod) {
                    self.hosts.insert(occasion, (Standing::Argument, Takes::All));
                }
            }
        }
    }

    /// What is joined to an argument, and the names in it: "with the leaders of Poland and Spain".
    fn add_joined(&mut self, argument: usize) {
        for word in self.tree.dependents(argument).to_vec() {
            let joined =
                matches!(self.relation(word), Relation::Conj | Relation::Appos | Relation::Flat);
            let inside = self.relation(word) == Relation::Nmod && self.is_named(word);
            if self.relation(word) == Relation::Nmod && self.is_case_of(word, &["during"]) {
                self.add(word, Standing::Argument, Takes::All);
            }
            if (joined || inside) && word > argument {
                self.add(word, Standing::Argument, Takes::Loose);
                self.add_joined(word);
            }
        }
    }

    fn is_named(&self, word: usize) -> bool {
        let word = &self.tree.words()[word];
        word.folded || matches!(word.upos, Upos::Propn | Upos::Pron)
    }

    /// Adds the word above that shares the circumstances of `below`; none where they end.
    fn add_above(&mut self, below: usize) -> Option<usize> {
        let tree = self.tree;
        let words = tree.words();
        let above = words[below].head?;
        let nominal = matches!(words[below].upos, Upos::Noun | Upos::Propn);
        let (standing, takes, goes_on) = match words[below].relation {
            Relation::Obj | Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter
                if nominal && self.is_carrier(above) =>
            {
                (Standing::Carrier, Takes::All, true)
            }
            // "the meeting is in Geneva on Friday": the predicate is a phrase itself
            Relation::Nsubj if nominal && self.has(above, Relation::Cop) => {
                (Standing::Carrier, Takes::All, true)
            }
            // "a strike on Friday killed twenty"
            Relation::Nsubj if nominal => (Standing::Governor, Takes::Between, false),
            // "a series of strikes"
            Relation::Nmod if nominal && self.is_measure(above) => {
                (Standing::Carrier, Takes::All, true)
            }
            // "a summit preceded by a call on Friday"
            Relation::OblAgent if nominal => (Standing::Governor, Takes::After, false),
            // "flew to Oslo on Friday for talks"
            Relation::Obl | Relation::Nmod
                if nominal && self.is_motion(above) && self.is_case_of(below, &["for"]) =>
            {
                (Standing::Governor, Takes::All, true)
            }
            Relation::Obl if nominal && self.is_occasion(below) => {
                (Standing::Governor, Takes::After, false)
            }
            Relation::Xcomp => {
                let helped = self.has(above, Relation::AuxPass) || self.has(above, Relation::Cop);
                match helped || &*words[above].lemma == "be" {
                    true => (Standing::Governor, Takes::All, true),
                    false => (Standing::Governor, Takes::After, true),
                }
            }
            // "will fly to Oslo on Friday to meet her"
            Relation::Advcl | Relation::Acl if self.is_infinitive(below) => {
                match self.is_motion(above) {
                    true => (Standing::Governor, Takes::All, true),
                    false => (Standing::Governor, Takes::After, false),
                }
            }
            // "met her in Oslo on Friday, warning that"
            Relation::Advcl | Relation::Parataxis if self.is_participle(below) => {
                (Standing::Governor, Takes::All, true)
            }
            // of two deeds of one subject
            Relation::Conj
                if words[below].upos == Upos::Verb
                    && words[above].upos == Upos::Verb
                    && self.subject_of(below).is_none() =>
            {
                (Standing::Governor, Takes::Fronted, false)
            }
            _ => return None,
        };
        self.add(above, standing, takes);
        if standing == Standing::Carrier {
            self.add_arguments(above);
        } else if takes == Takes::All {
            self.add_occasions(above, takes);
        }
        goes_on.then_some(above)
    }

    /// The occasions on which what a word says takes place.
    fn add_occasions(&mut self, of: usize, takes: Takes) {
        for word in self.tree.dependents(of).to_vec() {
            if self.relation(word) == Relation::Obl && self.is_occasion(word) {
                self.add(word, Standing::Governor, takes);
            }
        }
    }

    /// Whether a noun only says how much there is of what follows: "a series of strikes".
    fn is_measure(&self, noun: usize) -> bool {
        let nouns = self.lists.status.get(&Status::Actual).map(|words| &words.nouns);
        nouns.is_some_and(|nouns| is_among(nouns, &self.tree.words()[noun].lemma))
    }
}

fn is_among(list: &[String], lemma: &str) -> bool {
    list.iter().any(|entry| entry == lemma)
}

#[cfg(all(test, feature = "model"))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::{
        english::{Abbreviations, Model, segment},
        rules::VerbWords,
        span::Span,
    };

    /// How the phrase stands to the deed, `<deed>` and `[phrase]` in `marked`.
    fn standing(marked: &str) -> Option<Standing> {
        let text: String = marked.chars().filter(|letter| !"<>[]".contains(*letter)).collect();
        let tokens = segment(&text, Span::new(0, text.len()), &Abbreviations::default()).tokens;
        let marks = |open: char, close: char| {
            let at = |mark: char| {
                let before = &marked[..marked.find(mark).unwrap()];
                before.chars().filter(|letter| !"<>[]".contains(*letter)).count()
            };
            let inside = Span::new(at(open), at(close));
            let first = tokens.iter().position(|token| inside.contains(token.span)).unwrap();
            let after = tokens.iter().rposition(|token| inside.contains(token.span)).unwrap() + 1;
            TokenRange::new(first, after)
        };
        let tree = Model::embedded().unwrap().analyse(&text, &tokens, &[]);
        let lists = WordLists {
            verbs: VerbWords {
                light: vec!["hold".to_owned(), "take".to_owned()],
                motion: vec!["fly".to_owned()],
                occurrence: vec!["expect".to_owned()],
                ..VerbWords::default()
            },
            ..WordLists::default()
        };
        let setting = Setting::of(&tree, &lists, marks('<', '>')).unwrap();
        let phrase = marks('[', ']');
        let words = phrase.range().filter_map(|token| tree.word_of(token));
        words
            .filter_map(|word| {
                let head = tree.words()[word].head;
                let outside = head.is_none_or(|head| !tree.words()[head].tokens.overlaps(phrase));
                outside.then(|| setting.of_phrase(word, phrase)).flatten()
            })
            .min()
    }

    #[test]
    fn a_phrase_counts_where_it_hangs_on_the_deed_or_what_lends_to_it() {
        let cases = [
            ("The envoy <met> the minister [on Friday].", Some(Standing::Deed)),
            ("[On Friday] the envoy <met> the minister.", Some(Standing::Deed)),
            ("The envoy held a <meeting> with them [on Friday].", Some(Standing::Carrier)),
            ("The <meeting> took place [on Friday].", Some(Standing::Carrier)),
            ("[On Friday] the envoy is expected to <meet> them.", Some(Standing::Governor)),
            ("[On Friday] the envoy agreed to <meet> them.", None),
            ("[On Friday] the envoy flew in and <met> them.", Some(Standing::Governor)),
            ("The envoy flew in [on Friday] and <met> them.", None),
            ("The envoy said [on Friday] that he <met> them.", None),
            ("The envoy, who arrived [on Friday], <met> them.", None),
            ("The envoy <met> them after the army left [on Friday].", None),
            ("They <agreed> during a call [on Friday].", Some(Standing::Deed)),
            (
                "The envoy will fly to the city [on Friday] to <meet> them.",
                Some(Standing::Governor),
            ),
            ("[On Friday] the envoy announced a <meeting> with them.", None),
            ("The envoy, speaking [on Friday], <warned> them.", Some(Standing::Argument)),
            ("The envoy met them [on Friday], <urging> them to leave.", Some(Standing::Governor)),
            ("The army <fired> missiles to hit the port [on Friday].", Some(Standing::Governor)),
        ];
        for (marked, expected) in cases {
            assert_eq!(standing(marked), expected, "{marked}");
        }
    }
}
