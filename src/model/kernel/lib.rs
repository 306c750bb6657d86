//! The inner loops: products of matrices in whole numbers, and what lies between them in 32-bit floating point.
//!
//! The results are the same bit for bit everywhere: sums of whole numbers do not depend on their order, and every
//! floating-point operation is one that IEEE 754 fixes (Rust never joins a product and a sum into one rounding), in the
//! order written here.
//!
//! A package of its own, because these loops are to be optimised for speed where all else is for size.
#![allow(clippy::inline_always)] // these are the few lines that all the time goes into

mod matrix;
mod sums;
mod window;

use sums::{Eight, Machine, Real, Work};

pub use matrix::Matrix;
pub use window::{TILE, WAYS, Window, spread};

/// Eight whole numbers side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C, align(16))]
pub struct Lanes(pub [i16; 8]);

/// How many numbers [`Lanes`] holds.
pub const LANES: usize = 8;
/// Rows of a matrix that are worked on together.
const ROWS: usize = 4;

/// What a normalised number of one is as a whole number. Numbers beyond [`Window::LARGEST`], 6.4 times the root mean square
/// of their token, are cut there: one of them would be half of all that is known of it.
pub const NORM: f32 = 512.0;
/// How many numbers a norm may be of, so that no sum of a [`Window`] overflows.
pub const MOST_UNITS: usize = 248;
/// What a state of one, the largest, is as a whole number.
pub const STATE: f32 = 16384.0;

/// From here on a `f32` has no room for anything behind the point, so that adding it rounds.
const NO_FRACTION: f32 = 12_582_912.0;

/// The nearest whole number, halves to even. `x` must be below 2^22 in size.
#[inline(always)]
pub fn whole(x: f32) -> i16 {
    ((x + NO_FRACTION).to_bits().wrapping_sub(NO_FRACTION.to_bits())) as i16
}

/// Hyperbolic tangent, to within 1e-5.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    tangent(x)
}

/// 1 / (1 + e^-x), to within 1e-5.
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    logistic(x)
}

#[inline(always)]
fn tangent<R: Real>(x: R) -> R {
    let all = R::all;
    // Beyond this it is one to within 1e-5; below, a rational function fitted to it is off by at most 4e-7.
    let x = x.within(6.2);
    let z = x * x;
    let p = ((all(4.387_217_4e-6) * z + all(2.368_767_7e-3)) * z + all(0.124_026_74)) * z + all(0.999_998_3);
    let q = ((all(1.525_553e-4) * z + all(2.149_363_3e-2)) * z + all(0.457_353_7)) * z + all(1.0);
    (x * p) / q
}

#[inline(always)]
fn logistic<R: Real>(x: R) -> R {
    let half = R::all(0.5);
    half + half * tangent(half * x)
}

/// e to the power of `x`, to within a few millionths of itself, for `x` from -86 to 86; beyond, that of the nearest of
/// these.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    let x = x.clamp(-86.0, 86.0) * std::f32::consts::LOG2_E;
    let n = whole(x);
    let r = (x - f32::from(n)) * std::f32::consts::LN_2;
    let p = ((((r * (1.0 / 120.0) + 1.0 / 24.0) * r + 1.0 / 6.0) * r + 0.5) * r + 1.0) * r + 1.0;
    p * f32::from_bits(((i32::from(n) + 127) as u32) << 23)
}

/// Whole numbers from bytes that are `offset` more than each, eight side by side.
pub fn widen(bytes: &[u8], offset: u8, out: &mut [Lanes]) {
    for (bytes, out) in bytes.as_chunks::<LANES>().0.iter().zip(out) {
        out.0 = bytes.map(|byte| i16::from(byte) - i16::from(offset));
    }
}

/// Adds whole numbers to others. No sum may be beyond an `i16`.
pub fn add(to: &mut [Lanes], more: &[Lanes]) {
    for (to, more) in to.iter_mut().zip(more) {
        for i in 0..LANES {
            to.0[i] += more.0[i];
        }
    }
}

/// The sum of the products of two lists of the same length, a multiple of [`LANES`].
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
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
    let four: [f32; 4] = std::array::from_fn(|i| of[i] + of[i + 4]);
    (four[0] + four[1]) + (four[2] + four[3])
}

/// The probability of one of some scores.
pub fn softmax(scores: &[f32], chosen: usize) -> f32 {
    let most = scores.iter().fold(f32::MIN, |most, &s| larger(most, s));
    exp(scores[chosen] - most) / scores.iter().map(|&s| exp(s - most)).sum::<f32>()
}

/// The larger of two. `f32::max` is a call where this is one instruction.
#[inline(always)]
pub fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// Puts the hyperbolic tangent of each in its place.
pub fn tanh_all(numbers: &mut [f32]) {
    for x in numbers {
        *x = tanh(*x);
    }
}

