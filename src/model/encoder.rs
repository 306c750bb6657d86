//! The encoder: from the inputs of a stretch of tokens to two vectors for each, by quasi-recurrent layers both ways
//! (Bradbury et al. 2017) in whole numbers. `training/network.py` is the same network in floating point.

use std::ops::Range;

use super::features::{BITS, Input};
use super::weights::{OFFSET, Sizes, Stored, Table, Weights};
use sayso_kernel::{self as kernel, LANES, Lanes, Matrix, TILE, WAYS, Way, Window};

/// The longest stretch that is read at once, in tokens.
pub(super) const LONGEST: usize = 512;
/// Tokens whose gates are held at once, so that they stay near the processor.
const BLOCK: usize = 64;

/// The encoder's weights, made ready.
#[derive(Debug)]
pub(super) struct Encoder {
    sizes: Sizes,
    fingerprints: Vec<u32>,
    tables: Vec<Table>,
    /// For each bit, what it adds to the inputs.
    bits: Vec<Lanes>,
    enter: Matrix,
    layers: Vec<Layer>,
}

#[derive(Debug)]
struct Layer {
    gates: Window,
    out: Matrix,
}

/// Working memory, used again for each stretch.
#[derive(Debug)]
pub(super) struct Scratch {
    input: Vec<Lanes>,
    numbers: Vec<f32>,
    /// Normed numbers: a token of zeros, then those of the stretch, then a token of zeros.
    normed: Vec<Lanes>,
    /// The same, put together for [`Window`].
    spread: Vec<Lanes>,
    gates: Vec<f32>,
    state: Vec<f32>,
    states: Vec<Lanes>,
    more: Vec<f32>,
    /// For each token what the first layer says of it, then what the last one does.
    pub(super) both: Vec<Lanes>,
}

impl Encoder {
    /// Makes the weights ready, and takes those that are ready as they are.
    pub(super) fn new(weights: &mut Weights) -> Self {
        let sizes = weights.sizes;
        let stored = &weights.matrices[0];
        let width = sizes.bits / LANES;
        let mut bits = vec![Lanes::default(); BITS * width];
        let mut largest = vec![7.0; sizes.input()];
        let mut sums = vec![0; sizes.bits];
        for (at, value) in stored.values.numbers().enumerate() {
            let (row, bit) = (at / BITS, at % BITS);
            bits[bit * width + row / LANES].0[row % LANES] = value;
            sums[row] += value.abs();
        }
        for (largest, sum) in largest[sizes.input() - sizes.bits..].iter_mut().zip(sums) {
            *largest = f32::from(sum);
        }
        let mut column_scale = Vec::new();
        for table in &weights.tables {
            column_scale.extend_from_slice(&table.scale);
        }
        column_scale.extend_from_slice(&stored.scale);
        let mut layers = Vec::new();
        for pair in weights.matrices[2..2 + 2 * sizes.layers].chunks_exact(2) {
            layers.push(Layer { gates: window(&pair[0]), out: matrix(&pair[1], kernel::STATE) });
        }
        Self {
            sizes,
            bits,
            enter: enter(&weights.matrices[1], &column_scale, &largest),
            layers,
            fingerprints: std::mem::take(&mut weights.fingerprints),
            tables: std::mem::take(&mut weights.tables),
        }
    }

    /// Room for stretches of up to [`LONGEST`] tokens.
    pub(super) fn scratch(&self) -> Scratch {
        let (units, input) = (self.sizes.units, self.sizes.input() / LANES);
        let lanes = units / LANES;
        Scratch {
            input: vec![Lanes::default(); LONGEST * input],
            numbers: vec![0.0; LONGEST * units],
            normed: vec![Lanes::default(); (LONGEST + 2) * lanes],
            spread: vec![Lanes::default(); LONGEST / TILE * WAYS * lanes],
            gates: vec![0.0; BLOCK * 3 * units],
            state: vec![0.0; units],
            states: vec![Lanes::default(); LONGEST * 2 * lanes],
            more: vec![0.0; BLOCK * units],
            both: vec![Lanes::default(); LONGEST * 2 * lanes],
        }
    }

    /// Reads a stretch of at most [`LONGEST`] tokens.
    pub(super) fn run(&self, inputs: &[Input], scratch: &mut Scratch) {
        let (n, units, width) = (inputs.len(), self.sizes.units, self.sizes.input() / LANES);
        let lanes = units / LANES;
        for (input, row) in inputs.iter().zip(scratch.input.chunks_exact_mut(width)) {
            self.look_up(input, row);
        }
        scratch.numbers[..n * units].fill(0.0);
        // Beyond the end all is zero for the layers.
        scratch.normed[(n + 1) * lanes..][..lanes].fill(Lanes::default());
        for block in blocks(n) {
            self.enter.apply(&scratch.input[block.start * width..], width, block.len(), &mut scratch.more);
            scratch.add(block, units);
        }
        for (k, layer) in self.layers.iter().enumerate() {
            layer.run(n, units, scratch);
            if k == 0 {
                scratch.keep(n, lanes, 0);
            }
        }
        scratch.keep(n, lanes, lanes);
    }

