//! What the word above a deed does to it.

use super::{Reader, Told};
use crate::{
    english::{Relation, Upos},
    status::Status,
};

/// What a word does to the one that hangs from it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Link {
    /// Nothing that is told of the one is told of the other.
    Apart,
    /// This is told of it, and nothing above tells more.
    Alone(Told),
    /// What is told of the one is told of the other: "*continued* to attack", "*held* a meeting".
    Shared,
    /// It is governed by what governs the one, and is not told what stands with that: a later
    /// conjunct with a subject or auxiliary of its own.
    Beside,
    /// This is told of it by the one that governs it: "*refused* to meet".
    Governed(Told),
    /// The same by another than the one above.
    GovernedBy(usize, Told),
    /// It is the setting of the other: it is planned where that is, and, if it `could`, possible.
    Setting { could: bool },
}

/// How many words above a verb are asked whether it happens.
const NEAR: usize = 4;

impl Reader<'_, '_> {
    /// What the word above does to `word`.
    pub(super) fn link(&self, word: usize) -> Link {
        if self.is_imperative(word) {
            return Link::Alone(Told::by(word, Status::Requested));
        }
        let Some(head) = self.word(word).head else { return self.root(word) };
        if let Some(told) = self.goes_on(word, head) {
            return Link::Alone(told);
        }
        let in_phrase = |(first, _): (usize, Status)| (first..word).contains(&head);
        if self.phrase_before(word).is_some_and(in_phrase) {
            return Link::Shared;
        }
        match self.word(word).relation {
            Relation::Conj => self.conjunct(word, head),
            Relation::Xcomp => self.complement(word, head),
            Relation::Ccomp => self.content(word, head),
            Relation::Advcl => self.adverbial(word, head),
            Relation::Acl => self.adnominal(word, head),
            // "speculation that they met": a relative clause has no conjunction
            Relation::AclRelcl
                if self.is_infinitive(word)
                    || self.tree.dependents_by(word, Relation::Mark).next().is_some() =>
            {
                self.adnominal(word, head)
            }
            Relation::Obj | Relation::Iobj | Relation::NsubjPass => self.object(word, head),
            Relation::Nsubj | Relation::NsubjOuter => self.subject(word, head),
            Relation::Csubj | Relation::CsubjOuter | Relation::CsubjPass => {
                self.clausal_subject(word, head)
            }
            Relation::Obl => self.oblique(word, head),
            // "will be preceded by a meeting"; "overshadowed by the attack" speaks of one that was
            Relation::OblAgent if !self.is_definite(word) => Link::Setting { could: false },
            Relation::Nmod => self.modifier(word, head),
            Relation::Compound => self.governed(word, head).map_or(Link::Apart, Link::Governed),
            _ => Link::Apart,
        }
    }

    /// Whether the verb above says that a thing goes on, or has until now, and does not happen
    /// itself: "wants to *end* the war", "urged them to *stop* shelling". Where it happens, the lists
    /// tell.
    fn goes_on(&self, word: usize, head: usize) -> Option<Told> {
        let thing = match self.word(word).relation {
            Relation::Obj | Relation::NsubjPass => {
                matches!(self.word(word).upos, Upos::Noun | Upos::Propn)
            }
            Relation::Xcomp | Relation::Ccomp | Relation::Advcl => self.word(word).xpos == "VBG",
            _ => false,
        };
        let ends = thing && self.lists.is_ongoing(&self.word(head).lemma, &self.particles(head));
        let happens = !ends || self.told(head, Some(word), NEAR).status == Status::Actual;
        (!happens).then(|| Told::by(head, Status::Actual))
    }

    fn particles(&self, verb: usize) -> Vec<&str> {
        self.tree.dependents_by(verb, Relation::CompoundPrt).map(|at| self.lower(at)).collect()
    }

    /// What the word above tells of `word`, if it stands in a list and does not only say that a
    /// thing takes place.
    fn governed(&self, word: usize, head: usize) -> Option<Told> {
        let (status, _) = self.governs(head, word)?;
        (status != Status::Actual).then(|| self.told_by(head, status))
    }

    fn told_by(&self, head: usize, status: Status) -> Told {
        // "not likely" leaves open what "not willing" does not
        let open = matches!(self.lower(head), "likely" | "unlikely" | "probable" | "improbable");
        Told { open, ..Told::by(head, status) }
    }

