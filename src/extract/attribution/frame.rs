//! What attributes words to somebody in a sentence: verbs, nouns and phrases of speech.
//!
//! A frame that stands before what it attributes ("Trump said that …") has the clause that the tree
//! puts below it. One set beside it ("…, Trump said", "…, according to Trump, …") has what stands
//! before it and, if it interrupts, behind it: parsers are least sure of where such clauses hang,
//! and the words leave no doubt.

use std::collections::HashSet;

use super::super::Examined;
use crate::{
    english::{self, Analysis, Relation, Upos},
    matcher::{Phrase, Word},
    mention::Speaker,
    rules::{SpeechWords, WordLists, base},
    span::TokenRange,
    status::Status,
};

/// So far behind its verb a colon opens what is said, in tokens.
const COLON: usize = 14;

/// Something that attributes words of its sentence to somebody.
#[derive(Debug)]
pub(super) struct Frame {
    /// The verb, noun or preposition.
    pub(super) token: usize,
    /// Who speaks.
    pub(super) who: Who,
    /// What speaks for them, if it is a thing: "a *statement* by the ministry".
    pub(super) through: Option<usize>,
    /// Whether it is set beside a whole sentence, and so stands outside whatever speaks in it.
    outer: bool,
    /// What is said; may be empty where a quotation in another sentence is.
    scope: Vec<TokenRange>,
}

impl Frame {
    /// Whether the token is among what is said.
    pub(super) fn says(&self, token: usize) -> bool {
        token != self.token && self.scope.iter().any(|part| part.range().contains(&token))
    }

    /// What frames are sorted by, the nearest to what they say first.
    pub(super) fn distance(&self) -> impl Ord + use<> {
        (self.outer, self.scope.iter().map(|part| part.len()).sum::<usize>())
    }
}

/// Who speaks.
#[derive(Clone, Debug)]
pub(super) enum Who {
    /// An entity.
    Named(Speaker),
    /// A pronoun, by its token.
    Pronoun(usize, Pronoun),
    /// A noun with "the", which the text may have said more of before: "the president", "the
    /// statement". These are its tokens.
    Described(TokenRange),
    /// Somebody without a name: "officials", or it is not told.
    Nobody,
}

/// A pronoun that speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    /// "I", "we": whoever is quoted.
    I,
    /// "he"
    He,
    /// "she"
    She,
    /// "it", "they": a body.
    It,
}

impl Pronoun {
    fn of(lower: &str) -> Option<Self> {
        match lower {
            "i" | "we" | "my" | "our" => Some(Self::I),
            "he" | "his" => Some(Self::He),
            "she" | "her" => Some(Self::She),
            "it" | "they" | "its" | "their" => Some(Self::It),
            _ => None,
        }
    }
}

/// The pronoun that a title asks for.
pub(super) fn gender(title: &str) -> Option<Pronoun> {
    match title {
        "mr" | "mr." | "sir" | "lord" | "king" | "prince" | "sultan" | "emir" | "pope" => {
            Some(Pronoun::He)
        }
        "mrs" | "mrs." | "ms" | "ms." | "miss" | "lady" | "queen" | "princess" | "baroness" => {
            Some(Pronoun::She)
        }
        _ if title.ends_with("woman") => Some(Pronoun::She),
        _ if title.ends_with("man") => Some(Pronoun::He),
        _ => None,
    }
}

/// The word lists of speech, ready to be asked.
#[derive(Debug)]
pub(super) struct Vocabulary<'r> {
    lists: &'r SpeechWords,
    /// Verbs that ask for what their clause says.
    requests: &'r [String],
    verbs: HashSet<&'r str>,
    /// The last words of nouns and the first of phrases.
    others: HashSet<&'r str>,
}

