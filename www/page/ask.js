// Asks before something that cannot be taken back.

import { el } from './dom.js';

/**
 * @param {string} title
 * @param {string} words What will happen.
 * @param {string} yes What the button that does it says.
 * @returns {Promise<boolean>} Whether the reader wants it. The focus goes back to where it was.
 */
export function ask(title, words, yes) {
  const no = el('button', { type: 'button', class: 'no' }, 'Cancel');
  const go = el('button', { type: 'button', class: 'yes' }, yes);
  const dialog = /** @type {HTMLDialogElement} */ (
    el('dialog', { class: 'ask', 'aria-labelledby': 'ask-title' }, el('h2', { id: 'ask-title' }, title), el('p', null, words), el('p', { class: 'choices' }, no, go))
  );
  no.addEventListener('click', () => dialog.close());
  go.addEventListener('click', () => dialog.close('yes'));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      answer(dialog.returnValue === 'yes');
    });
  });
}

/**
 * Hands a file to the reader.
 *
 * @param {string} name
 * @param {string} text
 */
export function handOver(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = el('a', { href: url, download: name });
  link.click();
  // The browser takes its copy of the file after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
