//! The best tags of a stretch, and how likely each is: a linear chain, of which each step has a score (a conditional
//! random field; Lafferty et al. 2001).

use sayso_kernel::{exp, larger};

/// The most tags that a chain has room for.
const ROOM: usize = 12;
/// So little that a step is never taken.
const NEVER: f32 = -1e4;

/// Which tag follows which: an even tag goes on with what its odd tag, the one before it, has begun, so that it follows
/// only these two and never comes first.
#[derive(Debug)]
pub(super) struct Chain {
    tags: usize,
    /// From the tag of the row to that of the column.
    step: Vec<[f32; ROOM]>,
    first: [f32; ROOM],
    /// The same as odds, for how likely tags are; 0 for steps that are never taken.
    step_odds: Vec<[f32; ROOM]>,
    first_odds: [f32; ROOM],
}

/// Working memory: for each token and tag, the best tag before it; then the tags themselves.
#[derive(Debug, Default)]
pub(super) struct Trail {
    back: Vec<[u8; ROOM]>,
    tags: Vec<u8>,
    /// For each token, how likely each tag is by what stands before it.
    forward: Vec<[f32; ROOM]>,
}

impl Chain {
    /// Makes one from its scores; `first.len()` tags, at most [`ROOM`].
    pub(super) fn new(step: &[f32], first: &[f32]) -> Self {
        let tags = first.len();
        let goes_on = |tag: usize| tag > 0 && tag.is_multiple_of(2);
        let row = |from: Option<usize>, scores: &[f32]| {
            let mut row = [NEVER; ROOM];
            for (to, (slot, &score)) in row.iter_mut().zip(scores).enumerate() {
                let allowed = !goes_on(to) || from.is_some_and(|from| from == to || from + 1 == to);
                *slot = if allowed { score } else { score + NEVER };
            }
            row
        };
        let odds = |row: &[f32; ROOM]| row.map(|score| if score > NEVER / 2.0 { exp(score) } else { 0.0 });
        let step: Vec<_> = step.chunks_exact(tags).enumerate().map(|(from, scores)| row(Some(from), scores)).collect();
        let first = row(None, first);
        Self { tags, step_odds: step.iter().map(odds).collect(), first_odds: odds(&first), step, first }
    }

    /// The best tags for `n` tokens, whose scores begin `stride` apart. `before` is the tag of the token before them, if
    /// one is in their segment.
    pub(super) fn decode<'t>(
        &self,
        scores: &[f32],
        stride: usize,
        n: usize,
        before: Option<u8>,
        trail: &'t mut Trail,
    ) -> &'t [u8] {
        trail.tags.clear();
        trail.back.clear();
        let mut rows = scores.chunks_exact(stride).take(n);
        let Some(row) = rows.next() else { return &trail.tags };
        let mut sums = before.map_or(self.first, |tag| self.step[usize::from(tag)]);
        add(&mut sums, &row[..self.tags]);
        for row in rows {
            let (mut best, mut back) = ([f32::MIN; ROOM], [0; ROOM]);
            for (from, (step, &sum)) in self.step.iter().zip(&sums).enumerate() {
                for (to, &step) in step.iter().enumerate() {
                    let score = sum + step;
                    if score > best[to] {
                        (best[to], back[to]) = (score, from as u8);
                    }
                }
            }
            sums = best;
            add(&mut sums, &row[..self.tags]);
            trail.back.push(back);
        }
        let last = (1..self.tags).fold(0, |best, tag| if sums[tag] > sums[best] { tag } else { best });
        let mut tag = last as u8;
        trail.tags.push(tag);
        for back in trail.back.iter().rev() {
            tag = back[usize::from(tag)];
            trail.tags.push(tag);
        }
        trail.tags.reverse();
        &trail.tags
    }
}

