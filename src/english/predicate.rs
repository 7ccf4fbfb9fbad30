//! Who does what in a tree: the arguments of a verb or noun, whatever shape English gives them.
//!
//! "Tomahawks were supplied by the US", "the US, which supplied Tomahawks", "the US agreed to supply
//! Tomahawks": the subject of "supply" is "US" and its object "Tomahawks" in all of them. This module
//! is the one place that knows how: passive, relative clauses, control, conjunction, light verbs.
//! What it finds are words; what they name is not its business.

use std::collections::HashSet;

use super::{
    analysis::{Analysis, Word},
    label::{Relation, Upos},
};

/// How far control is followed: "plans to try to ask to meet".
const DEEPEST: usize = 6;

/// Verbs whose subject does what they govern, even beside an object: "promised him to come".
const PROMISES: [&str; 5] = ["pledge", "promise", "swear", "threaten", "vow"];

/// What an argument is to its verb or noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Function {
    /// Who does it; of a passive, what stands behind "by".
    Subject,
    /// What it is done to, second objects and complements too, in the order of the sentence.
    Object,
    /// What stands behind a preposition: the word that is it.
    Oblique {
        /// The preposition.
        case: usize,
    },
    /// A clause, named by its verb.
    Clause {
        /// "that", "to", "of", where there is one.
        mark: Option<usize>,
    },
    /// Whose it is: "*Russia*'s warning".
    Genitive,
    /// What stands before a noun without a sign: "*Russian* warning", "*arms* deal".
    Modifier,
}

/// By which way an argument belongs to its verb or noun. Words are given by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// It hangs there.
    Direct,
    /// The verb is passive.
    Passive,
    /// It is the noun that the clause modifies.
    Relative,
    /// It is told by the verb or noun that governs this one: "asked *him* to go".
    Controlled(usize),
    /// It is shared with another verb or noun of a row.
    Shared(usize),
    /// It hangs on another argument: "send missiles *to Kyiv*".
    On(usize),
    /// It hangs on the verb that only lends its shape: "held talks *with Iran*".
    Light(usize),
    /// It is the subject of the verb around: "*Trump* left for talks with".
    Context(usize),
}

/// An argument of a verb or noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Argument {
    /// What it is.
    pub function: Function,
    /// The word.
    pub word: usize,
    /// How it was found.
    pub route: Route,
}

/// Verbs of which more must be known than a tree tells, in dictionary form.
#[derive(Clone, Debug, Default)]
pub struct VerbLists {
    /// Verbs that lend a noun their shape: "hold" of "hold talks".
    pub light: HashSet<Box<str>>,
    /// Verbs whose object does what they govern: "press" of "press him to sell". With a
    /// preposition where what stands behind it does: "call on".
    pub control: HashSet<Box<str>>,
}

impl Analysis {
    /// The arguments of a verb: those that hang on it, then those that it has by construction.
    /// Of a copula, those of what it joins to its subject.
    ///
    /// # Panics
    ///
    /// If the sentence has no such word.
    pub fn arguments_of_verb(&self, verb: usize, lists: &VerbLists) -> Vec<Argument> {
        let mut reader = Reader { tree: self, lists, found: Vec::new() };
        match self.words()[verb] {
            Word { relation: Relation::Cop, head: Some(predicate), .. } => {
                reader.copula(predicate);
            }
            _ => reader.verb(verb),
        }
        reader.found
    }

    /// The arguments of a noun that states a deed: "talks", "sale", "warning".
    ///
    /// # Panics
    ///
    /// If the sentence has no such word.
    pub fn arguments_of_noun(&self, noun: usize, lists: &VerbLists) -> Vec<Argument> {
        let mut reader = Reader { tree: self, lists, found: Vec::new() };
        reader.noun(noun);
        reader.found
    }

    /// The word and those joined with it: "Poland" and "France" of "Poland and France".
    ///
    /// # Panics
    ///
    /// If the sentence has no such word.
    pub fn conjuncts(&self, word: usize) -> Vec<usize> {
        let mut row = vec![word];
        // "Doe and I will meet" may be read as two subjects
        row.extend(self.joined_beside(word));
        let mut at = 0;
        while at < row.len() {
            row.extend(
                self.dependents_by(row[at], Relation::Conj)
                    .filter(|other| !is_verbal(&self.words()[*other])),
            );
            at += 1;
        }
        row.sort_unstable();
        row.dedup();
        row
    }

    /// Words behind `word` that are the same to the same head and open with "and".
    fn joined_beside(&self, word: usize) -> Vec<usize> {
        let Word { head: Some(head), relation, .. } = self.words()[word] else { return Vec::new() };
        if !matches!(relation, Relation::Nsubj | Relation::NsubjPass | Relation::Obj) {
            return Vec::new();
        }
        self.dependents_by(head, relation)
            .filter(|other| {
                *other > word && self.dependents_by(*other, Relation::Cc).next().is_some()
            })
            .collect()
    }

    /// Whether a word is a verb: by its class, or because an auxiliary or "to" stands with it, as
    /// with a verb that the tagger does not know, or an object, as with a gerund taken for a noun.
    ///
    /// # Panics
    ///
    /// If the sentence has no such word.
    pub fn is_verb(&self, word: usize) -> bool {
        let words = self.words();
        is_verbal(&words[word])
            || self.object_of_gerund(word).is_some()
            || (!words[word].folded
                && self.dependents_by(word, Relation::Cop).next().is_none()
                && self.dependents(word).iter().any(|other| match words[*other].relation {
                    Relation::Aux | Relation::AuxPass => true,
                    Relation::Mark => words[*other].xpos == "TO",
                    _ => false,
                }))
    }

    /// The object of a gerund that the tree takes for a noun: it hangs there, or stands bare behind.
    fn object_of_gerund(&self, word: usize) -> Option<usize> {
        let words = self.words();
        let Word { xpos, head, folded, .. } = &words[word];
        let bare = self
            .dependents(word)
            .iter()
            .all(|below| !matches!(words[*below].relation, Relation::Det | Relation::Amod));
        if *folded || *xpos != "NN" || !bare || !words[word].lemma.ends_with("ing") {
            return None;
        }
        let next = || {
            let next = words.get(word + 1)?;
            let unmarked = next.folded && next.relation == Relation::OblUnmarked;
            (unmarked && next.head == *head).then_some(word + 1)
        };
        self.dependents_by(word, Relation::Obj).next().or_else(next)
    }

    /// The particle of this form that belongs to the verb: "out" of "pull out".
    ///
    /// # Panics
    ///
    /// If the sentence has no such word.
    pub fn particle(&self, verb: usize, form: &str) -> Option<usize> {
        let words = self.words();
        let hangs = self.dependents(verb).iter().copied().find(|word| {
            *words[*word].lemma == *form
                && matches!(
                    words[*word].relation,
                    Relation::CompoundPrt | Relation::Advmod | Relation::Obl | Relation::Case
                )
        });
        // the parser gives "out of Syria" to the place
        hangs.or_else(|| {
            let next = verb + 1;
            words.get(next).filter(|word| *word.lemma == *form).map(|_| next)
        })
    }
}

