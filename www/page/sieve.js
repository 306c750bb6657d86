// Which claims are shown: what the key lets through, of a chosen few, with the words sought; and what is hidden by that.

import { el, inSlices } from './dom.js';
import { plural } from './terms.js';

/** @typedef {import('./article.js').ClaimView} ClaimView */

/**
 * A few claims that something on the page stands for.
 *
 * @typedef {object} Lens
 * @property {string} name Tells it from others.
 * @property {string} words What they are, to go on from "Only".
 * @property {Set<string>} ids
 */

/** As it is compared: small letters, without accents, with plain quotation marks. @param {string} words */
function plain(words) {
  const isPlain = !/[^ -~]/.test(words);
  const letters = isPlain ? words : words.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll(/[‘’‚‛]/g, "'").replaceAll(/[“”„‟]/g, '"');
  return letters.toLowerCase();
}

/** Event: `filter-change`; then `shows` tells which claims are wanted. */
export class ClaimSieve extends HTMLElement {
  /** @type {ClaimView[]} */
  #claims = [];
  /** @type {Lens | null} */
  #lens = null;
  /** @type {string[]} */
  #sought = [];
  /** The words of each claim as they are compared. @type {WeakMap<any, string>} */
  #plain = new WeakMap();
  /** For each claim, by its number, whether it passes. */
  #passes = new Uint8Array();
  #hides = 0;
  #turn = 0;
  #words = el('span', null);
  #all = el('button', { type: 'button', 'data-value': 'all' }, 'Show all');
  /** What the key lets through, and that in words. @type {{ shows: (view: ClaimView) => boolean, words: string }} */
  key = { shows: () => true, words: '' };
  /** Opens the key again. */
  openKey = () => {};

  connectedCallback() {
    if (this.#words.isConnected) return;
    this.classList.add('hides');
    this.hidden = true;
    this.append(this.#words, ' ', this.#all);
    this.#all.addEventListener('click', () => this.clear());
  }

  /**
   * @param {ClaimView[]} claims
   * @param {boolean} [isSame] Whether they are of the same article as before: what is sought stays so.
   * @param {Lens | null} [lens] What the lens of before shows now.
   */
  show(claims, isSame = false, lens = this.#lens) {
    this.#claims = claims;
    this.#lens = isSame ? lens : null;
    if (!isSame) {
      this.#turn += 1;
      this.#sought = [];
    }
    this.tell();
  }

  /** Whether a claim is wanted. @param {ClaimView} view */
  shows = (view) => this.#passes[view.index] === 1;

  /** How many claims are hidden. */
  get hides() {
    return this.#hides;
  }

  /** Name of the lens that is on; null for none. */
  get lens() {
    return this.#lens?.name ?? null;
  }

  /** Shows only a few claims, or all again where these are the ones shown. @param {Lens} lens */
  look(lens) {
    this.#lens = this.#lens?.name === lens.name ? null : lens;
    this.#changed();
  }

  /** Shows only claims with all of these words. Those of very many claims are got ready while the page stays free. @param {string} words */
  async seek(words) {
    const turn = ++this.#turn;
    const sought = plain(words).split(/\s+/).filter(Boolean);
    await inSlices(sought.length ? this.#prepare() : [], () => turn === this.#turn);
    if (turn !== this.#turn) return;
    this.#sought = sought;
    this.#changed();
  }

  /** Gets ready what is compared. */
  *#prepare() {
    for (const view of this.#claims) yield this.#wordsOf(view);
  }

  /** Shows everything. */
  clear() {
    this.#turn += 1;
    this.#lens = null;
    this.#sought = [];
    this.openKey();
    this.dispatchEvent(new CustomEvent('filter-clear'));
    this.#changed();
  }

  #changed() {
    this.tell();
    this.dispatchEvent(new CustomEvent('filter-change'));
  }

  /** Asks each claim whether it passes, and says what is hidden and what is left. */
  tell() {
    const ids = this.#lens?.ids;
    const { shows, words } = this.key;
    // Nothing is chosen, as a rule, and then no claim need be asked.
    const isOpen = !ids && !words && !this.#sought.length;
    this.#passes = new Uint8Array(this.#claims.length).fill(Number(isOpen));
    let hides = isOpen ? 0 : this.#claims.length;
    for (let i = 0; hides && i < this.#claims.length; i++) {
      const view = this.#claims[i];
      if (!shows(view) || (ids && !ids.has(view.id)) || (this.#sought.length && !this.#holds(view))) continue;
      this.#passes[i] = 1;
      hides -= 1;
    }
    this.#hides = hides;
    const only = [this.#lens?.words ?? '', this.key.words].filter(Boolean).join('; ');
    this.#words.textContent = hides ? `${plural(hides, 'claim')} hidden.${only ? ` Only ${only}.` : ''}` : '';
    // A choice that all claims satisfy hides none; it is on all the same.
    if (!hides && only) this.#words.textContent = `Only ${only}: all of them.`;
    this.hidden = !this.#words.textContent;
  }

  /** @param {ClaimView} view */
  #holds(view) {
    const words = this.#wordsOf(view);
    return this.#sought.every((word) => words.includes(word));
  }

  /** @param {ClaimView} view */
  #wordsOf({ claim, source }) {
    let words = this.#plain.get(claim);
    if (words === undefined) {
      const spans = claim.spans.map((/** @type {any} */ span) => span.exact);
      const voices = claim.attribution_chain.map((/** @type {any} */ voice) => voice.source_name);
      words = plain([claim.text, ...spans, ...voices, source?.role ?? ''].join(' '));
      this.#plain.set(claim, words);
    }
    return words;
  }
}
