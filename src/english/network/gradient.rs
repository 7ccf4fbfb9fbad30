//! How the loss depends on every weight: the steps of [`forward`](super::forward), backwards.
//!
//! The loss is the cross-entropy of tags, heads and relations against distributions, so that a
//! network can learn from a tree or from what other networks think of it.

use std::ops::Range;

use crate::english::{
    label::Relation,
    network::{
        TAGS, Weights, distance,
        forward::{
            Batch, Encoding, Masks, at_step, columns, encode, pair, possible_heads, score_heads,
            score_relations, tag_groups,
        },
        matrix::{Matrix, add, softmax, tanh, vectorized},
    },
};

/// What the network should answer for a batch.
#[derive(Clone, Debug, Default)]
pub(crate) struct Targets {
    /// The probabilities of the tags of each word.
    pub(crate) tags: Matrix,
    /// For each sentence the probabilities of heads: a row for each word, a column for the root
    /// and one for each word.
    pub(crate) heads: Vec<Matrix>,
    /// The probabilities of the relations of each word to its true head.
    pub(crate) relations: Matrix,
    /// For each sentence the true heads: the number of the head, from 1, or 0 for the root.
    pub(crate) tree: Vec<Vec<usize>>,
}

/// How much the tags weigh beside heads and relations.
const TAG_WEIGHT: f32 = 0.5;

/// Adds the gradient of the mean loss of a word to `gradient`, and gives that loss.
pub(crate) fn add_gradient(
    weights: &Weights,
    batch: &Batch,
    targets: &Targets,
    masks: &Masks,
    gradient: &mut Weights,
) -> f32 {
    let encoding = encode(weights, batch, Some(masks));
    let scale = 1.0 / batch.words() as f32;
    let mut roles = Matrix::zeros(batch.words(), weights.roles.bias.len());
    let mut loss = relations(weights, batch, targets, &encoding, scale, &mut roles, gradient);
    loss += heads(weights, batch, targets, &encoding, scale, &mut roles, gradient);

    let arc = weights.sizes.arc;
    for (word, row) in roles.values.chunks_exact_mut(weights.roles.bias.len()).enumerate() {
        let active = encoding.roles.row(word);
        for (column, value) in row.iter_mut().enumerate() {
            *value *= masks.roles.row(word)[column];
            if column < 2 * arc && active[column] <= 0.0 {
                *value = 0.0;
            }
        }
    }
    let last = weights.layers.len();
    let mut words = backward(
        &weights.roles.weights,
        &encoding.dropped[last],
        &roles,
        &mut gradient.roles.weights,
        &mut gradient.roles.bias,
    );
    mask_rows(&mut words, batch, &masks.inputs[last]);
    for number in (0..=last).rev() {
        if number == weights.sizes.tag_layers {
            loss += tags(weights, targets, &encoding, scale, &mut words, gradient);
        }
        if number > 0 {
            words = layer(weights, batch, &encoding, masks, number - 1, &words, gradient);
        }
    }
    for word in 0..batch.words() {
        for row in batch.rows(word) {
            add(gradient.embedding.row_mut(*row as usize), words.row(word));
        }
    }
    loss
}

/// Adds to the gradient of a product and its bias, and gives that of its input.
fn backward(
    weights: &Matrix,
    input: &Matrix,
    output: &Matrix,
    weight_gradient: &mut Matrix,
    bias_gradient: &mut [f32],
) -> Matrix {
    output.add_rows_to(bias_gradient);
    weight_gradient.add_product(&input.transposed(), output);
    let mut gradient = Matrix::zeros(input.rows, input.columns);
    gradient.add_product(output, &weights.transposed());
    gradient
}

fn mask_rows(words: &mut Matrix, batch: &Batch, mask: &Matrix) {
    for (sentence, range) in batch.sentences.iter().enumerate() {
        for word in range.clone() {
            for (value, factor) in words.row_mut(word).iter_mut().zip(mask.row(sentence)) {
                *value *= factor;
            }
        }
    }
}

/// Turns scores into the gradient of their cross-entropy, and gives that.
fn cross_entropy(scores: &mut [f32], target: &[f32], scale: f32) -> f32 {
    softmax(scores);
    let mut loss = 0.0;
    for (score, target) in scores.iter_mut().zip(target) {
        if *target > 0.0 {
            loss -= target * score.max(1e-12).ln();
        }
        *score = (*score - target) * scale;
    }
    loss * scale
}

