//! Matrices of whole numbers.

use std::ops::Range;

use super::sums::Sum;
use super::{LANES, Lanes};

/// How many tokens are worked on at once: buffers hold a multiple of this.
pub const TOKENS: usize = 2;
/// How many rows are. With two tokens, their eight sums and what they are made of just fit the registers.
const ROWS: usize = 4;

/// A matrix of whole numbers with a scale and a number to add for each row.
#[derive(Debug)]
pub struct Matrix {
    /// Four rows after four rows; what four rows have in one place stands together.
    weights: Vec<[Lanes; ROWS]>,
    /// Of a row, in [`Lanes`].
    width: usize,
    scale: Vec<[f32; ROWS]>,
    bias: Vec<[f32; ROWS]>,
}

impl Matrix {
    /// The longest row for which no sum can overflow: weights of at most 31 in size, inputs of any size.
    pub const WIDEST: usize = i32::MAX as usize / (31 << 15);

    /// Makes one from its rows, one after the other: `bias.len()` rows of a multiple of [`LANES`] numbers each.
    ///
    /// Whoever calls sees to it that no sum overflows an `i32`, whatever inputs the row gets.
    #[cold] // once for each matrix: to be small, not fast
    pub fn new(weights: &[i16], scale: &[f32], bias: &[f32]) -> Self {
        let rows = bias.len();
        let width = weights.len() / rows.max(1) / LANES;
        let fours = rows.div_ceil(ROWS);
        let mut made = Self {
            weights: vec![[Lanes::default(); ROWS]; fours * width],
            width,
            scale: vec![[0.0; ROWS]; fours],
            bias: vec![[0.0; ROWS]; fours],
        };
        for (at, &eight) in weights.as_chunks().0.iter().enumerate() {
            let row = at / width;
            made.weights[row / ROWS * width + at % width][row % ROWS] = Lanes(eight);
        }
        for (row, (&scale, &bias)) in scale.iter().zip(bias).enumerate() {
            made.scale[row / ROWS][row % ROWS] = scale;
            made.bias[row / ROWS][row % ROWS] = bias;
        }
        made
    }

    /// How many numbers [`Matrix::apply`] writes for a token: its rows, made a multiple of four.
    pub fn rows(&self) -> usize {
        self.bias.len() * ROWS
    }

    /// For each of `tokens` (a multiple of [`TOKENS`]), `rows` of the matrix times its input; inputs begin `stride`
    /// apart, and the numbers of a token are written together. `rows` begins and ends with a multiple of four.
    pub fn apply(&self, rows: Range<usize>, input: &[Lanes], stride: usize, tokens: usize, out: &mut [f32]) {
        let width = self.width;
        let fours = rows.start / ROWS..rows.end / ROWS;
        for (k, four) in fours.clone().enumerate() {
            let weights = &self.weights[four * width..(four + 1) * width];
            let (scale, bias) = (self.scale[four], self.bias[four]);
            for t in (0..tokens).step_by(TOKENS) {
                let [first, second] = [t, t + 1].map(|t| &input[t * stride..t * stride + width]);
                let sums = two_by_four(weights, first, second);
                for (i, sums) in sums.into_iter().enumerate() {
                    let at = (t + i) * rows.len() + ROWS * k;
                    let out = out[at..].first_chunk_mut::<ROWS>();
                    let made = std::array::from_fn(|i| sums[i] as f32 * scale[i] + bias[i]);
                    if let Some(out) = out {
                        *out = made;
                    }
                }
            }
        }
    }
}

/// The products of two inputs with four rows.
#[inline(always)]
fn two_by_four(weights: &[[Lanes; ROWS]], first: &[Lanes], second: &[Lanes]) -> [[i32; ROWS]; TOKENS] {
    let (mut a, mut b) = ([Sum::zero(); ROWS], [Sum::zero(); ROWS]);
    for ((weights, &x), &y) in weights.iter().zip(first).zip(second) {
        for (i, &row) in weights.iter().enumerate() {
            a[i] = a[i].add(row, x);
            b[i] = b[i].add(row, y);
        }
    }
    [Sum::wholes(a), Sum::wholes(b)]
}
