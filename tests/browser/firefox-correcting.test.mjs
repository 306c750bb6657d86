// Correcting, saving and guessing in a real Firefox.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choose, decisions, press, read, until } from './firefox.mjs';

const saved = (page, edits) => until(page, (n) => document.querySelector('.kept')?.dataset.state === 'saved' && document.querySelector('.kept').dataset.edits === String(n), edits);

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
  await page.click('[data-control="guess"]');
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
