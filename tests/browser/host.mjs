// Somebody else's web server: pages of a test's own, and a folder of ours at some path of it.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The sources, and what ships. */
export const WWW = fileURLToPath(new URL('../../www/', import.meta.url));
export const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.txt': 'text/plain' };

/**
 * Serves until the test is over.
 *
 * @param {import('node:test').TestContext} t
 * @param {object} [how]
 * @param {Record<string, string>} [how.pages] HTML by path; may be changed while it serves.
 * @param {string} [how.folder] Our files.
 * @param {string} [how.at] Path that they have, with slashes around.
 * @param {Record<string, string>} [how.headers] What is sent with everything.
 * @param {Record<string, string>} [how.types] MIME types by extension.
 */
export async function host(t, { pages = {}, folder = WWW, at = '/sayso/', headers = {}, types = TYPES } = {}) {
  /** @type {string[]} */
  const asked = [];
  const state = { folder, isDown: false };
  const server = createServer(async ({ url, socket }, response) => {
    if (state.isDown) return socket.destroy();
    const path = normalize(decodeURIComponent(new URL(url ?? '/', 'http://localhost').pathname));
    asked.push(path);
    if (Object.hasOwn(pages, path)) {
      response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(pages[path]);
      return;
    }
    try {
      if (!path.startsWith(at)) throw new Error('not ours');
      const file = path.slice(at.length).replace(/(^|\/)$/, '$1index.html');
      const body = await readFile(join(state.folder, file));
      const type = types[extname(file)];
      response.writeHead(200, { ...headers, ...(type && { 'content-type': `${type}; charset=utf-8` }) }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(null)));
  t.after(() => (server.closeAllConnections(), server.close()));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { address: `http://127.0.0.1:${port}`, asked, state };
}

/** A host page with an article of its own and whatever else. @param {string} rest @param {string} [head] */
export const hostPage = (rest, head = '<script type="module" src="/sayso/say-so.js"></script>') => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>The host</title><link rel="icon" href="data:,">${head}</head><body><main>
<article id="article">
  <h1>Ferry firm knew of <em>rust</em>, inspector says</h1>
  <p>Harbour inspector Jane Ruddock said that the <b>hull had rusted</b> through in
     four places.</p>
  <script type="application/ld+json">{"said": "not part of the text"}</script>
  <p>Brady denied that the crew had been told to keep quiet.</p><p>According to two former sailors, the pumps ran all night.</p>
</article>
${rest}</main></body></html>`;

/** The words under each of our highlights in a page or frame. @param {import('playwright-core').Page | import('playwright-core').Frame} page */
export const marked = (page) =>
  page.evaluate(() =>
    [...CSS.highlights]
      .filter(([name]) => /^say-so-.*-(solid|dashed|dotted|double)-\d$/.test(name))
      .flatMap(([, ranges]) =>
        [...ranges].map((range) => {
          const live = document.createRange();
          live.setStart(range.startContainer, range.startOffset);
          live.setEnd(range.endContainer, range.endOffset);
          return range.startContainer.isConnected ? live.toString().replace(/\s+/g, ' ') : '(gone)';
        }),
      )
      .sort(),
  );

/**
 * Waits until a function that runs in the page gives something. It asks again and again: what browsers' drivers do instead is
 * forbidden under a strict policy.
 *
 * @param {{ evaluate: (f: any, argument?: any) => Promise<any> }} page
 * @param {(argument: any) => any} wanted
 * @param {any} [argument]
 */
export async function until(page, wanted, argument) {
  for (let i = 0; i < 300; i++) {
    if (await page.evaluate(wanted, argument)) return;
    await new Promise((resume) => setTimeout(resume, 100));
  }
  throw new Error(`waited in vain for ${wanted}`);
}

/** Waits until every `<say-so>` that is named has its result. @param {{ evaluate: any }} page */
export const annotated = (page, selector = 'say-so') =>
  until(page, (sought) => [...document.querySelectorAll(sought)].every((element) => element.document), selector);
