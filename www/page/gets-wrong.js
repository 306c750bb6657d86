// What Sayso gets wrong, with the figures that were measured.

import { el } from './dom.js';
import { FIGURES, MEASURED, ON, WRONG } from './figures.js';
import { picture, percent, svg } from './svg.js';

/** A dialog; any element with `data-wrong` opens it. */
export class GetsWrong extends HTMLElement {
  #dialog = /** @type {HTMLDialogElement} */ (el('dialog', { class: 'wrong', 'aria-labelledby': 'wrong-title' }));

  connectedCallback() {
    if (this.#dialog.isConnected) return;
    const title = el('h2', { id: 'wrong-title', tabindex: -1 }, 'What Sayso gets wrong');
    const close = el('button', { type: 'button', class: 'wrong-close' }, 'Close');
    close.addEventListener('click', () => this.#dialog.close());
    this.#dialog.append(
      title,
      el('p', null, 'Sayso shows who answers for a claim and how sure they are. It is often right about that, and not always. It never knows whether a claim is true.'),
      table(),
      el(
        'p',
        { class: 'hint' },
        `1 is always right, 0 never (F1, which counts what is missed as well as what is marked by mistake; or the share that is right). Measured on ${MEASURED.date} with the model ${MEASURED.model}. Settings were chosen on the same articles: expect less on others.`,
      ),
      el('h3', null, 'Where it goes wrong'),
      el('dl', null, ...WRONG.flatMap(([what, words]) => [el('dt', null, what), el('dd', null, words)])),
      el('p', null, 'So every mark says why it is there and how sure Sayso is: choose a claim and look at “Read from” and “Read by”. You can accept, reject or change each.'),
      close,
    );
    this.append(this.#dialog);
    this.#dialog.addEventListener('click', (event) => {
      if (event.target === this.#dialog) this.#dialog.close();
    });
    document.addEventListener('click', (event) => {
      if (!(event.target instanceof Element && event.target.closest('[data-wrong]'))) return;
      this.#dialog.showModal();
      title.focus();
    });
  }
}

function table() {
  return el(
    'table',
    null,
    el('thead', null, el('tr', null, el('th', { scope: 'col' }, 'What'), el('th', { scope: 'col', colspan: 2 }, 'How often right'))),
    el(
      'tbody',
      null,
      ...FIGURES.map(({ what, on, score, share }) =>
        el(
          'tr',
          null,
          el('th', { scope: 'row' }, what, el('span', { class: 'hint' }, ON[on])),
          el('td', null, picture('score', svg('rect', { class: 'frame', width: '100%', height: 8, y: 1 }), svg('rect', { class: 'fill', width: percent(score), height: 8, y: 1 }))),
          el('td', { class: 'figure' }, score.toFixed(2), share ? null : el('abbr', { title: 'F1' }, ' F1')),
        ),
      ),
    ),
  );
}
