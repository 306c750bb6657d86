// The menu that takes results along: files, the clipboard, paper, a link; and brings them back.

import { el } from './dom.js';
import { LONG_LINK } from './link.js';
import { grouped } from './terms.js';
import { webAddress } from './text-fragment.js';

/**
 * @typedef {object} Format
 * @property {string} name What the engine calls it.
 * @property {string} words
 * @property {string} hint
 * @property {string} ending
 * @property {string} type
 */

/** More words than that are not listed. */
const MOST_QUOTES = 20;

/** @type {Format[]} */
const FORMATS = [
  { name: 'html', words: 'Annotated page', hint: 'HTML that works by itself', ending: '.html', type: 'text/html' },
  { name: 'md', words: 'Notes', hint: 'Markdown', ending: '.md', type: 'text/markdown' },
  { name: 'csv', words: 'Table', hint: 'CSV, a row a claim', ending: '.csv', type: 'text/csv' },
  { name: 'json', words: 'Everything found', hint: 'JSON', ending: '.json', type: 'application/json' },
  { name: 'webanno', words: 'Web Annotations', hint: 'W3C JSON-LD', ending: '.annotations.json', type: 'application/ld+json' },
  { name: 'schema', words: 'Claims for the web', hint: 'schema.org JSON-LD', ending: '.claims.json', type: 'application/ld+json' },
];

/** What the page lends. @typedef {{ write: (format: string) => Promise<string>, link: () => Promise<string>, title: () => string }} Page */

/** A title as the name of a file. @param {string} title */
const fileName = (title) =>
  title
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 60) || 'article';

/** @param {string} words @param {string} name @param {string} type */
export function save(words, name, type) {
  const url = URL.createObjectURL(new Blob([words], { type: `${type};charset=utf-8` }));
  const link = /** @type {HTMLAnchorElement} */ (el('a', { href: url, download: name }));
  link.click();
  // The browser reads it after this task.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Where the clipboard cannot be written to, an old way may still work. @param {string} words */
async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    const field = /** @type {HTMLTextAreaElement} */ (el('textarea', { class: 'quiet', readonly: true, 'aria-hidden': 'true' }));
    field.value = words;
    const held = document.activeElement;
    (document.querySelector(':popover-open') ?? document.body).append(field);
    field.select();
    const isCopied = document.execCommand('copy');
    field.remove();
    if (held instanceof HTMLElement) held.focus();
    if (!isCopied) throw new Error('this browser does not let the page copy; save it as a file');
  }
}

/**
 * Events: `address-change` with `detail.address`, the article's address on the web or nothing; `work-bring` with
 * `detail.file` when the reader brings a file back.
 */
