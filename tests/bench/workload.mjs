// The same workload in a real browser: texts of several sizes, each read once by Sayso and by what it is measured against, in turn.
// Prints one line of JSON.
//
// usage: node workload.mjs chromium|firefox TEXTS SIZE...   (CHROMIUM, FIREFOX: the browsers)
// TEXTS: the folder that `cargo xtask bench` writes

import { median, quantile, round, start } from './browsers.mjs';
import { PEERS } from './peers.mjs';
import { figures, serve } from './served.mjs';

/** A peer that would take longer than this for one text, in milliseconds, is left out; one that took it for several reads no more. */
const TOO_LONG = 60_000;
const ENOUGH = 45_000;
/** Growth is looked at from this size on: what a call costs by itself no longer counts there. */
const LONG = 50_000;

const [name, texts, ...sizes] = process.argv.slice(2);

await figures(async (atEnd) => {
  const address = await serve(atEnd, texts, { '/': '<!doctype html><meta charset="utf-8"><title>Workload</title><link rel="icon" href="data:,">' });
  const browser = await start(name);
  atEnd(browser.close);
  /** @type {Record<string, any>} */
  const rows = {};
  /** Milliseconds a byte of the size before. @type {Record<string, number>} */
  const pace = {};
  for (const size of sizes.map(Number)) {
    const isLeftOut = (/** @type {string} */ peer) => (pace[peer] ?? 0) * size > TOO_LONG;
    const names = ['sayso', ...PEERS.filter((peer) => !isLeftOut(peer))];
    const tab = await browser.open(address);
    const { systems, bytes, tokens, memory } = await tab.evaluate(async (what) => (await import('/bench/in-page.mjs')).measure(what), { size, names, enough: ENOUGH });
    await browser.shut(tab);
    const row = (rows[size] = { texts: bytes.length, bytes: Math.round(median(bytes)) });
    for (const [system, { times, longest }] of Object.entries(systems)) {
      const typical = median(times);
      pace[system] = typical / median(bytes);
      row[system] = {
        median_ms: round(typical, 2),
        p95_ms: round(quantile(times, 0.95), 2),
        max_ms: round(Math.max(...times), 2),
        tokens_per_s: Math.round((median(tokens) / typical) * 1000),
        // Shorter ones are not told.
        longest_task_ms: longest === null ? null : longest < 50 ? '<50' : Math.round(longest),
      };
      if (times.length < bytes.length) row[system].texts = times.length;
      if (system === 'sayso') row[system].wasm_mb = round(memory / 1e6, 1);
      else row[system].sayso_to_it = round(median(systems.sayso.times.slice(0, times.length)) / typical, 2);
    }
    for (const peer of PEERS.filter(isLeftOut)) row[peer] = { left_out: `about ${Math.round((pace[peer] * size) / 1000)} s a text` };
  }
  const exponent = (/** @type {string} */ system) => {
    const long = Object.values(rows).filter((row) => row.bytes >= LONG && row[system].median_ms);
    const [first, last] = [long[0], long.at(-1)];
    return long.length < 2 ? null : round(Math.log(last[system].median_ms / first[system].median_ms) / Math.log(last.bytes / first.bytes), 3);
  };
  return { browser: browser.version, sizes: rows, growth_exponent: Object.fromEntries(['sayso', ...PEERS].map((system) => [system, exponent(system)])) };
});
