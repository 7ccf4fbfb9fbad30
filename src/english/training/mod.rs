//! How the model is made from treebanks.
//!
//! First some networks learn from the trees, each from another beginning; then one more learns from
//! the trees and from what those think of each sentence together. It comes near to asking all of
//! them, at the price of one (Kuncoro et al. 2016). Every sentence is read once in each round, in
//! random order, by chance written in another way (`example`). The same treebanks and recipe give
//! the same model, byte for byte: sums are formed in a fixed order, and chance comes from the seed.

mod example;
mod teacher;

use std::{
    fmt,
    sync::{Mutex, PoisonError},
    thread,
};

use crate::{
    english::{
        conllu::Tree,
        model::Model,
        network::{
            Sizes, Weights,
            adam::Adam,
            features::{Form, UNKNOWN, Vocabulary},
            forward::{Batch, Masks},
            gradient::add_gradient,
            random::Random,
        },
        training::{
            example::{Example, TargetBuilder},
            teacher::heed,
        },
    },
    error::Error,
};

/// How to train.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// Where chance comes from.
    pub seed: u64,
    /// How often the network that becomes the model reads every sentence.
    pub rounds: usize,
    /// Networks that it learns from.
    pub teachers: usize,
    /// How often these read every sentence.
    pub teacher_rounds: usize,
    /// The rate of learning at its highest.
    pub rate: f32,
    /// The share of numbers that is dropped.
    pub dropped: f32,
    /// Numbers for each word; a multiple of 32.
    pub width: usize,
    /// Layers of a network.
    pub layers: usize,
    /// Layers below the tags.
    pub tag_layers: usize,
    /// Numbers for each word as head and as dependent; a multiple of 16.
    pub arc: usize,
    /// Numbers for each pair of words that its relation is decided by; a multiple of 16.
    pub relation: usize,
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            seed: 1,
            rounds: 22,
            teachers: 4,
            teacher_rounds: 12,
            rate: 4e-3,
            dropped: 0.15,
            width: 192,
            layers: 3,
            tag_layers: 2,
            arc: 128,
            relation: 128,
        }
    }
}

/// How far training is.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// The network that learns, counted from 1; the last becomes the model.
    pub network: usize,
    /// How many there will be.
    pub networks: usize,
    /// The round that ended, counted from 1.
    pub round: usize,
    /// How many the network will have.
    pub rounds: usize,
    /// The mean loss of a word in this round.
    pub loss: f32,
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { network, networks, round, rounds, loss } = self;
        write!(f, "network {network} of {networks}, round {round} of {rounds}: loss {loss:.4}")
    }
}

/// Words to be learned from at a time.
const BATCH: usize = 800;
/// Teachers that learn at the same time; what they learn does not depend on it.
const TOGETHER: usize = 2;
/// How often a rare word is read as an unknown one: this over this plus its count.
const FORGOTTEN: f32 = 0.25;

/// Trains a model; `report` is told after every round how far it is, and the network so far.
///
/// # Errors
///
/// If a tree has a label that is not in the lists of [`label`](crate::english::label), or more or
/// fewer than one root.
///
/// # Panics
///
/// If the recipe gives sizes that no network can have.
pub fn train(
    trees: &[Tree],
    recipe: &Recipe,
    report: impl FnMut(&Progress, &Model) + Send,
) -> Result<Model, Error> {
    let school = School::new(trees, recipe)?;
    let report = Mutex::new(report);
    let networks = recipe.teachers + 1;
    let teach = |network: usize, rounds: usize, teachers: &[Weights]| {
        let seed = recipe.seed.wrapping_add(network as u64);
        school.teach(seed, rounds, teachers, |round, loss, model| {
            let progress = Progress { network, networks, round, rounds, loss };
            (*report.lock().unwrap_or_else(PoisonError::into_inner))(&progress, model);
        })
    };
    let numbers: Vec<usize> = (1..networks).collect();
    let mut teachers = Vec::with_capacity(recipe.teachers);
    for together in numbers.chunks(TOGETHER) {
        thread::scope(|scope| {
            let learn = |network| teach(network, recipe.teacher_rounds, &[]).into_weights();
            let threads: Vec<_> =
                together.iter().map(|network| scope.spawn(move || learn(*network))).collect();
            let learned = threads.into_iter().map(|thread| thread.join());
            teachers.extend(learned.map(|learned| learned.expect("training does not panic")));
        });
    }
    Ok(teach(networks, recipe.rounds, &teachers))
}

