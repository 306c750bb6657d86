// The article, set for reading, with its claims marked in place.

import { TextIndex, caretAt, liveRange } from '../ranges.js';
import { breathe, el, motion } from './dom.js';
import { Marks, markName } from './marks.js';
import { CERTAINTY, SEGMENT, voiceName } from './terms.js';

/** @typedef {import('./article.js').Article} Article */
/** @typedef {import('./article.js').ClaimView} ClaimView */
/** @typedef {import('./article.js').Piece} Piece */

/** So many segments are drawn at once; a screen holds fewer. */
const SLICE = 32;

/** A claim this near to the edge of the window reads as cut off. */
const MARGIN_PX = 64;

/** What stands for each kind of segment. @type {Record<string, string>} */
const TAG = { headline: 'h2', subheading: 'h2', list_item: 'p' };

/** @param {ClaimView} view */
const pinLabel = ({ claim, rank }) =>
  `Claim by ${voiceName(claim)}, ${CERTAINTY[claim.certainty_label] ?? ''}${rank ? `, number ${rank} to check` : ''}`;

/**
 * Shows an article. Events: `claim-pick` with the picked claim, or null where the reader picks none, as `detail.view`;
 * `focusList` is true where the keyboard asked for it.
 */
export class ReadingView extends HTMLElement {
  /** @type {Article | null} */
  #article = null;
  #index = new TextIndex();
  #marks = new Marks();
  #drawn = 0;
  /** @type {{ piece: Piece, range: StaticRange }[]} */
  #ranges = [];
  /** @type {Map<string, HTMLElement>} */
  #pins = new Map();
  /** @type {HTMLElement[]} Pins of what to check first, in text order. */
  #ranked = [];
  /** @type {ClaimView | null} */
  #selected = null;
  /** @type {ClaimView | null} */
  #near = null;
  /** @type {(view: ClaimView) => boolean} */
  #shows = () => true;
  #frame = 0;
  #size = new ResizeObserver(() => this.#placeRanks());

