// Choosing words of the article: with the pointer as anywhere, or with the keyboard, word by word.

import { el } from './dom.js';

/** @typedef {import('./article.js').Article} Article */
/** @typedef {import('./reading-view.js').ReadingView} ReadingView */
/** @typedef {{ start: number, end: number }} Span */
/** @typedef {{ name: string, label: string }} Offer */

/** How long a selection must rest before something is offered for it. */
const REST_MS = 180;

/** Room between the words and what is offered for them. */
const GAP_PX = 10;

const HOW = 'Arrow keys go from word to word and from sentence to sentence. With Shift they choose more words, O goes to the other end. Enter takes the words, Escape leaves.';

/**
 * Offers what can be done with selected words. Events: `words-pick` with `detail.name` of the offer and `detail.spans`;
 * `words-leave` when the keyboard leaves without words; `words-move` with `detail.words` while it chooses.
 */
export class WordPicker extends EventTarget {
  #view;
  /** @type {Article | null} */
  #article = null;
  /** What can be done with the words now, the first of them by Enter. @type {() => Offer[]} */
  offers = () => [];
  #bar = el('div', { class: 'selection-bar', role: 'toolbar', 'aria-label': 'The selected words', hidden: true });
  #rest = 0;
  /** @type {{ anchor: number, head: number } | null} Numbers of words; null while the keyboard does not choose. */
  #caret = null;
  /** @type {Span[]} */
  #words = [];

  /** @param {ReadingView} view */
  constructor(view) {
    super();
    this.#view = view;
    view.after(this.#bar);
    document.addEventListener('selectionchange', () => {
      clearTimeout(this.#rest);
      if (!this.#span()) this.#hide();
      else this.#rest = window.setTimeout(() => this.#offer(), REST_MS);
    });
    // The words stay selected when a button is pressed.
    this.#bar.addEventListener('pointerdown', (event) => event.preventDefault());
    this.#bar.addEventListener('click', (event) => {
      const { name } = /** @type {HTMLElement} */ (event.target).dataset;
      if (name) this.#pick(name);
    });
    view.addEventListener('keydown', (event) => this.#key(event));
    view.addEventListener('focusout', (event) => {
      if (this.#caret && event.target === view && event.relatedTarget && !this.#bar.contains(/** @type {Node} */ (event.relatedTarget))) this.#stop();
    });
    for (const type of ['scroll', 'resize']) addEventListener(type, () => this.#bar.hidden || this.#put(), { passive: true });
  }

  /** The article whose words are chosen. @param {Article | null} article */
  set article(article) {
    if (article?.text !== this.#article?.text) {
      this.#words = [];
      this.#stop();
      this.#hide();
    }
    this.#article = article;
  }

  /** Whether the keyboard is choosing. */
  get isChoosing() {
    return this.#caret !== null;
  }

  /**
   * Lets the keyboard choose.
   *
   * @param {Span} [from] Words to begin with.
   */
  start(from) {
    const text = this.#article?.text;
    if (!text) return;
    if (!this.#words.length) {
      this.#words = [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({ start: index, end: index + word.length }));
    }
    if (!this.#words.length) return;
    const first = from ? this.#wordAt(from.start) : this.#firstInView();
    this.#caret = { anchor: first, head: from ? this.#wordAt(from.end - 1) : first };
    this.#view.setAttribute('role', 'application');
    this.#view.setAttribute('aria-label', `Choosing words. ${HOW}`);
    this.#view.dataset.choosing = '';
    this.#view.focus({ preventScroll: true });
    this.#select(from);
  }

  /** Takes away what is offered, and the selection. */
  clear() {
    this.#stop();
    this.#hide();
    const selection = getSelection();
    if (selection?.anchorNode && this.#view.contains(selection.anchorNode)) selection.removeAllRanges();
  }

  #stop() {
    if (!this.#caret) return;
    this.#caret = null;
    this.#view.setAttribute('role', 'region');
    this.#view.setAttribute('aria-label', 'Article');
    delete this.#view.dataset.choosing;
  }

  /** The selected words without the space around them; null for none. @returns {Span | null} */
  #span() {
    const span = this.#article && this.#view.selection();
    if (!span || !this.#article) return null;
    const words = this.#article.text.slice(span.start, span.end);
    const start = span.start + words.length - words.trimStart().length;
    const end = span.end - (words.length - words.trimEnd().length);
    return start < end ? { start, end } : null;
  }

  #offer() {
    const offers = this.#span() ? this.offers() : [];
    if (!offers.length) return this.#hide();
    this.#bar.replaceChildren(...offers.map(({ name, label }) => el('button', { type: 'button', 'data-name': name }, label)));
    this.#bar.hidden = false;
    this.#put();
  }

  #hide() {
    this.#bar.hidden = true;
  }

  /** Beside the words where there is room; the style sheet puts it at the foot of a narrow window. */
  #put() {
    const span = this.#span();
    const box = span && this.#view.boxOf(span.start, span.end);
    if (!box) return;
    const { width, height } = this.#bar.getBoundingClientRect();
    const below = box.bottom + GAP_PX;
    const top = below + height < innerHeight ? below : Math.max(GAP_PX, box.top - height - GAP_PX);
    this.#bar.style.setProperty('--top', `${Math.round(top)}px`);
    this.#bar.style.setProperty('--left', `${Math.round(Math.min(Math.max(GAP_PX, box.left), innerWidth - width - GAP_PX))}px`);
  }

  /** @param {string} name */
  #pick(name) {
    const span = this.#span();
    const article = this.#article;
    if (!span || !article) return;
    const spans = article
      .cut(span.start, span.end)
      .map(({ start, end }) => {
        const words = article.text.slice(start, end);
        return { start: start + words.length - words.trimStart().length, end: end - (words.length - words.trimEnd().length) };
      })
      .filter(({ start, end }) => start < end);
    if (!spans.length) return;
    this.clear();
    this.dispatchEvent(new CustomEvent('words-pick', { detail: { name, spans } }));
  }

  /** @param {number} offset */
  #wordAt(offset) {
    const at = this.#words.findIndex(({ end }) => end > offset);
    return at < 0 ? this.#words.length - 1 : at;
  }

  /** The first word that is in the window. */
  #firstInView() {
    return this.#wordAt(this.#view.window.start);
  }

