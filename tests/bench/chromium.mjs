// The same workload in a real Chromium, through the worker as the page uses it. Prints one line of JSON.
//
// usage: node chromium.mjs TEXTS.json   (SAYSO_URL: where www is served; CHROMIUM: the browser)
// TEXTS.json: { "articles": [5 KB each, all different], "long": 500 KB }

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../browser/package.json', import.meta.url));
const { chromium } = require('playwright-core');

const { articles, long } = JSON.parse(await readFile(process.argv[2], 'utf8'));
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
try {
  const page = await browser.newPage();
  await page.goto(process.env.SAYSO_URL);
  await page.waitForSelector('body[data-ready]');
  const figures = await page.evaluate(
    async ({ articles, long }) => {
      const start = performance.now();
      const { annotate } = await import('./sayso.js');
      await annotate(articles[0]);
      const cold = performance.now() - start;
      // The first ones warm up the engine; no text is seen twice.
      const times = [];
      for (const text of articles.slice(1)) {
        const began = performance.now();
        await annotate(text);
        times.push(performance.now() - began);
      }
      const began = performance.now();
      await annotate(long);
      const longTime = performance.now() - began;
      return { cold, times: times.slice(10), longTime };
    },
    { articles, long },
  );
  const sorted = figures.times.toSorted((a, b) => a - b);
  const at = (share) => Number(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(2));
  process.stdout.write(
    `${JSON.stringify({
      cold_ms: Number(figures.cold.toFixed(1)),
      article_5kb_median_ms: at(0.5),
      article_5kb_p95_ms: at(0.95),
      article_5kb_max_ms: at(1),
      long_500kb_ms: Number(figures.longTime.toFixed(0)),
      chromium: browser.version(),
    })}\n`,
  );
} finally {
  await browser.close();
}
