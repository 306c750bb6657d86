// The page stays: no script takes it to another address, in which the text could go along. A policy cannot say that; where the
// browser has no Navigation API, only what stands in the page's own code does.

const { navigation } = /** @type {any} */ (globalThis);

/** Links that the reader follows, steps in the history, reloading and what is saved as a file are no way out for a text. */
navigation?.addEventListener('navigate', (/** @type {any} */ event) => {
  const isNew = event.navigationType === 'push' || event.navigationType === 'replace';
  if (isNew && !event.userInitiated && !event.destination.sameDocument && event.downloadRequest === null) event.preventDefault();
});
