// What a person can do to the chosen claim: a quiet row on its card, whose details open in place.

import { el } from './dom.js';
import { CERTAINTY, voiceName } from './terms.js';

/** @typedef {import('./article.js').Article} Article */
/** @typedef {import('./article.js').ClaimView} ClaimView */

/** @type {Record<string, string>} */
const CHECKABLE = { yes: 'yes', partly: 'in part', no: 'no' };

/** Stands for a name that the reader gives. */
const OTHER = 'other';

/** How long after a note is left it is kept, in milliseconds. */
const LEFT_MS = 300;

/** @param {string} type @param {object} detail */
const tell = (type, detail) => document.dispatchEvent(new CustomEvent(type, { detail }));

/**
 * The row. Events, of the document, for a card does not outlive what they do: `review-op` with `detail.id` of the claim and
 * `detail.op`, an operation that lacks its target; `review-words` with `detail.id`, when the reader wants to choose its words
 * in the article; `review-undo`.
 */
export class ReviewBar extends HTMLElement {
  /**
   * Which details are open, of which claim, and what is typed there: a card that is made anew goes on with it. `kept` is the
   * note as it was kept last.
   */
  static open = { claim: '', panel: '', note: '', kept: '', name: /** @type {string | null} */ (null) };

  /** Opens details of a claim with the next card of it. @param {string} claim Its id. @param {string} panel */
  static openNext(claim, panel) {
    ReviewBar.keepNote();
    ReviewBar.open = { claim, panel, note: '', kept: '', name: null };
  }

  /** Keeps the note that is being written. */
  static keepNote() {
    const { claim, panel, note, kept } = ReviewBar.open;
    if (panel !== 'note' || note.trim() === kept) return;
    ReviewBar.open.kept = note.trim();
    tell('review-op', { id: claim, op: { type: 'note', note: note.trim() } });
  }

  /** @type {ClaimView | null} */
  view = null;
  /** Who may say it. @type {any[]} */
  sources = [];

  /**
   * @param {ClaimView} view
   * @param {Article | null} article
   * @returns {ReviewBar}
   */
  static of(view, article) {
    const bar = /** @type {ReviewBar} */ (document.createElement('review-bar'));
    bar.view = view;
    bar.sources = article?.result.sources ?? [];
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
    const view = /** @type {ClaimView} */ (this.view);
    const isOpen = claim === view.id && open === panel;
    const note = view.claim.review?.note ?? '';
    const before = ReviewBar.open;
    ReviewBar.open = { claim: view.id, panel: isOpen ? '' : panel, note, kept: note, name: null };
    this.#draw();
    const first = /** @type {HTMLElement | null} */ (this.querySelector(isOpen ? `[data-control="${panel}"]` : '.panel :is(select, textarea)'));
    first?.focus({ preventScroll: true });
    if (!isOpen) this.querySelector('.panel')?.scrollIntoView({ block: 'nearest' });
    // Last, for the card may be made anew by it.
    if (before.panel === 'note' && before.note.trim() !== before.kept) {
      if (before.claim === view.id) Object.assign(ReviewBar.open, { note: before.note, kept: before.note.trim() });
      tell('review-op', { id: before.claim, op: { type: 'note', note: before.note.trim() } });
    }
  }

  #draw() {
    const view = /** @type {ClaimView} */ (this.view);
    const decision = view.claim.review?.decision ?? '';
    const isAdded = view.claim.made_by === 'person';
    // What a person changed is what the person stands for.
    const isSettled = isAdded || (decision === 'changed' && view.claim.review.changed.length > 0);
    const panel = ReviewBar.open.claim === view.id ? ReviewBar.open.panel : '';
    const is = (/** @type {string} */ what) => ({ 'aria-pressed': String(decision === what) });
    const opens = (/** @type {string} */ what) => ({ 'aria-expanded': String(panel === what) });
    this.replaceChildren(
      el(
        'div',
        { class: 'actions', role: 'group', 'aria-label': 'Your decision' },
        isSettled ? null : this.#button('accept', 'Accept', is('accepted'), () => this.#decide('accept', decision === 'accepted')),
        this.#button('reject', isAdded ? 'Remove' : 'Reject', isAdded ? {} : is('rejected'), () => this.#decide('reject', decision === 'rejected')),
        this.#button('change', 'Change', opens('change'), () => this.toggle('change')),
        this.#button('note', 'Note', opens('note'), () => this.toggle('note')),
        decision ? this.#button('undo', 'Undo', {}, () => tell('review-undo', {})) : null,
      ),
      ...(panel === 'change' ? [this.#change(view)] : []),
      ...(panel === 'note' ? [this.#note()] : []),
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
    const { sources } = this;
    const isTyping = ReviewBar.open.name !== null;
    const who = this.#select(
      'source',
      'Who says so',
      /** @type {[string, string][]} */ ([...sources.map((s) => [s.id, voiceName({ source_id: s.id, source_name: s.name })]), [OTHER, 'Someone else…']]),
      isTyping ? OTHER : claim.source_id,
      (value) => {
        ReviewBar.open.name = value === OTHER ? '' : null;
        const source = sources.find((/** @type {any} */ s) => s.id === value);
        if (source) return this.#tell({ type: 'source', source: { id: source.id, name: source.name } });
        this.#draw();
        /** @type {HTMLElement | null} */ (this.querySelector('[data-control="name"]'))?.focus();
      },
    );
    const checks = el('label', { class: 'tick' }, el('input', { type: 'checkbox', 'data-control': 'worthy', checked: claim.check_worthy }), ' Worth checking');
    checks.addEventListener('change', (event) =>
      this.#tell({ type: 'check', check_worthy: /** @type {HTMLInputElement} */ (event.target).checked }),
    );
    const words = el('button', { type: 'button', 'data-control': 'words' }, 'Choose other words');
    words.addEventListener('click', () => tell('review-words', { id: view.id }));
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

  #note() {
    const field = /** @type {HTMLTextAreaElement} */ (el('textarea', { rows: '3', 'data-control': 'note-text' }));
    field.value = ReviewBar.open.note;
    field.addEventListener('input', () => (ReviewBar.open.note = field.value));
    // Not at once: a card that is made anew between the pressing and the letting go of a button takes the button away.
    field.addEventListener('change', () => setTimeout(() => ReviewBar.keepNote(), LEFT_MS));
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.toggle('note');
    });
    return el('div', { class: 'panel' }, el('label', null, 'Your note ', field), this.#button('note-done', 'Done', {}, () => this.toggle('note')));
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
    tell('review-op', { id: this.view?.id, op });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== 'Escape' || ReviewBar.open.claim !== this.view?.id || !ReviewBar.open.panel) return;
    event.stopPropagation();
    this.toggle(ReviewBar.open.panel);
  }
}
