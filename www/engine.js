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