export class TakeAlong extends HTMLElement {
  /** @type {Page | null} */
  page = null;
  #status = el('p', { class: 'take-status', role: 'status' });
  #address = /** @type {HTMLInputElement} */ (
    el('input', { type: 'url', id: 'address', placeholder: 'https://', autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'address-note' })
  );
  #note = el('p', { class: 'hint', id: 'address-note' });
  #file = /** @type {HTMLInputElement} */ (
    el('input', { type: 'file', class: 'quiet', tabindex: -1, accept: '.json,.jsonld,application/json,application/ld+json', 'aria-label': 'Bring work back' })
  );
  #menu = el('div', { id: 'take-menu', popover: 'auto', class: 'take-menu', role: 'dialog', 'aria-label': 'Take it along' });

  connectedCallback() {
    if (this.#menu.isConnected) return;
    const link = el('button', { type: 'button' }, 'Copy link');
    const print = el('button', { type: 'button' }, 'Print');
    const bring = el('button', { type: 'button' }, 'Open a file');
    this.#menu.append(
      el('h2', null, 'Take it along'),
      el('ul', { class: 'formats' }, ...FORMATS.map((format) => this.#row(format)), el('li', null, el('span', { class: 'what' }, 'On paper', el('span', { class: 'hint' }, 'article and list')), print)),
      el('h3', null, 'A link with the whole text in it'),
      el('p', { class: 'hint' }, 'Whoever has the link has the text. It is in the part of the address that browsers send to no server. Your corrections are not in it.'),
      el('p', null, link),
      el('h3', null, el('label', { for: 'address' }, 'Where the article stands on the web')),
      this.#address,
      this.#note,
      el('h3', null, 'Bring work back'),
      el('p', { class: 'hint' }, 'JSON or Web Annotations for this article, even if its text has changed a little.'),
      el('p', null, bring),
      this.#file,
      this.#status,
    );
    this.append(el('button', { type: 'button', popovertarget: 'take-menu' }, 'Take along'), this.#menu);
    print.addEventListener('click', () => {
      this.#menu.hidePopover();
      print.blur();
      globalThis.print();
    });
    link.addEventListener('click', () => this.#copyLink());
    bring.addEventListener('click', () => this.#file.click());
    this.#file.addEventListener('change', () => {
      const file = this.#file.files?.[0];
      if (file) this.dispatchEvent(new CustomEvent('work-bring', { detail: { file } }));
      this.#file.value = '';
    });
    this.#address.addEventListener('input', () => this.#tellAddress());
    this.#menu.addEventListener('toggle', () => this.say(''));
    this.#tellAddress();
  }

  /**
   * Says something in the menu.
   *
   * @param {string} words
   * @param {string[]} [quotes] Words of the text that go with it.
   */
  say(words, quotes = []) {
    this.#status.replaceChildren(words, ...quotes.slice(0, MOST_QUOTES).map((quote) => el('q', { class: 'lost-words' }, quote)));
  }

  /** Closes the menu. */
  close() {
    this.#menu.hidePopover();
  }

  /** The article's address on the web; empty where none was given. */
  get address() {
    return webAddress(this.#address.value)?.href ?? '';
  }

  set address(address) {
    this.#address.value = address;
    this.#tellAddress();
  }

  /** @param {Format} format */
  #row(format) {
    const { words, hint } = format;
    const keep = el('button', { type: 'button', 'aria-label': `Save: ${words}` }, 'Save');
    const take = el('button', { type: 'button', 'aria-label': `Copy: ${words}` }, 'Copy');
    keep.addEventListener('click', () =>
      this.#do(async ({ write, title }) => {
        const name = fileName(title()) + format.ending;
        save(await write(format.name), name, format.type);
        return `Saved as ${name}.`;
      }),
    );
    take.addEventListener('click', () =>
      this.#do(async ({ write }) => {
        await copy(await write(format.name));
        return `${words}: copied.`;
      }),
    );
    return el('li', null, el('span', { class: 'what' }, words, el('span', { class: 'hint' }, hint)), keep, take);
  }

  #copyLink() {
    this.#do(async ({ link }) => {
      const address = await link();
      await copy(address);
      const long = address.length > LONG_LINK ? ' It is long: some programs cut such links.' : '';
      return `Link copied, with the whole text in it: ${grouped(address.length)} characters.${long}`;
    });
  }

  /** @param {(page: Page) => Promise<string>} act */
  async #do(act) {
    if (!this.page) return;
    try {
      this.say(await act(this.page));
    } catch (error) {
      this.say(`That did not work: ${/** @type {Error} */ (error).message}`);
    }
  }

  #tellAddress() {
    const given = this.#address.value.trim();
    const address = webAddress(given);
    this.#note.textContent = !given
      ? 'With it, each claim leads to its very words on that page.'
      : address
        ? 'Each claim has a link to its words now. Following one opens that page.'
        : 'Only addresses that begin with http:// or https://.';
    this.#address.setAttribute('aria-invalid', String(Boolean(given && !address)));
    this.dispatchEvent(new CustomEvent('address-change', { detail: { address: address?.href ?? '' } }));
  }
}
