// <say-so>: the claims of the text in it, or of an element of the page that it names, marked where they stand.

import { shared } from './sayso.js';
import './element/warm.js';

/** @typedef {import('./element/panel.js').View} View */
/** @typedef {import('./element/mount.js').Mount} Mount */

/** @type {View[]} */
const VIEWS = ['both', 'marks', 'list', 'summary'];

/** Where the module is only looked at, as on a server, there are no elements. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/**
 * Attributes: `for` names the element to mark by a selector, else it is the text inside; `view`; `dct`, the day on which the
 * text was written. Events, which bubble: `say-so-annotated`, `say-so-select`, `say-so-error`.
 */
export class SaySo extends Base {
  static observedAttributes = ['for', 'view', 'dct'];

  /** @type {Mount | null} */
  #mount = null;
  /** @type {(() => void) | null} */
  #letGo = null;

  /** What was found; null before it is. */
  get document() {
    return this.#mount?.document ?? null;
  }

  /** The text that offsets count in. */
  get text() {
    return this.#mount?.text ?? '';
  }

  /** @returns {View} */
  get view() {
    return VIEWS.find((view) => view === this.getAttribute('view')) ?? 'both';
  }

  set view(view) {
    this.setAttribute('view', view);
  }

  get htmlFor() {
    return this.getAttribute('for') ?? '';
  }

  set htmlFor(selector) {
    this.setAttribute('for', selector);
  }

  /** Chooses a claim by its id; null lets the chosen one go. @param {string | null} id */
  select(id) {
    this.#mount?.select(id);
  }

  async connectedCallback() {
    // The worker starts while the rest is loaded.
    this.#letGo ??= shared.hold();
    shared.warm();
    try {
      const { Mount } = await import('./element/mount.js');
      if (!this.isConnected) return;
      this.#mount ??= new Mount(this);
      this.#mount.start();
    } catch (error) {
      this.dispatchEvent(new CustomEvent('say-so-error', { detail: { error }, bubbles: true, composed: true }));
    }
  }

  disconnectedCallback() {
    // An element that is only moved is connected again at once.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#mount?.stop();
      this.#letGo?.();
      this.#letGo = null;
    });
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    this.#mount?.change(name);
  }
}

// Loaded twice, or beside another copy, the first one stays.
if (globalThis.customElements && !customElements.get('say-so')) customElements.define('say-so', SaySo);
