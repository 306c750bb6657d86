// What a reader of the page waits for, in a real browser. Prints one line of JSON.
//
// usage: node page.mjs chromium|firefox TEXTS   (CHROMIUM, FIREFOX: the browsers)
// TEXTS: the folder that `cargo xtask bench` writes

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { watchTasks } from '../browser/tasks.mjs';
import { median, quantile, round, start, until } from './browsers.mjs';
import { figures, serve } from './served.mjs';

/** 100,000 claims, four in a paragraph. */
const MANY = 25_000;
/** What is typed, with a pause in it so long that the text is read meanwhile. */
const TYPED = [' The harbour master doubted that,', ' he said on Monday, and told the council so in a letter.'];
const KEY_MS = 40;
const PAUSE_MS = 450;

const [name, folder] = process.argv.slice(2);
/** @param {string} file @returns {Promise<string[]>} */
const texts = async (file) => JSON.parse(await readFile(join(folder, `${file}.json`), 'utf8')).texts;

/** In the page: how a text is pasted. */
function prepare() {
  const painted = () => new Promise((resume) => requestAnimationFrame(() => setTimeout(resume)));
  globalThis.bench = {
    painted,
    /** Pastes as the clipboard does, and gives the milliseconds until marks are on the screen. @param {string} text */
    async paste(text) {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      const event = new Event('paste', { bubbles: true, cancelable: true });
      Object.defineProperty(event, 'clipboardData', { value: data });
      const since = performance.now();
      document.querySelector('textarea')?.dispatchEvent(event);
      const isMarked = () => document.body.dataset.state === 'read' && [...CSS.highlights.values()].some(({ size }) => size > 0);
      while (!isMarked()) await new Promise((resume) => requestAnimationFrame(resume));
      await painted();
      return performance.now() - since;
    },
    isWhole: () => !document.body.hasAttribute('data-part') && document.querySelector('reading-progress')?.hidden,
  };
}