impl<'r> Vocabulary<'r> {
    pub(super) fn new(english: &'r WordLists) -> Self {
        let lists = &english.speech;
        let requests =
            english.status.get(&Status::Requested).map_or(&[][..], |requested| &requested.verbs);
        let first = |listed: &'r String| listed.split(' ').next().unwrap_or(listed);
        let last = |listed: &'r String| listed.rsplit(' ').next().unwrap_or(listed);
        let nouns = lists.nouns.iter().map(last);
        Self {
            lists,
            requests,
            verbs: lists.verbs.iter().chain(requests).map(first).collect(),
            others: nouns.chain(lists.phrases.iter().map(first)).collect(),
        }
    }

    /// Whether a sentence has a word of speech, or a colon that may stand for one.
    pub(super) fn speaks(&self, words: &[Word<'_>]) -> bool {
        let listed = |word: &str| self.verbs.contains(word) || self.others.contains(word);
        words.iter().any(|word| {
            word.form == ":"
                || listed(&word.lower)
                || word.lemmas().iter().any(|lemma| listed(lemma))
        })
    }
}

/// Whether the words of `listed`, in any form, start at a token.
pub(super) fn have(words: &[Word<'_>], start: usize, listed: &str) -> bool {
    listed.split(' ').enumerate().all(|(offset, listed)| {
        words.get(start + offset).is_some_and(|word| word.has_lemma(listed))
    })
}

/// The phrase that a word of a tree, given by its tokens, is or ends with.
pub(super) fn phrase_of<'p>(sentence: &'p Examined<'_>, word: TokenRange) -> Option<&'p Phrase> {
    // the number in "two U.S. officials" is a word of its own
    let inside = |phrase: &&Phrase| {
        let named = TokenRange::new(phrase.name.start, phrase.extent.end);
        word.contains(named) || word == phrase.name
    };
    sentence.phrases.iter().filter(inside).max_by_key(|phrase| phrase.name.end)
}

/// Finds whom a phrase stands for; an adjective ("Russian") only if asked to.
type Named<'n> = dyn Fn(&Phrase, bool) -> Option<Speaker> + 'n;

/// The frames of a sentence, in its order.
pub(super) fn frames(
    sentence: &Examined<'_>,
    tree: &Analysis,
    vocabulary: &Vocabulary<'_>,
    named: &Named<'_>,
) -> Vec<Frame> {
    let reader = Reader { sentence, tree, vocabulary, named };
    let words = 0..tree.words().len();
    let mut candidates: Vec<Candidate> = words
        .filter_map(|word| {
            reader.verb(word).or_else(|| reader.noun(word)).or_else(|| reader.request(word))
        })
        .chain(reader.phrases())
        .chain(reader.colons())
        .collect();
    candidates.sort_by_key(|candidate| candidate.token);
    let asides: Vec<Aside> = candidates.iter().filter_map(|candidate| candidate.aside).collect();
    let frame = |candidate: Candidate| {
        let mut scope = candidate.complement;
        scope.extend(candidate.aside.iter().flat_map(|aside| reader.around(aside, &asides)));
        let Candidate { token, who, through, .. } = candidate;
        let outer = candidate.aside.is_some_and(|aside| aside.within.is_none());
        Frame { token, who, through, outer, scope }
    };
    candidates.into_iter().map(frame).collect()
}

/// A frame whose scope may depend on the others.
#[derive(Debug)]
struct Candidate {
    token: usize,
    who: Who,
    through: Option<usize>,
    complement: Vec<TokenRange>,
    aside: Option<Aside>,
}

/// A clause or phrase of speech set beside what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Aside {
    /// "Trump said on Thursday".
    tokens: TokenRange,
    /// What it interrupts, if that is less than the sentence.
    within: Option<TokenRange>,
    /// Whether what follows is said by the same.
    goes_on: bool,
}

struct Reader<'r, 'd> {
    sentence: &'r Examined<'d>,
    tree: &'r Analysis,
    vocabulary: &'r Vocabulary<'r>,
    named: &'r Named<'r>,
}

impl Reader<'_, '_> {
    fn lower(&self, token: usize) -> &str {
        self.sentence.words.get(token).map_or("", |word| &word.lower)
    }

