//! Trees of sentences, remembered while the rules change.
//!
//! A tree depends on the words of a sentence, where it stands, and the names that are folded in it;
//! not on what rules make of it. Kept are those that were asked for since the last time that the
//! others were forgotten.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use crate::{
    english::{Analysis, Token},
    span::{Span, TokenRange},
};

/// Trees by what they depend on.
#[derive(Debug, Default)]
pub(super) struct Trees(Mutex<HashMap<Key, Kept>>);

/// What a tree depends on.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Key {
    text: Box<str>,
    tokens: Box<[Span]>,
    folds: Box<[TokenRange]>,
}

#[derive(Debug)]
struct Kept {
    tree: Analysis,
    used: bool,
}

impl Trees {
    /// The tree of the sentence of `text` that has these tokens, made by `analyse` if it is not
    /// known yet.
    pub(super) fn get(
        &self,
        text: &str,
        tokens: &[Token],
        folds: &[TokenRange],
        analyse: impl FnOnce() -> Analysis,
    ) -> Analysis {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return analyse() };
        let key = Key {
            text: first.span.to(last.span).of(text).into(),
            tokens: tokens.iter().map(|token| token.span).collect(),
            folds: folds.into(),
        };
        if let Some(kept) = self.lock().get_mut(&key) {
            kept.used = true;
            return kept.tree.clone();
        }
        let tree = analyse();
        self.lock().insert(key, Kept { tree: tree.clone(), used: true });
        tree
    }

    /// Forgets the trees that nobody asked for since it was last called.
    pub(super) fn forget_unused(&self) {
        self.lock().retain(|_, kept| std::mem::take(&mut kept.used));
    }

    /// A thread that panicked while it held the lock has left no half of anything.
    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Key, Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
