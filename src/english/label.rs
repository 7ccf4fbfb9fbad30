//! The labels of Universal Dependencies: word classes, Penn tags and relations.
//!
//! Closed lists, those of the English treebanks; a label's number is its place in the list.

use std::fmt;

/// A word class of Universal Dependencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Upos {
    /// Adjective.
    Adj,
    /// Preposition or postposition.
    Adp,
    /// Adverb.
    Adv,
    /// Auxiliary or copula.
    Aux,
    /// Coordinating conjunction.
    Cconj,
    /// Determiner.
    Det,
    /// Interjection.
    Intj,
    /// Common noun.
    Noun,
    /// Number.
    Num,
    /// Particle: "not", "to", "'s".
    Part,
    /// Pronoun.
    Pron,
    /// Name.
    Propn,
    /// Punctuation.
    Punct,
    /// Subordinating conjunction.
    Sconj,
    /// Symbol.
    Sym,
    /// Full verb.
    Verb,
    /// Anything else.
    X,
}

impl Upos {
    /// Every class with its name, in the order of their numbers.
    pub const ALL: [(Self, &'static str); 17] = [
        (Self::Adj, "ADJ"),
        (Self::Adp, "ADP"),
        (Self::Adv, "ADV"),
        (Self::Aux, "AUX"),
        (Self::Cconj, "CCONJ"),
        (Self::Det, "DET"),
        (Self::Intj, "INTJ"),
        (Self::Noun, "NOUN"),
        (Self::Num, "NUM"),
        (Self::Part, "PART"),
        (Self::Pron, "PRON"),
        (Self::Propn, "PROPN"),
        (Self::Punct, "PUNCT"),
        (Self::Sconj, "SCONJ"),
        (Self::Sym, "SYM"),
        (Self::Verb, "VERB"),
        (Self::X, "X"),
    ];

    /// Its name in CoNLL-U: `PROPN`.
    pub const fn as_str(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The class of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(class, _)| *class)
    }
}

impl fmt::Display for Upos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The Penn tags of the English treebanks, in the order of their numbers.
pub const XPOS: [&str; 49] = [
    "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW",
    "HYPH", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS",
    "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP",
    "VBZ", "WDT", "WP", "WP$", "WRB", "``",
];

/// A relation of Universal Dependencies, from a word to its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// A clause that modifies a noun: "the plan [to arm] them".
    Acl,
    /// A relative clause.
    AclRelcl,
    /// An adverbial clause.
    Advcl,
    /// A relative clause that modifies a clause.
    AdvclRelcl,
    /// An adverb.
    Advmod,
    /// An adjective of a noun.
    Amod,
    /// An apposition.
    Appos,
    /// An auxiliary.
    Aux,
    /// The auxiliary of a passive.
    AuxPass,
    /// A preposition or genitive sign.
    Case,
    /// A coordinating conjunction.
    Cc,
    /// "both", "either".
    CcPreconj,
    /// A clause as object: "said [he would come]".
    Ccomp,
    /// A noun before a noun.
    Compound,
    /// The particle of a phrasal verb.
    CompoundPrt,
    /// A conjunct, under the first of its row.
    Conj,
    /// A copula.
    Cop,
    /// A clause as subject.
    Csubj,
    /// A clause as subject of a copula whose predicate is a clause.
    CsubjOuter,
    /// A clause as subject of a passive.
    CsubjPass,
    /// Anything else.
    Dep,
    /// A determiner.
    Det,
    /// "all" before a determiner.
    DetPredet,
    /// An interjection or filler.
    Discourse,
    /// A phrase moved to the edge and taken up again.
    Dislocated,
    /// "there", "it" without meaning.
    Expl,
    /// A later word of a fixed phrase.
    Fixed,
    /// A later word of a name.
    Flat,
    /// A later part of a word written apart.
    Goeswith,
    /// A second object: "gave *Kyiv* missiles".
    Iobj,
    /// An item of a list.
    List,
    /// "that", "if", "to" before a clause.
    Mark,
    /// A noun that modifies a noun, mostly with a preposition.
    Nmod,
    /// A title or description before a name.
    NmodDesc,
    /// A possessor.
    NmodPoss,
    /// A noun that modifies a noun without a preposition.
    NmodUnmarked,
    /// A subject.
    Nsubj,
    /// The subject of a copula whose predicate is a clause.
    NsubjOuter,
    /// The subject of a passive.
    NsubjPass,
    /// A number of a noun.
    Nummod,
    /// An object.
    Obj,
    /// A noun that modifies a verb, mostly with a preposition.
    Obl,
    /// Who did it, in a passive: "by *Russia*".
    OblAgent,
    /// A noun that modifies a verb without a preposition: "met *Thursday*".
    OblUnmarked,
    /// What is left of a clause without its verb.
    Orphan,
    /// A clause set beside another: "…, [Trump wrote]".
    Parataxis,
    /// Punctuation.
    Punct,
    /// Words that the speaker corrects.
    Reparandum,
    /// The head of the sentence.
    Root,
    /// Who is addressed.
    Vocative,
    /// A complement whose subject is an argument of the verb above: "agreed [to meet]".
    Xcomp,
}