/// Adds numbers to their sums, and keeps the most of each.
pub fn pool(numbers: &[f32], sums: &mut [f32], mosts: &mut [f32]) {
    for ((&x, sum), most) in numbers.iter().zip(sums).zip(mosts) {
        *sum += x;
        *most = larger(*most, x);
    }
}

/// Adds `more` to the numbers of tokens, `units` each, and writes them divided by their root mean square.
pub fn add_and_norm(units: usize, numbers: &mut [f32], more: &[f32], out: &mut [Lanes]) {
    sums::run(Norm { units, numbers, more, out });
}

struct Norm<'a> {
    units: usize,
    numbers: &'a mut [f32],
    more: &'a [f32],
    out: &'a mut [Lanes],
}

impl Work for Norm<'_> {
    #[inline(always)]
    fn on<M: Machine>(self) {
        const LARGEST: f32 = Window::LARGEST as f32;
        let tokens = self.numbers.chunks_exact_mut(self.units).zip(self.more.chunks_exact(self.units));
        for ((numbers, more), out) in tokens.zip(self.out.chunks_exact_mut(self.units / LANES)) {
            let mut squares = M::Eight::all(0.0);
            let (numbers, more) = (numbers.as_chunks_mut::<LANES>().0, more.as_chunks::<LANES>().0);
            for (v, m) in numbers.iter_mut().zip(more) {
                let sums = M::Eight::load(v) + M::Eight::load(m);
                sums.store(v);
                squares = squares + sums * sums;
            }
            let mut each = [0.0; LANES];
            squares.store(&mut each);
            let mean = total(each) / self.units as f32;
            let factor = M::Eight::all(NORM / (mean + 1e-5).sqrt());
            for (v, out) in numbers.iter().zip(out) {
                *out = (M::Eight::load(v) * factor).within(LARGEST).whole();
            }
        }
    }
}

/// Which way a layer goes over its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// From the first token to the last.
    On,
    /// From the last to the first.
    Back,
}

/// Steps of a layer over `tokens` tokens: from the three gates of each and the state before it, the state behind it, and
/// what it gives. What tokens give begins `stride` apart.
pub fn steps(way: Way, tokens: usize, gates: &[f32], state: &mut [f32], stride: usize, out: &mut [Lanes]) {
    sums::run(Steps { way, tokens, gates, state, stride, out });
}

struct Steps<'a> {
    way: Way,
    tokens: usize,
    gates: &'a [f32],
    state: &'a mut [f32],
    stride: usize,
    out: &'a mut [Lanes],
}

impl Work for Steps<'_> {
    #[inline(always)]
    fn on<M: Machine>(self) {
        let units = self.state.len();
        for k in 0..self.tokens {
            let token = if self.way == Way::On { k } else { self.tokens - 1 - k };
            let out = &mut self.out[token * self.stride..];
            step::<M::Eight>(&self.gates[token * 3 * units..][..3 * units], self.state, out);
        }
    }
}

