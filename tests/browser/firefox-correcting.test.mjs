// Correcting, saving and guessing in a real Firefox.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ARTICLE } from './article.mjs';
import { fillDisk, inDatabase, selectWords } from './both.mjs';
import { choose, decisions, enter, press, pressButton, read, until } from './firefox.mjs';

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
  assert.match(await page.$eval('guess-first', (guess) => guess.textContent), /Only Sayso.*Read from/s);
});

test('Firefox: another source, other words and a note, each kept', async (t) => {
  const page = await read(t);
  await choose(page, 'rusted through');
  await press(page, 'c');
  const brady = await page.$$eval('claim-list review-bar [data-control="source"] option', (options) => options.find(({ textContent }) => textContent === 'Colm Brady').value);
  await page.select('claim-list review-bar [data-control="source"]', brady);
  await saved(page, 1);
  assert.match(await page.$eval('.card[aria-current] .trail', (trail) => trail.textContent), /Colm Brady/);
  await press(page, 'Escape');
  await press(page, 'n');
  await page.keyboard.type('Ask her for the report');
  await press(page, 'Enter', 'Control');
  await saved(page, 2);
  assert.equal(await page.$eval('.card[aria-current] .note', (note) => note.textContent), 'Ask her for the report');
  await choose(page, '40 years old');
  await selectWords(page, '20 ships are more than 40 years old');
  await until(page, () => document.querySelector('.selection-bar').checkVisibility());
  await pressButton(page, 'Use for the chosen claim');
  await saved(page, 3);
  assert.equal(await page.$eval('.card[aria-current] .words', (words) => words.textContent), '20 ships are more than 40 years old');
});

test('Firefox: two tabs with one article lose no edit, and see each other’s', async (t) => {
  const page = await read(t);
  const other = await page.browserContext().newPage();
  await other.goto(page.url());
  await until(other, () => document.body?.dataset.ready !== undefined);
  await enter(other, ARTICLE);
  await choose(page, 'rusted through');
  await page.bringToFront();
  await press(page, 'a');
  await other.bringToFront();
  await choose(other, 'pumps ran all night');
  await press(other, 'r');
  for (const tab of [page, other]) await until(tab, () => document.querySelectorAll('claim-list .card[data-decision]').length === 2);
  assert.equal((await inDatabase(page)).edits.length, 2);
});

test('Firefox: Recent has one row for an article, its text from before an edit under it', async (t) => {
  const page = await read(t);
  await choose(page, 'pumps ran all night');
  await press(page, 'r');
  await saved(page, 1);
  await page.click('#edit');
  await enter(page, ARTICLE.replace(', the pumps ran all night', ', nothing ran'));
  await until(page, () => document.querySelector('.lost').checkVisibility() && document.querySelector('.version').checkVisibility());
  await pressButton(page, 'Open it', '.version');
  await until(page, () => /This is an earlier text/.test(document.querySelector('.version').textContent));
  assert.deepEqual(await decisions(page), ['rejected']);
  await page.click('#new');
  await until(page, () => document.querySelector('recent-list summary') !== null);
  assert.equal(await page.$$eval('recent-list > ul > li', (rows) => rows.length), 1);
  assert.match(await page.$eval('recent-list summary', (fold) => fold.textContent), /^1 earlier text of it/);
});

test('Firefox: a full disk gives a message and the work, not a loss', async (t) => {
  const page = await read(t);
  await fillDisk(page);
  await choose(page, 'rusted through');
  await press(page, 'a');
  await until(page, () => document.querySelector('.trouble').checkVisibility());
  assert.match(await page.$eval('.trouble', (alert) => alert.textContent), /no room left.*in this tab alone.*Download the work/s);
  assert.deepEqual(await decisions(page), ['accepted']);
  await page.evaluate(() => void (globalThis.hasRoom = true));
  await pressButton(page, 'Try again');
  await saved(page, 1);
  assert.equal(await page.$eval('.trouble', (alert) => alert.hidden), true);
  assert.equal((await inDatabase(page)).edits.length, 1);
});
