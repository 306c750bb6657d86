// What a reader sees of a reading that takes long: how far it is, what is there already, and a way to stop it.

import { el } from './dom.js';

/** How long a reading may last before the page says that it is at it, in milliseconds. */
const PATIENCE_MS = 300;

/** How often the bar moves. */
const STEP_MS = 250;

/** The early parts of a long text are read once more with the whole: about so much work for one of text. */
const WORK = 1.3;

/** Event: `reading-stop`. */
export class ReadingProgress extends HTMLElement {
  #bar = /** @type {HTMLProgressElement} */ (el('progress', { max: 1, 'aria-label': 'Reading' }));
  #words = el('span', { role: 'status' });
  #left = el('span', { class: 'left' });
  #stop = el('button', { type: 'button' }, 'Stop');
  #timer = 0;
  #since = 0;
  /** How long the whole will take, in milliseconds; zero while that is not known. */
  #expected = 0;
  #read = 0;

  connectedCallback() {
    if (this.#bar.isConnected) return;
    this.hidden = true;
    this.append(this.#words, this.#bar, this.#left, this.#stop);
    this.#stop.addEventListener('click', () => this.dispatchEvent(new CustomEvent('reading-stop')));
  }

  disconnectedCallback() {
    this.end();
  }

  /** A reading begins. */
  start() {
    this.end();
    this.#since = performance.now();
    this.#expected = 0;
    this.#read = 0;
    this.#bar.removeAttribute('value');
    this.#left.textContent = '';
    this.#words.textContent = '';
    this.#timer = setTimeout(() => {
      this.hidden = false;
      this.#words.textContent ||= 'Reading…';
      this.#timer = setInterval(() => this.#step(), STEP_MS);
      this.#step();
    }, PATIENCE_MS);
  }

  /**
   * So much of the text has been read and is shown.
   *
   * @param {number} read
   * @param {number} of
   */
  tell(read, of) {
    this.#read += read;
    const elapsed = performance.now() - this.#since;
    this.#expected = (elapsed * of * WORK) / this.#read;
    const share = Math.max(1, Math.round((100 * read) / of));
    this.#words.textContent = `The first ${share} % is marked. Reading on…`;
    this.#step();
  }

  /** The reading is over. */
  end() {
    clearTimeout(this.#timer);
    clearInterval(this.#timer);
    this.#timer = 0;
    this.hidden = true;
  }

  #step() {
    if (!this.#expected) return;
    const elapsed = performance.now() - this.#since;
    this.#bar.value = Math.min(0.97, elapsed / this.#expected);
    const seconds = Math.max(1, Math.round((this.#expected - elapsed) / 1000));
    this.#left.textContent = seconds > 90 ? `about ${Math.round(seconds / 60)} minutes` : `about ${seconds} s`;
  }
}
