//! The network: from the words of a sentence to scores for tags, heads and relations.
//!
//! ```text
//! word, beginnings, endings, shape ── sum of rows ──► layers that read both ways
//!                                                       │ after some: tags, fed back in
//!                                                       ▼
//!                                  dependent · head: how well each word heads each other
//!                                  dependent + head: the relation between the two
//! ```
//!
//! A layer is a simple recurrent unit (Lei et al. 2018): its gates are computed for all words in
//! one product, and only what is cheap is passed from word to word. The heads are scored as by
//! Dozat and Manning (2017), with fewer numbers. Each file holds one step: [`features`] what a word
//! looks like, [`forward`] the scores, [`gradient`] how they depend on the weights, [`adam`] how
//! the weights learn, [`tree`] the best tree for the scores.

pub(crate) mod adam;
pub(crate) mod features;
pub(crate) mod forward;
pub(crate) mod gradient;
pub(crate) mod matrix;
pub(crate) mod random;
pub(crate) mod tree;

use crate::english::{
    label::{Relation, Upos, XPOS},
    network::{
        matrix::{Matrix, Packed},
        random::Random,
    },
};

/// Columns of the tags: first the Penn tags, then the word classes, then nothing.
pub(crate) const TAGS: usize = (XPOS.len() + Upos::ALL.len()).next_multiple_of(16);
/// Columns of the relations, then nothing.
pub(crate) const RELATIONS: usize = Relation::ALL.len().next_multiple_of(16);
/// Distances from a word to its head that are told apart, to either side.
pub(crate) const DISTANCES: usize = 2 * REACHES.len();
const REACHES: [usize; 10] = [1, 2, 3, 4, 5, 6, 8, 12, 20, usize::MAX];

/// The number of the distance from `dependent` to `head`.
pub(crate) fn distance(dependent: usize, head: usize) -> usize {
    let reach = dependent.abs_diff(head);
    let step = REACHES.iter().position(|longest| reach <= *longest).expect("the last is endless");
    if head < dependent { step } else { REACHES.len() + step }
}

/// How large a network is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sizes {
    /// Features that have a row.
    pub(crate) rows: usize,
    /// Numbers for each word, between all layers; a multiple of 32.
    pub(crate) width: usize,
    /// Layers.
    pub(crate) layers: usize,
    /// Layers below the tags.
    pub(crate) tag_layers: usize,
    /// Numbers for each word as head and as dependent; a multiple of 16.
    pub(crate) arc: usize,
    /// Numbers for each pair of words that its relation is decided by; a multiple of 16.
    pub(crate) relation: usize,
}

impl Sizes {
    /// Whether a network can be of these sizes, and is none that fills the memory.
    pub(crate) fn are_sound(self) -> bool {
        let Self { rows, width, layers, tag_layers, arc, relation } = self;
        (1..1 << 20).contains(&rows)
            && (1..1 << 12).contains(&width)
            && width % 32 == 0
            && (1..1 << 6).contains(&layers)
            && tag_layers <= layers
            && (1..1 << 12).contains(&arc)
            && arc % 16 == 0
            && (1..1 << 12).contains(&relation)
            && relation % 16 == 0
    }
}

/// The numbers that are learned; a gradient has the same shape.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Weights {
    pub(crate) sizes: Sizes,
    /// A row for each feature.
    pub(crate) embedding: Matrix,
    pub(crate) layers: Vec<Layer>,
    /// From a word to the scores of its tags.
    pub(crate) tags: Affine,
    /// What each tag adds to a word.
    pub(crate) tag_embedding: Matrix,
    /// From a word to what it is as dependent and as head: for the arc, then for the relation.
    pub(crate) roles: Affine,
    /// From a dependent to the head that it looks for.
    pub(crate) arc: Affine,
    /// The root as a head, and each distance.
    pub(crate) arc_root: Vec<f32>,
    pub(crate) arc_distance: Vec<f32>,
    /// The root as the head of a relation, and each distance.
    pub(crate) relation_root: Vec<f32>,
    pub(crate) relation_distance: Matrix,
    /// From a pair to the scores of its relations.
    pub(crate) relation: Affine,
}

/// A product and a sum.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Affine {
    pub(crate) weights: Matrix,
    pub(crate) bias: Vec<f32>,
    /// The weights again, if they learn no more.
    packed: Option<Packed>,
}

/// A layer that reads the sentence in both directions, with half of the width for each.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Layer {
    /// To candidate, forget gate and output gate, for the one direction, then for the other.
    pub(crate) gates: Affine,
    /// What the state before adds to the forget gate and to the output gate, likewise.
    pub(crate) state: Vec<f32>,
}

