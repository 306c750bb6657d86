//! The network as it is written down in `training/network.py`, slowly and in floating point, to hold the fast one against.

use super::features::Input;
use super::weights::{OFFSET, Stored, Table, Weights};

type Rows = Vec<Vec<f32>>;

/// What it says of a stretch.
pub(super) struct Said {
    /// Scores of each tag of each token.
    pub(super) role: Rows,
    pub(super) name: Rows,
    pub(super) pos: Rows,
    pub(super) hedge: Rows,
    pub(super) fact: Vec<f32>,
    /// Of each token, before sentences are put together.
    worth: Rows,
}

fn times(stored: &Stored, rows: &Rows) -> Rows {
    let one = |x: &Vec<f32>| {
        let row = |(k, (scale, bias)): (usize, (&f32, &f32))| {
            let weights = stored.values.numbers().skip(k * x.len());
            weights.zip(x).map(|(w, x)| f32::from(w) * scale * x).sum::<f32>() + bias
        };
        stored.scale.iter().zip(&stored.bias).enumerate().map(row).collect()
    };
    rows.iter().map(one).collect()
}

fn norm(rows: &Rows) -> Rows {
    let one = |x: &Vec<f32>| {
        let mean = x.iter().map(|v| v * v).sum::<f32>() / x.len() as f32;
        x.iter().map(|v| v / (mean + 1e-5).sqrt()).collect()
    };
    rows.iter().map(one).collect()
}

fn look_up(table: &Table, row: Option<usize>) -> Vec<f32> {
    let number = |at: usize| f32::from(table.values.0[at]) - f32::from(OFFSET);
    let value = |row: usize, k: usize| number(row * table.width + k) * table.scale[k];
    (0..table.width).map(|k| row.map_or(0.0, |row| value(row, k))).collect()
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

fn layer(gates: &Stored, out: &Stored, v: &mut Rows) {
    let units = out.bias.len();
    let y = norm(v);
    let zeros = vec![0.0; units];
    let at = |t: usize| if t == 0 || t > y.len() { &zeros } else { &y[t - 1] };
    let three = (1..=y.len()).map(|t| [at(t - 1).as_slice(), at(t), at(t + 1)].concat()).collect();
    let z = times(gates, &three);
    let mut both = vec![vec![0.0; 2 * units]; y.len()];
    for way in 0..2 {
        let mut state = zeros.clone();
        for k in 0..y.len() {
            let t = if way == 0 { k } else { y.len() - 1 - k };
            for u in 0..units {
                let gate = |g: usize| z[t][(3 * way + g) * units + u];
                let keep = sigmoid(gate(1));
                state[u] = gate(0).tanh() * (1.0 - keep) + keep * state[u];
                both[t][way * units + u] = state[u] * sigmoid(gate(2));
            }
        }
    }
    for (v, more) in v.iter_mut().zip(times(out, &both)) {
        v.iter_mut().zip(more).for_each(|(v, more)| *v += more);
    }
}

/// Reads a stretch.
pub(super) fn run(weights: &Weights, inputs: &[Input]) -> Said {
    let bits = &weights.matrices[0];
    let input = |input: &Input| {
        let word = weights.fingerprints.iter().position(|&f| f == input.word >> 8);
        let affix = |k: usize| look_up(&weights.tables[1 + k], Some(usize::from(input.affixes[k])));
        let on: Vec<f32> = (0..64).map(|b| f32::from(u8::from(input.bits >> b & 1 == 1))).collect();
        let shape = look_up(&weights.tables[4], Some(usize::from(input.shape)));
        [look_up(&weights.tables[0], word), affix(0), affix(1), affix(2), shape, times(bits, &vec![on]).concat()]
            .concat()
    };
    let mut v = times(&weights.matrices[1], &inputs.iter().map(input).collect());
    let mut states = Vec::new();
    for k in 0..weights.sizes.layers {
        layer(&weights.matrices[2 + 2 * k], &weights.matrices[3 + 2 * k], &mut v);
        states.push(norm(&v));
    }
    let (first, last) = (&states[0], &states[states.len() - 1]);
    let both = first.iter().zip(last).map(|(a, b)| [a.as_slice(), b].concat()).collect();
    let heads = &weights.matrices[2 + 2 * weights.sizes.layers..];
    let bent = |stored: &Stored, rows: &Rows| -> Rows {
        times(stored, rows).iter().map(|row| row.iter().map(|v| v.tanh()).collect()).collect()
    };
    Said {
        role: times(&heads[0], last),
        name: times(&heads[1], &both),
        pos: times(&heads[2], first),
        hedge: times(&heads[3], first),
        fact: times(&heads[5], &bent(&heads[4], &both)).concat(),
        worth: bent(&heads[6], last),
    }
}

/// How likely it is that a sentence is worth checking.
pub(super) fn worth(weights: &Weights, said: &Said, tokens: std::ops::Range<usize>) -> f32 {
    let rows = &said.worth[tokens];
    let column = |k: usize| rows.iter().map(move |row| row[k]);
    let units = weights.sizes.worth;
    let mean = (0..units).map(|k| column(k).sum::<f32>() / rows.len() as f32);
    let pooled = mean.chain((0..units).map(|k| column(k).fold(-1.0, f32::max))).collect();
    let last = &weights.matrices[weights.matrices.len() - 1];
    sigmoid(times(last, &vec![pooled])[0][0])
}

/// The probability of a tag among its scores.
pub(super) fn probability(scores: &[f32], tag: usize) -> f32 {
    (scores[tag] - all(scores.iter().copied())).exp()
}

/// The logarithm of the sum of what these are logarithms of.
fn all(logs: impl Iterator<Item = f32> + Clone) -> f32 {
    let most = logs.clone().fold(f32::MIN, f32::max);
    most + logs.map(|x| (x - most).exp()).sum::<f32>().ln()
}

/// For each token the probability of each tag, given all tokens and the scores of steps.
pub(super) fn chances((step, first): &(Vec<f32>, Vec<f32>), scores: &Rows) -> Rows {
    let tags = first.len();
    let goes_on = |tag: usize| tag > 0 && tag.is_multiple_of(2);
    let never = |bad: bool| if bad { -1e4 } else { 0.0 };
    let step = |a: usize, b: usize| step[a * tags + b] + never(goes_on(b) && a != b && a + 1 != b);
    let mut ahead = vec![vec![0.0; tags]; scores.len()];
    for t in (1..scores.len()).rev() {
        ahead[t - 1] = (0..tags).map(|a| all((0..tags).map(|b| step(a, b) + scores[t][b] + ahead[t][b]))).collect();
    }
    let mut behind: Vec<f32> = (0..tags).map(|b| first[b] + never(goes_on(b)) + scores[0][b]).collect();
    let mut out = Vec::new();
    for t in 0..scores.len() {
        if t > 0 {
            behind = (0..tags).map(|b| all((0..tags).map(|a| behind[a] + step(a, b))) + scores[t][b]).collect();
        }
        let both: Vec<f32> = behind.iter().zip(&ahead[t]).map(|(a, b)| a + b).collect();
        out.push((0..tags).map(|tag| probability(&both, tag)).collect());
    }
    out
}