impl Relation {
    /// Every relation with its name, in the order of their numbers.
    pub const ALL: [(Self, &'static str); 51] = [
        (Self::Acl, "acl"),
        (Self::AclRelcl, "acl:relcl"),
        (Self::Advcl, "advcl"),
        (Self::AdvclRelcl, "advcl:relcl"),
        (Self::Advmod, "advmod"),
        (Self::Amod, "amod"),
        (Self::Appos, "appos"),
        (Self::Aux, "aux"),
        (Self::AuxPass, "aux:pass"),
        (Self::Case, "case"),
        (Self::Cc, "cc"),
        (Self::CcPreconj, "cc:preconj"),
        (Self::Ccomp, "ccomp"),
        (Self::Compound, "compound"),
        (Self::CompoundPrt, "compound:prt"),
        (Self::Conj, "conj"),
        (Self::Cop, "cop"),
        (Self::Csubj, "csubj"),
        (Self::CsubjOuter, "csubj:outer"),
        (Self::CsubjPass, "csubj:pass"),
        (Self::Dep, "dep"),
        (Self::Det, "det"),
        (Self::DetPredet, "det:predet"),
        (Self::Discourse, "discourse"),
        (Self::Dislocated, "dislocated"),
        (Self::Expl, "expl"),
        (Self::Fixed, "fixed"),
        (Self::Flat, "flat"),
        (Self::Goeswith, "goeswith"),
        (Self::Iobj, "iobj"),
        (Self::List, "list"),
        (Self::Mark, "mark"),
        (Self::Nmod, "nmod"),
        (Self::NmodDesc, "nmod:desc"),
        (Self::NmodPoss, "nmod:poss"),
        (Self::NmodUnmarked, "nmod:unmarked"),
        (Self::Nsubj, "nsubj"),
        (Self::NsubjOuter, "nsubj:outer"),
        (Self::NsubjPass, "nsubj:pass"),
        (Self::Nummod, "nummod"),
        (Self::Obj, "obj"),
        (Self::Obl, "obl"),
        (Self::OblAgent, "obl:agent"),
        (Self::OblUnmarked, "obl:unmarked"),
        (Self::Orphan, "orphan"),
        (Self::Parataxis, "parataxis"),
        (Self::Punct, "punct"),
        (Self::Reparandum, "reparandum"),
        (Self::Root, "root"),
        (Self::Vocative, "vocative"),
        (Self::Xcomp, "xcomp"),
    ];

    /// Its name in CoNLL-U: `nsubj:pass`.
    pub const fn as_str(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The relation of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(relation, _)| *relation)
    }

    /// Its name without the subtype: `nsubj`.
    pub fn universal(self) -> &'static str {
        universal(self.as_str())
    }

    /// Whether a clause that has one lacks no subject: a subject, or "there" in the place of one.
    pub const fn stands_as_subject(self) -> bool {
        self.is_subject() || matches!(self, Self::Expl)
    }

    /// Whether it is a kind of subject of a clause.
    pub const fn is_subject(self) -> bool {
        matches!(
            self,
            Self::Nsubj
                | Self::NsubjPass
                | Self::NsubjOuter
                | Self::Csubj
                | Self::CsubjPass
                | Self::CsubjOuter
        )
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The name of a relation without its subtype: `nsubj` for `nsubj:pass`.
pub fn universal(name: &str) -> &str {
    name.split_once(':').map_or(name, |(universal, _)| universal)
}

#[cfg(test)]
mod tests {
    use super::{Relation, Upos};

    #[test]
    fn every_label_stands_at_its_own_number() {
        for (number, (class, name)) in Upos::ALL.iter().enumerate() {
            assert_eq!(*class as usize, number);
            assert_eq!(Upos::named(name), Some(*class));
        }
        for (number, (relation, name)) in Relation::ALL.iter().enumerate() {
            assert_eq!(*relation as usize, number);
            assert_eq!(Relation::named(name), Some(*relation));
        }
    }

    #[test]
    fn the_universal_name_has_no_subtype() {
        assert_eq!(Relation::NsubjPass.universal(), "nsubj");
        assert_eq!(Relation::Obl.universal(), "obl");
    }
}
