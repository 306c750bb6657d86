// The key: what every channel of a mark means, and at the same time which marks are shown.

import { el } from './dom.js';
import { LINE, WHO } from './terms.js';

/** @typedef {import('./article.js').ClaimView} ClaimView */

/** Where there is room for it, the key lies open. */
const ROOM = matchMedia('(min-width: 40rem)');

/** What can be shown alone. @type {Record<string, (view: ClaimView) => boolean>} */
const ONLY = { first: (view) => view.rank > 0, decided: (view) => Boolean(view.claim.review) };

/** Event: `filter-change`; then `shows` tells which claims are wanted. */
export class ClaimKey extends HTMLElement {
  /** @type {ClaimView[]} */
  #claims = [];
  /** @type {Set<string>} Hues and lines that are hidden. */
  #hidden = new Set();
  /** What alone is shown. @type {Set<string>} */
  #only = new Set();
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
      this.#only.clear();
    }
    for (const value of this.#only) if (!claims.some(ONLY[value])) this.#only.delete(value);
    const held = this.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.value : null;
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
          this.#toggle('first', 'check first', claims.filter(ONLY.first).length, false, [el('span', { class: 'rank' }, '1')]),
          this.#toggle('decided', 'decided by you', claims.filter(ONLY.decided).length, false, [el('span', { class: 'pencil' }, '✓')]),
          el('p', { class: 'sample' }, el('span', { class: 'sign' }, el('span', { class: 'cue' }, 'said')), 'words that decide'),
        ),
      ),
    );
    if (!this.#fold.isConnected) this.append(this.#fold);
    this.#press();
    /** @type {HTMLElement | null} */ (held ? this.querySelector(`button[data-value="${held}"]:enabled`) : null)?.focus({ preventScroll: true });
  }

  /** Whether a claim is wanted. @param {ClaimView} view */
  shows = (view) => !this.#hidden.has(view.who) && !this.#hidden.has(view.line) && [...this.#only].every((value) => ONLY[value](view));

  /** Lets everything through, and takes the focus. */
  open() {
    this.#hidden.clear();
    this.#only.clear();
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
      { type: 'button', 'data-value': value, 'data-only': !pressed, 'aria-pressed': String(pressed), disabled: count === 0 },
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
    const chosen = value && ONLY[value] ? this.#only : this.#hidden;
    if (value && !chosen.delete(value)) chosen.add(value);
    this.#press();
    this.dispatchEvent(new CustomEvent('filter-change'));
  }

  #press() {
    for (const button of this.querySelectorAll('button[aria-pressed]')) {
      const value = /** @type {HTMLElement} */ (button).dataset.value ?? '';
      button.setAttribute('aria-pressed', String(ONLY[value] ? this.#only.has(value) : !this.#hidden.has(value)));
    }
  }
}
