//! Slots filled with arguments.

use std::borrow::Cow;

use super::{
    attempt::Attempt,
    frame::{Slot, Taken},
};
use crate::{
    english::{self, Argument, Function, Relation as Label, Route},
    matcher::{Filler, Word, relations::Way},
    rules::RoleType,
};

/// What fills a role of a frame: what a word names, as all frames of the sentence have it.
#[derive(Clone)]
pub(super) struct Filled<'a> {
    /// The number of the role.
    pub(super) role: usize,
    pub(super) fillers: Cow<'a, [Filler]>,
    /// What they are to the trigger.
    pub(super) way: Way,
}

impl Filled<'_> {
    /// Whether the same words, standing there in the same way, fill another role.
    pub(super) fn is_same(&self, other: &Filled<'_>) -> bool {
        self.way == other.way && self.fillers == other.fillers
    }
}

impl<'a> Attempt<'a> {
    pub(super) fn fill_first(
        &mut self,
        slot: &Slot,
        fits: impl Fn(&Argument) -> bool,
        adjectives: bool,
    ) {
        self.fill_where(slot, |_, argument| fits(argument), adjectives);
    }

    /// Fills a slot with the first free argument that fits and is of a right type; those that hang
    /// on the trigger itself come first.
    pub(super) fn fill_where(
        &mut self,
        slot: &Slot,
        fits: impl Fn(&Self, &Argument) -> bool,
        adjectives: bool,
    ) {
        if self.is_filled(slot) {
            return;
        }
        for own in [true, false] {
            for (place, argument) in self.arguments.iter().enumerate() {
                if hangs_on_trigger(argument) != own || self.is_used(place) || !fits(self, argument)
                {
                    continue;
                }
                if let Some(filled) = self.fill_with(slot, argument, adjectives) {
                    self.take(place, filled);
                    return;
                }
            }
        }
    }

    pub(super) fn fill(&self, slot: &Slot, argument: &Argument) -> Option<Filled<'a>> {
        self.fill_with(slot, argument, false)
    }

    fn fill_with(&self, slot: &Slot, argument: &Argument, adjectives: bool) -> Option<Filled<'a>> {
        let taken = &slot.taken;
        let clause = matches!(argument.function, Function::Clause { .. });
        if clause && !taken.clause {
            return None;
        }
        let scene = self.scene;
        // "his refusal to meet", "the Russian decision to withdraw": whose the noun is does it
        let adjectives =
            adjectives || self.owns_what_governs(argument) || self.is_before_participle(argument);
        let words = |clause| {
            let tokens = scene.tree.phrase(argument.word);
            Cow::Owned(vec![Filler { tokens, reading: None, way: None, clause }])
        };
        let fillers: Cow<'a, [Filler]> = if clause {
            words(Some(argument.word))
        } else if slot.owned.is_empty() {
            let named = scene.fillers(argument.word, taken, adjectives);
            if named.is_empty() && self.are_words(argument.word, &taken.words) {
                words(None)
            } else {
                Cow::Borrowed(named)
            }
        } else {
            Cow::Owned(self.owned(slot, argument))
        };
        let way = self.way(argument.function, argument.route);
        (!fillers.is_empty()).then_some(Filled { role: slot.role, fillers, way })
    }

    /// Whether a subject is one because the deed hangs on a noun that is his.
    fn owns_what_governs(&self, argument: &Argument) -> bool {
        let relation = self.scene.tree.words()[argument.word].relation;
        let controlled = matches!(argument.route, Route::Controlled(_));
        argument.function == Function::Subject
            && (relation == Label::NmodPoss
                || controlled && matches!(relation, Label::Amod | Label::Compound))
    }

    /// Whether a subject is joined to the participle: "Russian-occupied Crimea".
    fn is_before_participle(&self, argument: &Argument) -> bool {
        argument.function == Function::Subject
            && argument.route == Route::Passive
            && argument.word < self.word
    }

    /// Whether a phrase is of one of the kinds that are only words.
    fn are_words(&self, word: usize, kinds: &[RoleType]) -> bool {
        let tokens = self.scene.tree.phrase(word);
        let words = &self.scene.words[tokens.range()];
        kinds.iter().any(|kind| match kind {
            RoleType::Text => true,
            RoleType::Money => words.iter().any(|word| {
                english::is_currency(&word.lower)
                    || word.lemmas().iter().any(|lemma| english::is_currency(lemma))
            }),
            RoleType::Quantity => words.iter().any(Word::is_number),
            RoleType::Time => {
                let forms: Vec<&str> = words.iter().map(|word| word.form).collect();
                english::time_phrase(&forms, 0).is_some()
            }
            RoleType::Entity(_) | RoleType::Clause => false,
        })
    }

    /// `{b}'s diplomat`: whose diplomat the word is.
    fn owned(&self, slot: &Slot, argument: &Argument) -> Vec<Filler> {
        let scene = self.scene;
        // "a strike in Syria" is not one of Syria's
        let prepositions: &[&str] = match argument.function {
            Function::Subject => &["of", "from"],
            _ => &["of", "from", "in", "at", "inside", "for"],
        };
        let types = &scene.clauses.types_of_roles[slot.taken.list];
        let mut found = Vec::new();
        for noun in scene.row(argument.word) {
            if !scene.is_any(noun, &slot.owned) {
                continue;
            }
            // also "Russian missiles", which are one word
            let named = scene.phrases_of(noun).iter();
            found.extend(named.filter_map(|index| scene.filler(*index, types, true)));
            found.extend(self.owner(noun, &slot.taken, prepositions));
        }
        found
    }

    /// Whose the noun is: what stands before it, or else behind "by", or else behind one of the
    /// other prepositions. "Israel's invasion of Lebanon" is that of Israel.
    pub(super) fn owner(&self, noun: usize, taken: &Taken, prepositions: &[&str]) -> Vec<Filler> {
        let scene = self.scene;
        let own = |owners: Vec<usize>| -> Vec<Filler> {
            let named = owners.iter().flat_map(|owner| scene.fillers(*owner, taken, true));
            named.cloned().collect()
        };
        // "a proposal made by Oslo"
        let makers = || -> Vec<usize> {
            let participles = scene.tree.dependents_by(noun, Label::Acl);
            let makes = |participle: &usize| {
                let lemma = &scene.tree.words()[*participle].lemma;
                !HELPED.contains(&&**lemma)
            };
            participles
                .filter(makes)
                .flat_map(|participle| {
                    let agents = scene.tree.dependents_by(participle, Label::OblAgent);
                    agents.chain(scene.tree.dependents_by(participle, Label::Obl))
                })
                .filter(|agent| scene.stands_behind(*agent, &["by"]))
                .collect()
        };
        let ways: [&dyn Fn() -> Vec<usize>; 4] =
            [&|| scene.owners(noun, &[]), &|| scene.owners(noun, &["by"]), &makers, &|| {
                scene.owners(noun, prepositions)
            }];
        ways.iter().map(|way| own(way())).find(|fillers| !fillers.is_empty()).unwrap_or_default()
    }
}

/// Whether an argument is what it is to the trigger by itself, by no way around.
fn hangs_on_trigger(argument: &Argument) -> bool {
    matches!(argument.route, Route::Direct | Route::Passive | Route::Relative)
}

/// Who has this done is not owned by who does it: "rebels *backed* by Graustark".
const HELPED: [&str; 11] = [
    "arm", "attack", "back", "capture", "equip", "finance", "fund", "sponsor", "support", "target",
    "train",
];
