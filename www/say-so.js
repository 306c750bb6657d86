// <say-so>: the claims of the text in it, or of an element of the page that it names, marked where they stand.

import { Anchor } from './element/anchor.js';
import { look, palette } from './element/look.js';
import { Panel } from './element/panel.js';
import { el } from './page/dom.js';
import { canMark } from './page/marks.js';
import { shared } from './sayso.js';

/** @typedef {import('./element/panel.js').View} View */
/** @typedef {import('./page/article.js').ClaimView} ClaimView */

/** @type {View[]} */
const VIEWS = ['both', 'marks', 'list', 'summary'];

/** Where the module is only looked at, as on a server, there are no elements. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/** Whether the page wants other colours now. */
const NIGHT = '(prefers-color-scheme: dark)';

/**
 * Attributes: `for` names the element to mark by a selector, else it is the text inside; `view`; `dct`, the day on which the
 * text was written. Events, which bubble: `say-so-annotated`, `say-so-select`, `say-so-error`.
 */
export class SaySo extends Base {
  static observedAttributes = ['for', 'view', 'dct'];

  /** @type {ShadowRoot | null} */
  #shadow = null;
  #panel = /** @type {Panel} */ (/** @type {unknown} */ (null));
  /** Around the text inside. */
  #own = /** @type {HTMLElement} */ (/** @type {unknown} */ (null));
  /** @type {Anchor | null} */
  #anchor = null;
  /** @type {any} */
  #document = null;
  /** @type {AbortController | null} */
  #end = null;
  /** @type {(() => void) | null} */
  #letGo = null;
  /** The selector of which it has said that it fits nothing. @type {string | null} */
  #missed = null;
  #watch = /** @type {MutationObserver | null} */ (null);

  /** What was found; null before it is. */
  get document() {
    return this.#document;
  }

