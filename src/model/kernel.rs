//! The inner loops: products of matrices in whole numbers, and what lies between them in 32-bit floating point.
//!
//! The results are the same bit for bit everywhere: sums of whole numbers do not depend on their order, and every
//! floating-point operation is one that IEEE 754 fixes (Rust never joins a product and a sum into one rounding), in the
//! order written here.
#![allow(clippy::inline_always)] // these are the few lines that all the time goes into

/// How many tokens are worked on at once: buffers hold a multiple of this.
pub(super) const TOKENS: usize = 4;
/// Rows of a matrix come in pairs.
const ROWS: usize = 2;

/// Eight whole numbers side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C, align(16))]
pub(super) struct Lanes(pub(super) [i16; 8]);

/// How many numbers [`Lanes`] holds.
pub(super) const LANES: usize = 8;

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod sums {
    use core::arch::wasm32::{i32x4_add, i32x4_dot_i16x8, i32x4_extract_lane, i32x4_splat, v128};

    use super::Lanes;

    #[derive(Clone, Copy)]
    pub(super) struct Sums(v128);

    #[allow(unsafe_code)]
    fn wide(lanes: Lanes) -> v128 {
        // SAFETY: both are sixteen bytes, and every pattern of bits is a value of both.
        unsafe { core::mem::transmute::<[i16; 8], v128>(lanes.0) }
    }

    impl Sums {
        pub(super) fn zero() -> Self {
            Self(i32x4_splat(0))
        }

        #[inline(always)]
        pub(super) fn add(self, a: Lanes, b: Lanes) -> Self {
            Self(i32x4_add(self.0, i32x4_dot_i16x8(wide(a), wide(b))))
        }

        #[inline(always)]
        pub(super) fn total(self) -> i32 {
            let s = self.0;
            (i32x4_extract_lane::<0>(s) + i32x4_extract_lane::<1>(s))
                + (i32x4_extract_lane::<2>(s) + i32x4_extract_lane::<3>(s))
        }
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod sums {
    use super::Lanes;

    #[derive(Clone, Copy)]
    pub(super) struct Sums([i32; 4]);

    impl Sums {
        pub(super) fn zero() -> Self {
            Self([0; 4])
        }

        #[inline(always)]
        pub(super) fn add(self, a: Lanes, b: Lanes) -> Self {
            let mut sums = self.0;
            for (k, sum) in sums.iter_mut().enumerate() {
                let product = |i: usize| i32::from(a.0[i]) * i32::from(b.0[i]);
                *sum += product(2 * k) + product(2 * k + 1);
            }
            Self(sums)
        }

        #[inline(always)]
        pub(super) fn total(self) -> i32 {
            let [a, b, c, d] = self.0;
            (a + b) + (c + d)
        }
    }
}

use sums::Sums;

/// A matrix of whole numbers with a scale and a number to add for each row.
#[derive(Debug)]
pub(super) struct Matrix {
    weights: Vec<Lanes>,
    /// In [`Lanes`].
    width: usize,
    scale: Vec<f32>,
    bias: Vec<f32>,
}

impl Matrix {
    /// The longest row for which no sum can overflow: weights of at most 31 in size, inputs of at most `i16::MAX`.
    pub(super) const WIDEST: usize = i32::MAX as usize / (31 * i16::MAX as usize);

    /// Makes one from its rows, one after the other. `bias.len()` rows, of a multiple of [`LANES`] numbers each.
    ///
    /// Whoever calls sees to it that no row overflows an `i32` on any input that it can get.
    pub(super) fn new(weights: &[i16], scale: &[f32], bias: &[f32]) -> Self {
        let rows = bias.len();
        let width = weights.len() / rows.max(1) / LANES;
        let mut lanes: Vec<Lanes> = weights.as_chunks::<LANES>().0.iter().map(|&l| Lanes(l)).collect();
        let padded = rows.next_multiple_of(ROWS);
        lanes.resize(padded * width, Lanes::default());
        let pad = |of: &[f32]| of.iter().copied().chain([0.0]).take(padded).collect();
        Self { weights: lanes, width, scale: pad(scale), bias: pad(bias) }
    }

    /// How many numbers [`Matrix::apply`] writes for a token: its rows, made even.
    pub(super) fn rows(&self) -> usize {
        self.bias.len()
    }

    /// For each of `tokens` (made a multiple of [`TOKENS`]), `rows` of the matrix times the input that begins `stride`
    /// further on for each token. `rows` begins and ends even.
    pub(super) fn apply(
        &self,
        rows: core::ops::Range<usize>,
        input: &[Lanes],
        stride: usize,
        tokens: usize,
        out: &mut [f32],
    ) {
        let (width, n) = (self.width, rows.len());
        let pairs = self.weights[rows.start * width..rows.end * width].chunks_exact(ROWS * width);
        for (k, pair) in pairs.enumerate() {
            let (a, b) = pair.split_at(width);
            let row = rows.start + ROWS * k;
            let scales = [self.scale[row], self.scale[row + 1]];
            let biases = [self.bias[row], self.bias[row + 1]];
            for t in (0..tokens).step_by(TOKENS) {
                let sums = four_by_two(a, b, &input[t * stride..], stride);
                for (i, sums) in sums.iter().enumerate() {
                    let at = (t + i) * n + ROWS * k;
                    out[at] = sums[0] as f32 * scales[0] + biases[0];
                    out[at + 1] = sums[1] as f32 * scales[1] + biases[1];
                }
            }
        }
    }
}

/// The products of four inputs with two rows.
#[inline(always)]
fn four_by_two(a: &[Lanes], b: &[Lanes], input: &[Lanes], stride: usize) -> [[i32; ROWS]; TOKENS] {
    let width = a.len();
    let x = |i: usize| &input[i * stride..i * stride + width];
    let (x0, x1, x2, x3) = (x(0), x(1), x(2), x(3));
    let zero = Sums::zero();
    let (mut a0, mut a1, mut a2, mut a3) = (zero, zero, zero, zero);
    let (mut b0, mut b1, mut b2, mut b3) = (zero, zero, zero, zero);
    for k in 0..width {
        let (a, b) = (a[k], b[k]);
        (a0, b0) = (a0.add(a, x0[k]), b0.add(b, x0[k]));
        (a1, b1) = (a1.add(a, x1[k]), b1.add(b, x1[k]));
        (a2, b2) = (a2.add(a, x2[k]), b2.add(b, x2[k]));
        (a3, b3) = (a3.add(a, x3[k]), b3.add(b, x3[k]));
    }
    [[a0.total(), b0.total()], [a1.total(), b1.total()], [a2.total(), b2.total()], [a3.total(), b3.total()]]
}

/// What a normalised number of one is as a whole number. Norms of up to 248 numbers are below 16 in size, so that they
/// fit.
pub(super) const NORM: f32 = 2048.0;
/// What a state of one, the largest, is as a whole number.
pub(super) const STATE: f32 = 16384.0;

/// The nearest whole number, halves to even. `x` must be below 2^22 in size.
#[inline(always)]
fn whole(x: f32) -> i16 {
    /// From here on a `f32` has no room for anything behind the point, so that adding it rounds.
    const NO_FRACTION: f32 = 12_582_912.0;
    ((x + NO_FRACTION).to_bits().wrapping_sub(NO_FRACTION.to_bits())) as i16
}

/// Hyperbolic tangent, to within 1e-5.
#[inline(always)]
pub(super) fn tanh(x: f32) -> f32 {
    // Beyond this it is one to within 1e-5; below, a rational function fitted to it is off by at most 4e-7.
    let x = x.clamp(-6.2, 6.2);
    let z = x * x;
    let p = ((4.387_217_4e-6 * z + 2.368_767_7e-3) * z + 0.124_026_74) * z + 0.999_998_3;
    let q = ((1.525_553e-4 * z + 2.149_363_3e-2) * z + 0.457_353_7) * z + 1.0;
    (x * p) / q
}

/// 1 / (1 + e^-x), to within 1e-5.
#[inline(always)]
pub(super) fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

/// e to the power of `x`, for `x` of at most 0, to within a few millionths of itself; what is below 1e-37 may be 0.
#[inline(always)]
pub(super) fn exp(x: f32) -> f32 {
    let x = x.max(-86.0) * core::f32::consts::LOG2_E;
    let n = whole(x);
    let r = (x - f32::from(n)) * core::f32::consts::LN_2;
    let p = ((((r * (1.0 / 120.0) + 1.0 / 24.0) * r + 1.0 / 6.0) * r + 0.5) * r + 1.0) * r + 1.0;
    p * f32::from_bits(((i32::from(n) + 127) as u32) << 23)
}

/// The sum of the products of two lists of the same length, a multiple of [`LANES`].
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0; LANES];
    for (a, b) in a.as_chunks::<LANES>().0.iter().zip(b.as_chunks::<LANES>().0) {
        for i in 0..LANES {
            sums[i] += a[i] * b[i];
        }
    }
    total(sums)
}

