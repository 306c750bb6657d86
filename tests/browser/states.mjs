// Every state of the page that a reader can get it into, each reached from the empty page: what is to be looked at in
// pictures and gone over by axe.

import { ARTICLE } from './article.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page */
async function example(page) {
  await page.getByRole('button', { name: 'Try an example' }).click();
  await page.waitForSelector('body[data-state="read"]');
}

/** Opens what a narrow window folds away. @param {Page} page */
async function unfold(page) {
  for (const part of ['at-a-glance', 'claim-key']) {
    const fold = page.locator(`${part} details:not([open]) summary`);
    if (await fold.isVisible()) await fold.click();
  }
}

/** The row that corrects, in the list or, in a narrow window, in the sheet. @param {Page} page */
const reviewBar = (page) => page.locator((page.viewportSize()?.width ?? 0) < 992 ? 'claim-sheet review-bar' : 'claim-list review-bar');

/** Chooses a claim that a source makes, as a reader does who reads the text. @param {Page} page */
const choose = (page) => page.locator('a.pin[data-who="named"]').nth(2).click();

/** A text that takes a while. */
const LONG = Array.from({ length: 12_000 }, (_, i) => `Route ${i + 1} will close in March, the council said. ${ARTICLE.split('\n\n')[2]}`).join('\n\n');

/** @type {Record<string, (page: Page) => Promise<unknown>>} */
export const STATES = {
  empty: async () => {},
  read: example,
  chosen: async (page) => {
    await example(page);
    await choose(page);
  },
  filtered: async (page) => {
    await example(page);
    await unfold(page);
    await page.locator('at-a-glance button[data-lens=attributed]').click();
    await page.locator('claim-key button[data-value=document]').click();
  },
  'nothing left': async (page) => {
    await example(page);
    await page.getByRole('searchbox').fill('zebra crossing');
    await page.locator('.none').waitFor();
  },
  'by source': async (page) => {
    await example(page);
    await page.getByRole('radio', { name: 'by source' }).check();
  },
  correcting: async (page) => {
    await example(page);
    await page.locator('a.pin').nth(1).click();
    await reviewBar(page).getByRole('button', { name: 'Reject' }).click();
    await page.keyboard.press('Escape');
    await choose(page);
    await reviewBar(page).getByRole('button', { name: 'Accept' }).click();
    await reviewBar(page).getByRole('button', { name: 'Change' }).click();
    await reviewBar(page).getByLabel('Who says so').selectOption({ label: 'Someone else…' });
  },
  'a note': async (page) => {
    await example(page);
    await choose(page);
    await reviewBar(page).getByRole('button', { name: 'Note' }).click();
    await page.keyboard.type('Ask her which survey she means.');
  },
  'choosing words': async (page) => {
    await example(page);
    await page.keyboard.press('m');
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowDown');
    for (let i = 0; i < 6; i++) await page.keyboard.press('Shift+ArrowRight');
    await page.locator('.selection-bar').waitFor();
  },
  guessing: async (page) => {
    await example(page);
    await page.getByRole('button', { name: 'Guess first' }).click();
    for (const [down, words, who] of /** @type {const} */ ([[4, 8, 'the council'], [6, 10, '']])) {
      await page.keyboard.press('m');
      for (let i = 0; i < down; i++) await page.keyboard.press('ArrowDown');
      for (let i = 0; i < words; i++) await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('Enter');
      await page.locator('guess-first input:focus').waitFor();
      await page.keyboard.type(who);
      await page.keyboard.press('Tab');
    }
  },
  compared: async (page) => {
    await STATES.guessing(page);
    await page.locator('guess-first').getByRole('button', { name: 'Compare' }).click();
  },
  'in progress': async (page) => {
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      document.querySelector('textarea')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, LONG);
    await page.waitForSelector('body[data-part]');
    await page.locator('reading-progress').waitFor();
  },
  'taking along': async (page) => {
    await example(page);
    await page.getByRole('button', { name: 'Take along' }).click();
    await page.locator('#address').fill('nonsense');
  },
  keys: async (page) => {
    await example(page);
    await page.keyboard.press('?');
    await page.locator('dialog[open]').waitFor();
  },
  'what it gets wrong': async (page) => {
    await page.locator('.start [data-wrong]').click();
    await page.locator('dialog[open]').waitFor();
  },
  recent: async (page) => {
    await STATES.correcting(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'New article' }).click();
    await page.locator('recent-list li').waitFor();
  },
  'after an edit': async (page) => {
    await page.locator('textarea').fill(ARTICLE);
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('body[data-state="read"]');
    await page.locator('a.pin[data-who="unnamed"]').first().click();
    await page.keyboard.press('r');
    await page.waitForSelector('.kept[data-state="saved"]');
    await page.getByRole('button', { name: /^Edit/ }).first().click();
    await page.locator('textarea').fill(ARTICLE.replace('knew of rust', 'was told of holes'));
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('body[data-state="read"]');
    await page.locator('.version:not([hidden])').waitFor();
    await page.locator('.lost summary').click();
  },
  'earlier texts': async (page) => {
    await STATES['after an edit'](page);
    await page.getByRole('button', { name: /^New/ }).first().click();
    await page.locator('recent-list summary').click();
  },
  'asked before forgetting': async (page) => {
    await STATES.recent(page);
    await page.getByRole('button', { name: 'Forget everything' }).click();
    await page.locator('dialog[open]').waitFor();
  },
};