/// Whether a noun is something said or written, so that what it says its author says.
fn is_utterance(lemma: &str) -> bool {
    matches!(
        lemma,
        "address"
            | "article"
            | "bill"
            | "complaint"
            | "decree"
            | "lawsuit"
            | "letter"
            | "message"
            | "motion"
            | "note"
            | "petition"
            | "post"
            | "report"
            | "resolution"
            | "speech"
            | "statement"
            | "suit"
            | "tweet"
            | "video"
    )
}

/// Whether a verb has two objects: "gave her a book".
fn takes_two(lemma: &str) -> bool {
    matches!(
        lemma,
        "allow"
            | "award"
            | "deny"
            | "give"
            | "grant"
            | "hand"
            | "hold"
            | "lend"
            | "offer"
            | "owe"
            | "pay"
            | "promise"
            | "refuse"
            | "sell"
            | "send"
            | "show"
            | "take"
            | "tell"
    )
}

/// Whether a word is a verb by its class or tag.
fn is_verbal(word: &Word) -> bool {
    !word.folded && (matches!(word.upos, Upos::Verb | Upos::Aux) || word.xpos.starts_with("VB"))
}

fn is_name(word: &Word) -> bool {
    word.folded || word.upos == Upos::Propn
}

struct Reader<'t> {
    tree: &'t Analysis,
    lists: &'t VerbLists,
    found: Vec<Argument>,
}

