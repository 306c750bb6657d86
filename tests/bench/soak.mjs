// Thousands of articles one after another in one page of a real Chromium, each pasted, marked, looked at and left for the next one:
// does what it takes stay flat? Prints one line of JSON.
//
// usage: node soak.mjs chromium ARTICLES.json   (CHROMIUM: the browser)

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { FLAGS } from '../browser/chromium-program.mjs';
import { WWW, host } from '../browser/host.mjs';
import { round, until } from './browsers.mjs';
import { figures } from './served.mjs';

const require = createRequire(new URL('../browser/package.json', import.meta.url));
const { default: puppeteer } = await import(require.resolve('puppeteer-core'));

/** How often it is looked at. The first look comes when everything has been used a few hundred times. */
const LOOKS = 20;

const articles = JSON.parse(await readFile(process.argv[3], 'utf8'));

/** In the page: one article, from pasting to the empty field. @param {string[]} texts */
async function read(texts) {
  /** @param {() => unknown} wanted */
  const until = async (wanted) => {
    for (let i = 0; i < 2000 && !wanted(); i++) await new Promise((resume) => setTimeout(resume, 5));
    if (!wanted()) throw new Error(`waited in vain for ${wanted}`);
  };
  for (const text of texts) {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.querySelector('textarea')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    await until(() => document.body.dataset.state === 'read' && !document.body.hasAttribute('data-part') && document.querySelector('claim-list .card'));
    document.querySelector('claim-list .card').click();
    await new Promise((resume) => setTimeout(resume));
    document.querySelector('#new').click();
    await until(() => document.body.dataset.state === 'empty');
  }
}

await figures(async (atEnd) => {
  const { address } = await host(/** @type {any} */ ({ after: atEnd }), { folder: WWW, at: '/' });
  const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM, args: FLAGS, headless: true, protocolTimeout: 0 });
  atEnd(() => browser.close());
  const tab = await browser.newPage();
  const errors = [];
  tab.on('pageerror', (/** @type {Error} */ error) => errors.push(error.message));
  tab.on('error', (/** @type {Error} */ error) => errors.push(error.message));
  await tab.goto(address);
  await until(tab, () => document.body.hasAttribute('data-ready'));
  const page = await tab.createCDPSession();
  const all = await browser.target().createCDPSession();
  await page.send('Performance.enable');

  /** Megabytes that the page's process has of the machine's memory. */
  const resident = async () => {
    const { processInfo } = await all.send('SystemInfo.getProcessInfo');
    const sizes = processInfo
      .filter((/** @type {any} */ { type }) => type === 'renderer')
      .map(async (/** @type {any} */ { id }) => Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${id}/status`, 'utf8').catch(() => ''))?.[1] ?? 0));
    return Math.max(...(await Promise.all(sizes))) / 1000;
  };
  const look = async () => {
    const worker = tab.workers()[0];
    for (const session of [page, worker.client]) await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await page.send('Performance.getMetrics');
    const of = (/** @type {string} */ name) => metrics.find((/** @type {any} */ metric) => metric.name === name).value;
    const engine = `${address}/engine.js`;
    return {
      wasm_mb: round((await worker.evaluate(async (url) => (await (await import(url)).engine.start()).memory.buffer.byteLength, engine)) / 1e6, 2),
      page_heap_mb: round(of('JSHeapUsedSize') / 1e6, 2),
      worker_heap_mb: round((await worker.client.send('Runtime.getHeapUsage')).usedSize / 1e6, 2),
      nodes: of('Nodes'),
      listeners: of('JSEventListeners'),
      resident_mb: Math.round(await resident()),
    };
  };

  const looks = [];
  const step = Math.ceil(articles.length / LOOKS);
  for (let at = 0; at < articles.length; at += step) {
    const since = performance.now();
    const part = articles.slice(at, at + step);
    await tab.evaluate(read, part);
    looks.push({ articles: at + part.length, ms_each: round((performance.now() - since) / part.length), ...(await look()) });
    process.stderr.write(`${JSON.stringify(looks.at(-1))}\n`);
  }
  if (errors.length) throw new Error(errors.join('\n'));
  return { browser: await browser.version(), looks };
});
