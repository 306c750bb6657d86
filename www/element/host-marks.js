// Marks in somebody else's text: the page's own marks, under names that nobody else has, and gone without a trace.

import { PREFIX, PRIORITY, canMark, rules } from '../page/marks.js';

let serial = 0;

/** Highlights over one element's text, with the style sheet that draws them. */
export class HostMarks {
  #prefix = `say-so-${Date.now().toString(36)}-${++serial}`;
  /** @type {Map<string, Highlight>} */
  #own = new Map();
  /** @type {CSSStyleSheet | null} */
  #sheet = null;
  #target;
  #root;
  #scope;

  /**
   * @param {Element} target What holds the text.
   * @param {string} scope Its selector.
   */
  constructor(target, scope) {
    this.#target = target;
    this.#root = /** @type {Document | ShadowRoot} */ (target.getRootNode());
    this.#scope = `:is(${scope})`;
  }

  /**
   * Draws the marks in these colours and widths: the text does not inherit them.
   *
   * @param {(property: string) => string} value What a custom property of the page's style sheet stands for.
   */
  paint(value) {
    if (!canMark) return;
    if (!this.#sheet) {
      const view = this.#target.ownerDocument.defaultView;
      this.#sheet = new (view ?? globalThis).CSSStyleSheet();
      // A list of its own: another script may keep the old one.
      this.#root.adoptedStyleSheets = [...this.#root.adoptedStyleSheets, this.#sheet];
    }
    /** @param {string} scope */
    const draw = (scope) =>
      rules(scope)
        .replaceAll(/var\((--[\w-]+)\)/g, (_, property) => value(property))
        .replaceAll(`::highlight(${PREFIX}-`, `::highlight(${this.#prefix}-`);
    this.#sheet.replaceSync(draw(this.#scope));
    // In a long text each rule for each element takes time; in some browsers there is no other way.
    if (!this.#isInherited()) this.#sheet.replaceSync(draw(`:is(${this.#scope}, ${this.#scope} *)`));
  }

  /** Whether the elements in the target have its highlights too, as newer browsers do. */
  #isInherited() {
    const child = this.#target.firstElementChild;
    const name = `::highlight(${this.#named(`${PREFIX}-why`)})`;
    return !child || getComputedStyle(child, name).backgroundColor === getComputedStyle(this.#target, name).backgroundColor;
  }

  /**
   * @param {string} name As the page has it.
   * @param {AbstractRange | null} range
   */
  add(name, range) {
    if (!canMark || !range) return;
    let highlight = this.#own.get(name);
    if (!highlight) {
      highlight = new Highlight();
      highlight.priority = PRIORITY[name.split('-')[1]] ?? 0;
      this.#own.set(name, highlight);
      CSS.highlights.set(this.#named(name), highlight);
    }
    highlight.add(range);
  }

  /** @param {string} name @param {AbstractRange} range One that was added under that name. */
  remove(name, range) {
    const highlight = this.#own.get(name);
    if (!highlight?.delete(range) || highlight.size) return;
    CSS.highlights.delete(this.#named(name));
    this.#own.delete(name);
  }

  /** Takes away what stands under the names that begin with one of these; without any, everything. @param {...string} prefixes */
  clear(...prefixes) {
    for (const name of [...this.#own.keys()]) {
      if (prefixes.length && !prefixes.some((prefix) => name.startsWith(prefix))) continue;
      CSS.highlights.delete(this.#named(name));
      this.#own.delete(name);
    }
  }

  /** Leaves nothing behind. */
  close() {
    this.clear();
    this.#root.adoptedStyleSheets = this.#root.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
    this.#sheet = null;
  }

  /** @param {string} name */
  #named(name) {
    return name.replace(PREFIX, this.#prefix);
  }
}