    /// A headline: "Trump to meet Putin"; a gerund cut off from its verb: "Meeting him would …".
    fn root(&self, word: usize) -> Link {
        if self.is_infinitive(word) {
            return Link::Alone(Told::by(word, Status::Planned));
        }
        let consequence = self.tree.dependents_by(word, Relation::Parataxis);
        let modal = |clause| self.modal(clause);
        match consequence.filter_map(modal).next() {
            Some(modal) if self.word(word).xpos == "VBG" && self.word(word).tokens.start == 0 => {
                Link::Alone(Told::by(modal, Status::Possible))
            }
            _ => Link::Apart,
        }
    }

    /// The modal auxiliary of a verb.
    pub(super) fn modal(&self, verb: usize) -> Option<usize> {
        self.tree.dependents_by(verb, Relation::Aux).find(|at| self.word(*at).xpos == "MD")
    }

    /// "agreed to meet", "urged them to meet", "is likely to meet", "continued to attack".
    fn complement(&self, word: usize, head: usize) -> Link {
        if let Some(too) =
            self.tree.dependents_by(head, Relation::Advmod).find(|at| self.lower(*at) == "too")
            && self.word(head).upos == Upos::Adj
        {
            return Link::Governed(Told::by(too, Status::Negated));
        }
        if self.word(head).upos == Upos::Verb
            && let Some((noun, told)) = self.noun_before(word, head)
            && self.word(noun).relation == Relation::Obl
        {
            return Link::GovernedBy(noun, told);
        }
        // "is heading to Doha to mediate", but "flew to visit the troops"
        let aim = || {
            let infinitive = self.is_infinitive(word) || self.has(word, Relation::Mark, &["to"]);
            (infinitive && self.lists.is_motion(&self.word(head).lemma) && !self.is_past(head))
                .then(|| Told::by(word, Status::Planned))
        };
        self.governed(word, head).or_else(aim).map_or(Link::Shared, Link::Governed)
    }

    /// "denied that they met", "said they met", "saw them attack".
    fn content(&self, word: usize, head: usize) -> Link {
        // "*Asked* whether he would resign, he accused them"
        let opens = self.word(head).tokens.start == 0
            && matches!(self.word(head).xpos, "VBN" | "VBD")
            && self.subject_of(head).is_none();
        if opens && head < word && (self.is_finite(word) || self.subject_of(word).is_some()) {
            return Link::Apart;
        }
        if self.is_subjunctive(word) {
            return Link::Governed(Told::by(head, Status::Requested));
        }
        match self.governed(word, head) {
            // "agreed that Russia attacked": nobody agrees on, or asks for, what has happened
            Some(Told { status: Status::Planned | Status::Requested, .. })
                if self.is_past(word) =>
            {
                Link::Apart
            }
            Some(told) => Link::Governed(told),
            None if self.is_finite(word) => Link::Apart,
            None => Link::Shared,
        }
    }

    /// "insisted that Syria *release* them".
    fn is_subjunctive(&self, verb: usize) -> bool {
        let helped = [Relation::Aux, Relation::AuxPass, Relation::Cop]
            .iter()
            .any(|relation| self.tree.dependents_by(verb, *relation).next().is_some());
        let singular = |at: usize| matches!(self.word(at).xpos, "NNP" | "NN" | "DT");
        let bare = match self.word(verb).xpos {
            "VB" => true,
            // the same form as the plural's
            "VBP" => self.tree.dependents_by(verb, Relation::Nsubj).any(singular),
            _ => false,
        };
        bare && !helped && self.has(verb, Relation::Mark, &["that"])
    }

    fn is_finite(&self, verb: usize) -> bool {
        let finite = |at: usize| matches!(self.word(at).xpos, "VBD" | "VBZ" | "VBP" | "MD");
        finite(verb)
            || self.tree.dependents(verb).iter().any(|at| {
                let relation = self.word(*at).relation;
                matches!(relation, Relation::Aux | Relation::AuxPass | Relation::Cop) && finite(*at)
            })
            || self.has(verb, Relation::Mark, &["that"])
    }

