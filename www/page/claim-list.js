// The claims of an article, one card each.

import { claimCard, fold, unfold } from './claim-card.js';
import { breathe, el, motion } from './dom.js';
import { WHO, plural, voiceName } from './terms.js';

/** @typedef {import('./article.js').ClaimView} ClaimView */
/** @typedef {'text' | 'check' | 'source'} Order */

/** So many cards are made at once. */
const SLICE = 60;

/** @type {Record<Order, string>} */
const ORDERS = { text: 'as in the text', check: 'check first', source: 'by source' };

/** @type {Record<Order, (a: ClaimView, b: ClaimView) => number>} */
const COMPARE = {
  text: (a, b) => a.index - b.index,
  check: (a, b) => (a.rank || Infinity) - (b.rank || Infinity) || b.claim.check_worthiness - a.claim.check_worthiness || a.index - b.index,
  source: (a, b) => a.index - b.index,
};

/**
 * Shows cards. Events: `claim-pick` with `detail.view` when a card is chosen; `claim-go` when the reader wants to see it in
 * the text.
 */
export class ClaimList extends HTMLElement {
  /** @type {ClaimView[]} */
  #claims = [];
  /** @type {Map<string, HTMLElement>} */
  #cards = new Map();
  /** @type {ClaimView[]} Those that are shown, in their order. */
  #shown = [];
  /** @type {ClaimView | null} */
  #selected = null;
  /** @type {Order} */
  #order = 'text';
  /** @type {(view: ClaimView) => boolean} */
  #shows = () => true;
  #feed = el('div', { class: 'feed', role: 'feed', 'aria-label': 'Claims' });
  #turn = 0;

