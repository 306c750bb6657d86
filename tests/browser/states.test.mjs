// Every state of looking and taking along: axe finds nothing, nothing scrolls sideways, nothing rests on colour alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { broken } from './axe.mjs';
import { open } from './chromium.mjs';

/** What a reader does to get into each state, from the example on. @type {[string, (page: import('playwright-core').Page) => Promise<unknown>][]} */
const STATES = [
  ['looking through a picture', (page) => page.locator('at-a-glance button[data-lens=own]').click()],
  ['nothing left', (page) => page.getByRole('searchbox').fill('zebra crossing').then(() => page.locator('.none').waitFor())],
  ['by certainty', (page) => page.getByRole('radio', { name: 'by certainty' }).check()],
  ['taking along', (page) => page.getByRole('button', { name: 'Take along' }).click().then(() => page.locator('#address').fill('nonsense'))],
  ['what it gets wrong', (page) => page.keyboard.press('Escape').then(() => page.locator('[data-wrong]:visible').click())],
];

/** @param {import('playwright-core').Page} page */
async function example(page) {
  await page.getByRole('button', { name: 'Try an example' }).click();
  await page.waitForSelector('body[data-state="read"]');
  const fold = page.locator('at-a-glance details:not([open]) summary');
  if (await fold.isVisible()) await fold.click();
}

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const width of [390, 1280]) {
    test(`axe finds nothing in any state, ${colorScheme}, ${width} wide`, async (t) => {
      const page = await open(t, { colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' });
      await example(page);
      for (const [name, act] of STATES) {
        await act(page);
        assert.deepEqual(await broken(page), [], name);
      }
    });
  }
}

// 640 pixels are what a window of 1280 has at 200 %.
for (const width of [320, 640, 768, 1920]) {
  test(`nothing scrolls sideways in any state, ${width} wide`, async (t) => {
    const page = await open(t, { viewport: { width, height: 700 }, reducedMotion: 'reduce' });
    await example(page);
    for (const [name, act] of STATES) {
      await act(page);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, name);
    }
  });
}

test('the pictures keep their meaning where colours are forced', async (t) => {
  const page = await open(t, { forcedColors: 'active' });
  await example(page);
  const looks = await page.locator('.pictures .voices rect').evaluateAll((parts) =>
    parts.map((part) => {
      const { fill, rx, fillOpacity } = getComputedStyle(part);
      return [fill, rx, fillOpacity].join();
    }),
  );
  assert.equal(looks.length, 4);
  assert.equal(new Set(looks).size, 4, 'parts of the bar look alike');
  const dots = await page.locator('.dots circle').evaluateAll((all) => all.map((dot) => getComputedStyle(dot).fill));
  assert.equal(new Set(dots).size, 2, 'an unnamed source looks like a named one');
  const dashes = await page.locator('.staves .stave').evaluateAll((all) => all.map((line) => getComputedStyle(line).strokeDasharray));
  assert.ok(new Set(dashes).size >= 3, 'sure and unsure look alike');
});

test('the whole of it by keyboard alone', async (t) => {
  const page = await open(t, { reducedMotion: 'reduce' });
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-lens') ?? document.activeElement?.className ?? '');
  /** @param {(name: string) => boolean} is @param {string} [key] */
  const tabTo = async (is, key = 'Tab') => {
    for (let i = 0; i < 80; i++) {
      await page.keyboard.press(key);
      if (is(await focused())) return;
    }
    assert.fail(`no way there by ${key}: ${is}`);
  };
  await tabTo((name) => name === 'example');
  await page.keyboard.press('Enter');
  await page.waitForSelector('body[data-state="read"]');
  // The focus is on the article; what is above it is reached backwards.
  await tabTo((name) => name === 'own', 'Shift+Tab');
  await page.keyboard.press('Enter');
  assert.match((await page.locator('claim-sieve').textContent()) ?? '', /own voice/);
  await tabTo((name) => name === 'map');
  await page.keyboard.press('PageDown');
  await page.waitForFunction(() => scrollY > 200);
  await tabTo((name) => name.split(' ').includes('card'));
  await page.keyboard.press(' ');
  assert.equal(await page.locator('.card[aria-current]').count(), 1);
  await page.keyboard.press('Enter');
  assert.match(await focused(), /pin/);
});

test('on paper the article has its marks and the whole list follows', async (t) => {
  const page = await open(t);
  await example(page);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.tools').isVisible(), false);
  assert.equal(await page.locator('.segment:not(.live)').count(), 0);
  assert.equal(await page.locator('claim-list .card').count(), Number(await page.locator('.list-head .count').textContent()));
  const { article, list } = await page.evaluate(() => ({
    article: document.querySelector('reading-view')?.getBoundingClientRect().bottom ?? 0,
    list: document.querySelector('claim-list')?.getBoundingClientRect().top ?? 0,
  }));
  assert.ok(article <= list);
  const shapes = await page.locator('claim-key .glyph').evaluateAll((all) => all.map((glyph) => getComputedStyle(glyph, '::before').content));
  assert.equal(new Set(shapes).size, 4);
});
