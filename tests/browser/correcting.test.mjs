// Correcting on the page: by pointer and by keyboard.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { selectWords } from './both.mjs';
import { ARTICLE, open, paste } from './chromium.mjs';

const card = (page, words) => page.locator('claim-list .card', { hasText: words }).first();
const bar = (page) => page.locator('claim-list review-bar');
const button = (page, name) => bar(page).getByRole('button', { name });
const status = async (page) => (await page.locator('#status').textContent()) ?? '';

/** Until what was done last is on the disk and said. */
const saidSaved = (page, words) => page.waitForFunction((sought) => document.querySelector('#status')?.textContent === `${sought} Saved on this device.`, words);

const focused = (page) => page.evaluate(() => document.activeElement?.getAttribute('data-control') ?? document.activeElement?.className ?? '');

const read = async (t, options) => {
  const page = await open(t, { reducedMotion: 'reduce', ...options });
  await paste(page, ARTICLE);
  return page;
};

test('a claim is accepted, that is taken back, and it is rejected', async (t) => {
  const page = await read(t);
  await card(page, 'rusted through').click();
  await button(page, 'Accept').click();
  await saidSaved(page, 'Accepted.');
  assert.match((await card(page, 'rusted through').locator('.decided').textContent()) ?? '', /Accepted by you/);
  assert.equal(await page.locator('a.pin[data-decision="accepted"]').count(), 1);
  assert.match((await page.locator('a.pin[data-decision="accepted"]').getAttribute('aria-label')) ?? '', /accepted by you/);
  assert.equal(await focused(page), 'accept');
  assert.equal(await button(page, 'Accept').getAttribute('aria-pressed'), 'true');
  await button(page, 'Accept').click();
  await saidSaved(page, 'Decision taken back.');
  assert.equal(await page.locator('.decided').count(), 0);
  const summary = await page.locator('#summary').textContent();
  const marks = () => page.evaluate(() => [...CSS.highlights].filter(([name]) => name.startsWith('sayso-named')).reduce((n, [, set]) => n + set.size, 0));
  const before = await marks();
  await button(page, 'Reject').click();
  await saidSaved(page, 'Rejected.');
  assert.equal(await marks(), before - 1);
  assert.notEqual(await page.locator('#summary').textContent(), summary);
  assert.equal(await page.locator('a.pin[data-decision="rejected"]').isVisible(), true);
});

test('how sure, who says so and what to check first are changed, and the focus stays', async (t) => {
  const page = await read(t);
  await card(page, 'rusted through').click();
  await button(page, 'Change').click();
  assert.equal(await focused(page), 'certainty');
  await bar(page).getByLabel('How sure').selectOption('possible');
  await saidSaved(page, 'How sure: possible.');
  assert.equal(await focused(page), 'certainty');
  assert.match((await card(page, 'rusted through').locator('.sure').textContent()) ?? '', /possible/);
  assert.equal(await card(page, 'rusted through').getAttribute('data-line'), 'dashed');
  await bar(page).getByLabel('Who says so').selectOption({ label: 'Colm Brady' });
  await saidSaved(page, 'Said by Colm Brady.');
  assert.match((await card(page, 'rusted through').locator('.trail').textContent()) ?? '', /Colm Brady/);
  await bar(page).getByLabel('Who says so').selectOption({ label: 'Someone else…' });
  await page.keyboard.type('Ann <b>Other</b>');
  await page.keyboard.press('Enter');
  await saidSaved(page, 'Said by Ann <b>Other</b>.');
  assert.equal(await page.locator('claim-list b b, .trail b').count(), 0);
  assert.match((await card(page, 'rusted through').locator('.chain').textContent()) ?? '', /Ann <b>Other<\/b>/);
  const tick = bar(page).getByLabel('Worth checking');
  await tick.setChecked(!(await tick.isChecked()));
  await page.waitForFunction(() => /orth checking\. Saved/.test(document.querySelector('#status')?.textContent ?? ''));
  assert.equal(await focused(page), 'worthy');
  await page.keyboard.press('Escape');
  assert.equal(await bar(page).locator('.panel').count(), 0);
  assert.equal(await focused(page), 'change');
  assert.equal(await page.locator('claim-list .card[aria-current]').count(), 1);
});

test('a note is kept by Done, by Ctrl+Enter and by leaving it, and survives a change from elsewhere', async (t) => {
  const page = await read(t);
  await card(page, 'rusted through').click();
  await button(page, 'Note').click();
  await page.keyboard.type('Ask her for the report');
  await bar(page).getByRole('button', { name: 'Done' }).click();
  await saidSaved(page, 'Note: Ask her for the report.');
  assert.equal(await card(page, 'rusted through').locator('.note').textContent(), 'Ask her for the report');
  await button(page, 'Note').click();
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  await page.keyboard.press('Control+Enter');
  await saidSaved(page, 'Note: Ask her for the report!.');
  await button(page, 'Note').click();
  await page.keyboard.press('End');
  await page.keyboard.type('?');
  await card(page, 'the pumps ran').click();
  await page.waitForFunction(() => document.querySelector('.note')?.textContent === 'Ask her for the report!?');
});

