// The engine in a worker: answers {id, call, args} with {id, ok} or {id, error}, and with {fatal} when it is lost.
//
// A long answer comes in pieces, {id, piece}, and its {id, ok} last; an early part of it is {id, early, read}.

import { engine, parts } from './engine.js';
// Asked for here too, so that it is on its way before engine.js has come.
import './pkg/engine.js';
import './pkg/sayso.js';

/** So many items of a list go in one message: the page takes each message in a task of its own, and none takes long. */
const SLICE = 200;

/**
 * Settles once a lock is held, which is as long as this worker lives: whoever waits for the lock learns of its end. Not every
 * page may use locks.
 */
const guarded = new Promise((settle) => {
  const hold = () => {
    self.postMessage({ guarded: true });
    settle(true);
    return new Promise(() => {});
  };
  globalThis.navigator?.locks ? navigator.locks.request(self.name, hold).catch(settle) : settle(false);
});

/** Settles with whether the engine is up, and has its tables laid out: the first call does that, and it takes longer than an article. */
const ready = engine
  .start()
  .then(() => (engine.call('annotate', ['', {}]), true))
  .catch((/** @type {Error} */ error) => (self.postMessage({ fatal: `the engine could not be started: ${error.message}` }), false));

/** What is done by the module that is loaded behind the engine, whether it is needed or not: the network may be cut by then. */
const CARRIED = ['export_document', 'import_document'];
const behind = ready.then(async () => {
  const { carry } = await import('./carry.js');
  return carry;
});
// Whoever needs it is told.
behind.catch(() => {});

/**
 * Sends lists that are long piece by piece, and gives the result without them.
 *
 * @param {number} id
 * @param {any} result
 * @returns {any}
 */
function sendLists(id, result) {
  if (!result || typeof result !== 'object' || Array.isArray(result)) return result;
  const rest = { ...result };
  for (const [key, list] of Object.entries(result)) {
    if (!Array.isArray(list) || list.length <= SLICE) continue;
    for (let at = 0; at < list.length; at += SLICE) self.postMessage({ id, piece: { key, items: list.slice(at, at + SLICE) } });
    rest[key] = [];
  }
  return rest;
}

self.addEventListener('message', async ({ data: { id, call: name, args, isEager } }) => {
  await guarded;
  if (!(await ready)) return;
  let instance = engine;
  try {
    if (CARRIED.includes(name)) {
      instance = await behind;
      await instance.start();
    }
    if (typeof args[0] !== 'string' && name === 'annotate') throw new TypeError('text: not a string');
    if (isEager) {
      for (const read of parts(args[0])) {
        self.postMessage({ id, read, early: sendLists(id, instance.call(name, [args[0].slice(0, read), ...args.slice(1)])) });
      }
    }
    self.postMessage({ id, ok: sendLists(id, instance.call(name, args)) });
  } catch (thrown) {
    const error = /** @type {Error} */ (thrown);
    if (instance.isLost) self.postMessage({ fatal: error.message });
    else self.postMessage({ id, error: { name: error.name, message: error.message } });
  }
});