    fn form(&self, token: usize) -> &str {
        self.sentence.words.get(token).map_or("", |word| word.form)
    }

    fn word(&self, word: usize) -> &english::Word {
        &self.tree.words()[word]
    }

    /// Whether some words of the sentence, up to a token, end with those of `listed`.
    fn ends_with(&self, end: usize, listed: &str) -> bool {
        let length = listed.split(' ').count();
        end >= length && self.has(end - length, listed)
    }

    /// Whether the words of `listed`, in any form, start at a token.
    fn has(&self, start: usize, listed: &str) -> bool {
        have(&self.sentence.words, start, listed)
    }

    /// The verb of speech at a word.
    fn verb(&self, word: usize) -> Option<Candidate> {
        let verb = self.word(word);
        let token = verb.tokens.start;
        let is_verb = verb.upos == Upos::Verb || matches!(self.lower(token), "said" | "says");
        if !is_verb || verb.folded || !self.vocabulary.verbs.contains(&*verb.lemma) {
            return None;
        }
        let listed = |listed: &&String| {
            listed.split(' ').next() == Some(&*verb.lemma) && self.has(token, listed)
        };
        self.vocabulary.lists.verbs.iter().find(listed)?;
        let mut complement: Vec<TokenRange> = self
            .tree
            .dependents_by(word, Relation::Ccomp)
            .filter(|clause| !self.is_open(*clause))
            .map(|clause| self.tree.phrase(clause))
            .collect();
        if complement.is_empty() {
            complement.extend(self.contents_below(word));
        }
        complement.extend(self.after_colon(verb.tokens.end));
        let governs_right = complement.iter().any(|clause| clause.start > token)
            || self.lower(verb.tokens.end) == "that";
        let subject = self.own_subject(word, governs_right);
        let aside = subject
            .filter(|_| !governs_right && verb.xpos != "VBG")
            .and_then(|subject| self.aside(word, subject));
        let subject = subject.map(|subject| self.antecedent(word, subject));
        let who = match (self.is_negated(word), subject) {
            (true, _) => Who::Nobody,
            (false, Some(subject)) => self.who(subject),
            (false, None) if self.is_passive(word) => self.agent(word),
            (false, None) => self.understood(word),
        };
        let through = subject.and_then(|subject| self.thing(subject));
        Some(Candidate { token, who, through, complement, aside })
    }

    /// Whether a clause says nothing but asks: "said whether he would come".
    fn is_open(&self, clause: usize) -> bool {
        self.tree
            .dependents_by(clause, Relation::Mark)
            .any(|mark| matches!(self.lower(self.word(mark).tokens.start), "whether" | "if"))
    }

    /// The clause with "that" which says what something contains. Parsers like to put it below a
    /// noun on the way: "told reporters in London that …". A noun of speech keeps its own.
    fn contents_below(&self, speech: usize) -> Option<TokenRange> {
        let nominal = |word: &usize| {
            matches!(
                self.word(*word).relation,
                Relation::Obl
                    | Relation::OblUnmarked
                    | Relation::Obj
                    | Relation::Iobj
                    | Relation::Nmod
                    | Relation::Appos
            ) && *word > speech
        };
        let mut waiting = vec![speech];
        while let Some(above) = waiting.pop() {
            if let Some(clause) = self.contents(above) {
                return Some(self.tree.phrase(clause));
            }
            let below = self.tree.dependents(above).iter().copied().filter(nominal);
            waiting.extend(below.filter(|word| !self.is_noun_of_speech(*word)));
        }
        None
    }