    /// "went to Moscow to meet", "by meeting", "after meeting", "accused them of attacking".
    fn adverbial(&self, word: usize, head: usize) -> Link {
        let opens = |at: &&usize| {
            let relation = self.word(**at).relation;
            matches!(relation, Relation::Mark | Relation::Case | Relation::Advmod) && **at < word
        };
        let before = self.tree.dependents(word).iter().filter(opens);
        let mark = before.map(|at| self.lower(*at)).find(|mark| !is_closed_adverb(mark));
        if self.is_infinitive(word) {
            return self.purpose(word, head);
        }
        let gerund = matches!(self.word(word).xpos, "VBG" | "VBN") && !self.is_finite(word);
        match mark {
            Some(mark) if is_governed_preposition(mark) && gerund => {
                self.governed(word, head).map_or(Link::Apart, Link::Governed)
            }
            Some("by" | "in" | "through" | "while") if gerund => Link::Setting { could: true },
            Some("when" | "after" | "before" | "once" | "as" | "where") if !self.is_past(word) => {
                Link::Setting { could: false }
            }
            None if gerund && self.is_close(head, word) => {
                self.governed(word, head).map_or(Link::Setting { could: true }, Link::Governed)
            }
            None if gerund => Link::Setting { could: true },
            _ => Link::Apart,
        }
    }

    /// Whether no comma stands between two words.
    fn is_close(&self, head: usize, word: usize) -> bool {
        let [first, last] = [head.min(word), head.max(word)].map(|at| self.word(at).tokens);
        head < word && self.words[first.end..last.start].iter().all(|word| word.form != ",")
    }

    /// An infinitive beside a clause: what its verb governs, else what it is for.
    fn purpose(&self, word: usize, head: usize) -> Link {
        if let Some((noun, told)) = self.noun_before(word, head) {
            return Link::GovernedBy(noun, told);
        }
        match self.governs(head, word) {
            Some((Status::Actual, true)) => Link::Shared,
            Some((status @ (Status::Requested | Status::Planned | Status::Possible), _)) => {
                Link::Governed(self.told_by(head, status))
            }
            _ => Link::Governed(Told::by(word, Status::Planned)),
        }
    }

    /// The object or oblique of the verb above that ends right before an infinitive and governs it:
    /// "abandoned its *plan* to meet", "renewed his *plea* to Kyiv to meet", "blamed for his
    /// *refusal* to meet".
    fn noun_before(&self, infinitive: usize, verb: usize) -> Option<(usize, Told)> {
        let start = self.tree.phrase(infinitive).start;
        let before = |noun: &usize| *noun < infinitive && self.tree.phrase(*noun).end == start;
        let objects = self.tree.dependents_by(verb, Relation::Obj);
        let below = objects.chain(self.tree.dependents_by(verb, Relation::Obl));
        let noun = below.into_iter().find(before)?;
        Some((noun, self.governed(infinitive, noun)?))
    }

    /// What governs an infinitive that hangs from who is to do it: "an *appeal* to the allies to
    /// meet", "*urged* the allies to meet".
    fn above_addressee(&self, infinitive: usize, noun: usize) -> Option<(usize, Told)> {
        let addressee = matches!(
            self.word(noun).relation,
            Relation::Obj | Relation::Iobj | Relation::Obl | Relation::Nmod | Relation::NsubjPass
        );
        let governor = self.word(noun).head.filter(|_| addressee)?;
        let told = self.governed(infinitive, governor)?;
        (told.status == Status::Requested).then_some((governor, told))
    }

    /// "a plan to meet", "the first to attack", "missiles to strike", "reports that they met".
    fn adnominal(&self, word: usize, head: usize) -> Link {
        if self.is_infinitive(word) {
            if let Some(told) = self.governed(word, head) {
                return Link::Governed(told);
            }
            if let Some((governor, told)) = self.above_addressee(word, head) {
                return Link::GovernedBy(governor, told);
            }
            let ordinal =
                |at: usize| matches!(self.lower(at), "first" | "last" | "only" | "second");
            let foremost =
                ordinal(head) || self.tree.dependents(head).iter().any(|at| ordinal(*at));
            return if foremost {
                Link::Apart
            } else {
                Link::Governed(Told::by(word, Status::Planned))
            };
        }
        let marked = self.tree.dependents(word).iter().any(|at| {
            matches!(self.word(*at).relation, Relation::Mark | Relation::Case) && *at < word
        });
        if marked || self.is_finite(word) {
            return self.reported(word, head);
        }
        // "the risk of the conflict turning into a war"
        let topic = (self.word(head).relation == Relation::Nmod
            && self.word(word).xpos == "VBG"
            && self.has(head, Relation::Case, &["of", "about"]))
        .then_some(self.word(head).head)
        .flatten();
        let governor = topic.and_then(|noun| Some((noun, self.governed(word, noun)?)));
        governor.map_or(Link::Apart, |(noun, told)| Link::GovernedBy(noun, told))
    }