impl Chain {
    /// How likely each of the tags that [`Chain::decode`] chose is, given the whole stretch: by the forward-backward
    /// algorithm, with sums scaled to 1 at each token.
    pub(super) fn sure(
        &self,
        scores: &[f32],
        stride: usize,
        n: usize,
        before: Option<u8>,
        trail: &mut Trail,
        out: &mut Vec<f32>,
    ) {
        trail.forward.clear();
        let row = |t: usize| &scores[t * stride..t * stride + self.tags];
        for t in 0..n {
            let mut sums = match trail.forward.last() {
                Some(last) => self.onwards(last),
                None => before.map_or(self.first_odds, |tag| self.step_odds[usize::from(tag)]),
            };
            scale(&mut sums, row(t));
            trail.forward.push(sums);
        }
        let begin = out.len();
        out.resize(begin + n, 0.0);
        let mut backward = [1.0; ROOM];
        for t in (0..n).rev() {
            let forward = &trail.forward[t];
            let all: f32 = forward.iter().zip(&backward).map(|(f, b)| f * b).sum();
            let tag = usize::from(trail.tags[t]);
            out[begin + t] = (forward[tag] * backward[tag] / larger(all, f32::MIN_POSITIVE)).min(1.0);
            scale(&mut backward, row(t));
            let ahead = backward;
            for (slot, step) in backward.iter_mut().zip(&self.step_odds) {
                *slot = step.iter().zip(&ahead).map(|(s, a)| s * a).sum();
            }
        }
    }

    /// One step on from how likely each tag is.
    fn onwards(&self, last: &[f32; ROOM]) -> [f32; ROOM] {
        let mut sums = [0.0; ROOM];
        for (step, &p) in self.step_odds.iter().zip(last) {
            sums.iter_mut().zip(step).for_each(|(sum, s)| *sum += p * s);
        }
        sums
    }
}

/// Weighs by the scores of a token, so that all sum up to 1.
fn scale(sums: &mut [f32; ROOM], scores: &[f32]) {
    let most = scores.iter().fold(f32::MIN, |a, &b| larger(a, b));
    let mut all = 0.0;
    for (sum, &score) in sums.iter_mut().zip(scores) {
        *sum *= exp(score - most);
        all += *sum;
    }
    sums[scores.len()..].fill(0.0);
    let by = 1.0 / larger(all, f32::MIN_POSITIVE);
    for sum in sums {
        *sum *= by;
    }
}

fn add(sums: &mut [f32; ROOM], scores: &[f32]) {
    sums.iter_mut().zip(scores).for_each(|(sum, score)| *sum += score);
}

#[cfg(test)]
mod tests {
    use super::super::weights::tests::Random;
    use super::*;

    /// The score of the best way through, found by trying all of them.
    fn best(chain: &Chain, scores: &[f32], before: Option<u8>) -> f32 {
        let Some((row, rest)) = scores.split_first_chunk::<7>() else { return 0.0 };
        let from = before.map_or(&chain.first, |tag| &chain.step[usize::from(tag)]);
        let ways = (0..7).map(|tag| from[tag] + row[tag] + best(chain, rest, Some(tag as u8)));
        ways.fold(f32::MIN, f32::max)
    }

    #[test]
    fn the_best_way_is_found() {
        let mut random = Random(5);
        for round in 0..40_u8 {
            let mut some = |n: usize| -> Vec<f32> { (0..n).map(|_| random.below(400) as f32 / 100.0 - 2.0).collect() };
            let chain = Chain::new(&some(49), &some(7));
            let scores = some(7 * 4);
            let before = (round % 2 == 1).then_some(round % 7);
            let mut trail = Trail::default();
            let tags = chain.decode(&scores, 7, 4, before, &mut trail);
            let (mut last, mut score) = (before, 0.0);
            for (row, &tag) in scores.chunks_exact(7).zip(tags) {
                assert!(tag == 0 || tag % 2 == 1 || last.is_some_and(|l| l == tag || l + 1 == tag), "{tags:?}");
                let from = last.map_or(&chain.first, |tag| &chain.step[usize::from(tag)]);
                score += from[usize::from(tag)] + row[usize::from(tag)];
                last = Some(tag);
            }
            assert!((score - best(&chain, &scores, before)).abs() < 1e-4);
        }
    }
}
