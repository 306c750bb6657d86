//! Matrices that look at a token with the one before it and the one behind.
//!
//! Four tokens in a row look at six, each number of them up to three times. Winograd's minimal filtering F(4, 3) gets the
//! same sums from 6 products for each column where the plain way takes 12: inputs and weights are each put together in
//! six ways, multiplied, and put together again (Lavin & Gray 2016, Fast Algorithms for Convolutional Neural Networks,
//! section 4.3). In whole numbers nothing is lost: all weights are taken 24 times so that none is a fraction.

#![allow(clippy::many_single_char_names)] // six ways and four tokens, as the paper has them

use std::num::Wrapping;
use std::ops::Range;

use super::matrix::{Affine, products};
use super::sums::{self, Columns, Machine, Work};
use super::{LANES, Lanes, ROWS};

/// Tokens that are worked on together.
pub const TILE: usize = 4;
/// Ways in which the inputs and the weights of a tile are put together.
pub const WAYS: usize = 6;
/// How many times its own size the largest number may be when inputs are put together.
const GROWTH: usize = 10;
/// How many times the sums come out.
const TIMES: i32 = 24;
const _: () = assert!((i32::MAX / TIMES / 31) as usize / Window::LARGEST > 3 * super::MOST_UNITS);

/// A matrix over three tokens, with a scale and a number to add for each row.
#[derive(Debug)]
pub struct Window {
    /// For four rows after four rows, each way's weights.
    weights: Vec<Columns>,
    /// What it has for a token, in [`Lanes`].
    width: usize,
    last: Affine,
}

impl Window {
    /// The largest input, in size: put together, such inputs still fit an `i16`.
    pub const LARGEST: usize = i16::MAX as usize / GROWTH;

    /// Makes one from its rows, one after the other: for each what it has for the token before, for the token itself and
    /// for the one behind, all at most 31 in size. A multiple of four rows.
    pub fn new(weights: &[Lanes], scale: &[f32], bias: &[f32]) -> Self {
        let rows = bias.len();
        let width = weights.len() / rows.max(1) / 3;
        let mut made = vec![Columns::default(); rows / ROWS * WAYS * width];
        for (row, weights) in weights.chunks_exact(3 * width.max(1)).enumerate() {
            let four = &mut made[row / ROWS * WAYS * width..][..WAYS * width];
            for at in 0..width {
                let [before, own, behind] = [0, 1, 2].map(|token| weights[token * width + at].0);
                let mut made = [Lanes::default(); WAYS];
                for i in 0..LANES {
                    let (a, b, c) = (before[i], own[i], behind[i]);
                    let ways =
                        [6 * a, -4 * (a + b + c), -4 * (a - b + c), a + 2 * b + 4 * c, a - 2 * b + 4 * c, 24 * c];
                    made.iter_mut().zip(ways).for_each(|(made, way)| made.0[i] = way);
                }
                made.iter().enumerate().for_each(|(way, &made)| four[way * width + at][row % ROWS] = made);
            }
        }
        let scale: Vec<f32> = scale.iter().map(|s| s / TIMES as f32).collect();
        Self { weights: made, width, last: Affine::new(&scale, bias) }
    }

    /// For the tokens of each of `tiles`, some rows of the matrix, from what [`spread`] made; the numbers of a token are
    /// written together. `rows` begins and ends with a multiple of four.
    pub fn apply(&self, rows: Range<usize>, spread: &[Lanes], tiles: Range<usize>, out: &mut [f32]) {
        let spread = &spread[tiles.start * WAYS * self.width..];
        sums::run(Apply { window: self, rows, spread, tiles: tiles.len(), out });
    }
}

/// Puts the inputs of `tiles` together in six ways, each of `width`. Tile k begins with the token before its first:
/// `input` holds one token more at both ends.
pub fn spread(input: &[Lanes], width: usize, tiles: usize, out: &mut [Lanes]) {
    sums::run(Spread { input, width, tiles, out });
}

