// The article, set for reading, with its claims marked in place.

import { TextIndex, caretAt, liveRange } from '../ranges.js';
import { SLICE_MS, breathe, el, inSlices, motion } from './dom.js';
import { Marks, markName } from './marks.js';
import { CERTAINTY, SEGMENT, voiceName } from './terms.js';

/** @typedef {import('./article.js').Article} Article */
/** @typedef {import('./article.js').ClaimView} ClaimView */
/** @typedef {import('./article.js').Piece} Piece */

/** So many blocks are drawn at once, before the page rests; a screen holds fewer. */
const SLICE = 32;

/** So many blocks lie on one sheet: a sheet that is far from the window costs a browser nothing. */
const SHEET = 64;

/** Where a frame takes longer, in milliseconds, less is drawn in the next. */
const FRAME_MS = 30;

/** A claim this near to the edge of the window reads as cut off. */
const MARGIN_PX = 64;

/** How far from the window marks are kept: marks cost by their number, wherever they are. */
const NEAR_PX = 800;

/** A segment that is longer, in UTF-16 units, is set in several blocks: a browser lays a block out in one piece. */
const LONGEST_BLOCK = 6000;

/** Words that are longer are cut like that: a browser takes long to fold them. */
const LONGEST_WORD = 1000;

/** Farther away than so many windows a claim is jumped to. */
const JUMP = 3;

/** What stands for each kind of segment. @type {Record<string, string>} */
const TAG = { headline: 'h2', subheading: 'h2', list_item: 'p' };

/** @param {ClaimView} view */
const pinLabel = ({ claim, rank }) =>
  `Claim by ${voiceName(claim)}, ${CERTAINTY[claim.certainty_label] ?? ''}${rank ? `, number ${rank} to check` : ''}${
    claim.review ? `, ${claim.review.decision} by you` : ''
  }`;

/** A segment, or a part of a long one, that is set as one block. */
class Block {
  /** @type {HTMLElement | null} Null until it is drawn. */
  element = null;
  index = new TextIndex();
  /** Whether its pins stand and its marks are drawn. */
  isLive = false;
  /** Whether its pins stand. */
  hasPins = false;
  /** @type {{ name: string, range: StaticRange }[]} */
  drawn = [];

  /**
   * @param {Article} article
   * @param {number} segment Number of the segment.
   * @param {number} start
   * @param {number} end
   * @param {number} number Its place among the blocks of the article.
   */
  constructor(article, segment, start, end, number) {
    const { type, start: first } = article.result.segments[segment];
    this.article = article;
    this.segment = segment;
    this.start = start;
    this.end = end;
    this.number = number;
    this.opens = start === first;
    this.type = type;
    this.tag = !this.opens ? 'p' : segment === article.title ? 'h1' : (TAG[type] ?? 'p');
  }

  get text() {
    return this.article.text.slice(this.start, this.end);
  }

  /** Whether it looks the same as another but for its marks. @param {Block} other */
  isLike(other) {
    if (this.end - this.start !== other.end - other.start || this.type !== other.type || this.tag !== other.tag) return false;
    const isSame = this.start === other.start && this.article.text === other.article.text;
    return isSame || this.text === other.text;
  }

  /** Whether the same claims begin at the same places as in another, which stands where it stands. @param {Block} other */
  holdsAs(other) {
    const [mine, others] = [this.pieces, other.pieces];
    return (
      this.start === other.start &&
      mine.length === others.length &&
      mine.every(({ view, start, opens }, i) => {
        const old = others[i];
        return view.claim === old.view.claim && view.rank === old.view.rank && view.who === old.view.who && start === old.start && opens === old.opens;
      })
    );
  }

  /** @template {{ start: number, end: number }} T @param {T[][]} lists @returns {T[]} */
  #own(lists) {
    const list = lists[this.segment] ?? [];
    return list.filter(({ start, end }) => start < this.end && end > this.start);
  }

  /** What a claim covers here, outer pieces first. */
  get pieces() {
    return this.#own(this.article.pieces);
  }

  get cues() {
    return this.#own(this.article.cues);
  }

  get strikes() {
    return this.#own(this.article.strikes);
  }
}