impl Affine {
    fn zeros(from: usize, to: usize) -> Self {
        Self { weights: Matrix::zeros(from, to), bias: vec![0.0; to], packed: None }
    }

    pub(crate) fn apply(&self, input: &Matrix) -> Matrix {
        let mut out = Matrix::zeros(input.rows, self.bias.len());
        out.add_to_rows(&self.bias);
        match &self.packed {
            Some(packed) => packed.add_product_to(input, &mut out),
            None => out.add_product(input, &self.weights),
        }
        out
    }
}

impl Weights {
    /// All zero.
    pub(crate) fn zeros(sizes: Sizes) -> Self {
        let Sizes { rows, width, layers, arc, relation, .. } = sizes;
        let layer = Layer { gates: Affine::zeros(width, 3 * width), state: vec![0.0; 2 * width] };
        Self {
            sizes,
            embedding: Matrix::zeros(rows, width),
            layers: vec![layer; layers],
            tags: Affine::zeros(width, TAGS),
            tag_embedding: Matrix::zeros(TAGS, width),
            roles: Affine::zeros(width, 2 * arc + 2 * relation),
            arc: Affine::zeros(arc, arc),
            arc_root: vec![0.0; arc],
            arc_distance: vec![0.0; DISTANCES],
            relation_root: vec![0.0; relation],
            relation_distance: Matrix::zeros(DISTANCES, relation),
            relation: Affine::zeros(relation, RELATIONS),
        }
    }

    /// As training begins: small at random, and the forget gates half open.
    pub(crate) fn random(sizes: Sizes, random: &mut Random) -> Self {
        let mut weights = Self::zeros(sizes);
        let mut fill = |values: &mut [f32], reach: f32| {
            for value in values {
                *value = (random.unit() * 2.0 - 1.0) * reach;
            }
        };
        let xavier =
            |matrix: &Matrix, outputs: usize| (6.0 / (matrix.rows + outputs) as f32).sqrt();
        fill(&mut weights.embedding.values, 0.15);
        for layer in &mut weights.layers {
            let reach = xavier(&layer.gates.weights, sizes.width / 2);
            fill(&mut layer.gates.weights.values, reach);
            fill(&mut layer.state, 0.3);
        }
        for affine in
            [&mut weights.tags, &mut weights.roles, &mut weights.arc, &mut weights.relation]
        {
            let reach = xavier(&affine.weights, affine.weights.columns);
            fill(&mut affine.weights.values, reach);
        }
        fill(&mut weights.tag_embedding.values, 0.15);
        fill(&mut weights.arc_root, 0.2);
        fill(&mut weights.relation_root, 0.2);
        weights
    }

    /// Makes ready to be used and not to learn any more.
    pub(crate) fn pack(&mut self) {
        let gates = self.layers.iter_mut().map(|layer| &mut layer.gates);
        let others = [&mut self.tags, &mut self.roles, &mut self.arc, &mut self.relation];
        for affine in gates.chain(others) {
            affine.packed = Some(Packed::new(&affine.weights));
        }
    }

    /// All numbers but the embedding, in the order of the model file.
    pub(crate) fn dense(&self) -> Vec<&[f32]> {
        let mut all: Vec<&[f32]> = Vec::new();
        for layer in &self.layers {
            all.extend([&layer.gates.weights.values[..], &layer.gates.bias, &layer.state]);
        }
        for affine in [&self.tags, &self.roles, &self.arc, &self.relation] {
            all.extend([&affine.weights.values[..], &affine.bias]);
        }
        all.extend([
            &self.tag_embedding.values[..],
            &self.arc_root,
            &self.arc_distance,
            &self.relation_root,
            &self.relation_distance.values,
        ]);
        all
    }

    /// The same, to be changed.
    pub(crate) fn dense_mut(&mut self) -> Vec<&mut [f32]> {
        let mut all: Vec<&mut [f32]> = Vec::new();
        for layer in &mut self.layers {
            all.push(&mut layer.gates.weights.values);
            all.push(&mut layer.gates.bias);
            all.push(&mut layer.state);
        }
        for affine in [&mut self.tags, &mut self.roles, &mut self.arc, &mut self.relation] {
            all.push(&mut affine.weights.values);
            all.push(&mut affine.bias);
        }
        all.push(&mut self.tag_embedding.values);
        all.push(&mut self.arc_root);
        all.push(&mut self.arc_distance);
        all.push(&mut self.relation_root);
        all.push(&mut self.relation_distance.values);
        all
    }
}
