// The engine in this thread, and how a long text is read so that something is to be seen early.

import { Instance } from './instance.js';
import module from './pkg/engine.js';
import * as glue from './pkg/sayso.js';

/**
 * A long text, in UTF-16 units, is read from its beginning in growing parts first: about so much, then eight times as much
 * and so on, as long as a part is no more than a quarter of the whole. All parts together take a third of its time at most.
 */
const FIRST = 12_000;
const GROWTH = 8;
/** How far back from there a part may end, to end with a paragraph or at least with a word. */
const BACK = 2_000;

export const engine = new Instance(glue, module);

/** So much is read at once where a reading can be stopped: for some 30 ms. A thread that does more than one thing ends in between. */
const PIECE = 10_000;

/**
 * Where to cut a text at or before `end`: behind a paragraph, else behind a word.
 *
 * @param {string} text
 * @param {number} end
 */
function cut(text, end) {
  if (end >= text.length) return text.length;
  const tail = text.slice(end - BACK, end);
  const at = tail.lastIndexOf('\n') + 1 || tail.lastIndexOf(' ') + 1 || BACK;
  // A pair of surrogates stays whole.
  const isSplit = at === BACK && /[\ud800-\udbff]$/.test(tail);
  return end - BACK + at - (isSplit ? 1 : 0);
}

/**
 * Where the first parts of a text end that are worth reading before the whole.
 *
 * @param {string} text
 */
export function* parts(text) {
  for (let end = FIRST; end * 4 <= text.length; end *= GROWTH) yield cut(text, end);
}

/**
 * Reads a long text ahead, from `from` to its end, and lets the thread do other things now and then.
 *
 * @param {string} text
 * @param {number} from What is before it has been read.
 */
export async function readAhead(text, from) {
  const { port1, port2 } = new MessageChannel();
  // Unlike a timer it waits for no clock.
  const turn = () => new Promise((resume) => ((port1.onmessage = resume), port2.postMessage(0)));
  try {
    for (let to; text.length - from > PIECE; from = to) {
      to = cut(text, from + PIECE);
      engine.call('read_ahead', [text.slice(from, to)]);
      await turn();
    }
  } finally {
    port1.close();
  }
}
