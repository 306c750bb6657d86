// Which claims are shown: what the key lets through, of a chosen few, with the words sought; and what is hidden by that.

import { breathe, el } from './dom.js';
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

/** So many claims are searched at a time, so that the page stays free. */
const SLICE = 10_000;

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
  /** @type {WeakMap<ClaimView, string>} */
  #plain = new WeakMap();
  /** Whether each holds what is sought, as far as that is known: it is asked again and again. @type {Map<ClaimView, boolean>} */
  #found = new Map();
  /** What the search that is under way has found. @type {Map<ClaimView, boolean> | null} */
  #seeking = null;
  #note = el('span', null);
  #all = el('button', { type: 'button', 'data-value': 'all' }, 'Show all');
  /** What the key lets through, and that in words. @type {{ shows: (view: ClaimView) => boolean, words: string }} */
  key = { shows: () => true, words: '' };
  /** Opens the key again. */
  openKey = () => {};

  connectedCallback() {
    if (this.#note.isConnected) return;
    this.classList.add('hides');
    this.hidden = true;
    this.append(this.#note, ' ', this.#all);
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
    if (!isSame) this.#forget();
    this.tell();
  }

  /** Whether a claim is wanted. @param {ClaimView} view */
  shows = (view) => this.key.shows(view) && (!this.#lens || this.#lens.ids.has(view.id)) && (!this.#sought.length || this.#isFound(view));

  /** How many claims are hidden. */
  get hides() {
    return this.#claims.length - this.#claims.filter(this.shows).length;
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

  /** Shows only claims with all of these words; where there are many claims, a little later. @param {string} words */
  async seek(words) {
    const found = new Map();
    this.#seeking = found;
    const sought = plain(words).split(/\s+/).filter(Boolean);
    const claims = this.#claims;
    for (let at = 0; sought.length && at < claims.length; at += SLICE) {
      if (at) await breathe();
      if (this.#seeking !== found) return;
      for (const view of claims.slice(at, at + SLICE)) found.set(view, this.#holds(view, sought));
    }
    this.#sought = sought;
    this.#found = found;
    this.#changed();
  }

  /** Shows everything. */
  clear() {
    this.#lens = null;
    this.#forget();
    this.openKey();
    this.dispatchEvent(new CustomEvent('filter-clear'));
    this.#changed();
  }

  #changed() {
    this.tell();
    this.dispatchEvent(new CustomEvent('filter-change'));
  }

  /** Says what is hidden, and what is left. */
  tell() {
    const { hides } = this;
    const only = [this.#lens?.words ?? '', this.key.words].filter(Boolean).join('; ');
    this.#note.textContent = hides ? `${plural(hides, 'claim')} hidden.${only ? ` Only ${only}.` : ''}` : '';
    // A choice that all claims satisfy hides none; it is on all the same.
    if (!hides && only) this.#note.textContent = `Only ${only}: all of them.`;
    this.hidden = !this.#note.textContent;
  }

  /** Ends the search. */
  #forget() {
    this.#seeking = null;
    this.#sought = [];
    this.#found.clear();
  }

  /** @param {ClaimView} view */
  #isFound(view) {
    let isFound = this.#found.get(view);
    if (isFound === undefined) this.#found.set(view, (isFound = this.#holds(view, this.#sought)));
    return isFound;
  }

  /**
   * @param {ClaimView} view
   * @param {string[]} sought
   */
  #holds(view, sought) {
    const words = this.#words(view);
    return sought.every((word) => words.includes(word));
  }

  /** What is sought in. @param {ClaimView} view */
  #words(view) {
    let words = this.#plain.get(view);
    if (words === undefined) {
      const { claim } = view;
      const spans = claim.spans.map((/** @type {any} */ span) => span.exact);
      const voices = claim.attribution_chain.map((/** @type {any} */ voice) => voice.source_name);
      words = plain([claim.text, ...spans, ...voices, view.source?.role ?? ''].join(' '));
      this.#plain.set(view, words);
    }
    return words;
  }
}
