// The engine in a real Firefox: the same bytes as the command line and Chromium give.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { address } from './address.mjs';
import { articles, canonical, said, text } from './native.mjs';

const names = ['firefox-esr', 'firefox'];
const places = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
const executablePath = process.env.FIREFOX || places.find((place) => existsSync(place));
assert.ok(executablePath, 'there is no Firefox: install one, or name one in the environment variable FIREFOX');

const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
after(() => browser.close());
const page = await browser.newPage();
await page.goto(address);
await page.waitForSelector('body[data-ready]');

for (const name of articles) {
  test(`Firefox reads ${name} as the command line does`, async () => {
    const there = await page.evaluate(async (given) => (await import('/sayso.js')).annotate(given, { offset_unit: 'code-point' }), text(name));
    assert.equal(canonical(there), said(name));
  });
}
