// The engine in a worker: answers {id, call, args} with {id, ok} or {id, error}, and with {fatal} when it is lost.
//
// What was found in a text comes as {id, pieces}, and {id, pieces, ok} last; of an early part of it {id, pieces, read} is the last.
// Other long answers come in lists, {id, list: {way, items}}, and then {id, ok}.

import { engine, parts, readAhead } from './engine.js';
// Asked for here too, so that it is on its way before engine.js has come.
import './pkg/engine.js';
import './pkg/sayso.js';

/**
 * So many items of a list, or characters of JSON, go in one message: the page takes each message in a task of its own, and none
 * takes long.
 */
const SLICE = 200;
const SLICE_JSON = 200_000;

/** Lists are looked for down to here: `document.claims[7].spans` lies four steps below a result. */
const DEEP = 4;

/** What is done by the module that is loaded behind the engine, whether it is needed or not: the network may be cut by then. */
const CARRIED = ['export_document', 'import_document'];
/** How long the first text may be awaited before that is loaded, in milliseconds. */
const PATIENCE_MS = 1000;

/** @type {Promise<import('./instance.js').Instance> | null} */
let carried = null;

async function loadCarry() {
  const { carry } = await import('./carry.js');
  return carry;
}

function behind() {
  carried ??= loadCarry();
  // Whoever needs it is told.
  carried.catch(() => {});
  return carried;
}

/** @typedef {{ way: (string | number)[], items: unknown[] }} List A list of a result, and the steps that lead to it. */

/**
 * Empties what holds long lists.
 *
 * @param {any} value
 * @param {List[]} long What is taken out, a list before those that it holds.
 * @param {(string | number)[]} [way]
 */
function takeOut(value, long, way = []) {
  for (const step of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    const part = value[step];
    if (part === null || typeof part !== 'object') continue;
    way.push(step);
    if (Array.isArray(part) && part.length > SLICE) {
      long.push({ way: [...way], items: part });
      value[step] = [];
    }
    if (way.length < DEEP) takeOut(part, long, way);
    way.pop();
  }
}

/**
 * Sends lists that are long piece by piece, and gives the result without them.
 *
 * @param {number} id
 * @param {any} result
 * @returns {any}
 */
function sendLists(id, result) {
  if (!result || typeof result !== 'object') return result;
  /** @type {List[]} */
  const long = [];
  takeOut(result, long);
  for (const { way, items } of long) {
    for (let at = 0; at < items.length; at += SLICE) self.postMessage({ id, list: { way, items: items.slice(at, at + SLICE) } });
  }
  return result;
}

/**
 * Sends what was found in a text.
 *
 * @param {number} id
 * @param {import('./pieces.js').Pieces} pieces
 * @param {object} last What the last message says too.
 */
function sendPieces(id, pieces, last) {
  let from = 0;
  let length = 0;
  for (const [i, [, json]] of pieces.entries()) {
    if (length && length + json.length > SLICE_JSON) {
      self.postMessage({ id, pieces: pieces.slice(from, i) });
      from = i;
      length = 0;
    }
    length += json.length;
  }
  self.postMessage({ id, pieces: pieces.slice(from), ...last });
}

/**
 * Settles once a lock is held, which is as long as this worker lives: whoever waits for the lock learns of its end. Not every
 * page may use locks.
 */
function guard() {
  return new Promise((settle) => {
    const hold = () => {
      self.postMessage({ guarded: true });
      settle(true);
      return new Promise(() => {});
    };
    globalThis.navigator?.locks ? navigator.locks.request(self.name, hold).catch(settle) : settle(false);
  });
}

function serve() {
  const guarded = guard();
  try {
    engine.startNow();
    // Lays the tables out, which takes longer than an article. Texts that have come meanwhile wait.
    engine.call('annotate', ['', {}]);
  } catch (error) {
    self.postMessage({ fatal: `the engine could not be started: ${/** @type {Error} */ (error).message}` });
    return;
  }
  self.addEventListener('message', async ({ data: { id, call: name, args, isEager } }) => {
    await guarded;
    let instance = engine;
    try {
      if (CARRIED.includes(name)) {
        instance = await behind();
        await instance.start();
      }
      if (typeof args[0] !== 'string' && name === 'annotate') throw new TypeError('text: not a string');
      // A worker that is to end goes on until what it does has come to an end, in Chromium for up to two seconds.
      let known = 0;
      if (isEager) {
        for (const read of parts(args[0])) {
          const part = args[0].slice(0, read);
          await readAhead(part, known);
          sendPieces(id, instance.call(name, [part, ...args.slice(1)]), { read });
          known = read;
        }
      }
      if (name === 'annotate') {
        await readAhead(args[0], known);
        sendPieces(id, instance.call(name, args), { ok: null });
      } else self.postMessage({ id, ok: sendLists(id, instance.call(name, args)) });
    } catch (thrown) {
      const error = /** @type {Error} */ (thrown);
      if (instance.isLost) self.postMessage({ fatal: error.message });
      else self.postMessage({ id, error: { name: error.name, message: error.message } });
    }
    setTimeout(behind);
  });
  setTimeout(behind, PATIENCE_MS);
}

// What ships has the engine in one module with this, and another worker can import that for itself.
if ('DedicatedWorkerGlobalScope' in globalThis && self.name.startsWith('sayso-')) serve();