    /// The clause with "that" below a word which says what something contains.
    fn contents(&self, word: usize) -> Option<usize> {
        let says = |clause: &usize| {
            matches!(
                self.word(*clause).relation,
                Relation::Acl | Relation::AclRelcl | Relation::Advcl | Relation::Ccomp
            ) && self.opens_with_that(*clause)
        };
        self.tree.dependents(word).iter().copied().find(says)
    }

    /// Whether a clause is complete behind its "that", which then is no relative pronoun.
    fn opens_with_that(&self, clause: usize) -> bool {
        let below = || self.tree.dependents(clause).iter().map(|word| self.word(*word));
        let that = below().find(|word| self.lower(word.tokens.start) == "that");
        let others = |by: Relation| {
            below().any(|word| word.relation == by && self.lower(word.tokens.start) != "that")
        };
        that.is_some_and(|that| match that.relation {
            Relation::Mark => true,
            Relation::Obj => others(Relation::Nsubj) && others(Relation::Obj),
            _ => others(Relation::Nsubj),
        })
    }

    fn is_noun_of_speech(&self, word: usize) -> bool {
        let noun = self.word(word);
        let listed = |listed: &String| self.ends_with(noun.tokens.end, listed);
        noun.upos == Upos::Noun && !noun.folded && self.vocabulary.lists.nouns.iter().any(listed)
    }

    /// Whether a verb in the present was tagged as a plural: "Moscow denies that".
    fn is_taken_for_noun(&self, word: usize) -> bool {
        let noun = self.word(word);
        let verb = || {
            let lemmas = self.sentence.words[noun.tokens.start].lemmas();
            lemmas.iter().any(|lemma| self.vocabulary.verbs.contains(&**lemma))
        };
        noun.xpos == "NNS" && !noun.folded && verb()
    }

    /// What follows a colon soon after a verb.
    fn after_colon(&self, end: usize) -> Option<TokenRange> {
        let words = &self.sentence.words;
        let mut near = (end..words.len()).take(COLON);
        let colon = near.find(|at| self.form(*at) == ":")?;
        let is_quote = |at: usize| self.form(at) == "\"";
        let direct = (end..colon).all(|at| !is_quote(at) && !english::ends_clause(self.lower(at)));
        (direct && colon + 1 < words.len()).then(|| TokenRange::new(colon + 1, words.len()))
    }

    fn is_passive(&self, word: usize) -> bool {
        let passive = [Relation::AuxPass, Relation::NsubjPass];
        passive.iter().any(|by| self.tree.dependents_by(word, *by).next().is_some())
    }

    /// "did not say": says nothing. To deny is another word.
    fn is_negated(&self, word: usize) -> bool {
        self.tree.dependents_by(word, Relation::Advmod).any(|adverb| {
            matches!(self.lower(self.word(adverb).tokens.start), "not" | "n't" | "never")
        })
    }

    /// The word that is the subject of an active verb: by the tree, or because it follows directly,
    /// as in "…, said Trump".
    fn own_subject(&self, word: usize, governs_right: bool) -> Option<usize> {
        if self.is_passive(word) {
            return None;
        }
        let subject = self.tree.dependents_by(word, Relation::Nsubj).last();
        subject.or_else(|| {
            let verb = self.word(word).tokens;
            let next = self.tree.word_of(verb.end)?;
            let inverted = !governs_right && verb.start > 0 && self.is_edge(verb.start - 1);
            let fits = phrase_of(self.sentence, self.word(next).tokens).is_some()
                || matches!(self.word(next).xpos, "PRP");
            (inverted && fits && self.word(word).xpos != "VBG").then_some(next)
        })
    }

    /// What "who" stands for.
    fn antecedent(&self, verb: usize, subject: usize) -> usize {
        let relative = matches!(self.word(subject).xpos, "WP" | "WDT")
            || matches!(self.lower(self.word(subject).tokens.start), "who" | "which");
        let clause = std::iter::once(verb)
            .chain(self.tree.ancestors(verb))
            .find(|word| self.word(*word).relation == Relation::AclRelcl);
        clause.filter(|_| relative).and_then(|clause| self.word(clause).head).unwrap_or(subject)
    }

