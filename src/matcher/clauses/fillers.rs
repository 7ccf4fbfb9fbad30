//! What a word names that may fill a role: itself, what stands in apposition to it, or, of "the
//! president" and "batteries", whose they are.

use super::scene::Scene;
use crate::{
    english::{self, Relation as Label},
    id::TypeId,
    matcher::{
        Filler,
        sentence::{Wanted, reading},
    },
    rules::base,
};

impl Scene<'_> {
    pub(super) fn find_fillers(
        &self,
        word: usize,
        types: &[TypeId],
        adjectives: bool,
    ) -> Vec<Filler> {
        let mut found: Vec<Filler> = Vec::new();
        for conjunct in self.conjuncts(word) {
            for filler in self.named(*conjunct, types, adjectives, 0) {
                if !found
                    .iter()
                    .any(|known| known.tokens == filler.tokens && known.reading == filler.reading)
                {
                    found.push(filler);
                }
            }
        }
        found
    }

    fn named(&self, word: usize, types: &[TypeId], adjectives: bool, depth: usize) -> Vec<Filler> {
        const DEEPEST: usize = 3;
        let direct: Vec<Filler> = self
            .phrases_of(word)
            .iter()
            .filter_map(|index| self.filler(*index, types, adjectives))
            .collect();
        if !direct.is_empty() || depth == DEEPEST {
            return direct;
        }
        // "the president, Jane Doe"
        let below = |label: Label| self.tree.dependents_by(word, label);
        let several = self.tree.words()[word].xpos == "NNS";
        let apposed = below(Label::Appos).chain(below(Label::Flat)).find_map(|other| {
            // "three powers, Graustark, Lutha and Ruritania"
            let row = if several { self.conjuncts(other) } else { &[other][..] };
            let named = |other: &usize| self.named(*other, types, adjectives, depth + 1);
            let row: Vec<Filler> = row.iter().flat_map(named).collect();
            (!row.is_empty()).then_some(row)
        });
        if let Some(apposed) = apposed {
            return if several { apposed } else { apposed.into_iter().take(1).collect() };
        }
        let nouns = &self.clauses.nominal;
        // a weapon acts for who has it: "Russian drones"
        let is_agent = self.is_listed(word, &nouns.speakers)
            || self.last_token(word).is_some_and(|last| {
                last.lemmas().iter().any(|lemma| nouns.speakers.contains(lemma))
            });
        if !self.phrases_of(word).is_empty() && !is_agent {
            return Vec::new();
        }
        if is_agent {
            let inside = self.inside(word, types);
            if !inside.is_empty() {
                return inside;
            }
            let followed = self.followed(word, types, depth);
            if !followed.is_empty() {
                return followed;
            }
            // what his office says a person says
            let speaks = self.is_listed(word, &nouns.voices);
            let local = self.is_listed(word, &nouns.local);
            let prepositions = if local { &["of", "from", "in"][..] } else { &["of", "from"] };
            let owners = self.owners(word, prepositions);
            // "the minister of trade, Jane Doe" may hang on the trade
            let person = self
                .behind_owners(&owners)
                .into_iter()
                .flat_map(|owner| self.tree.dependents_by(owner, Label::Appos))
                .flat_map(|other| self.named(other, types, false, depth + 1))
                .find(|filler| self.is_person(filler));
            if let Some(person) = person {
                return vec![person];
            }
            return owners
                .into_iter()
                .flat_map(|owner| self.conjuncts(owner))
                .flat_map(|owner| self.named(*owner, types, true, depth + 1))
                .filter(|filler| speaks || !self.is_person(filler))
                .collect();
        }
        if self.is_listed(word, &nouns.parts) {
            let of = |owners: Vec<usize>| -> Vec<Filler> {
                owners
                    .into_iter()
                    .flat_map(|owner| self.conjuncts(owner))
                    .flat_map(|owner| self.named(*owner, types, true, depth + 1))
                    .collect()
            };
            // "the Iraqi city of Mosul" is Mosul, "Iraqi territory" is Iraq
            let behind = of(self.behind(word, &["of"]));
            if !behind.is_empty() {
                return behind;
            }
            let before = of(self.owners(word, &[]));
            if !before.is_empty() {
                return before;
            }
            // "territory in Eastern Ukraine"
            let around = of(self.behind(word, &["in", "inside", "across", "around", "near"]));
            let around: Vec<Filler> =
                around.into_iter().filter(|filler| self.is_of_type(filler, base::PLACE)).collect();
            if !around.is_empty() {
                return around;
            }
        }
        if several { self.included(word, types, depth + 1) } else { Vec::new() }
    }

    /// Who some of several without a name are: "partners *including* Graustark and Lutha",
    /// "ministers from six countries *such as* Ruritania".
    fn included(&self, word: usize, types: &[TypeId], depth: usize) -> Vec<Filler> {
        const DEEPEST: usize = 3;
        let of = |word: usize| {
            let labels = [Label::Nmod, Label::Obl, Label::Appos];
            labels.into_iter().flat_map(move |label| self.tree.dependents_by(word, label))
        };
        let named: Vec<Filler> = of(word)
            .filter(|other| self.stands_behind(*other, &["include", "including", "like"]))
            .flat_map(|other| self.conjuncts(other))
            .flat_map(|other| self.named(*other, types, false, DEEPEST))
            .collect();
        if !named.is_empty() || depth >= DEEPEST {
            return named;
        }
        let below = of(word).filter(|other| self.tree.words()[*other].xpos == "NNS");
        below.flat_map(|other| self.included(other, types, depth + 1)).collect()
    }

    /// What an office is of, and what that is of or for: "the envoy of the king for trade, Jane Doe".
    fn behind_owners(&self, owners: &[usize]) -> Vec<usize> {
        const DEEPEST: usize = 2;
        let mut all = owners.to_vec();
        let mut last = owners.to_vec();
        for _ in 0..DEEPEST {
            let below = |owner: &usize| self.tree.dependents_by(*owner, Label::Nmod);
            last = last.iter().flat_map(below).collect();
            all.extend(&last);
        }
        all
    }

    /// Whose it is by a name inside the phrase that the word stands for: "Russian" of "Russian drones".
    fn inside(&self, word: usize, types: &[TypeId]) -> Vec<Filler> {
        let tokens = self.tree.words()[word].tokens;
        if tokens.len() < 2 {
            return Vec::new();
        }
        let nested = |index: &usize| {
            let phrase = &self.phrases[*index];
            tokens.contains(phrase.name) && !self.phrases_of(word).contains(index)
        };
        (0..self.phrases.len())
            .filter(nested)
            .filter_map(|index| self.filler(index, types, true))
            .filter(|filler| !self.is_person(filler))
            .collect()
    }

    /// Whom those that the word stands for follow: "fighters loyal to Jane Doe".
    fn followed(&self, word: usize, types: &[TypeId], depth: usize) -> Vec<Filler> {
        const FAITHFUL: [&str; 2] = ["loyal", "faithful"];
        let dependents = self.tree.dependents(word).iter().copied();
        dependents
            .filter(|other| FAITHFUL.contains(&&*self.tree.words()[*other].lemma))
            .flat_map(|faithful| self.behind(faithful, &["to"]))
            .flat_map(|leader| self.conjuncts(leader))
            .flat_map(|leader| self.named(*leader, types, true, depth + 1))
            .collect()
    }

    fn is_person(&self, filler: &Filler) -> bool {
        self.is_of_type(filler, base::PERSON)
    }

    fn is_of_type(&self, filler: &Filler, r#type: &str) -> bool {
        filler
            .reading
            .as_ref()
            .is_some_and(|(_, reading)| self.clauses.types.is_a(&reading.r#type, &r#type.into()))
    }

    /// The words behind a noun and one of some prepositions.
    fn behind(&self, noun: usize, prepositions: &[&str]) -> Vec<usize> {
        let words = self.tree.words();
        let dependents = self.tree.dependents(noun).iter().copied();
        dependents
            .filter(|word| {
                matches!(words[*word].relation, Label::Nmod | Label::Obl)
                    && self.stands_behind(*word, prepositions)
            })
            .collect()
    }

    /// The words that a noun belongs to: genitive, demonym, compound, or behind a preposition.
    pub(super) fn owners(&self, noun: usize, prepositions: &[&str]) -> Vec<usize> {
        let words = self.tree.words();
        self.tree
            .dependents(noun)
            .iter()
            .copied()
            // "Russia-backed rebels" are not Russia's
            .filter(|word| !self.is_joined_to_participle(*word))
            .filter(|word| match words[*word].relation {
                Label::NmodPoss
                | Label::Amod
                | Label::Compound
                | Label::NmodDesc
                | Label::NmodUnmarked => true,
                Label::Nmod | Label::Obl => self.stands_behind(*word, prepositions),
                _ => false,
            })
            .chain(prepositions.contains(&"from").then(|| self.origin(noun)).flatten())
            .collect()
    }

    /// Where those come from that a noun names, if the tree hangs that on the verb: "hosted
    /// ministers *from Graustark*", "met with leaders *from the army*".
    fn origin(&self, noun: usize) -> Option<usize> {
        let words = self.tree.words();
        if !self.is_listed(noun, &self.clauses.nominal.speakers) {
            return None;
        }
        let end = words[noun].tokens.end;
        self.tree.dependents_by(words[noun].head?, Label::Obl).find(|word| {
            self.stands_behind(*word, &["from"]) && self.tree.phrase(*word).start == end
        })
    }

    /// Whether a dash joins the word to a participle behind it.
    fn is_joined_to_participle(&self, word: usize) -> bool {
        let words = self.tree.words();
        let participle = |word: &english::Word| matches!(word.xpos, "VBN" | "VBD" | "VBG" | "JJ");
        words.get(word + 1).is_some_and(|dash| dash.xpos == "HYPH")
            && words.get(word + 2).is_some_and(participle)
    }

    pub(super) fn filler(
        &self,
        index: usize,
        types: &[TypeId],
        adjectives: bool,
    ) -> Option<Filler> {
        let phrase = &self.phrases[index];
        let wanted = Wanted { types, except: &[], role: !adjectives };
        let chosen = reading(&self.clauses.types, phrase, &wanted)?;
        let reading = Some((index, phrase.readings[chosen].clone()));
        Some(Filler { tokens: phrase.name, reading, way: None, clause: None })
    }
}
