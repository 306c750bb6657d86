// What is kept on this device: articles, their texts, and the log of what a person did to each.

import { openDB } from '../vendor/idb/idb.js';

/** @typedef {import('./edits.js').Entry} Entry */
/** An entry with its place in the order of all tabs. @typedef {Entry & { seq: number, article: string }} Kept */

/**
 * An article as the list of recent ones needs it.
 *
 * @typedef {object} Meta
 * @property {string} id SHA-256 of the text: the same text is the same article.
 * @property {string} title
 * @property {string} given The day that the reader gave; empty for none.
 * @property {number} opened When it was last opened or changed, in milliseconds since 1970.
 * @property {string} [work] What the texts of one article have in common, from before an edit and after it: the id of the first.
 * @property {number} [made] When the article came to have this text.
 */

/** A text of an article, with what was done to it. @typedef {{ meta: Meta, log: Kept[] }} Version */

/**
 * Each step leads from one version of the database to the next; those that readers have are never changed.
 *
 * @type {((db: any, transaction: any) => void)[]}
 */
export const STEPS = [
  (db) => {
    db.createObjectStore('articles', { keyPath: 'id' });
    db.createObjectStore('texts', { keyPath: 'id' });
    const edits = db.createObjectStore('edits', { keyPath: 'seq', autoIncrement: true });
    edits.createIndex('article', ['article', 'seq']);
    edits.createIndex('id', 'id', { unique: true });
  },
  (_, transaction) => transaction.objectStore('articles').createIndex('opened', 'opened'),
  (_, transaction) => transaction.objectStore('articles').createIndex('work', 'work'),
];

/** How long the browser may take to open the database. */
const PATIENCE_MS = 8000;

/** @typedef {'full' | 'blocked' | 'newer' | 'gone' | 'absent'} Trouble */

/** What a reader is told. @type {Record<Trouble, string>} */
const WORDS = {
  full: 'There is no room left on this device.',
  blocked: 'Another tab holds the storage. Close the other tabs with Sayso.',
  newer: 'A newer Sayso is open in another tab. Reload this page to go on saving.',
  gone: 'This article was forgotten in another tab.',
  absent: 'This browser lets Sayso keep nothing here; a private window may be the reason.',
};

/** Why something could not be kept or read. */
export class StoreError extends Error {
  /**
   * @param {Trouble} trouble
   * @param {unknown} [cause]
   */
  constructor(trouble, cause) {
    super(WORDS[trouble], { cause });
    this.name = 'StoreError';
    this.trouble = trouble;
  }
}

/** @param {unknown} error */
function troubleOf(error) {
  if (error instanceof StoreError) return error;
  const { name } = /** @type {any} */ (error ?? {});
  if (name === 'QuotaExceededError') return new StoreError('full', error);
  return new StoreError(name === 'VersionError' ? 'newer' : 'absent', error);
}

/**
 * The database. Every call that writes settles only when its transaction is complete and the browser was told to put it on
 * the disk; every call may reject with a `StoreError`.
 *
 * Events from other tabs: `edits` and `removed`, with `detail.article`; `forgotten`.
 */
export class Store extends EventTarget {
  #name;
  #steps;
  /** @type {Promise<any> | null} */
  #opening = null;
  /** @type {BroadcastChannel} */
  #others;

  /** @param {{ name?: string, steps?: typeof STEPS }} [options] */
  constructor({ name = 'sayso', steps = STEPS } = {}) {
    super();
    this.#name = name;
    this.#steps = steps;
    this.#others = new BroadcastChannel(name);
    this.#others.addEventListener('message', ({ data }) => this.dispatchEvent(new CustomEvent(data.type, { detail: data })));
  }

  /** Ends the connection. */
  async close() {
    this.#others.close();
    const db = await this.#opening?.catch(() => null);
    db?.close();
  }

