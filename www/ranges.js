// Offsets in a text, counted in UTF-16 units, to places in the document and back.

/** The text nodes that show a text, each with the offset at which it begins. */
export class TextIndex {
  /** @type {Text[]} */
  #nodes = [];
  /** @type {number[]} */
  #starts = [];
  /** @type {WeakMap<Node, number>} */
  #startOf = new WeakMap();

  /**
   * The text nodes under `root`, one after the other: offsets count in its `textContent`.
   *
   * @param {Node} root
   */
  static of(root) {
    const index = new TextIndex();
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let at = 0, node = walker.nextNode(); node; node = walker.nextNode()) {
      index.add(/** @type {Text} */ (node), at);
      at += /** @type {Text} */ (node).length;
    }
    return index;
  }

  /**
   * Adds a node that shows the text from `start` on. Nodes come in text order; what lies between two of them is not shown.
   *
   * @param {Text} node
   * @param {number} start
   */
  add(node, start) {
    this.#nodes.push(node);
    this.#starts.push(start);
    this.#startOf.set(node, start);
  }

  /**
   * The part of `[start, end)` that is shown; null where none of it is.
   *
   * @param {number} start
   * @param {number} end
   * @returns {StaticRange | null}
   */
  range(start, end) {
    let first = this.#last((at) => at <= start);
    if (first < 0 || start >= this.#starts[first] + this.#nodes[first].length) first += 1;
    const last = this.#last((at) => at < end);
    if (last < first || first >= this.#nodes.length) return null;
    return new StaticRange({
      startContainer: this.#nodes[first],
      startOffset: Math.max(0, start - this.#starts[first]),
      endContainer: this.#nodes[last],
      endOffset: Math.min(this.#nodes[last].length, end - this.#starts[last]),
    });
  }

  /**
   * The offset in the text of a place in one of the nodes; null for any other place.
   *
   * @param {Node} node
   * @param {number} offset
   */
  offset(node, offset) {
    const start = this.#startOf.get(node);
    return start === undefined ? null : start + offset;
  }

  /**
   * Place of the last node whose start satisfies `before`, which holds for a first part of them; -1 where none does.
   *
   * @param {(start: number) => boolean} before
   */
  #last(before) {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(this.#starts[middle])) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

/**
 * A range with geometry in place of one without.
 *
 * @param {StaticRange} range
 */
export function liveRange(range) {
  const live = document.createRange();
  live.setStart(range.startContainer, range.startOffset);
  live.setEnd(range.endContainer, range.endOffset);
  return live;
}

/**
 * The place in the text under a point of the window; null where there is none.
 *
 * @param {number} x
 * @param {number} y
 * @param {ShadowRoot[]} [shadowRoots] Shadow trees that may hold it.
 * @returns {{ node: Node, offset: number } | null}
 */
export function caretAt(x, y, shadowRoots = []) {
  if (document.caretPositionFromPoint) {
    const caret = document.caretPositionFromPoint(x, y, { shadowRoots });
    return caret && { node: caret.offsetNode, offset: caret.offset };
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}