  constructor() {
    super();
    this.addEventListener('click', (event) => this.#click(event));
    this.addEventListener('keydown', (event) => this.#key(event));
    this.addEventListener('focusin', (event) => this.#rove(event.target));
  }

  connectedCallback() {
    if (!this.#feed.isConnected) this.append(this.#head(), this.#feed);
  }

  /**
   * @param {ClaimView[]} claims
   * @param {(view: ClaimView) => boolean} [shows] Which of them are wanted.
   */
  show(claims, shows = () => true) {
    this.#shows = shows;
    this.#claims = claims;
    this.#cards.clear();
    this.#selected = null;
    this.#lay();
  }

  /** @param {(view: ClaimView) => boolean} shows */
  filter(shows) {
    this.#shows = shows;
    this.#lay();
  }

  /** @param {ClaimView | null} view */
  select(view) {
    const old = this.#selected && this.#cards.get(this.#selected.id);
    if (old) {
      fold(old);
      old.removeAttribute('aria-current');
    }
    this.#selected = view;
    if (!view) return;
    const card = this.#card(view);
    card.setAttribute('aria-current', 'true');
    fold(card);
    unfold(card, view);
    if (!card.isConnected) this.#layAll();
    this.#rove(card);
  }

  /** Brings a card into its column. @param {ClaimView} view */
  reveal(view) {
    const card = this.#cards.get(view.id);
    if (!card || this.scrollHeight <= this.clientHeight) return;
    const column = this.getBoundingClientRect();
    const { top, bottom } = card.getBoundingClientRect();
    const isWhole = top >= column.top + 48 && bottom <= Math.min(column.bottom, innerHeight);
    // Only the column moves: the text stays where the reader is.
    if (!isWhole) this.scrollBy({ top: top - column.top - Math.max(56, (column.height - (bottom - top)) / 3), behavior: motion() });
  }

  /** @param {ClaimView} view */
  focusClaim(view) {
    this.#card(view).focus({ preventScroll: true });
  }

  /** Whether a focus inside the list is on a claim. */
  get holdsFocus() {
    return this.#feed.contains(document.activeElement);
  }

  /**
   * The claim before or after another in the list's order.
   *
   * @param {ClaimView | null} view
   * @param {1 | -1} step
   */
  next(view, step) {
    const at = view ? this.#shown.indexOf(view) : step > 0 ? -1 : this.#shown.length;
    return this.#shown[at + step] ?? null;
  }

  #head() {
    const choices = Object.entries(ORDERS).map(([value, words]) =>
      el('label', null, el('input', { type: 'radio', name: 'order', value, checked: value === this.#order }), el('span', null, words)),
    );
    const order = el('fieldset', { class: 'order' }, el('legend', { class: 'quiet' }, 'Order'), ...choices);
    order.addEventListener('change', (event) => {
      this.#order = /** @type {Order} */ (/** @type {HTMLInputElement} */ (event.target).value);
      this.#lay();
      this.scrollTo({ top: 0 });
    });
    return el('div', { class: 'list-head' }, el('h2', null, 'Claims'), order);
  }

  /** @param {ClaimView} view */
  #card(view) {
    let card = this.#cards.get(view.id);
    if (!card) {
      card = claimCard(view);
      this.#cards.set(view.id, card);
    }
    return card;
  }

  /** Groups in the order of their first claim; one nameless group where the list is not grouped. @returns {Map<string, ClaimView[]>} */
  #groups() {
    const groups = new Map();
    for (const view of this.#shown) {
      const name = this.#order === 'source' ? voiceName(view.claim) : '';
      if (groups.has(name)) groups.get(name).push(view);
      else groups.set(name, [view]);
    }
    return groups;
  }

  /** Lays the cards out anew: the first at once, the rest while the page stays free. */
  async #lay() {
    const turn = ++this.#turn;
    const hadFocus = this.holdsFocus;
    this.#shown = this.#claims.filter(this.#shows).sort(COMPARE[this.#order]);
    this.#feed.replaceChildren();
    const rows = this.#rows();
    for (let done = false; !done; ) {
      done = this.#take(rows, SLICE);
      if (hadFocus && this.#selected && this.#card(this.#selected).isConnected && !this.holdsFocus) this.focusClaim(this.#selected);
      await breathe();
      if (turn !== this.#turn) return;
    }
  }

  /** Lays out at once what is still to come. */
  #layAll() {
    this.#turn += 1;
    this.#feed.replaceChildren();
    this.#take(this.#rows(), Infinity);
  }

  *#rows() {
    let place = 0;
    for (const [name, group] of this.#groups()) {
      if (name) yield el('h3', { class: 'group', 'data-who': group[0].who }, el('span', { class: 'glyph', role: 'img', 'aria-label': WHO[group[0].who] }), name, el('span', { class: 'count' }, String(group.length)));
      for (const view of group) {
        const card = this.#card(view);
        card.setAttribute('aria-posinset', String(++place));
        card.setAttribute('aria-setsize', String(this.#shown.length));
        card.tabIndex = view === (this.#selected ?? this.#shown[0]) ? 0 : -1;
        yield card;
      }
    }
    if (!place) yield el('p', { class: 'none' }, this.#claims.length ? `${plural(this.#claims.length, 'claim')} hidden.` : 'No claim was found.');
  }

  /**
   * @param {Generator<HTMLElement>} rows
   * @param {number} count
   * @returns {boolean} Whether none is left.
   */
  #take(rows, count) {
    const slice = document.createDocumentFragment();
    for (let i = 0; i < count; i++) {
      const { value, done } = rows.next();
      if (done) {
        this.#feed.append(slice);
        return true;
      }
      slice.append(value);
    }
    this.#feed.append(slice);
    return false;
  }

  /** One card at a time is a stop of the Tab key. @param {EventTarget | null} target */
  #rove(target) {
    const card = target instanceof Element ? target.closest('.card') : null;
    if (!(card instanceof HTMLElement)) return;
    for (const other of this.#feed.querySelectorAll('.card[tabindex="0"]')) /** @type {HTMLElement} */ (other).tabIndex = -1;
    card.tabIndex = 0;
  }

  /** @param {EventTarget | null} target */
  #viewOf(target) {
    const card = target instanceof Element ? target.closest('.card') : null;
    return card instanceof HTMLElement ? this.#claims[Number(card.dataset.claim)] : null;
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const view = this.#viewOf(event.target);
    if (view && (getSelection()?.isCollapsed ?? true)) this.#tell('claim-pick', view);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const view = this.#viewOf(event.target);
    if (!view || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = this.#goal(event.key, view);
    if (to) this.#tell('claim-pick', to);
    else if (event.key === 'Enter') this.#tell('claim-go', view);
    else if (!['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) return;
    event.preventDefault();
  }

  /**
   * @param {string} key
   * @param {ClaimView} view
   */
  #goal(key, view) {
    if (key === 'ArrowDown') return this.next(view, 1);
    if (key === 'ArrowUp') return this.next(view, -1);
    if (key === 'Home') return this.#shown[0];
    if (key === 'End') return this.#shown.at(-1) ?? null;
    return key === ' ' ? view : null;
  }

  /**
   * @param {string} type
   * @param {ClaimView} view
   */
  #tell(type, view) {
    this.dispatchEvent(new CustomEvent(type, { detail: { view } }));
  }
}
