// Reads a text in a worker and gives the plain result.

import { add } from './pieces.js';

/**
 * @typedef {object} Progress
 * @property {number} read UTF-16 units read so far, from the beginning of the text.
 * @property {number} of UTF-16 units in all.
 * @property {any} document What was found in the part that is read, as if it were the whole text.
 */

/**
 * @typedef {object} Options
 * @property {string | null} [dct] Day on which the text was written, ISO 8601; relative dates are resolved from it.
 * @property {'utf-16' | 'code-point' | 'byte' | null} [offset_unit] What `start` and `end` count; `utf-16` unless told.
 * @property {AbortSignal} [signal] Gives the call up: its promise is rejected with the signal's reason.
 * @property {(progress: Progress) => void} [onprogress] Is told of a long text's first parts before the whole is read.
 */

/**
 * @typedef {object} Call
 * @property {number} id
 * @property {string} name
 * @property {unknown[]} args
 * @property {((progress: Progress) => void) | undefined} onprogress
 * @property {Record<string, any> | null} document What has come of what was found in a text.
 * @property {Map<string, { way: (string | number)[], items: unknown[] }>} lists What has come of the result's long lists, each with
 *   the steps that lead to it; a list comes before those that it holds.
 * @property {(result: any) => void} resolve
 * @property {(reason: unknown) => void} reject
 */

/** A reading of more than this, in UTF-16 units, is stopped when it is given up; a shorter one is sooner done than a new worker is up. */
const LONG = 50_000;

let serial = 0;

/**
 * Puts lists back where they were taken out.
 *
 * @param {any} result
 * @param {Call['lists']} lists
 */
function putIn(result, lists) {
  for (const { way, items } of lists.values()) {
    const last = /** @type {string | number} */ (way.pop());
    way.reduce((part, step) => part[step], result)[last] = items;
  }
  return result;
}

/** Whether nothing more comes of a call. @param {any} message */
const isLast = (message) => 'ok' in message || 'error' in message;

/** A name that no other worker of this origin has. */
const workerName = () => `sayso-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}-${serial++}`;

const here = import.meta.url;

/**
 * A worker that this page makes itself of a module's source: it is under the page's policy, and may import a module of another
 * origin.
 *
 * @param {string} source
 * @param {string} name
 * @param {WorkerType} [type]
 */
export function startWorkerFromSource(source, name, type = 'module') {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(url, { type, name });
  for (const event of ['message', 'error']) worker.addEventListener(event, () => URL.revokeObjectURL(url), { once: true });
  return worker;
}

/** Whether this module comes from elsewhere than the page: a worker may not. */
const isForeign = new URL(here).origin !== (globalThis.origin ?? new URL(here).origin);

/** @param {string} name */
function startWorker(name) {
  if (isForeign) return startWorkerFromSource(`import ${JSON.stringify(new URL('./worker.js', here).href)};`, name);
  // Written out in one piece, as bundlers look for it.
  return new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name });
}

/** What to look at when a worker does not start; browsers give no reason. */
const whyNot = () =>
  isForeign
    ? `the worker could not be started. Sayso comes from ${new URL(here).origin} here: this page's policy, if it has one, must ` +
      `allow that origin in script-src and blob: in worker-src, and that server must send Access-Control-Allow-Origin`
    : "the worker could not be started: its files did not load, or this page's policy forbids it (it needs worker-src 'self' and script-src 'self' 'wasm-unsafe-eval')";

/**
 * One engine in one worker, started by the first call. Calls are answered one after the other.
 *
 * A panic loses the engine, and a browser may end a worker; either way every open call is rejected, and the next call
 * starts a fresh one.
 */
export class Reader {
  /** @type {(name: string) => Worker} */
  #start;
  /** @type {Worker | null} */
  #worker = null;
  #isUp = false;
  /** @type {AbortController | null} Ends the watch over the worker. */
  #watch = null;
  /** @type {Call[]} Open calls; the worker has the first. */
  #calls = [];
  #isBusy = false;
  #lastId = 0;
  #holders = 0;
  #wasHeld = false;

  /** @param {(name: string) => Worker} [start] Makes the worker; it must run `worker.js` under that name. */
  constructor(start = startWorker) {
    this.#start = start;
  }

  /**
   * What was found in `text`. Any string gives a result; only a bad option rejects, with an error that names the field.
   *
   * @param {string} text
   * @param {Options | null} [options]
   * @returns {Promise<any>}
   */
  annotate(text, options) {
    const { signal, onprogress, ...rest } = options ?? {};
    return this.#ask('annotate', [text, rest], signal, onprogress);
  }

  /**
   * Calls any function of the engine.
   *
   * @param {string} name
   * @param {...unknown} args
   * @returns {Promise<any>}
   */
  call(name, ...args) {
    return this.#ask(name, args);
  }

