// The text of a piece of HTML, line by line. The HTML is parsed, never inserted: nothing in it runs or loads.

import { inert } from './trusted.js';

/** What has no words for a reader. */
const SILENT = new Set(['SCRIPT', 'STYLE', 'NOFRAMES', 'TEMPLATE', 'NOSCRIPT', 'HEAD', 'TITLE', 'SVG', 'MATH', 'IFRAME', 'OBJECT', 'CANVAS', 'AUDIO', 'VIDEO', 'BUTTON', 'INPUT', 'SELECT', 'TEXTAREA', 'DIALOG']);

/** What stands on a line of its own, set off by an empty one. */
const APART = new Set([
  'ADDRESS', 'ARTICLE', 'ASIDE', 'BLOCKQUOTE', 'CAPTION', 'DETAILS', 'DIV', 'DL', 'FIELDSET', 'FIGCAPTION', 'FIGURE', 'FOOTER', 'FORM', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6',
  'HEADER', 'HR', 'MAIN', 'NAV', 'OL', 'P', 'PRE', 'SECTION', 'SUMMARY', 'TABLE', 'UL',
]);

/** What stands on a line of its own among others. */
const LINE = new Set(['BR', 'DD', 'DT', 'LI', 'OPTION', 'TR']);

/** What is parsed at once, in UTF-16 units; parsing holds the page up. */
export const MOST_HTML = 3_000_000;

/** An article shorter than this, in UTF-16 units, is more likely a teaser. */
const LEAST_ARTICLE = 500;

/** A tag, to its end or that of all; what stands in quotation marks does not end it. */
const TAG = /<[a-z](?:=\s*(?:"[^"]*"|'[^']*')|[^>])*>?/gi;

/** @param {Element} element */
const isHidden = (element) => element.hasAttribute('hidden') || /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(element.getAttribute('data-sayso-style') ?? '');

/**
 * The lines under a node: paragraphs, headlines and captions apart, list items one under the other.
 *
 * @param {Node} root
 */
function linesOf(root) {
  /** @type {string[]} */
  const out = [];
  let line = '';
  let gap = 0;
  /** @param {number} empty How many empty lines follow. */
  const end = (empty) => {
    // Separators of lines that HTML knows nothing of come along with what was copied elsewhere.
    const words = line.replaceAll(/[\t\n\f\r \u2028\u2029]+/g, ' ').trim();
    line = '';
    if (words) {
      if (out.length) out.push('\n'.repeat(gap + 1));
      out.push(words);
      gap = 0;
    }
    gap = Math.max(gap, empty);
  };
  /** @param {Node} node */
  const breakAt = ({ nodeName }) => {
    const name = nodeName.toUpperCase();
    if (APART.has(name)) end(1);
    else if (LINE.has(name)) end(0);
    else if (name === 'TD' || name === 'TH') line += ' ';
  };
  // Walked without recursion: pages nest as deep as they like.
  for (let node = /** @type {Node | null} */ (root), isIn = true; node; ) {
    if (isIn) {
      if (node.nodeType === Node.TEXT_NODE) {
        line += /** @type {Text} */ (node).data;
      } else if (node instanceof Element || node === root) {
        // What is to be read itself is read: many a page hides its body until a script has run.
        const isSilent = node !== root && node instanceof Element && (SILENT.has(node.nodeName.toUpperCase()) || isHidden(node));
        if (!isSilent) breakAt(node);
        if (!isSilent && node.firstChild) {
          node = node.firstChild;
          continue;
        }
      }
    } else {
      breakAt(node);
    }
    if (node === root) break;
    if (node.nextSibling) {
      node = node.nextSibling;
      isIn = true;
    } else {
      node = node.parentNode;
      isIn = false;
      if (node === root) break;
    }
  }
  end(0);
  return out.join('');
}

/**
 * A document that nothing runs in. The page's policy is against styles in there as well, and says so in the console of each
 * one, so they go by another name: one that is parsed alike, to its end tag and not into each other.
 *
 * @param {string} html
 */
function parse(html) {
  const unstyled = html.replaceAll(/<(\/?)style\b/gi, '<$1noframes').replaceAll(TAG, (tag) => tag.replaceAll(/([\s"'/])style(?=\s*=)/gi, '$1data-sayso-style'));
  return new DOMParser().parseFromString(inert(unstyled), 'text/html');
}

/**
 * The text of what was copied from a page.
 *
 * @param {string} html
 */
export const htmlText = (html) => linesOf(parse(html).body);

/**
 * The text of a whole page: its article, where it has just one, and else everything.
 *
 * @param {string} html
 */
export function pageText(html) {
  const page = parse(html);
  const articles = [...page.querySelectorAll('article, main, [role="main"]')].filter((part) => !part.parentElement?.closest('article'));
  const longest = articles.sort((a, b) => (b.textContent?.length ?? 0) - (a.textContent?.length ?? 0))[0];
  const isArticle = longest && (longest.textContent?.length ?? 0) >= LEAST_ARTICLE;
  const text = linesOf(isArticle ? longest : page.body);
  const title = page.querySelector('h1');
  if (!isArticle || !title || longest.contains(title) || title.contains(longest)) return text;
  // Either may have no words.
  return [linesOf(title), text].filter(Boolean).join('\n\n');
}