    /// Who did it in a passive: "he was told by Trump that".
    fn agent(&self, word: usize) -> Who {
        let by = |noun: &usize| {
            self.word(*noun).relation == Relation::OblAgent
                || (self.word(*noun).relation == Relation::Obl && self.is_after(*noun, &["by"]))
        };
        let agent = self.tree.dependents(word).iter().copied().find(by);
        agent.map_or(Who::Nobody, |agent| self.who(agent))
    }

    /// Whether a noun has one of these prepositions.
    fn is_after(&self, noun: usize, prepositions: &[&str]) -> bool {
        self.tree
            .dependents_by(noun, Relation::Case)
            .any(|case| prepositions.contains(&self.lower(self.word(case).tokens.start)))
    }

    /// Who speaks in a verb without a subject: "and said that", "adding that", "was quoted as
    /// saying". It is whoever does what stands above it.
    fn understood(&self, word: usize) -> Who {
        let mut below = word;
        for above in self.tree.ancestors(word) {
            let relation = self.word(below).relation;
            let objects = [Relation::Obj, Relation::Iobj];
            let object = objects.iter().find_map(|by| self.tree.dependents_by(above, *by).last());
            // "urged Trump to say that"
            if let (Relation::Xcomp, Some(object)) = (relation, object) {
                return self.who(object);
            }
            if matches!(relation, Relation::Acl) {
                return self.who(above);
            }
            let subjects = [Relation::Nsubj, Relation::NsubjPass];
            let subject = subjects.iter().find_map(|by| self.tree.dependents_by(above, *by).last());
            if let Some(subject) = subject {
                let who = self.who(self.antecedent(above, subject));
                if !matches!(who, Who::Nobody) {
                    return who;
                }
            }
            below = above;
        }
        Who::Nobody
    }

    /// The noun of speech at a word: "Trump's claim that …".
    fn noun(&self, word: usize) -> Option<Candidate> {
        let speaks = self.is_noun_of_speech(word) || self.is_taken_for_noun(word);
        let said = speaks.then(|| self.contents_below(word)).flatten()?;
        Some(Candidate {
            token: self.word(word).tokens.start,
            who: self.author(word),
            through: self.thing(word),
            complement: vec![said],
            aside: None,
        })
    }

    /// A verb that asks somebody for a deed: "Trump urged Poland to send tanks". It is from who asks
    /// that the deed is known.
    fn request(&self, word: usize) -> Option<Candidate> {
        let verb = self.word(word);
        let asks = || {
            let mut listed = self.vocabulary.requests.iter();
            listed.any(|listed| self.has(verb.tokens.start, listed))
        };
        if verb.upos != Upos::Verb || verb.folded || self.is_passive(word) || !asks() {
            return None;
        }
        let is_asked = |by| self.tree.dependents_by(word, by).any(|it| it > word);
        let asked = is_asked(Relation::Obj) || is_asked(Relation::Iobj) || is_asked(Relation::Obl);
        let deed = |by: Relation| self.tree.dependents_by(word, by).find(|it| *it > word);
        // parsers take the deed for a purpose now and then
        let purpose = || deed(Relation::Advcl).filter(|deed| self.word(*deed).xpos == "VB");
        let own = || asked.then(|| deed(Relation::Xcomp).or_else(purpose)).flatten();
        let deed = self.tree.phrase(deed(Relation::Ccomp).or_else(own)?);
        // what is added behind a comma is the reporter's own: "to send tanks, which …"
        let comma = deed
            .range()
            .find(|at| self.form(*at) == "," && !english::is_coordinator(self.lower(at + 1)));
        let deed = TokenRange::new(deed.start, comma.unwrap_or(deed.end));
        let who = match (self.is_negated(word), self.own_subject(word, true)) {
            (true, _) => Who::Nobody,
            (false, Some(subject)) => self.who(self.antecedent(word, subject)),
            (false, None) => self.understood(word),
        };
        let complement = vec![deed];
        let token = verb.tokens.start;
        Some(Candidate { token, who, through: None, complement, aside: None })
    }

