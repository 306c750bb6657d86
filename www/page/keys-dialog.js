// The keys, and the switch for those that are a single letter.

import { el } from './dom.js';

/** Where this browser keeps the switch. */
const KEPT = 'sayso-letters';

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const MOD = isMac ? '⌘' : 'Ctrl';

/** @type {[string, [string[], string][]][]} */
const KEYS = [
  [
    'Anywhere',
    [
      [['?'], 'show these keys'],
      [[`${MOD} Z`], 'undo'],
      [[`${MOD} Shift Z`], 'redo'],
      [['M'], 'choose words of the article'],
      [['Esc'], 'close, or let the claim go'],
    ],
  ],
  [
    'In the list',
    [
      [['↑', '↓'], 'claim before, next claim'],
      [['Home', 'End'], 'first, last'],
      [['Enter'], 'to its words in the article, and back'],
    ],
  ],
  [
    'On a claim, in the list or in the text',
    [
      [['A'], 'accept, or take that back'],
      [['R'], 'reject, or take that back'],
      [['C'], 'change what it says, who says it, how sure'],
      [['B'], 'choose other words for it'],
      [['N'], 'write a note'],
    ],
  ],
  [
    'Choosing words',
    [
      [['←', '→'], 'word by word'],
      [['↑', '↓'], 'sentence by sentence'],
      [['Home', 'End'], 'beginning, end of the sentence'],
      [['Shift'], 'with any of these: choose more, or fewer'],
      [['O'], 'go to the other end'],
      [['Enter'], 'take the words'],
    ],
  ],
];

/** @param {string} keys */
const caps = (keys) => keys.split(' ').map((key) => el('kbd', null, key));

/** A dialog that tells the keys. */
export class KeysDialog extends HTMLElement {
  #dialog = /** @type {HTMLDialogElement} */ (el('dialog', { class: 'keys', 'aria-labelledby': 'keys-title' }));
  #close = el('button', { type: 'button', class: 'no' }, 'Close');
  #letters = /** @type {HTMLInputElement} */ (el('input', { type: 'checkbox' }));

  connectedCallback() {
    if (this.#dialog.isConnected) return;
    this.#close.addEventListener('click', () => this.#dialog.close());
    this.#letters.checked = read() !== 'off';
    this.#letters.addEventListener('change', () => write(this.#letters.checked ? null : 'off'));
    this.#dialog.append(
      el('h2', { id: 'keys-title' }, 'Keys'),
      el(
        'div',
        { class: 'key-tables', tabindex: 0, role: 'group', 'aria-labelledby': 'keys-title' },
        ...KEYS.map(([title, rows]) =>
          el(
            'section',
            null,
            el('h3', null, title),
            el('dl', null, ...rows.flatMap(([keys, words]) => [el('dt', null, ...keys.flatMap((key, i) => [i ? ' ' : null, ...caps(key)])), el('dd', null, words)])),
          ),
        ),
      ),
      el('label', { class: 'tick' }, this.#letters, ' Single letters and ? are keys'),
      el('p', { class: 'choices' }, this.#close),
    );
    this.append(this.#dialog);
  }

  /** Whether single letters are keys; who dictates or presses keys by mistake can turn them off. */
  get hasLetters() {
    return this.#letters.checked;
  }

  open() {
    if (this.#dialog.open) return;
    this.#dialog.showModal();
    this.#close.focus();
  }

  /** Turns the switch back to where it was at first. */
  forget() {
    write(null);
    this.#letters.checked = true;
  }
}

/** A browser may refuse to keep it. */
function read() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** @param {string | null} value */
function write(value) {
  try {
    value === null ? localStorage.removeItem(KEPT) : localStorage.setItem(KEPT, value);
  } catch {} // then it holds for this visit
}