test('the words of a claim are chosen anew by selecting them', async (t) => {
  const page = await read(t);
  await card(page, '40 years old').click();
  await selectWords(page, '20 ships are more than 40 years old');
  await page.getByRole('button', { name: 'Use for the chosen claim' }).click();
  await saidSaved(page, 'Other words.');
  const chosen = page.locator('claim-list .card[aria-current]');
  assert.equal(await chosen.locator('.words').textContent(), '20 ships are more than 40 years old');
  assert.match((await chosen.locator('.decided').textContent()) ?? '', /Changed by you: the words/);
  assert.equal(await page.evaluate(() => document.activeElement?.className), 'card');
});

test('a claim is added from a selection that runs over a mark, with the source of its attribution', async (t) => {
  const page = await read(t);
  const before = await page.locator('claim-list .card').count();
  await selectWords(page, ' the hull had rusted through in four places');
  await page.getByRole('button', { name: 'Mark as a claim' }).click();
  await saidSaved(page, 'Added.');
  const added = page.locator('claim-list .card[data-decision="added"]');
  assert.equal(await added.locator('.words').textContent(), 'the hull had rusted through in four places');
  assert.match((await added.locator('.trail').textContent()) ?? '', /Jane Ruddock|inspector/i);
  assert.equal(await page.locator('claim-list .card').count(), before + 1);
  assert.equal(await bar(page).locator('.panel').count(), 1);
  await button(page, 'Remove').click();
  await saidSaved(page, 'Removed.');
  assert.equal(await page.locator('claim-list .card').count(), before);
  assert.equal(await page.evaluate(() => document.activeElement?.className), 'card');
});

test('everything is undone and done again, from the keyboard and by the buttons', async (t) => {
  const page = await read(t);
  await page.keyboard.press('Control+z');
  assert.equal(await status(page), 'Nothing to undo.');
  await card(page, 'rusted through').click();
  const pressed = [];
  for (let i = 0; i < 25; i++) {
    await page.keyboard.press(i % 2 ? 'r' : 'a');
    pressed.push(await card(page, 'rusted through').getAttribute('data-decision'));
  }
  for (let i = pressed.length - 1; i >= 0; i--) {
    assert.equal(await card(page, 'rusted through').getAttribute('data-decision'), pressed[i]);
    if (i % 2) await page.keyboard.press('Control+z');
    else await page.locator('.review-line').getByRole('button', { name: 'Undo' }).click();
  }
  assert.equal(await page.locator('[data-decision]').count(), 0);
  for (const decision of pressed) {
    await page.keyboard.press('Control+Shift+Z');
    assert.equal(await card(page, 'rusted through').getAttribute('data-decision'), decision);
  }
  assert.equal(await page.locator('.review-line').getByRole('button', { name: 'Redo' }).getAttribute('aria-disabled'), 'true');
});

test('place, filter, order and search stay when something is corrected', async (t) => {
  const page = await read(t, { viewport: { width: 1280, height: 420 } });
  await page.getByRole('radio', { name: 'by source' }).check();
  await page.locator('claim-key [data-value="named"]').click();
  await page.getByRole('searchbox').fill('the');
  const hidden = await page.locator('claim-sieve').textContent();
  await page.waitForFunction((before) => document.querySelector('claim-sieve')?.textContent !== before, hidden);
  await page.locator('claim-list .card').last().click();
  const words = await page.locator('claim-list .card[aria-current] .words').textContent();
  const cards = await page.locator('claim-list .card').count();
  const place = () => page.evaluate(() => [scrollY, document.querySelector('claim-list').scrollTop]);
  await page.waitForTimeout(100);
  const before = await place();
  await page.keyboard.press('a');
  await saidSaved(page, 'Accepted.');
  assert.deepEqual(await place(), before);
  assert.equal(await page.locator('claim-list .card').count(), cards);
  assert.equal(await page.locator('claim-list .card[aria-current] .words').textContent(), words);
  assert.equal(await page.getByRole('searchbox').inputValue(), 'the');
  assert.equal(await page.locator('claim-key [data-value="named"]').getAttribute('aria-pressed'), 'true');
  assert.equal(await page.evaluate(() => document.activeElement?.className), 'card');
});