    /// Where "according to" and the like stand.
    fn phrases(&self) -> Vec<Candidate> {
        let at = |start: usize| {
            let phrases = self.vocabulary.lists.phrases.iter();
            let lengths = phrases
                .filter(|listed| self.has(start, listed))
                .map(|listed| listed.split(' ').count());
            let noun = start + lengths.max()?;
            let word = self.nominal(noun)?;
            let who = self.who(word);
            // "Reuters reported, citing officials": it is Reuters that is known to say so
            let names_source =
                self.tree.word_of(start).is_none_or(|word| self.word(word).xpos != "VBG");
            if matches!(who, Who::Nobody) && !names_source {
                return None;
            }
            let end = self.end(self.word(word).tokens.end);
            let aside = Aside { tokens: TokenRange::new(start, end), within: None, goes_on: true };
            let (through, complement) = (self.thing(word), Vec::new());
            Some(Candidate { token: start, who, through, complement, aside: Some(aside) })
        };
        (0..self.sentence.words.len()).filter_map(at).collect()
    }

    /// The head of the noun phrase that starts at a token.
    fn nominal(&self, token: usize) -> Option<usize> {
        let first = self.tree.word_of(token)?;
        let belongs = |word: usize| {
            matches!(
                self.word(word).relation,
                Relation::Det
                    | Relation::Amod
                    | Relation::Compound
                    | Relation::NmodPoss
                    | Relation::NmodDesc
                    | Relation::NmodUnmarked
                    | Relation::Nummod
                    | Relation::Case
            )
        };
        let up = |word: &usize| self.word(*word).head.filter(|head| belongs(*word) && head > word);
        std::iter::successors(Some(first), up).last()
    }

    /// Headlines and statements such as "Trump: …" and "…: Kremlin".
    fn colons(&self) -> Option<Candidate> {
        let words = &self.sentence.words;
        let colon = words.iter().position(|word| word.form == ":")?;
        let (before, after) = (TokenRange::new(0, colon), colon + 1..words.len());
        let whole = |tokens: TokenRange| {
            self.sentence.phrases.iter().filter(|phrase| phrase.extent == tokens).find_map(
                |phrase| {
                    // a place at the front tells where a report was written
                    let speaker = (self.named)(phrase, false)?;
                    (speaker.entity == phrase.usual().entity).then_some(speaker)
                },
            )
        };
        let candidate = |speaker, said: TokenRange| Candidate {
            token: colon,
            who: Who::Named(speaker),
            through: None,
            complement: vec![said],
            aside: None,
        };
        if after.len() > 1
            && let Some(speaker) = (colon > 0).then(|| whole(before)).flatten()
        {
            return Some(candidate(speaker, TokenRange::new(after.start, after.end)));
        }
        let closed = words.last().is_some_and(|word| english::ends_clause(&word.lower));
        let tail = (!closed && !after.is_empty()).then(|| TokenRange::new(after.start, after.end));
        tail.filter(|_| colon > 1).and_then(whole).map(|speaker| candidate(speaker, before))
    }

