// The open article with what a person did to it: applied at once, kept as it happens.

import { breathe } from './dom.js';
import { applyEdits, anchor, fold, guesses, heldOf, placesOf, readEntries } from './edits.js';
import { StoreError, copies, newId } from './store.js';
import { tallyOf } from './summary.js';

/** @typedef {import('./edits.js').Entry} Entry */
/** @typedef {import('./edits.js').Lane} Lane */
/** @typedef {import('./edits.js').Op} Op */
/** @typedef {import('./edits.js').Unplaced} Unplaced */
/** @typedef {import('./store.js').Kept} Kept */
/** @typedef {import('./store.js').Meta} Meta */
/** @typedef {import('./store.js').Store} Store */

/** An article that is open; `from` is the id of the text that it was edited from, until both are on the disk. @typedef {Meta & { text: string, from?: string }} Opened */

/** @typedef {'none' | 'saving' | 'saved' | 'unsaved'} State */

/** How long the article waits for what is kept of it before it is shown without. */
const PATIENCE_MS = 400;

/**
 * Events: `change` when there is a new document or a new guess, `detail.entry` being what did it, or null where that was more
 * than one entry; `detail.isElsewhere` tells whether another tab did it; `state` when what is kept has changed; `gone` when another tab has forgotten everything.
 */
export class Review extends EventTarget {
  /** What a work file says it is. */
  static FORMAT = 'sayso-work/1';

  #store;
  /** @type {Opened | null} */
  #open = null;
  /** @type {any} */
  #base = null;
  /** @type {Kept[]} */
  #log = [];
  /** What is not on the disk yet, of every article of this session. @type {Map<string, { article: Opened, entries: Entry[] }>} */
  #waiting = new Map();
  /** Ids of articles that are known to be on the disk. @type {Set<string>} */
  #inStore = new Set();
  /** Ids of articles that were forgotten elsewhere while they were open here. @type {Set<string>} */
  #gone = new Set();
  /** @type {Promise<void>} */
  #writing = Promise.resolve();
  /** @type {StoreError | null} */
  #trouble = null;
  /** @type {{ document: any, unplaced: Unplaced[], added: Map<string, string> }} */
  #result = { document: null, unplaced: [], added: new Map() };
  #asked = false;
  /** What was done to the article that was let go last. @type {{ id: string, entries: Entry[] }} */
  #past = { id: '', entries: [] };
  /** How many writings of a day are under way. */
  #giving = 0;

