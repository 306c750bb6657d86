// Guess first, and what axe says of the page while it is corrected and guessed on.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { broken } from './axe.mjs';
import { ARTICLE, open, paste } from './chromium.mjs';

const read = async (t, options) => {
  const page = await open(t, { reducedMotion: 'reduce', ...options });
  await paste(page, ARTICLE);
  return page;
};

/** Names under which something is highlighted. */
const highlights = (page) => page.evaluate(() => [...CSS.highlights.keys()]);

/** Guesses a stretch of a sentence by the keyboard, from its first word on. */
async function guess(page, down, words, source) {
  await page.keyboard.press('m');
  for (let i = 0; i < down; i++) await page.keyboard.press('ArrowDown');
  for (let i = 1; i < words; i++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.matches('guess-first input'));
  await page.keyboard.type(source);
  // As Tab does: the name is taken when the field is left.
  await page.keyboard.press('Tab');
}

test('a reader guesses by keyboard, compares, and sees the score and the reasons', async (t) => {
  const page = await read(t);
  await page.getByRole('button', { name: 'Guess first' }).focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('#status').textContent(), 'The marks are hidden. Mark the claims yourself.');
  assert.equal(await page.locator('a.pin:not([hidden])').count(), 0);
  for (const hidden of ['claim-list', 'claim-key', '#summary', 'at-a-glance', 'article-strip']) assert.equal(await page.locator(hidden).isVisible(), false, hidden);
  const names = await highlights(page);
  assert.deepEqual(names.filter((name) => /^sayso-(author|named|unnamed|document|strike)/.test(name)), []);
  const cue = await page.evaluate(() => getComputedStyle(document.querySelector('.segment'), '::highlight(sayso-cue)').backgroundColor);
  assert.equal(cue, 'rgba(0, 0, 0, 0)', 'words that decide are not given away');
  // The ferry was taken out of service; the pumps ran (the whole sentence); something that is no claim.
  await guess(page, 2, 10, 'the article');
  await guess(page, 6, 11, 'Colm Brady');
  const panel = page.getByRole('region', { name: 'Guess first' });
  assert.equal(await panel.locator('li').count(), 2);
  assert.ok((await highlights(page)).includes('sayso-guess'));
  // Guesses are undone apart.
  await page.locator('.review-line').getByRole('button', { name: 'Undo' }).click();
  assert.equal(await panel.locator('input').nth(1).inputValue(), '');
  await page.locator('.review-line').getByRole('button', { name: 'Redo' }).click();
  assert.equal(await panel.locator('input').nth(1).inputValue(), 'Colm Brady');
  await panel.getByRole('button', { name: 'Compare' }).click();
  const claims = await page.locator('claim-list .card').count();
  assert.match((await page.locator('#status').textContent()) ?? '', new RegExp(`^Precision: 2 of 2\\. Recall: 2 of ${claims}\\. The same source: 1 of 2\\.$`));
  assert.match((await panel.locator('.tally').textContent()) ?? '', /2 of your 2 marks are claims that Sayso marked too\. precision 100 %/);
  assert.match((await panel.textContent()) ?? '', /Only Sayso.*Read from “said”.*Both.*You: Colm Brady\. Sayso: .*sailors/s);
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'You and Sayso');
  assert.ok((await page.locator('a.pin:not([hidden])').count()) > 0, 'the marks are shown beside the guesses');
  await panel.getByRole('button', { name: 'Done' }).click();
  assert.equal(await page.locator('claim-list').isVisible(), true);
  assert.equal((await highlights(page)).includes('sayso-guess'), false);
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Guess first');
  assert.equal(await page.locator('[data-decision]').count(), 0, 'guesses correct nothing');
});

test('guesses are marked with the pointer, taken back, and survive a reload', async (t) => {
  const page = await read(t);
  await page.getByRole('button', { name: 'Guess first' }).click();
  await page.evaluate(() => {
    const segment = [...document.querySelectorAll('.segment')].find((s) => s.textContent.includes('Nobody was ever'));
    getSelection().selectAllChildren(segment);
  });
  await page.getByRole('button', { name: 'Mark as a claim' }).click();
  const panel = page.getByRole('region', { name: 'Guess first' });
  assert.equal(await panel.locator('.go').textContent(), '“Nobody was ever in danger,” the firm’s director, Colm Brady, told reporters.');
  await page.keyboard.type('Brady');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('.kept')?.dataset.edits === '2');
  await page.reload();
  await page.waitForSelector('body[data-state="read"]');
  await page.getByRole('button', { name: 'Guess first' }).click();
  assert.equal(await panel.locator('input').inputValue(), 'Brady');
  await panel.getByRole('button', { name: /^Remove/ }).click();
  assert.equal(await panel.locator('li').count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement?.localName), 'h2');
  await panel.getByRole('button', { name: 'Compare' }).click();
  assert.match((await panel.textContent()) ?? '', /0 of your 0 marks/);
  await panel.getByRole('button', { name: 'Go on guessing' }).click();
  await page.getByRole('button', { name: 'Stop guessing' }).first().click();
  assert.equal(await page.locator('claim-list').isVisible(), true);
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const width of [390, 1280]) {
    test(`axe finds nothing while correcting and guessing, ${colorScheme}, ${width} wide`, async (t) => {
      const page = await read(t, { colorScheme, viewport: { width, height: 900 } });
      const bar = page.locator(width < 992 ? 'claim-sheet review-bar' : 'claim-list review-bar');
      await page.locator('a.pin').nth(2).click();
      await bar.getByRole('button', { name: 'Accept' }).click();
      await bar.getByRole('button', { name: 'Change' }).click();
      await bar.getByLabel('Who says so').selectOption({ label: 'Someone else…' });
      assert.deepEqual(await broken(page), [], 'correcting');
      await bar.getByRole('button', { name: 'Note' }).click();
      await page.keyboard.type('A note.');
      await page.keyboard.press('Control+Enter');
      assert.deepEqual(await broken(page), [], 'a note');
      await page.keyboard.press('m');
      await page.keyboard.press('Shift+ArrowRight');
      await page.waitForSelector('.selection-bar:not([hidden])');
      assert.deepEqual(await broken(page), [], 'choosing words');
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      assert.deepEqual(await broken(page), [], 'keys');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Guess first' }).click();
      await guess(page, 2, 8, 'the article');
      assert.deepEqual(await broken(page), [], 'guessing');
      await page.getByRole('button', { name: 'Compare' }).click();
      assert.deepEqual(await broken(page), [], 'compared');
      const spill = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(spill, 0);
      await page.getByRole('button', { name: 'New article' }).click();
      await page.locator('recent-list li').waitFor();
      assert.deepEqual(await broken(page), [], 'recent');
      await page.getByRole('button', { name: 'Forget everything' }).click();
      assert.deepEqual(await broken(page), [], 'asking');
    });
  }
}

test('at 320 pixels nothing that corrects scrolls sideways', async (t) => {
  const page = await read(t, { viewport: { width: 320, height: 640 } });
  const spill = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await page.locator('a.pin').nth(2).click();
  await page.locator('claim-sheet').getByRole('button', { name: 'Change' }).click();
  await page.locator('claim-sheet review-bar').getByLabel('Who says so').selectOption({ label: 'Someone else…' });
  assert.equal(await spill(), 0, 'correcting');
  assert.equal(await page.locator('claim-sheet .sheet-body').evaluate((body) => body.scrollWidth - body.clientWidth), 0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Keys' }).click();
  assert.equal(await page.locator('dialog.keys').evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth), 0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Guess first' }).click();
  assert.equal(await spill(), 0, 'guessing');
});
