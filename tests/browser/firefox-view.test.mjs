// The main path in a real Firefox: a text comes in, is looked through and found in again.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address } from './address.mjs';
import { browser } from './firefox.mjs';

/** Asks until it is so; the page's policy forbids the function that puppeteer would put into it to wait. */
async function until(page, is, given) {
  for (const end = Date.now() + 15_000; !(await page.evaluate(is, given)); ) {
    assert.ok(Date.now() < end, `never: ${is}`);
    await new Promise((resume) => setTimeout(resume, 25));
  }
}

test('dropped HTML, pictures, search, the strip and a link', async (t) => {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const logged = [];
  page.on('console', (message) => logged.push(message.text()));
  page.on('pageerror', (error) => logged.push(String(error)));
  t.after(async () => {
    await context.close();
    assert.deepEqual(logged, [], 'the console must stay empty');
  });
  await page.setViewport({ width: 1280, height: 700 });
  await page.goto(address);
  await until(page, () => document.body?.dataset.ready !== undefined);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/html', '<h1 style="color: red">Bridge shut</h1><p>Mayor Ann Lee said that the bridge was shut. It may open in May.</p><p>Two sailors said that it was old. It cost £40,000.</p>');
    // Firefox lets no script fill the clipboard of a paste.
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await until(page, () => document.body.dataset.state === 'read');
  assert.equal(await page.$eval('h1.headline', (h) => h.textContent), 'Bridge shut');
  const count = () => page.$$eval('claim-list .card', (cards) => cards.length);
  const all = await count();
  assert.ok(all >= 3, `${all} cards`);
  assert.equal(await page.evaluate(() => !('highlights' in CSS) || CSS.highlights.size > 3), true);
  await page.$eval('at-a-glance button[data-lens=own]', (button) => button.click());
  const own = await count();
  assert.ok(own > 0 && own < all);
  await page.$eval('claim-sieve button', (button) => button.click());
  assert.equal(await count(), all);
  await page.$eval('claim-list input[type=search]', (field) => {
    field.value = 'sailors';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await until(page, () => document.querySelectorAll('claim-list .card').length === 1);
  await page.$eval('.map', (map) => map.focus());
  await page.keyboard.press('End');
  const link = await page.evaluate(async () => (await import('/page/link.js')).packLink('Mayor Ann Lee said so. 🌉', '2024-03-05'));
  const back = await page.evaluate(async (hash) => (await import('/page/link.js')).unpackLink(hash), new URL(link).hash);
  assert.deepEqual(back, { text: 'Mayor Ann Lee said so. 🌉', dct: '2024-03-05' });
  await page.$eval('take-along > button', (button) => button.click());
  assert.equal(await page.$eval('#take-menu', (menu) => menu.matches(':popover-open')), true);
});
