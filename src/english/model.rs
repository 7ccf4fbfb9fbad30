//! The trained model: loaded once, asked sentence by sentence.
//!
//! A model never changes, and what it says of a sentence depends on nothing else. Longer sentences
//! than `LONGEST` words are cut where a clause seems to end, so that the time that a sentence
//! takes grows with its length and no faster.

use std::{ops::Range, path::Path};

#[cfg(feature = "model")]
use once_cell::sync::OnceCell;

use crate::english::{
    Token,
    analysis::{Analysis, Word},
    conllu::{Row, Tree},
    dateline::dateline,
    label::{Relation, Upos, XPOS},
    lemma::{is_only_past, lemma},
    network::{
        Weights,
        features::{Form, Vocabulary},
        forward::{
            Batch, Known, encode, pair, possible_heads, score_heads, score_relations, tag_groups,
        },
        matrix::Matrix,
        tree::best_tree,
    },
    quoted::Parts,
    repair, rereading,
};
use crate::{
    error::Error,
    span::{Span, TokenRange},
};

/// Words of the longest sentence that is parsed in one piece.
const LONGEST: usize = 120;

/// What has been learned of English.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    vocabulary: Vocabulary,
    weights: Weights,
}

/// What the model says of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labels {
    /// Its word class.
    pub upos: Upos,
    /// Its Penn tag.
    pub xpos: &'static str,
    /// Its head in the sentence, counted from 0; nothing for the root.
    pub head: Option<usize>,
    /// Its relation to the head.
    pub relation: Relation,
}

impl Model {
    pub(crate) fn new(vocabulary: Vocabulary, weights: Weights) -> Self {
        Self { vocabulary, weights }
    }

    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    pub(crate) fn weights(&self) -> &Weights {
        &self.weights
    }

    pub(crate) fn into_weights(self) -> Weights {
        self.weights
    }

    pub(crate) fn weights_mut(&mut self) -> &mut Weights {
        &mut self.weights
    }

