// Whether an address has a text in it; link.js packs and unpacks.

export const PREFIX = '#t1.';

/** @param {string} hash */
export const holdsText = (hash) => hash.startsWith(PREFIX);
