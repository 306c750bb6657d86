// Opens the page in a real Chromium. A page that logs a warning or an error has failed, whatever else it does.

import assert from 'node:assert/strict';
import { after } from 'node:test';
import { chromium } from 'playwright-core';
import { address } from './address.mjs';
import { ARTICLE } from './article.mjs';
import { FLAGS, findChromium } from './chromium-program.mjs';

export { ARTICLE, FLAGS, address, findChromium };

export const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
after(() => browser.close());

/**
 * A page at some address. It is closed after the test, which fails where the console is not empty by then.
 *
 * @param {import('node:test').TestContext} t
 * @param {string} url
 * @param {import('playwright-core').BrowserContextOptions & { logs?: RegExp }} [options] `logs`: what this test makes the page log.
 */
export async function visit(t, url, { logs, ...options } = {}) {
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
  await page.goto(url);
  return page;
}

/**
 * The page of Sayso, ready.
 *
 * @param {import('node:test').TestContext} t
 * @param {Parameters<typeof visit>[2]} [options]
 */
export async function open(t, options) {
  const page = await visit(t, address, options);
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
