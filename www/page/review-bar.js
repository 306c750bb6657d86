// What a person can do to the chosen claim: a quiet row on its card, whose details open in place.

import { el } from './dom.js';
import { CERTAINTY, voiceName } from './terms.js';

/** @typedef {import('./article.js').ClaimView} ClaimView */

/** @type {Record<string, string>} */
const DECIDED = { accepted: 'Accepted by you', rejected: 'Rejected by you', changed: 'Changed by you', added: 'Added by you' };

/** @type {Record<string, string>} */
const FIELD = {
  certainty_label: 'how sure',
  source_id: 'who says so',
  spans: 'the words',
  checkable: 'whether it can be checked',
  check_worthy: 'whether to check it first',
};

/** @type {Record<string, string>} */
const CHECKABLE = { yes: 'yes', partly: 'in part', no: 'no' };

/** Stands for a name that the reader gives. */
const OTHER = 'other';

/**
 * What a person decided on a claim, for its card; null where nobody did.
 *
 * @param {ClaimView} view
 */
export function decisionLine({ claim: { review } }) {
  if (!review) return null;
  const fields = review.changed.map((/** @type {string} */ field) => FIELD[field]).filter(Boolean);
  const isNote = review.decision === 'changed' && !review.changed.length;
  const words = isNote ? 'Your note' : `${DECIDED[review.decision]}${fields.length ? `: ${fields.join(', ')}` : ''}`;
  return el(
    'p',
    { class: 'decided', 'data-decision': review.decision },
    el('span', { class: 'words-of' }, words),
    review.note ? el('span', { class: 'note' }, review.note) : null,
  );
}

/**
 * The row. Events, all of them bubbling: `review-op` with `detail.view` and `detail.op`, an operation that lacks its target;
 * `review-words` with `detail.view`, when the reader wants to choose its words in the article.
 */
export class ReviewBar extends HTMLElement {
  /** Which details are open, of which claim, and what is typed there: a card that is made anew goes on with it. */
  static open = { claim: '', panel: '', note: '', name: /** @type {string | null} */ (null) };

  /** @type {ClaimView | null} */
  view = null;

  /**
   * @param {ClaimView} view
   * @returns {ReviewBar}
   */
  static of(view) {
    const bar = /** @type {ReviewBar} */ (document.createElement('review-bar'));
    bar.view = view;
    return bar;
  }

