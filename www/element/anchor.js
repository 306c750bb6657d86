// Marks the text of an element in place, and keeps up with it: never changes it, and leaves nothing behind.

import { Article } from '../page/article.js';
import { breathe, inSlices } from '../page/dom.js';
import { markName } from '../page/marks.js';
import { caretAt, liveRange } from '../ranges.js';
import { HostMarks } from './host-marks.js';
import { HostText } from './host-text.js';

/** @typedef {import('../page/article.js').ClaimView} ClaimView */
/** @typedef {import('../sayso.js').Options} Options */

/** So many segments are looked at before the page may draw; a text with no more is marked as a whole. */
const SLICE = 100;
/** Marks are drawn so far above and below the window: each costs the browser time whether it is seen or not. */
const NEAR = '100%';
/** The least time between two looks at a text that changes, in milliseconds, and how often the time that a look takes. */
const CALM_MS = 150;
const CALM_FACTOR = 20;
/** Attributes that show and hide text. */
const SHOWN_BY = ['hidden', 'open', 'class', 'aria-hidden'];
/** What a click on does something of its own. */
const BUSY = 'a[href], button, input, select, textarea, summary, label, [role="button"], [contenteditable]';

/** Events: `read` with `detail` { article, isWhole }, `pick` with `detail.view`, and `fail` with `detail.error`. */
export class Anchor extends EventTarget {
  #target;
  #marks;
  #annotate;
  #keepsLines;
  /** @type {Pick<Options, 'dct'>} */
  #options;
  #isMarked = true;
  #text = '';
  /** @type {Article | null} */
  #article = null;
  /** @type {import('../ranges.js').TextIndex | null} */
  #index = null;
  /** @type {ClaimView | null} */
  #selected = null;
  /** @type {ClaimView | null} */
  #near = null;
  /** @type {AbortController | null} */
  #reading = null;
  #end = new AbortController();
  #turn = 0;
  #timer = 0;
  #frame = 0;
  #lookedAt = 0;
  #tookMs = 0;
  /** Whether the text is being taken from the page, and whether it must be once more. */
  #isLooking = false;
  #isStale = false;
  #observer = new MutationObserver(() => this.#look());
  /** The segments that begin in each element of the text. @type {Map<Element, number[]>} */
  #segments = new Map();
  /** What is drawn of each segment near the window. @type {Map<number, [name: string, range: AbstractRange][]>} */
  #drawn = new Map();
  #sight;

  /**
   * @param {Element} target
   * @param {object} how
   * @param {string} how.scope Selector of the target.
   * @param {(text: string, options: Options) => Promise<any>} how.annotate
   * @param {Pick<Options, 'dct'>} how.options
   * @param {boolean} [how.keepsLines] Whether line breaks in the target's own text are shown as such.
   */
  constructor(target, { scope, annotate, options, keepsLines = false }) {
    super();
    this.#target = target;
    this.#marks = new HostMarks(target, scope);
    // In a frame, and in a part of the page that scrolls by itself, near is near too.
    const near = { root: target.ownerDocument, rootMargin: NEAR, scrollMargin: NEAR };
    this.#sight = new IntersectionObserver((entries) => this.#sighted(entries), near);
    this.#annotate = annotate;
    this.#options = options;
    this.#keepsLines = keepsLines;
  }

