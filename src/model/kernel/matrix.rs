//! Matrices of whole numbers.

use super::sums::{self, Columns, Machine, Work};
use super::{Lanes, ROWS};

/// Columns of eight that are gone through without a look at where the row ends; the rows of the built-in network are
/// multiples of five. For wasm only one: of several the compiler puts the sums of a row last, and browsers then have more
/// to hold than there are registers.
const STEPS: usize = if cfg!(target_arch = "wasm32") { 1 } else { 5 };

/// A matrix of whole numbers with a scale and a number to add for each row.
#[derive(Debug)]
pub struct Matrix {
    /// Four rows after four rows; what four rows have in eight columns stands together.
    weights: Vec<Columns>,
    /// Of a row, in [`Lanes`].
    width: usize,
    last: Affine,
}

/// What is done to sums of products: times a scale, plus a number, for each row.
#[derive(Debug)]
pub(super) struct Affine {
    scale: Vec<[f32; ROWS]>,
    bias: Vec<[f32; ROWS]>,
}

impl Matrix {
    /// The longest row for which no sum can overflow: weights of at most 31 in size, inputs of any size.
    pub const WIDEST: usize = i32::MAX as usize / (31 << 15);

    /// Makes one from its rows, one after the other: `bias.len()` rows of the same length.
    ///
    /// Whoever calls sees to it that no sum overflows an `i32`, whatever inputs the row gets.
    pub fn new(weights: &[Lanes], scale: &[f32], bias: &[f32]) -> Self {
        let rows = bias.len();
        let width = weights.len() / rows.max(1);
        let mut made = vec![Columns::default(); rows.div_ceil(ROWS) * width];
        for (row, weights) in weights.chunks_exact(width.max(1)).enumerate() {
            let four = &mut made[row / ROWS * width..][..width];
            for (columns, &eight) in four.iter_mut().zip(weights) {
                columns[row % ROWS] = eight;
            }
        }
        Self { weights: made, width, last: Affine::new(scale, bias) }
    }

    /// How many numbers [`Matrix::apply`] writes for a token: its rows, made a multiple of four.
    pub fn rows(&self) -> usize {
        self.last.scale.len() * ROWS
    }

    /// For each of `tokens`, the matrix times its input; inputs begin `stride` apart, and the numbers of a token are
    /// written together.
    pub fn apply(&self, input: &[Lanes], stride: usize, tokens: usize, out: &mut [f32]) {
        sums::run(Apply { matrix: self, input, stride, tokens, out });
    }
}

struct Apply<'a> {
    matrix: &'a Matrix,
    input: &'a [Lanes],
    stride: usize,
    tokens: usize,
    out: &'a mut [f32],
}

impl Work for Apply<'_> {
    #[inline(always)]
    fn on<M: Machine>(mut self) {
        let all = self.matrix.weights.chunks_exact(self.matrix.width);
        for (k, weights) in all.enumerate() {
            for from in (0..self.tokens / 2).map(|two| 2 * two) {
                self.some::<M, 2>(k, weights, from);
            }
            if self.tokens % 2 == 1 {
                self.some::<M, 1>(k, weights, self.tokens - 1);
            }
        }
    }
}

impl Apply<'_> {
    #[inline(always)]
    fn some<M: Machine, const T: usize>(&mut self, k: usize, weights: &[Columns], from: usize) {
        let inputs = std::array::from_fn(|t| &self.input[(from + t) * self.stride..]);
        for (t, sums) in products::<M, T>(weights, inputs).into_iter().enumerate() {
            self.matrix.last.write(k, sums, &mut self.out[(from + t) * self.matrix.rows() + ROWS * k..]);
        }
    }
}

impl Affine {
    pub(super) fn new(scale: &[f32], bias: &[f32]) -> Self {
        let fours = |of: &[f32]| {
            let four = |some: &[f32]| std::array::from_fn(|i| some.get(i).copied().unwrap_or_default());
            of.chunks(ROWS).map(four).collect()
        };
        Self { scale: fours(scale), bias: fours(bias) }
    }

    /// Writes what comes of the sums of four rows.
    #[inline(always)]
    pub(super) fn write(&self, four: usize, sums: [i32; ROWS], to: &mut [f32]) {
        let (scale, bias) = (self.scale[four], self.bias[four]);
        if let Some(to) = to.first_chunk_mut::<ROWS>() {
            *to = std::array::from_fn(|i| sums[i] as f32 * scale[i] + bias[i]);
        }
    }
}

/// The products of inputs with four rows. With two inputs, their eight sums and what they are made of just fit the
/// registers.
#[inline(always)]
pub(super) fn products<M: Machine, const T: usize>(weights: &[Columns], inputs: [&[Lanes]; T]) -> [[i32; ROWS]; T] {
    let (fives, rest) = weights.as_chunks::<STEPS>();
    // So that no place need be checked below.
    let inputs = inputs.map(|input| input[..weights.len()].as_chunks::<STEPS>());
    let mut sums = [M::zero(); T];
    for (at, five) in fives.iter().enumerate() {
        for (step, rows) in five.iter().enumerate() {
            for t in 0..T {
                sums[t] = M::add(sums[t], rows, inputs[t].0[at][step]);
            }
        }
    }
    for (at, rows) in rest.iter().enumerate() {
        for t in 0..T {
            sums[t] = M::add(sums[t], rows, inputs[t].1[at]);
        }
    }
    sums.map(M::numbers)
}
