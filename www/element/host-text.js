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
 *
 * @param {Element} root
 * @param {boolean} keepsLines Whether line breaks in the root's own text are shown as such.
 * @returns {{ text: string, index: TextIndex }}
 */
export function readHostText(root, keepsLines) {
  const index = new TextIndex();
  /** @type {string[]} */
  const parts = [];
  let at = 0;
  // What stands between the last words and the next.
  let gap = '';

  /** @param {string} wanted */
  const part = (wanted) => {
    if (at && (gap === ' ' || wanted.length > gap.length)) gap = wanted;
  };

  /**
   * @param {Text} node
   * @param {boolean} isPre
   */
  const take = (node, isPre) => {
    const { data } = node;
    if (!/\S/.test(data)) {
      if (at && !gap) gap = ' ';
      return;
    }
    parts.push(gap);
    at += gap.length;
    gap = '';
    index.add(node, at);
    parts.push(isPre ? data : data.replace(BREAKS, ' '));
    at += data.length;
  };

  /**
   * @param {Element} element
   * @param {boolean} isPre
   */
  const walk = (element, isPre) => {
    for (let node = element.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === Node.TEXT_NODE) {
        take(/** @type {Text} */ (node), isPre);
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        visit(/** @type {Element} */ (node));
      }
    }
  };

  /** @param {Element} element */
  const visit = (element) => {
    if (element.tagName === 'BR') return part('\n');
    if (SKIPPED.has(element.tagName.toUpperCase()) || element.getAttribute('aria-hidden') === 'true') return;
    const { display, visibility, whiteSpace } = getComputedStyle(element);
    if (display === 'none' || visibility === 'hidden') return;
    const isBlock = !display.startsWith('inline') && display !== 'contents' && !display.startsWith('ruby');
    if (isBlock) part('\n\n');
    walk(element, whiteSpace.startsWith('pre') || whiteSpace === 'break-spaces');
    if (isBlock) part('\n\n');
  };

  walk(root, keepsLines || getComputedStyle(root).whiteSpace.startsWith('pre'));
  return { text: parts.join(''), index };
}