/// What every network learns from.
struct School<'a> {
    recipe: &'a Recipe,
    examples: Vec<Example>,
    words: usize,
    vocabulary: Vocabulary,
    /// How often the word of each row occurs.
    counts: Vec<f32>,
}

impl<'a> School<'a> {
    fn new(trees: &[Tree], recipe: &'a Recipe) -> Result<Self, Error> {
        let examples = trees.iter().map(Example::new).collect::<Result<Vec<_>, _>>()?;
        let forms = || examples.iter().flat_map(|example| &example.forms);
        let plain = forms().map(|form| Form::Plain(form));
        let vocabulary = Vocabulary::learn([Form::Folded, Form::Folded].into_iter().chain(plain));
        let mut counts = vec![0.0; vocabulary.len()];
        let mut rows = Vec::new();
        for form in forms() {
            rows.clear();
            vocabulary.rows(Form::Plain(form), &mut rows);
            counts[rows[0] as usize] += 1.0;
        }
        let words = forms().count();
        Ok(Self { recipe, words, vocabulary, counts, examples })
    }

    fn sizes(&self) -> Sizes {
        let Recipe { width, layers, tag_layers, arc, relation, .. } = *self.recipe;
        let sizes = Sizes { rows: self.vocabulary.len(), width, layers, tag_layers, arc, relation };
        assert!(sizes.are_sound(), "no network can have the sizes {sizes:?}");
        sizes
    }

    /// Makes a network, which heeds `teachers`.
    fn teach(
        &self,
        seed: u64,
        rounds: usize,
        teachers: &[Weights],
        mut report: impl FnMut(usize, f32, &Model),
    ) -> Model {
        let mut random = Random::new(seed);
        let weights = Weights::random(self.sizes(), &mut random);
        let mut gradient = Weights::zeros(self.sizes());
        let mut adam = Adam::new(&weights);
        let mut model = Model::new(self.vocabulary.clone(), weights);
        let all = (self.words * rounds) as f32;
        let mut done = 0;
        for round in 1..=rounds {
            let mut order: Vec<usize> = (0..self.examples.len()).collect();
            random.shuffle(&mut order);
            let mut order = order.into_iter().peekable();
            let (mut loss, mut steps) = (0.0, 0);
            while order.peek().is_some() {
                let mut batch = Batch::default();
                let mut targets = TargetBuilder::default();
                while batch.words() < BATCH
                    && let Some(number) = order.next()
                {
                    done += self.examples[number].forms.len();
                    let mut example = self.examples[number].varied(&mut random);
                    if example.runs_on(&mut random)
                        && let Some(number) = order.next()
                    {
                        done += self.examples[number].forms.len();
                        example.join(self.examples[number].varied(&mut random));
                    }
                    self.read(&example, &mut batch, &mut random);
                    targets.push(&example);
                }
                let mut targets = targets.finish();
                heed(teachers, &batch, &mut targets);
                let dropped = self.recipe.dropped;
                let masks = Masks::random(model.weights(), &batch, dropped, &mut random);
                loss += add_gradient(model.weights(), &batch, &targets, &masks, &mut gradient);
                steps += 1;
                // A short warming up, then down to nothing in a straight line.
                let progress = done as f32 / all;
                let rate =
                    self.recipe.rate * (progress * 50.0).min(1.0) * (1.0 - progress).max(0.0);
                adam.step(model.weights_mut(), &mut gradient, &batch, rate);
            }
            report(round, loss / steps as f32, &model);
        }
        model
    }

    /// Puts a sentence into a batch, its rare words by chance as unknown ones.
    fn read(&self, example: &Example, batch: &mut Batch, random: &mut Random) {
        batch.push(example.forms.len(), |word, rows| {
            let form = example.form(word);
            let first = rows.len();
            self.vocabulary.rows(form, rows);
            let count = self.counts[rows[first] as usize];
            if form != Form::Folded && random.happens(FORGOTTEN / (FORGOTTEN + count)) {
                rows[first] = UNKNOWN;
            }
        });
    }
}
