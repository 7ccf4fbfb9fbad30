//! Whether what a match says has happened, and which word tells.
//!
//! A deed is the verb or noun that a trigger stands for. What is said of it stands in the tree:
//! with the deed itself ("did *not* meet", "a *planned* meeting"), and above it, in the words that
//! govern it ("*refused* to meet", "a *plan* to meet"), and in what is said of those in turn. The
//! words themselves stand in the rules; [`own`] reads those with the deed, [`link`] tells what the
//! word above does to it, and [`under`] composes the two. Without a tree, or where it has lost the
//! deed, a [`window`] of words before the trigger has to do.

mod link;
mod lists;
mod own;
#[cfg(all(test, feature = "model"))]
mod tests;
mod window;

use link::Link;
use lists::Lists;

use crate::{
    english::{self, Analysis, Relation},
    matcher::Word,
    rules::WordLists,
    span::TokenRange,
    status::Status,
};

/// The status of a deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decided {
    /// Whether it happened.
    pub(super) status: Status,
    /// The word that tells; that a thing is actual is told by none, or by one that it outlasts.
    pub(super) by: Option<TokenRange>,
}

/// The status of the deed that the words of `trigger` state, and the word that decides it.
///
/// `tree` is that of the sentence, `words` are its tokens.
pub(super) fn of(
    lists: &WordLists,
    tree: Option<&Analysis>,
    words: &[Word<'_>],
    trigger: TokenRange,
) -> Decided {
    let in_tree = tree.and_then(|tree| Some((tree, deed(tree, trigger)?)));
    let Some((tree, deed)) = in_tree else { return window::of(lists, words, trigger) };
    let reader = Reader { lists: Lists::new(lists), tree, words };
    let told = reader.told(deed, None, DEEPEST);
    if matches!(told.status, Status::Actual | Status::Planned)
        && let Some(sign) = own::open_question(words)
    {
        return Decided { status: Status::Possible, by: Some(sign) };
    }
    let by = told.by.map(|word| tree.words()[word].tokens);
    Decided { status: told.status, by }
}

/// A deed is governed by so many words at most; a deeper tree is none that was written to be read.
const DEEPEST: usize = 12;

/// The word of the trigger that the others of it hang from; nothing if the tree has lost it: a bare
/// verb is no part of a compound.
fn deed(tree: &Analysis, trigger: TokenRange) -> Option<usize> {
    let inside = |word: usize| trigger.contains(tree.words()[word].tokens);
    let mut deed = tree.word_of(trigger.start)?;
    while let Some(head) = tree.words()[deed].head.filter(|head| inside(*head)) {
        deed = head;
    }
    // "is no member": what is said stands with what the copula joins
    if let english::Word { relation: Relation::Cop, head: Some(predicate), .. } = tree.words()[deed]
    {
        deed = predicate;
    }
    let word = &tree.words()[deed];
    let lost = matches!(word.xpos, "VB" | "VBP")
        && matches!(word.relation, Relation::Compound | Relation::Amod | Relation::Flat);
    (!lost).then_some(deed)
}

/// What is told of a deed, and by which word of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Told {
    status: Status,
    by: Option<usize>,
    /// Whether that word weakens without taking a side, so that "not" before it leaves the deed
    /// open: "not likely to meet", "not clear whether he met".
    open: bool,
    /// Whether it settles what a noun below it leaves open: "accepted an invitation to visit".
    settles: bool,
}

impl Told {
    const ACTUAL: Self = Self { status: Status::Actual, by: None, open: false, settles: false };

    fn by(word: usize, status: Status) -> Self {
        Self { status, by: Some(word), ..Self::ACTUAL }
    }
}

/// What is told of a deed when `outer` is told of what governs it, and `inner` of the deed itself.
///
/// The nearer word decides, with these exceptions:
///
/// | outer | inner | together | as in |
/// |---|---|---|---|
/// | negated | negated | possible | refused to rule out meeting |
/// | negated | possible, by an adjective or conjunction | possible | is not likely to meet |
/// | negated | any other | negated | is not expected to meet; does not want to meet |
/// | possible | planned, negated | possible | may agree to meet; could refuse to meet |
/// | requested | planned | requested | urged him to try to meet |
/// | planned, by a verb with a noun | possible, requested | planned | accepted an offer to mediate |
fn under(outer: Told, inner: Told) -> Told {
    use Status::{Actual, Negated, Planned, Possible, Requested};
    match (outer.status, inner.status) {
        (_, Actual) => outer,
        (Negated, Negated) => Told { status: Possible, ..outer },
        (Negated, Possible) if inner.open => inner,
        (Negated, _) | (Possible, Planned | Negated) | (Requested, Planned) => outer,
        (Planned, Possible | Requested) if outer.settles => outer,
        _ => inner,
    }
}

/// A sentence in which status is read.
struct Reader<'s, 'w> {
    lists: Lists<'s>,
    tree: &'s Analysis,
    words: &'s [Word<'w>],
}

impl Reader<'_, '_> {
    /// What the sentence tells of a word, itself and through what governs it; where that is asked
    /// for what hangs `below` it, without what this tells.
    fn told(&self, word: usize, below: Option<usize>, depth: usize) -> Told {
        let own = self.own(word, below);
        if own.closed {
            return own.told;
        }
        let above = self.above(word, depth);
        // "the planned visit began on Sunday"
        let open = !matches!(own.told.status, Status::Actual | Status::Negated);
        if open && self.took_place(word) { above } else { under(above, own.told) }
    }

    /// What is told of a word by what stands above it.
    fn above(&self, word: usize, depth: usize) -> Told {
        let Some(depth) = depth.checked_sub(1) else { return Told::ACTUAL };
        let head = self.tree.words()[word].head;
        let told_of_head = || head.map_or(Told::ACTUAL, |head| self.told(head, Some(word), depth));
        match self.link(word) {
            Link::Apart => Told::ACTUAL,
            Link::Alone(told) => told,
            Link::Shared => told_of_head(),
            Link::Beside => head.map_or(Told::ACTUAL, |first| self.above(first, depth)),
            Link::Governed(told) => under(told_of_head(), told),
            Link::GovernedBy(noun, told) => under(self.told(noun, Some(word), depth), told),
            Link::Setting { could } => {
                let main = told_of_head();
                let passes = match main.status {
                    Status::Planned => true,
                    Status::Possible => could,
                    _ => false,
                };
                if passes { main } else { Told::ACTUAL }
            }
        }
    }
}