/// A step over one token.
#[inline(always)]
fn step<E: Eight>(gates: &[f32], state: &mut [f32], out: &mut [Lanes]) {
    let (c, rest) = gates.split_at(state.len());
    let (f, o) = rest.split_at(state.len());
    let (c, f, o) = (c.as_chunks::<LANES>().0, f.as_chunks::<LANES>().0, o.as_chunks::<LANES>().0);
    for ((((c, f), o), state), out) in c.iter().zip(f).zip(o).zip(state.as_chunks_mut::<LANES>().0).zip(out) {
        let keep = logistic(E::load(f));
        let next = tangent(E::load(c)) * (E::all(1.0) - keep) + keep * E::load(state);
        next.store(state);
        *out = (next * logistic(E::load(o)) * E::all(STATE)).whole();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_near_what_they_stand_for() {
        // Miri takes its time, and looks at the same lines.
        for k in (-40_000..=40_000).step_by(if cfg!(miri) { 801 } else { 1 }) {
            let x = k as f32 / 2000.0;
            let exact = f64::from(x);
            assert!((f64::from(tanh(x)) - exact.tanh()).abs() < 1e-5, "tanh {x}");
            assert!((f64::from(sigmoid(x)) - 1.0 / (1.0 + (-exact).exp())).abs() < 1e-5, "sigmoid {x}");
            let power = f64::from(exp(-x.abs()));
            assert!((power / (-exact.abs()).exp() - 1.0).abs() < 1e-5, "exp -{x}");
            assert!((f64::from(exp(4.0 * x)) / (4.0 * exact).exp() - 1.0).abs() < 1e-5, "exp 4 {x}");
        }
        assert!(exp(-1e9) < 1e-37);
        assert_eq!([whole(0.5), whole(-1.5), whole(2.49), whole(-32767.0)], [0, -2, 2, -32767]);
    }

    #[test]
    fn bytes_are_widened() {
        let mut out = [Lanes::default(); 2];
        widen(&[64, 65, 33, 0, 128, 255, 64, 63, 71, 57, 64, 64, 64, 64, 64, 95], 64, &mut out);
        assert_eq!(out[0].0, [0, 1, -31, -64, 64, 191, 0, -1]);
        assert_eq!(out[1].0, [7, -7, 0, 0, 0, 0, 0, 31]);
    }

    #[test]
    fn a_matrix_of_any_shape_gives_its_products() {
        for (rows, width, tokens) in [(1, 8, 1), (7, 24, 2), (12, 40, 7)] {
            let number = |n: usize| i16::try_from(n).expect("a small number");
            let weight = |row: usize, column: usize| number((row * 31 + column * 17) % 63) - 31;
            let input = |token: usize, column: usize| number((token * 7919 + column * 104_729) % 32_749) - 16_000;
            let eight = |i: usize| Lanes(std::array::from_fn(|k| weight(i * LANES / width, i * LANES % width + k)));
            let weights: Vec<Lanes> = (0..rows * width / LANES).map(eight).collect();
            let scale: Vec<f32> = (0..rows).map(|row| row as f32 + 0.5).collect();
            let bias: Vec<f32> = (0..rows).map(|row| row as f32 - 2.0).collect();
            // Each token's input begins eight numbers behind that of the one before.
            let row = |at: usize| Lanes(std::array::from_fn(|i| input(at, i)));
            let inputs: Vec<Lanes> = (0..tokens + width / LANES).map(row).collect();
            let matrix = Matrix::new(&weights, &scale, &bias);
            let mut out = vec![0.0; tokens * matrix.rows()];
            matrix.apply(&inputs, 1, tokens, &mut out);
            for token in 0..tokens {
                for row in 0..rows {
                    let own =
                        (0..width).map(|c| i32::from(weight(row, c)) * i32::from(input(token + c / LANES, c % LANES)));
                    let wanted = own.sum::<i32>() as f32 * scale[row] + bias[row];
                    assert_eq!(out[token * matrix.rows() + row].to_bits(), wanted.to_bits());
                }
            }
        }
    }

    #[test]
    fn a_window_gives_the_products_with_three_tokens() {
        let (rows, columns, tokens) = (24, 16, 4 * TILE * 2 - 1);
        let width = columns / LANES;
        let tiles = tokens.div_ceil(TILE);
        let weight = |row: usize, column: usize| i16::try_from((row * 31 + column * 17) % 63).expect("small") - 31;
        let eight = |i: usize| Lanes(std::array::from_fn(|k| weight(i / (3 * width), i % (3 * width) * LANES + k)));
        let weights: Vec<Lanes> = (0..rows * 3 * width).map(eight).collect();
        // As large as they may be, of any sign.
        let largest = i32::try_from(Window::LARGEST).expect("small");
        let number =
            |n: usize| i32::try_from(n * 7919 % 6553).map_or(0, |n| (n - 3276).clamp(-largest, largest) as i16);
        let input = |token: usize, column: usize| {
            if (token + column).is_multiple_of(5) { largest as i16 } else { number(token * 61 + column) }
        };
        let lanes = |at: usize| Lanes(std::array::from_fn(|i| input(at / width, at % width * LANES + i)));
        let inputs: Vec<Lanes> = (0..(tiles * TILE + 2) * width).map(lanes).collect();
        let (scale, bias) = (vec![24.0; rows], vec![0.0; rows]);
        let window = Window::new(&weights, &scale, &bias);
        let mut ways = vec![Lanes::default(); tiles * WAYS * width];
        spread(&inputs, width, tiles, &mut ways);
        let some = 8..rows;
        let mut out = vec![0.0; tiles * TILE * some.len()];
        // Whatever some tiles are taken together.
        for tile in 0..tiles {
            window.apply(some.clone(), &ways, tile..tile + 1, &mut out[tile * TILE * some.len()..]);
        }
        let mut at_once = vec![0.0; out.len()];
        window.apply(some.clone(), &ways, 0..tiles, &mut at_once);
        assert_eq!(out, at_once);
        for token in 0..tokens {
            for row in some.clone() {
                let of = |c: usize| i32::from(weight(row, c)) * i32::from(input(token + c / columns, c % columns));
                let wanted = 24 * (0..3 * columns).map(of).sum::<i32>();
                assert_eq!(out[token * some.len() + row - some.start].to_bits(), (wanted as f32).to_bits());
            }
        }
    }
}