/// The sum, in the order in which halves of registers are added.
fn total(of: [f32; LANES]) -> f32 {
    let four: [f32; 4] = core::array::from_fn(|i| of[i] + of[i + 4]);
    (four[0] + four[1]) + (four[2] + four[3])
}

/// The probability of one of some scores.
pub(super) fn softmax(scores: &[f32], chosen: usize) -> f32 {
    let most = scores.iter().fold(f32::MIN, |most, &s| most.max(s));
    exp(scores[chosen] - most) / scores.iter().map(|&s| exp(s - most)).sum::<f32>()
}

/// Adds `more` to a token's numbers, and writes them divided by their root mean square.
pub(super) fn add_and_norm(numbers: &mut [f32], more: &[f32], out: &mut [Lanes]) {
    let count = numbers.len() as f32;
    let mut squares = [0.0; LANES];
    let (numbers, more) = (numbers.as_chunks_mut::<LANES>().0, more.as_chunks::<LANES>().0);
    for (v, m) in numbers.iter_mut().zip(more) {
        for i in 0..LANES {
            v[i] += m[i];
            squares[i] += v[i] * v[i];
        }
    }
    let mean = total(squares) / count;
    let factor = NORM / (mean + 1e-5).sqrt();
    for (v, out) in numbers.iter().zip(out) {
        out.0 = v.map(|v| whole(v * factor));
    }
}

/// One step of a layer one way: from the three gates of a token and the state before, the state after, and what it gives.
pub(super) fn step(gates: &[f32], state: &mut [f32], out: &mut [Lanes]) {
    let (c, rest) = gates.split_at(state.len());
    let (f, o) = rest.split_at(state.len());
    let (c, f, o) = (c.as_chunks::<LANES>().0, f.as_chunks::<LANES>().0, o.as_chunks::<LANES>().0);
    for ((((c, f), o), state), out) in c.iter().zip(f).zip(o).zip(state.as_chunks_mut::<LANES>().0).zip(out) {
        for i in 0..LANES {
            let keep = sigmoid(f[i]);
            state[i] = tanh(c[i]) * (1.0 - keep) + keep * state[i];
            out.0[i] = whole(state[i] * sigmoid(o[i]) * STATE);
        }
    }
}
