// Reads a text in this thread: for Web Workers, for service workers, and for programs without a page such as Node.js.

import { engine, parts } from './engine.js';
import { add } from './pieces.js';

/**
 * What was found in `text`. Any string gives a result; a bad option rejects, with an error that names the field. The thread
 * does nothing else meanwhile; between two parts of a long text it is free, and the call can be given up. Where the engine has
 * stopped, the next call starts it anew.
 *
 * @param {string} text
 * @param {import('./sayso.js').Options | null} [options]
 * @returns {Promise<any>}
 */
export async function annotate(text, options) {
  const { signal, onprogress, ...rest } = options ?? {};
  signal?.throwIfAborted();
  if (typeof text !== 'string') throw new TypeError('text: not a string');
  await engine.start();
  if (onprogress) {
    for (const read of parts(text)) {
      await new Promise((resume) => setTimeout(resume));
      signal?.throwIfAborted();
      onprogress({ read, of: text.length, document: add({}, engine.call('annotate', [text.slice(0, read), rest])) });
    }
    await new Promise((resume) => setTimeout(resume));
  }
  signal?.throwIfAborted();
  return add({}, engine.call('annotate', [text, rest]));
}
