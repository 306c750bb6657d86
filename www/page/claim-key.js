// The key: what every channel of a mark means, and at the same time which marks are shown.

import { el } from './dom.js';
import { LINE, WHO } from './terms.js';

/** @typedef {import('./article.js').ClaimView} ClaimView */

/** Where there is room for it, the key lies open. */
const ROOM = matchMedia('(min-width: 40rem)');

/** Event: `filter-change`; then `shows` tells which claims are wanted. */
export class ClaimKey extends HTMLElement {
  /** @type {ClaimView[]} */
  #claims = [];
  /** @type {Set<string>} Hues and lines that are hidden. */
  #hidden = new Set();
  #onlyFirst = false;
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
   * @param {boolean} [isSame] Whether they are of the same article as before: what is hidden stays hidden.
   */
  show(claims, isSame = false) {
    this.#claims = claims;
    if (!isSame) {
      this.#hidden.clear();
      this.#onlyFirst = false;
    }
    const firsts = claims.filter((view) => view.rank).length;
    this.#fold.replaceChildren(
      el('summary', null, 'Key and filter'),
      this.#group('Who speaks', WHO, 'who', (value) => [el('span', { class: 'glyph', 'data-who': value })]),
      this.#group('How sure', LINE, 'line', (value) => [el('span', { class: 'stroke', 'data-line': value })]),
      el(
        'div',
        { class: 'key-group' },
        el('h3', null, 'Also'),
        el(
          'div',
          { class: 'key-signs' },
          this.#toggle('first', 'check first', firsts, false, [el('span', { class: 'rank' }, '1')]),
          el('p', { class: 'sample' }, el('span', { class: 'sign' }, el('span', { class: 'cue' }, 'said')), 'words that decide'),
          el('p', { class: 'sample' }, el('span', { class: 'sign pencil', 'aria-hidden': 'true' }, '✓'), 'decided by you'),
        ),
      ),
    );
    if (!this.#fold.isConnected) this.append(this.#fold);
    this.#press();
  }

  /** Whether a claim is wanted. @param {ClaimView} view */
  shows = (view) => !this.#hidden.has(view.who) && !this.#hidden.has(view.line) && (!this.#onlyFirst || view.rank > 0);

  /** Lets everything through, and takes the focus. */
  open() {
    this.#hidden.clear();
    this.#onlyFirst = false;
    this.#press();
    /** @type {HTMLElement | null} */ (this.querySelector('button:enabled'))?.focus({ preventScroll: true });
  }

  /**
   * @param {string} title
   * @param {Record<string, string>} words
   * @param {'who' | 'line'} channel
   * @param {(value: string) => Node[]} sample
   */
  #group(title, words, channel, sample) {
    return el(
      'div',
      { class: 'key-group' },
      el('h3', null, title),
      el(
        'div',
        { class: 'key-signs' },
        ...Object.entries(words).map(([value, word]) => {
          const count = this.#claims.filter((view) => view[channel] === value).length;
          return this.#toggle(value, word, count, true, sample(value));
        }),
      ),
    );
  }

  /**
   * @param {string} value
   * @param {string} word
   * @param {number} count
   * @param {boolean} pressed
   * @param {Node[]} sample
   */
  #toggle(value, word, count, pressed, sample) {
    return el(
      'button',
      { type: 'button', 'data-value': value, 'aria-pressed': String(pressed), disabled: count === 0 },
      el('span', { class: 'sign', 'aria-hidden': 'true' }, ...sample),
      el('span', { class: 'word' }, word),
      ' ',
      el('span', { class: 'count' }, String(count)),
    );
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const button = /** @type {Element} */ (event.target).closest('button');
    if (!button) return;
    const { value } = button.dataset;
    if (value === 'first') {
      this.#onlyFirst = !this.#onlyFirst;
    } else if (value && !this.#hidden.delete(value)) {
      this.#hidden.add(value);
    }
    this.#press();
    this.dispatchEvent(new CustomEvent('filter-change'));
  }

  #press() {
    for (const button of this.querySelectorAll('button[aria-pressed]')) {
      const value = /** @type {HTMLElement} */ (button).dataset.value ?? '';
      button.setAttribute('aria-pressed', String(value === 'first' ? this.#onlyFirst : !this.#hidden.has(value)));
    }
  }
}
