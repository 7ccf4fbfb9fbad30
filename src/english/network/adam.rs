//! How weights learn from gradients: Adam (Kingma and Ba 2015).
//!
//! A row of the embedding learns only when its feature occurs; its moments rest in between.

use crate::english::network::{Weights, forward::Batch, matrix::vectorized};

/// The moments of the gradients.
#[derive(Clone, Debug)]
pub(crate) struct Adam {
    first: Weights,
    second: Weights,
    steps: i32,
}

const DECAY: (f32, f32) = (0.9, 0.98);
/// The longest step of the gradient, over all dense weights, that is taken as it is.
const LONGEST: f32 = 2.0;

impl Adam {
    pub(crate) fn new(weights: &Weights) -> Self {
        let zeros = Weights::zeros(weights.sizes);
        Self { first: zeros.clone(), second: zeros, steps: 0 }
    }

    /// Moves `weights` against `gradient`, that of `batch`, and sets the gradient back to zero.
    pub(crate) fn step(
        &mut self,
        weights: &mut Weights,
        gradient: &mut Weights,
        batch: &Batch,
        rate: f32,
    ) {
        self.steps += 1;
        let rate =
            rate * (1.0 - DECAY.1.powi(self.steps)).sqrt() / (1.0 - DECAY.0.powi(self.steps));
        let length = gradient
            .dense()
            .iter()
            .map(|part| part.iter().map(|value| f64::from(value * value)).sum::<f64>())
            .sum::<f64>()
            .sqrt() as f32;
        let factor = if length > LONGEST { LONGEST / length } else { 1.0 };
        let moments = self.first.dense_mut().into_iter().zip(self.second.dense_mut());
        let parts = weights.dense_mut().into_iter().zip(gradient.dense_mut());
        for ((weights, gradient), (first, second)) in parts.zip(moments) {
            update(weights, gradient, first, second, rate, factor);
        }
        let mut rows: Vec<u32> =
            (0..batch.words()).flat_map(|word| batch.rows(word)).copied().collect();
        rows.sort_unstable();
        rows.dedup();
        for row in rows {
            let row = row as usize;
            update(
                weights.embedding.row_mut(row),
                gradient.embedding.row_mut(row),
                self.first.embedding.row_mut(row),
                self.second.embedding.row_mut(row),
                rate,
                factor,
            );
        }
    }
}

fn update(
    weights: &mut [f32],
    gradient: &mut [f32],
    first: &mut [f32],
    second: &mut [f32],
    rate: f32,
    factor: f32,
) {
    vectorized(
        #[inline(always)]
        || {
            let moments = first.iter_mut().zip(second);
            for ((weight, gradient), (first, second)) in
                weights.iter_mut().zip(gradient).zip(moments)
            {
                let slope = *gradient * factor;
                *gradient = 0.0;
                *first = DECAY.0 * *first + (1.0 - DECAY.0) * slope;
                *second = DECAY.1 * *second + (1.0 - DECAY.1) * slope * slope;
                *weight -= rate * *first / (second.sqrt() + 1e-8);
            }
        },
    );
}