    /// The clause of speech set beside what is said, if `verb` with its subject is one.
    fn aside(&self, verb: usize, subject: usize) -> Option<Aside> {
        let (said, who) = (self.word(verb).tokens, self.word(subject).tokens);
        let edge = (0..who.start).rev().find(|at| self.is_edge(*at)).map_or(0, |at| at + 1);
        let subject_start = self.tree.phrase(subject).start.clamp(edge, who.start);
        let mut start = said.start.min(subject_start);
        let as_said = start > 0 && self.lower(start - 1) == "as";
        start -= usize::from(as_said);
        let begins = start == 0;
        if !(as_said && begins) && (begins || !self.is_edge(start - 1)) {
            return None;
        }
        let end = self.end(said.end.max(who.end));
        let head = self.word(verb).head.filter(|_| self.word(verb).relation != Relation::Root);
        let last = self.is_over(end);
        let within = head
            .filter(|head| !last && self.word(*head).head.is_some())
            .map(|head| self.tree.phrase(head))
            .filter(|whole| whole.start < start && whole.end > end);
        let tokens = TokenRange::new(start, end);
        Some(Aside { tokens, within, goes_on: begins || self.interrupts(tokens) })
    }

    /// Whether a token ends a clause before an aside.
    fn is_edge(&self, token: usize) -> bool {
        matches!(self.form(token), "," | "\"" | "'" | "?" | "!" | "–" | "—" | "--" | "-" | ".")
    }

    /// Where the clause ends that goes on at a token.
    fn end(&self, start: usize) -> usize {
        let words = start..self.sentence.words.len();
        let mut rest = words.into_iter();
        rest.find(|at| self.is_edge(*at) || matches!(self.form(*at), ";" | ":" | "(" | ")"))
            .unwrap_or(self.sentence.words.len())
    }

    /// Whether nothing but signs follows.
    fn is_over(&self, end: usize) -> bool {
        !self.sentence.words[end..].iter().any(|word| word.form.contains(char::is_alphanumeric))
    }

    /// Whether what stands on both sides of some tokens belongs together: a quotation goes on, or
    /// the tree has the one side below the other.
    fn interrupts(&self, tokens: TokenRange) -> bool {
        let after = self.form(tokens.end);
        if after == "\"" || self.form(tokens.end + 1) == "\"" {
            return true;
        }
        if after != "," || english::is_coordinator(self.lower(tokens.end + 1)) {
            return false;
        }
        let words = self.tree.words();
        let side = |word: usize| {
            let at = words[word].tokens;
            if at.end <= tokens.start {
                Some(false)
            } else {
                (at.start >= tokens.end).then_some(true)
            }
        };
        (0..words.len()).any(|word| {
            let head = words[word].head.and_then(side);
            words[word].upos != Upos::Punct
                && head.is_some()
                && side(word).is_some_and(|it| Some(!it) == head)
        })
    }

    /// What an aside attributes.
    fn around(&self, aside: &Aside, all: &[Aside]) -> Vec<TokenRange> {
        let words = self.sentence.words.len();
        let Aside { tokens, within, goes_on } = *aside;
        let whole = within.unwrap_or(TokenRange::new(0, words));
        let stop = (whole.start..tokens.start).rev().find(|at| self.form(*at) == ";");
        let before = all.iter().map(|other| other.tokens.end).filter(|end| *end <= tokens.start);
        let start = before.chain(stop.map(|at| at + 1)).fold(whole.start, usize::max);
        let next = all.iter().map(|other| other.tokens.start).filter(|next| *next >= tokens.end);
        let end = if next.min().is_some() { tokens.end } else { whole.end };
        let left = (start < tokens.start).then(|| TokenRange::new(start, tokens.start));
        let right = (goes_on && tokens.end < end).then(|| TokenRange::new(tokens.end, end));
        left.into_iter().chain(right).collect()
    }

    /// Whom a word stands for.
    fn who(&self, word: usize) -> Who {
        let tokens = self.word(word).tokens;
        let phrase = phrase_of(self.sentence, tokens);
        if let Some(speaker) = phrase.and_then(|phrase| (self.named)(phrase, false)) {
            return Who::Named(speaker);
        }
        if let Some(pronoun) = Pronoun::of(self.lower(tokens.start)).filter(|_| tokens.len() == 1) {
            return Who::Pronoun(tokens.start, pronoun);
        }
        // "the minister, Jane Doe, said"
        for name in self.tree.dependents_by(word, Relation::Appos) {
            let phrase = phrase_of(self.sentence, self.word(name).tokens);
            if let Some(speaker) = phrase.and_then(|phrase| (self.named)(phrase, false)) {
                return Who::Named(speaker);
            }
        }
        let lists = self.vocabulary.lists;
        let mut speaking = lists.voices.iter().chain(&lists.nouns);
        if speaking.any(|listed| self.ends_with(tokens.end, listed)) {
            return match self.author(word) {
                Who::Nobody => self.described(word),
                author => author,
            };
        }
        self.described(word)
    }