  /** The text that offsets count in. */
  get text() {
    return this.#anchor?.text ?? '';
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
    this.#guarded(() => {
      const view = this.#anchor?.claim(id) ?? null;
      this.#choose(view, true);
      this.#panel.reveal(view);
    });
  }

  connectedCallback() {
    this.#guarded(() => {
      if (this.#end) return; // moved within the page, and still running
      this.#build();
      this.#end = new AbortController();
      this.#letGo = shared.hold();
      matchMedia(NIGHT).addEventListener('change', () => this.#paint(), { signal: this.#end.signal });
      this.#watch = new MutationObserver(() => this.#find());
      this.#find();
    });
  }

  disconnectedCallback() {
    // An element that is only moved is connected again at once.
    queueMicrotask(() => this.#guarded(() => (this.isConnected ? this.#find() : this.#stop())));
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    this.#guarded(() => {
      if (!this.#end) return;
      if (name === 'view') this.#showView();
      if (name === 'for') this.#find();
      if (name === 'dct') this.#anchor?.reread({ dct: this.getAttribute('dct') });
    });
  }

  /** What goes wrong here is told by an event; the host never gets an exception. @param {() => void} work */
  #guarded(work) {
    try {
      work();
    } catch (error) {
      this.#fail(error);
    }
  }

  #build() {
    if (this.#shadow) return;
    this.#shadow = this.attachShadow({ mode: 'open' });
    this.#shadow.adoptedStyleSheets = [look()];
    this.#panel = new Panel();
    this.#own = el('div', { class: 'text', part: 'text' }, el('slot', null));
    this.#shadow.append(this.#own, this.#panel.frame);
    const viewOf = (/** @type {Event} */ event) => /** @type {CustomEvent} */ (event).detail.view;
    this.#panel.addEventListener('pick', (event) => this.#guarded(() => this.#choose(viewOf(event), false)));
    this.#panel.addEventListener('go', (event) => this.#guarded(() => this.#choose(viewOf(event), true)));
  }

  /** Looks for the element to mark, which may come, go or be another by now. */
  #find() {
    if (!this.#end) return;
    const selector = this.htmlFor;
    const root = /** @type {Document | ShadowRoot} */ (this.getRootNode());
    this.#watch?.disconnect();
    const target = selector ? (root.querySelector(selector) ?? this.ownerDocument.querySelector(selector)) : this;
    // Text inside comes with the element; an element elsewhere can come, and be replaced, at any time.
    if (selector) this.#watch?.observe(root, { childList: true, subtree: true });
    if (target === this.#anchor?.target) return;
    this.#detach();
    if (target) this.#attach(target, selector);
    else this.#miss(selector);
  }

  /**
   * @param {Element} target
   * @param {string} selector
   */
  #attach(target, selector) {
    const isOwn = target === this;
    // Text alone is shown with its line breaks; elements bring their own.
    const keepsLines = isOwn && !this.firstElementChild;
    this.#own.classList.toggle('lines', keepsLines);
    const anchor = new Anchor(target, {
      scope: isOwn ? this.localName : selector,
      annotate: (text, options) => shared.annotate(text, options),
      options: { dct: this.getAttribute('dct') },
      keepsLines,
    });
    this.#anchor = anchor;
    this.#missed = null;
    anchor.addEventListener('read', (event) => this.#guarded(() => this.#show(/** @type {CustomEvent} */ (event).detail)));
    anchor.addEventListener('pick', (event) =>
      this.#guarded(() => {
        const { view } = /** @type {CustomEvent} */ (event).detail;
        this.#choose(view, false);
        this.#panel.reveal(view);
      }),
    );
    anchor.addEventListener('fail', (event) => this.#fail(/** @type {CustomEvent} */ (event).detail.error));
    this.#showView();
    anchor.start(palette(this.#panel.frame));
  }

  #detach() {
    this.#anchor?.stop();
    this.#anchor = null;
    this.#document = null;
    this.#panel?.show(null);
  }

  /** The page may still be coming; once it is there, a selector that fits nothing is an error. @param {string} selector */
  #miss(selector) {
    const { ownerDocument } = this;
    if (ownerDocument.readyState !== 'complete') {
      ownerDocument.defaultView?.addEventListener('load', () => this.#guarded(() => this.#find()), { once: true, signal: this.#end?.signal });
    } else if (selector !== this.#missed) {
      this.#missed = selector;
      this.#fail(new Error(`for: no element matches ${selector}`));
    }
  }

  #stop() {
    this.#watch?.disconnect();
    this.#watch = null;
    this.#end?.abort();
    this.#end = null;
    this.#detach();
    this.#panel?.close();
    this.#letGo?.();
    this.#letGo = null;
  }

  #showView() {
    const { view } = this;
    const isOwn = !this.htmlFor;
    this.#own.hidden = !isOwn || view === 'list' || view === 'summary';
    this.#panel.view = view === 'marks' && !canMark ? 'list' : view;
    if (this.#anchor) this.#anchor.isMarked = view === 'marks' || view === 'both';
  }

  /** @param {{ article: import('./page/article.js').Article, isWhole: boolean }} reading */
  #show({ article, isWhole }) {
    this.#panel.show(article);
    this.#panel.say(isWhole ? this.#caution(article) : 'Reading…');
    if (!isWhole) return;
    this.#document = article.result;
    this.#tell('say-so-annotated', { document: article.result, text: article.text });
  }

  /** What a reader must know before trusting the marks. @param {import('./page/article.js').Article} article */
  #caution({ result }) {
    if (result.language === 'und') return 'This does not look like English, the only language Sayso reads. What it marks here may well be wrong.';
    return '';
  }

  /**
   * @param {ClaimView | null} view
   * @param {boolean} shouldReveal
   */
  #choose(view, shouldReveal) {
    this.#panel.select(view);
    this.#anchor?.select(view);
    if (view && shouldReveal) this.#anchor?.reveal(view);
    this.#tell('say-so-select', { claim: view?.claim ?? null, document: this.#document });
  }

  #paint() {
    this.#guarded(() => this.#anchor?.paint(palette(this.#panel.frame)));
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#panel?.say(`The text could not be read: ${error instanceof Error ? error.message : error}.`);
    this.#tell('say-so-error', { error });
  }

  /**
   * @param {string} type
   * @param {object} detail
   */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

// Loaded twice, or beside another copy, the first one stays.
if (globalThis.customElements && !customElements.get('say-so')) customElements.define('say-so', SaySo);
