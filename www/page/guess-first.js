// Guess first: the reader marks claims and names who says them, then sees what Sayso marked, and why.

import { el } from './dom.js';
import { AUTHOR, compare } from './guesses.js';
import { CERTAINTY, plural, voiceName } from './terms.js';

/** @typedef {import('./article.js').Article} Article */
/** @typedef {import('./article.js').ClaimView} ClaimView */
/** @typedef {import('./guesses.js').Guess} Guess */

/** @param {Guess} guess */
const wordsOf = ({ spans }) => spans.map(({ exact }) => exact.replaceAll(/\s+/g, ' ')).join(' … ');

/**
 * The column beside the text while the reader guesses. Events: `guess-name` with `detail.id` and `detail.source`;
 * `guess-remove` with `detail.id`; `guess-go` with `detail.spans`, to be shown in the text; `guess-compare`, `guess-again` and
 * `guess-stop`.
 */
export class GuessFirst extends HTMLElement {
  #turn = '';
  /** @type {Guess[]} */
  #guesses = [];
  #names = el('datalist', { id: 'guess-names' });

  constructor() {
    super();
    this.addEventListener('click', (event) => this.#click(event));
    this.addEventListener('change', (event) => {
      const field = event.target;
      if (field instanceof HTMLInputElement && field.dataset.guess) this.#tell('guess-name', { id: field.dataset.guess, source: field.value.trim() });
    });
  }

  /**
   * What the reader has guessed so far. Fields that are there already stay as they are.
   *
   * @param {Guess[]} guesses
   * @param {Article} article
   */
  show(guesses, article) {
    if (this.#turn !== 'guess') this.#begin(article);
    this.#turn = 'guess';
    this.#guesses = guesses;
    const list = /** @type {HTMLElement} */ (this.querySelector('ol'));
    const rows = new Map([...list.children].map((row) => [/** @type {HTMLElement} */ (row).dataset.guess, /** @type {HTMLElement} */ (row)]));
    const sorted = [...guesses].sort((a, b) => a.spans[0].start - b.spans[0].start);
    const wanted = new Set(sorted.map(({ id }) => id));
    for (const [id, row] of rows) if (!wanted.has(id ?? '')) row.remove();
    for (const [i, guess] of sorted.entries()) {
      const row = rows.get(guess.id) ?? this.#row(guess);
      const field = /** @type {HTMLInputElement} */ (row.querySelector('input'));
      if (field !== document.activeElement) field.value = guess.source;
      if (list.children[i] !== row) list.insertBefore(row, list.children[i] ?? null);
    }
    const count = /** @type {HTMLElement} */ (this.querySelector('.count'));
    count.textContent = guesses.length ? String(guesses.length) : '';
  }

  /** Takes the focus to the name of a guess. @param {string} id */
  focusName(id) {
    /** @type {HTMLElement | null} */ (this.querySelector(`input[data-guess="${id}"]`))?.focus();
  }

  /**
   * What Sayso marked, beside the guesses.
   *
   * @param {Guess[]} guesses
   * @param {Article} article
   */
  compare(guesses, article) {
    this.#turn = 'compare';
    this.#guesses = guesses;
    const claims = article.claims.filter((view) => view.claim.review?.decision !== 'rejected');
    const { both, onlyGuessed, onlyMarked } = compare(guesses, claims);
    const same = both.filter(({ sameSource }) => sameSource).length;
    const title = el('h2', { tabindex: -1 }, 'You and Sayso');
    this.replaceChildren(
      title,
      el(
        'div',
        { class: 'tally' },
        this.#figure(both.length, guesses.length, `of your ${plural(guesses.length, 'mark')} ${both.length === 1 ? 'is a claim' : 'are claims'} that Sayso marked too`, 'precision'),
        this.#figure(both.length, claims.length, `of its ${plural(claims.length, 'claim')} you marked too`, 'recall'),
        this.#figure(same, both.length, `of the ${both.length} that you share: the same source`, 'sources'),
      ),
      el('p', { class: 'fair' }, 'Sayso is no judge: it makes mistakes, too. Where you differ, look at the words again.'),
      ...this.#part('Only Sayso', 'What you passed over, and what made Sayso mark it.', onlyMarked.map((view) => this.#missed(view))),
      ...this.#part('Only you', 'Sayso saw no claim of the same words here.', onlyGuessed.map((guess) => this.#item(guess.spans, wordsOf(guess), guess.source ? `You: ${guess.source}` : 'You named nobody'))),
      ...this.#part('Both', '', both.map((pair) => this.#shared(pair))),
      el('p', { class: 'choices' }, el('button', { type: 'button', 'data-do': 'guess-again' }, 'Go on guessing'), el('button', { type: 'button', 'data-do': 'guess-stop' }, 'Done')),
    );
    title.focus({ preventScroll: true });
    return `Precision: ${both.length} of ${guesses.length}. Recall: ${both.length} of ${claims.length}. The same source: ${same} of ${both.length}.`;
  }

  /** @param {Article} article */
  #begin(article) {
    const names = new Set([AUTHOR, ...article.result.entities.filter((/** @type {any} */ e) => e.type !== 'PLACE').map((/** @type {any} */ e) => e.refers_to || e.exact)]);
    this.#names.replaceChildren(...[...names].map((name) => el('option', { value: name })));
    this.replaceChildren(
      el('h2', { tabindex: -1 }, 'Your guesses ', el('span', { class: 'count' })),
      el('p', { class: 'how' }, 'Select words that claim something, and say who answers for them. With the keyboard: M, then the arrow keys.'),
      el('ol'),
      el('p', { class: 'choices' }, el('button', { type: 'button', class: 'main', 'data-do': 'guess-compare' }, 'Compare'), el('button', { type: 'button', 'data-do': 'guess-stop' }, 'Stop guessing')),
      this.#names,
    );
  }

  /** @param {Guess} guess */
  #row(guess) {
    const words = wordsOf(guess);
    const field = el('input', { type: 'text', list: 'guess-names', 'data-guess': guess.id, autocomplete: 'off', spellcheck: 'false' });
    return el(
      'li',
      { 'data-guess': guess.id },
      el('button', { type: 'button', class: 'go', 'data-go': guess.id }, words),
      el('label', null, 'Who says so? ', field),
      el('button', { type: 'button', 'data-remove': guess.id, 'aria-label': `Remove: ${words}` }, 'Remove'),
    );
  }