fn relations(
    weights: &Weights,
    batch: &Batch,
    targets: &Targets,
    encoding: &Encoding,
    scale: f32,
    roles: &mut Matrix,
    gradient: &mut Weights,
) -> f32 {
    let (arc, size) = (weights.sizes.arc, weights.sizes.relation);
    let mut pairs = Matrix::zeros(batch.words(), size);
    for (sentence, tree) in batch.sentences.iter().zip(&targets.tree) {
        pair(weights, encoding, sentence, tree, &mut pairs);
    }
    let mut scores = score_relations(weights, &pairs);
    let mut loss = 0.0;
    for word in 0..batch.words() {
        let row = scores.row_mut(word);
        let (known, rest) = row.split_at_mut(Relation::ALL.len());
        loss += cross_entropy(known, targets.relations.row(word), scale);
        rest.fill(0.0);
    }
    let mut back = backward(
        &weights.relation.weights,
        &pairs,
        &scores,
        &mut gradient.relation.weights,
        &mut gradient.relation.bias,
    );
    for (value, pair) in back.values.iter_mut().zip(&pairs.values) {
        if *pair <= 0.0 {
            *value = 0.0;
        }
    }
    for (sentence, tree) in batch.sentences.iter().zip(&targets.tree) {
        for (dependent, head) in tree.iter().enumerate() {
            let word = sentence.start + dependent;
            let back = back.row(word);
            add(&mut roles.row_mut(word)[2 * arc..2 * arc + size], back);
            if *head == 0 {
                add(&mut gradient.relation_root, back);
            } else {
                add(&mut roles.row_mut(sentence.start + head - 1)[2 * arc + size..], back);
                let row = distance(dependent, head - 1);
                add(gradient.relation_distance.row_mut(row), back);
            }
        }
    }
    loss
}

fn heads(
    weights: &Weights,
    batch: &Batch,
    targets: &Targets,
    encoding: &Encoding,
    scale: f32,
    roles: &mut Matrix,
    gradient: &mut Weights,
) -> f32 {
    let arc = weights.sizes.arc;
    let mut loss = 0.0;
    let mut wanted = Matrix::zeros(batch.words(), arc);
    for (sentence, target) in batch.sentences.iter().zip(&targets.heads) {
        let possible = possible_heads(weights, encoding, sentence);
        let mut scores = score_heads(weights, encoding, sentence, &possible);
        let words = sentence.len();
        for dependent in 0..words {
            let row = scores.row_mut(dependent);
            loss += cross_entropy(&mut row[..=words], target.row(dependent), scale);
            row[dependent + 1] = 0.0;
            row[words + 1..].fill(0.0);
            for head in 0..words {
                gradient.arc_distance[distance(dependent, head)] += row[head + 1];
            }
        }
        let rows = sentence.start * arc..sentence.end * arc;
        let mut back = Matrix::zeros(words, arc);
        back.add_product(&scores, &possible);
        wanted.values[rows.clone()].copy_from_slice(&back.values);
        let looked_for =
            Matrix { rows: words, columns: arc, values: encoding.wanted.values[rows].to_vec() };
        let mut back = Matrix::zeros(possible.rows, arc);
        back.add_product(&scores.transposed(), &looked_for);
        add(&mut gradient.arc_root, back.row(0));
        for (number, word) in sentence.clone().enumerate() {
            add(&mut roles.row_mut(word)[arc..2 * arc], back.row(number + 1));
        }
    }
    let back = backward(
        &weights.arc.weights,
        &columns(&encoding.roles, 0..arc),
        &wanted,
        &mut gradient.arc.weights,
        &mut gradient.arc.bias,
    );
    for word in 0..batch.words() {
        add(&mut roles.row_mut(word)[..arc], back.row(word));
    }
    loss
}