  connectedCallback() {
    if (this.childElementCount || !this.view) return;
    this.addEventListener('keydown', (event) => this.#key(event));
    this.#draw();
  }

  /** Opens or closes the details of a claim. @param {string} panel */
  toggle(panel) {
    const { claim, panel: open } = ReviewBar.open;
    const isOpen = claim === this.view?.id && open === panel;
    this.#keepNote();
    ReviewBar.open = { claim: this.view?.id ?? '', panel: isOpen ? '' : panel, note: this.view?.claim.review?.note ?? '', name: null };
    this.#draw();
    const first = /** @type {HTMLElement | null} */ (this.querySelector(isOpen ? `[data-control="${panel}"]` : '.panel :is(select, textarea)'));
    first?.focus({ preventScroll: true });
    if (!isOpen) this.querySelector('.panel')?.scrollIntoView({ block: 'nearest' });
  }

  /** Does what the button of this name does. @param {string} name */
  press(name) {
    /** @type {HTMLElement | null} */ (this.querySelector(`.actions [data-control="${name}"]`))?.click();
  }

  #draw() {
    const view = /** @type {ClaimView} */ (this.view);
    const decision = view.claim.review?.decision ?? '';
    const isAdded = view.claim.made_by === 'person';
    const panel = ReviewBar.open.claim === view.id ? ReviewBar.open.panel : '';
    const is = (/** @type {string} */ what) => ({ 'aria-pressed': String(decision === what) });
    const opens = (/** @type {string} */ what) => ({ 'aria-expanded': String(panel === what) });
    this.replaceChildren(
      el(
        'div',
        { class: 'actions', role: 'group', 'aria-label': 'Your decision' },
        isAdded ? null : this.#button('accept', 'Accept', is('accepted'), () => this.#decide('accept', decision === 'accepted')),
        this.#button('reject', isAdded ? 'Remove' : 'Reject', isAdded ? {} : is('rejected'), () => this.#decide('reject', decision === 'rejected')),
        this.#button('change', 'Change', opens('change'), () => this.toggle('change')),
        this.#button('note', 'Note', opens('note'), () => this.toggle('note')),
      ),
      ...(panel === 'change' ? [this.#change(view)] : []),
      ...(panel === 'note' ? [this.#note(view)] : []),
    );
  }

  /**
   * @param {string} control
   * @param {string} words
   * @param {Record<string, string>} attributes
   * @param {() => void} act
   */
  #button(control, words, attributes, act) {
    const button = el('button', { type: 'button', 'data-control': control, ...attributes }, words);
    button.addEventListener('click', act);
    return button;
  }

  /** @param {ClaimView} view */
  #change(view) {
    const { claim } = view;
    const sources = view.article.result.sources;
    const isTyping = ReviewBar.open.name !== null;
    const who = this.#select(
      'source',
      'Who says so',
      [...sources.map((/** @type {any} */ s) => [s.id, voiceName({ source_id: s.id, source_name: s.name })]), [OTHER, 'Someone else…']],
      isTyping ? OTHER : claim.source_id,
      (value) => {
        ReviewBar.open.name = value === OTHER ? '' : null;
        const source = sources.find((/** @type {any} */ s) => s.id === value);
        if (source) return this.#tell({ type: 'source', source: { id: source.id, name: source.name } });
        this.#draw();
        /** @type {HTMLElement | null} */ (this.querySelector('[data-control="name"]'))?.focus();
      },
    );
    const checks = el('label', { class: 'tick' }, el('input', { type: 'checkbox', 'data-control': 'worthy', checked: claim.check_worthy }), ' Check this first');
    checks.addEventListener('change', (event) =>
      this.#tell({ type: 'check', check_worthy: /** @type {HTMLInputElement} */ (event.target).checked }),
    );
    const words = el('button', { type: 'button', 'data-control': 'words' }, 'Choose other words');
    words.addEventListener('click', () => this.dispatchEvent(new CustomEvent('review-words', { bubbles: true, detail: { view } })));
    return el(
      'div',
      { class: 'panel' },
      this.#select('certainty', 'How sure', Object.entries(CERTAINTY), claim.certainty_label, (label) => this.#tell({ type: 'certainty', label })),
      who,
      isTyping ? this.#name() : null,
      this.#select('checkable', 'Can it be checked', Object.entries(CHECKABLE), claim.checkable, (checkable) => this.#tell({ type: 'check', checkable })),
      checks,
      words,
    );
  }

  /** The field for a source that the result does not have. */
  #name() {
    const field = /** @type {HTMLInputElement} */ (el('input', { type: 'text', 'data-control': 'name', autocomplete: 'off', spellcheck: 'false' }));
    field.value = ReviewBar.open.name ?? '';
    field.addEventListener('input', () => (ReviewBar.open.name = field.value));
    const set = () => {
      const name = field.value.trim();
      if (!name) return field.focus();
      ReviewBar.open.name = null;
      this.#tell({ type: 'source', source: { name } });
    };
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') {
        event.preventDefault();
        set();
      }
    });
    return el('div', { class: 'name' }, el('label', null, 'Name ', field), this.#button('set-name', 'Set', {}, set));
  }

  /** @param {ClaimView} view */
  #note(view) {
    const field = /** @type {HTMLTextAreaElement} */ (el('textarea', { rows: '3', 'data-control': 'note-text' }));
    field.value = ReviewBar.open.note || (view.claim.review?.note ?? '');
    field.addEventListener('input', () => (ReviewBar.open.note = field.value));
    field.addEventListener('change', () => this.#keepNote());
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.toggle('note');
    });
    return el('div', { class: 'panel' }, el('label', null, 'Your note ', field), this.#button('note-done', 'Done', {}, () => this.toggle('note')));
  }

  /** A note is kept when its field is left, however that comes about. */
  #keepNote() {
    const { claim, panel, note } = ReviewBar.open;
    if (panel !== 'note' || claim !== this.view?.id || note.trim() === (this.view.claim.review?.note ?? '')) return;
    this.#tell({ type: 'note', note: note.trim() });
  }

  /**
   * @param {string} control
   * @param {string} words
   * @param {[string, string][]} options
   * @param {string} value
   * @param {(value: string) => void} set
   */
  #select(control, words, options, value, set) {
    const select = /** @type {HTMLSelectElement} */ (
      el('select', { 'data-control': control }, ...options.map(([option, label]) => el('option', { value: option, selected: option === value }, label)))
    );
    select.addEventListener('change', () => set(select.value));
    return el('label', null, el('span', null, words), select);
  }

  /**
   * @param {'accept' | 'reject'} type
   * @param {boolean} isOn
   */
  #decide(type, isOn) {
    this.#tell({ type: isOn ? 'reopen' : type });
  }

  /** @param {object} op */
  #tell(op) {
    this.dispatchEvent(new CustomEvent('review-op', { bubbles: true, detail: { view: this.view, op } }));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== 'Escape' || ReviewBar.open.claim !== this.view?.id || !ReviewBar.open.panel) return;
    event.stopPropagation();
    this.toggle(ReviewBar.open.panel);
  }
}
