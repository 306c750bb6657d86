// Opens the page in a real Chromium. A page that logs a warning or an error has failed, whatever else it does.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { after } from 'node:test';
import { chromium } from 'playwright-core';
import { address } from './address.mjs';

export { address };

/** The Chromium that the environment names, or the first on the path. */
function findChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
  const places = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const found = process.env.CHROMIUM || places.find((place) => existsSync(place));
  assert.ok(found, 'there is no Chromium: install one, or name one in the environment variable CHROMIUM');
  return found;
}

/** What Chromium needs where it has no screen, no sandbox and no network. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
after(() => browser.close());

/**
 * The page, ready. It is closed after the test, which fails where the console is not empty by then.
 *
 * @param {import('node:test').TestContext} t
 * @param {import('playwright-core').BrowserContextOptions & { logs?: RegExp }} [options] `logs`: what this test makes the page log.
 */
export async function open(t, { logs, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const logged = [];
  const note = (text) => logs?.test(text) || logged.push(text);
  context.on('console', (message) => note(`${message.type()}: ${message.text()}`));
  context.on('weberror', (error) => note(`uncaught: ${error.error().stack}`));
  t.after(async () => {
    await context.close();
    assert.deepEqual(logged, [], 'the console must stay empty');
  });
  await page.goto(address);
  await page.waitForSelector('body[data-ready]');
  return page;
}

/**
 * Puts a text on the clipboard's way into the field, as Ctrl+V does.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} text
 */
export async function paste(page, text) {
  await page.locator('textarea').focus();
  await page.evaluate((pasted) => {
    const field = document.activeElement;
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    document.execCommand('insertText', false, pasted);
  }, text);
  await page.waitForSelector('body[data-state="read"]');
}

/** A short article with a named source, an unnamed one, a document, a denial and the author's own voice. */
export const ARTICLE = `Ferry firm knew of rust, inspector says

By Hal Ormerod

The ferry Lady Ansel was taken out of service on Monday. Harbour inspector Jane Ruddock said that the hull had rusted through in four places.

“Nobody was ever in danger,” the firm’s director, Colm Brady, told reporters.

Brady denied that the crew had been told to keep quiet. According to two former sailors, the pumps ran all night.

A report published in March warns that 14 of the firm’s 20 ships are more than 40 years old. The Lady Ansel may return in June.

MORE: Seal pup rescued from car park`;

/**
 * A result of the engine, straight from the page's own module.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} text
 * @param {object} [options]
 */
export const annotate = (page, text, options) =>
  page.evaluate(
    async ([given, how]) => (await import('/sayso.js')).annotate(given, how),
    /** @type {const} */ ([text, options]),
  );
