// Correcting, saving and guessing in a real Firefox.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address } from './address.mjs';
import { ARTICLE } from './article.mjs';
import { browser } from './firefox.mjs';

/** The page with the article read, in a browser that has kept nothing yet. */
async function read(t) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const logged = [];
  page.on('console', (message) => logged.push(message.text()));
  page.on('pageerror', (error) => logged.push(String(error)));
  t.after(async () => {
    await context.close();
    assert.deepEqual(logged, [], 'the console must stay empty');
  });
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(address);
  await until(page, () => document.body?.dataset.ready !== undefined);
  await page.$eval('textarea', (field, text) => {
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.focus();
  }, ARTICLE);
  await page.keyboard.down('Control');
  await page.keyboard.press('Enter');
  await page.keyboard.up('Control');
  await until(page, () => document.body?.dataset.state === 'read');
  return page;
}

/** Asks until it is so; the page's policy forbids the function that puppeteer would put into it to wait. */
async function until(page, is, given) {
  for (const end = Date.now() + 10_000; !(await page.evaluate(is, given)); ) {
    assert.ok(Date.now() < end, `never: ${is}`);
    await new Promise((resume) => setTimeout(resume, 25));
  }
}

const saved = (page, edits) => until(page, (n) => document.querySelector('.kept')?.dataset.state === 'saved' && document.querySelector('.kept').dataset.edits === String(n), edits);

const choose = (page, words) =>
  page.evaluate((sought) => {
    const card = [...document.querySelectorAll('claim-list .card')].find((c) => c.textContent.includes(sought));
    card.click();
  }, words);

const decisions = (page) => page.$$eval('claim-list .card[data-decision]', (cards) => cards.map((card) => card.dataset.decision));

/** Presses a key while others are held. */
async function press(page, key, ...held) {
  for (const other of held) await page.keyboard.down(other);
  await page.keyboard.press(key);
  for (const other of held.reverse()) await page.keyboard.up(other);
}

test('Firefox keeps decisions over a reload, and undoes them', async (t) => {
  const page = await read(t);
  await choose(page, 'rusted through');
  await press(page, 'a');
  await choose(page, 'danger');
  await press(page, 'r');
  await press(page, 'c');
  await page.select('claim-list review-bar [data-control="certainty"]', 'hearsay');
  await saved(page, 3);
  assert.deepEqual((await decisions(page)).sort(), ['accepted', 'rejected']);
  await page.reload();
  await until(page, () => document.body?.dataset.state === 'read');
  assert.deepEqual((await decisions(page)).sort(), ['accepted', 'rejected']);
  await press(page, 'z', 'Control');
  await press(page, 'z', 'Control');
  assert.deepEqual(await decisions(page), ['accepted']);
  await press(page, 'Z', 'Control', 'Shift');
  assert.equal((await decisions(page)).length, 2);
  await saved(page, 6);
});

test('Firefox chooses words by keyboard, and forgets everything', async (t) => {
  const page = await read(t);
  const before = await page.$$eval('claim-list .card', (cards) => cards.length);
  await press(page, 'm');
  await press(page, 'ArrowDown');
  await press(page, 'ArrowDown');
  await press(page, 'ArrowRight', 'Shift');
  await press(page, 'ArrowRight', 'Shift');
  const words = await page.evaluate(() => String(getSelection()));
  await press(page, 'Enter');
  await saved(page, 1);
  assert.equal(await page.$$eval('claim-list .card', (cards) => cards.length), before + 1);
  assert.equal(await page.$eval('claim-list .card[data-decision="added"] .words', (p) => p.textContent), words.trim());
  await page.click('#new');
  await until(page, () => document.querySelector('recent-list li') !== null);
  await page.$$eval('recent-list button', (buttons) => buttons.find((b) => b.textContent === 'Forget everything').click());
  await until(page, () => document.querySelector('dialog.ask[open]') !== null);
  await page.click('dialog.ask .yes');
  await until(page, () => document.querySelector('recent-list li') === null);
});

test('Firefox hides the marks for guesses, and compares', async (t) => {
  const page = await read(t);
  await page.click('.review-line [data-control="guess"]');
  assert.equal(await page.$$eval('a.pin:not([hidden])', (pins) => pins.length), 0);
  await press(page, 'm');
  await press(page, 'ArrowDown');
  await press(page, 'ArrowDown');
  await press(page, 'End', 'Shift');
  await press(page, 'Enter');
  await until(page, () => document.activeElement?.matches('guess-first input'));
  await page.keyboard.type('the article');
  await page.click('guess-first .main');
  await until(page, () => /Precision: 1 of 1/.test(document.querySelector('#status')?.textContent ?? ''));
});