    /// The vector of a token's inputs.
    fn look_up(&self, input: &Input, out: &mut [Lanes]) {
        let word = self.fingerprints.binary_search(&(input.word >> 8)).ok();
        let affixes = input.affixes.map(|a| Some(usize::from(a)));
        let rows = [word, affixes[0], affixes[1], affixes[2], Some(usize::from(input.shape))];
        let mut rest = out;
        for (table, row) in self.tables.iter().zip(rows) {
            let (own, after) = rest.split_at_mut(table.width / LANES);
            rest = after;
            match row {
                Some(row) => {
                    kernel::widen(&table.values.0[row * table.width..(row + 1) * table.width], OFFSET, own);
                }
                None => own.fill(Lanes::default()),
            }
        }
        rest.fill(Lanes::default());
        let width = rest.len();
        let mut left = input.bits;
        while left != 0 {
            let bit = left.trailing_zeros() as usize;
            kernel::add(rest, &self.bits[bit * width..(bit + 1) * width]);
            left &= left - 1;
        }
    }
}

impl Layer {
    fn run(&self, n: usize, units: usize, scratch: &mut Scratch) {
        let width = units / LANES;
        kernel::spread(&scratch.normed, width, n.div_ceil(TILE), &mut scratch.spread);
        scratch.state.fill(0.0);
        blocks(n).for_each(|block| self.one_way(block, units, Way::On, scratch));
        scratch.state.fill(0.0);
        blocks(n).rev().for_each(|block| self.one_way(block, units, Way::Back, scratch));
        let lanes = 2 * width;
        for block in blocks(n) {
            self.out.apply(&scratch.states[block.start * lanes..], lanes, block.len(), &mut scratch.more);
            scratch.add(block, units);
        }
    }

    /// One way over a block of tokens.
    fn one_way(&self, block: Range<usize>, units: usize, way: Way, scratch: &mut Scratch) {
        let Scratch { spread, gates, state, states, .. } = scratch;
        let stride = 2 * units / LANES;
        let (rows, at) = if way == Way::On { (0..3 * units, 0) } else { (3 * units..6 * units, stride / 2) };
        self.gates.apply(rows, spread, block.start / TILE..block.end.div_ceil(TILE), gates);
        kernel::steps(way, block.len(), gates, state, stride, &mut states[block.start * stride + at..]);
    }
}

impl Scratch {
    /// Adds what a matrix gave for a block of tokens to their numbers, and norms them.
    fn add(&mut self, block: Range<usize>, units: usize) {
        let lanes = units / LANES;
        let numbers = &mut self.numbers[block.start * units..block.end * units];
        kernel::add_and_norm(units, numbers, &self.more, &mut self.normed[(block.start + 1) * lanes..]);
    }

    /// Keeps the normed numbers for the heads.
    fn keep(&mut self, n: usize, lanes: usize, at: usize) {
        let normed = self.normed[lanes..].chunks_exact(lanes);
        for (both, normed) in self.both.chunks_exact_mut(2 * lanes).zip(normed).take(n) {
            both[at..at + lanes].copy_from_slice(normed);
        }
    }
}

/// The stretch of `n` tokens in blocks.
fn blocks(n: usize) -> impl DoubleEndedIterator<Item = Range<usize>> {
    (0..n.div_ceil(BLOCK)).map(move |k| k * BLOCK..((k + 1) * BLOCK).min(n))
}

/// A stored matrix made ready for inputs that are whole numbers, `one` of which stand for 1.
pub(super) fn matrix(stored: &Stored, one: f32) -> Matrix {
    debug_assert!(stored.values.0.len() / stored.bias.len() <= Matrix::WIDEST);
    let scale: Vec<f32> = stored.scale.iter().map(|s| s / one).collect();
    Matrix::new(&widened(stored), &scale, &stored.bias)
}

/// A stored matrix over three tokens made ready for normed numbers.
fn window(stored: &Stored) -> Window {
    let scale: Vec<f32> = stored.scale.iter().map(|s| s / kernel::NORM).collect();
    Window::new(&widened(stored), &scale, &stored.bias)
}

fn widened(stored: &Stored) -> Vec<Lanes> {
    let mut numbers = vec![Lanes::default(); stored.values.0.len() / LANES];
    kernel::widen(&stored.values.0, OFFSET, &mut numbers);
    numbers
}

/// The first matrix, with the scales of the columns of the tables multiplied into it: its inputs are the whole numbers of
/// the tables themselves, each at most `largest` in size.
fn enter(stored: &Stored, column_scale: &[f32], largest: &[f32]) -> Matrix {
    /// A little less than what an `i32` holds, for what is rounded up.
    const MOST: f32 = 2e9;
    let numbers: Vec<i16> = stored.values.numbers().collect();
    let mut weights = vec![Lanes::default(); numbers.len() / LANES];
    let mut at = 0;
    let mut scale = stored.scale.clone();
    for (row, scale) in numbers.chunks_exact(column_scale.len()).zip(&mut scale) {
        let real = |(&value, column): (&i16, &f32)| f32::from(value) * column;
        let (mut most, mut sum) = (0.0, 0.0);
        for (of, largest) in row.iter().zip(column_scale).zip(largest) {
            let size = real(of).abs();
            most = if size > most { size } else { most };
            sum += size * largest;
        }
        // The finest unit in which each weight fits an `i16`, and no sum overflows; any, where all are zero.
        let units = [most / f32::from(i16::MAX), sum / MOST, f32::MIN_POSITIVE];
        let unit = units.into_iter().fold(0.0, |a, b| if b > a { b } else { a });
        for of in row.iter().zip(column_scale) {
            weights[at / LANES].0[at % LANES] = kernel::whole(real(of) / unit);
            at += 1;
        }
        *scale *= unit;
    }
    Matrix::new(&weights, &scale, &stored.bias)
}