struct Spread<'a> {
    input: &'a [Lanes],
    width: usize,
    tiles: usize,
    out: &'a mut [Lanes],
}

impl Work for Spread<'_> {
    #[inline(always)]
    fn on<M: Machine>(self) {
        let width = self.width;
        for (tile, out) in self.out.chunks_exact_mut(WAYS * width).take(self.tiles).enumerate() {
            let input = &self.input[tile * TILE * width..][..(TILE + 2) * width];
            for at in 0..width {
                // Weights that nobody trained may give numbers that do not fit; they stay what nobody can use.
                let [a, b, c, d, e, f]: [[Wrapping<i16>; LANES]; TILE + 2] =
                    std::array::from_fn(|token| input[token * width + at].0.map(Wrapping));
                let [two, four, five] = [2, 4, 5].map(Wrapping);
                let made: [Lanes; WAYS] = [
                    lanes(|i| four * a[i] - five * c[i] + e[i]),
                    lanes(|i| d[i] + e[i] - four * (b[i] + c[i])),
                    lanes(|i| e[i] - d[i] + four * (b[i] - c[i])),
                    lanes(|i| e[i] - c[i] + two * (d[i] - b[i])),
                    lanes(|i| e[i] - c[i] - two * (d[i] - b[i])),
                    lanes(|i| four * b[i] - five * d[i] + f[i]),
                ];
                made.iter().enumerate().for_each(|(way, &made)| out[way * width + at] = made);
            }
        }
    }
}

/// Eight numbers, each made by its place.
#[inline(always)]
fn lanes(make: impl Fn(usize) -> Wrapping<i16>) -> Lanes {
    Lanes(std::array::from_fn(|i| make(i).0))
}

struct Apply<'a> {
    window: &'a Window,
    rows: Range<usize>,
    spread: &'a [Lanes],
    tiles: usize,
    out: &'a mut [f32],
}

impl Work for Apply<'_> {
    #[inline(always)]
    fn on<M: Machine>(mut self) {
        let four = WAYS * self.window.width;
        for k in self.rows.start / ROWS..self.rows.end / ROWS {
            let weights = &self.window.weights[k * four..(k + 1) * four];
            for from in (0..self.tiles / 2).map(|two| 2 * two) {
                self.some::<M, 2>(k, weights, from);
            }
            if self.tiles % 2 == 1 {
                self.some::<M, 1>(k, weights, self.tiles - 1);
            }
        }
    }
}

impl Apply<'_> {
    #[inline(always)]
    fn some<M: Machine, const T: usize>(&mut self, k: usize, weights: &[Columns], from: usize) {
        let (width, rows) = (self.window.width, self.rows.len());
        // Nothing is filled with zeros first: in wasm that is a call.
        let sums: [_; WAYS] = std::array::from_fn(|way| {
            let inputs = std::array::from_fn(|t| &self.spread[((from + t) * WAYS + way) * width..]);
            products::<M, T>(&weights[way * width..][..width], inputs)
        });
        for t in 0..T {
            let mut tokens = [[0; ROWS]; TILE];
            for i in 0..ROWS {
                let [a, b, c, d, e, f] = std::array::from_fn(|way| sums[way][t][i]);
                // Sums on the way may wrap: what comes out does not, and is the same.
                let (sum, near) = (b.wrapping_add(c), b.wrapping_sub(c));
                let (other, far) = (d.wrapping_add(e), d.wrapping_sub(e));
                tokens[0][i] = a.wrapping_add(sum).wrapping_add(other);
                tokens[1][i] = near.wrapping_add(far.wrapping_mul(2));
                tokens[2][i] = sum.wrapping_add(other.wrapping_mul(4));
                tokens[3][i] = near.wrapping_add(far.wrapping_mul(8)).wrapping_add(f);
            }
            let at = (from + t) * TILE * rows + ROWS * k - self.rows.start;
            for (token, sums) in tokens.into_iter().enumerate() {
                self.window.last.write(k, sums, &mut self.out[at + token * rows..]);
            }
        }
    }
}
