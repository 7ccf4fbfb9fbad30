//! Dense matrices, and the one product that nearly all time goes into.
//!
//! Every sum is formed in the order of its terms, whatever the width of the machine's registers,
//! and no multiplication is fused with an addition: the same numbers come out everywhere. The
//! columns of a product stand side by side in registers, so that this order costs no speed.

// Loops over numbers that are known when compiling stay in registers; iterators did not.
#![allow(clippy::needless_range_loop)]

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
    /// If the shapes do not fit, or the columns do not fill panels of 16.
    pub(crate) fn add_product(&mut self, left: &Self, right: &Self) {
        assert!(self.rows == left.rows && self.columns == right.columns);
        assert!(left.columns == right.rows && right.columns.is_multiple_of(COLUMNS));
        vectorized(
            #[inline(always)]
            || product(self, left, right),
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
#[inline(always)]
pub(crate) fn add(sum: &mut [f32], more: &[f32]) {
    for (sum, more) in sum.iter_mut().zip(more) {
        *sum += more;
    }
}

/// Runs loops with the widest registers that the machine has.
pub(crate) fn vectorized<R>(work: impl FnOnce() -> R) -> R {
    Arch::new().dispatch(work)
}

/// Rows of a product, and columns, that are kept in registers at a time.
const ROWS: usize = 6;
const COLUMNS: usize = 16;

/// The right side of a product, in panels of [`COLUMNS`] columns.
trait Right {
    /// A row of a panel.
    fn terms(&self, panel: usize, row: usize) -> [f32; COLUMNS];

    /// What the sums of a panel are multiplied with.
    fn scales(&self, number: usize) -> [f32; COLUMNS];
}

impl Right for Matrix {
    #[inline(always)]
    fn terms(&self, panel: usize, row: usize) -> [f32; COLUMNS] {
        let terms = self.values[row * self.columns + panel * COLUMNS..].first_chunk();
        *terms.expect("the panel lies inside the matrix")
    }

    #[inline(always)]
    fn scales(&self, _: usize) -> [f32; COLUMNS] {
        [1.0; COLUMNS]
    }
}

/// Adds the product of `left` and `right` to `out`, block of rows by block of rows.
#[inline(always)]
fn product(out: &mut Matrix, left: &Matrix, right: &impl Right) {
    let whole = left.rows / ROWS * ROWS;
    for row in (0..whole).step_by(ROWS) {
        rows::<ROWS>(out, left, row, right);
    }
    match left.rows - whole {
        0 => {}
        1 => rows::<1>(out, left, whole, right),
        2 => rows::<2>(out, left, whole, right),
        3 => rows::<3>(out, left, whole, right),
        4 => rows::<4>(out, left, whole, right),
        _ => rows::<5>(out, left, whole, right),
    }
}

#[inline(always)]
fn rows<const COUNT: usize>(out: &mut Matrix, left: &Matrix, row: usize, right: &impl Right) {
    let inner = left.columns;
    let mut factors = [&left.values[..0]; COUNT];
    for offset in 0..COUNT {
        factors[offset] = &left.values[(row + offset) * inner..][..inner];
    }
    for panel in 0..out.columns / COLUMNS {
        let sums = block(factors, inner, panel, right);
        let scales = right.scales(panel);
        for (offset, sums) in sums.iter().enumerate() {
            let out = &mut out.row_mut(row + offset)[panel * COLUMNS..][..COLUMNS];
            for ((out, sum), scale) in out.iter_mut().zip(sums).zip(&scales) {
                *out += sum * scale;
            }
        }
    }
}

#[inline(always)]
fn block<const COUNT: usize>(
    factors: [&[f32]; COUNT],
    inner: usize,
    panel: usize,
    right: &impl Right,
) -> [[f32; COLUMNS]; COUNT] {
    let mut sums = [[0.0; COLUMNS]; COUNT];
    for inner in 0..inner {
        let terms = right.terms(panel, inner);
        for row in 0..COUNT {
            let factor = factors[row][inner];
            for column in 0..COLUMNS {
                sums[row][column] += factor * terms[column];
            }
        }
    }
    sums
}

/// A matrix that only multiplies any more: rounded to 8 bits, and lying as the product reads it.
///
/// A sentence has few words, so that most of the time the weights would be waited for; a quarter of
/// the bytes stays in the cache that a core has for itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Packed {
    rows: usize,
    /// Panel by panel, each from the top down.
    panels: Vec<[i8; COLUMNS]>,
    /// What one step of the rounded numbers of each column stands for.
    scales: Vec<[f32; COLUMNS]>,
}

impl Packed {
    /// # Panics
    ///
    /// If the columns do not fill panels.
    pub(crate) fn new(matrix: &Matrix) -> Self {
        assert!(matrix.columns.is_multiple_of(COLUMNS));
        let mut panels = Vec::with_capacity(matrix.values.len() / COLUMNS);
        let mut scales = Vec::with_capacity(matrix.columns / COLUMNS);
        for start in (0..matrix.columns).step_by(COLUMNS) {
            let column = |offset| (0..matrix.rows).map(move |row| matrix.row(row)[start + offset]);
            let steps: [f32; COLUMNS] = std::array::from_fn(|offset| scale(column(offset)));
            panels.extend((0..matrix.rows).map(|row| {
                let step = |offset: usize| matrix.row(row)[start + offset] / steps[offset];
                std::array::from_fn::<i8, COLUMNS, _>(|offset| step(offset).round() as i8)
            }));
            scales.push(steps);
        }
        Self { rows: matrix.rows, panels, scales }
    }

    /// Adds the product of `left` and this to `out`.
    ///
    /// # Panics
    ///
    /// If the shapes do not fit.
    pub(crate) fn add_product_to(&self, left: &Matrix, out: &mut Matrix) {
        assert!(out.rows == left.rows && out.columns == self.scales.len() * COLUMNS);
        assert!(left.columns == self.rows);
        vectorized(
            #[inline(always)]
            || product(out, left, self),
        );
    }
}

impl Right for Packed {
    #[inline(always)]
    fn terms(&self, panel: usize, row: usize) -> [f32; COLUMNS] {
        let rounded = &self.panels[panel * self.rows + row];
        let mut terms = [0.0; COLUMNS];
        for column in 0..COLUMNS {
            terms[column] = f32::from(rounded[column]);
        }
        terms
    }

    #[inline(always)]
    fn scales(&self, number: usize) -> [f32; COLUMNS] {
        self.scales[number]
    }
}

/// What one of 127 steps from 0 to the number furthest from it stands for.
pub(crate) fn scale(values: impl IntoIterator<Item = f32>) -> f32 {
    let furthest = values.into_iter().fold(0.0f32, |furthest, value| furthest.max(value.abs()));
    if furthest > 0.0 { furthest / 127.0 } else { 1.0 }
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

/// Turns scores into probabilities.
#[inline(always)]
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
    use super::{Matrix, Packed, exp, product, softmax, tanh, vectorized};

    fn numbered(rows: usize, columns: usize) -> Matrix {
        let values = (0..rows * columns).map(|number| ((number * 7 % 13) as f32) - 6.0).collect();
        Matrix { rows, columns, values }
    }

    #[test]
    fn the_product_is_that_of_the_textbook_whatever_the_shape() {
        for (rows, inner, columns) in [(1, 3, 16), (7, 4, 16), (17, 9, 48), (6, 1, 32)] {
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
    fn the_widest_registers_give_the_same_bits_as_the_narrowest() {
        let mut random = crate::english::network::random::Random::new(11);
        let mut matrix = |rows, columns| {
            let values = (0..rows * columns).map(|_| random.unit() - 0.5).collect();
            Matrix { rows, columns, values }
        };
        let (left, right) = (matrix(13, 100), matrix(100, 48));
        let (mut wide, mut narrow) = (Matrix::zeros(13, 48), Matrix::zeros(13, 48));
        wide.add_product(&left, &right);
        product(&mut narrow, &left, &right);
        assert_eq!(wide, narrow);
        let packed = Packed::new(&right);
        packed.add_product_to(&left, &mut wide);
        product(&mut narrow, &left, &packed);
        assert_eq!(wide, narrow);
        vectorized(|| softmax(&mut wide.values));
        softmax(&mut narrow.values);
        assert_eq!(wide, narrow);
    }

    #[test]
    fn a_packed_matrix_multiplies_as_it_would_unpacked() {
        for rows in 1..14 {
            let (left, right) = (numbered(rows, 9), numbered(9, 48));
            let (mut expected, mut out) = (Matrix::zeros(rows, 48), Matrix::zeros(rows, 48));
            expected.add_product(&left, &right);
            Packed::new(&right).add_product_to(&left, &mut out);
            for (out, expected) in out.values.iter().zip(&expected.values) {
                assert!((out - expected).abs() < 9.0 * 6.0 * 6.0 / 254.0, "{out} {expected}");
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
