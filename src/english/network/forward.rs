//! From words to scores.
//!
//! Several sentences go through at once, one below the other in the same matrices; only the
//! recurrent layers and the scores of heads mind where one ends. Training drops numbers at random
//! ([`Masks`]) and keeps what the gradient needs; apart from that it is the same computation.

use std::ops::Range;

use crate::english::{
    label::{Upos, XPOS},
    network::{
        RELATIONS, TAGS, Weights, distance,
        matrix::{Matrix, add, sigmoid, softmax, tanh, vectorized},
        random::Random,
    },
};

/// The words of some sentences, as rows of the embedding.
#[derive(Clone, Debug, Default)]
pub(crate) struct Batch {
    rows: Vec<u32>,
    /// Where the rows of each word begin, and of the word after the last.
    starts: Vec<usize>,
    /// The words of each sentence.
    pub(crate) sentences: Vec<Range<usize>>,
    /// Words whose tags are not left to the network.
    pub(crate) known: Vec<Known>,
}

/// A word of which the tags are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// Its number in the batch.
    pub(crate) word: usize,
    /// The number of its Penn tag.
    pub(crate) xpos: usize,
    /// Its word class.
    pub(crate) upos: Upos,
}

impl Batch {
    /// Adds a sentence; `word` puts the rows of the word of a number behind what it is given.
    pub(crate) fn push(&mut self, words: usize, mut word: impl FnMut(usize, &mut Vec<u32>)) {
        let first = self.words();
        for number in 0..words {
            self.starts.push(self.rows.len());
            word(number, &mut self.rows);
        }
        self.sentences.push(first..first + words);
    }

    /// Words of all sentences.
    pub(crate) fn words(&self) -> usize {
        self.starts.len()
    }

    /// The rows of a word.
    pub(crate) fn rows(&self, word: usize) -> &[u32] {
        let end = self.starts.get(word + 1).copied().unwrap_or(self.rows.len());
        &self.rows[self.starts[word]..end]
    }
}

/// What training drops: factors that are zero or make up for the zeros.
#[derive(Clone, Debug)]
pub(crate) struct Masks {
    /// For each layer and for the roles: one row for each sentence.
    pub(crate) inputs: Vec<Matrix>,
    /// For the roles of each word.
    pub(crate) roles: Matrix,
}

impl Masks {
    pub(crate) fn random(
        weights: &Weights,
        batch: &Batch,
        dropped: f32,
        random: &mut Random,
    ) -> Self {
        let mut mask = |rows: usize, columns: usize, dropped: f32| {
            let mut mask = Matrix::zeros(rows, columns);
            for value in &mut mask.values {
                *value = if random.happens(dropped) { 0.0 } else { 1.0 / (1.0 - dropped) };
            }
            mask
        };
        let sentences = batch.sentences.len();
        let inputs = (0..=weights.layers.len())
            .map(|_| mask(sentences, weights.sizes.width, dropped))
            .collect();
        Self { inputs, roles: mask(batch.words(), weights.roles.bias.len(), dropped) }
    }
}

/// All that is computed up to the scores of heads.
#[derive(Clone, Debug, Default)]
pub(crate) struct Encoding {
    /// The words before each layer and after the last.
    pub(crate) inputs: Vec<Matrix>,
    /// The same with numbers dropped: what the products are formed with.
    pub(crate) dropped: Vec<Matrix>,
    /// Candidates and gates of each layer.
    pub(crate) gates: Vec<Matrix>,
    /// States of each layer.
    pub(crate) cells: Vec<Matrix>,
    /// Words as the tags see them.
    pub(crate) tag_input: Matrix,
    /// Probabilities of the tags.
    pub(crate) tags: Matrix,
    /// Words as dependents and heads, after dropping.
    pub(crate) roles: Matrix,
    /// The head that each word looks for.
    pub(crate) wanted: Matrix,
}

/// Splits the columns of [`TAGS`] into Penn tags and word classes.
pub(crate) fn tag_groups(tags: &mut [f32]) -> [&mut [f32]; 2] {
    let (xpos, rest) = tags.split_at_mut(XPOS.len());
    [xpos, &mut rest[..Upos::ALL.len()]]
}