  /** @param {Span} [exactly] */
  #select(exactly) {
    if (!this.#caret) return;
    const { anchor, head } = this.#caret;
    const [first, last] = anchor < head ? [anchor, head] : [head, anchor];
    const span = exactly ?? { start: this.#words[first].start, end: this.#words[last].end };
    this.#view.setSelection(span.start, span.end, this.#words[head].start);
    const words = this.#article?.text.slice(span.start, span.end).replaceAll(/\s+/g, ' ') ?? '';
    this.dispatchEvent(new CustomEvent('words-move', { detail: { words } }));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!this.#caret || event.target !== this.#view || event.altKey || event.ctrlKey || event.metaKey) return;
    const { key, shiftKey } = event;
    if (key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (key === 'Escape') {
      this.clear();
      this.dispatchEvent(new CustomEvent('words-leave'));
    } else if (key === 'Enter') {
      const [offer] = this.offers();
      if (offer) this.#pick(offer.name);
    } else if (key.toLowerCase() === 'o') {
      this.#caret = { anchor: this.#caret.head, head: this.#caret.anchor };
      this.#select();
    } else {
      const head = this.#goal(key, this.#caret.head, shiftKey);
      if (head === null) return;
      this.#caret = { anchor: shiftKey ? this.#caret.anchor : head, head };
      this.#select();
    }
  }

  /**
   * @param {string} key
   * @param {number} head
   * @param {boolean} isMore Whether words are added, up to the end of a sentence and not into the next.
   * @returns {number | null}
   */
  #goal(key, head, isMore) {
    const last = this.#words.length - 1;
    if (key === 'ArrowRight') return Math.min(last, head + 1);
    if (key === 'ArrowLeft') return Math.max(0, head - 1);
    const sentences = this.#article?.result.sentences ?? [];
    const at = sentences.findIndex((/** @type {Span} */ s) => s.end > this.#words[head].start);
    if (at < 0) return null;
    const isAtStart = this.#wordAt(sentences[at].start) === head;
    if (key === 'Home') return this.#wordAt(sentences[at].start);
    const ending = this.#wordAt(sentences[at].end - 1);
    if (key === 'End') return ending;
    if (key === 'ArrowDown' && isMore) return ending > head || !sentences[at + 1] ? ending : this.#wordAt(sentences[at + 1].end - 1);
    if (key === 'ArrowDown') return sentences[at + 1] ? this.#wordAt(sentences[at + 1].start) : last;
    if (key === 'ArrowUp') return this.#wordAt(sentences[Math.max(0, isAtStart ? at - 1 : at)].start);
    return null;
  }
}
