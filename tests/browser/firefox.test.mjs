// The engine in a real Firefox: the same bytes as the command line and Chromium give.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address } from './address.mjs';
import { browser } from './firefox.mjs';
import { articles, canonical, said, text } from './native.mjs';

const page = await browser.newPage();
await page.goto(address);
await page.waitForSelector('body[data-ready]');

for (const name of articles) {
  test(`Firefox reads ${name} as the command line does`, async () => {
    const there = await page.evaluate(async (given) => (await import('/sayso.js')).annotate(given, { offset_unit: 'code-point' }), text(name));
    assert.equal(canonical(there), said(name));
  });
}
