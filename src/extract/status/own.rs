//! What is told of a deed by the words that stand with it: auxiliaries, negation, adverbs,
//! adjectives, the conjunction that opens its clause, and the condition that it depends on.

use super::{
    Reader, Told,
    lists::{List, ends_with, is_adverb},
    under,
};
use crate::{
    english::{self, Relation, Upos},
    matcher::Word,
    span::TokenRange,
    status::Status,
};

const AUXILIARIES: List = |words| &words.auxiliaries;
const ADJECTIVES: List = |words| &words.adjectives;
const CONJUNCTIONS: List = |words| &words.conjunctions;
const VERBS: List = |words| &words.verbs;

/// What is told of a word by those that stand with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Own {
    pub(super) told: Told,
    /// Whether nothing above it tells any more: "if" cuts its clause off from what governs it.
    pub(super) closed: bool,
}

/// The question mark that leaves open whether a thing happened. "Why", "how", "when" and "where"
/// ask no such thing.
pub(super) fn open_question(words: &[Word<'_>]) -> Option<TokenRange> {
    let mark = (0..words.len()).rev().take(2).find(|at| words[*at].form == "?")?;
    let asks_for_more = |word: &Word<'_>| matches!(&*word.lower, "why" | "how" | "when" | "where");
    let presupposed = words.iter().take(3).any(asks_for_more);
    (!presupposed).then(|| TokenRange::new(mark, mark + 1))
}

impl Reader<'_, '_> {
    /// What is told of a word by those that stand with it, save the one that asks, which hangs
    /// `below` it.
    pub(super) fn own(&self, word: usize, below: Option<usize>) -> Own {
        let told = self.modified(word, below);
        if let Some(opened) = self.opened(word) {
            // a negated condition is one, and "without refusing" leaves it open
            let told = match (opened.status, told.status) {
                (Status::Planned, Status::Actual) | (Status::Negated | Status::Possible, _) => {
                    opened
                }
                _ => told,
            };
            return Own { told, closed: true };
        }
        let conditional =
            matches!(told.status, Status::Planned | Status::Negated | Status::Requested)
                .then(|| self.condition(word))
                .flatten();
        let told = match conditional {
            Some(condition) if told.status != Status::Negated || self.modal(word).is_some() => {
                condition
            }
            _ => told,
        };
        Own { told, closed: false }
    }

    /// What auxiliaries, adverbs, adjectives and participles tell.
    fn modified(&self, word: usize, below: Option<usize>) -> Told {
        let told = self.told_by_modifiers(word, below);
        let of = |status: Status| told.iter().find(|told| told.status == status).copied();
        let [possible, requested, planned, negated] =
            [Status::Possible, Status::Requested, Status::Planned, Status::Negated].map(of);
        let weakened = possible.filter(|told| told.open);
        let decided = match negated {
            Some(_) if weakened.is_some() => weakened,
            Some(negated) => Some(negated),
            None => possible.or(requested).or(planned),
        };
        decided.or_else(|| self.in_future(word)).unwrap_or(Told::ACTUAL)
    }

    fn told_by_modifiers(&self, word: usize, below: Option<usize>) -> Vec<Told> {
        let mut told: Vec<Told> = self
            .tree
            .dependents(word)
            .iter()
            .filter(|modifier| Some(**modifier) != below)
            .filter_map(|modifier| self.told_by_modifier(word, *modifier))
            .collect();
        told.extend(self.phrase_before(word).map(|(by, status)| Told::by(by, status)));
        told
    }

    fn told_by_modifier(&self, word: usize, modifier: usize) -> Option<Told> {
        let forms = self.forms(modifier);
        let by = |status| Told::by(modifier, status);
        match self.word(modifier).relation {
            Relation::Aux | Relation::AuxPass => self.told_by_auxiliary(word, modifier),
            Relation::Det | Relation::Cc | Relation::CcPreconj => {
                self.lists.word(AUXILIARIES, &forms).map(by)
            }
            Relation::Advmod => self.told_by_adverb(modifier),
            Relation::Amod | Relation::Compound => {
                let told = self.lists.word(ADJECTIVES, &forms);
                let of_verb = || self.lists.word(VERBS, &forms);
                let participle = self.word(modifier).xpos == "VBN";
                told.or_else(|| participle.then(of_verb).flatten()).map(by)
            }
            Relation::Nsubj | Relation::NsubjPass | Relation::Obj | Relation::Expl => {
                let verbal = matches!(self.word(word).upos, Upos::Verb | Upos::Aux);
                (verbal && self.is_none(modifier)).then(|| by(Status::Negated))
            }
            // "under no circumstances"; "with no planes" is no negation
            Relation::Obl
                if self.is_none(modifier) && !self.has(modifier, Relation::Case, &["with"]) =>
            {
                Some(by(Status::Negated))
            }
            Relation::Acl | Relation::AclRelcl if self.word(word).upos != Upos::Verb => {
                self.told_by_clause(word, modifier)
            }
            _ => None,
        }
    }

    /// Whether a noun or pronoun says that there is none: "nobody", "no country", "neither A nor B".
    fn is_none(&self, noun: usize) -> bool {
        let negative =
            |at: usize| self.lists.word(AUXILIARIES, &self.forms(at)) == Some(Status::Negated);
        let before =
            |at: &&usize| matches!(self.word(**at).relation, Relation::Det | Relation::CcPreconj);
        negative(noun) || self.tree.dependents(noun).iter().filter(before).any(|at| negative(*at))
    }

    /// What an auxiliary tells of a verb.
    fn told_by_auxiliary(&self, verb: usize, auxiliary: usize) -> Option<Told> {
        let forms = self.forms(auxiliary);
        let status = self.lists.word(AUXILIARIES, &forms)?;
        let told = Told::by(auxiliary, status);
        let subject = self.subject_of(verb);
        // "should Moscow attack, …"
        let inverted = subject.is_some_and(|subject| auxiliary < subject)
            && status == Status::Requested
            && self.words.last().is_none_or(|last| last.form != "?");
        let unreal = forms.contains(&"would") && !self.is_reported(verb);
        Some(match () {
            () if inverted || unreal => Told { status: Status::Possible, ..told },
            () if forms.contains(&"may") || forms.contains(&"might") => Told { open: true, ..told },
            () => told,
        })
    }

    /// What an adverb tells: "never", "perhaps"; "not only" tells nothing.
    fn told_by_adverb(&self, adverb: usize) -> Option<Told> {
        let forms = self.forms(adverb);
        let next = self.words.get(self.word(adverb).tokens.end);
        let only = |word: &Word<'_>| {
            matches!(&*word.lower, "only" | "just" | "merely" | "simply" | "solely")
        };
        let status =
            self.lists.word(AUXILIARIES, &forms).or_else(|| self.lists.word(ADJECTIVES, &forms))?;
        if status == Status::Negated && next.is_some_and(only) {
            return None;
        }
        // "tomorrow" and "next" are for what tells the time
        let open = status == Status::Possible;
        (status != Status::Planned || self.lists.word(AUXILIARIES, &forms).is_some())
            .then(|| Told { open, ..Told::by(adverb, status) })
    }

    /// What a clause tells of the noun that it modifies: "the meeting planned for May", "talks that
    /// were called off", "talks to be held in May".
    fn told_by_clause(&self, noun: usize, verb: usize) -> Option<Told> {
        // who is expected is no deed
        if [Relation::Nsubj, Relation::NsubjPass].iter().any(|by| self.has(verb, *by, &["who"])) {
            return None;
        }
        let passive = self.word(verb).xpos == "VBN";
        match self.governs(verb, noun)? {
            (Status::Actual, named) => {
                if !named && !passive && self.has_object(verb) {
                    return None;
                }
                let own = self.modified(verb, None);
                let infinitive = self.is_infinitive(verb);
                if infinitive && own.status == Status::Actual {
                    return Some(Told::by(verb, Status::Planned));
                }
                (own.status != Status::Actual).then_some(own)
            }
            (status, _) if passive => Some(Told::by(verb, status)),
            // "trade that was possible"
            (status, _) if self.word(verb).upos == Upos::Adj => {
                Some(under(self.modified(verb, None), Told::by(verb, status)))
            }
            _ => None,
        }
    }

    /// The phrase before a verb that tells, by its first word: "*has* yet to meet", "*is* to meet".
    pub(super) fn phrase_before(&self, word: usize) -> Option<(usize, Status)> {
        let end = self.word(word).tokens.start;
        let mine = |token: usize| {
            self.tree.word_of(token).is_some_and(|at| {
                self.word(at).head == Some(word)
                    && matches!(self.word(at).relation, Relation::Aux | Relation::AuxPass)
            })
        };
        let skip = |token: usize| is_adverb(self.tree, token) || mine(token);
        self.lists
            .phrases(AUXILIARIES)
            .filter_map(|(status, phrase)| {
                let start = ends_with(self.words, end, &phrase, skip)?;
                Some((phrase.len(), self.tree.word_of(start)?, status))
            })
            .max_by_key(|(length, ..)| *length)
            .map(|(_, by, status)| (by, status))
    }

    /// Whether the present tense, or a noun, comes with a time to come: "they meet next week".
    fn in_future(&self, word: usize) -> Option<Told> {
        let at = self.word(word);
        let present = match at.upos {
            Upos::Verb | Upos::Aux => {
                // "the talks take place next week" may be tagged as an infinitive
                let bare = at.xpos == "VB" && !self.is_infinitive(word);
                (bare || matches!(at.xpos, "VBZ" | "VBP" | "VBG"))
                    && !self.is_past(word)
                    && self.modal(word).is_none()
            }
            _ => true,
        };
        if !present {
            return None;
        }
        let is_time = |relation| {
            matches!(
                relation,
                Relation::Advmod
                    | Relation::OblUnmarked
                    | Relation::NmodUnmarked
                    | Relation::NmodPoss
                    | Relation::Compound
            )
        };
        let to_come = |at: usize| {
            (self.lists.word(ADJECTIVES, &self.forms(at)) == Some(Status::Planned)).then_some(at)
        };
        let times =
            self.tree.dependents(word).iter().filter(|at| is_time(self.word(**at).relation));
        times
            .filter_map(|time| {
                let mut below = self.tree.dependents(*time).iter();
                to_come(*time).or_else(|| below.find_map(|at| to_come(*at)))
            })
            .next()
            .or_else(|| self.on_weekday(word))
            .map(|by| Told::by(by, Status::Planned))
    }

    /// The weekday of a verb in the simple present: "they meet on Friday" is told beforehand. With
    /// the date behind it, it stands under a picture.
    fn on_weekday(&self, verb: usize) -> Option<usize> {
        let helped = [Relation::Aux, Relation::AuxPass, Relation::Cop]
            .iter()
            .any(|relation| self.tree.dependents_by(verb, *relation).next().is_some());
        let simple = self.word(verb).xpos != "VBG" && !helped;
        let is_weekday = |at: &usize| {
            let tokens = self.word(*at).tokens;
            let form = self.words[tokens.start].form;
            let dated = self.words.get(tokens.end).is_some_and(|next| next.form == ",");
            english::is_weekday(form) && !dated && self.has(*at, Relation::Case, &["on"])
        };
        self.tree.dependents_by(verb, Relation::Obl).find(is_weekday).filter(|_| simple)
    }

    /// What the conjunction that opens the clause, or the preposition before the noun, tells.
    fn opened(&self, word: usize) -> Option<Told> {
        let openings = [Relation::Mark, Relation::Case, Relation::Cc, Relation::Advmod];
        let by_word = self.tree.dependents(word).iter().find_map(|opening| {
            openings.contains(&self.word(*opening).relation).then_some(())?;
            let status = self.lists.word(CONJUNCTIONS, &self.forms(*opening))?;
            Some(Told { open: true, ..Told::by(*opening, status) })
        });
        by_word.or_else(|| self.opened_by_phrase(word))
    }

    /// The same for openings of several words: "in the event of an attack".
    fn opened_by_phrase(&self, word: usize) -> Option<Told> {
        let phrase = self.tree.phrase(word);
        let start = self.word(word).tokens.start;
        self.lists.phrases(CONJUNCTIONS).find_map(|(status, opening)| {
            let ends = phrase.start.max(opening.len())..=start;
            let end = ends.into_iter().find(|end| {
                let first = end - opening.len();
                self.words[first..*end].iter().zip(&opening).all(|(word, part)| word.lower == *part)
            })?;
            let before_clause = self.words[phrase.start..start].iter().all(|word| word.form != ",");
            let by = self.tree.word_of(end - opening.len())?;
            (before_clause && by != word).then(|| Told { open: true, ..Told::by(by, status) })
        })
    }

    /// The condition that a clause depends on: "will attack if …".
    fn condition(&self, word: usize) -> Option<Told> {
        self.tree.dependents_by(word, Relation::Advcl).find_map(|clause| {
            let mut marks = self.tree.dependents_by(clause, Relation::Mark);
            let mark = marks.find(|mark| {
                // "until" and "whether" set no condition
                !matches!(self.lower(*mark), "until" | "till" | "whether" | "lest")
                    && self.lists.word(CONJUNCTIONS, &self.forms(*mark)) == Some(Status::Possible)
            })?;
            let even = self.word(mark).tokens.start.checked_sub(1);
            let is_even = even.is_some_and(|even| &*self.words[even].lower == "even");
            (!is_even).then(|| Told::by(mark, Status::Possible))
        })
    }

    /// Whether a verb stands in a past tense.
    pub(super) fn is_past(&self, verb: usize) -> bool {
        let past = |at: usize| self.word(at).xpos == "VBD" || &*self.word(at).lemma == "have";
        let helped = [Relation::Aux, Relation::AuxPass, Relation::Cop]
            .iter()
            .any(|relation| self.tree.dependents_by(verb, *relation).any(past));
        // what is tagged so and has no ending is a subjunctive: "demanded that they withdraw"
        let alone = self.word(verb).xpos == "VBD" && self.lower(verb) != &*self.word(verb).lemma;
        (alone || helped) && self.modal(verb).is_none()
    }

    /// Whether a verb stands with "to".
    pub(super) fn is_infinitive(&self, verb: usize) -> bool {
        let is_verb = self.word(verb).xpos.starts_with("VB");
        self.tree.dependents(verb).iter().any(|at| {
            self.word(*at).xpos == "TO" && (is_verb || self.word(*at).relation == Relation::Mark)
        })
    }

    /// Whether somebody is said to say it: "he said it would …", "it would …, he said".
    fn is_reported(&self, verb: usize) -> bool {
        let mut clause = verb;
        while let (Relation::Conj, Some(first)) =
            (self.word(clause).relation, self.word(clause).head)
        {
            clause = first;
        }
        let reported = matches!(self.word(clause).relation, Relation::Ccomp | Relation::Parataxis);
        let reporter = self
            .tree
            .dependents_by(clause, Relation::Parataxis)
            .any(|at| self.word(at).upos == Upos::Verb);
        reported || reporter
    }
}