  /** @param {Store} store */
  constructor(store) {
    super();
    this.#store = store;
    store.addEventListener('edits', (event) => this.#follow(/** @type {CustomEvent} */ (event).detail.article));
    store.addEventListener('removed', (event) => this.#removed(/** @type {CustomEvent} */ (event).detail.article));
    store.addEventListener('forgotten', () => {
      this.#waiting.clear();
      this.#inStore.clear();
      this.close();
      this.#past = { id: '', entries: [] };
      this.dispatchEvent(new CustomEvent('gone'));
    });
    addEventListener('beforeunload', (event) => {
      if (this.#unsaved) event.preventDefault();
    });
  }

  /**
   * Opens an article and brings back what was done to it.
   *
   * @param {string} text
   * @param {any} base The engine's document of that text.
   * @param {{ title: string, given: string, from?: string }} about
   * @returns {Promise<any>} The corrected document.
   */
  async open(text, base, { title, given, from }) {
    await this.#writing;
    const id = base.source.sha256;
    /** @type {Opened} */
    const article = { id, text, title, given, opened: Date.now(), ...(from && { from }) };
    this.#open = article;
    this.#base = base;
    this.#log = [];
    let isShown = false;
    const kept = this.#keep(article).then(
      () => {
        if (this.#open !== article) return;
        this.#trouble = null;
        this.#gone.delete(id);
        this.#apply();
        if (isShown) this.#tellChange(null);
        if (this.#waiting.size) this.#flush();
      },
      (error) => {
        if (this.#open !== article) return;
        this.#trouble = error;
        this.#carry(article);
        if (isShown) this.#tellChange(null);
      },
    );
    kept.then(() => this.#tellState());
    // A disk that is slow to answer does not keep the reader from reading.
    await Promise.race([kept, new Promise((late) => setTimeout(late, PATIENCE_MS))]);
    if (this.#open !== article) return base;
    isShown = true;
    this.#apply();
    return this.document;
  }

  /** Gets ready what the first correction of the open article needs. */
  async prepare() {
    const base = this.#base;
    if (!base) return;
    for (const ready of [() => placesOf(base), () => heldOf(base), () => tallyOf(base.claims)]) {
      ready();
      await breathe();
    }
  }

  /**
   * Keeps an article, and takes over what was done to it.
   *
   * @param {Opened} article
   * @returns {Promise<boolean>} Whether there was anything new in that.
   */
  async #keep(article) {
    const { from, ...plain } = article;
    const log = await this.#store.keep(plain, from);
    delete article.from;
    this.#inStore.add(article.id);
    if (this.#open !== article) return false;
    const waiting = new Set(this.#waiting.get(article.id)?.entries.map(({ id }) => id));
    return this.#merge(log.filter(({ id }) => !waiting.has(id)));
  }

  /** Where nothing can be kept, what was done to a text goes along to what it was edited to all the same. @param {Opened} article */
  #carry({ id, from }) {
    if (!from || from !== this.#past.id) return;
    const entries = copies(this.#past.entries, this.#all, id);
    if (!entries.length) return;
    this.#wait(...entries);
    this.#apply();
  }

  /** Lets the article go. What waits to be kept goes on waiting. */
  close() {
    if (this.#open) this.#past = { id: this.#open.id, entries: this.#all };
    this.#open = null;
    this.#base = null;
    this.#log = [];
    this.#result = { document: null, unplaced: [], added: new Map() };
    this.#tellState();
  }

  /** Id of the open article. */
  get id() {
    return this.#open?.id ?? null;
  }

  /** The corrected document. */
  get document() {
    return this.#result.document;
  }

  /** What was decided about words that the text does not hold any more. */
  get unplaced() {
    return this.#result.unplaced;
  }

  /** The guesses that stand. */
  get guesses() {
    return this.#open ? guesses(this.#open.text, this.#all) : [];
  }

  /** Why nothing is kept; null where all is well. */
  get trouble() {
    return this.#trouble;
  }

  /** @returns {State} */
  get state() {
    if (this.#trouble) return 'unsaved';
    if (this.#giving || (this.#open && this.#waiting.has(this.#open.id))) return 'saving';
    return this.#log.length ? 'saved' : 'none';
  }

  /** How many entries of the open article's log are on the disk. */
  get keptCount() {
    return this.#log.length;
  }

  /** How many edits are in this tab alone. */
  get #unsaved() {
    return [...this.#waiting.values()].reduce((n, { entries }) => n + entries.length, 0);
  }

  /** Whether closing the tab would lose something. */
  get isAtRisk() {
    return this.#trouble !== null && this.#unsaved > 0;
  }

  /**
   * The engine's document, or what it says of one claim, as it was before any correction.
   *
   * @param {string} id
   */
  original(id) {
    return this.#base?.claims[placesOf(this.#base).get(id) ?? -1] ?? null;
  }

  /**
   * What an operation on a claim is about.
   *
   * @param {string} id Of a claim of the corrected document.
   * @returns {import('./edits.js').Target}
   */
  target(id) {
    const edit = this.#result.added.get(id);
    return edit ? { edit } : { claim: id, spans: this.anchors(this.original(id)?.spans ?? []) };
  }

  /** @param {{ start: number, end: number }[]} spans */
  anchors(spans) {
    return spans.map(({ start, end }) => anchor(this.#open?.text ?? '', start, end));
  }

  /**
   * Id of the claim that an operation is about; null where it has none now.
   *
   * @param {import('./edits.js').Target} target
   */
  claimOf(target) {
    if ('edit' in target) return this.addedBy(target.edit);
    const [{ exact }] = target.spans;
    const hasWords = (/** @type {any} */ claim) => claim?.spans[0]?.exact === exact;
    if (hasWords(this.original(target.claim))) return target.claim;
    return this.#base?.claims.find(hasWords)?.id ?? null;
  }

  /** Id of the claim that an entry added. @param {string} entry Id of the entry. */
  addedBy(entry) {
    return [...this.#result.added].find(([, edit]) => edit === entry)?.[0] ?? null;
  }

  /**
   * Does something to the open article.
   *
   * @param {Op} op
   * @returns {Entry | null} Null where none is open.
   */
  do(op) {
    return this.#enter({ kind: 'do', lane: op.type.includes('guess') ? 'guess' : 'edit', op });
  }

  /**
   * Undoes the last thing that stands.
   *
   * @param {Lane} [lane]
   * @returns {Entry | null} What was undone; null where there is nothing.
   */
  undo(lane = 'edit') {
    const last = fold(this.#all, lane).done.at(-1);
    if (last) this.#enter({ kind: 'undo', lane, of: last.id });
    return last ?? null;
  }

  /**
   * Does again what was undone last.
   *
   * @param {Lane} [lane]
   * @returns {Entry | null}
   */
  redo(lane = 'edit') {
    const last = fold(this.#all, lane).undone.at(-1);
    if (last) this.#enter({ kind: 'redo', lane, of: last.id });
    return last ?? null;
  }

  /** @param {Lane} [lane] */
  can(lane = 'edit') {
    const { done, undone } = fold(this.#all, lane);
    return { undo: done.length > 0, redo: undone.length > 0 };
  }

  /**
   * Keeps the day that the reader gave.
   *
   * @param {string} given
   */
  async give(given) {
    const article = this.#open;
    if (!article || this.#gone.has(article.id)) return;
    article.given = given;
    this.#giving += 1;
    this.#tellState();
    try {
      await this.#keep(article);
    } catch (error) {
      this.#trouble = /** @type {StoreError} */ (error);
    }
    this.#giving -= 1;
    this.#tellState();
  }

  /** Tries again to keep what is not kept. */
  async retry() {
    this.#trouble = null;
    // What another tab has forgotten is kept anew, from here.
    this.#gone.clear();
    await this.#flush();
  }

  /** Everything about the open article in one file that can be opened again. */
  workFile() {
    const { text, given, title } = this.#open ?? { text: '', given: '', title: '' };
    const edits = this.#all.map(({ id, lane, kind, op, of, at }) => ({ id, lane, kind, op, of, at }));
    return JSON.stringify({ format: Review.FORMAT, title, text, given, edits, document: this.document }, null, 1);
  }

  /**
   * Reads a work file; throws where it is none.
   *
   * @param {string} json
   * @returns {{ text: string, given: string, edits: Entry[] }}
   */
  static readWork(json) {
    const { format, text, given, edits } = JSON.parse(json);
    if (format !== Review.FORMAT || typeof text !== 'string' || !text.trim()) throw new TypeError('not a work file');
    return { text, given: /^\d{4}-\d\d-\d\d$/.test(given) ? given : '', edits: readEntries(edits) };
  }

  /**
   * Puts entries of a work file into the open article's log, those that it does not have.
   *
   * @param {Entry[]} entries
   */
  bring(entries) {
    const known = new Set(this.#all.map(({ id }) => id));
    const fresh = entries.filter(({ id }) => !known.has(id));
    if (!fresh.length || !this.#open) return 0;
    this.#wait(...fresh);
    this.#apply();
    this.#tellChange(null);
    this.#flush();
    return fresh.length;
  }

  /** @returns {Entry[]} */
  get #all() {
    return [...this.#log, ...(this.#waiting.get(this.id ?? '')?.entries ?? [])];
  }

  /** @param {Omit<Entry, 'id' | 'at'>} what */
  #enter(what) {
    if (!this.#open) return null;
    const entry = { ...what, id: newId(), at: Date.now() };
    this.#wait(entry);
    this.#apply();
    this.#tellChange(entry);
    this.#flush();
    return entry;
  }

  /** @param {...Entry} entries */
  #wait(...entries) {
    if (!this.#open) return;
    const waiting = this.#waiting.get(this.#open.id) ?? { article: this.#open, entries: [] };
    waiting.entries.push(...entries);
    this.#waiting.set(this.#open.id, waiting);
  }

  #apply() {
    if (this.#open) this.#result = applyEdits(this.#open.text, this.#base, this.#all);
  }

  /** Writes what waits, one writing after the other. */
  #flush() {
    this.#tellState();
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write() {
    for (const [id, waiting] of this.#waiting) {
      const entries = [...waiting.entries];
      try {
        if (this.#gone.has(id)) throw new StoreError('gone');
        if (!this.#inStore.has(id) && (await this.#keep(waiting.article))) {
          this.#apply();
          this.#tellChange(null);
        }
        const places = await this.#store.append(id, entries);
        this.#trouble = null;
        this.#settle(id, waiting, entries, places);
      } catch (error) {
        this.#trouble = /** @type {StoreError} */ (error);
        if (this.#trouble.trouble === 'gone') this.#removed(id);
        break;
      }
    }
    this.#tellState();
    if (!this.#trouble) this.#persist();
  }

  /**
   * @param {string} id
   * @param {{ entries: Entry[] }} waiting
   * @param {Entry[]} entries
   * @param {number[]} places
   */
  #settle(id, waiting, entries, places) {
    waiting.entries.splice(0, entries.length);
    if (!waiting.entries.length) this.#waiting.delete(id);
    if (id !== this.id) return;
    this.#merge(entries.map((entry, i) => ({ ...entry, seq: places[i], article: id })));
  }

  /** @param {Kept[]} entries @returns {boolean} Whether there was anything new. */
  #merge(entries) {
    const known = new Set(this.#log.map(({ id }) => id));
    const fresh = entries.filter(({ id }) => !known.has(id));
    const last = this.#log.at(-1)?.seq ?? 0;
    this.#log.push(...fresh);
    if (fresh.some(({ seq }) => seq < last)) this.#log.sort((a, b) => a.seq - b.seq);
    return fresh.length > 0;
  }

  /** Another tab wrote to an article's log. @param {string} article */
  async #follow(article) {
    if (article !== this.id) return;
    await this.#writing;
    const all = await this.#store.log(article).catch(() => []);
    const own = new Set(this.#waiting.get(article)?.entries.map(({ id }) => id));
    if (article !== this.id || !this.#merge(all.filter(({ id }) => !own.has(id)))) return;
    this.#apply();
    this.#tellChange(null, true);
    this.#tellState();
  }

  /** @param {string} article */
  #removed(article) {
    this.#inStore.delete(article);
    if (article === this.#past.id) this.#past = { id: '', entries: [] };
    if (article !== this.id || !this.#open) return;
    this.#gone.add(article);
    this.#trouble = new StoreError('gone');
    // All of it is in this tab alone now.
    const waiting = this.#waiting.get(article)?.entries ?? [];
    const kept = this.#log.map(({ seq: _, article: __, ...entry }) => entry);
    this.#waiting.set(article, { article: this.#open, entries: [...kept, ...waiting] });
    this.#log = [];
    this.#tellState();
  }

  /** Asks the browser, once and after the first edit, not to throw away what is kept when the disk runs full. */
  #persist() {
    if (this.#asked || !this.#log.length) return;
    this.#asked = true;
    navigator.storage?.persist?.().catch(() => {});
  }

  /** @param {Entry | null} entry @param {boolean} [isElsewhere] */
  #tellChange(entry, isElsewhere = false) {
    this.dispatchEvent(new CustomEvent('change', { detail: { entry, isElsewhere } }));
  }

  #tellState() {
    this.dispatchEvent(new CustomEvent('state'));
  }
}