  /** Reads the text, and again whenever it changes. @param {(property: string) => string} palette */
  start(palette) {
    const { signal } = this.#end;
    this.#marks.paint(palette);
    this.#observer.observe(this.#target, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: SHOWN_BY,
    });
    this.#target.addEventListener('click', (event) => this.#click(/** @type {MouseEvent} */ (event)), { signal });
    this.#target.addEventListener('pointermove', (event) => this.#hover(/** @type {PointerEvent} */ (event)), { signal, passive: true });
    this.#target.addEventListener('pointerleave', () => this.#breatheOn(null), { signal });
    this.#read();
  }

  /** Takes everything away. */
  stop() {
    this.#turn += 1;
    this.#end.abort();
    this.#reading?.abort();
    this.#observer.disconnect();
    this.#sight.disconnect();
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#frame);
    this.#marks.close();
  }

  get target() {
    return this.#target;
  }

  get text() {
    return this.#text;
  }

  /** The claim of that id. @param {string | null} id @returns {ClaimView | null} */
  claim(id) {
    return this.#article?.claims.find((view) => view.id === id) ?? null;
  }

  /** @param {(property: string) => string} palette */
  paint(palette) {
    this.#marks.paint(palette);
  }

  /** Whether marks are drawn. @param {boolean} isMarked */
  set isMarked(isMarked) {
    if (isMarked === this.#isMarked) return;
    this.#isMarked = isMarked;
    this.#mark();
  }

  /** Reads the text again, with these options. @param {Pick<Options, 'dct'>} options */
  reread(options) {
    this.#options = options;
    this.#article = null;
    this.#reading?.abort();
    this.#reading = null;
    this.#read();
  }

  /** @param {ClaimView | null} view */
  select(view) {
    this.#selected = view;
    this.#markSelected();
  }

  /** Brings a claim into the window, if it is not there. @param {ClaimView} view */
  reveal(view) {
    const { start, end } = view.claim.spans[0];
    const range = this.#index?.range(start, end);
    if (!range) return;
    const { top, bottom } = liveRange(range).getBoundingClientRect();
    const element = range.startContainer.parentElement;
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
    if (top < 0 || bottom > innerHeight) element?.scrollIntoView({ block: 'center', behavior });
  }

  /** Looks at the text soon, or later where looking has taken long. */
  #look() {
    if (this.#timer) return;
    const calm = Math.max(CALM_MS, CALM_FACTOR * this.#tookMs);
    const wait = Math.max(0, this.#lookedAt + calm - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = 0;
      this.#read();
    }, wait);
  }

  /** Reads the text; one that is still the same is only found again at its new places. */
  async #read() {
    if (this.#isLooking) {
      this.#isStale = true;
      return;
    }
    this.#isLooking = true;
    try {
      // What the page still has to do before a long text can be read is a task of its own.
      if (this.#target.getElementsByTagName('*').length > SLICE) await breathe();
      do {
        this.#isStale = false;
        await this.#find();
      } while (this.#isStale);
    } catch (error) {
      this.#tell('fail', { error });
    } finally {
      this.#isLooking = false;
    }
  }

  /** Takes the text from the page, and asks what it says if it is another. */
  async #find() {
    const began = performance.now();
    const found = new HostText(this.#target, this.#keepsLines);
    await inSlices(found.steps());
    if (this.#end.signal.aborted) return;
    this.#lookedAt = performance.now();
    this.#tookMs = this.#lookedAt - began;
    this.#index = found.index;
    const { text } = found;
    if (text === this.#text && (this.#article || this.#reading)) return void this.#mark();
    this.#text = text;
    this.#article = null;
    this.#marks.clear();
    this.#ask(text).catch((error) => this.#tell('fail', { error }));
  }

  /** @param {string} text */
  async #ask(text) {
    this.#reading?.abort();
    const reading = new AbortController();
    const { signal } = reading;
    this.#reading = reading;
    /**
     * @param {string} part
     * @param {any} document
     * @param {boolean} isWhole
     */
    const show = async (part, document, isWhole) => {
      // In a long text the page may draw between the answer's arrival, the work on it, and what is shown of it.
      const rest = document.segments.length > SLICE ? breathe : () => {};
      await rest();
      if (signal.aborted) return;
      const article = await Article.build(part, document);
      await rest();
      if (signal.aborted) return;
      if (isWhole) this.#reading = null;
      this.#article = article;
      // The marks first: they are what the reader sees.
      const marked = this.#mark();
      this.#tell('read', { article, isWhole });
      await marked;
    };
    try {
      /** @param {import('../sayso.js').Progress} progress */
      const onprogress = ({ read, document }) => void show(text.slice(0, read), document, false).catch((error) => this.#tell('fail', { error }));
      const document = await this.#annotate(text, { ...this.#options, signal, onprogress });
      await show(text, document, true);
    } catch (error) {
      if (signal.aborted) return;
      this.#reading = null;
      throw error;
    }
  }

  /** Draws the marks anew, those near the window; the others when they come near. */
  async #mark() {
    const turn = ++this.#turn;
    const article = this.#article;
    this.#marks.clear();
    this.#sight.disconnect();
    this.#segments.clear();
    this.#drawn.clear();
    this.#near = null;
    if (!article || !this.#isMarked) return;
    this.#markSelected();
    const { segments } = article.result;
    if (segments.length <= SLICE) {
      for (let i = 0; i < segments.length; i++) this.#draw(i);
      return;
    }
    for (let i = 0; i < segments.length; i++) {
      const element = this.#index?.range(segments[i].start, segments[i].end)?.startContainer.parentElement;
      const known = element && this.#segments.get(element);
      if (known) {
        known.push(i);
      } else if (element) {
        this.#segments.set(element, [i]);
        this.#sight.observe(element);
      }
      if (i % SLICE < SLICE - 1) continue;
      await breathe();
      if (turn !== this.#turn) return;
    }
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #sighted(entries) {
    for (const { target, isIntersecting } of entries) {
      for (const i of this.#segments.get(target) ?? []) {
        if (isIntersecting) this.#draw(i);
        else this.#undraw(i);
      }
    }
  }

  /** @param {number} i */
  #draw(i) {
    const article = this.#article;
    if (!article || this.#drawn.has(i)) return;
    /** @type {[string, AbstractRange][]} */
    const drawn = [];
    /** @param {string} name @param {{ start: number, end: number }} mark */
    const add = (name, { start, end }) => {
      const range = this.#index?.range(start, end);
      if (!range) return;
      this.#marks.add(name, range);
      drawn.push([name, range]);
    };
    for (const piece of article.pieces[i]) add(markName(piece.view.who, piece.view.line, piece.depth), piece);
    for (const strike of article.strikes[i]) add(`sayso-strike-${strike.view.who}`, strike);
    for (const cue of article.cues[i]) add('sayso-cue', cue);
    this.#drawn.set(i, drawn);
  }

  /** @param {number} i */
  #undraw(i) {
    for (const [name, range] of this.#drawn.get(i) ?? []) this.#marks.remove(name, range);
    this.#drawn.delete(i);
  }

  #markSelected() {
    this.#marks.clear('sayso-selected', 'sayso-why');
    const view = this.#selected;
    if (!view || !this.#isMarked) return;
    this.#markClaim(`sayso-selected-${view.who}`, view.claim.spans);
    this.#markClaim('sayso-why', view.attribution?.source ?? []);
    this.#markClaim('sayso-why', view.deciding);
  }

  /** @param {ClaimView | null} view */
  #breatheOn(view) {
    if (view === this.#near) return;
    this.#near = view;
    this.#marks.clear('sayso-near');
    if (view) this.#markClaim(`sayso-near-${view.who}`, view.claim.spans);
  }

  /**
   * @param {string} name
   * @param {{ start: number, end: number }[]} marks
   */
  #markClaim(name, marks) {
    for (const mark of marks) {
      for (const { start, end } of this.#article?.cut(mark.start, mark.end) ?? []) {
        this.#marks.add(name, this.#index?.range(start, end) ?? null);
      }
    }
  }

  /** The smallest marked claim under a point. @param {number} x @param {number} y @returns {ClaimView | null} */
  #claimAt(x, y) {
    const root = this.#target.getRootNode();
    const caret = caretAt(x, y, root instanceof ShadowRoot ? [root] : []);
    const offset = caret && this.#index?.offset(caret.node, caret.offset);
    if (typeof offset !== 'number' || !this.#article || !this.#isMarked) return null;
    const pieces = (this.#article.pieces[this.#article.segmentAt(Math.max(0, offset - 1))] ?? [])
      .filter(({ start, end }) => start <= offset && offset <= end)
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
    const range = this.#index?.range(start, end);
    return (
      Boolean(range) &&
      [...liveRange(/** @type {StaticRange} */ (range)).getClientRects()].some(
        (box) => box.left - 1 <= x && x <= box.right + 1 && box.top - 6 <= y && y <= box.bottom + 6,
      )
    );
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const isHosts = event.defaultPrevented || /** @type {Element} */ (event.target).closest?.(BUSY);
    if (isHosts || !(getSelection()?.isCollapsed ?? true)) return;
    const view = this.#claimAt(event.clientX, event.clientY);
    if (view || this.#selected) this.#tell('pick', { view });
  }

  /** @param {PointerEvent} event */
  #hover({ pointerType, clientX, clientY }) {
    if (pointerType !== 'mouse') return;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#breatheOn(this.#claimAt(clientX, clientY)));
  }

  /**
   * @param {string} type
   * @param {object} detail
   */
  #tell(type, detail) {
    if (!this.#end.signal.aborted) this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
