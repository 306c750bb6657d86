// A result as the page needs it: claims with their two channels, and what is to be drawn in each segment.

import { breathe } from './dom.js';
import { lineOf, whoOf } from './terms.js';

/** @typedef {import('./terms.js').Who} Who */
/** @typedef {import('./terms.js').Line} Line */

/**
 * A stretch of one segment that belongs to a claim.
 *
 * @typedef {object} Piece
 * @property {ClaimView} view
 * @property {number} start
 * @property {number} end
 * @property {number} depth How many other pieces hold it.
 * @property {boolean} opens Whether the claim begins here.
 */

/** @typedef {{ start: number, end: number, exact: string }} Mark */

/** One claim as the page shows it. */
export class ClaimView {
  /**
   * @param {any} claim
   * @param {number} index
   * @param {any} source
   * @param {any} attribution
   * @param {number} rank Place among what to check first, from one; zero for none.
   */
  constructor(claim, index, source, attribution, rank) {
    this.claim = claim;
    this.index = index;
    this.source = source;
    this.attribution = attribution;
    this.rank = rank;
    /** @type {Who} */
    this.who = whoOf(claim, source);
    /** @type {Line} */
    this.line = lineOf(claim.certainty_label);
    this.start = claim.spans[0]?.start ?? 0;
    this.length = claim.spans.reduce((/** @type {number} */ n, /** @type {Mark} */ s) => n + s.end - s.start, 0);
  }

  get id() {
    return this.claim.id;
  }

  /** Whether a person said that it is none. */
  get isRejected() {
    return this.claim.review?.decision === 'rejected';
  }

  /** The words that decided: who attributes, and how sure. @returns {Mark[]} */
  get deciding() {
    return [...(this.attribution?.cue ?? []), ...this.claim.certainty_cues];
  }

  /** What is denied: of a claim that holds its own denial ("She denied that …") the part after it. @returns {Mark[]} */
  get struck() {
    if (this.line !== 'struck') return [];
    const { spans } = this.claim;
    /** @type {Mark[]} */
    const denied = (this.attribution?.content ?? []).filter((/** @type {Mark} */ part) =>
      spans.some((/** @type {Mark} */ span) => span.start <= part.start && part.end <= span.end),
    );
    return denied.length ? denied : spans;
  }
}

/** How long the page may be held up at a time, in milliseconds. */
const SLICE_MS = 12;

/** A text and what was found in it. */
export class Article {
  /** @type {ClaimView[] | null} */
  #ranked = null;

  /**
   * The same as the constructor gives, made in slices that leave the page free.
   *
   * @param {string} text
   * @param {any} result
   */
  static async build(text, result) {
    const article = new Article(text, result, false);
    let since = performance.now();
    for (const _ of article.#steps()) {
      if (performance.now() - since < SLICE_MS) continue;
      await breathe();
      since = performance.now();
    }
    return article;
  }

