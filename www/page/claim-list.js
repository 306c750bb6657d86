// The claims of an article, one card each.

import { claimCard, faceOf, fold, hand, unfold } from './claim-card.js';
import { el, motion } from './dom.js';
import { CERTAINTY, WHO, grouped, lineOf, plural, voiceName } from './terms.js';

/** @typedef {import('./article.js').Article} Article */
/** @typedef {import('./article.js').ClaimView} ClaimView */
/** @typedef {'text' | 'check' | 'source' | 'sure'} Order */

/** Which claims are wanted, and how many are not. @typedef {{ shows: (view: ClaimView) => boolean, hides: number }} Sieve */

/** @type {Sieve} */
const ALL = { shows: () => true, hides: 0 };

/** The head of a group, which counts `count` claims. @typedef {{ name: string, count: number, sign: HTMLElement | null, who: string | null }} Head */

/** So many rows are laid out at first, and so many more where the reader comes near their end. */
const SLICE = 60;

/** More rows than this are not kept laid out. */
const MOST = 300;

/** How near that is. */
const NEAR_PX = 800;

/** How long the reader may pause in typing before the words are sought, in milliseconds. */
const PAUSE_MS = 120;

/** @type {Record<Order, string>} */
const ORDERS = { text: 'in order', check: 'check first', source: 'by source', sure: 'by certainty' };

const URGENCY = ['Check first', 'Worth checking', 'Less worth checking'];

/** @param {ClaimView} view */
const urgency = ({ rank, claim }) => URGENCY[rank ? 0 : claim.check_worthy ? 1 : 2];

/**
 * Claims by their worthiness, the most worthy first, those of the same as they stand. Of very many claims few differ in it:
 * they are put in heaps.
 *
 * @param {ClaimView[]} views
 */
function byWorthiness(views) {
  /** @type {Map<number, ClaimView[]>} */
  const heaps = new Map();
  for (const view of views) {
    const { rank, claim } = view;
    // What is numbered comes first, in its order; a worthiness is at most one.
    const at = rank ? -1 / rank : 1 - claim.check_worthiness;
    const heap = heaps.get(at);
    heap ? heap.push(view) : heaps.set(at, [view]);
  }
  return Array.from(Float64Array.from(heaps.keys()).sort(), (at) => /** @type {ClaimView[]} */ (heaps.get(at))).flat();
}

/** What a group of claims goes by in each order; null where the list is not grouped. @type {Record<Order, ((view: ClaimView) => string) | null>} */
const GROUP = {
  text: null,
  check: urgency,
  source: ({ claim }) => voiceName(claim),
  sure: ({ claim }) => CERTAINTY[claim.certainty_label] ?? claim.certainty_label,
};

/** The order of the groups; where they have none, they stand in the order of the text. @type {Partial<Record<Order, string[]>>} */
const GROUPS = { check: URGENCY, sure: [...new Set(Object.values(CERTAINTY))] };

/** What stands before the name of a group. @type {Record<Order, (view: ClaimView) => HTMLElement | null>} */
const SIGN = {
  text: () => null,
  check: ({ rank }) => (rank ? el('span', { class: 'rank', 'aria-hidden': 'true' }, '1') : null),
  source: ({ who }) => el('span', { class: 'glyph', role: 'img', 'aria-label': WHO[who] }),
  sure: ({ claim }) => el('span', { class: 'stroke', 'data-line': lineOf(claim.certainty_label), 'aria-hidden': 'true' }),
};

/**
 * Shows cards; of many only those near the window are laid out. Events: `claim-pick` with `detail.view` when a card is
 * chosen; `claim-go` when the reader wants to see it in the text; `claim-seek` with `detail.words`.
 */