  /**
   * Says that the worker is needed for some time. The function that it gives says that it no longer is: after the last one
   * the worker ends as soon as no call is open.
   */
  hold() {
    this.#holders += 1;
    this.#wasHeld = true;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#holders -= 1;
      this.#rest();
    };
  }

  /** Starts the worker ahead of the first call, which is told if that goes wrong. */
  warm() {
    try {
      this.#running();
    } catch {
      // The call will try again.
    }
  }

  /** Ends the worker; open calls are rejected. */
  close() {
    this.#lose(new Error('the reader was closed'));
  }

  /**
   * @param {string} name
   * @param {unknown[]} args
   * @param {AbortSignal} [signal]
   * @param {(progress: Progress) => void} [onprogress]
   * @returns {Promise<any>}
   */
  #ask(name, args, signal, onprogress) {
    if (signal?.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const giveUp = () => this.#giveUp(call, signal?.reason);
      const done = () => signal?.removeEventListener('abort', giveUp);
      /** @type {Call} */
      const call = {
        id: ++this.#lastId,
        name,
        args,
        onprogress,
        document: null,
        lists: new Map(),
        resolve: (result) => (done(), resolve(result)),
        reject: (reason) => (done(), reject(reason)),
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#calls.push(call);
      this.#next();
    });
  }

  /** Gives the worker the first open call. */
  #next() {
    while (this.#calls.length && !this.#isBusy) {
      const { id, name, args, onprogress, reject } = this.#calls[0];
      try {
        this.#running().postMessage({ id, call: name, args, isEager: Boolean(onprogress) });
        this.#isBusy = true;
      } catch (error) {
        // No worker may be made here, or a value cannot be copied.
        this.#calls.shift();
        reject(error);
      }
    }
    this.#rest();
  }

  /** Ends a worker that nobody needs; one that nobody ever held stays for the next call. */
  #rest() {
    if (this.#wasHeld && this.#holders === 0 && !this.#calls.length) {
      this.#wasHeld = false;
      this.#end();
    }
  }

  #running() {
    if (this.#worker) return this.#worker;
    const name = workerName();
    let worker;
    try {
      worker = this.#start(name);
    } catch (cause) {
      throw new Error(`${whyNot()} (${/** @type {Error} */ (cause).message})`, { cause });
    }
    worker.addEventListener('message', ({ data }) => this.#receive(worker, name, data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      const { message } = /** @type {ErrorEvent} */ (event);
      this.#lose(new Error(this.#isUp ? message || 'the worker was lost' : `${whyNot()}${message ? ` (${message})` : ''}`), worker);
    });
    worker.addEventListener('messageerror', () => this.#lose(new Error('the result could not be copied'), worker));
    this.#worker = worker;
    this.#isUp = false;
    return worker;
  }

  /**
   * @param {Worker} worker
   * @param {string} name
   * @param {any} message
   */
  #receive(worker, name, message) {
    if (worker !== this.#worker) return;
    this.#isUp = true;
    if (message.guarded) return this.#guard(worker, name);
    if (message.fatal) return this.#lose(new Error(message.fatal));
    const call = this.#calls[0];
    if (call?.id !== message.id) return this.#goOn(message);
    const { ok, error, pieces, list, read } = message;
    if (pieces) call.document = add(call.document ?? {}, pieces);
    if (list) {
      const name = list.way.join(' ');
      const known = call.lists.get(name);
      known ? known.items.push(...list.items) : call.lists.set(name, list);
    } else if (read) {
      const { document } = call;
      call.document = null;
      this.#tell(call, { read, of: /** @type {string} */ (call.args[0]).length, document });
    } else if (isLast(message)) {
      this.#calls.shift();
      if (error) call.reject(Object.assign(new Error(error.message), { name: error.name }));
      else call.resolve(call.document ?? putIn(ok, call.lists));
      this.#goOn(message);
    }
  }

  /** The worker is done with a call, perhaps with one that was given up. @param {any} message */
  #goOn(message) {
    if (!isLast(message)) return;
    this.#isBusy = false;
    this.#next();
  }

  /**
   * @param {Call} call
   * @param {Progress} progress
   */
  #tell(call, progress) {
    try {
      call.onprogress?.(progress);
    } catch (error) {
      this.#giveUp(call, error);
    }
  }

  /**
   * @param {Call} call
   * @param {unknown} reason
   */
  #giveUp(call, reason) {
    const at = this.#calls.indexOf(call);
    if (at < 0) return;
    this.#calls.splice(at, 1);
    call.reject(reason);
    const isRunning = at === 0 && this.#isBusy;
    if (isRunning && typeof call.args[0] === 'string' && call.args[0].length > LONG) {
      this.#end();
      this.#next();
    }
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
    const calls = this.#calls;
    this.#calls = [];
    this.#end();
    for (const call of calls) call.reject(reason);
  }

  #end() {
    this.#watch?.abort();
    this.#watch = null;
    this.#worker?.terminate();
    this.#worker = null;
    this.#isBusy = false;
  }
}

/** What ships has this module in `sayso.js` and in `say-so.js`; both look for the worker in the same place. */
const SHARED = Symbol.for(`sayso ${here}`);

/** The reader that all callers share. @type {Reader} */
export const shared = (/** @type {any} */ (globalThis)[SHARED] ??= new Reader());

/** In a program without a page (Node.js, Deno, Bun) a worker would keep it from ending, or there is none. */
const hasWorkers = typeof Worker === 'function' && typeof location === 'object';

/**
 * What was found in `text`, read in a worker that all callers share. In a program without a page it is read in this thread,
 * as `direct.js` does.
 *
 * @param {string} text
 * @param {Options | null} [options]
 * @returns {Promise<any>}
 */
export async function annotate(text, options) {
  if (hasWorkers) return shared.annotate(text, options);
  // Hidden from bundlers: what they make for a page would hold the engine twice.
  const direct = await import(/* @vite-ignore */ /* webpackIgnore: true */ new URL('./direct.js', here).href);
  return direct.annotate(text, options);
}