/**
 * Makes the blocks of an article; the work can rest after each segment.
 *
 * @param {Article} article
 * @param {Block[]} blocks Where they go.
 */
function* setBlocks(article, blocks) {
  for (const [i, { start, end }] of article.result.segments.entries()) {
    let at = start;
    while (end - at > LONGEST_BLOCK) {
      const cut = cutBefore(article.text, at, at + LONGEST_BLOCK);
      blocks.push(new Block(article, i, at, cut, blocks.length));
      at = cut;
    }
    blocks.push(new Block(article, i, at, end, blocks.length));
    yield;
  }
}

/**
 * After the last space before `limit`, or there where there is none; never inside a character.
 *
 * @param {string} text
 * @param {number} from
 * @param {number} limit
 */
function cutBefore(text, from, limit) {
  const space = text.slice(from + LONGEST_BLOCK / 2, limit).lastIndexOf(' ');
  if (space >= 0) return from + LONGEST_BLOCK / 2 + space + 1;
  const cut = from + LONGEST_WORD;
  const unit = text.charCodeAt(cut);
  return unit >= 0xdc00 && unit < 0xe000 ? cut - 1 : cut;
}

/**
 * The first of some elements, one below the other, that ends below `y`.
 *
 * @param {HTMLCollection} elements
 * @param {number} y
 * @returns {Element | undefined}
 */
function lowest(elements, y) {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (elements[middle].getBoundingClientRect().bottom <= y) low = middle + 1;
    else high = middle;
  }
  return elements[low];
}

/**
 * Shows an article. Events: `claim-pick` with the picked claim, or null where the reader picks none, as `detail.view`;
 * `view-move` when the window shows another part of it.
 */
export class ReadingView extends HTMLElement {
  /** @type {Article | null} */
  #article = null;
  /** @type {Block[]} */
  #blocks = [];
  /** Blocks of an article that is not shown yet. @type {WeakMap<Article, Block[]>} */
  #ready = new WeakMap();
  /** How many of them are drawn. */
  #drawn = 0;
  /** @type {WeakMap<Element, Block>} */
  #blockOf = new WeakMap();
  /** @type {Set<Block>} */
  #live = new Set();
  #marks = new Marks();
  /** @type {Map<string, HTMLElement>} */
  #pins = new Map();
  /** @type {ClaimView | null} */
  #selected = null;
  /** @type {ClaimView | null} */
  #near = null;
  /** @type {{ start: number, end: number }[]} */
  #guesses = [];
  /** @type {(view: ClaimView) => boolean} */
  #shows = () => true;
  #turn = 0;
  #holds = 0;
  #isOnPaper = false;
  #hoverFrame = 0;
  #moveFrame = 0;
  #settleFrame = 0;
  #size = new ResizeObserver(() => this.#move());

