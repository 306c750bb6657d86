// The one field of the empty page: paste, type, drop or open.

import { el } from './dom.js';
import { MOST_HTML, htmlText, pageText } from './html-text.js';

const OPENABLE = '.txt,.md,.html,.htm,.json,text/plain,text/markdown,text/html,application/json';

/** A text up to this many UTF-16 units is put into the field while it is read; a field takes long to set a longer one. */
const SHORT = 50_000;

/** Events: `text-ready` with `detail.text`; `text-typed`; `work-open` with `detail.file`, a file of work; `text-example`. */
export class PasteField extends HTMLElement {
  #field = /** @type {HTMLTextAreaElement} */ (
    el('textarea', { id: 'text', spellcheck: 'false', autocomplete: 'off', 'aria-describedby': 'field-note' })
  );
  #note = el('p', { id: 'field-note', class: 'field-note', role: 'status' });
  #read = el('button', { type: 'button', class: 'read', hidden: true }, 'Read it');
  #file = /** @type {HTMLInputElement} */ (el('input', { type: 'file', accept: OPENABLE, class: 'quiet', id: 'file', tabindex: -1, 'aria-label': 'Open a text file' }));

  connectedCallback() {
    if (this.#field.isConnected) return;
    const open = el('button', { type: 'button' }, 'Open a file');
    const example = el('button', { type: 'button', class: 'example' }, 'Try an example');
    this.append(
      el('label', { for: 'text' }, 'Paste an article. ', el('em', null, 'It stays on this device.')),
      el('div', { class: 'paper' }, this.#field),
      el('p', { class: 'ways' }, example, open, el('span', { class: 'or' }, ' or drop one on the page'), this.#read),
      this.#note,
      this.#file,
    );
    open.addEventListener('click', () => this.#file.click());
    example.addEventListener('click', () => this.dispatchEvent(new CustomEvent('text-example')));
    this.#read.addEventListener('click', () => this.#ready(this.#field.value));
    this.#file.addEventListener('change', () => {
      if (this.#file.files?.[0]) this.open(this.#file.files[0]);
      this.#file.value = '';
    });
    this.#listen();
  }

  /** The text in the field. */
  get text() {
    return this.#field.value;
  }

  set text(text) {
    // A browser takes long to fold a word of a million letters.
    this.#field.wrap = /\S{5000}/.test(text) ? 'off' : 'soft';
    this.#field.value = text;
    this.#read.hidden = !text.trim();
  }

  focus() {
    this.#field.focus();
  }

  /** Says something under the field. @param {string} words */
  say(words) {
    this.#note.textContent = words;
    this.#note.classList.remove('found');
  }

  /** Says what was found in the text while it is written. @param {string} words */
  tell(words) {
    this.say(words);
    this.#note.classList.add('found');
  }

  /** Reads a file of text. @param {File} file */
  async open(file) {
    if (/\.json$/i.test(file.name)) {
      this.dispatchEvent(new CustomEvent('work-open', { detail: { file } }));
      return;
    }
    if (!isText(file)) {
      this.say(`“${file.name}” is not a text file. Sayso opens .txt, .md and .html, and work that was downloaded from it.`);
      return;
    }
    try {
      const text = decode(await file.arrayBuffer());
      this.#ready(isHtml(file) ? pageText(text) : text);
    } catch {
      this.say(`“${file.name}” could not be opened.`);
    }
  }

  #listen() {
    this.#field.addEventListener('paste', (event) => {
      const text = copiedText(event.clipboardData);
      if (text === null) return;
      const { value, selectionStart, selectionEnd } = this.#field;
      const isWhole = (selectionStart === 0 && selectionEnd === value.length) || !value.trim();
      event.preventDefault();
      // What is pasted into a text is an edit of it: not read yet.
      if (!isWhole) {
        document.execCommand('insertText', false, text);
      } else {
        if (text.length < SHORT) this.text = text;
        this.#ready(text);
      }
    });
    this.#field.addEventListener('input', () => {
      this.#read.hidden = !this.#field.value.trim();
      this.say('');
      this.dispatchEvent(new CustomEvent('text-typed'));
    });
    this.#field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#ready(this.#field.value);
    });
  }

  /** @param {string} text */
  #ready(text) {
    if (!text.trim()) {
      this.say('There is no text yet.');
      return;
    }
    this.say('');
    this.dispatchEvent(new CustomEvent('text-ready', { detail: { text } }));
  }
}

/**
 * The text of what was copied or dragged, with the lines that a page had; null where there is none.
 *
 * @param {DataTransfer | null} data
 */
export function copiedText(data) {
  const html = data?.getData('text/html') ?? '';
  const text = html && html.length <= MOST_HTML ? htmlText(html) : '';
  return text.trim() ? text : data?.getData('text/plain') || null;
}

/** @param {File} file */
const isHtml = ({ name, type }) => type === 'text/html' || /\.html?$/i.test(name);

/** @param {File} file */
const isText = ({ name, type }) => /^text\/(plain|markdown|html)/.test(type) || /\.(txt|md|markdown|text|html?)$/i.test(name);

/** UTF-8, or what older Windows programs write. @param {ArrayBuffer} bytes */
function decode(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