  /**
   * @param {string} text
   * @param {any} result
   * @param {boolean} [whole] False leaves the claims to be placed by `build`.
   */
  constructor(text, result, whole = true) {
    this.text = text;
    this.result = result;
    /** Number of the segment that is the title; -1 where there is none. */
    this.title = result.segments.findIndex((/** @type {any} */ s) => s.type === 'headline');
    /** Where it stands on the web; empty where that is not known. */
    this.address = '';
    /** @type {ClaimView[]} */
    this.claims = [];
    /** @type {Map<string, ClaimView>} */
    this.byId = new Map();
    /** @type {Map<string, any[]>} For each claim, by its id, how it bears on others. */
    this.relations = new Map();
    /** @type {Piece[][]} For each segment, outer pieces before those they hold. */
    this.pieces = result.segments.map(() => []);
    /** @type {(Mark & { view: ClaimView })[][]} For each segment, cues and words that show how sure. */
    this.cues = result.segments.map(() => []);
    /** @type {{ view: ClaimView, start: number, end: number }[][]} For each segment, what is denied. */
    this.strikes = result.segments.map(() => []);
    if (whole) for (const _ of this.#steps());
  }

  /** Places the claims; the work can rest after each step. */
  *#steps() {
    const { result } = this;
    const sources = new Map(result.sources.map((/** @type {any} */ s) => [s.id, s]));
    /** @type {Map<string, any>} */
    const attributions = new Map();
    for (const attribution of result.attributions) {
      attributions.set(attribution.id, attribution);
      yield;
    }
    const ranks = new Map(result.summary.check_first.map((/** @type {string} */ id, /** @type {number} */ i) => [id, i + 1]));
    for (const [i, claim] of result.claims.entries()) {
      const view = new ClaimView(claim, i, sources.get(claim.source_id), attributions.get(claim.attribution), ranks.get(claim.id) ?? 0);
      this.claims.push(view);
      this.byId.set(view.id, view);
      this.#place(view);
      yield;
    }
    for (const pieces of this.pieces) {
      nest(pieces);
      yield;
    }
    for (const relation of result.relations) {
      for (const id of relation.from === relation.to ? [relation.from] : [relation.from, relation.to]) {
        const those = this.relations.get(id);
        those ? those.push(relation) : this.relations.set(id, [relation]);
      }
      yield;
    }
  }

  /** The claims that nobody rejected. */
  get standing() {
    return this.claims.filter((view) => !view.isRejected);
  }

  /** What to check first, in text order. */
  get ranked() {
    this.#ranked ??= this.claims.filter((view) => view.rank);
    return this.#ranked;
  }

  /**
   * Where `[start, end)` meets the segments; a span may run over several.
   *
   * @param {number} start
   * @param {number} end
   * @returns {{ segment: number, start: number, end: number }[]}
   */
  cut(start, end) {
    const { segments } = this.result;
    const cuts = [];
    for (let i = this.segmentAt(start); i < segments.length && segments[i].start < end; i++) {
      const from = Math.max(start, segments[i].start);
      const to = Math.min(end, segments[i].end);
      if (from < to) cuts.push({ segment: i, start: from, end: to });
    }
    return cuts;
  }

  /** Number of the first segment that ends after `offset`. @param {number} offset */
  segmentAt(offset) {
    const { segments } = this.result;
    let low = 0;
    let high = segments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (segments[middle].end <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** A mark that is not the text at its place would be drawn under the wrong words. @param {Mark} mark */
  #holds({ start, end, exact }) {
    return this.text.slice(start, end) === exact;
  }

  /** @param {ClaimView} view */
  #place(view) {
    let opens = true;
    for (const span of view.claim.spans) {
      if (!this.#holds(span)) continue;
      for (const { segment, start, end } of this.cut(span.start, span.end)) {
        // A rejected claim keeps its place and has no mark.
        this.pieces[segment].push({ view, start, end: view.isRejected ? start + 1 : end, depth: 0, opens });
        opens = false;
        if (view.isRejected) return;
      }
    }
    for (const mark of view.struck) {
      if (!this.#holds(mark)) continue;
      for (const { segment, start, end } of this.cut(mark.start, mark.end)) this.strikes[segment].push({ view, start, end });
    }
    for (const mark of view.deciding) {
      if (!this.#holds(mark)) continue;
      for (const { segment, start, end } of this.cut(mark.start, mark.end)) {
        this.cues[segment].push({ view, start, end, exact: mark.exact });
      }
    }
  }
}

/** Sorts the pieces of a segment and counts for each how many hold it. @param {Piece[]} pieces */
function nest(pieces) {
  pieces.sort((a, b) => a.start - b.start || b.end - a.end || a.view.index - b.view.index);
  /** @type {Piece[]} */
  let open = [];
  for (const piece of pieces) {
    open = open.filter((outer) => outer.end > piece.start);
    const taken = new Set(open.map((outer) => outer.depth));
    while (taken.has(piece.depth)) piece.depth += 1;
    open.push(piece);
  }
}