  constructor() {
    super();
    this.addEventListener('click', (event) => this.#click(event));
    this.addEventListener('pointermove', (event) => this.#hover(event));
    this.addEventListener('pointerleave', () => this.#breatheOn(null));
  }

  connectedCallback() {
    this.#size.observe(this);
    addEventListener('scroll', this.#move, { passive: true });
    addEventListener('resize', this.#move);
    addEventListener('beforeprint', this.#enlivenAll);
    addEventListener('afterprint', this.#leavePaper);
  }

  disconnectedCallback() {
    this.#size.disconnect();
    removeEventListener('scroll', this.#move);
    removeEventListener('resize', this.#move);
    removeEventListener('beforeprint', this.#enlivenAll);
    removeEventListener('afterprint', this.#leavePaper);
    cancelAnimationFrame(this.#hoverFrame);
    cancelAnimationFrame(this.#moveFrame);
    cancelAnimationFrame(this.#settleFrame);
    this.#marks.clear();
  }

  /** Gets ready what an article needs to be shown. @param {Article} article */
  async prepare(article) {
    /** @type {Block[]} */
    const blocks = [];
    await inSlices(setBlocks(article, blocks));
    this.#ready.set(article, blocks);
  }

  /** @param {Article} article */
  #blocksOf(article) {
    const ready = this.#ready.get(article);
    if (this.#ready.delete(article) && ready) return ready;
    /** @type {Block[]} */
    const blocks = [];
    for (const _ of setBlocks(article, blocks));
    return blocks;
  }

  /**
   * Draws an article: the first screens at once, the rest while the page stays free. What is shown already and reads the
   * same stays where it is.
   *
   * @param {Article | null} article
   * @param {(view: ClaimView) => boolean} [shows] Which claims are marked.
   */
  async show(article, shows = () => true) {
    const turn = ++this.#turn;
    const held = document.activeElement instanceof HTMLElement && this.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    const old = this.#blocks.slice(0, this.#drawn);
    const wasWhole = old.length === this.#blocks.length;
    for (const block of this.#live) this.#sleep(block);
    this.#marks.clear();
    this.#pins.clear();
    this.#shows = shows;
    this.#article = article;
    this.#selected = null;
    this.#near = null;
    this.#blocks = article ? this.#blocksOf(article) : [];
    this.#keep(old, wasWhole);
    if (!this.#drawn) this.#draw(SLICE);
    this.refresh();
    if (held) this.#pins.get(held)?.focus({ preventScroll: true });
    await this.#drawRest(turn);
  }

  /**
   * The same text after a correction. A drawing that is under way goes on.
   *
   * @param {Article} article
   * @param {Set<number>} changed Numbers of the segments that hold other marks now.
   * @param {(view: ClaimView) => boolean} shows Which claims are marked.
   */
  update(article, changed, shows) {
    const held = document.activeElement instanceof HTMLElement && this.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    this.#article = article;
    this.#selected = null;
    this.#near = null;
    this.#marks.clear('sayso-selected', 'sayso-why', 'sayso-near');
    for (const block of this.#blocks) {
      block.article = article;
      if (!changed.has(block.segment) || !block.element) continue;
      this.#unmark(block);
      if (block.hasPins || block.isLive) this.#fill(block, true);
    }
    for (const [id, pin] of this.#pins) {
      const view = article.byId.get(id);
      pin.removeAttribute('aria-current');
      if (view) pin.dataset.claim = String(view.index);
      else this.#pins.delete(id);
    }
    this.#shows = shows;
    this.#markAnew();
    this.#settleSoon();
    if (held) this.#pins.get(held)?.focus({ preventScroll: true });
  }

  /** Draws what is not drawn yet while the page stays free. @param {number} turn */
  async #drawRest(turn) {
    let slice = SLICE;
    let took = 0;
    while (turn === this.#turn && this.#drawn < this.#blocks.length) {
      const since = performance.now();
      await breathe();
      if (turn !== this.#turn) return;
      // What was drawn last has been laid out by now.
      const start = performance.now();
      if (start - since > FRAME_MS || took > SLICE_MS) slice = Math.max(SLICE, slice >> 1);
      else if (took < SLICE_MS / 2) slice *= 2;
      this.#draw(this.#drawn + slice);
      took = performance.now() - start;
    }
    this.#move();
  }

  /** Which claims are marked; the others stay as plain text. @param {(view: ClaimView) => boolean} shows */
  filter(shows) {
    this.#shows = shows;
    this.#markAnew();
    this.#settleSoon();
  }

  #markAnew() {
    for (const block of this.#live) {
      this.#unmark(block);
      this.#mark(block);
    }
    this.#markSelected();
  }

  /** @param {ClaimView | null} view */
  select(view) {
    if (this.#selected) this.#pins.get(this.#selected.id)?.removeAttribute('aria-current');
    this.#selected = view;
    if (view) {
      const last = this.#at(view.claim.spans.at(-1)?.start ?? 0);
      this.#draw(last + 1);
      this.#pin(view)?.setAttribute('aria-current', 'true');
      for (const span of view.claim.spans) this.#enliven(this.#blocks[this.#at(span.start)]);
    }
    this.#markSelected();
  }

  /**
   * Brings a claim into the window, if it is not there.
   *
   * @param {ClaimView} view
   * @param {number} [floor] Where the free part of the window ends.
   */
  reveal(view, floor = innerHeight) {
    const pin = this.#pin(view);
    if (!pin) return;
    const ceiling = this.#ceiling();
    const { top, bottom } = pin.getBoundingClientRect();
    if (top > ceiling + MARGIN_PX / 2 && bottom < floor - MARGIN_PX) return;
    const goal = ceiling + (floor - ceiling) / 3;
    if (Math.abs(top - goal) < JUMP * innerHeight) {
      scrollBy({ top: top - goal, behavior: motion() });
    } else {
      this.#hold(() => pin.getBoundingClientRect().top - goal);
    }
  }

  /**
   * Puts the focus on a claim in the text.
   *
   * @param {ClaimView} view
   */
  focusClaim(view) {
    this.#pin(view)?.focus({ preventScroll: true });
    this.reveal(view);
  }

  /**
   * What the reader has selected of the article; null where that is nothing.
   *
   * @returns {{ start: number, end: number } | null}
   */
  selection() {
    const selection = getSelection();
    if (!selection?.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(this)) return null;
    const start = this.offsetOf(range.startContainer, range.startOffset) ?? this.#beside(range, true);
    const end = this.offsetOf(range.endContainer, range.endOffset) ?? this.#beside(range, false);
    return start !== null && end !== null && start < end ? { start, end } : null;
  }

  /** The first offset after the beginning of a range, or the last before its end. @param {Range} range @param {boolean} isStart */
  #beside(range, isStart) {
    const blocks = this.#blocks.slice(0, this.#drawn).filter(({ element }) => element && range.intersectsNode(element));
    const block = isStart ? blocks[0] : blocks.at(-1);
    if (!block?.element) return null;
    const edge = document.createRange();
    edge.selectNodeContents(block.element);
    const isInside = isStart
      ? range.compareBoundaryPoints(Range.START_TO_START, edge) > 0
      : range.compareBoundaryPoints(Range.END_TO_END, edge) < 0;
    if (!isInside) return isStart ? block.start : block.end;
    // Between two nodes of the block, at a pin.
    const [container, offset] = isStart ? [range.startContainer, range.startOffset] : [range.endContainer, range.endOffset];
    let node = container === block.element ? container.childNodes[isStart ? offset : offset - 1] : container;
    while (node && !(node instanceof Text)) node = /** @type {ChildNode} */ (isStart ? node.nextSibling : node.previousSibling);
    if (!(node instanceof Text)) return isStart ? null : block.start;
    return this.offsetOf(node, isStart ? 0 : node.length);
  }

  /**
   * Selects words of the article.
   *
   * @param {number} start
   * @param {number} end
   * @param {number} [at] What must be in the window.
   */
  setSelection(start, end, at = start) {
    this.#draw(this.#at(Math.max(0, end - 1)) + 1);
    for (let i = this.#at(start); i < this.#drawn && this.#blocks[i].start < end; i++) this.#enliven(this.#blocks[i]);
    const first = this.#blocks[this.#at(start)];
    const last = this.#blocks[this.#at(Math.max(0, end - 1))];
    const from = first?.index.range(Math.max(start, first.start), first.end);
    const to = last?.index.range(last.start, Math.min(end, last.end));
    if (!from || !to) return;
    getSelection()?.setBaseAndExtent(from.startContainer, from.startOffset, to.endContainer, to.endOffset);
    this.revealWords(at, at + 1);
  }

  /** Where words stand in the window; null where they are not drawn. @param {number} start @param {number} end */
  boxOf(start, end) {
    const block = this.#blocks[this.#at(start)];
    const range = block?.element && block.index.range(Math.max(start, block.start), Math.min(end, block.end));
    return range ? liveRange(range).getBoundingClientRect() : null;
  }

  /** Brings words into the window, if they are not there. @param {number} start @param {number} end */
  revealWords(start, end) {
    const box = this.boxOf(start, end);
    if (!box) return this.scrollToOffset(start);
    const ceiling = this.#ceiling();
    if (box.top < ceiling + MARGIN_PX / 2 || box.bottom > innerHeight - 2 * MARGIN_PX) {
      scrollBy({ top: box.top - ceiling - (innerHeight - ceiling) / 3, behavior: 'instant' });
    }
  }

  /** What the reader has marked as claims before seeing the marks. @param {{ start: number, end: number }[]} guesses */
  set guesses(guesses) {
    if (!guesses.length && !this.#guesses.length) return;
    this.#guesses = guesses;
    this.filter(this.#shows);
  }

  /** Brings a place of the text to the top of the window. @param {number} offset */
  scrollToOffset(offset) {
    if (!this.#blocks.length) return;
    const i = this.#at(offset);
    this.#draw(i + 1);
    const block = this.#blocks[i];
    const share = Math.max(0, Math.min(1, (offset - block.start) / Math.max(1, block.end - block.start)));
    const element = /** @type {HTMLElement} */ (block.element);
    this.#hold(() => {
      const { top, height } = element.getBoundingClientRect();
      return top + height * share - this.#ceiling() + 1;
    });
  }

  /** The part of the text that the window shows. @returns {{ start: number, end: number }} */
  get window() {
    const first = this.#firstBelow(this.#ceiling());
    if (first >= this.#drawn) return { start: 0, end: 0 };
    const last = Math.max(first, this.#firstBelow(innerHeight));
    return { start: this.#offsetIn(first, this.#ceiling()), end: last < this.#drawn ? this.#offsetIn(last, innerHeight) : this.#blocks[this.#drawn - 1].end };
  }

  /**
   * The offset in the text of a place in the document; null for one that is not in the article.
   *
   * @param {Node} node
   * @param {number} offset
   */
  offsetOf(node, offset) {
    const element = node instanceof Element ? node : node.parentElement;
    const segment = element?.closest('.segment');
    const block = segment && this.#blockOf.get(segment);
    return block ? block.index.offset(node, offset) : null;
  }

  /** Marks what is near the window, and only that. */
  refresh() {
    if (!this.#drawn || this.#isOnPaper || !this.offsetParent) return;
    const first = this.#firstBelow(-NEAR_PX);
    const near = new Set();
    for (let i = first; i < this.#drawn && this.#rect(i).top < innerHeight + NEAR_PX; i++) near.add(this.#blocks[i]);
    for (const block of this.#live) if (!near.has(block)) this.#sleep(block);
    for (const block of near) this.#enliven(block);
    this.#settleSoon();
  }

  #move = () => {
    cancelAnimationFrame(this.#moveFrame);
    this.#moveFrame = requestAnimationFrame(() => {
      this.refresh();
      this.#settle();
    });
  };

  /** On paper everything is near. */
  #enlivenAll = () => {
    this.#isOnPaper = true;
    this.#draw(Infinity);
    for (const block of this.#blocks) this.#enliven(block);
    this.#placeRanks();
  };

  #leavePaper = () => {
    this.#isOnPaper = false;
    this.#move();
  };

  /** Where the free part of the window begins. */
  #ceiling() {
    return parseFloat(getComputedStyle(this).getPropertyValue('--bar')) || 0;
  }

  /**
   * Scrolls to where something is, and after it while what lies around it gets its true size.
   *
   * @param {() => number} distance How far it is from where it should be.
   */
  async #hold(distance) {
    const hold = ++this.#holds;
    // Few frames: a reader who scrolls at once is not held back.
    for (let tries = 0; tries < 5 && hold === this.#holds; tries++) {
      scrollBy({ top: distance(), behavior: 'instant' });
      this.refresh();
      await new Promise((drawn) => requestAnimationFrame(drawn));
    }
  }

  /** Number of the block that shows `offset`. @param {number} offset */
  #at(offset) {
    let low = 0;
    let high = this.#blocks.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#blocks[middle].end <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @param {number} i */
  #rect(i) {
    return /** @type {HTMLElement} */ (this.#blocks[i].element).getBoundingClientRect();
  }

  /** Number of the first drawn block that ends below `y`; how many are drawn where none does. @param {number} y */
  #firstBelow(y) {
    // Only what lies on the one sheet is looked at: to ask a far one for its place has it laid out.
    const sheet = lowest(this.children, y);
    const element = sheet && (lowest(sheet.children, y) ?? sheet.nextElementSibling?.firstElementChild);
    return (element && this.#blockOf.get(element)?.number) ?? this.#drawn;
  }

  /** @param {number} i @param {number} y */
  #offsetIn(i, y) {
    const { top, height } = this.#rect(i);
    const { start, end } = this.#blocks[i];
    return start + Math.round(Math.max(0, Math.min(1, (y - top) / (height || 1))) * (end - start));
  }

  /**
   * Takes over what is drawn already: the same beginning, and the same end where little lies between.
   *
   * @param {Block[]} old
   * @param {boolean} wasWhole Whether the old ones reach the end of their text.
   */
  #keep(old, wasWhole) {
    const blocks = this.#blocks;
    const most = Math.min(old.length, blocks.length);
    let head = 0;
    while (head < most && blocks[head].isLike(old[head])) head += 1;
    let tail = 0;
    while (wasWhole && tail < most - head && blocks[blocks.length - 1 - tail].isLike(old[old.length - 1 - tail])) tail += 1;
    if (blocks.length - head - tail > SLICE) tail = 0;
    for (let i = head; i < old.length - tail; i++) {
      const sheet = old[i].element?.parentElement;
      old[i].element?.remove();
      if (sheet && !sheet.firstElementChild) sheet.remove();
    }
    for (let i = 0; i < head; i++) this.#adopt(blocks[i], old[i]);
    this.#drawn = head;
    if (!tail) return;
    const after = old[old.length - tail].element;
    this.#draw(blocks.length - tail, after);
    for (let i = 1; i <= tail; i++) this.#adopt(blocks[blocks.length - i], old[old.length - i]);
    this.#drawn = blocks.length;
  }

  /** @param {Block} block @param {Block} old */
  #adopt(block, old) {
    const element = /** @type {HTMLElement} */ (old.element);
    block.element = element;
    element.dataset.segment = String(block.segment);
    this.#blockOf.set(element, block);
    if (old.hasPins && block.holdsAs(old)) {
      block.index = old.index;
      block.hasPins = true;
      const pins = /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll('.pin'));
      for (const pin of pins) {
        const view = block.article.byId.get(pin.dataset.id ?? '');
        if (!view) continue;
        pin.dataset.claim = String(view.index);
        pin.removeAttribute('aria-current');
        this.#pins.set(view.id, pin);
      }
    } else if (element.childElementCount) {
      // Its pins lead to claims of before.
      this.#fill(block, false);
    } else {
      block.index.add(/** @type {Text} */ (element.firstChild), block.start);
    }
  }

  /**
   * Draws the blocks before `end` that are not drawn yet.
   *
   * @param {number} end
   * @param {Element | null} [before] Where they go.
   */
  #draw(end, before = null) {
    const first = this.#drawn;
    const last = Math.min(end, this.#blocks.length);
    if (first >= last) return;
    let sheet = /** @type {Element | null} */ (before?.parentElement ?? this.lastElementChild);
    for (let i = first; i < last; i++) {
      const block = this.#blocks[i];
      if (!before && (!sheet || sheet.childElementCount >= SHEET)) {
        sheet = el('div', { class: 'sheet' });
        this.append(sheet);
      }
      block.element = el(block.tag, { class: `segment ${block.type}${block.opens ? '' : ' more'}`, title: this.#hint(block.type) });
      block.element.dataset.segment = String(block.segment);
      this.#fill(block, false);
      this.#blockOf.set(block.element, block);
      sheet?.insertBefore(block.element, before);
    }
    this.#drawn = last;
  }

  /** Says what a line is where it does not look like running text. @param {string} type */
  #hint(type) {
    return type === 'teaser' || type === 'other' || type === 'credit' ? `${SEGMENT[type]}: not read for claims` : null;
  }

  /** Sets the text of a block, with a pin before each claim or without. @param {Block} block @param {boolean} pins */
  #fill(block, pins) {
    const element = /** @type {HTMLElement} */ (block.element);
    const { article, start, end } = block;
    const children = [];
    block.index = new TextIndex();
    block.hasPins = pins;
    /** @param {number} from @param {number} to */
    const text = (from, to) => {
      const node = document.createTextNode(article.text.slice(from, to));
      block.index.add(node, from);
      children.push(node);
    };
    let at = start;
    for (const piece of pins ? block.pieces : []) {
      if (!piece.opens || piece.start < start) continue;
      if (piece.start > at) text(at, piece.start);
      at = Math.max(at, piece.start);
      children.push(this.#makePin(piece.view));
    }
    if (at < end || !children.length) text(at, end);
    element.replaceChildren(...children);
  }

  /** Gives a block its pins and marks. @param {Block} block */
  #enliven(block) {
    if (block.isLive || !block.element) return;
    block.isLive = true;
    block.element.classList.add('live');
    this.#live.add(block);
    if (block.pieces.length && !block.hasPins) this.#fill(block, true);
    this.#mark(block);
  }

  /** Takes the marks of a block away; its pins stay, for they have a place. @param {Block} block */
  #sleep(block) {
    block.isLive = false;
    block.element?.classList.remove('live');
    this.#live.delete(block);
    this.#unmark(block);
  }

  /** The mark before a claim: its shape says who speaks, and it leads to the card. @param {ClaimView} view */
  #makePin(view) {
    const pin = el('a', { class: 'pin', href: `#${view.id}`, tabindex: -1, 'aria-label': pinLabel(view), 'data-who': view.who });
    if (view.rank) pin.dataset.rank = String(view.rank);
    if (view.claim.review) pin.dataset.decision = view.claim.review.decision;
    pin.dataset.claim = String(view.index);
    pin.dataset.id = view.id;
    if (view === this.#selected) pin.setAttribute('aria-current', 'true');
    this.#pins.set(view.id, pin);
    return pin;
  }

  /** The pin of a claim, drawn if it is not yet. @param {ClaimView} view */
  #pin(view) {
    if (!this.#pins.get(view.id)?.isConnected && this.#blocks.length) {
      const i = this.#at(view.start);
      this.#draw(i + 1);
      this.#enliven(this.#blocks[i]);
    }
    return this.#pins.get(view.id);
  }

  /** @param {Block} block */
  #mark(block) {
    /** @type {(name: string, mark: { start: number, end: number }) => void} */
    const add = (name, mark) => {
      const range = block.index.range(Math.max(mark.start, block.start), Math.min(mark.end, block.end));
      if (!range) return;
      this.#marks.add(name, range);
      block.drawn.push({ name, range });
    };
    for (const piece of block.pieces) {
      const { view, depth } = piece;
      const isShown = this.#shows(view);
      if (isShown && !view.isRejected) add(markName(view.who, view.line, depth), piece);
      const pin = piece.opens && this.#pins.get(view.id);
      if (pin) pin.hidden = !isShown;
    }
    for (const strike of block.strikes) if (this.#shows(strike.view)) add(`sayso-strike-${strike.view.who}`, strike);
    for (const cue of block.cues) if (this.#shows(cue.view)) add('sayso-cue', cue);
    for (const guess of this.#guesses) if (guess.start < block.end && guess.end > block.start) add('sayso-guess', guess);
  }

  /** @param {Block} block */
  #unmark(block) {
    for (const { name, range } of block.drawn) this.#marks.remove(name, range);
    block.drawn = [];
  }

  /** To ask where something is has the browser lay out what was changed: that is done once, right before it is drawn. */
  #settleSoon() {
    cancelAnimationFrame(this.#settleFrame);
    this.#settleFrame = requestAnimationFrame(() => this.#settle());
  }

  #settle() {
    cancelAnimationFrame(this.#settleFrame);
    this.#placeRanks();
    this.dispatchEvent(new CustomEvent('view-move'));
  }

  /** Margin marks of claims that begin on one line stand under each other. */
  #placeRanks() {
    let line = NaN;
    let nudge = 0;
    for (const view of this.#article?.ranked ?? []) {
      const pin = this.#pins.get(view.id);
      if (!pin?.isConnected || pin.hidden) continue;
      const { bottom } = pin.getBoundingClientRect();
      nudge = bottom === line ? nudge + 1 : 0;
      line = bottom;
      pin.dataset.nudge = String(nudge);
    }
  }

  #markSelected() {
    this.#marks.clear('sayso-selected', 'sayso-why');
    const view = this.#selected;
    if (!view) return;
    view.claim.spans.forEach(this.#adder(`sayso-selected-${view.who}`));
    (view.attribution?.source ?? []).forEach(this.#adder('sayso-why'));
    view.deciding.forEach(this.#adder('sayso-why'));
  }

  /** Marks what is drawn of a stretch. @param {string} name @returns {(mark: { start: number, end: number }) => void} */
  #adder(name) {
    return ({ start, end }) => {
      for (let i = this.#at(start); i < this.#drawn && this.#blocks[i].start < end; i++) {
        const block = this.#blocks[i];
        this.#marks.add(name, block.index.range(Math.max(start, block.start), Math.min(end, block.end)));
      }
    };
  }

  /** @param {ClaimView | null} view */
  #breatheOn(view) {
    if (view === this.#near) return;
    this.#near = view;
    this.style.cursor = view ? 'pointer' : '';
    this.#marks.clear('sayso-near');
    view?.claim.spans.forEach(this.#adder(`sayso-near-${view.who}`));
  }

  /** The smallest marked claim under a point. @param {number} x @param {number} y @returns {ClaimView | null} */
  #claimAt(x, y) {
    const caret = caretAt(x, y);
    const offset = caret && this.offsetOf(caret.node, caret.offset);
    if (offset === null || !this.#article) return null;
    const segment = this.#blocks[this.#at(Math.max(0, offset - 1))]?.segment ?? 0;
    const pieces = (this.#article.pieces[segment] ?? [])
      .filter(({ view, start, end }) => start <= offset && offset <= end && this.#shows(view) && !view.isRejected)
      .sort((a, b) => a.view.length - b.view.length);
    // The caret is the nearest place in the text, however far the pointer is from it.
    return pieces.find(({ start, end }) => this.#covers(start, end, offset, x, y))?.view ?? null;
  }

  /**
   * @param {number} start
   * @param {number} end
   * @param {number} offset Which block is meant, where a stretch runs over several.
   * @param {number} x
   * @param {number} y
   */
  #covers(start, end, offset, x, y) {
    const block = this.#blocks[this.#at(Math.max(0, offset - 1))];
    const range = block.index.range(Math.max(start, block.start), Math.min(end, block.end));
    if (!range) return false;
    return [...liveRange(range).getClientRects()].some(
      (box) => box.left - 1 <= x && x <= box.right + 1 && box.top - 6 <= y && y <= box.bottom + 6,
    );
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const pin = /** @type {Element} */ (event.target).closest?.('.pin');
    if (pin instanceof HTMLElement) {
      event.preventDefault();
      this.#pick(this.#article?.claims[Number(pin.dataset.claim)] ?? null);
    } else if (getSelection()?.isCollapsed ?? true) {
      this.#pick(this.#claimAt(event.clientX, event.clientY));
    }
  }

  /** @param {ClaimView | null} view */
  #pick(view) {
    this.dispatchEvent(new CustomEvent('claim-pick', { detail: { view } }));
  }

  /** @param {PointerEvent} event */
  #hover({ pointerType, clientX, clientY }) {
    if (pointerType !== 'mouse') return;
    cancelAnimationFrame(this.#hoverFrame);
    this.#hoverFrame = requestAnimationFrame(() => this.#breatheOn(this.#claimAt(clientX, clientY)));
  }
}