fn tags(
    weights: &Weights,
    targets: &Targets,
    encoding: &Encoding,
    scale: f32,
    words: &mut Matrix,
    gradient: &mut Weights,
) -> f32 {
    gradient.tag_embedding.add_product(&encoding.tags.transposed(), words);
    let mut back = Matrix::zeros(words.rows, TAGS);
    back.add_product(words, &weights.tag_embedding.transposed());
    let mut loss = 0.0;
    for word in 0..words.rows {
        let mut probabilities = encoding.tags.row(word).to_vec();
        let mut target = targets.tags.row(word).to_vec();
        let back = back.row_mut(word);
        let groups = tag_groups(&mut probabilities).into_iter().zip(tag_groups(&mut target));
        for ((probabilities, target), back) in groups.zip(tag_groups(back)) {
            let mean: f32 = probabilities.iter().zip(&*back).map(|(p, back)| p * back).sum();
            for ((back, p), target) in back.iter_mut().zip(&*probabilities).zip(&*target) {
                *back = p * (*back - mean) + (p - target) * scale * TAG_WEIGHT;
                if *target > 0.0 {
                    loss -= target * p.max(1e-12).ln() * scale * TAG_WEIGHT;
                }
            }
        }
        let used =
            probabilities.len() - probabilities.iter().rev().take_while(|p| **p == 0.0).count();
        back[used..].fill(0.0);
    }
    let input = backward(
        &weights.tags.weights,
        &encoding.tag_input,
        &back,
        &mut gradient.tags.weights,
        &mut gradient.tags.bias,
    );
    add(&mut words.values, &input.values);
    loss
}

fn layer(
    weights: &Weights,
    batch: &Batch,
    encoding: &Encoding,
    masks: &Masks,
    number: usize,
    output: &Matrix,
    gradient: &mut Weights,
) -> Matrix {
    let layer = &weights.layers[number];
    let mut past = Past {
        state: &layer.state,
        words: &encoding.inputs[number],
        gates: &encoding.gates[number],
        cells: &encoding.cells[number],
        output,
        state_gradient: &mut gradient.layers[number].state,
        gates_gradient: Matrix::zeros(output.rows, 3 * output.columns),
        words_gradient: Matrix::zeros(output.rows, output.columns),
    };
    vectorized(
        #[inline(always)]
        || {
            for sentence in &batch.sentences {
                past.recur(sentence);
            }
        },
    );
    let Past { gates_gradient, mut words_gradient, .. } = past;
    let gradient = &mut gradient.layers[number].gates;
    let mut words = backward(
        &layer.gates.weights,
        &encoding.dropped[number],
        &gates_gradient,
        &mut gradient.weights,
        &mut gradient.bias,
    );
    mask_rows(&mut words, batch, &masks.inputs[number]);
    add(&mut words_gradient.values, &words.values);
    words_gradient
}

/// A layer on the way back.
struct Past<'a> {
    state: &'a [f32],
    words: &'a Matrix,
    gates: &'a Matrix,
    cells: &'a Matrix,
    /// The gradient of the output.
    output: &'a Matrix,
    state_gradient: &'a mut [f32],
    gates_gradient: Matrix,
    /// The gradient of the input, as far as it was passed by.
    words_gradient: Matrix,
}

