// What a <say-so> shows beside the text: the sentence, the key, the cards, and the card of a claim chosen in the text.

import { claimCard, fold, unfold } from '../page/claim-card.js';
import { el } from '../page/dom.js';
import { LINE, WHO, plural } from '../page/terms.js';

/** @typedef {import('../page/article.js').Article} Article */
/** @typedef {import('../page/article.js').ClaimView} ClaimView */
/** @typedef {'marks' | 'list' | 'both' | 'summary'} View */

/** So many cards are made at once. */
const SLICE = 40;

/** A second card of one claim, with names of its own for its parts. @param {HTMLElement} card */
function apart(card) {
  const renamed = (/** @type {string} */ ids) => ids.replaceAll(/\S+/g, 'float-$&');
  for (const element of [card, .../** @type {NodeListOf<HTMLElement>} */ (card.querySelectorAll('*'))]) {
    for (const name of ['id', 'aria-labelledby', 'aria-describedby']) {
      const ids = element.getAttribute(name);
      if (ids) element.setAttribute(name, renamed(ids));
    }
  }
  return card;
}

/** Events: `pick` with `detail.view` when a claim is chosen or, with null, let go; `go` when the reader wants to see it in the text. */
export class Panel extends EventTarget {
  /** @type {Article | null} */
  #article = null;
  /** @type {Map<string, HTMLElement>} */
  #cards = new Map();
  /** @type {ClaimView | null} */
  #selected = null;
  /** @type {View} */
  #view = 'both';
  #laid = 0;
  #summary = el('p', { class: 'summary', part: 'summary' });
  #note = el('p', { class: 'note', part: 'note', role: 'status' });
  #signs = el('ul', { class: 'signs', part: 'key', 'aria-label': 'Key to the marks' });
  #feed = el('div', { class: 'feed', part: 'list', role: 'feed', 'aria-label': 'Claims' });
  #foldName = el('summary', null);
  #fold = el('details', { class: 'fold', part: 'fold' }, this.#foldName);
  #more = el('p', { 'aria-hidden': 'true' });
  #float = el('div', { class: 'float', part: 'float', popover: 'manual', role: 'region', 'aria-label': 'Chosen claim', tabindex: -1 });
  #watch = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.#lay(SLICE));
  /** The whole of it. */
  frame = el('div', { class: 'frame idle', part: 'frame' }, this.#summary, this.#note, this.#fold, this.#float);

  constructor() {
    super();
    this.frame.addEventListener('click', (event) => this.#click(event));
    this.frame.addEventListener('keydown', (event) => this.#key(event));
  }

  /** @param {View} view */
  set view(view) {
    this.#view = view;
    const isFolded = view === 'marks';
    const rest = isFolded ? this.#fold : this.frame;
    this.#fold.hidden = !isFolded;
    this.#summary.hidden = isFolded;
    this.frame.classList.toggle('bare', isFolded);
    this.#signs.hidden = this.#feed.hidden = view === 'summary';
    rest.append(this.#signs, this.#feed, this.#more);
    this.frame.append(this.#float);
    this.select(this.#selected);
  }

  /** @param {string} words */
  say(words) {
    this.#note.textContent = words;
    this.#idle();
  }

  /** There is nothing to show yet. */
  #idle() {
    this.frame.classList.toggle('idle', !this.#article && !this.#note.textContent);
  }

  /** @param {Article | null} article */
  show(article) {
    this.#article = article;
    this.#idle();
    this.#cards.clear();
    this.#laid = 0;
    this.#feed.replaceChildren();
    this.#choose(null);
    this.#watch.disconnect();
    const claims = article?.claims ?? [];
    this.#summary.textContent = article?.result.summary.sentence ?? '';
    this.#foldName.textContent = plural(claims.length, 'claim');
    this.#signs.replaceChildren(...this.#legend(claims));
    // Where the list is folded up, what makes it come when it is seen is enough.
    if (this.#view !== 'marks' || this.#fold.hasAttribute('open')) this.#lay(SLICE);
    this.#watch.observe(this.#more);
  }

  /** @param {ClaimView | null} view */
  select(view) {
    this.#choose(view);
    if (!view) return;
    const card = this.#card(view);
    if (!card.isConnected) this.#lay(view.index + 1 - this.#laid);
    card.setAttribute('aria-current', 'true');
    fold(card);
    unfold(card, view, this.#article);
    this.#rove(card);
  }

  /** Shows a claim that was chosen in the text: in the list where it can be seen, else on a card of its own. @param {ClaimView | null} view */
  reveal(view) {
    const card = view && this.#cards.get(view.id);
    if (!card) return this.#showFloat(null);
    const isListed = this.#view === 'both' || this.#view === 'list' || (this.#view === 'marks' && this.#fold.hasAttribute('open'));
    const box = this.#feed.getBoundingClientRect();
    const isSeen = isListed && box.top < innerHeight && box.bottom > 0;
    if (!isSeen) return this.#showFloat(view);
    this.#showFloat(null);
    const inner = card.getBoundingClientRect();
    // Only the list moves: the reader is in the text.
    if (inner.top < box.top || inner.bottom > box.bottom) this.#feed.scrollBy({ top: inner.top - box.top - 24 });
  }

  /** Puts away what works outside the frame. */
  close() {
    this.#watch.disconnect();
    this.#showFloat(null);
  }

  /** @param {ClaimView | null} view */
  #choose(view) {
    const old = this.#selected && this.#cards.get(this.#selected.id);
    if (old) {
      fold(old);
      old.removeAttribute('aria-current');
    }
    this.#selected = view;
    if (!view) this.#showFloat(null);
  }

  /** @param {ClaimView | null} view */
  #showFloat(view) {
    const isOpen = Boolean(view);
    if (view) {
      const card = apart(claimCard(view));
      unfold(card, view, this.#article);
      const close = el('button', { type: 'button', class: 'close', 'aria-label': 'Close' }, '×');
      this.#float.replaceChildren(card, close);
    } else {
      this.#float.replaceChildren();
    }
    // A popover lies above whatever the host page has; without popovers it is only on top of most.
    if (typeof this.#float.togglePopover === 'function') {
      if (this.#float.isConnected) this.#float.togglePopover(isOpen);
    } else {
      this.#float.classList.toggle('shown', isOpen);
    }
  }

  /** The marks that this text has, and what they mean. @param {ClaimView[]} claims */
  #legend(claims) {
    /**
     * @param {Record<string, string>} words
     * @param {'who' | 'line'} channel
     * @param {(value: string) => HTMLElement} sign
     */
    const signs = (words, channel, sign) =>
      Object.entries(words)
        .map(([value, word]) => ({ value, word, count: claims.filter((view) => view[channel] === value).length }))
        .filter(({ count }) => count)
        .map(({ value, word, count }) => el('li', null, sign(value), `${word} ${count}`));
    return [
      ...signs(WHO, 'who', (value) => el('span', { class: 'glyph', 'data-who': value, 'aria-hidden': 'true' })),
      ...signs(LINE, 'line', (value) => el('span', { class: 'stroke', 'data-line': value, 'aria-hidden': 'true' })),
    ];
  }

  /** Adds cards to the list. @param {number} count */
  #lay(count) {
    if (this.#view === 'summary') return;
    const claims = this.#article?.claims ?? [];
    const slice = document.createDocumentFragment();
    for (const end = Math.min(claims.length, this.#laid + count); this.#laid < end; this.#laid++) {
      const card = this.#card(claims[this.#laid]);
      card.setAttribute('aria-posinset', String(this.#laid + 1));
      card.setAttribute('aria-setsize', String(claims.length));
      if (!this.#laid) card.tabIndex = 0;
      slice.append(card);
    }
    if (this.#article && !claims.length && !this.#feed.hasChildNodes()) slice.append(el('p', { class: 'none' }, 'No claim was found.'));
    this.#feed.append(slice);
    // Seen anew, it asks for more.
    if (this.#laid < claims.length) {
      this.#watch.unobserve(this.#more);
      this.#watch.observe(this.#more);
    }
  }

  /** @param {ClaimView} view */
  #card(view) {
    let card = this.#cards.get(view.id);
    if (!card) {
      card = claimCard(view);
      card.setAttribute('part', 'card');
      this.#cards.set(view.id, card);
    }
    return card;
  }

  /** One card at a time is a stop of the Tab key. @param {HTMLElement} card */
  #rove(card) {
    for (const other of this.#feed.querySelectorAll('.card[tabindex="0"]')) /** @type {HTMLElement} */ (other).tabIndex = -1;
    card.tabIndex = 0;
  }

  /** @param {EventTarget | null} target */
  #viewOf(target) {
    const card = /** @type {Element | null} */ (target)?.closest?.('.feed .card');
    return card instanceof HTMLElement ? (this.#article?.claims[Number(card.dataset.claim)] ?? null) : null;
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = /** @type {Element} */ (event.target);
    if (target.closest('.close')) return this.#tell('pick', null);
    const other = /** @type {HTMLElement | null} */ (target.closest('[data-to]'))?.dataset.to;
    const view = other ? this.#article?.claims.find(({ id }) => id === other) : this.#viewOf(target);
    if (view) this.#tell('go', view);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape' && this.#selected) return this.#tell('pick', null);
    const view = this.#viewOf(event.target);
    if (!view || /** @type {Element} */ (event.target).closest('button, a')) return;
    const claims = this.#article?.claims ?? [];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const to = step ? claims[view.index + step] : { Home: claims[0], End: claims.at(-1) }[event.key];
    if (to) {
      this.#lay(to.index + 1 - this.#laid);
      this.#rove(this.#card(to));
      this.#card(to).focus();
    } else if (event.key === 'Enter' || event.key === ' ') {
      this.#tell('go', view);
    } else if (!step) {
      return;
    }
    event.preventDefault();
  }

  /**
   * @param {'pick' | 'go'} type
   * @param {ClaimView | null} view
   */
  #tell(type, view) {
    this.dispatchEvent(new CustomEvent(type, { detail: { view } }));
  }
}
