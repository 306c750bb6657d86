// The page for everybody, in a real Firefox: by keyboard, through axe, narrow, dark, with forced colours and without motion.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { broken } from './axe.mjs';
import { ARTICLE } from './article.mjs';
import { browser, enter, example, launch, open, press, pressButton, read, until } from './firefox.mjs';

const dark = await launch({ 'ui.systemUsesDarkTheme': 1, 'ui.prefersReducedMotion': 1, 'layout.css.prefers-color-scheme.content-override': 0 });
const forced = await launch({ 'browser.display.document_color_use': 2 });

/** What a reader does to get from one state into the next, from the example on. @type {[string, (page: any) => Promise<unknown>][]} */
const STATES = [
  ['a claim chosen', (page) => page.$eval('a.pin', (pin) => pin.click())],
  ['changing it', (page) => press(page, 'c')],
  ['a note on it', (page) => pressButton(page, 'Note')],
  ['filtered', async (page) => {
    await press(page, 'Escape');
    await page.$eval('claim-key details', (fold) => (fold.open = true));
    await page.$eval('claim-key [data-value=unnamed]', (button) => button.click());
  }],
  ['keys', (page) => page.$eval('#keys', (button) => button.click())],
  ['taking along', async (page) => {
    await press(page, 'Escape');
    await page.$eval('take-along > button', (button) => button.click());
  }],
  ['guessing', async (page) => {
    await press(page, 'Escape');
    await page.$eval('[data-control=guess]', (button) => button.click());
  }],
  ['compared', (page) => pressButton(page, 'Compare')],
];

for (const [light, from] of /** @type {const} */ ([['light', browser], ['dark', dark]])) {
  for (const width of [390, 1280]) {
    test(`Firefox: axe finds nothing in any state, and nothing scrolls sideways, ${light}, ${width} wide`, async (t) => {
      const page = await open(t, { width, from });
      assert.equal(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches), light === 'dark');
      const look = async (state) => {
        assert.deepEqual(await broken(page), [], state);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, state);
      };
      await look('empty');
      await page.click('.example');
      await until(page, () => document.body.dataset.state === 'read');
      await look('read');
      for (const [state, act] of STATES) {
        await act(page);
        await look(state);
      }
    });
  }
}

test('Firefox: at 320 pixels nothing scrolls sideways', async (t) => {
  const page = await read(t, `${ARTICLE}\n\nThe address is ${'x'.repeat(300)}, Jane Ruddock said.`, { width: 320, height: 640 });
  const spill = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(await spill(), 0, 'read');
  for (const [state, act] of STATES) {
    await act(page);
    assert.equal(await spill(), 0, state);
  }
});

test('Firefox: the whole main path by keyboard alone', async (t) => {
  const page = await open(t);
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-lens') ?? document.activeElement?.className ?? '');
  const tabTo = async (is, ...held) => {
    for (let i = 0; i < 80; i++) {
      await press(page, 'Tab', ...held);
      if (is(await focused())) return;
    }
    assert.fail(`no way there by Tab: ${is}`);
  };
  await tabTo((name) => name === 'example');
  await press(page, 'Enter');
  await until(page, () => document.body.dataset.state === 'read');
  await tabTo((name) => name === 'own', 'Shift');
  await press(page, 'Enter');
  assert.match(await page.$eval('claim-sieve', (sieve) => sieve.textContent), /own voice/);
  await tabTo((name) => name === 'map');
  await press(page, 'PageDown');
  await until(page, () => scrollY > 200);
  await tabTo((name) => name.split(' ').includes('card'));
  await press(page, 'ArrowDown');
  await press(page, 'a');
  await until(page, () => document.querySelector('.kept')?.dataset.state === 'saved');
  assert.match(await page.$eval('#status', (status) => status.textContent), /^Accepted\. Saved/);
  await press(page, 'Enter');
  assert.ok(await page.evaluate(() => document.activeElement.matches('a.pin[aria-current]')));
  assert.match(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), /^Claim by .*, accepted by you$/);
  await press(page, 'z', 'Control');
  assert.match(await page.$eval('#status', (status) => status.textContent), /^Undone: accepted/);
  await page.keyboard.press('?');
  assert.equal(await page.$eval('dialog.keys', (dialog) => dialog.open), true);
});

test('Firefox: marks stay apart where colours are forced, and nothing moves where motion is not wanted', async (t) => {
  const page = await example(t, { from: forced });
  assert.equal(await page.evaluate(() => matchMedia('(forced-colors: active)').matches), true);
  const shapes = await page.$$eval('.key-group .glyph', (glyphs) => glyphs.map((glyph) => getComputedStyle(glyph).backgroundImage));
  assert.equal(new Set(shapes).size, 4);
  const strokes = await page.$$eval('.key-group .stroke', (all) => all.map((stroke) => [getComputedStyle(stroke).borderBottomStyle, getComputedStyle(stroke).borderTopStyle, getComputedStyle(stroke, '::before').textDecorationLine, getComputedStyle(stroke, '::before').content].join()));
  assert.equal(new Set(strokes).size, strokes.length, 'lines look alike');
  const still = await open(t, { from: dark, height: 400 });
  assert.equal(await still.evaluate(() => matchMedia('(prefers-reduced-motion: reduce)').matches), true);
  await enter(still, ARTICLE);
  await still.evaluate(() => [...document.querySelectorAll('claim-list .card')].at(-1).click());
  const first = await still.evaluate(() => new Promise((settle) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => settle(scrollY))))));
  await new Promise((later) => setTimeout(later, 200));
  assert.equal(await still.evaluate(() => scrollY), first);
});