  /**
   * Keeps an article, or notes that it was opened again.
   *
   * @param {Meta & { text: string }} article
   * @param {string} [from] Id of the article whose text was edited: what was done to it is done to this one too, as far as it
   *   is not done there yet.
   * @returns {Promise<Kept[]>} What was done to it so far.
   */
  async keep({ text, ...meta }, from) {
    const isEdit = from !== undefined && from !== meta.id;
    const log = await this.#write(async (/** @type {any} */ transaction) => {
      const [articles, texts, edits] = ['articles', 'texts', 'edits'].map((name) => transaction.objectStore(name));
      const [known, before] = await Promise.all([articles.get(meta.id), isEdit ? articles.get(from) : undefined]);
      const work = known?.work ?? before?.work ?? (isEdit ? from : meta.id);
      const made = known && !isEdit ? (known.made ?? 0) : meta.opened;
      await articles.put({ ...meta, work, made });
      if (!known) await texts.put({ id: meta.id, text });
      if (isEdit) {
        const [old, own] = await Promise.all([from, meta.id].map((id) => edits.index('article').getAll(whole(id))));
        // A text that nothing was done to gives way to what was made of it; one from before there were such ids learns its own.
        const isSame = !known || (before?.work ?? from) === work;
        if (!old.length && isSame) await Promise.all([articles.delete(from), texts.delete(from)]);
        else if (before && !before.work) await articles.put({ ...before, work });
        for (const entry of copies(old, own, meta.id)) await edits.add({ ...entry, article: meta.id });
      }
      return edits.index('article').getAll(whole(meta.id));
    });
    this.#tell('articles', meta.id);
    return log;
  }

  /**
   * Adds entries to an article's log. Those that it has already are not added twice.
   *
   * @param {string} article
   * @param {Entry[]} entries
   * @returns {Promise<number[]>} The place of each in the order of all tabs.
   */
  async append(article, entries) {
    const places = await this.#write(async (/** @type {any} */ transaction) => {
      const articles = transaction.objectStore('articles');
      const edits = transaction.objectStore('edits');
      const meta = await articles.get(article);
      if (!meta) throw new StoreError('gone');
      await articles.put({ ...meta, opened: Date.now() });
      const made = [];
      for (const entry of entries) made.push((await edits.index('id').getKey(entry.id)) ?? (await edits.add({ ...entry, article })));
      return made;
    });
    this.#tell('edits', article);
    return places;
  }

  /**
   * An article's log after a place in it.
   *
   * @param {string} article
   * @param {number} [after]
   * @returns {Promise<Kept[]>}
   */
  async log(article, after = 0) {
    return this.#read((db) => db.getAllFromIndex('edits', 'article', IDBKeyRange.bound([article, after], [article, Infinity], true)));
  }

  /**
   * @param {string} id
   * @returns {Promise<(Meta & { text: string }) | null>} Null where it is not kept.
   */
  async article(id) {
    const [meta, text] = await this.#read((db) => Promise.all([db.get('articles', id), db.get('texts', id)]));
    return meta && text ? { ...meta, text: text.text } : null;
  }

  /**
   * Articles, the last opened first, each with its newest text and those from before its edits, the newest first.
   *
   * @param {number} [most] How many of them.
   * @returns {Promise<(Version & { earlier: Version[] })[]>}
   */
  async list(most = Infinity) {
    return this.#read(async (db) => {
      const transaction = db.transaction(['articles', 'edits']);
      const articles = transaction.objectStore('articles');
      const log = transaction.objectStore('edits').index('article');
      /** @type {Map<string, Meta>} */
      const works = new Map();
      let cursor = await articles.index('opened').openCursor(null, 'prev');
      for (; cursor && works.size < most; cursor = await cursor.continue()) {
        const work = cursor.value.work ?? cursor.value.id;
        if (!works.has(work)) works.set(work, cursor.value);
      }
      const version = async (/** @type {Meta} */ meta) => ({ meta, log: await log.getAll(whole(meta.id)) });
      return Promise.all(
        [...works.values()].map(async (meta) => {
          const [newest, ...earlier] = await Promise.all(inOrder(meta.work ? await articles.index('work').getAll(meta.work) : [meta]).map(version));
          return { ...newest, earlier };
        }),
      );
    });
  }

  /**
   * The texts of an article, the newest first.
   *
   * @param {string} id Of one of them.
   * @returns {Promise<Meta[]>}
   */
  async versions(id) {
    return this.#read(async (db) => {
      const meta = await db.get('articles', id);
      return meta?.work ? inOrder(await db.getAllFromIndex('articles', 'work', meta.work)) : meta ? [meta] : [];
    });
  }

  /** Forgets texts and what was done to them, all or none. @param {...string} ids */
  async remove(...ids) {
    await this.#write(async (/** @type {any} */ transaction) => {
      const [articles, texts, edits] = ['articles', 'texts', 'edits'].map((name) => transaction.objectStore(name));
      for (const id of ids) {
        for (const key of await edits.index('article').getAllKeys(whole(id))) await edits.delete(key);
        await articles.delete(id);
        await texts.delete(id);
      }
    });
    for (const id of ids) this.#tell('removed', id);
  }

  /** Forgets everything, here and in other tabs. */
  async forget() {
    await this.#write((/** @type {any} */ transaction) =>
      Promise.all(['articles', 'texts', 'edits'].map((name) => transaction.objectStore(name).clear())),
    );
    this.#tell('forgotten');
  }

  /** @param {string} type @param {string} [article] */
  #tell(type, article) {
    this.#others.postMessage({ type, article });
  }

  /** @param {(db: any) => Promise<any>} work */
  async #read(work) {
    try {
      return await work(await this.#db());
    } catch (error) {
      throw troubleOf(error);
    }
  }

  /** @param {(transaction: any) => Promise<any>} work */
  #write(work) {
    return this.#read(async (db) => {
      const transaction = db.transaction(['articles', 'texts', 'edits'], 'readwrite', { durability: 'strict' });
      // Only a transaction that is complete is on the disk.
      const done = transaction.done.catch((/** @type {unknown} */ error) => {
        throw transaction.error ?? error;
      });
      try {
        const [result] = await Promise.all([work(transaction), done]);
        return result;
      } catch (error) {
        try {
          transaction.abort();
        } catch {} // it has ended already
        await done.catch(() => {});
        throw transaction.error?.name === 'QuotaExceededError' ? transaction.error : error;
      }
    });
  }

  #db() {
    this.#opening ??= this.#open().catch((error) => {
      this.#opening = null;
      throw error;
    });
    return this.#opening;
  }

  async #open() {
    const steps = this.#steps;
    const forget = () => (this.#opening = null);
    /** @type {(reason: StoreError) => void} */
    let giveUp = () => {};
    const limit = new Promise((_, reject) => (giveUp = reject));
    const late = setTimeout(() => giveUp(new StoreError('blocked')), PATIENCE_MS);
    let isLate = false;
    limit.catch(() => (isLate = true));
    const opening = openDB(this.#name, steps.length, {
      upgrade: (/** @type {any} */ db, /** @type {number} */ from, /** @type {number} */ _, /** @type {any} */ transaction) => {
        for (const step of steps.slice(from)) step(db, transaction);
      },
      blocked: () => giveUp(new StoreError('blocked')),
      // A newer version in another tab waits for this one to let go.
      blocking: (/** @type {number} */ _, /** @type {number | null} */ __, /** @type {any} */ event) => {
        event.target.close();
        forget();
      },
      terminated: forget,
    });
    opening.then((/** @type {any} */ db) => isLate && db.close()).catch(() => {});
    try {
      return await Promise.race([opening, limit]);
    } finally {
      clearTimeout(late);
    }
  }
}

