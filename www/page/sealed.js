// A worker under the page's own policy.

const engine = new URL('../worker.js', import.meta.url).href;

/**
 * A worker that comes from the network brings its own policy, or none; one that the page makes inherits the page's, so it
 * can connect to nothing either.
 *
 * @param {string} name
 */
export function startSealedWorker(name) {
  const source = URL.createObjectURL(new Blob([`import ${JSON.stringify(engine)};`], { type: 'text/javascript' }));
  const worker = new Worker(source, { type: 'module', name });
  worker.addEventListener('message', () => URL.revokeObjectURL(source), { once: true });
  return worker;
}
