// A worker under the page's own policy.

import { startWorkerFromSource } from '../sayso.js';

const engine = new URL('../worker.js', import.meta.url).href;

/**
 * A worker that comes from the network brings its own policy, or none; one that the page makes inherits the page's, so it
 * can connect to nothing either.
 *
 * @param {string} name
 */
export const startSealedWorker = (name) => startWorkerFromSource(`import ${JSON.stringify(engine)};`, name);