    fn reported(&self, word: usize, head: usize) -> Link {
        match self.governs(head, word) {
            Some((Status::Actual, _)) => Link::Shared,
            Some((Status::Planned | Status::Requested, _)) if self.is_past(word) => Link::Apart,
            Some((status, _)) => Link::Governed(self.told_by(head, status)),
            None => Link::Apart,
        }
    }

    /// "called off the meeting", "held a meeting", "the meeting was called off".
    fn object(&self, word: usize, head: usize) -> Link {
        match self.governs(head, word) {
            Some((Status::Actual, _)) => Link::Shared,
            Some((status, _)) => Link::Governed(Told {
                settles: status == Status::Planned,
                ..self.told_by(head, status)
            }),
            // "will provide aid", "aid was not provided"
            None if self.is_light(head) => Link::Shared,
            None if self.word(word).relation == Relation::NsubjPass => self.topic(word, head),
            None => Link::Apart,
        }
    }

    /// Whether the verb above says that a deed has taken place: "began", "held".
    pub(super) fn took_place(&self, noun: usize) -> bool {
        let argument = matches!(
            self.word(noun).relation,
            Relation::Nsubj | Relation::NsubjPass | Relation::Obj
        );
        self.word(noun).head.filter(|_| argument).is_some_and(|verb| {
            matches!(self.governs(verb, noun), Some((Status::Actual, _)))
                && self.is_past(verb)
                && self.own(verb, Some(noun)).told.status == Status::Actual
        })
    }

    /// "the meeting took place", "the meeting is likely", "the sale would anger Moscow".
    fn subject(&self, word: usize, head: usize) -> Link {
        if self.was_done(word) {
            return Link::Apart;
        }
        let predicate = self.word(head);
        let verbal = matches!(predicate.upos, Upos::Verb | Upos::Aux) && predicate.xpos != "VBN";
        match self.governs(head, word) {
            Some((Status::Actual, named)) if named || !self.has_object(head) => Link::Shared,
            // "a partnership is critical to win": what is critical is there
            Some((Status::Requested, true)) if predicate.upos == Upos::Adj => {
                self.topic(word, head)
            }
            // "the call fell through"
            Some((Status::Negated, true)) if !self.has_object(head) => {
                Link::Governed(self.told_by(head, Status::Negated))
            }
            Some((status, _)) if status != Status::Actual && !verbal => {
                Link::Governed(self.told_by(head, status))
            }
            _ => self.topic(word, head),
        }
    }

    /// Whether a relative clause says that a deed was done: "the sanctions *that Oslo imposed* will
    /// remain".
    fn was_done(&self, deed: usize) -> bool {
        self.tree.dependents_by(deed, Relation::AclRelcl).any(|clause| {
            self.is_light(clause)
                && self.is_past(clause)
                && self.governs(clause, deed).is_none_or(|(status, _)| status == Status::Actual)
        })
    }

    /// Whether a verb acts on something: what it says of its subject is not that it takes place then.
    pub(super) fn has_object(&self, verb: usize) -> bool {
        self.tree.dependents_by(verb, Relation::Obj).any(|at| self.word(at).upos != Upos::Pron)
    }

    /// What would follow from a deed leaves it open, unless it is known: "the attack could …".
    fn topic(&self, word: usize, head: usize) -> Link {
        let would = self
            .tree
            .dependents_by(head, Relation::Aux)
            .find(|at| self.forms(*at).contains(&"would"));
        match would {
            Some(would) => Link::Alone(Told::by(would, Status::Possible)),
            None => Link::Setting { could: !self.is_definite(word) },
        }
    }

    fn is_definite(&self, noun: usize) -> bool {
        self.has(noun, Relation::Det, &["the", "this", "that", "these", "those"])
            || self.tree.dependents_by(noun, Relation::NmodPoss).next().is_some()
    }

    /// "supplying them would damage ties", "it is possible that they met".
    fn clausal_subject(&self, word: usize, head: usize) -> Link {
        if let Some(told) = self.governed(word, head) {
            return Link::Governed(told);
        }
        match self.modal(head) {
            Some(modal) => Link::Alone(Told::by(modal, Status::Possible)),
            None if self.is_infinitive(word) && !self.is_past(head) => {
                Link::Alone(Told::by(word, Status::Possible))
            }
            None => Link::Apart,
        }
    }

