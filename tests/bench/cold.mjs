// From the opening of a page to the first result for its article of 5 KB: <say-so> and its first marks, against what others find, who
// mark nothing; each as it ships, ours from `dist`. Prints one line of JSON.
//
// Each of many rounds opens each page, each in a browser profile of its own, so that what else the machine does meets all alike.
//
// usage: node cold.mjs chromium|firefox TEXTS   (CHROMIUM, FIREFOX: the browsers)
// TEXTS: the folder that `cargo xtask bench` writes

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DIST } from '../browser/host.mjs';
import { median, round, start } from './browsers.mjs';
import { PEERS } from './peers.mjs';
import { figures, serve } from './served.mjs';

/** @param {string} text @param {string} rest */
const page = (text, rest) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Article</title><link rel="icon" href="data:,">
<article id="article">${text.split(/\n+/).map((line) => `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`).join('\n')}</article>${rest}`;

const OURS = `<say-so for="#article" view="marks"></say-so><script type="module" src="/sayso/say-so.js"></script>
<script>
  const look = () => (CSS.highlights.size ? (globalThis.done = performance.now()) : requestAnimationFrame(look));
  addEventListener('say-so-annotated', look);
  addEventListener('say-so-error', ({ detail }) => (globalThis.failed = detail.error.message));
</script>`;
/** @param {string} name */
const theirs = (name) => `<script type="module">
  import { read } from '/peers/${name}.js';
  read(document.querySelector('#article').textContent);
  globalThis.done = performance.now();
</script>`;

const [name, folder] = process.argv.slice(2);
const { texts } = JSON.parse(await readFile(join(folder, 'cold.json'), 'utf8'));

await figures(async (atEnd) => {
  /** @type {Record<string, string>} */
  const pages = {};
  const address = await serve(atEnd, folder, pages, DIST);
  const browser = await start(name);
  atEnd(browser.close);

  /** @param {string} url @returns {Promise<number>} */
  const open = async (url) => {
    const tab = await browser.open(url);
    const { done, failed } = await tab.evaluate(
      () =>
        new Promise((tell) => {
          const look = () => (globalThis.done || globalThis.failed ? tell({ done: globalThis.done, failed: globalThis.failed }) : setTimeout(look, 20));
          look();
        }),
    );
    await browser.shut(tab);
    if (failed) throw new Error(failed);
    return done;
  };

  const names = ['sayso', ...PEERS];
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(names.map((system) => [system, []]));
  for (const [round, text] of texts.entries()) {
    for (const system of names) pages[`/${system}`] = page(text, system === 'sayso' ? OURS : theirs(system));
    for (const at of names.keys()) {
      const system = names[(at + round) % names.length];
      const time = await open(`${address}/${system}`);
      // The first round warms up the browser.
      if (round) times[system].push(time);
    }
  }
  const ours = times.sayso;
  const row = (/** @type {string} */ system) => ({
    median_ms: Math.round(median(times[system])),
    best_ms: Math.round(Math.min(...times[system])),
    ...(system !== 'sayso' && { sayso_to_it: round(median(ours) / median(times[system]), 2), sayso_to_it_best: round(Math.min(...ours) / Math.min(...times[system]), 2) }),
  });
  return { browser: browser.version, rounds: ours.length, ...Object.fromEntries(names.map((system) => [system, row(system)])) };
});