/// Computes everything up to the scores of heads.
pub(crate) fn encode(weights: &Weights, batch: &Batch, masks: Option<&Masks>) -> Encoding {
    let mut out = Encoding::default();
    let mut words = Matrix::zeros(batch.words(), weights.sizes.width);
    vectorized(
        #[inline(always)]
        || {
            for word in 0..batch.words() {
                for row in batch.rows(word) {
                    add(words.row_mut(word), weights.embedding.row(*row as usize));
                }
            }
        },
    );
    for (number, layer) in weights.layers.iter().enumerate() {
        if number == weights.sizes.tag_layers {
            out.tag(weights, &mut words, &batch.known, masks.is_some());
        }
        let dropped = drop_inputs(&words, batch, masks.map(|masks| &masks.inputs[number]));
        let mut gates = layer.gates.apply(dropped.as_ref().unwrap_or(&words));
        let mut cells = Matrix::zeros(words.rows, words.columns);
        let mut output = Matrix::zeros(words.rows, words.columns);
        vectorized(
            #[inline(always)]
            || {
                for sentence in &batch.sentences {
                    recur(
                        sentence.clone(),
                        &layer.state,
                        &words,
                        &mut gates,
                        &mut cells,
                        &mut output,
                    );
                }
            },
        );
        if masks.is_some() {
            out.inputs.push(words);
            out.dropped.extend(dropped);
            out.gates.push(gates);
            out.cells.push(cells);
        }
        words = output;
    }
    if weights.sizes.tag_layers == weights.layers.len() {
        out.tag(weights, &mut words, &batch.known, masks.is_some());
    }
    let last = weights.layers.len();
    let dropped = drop_inputs(&words, batch, masks.map(|masks| &masks.inputs[last]));
    out.roles = weights.roles.apply(dropped.as_ref().unwrap_or(&words));
    let arc = weights.sizes.arc;
    for row in out.roles.values.chunks_exact_mut(weights.roles.bias.len()) {
        for value in &mut row[..2 * arc] {
            *value = value.max(0.0);
        }
    }
    if let Some(masks) = masks {
        for (value, factor) in out.roles.values.iter_mut().zip(&masks.roles.values) {
            *value *= factor;
        }
        out.inputs.push(words);
        out.dropped.extend(dropped);
    }
    out.wanted = weights.arc.apply(&columns(&out.roles, 0..arc));
    out
}

impl Encoding {
    /// Scores the tags, turns them into probabilities and feeds these back into the words.
    fn tag(&mut self, weights: &Weights, words: &mut Matrix, known: &[Known], learning: bool) {
        self.tags = weights.tags.apply(words);
        vectorized(
            #[inline(always)]
            || {
                for row in self.tags.values.chunks_exact_mut(TAGS) {
                    for group in tag_groups(row) {
                        softmax(group);
                    }
                    row[XPOS.len() + Upos::ALL.len()..].fill(0.0);
                }
            },
        );
        for Known { word, xpos, upos } in known.iter().copied() {
            let [tags, classes] = tag_groups(self.tags.row_mut(word));
            tags.fill(0.0);
            tags[xpos] = 1.0;
            classes.fill(0.0);
            classes[upos as usize] = 1.0;
        }
        if learning {
            self.tag_input = words.clone();
        }
        words.add_product(&self.tags, &weights.tag_embedding);
    }
}

fn drop_inputs(words: &Matrix, batch: &Batch, mask: Option<&Matrix>) -> Option<Matrix> {
    let mask = mask?;
    let mut dropped = words.clone();
    for (sentence, range) in batch.sentences.iter().enumerate() {
        for word in range.clone() {
            for (value, factor) in dropped.row_mut(word).iter_mut().zip(mask.row(sentence)) {
                *value *= factor;
            }
        }
    }
    Some(dropped)
}

/// Runs a layer over the words of a sentence, once forwards and once backwards.
///
/// `gates` holds what the words give to candidates and gates, and afterwards the gates.
#[inline(always)]
fn recur(
    sentence: Range<usize>,
    state: &[f32],
    words: &Matrix,
    gates: &mut Matrix,
    cells: &mut Matrix,
    output: &mut Matrix,
) {
    let half = words.columns / 2;
    for (direction, state) in state.chunks_exact(2 * half).enumerate() {
        let column = direction * half;
        let mut before = vec![0.0; half];
        for step in 0..sentence.len() {
            let word = at_step(&sentence, direction, step);
            let (candidate, gates) =
                gates.row_mut(word)[3 * column..][..3 * half].split_at_mut(half);
            recur_once(
                state,
                &words.row(word)[column..],
                candidate,
                gates,
                &mut before,
                &mut output.row_mut(word)[column..],
            );
            cells.row_mut(word)[column..][..half].copy_from_slice(&before);
        }
    }
}

