//! The best tags of a stretch: a linear chain, of which each step has a score.

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
}

/// Working memory: for each token and tag, the best tag before it; then the tags themselves.
#[derive(Debug, Default)]
pub(super) struct Trail {
    back: Vec<[u8; ROOM]>,
    tags: Vec<u8>,
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
        let step = step.chunks_exact(tags).enumerate().map(|(from, scores)| row(Some(from), scores)).collect();
        Self { tags, step, first: row(None, first) }
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

fn add(sums: &mut [f32; ROOM], scores: &[f32]) {
    sums.iter_mut().zip(scores).for_each(|(sum, score)| *sum += score);
}
