// The engine in this thread, and how a long text is read so that something is to be seen early.

import engine from './pkg/engine.js';
import init, * as glue from './pkg/sayso.js';

/**
 * A long text, in UTF-16 units, is read from its beginning in growing parts first: about so much, then eight times as much
 * and so on, as long as a part is no more than a quarter of the whole. All parts together take a third of its time at most.
 */
const FIRST = 12_000;
const GROWTH = 8;
/** How far back from there a part may end, to end with a paragraph or at least with a word. */
const BACK = 2_000;

/** The engine arrives as a module, one character for each byte: a page whose policy forbids every connection cannot fetch it. */
function bytes() {
  const out = new Uint8Array(engine.length);
  for (let i = 0; i < out.length; i++) out[i] = engine.charCodeAt(i);
  return out;
}

/** @type {Promise<unknown> | null} */
let started = null;
/** Why the engine cannot be used any more. @type {Error | null} */
let lost = null;

/** Settles once the engine can be called. */
export const start = () => (started ??= init({ module_or_path: bytes() }));

/**
 * Calls a function of the engine, which has started.
 *
 * @param {string} name
 * @param {unknown[]} args
 * @returns {any}
 */
export function call(name, args) {
  if (lost) throw lost;
  const known = Object.hasOwn(glue, name) && name !== 'default' && name !== 'initSync' && name !== 'start';
  if (!known) throw new TypeError(`the engine has no function ${name}`);
  try {
    return /** @type {any} */ (glue)[name](...args);
  } catch (error) {
    // A trap and an overflowing stack leave the engine's memory in an unknown state.
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
      lost = new Error(`the engine stopped: ${error.message}`);
      throw lost;
    }
    throw error;
  }
}

/** Whether no call will be answered any more. */
export const isLost = () => lost !== null;

/**
 * Where the first parts of a text end that are worth reading before the whole.
 *
 * @param {string} text
 */
export function* parts(text) {
  for (let end = FIRST; end * 4 <= text.length; end *= GROWTH) {
    const tail = text.slice(end - BACK, end);
    const cut = tail.lastIndexOf('\n') + 1 || tail.lastIndexOf(' ') + 1 || BACK;
    // A pair of surrogates stays whole.
    const isSplit = cut === BACK && /[\ud800-\udbff]$/.test(tail);
    yield end - BACK + cut - (isSplit ? 1 : 0);
  }
}
