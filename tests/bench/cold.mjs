// From the opening of a page to the first marks in its article of 5 KB, against wink-nlp with its web model, which tags the words
// and finds the names of the same article and marks nothing. Prints one line of JSON.
//
// Each of many rounds opens both pages, each in a browser profile of its own, so that what else the machine does meets both alike.
//
// usage: node cold.mjs TEXTS.json   (CHROMIUM: the browser)
// TEXTS.json: { "articles": [5 KB each, all different] }

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { WWW, host } from '../browser/host.mjs';

const folder = new URL('../browser/', import.meta.url);
const require = createRequire(new URL('package.json', folder));
const { chromium } = require('playwright-core');
const { build } = await import(require.resolve('vite'));

const ROUNDS = 15;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Its library and its model in one module, as its users ship it; built where its packages are found. */
async function winkModule() {
  const out = await mkdtemp(new URL('node_modules/.wink-', folder).pathname);
  const source = `
    import winkNLP from 'wink-nlp';
    import model from 'wink-eng-lite-web-model';
    export function read(text) {
      const nlp = winkNLP(model, ['sbd', 'pos', 'ner']);
      const document = nlp.readDoc(text);
      return [document.sentences().out(nlp.its.span), document.tokens().out(nlp.its.pos), document.entities().out(nlp.its.detail)].map(({ length }) => length);
    }`;
  await writeFile(join(out, 'entry.js'), source);
  const lib = { entry: join(out, 'entry.js'), formats: ['es'], fileName: () => 'wink.js' };
  await build({ configFile: false, root: out, logLevel: 'error', build: { lib, outDir: join(out, 'built'), minify: true } });
  return out;
}

/** @param {string} text @param {string} rest */
const page = (text, rest) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Article</title><link rel="icon" href="data:,">
<article id="article">${text.split(/\n+/).map((line) => `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`).join('\n')}</article>${rest}`;

const OURS = `<say-so for="#article" view="marks"></say-so><script type="module" src="/sayso/say-so.js"></script>
<script>
  const look = () => (CSS.highlights.size ? (globalThis.done = performance.now()) : requestAnimationFrame(look));
  addEventListener('say-so-annotated', look);
  addEventListener('say-so-error', ({ detail }) => (globalThis.failed = detail.error.message));
</script>`;
const THEIRS = `<script type="module">
  import { read } from '/wink/wink.js';
  if (read(document.querySelector('#article').textContent).every(Boolean)) globalThis.done = performance.now();
</script>`;

const { articles } = JSON.parse(await readFile(process.argv[2], 'utf8'));
/** @type {(() => unknown)[]} */
const ends = [];
const t = /** @type {any} */ ({ after: (/** @type {() => unknown} */ end) => ends.push(end) });
try {
  const built = await winkModule();
  ends.push(() => rm(built, { recursive: true }));
  const pages = {};
  const headers = { 'cache-control': 'no-store', 'access-control-allow-origin': '*' };
  const wink = await host(t, { folder: join(built, 'built'), at: '/wink/', headers });
  const sayso = await host(t, { folder: WWW, pages, headers });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
  ends.push(() => browser.close());

  /** @param {string} url */
  const open = async (url) => {
    const context = await browser.newContext();
    const tab = await context.newPage();
    await tab.goto(url);
    await tab.waitForFunction(() => globalThis.done || globalThis.failed, null, { polling: 50 });
    const [done, failed] = await tab.evaluate(() => [globalThis.done, globalThis.failed]);
    await context.close();
    if (failed) throw new Error(failed);
    return done;
  };

  const times = { sayso: [], wink: [] };
  for (let round = 0; round <= ROUNDS; round++) {
    pages['/'] = page(articles[round], OURS);
    pages['/wink'] = page(articles[round], THEIRS.replace('/wink/wink.js', `${wink.address}/wink/wink.js`));
    const both = [['sayso', '/'], ['wink', '/wink']];
    for (const [name, path] of round % 2 ? both : both.reverse()) {
      const time = await open(sayso.address + path);
      // The first round warms up the browser.
      if (round) times[name].push(time);
    }
  }
  const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];
  const figures = { cold_sayso_ms: Math.round(median(times.sayso)), cold_wink_ms: Math.round(median(times.wink)) };
  const ratio = Number((median(times.sayso) / median(times.wink)).toFixed(2));
  const best = Number((Math.min(...times.sayso) / Math.min(...times.wink)).toFixed(2));
  process.stdout.write(`${JSON.stringify({ ...figures, cold_to_wink: ratio, cold_to_wink_best: best, rounds: ROUNDS })}\n`);
} finally {
  for (const end of ends.reverse()) await end();
}
