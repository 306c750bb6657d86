// Links that lead to the very words on a page of the web: https://wicg.github.io/scroll-to-text-fragment/

/** Longer words are named by their beginning and end, in UTF-16 units. */
const LONG = 200;

/** So many words name an end of a long passage. */
const ENDS = 5;

/** So many words around a passage tell it from others. */
const AROUND = 4;

/** Besides what every address encodes, a hyphen has a meaning of its own here. @param {string} words */
const encode = (words) => encodeURIComponent(words.replaceAll(/\s+/g, ' ').trim()).replaceAll('-', '%2D');

/** @param {string} words */
const wordsOf = (words) => words.trim().split(/\s+/).filter(Boolean);

/**
 * An address that a reader gave, if it is one of the web.
 *
 * @param {string} given
 * @returns {URL | null}
 */
export function webAddress(given) {
  try {
    const url = new URL(given.trim());
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
  } catch {
    return null;
  }
}

/**
 * The address of a passage.
 *
 * @param {string} address Of the page; http or https.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
export function passageLink(address, text, start, end) {
  const url = new URL(address);
  url.hash = url.hash.replace(/^#?:~:.*$|:~:.*$/s, '');
  const exact = text.slice(start, end);
  // A passage is sought block by block: one that runs over lines is named by its ends.
  const isLine = !/[\r\n]/.test(exact.trim());
  const first = wordsOf(exact.split(/[\r\n]/, 1)[0]).slice(0, ENDS).join(' ');
  const last = wordsOf(/** @type {string} */ (exact.trimEnd().split(/[\r\n]/).at(-1))).slice(-ENDS).join(' ');
  const isWhole = isLine && (exact.length <= LONG || wordsOf(exact).length <= 2 * ENDS);
  const at = isWhole ? exact : first;
  const isAlone = text.indexOf(at) === text.lastIndexOf(at);
  const before = isAlone ? '' : wordsOf(/** @type {string} */ (text.slice(Math.max(0, start - 200), start).split(/[\r\n]/).at(-1))).slice(-AROUND).join(' ');
  const after = isAlone ? '' : wordsOf(text.slice(end, end + 200).split(/[\r\n]/, 1)[0]).slice(0, AROUND).join(' ');
  const parts = [before && `${encode(before)}-`, encode(at), !isWhole && encode(last), after && `-${encode(after)}`];
  return `${url.href}${url.hash ? '' : '#'}:~:text=${parts.filter(Boolean).join(',')}`;
}
