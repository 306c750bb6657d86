// Reads a text in a worker and gives the plain result.

/**
 * @typedef {object} Options
 * @property {string | null} [dct] Day on which the text was written, ISO 8601; relative dates are resolved from it.
 * @property {'utf-16' | 'code-point' | 'byte'} [offset_unit] What `start` and `end` count; `utf-16` unless told.
 * @property {AbortSignal} [signal] Gives the call up: its promise is rejected with the signal's reason.
 */

/**
 * @typedef {object} Call
 * @property {(result: any) => void} resolve
 * @property {(reason: unknown) => void} reject
 */

let serial = 0;

/** A name that no other worker of this origin has. */
const workerName = () => `sayso-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}-${serial++}`;

/** @param {string} name */
const startWorker = (name) => new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name });

/**
 * One engine in one worker, started by the first call.
 *
 * A panic loses the engine, and a browser may end a worker; either way every open call is rejected, and the next call
 * starts a fresh one.
 */
export class Reader {
  /** @type {(name: string) => Worker} */
  #start;
  /** @type {Worker | null} */
  #worker = null;
  /** @type {AbortController | null} Ends the watch over the worker. */
  #watch = null;
  /** @type {Map<number, Call>} */
  #open = new Map();
  #lastId = 0;

  /** @param {(name: string) => Worker} [start] Makes the worker; it must run `worker.js` under that name. */
  constructor(start = startWorker) {
    this.#start = start;
  }

  /**
   * What was found in `text`. Any string gives a result; only a bad option rejects, with an error that names the field.
   *
   * @param {string} text
   * @param {Options} [options]
   * @returns {Promise<any>}
   */
  annotate(text, { signal, ...options } = {}) {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const giveUp = () => this.#take(id)?.reject(signal?.reason);
      const done = () => signal?.removeEventListener('abort', giveUp);
      // A value that cannot be copied throws here, before the call counts as open.
      this.#running().postMessage({ id, text, options });
      this.#open.set(id, {
        resolve: (result) => (done(), resolve(result)),
        reject: (reason) => (done(), reject(reason)),
      });
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** Ends the worker; open calls are rejected. */
  close() {
    this.#lose(new Error('the reader was closed'));
  }

  #running() {
    if (this.#worker) return this.#worker;
    const name = workerName();
    const worker = this.#start(name);
    worker.addEventListener('message', ({ data }) => this.#receive(worker, name, data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#lose(new Error(event.message || 'the worker could not be started'), worker);
    });
    worker.addEventListener('messageerror', () => this.#lose(new Error('the result could not be copied'), worker));
    this.#worker = worker;
    return worker;
  }

  /**
   * @param {Worker} worker
   * @param {string} name
   * @param {any} message
   */
  #receive(worker, name, message) {
    if (worker !== this.#worker) return;
    if (message.guarded) {
      this.#guard(worker, name);
    } else if (message.fatal) {
      this.#lose(new Error(`the engine stopped: ${message.fatal}`));
    } else if (message.error) {
      this.#take(message.id)?.reject(Object.assign(new Error(message.error.message), { name: message.error.name }));
    } else {
      this.#take(message.id)?.resolve(message.ok);
    }
  }

  /** @param {number} id */
  #take(id) {
    const call = this.#open.get(id);
    this.#open.delete(id);
    return call;
  }

  /**
   * A worker that the browser ends says nothing. It holds a lock as long as it lives, so getting the lock means that it
   * is gone.
   *
   * @param {Worker} worker
   * @param {string} name
   */
  #guard(worker, name) {
    this.#watch = new AbortController();
    navigator.locks
      .request(name, { signal: this.#watch.signal }, () => this.#lose(new Error('the worker was lost'), worker))
      .catch(() => {}); // the watch was ended
  }

  /**
   * @param {Error} reason
   * @param {Worker | null} [worker] The one that was lost, where it may have been replaced already.
   */
  #lose(reason, worker = this.#worker) {
    if (worker !== this.#worker) return;
    const calls = [...this.#open.values()];
    this.#open.clear();
    this.#watch?.abort();
    this.#watch = null;
    this.#worker?.terminate();
    this.#worker = null;
    for (const call of calls) call.reject(reason);
  }
}

const shared = new Reader();

/**
 * What was found in `text`, read in a worker that all callers share.
 *
 * @param {string} text
 * @param {Options} [options]
 * @returns {Promise<any>}
 */
export const annotate = (text, options) => shared.annotate(text, options);
