// What a <say-so> does once it is on a page: finds its text, reads it, marks it and shows the list.

import { el } from '../page/dom.js';
import { canMark } from '../page/marks.js';
import { shared } from '../sayso.js';
import { Anchor } from './anchor.js';
import { look, palette } from './look.js';
import { Panel } from './panel.js';

/** @typedef {import('./panel.js').View} View */

/** Whether the page wants other colours now. */
const NIGHT = '(prefers-color-scheme: dark)';

/** One element at work. What goes wrong is told by an event of the element; the host never gets an exception. */
export class Mount {
  #host;
  #shadow;
  #panel = new Panel();
  /** Around the text inside. */
  #own = el('div', { class: 'text', part: 'text' }, el('slot', null));
  /** @type {Anchor | null} */
  #anchor = null;
  /** @type {any} */
  #document = null;
  /** @type {AbortController | null} */
  #end = null;
  /** The selector of which it has said that it fits nothing. @type {string | null} */
  #missed = null;
  #watch = new MutationObserver(() => this.#guarded(() => this.#find()));

  /** @param {import('../say-so.js').SaySo} host */
  constructor(host) {
    this.#host = host;
    this.#shadow = host.attachShadow({ mode: 'open' });
    this.#shadow.adoptedStyleSheets = [look()];
    this.#shadow.append(this.#own, this.#panel.frame);
    const viewOf = (/** @type {Event} */ event) => /** @type {CustomEvent} */ (event).detail.view;
    this.#panel.addEventListener('pick', (event) => this.#guarded(() => this.#choose(viewOf(event), false)));
    this.#panel.addEventListener('go', (event) => this.#guarded(() => this.#choose(viewOf(event), true)));
  }

  get document() {
    return this.#document;
  }

  get text() {
    return this.#anchor?.text ?? '';
  }

  /** Begins, or looks again where the element is now. */
  start() {
    this.#guarded(() => {
      if (!this.#end) {
        this.#end = new AbortController();
        matchMedia(NIGHT).addEventListener('change', () => this.#paint(), { signal: this.#end.signal });
      }
      this.#find();
    });
  }

  /** Takes everything away that is outside the element. */
  stop() {
    this.#guarded(() => {
      this.#watch.disconnect();
      this.#end?.abort();
      this.#end = null;
      this.#detach();
      this.#panel.close();
    });
  }

  /** An attribute has changed. @param {string} name */
  change(name) {
    this.#guarded(() => {
      if (!this.#end) return;
      if (name === 'view') this.#showView();
      if (name === 'for') this.#find();
      if (name === 'dct') this.#anchor?.reread(this.#options);
    });
  }

  /** @param {string | null} id */
  select(id) {
    this.#guarded(() => {
      const view = this.#anchor?.claim(id) ?? null;
      this.#choose(view, true);
      this.#panel.reveal(view);
    });
  }

  get #options() {
    return { dct: this.#host.getAttribute('dct') };
  }

  /** @param {() => void} work */
  #guarded(work) {
    try {
      work();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Looks for the element to mark, which may come, go or be another by now. */
  #find() {
    if (!this.#end) return;
    const selector = this.#host.htmlFor;
    const root = /** @type {Document | ShadowRoot} */ (this.#host.getRootNode());
    this.#watch.disconnect();
    const target = selector ? (root.querySelector(selector) ?? this.#host.ownerDocument.querySelector(selector)) : this.#host;
    // Text inside comes with the element; an element elsewhere can come, and be replaced, at any time.
    if (selector) this.#watch.observe(root, { childList: true, subtree: true });
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
    const isOwn = target === this.#host;
    // Text alone is shown with its line breaks; elements bring their own.
    const keepsLines = isOwn && !this.#host.firstElementChild;
    this.#own.classList.toggle('lines', keepsLines);
    const anchor = new Anchor(target, {
      scope: isOwn ? this.#host.localName : selector,
      annotate: (text, options) => shared.annotate(text, options),
      options: this.#options,
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
    this.#panel.show(null);
  }

  /** The page may still be coming; once it is there, a selector that fits nothing is an error. @param {string} selector */
  #miss(selector) {
    const { ownerDocument } = this.#host;
    if (ownerDocument.readyState !== 'complete') {
      ownerDocument.defaultView?.addEventListener('load', () => this.#guarded(() => this.#find()), { once: true, signal: this.#end?.signal });
    } else if (selector !== this.#missed) {
      this.#missed = selector;
      this.#fail(new Error(`for: no element matches ${selector}`));
    }
  }

  #showView() {
    const { view } = this.#host;
    const isOwn = !this.#host.htmlFor;
    this.#own.hidden = !isOwn || view === 'list' || view === 'summary';
    this.#panel.view = view === 'marks' && !canMark ? 'list' : view;
    if (this.#anchor) this.#anchor.isMarked = view === 'marks' || view === 'both';
  }

  /** @param {{ article: import('../page/article.js').Article, isWhole: boolean }} reading */
  #show({ article, isWhole }) {
    this.#panel.show(article);
    this.#panel.say(isWhole ? this.#caution(article) : 'Reading…');
    if (!isWhole) return;
    this.#document = article.result;
    this.#tell('say-so-annotated', { document: article.result, text: article.text });
  }

  /** What a reader must know before trusting the marks. @param {import('../page/article.js').Article} article */
  #caution({ result }) {
    if (result.language === 'und') return 'This does not look like English, the only language Sayso reads. What it marks here may well be wrong.';
    return '';
  }

  /**
   * @param {import('../page/article.js').ClaimView | null} view
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
    this.#panel.say(`The text could not be read: ${error instanceof Error ? error.message : error}.`);
    this.#tell('say-so-error', { error });
  }

  /**
   * @param {string} type
   * @param {object} detail
   */
  #tell(type, detail) {
    this.#host.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}