impl Past<'_> {
    #[inline(always)]
    fn recur(&mut self, sentence: &Range<usize>) {
        let half = self.words.columns / 2;
        for direction in 0..2 {
            let (to_forget, to_output) =
                self.state[2 * half * direction..][..2 * half].split_at(half);
            let (forget_gradient, output_gradient) =
                self.state_gradient[2 * half * direction..][..2 * half].split_at_mut(half);
            let zeros = vec![0.0; half];
            let mut carry = vec![0.0; half];
            let column = direction * half;
            for step in (0..sentence.len()).rev() {
                let at = at_step(sentence, direction, step);
                let gates = &self.gates.row(at)[3 * half * direction..][..3 * half];
                let (candidate, gates) = gates.split_at(half);
                let (forget, out) = gates.split_at(half);
                let back = &mut self.gates_gradient.row_mut(at)[3 * half * direction..][..3 * half];
                let (to_candidate, back) = back.split_at_mut(half);
                let (to_forget_gate, to_output_gate) = back.split_at_mut(half);
                let before = if step == 0 {
                    &zeros[..]
                } else {
                    &self.cells.row(at_step(sentence, direction, step - 1))[column..][..half]
                };
                let cell = &self.cells.row(at)[column..][..half];
                let word = &self.words.row(at)[column..][..half];
                let output = &self.output.row(at)[column..][..half];
                let passed = &mut self.words_gradient.row_mut(at)[column..][..half];
                for unit in 0..half {
                    let shown = tanh(cell[unit]);
                    passed[unit] = output[unit] * (1.0 - out[unit]);
                    let to_out =
                        output[unit] * (shown - word[unit]) * out[unit] * (1.0 - out[unit]);
                    let to_cell = carry[unit] + output[unit] * out[unit] * (1.0 - shown * shown);
                    let to_gate = to_cell
                        * (before[unit] - candidate[unit])
                        * forget[unit]
                        * (1.0 - forget[unit]);
                    to_candidate[unit] = to_cell * (1.0 - forget[unit]);
                    to_forget_gate[unit] = to_gate;
                    to_output_gate[unit] = to_out;
                    forget_gradient[unit] += to_gate * before[unit];
                    output_gradient[unit] += to_out * before[unit];
                    carry[unit] = to_cell * forget[unit]
                        + to_gate * to_forget[unit]
                        + to_out * to_output[unit];
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Targets, add_gradient};
    use crate::english::{
        label::{Relation, Upos, XPOS},
        network::{
            Sizes, TAGS, Weights,
            forward::{Batch, Masks},
            matrix::Matrix,
            random::Random,
        },
    };

    const SIZES: Sizes =
        Sizes { rows: 9, width: 32, layers: 2, tag_layers: 1, arc: 16, relation: 16 };

    /// Two sentences of four and three words, and what is to be learned of them.
    fn lesson() -> (Batch, Targets) {
        let mut batch = Batch::default();
        batch.push(4, |word, rows| rows.extend([word as u32, 8]));
        batch.push(3, |word, rows| rows.extend([word as u32 + 4]));
        let tree = vec![vec![2, 0, 4, 2], vec![0, 1, 2]];
        let words = batch.words();
        let mut tags = Matrix::zeros(words, TAGS);
        let mut relations = Matrix::zeros(words, Relation::ALL.len());
        for word in 0..words {
            tags.row_mut(word)[3 * word] = 1.0;
            tags.row_mut(word)[XPOS.len() + word % Upos::ALL.len()] = 0.5;
            tags.row_mut(word)[XPOS.len() + 9] = 0.5;
            relations.row_mut(word)[5 * word] = 1.0;
        }
        let heads = tree.iter().map(|heads| {
            let mut out = Matrix::zeros(heads.len(), heads.len() + 1);
            for (word, head) in heads.iter().enumerate() {
                out.row_mut(word)[*head] = 1.0;
            }
            out
        });
        let heads = heads.collect();
        (batch, Targets { tags, heads, relations, tree })
    }

    /// Every part of the gradient is what the loss does when the weights move a little along it.
    #[test]
    fn the_gradient_foretells_the_loss() {
        let (batch, targets) = lesson();
        let mut random = Random::new(7);
        let mut weights = Weights::random(SIZES, &mut random);
        for part in weights.dense_mut() {
            part.iter_mut().for_each(|value| *value += (random.unit() - 0.5) * 0.2);
        }
        let masks = Masks::random(&weights, &batch, 0.2, &mut random);
        let mut gradient = Weights::zeros(SIZES);
        add_gradient(&weights, &batch, &targets, &masks, &mut gradient);
        let loss = |weights: &Weights| {
            add_gradient(weights, &batch, &targets, &masks, &mut Weights::zeros(SIZES))
        };
        let parts = gradient.dense().len();
        for part in 0..=parts {
            let slope: Vec<f32> = match part {
                0 => gradient.embedding.values.clone(),
                _ => gradient.dense()[part - 1].to_vec(),
            };
            let length = slope.iter().map(|value| value * value).sum::<f32>().sqrt();
            assert!(length > 1e-4, "part {part} has no gradient");
            let moved = |step: f32| {
                let mut weights = weights.clone();
                let mut dense = weights.dense_mut();
                let values = if part > 0 { &mut *dense[part - 1] } else { &mut [] };
                values.iter_mut().zip(&slope).for_each(|(value, slope)| *value += step * slope);
                if part == 0 {
                    let values = weights.embedding.values.iter_mut();
                    values.zip(&slope).for_each(|(value, slope)| *value += step * slope);
                }
                loss(&weights)
            };
            let step = 0.1 / length;
            let measured = (moved(step) - moved(-step)) / (2.0 * step);
            let expected = length * length;
            assert!(
                (measured / expected - 1.0).abs() < 0.05,
                "part {part}: {measured} instead of {expected}"
            );
        }
    }
}