export class ClaimList extends HTMLElement {
  /** @type {Article | null} */
  #article = null;
  /** @type {Map<string, HTMLElement>} */
  #cards = new Map();
  /** What each card shows. @type {WeakMap<HTMLElement, string>} */
  #faces = new WeakMap();
  /** @type {WeakMap<HTMLElement, ClaimView>} */
  #views = new WeakMap();
  /** Cards of before, by what they show. @type {Map<string, HTMLElement[]>} */
  #spare = new Map();
  /** @type {ClaimView[]} Those that are shown, in their order. */
  #shown = [];
  /** @type {(Head | ClaimView)[]} */
  #rows = [];
  /**
   * The place of each claim, by its number, among those shown, from one; zero for those that are not. Null where all are shown
   * in their order.
   *
   * @type {Uint32Array | null}
   */
  #places = null;
  /** Which rows are laid out. */
  #from = 0;
  #to = 0;
  /** @type {ClaimView | null} */
  #selected = null;
  /** @type {Order} */
  #order = 'text';
  /** @type {Sieve} */
  #sieve = ALL;
  #feed = el('div', { class: 'feed', role: 'feed', 'aria-label': 'Claims' });
  #none = el('p', { class: 'none', hidden: true });
  #count = el('span', { class: 'count' });
  #search = /** @type {HTMLInputElement} */ (
    el('input', { type: 'search', placeholder: 'Search claims and sources', 'aria-label': 'Search claims and sources', autocomplete: 'off', spellcheck: 'false' })
  );
  #pause = 0;
  #frame = 0;

  constructor() {
    super();
    this.addEventListener('click', (event) => this.#click(event));
    this.addEventListener('keydown', (event) => this.#key(event));
    this.addEventListener('focusin', (event) => this.#rove(event.target));
    this.addEventListener('scroll', this.#move, { passive: true });
  }

  connectedCallback() {
    if (!this.#feed.isConnected) this.append(this.#head(), this.#feed, this.#none);
    addEventListener('scroll', this.#move, { passive: true });
    addEventListener('beforeprint', this.#layAll);
  }

  disconnectedCallback() {
    removeEventListener('scroll', this.#move);
    removeEventListener('beforeprint', this.#layAll);
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#pause);
  }

  /**
   * @param {Article | null} article
   * @param {Sieve} [sieve] Which of its claims are wanted.
   * @param {boolean} [isSame] Whether it is the same article read again: place, search and cards that look the same stay.
   */
  show(article, sieve = ALL, isSame = false) {
    if (this.#selected) this.select(null);
    this.#spare.clear();
    if (isSame) {
      for (const card of this.#cards.values()) {
        const face = this.#faces.get(card) ?? '';
        const alike = this.#spare.get(face);
        alike ? alike.push(card) : this.#spare.set(face, [card]);
      }
    }
    this.#sieve = sieve;
    this.#article = article;
    this.#cards.clear();
    if (!isSame) this.forgetSearch();
    this.#lay(isSame);
    this.#spare.clear();
  }

  /**
   * The same article after a correction: order, search, place and choice stay, and so do the cards that still hold.
   *
   * @param {Article} article
   * @param {Sieve} sieve
   * @param {ClaimView | null} selected
   */
  update(article, sieve, selected) {
    const { scrollTop } = this;
    for (const [id, card] of this.#cards) {
      const now = article.byId.get(id);
      // A claim that was touched has another view.
      const holds = now && now === this.#views.get(card) && now !== this.#selected && now !== selected;
      if (holds) card.dataset.claim = String(now.index);
      else this.#cards.delete(id);
    }
    this.#sieve = sieve;
    this.#article = article;
    this.#selected = selected;
    this.#arrange();
    const count = Math.max(SLICE, this.#to - this.#from);
    this.#from = Math.min(this.#from, Math.max(0, this.#rows.length - 1));
    this.#to = Math.min(this.#rows.length, this.#from + count);
    const rows = this.#rows.slice(this.#from, this.#to).map((row) => this.#row(row));
    this.#tellNone();
    const wanted = new Set(rows);
    // What stays is not moved: it keeps its focus.
    for (const row of [...this.#feed.children]) if (!wanted.has(/** @type {HTMLElement} */ (row))) row.remove();
    for (const [i, row] of rows.entries()) if (this.#feed.children[i] !== row) this.#feed.insertBefore(row, this.#feed.children[i] ?? null);
    this.scrollTop = scrollTop;
    this.#move();
  }

  /** Puts the focus on the claim that stands at or before a place in the article, where its own is gone. @param {number} index */
  focusFirst(index) {
    const view = this.#shown.findLast((shown) => shown.index <= index) ?? this.#shown[0];
    if (view) this.focusClaim(view);
    else this.#search.focus({ preventScroll: true });
  }

  /** @param {Sieve} sieve */
  filter(sieve) {
    this.#sieve = sieve;
    this.#lay();
  }

  /** Empties the search field; what it hid is for others to show again. */
  forgetSearch() {
    clearTimeout(this.#pause);
    this.#search.value = '';
  }

  /** Takes the focus to the search field. */
  focusSearch() {
    this.#search.focus();
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
    unfold(card, view, this.#article);
    if (!card.isConnected) this.#layAround(view);
    this.#rove(card);
  }

  /** Brings a card into its column. @param {ClaimView} view */
  reveal(view) {
    const card = this.#cards.get(view.id);
    if (!card || this.scrollHeight <= this.clientHeight) return;
    const column = this.getBoundingClientRect();
    const head = /** @type {HTMLElement} */ (this.firstElementChild).offsetHeight;
    const { top, bottom } = card.getBoundingClientRect();
    const isWhole = top >= column.top + head && bottom <= Math.min(column.bottom, innerHeight);
    // Only the column moves: the text stays where the reader is.
    if (!isWhole) this.scrollBy({ top: top - column.top - Math.max(head + 8, (column.height - (bottom - top)) / 3), behavior: motion() });
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
    const at = (view && this.#placeOf(view)) ?? (step > 0 ? -1 : this.#shown.length);
    return this.#shown[at + step] ?? null;
  }

  /** The place of a claim among those shown; null where it is not shown. @param {ClaimView} view */
  #placeOf({ index }) {
    if (!this.#places) return index;
    return this.#places[index] ? this.#places[index] - 1 : null;
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
    this.#search.addEventListener('input', () => {
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => this.dispatchEvent(new CustomEvent('claim-seek', { detail: { words: this.#search.value } })), PAUSE_MS);
    });
    return el('div', { class: 'list-head' }, el('h2', null, 'Claims ', this.#count), order, el('div', { class: 'search' }, this.#search));
  }

  /** @param {ClaimView} view */
  #card(view) {
    let card = this.#cards.get(view.id);
    if (!card) {
      const face = faceOf(view);
      card = this.#spare.get(face)?.shift();
      if (card) hand(card, view);
      else card = claimCard(view);
      this.#faces.set(card, face);
      this.#views.set(card, view);
      this.#cards.set(view.id, card);
      if (view === this.#selected) {
        card.setAttribute('aria-current', 'true');
        unfold(card, view, this.#article);
      }
    }
    card.setAttribute('aria-posinset', String((this.#placeOf(view) ?? 0) + 1));
    card.setAttribute('aria-setsize', String(this.#shown.length));
    card.tabIndex = view === (this.#selected ?? this.#shown[0]) ? 0 : -1;
    return card;
  }

  /** Groups in the order of their first claim, each under its head. */
  #arrange() {
    const all = this.#article?.claims ?? [];
    const group = GROUP[this.#order];
    const { hides, shows } = this.#sieve;
    const isWhole = !hides;
    const views = isWhole ? all : all.filter(shows);
    this.#shown = views;
    this.#rows = views;
    this.#places = null;
    this.#count.textContent = isWhole ? grouped(all.length) : `${grouped(views.length)} of ${grouped(all.length)}`;
    if (isWhole && !group) return;
    if (group) {
      /** @type {Map<string, ClaimView[]>} */
      const groups = new Map((GROUPS[this.#order] ?? []).map((name) => [name, []]));
      for (const view of views) {
        const name = group(view);
        const others = groups.get(name);
        others ? others.push(view) : groups.set(name, [view]);
      }
      this.#rows = [];
      this.#shown = [];
      for (const [name, inText] of groups) {
        if (!inText.length) continue;
        const those = this.#order === 'check' ? byWorthiness(inText) : inText;
        this.#rows.push({ name, count: those.length, sign: SIGN[this.#order](those[0]), who: this.#order === 'source' ? those[0].who : null });
        for (const view of those) {
          this.#rows.push(view);
          this.#shown.push(view);
        }
      }
    }
    const places = new Uint32Array(all.length);
    for (let i = 0; i < this.#shown.length; i++) places[this.#shown[i].index] = i + 1;
    this.#places = places;
  }

  /** Lays the cards out anew. @param {boolean} [stays] Whether the reader stays at the same place. */
  #lay(stays = false) {
    const focus = this.holdsFocus ? document.activeElement : null;
    const [from, to, top] = stays ? [this.#from, this.#to, this.scrollTop] : [0, 0, 0];
    this.#arrange();
    this.#from = Math.min(from, Math.max(0, this.#rows.length - SLICE));
    this.#to = this.#from;
    this.#feed.replaceChildren();
    this.#forget();
    this.#append(Math.max(SLICE, to - from));
    this.#tellNone();
    if (stays) this.scrollTop = top;
    this.#move();
    if (!focus) return;
    if (focus.isConnected) return /** @type {HTMLElement} */ (focus).focus({ preventScroll: true });
    const held = this.#selected && this.#placeOf(this.#selected) !== null ? this.#selected : this.#shown[0];
    if (!held) return;
    if (!this.#card(held).isConnected) this.#layAround(held);
    this.focusClaim(held);
  }

  /** Says so where no claim is shown. */
  #tellNone() {
    const all = this.#article?.claims.length ?? 0;
    const isEmpty = !this.#rows.length;
    this.#feed.hidden = isEmpty;
    this.#none.hidden = !isEmpty;
    this.#none.textContent = !isEmpty ? '' : all ? `${plural(all, 'claim')} hidden.` : 'No claim was found.';
  }

  /** Lays out what stands around a claim. @param {ClaimView} view */
  #layAround(view) {
    const at = this.#rows.indexOf(view);
    if (at < 0) return;
    if (at === this.#to) return this.#append(SLICE);
    this.#from = Math.max(0, at - SLICE / 2);
    this.#to = this.#from;
    this.#feed.replaceChildren();
    this.#append(SLICE);
  }

  /** On paper the list is whole. */
  #layAll = () => {
    if (this.#from > 0) {
      this.#feed.prepend(...this.#rows.slice(0, this.#from).map((row) => this.#row(row)));
      this.#from = 0;
    }
    this.#append(Infinity);
  };

  /** @param {number} count */
  #append(count) {
    const to = Math.min(this.#rows.length, this.#to + count);
    const slice = document.createDocumentFragment();
    for (; this.#to < to; this.#to++) slice.append(this.#row(this.#rows[this.#to]));
    this.#feed.append(slice);
  }

  /** @param {Head | ClaimView} row */
  #row(row) {
    if (!('name' in row)) return this.#card(row);
    return el('h3', { class: 'group', 'data-who': row.who }, row.sign, row.name, el('span', { class: 'count' }, grouped(row.count)));
  }

  #move = () => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#grow());
  };

  /** Lays out more where the reader comes near an end, and lets go of what is far. */
  #grow() {
    const { firstElementChild: first, lastElementChild: last } = this.#feed;
    if (!first || !last || !this.offsetParent) return;
    if (this.#to < this.#rows.length && last.getBoundingClientRect().top < innerHeight + NEAR_PX) {
      this.#append(SLICE);
      while (this.#to - this.#from > MOST && this.#feed.firstElementChild !== document.activeElement) {
        this.#feed.firstElementChild?.remove();
        this.#from += 1;
      }
      this.#forget();
    } else if (this.#from > 0 && first.getBoundingClientRect().bottom > -NEAR_PX) {
      const from = Math.max(0, this.#from - SLICE);
      this.#feed.prepend(...this.#rows.slice(from, this.#from).map((row) => this.#row(row)));
      this.#from = from;
      while (this.#to - this.#from > MOST && this.#feed.lastElementChild !== document.activeElement) {
        this.#feed.lastElementChild?.remove();
        this.#to -= 1;
      }
      this.#forget();
    }
  }

  /** Cards that are not laid out can be made again. */
  #forget() {
    if (this.#cards.size < 2 * MOST) return;
    for (const [id, card] of this.#cards) if (!card.isConnected && id !== this.#selected?.id) this.#cards.delete(id);
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
    return card instanceof HTMLElement ? (this.#article?.claims[Number(card.dataset.claim)] ?? null) : null;
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const link = event.target instanceof Element ? event.target.closest('[data-to]') : null;
    const other = link instanceof HTMLElement && this.#article?.byId.get(link.dataset.to ?? '');
    if (other) return this.#tell('claim-pick', other);
    if (event.target instanceof Element && event.target.closest('review-bar')) return;
    if (event.target instanceof Element && event.target.closest('a[href]')) return;
    const view = this.#viewOf(event.target);
    if (view && (getSelection()?.isCollapsed ?? true)) this.#tell('claim-pick', view);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // Enter and the space bar belong to a button inside a card.
    if (event.target instanceof Element && event.target.closest('a, button, input, textarea, select')) return;
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
