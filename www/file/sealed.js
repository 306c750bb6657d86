// Stands in for page/sealed.js in sayso.html: the worker's code is in the page, and the worker is under its policy.

import { startWorkerFromSource } from '../sayso.js';

/** @param {string} name */
export function startSealedWorker(name) {
  const { textContent } = /** @type {HTMLElement} */ (document.querySelector('#sayso-worker'));
  // Chromium starts no module worker from a file on disk.
  return startWorkerFromSource(textContent ?? '', name, 'classic');
}
