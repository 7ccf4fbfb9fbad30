//! What is known of a sentence: its words, their tags and lemmas, and the tree they form.

use crate::{
    english::label::{Relation, Upos},
    span::{Span, TokenRange},
};

/// A sentence as a tree of words.
///
/// Words are known by their number in the sentence, counted from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    words: Vec<Word>,
    /// The dependents of all words, those of the first word first.
    dependents: Vec<usize>,
    /// Where the dependents of each word begin, and of the word after the last.
    starts: Vec<usize>,
}

/// A word of a sentence: a token, or a name folded into one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its tokens in the sentence; more than one only in a folded name.
    pub tokens: TokenRange,
    /// Its bytes in the text.
    pub span: Span,
    /// Whether it is a folded name.
    pub folded: bool,
    /// Its dictionary form; of a folded name what is written.
    pub lemma: Box<str>,
    /// Its word class.
    pub upos: Upos,
    /// Its Penn tag.
    pub xpos: &'static str,
    /// Its head; nothing for the root.
    pub head: Option<usize>,
    /// Its relation to the head.
    pub relation: Relation,
}

impl Analysis {
    /// The tree that these words form.
    ///
    /// # Panics
    ///
    /// If a head is not among the words.
    pub(crate) fn new(words: Vec<Word>) -> Self {
        let mut starts = vec![0; words.len() + 1];
        for head in words.iter().filter_map(|word| word.head) {
            starts[head + 1] += 1;
        }
        for word in 0..words.len() {
            starts[word + 1] += starts[word];
        }
        let mut next = starts.clone();
        let mut dependents = vec![0; starts[words.len()]];
        for (number, word) in words.iter().enumerate() {
            if let Some(head) = word.head {
                dependents[next[head]] = number;
                next[head] += 1;
            }
        }
        Self { words, dependents, starts }
    }

    /// The words, in the order of the sentence.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The root; nothing if the sentence has no words.
    pub fn root(&self) -> Option<usize> {
        self.words.iter().position(|word| word.head.is_none())
    }

    /// The word that a token of the sentence belongs to.
    pub fn word_of(&self, token: usize) -> Option<usize> {
        let after = self.words.partition_point(|word| word.tokens.end <= token);
        self.words.get(after).is_some_and(|word| word.tokens.start <= token).then_some(after)
    }

    /// The words that hang from `word`, in the order of the sentence.
    ///
    /// # Panics
    ///
    /// If the sentence has no such word.
    pub fn dependents(&self, word: usize) -> &[usize] {
        &self.dependents[self.starts[word]..self.starts[word + 1]]
    }

    /// The words that hang from `word` by `relation`.
    ///
    /// # Panics
    ///
    /// If the sentence has no such word.
    pub fn dependents_by(&self, word: usize, relation: Relation) -> impl Iterator<Item = usize> {
        let by = move |dependent: &usize| self.words[*dependent].relation == relation;
        self.dependents(word).iter().copied().filter(by)
    }

    /// The head of `word`, the head of that, and so on up to the root.
    ///
    /// # Panics
    ///
    /// If the sentence has no such word.
    pub fn ancestors(&self, word: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.words[word].head, |above| self.words[*above].head)
    }

    /// The tokens from the first to the last of all that hangs from `word`, itself included.
    ///
    /// # Panics
    ///
    /// If the sentence has no such word.
    pub fn phrase(&self, word: usize) -> TokenRange {
        let mut tokens = self.words[word].tokens;
        let mut waiting = self.dependents(word).to_vec();
        while let Some(below) = waiting.pop() {
            let inner = self.words[below].tokens;
            tokens = TokenRange::new(tokens.start.min(inner.start), tokens.end.max(inner.end));
            waiting.extend(self.dependents(below));
        }
        tokens
    }
}

#[cfg(test)]
mod tests {
    use super::{Analysis, Word};
    use crate::{
        english::label::{Relation, Upos},
        span::{Span, TokenRange},
    };

    /// "[The envoy] met [Jane Doe] there": words with their tokens, heads and relations.
    fn analysis() -> Analysis {
        let word = |tokens: std::ops::Range<usize>, head, relation| Word {
            tokens: TokenRange::new(tokens.start, tokens.end),
            span: Span::new(tokens.start, tokens.end),
            folded: tokens.len() > 1,
            lemma: "".into(),
            upos: Upos::X,
            xpos: "FW",
            head,
            relation,
        };
        Analysis::new(vec![
            word(0..1, Some(1), Relation::Det),
            word(1..2, Some(2), Relation::Nsubj),
            word(2..3, None, Relation::Root),
            word(3..5, Some(2), Relation::Obj),
            word(5..6, Some(2), Relation::Advmod),
        ])
    }

    #[test]
    fn dependents_come_in_the_order_of_the_sentence() {
        let analysis = analysis();
        assert_eq!(analysis.root(), Some(2));
        assert_eq!(analysis.dependents(2), [1, 3, 4]);
        assert_eq!(analysis.dependents(0), [0; 0]);
        assert_eq!(analysis.dependents_by(2, Relation::Obj).collect::<Vec<_>>(), [3]);
        assert_eq!(analysis.ancestors(0).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn every_token_of_a_folded_name_leads_to_its_word() {
        let analysis = analysis();
        let words: Vec<_> = (0..7).map(|token| analysis.word_of(token)).collect();
        assert_eq!(words, [Some(0), Some(1), Some(2), Some(3), Some(3), Some(4), None]);
    }

    #[test]
    fn a_phrase_holds_all_that_hangs_below() {
        let analysis = analysis();
        assert_eq!(analysis.phrase(1), TokenRange::new(0, 2));
        assert_eq!(analysis.phrase(2), TokenRange::new(0, 6));
    }
}
