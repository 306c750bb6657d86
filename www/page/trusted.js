// Trusted Types. The page's policy has the browser refuse every string that is to become markup, script or the address of a
// script, except what passes here.

/** TypeScript does not know them yet, and not every browser does. @type {any} */
const types = /** @type {any} */ (globalThis).trustedTypes;

const ENGINE = new URL('../worker.js', import.meta.url).href;
const OFFLINE = new URL('../../sw.js', import.meta.url).href;

/** Workers that the page makes itself have such addresses. */
const OWN = `blob:${globalThis.origin}/`;

types?.createPolicy('default', {
  createScriptURL(/** @type {string} */ address) {
    const { href } = new URL(address, document.baseURI);
    return href === ENGINE || href === OFFLINE || href.startsWith(OWN) ? href : null;
  },
});

const documents = types?.createPolicy('sayso-html', { createHTML: (/** @type {string} */ html) => html });

/**
 * HTML for a parser of documents that nothing runs in, and for nothing else.
 *
 * @param {string} html
 * @returns {string}
 */
export const inert = (html) => documents?.createHTML(html) ?? html;
