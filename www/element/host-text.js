// The text of an element that is somebody else's, read without touching it.

import { TextIndex } from '../ranges.js';

/** What is no part of what an article says. */
const SKIPPED = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME OBJECT EMBED VIDEO AUDIO CANVAS SVG MATH BUTTON SELECT TEXTAREA INPUT LABEL NAV ASIDE FORM DIALOG MENU RT RP SAY-SO'.split(' '),
);

/** White space that a page shows as one space. */
const BREAKS = /[\t\n\f\r]/g;

/**
 * The text of an element as its reader sees it: one line for each block, with an empty line between them, each character at
 * a known place of the document.
 */
export class HostText {
  index = new TextIndex();
  #root;
  #keepsLines;
  /** @type {string[]} */
  #parts = [];
  #at = 0;
  /** What stands between the last words and the next. */
  #gap = '';

  /**
   * @param {Element} root
   * @param {boolean} keepsLines Whether line breaks in the root's own text are shown as such.
   */
  constructor(root, keepsLines) {
    this.#root = root;
    this.#keepsLines = keepsLines;
  }

  /** What was read so far. */
  get text() {
    return this.#parts.join('');
  }

  /** Reads; the work can rest after each step. */
  steps() {
    return this.#walk(this.#root, this.#keepsLines || getComputedStyle(this.#root).whiteSpace.startsWith('pre'));
  }

  /**
   * @param {Element} element
   * @param {boolean} isPre
   * @returns {Generator<undefined>}
   */
  *#walk(element, isPre) {
    for (let node = element.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === Node.TEXT_NODE) this.#take(/** @type {Text} */ (node), isPre);
      else if (node.nodeType === Node.ELEMENT_NODE) yield* this.#visit(/** @type {Element} */ (node));
    }
  }

  /**
   * @param {Element} element
   * @returns {Generator<undefined>}
   */
  *#visit(element) {
    if (element.tagName === 'BR') return this.#part('\n');
    if (SKIPPED.has(element.tagName.toUpperCase()) || element.getAttribute('aria-hidden') === 'true') return;
    const { display, visibility, whiteSpace } = getComputedStyle(element);
    if (display === 'none' || visibility === 'hidden') return;
    const isBlock = !display.startsWith('inline') && display !== 'contents' && !display.startsWith('ruby');
    if (isBlock) this.#part('\n\n');
    yield* this.#walk(element, whiteSpace.startsWith('pre') || whiteSpace === 'break-spaces');
    if (isBlock) this.#part('\n\n');
    yield;
  }

  /** @param {string} wanted */
  #part(wanted) {
    if (this.#at && (this.#gap === ' ' || wanted.length > this.#gap.length)) this.#gap = wanted;
  }

  /**
   * @param {Text} node
   * @param {boolean} isPre
   */
  #take(node, isPre) {
    const { data } = node;
    if (!/\S/.test(data)) {
      if (this.#at && !this.#gap) this.#gap = ' ';
      return;
    }
    this.#parts.push(this.#gap);
    this.#at += this.#gap.length;
    this.#gap = '';
    this.index.add(node, this.#at);
    this.#parts.push(isPre ? data : data.replace(BREAKS, ' '));
    this.#at += data.length;
  }
}
