// The names under which this page keeps its CSS highlights, and their rules.

import { LINE, WHO } from './terms.js';

/** Deeper pieces share the lowest line. */
const DEPTHS = 3;
export const PREFIX = 'sayso';

/** Whether this browser can mark text without touching it. */
export const canMark = 'highlights' in (globalThis.CSS ?? {}) && typeof Highlight === 'function';

/** @type {Record<string, string>} */
const UNDERLINE = { solid: 'solid', dashed: 'dashed', dotted: 'dotted', struck: 'solid', double: 'double' };

/**
 * @param {string} who
 * @param {string} line
 * @param {number} depth
 */
export const markName = (who, line, depth) => `${PREFIX}-${who}-${line}-${Math.min(depth, DEPTHS - 1)}`;

/**
 * One rule for each hue, line and depth; colours come from the style sheet. The rules name the elements that have marks:
 * else every element of the page would get a style for each of them, which takes longer than anything else.
 *
 * @param {string} scope Selector of those elements.
 */
export function rules(scope) {
  const css = [];
  for (const who of Object.keys(WHO)) {
    for (const line of Object.keys(LINE)) {
      for (let depth = 0; depth < DEPTHS; depth++) {
        if (!UNDERLINE[line]) continue;
        css.push(
          `${scope}::highlight(${markName(who, line, depth)}) { text-decoration: underline ${UNDERLINE[line]} var(--${who}) var(--line-${line}); ` +
            `text-underline-offset: calc(var(--line-offset) + ${depth} * var(--line-step)); text-decoration-skip-ink: none; }`,
        );
      }
    }
    css.push(`${scope}::highlight(${PREFIX}-strike-${who}) { text-decoration: line-through solid var(--${who}) var(--strike); }`);
    css.push(`${scope}::highlight(${PREFIX}-selected-${who}) { background-color: var(--${who}-wash); }`);
    css.push(`${scope}::highlight(${PREFIX}-near-${who}) { background-color: var(--${who}-breath); }`);
  }
  css.push(`${scope}::highlight(${PREFIX}-cue) { background-color: var(--cue); }`);
  css.push(`${scope}::highlight(${PREFIX}-guess) { text-decoration: overline solid var(--pencil) 2px; background-color: var(--guess); }`);
  css.push(`${scope}::highlight(${PREFIX}-why) { background-color: var(--why); }`);
  return css.join('\n') + forced(scope);
}

/**
 * Where colours are forced there are no washes: the words that decide have a line above them instead.
 *
 * @param {string} scope
 */
const forced = (scope) => `
@media (forced-colors: active) {
  ${Object.keys(WHO)
    .map((who) => `${scope}::highlight(${PREFIX}-selected-${who})`)
    .join(', ')} { background-color: Highlight; color: HighlightText; }
  ${scope}::highlight(${PREFIX}-cue) { background-color: transparent; text-decoration: overline solid CanvasText 1px; }
  ${scope}::highlight(${PREFIX}-why) { background-color: transparent; text-decoration: overline double CanvasText 1px; }
}`;

/** What lies above what: deciding words over washes, washes over lines. @type {Record<string, number>} */
export const PRIORITY = { near: 1, selected: 2, cue: 3, why: 4 };

/** Highlights of one text; others' highlights are never touched. */
export class Marks {
  /** @type {Map<string, Highlight>} */
  #own = new Map();
  static #sheet = /** @type {CSSStyleSheet | null} */ (null);

  constructor() {
    if (!canMark || Marks.#sheet) return;
    Marks.#sheet = new CSSStyleSheet();
    Marks.#sheet.replaceSync(rules('.live'));
    document.adoptedStyleSheets.push(Marks.#sheet);
  }

  /**
   * @param {string} name
   * @param {AbstractRange | null} range
   */
  add(name, range) {
    if (!canMark || !range) return;
    let highlight = this.#own.get(name);
    if (!highlight) {
      highlight = new Highlight();
      highlight.priority = PRIORITY[name.split('-')[1]] ?? 0;
      this.#own.set(name, highlight);
      CSS.highlights.set(name, highlight);
    }
    highlight.add(range);
  }

  /**
   * @param {string} name
   * @param {AbstractRange} range One that was added under that name.
   */
  remove(name, range) {
    const highlight = this.#own.get(name);
    if (!highlight?.delete(range) || highlight.size) return;
    CSS.highlights.delete(name);
    this.#own.delete(name);
  }

  /** Takes away what stands under the names that begin with one of these. @param {...string} prefixes */
  clear(...prefixes) {
    for (const name of [...this.#own.keys()]) {
      if (prefixes.length && !prefixes.some((prefix) => name.startsWith(prefix))) continue;
      CSS.highlights.delete(name);
      this.#own.delete(name);
    }
  }
}
