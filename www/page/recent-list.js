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
  #head = el('h2', { hidden: true }, 'Recent');
  #about = el('p', { class: 'recent-about', hidden: true }, 'Kept on this device, and nowhere else, until you forget them.');
  #ways = el('p', { class: 'recent-ways', hidden: true });
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
      const open = new Set([...this.#list.querySelectorAll('details[open]')].map((fold) => /** @type {HTMLElement} */ (fold.closest('li')).dataset.id));
      const back = this.#holdFocus();
      this.#list.replaceChildren(...all.slice(0, this.#most).map((version) => this.#row(version, open)));
      back();
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

  /** @returns {() => void} Puts the focus back on the same part of the same row. */
  #holdFocus() {
    const held = document.activeElement;
    const id = this.#list.contains(held) && held?.closest('li')?.dataset.id;
    if (!id) return () => {};
    const part = held.className ? `.${held.className}` : held.localName;
    return () => {
      const row = this.#list.querySelector(`[data-id="${id}"]`) ?? this.#list.querySelector(`[data-all~="${id}"]`);
      /** @type {HTMLElement | null | undefined} */ (row?.querySelector(part))?.focus({ preventScroll: true });
    };
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
   * @param {import('./store.js').Version & { earlier: import('./store.js').Version[] }} version
   * @param {Set<string | undefined>} open Ids of the articles whose earlier texts are unfolded.
   */
  #row({ meta, log, earlier }, open) {
    const { id, title } = meta;
    const ids = [id, ...earlier.map((old) => old.meta.id)];
    const opened = Math.max(meta.opened, ...earlier.map((old) => old.meta.opened));
    return el(
      'li',
      { 'data-id': id, 'data-all': ids.join(' ') },
      el('button', { type: 'button', class: 'open' }, el('span', { class: 'title' }, title), ' ', el('span', { class: 'about' }, ...when(opened, log))),
      el('button', { type: 'button', class: 'forget', 'aria-label': `Forget “${title}”` }, 'Forget'),
      earlier.length
        ? el(
            'details',
            { open: open.has(id) },
            el('summary', null, `${plural(earlier.length, 'earlier text')} of it, with what you decided there`),
            el('ul', null, ...earlier.map((old) => this.#earlier(old, title))),
          )
        : null,
    );
  }

  /** A text from before an edit. @param {import('./store.js').Version} version @param {string} article What the article is called now. */
  #earlier({ meta, log }, article) {
    const name = meta.title === article ? 'The text before an edit' : meta.title;
    return el(
      'li',
      { 'data-id': meta.id, 'data-all': meta.id },
      el('button', { type: 'button', class: 'open' }, el('span', { class: 'title' }, name), ' ', el('span', { class: 'about' }, ...when(meta.opened, log))),
      el('button', { type: 'button', class: 'forget', 'aria-label': `Forget the earlier text of “${article}”` }, 'Forget'),
    );
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const button = /** @type {Element} */ (event.target).closest('button');
    const row = button?.closest('li');
    const id = row?.dataset.id;
    if (!button || !row || !id) return;
    if (button.classList.contains('open')) this.dispatchEvent(new CustomEvent('recent-open', { detail: { id } }));
    else this.#remove((row.dataset.all ?? id).split(' '), row);
  }

  /**
   * @param {string[]} ids Of the texts that go.
   * @param {HTMLElement} row
   */
  async #remove(ids, row) {
    const title = row.querySelector('.title')?.textContent ?? '';
    const isEarlier = row.parentElement !== this.#list;
    const others = ids.length > 1 ? `, and so ${ids.length > 2 ? 'do' : 'does'} ${plural(ids.length - 1, 'earlier text')} of it` : '';
    const answer = await ask(
      isEarlier ? 'Forget this earlier text?' : 'Forget this article?',
      `“${title}” and everything you decided on it go from this device, for good${others}.`,
      'Forget it',
    );
    if (!answer) return;
    const next = row.nextElementSibling ?? row.previousElementSibling ?? row.parentElement?.closest('li');
    if (!(await this.#do(() => this.#store?.remove(...ids)))) return;
    for (const id of ids) this.dispatchEvent(new CustomEvent('recent-forget', { detail: { id } }));
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

/** When an article was opened last, and how much was decided on it. @param {number} opened @param {import('./store.js').Kept[]} log */
function when(opened, log) {
  const day = new Date(opened);
  const decisions = countDecisions(log);
  return [el('time', { datetime: day.toISOString() }, dayWords(day)), decisions ? `, ${plural(decisions, 'decision')}` : ''];
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
