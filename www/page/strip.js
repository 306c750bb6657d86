// How sure, along the article: every claim a line at its place, and a map to move through the text by.

import { el } from './dom.js';
import { percent, picture, svg } from './svg.js';
import { LINE, plural } from './terms.js';

/** @typedef {import('./article.js').Article} Article */
/** @typedef {import('./article.js').ClaimView} ClaimView */

/** The surer, the higher. @type {Record<string, number>} */
const HEIGHT = { solid: 7, dashed: 13, dotted: 19, struck: 25, double: 25 };

const LINES = Object.keys(HEIGHT);

/** So many places are told apart; more claims than that are drawn over each other. */
const PLACES = 900;

/** The least length of a line, as a share of the whole. */
const LEAST = 0.0025;

/** Event: `strip-go` with `detail.offset`, the place in the text that the reader wants to see. */
export class ArticleStrip extends HTMLElement {
  /** @type {Article | null} */
  #article = null;
  #claims = svg('g');
  #window = svg('rect', { class: 'window', y: 0.5, height: 30 });
  #slider = el('div', {
    class: 'map',
    role: 'slider',
    tabindex: 0,
    'aria-label': 'How sure, along the article',
    'aria-valuemin': 0,
    'aria-valuemax': 100,
    'aria-valuenow': 0,
  });
  #at = 0;

  connectedCallback() {
    if (this.#slider.isConnected) return;
    this.#slider.append(picture('staves', this.#claims, this.#window));
    this.append(el('span', { class: 'name', 'aria-hidden': 'true' }, 'How sure, along the article'), this.#slider);
    this.#slider.addEventListener('pointerdown', (event) => {
      if (event.button) return;
      this.#slider.setPointerCapture(event.pointerId);
      this.#drag(event);
    });
    this.#slider.addEventListener('pointermove', (event) => {
      if (this.#slider.hasPointerCapture(event.pointerId)) this.#drag(event);
    });
    this.#slider.addEventListener('keydown', (event) => this.#key(event));
  }

  /**
   * @param {Article} article
   * @param {(view: ClaimView) => boolean} shows
   */
  show(article, shows) {
    this.#article = article;
    this.hidden = !article.claims.length;
    this.filter(shows);
  }

  /** @param {(view: ClaimView) => boolean} shows Which claims are drawn. */
  filter(shows) {
    const article = this.#article;
    if (!article) return;
    const { length } = article.text;
    /** For each place, the lines that are drawn there, a bit each. */
    const drawn = new Uint8Array(PLACES + 1);
    const children = [];
    for (const { type, start } of article.result.segments) {
      if (type !== 'subheading' || children.length > 60) continue;
      children.push(svg('line', { class: 'part', x1: percent(start / length), x2: percent(start / length), y1: 2, y2: 29 }));
    }
    for (const view of article.claims) {
      const y = HEIGHT[view.line];
      const from = view.start / length;
      // Of many claims at one place one of each kind is seen.
      const place = Math.round(from * PLACES);
      const bit = 1 << LINES.indexOf(view.line);
      if (!y || drawn[place] & bit || !shows(view) || view.isRejected) continue;
      drawn[place] |= bit;
      const to = Math.max(from + LEAST, (view.claim.spans.at(-1)?.end ?? 0) / length);
      children.push(...line(view, from, to, y));
    }
    this.#claims.replaceChildren(...children);
  }

  /** Shows which part of the text is in the window. @param {{ start: number, end: number }} part */
  look({ start, end }) {
    const article = this.#article;
    if (!article || !article.text.length) return;
    const { length } = article.text;
    this.#at = start;
    this.#window.setAttribute('x', percent(start / length));
    this.#window.setAttribute('width', percent(Math.max(0.006, (end - start) / length)));
    const share = Math.round((100 * start) / Math.max(1, length - (end - start)));
    this.#slider.setAttribute('aria-valuenow', String(Math.max(0, Math.min(100, share))));
    this.#slider.setAttribute('aria-valuetext', this.#words());
  }

  /** Where in the text the window begins, in words. */
  #words() {
    const article = /** @type {Article} */ (this.#article);
    const i = Math.min(article.segmentAt(this.#at), article.result.segments.length - 1);
    const { start, end } = article.result.segments[i];
    const views = [...new Set(article.pieces[i].map((piece) => piece.view))];
    const lines = [...new Set(views.map((view) => LINE[view.line]))];
    const opening = article.text.slice(start, Math.min(end, start + 48)).replace(/\s+\S*$/, '');
    return `${opening}… ${plural(views.length, 'claim')}${lines.length ? `: ${lines.join(', ')}` : ''}`;
  }

  /** @param {number} offset */
  #go(offset) {
    const length = this.#article?.text.length ?? 0;
    this.dispatchEvent(new CustomEvent('strip-go', { detail: { offset: Math.max(0, Math.min(length - 1, Math.round(offset))) } }));
  }

  /** @param {PointerEvent} event */
  #drag({ clientX }) {
    const { left, width } = this.#slider.getBoundingClientRect();
    this.#go(((clientX - left) / width) * (this.#article?.text.length ?? 0));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const article = this.#article;
    if (!article || event.altKey || event.ctrlKey || event.metaKey) return;
    const { segments } = article.result;
    const { length } = article.text;
    const i = Math.min(article.segmentAt(this.#at), segments.length - 1);
    // A paragraph whose first line is at the top counts as the one that is read.
    const isAtTop = this.#at - segments[i].start < 40;
    /** @type {Record<string, number>} */
    const goals = {
      ArrowRight: segments[Math.min(i + 1, segments.length - 1)].start,
      ArrowLeft: segments[Math.max(0, isAtTop ? i - 1 : i)].start,
      PageDown: this.#at + length / 10,
      PageUp: this.#at - length / 10,
      Home: 0,
      End: length,
    };
    goals.ArrowDown = goals.ArrowRight;
    goals.ArrowUp = goals.ArrowLeft;
    if (!(event.key in goals)) return;
    event.preventDefault();
    this.#go(goals[event.key]);
  }
}

/**
 * @param {ClaimView} view
 * @param {number} from
 * @param {number} to
 * @param {number} y
 */
function* line({ who, line, rank }, from, to, y) {
  const place = { x1: percent(from), x2: percent(to), 'data-who': who, 'data-line': line };
  if (line === 'double') {
    yield svg('line', { ...place, class: 'stave', y1: y - 1.5, y2: y - 1.5 });
    yield svg('line', { ...place, class: 'stave', y1: y + 1.5, y2: y + 1.5 });
  } else {
    yield svg('line', { ...place, class: 'stave', y1: y, y2: y });
  }
  if (line === 'struck') yield svg('line', { x1: percent((from + to) / 2), x2: percent((from + to) / 2), 'data-who': who, class: 'tick', y1: y - 4, y2: y + 4 });
  if (rank) yield svg('circle', { class: 'first', cx: percent((from + to) / 2), cy: 2.5, r: 2 });
}