    /// The model that was compiled in; loaded when first asked for.
    ///
    /// # Errors
    ///
    /// If what was compiled in is not a model of this version.
    #[cfg(feature = "model")]
    pub fn embedded() -> Result<&'static Self, Error> {
        static MODEL: OnceCell<Model> = OnceCell::new();
        MODEL.get_or_try_init(|| {
            Self::from_bytes(include_bytes!("../../models/english.bin"))
                .map_err(|error| Error::new(format!("the model compiled in: {error}")))
        })
    }

    /// Reads a model from a file.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is damaged, or is no model of this version.
    pub fn load(path: &Path) -> Result<Self, Error> {
        let wrong = |error: &dyn std::fmt::Display| {
            Error::new(format!("cannot use the model `{}`: {error}", path.display()))
        };
        let bytes = std::fs::read(path).map_err(|error| wrong(&error))?;
        Self::from_bytes(&bytes).map_err(|error| wrong(&error))
    }

    /// What the model says of a sentence.
    ///
    /// `tokens` are those of one sentence, with spans in bytes of `text`. `folds` are the tokens of
    /// known names with what belongs to them ("Russian President Vladimir Putin"), in the order of
    /// the sentence; each becomes one word, a proper noun. One that overlaps the one before it, is
    /// empty or reaches beyond the sentence is passed over.
    ///
    /// ```
    /// # #[cfg(feature = "model")] {
    /// use whowhom::{
    ///     english::{Abbreviations, Model, Relation, segment},
    ///     span::{Span, TokenRange},
    /// };
    ///
    /// let text = "President Jane Doe met the envoys.";
    /// let segmentation = segment(text, Span::new(0, text.len()), &Abbreviations::default());
    /// let name = TokenRange::new(0, 3);
    /// let analysis = Model::embedded()?.analyse(text, &segmentation.tokens, &[name]);
    ///
    /// let met = analysis.root().expect("a sentence with words has a root");
    /// assert_eq!(&*analysis.words()[met].lemma, "meet");
    /// let subject = analysis.dependents_by(met, Relation::Nsubj).next();
    /// assert_eq!(subject, analysis.word_of(1));
    /// # }
    /// # Ok::<(), whowhom::error::Error>(())
    /// ```
    ///
    /// # Panics
    ///
    /// If a span of `tokens` does not lie on character boundaries of `text`.
    pub fn analyse(&self, text: &str, tokens: &[Token], folds: &[TokenRange]) -> Analysis {
        let mut ranges = Vec::with_capacity(tokens.len());
        let mut next = 0;
        let mut single = |ranges: &mut Vec<(TokenRange, bool)>, until: usize| {
            ranges.extend((next..until).map(|token| (TokenRange::new(token, token + 1), false)));
            next = until;
        };
        let mut free_from = 0;
        for fold in folds {
            if fold.start >= free_from && !fold.is_empty() && fold.end <= tokens.len() {
                single(&mut ranges, fold.start);
                ranges.push((*fold, true));
                single(&mut Vec::new(), fold.end);
                free_from = fold.end;
            }
        }
        single(&mut ranges, tokens.len());
        let spans: Vec<Span> = ranges
            .iter()
            .map(|(range, _)| tokens[range.start].span.to(tokens[range.end - 1].span))
            .collect();
        let form = |word: usize| spans[word].of(text);
        let forms: Vec<Form<'_>> = (0..ranges.len())
            .map(|word| if ranges[word].1 { Form::Folded } else { Form::Plain(form(word)) })
            .collect();
        let written: Vec<&str> = tokens.iter().map(|token| token.span.of(text)).collect();
        let opening = dateline(&written);
        let opening = ranges.iter().position(|(range, _)| range.start == opening).unwrap_or(0);
        let mut words: Vec<Word> = self
            .label_behind(&forms, opening)
            .into_iter()
            .enumerate()
            .map(|(word, labels)| {
                let (tokens, folded) = ranges[word];
                let form = form(word);
                let Labels { upos, mut xpos, head, relation } = labels;
                // "they froze the assets", taken for a present tense
                if matches!(xpos, "VB" | "VBP") && is_only_past(form) {
                    xpos = "VBD";
                }
                let lemma = if folded { form.into() } else { lemma(form, xpos).into() };
                Word { tokens, span: spans[word], folded, lemma, upos, xpos, head, relation }
            })
            .collect();
        repair::mend(&mut words);
        Analysis::new(words)
    }

    /// A sentence of a treebank as the model would have it: the same words, other labels.
    pub fn annotate(&self, tree: &Tree) -> Tree {
        self.annotate_by(tree, Self::label, |_| ())
    }

    /// The same as [`Model::analyse`] leaves it: quotations read by themselves, and what always goes
    /// wrong mended.
    pub fn annotate_mended(&self, tree: &Tree) -> Tree {
        self.annotate_by(tree, Self::label_parts, repair::mend)
    }

    fn annotate_by(
        &self,
        tree: &Tree,
        label: impl Fn(&Self, &[Form<'_>]) -> Vec<Labels>,
        mend: impl Fn(&mut [Word]),
    ) -> Tree {
        let forms: Vec<Form<'_>> = tree.rows.iter().map(|row| Form::Plain(&row.form)).collect();
        let word = |(number, (row, labels)): (usize, (&Row, Labels))| {
            let Labels { upos, xpos, head, relation } = labels;
            Word {
                tokens: TokenRange::new(number, number + 1),
                span: Span::new(number, number + 1),
                folded: false,
                lemma: lemma(&row.form, xpos).into(),
                upos,
                xpos,
                head,
                relation,
            }
        };
        let labelled = tree.rows.iter().zip(label(self, &forms));
        let mut words: Vec<Word> = labelled.enumerate().map(word).collect();
        mend(&mut words);
        let rows = tree.rows.iter().zip(words).map(|(row, word)| Row {
            form: row.form.clone(),
            lemma: word.lemma.into(),
            upos: word.upos.to_string(),
            xpos: word.xpos.to_owned(),
            head: word.head.map_or(0, |head| head + 1),
            relation: word.relation.to_string(),
            space_after: row.space_after,
        });
        Tree {
            rows: rows.collect(),
            contractions: tree.contractions.clone(),
            starts_document: tree.starts_document,
            starts_paragraph: tree.starts_paragraph,
        }
    }

    /// Tags and parses a sentence whose first words are no part of it: they hang from its root.
    fn label_behind(&self, forms: &[Form<'_>], opening: usize) -> Vec<Labels> {
        let (before, sentence) = forms.split_at(opening);
        let sentence = self.label_parts(sentence);
        let root = sentence.iter().position(|word| word.head.is_none()).map(|root| root + opening);
        let mut labels = self.label(before);
        hang(&mut labels, root, Relation::Parataxis);
        labels.extend(
            sentence
                .into_iter()
                .map(|word| Labels { head: word.head.map(|head| head + opening), ..word }),
        );
        labels
    }

    /// Tags and parses a sentence. A quotation that it opens with is read by itself, and hangs from the
    /// verb of who says it.
    fn label_parts(&self, forms: &[Form<'_>]) -> Vec<Labels> {
        let Some(Parts { quotation, frame, marks }) = Parts::of(forms) else {
            return self.label(forms);
        };
        let mut out = self.label(&forms[quotation.clone()]);
        let mark = Labels { upos: Upos::Punct, xpos: "''", head: None, relation: Relation::Punct };
        out.resize(forms.len(), mark);
        place(&mut out, &frame, self.label(&forms_of(&frame, forms)));
        let root = frame.iter().copied().find(|word| out[*word].head.is_none());
        hang(&mut out[quotation], root, Relation::Ccomp);
        for mark in marks {
            out[mark].head = frame.iter().copied().find(|word| *word > mark).or(root);
        }
        out
    }

    /// Tags and parses a sentence.
    ///
    /// The pieces of a sentence that is too long hang from the root of the first.
    pub fn label(&self, forms: &[Form<'_>]) -> Vec<Labels> {
        let mut out: Vec<Labels> = Vec::with_capacity(forms.len());
        let mut root = None;
        for piece in pieces(forms) {
            let start = piece.start;
            for (word, mut labels) in (start..).zip(self.label_piece(&forms[piece])) {
                match (labels.head, root) {
                    (Some(head), _) => labels.head = Some(start + head),
                    (None, None) => root = Some(word),
                    (None, Some(root)) => {
                        labels.head = Some(root);
                        labels.relation = Relation::Parataxis;
                    }
                }
                out.push(labels);
            }
        }
        out
    }

    /// Reads a piece of a sentence; again if a word is tagged as it cannot be, or if its clause lacks
    /// its verb and a word could be that.
    fn label_piece(&self, forms: &[Form<'_>]) -> Vec<Labels> {
        let mut reading = self.read(forms, Vec::new());
        if let Some(labels) = self.read_without_day(forms, &reading.labels) {
            return labels;
        }
        let mut known = rereading::mistaken(forms, &reading.labels);
        if !known.is_empty() {
            let second = self.read(forms, known.clone());
            if rereading::is_mended(forms, &reading.labels, &second.labels) {
                reading = second;
            } else {
                known.clear();
            }
        }
        for verb in rereading::missing_verbs(forms, &reading.labels, &reading.probabilities) {
            let second = self.read(forms, [&known[..], &[verb]].concat());
            if rereading::is_sound(&second.labels, verb.word) {
                return second.labels;
            }
        }
        reading.labels
    }

    /// Reads a piece of a sentence without the day that stands before its verb, if it was read with the
    /// noun behind that.
    fn read_without_day(&self, forms: &[Form<'_>], labels: &[Labels]) -> Option<Vec<Labels>> {
        let (day, mut verb) = rereading::day_before_verb(forms, labels)?;
        let rest: Vec<usize> = (0..forms.len()).filter(|word| !day.contains(word)).collect();
        let around = forms_of(&rest, forms);
        let deed = verb.word;
        verb.word -= day.len();
        let second = [Vec::new(), vec![verb]].into_iter().find_map(|known| {
            let labels = self.read(&around, known).labels;
            rereading::leads_clause(&labels, verb.word).then_some(labels)
        })?;
        let last = day.end - 1;
        let relation = if day.len() == 1 { Relation::OblUnmarked } else { Relation::Obl };
        let case =
            Labels { upos: Upos::Adp, xpos: "IN", head: Some(last), relation: Relation::Case };
        let mut out = vec![case; forms.len()];
        out[last] = Labels { upos: Upos::Propn, xpos: "NNP", head: Some(deed), relation };
        place(&mut out, &rest, second);
        Some(out)
    }

    /// Reads a piece of a sentence, where the tags of some words may be known.
    fn read(&self, forms: &[Form<'_>], known: Vec<Known>) -> Reading {
        let mut batch = Batch::default();
        batch.push(forms.len(), |word, rows| self.vocabulary.rows(forms[word], rows));
        batch.known = known;
        let mut encoding = encode(&self.weights, &batch, None);
        let sentence = 0..forms.len();
        let possible = possible_heads(&self.weights, &encoding, &sentence);
        let heads = best_tree(&score_heads(&self.weights, &encoding, &sentence, &possible));
        let mut pairs = Matrix::zeros(forms.len(), self.weights.sizes.relation);
        pair(&self.weights, &encoding, &sentence, &heads, &mut pairs);
        let mut relations = score_relations(&self.weights, &pairs);
        let label = |(word, head): (usize, usize)| {
            let [xpos, upos] = tag_groups(encoding.tags.row_mut(word)).map(|group| highest(group));
            let (xpos, upos) = match forms[word] {
                Form::Plain(_) => (XPOS[xpos], Upos::ALL[upos].0),
                Form::Folded => ("NNP", Upos::Propn),
            };
            let relations = &mut relations.row_mut(word)[..Relation::ALL.len()];
            relations[Relation::Root as usize] = f32::NEG_INFINITY;
            let relation =
                if head == 0 { Relation::Root } else { Relation::ALL[highest(relations)].0 };
            Labels { upos, xpos, head: head.checked_sub(1), relation }
        };
        let labels = heads.into_iter().enumerate().map(label).collect();
        Reading { labels, probabilities: encoding.tags }
    }
}

/// The forms of some words of a sentence, which are read by themselves.
fn forms_of<'f>(words: &[usize], forms: &[Form<'f>]) -> Vec<Form<'f>> {
    words.iter().map(|word| forms[*word]).collect()
}

/// Puts what was read of these words by themselves in their place in the sentence.
fn place(sentence: &mut [Labels], words: &[usize], read: Vec<Labels>) {
    for (word, labels) in words.iter().zip(read) {
        sentence[*word] = Labels { head: labels.head.map(|head| words[head]), ..labels };
    }
}

/// Hangs the root of what was read by itself from the root of the sentence.
fn hang(part: &mut [Labels], root: Option<usize>, relation: Relation) {
    for word in part.iter_mut().filter(|word| word.head.is_none()) {
        word.head = root;
        word.relation = relation;
    }
}

/// What the network says of a piece of a sentence.
struct Reading {
    labels: Vec<Labels>,
    /// The probability of each tag of each word.
    probabilities: Matrix,
}

/// Cuts a sentence into pieces of at most [`LONGEST`] words, after the last sign in the second half
/// of a piece that ends a clause; else after the last comma there; else anywhere.
fn pieces(forms: &[Form<'_>]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    while forms.len() - start > LONGEST {
        let last = |signs: &[&str]| {
            (start + LONGEST / 2..start + LONGEST)
                .rev()
                .find(|word| matches!(forms[*word], Form::Plain(form) if signs.contains(&form)))
        };
        let cut = last(&[".", ";", ":", "!", "?", "…"]).or_else(|| last(&[",", "-", "–", "—"]));
        let end = cut.map_or(start + LONGEST, |word| word + 1);
        out.push(start..end);
        start = end;
    }
    if start < forms.len() {
        out.push(start..forms.len());
    }
    out
}

fn highest(scores: &[f32]) -> usize {
    let mut best = 0;
    for (place, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = place;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::{Form, LONGEST, pieces};

    #[test]
    fn long_sentences_are_cut_after_a_sign_and_never_lose_a_word() {
        let mut forms = vec![Form::Plain("word"); 3 * LONGEST + 7];
        forms[LONGEST - 10] = Form::Plain(";");
        forms[LONGEST - 3] = Form::Plain(",");
        let pieces = pieces(&forms);
        assert_eq!(pieces[0], 0..LONGEST - 9);
        assert_eq!(pieces[1].len(), LONGEST);
        assert!(pieces.windows(2).all(|pair| pair[0].end == pair[1].start));
        assert_eq!(pieces.last().map(|piece| piece.end), Some(forms.len()));
        assert!(pieces.iter().all(|piece| piece.len() <= LONGEST && !piece.is_empty()));
    }

    #[test]
    fn a_sentence_that_is_not_too_long_stays_whole() {
        assert_eq!(pieces(&[Form::Plain("word"); LONGEST]).len(), 1);
        assert!(pieces(&[]).is_empty());
    }
}