test('what was decided can be shown alone', async (t) => {
  const page = await read(t);
  const toggle = page.locator('claim-key [data-value="decided"]');
  assert.equal(await toggle.isDisabled(), true);
  await card(page, 'rusted through').click();
  await page.keyboard.press('a');
  await card(page, 'the pumps ran').click();
  await page.keyboard.press('r');
  await toggle.click();
  assert.equal(await page.locator('claim-list .card').count(), 2);
  // Undone while the key has the focus: it keeps it, and what is no longer decided goes.
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => document.querySelectorAll('claim-list .card').length === 1);
  assert.equal(await toggle.evaluate((button) => button === document.activeElement), true);
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => document.querySelectorAll('claim-list .card').length > 2);
  assert.equal(await toggle.getAttribute('aria-pressed'), 'false');
});

test('all of it without a pointer', async (t) => {
  const page = await read(t);
  await page.locator('claim-list .card').first().focus();
  await page.keyboard.press('ArrowDown');
  const chosen = page.locator('claim-list .card[aria-current]');
  const id = await chosen.getAttribute('id');
  await page.keyboard.press('a');
  await saidSaved(page, 'Accepted.');
  assert.equal(await page.evaluate(() => document.activeElement?.id), id);
  await page.keyboard.press('c');
  assert.equal(await focused(page), 'certainty');
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.keyboard.type('a note, with a and r');
  await page.keyboard.press('Control+Enter');
  await saidSaved(page, 'Note: a note, with a and r.');
  // In the text, too.
  await page.locator(`#${id}`).focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.matches('.pin[aria-current]')), true);
  await page.keyboard.press('r');
  await saidSaved(page, 'Rejected.');
  assert.equal(await page.evaluate(() => document.activeElement?.matches('.pin[aria-current]')), true);
  await page.keyboard.press('r');
  // Other words for it.
  await page.keyboard.press('b');
  assert.equal(await page.evaluate(() => document.activeElement?.localName), 'reading-view');
  await page.keyboard.press('Shift+ArrowLeft');
  const words = await page.evaluate(() => String(getSelection()));
  await page.keyboard.press('Enter');
  await saidSaved(page, 'Other words.');
  assert.equal(await chosen.locator('.words').textContent(), words.trim());
  // A claim of one's own.
  const before = await page.locator('claim-list .card').count();
  await page.keyboard.press('m');
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'Shift+End', 'o', 'Shift+ArrowLeft']) await page.keyboard.press(key);
  await page.keyboard.press('Enter');
  await saidSaved(page, 'Added.');
  assert.equal(await page.locator('claim-list .card').count(), before + 1);
  // Leaving without words leads back.
  await page.keyboard.press('m');
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement?.className), 'card');
  assert.equal(await page.evaluate(() => String(getSelection())), '');
});

test('the question mark shows the keys, and letters can be turned off for good', async (t) => {
  const page = await read(t);
  await card(page, 'rusted through').click();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  assert.equal(await dialog.isVisible(), true);
  await page.keyboard.press('r');
  assert.equal(await page.locator('[data-decision]').count(), 0, 'keys do nothing behind a dialog');
  await dialog.getByLabel(/Single letters/).uncheck();
  await page.keyboard.press('Escape');
  assert.equal(await dialog.isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement?.className), 'card');
  await page.keyboard.press('r');
  await page.keyboard.press('?');
  assert.equal(await page.locator('[data-decision]').count(), 0);
  assert.equal(await dialog.isVisible(), false);
  await page.reload();
  await page.waitForSelector('body[data-state="read"]');
  await page.getByRole('button', { name: 'Keys' }).click();
  assert.equal(await dialog.getByLabel(/Single letters/).isChecked(), false);
});

test('on a phone the sheet has the same row, and keeps its focus', async (t) => {
  const page = await read(t, { viewport: { width: 390, height: 800 } });
  await page.locator('a.pin').nth(2).click();
  const sheet = page.getByRole('region', { name: 'Chosen claim' });
  await sheet.getByRole('button', { name: 'Accept' }).click();
  await saidSaved(page, 'Accepted.');
  assert.equal(await sheet.locator('[data-control="accept"]').evaluate((element) => element === document.activeElement), true);
  await sheet.getByRole('button', { name: 'Change' }).click();
  await sheet.getByLabel('How sure').selectOption('denied');
  await saidSaved(page, 'How sure: denied.');
  assert.equal(await focused(page), 'certainty');
  await sheet.getByRole('button', { name: 'Choose other words' }).click();
  assert.equal(await sheet.isVisible(), false, 'the article is free to be selected in');
  await page.getByRole('button', { name: 'Use for the chosen claim' }).click();
  await saidSaved(page, 'Other words.');
  assert.equal(await sheet.isVisible(), true);
  const spill = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(spill, 0);
});
