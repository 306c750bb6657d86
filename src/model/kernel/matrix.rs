//! Matrices of whole numbers.

use super::sums::{self, Columns, Machine, Work};
use super::{LANES, Lanes, ROWS};

/// Pairs of columns in [`Lanes`].
const PAIRS: usize = LANES / 2;

/// A matrix of whole numbers with a scale and a number to add for each row.
#[derive(Debug)]
pub struct Matrix {
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

    /// Makes one from its rows, one after the other: `bias.len()` rows of a multiple of [`LANES`] numbers each.
    ///
    /// Whoever calls sees to it that no sum overflows an `i32`, whatever inputs the row gets.
    #[cold] // once for each matrix: to be small, not fast
    pub fn new(weights: &[i16], scale: &[f32], bias: &[f32]) -> Self {
        let width = weights.len() / bias.len().max(1) / LANES;
        Self { weights: in_columns(weights, bias.len()), width, last: Affine::new(scale, bias) }
    }

    /// How many numbers [`Matrix::apply`] writes for a token: its rows, made a multiple of eight.
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
        let all = self.matrix.weights.chunks_exact(self.matrix.width * PAIRS);
        for (k, weights) in all.enumerate() {
            for (from, some) in groups(self.tokens) {
                match some {
                    4 => self.some::<M, 4>(k, weights, from),
                    2 => self.some::<M, 2>(k, weights, from),
                    _ => self.some::<M, 1>(k, weights, from),
                }
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
        let eights = |of: &[f32]| {
            let eight = |some: &[f32]| std::array::from_fn(|i| some.get(i).copied().unwrap_or_default());
            of.chunks(ROWS).map(eight).collect()
        };
        Self { scale: eights(scale), bias: eights(bias) }
    }

    /// Writes what comes of the sums of eight rows.
    #[inline(always)]
    pub(super) fn write(&self, eight: usize, sums: [i32; ROWS], to: &mut [f32]) {
        let (scale, bias) = (self.scale[eight], self.bias[eight]);
        if let Some(to) = to.first_chunk_mut::<ROWS>() {
            *to = std::array::from_fn(|i| sums[i] as f32 * scale[i] + bias[i]);
        }
    }
}

/// As many fours as there are, then a two, then a one: where each begins, and how many it is.
#[inline(always)]
pub(super) fn groups(count: usize) -> impl Iterator<Item = (usize, usize)> {
    let fours = (0..count / 4).map(|k| (4 * k, 4));
    let (two, one) = (count & 2, count & 1);
    fours.chain((two > 0).then_some((count & !3, 2))).chain((one > 0).then_some((count - 1, 1)))
}

/// Rows, one after the other, as eight rows after eight rows; what eight rows have in two columns stands together.
pub(super) fn in_columns(weights: &[i16], rows: usize) -> Vec<Columns> {
    let pairs = weights.len() / rows.max(1) / 2;
    let mut made = vec![Columns::default(); rows.div_ceil(ROWS) * pairs];
    for (at, &two) in weights.as_chunks::<2>().0.iter().enumerate() {
        let (row, pair) = (at / pairs, at % pairs);
        let half = &mut made[row / ROWS * pairs + pair][row % ROWS / 4].0;
        half[row % 4 * 2..][..2].copy_from_slice(&two);
    }
    made
}

/// The products of inputs with eight rows.
#[inline(always)]
pub(super) fn products<M: Machine, const T: usize>(weights: &[Columns], inputs: [&[Lanes]; T]) -> [[i32; ROWS]; T] {
    let weights = weights.as_chunks::<PAIRS>().0;
    // So that no place need be checked below.
    let inputs = inputs.map(|input| &input[..weights.len()]);
    let mut sums = [M::zero(); T];
    for (at, columns) in weights.iter().enumerate() {
        for (pair, rows) in columns.iter().enumerate() {
            for t in 0..T {
                let eight = inputs[t][at].0;
                let [low, high] = [eight[2 * pair], eight[2 * pair + 1]].map(i16::cast_unsigned);
                sums[t] = M::add(sums[t], rows, u32::from(low) | u32::from(high) << 16);
            }
        }
    }
    sums.map(M::numbers)
}
