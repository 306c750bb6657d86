//! The heads: from the encoder's vectors to what is said of each token and each sentence.

use super::Output;
use super::chain::{Chain, Trail};
use super::encoder::{LONGEST, matrix};
use super::tags::{HEDGES, Hedge, Pos};
use super::weights::{Sizes, Stored, Weights};
use sayso_kernel::{LANES, Lanes, Matrix, NORM, dot, pool, sigmoid, softmax, tanh_all};

/// The heads' weights, made ready.
#[derive(Debug)]
pub(super) struct Heads {
    sizes: Sizes,
    role: Matrix,
    roles: Chain,
    name: Matrix,
    names: Chain,
    pos: Matrix,
    hedge: Matrix,
    fact: Matrix,
    fact_last: Row,
    worth: Matrix,
    worth_last: Row,
}

/// A row of floating-point weights.
#[derive(Debug)]
struct Row {
    weights: Vec<f32>,
    bias: f32,
}

/// Working memory, used again for each stretch.
#[derive(Debug)]
pub(super) struct Scratch {
    scores: Vec<f32>,
    back: Trail,
    pool: Pool,
    /// The last tags of the stretch before, where this one goes on with its segment.
    role_before: Option<u8>,
    name_before: Option<u8>,
}

impl Scratch {
    /// What comes now begins a segment.
    pub(super) fn begin(&mut self) {
        (self.role_before, self.name_before) = (None, None);
    }
}

impl Heads {
    /// Makes the weights ready.
    pub(super) fn new(weights: &Weights) -> Self {
        let heads = 2 + 2 * weights.sizes.layers;
        let [role, name, pos, hedge, fact, fact_last, worth, worth_last] =
            std::array::from_fn(|k| &weights.matrices[heads + k]);
        let [roles, names] = [0, 1].map(|k| Chain::new(&weights.chains[k].0, &weights.chains[k].1));
        Self {
            sizes: weights.sizes,
            role: matrix(role, NORM),
            roles,
            name: matrix(name, NORM),
            names,
            pos: matrix(pos, NORM),
            hedge: matrix(hedge, NORM),
            fact: matrix(fact, NORM),
            fact_last: Row::new(fact_last),
            worth: matrix(worth, NORM),
            worth_last: Row::new(worth_last),
        }
    }

    /// Room for stretches of up to [`LONGEST`] tokens.
    pub(super) fn scratch(&self) -> Scratch {
        let widest = [&self.role, &self.name, &self.pos, &self.hedge, &self.fact, &self.worth].map(Matrix::rows);
        Scratch {
            scores: vec![0.0; LONGEST * widest.into_iter().max().unwrap_or_default()],
            back: Trail::default(),
            pool: Pool::new(self.sizes.worth),
            role_before: None,
            name_before: None,
        }
    }

    /// Reads what the encoder says of a stretch of `n` tokens, first and last layer for each, and appends to the output.
    /// Sentences end before each of `ends`, counted from the beginning of the stretch. What no stage reads is left out
    /// unless `all` is wanted.
    pub(super) fn run(
        &self,
        both: &[Lanes],
        n: usize,
        ends: &[usize],
        all: bool,
        scratch: &mut Scratch,
        out: &mut Output,
    ) {
        let lanes = self.sizes.units / LANES;
        let stride = 2 * lanes;
        let (first, last) = (both, &both[lanes..]);
        let apply = |matrix: &Matrix, to: &[Lanes], scores: &mut [f32]| {
            matrix.apply(to, stride, n, scores);
        };

        let scores = &mut scratch.scores[..];
        apply(&self.role, last, scores);
        let (back, before) = (&mut scratch.back, scratch.role_before);
        let tags = self.roles.decode(scores, self.role.rows(), n, before, back);
        scratch.role_before = tags.last().copied();
        out.role.extend_from_slice(tags);
        self.roles.sure(scores, self.role.rows(), n, before, back, &mut out.role_sure);

        apply(&self.name, first, scores);
        let before = scratch.name_before;
        let tags = self.names.decode(scores, self.name.rows(), n, before, back);
        scratch.name_before = tags.last().copied();
        out.name.extend_from_slice(tags);
        self.names.sure(scores, self.name.rows(), n, before, back, &mut out.name_sure);

        apply(&self.hedge, first, scores);
        for (t, row) in scores.chunks_exact(self.hedge.rows()).take(n).enumerate() {
            let row = &row[..HEDGES];
            let chosen = best(row);
            let hedge = Hedge::ALL[chosen];
            if all {
                out.hedge.push(hedge);
                out.hedge_sure.push(softmax(row, chosen));
            }
            if hedge == Hedge::Hedge {
                out.unsure.push(((out.role.len() - n + t) as u32, softmax(row, chosen)));
            }
        }

        if all {
            apply(&self.pos, first, scores);
            let rows = scores.chunks_exact(self.pos.rows()).take(n);
            out.pos.extend(rows.map(|row| Pos::ALL[best(&row[..Pos::ALL.len()])]));

            apply(&self.fact, first, scores);
            for row in scores.chunks_exact_mut(self.fact.rows()).take(n) {
                tanh_all(row);
                out.fact.push((dot(row, &self.fact_last.weights) + self.fact_last.bias).clamp(-3.0, 3.0));
            }
        }

        apply(&self.worth, last, scores);
        let mut ends = ends.iter().peekable();
        for (t, row) in scratch.scores.chunks_exact_mut(self.worth.rows()).take(n).enumerate() {
            tanh_all(row);
            scratch.pool.add(row);
            if ends.next_if(|&&end| end == t + 1).is_some() {
                out.worth.push(sigmoid(scratch.pool.score(&self.worth_last)));
            }
        }
    }
}

/// Of the sentence that is being read.
#[derive(Debug)]
struct Pool {
    /// For each unit, the sum over its tokens so far.
    sum: Vec<f32>,
    /// For each unit, the most of them.
    most: Vec<f32>,
    tokens: usize,
}

impl Pool {
    fn new(units: usize) -> Self {
        Self { sum: vec![0.0; units], most: vec![-1.0; units], tokens: 0 }
    }

    fn add(&mut self, row: &[f32]) {
        pool(row, &mut self.sum, &mut self.most);
        self.tokens += 1;
    }

    /// The score of the sentence, which ends here.
    fn score(&mut self, by: &Row) -> f32 {
        let (mean, most) = by.weights.split_at(self.sum.len());
        let score = dot(&self.sum, mean) / self.tokens as f32 + dot(&self.most, most) + by.bias;
        self.sum.fill(0.0);
        self.most.fill(-1.0);
        self.tokens = 0;
        score
    }
}

impl Row {
    fn new(stored: &Stored) -> Self {
        let weights = stored.values.numbers().map(|v| f32::from(v) * stored.scale[0]).collect();
        Self { weights, bias: stored.bias[0] }
    }
}

/// The place of the largest; of equals the first.
fn best(scores: &[f32]) -> usize {
    (1..scores.len()).fold(0, |best, i| if scores[i] > scores[best] { i } else { best })
}