/** @param {string} article */
const whole = (article) => IDBKeyRange.bound([article, 0], [article, Infinity]);

/** A name that no other entry has, in any tab; `randomUUID` is missing where a page comes without TLS. */
export const newId = () => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36).padStart(7, '0')).join('');

/** Texts of one article, the newest first. @param {Meta[]} versions */
const inOrder = (versions) => versions.sort((a, b) => (b.made ?? 0) - (a.made ?? 0) || b.opened - a.opened);

/** What an entry and its copies have in common. @param {string} id */
const origin = (id) => id.split('@')[0];

/**
 * Entries of one text for another; those that the other has already are left out. The same entry has the same name wherever
 * it is copied, and what the entries say of each other holds between the copies.
 *
 * @param {Entry[]} entries
 * @param {Entry[]} own Those of the other.
 * @param {string} article Id of the other.
 * @returns {Entry[]}
 */
export function copies(entries, own, article) {
  const names = new Map(own.map(({ id }) => [origin(id), id]));
  const fresh = [];
  for (const entry of entries) {
    if (names.has(origin(entry.id))) continue;
    names.set(origin(entry.id), `${origin(entry.id)}@${article.slice(0, 16)}`);
    fresh.push(entry);
  }
  const renamed = (/** @type {string} */ id) => names.get(origin(id)) ?? id;
  return fresh.map(({ id, lane, kind, at, ...entry }) => {
    const op = entry.op && { ...entry.op };
    if (op && 'target' in op && 'edit' in op.target) op.target = { edit: renamed(op.target.edit) };
    if (op && 'guess' in op) op.guess = renamed(op.guess);
    return { id: renamed(id), lane, kind, at, ...(op && { op }), ...(entry.of !== undefined && { of: renamed(entry.of) }) };
  });
}
