// A result as the page needs it: claims with their two channels, and what is to be drawn in each segment.

import { inSlices } from './dom.js';
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

/** A text and what was found in it. */
export class Article {
  /** @type {ClaimView[] | null} */
  #ranked = null;
  /** @type {ClaimView[] | null} */
  #standing = null;
  /** @type {Map<string, any>} */
  #attributions = new Map();

  /**
   * The same text with a result that was corrected. What nobody touched is taken over from the article before, which is not
   * to be used any more.
   *
   * @param {Article} old
   * @param {any} result
   * @returns {{ article: Article, changed: Set<number> }} `changed`: the segments that hold other marks now.
   */
  static after(old, result) {
    const article = new Article(old.text, result, false);
    article.address = old.address;
    return { article, changed: article.#follow(old) };
  }

  /**
   * The same as the constructor gives, made in slices that leave the page free.
   *
   * @param {string} text
   * @param {any} result
   */
  static async build(text, result) {
    const article = new Article(text, result, false);
    await inSlices(article.#steps());
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
    for (const attribution of result.attributions) {
      this.#attributions.set(attribution.id, attribution);
      yield;
    }
    const ranks = new Map(result.summary.check_first.map((/** @type {string} */ id, /** @type {number} */ i) => [id, i + 1]));
    for (const [i, claim] of result.claims.entries()) {
      const view = new ClaimView(claim, i, sources.get(claim.source_id), this.#attributions.get(claim.attribution), ranks.get(claim.id) ?? 0);
      this.claims.push(view);
      this.byId.set(view.id, view);
      this.#place(view);
      yield;
    }
    for (const pieces of this.pieces) {
      nest(pieces);
      yield;
    }
  }

  /** How a claim bears on others. Asked of few claims at a time. @param {string} id @returns {any[]} */
  relationsOf(id) {
    return this.result.relations.filter((/** @type {any} */ r) => r.from === id || r.to === id);
  }

  /** Takes over what still holds. @param {Article} old */
  #follow(old) {
    const { result } = this;
    const sources = new Map(result.sources.map((/** @type {any} */ s) => [s.id, s]));
    const ranks = new Map(result.summary.check_first.map((/** @type {string} */ id, /** @type {number} */ i) => [id, i + 1]));
    this.#attributions = old.#attributions;
    /** @type {Map<number, Set<ClaimView>>} For each segment that changes, the claims that come to it. */
    const coming = new Map();
    /** @param {ClaimView} view @param {ClaimView | null} comes */
    const touch = (view, comes) => {
      for (const { start, end } of [...view.claim.spans, ...view.struck, ...view.deciding]) {
        for (const { segment } of this.cut(start, end)) {
          const those = coming.get(segment) ?? new Set();
          if (comes) those.add(comes);
          coming.set(segment, those);
        }
      }
    };
    const view = (/** @type {any} */ claim, /** @type {number} */ i) =>
      new ClaimView(claim, i, sources.get(claim.source_id), this.#attributions.get(claim.attribution), ranks.get(claim.id) ?? 0);
    const { claims } = result;
    const isThere = (/** @type {any} */ claim, /** @type {number} */ i) => claim === old.claims[i].claim || claim.id === old.claims[i].id;
    if (claims.length === old.claims.length && claims.every(isThere)) {
      // The usual case, and quick however many there are: one claim was touched, and perhaps what is to be checked first.
      this.claims = [...old.claims];
      this.byId = old.byId;
      const others = new Set([...old.ranked, ...result.summary.check_first.map((/** @type {string} */ id) => old.byId.get(id))].filter((was) => was && was.rank !== (ranks.get(was.id) ?? 0)));
      for (let i = 0; i < claims.length; i++) {
        const was = old.claims[i];
        if (was.claim === claims[i] && !others.has(was)) continue;
        const now = view(claims[i], i);
        this.claims[i] = now;
        this.byId.set(now.id, now);
        touch(was, null);
        touch(now, now);
      }
    } else {
      for (const [i, claim] of claims.entries()) {
        const was = old.byId.get(claim.id);
        const isTaken = was && was.claim === claim && was.rank === (ranks.get(claim.id) ?? 0) && was.source === sources.get(claim.source_id);
        const now = isTaken ? was : view(claim, i);
        now.index = i;
        this.claims.push(now);
        this.byId.set(now.id, now);
        if (isTaken) continue;
        if (was) touch(was, null);
        touch(now, now);
      }
      for (const was of old.claims) if (!this.byId.has(was.id)) touch(was, null);
    }
    this.pieces = [...old.pieces];
    this.cues = [...old.cues];
    this.strikes = [...old.strikes];
    for (const [segment, views] of coming) {
      for (const { view } of [...old.pieces[segment], ...old.cues[segment], ...old.strikes[segment]]) {
        const now = this.byId.get(view.id);
        if (now) views.add(now);
      }
      this.pieces[segment] = [];
      this.cues[segment] = [];
      this.strikes[segment] = [];
      for (const view of [...views].sort((a, b) => a.index - b.index)) this.#place(view, segment);
      nest(this.pieces[segment]);
    }
    return new Set(coming.keys());
  }

  /** The claims that nobody rejected. */
  get standing() {
    this.#standing ??= this.claims.filter((view) => !view.isRejected);
    return this.#standing;
  }

  /** What to check first, in text order. @returns {ClaimView[]} */
  get ranked() {
    if (!this.#ranked) {
      const first = this.result.summary.check_first.map((/** @type {string} */ id) => this.byId.get(id));
      this.#ranked = first.filter(Boolean).sort((/** @type {ClaimView} */ a, /** @type {ClaimView} */ b) => a.index - b.index);
    }
    return /** @type {ClaimView[]} */ (this.#ranked);
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

  /**
   * @param {ClaimView} view
   * @param {number} [only] Number of the one segment that is filled; all are where it is left out.
   */
  #place(view, only) {
    let opens = true;
    const isMeant = (/** @type {number} */ segment) => only === undefined || segment === only;
    for (const span of view.claim.spans) {
      if (!this.#holds(span)) continue;
      for (const { segment, start, end } of this.cut(span.start, span.end)) {
        // A rejected claim keeps its place and has no mark.
        if (isMeant(segment)) this.pieces[segment].push({ view, start, end: view.isRejected ? start + 1 : end, depth: 0, opens });
        opens = false;
        if (view.isRejected) return;
      }
    }
    for (const mark of view.struck) {
      if (!this.#holds(mark)) continue;
      for (const { segment, start, end } of this.cut(mark.start, mark.end)) if (isMeant(segment)) this.strikes[segment].push({ view, start, end });
    }
    for (const mark of view.deciding) {
      if (!this.#holds(mark)) continue;
      for (const { segment, start, end } of this.cut(mark.start, mark.end)) {
        if (isMeant(segment)) this.cues[segment].push({ view, start, end, exact: mark.exact });
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
