//! Dense matrices, and the one product that nearly all time goes into.
//!
//! Every sum is formed in the order of its terms, whatever the width of the machine's registers,
//! and no multiplication is fused with an addition: the same numbers come out everywhere. The
//! columns of a product stand side by side in registers, so that this order costs no speed.

use pulp::Arch;

/// Numbers in rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Matrix {
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    pub(crate) values: Vec<f32>,
}

impl Matrix {
    pub(crate) fn zeros(rows: usize, columns: usize) -> Self {
        Self { rows, columns, values: vec![0.0; rows * columns] }
    }

    pub(crate) fn row(&self, row: usize) -> &[f32] {
        &self.values[row * self.columns..][..self.columns]
    }

    pub(crate) fn row_mut(&mut self, row: usize) -> &mut [f32] {
        &mut self.values[row * self.columns..][..self.columns]
    }

    pub(crate) fn transposed(&self) -> Self {
        let mut out = Self::zeros(self.columns, self.rows);
        for row in 0..self.rows {
            for (column, value) in self.row(row).iter().enumerate() {
                out.values[column * self.rows + row] = *value;
            }
        }
        out
    }

    /// Adds the product `left · right`.
    ///
    /// # Panics
    ///
    /// If the shapes do not fit.
    pub(crate) fn add_product(&mut self, left: &Self, right: &Self) {
        assert!(self.rows == left.rows && self.columns == right.columns);
        assert!(left.columns == right.rows);
        vectorized(
            #[inline(always)]
            || product(&mut self.values, left, right),
        );
    }

    /// Adds `vector` to every row.
    pub(crate) fn add_to_rows(&mut self, vector: &[f32]) {
        for row in self.values.chunks_exact_mut(self.columns) {
            add(row, vector);
        }
    }

    /// Adds the sum of the rows to `vector`.
    pub(crate) fn add_rows_to(&self, vector: &mut [f32]) {
        for row in self.values.chunks_exact(self.columns) {
            add(vector, row);
        }
    }
}

/// Adds `more` to `sum`, number by number.
pub(crate) fn add(sum: &mut [f32], more: &[f32]) {
    for (sum, more) in sum.iter_mut().zip(more) {
        *sum += more;
    }
}

/// Runs loops with the widest registers that the machine has.
pub(crate) fn vectorized<R>(work: impl FnOnce() -> R) -> R {
    Arch::new().dispatch(work)
}

/// Rows and columns of the product that are kept in registers at a time.
const BLOCK: (usize, usize) = (6, 16);

#[inline(always)]
fn product(out: &mut [f32], left: &Matrix, right: &Matrix) {
    let whole = left.rows / BLOCK.0 * BLOCK.0;
    let mut column = 0;
    while column + BLOCK.1 <= right.columns {
        for row in (0..whole).step_by(BLOCK.0) {
            block::<{ BLOCK.0 }>(out, left, right, row, column);
        }
        match left.rows - whole {
            0 => {}
            1 => block::<1>(out, left, right, whole, column),
            2 => block::<2>(out, left, right, whole, column),
            3 => block::<3>(out, left, right, whole, column),
            4 => block::<4>(out, left, right, whole, column),
            _ => block::<5>(out, left, right, whole, column),
        }
        column += BLOCK.1;
    }
    for row in 0..left.rows {
        for column in column..right.columns {
            let terms = right.values[column..].iter().step_by(right.columns);
            let products = left.row(row).iter().zip(terms).map(|(left, right)| left * right);
            out[row * right.columns + column] += products.sum::<f32>();
        }
    }
}

// Loops over numbers that are known when compiling stay in registers; iterators did not.
#[allow(clippy::needless_range_loop)]
#[inline(always)]
fn block<const ROWS: usize>(
    out: &mut [f32],
    left: &Matrix,
    right: &Matrix,
    row: usize,
    column: usize,
) {
    let rows: [&[f32]; ROWS] = std::array::from_fn(|offset| left.row(row + offset));
    let mut sums = [[0.0f32; BLOCK.1]; ROWS];
    for inner in 0..left.columns {
        let terms: [f32; BLOCK.1] = *right.values[inner * right.columns + column..]
            .first_chunk()
            .expect("the caller keeps the block inside the matrix");
        for row in 0..ROWS {
            let factor = rows[row][inner];
            for column in 0..BLOCK.1 {
                sums[row][column] += factor * terms[column];
            }
        }
    }
    for (offset, sums) in sums.iter().enumerate() {
        add(&mut out[(row + offset) * right.columns + column..][..BLOCK.1], sums);
    }
}

/// The exponential to seven digits, by a polynomial: the system's own differs between systems.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    // Adding this number rounds to a whole one, which then stands in the lowest bits.
    const ROUND: f32 = 12_582_912.0;
    let x = x.clamp(-87.0, 87.0) * std::f32::consts::LOG2_E;
    let rounded = x + ROUND;
    let power = (rounded.to_bits() as i32).wrapping_sub(0x4B40_0000);
    let rest = (x - (rounded - ROUND)) * std::f32::consts::LN_2;
    let series = 1.0
        + rest
            * (1.0
                + rest
                    * (0.5
                        + rest
                            * (0.166_666_67
                                + rest
                                    * (0.041_666_67
                                        + rest * (0.008_333_334 + rest * 0.001_388_889)))));
    series * f32::from_bits(((power + 127) << 23) as u32)
}

#[inline(always)]
pub(crate) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

#[inline(always)]
pub(crate) fn tanh(x: f32) -> f32 {
    2.0 / (1.0 + exp(-2.0 * x)) - 1.0
}

/// Turns scores into probabilities, and gives the logarithm of their sum before.
pub(crate) fn softmax(scores: &mut [f32]) {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = exp(*score - highest);
        sum += *score;
    }
    for score in scores.iter_mut() {
        *score /= sum;
    }
}

#[cfg(test)]
mod tests {
    use super::{Matrix, exp, softmax, tanh};

    fn numbered(rows: usize, columns: usize) -> Matrix {
        let values = (0..rows * columns).map(|number| ((number * 7 % 13) as f32) - 6.0).collect();
        Matrix { rows, columns, values }
    }

    #[test]
    fn the_product_is_that_of_the_textbook_whatever_the_shape() {
        for (rows, inner, columns) in [(1, 3, 5), (7, 4, 16), (13, 9, 37), (6, 1, 32)] {
            let (left, right) = (numbered(rows, inner), numbered(inner, columns));
            let mut out = Matrix::zeros(rows, columns);
            out.add_product(&left, &right);
            for row in 0..rows {
                for column in 0..columns {
                    let expected: f32 =
                        (0..inner).map(|k| left.row(row)[k] * right.row(k)[column]).sum();
                    assert_eq!(out.row(row)[column], expected);
                }
            }
        }
    }

    #[test]
    fn the_exponential_is_exact_to_six_digits() {
        for step in -800..800 {
            let x = step as f32 / 10.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 2e-6 * x.abs().max(1.0), "{x}");
            assert!((tanh(x) - x.tanh()).abs() < 1e-6, "{x}");
        }
    }

    #[test]
    fn probabilities_sum_to_one() {
        let mut scores = [3.0, -2.0, f32::NEG_INFINITY, 90.0, 89.0];
        softmax(&mut scores);
        assert!((scores.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(scores[2] < 1e-30);
        assert!(scores[3] > scores[4]);
    }
}