  /**
   * @param {number} n
   * @param {number} all
   * @param {string} words
   * @param {string} term
   */
  #figure(n, all, words, term) {
    return el('p', null, el('b', null, String(n)), ` ${words}. `, el('span', { class: 'term' }, all ? `${term} ${Math.round((100 * n) / all)} %` : term));
  }

  /**
   * @param {string} title
   * @param {string} words
   * @param {HTMLElement[]} items
   */
  #part(title, words, items) {
    if (!items.length) return [];
    return [el('h3', null, title, ' ', el('span', { class: 'count' }, String(items.length))), words ? el('p', { class: 'how' }, words) : el('span'), el('ol', null, ...items)];
  }

  /** @param {{ guess: Guess, view: ClaimView, sameSource: boolean }} pair */
  #shared({ guess, view, sameSource }) {
    const name = voiceName(view.claim);
    const named = guess.source ? `You: ${guess.source}. Sayso: ${name}.` : `You named nobody. Sayso: ${name}.`;
    return this.#item(view.claim.spans, view.claim.text, sameSource ? `✓ ${name}` : named);
  }

  /** @param {ClaimView} view */
  #missed(view) {
    const { claim } = view;
    const cues = [...new Set(view.deciding.map(({ exact }) => `“${exact.replaceAll(/\s+/g, ' ')}”`))];
    const said = `${voiceName(claim)}, ${CERTAINTY[claim.certainty_label] ?? claim.certainty_label}`;
    const why = [cues.length ? `Read from ${cues.join(', ')}.` : 'In the author’s own voice: nobody else answers for it.', claim.why];
    return this.#item(claim.spans, claim.text, said, why.filter(Boolean).join(' '));
  }

  /**
   * @param {{ start: number, end: number }[]} spans
   * @param {string} words
   * @param {string} said
   * @param {string} [why]
   */
  #item(spans, words, said, why) {
    const go = el('button', { type: 'button', class: 'go', 'data-spans': JSON.stringify(spans.map(({ start, end }) => ({ start, end }))) }, words);
    return el('li', null, go, el('p', { class: 'said' }, said), why ? el('p', { class: 'why' }, why) : null);
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const button = /** @type {Element} */ (event.target).closest('button');
    if (!button) return;
    const { do: what, go, remove, spans } = button.dataset;
    if (what) this.#tell(what, {});
    if (spans) this.#tell('guess-go', { spans: JSON.parse(spans) });
    if (go) this.#tell('guess-go', { spans: this.#guesses.find(({ id }) => id === go)?.spans ?? [] });
    if (!remove) return;
    // The row goes; the next one, or the head, keeps the focus.
    const row = button.closest('li');
    const next = row?.nextElementSibling ?? row?.previousElementSibling;
    /** @type {HTMLElement | null} */ (next?.querySelector('[data-remove]') ?? this.querySelector('h2'))?.focus();
    this.#tell('guess-remove', { id: remove });
  }

  /** @param {string} type @param {object} detail */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