    /// "called for a meeting", "agreed on a meeting", "spoke at a meeting".
    fn oblique(&self, word: usize, head: usize) -> Link {
        let prepositions: Vec<&str> =
            self.tree.dependents_by(word, Relation::Case).map(|at| self.lower(at)).collect();
        let governed_by_any = prepositions.iter().any(|at| is_governed_preposition(at));
        match self.governs(head, word) {
            Some((Status::Actual, true)) => return Link::Shared,
            Some((Status::Actual, false)) | None => {}
            Some((status, named)) if named || governed_by_any => {
                return Link::Governed(Told {
                    settles: status == Status::Planned,
                    ..self.told_by(head, status)
                });
            }
            Some(_) => {}
        }
        let is_setting = |at: &str| {
            matches!(at, "in" | "at" | "during" | "on" | "for" | "with" | "to" | "before" | "amid")
        };
        if prepositions.into_iter().any(is_setting) {
            Link::Setting { could: false }
        } else {
            Link::Apart
        }
    }

    /// "a plan for a meeting", "a series of meetings".
    fn modifier(&self, word: usize, head: usize) -> Link {
        let has = |preposition: &[&str]| self.has(word, Relation::Case, preposition);
        let prepositions = self.tree.dependents_by(word, Relation::Case);
        let governed = prepositions
            .map(|at| self.lower(at))
            .any(|at| is_governed_preposition(at) || at == "on");
        match self.governs(head, word) {
            Some((Status::Actual, _)) if has(&["of"]) => Link::Shared,
            Some((status, named)) if status != Status::Actual && (named || governed) => {
                Link::Governed(self.told_by(head, status))
            }
            _ => Link::Apart,
        }
    }

    /// "will meet A and visit B"; a past tense after "will meet" is a clause of its own.
    fn conjunct(&self, word: usize, first: usize) -> Link {
        let [later, earlier] = [word, first].map(|at| self.word(at).xpos);
        let own_subject = self.subject_of(word).is_some();
        let auxiliary = self.tree.dependents(word).iter().find(|at| {
            matches!(self.word(**at).relation, Relation::Aux | Relation::Cop)
                && self.word(**at).xpos != "TO"
        });
        // "hopes to go and will meet": a finite verb is no conjunct of an infinitive
        let finite_auxiliary =
            auxiliary.is_some_and(|at| matches!(self.word(*at).xpos, "MD" | "VBD" | "VBZ" | "VBP"));
        let own_opening = self.tree.dependents(word).iter().any(|at| {
            matches!(self.word(*at).relation, Relation::Det | Relation::Case)
                || (self.word(*at).relation == Relation::Mark && self.lower(*at) == "to")
        });
        let finite = matches!(later, "VBD" | "VBZ" | "VBP");
        let alike = match later {
            "VBD" => matches!(earlier, "VBD" | "VBN"),
            "VBZ" | "VBP" => matches!(earlier, "VBZ" | "VBP"),
            _ => true,
        };
        match () {
            () if finite_auxiliary && self.is_infinitive(first) => Link::Apart,
            () if own_subject || auxiliary.is_some() || own_opening => Link::Beside,
            () if finite && !alike => Link::Apart,
            () if finite && later == earlier => Link::Beside,
            () => Link::Shared,
        }
    }

    /// "Send us tanks": a bare verb that opens what is said.
    fn is_imperative(&self, word: usize) -> bool {
        let at = self.word(word);
        let below = || self.tree.dependents(word).iter().map(|below| self.word(*below));
        let is_verb = match at.xpos {
            "VB" => true,
            // a noun has no object
            "VBP" | "NN" => below().any(|below| below.relation == Relation::Obj),
            _ => false,
        };
        let alone = below().all(|below| {
            !below.relation.is_subject()
                && !matches!(below.relation, Relation::Aux | Relation::AuxPass | Relation::Det)
                && below.xpos != "TO"
        });
        let opens = at
            .tokens
            .start
            .checked_sub(1)
            .is_none_or(|before| matches!(self.words[before].form, "\"" | "'" | ":"));
        let clause = matches!(at.relation, Relation::Root | Relation::Ccomp | Relation::Parataxis);
        is_verb && alone && opens && clause
    }
}

/// Whether a verb or noun that governs a deed may do so with this preposition: "object to", "ask
/// for", "dream of". With others it tells where or when: "agreed at a meeting".
fn is_governed_preposition(word: &str) -> bool {
    matches!(word, "to" | "for" | "of" | "from" | "about" | "against")
}

/// Whether it opens no clause: "soon meeting", "not meeting".
fn is_closed_adverb(word: &str) -> bool {
    matches!(word, "not" | "n't" | "never" | "also" | "soon" | "then" | "even" | "only")
}