    /// The noun with its modifiers, if it is one that the text must have told of: "the president".
    fn described(&self, word: usize) -> Who {
        let noun = self.word(word);
        let definite = self.tree.dependents_by(word, Relation::Det).any(|article| {
            matches!(self.lower(self.word(article).tokens.start), "the" | "this" | "that")
        });
        if noun.upos != Upos::Noun || !definite {
            return Who::Nobody;
        }
        let modifiers = self.tree.dependents(word).iter().copied();
        let before = modifiers.filter(|it| *it < word && self.word(*it).relation != Relation::Det);
        let start = before.map(|it| self.word(it).tokens.start).fold(noun.tokens.start, usize::min);
        Who::Described(TokenRange::new(start, noun.tokens.end))
    }

    /// The token of a noun of speech.
    fn thing(&self, word: usize) -> Option<usize> {
        self.is_noun_of_speech(word).then(|| self.word(word).tokens.start)
    }

    /// Whose spokesman, claim or statement a noun is.
    fn author(&self, noun: usize) -> Who {
        let owner = self.tree.dependents_by(noun, Relation::NmodPoss).next();
        if let Some(owner) = owner {
            return self.owner(owner);
        }
        let below = self.tree.dependents(noun).iter().copied();
        // "a report in the Times", but not "a statement in Moscow"
        let printed = |word: &usize| {
            let phrase = phrase_of(self.sentence, self.word(*word).tokens);
            let is_body = |phrase: &Phrase| phrase.usual().r#type.as_str() == base::ORGANIZATION;
            self.is_after(*word, &["in"]) && phrase.is_some_and(is_body)
        };
        let of = |word: &usize| self.is_after(*word, &["by", "of", "from", "for"]) || printed(word);
        if let Some(author) = below.clone().find(of) {
            return self.who(author);
        }
        let modifies = |word: &usize| {
            matches!(
                self.word(*word).relation,
                Relation::Compound | Relation::Amod | Relation::NmodDesc | Relation::NmodUnmarked
            )
        };
        // "a Pentagon news release": also what modifies a modifier
        let modifiers = below.filter(modifies).map(|word| self.tree.phrase(word));
        let named = |modifier: TokenRange| {
            let inside = |phrase: &&Phrase| modifier.contains(phrase.name);
            let phrase = self.sentence.phrases.iter().find(inside)?;
            (self.named)(phrase, true)
        };
        if let Some(speaker) = modifiers.filter_map(named).next() {
            return Who::Named(speaker);
        }
        // "said in a statement that"
        let verb = self.word(noun).head.filter(|_| self.is_after(noun, &["in"]));
        let verb = verb.filter(|verb| {
            self.word(*verb).upos == Upos::Verb
                && self.vocabulary.verbs.contains(&*self.word(*verb).lemma)
        });
        verb.and_then(|verb| self.own_subject(verb, true).map(|subject| (verb, subject)))
            .map_or(Who::Nobody, |(verb, subject)| self.who(self.antecedent(verb, subject)))
    }

    /// Whom a possessor or adjective stands for.
    fn owner(&self, word: usize) -> Who {
        let phrase = phrase_of(self.sentence, self.word(word).tokens);
        let speaker = phrase.and_then(|phrase| (self.named)(phrase, true));
        speaker.map_or_else(|| self.who(word), Who::Named)
    }
}