/// One step: `state` becomes the next, `gates` the forget gate and the output gate.
#[inline(always)]
fn recur_once(
    weights: &[f32],
    word: &[f32],
    candidate: &[f32],
    gates: &mut [f32],
    state: &mut [f32],
    output: &mut [f32],
) {
    let half = state.len();
    let (to_forget, to_output) = (&weights[..half], &weights[half..][..half]);
    let (forget, out) = gates.split_at_mut(half);
    let (word, candidate) = (&word[..half], &candidate[..half]);
    let (out, output) = (&mut out[..half], &mut output[..half]);
    for unit in 0..half {
        forget[unit] = sigmoid(forget[unit] + to_forget[unit] * state[unit]);
        out[unit] = sigmoid(out[unit] + to_output[unit] * state[unit]);
        state[unit] = candidate[unit] + forget[unit] * (state[unit] - candidate[unit]);
        output[unit] = word[unit] + out[unit] * (tanh(state[unit]) - word[unit]);
    }
}

/// The word that a direction comes to at a step.
#[inline(always)]
pub(crate) fn at_step(sentence: &Range<usize>, direction: usize, step: usize) -> usize {
    if direction == 0 { sentence.start + step } else { sentence.end - 1 - step }
}

/// Some columns as a matrix of their own.
pub(crate) fn columns(matrix: &Matrix, range: Range<usize>) -> Matrix {
    let mut out = Matrix::zeros(matrix.rows, range.len());
    for row in 0..matrix.rows {
        out.row_mut(row).copy_from_slice(&matrix.row(row)[range.clone()]);
    }
    out
}

/// The heads that the words of a sentence may have: the root, then each word, then nothing.
pub(crate) fn possible_heads(
    weights: &Weights,
    encoding: &Encoding,
    sentence: &Range<usize>,
) -> Matrix {
    let arc = weights.sizes.arc;
    let mut heads = Matrix::zeros((sentence.len() + 1).next_multiple_of(16), arc);
    heads.row_mut(0).copy_from_slice(&weights.arc_root);
    for (number, word) in sentence.clone().enumerate() {
        heads.row_mut(number + 1).copy_from_slice(&encoding.roles.row(word)[arc..2 * arc]);
    }
    heads
}

/// The scores of the heads of a sentence: a row for each word, a column for the root, one for each
/// word and some that mean nothing.
///
/// A word as its own head scores nothing less than minus infinity, and so do the columns behind.
pub(crate) fn score_heads(
    weights: &Weights,
    encoding: &Encoding,
    sentence: &Range<usize>,
    heads: &Matrix,
) -> Matrix {
    let words = sentence.len();
    let mut scores = Matrix::zeros(words, heads.rows);
    let wanted = Matrix {
        rows: words,
        columns: weights.sizes.arc,
        values: encoding.wanted.values[sentence.start * weights.sizes.arc..]
            [..words * weights.sizes.arc]
            .to_vec(),
    };
    scores.add_product(&wanted, &heads.transposed());
    for dependent in 0..words {
        let row = scores.row_mut(dependent);
        for head in 0..words {
            row[head + 1] += weights.arc_distance[distance(dependent, head)];
        }
        row[dependent + 1] = f32::NEG_INFINITY;
        row[words + 1..].fill(f32::NEG_INFINITY);
    }
    scores
}

/// The pairs of the words of a sentence and their heads, as the relations see them.
///
/// `heads` holds for each word the number of its head in the sentence, from 1, or 0 for the root.
pub(crate) fn pair(
    weights: &Weights,
    encoding: &Encoding,
    sentence: &Range<usize>,
    heads: &[usize],
    pairs: &mut Matrix,
) {
    let (arc, size) = (weights.sizes.arc, weights.sizes.relation);
    for (dependent, head) in heads.iter().enumerate() {
        let word = sentence.start + dependent;
        let pair = pairs.row_mut(word);
        pair.copy_from_slice(&encoding.roles.row(word)[2 * arc..][..size]);
        if *head == 0 {
            add(pair, &weights.relation_root);
        } else {
            add(pair, &encoding.roles.row(sentence.start + head - 1)[2 * arc + size..]);
            add(pair, weights.relation_distance.row(distance(dependent, head - 1)));
        }
        for value in pair {
            *value = value.max(0.0);
        }
    }
}

/// The scores of the relations of pairs.
pub(crate) fn score_relations(weights: &Weights, pairs: &Matrix) -> Matrix {
    let scores = weights.relation.apply(pairs);
    debug_assert_eq!(scores.columns, RELATIONS);
    scores
}
