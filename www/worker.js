// The engine in a worker: answers {id, text, options} with {id, ok} or {id, error}, and with {fatal} when it is lost.

import engine from './pkg/engine.js';
import { annotate, initSync } from './pkg/sayso.js';

/** The engine arrives as a module, one character for each byte: a page whose policy forbids every connection cannot fetch it. */
function bytes() {
  const out = new Uint8Array(engine.length);
  for (let i = 0; i < out.length; i++) out[i] = engine.charCodeAt(i);
  return out;
}

initSync({ module: bytes() });

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
  navigator.locks ? navigator.locks.request(self.name, hold).catch(settle) : settle(false);
});

self.addEventListener('message', async ({ data: { id, text, options } }) => {
  await guarded;
  try {
    if (typeof text !== 'string') throw new TypeError('text: not a string');
    self.postMessage({ id, ok: annotate(text, options) });
  } catch (error) {
    // A trap and an overflowing stack leave the engine's memory in an unknown state.
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
      self.postMessage({ fatal: error.message });
    } else {
      self.postMessage({ id, error: { name: error.name, message: error.message } });
    }
  }
});
