// The key: what every channel of a mark means, and at the same time a choice of what is shown.

import { el } from './dom.js';
import { LINE, WHO, grouped } from './terms.js';

/** @typedef {import('./article.js').ClaimView} ClaimView */

/** Where there is room beside the article, and on paper, the key lies open. */
const ROOM = matchMedia('print, (min-width: 78rem)');

/** What stands in the key under "Also", in words and as a question to a claim. @type {Record<string, [string, (view: ClaimView) => boolean]>} */
const ALSO = {
  first: ['check first', (view) => view.rank > 0],
  decided: ['decided by you', (view) => Boolean(view.claim.review)],
};

/** The groups of signs. @type {Record<string, Record<string, string>>} */
const GROUPS = { who: WHO, line: LINE, also: { first: ALSO.first[0], decided: ALSO.decided[0] } };

/**
 * Nothing chosen shows everything. What is chosen in one group adds up, and a claim must satisfy every group in which something
 * is chosen. Event: `filter-change`; then `shows` tells which claims are wanted.
 */
export class ClaimKey extends HTMLElement {
  /** What is chosen, by group. @type {Record<string, Set<string>>} */
  #chosen = { who: new Set(), line: new Set(), also: new Set() };
  /** How many claims each sign stands for. @type {Record<string, number>} */
  #counts = {};
  #fold = /** @type {HTMLDetailsElement} */ (el('details', null));

  constructor() {
    super();
    this.addEventListener('click', (event) => this.#click(event));
  }

  connectedCallback() {
    this.setAttribute('role', 'group');
    this.setAttribute('aria-label', 'Key to the marks, and filter');
    ROOM.addEventListener('change', this.#unfold);
    this.#unfold();
  }

  disconnectedCallback() {
    ROOM.removeEventListener('change', this.#unfold);
  }

  #unfold = () => {
    this.#fold.open = ROOM.matches;
  };

  /**
   * @param {ClaimView[]} claims
   * @param {boolean} [isSame] Whether they are of the same article as before: what is chosen stays so.
   */
  show(claims, isSame = false) {
    if (!isSame) this.#forget();
    this.#counts = {};
    for (const values of Object.values(GROUPS)) for (const value of Object.keys(values)) this.#counts[value] = 0;
    for (const view of claims) {
      this.#counts[view.who] += 1;
      this.#counts[view.line] += 1;
      for (const also in ALSO) if (ALSO[also][1](view)) this.#counts[also] += 1;
    }
    // What no claim is any more cannot be let go by its button.
    for (const values of Object.values(this.#chosen)) for (const value of values) if (!this.#counts[value]) values.delete(value);
    const held = this.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.value : null;
    this.#fold.replaceChildren(
      el('summary', null, 'Key and filter ', this.#sample()),
      this.#group('Who speaks', 'who', (value) => el('span', { class: 'glyph', 'data-who': value })),
      this.#group('How sure', 'line', (value) => el('span', { class: 'stroke', 'data-line': value })),
      this.#group('Also', 'also', (value) => (value === 'first' ? el('span', { class: 'rank' }, '1') : el('span', { class: 'pencil' }, '✓'))),
    );
    this.#fold.lastElementChild?.lastElementChild?.append(el('p', { class: 'sample' }, el('span', { class: 'sign' }, el('span', { class: 'cue' }, 'said')), 'words that decide'));
    if (!this.#fold.isConnected) this.append(this.#fold);
    this.#press();
    /** @type {HTMLElement | null} */ (held ? this.querySelector(`button[data-value="${held}"]:enabled`) : null)?.focus({ preventScroll: true });
  }

  /** Whether a claim is wanted. @param {ClaimView} view */
  shows = (view) => {
    const { who, line, also } = this.#chosen;
    if ((who.size && !who.has(view.who)) || (line.size && !line.has(view.line))) return false;
    if (!also.size) return true;
    for (const value of also) if (ALSO[value][1](view)) return true;
    return false;
  };

  /** What is chosen, in words; empty where nothing is. */
  get words() {
    const groups = Object.entries(this.#chosen).filter(([, values]) => values.size);
    return groups.map(([group, values]) => [...values].map((value) => GROUPS[group][value]).join(' or ')).join('; ');
  }

  /** Lets everything through, and takes the focus. */
  open() {
    this.#forget();
    this.#press();
    /** @type {HTMLElement | null} */ (this.querySelector('button:enabled'))?.focus({ preventScroll: true });
  }

  #forget() {
    for (const values of Object.values(this.#chosen)) values.clear();
  }

  /** What the folded key shows of itself. */
  #sample() {
    const shapes = Object.keys(WHO).map((who) => el('span', { class: 'glyph', 'data-who': who }));
    const lines = ['solid', 'dashed', 'dotted'].map((line) => el('span', { class: 'stroke', 'data-line': line }));
    return el('span', { class: 'in-short', 'aria-hidden': 'true' }, ...shapes, ...lines);
  }

  /**
   * @param {string} title
   * @param {string} group
   * @param {(value: string) => Node} sample
   */
  #group(title, group, sample) {
    const signs = Object.entries(GROUPS[group]).map(([value, word]) => {
      const count = this.#counts[value] ?? 0;
      return el(
        'button',
        { type: 'button', 'data-group': group, 'data-value': value, 'aria-pressed': 'false', disabled: count === 0 },
        el('span', { class: 'sign', 'aria-hidden': 'true' }, sample(value)),
        el('span', { class: 'word' }, word),
        ' ',
        el('span', { class: 'count' }, grouped(count)),
      );
    });
    return el('div', { class: 'key-group', role: 'group', 'aria-label': title }, el('h3', null, title), el('div', { class: 'key-signs' }, ...signs));
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const button = /** @type {Element} */ (event.target).closest('button');
    if (!button) return;
    const { group = '', value = '' } = button.dataset;
    const values = this.#chosen[group];
    if (!values.delete(value)) values.add(value);
    this.#press();
    this.dispatchEvent(new CustomEvent('filter-change'));
  }

  #press() {
    for (const button of this.querySelectorAll('button[data-group]')) {
      const { group = '', value = '' } = /** @type {HTMLElement} */ (button).dataset;
      button.setAttribute('aria-pressed', String(this.#chosen[group].has(value)));
    }
    for (const part of this.querySelectorAll('.key-group')) part.toggleAttribute('data-chosen', part.querySelector('[aria-pressed="true"]') !== null);
  }
}
