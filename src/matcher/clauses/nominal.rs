//! The roles of a noun form: behind prepositions, by whose it is, and before the noun.

use super::{
    attempt::Attempt,
    filling::Filled,
    frame::{Oblique, Slot},
};
use crate::english::{Argument, Function, Relation as Label, Route, Upos};

impl Attempt<'_> {
    /// A noun form: behind prepositions first, then whose it is, then what stands before it.
    pub(super) fn nominal(&mut self) {
        let frame = self.frame;
        for oblique in &frame.obliques {
            self.oblique(oblique);
        }
        let pair = frame.obliques.iter().find(|oblique| oblique.slots.len() == 2);
        if let Some(Oblique { slots, .. }) = pair {
            if !self.is_filled(&slots[0]) {
                self.joined_before(&slots[0], &slots[1]);
            }
            return;
        }
        // who acts is named by "by", or else by "of"; a genitive names the same
        let named_by = |preposition: &str| {
            frame
                .obliques
                .iter()
                .find(|oblique| oblique.slots.len() == 1 && oblique.prepositions.has(preposition))
        };
        let agent = named_by("by").or_else(|| named_by("of"));
        if let Some(Oblique { slots, .. }) = agent {
            let named = self.frame.symmetric && self.names_its_parties();
            let whose = |_: &Self, argument: &Argument| match argument.function {
                Function::Genitive => true,
                Function::Subject => !matches!(argument.route, Route::Context(_)) && !named,
                _ => false,
            };
            self.fill_where(&slots[0], whose, true);
            // "the withdrawal of Russia from Kyiv"
            if named_by("of").is_none() {
                let of = |attempt: &Self, argument: &Argument| match argument.function {
                    Function::Oblique { case } => attempt.scene.is_one_of(case, &["of"]),
                    _ => false,
                };
                self.fill_where(&slots[0], of, false);
            }
        }
        for oblique in &frame.obliques {
            let modifies = |attempt: &Self, argument: &Argument| {
                argument.function == Function::Modifier
                    && !(attempt.frame.symmetric && attempt.scene.is_somewhere(argument.word))
            };
            let agent = agent.is_some_and(|agent| std::ptr::eq(agent, oblique));
            let behind = |known: &[&str]| known.iter().any(|known| oblique.prepositions.has(known));
            // "sent Lutha a warning", "Zenda came under attack"
            if !agent && behind(&["to", "for", "of", "on", "against"]) {
                let has = |_: &Self, argument: &Argument| argument.function == Function::Object;
                self.fill_where(&oblique.slots[0], has, false);
            }
            if agent || behind(&["of", "on", "against"]) {
                self.fill_where(&oblique.slots[0], modifies, true);
            }
        }
        for slot in &frame.objects {
            let apposed = |_: &Self, argument: &Argument| {
                matches!(argument.function, Function::Modifier | Function::Genitive)
            };
            self.fill_where(slot, apposed, true);
        }
        if self.frame.symmetric
            && !self.names_its_parties()
            && let Some(Oblique { slots, .. }) = agent
        {
            // who "discussed the deal with Lutha" did not make it
            if !self.is_known_object() {
                let context =
                    |_: &Self, argument: &Argument| matches!(argument.route, Route::Context(_));
                self.fill_where(&slots[0], context, false);
            }
            if self.is_open_to_subject() || !self.is_filled_by_context(slots[0].role) {
                self.joint_subject(slots[0].role);
            }
        }
    }

    /// Whether the noun itself says between whom: "prepare the talks between Graustark and Lutha"
    /// makes nobody else a party.
    fn names_its_parties(&self) -> bool {
        self.arguments.iter().any(|argument| match argument.function {
            Function::Oblique { case } => self.scene.is_one_of(case, &["between", "among"]),
            _ => false,
        })
    }

    fn is_filled_by_context(&self, role: usize) -> bool {
        let filled = self.filled(role).filter(|filled| !filled.fillers.is_empty());
        filled.is_some_and(|filled| matches!(filled.way.route, Route::Context(_)))
    }

    /// Whether the noun is the object of a verb and known already: "the deal".
    fn is_known_object(&self) -> bool {
        let words = self.scene.tree.words();
        let mut determiners = self.scene.tree.dependents_by(self.word, Label::Det);
        words[self.word].relation == Label::Obj
            && determiners.any(|word| matches!(&*words[word].lemma, "the" | "that" | "this"))
    }

    /// Whether those of whom the verb tells share in the noun: "came for talks", "want talks", but
    /// not "welcomed the talks", "left during talks".
    fn is_open_to_subject(&self) -> bool {
        match self.scene.tree.words()[self.word].relation {
            Label::Obl => self.scene.stands_behind(self.word, &["at", "for", "in", "into", "to"]),
            _ => !self.is_known_object(),
        }
    }

    /// "the Putin-Trump call", "Russian-Ukrainian talks": two phrases joined by a dash before the
    /// noun, or by "and".
    fn joined_before(&mut self, first: &Slot, second: &Slot) {
        let scene = self.scene;
        let noun = scene.tree.words()[self.word].tokens.start;
        let ending = |end: usize| {
            scene.phrases.iter().enumerate().find(|(_, phrase)| phrase.name.end == end)
        };
        let types = |slot: &Slot| &scene.clauses.types_of_roles[slot.taken.list];
        let modifies = |distance: &usize| {
            (noun.saturating_sub(*distance)..noun).all(|token| self.may_modify(token))
        };
        let pair = (0..LONGEST_BEFORE).take_while(modifies).find_map(|distance| {
            let (index, last) = ending(noun.checked_sub(distance)?)?;
            let dash = last.name.start.checked_sub(1)?;
            let joins = matches!(&*scene.words[dash].lower, "-" | "–" | "—" | "and" | "/");
            let (other, _) = joins.then(|| ending(dash)).flatten()?;
            let second = scene.filler(index, types(second), true)?;
            let first = scene.filler(other, types(first), true)?;
            Some((first, second))
        });
        if let Some((one, other)) = pair {
            let way = self.way(Function::Modifier, Route::Direct);
            self.give(Filled { role: first.role, fillers: vec![one].into(), way });
            self.give(Filled { role: second.role, fillers: vec![other].into(), way });
        } else {
            // "they held talks", "talks were held by A and B"
            let subject = |_: &Self, argument: &Argument| {
                matches!(argument.function, Function::Subject | Function::Genitive)
                    && !matches!(argument.route, Route::Context(_))
            };
            self.fill_where(first, subject, true);
            self.joint_subject(first.role);
        }
    }

    /// Whether a token may stand between a name before a noun and the noun.
    fn may_modify(&self, token: usize) -> bool {
        let tree = self.scene.tree;
        tree.word_of(token).is_none_or(|word| {
            !tree.is_verb(word)
                && !matches!(
                    tree.words()[word].upos,
                    Upos::Adp | Upos::Det | Upos::Pron | Upos::Aux
                )
        })
    }
}

/// So many tokens may stand between two joined phrases and the noun: "the Russia-Ukraine peace talks".
const LONGEST_BEFORE: usize = 4;