  constructor() {
    super();
    this.addEventListener('click', (event) => this.#click(event));
    this.addEventListener('pointermove', (event) => this.#hover(event));
    this.addEventListener('pointerleave', () => this.#breatheOn(null));
  }

  connectedCallback() {
    this.#size.observe(this);
  }

  disconnectedCallback() {
    this.#size.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#marks.clear();
  }

  /**
   * Draws an article: the first screens at once, the rest while the page stays free.
   *
   * @param {Article | null} article
   * @param {(view: ClaimView) => boolean} [shows] Which claims are marked.
   */
  async show(article, shows = () => true) {
    this.#shows = shows;
    this.#article = article;
    this.#index = new TextIndex();
    this.#marks.clear();
    this.#ranges = [];
    this.#pins.clear();
    this.#ranked = [];
    this.#drawn = 0;
    this.#selected = null;
    this.#near = null;
    this.replaceChildren();
    while (article && article === this.#article && this.#drawn < article.result.segments.length) {
      this.#drawTo(this.#drawn + SLICE);
      await breathe();
    }
  }

  /** Which claims are marked; the others stay as plain text. @param {(view: ClaimView) => boolean} shows */
  filter(shows) {
    this.#shows = shows;
    this.#marks.clear();
    for (const { piece, range } of this.#ranges) this.#mark(piece, range);
    this.#markStrikes(0, this.#drawn);
    for (const view of this.#article?.claims ?? []) {
      const pin = this.#pins.get(view.id);
      if (pin) pin.hidden = !shows(view);
    }
    this.#markCues(0, this.#drawn);
    this.#markSelected();
    this.#placeRanks();
  }

  /** @param {ClaimView | null} view */
  select(view) {
    if (this.#selected) this.#pins.get(this.#selected.id)?.removeAttribute('aria-current');
    this.#selected = view;
    if (view) this.#drawTo(this.#lastSegment(view) + 1);
    if (view) this.#pins.get(view.id)?.setAttribute('aria-current', 'true');
    this.#markSelected();
  }

  /**
   * Brings a claim into the window, if it is not there.
   *
   * @param {ClaimView} view
   * @param {number} [floor] Where the free part of the window ends.
   */
  reveal(view, floor = innerHeight) {
    const pin = this.#pins.get(view.id);
    if (!pin) return;
    const { top, bottom } = pin.getBoundingClientRect();
    if (top > MARGIN_PX && bottom < floor - MARGIN_PX) return;
    scrollBy({ top: top - floor / 3, behavior: motion() });
  }

  /**
   * Puts the focus on a claim in the text.
   *
   * @param {ClaimView} view
   */
  focusClaim(view) {
    this.#pins.get(view.id)?.focus({ preventScroll: true });
    this.reveal(view);
  }

  /** @param {ClaimView} view */
  #lastSegment(view) {
    return this.#article?.segmentAt(view.claim.spans.at(-1)?.start ?? 0) ?? 0;
  }

  /** Draws the segments before `end` that are not drawn yet. @param {number} end */
  #drawTo(end) {
    const article = this.#article;
    if (!article) return;
    const first = this.#drawn;
    const last = Math.min(end, article.result.segments.length);
    if (first >= last) return;
    const page = document.createDocumentFragment();
    for (let i = first; i < last; i++) page.append(this.#segment(article, i));
    this.append(page);
    this.#drawn = last;
    for (let i = first; i < last; i++) {
      for (const piece of article.pieces[i]) {
        const range = this.#index.range(piece.start, piece.end);
        if (!range) continue;
        this.#ranges.push({ piece, range });
        this.#mark(piece, range);
      }
    }
    this.#markStrikes(first, last);
    this.#markCues(first, last);
  }

  /**
   * @param {Article} article
   * @param {number} i
   */
  #segment(article, i) {
    const { type, start, end } = article.result.segments[i];
    const isTitle = i === article.title;
    const element = el(isTitle ? 'h1' : (TAG[type] ?? 'p'), { class: `segment ${type}`, title: this.#hint(type) });
    element.dataset.segment = String(i);
    let at = start;
    for (const piece of article.pieces[i]) {
      if (!piece.opens) continue;
      if (piece.start > at) element.append(this.#text(article, at, piece.start));
      at = Math.max(at, piece.start);
      element.append(this.#pin(piece.view));
    }
    if (at < end) element.append(this.#text(article, at, end));
    return element;
  }

  /** Says what a line is where it does not look like running text. @param {string} type */
  #hint(type) {
    return type === 'teaser' || type === 'other' || type === 'credit' ? `${SEGMENT[type]}: not read for claims` : null;
  }

  /**
   * @param {Article} article
   * @param {number} start
   * @param {number} end
   */
  #text(article, start, end) {
    const node = document.createTextNode(article.text.slice(start, end));
    this.#index.add(node, start);
    return node;
  }

  /** The mark before a claim: its shape says who speaks, and it leads to the card. @param {ClaimView} view */
  #pin(view) {
    const pin = el('a', { class: 'pin', href: `#${view.id}`, tabindex: -1, 'aria-label': pinLabel(view), 'data-who': view.who });
    if (view.rank) {
      pin.dataset.rank = String(view.rank);
      this.#ranked.push(pin);
    }
    pin.dataset.claim = String(view.index);
    pin.hidden = !this.#shows(view);
    this.#pins.set(view.id, pin);
    return pin;
  }

  /**
   * @param {Piece} piece
   * @param {StaticRange} range
   */
  #mark({ view, depth }, range) {
    if (this.#shows(view)) this.#marks.add(markName(view.who, view.line, depth), range);
  }

  /** Margin marks of claims that begin on one line stand under each other. */
  #placeRanks() {
    let line = NaN;
    let nudge = 0;
    for (const pin of this.#ranked) {
      if (pin.hidden) continue;
      const { bottom } = pin.getBoundingClientRect();
      nudge = bottom === line ? nudge + 1 : 0;
      line = bottom;
      pin.dataset.nudge = String(nudge);
    }
  }

  /**
   * @param {number} first
   * @param {number} last
   */
  #markStrikes(first, last) {
    for (let i = first; i < last; i++) {
      for (const { view, start, end } of this.#article?.strikes[i] ?? []) {
        if (this.#shows(view)) this.#marks.add(`sayso-strike-${view.who}`, this.#index.range(start, end));
      }
    }
  }

  /**
   * @param {number} first
   * @param {number} last
   */
  #markCues(first, last) {
    for (let i = first; i < last; i++) {
      for (const { start, end } of this.#article?.cues[i] ?? []) this.#marks.add('sayso-cue', this.#index.range(start, end));
    }
  }

  #markSelected() {
    this.#marks.clear('sayso-selected', 'sayso-why');
    const view = this.#selected;
    const article = this.#article;
    if (!view || !article) return;
    /** @type {(name: string) => (mark: { start: number, end: number }) => void} */
    const add = (name) => (mark) => {
      for (const cut of article.cut(mark.start, mark.end)) this.#marks.add(name, this.#index.range(cut.start, cut.end));
    };
    view.claim.spans.forEach(add(`sayso-selected-${view.who}`));
    (view.attribution?.source ?? []).forEach(add('sayso-why'));
    view.deciding.forEach(add('sayso-why'));
  }

  /** @param {ClaimView | null} view */
  #breatheOn(view) {
    if (view === this.#near) return;
    this.#near = view;
    this.style.cursor = view ? 'pointer' : '';
    this.#marks.clear('sayso-near');
    for (const span of view?.claim.spans ?? []) {
      for (const cut of this.#article?.cut(span.start, span.end) ?? []) {
        this.#marks.add(`sayso-near-${view?.who}`, this.#index.range(cut.start, cut.end));
      }
    }
  }

  /** The smallest marked claim under a point. @param {number} x @param {number} y @returns {ClaimView | null} */
  #claimAt(x, y) {
    const caret = caretAt(x, y);
    const offset = caret && this.#index.offset(caret.node, caret.offset);
    if (offset === null || !this.#article) return null;
    const i = this.#article.segmentAt(Math.max(0, offset - 1));
    const pieces = (this.#article.pieces[i] ?? [])
      .filter(({ view, start, end }) => start <= offset && offset <= end && this.#shows(view))
      .sort((a, b) => a.view.length - b.view.length);
    // The caret is the nearest place in the text, however far the pointer is from it.
    return pieces.find(({ start, end }) => this.#covers(start, end, x, y))?.view ?? null;
  }

  /**
   * @param {number} start
   * @param {number} end
   * @param {number} x
   * @param {number} y
   */
  #covers(start, end, x, y) {
    const range = this.#index.range(start, end);
    if (!range) return false;
    return [...liveRange(range).getClientRects()].some(
      (box) => box.left - 1 <= x && x <= box.right + 1 && box.top - 6 <= y && y <= box.bottom + 6,
    );
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const pin = /** @type {Element} */ (event.target).closest?.('.pin');
    if (pin instanceof HTMLElement) {
      event.preventDefault();
      this.#pick(this.#article?.claims[Number(pin.dataset.claim)] ?? null);
    } else if (getSelection()?.isCollapsed ?? true) {
      this.#pick(this.#claimAt(event.clientX, event.clientY));
    }
  }

  /** @param {ClaimView | null} view */
  #pick(view) {
    this.dispatchEvent(new CustomEvent('claim-pick', { detail: { view } }));
  }

  /** @param {PointerEvent} event */
  #hover({ pointerType, clientX, clientY }) {
    if (pointerType !== 'mouse') return;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#breatheOn(this.#claimAt(clientX, clientY)));
  }
}
