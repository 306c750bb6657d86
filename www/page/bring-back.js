// What a person decided in a result that comes back, as operations on the article that is open.

/** @typedef {import('./article.js').Article} Article */
/** @typedef {import('./edits.js').Anchor} Anchor */
/** @typedef {import('./edits.js').Op} Op */
/** @typedef {import('./edits.js').Target} Target */
/** @typedef {{ start: number, end: number }} Stretch */

/** Two claims that share this much of their words are the same. */
const SAME = 0.5;

/** @param {Stretch[]} spans */
const size = (spans) => spans.reduce((sum, { start, end }) => sum + end - start, 0);

/** How much of both is shared, 0..1. @param {Stretch[]} a @param {Stretch[]} b */
function overlap(a, b) {
  let shared = 0;
  for (const s of a) for (const t of b) shared += Math.max(0, Math.min(s.end, t.end) - Math.max(s.start, t.start));
  return shared / Math.max(1, size(a), size(b));
}

/** @param {Stretch[]} a @param {Stretch[]} b */
const isEqual = (a, b) => a.length === b.length && a.every(({ start, end }, i) => start === b[i].start && end === b[i].end);

/**
 * What is to be done to the open article so that it says what the result says that a person decided. Claims that only the
 * result has are added, whoever made them. Nothing is done twice.
 *
 * @param {any} result One on the same text.
 * @param {Article} article
 * @param {(id: string) => Target} target What an operation on a claim names.
 * @param {(spans: Stretch[]) => Anchor[]} anchors
 * @returns {Op[]}
 */
export function bringBack(result, article, target, anchors) {
  const claims = [...article.claims].sort((a, b) => a.start - b.start);
  const names = new Map(article.result.sources.map((/** @type {any} */ source) => [source.id, source.name]));
  /** @type {Op[]} */
  const ops = [];
  for (const claim of result.claims) {
    if (!claim.spans?.length) continue;
    const last = claim.spans.at(-1).end;
    let best = null;
    let most = SAME;
    for (const view of claims) {
      if (view.start >= last) break;
      const share = view.claim.spans.length ? overlap(view.claim.spans, claim.spans) : 0;
      // Of claims with the same words the one by the same voice is meant.
      const score = share + (share && view.claim.source_name === claim.source_name ? 0.01 : 0);
      if (score >= most) [best, most] = [view, score];
    }
    // A source by its name: ids are each result's own.
    const source = claim.source_id === 's_author' ? { id: 's_author', name: claim.source_name } : { name: claim.source_name };
    if (!best) {
      if (claim.review?.decision !== 'rejected') ops.push({ type: 'add', spans: anchors(claim.spans), source, label: claim.certainty_label, checkable: claim.checkable, check_worthy: claim.check_worthy, note: claim.review?.note });
      continue;
    }
    const { review } = claim;
    if (!review) continue;
    const now = best.claim;
    const on = target(best.id);
    if (claim.certainty_label !== now.certainty_label) ops.push({ type: 'certainty', target: on, label: claim.certainty_label });
    if (claim.source_name !== (names.get(now.source_id) ?? now.source_name)) ops.push({ type: 'source', target: on, source });
    const check = { checkable: claim.checkable, check_worthy: claim.check_worthy };
    if (check.checkable !== now.checkable || check.check_worthy !== now.check_worthy) ops.push({ type: 'check', target: on, ...check });
    if (!isEqual(claim.spans, now.spans)) ops.push({ type: 'bounds', target: on, spans: anchors(claim.spans) });
    if (review.note && review.note !== now.review?.note) ops.push({ type: 'note', target: on, note: review.note });
    if (review.decision === now.review?.decision) continue;
    if (review.decision === 'accepted') ops.push({ type: 'accept', target: on });
    if (review.decision === 'rejected') ops.push({ type: 'reject', target: on });
  }
  return ops;
}
