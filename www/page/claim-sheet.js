// Where there is no room for a second column, the chosen claim on a sheet at the foot of the window.

import { claimCard, unfold } from './claim-card.js';
import { el } from './dom.js';

/** @typedef {import('./article.js').Article} Article */
/** @typedef {import('./article.js').ClaimView} ClaimView */

/** Events: `claim-step` with `detail.step` 1 or -1; `claim-pick` with another claim as `detail.view`; `claim-close`. */
export class ClaimSheet extends HTMLElement {
  #body = el('div', { class: 'sheet-body' });

  connectedCallback() {
    if (this.#body.isConnected) return;
    this.setAttribute('role', 'region');
    this.setAttribute('aria-label', 'Chosen claim');
    this.tabIndex = -1;
    this.append(
      el('div', { class: 'sheet-bar' }, this.#button('‹', 'Claim before', -1), this.#button('›', 'Next claim', 1), this.#button('×', 'Close', 0)),
      this.#body,
    );
  }

  /** @type {Article | null} */
  #article = null;

  constructor() {
    super();
    this.addEventListener('click', (event) => {
      const link = /** @type {Element} */ (event.target).closest('[data-to]');
      const view = link instanceof HTMLElement && this.#article?.byId.get(link.dataset.to ?? '');
      if (view) this.dispatchEvent(new CustomEvent('claim-pick', { detail: { view } }));
    });
  }

  /**
   * @param {ClaimView | null} view
   * @param {Article | null} [article]
   */
  show(view, article = null) {
    this.#article = article;
    this.hidden = !view;
    const isSame = view && this.#body.firstElementChild?.id === `sheet-card-${view.id}`;
    const top = isSame ? this.#body.scrollTop : 0;
    this.#body.replaceChildren();
    if (!view) return;
    const card = claimCard(view);
    card.removeAttribute('tabindex');
    // The list holds the card of that id.
    for (const element of [card, ...card.querySelectorAll('[id]')]) element.id = `sheet-${element.id}`;
    for (const name of ['aria-labelledby', 'aria-describedby']) {
      card.setAttribute(name, (card.getAttribute(name) ?? '').replaceAll('card-', 'sheet-card-'));
    }
    unfold(card, view, article);
    this.#body.append(card);
    this.#body.scrollTop = top;
  }

  /** Whether the style sheet gives it a place in this window. */
  get isUsed() {
    return getComputedStyle(this).getPropertyValue('--is-used').trim() === '1';
  }

  /** Where the window that it leaves free ends. */
  get top() {
    return this.isUsed && !this.hidden ? this.getBoundingClientRect().top : innerHeight;
  }

  /**
   * @param {string} sign
   * @param {string} label
   * @param {number} step
   */
  #button(sign, label, step) {
    const button = el('button', { type: 'button', 'aria-label': label }, el('span', { 'aria-hidden': 'true' }, sign));
    button.addEventListener('click', () =>
      this.dispatchEvent(step ? new CustomEvent('claim-step', { detail: { step } }) : new CustomEvent('claim-close')),
    );
    return button;
  }
}