impl Reader<'_> {
    fn word(&self, word: usize) -> &Word {
        &self.tree.words()[word]
    }

    fn push(&mut self, function: Function, word: usize, route: Route) {
        let known = |argument: &Argument| argument.function == function && argument.word == word;
        if !self.found.iter().any(known) {
            self.found.push(Argument { function, word, route });
        }
    }

    fn by(&self, word: usize, relation: Relation) -> impl Iterator<Item = usize> {
        self.tree.dependents_by(word, relation)
    }

    /// Prepositions and the like before a word, the later words of fixed phrases too.
    fn cases(&self, word: usize) -> Vec<usize> {
        let mut cases: Vec<usize> = self.by(word, Relation::Case).collect();
        for at in 0..cases.len() {
            cases.extend(self.by(cases[at], Relation::Fixed));
        }
        cases.retain(|case| self.word(*case).xpos != "POS");
        cases
    }

    fn mark(&self, word: usize) -> Option<usize> {
        self.by(word, Relation::Mark).next().or_else(|| self.by(word, Relation::Case).next())
    }

    /// Whether the verb is "to" and an infinitive.
    fn is_infinitive(&self, verb: usize) -> bool {
        self.by(verb, Relation::Mark).any(|mark| self.word(mark).xpos == "TO")
    }

    /// Whether "that" opens the clause of the verb.
    fn is_declared(&self, verb: usize) -> bool {
        self.by(verb, Relation::Mark).any(|mark| *self.word(mark).lemma == *"that")
    }

    fn is_gerund(&self, verb: usize) -> bool {
        self.word(verb).xpos == "VBG" || self.tree.object_of_gerund(verb).is_some()
    }

    fn is_passive(&self, verb: usize) -> bool {
        let word = self.word(verb);
        let has = |relation| self.by(verb, relation).next().is_some();
        if has(Relation::AuxPass) {
            return true;
        }
        if has(Relation::NsubjPass) {
            return !self.is_finite_alone(verb);
        }
        let participle = matches!(word.xpos, "VBN" | "VBD");
        // "tanks sent by Germany broke down", where the tree has the tanks send
        if participle && has(Relation::OblAgent) && !has(Relation::Obj) {
            return true;
        }
        let bare = !has(Relation::Aux) && !has(Relation::Nsubj);
        match word.relation {
            // "Doe discussed tariffs" may be read as what is discussed
            Relation::Acl if has(Relation::Obj) => {
                participle && bare && !word.head.is_some_and(|head| self.is_lone_name(head))
            }
            Relation::Acl | Relation::Amod => participle && bare,
            Relation::Advcl | Relation::Xcomp => word.xpos == "VBN" && bare && !has(Relation::Obj),
            Relation::Conj => {
                word.xpos == "VBN"
                    && bare
                    && word.head.is_some_and(|head| head < verb && self.is_passive(head))
            }
            _ => false,
        }
    }

    /// Whether a word is a name that the tree takes for the whole of what is said.
    fn is_lone_name(&self, word: usize) -> bool {
        self.word(word).relation == Relation::Root && is_name(self.word(word))
    }

    /// Whether a verb with a subject has no auxiliary: it is active then, whatever the tree says of
    /// "Russia pulled out of Syria", but in headlines, which have no full stop, and before "by".
    fn is_finite_alone(&self, verb: usize) -> bool {
        let has = |relation| self.by(verb, relation).next().is_some();
        let is_sentence = self.tree.words().iter().any(|word| &*word.lemma == ".");
        let shares = self.word(verb).relation == Relation::Conj;
        let finite = self.word(verb).xpos == "VBD" || (is_sentence && !shares);
        finite
            && !has(Relation::Aux)
            && !has(Relation::Cop)
            && !has(Relation::OblAgent)
            && !self.by(verb, Relation::Obl).any(|oblique| self.is_behind(oblique, "by"))
    }

    fn is_behind(&self, word: usize, preposition: &str) -> bool {
        self.cases(word).iter().any(|case| *self.word(*case).lemma == *preposition)
    }

    fn is_relative_pronoun(&self, word: usize) -> bool {
        matches!(self.word(word).xpos, "WDT" | "WP") && self.word(word).upos != Upos::Noun
    }

    /// The noun that the relative clause around a verb modifies.
    fn antecedent(&self, verb: usize) -> Option<usize> {
        Some(self.identified(self.word(self.relative_clause(verb)?).head?))
    }

    /// Who a noun is said to be: "Germany" of "Germany is the country that sent them".
    fn identified(&self, noun: usize) -> usize {
        let joined = self.by(noun, Relation::Cop).next().is_some() && !self.word(noun).folded;
        let mut subjects =
            self.by(noun, Relation::Nsubj).chain(self.by(noun, Relation::NsubjOuter));
        subjects.find(|subject| joined && self.word(*subject).upos != Upos::Pron).unwrap_or(noun)
    }

    /// Whose it is, of "whose" the noun before the clause.
    fn whose(&self, owner: usize) -> usize {
        if self.word(owner).xpos != "WP$" {
            return owner;
        }
        let above = std::iter::successors(Some(owner), |word| self.word(*word).head);
        above.take(DEEPEST).find_map(|word| self.antecedent(word)).unwrap_or(owner)
    }

    /// The verb of the relative clause around a verb.
    fn relative_clause(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        for _ in 0..DEEPEST {
            let word = self.word(at);
            match word.relation {
                Relation::AclRelcl => return Some(at),
                // "it was Germany that sent them"
                Relation::AdvclRelcl
                    if word.head.is_some_and(|head| !is_verbal(self.word(head))) =>
                {
                    return Some(at);
                }
                Relation::Conj | Relation::Xcomp | Relation::Ccomp => at = word.head?,
                _ => return None,
            }
        }
        None
    }

    /// A word in the clause of `verb`, or what it stands for if it is a relative pronoun.
    fn meant(&self, word: usize, verb: usize, route: Route) -> Option<(usize, Route)> {
        if self.is_relative_pronoun(word) {
            return Some((self.antecedent(verb)?, Route::Relative));
        }
        Some((word, route))
    }

    /// What stands as subject of a verb, be it active or passive, or would if it were said again.
    fn subjects(&self, verb: usize, depth: usize) -> Vec<(usize, Route)> {
        let mut own: Vec<usize> = self
            .tree
            .dependents(verb)
            .iter()
            .copied()
            .filter(|word| {
                matches!(
                    self.word(*word).relation,
                    Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter
                )
            })
            .collect();
        // of several the nearest is the most certain; one that opens with "and" belongs to another
        own.sort_by_key(|word| {
            (self.by(*word, Relation::Cc).next().is_some(), verb.abs_diff(*word))
        });
        if !own.is_empty() {
            return own
                .into_iter()
                .filter_map(|word| self.meant(word, verb, Route::Direct))
                .collect();
        }
        if depth == DEEPEST {
            return Vec::new();
        }
        let Some(head) = self.word(verb).head else { return Vec::new() };
        let inherited = |from: usize, route: Route| {
            let above = self.subjects(from, depth + 1).into_iter();
            above.map(|(word, _)| (word, route)).collect::<Vec<_>>()
        };
        let open = self.is_infinitive(verb)
            || self.is_gerund(verb)
            || (self.word(verb).xpos == "VBN" && self.by(verb, Relation::Aux).next().is_none())
            || !is_verbal(self.word(verb));
        match self.word(verb).relation {
            Relation::Conj => inherited(head, Route::Shared(head)),
            Relation::Xcomp => self.controllers(verb, head, depth),
            Relation::Advcl | Relation::Obl if open => self.controllers(verb, head, depth),
            // "that supplying them would harm" tells nobody who supplies
            Relation::Ccomp if open && !self.is_declared(verb) => {
                inherited(head, Route::Controlled(head))
            }
            // "stands accused"
            Relation::Acl if is_verbal(self.word(head)) => self.controllers(verb, head, depth),
            Relation::Acl if self.is_infinitive(verb) || self.mark(verb).is_some() => {
                self.owners(head, depth)
            }
            // "issued a report accusing them": who issued it accuses
            Relation::Acl if self.is_gerund(verb) && is_utterance(&self.word(head).lemma) => {
                self.owners(head, depth)
            }
            Relation::Acl | Relation::AclRelcl | Relation::Amod => {
                vec![(self.identified(head), Route::Relative)]
            }
            _ => Vec::new(),
        }
    }

    /// Who does what `verb` says, by the verb `head` that governs it: its object, if it makes it
    /// do so, else its subject.
    fn controllers(&self, verb: usize, head: usize, depth: usize) -> Vec<(usize, Route)> {
        let route = Route::Controlled(head);
        if let Some(owner) = self.owner_before(verb) {
            return vec![(owner, Route::Controlled(verb))];
        }
        let word = self.word(verb);
        let governs = |lemma: &str| self.lists.control.contains(lemma);
        let lemma = &*self.word(head).lemma;
        let objects: Vec<usize> = self
            .by(head, Relation::Iobj)
            .chain(self.by(head, Relation::Obj))
            .filter(|object| *object < verb)
            .collect();
        // "accused him of lying", "kept him from leaving"
        let bound = self.is_gerund(verb)
            && self.mark(verb).is_some_and(|mark| {
                matches!(
                    &*self.word(mark).lemma,
                    "of" | "from" | "for" | "into" | "against" | "on" | "with"
                )
            });
        let told = word.relation == Relation::Xcomp && !PROMISES.contains(&lemma);
        if !self.is_passive(head) {
            if let Some(object) = objects.first().filter(|_| told || bound || governs(lemma)) {
                let meant = self.meant(*object, head, route);
                return meant.map(|(word, _)| (word, route)).into_iter().collect();
            }
            let behind = self.by(head, Relation::Obl).find(|oblique| {
                *oblique < verb
                    && self
                        .cases(*oblique)
                        .iter()
                        .any(|case| governs(&format!("{lemma} {}", self.word(*case).lemma)))
            });
            // "renewed his appeal to *Kyiv* to talk"
            let addressed = objects.iter().copied().find_map(|object| {
                let noun = &self.word(object).lemma;
                self.by(object, Relation::Nmod).find(|oblique| {
                    let to = |case: &usize| format!("{noun} {}", self.word(*case).lemma);
                    *oblique < verb && self.cases(*oblique).iter().any(|case| governs(&to(case)))
                })
            });
            if let Some(oblique) = behind.or(addressed) {
                return vec![(oblique, route)];
            }
        }
        self.subjects(head, depth + 1).into_iter().map(|(word, _)| (word, route)).collect()
    }

    /// Whose the noun before an infinitive is, even where the tree hangs that on the verb before:
    /// "backed *Ukraine*'s bid to join".
    fn owner_before(&self, verb: usize) -> Option<usize> {
        let to = verb.checked_sub(1).filter(|to| self.word(*to).xpos == "TO")?;
        let noun = to.checked_sub(1).filter(|noun| self.word(*noun).upos == Upos::Noun)?;
        self.by(noun, Relation::NmodPoss).next()
    }

    /// Whose plan, decision or call the noun is: who would do what it governs.
    fn owners(&self, noun: usize, depth: usize) -> Vec<(usize, Route)> {
        let route = Route::Controlled(noun);
        let with = |word: usize| vec![(word, route)];
        if let Some(owner) = self.by(noun, Relation::NmodPoss).next() {
            return with(owner);
        }
        let first = self.by(noun, Relation::Amod).any(|adjective| {
            matches!(&*self.word(adjective).lemma, "first" | "last" | "only" | "next" | "latest")
        });
        if first || self.word(noun).folded || self.word(noun).upos == Upos::Propn {
            return with(self.identified(noun));
        }
        let adjective = self
            .by(noun, Relation::Amod)
            .chain(self.by(noun, Relation::Compound))
            .find(|word| self.word(*word).folded || self.word(*word).xpos.starts_with("NNP"));
        if let Some(adjective) = adjective {
            return with(adjective);
        }
        let behind = self.by(noun, Relation::Nmod).find(|word| {
            *word > noun
                && self.cases(*word).iter().any(|case| {
                    matches!(&*self.word(*case).lemma, "by" | "of" | "from" | "on" | "to" | "for")
                })
        });
        if let Some(behind) = behind {
            return with(behind);
        }
        match (self.word(noun).relation, self.word(noun).head) {
            (Relation::Obj | Relation::Obl | Relation::Xcomp | Relation::Nmod, Some(verb))
                if is_verbal(self.word(verb)) =>
            {
                let above = self.subjects(verb, depth + 1).into_iter();
                above.map(|(word, _)| (word, route)).collect()
            }
            (Relation::Root, _) => with(noun),
            _ => Vec::new(),
        }
    }

    /// Who does what a verb says.
    fn agents(&self, verb: usize) -> Vec<(usize, Route)> {
        if !self.is_passive(verb) {
            return self.subjects(verb, 0);
        }
        let obliques = self.by(verb, Relation::OblAgent).chain(self.by(verb, Relation::Obl));
        let behind_by = obliques.filter(|word| self.is_behind(*word, "by"));
        let mut agents: Vec<(usize, Route)> =
            behind_by.map(|word| (word, Route::Passive)).collect();
        // "was struck and killed by them"
        if agents.is_empty()
            && let Some((other, _)) = self.neighbour_in_row(verb)
            && other > verb
            && self.by(other, Relation::NsubjPass).next().is_none()
        {
            let shared = self.by(other, Relation::OblAgent);
            agents.extend(shared.map(|word| (word, Route::Shared(other))));
        }
        agents.extend(self.before_participle(verb).map(|word| (word, Route::Passive)));
        agents
    }

    /// "US-brokered talks", "Kremlin backed rebels", also "Fiji established relations" where the tree
    /// takes the verb for an adjective.
    fn before_participle(&self, verb: usize) -> Option<usize> {
        let before = verb.checked_sub(1)?;
        if self.word(before).xpos == "HYPH" {
            return before.checked_sub(1);
        }
        let modifies = self.word(verb).relation == Relation::Amod;
        (modifies && is_name(self.word(before))).then_some(before)
    }

    fn verb(&mut self, verb: usize) {
        for (word, route) in self.agents(verb) {
            self.push(Function::Subject, word, route);
        }
        for (word, route) in self.objects(verb) {
            self.push(Function::Object, word, route);
        }
        self.obliques(verb, verb, None);
        // "hand him over to Lutha"
        for word in self.tree.dependents(verb) {
            if matches!(self.word(*word).relation, Relation::Advmod | Relation::CompoundPrt) {
                self.obliques(*word, verb, None);
            }
        }
        self.on_arguments(verb);
        self.around(verb);
        self.clauses(verb);
        if self.is_gerund(verb) {
            self.gerund(verb);
        }
    }

    /// "the shelling of Kyiv": a gerund used as a noun.
    fn gerund(&mut self, verb: usize) {
        let of: Vec<usize> =
            self.by(verb, Relation::Nmod).filter(|word| self.is_behind(*word, "of")).collect();
        for word in of {
            self.push(Function::Object, word, Route::Direct);
        }
        for word in self.by(verb, Relation::NmodPoss).collect::<Vec<_>>() {
            self.push(Function::Subject, word, Route::Direct);
        }
    }

    fn objects(&self, verb: usize) -> Vec<(usize, Route)> {
        let mut objects = Vec::new();
        if self.is_passive(verb) {
            let subjects = self.subjects(verb, 0).into_iter();
            objects.extend(subjects.map(|(word, route)| match route {
                Route::Direct => (word, Route::Passive),
                other => (word, other),
            }));
        }
        objects.extend(self.own_objects(verb));
        // "Fiji established relations", read as relations that are established
        let word = self.word(verb);
        if word.relation == Relation::Amod && self.by(verb, Relation::Nsubj).next().is_some() {
            objects.extend(word.head.map(|head| (head, Route::Direct)));
        }
        if objects.is_empty() {
            objects.extend(self.left_out_object(verb));
        }
        if objects.is_empty() {
            objects.extend(self.shared_objects(verb));
        }
        let complements = self
            .by(verb, Relation::Xcomp)
            .filter(|word| matches!(self.word(*word).upos, Upos::Noun | Upos::Propn | Upos::Adj));
        objects.extend(complements.map(|word| (word, Route::Direct)));
        objects
    }

    fn own_objects(&self, verb: usize) -> Vec<(usize, Route)> {
        let mut objects: Vec<usize> = self
            .by(verb, Relation::Iobj)
            .chain(self.by(verb, Relation::Obj))
            .chain(self.tree.object_of_gerund(verb))
            .collect();
        if let ([object], true) = (&objects[..], takes_two(&self.word(verb).lemma)) {
            objects.extend(self.first_of_two(*object));
        }
        objects.sort_unstable();
        objects.dedup();
        objects.into_iter().filter_map(|word| self.meant(word, verb, Route::Direct)).collect()
    }

    /// "granted *Oslo* access", "took *Doe* hostage": the parser takes the name for a part of the
    /// noun behind it.
    fn first_of_two(&self, object: usize) -> Option<usize> {
        if self.word(object).folded {
            return None;
        }
        self.by(object, Relation::Compound).find(|word| {
            let word = self.word(*word);
            word.folded || word.upos == Upos::Propn
        })
    }

    /// "the missiles Germany sent": the object that the clause leaves out.
    fn left_out_object(&self, verb: usize) -> Option<(usize, Route)> {
        let clause = self.relative_clause(verb)?;
        let antecedent = self.antecedent(verb)?;
        let phrase = self.tree.phrase(clause);
        let taken_up =
            self.tree.words().iter().enumerate().any(|(number, word)| {
                phrase.contains(word.tokens) && self.is_relative_pronoun(number)
            });
        let has_subject = !self.subjects(verb, 0).iter().any(|(word, _)| *word == antecedent);
        (!taken_up && has_subject).then_some((antecedent, Route::Relative))
    }

    /// "sent and sold tanks": what stands behind a row of verbs belongs to all of them.
    fn shared_objects(&self, verb: usize) -> Vec<(usize, Route)> {
        let Some((other, after)) = self.neighbour_in_row(verb) else { return Vec::new() };
        let own = self.own_objects(other).into_iter();
        own.filter(|(word, _)| *word > after)
            .map(|(word, _)| (word, Route::Shared(other)))
            .collect()
    }

    /// The verb that this one shares what stands behind both with, and the later of the two.
    fn neighbour_in_row(&self, verb: usize) -> Option<(usize, usize)> {
        const NEAR: usize = 3;
        let word = self.word(verb);
        if word.relation == Relation::Conj
            && let Some(head) = word.head.filter(|head| is_verbal(self.word(*head)))
        {
            return Some((head, verb));
        }
        let next = self.by(verb, Relation::Conj).find(|next| is_verbal(self.word(*next)))?;
        let near = next.checked_sub(verb).is_some_and(|distance| distance <= NEAR);
        near.then_some((next, next))
    }

    /// What stands behind prepositions under `from`, for the deed of `deed`.
    fn obliques(&mut self, from: usize, deed: usize, route: Option<Route>) {
        let passive = self.is_passive(from);
        for word in self.tree.dependents(from).to_vec() {
            let relation = self.word(word).relation;
            let hangs = matches!(
                relation,
                Relation::Obl | Relation::OblAgent | Relation::Nmod | Relation::OblUnmarked
            );
            if !hangs {
                continue;
            }
            for case in self.cases(word) {
                if passive && *self.word(case).lemma == *"by" {
                    continue;
                }
                let meant = self.meant(word, deed, route.unwrap_or(Route::Direct));
                if let Some((word, route)) = meant {
                    self.push(Function::Oblique { case }, word, route);
                }
            }
        }
    }

    /// "send missiles to Kyiv", "talks in Geneva with Iran": what stands behind a preposition may
    /// hang on another argument.
    fn on_arguments(&mut self, deed: usize) {
        let holders: Vec<usize> = self
            .found
            .iter()
            .filter(|argument| {
                matches!(argument.function, Function::Object | Function::Oblique { .. })
                    || argument.function == Function::Subject
            })
            .map(|argument| argument.word)
            .collect();
        for holder in holders {
            for word in self.tree.conjuncts(holder) {
                let mut hanging: Vec<usize> = self.by(word, Relation::Nmod).collect();
                let nominal =
                    matches!(self.word(word).relation, Relation::Obj | Relation::NsubjPass);
                if nominal || !is_verbal(self.word(word)) {
                    hanging.extend(self.by(word, Relation::Obl));
                }
                // "lifted the sanctions imposed on them"
                for shaping in self.by(word, Relation::Acl).collect::<Vec<_>>() {
                    let light = self.lists.light.contains(&self.word(shaping).lemma);
                    if light && self.word(shaping).xpos == "VBN" {
                        hanging.extend(self.by(shaping, Relation::Obl));
                    }
                }
                for below in hanging {
                    // what hangs on the subject is only meant if it stands behind the deed
                    if below < deed && !self.is_object(holder) {
                        continue;
                    }
                    for case in self.cases(below) {
                        // "the tanks sent to Lutha by Graustark"
                        let agent = *self.word(case).lemma == *"by" && self.lacks_agent(deed);
                        let function =
                            if agent { Function::Subject } else { Function::Oblique { case } };
                        self.push(function, below, Route::On(holder));
                    }
                    self.on_nested(below);
                }
            }
        }
    }

    /// "a state of emergency in Quito", "a suspension of flights to Oslo": one step further, where
    /// another preposition stands and no name is between.
    fn on_nested(&mut self, holder: usize) {
        if self.word(holder).folded || self.word(holder).upos == Upos::Propn {
            return;
        }
        let lemma = |case: &usize| self.word(*case).lemma.clone();
        let above: Vec<_> = self.cases(holder).iter().map(lemma).collect();
        for below in self.by(holder, Relation::Nmod).collect::<Vec<_>>() {
            for case in self.cases(below) {
                if !above.contains(&self.word(case).lemma) {
                    self.push(Function::Oblique { case }, below, Route::On(holder));
                }
            }
        }
    }

    fn lacks_agent(&self, deed: usize) -> bool {
        is_verbal(self.word(deed))
            && self.is_passive(deed)
            && !self.found.iter().any(|argument| argument.function == Function::Subject)
    }

    fn is_object(&self, word: usize) -> bool {
        self.found
            .iter()
            .any(|argument| argument.word == word && argument.function == Function::Object)
    }

    /// What stands behind the verb but hangs on the one that governs it or shares its row.
    fn around(&mut self, verb: usize) {
        let Some(head) = self.word(verb).head else { return };
        let route = match self.word(verb).relation {
            Relation::Xcomp => Route::Controlled(head),
            Relation::Conj if is_verbal(self.word(head)) => Route::Shared(head),
            _ => return,
        };
        let behind: Vec<usize> = self.by(head, Relation::Obl).filter(|word| *word > verb).collect();
        for word in behind {
            for case in self.cases(word) {
                self.push(Function::Oblique { case }, word, route);
            }
        }
    }

    fn clauses(&mut self, verb: usize) {
        let below: Vec<usize> = self
            .tree
            .dependents(verb)
            .iter()
            .copied()
            .filter(|word| {
                let Word { relation, .. } = self.word(*word);
                let verbal = is_verbal(self.word(*word));
                matches!(relation, Relation::Ccomp | Relation::Advcl)
                    || (verbal && matches!(relation, Relation::Xcomp | Relation::Obl))
            })
            .collect();
        for word in below {
            self.push(Function::Clause { mark: self.mark(word) }, word, Route::Direct);
        }
        let objects: Vec<usize> = self
            .found
            .iter()
            .filter(|argument| argument.function == Function::Object)
            .map(|argument| argument.word)
            .collect();
        for object in objects {
            for word in self.by(object, Relation::Acl).collect::<Vec<_>>() {
                if let Some(mark) = self.mark(word) {
                    let function = Function::Clause { mark: Some(mark) };
                    self.push(function, word, Route::On(object));
                }
            }
        }
    }

    /// "Doe is president of Chile": the predicate is the object, what hangs on it is its own.
    fn copula(&mut self, predicate: usize) {
        for (word, route) in self.subjects(predicate, 0) {
            self.push(Function::Subject, word, route);
        }
        self.push(Function::Object, predicate, Route::Direct);
        self.obliques(predicate, predicate, None);
        for case in self.cases(predicate) {
            self.push(Function::Oblique { case }, predicate, Route::Direct);
        }
        self.on_arguments(predicate);
    }

    fn noun(&mut self, noun: usize) {
        self.around_noun(noun, Route::Direct);
        self.on_arguments(noun);
        self.light_verb(noun);
        self.row_of(noun);
        self.suffered(noun);
        self.verb_around(noun);
    }

    /// "came under attack": the subject is whom the noun hits.
    fn suffered(&mut self, noun: usize) {
        let Word { relation: Relation::Obl, head: Some(verb), .. } = *self.word(noun) else {
            return;
        };
        if self.is_behind(noun, "under") && is_verbal(self.word(verb)) {
            for (word, _) in self.subjects(verb, 0) {
                self.push(Function::Object, word, Route::Light(verb));
            }
        }
    }

    /// What hangs on a noun itself.
    fn around_noun(&mut self, noun: usize, route: Route) {
        for word in self.tree.dependents(noun).to_vec() {
            match self.word(word).relation {
                Relation::NmodPoss => {
                    self.push(Function::Genitive, self.whose(word), route);
                }
                Relation::Nmod | Relation::Obl => {
                    for case in self.cases(word) {
                        self.push(Function::Oblique { case }, word, route);
                    }
                }
                Relation::Compound
                | Relation::Amod
                | Relation::NmodDesc
                | Relation::NmodUnmarked
                | Relation::Flat => self.push(Function::Modifier, word, route),
                // "talks held with", "the deal reached between"
                Relation::Acl if matches!(self.word(word).xpos, "VBN" | "VBD") => {
                    self.obliques(word, word, Some(Route::Light(word)));
                }
                _ => {}
            }
        }
    }

    /// The subject and the rest of a verb that only lends the noun its shape.
    fn light_verb(&mut self, noun: usize) {
        let above = match (self.word(noun).relation, self.word(noun).head) {
            (Relation::Obj | Relation::NsubjPass, Some(verb)) => Some(verb),
            _ => None,
        };
        let below = self
            .by(noun, Relation::Acl)
            .chain(self.by(noun, Relation::AclRelcl))
            .collect::<Vec<_>>();
        for verb in above.into_iter().chain(below) {
            let is_object = self.objects(verb).iter().any(|(word, _)| *word == noun);
            if !is_object || !self.lists.light.contains(&self.word(verb).lemma) {
                continue;
            }
            for (word, _) in self.agents(verb) {
                self.push(Function::Subject, word, Route::Light(verb));
            }
            // "sent Lutha a warning"
            for (word, _) in self.objects(verb) {
                if word < noun && !self.tree.conjuncts(word).contains(&noun) {
                    self.push(Function::Object, word, Route::Light(verb));
                }
            }
            self.obliques(verb, verb, Some(Route::Light(verb)));
            self.around(verb);
        }
    }

    /// "talks and a meeting with", "Russia's invasion and occupation of".
    fn row_of(&mut self, noun: usize) {
        let others: Vec<usize> = match (self.word(noun).relation, self.word(noun).head) {
            (Relation::Conj, Some(head)) => vec![head],
            _ => self.by(noun, Relation::Conj).collect(),
        };
        for other in others {
            if is_verbal(self.word(other)) || self.word(other).folded {
                continue;
            }
            let has_oblique = self
                .found
                .iter()
                .any(|argument| matches!(argument.function, Function::Oblique { .. }));
            if !has_oblique {
                for word in self.by(other, Relation::Nmod).collect::<Vec<_>>() {
                    if word < noun {
                        continue;
                    }
                    for case in self.cases(word) {
                        self.push(Function::Oblique { case }, word, Route::Shared(other));
                    }
                }
            }
            if other < noun {
                for word in self.by(other, Relation::NmodPoss).collect::<Vec<_>>() {
                    self.push(Function::Genitive, word, Route::Shared(other));
                }
                if self.word(other).relation == Relation::Obj {
                    self.light_verb(other);
                }
            }
        }
    }

    /// What the verb around a noun says of it: "talks resumed between", "left for talks with".
    fn verb_around(&mut self, noun: usize) {
        let row = match self.word(noun) {
            Word { relation: Relation::Conj, head: Some(head), .. } => *head,
            _ => noun,
        };
        let Some(verb) = self.word(row).head.filter(|verb| is_verbal(self.word(*verb))) else {
            return;
        };
        match self.word(row).relation {
            Relation::Nsubj | Relation::NsubjPass => {
                for word in self.by(verb, Relation::Obl).collect::<Vec<_>>() {
                    for case in self.cases(word) {
                        if matches!(&*self.word(case).lemma, "between" | "with" | "among") {
                            self.push(Function::Oblique { case }, word, Route::On(verb));
                        }
                    }
                }
            }
            Relation::Obl | Relation::Obj => {
                for (word, _) in self.agents(verb) {
                    self.push(Function::Subject, word, Route::Context(verb));
                }
                self.directly_behind(noun, verb);
            }
            _ => {}
        }
    }

    /// "approved the sale to Lutha": what stands directly behind a noun and hangs on the verb around
    /// it may be meant for the noun; but one discusses, and plans, with others.
    fn directly_behind(&mut self, noun: usize, verb: usize) {
        let with_others = matches!(
            &*self.word(verb).lemma,
            "agree" | "coordinate" | "debate" | "discuss" | "plan" | "share"
        );
        let passive = self.is_passive(verb);
        let mut end = self.tree.phrase(noun).end;
        for word in self.by(verb, Relation::Obl).collect::<Vec<_>>() {
            let phrase = self.tree.phrase(word);
            if phrase.start != end {
                continue;
            }
            end = phrase.end;
            for case in self.cases(word) {
                let of_verb = match &*self.word(case).lemma {
                    "with" => with_others,
                    "by" => passive,
                    _ => false,
                };
                if !of_verb {
                    self.push(Function::Oblique { case }, word, Route::On(verb));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{
        english::lemma,
        span::{Span, TokenRange},
    };

    /// A tree written as `form/tag/head/relation` for each word, heads counted from 1 and 0 for the
    /// root; a name that is one word has a star.
    fn tree(text: &str) -> Analysis {
        let word = |(number, written): (usize, &str)| {
            let parts: Vec<&str> = written.split('/').collect();
            let [form, tag, head, relation] = parts[..] else { panic!("`{written}`") };
            let (upos, xpos) = tagged(tag);
            let head: usize = head.parse().unwrap();
            Word {
                tokens: TokenRange::new(number, number + 1),
                span: Span::new(number, number + 1),
                folded: form.ends_with('*'),
                lemma: lemma(form.trim_end_matches('*'), xpos).into(),
                upos,
                xpos,
                head: head.checked_sub(1),
                relation: Relation::named(relation).unwrap(),
            }
        };
        Analysis::new(text.split_whitespace().enumerate().map(word).collect())
    }

    fn tagged(tag: &str) -> (Upos, &'static str) {
        let known = [
            (Upos::Propn, "NNP"),
            (Upos::Noun, "NN"),
            (Upos::Noun, "NNS"),
            (Upos::Verb, "VB"),
            (Upos::Verb, "VBD"),
            (Upos::Verb, "VBG"),
            (Upos::Verb, "VBN"),
            (Upos::Verb, "VBZ"),
            (Upos::Aux, "MD"),
            (Upos::Adj, "JJ"),
            (Upos::Adp, "IN"),
            (Upos::Adp, "RP"),
            (Upos::Part, "TO"),
            (Upos::Part, "POS"),
            (Upos::Pron, "PRP"),
            (Upos::Pron, "WP"),
            (Upos::Pron, "WP$"),
            (Upos::Pron, "WDT"),
            (Upos::Cconj, "CC"),
            (Upos::Det, "DT"),
            (Upos::Adv, "RB"),
            (Upos::Punct, "."),
            (Upos::Punct, "HYPH"),
        ];
        known.into_iter().find(|(_, known)| *known == tag).unwrap()
    }

    fn lists() -> VerbLists {
        let words = |words: &[&str]| words.iter().copied().map(Box::from).collect();
        VerbLists { light: words(&["hold", "send", "reach"]), control: words(&["urge", "call on"]) }
    }

    /// The arguments of the word with this dictionary form, against "subject Doe, to Kyiv, …".
    #[track_caller]
    fn check(text: &str, deed: &str, expected: &str) {
        let tree = tree(text);
        let words = tree.words();
        let deed = words.iter().position(|word| *word.lemma == *deed).unwrap();
        let arguments = if tree.is_verb(deed) || words[deed].relation == Relation::Cop {
            tree.arguments_of_verb(deed, &lists())
        } else {
            tree.arguments_of_noun(deed, &lists())
        };
        let told = |argument: &Argument| {
            let function = match argument.function {
                Function::Subject => "subject",
                Function::Object => "object",
                Function::Oblique { case } => &*words[case].lemma,
                Function::Clause { .. } => "clause",
                Function::Genitive => "whose",
                Function::Modifier => "before",
            };
            format!("{function} {}", words[argument.word].lemma.trim_end_matches('*'))
        };
        let told: Vec<String> = arguments.iter().map(told).collect();
        assert_eq!(told.join(", "), expected);
    }

    #[test]
    fn an_active_verb_has_its_arguments_where_they_hang() {
        check(
            "Doe*/NNP/2/nsubj sent/VBD/0/root tanks/NNS/2/obj to/IN/5/case Kyiv*/NNP/2/obl",
            "send",
            "subject Doe, object tank, to Kyiv",
        );
    }

    #[test]
    fn a_passive_has_its_agent_behind_by() {
        check(
            "tanks/NNS/3/nsubj:pass were/VBD/3/aux:pass sent/VBN/0/root by/IN/5/case Doe*/NNP/3/obl:agent",
            "send",
            "subject Doe, object tank",
        );
    }

    #[test]
    fn a_passive_may_have_no_agent() {
        check(
            "tanks/NNS/3/nsubj:pass were/VBD/3/aux:pass sent/VBN/0/root on/IN/5/case Monday/NNP/3/obl",
            "send",
            "object tank, on Monday",
        );
    }

    #[test]
    fn a_participle_behind_a_noun_is_passive() {
        check(
            "tanks/NNS/5/nsubj sent/VBN/1/acl by/IN/4/case Doe*/NNP/2/obl:agent burned/VBD/0/root",
            "send",
            "subject Doe, object tank",
        );
    }

    #[test]
    fn a_participle_with_an_agent_is_passive_where_the_tree_makes_it_the_sentence() {
        check(
            "tanks/NNS/2/nsubj sent/VBD/0/root by/IN/4/case Doe*/NNP/2/obl:agent burned/VBD/2/ccomp",
            "send",
            "subject Doe, object tank, clause burn",
        );
    }

    #[test]
    fn a_finite_verb_without_an_auxiliary_is_active() {
        check(
            "Doe*/NNP/2/nsubj:pass pulled/VBD/0/root out/IN/5/case of/IN/5/case Kyiv*/NNP/2/obl ././2/punct",
            "pull",
            "subject Doe, out Kyiv, of Kyiv",
        );
    }

    #[test]
    fn a_headline_leaves_out_the_auxiliary_of_a_passive() {
        check(
            "Doe*/NNP/2/nsubj:pass killed/VBN/0/root in/IN/4/case Kyiv*/NNP/2/obl",
            "kill",
            "object Doe, in Kyiv",
        );
    }

    #[test]
    fn a_relative_pronoun_is_the_noun_before_it() {
        check(
            "Doe*/NNP/5/nsubj who/WP/3/nsubj sent/VBD/1/acl:relcl tanks/NNS/3/obj left/VBD/0/root",
            "send",
            "subject Doe, object tank",
        );
    }

    #[test]
    fn a_relative_pronoun_may_be_the_object_or_stand_behind_a_preposition() {
        check(
            "tanks/NNS/0/root which/WDT/4/obj Doe*/NNP/4/nsubj sent/VBD/1/acl:relcl",
            "send",
            "subject Doe, object tank",
        );
        check(
            "Kyiv*/NNP/0/root to/IN/3/case which/WDT/5/obl Doe*/NNP/5/nsubj went/VBD/1/acl:relcl",
            "go",
            "subject Doe, to Kyiv",
        );
    }

    #[test]
    fn a_clause_without_a_pronoun_leaves_its_object_out() {
        check(
            "tanks/NNS/0/root Doe*/NNP/3/nsubj sent/VBD/1/acl:relcl",
            "send",
            "subject Doe, object tank",
        );
    }

    #[test]
    fn of_two_subjects_the_nearer_comes_first() {
        check(
            "Kyiv*/NNP/3/nsubj Doe*/NNP/3/nsubj sent/VBD/0/root tanks/NNS/3/obj",
            "send",
            "subject Doe, subject Kyiv, object tank",
        );
    }

    #[test]
    fn a_cleft_sentence_says_who() {
        check(
            "it/PRP/3/expl was/VBD/3/cop Doe*/NNP/0/root who/WP/5/nsubj left/VBD/3/advcl:relcl Kyiv*/NNP/5/obj",
            "leave",
            "subject Doe, object Kyiv",
        );
    }

    #[test]
    fn the_country_that_did_it_is_the_one_it_is_said_to_be() {
        check(
            "Chad*/NNP/4/nsubj is/VBZ/4/cop the/DT/4/det country/NN/0/root that/WDT/6/nsubj left/VBD/4/acl:relcl Kyiv*/NNP/6/obj",
            "leave",
            "subject Chad, object Kyiv",
        );
    }

    #[test]
    fn the_first_to_do_it_does_it() {
        check(
            "Chad*/NNP/4/nsubj was/VBD/4/cop first/JJ/4/amod country/NN/0/root to/TO/6/mark leave/VB/4/acl Kyiv*/NNP/6/obj",
            "leave",
            "subject Chad, object Kyiv",
        );
    }

    #[test]
    fn an_infinitive_has_the_subject_of_what_governs_it() {
        check(
            "Doe*/NNP/2/nsubj plans/VBZ/0/root to/TO/4/mark try/VB/2/xcomp to/TO/6/mark leave/VB/4/xcomp Kyiv*/NNP/6/obj",
            "leave",
            "subject Doe, object Kyiv",
        );
    }

    #[test]
    fn who_is_made_to_do_it_does_it() {
        check(
            "Doe*/NNP/2/nsubj urged/VBD/0/root Roe*/NNP/2/obj to/TO/5/mark leave/VB/2/xcomp Kyiv*/NNP/5/obj",
            "leave",
            "subject Roe, object Kyiv",
        );
        check(
            "Doe*/NNP/2/nsubj called/VBD/0/root on/IN/4/case Roe*/NNP/2/obl to/TO/6/mark leave/VB/2/advcl Kyiv*/NNP/6/obj",
            "leave",
            "subject Roe, object Kyiv",
        );
        check(
            "Roe*/NNP/3/nsubj:pass was/VBD/3/aux:pass urged/VBN/0/root to/TO/5/mark leave/VB/3/xcomp Kyiv*/NNP/5/obj",
            "leave",
            "subject Roe, object Kyiv",
        );
    }

    #[test]
    fn who_promises_to_do_it_does_it() {
        check(
            "Doe*/NNP/2/nsubj promised/VBD/0/root Roe*/NNP/2/obj to/TO/5/mark leave/VB/2/xcomp Kyiv*/NNP/5/obj",
            "leave",
            "subject Doe, object Kyiv",
        );
    }

    #[test]
    fn who_is_accused_of_it_did_it() {
        check(
            "Doe*/NNP/2/nsubj accused/VBD/0/root Roe*/NNP/2/obj of/IN/5/mark leaving/VBG/2/advcl Kyiv*/NNP/5/obj",
            "leave",
            "subject Roe, object Kyiv",
        );
    }

    #[test]
    fn who_did_something_after_it_did_it() {
        check(
            "Doe*/NNP/2/nsubj smiled/VBD/0/root after/IN/4/mark leaving/VBG/2/advcl Kyiv*/NNP/4/obj",
            "leave",
            "subject Doe, object Kyiv",
        );
    }

    #[test]
    fn a_gerund_with_an_object_is_a_verb_where_the_tree_has_a_noun() {
        check(
            "Doe*/NNP/2/nsubj smiled/VBD/0/root after/IN/4/case leaving/NN/2/obl Kyiv*/NNP/2/obl:unmarked",
            "leaving",
            "subject Doe, object Kyiv",
        );
        let noun = tree("the/DT/2/det meeting/NN/3/nsubj ended/VBD/0/root");
        assert!(!noun.is_verb(1));
    }

    #[test]
    fn whose_plan_it_is_would_do_it() {
        check(
            "Doe*/NNP/3/nmod:poss 's/POS/1/case plan/NN/7/nsubj to/TO/5/mark leave/VB/3/acl Kyiv*/NNP/5/obj failed/VBD/0/root",
            "leave",
            "subject Doe, object Kyiv",
        );
        check(
            "plan/NN/7/nsubj by/IN/3/case Doe*/NNP/1/nmod to/TO/5/mark leave/VB/1/acl Kyiv*/NNP/5/obj failed/VBD/0/root",
            "leave",
            "subject Doe, object Kyiv",
        );
    }

    #[test]
    fn a_row_of_verbs_shares_subject_and_object() {
        let text = "Doe*/NNP/2/nsubj sent/VBD/0/root and/CC/4/cc sold/VBD/2/conj tanks/NNS/4/obj";
        check(text, "send", "subject Doe, object tank");
        check(text, "sell", "subject Doe, object tank");
    }

    #[test]
    fn a_row_of_verbs_keeps_what_stands_before_the_later_one() {
        check(
            "Doe*/NNP/2/nsubj met/VBD/0/root Roe*/NNP/2/obj and/CC/5/cc smiled/VBD/2/conj",
            "smile",
            "subject Doe",
        );
    }

    #[test]
    fn what_hangs_on_the_object_or_the_particle_is_tried_for_the_verb() {
        check(
            "Doe*/NNP/2/nsubj sent/VBD/0/root tanks/NNS/2/obj to/IN/5/case Kyiv*/NNP/3/nmod",
            "send",
            "subject Doe, object tank, to Kyiv",
        );
        check(
            "Doe*/NNP/2/nsubj handed/VBD/0/root Roe*/NNP/2/obj over/RB/2/advmod to/IN/6/case Kyiv*/NNP/4/obl",
            "hand",
            "subject Doe, object Roe, to Kyiv",
        );
    }

    #[test]
    fn a_copula_joins_subject_and_predicate() {
        check(
            "Doe*/NNP/3/nsubj is/VBZ/3/cop critical/JJ/0/root of/IN/5/case Roe*/NNP/3/obl",
            "be",
            "subject Doe, object critical, of Roe",
        );
    }

    #[test]
    fn a_noun_has_whose_it_is_and_what_hangs_there() {
        check(
            "Doe*/NNP/3/nmod:poss 's/POS/1/case warning/NN/6/nsubj to/IN/5/case Roe*/NNP/3/nmod failed/VBD/0/root",
            "warning",
            "whose Doe, to Roe",
        );
    }

    #[test]
    fn whose_is_that_of_the_noun_before() {
        check(
            "Doe*/NNP/7/nsubj whose/WP$/3/nmod:poss talks/NNS/6/nsubj with/IN/5/case Roe*/NNP/3/nmod failed/VBD/1/acl:relcl smiled/VBD/0/root",
            "talk",
            "whose Doe, with Roe",
        );
    }

    #[test]
    fn a_light_verb_gives_its_noun_what_it_has() {
        check(
            "Doe*/NNP/2/nsubj held/VBD/0/root talks/NNS/2/obj with/IN/5/case Roe*/NNP/2/obl",
            "talk",
            "subject Doe, with Roe",
        );
        check(
            "Doe*/NNP/2/nsubj sent/VBD/0/root Roe*/NNP/2/iobj warnings/NNS/2/obj",
            "warning",
            "subject Doe, object Roe",
        );
        check(
            "talks/NNS/3/nsubj:pass were/VBD/3/aux:pass held/VBN/0/root by/IN/5/case Doe*/NNP/3/obl:agent",
            "talk",
            "subject Doe",
        );
    }

    #[test]
    fn who_comes_under_attack_is_attacked() {
        check(
            "Doe*/NNP/2/nsubj came/VBD/0/root under/IN/4/case attack/NN/2/obl by/IN/6/case Roe*/NNP/2/obl",
            "attack",
            "object Doe, subject Doe, by Roe",
        );
    }

    #[test]
    fn what_stands_behind_a_noun_and_hangs_on_the_verb_is_tried_for_the_noun() {
        check(
            "Doe*/NNP/2/nsubj approved/VBD/0/root sales/NNS/2/obj to/IN/5/case Roe*/NNP/2/obl",
            "sale",
            "subject Doe, to Roe",
        );
        check(
            "Doe*/NNP/2/nsubj discussed/VBD/0/root sales/NNS/2/obj with/IN/5/case Roe*/NNP/2/obl",
            "sale",
            "subject Doe",
        );
    }
}
