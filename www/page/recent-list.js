// The articles that are kept on this device.

import { ask } from './ask.js';
import { el } from './dom.js';
import { countDecisions } from './edits.js';
import { plural } from './terms.js';

/** @typedef {import('./store.js').Store} Store */

/** So many articles are listed at first, and so many more when they are asked for. */
const FEW = 20;
const MORE = 100;

/**
 * Lists them, the last opened first. Events: `recent-open` with `detail.id`; `recent-forget` when
 * the reader has forgotten one, with `detail.id`, or everything, without; `recent-empty` when that took the focus's place away.
 */
export class RecentList extends HTMLElement {
  /** @type {Store | null} */
  #store = null;
  #list = el('ul');
  #head = el('h2', null, 'Recent');
  #about = el('p', { class: 'recent-about' }, 'Kept on this device, and nowhere else, until you forget them.');
  #ways = el('p', { class: 'recent-ways' });
  #note = el('p', { class: 'recent-note', role: 'status' });
  #forget = el('button', { type: 'button' }, 'Forget everything');
  #more = el('button', { type: 'button', class: 'more' }, 'Show more');
  #most = FEW;
  #turn = 0;
  #hasFailed = false;

  connectedCallback() {
    if (this.childElementCount) return;
    this.#forget.addEventListener('click', () => this.#forgetAll());
    this.#list.addEventListener('click', (event) => this.#click(event));
    this.#more.addEventListener('click', () => this.#showMore());
    this.#ways.append(this.#more, this.#forget);
    this.append(this.#head, this.#about, this.#list, this.#ways, this.#note);
  }

  /** @param {Store} store */
  set store(store) {
    this.#store = store;
    for (const type of ['articles', 'edits', 'removed', 'forgotten']) store.addEventListener(type, () => this.refresh());
    this.refresh();
  }

  /** Reads anew what there is. */
  async refresh() {
    const turn = ++this.#turn;
    try {
      const all = (await this.#store?.list(this.#most + 1)) ?? [];
      if (turn !== this.#turn) return;
      this.#list.replaceChildren(...all.slice(0, this.#most).map(({ meta, log }) => this.#row(meta, countDecisions(log))));
      this.#more.hidden = all.length <= this.#most;
      for (const part of [this.#head, this.#about, this.#ways]) part.hidden = !all.length;
      if (this.#hasFailed) this.say('');
      this.#hasFailed = false;
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#hasFailed = true;
      this.#list.replaceChildren();
      for (const part of [this.#head, this.#about, this.#ways]) part.hidden = true;
      this.say(/** @type {Error} */ (error).message);
    }
  }

  async #showMore() {
    const first = this.#list.childElementCount;
    this.#most += MORE;
    await this.refresh();
    /** @type {HTMLElement | null} */ (this.#list.children[first]?.querySelector('.open'))?.focus();
  }

  /** @param {string} words */
  say(words) {
    this.#note.textContent = words;
  }

  /**
   * @param {import('./store.js').Meta} meta
   * @param {number} decisions
   */
  #row({ id, title, opened }, decisions) {
    const day = new Date(opened);
    return el(
      'li',
      { 'data-id': id },
      el(
        'button',
        { type: 'button', class: 'open' },
        el('span', { class: 'title' }, title),
        ' ',
        el('span', { class: 'about' }, el('time', { datetime: day.toISOString() }, dayWords(day)), decisions ? `, ${plural(decisions, 'decision')}` : ''),
      ),
      el('button', { type: 'button', class: 'forget', 'aria-label': `Forget “${title}”` }, 'Forget'),
    );
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const button = /** @type {Element} */ (event.target).closest('button');
    const row = button?.closest('li');
    const id = row?.dataset.id;
    if (!button || !row || !id) return;
    if (button.classList.contains('open')) this.dispatchEvent(new CustomEvent('recent-open', { detail: { id } }));
    else this.#remove(id, row);
  }

  /**
   * @param {string} id
   * @param {HTMLElement} row
   */
  async #remove(id, row) {
    const title = row.querySelector('.title')?.textContent ?? '';
    if (!(await ask('Forget this article?', `“${title}” and everything you decided on it go from this device, for good.`, 'Forget it'))) return;
    const next = row.nextElementSibling ?? row.previousElementSibling;
    await this.#do(() => this.#store?.remove(id));
    this.dispatchEvent(new CustomEvent('recent-forget', { detail: { id } }));
    const held = next && this.#list.querySelector(`[data-id="${/** @type {HTMLElement} */ (next).dataset.id}"] .forget`);
    if (held instanceof HTMLElement) held.focus();
    else this.dispatchEvent(new CustomEvent('recent-empty'));
  }

  async #forgetAll() {
    const words = 'All articles on this device and everything you decided on them go for good, in every tab.';
    if (!(await ask('Forget everything?', words, 'Forget everything'))) return;
    if (!(await this.#do(() => this.#store?.forget()))) return;
    this.say('Everything is forgotten.');
    this.dispatchEvent(new CustomEvent('recent-forget', { detail: {} }));
    this.dispatchEvent(new CustomEvent('recent-empty'));
  }

  /** @param {() => Promise<void> | undefined} work */
  async #do(work) {
    try {
      await work();
      await this.refresh();
      return true;
    } catch (error) {
      this.say(`That did not work. ${/** @type {Error} */ (error).message}`);
      return false;
    }
  }
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** A day in words. The browser's own formatter takes longer to start than the whole page. @param {Date} day */
function dayWords(day) {
  const now = new Date();
  const isToday = day.toDateString() === now.toDateString();
  const time = `${day.getHours()}:${String(day.getMinutes()).padStart(2, '0')}`;
  if (isToday) return `today, ${time}`;
  return `${day.getDate()} ${MONTHS[day.getMonth()]}${day.getFullYear() === now.getFullYear() ? '' : ` ${day.getFullYear()}`}`;
}