await figures(async (atEnd) => {
  const address = await serve(atEnd, folder, {});
  const browser = await start(name);
  atEnd(browser.close);
  const tell = (/** @type {string} */ words) => process.stderr.write(`${browser.version}: ${words}\n`);

  /** The page with its engine up: it has read an article. */
  const open = async () => {
    const tab = await browser.open(`${address}/sayso/`);
    await until(tab, () => document.body.hasAttribute('data-ready'));
    await tab.evaluate(prepare);
    await tab.evaluate(async () => {
      await globalThis.bench.paste('Mayor Ann Lee said that the bridge was safe.');
      document.querySelector('#new').click();
      await globalThis.bench.painted();
    });
    return tab;
  };
  /** Bytes of the engine's memory, where the browser lets one look into a worker. */
  const memory = async (/** @type {any} */ tab) => {
    const [worker] = tab.workers();
    if (name !== 'chromium' || !worker) return null;
    return worker.evaluate(async (engine) => (await (await import(engine)).engine.start()).memory.buffer.byteLength, `${address}/sayso/engine.js`);
  };
  /** What the longest task of the page took of the processor while something was done, in milliseconds; null where the browser does not say. */
  const longest = async (/** @type {any} */ tab, /** @type {() => Promise<unknown>} */ act) => {
    const tasks = name === 'chromium' ? await watchTasks(tab) : null;
    await act();
    return tasks && Math.round((await tasks())[0] ?? 0);
  };
  const whole = (/** @type {any} */ tab) => until(tab, () => globalThis.bench.isWhole());

  /** Brings a text into the page, which takes the page's time. @param {any} tab @param {string} text */
  const give = (tab, text) => tab.evaluate((/** @type {string} */ given) => void (globalThis.bench.text = given), text);
  /** Pastes what was given. @param {any} tab @returns {Promise<number>} */
  const paste = (tab) => tab.evaluate(() => globalThis.bench.paste(globalThis.bench.text));

  /** Pasting 5 MB. */
  async function pasting(long) {
    const first = [];
    const seconds = [];
    const held = [];
    let bytes = 0;
    for (const text of long) {
      tell('5 MB are pasted');
      const tab = await open();
      await give(tab, text);
      const read = async () => {
        const since = Date.now();
        first.push(await paste(tab));
        await whole(tab);
        seconds.push((Date.now() - since) / 1000);
      };
      held.push(await longest(tab, read));
      bytes = Math.max(bytes, (await memory(tab)) ?? 0);
      await browser.shut(tab);
    }
    const size = Buffer.byteLength(long[0]);
    return {
      first_marks_ms: Math.round(median(first)),
      whole_s: round(median(seconds)),
      longest_task_ms: held.includes(null) ? null : Math.max(...held.map(Number)),
      ...(bytes && { wasm_mb: round(bytes / 1e6), wasm_times_text: round(bytes / size), wasm_may_mb: round((12 * size) / 1e6 + 20) }),
    };
  }

  /** Stopping a reading of 5 MB. */
  async function stopping(text) {
    tell('5 MB are pasted and stopped');
    const tab = await open();
    await give(tab, text);
    await paste(tab);
    await new Promise((resume) => setTimeout(resume, 1500)); // until the whole is being read
    const times = await tab.evaluate(async () => {
      const { held } = await navigator.locks.query();
      const worker = held.find((lock) => lock.name.startsWith('sayso-')).name;
      const stop = [...document.querySelectorAll('reading-progress button')].find((button) => button.textContent === 'Stop');
      const since = performance.now();
      stop.click();
      await globalThis.bench.painted();
      const page = performance.now() - since;
      // The worker holds its lock as long as it lives.
      await navigator.locks.request(worker, () => {});
      return { page, worker: performance.now() - since };
    });
    await browser.shut(tab);
    const again = await open();
    await give(again, text.slice(0, -7));
    await paste(again);
    await new Promise((resume) => setTimeout(resume, 1500));
    const next = await again.evaluate(async () => {
      [...document.querySelectorAll('reading-progress button')].find((button) => button.textContent === 'Stop').click();
      document.querySelector('#new').click();
      await globalThis.bench.painted();
      return globalThis.bench.paste('Mayor Ann Lee said that the bridge was not safe.');
    });
    await browser.shut(again);
    return { page_free_ms: Math.round(times.page), worker_gone_ms: Math.round(times.worker), next_article_ms: Math.round(next) };
  }

  /** 100,000 claims. */
  async function many() {
    tell('100,000 claims');
    const tab = await open();
    const claim = (/** @type {number} */ n) => `The mayor said bridge ${n} was ${['safe', 'closed', 'old', 'new'][n % 4]}.`;
    const text = Array.from({ length: MANY }, (_, i) => [0, 1, 2, 3].map((n) => claim(4 * i + n)).join(' ')).join('\n\n');
    await give(tab, text);
    const reading = await longest(tab, async () => {
      await paste(tab);
      await whole(tab);
      await until(tab, (count) => document.querySelectorAll('.segment').length === count, MANY);
    });
    const claims = await tab.evaluate(() => Number(document.querySelector('.list-head .count').textContent.replace(/\D/g, '')));
    /** @type {Record<string, () => Promise<unknown>>} */
    const uses = {
      scrolling: () => tab.evaluate(async () => (scrollTo(0, document.documentElement.scrollHeight / 2), globalThis.bench.painted())),
      choosing: () => tab.evaluate(async () => (document.querySelectorAll('claim-list .card')[3].click(), globalThis.bench.painted())),
      searching: async () => {
        await tab.evaluate(() => document.querySelector('input[type=search]').focus());
        await tab.keyboard.type('bridge 9');
      },
      clearing: async () => {
        for (let i = 0; i < 8; i++) await tab.keyboard.press('Backspace');
      },
      hiding: () => tab.evaluate(async () => (document.querySelector('claim-key button[aria-pressed]:enabled').click(), globalThis.bench.painted())),
    };
    /** @type {Record<string, number | null>} */
    const found = { reading };
    for (const [use, act] of Object.entries(uses)) {
      found[use] = await longest(tab, async () => {
        await act();
        await new Promise((resume) => setTimeout(resume, 1500)); // what follows it
      });
    }
    await browser.shut(tab);
    return { claims, longest_task_ms: found };
  }

  /** Typing into 5,000 words. */
  async function typing(text) {
    tell('typing');
    const tab = await open();
    await give(tab, text);
    await paste(tab);
    await whole(tab);
    await tab.evaluate(() => {
      document.querySelector('#edit').click();
      const field = document.querySelector('textarea');
      const at = field.value.indexOf('\n\n', field.value.length / 2);
      field.setSelectionRange(at, at);
      field.focus();
      globalThis.keys = [];
      field.addEventListener('keydown', ({ timeStamp }) => globalThis.bench.painted().then(() => globalThis.keys.push(performance.now() - timeStamp)));
    });
    for (const [i, words] of TYPED.entries()) {
      if (i) await new Promise((resume) => setTimeout(resume, PAUSE_MS));
      await tab.keyboard.type(words, { delay: KEY_MS });
    }
    await until(tab, () => document.querySelector('.field-note.found') !== null);
    const keys = await tab.evaluate(() => globalThis.keys);
    await browser.shut(tab);
    return { words: text.split(/\s+/).length, keys: keys.length, median_ms: round(median(keys)), p95_ms: round(quantile(keys, 0.95)), max_ms: round(Math.max(...keys)) };
  }

  const long = await texts('pasted');
  const [typed] = await texts('typed');
  return {
    browser: browser.version,
    pasting_5mb: await pasting(long.slice(1)),
    stopping: await stopping(long[0]),
    typing: await typing(typed),
    ...(name === 'chromium' && { many: await many() }),
  };
});
