import assert from 'node:assert/strict';
import { test } from 'node:test';
import { broken } from './axe.mjs';
import { ARTICLE, open, paste } from './chromium.mjs';

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const width of [390, 1280]) {
    test(`axe finds nothing, ${colorScheme}, ${width} wide`, async (t) => {
      const page = await open(t, { colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' });
      assert.deepEqual(await broken(page), [], 'empty');
      await paste(page, ARTICLE);
      assert.deepEqual(await broken(page), [], 'read');
      await page.locator('a.pin').nth(1).click();
      assert.deepEqual(await broken(page), [], 'a claim chosen');
    });
  }
}

for (const width of [320, 390, 640, 768, 1280, 1600]) { // 640 are 1280 at 200 %
  test(`nothing scrolls sideways, ${width} wide`, async (t) => {
    const page = await open(t, { viewport: { width, height: 800 } });
    const spill = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(await spill(), 0, 'empty');
    await paste(page, `${ARTICLE}\n\nThe address is ${'x'.repeat(300)}, Jane Ruddock said. ${'🚢'.repeat(200)}`);
    assert.equal(await spill(), 0, 'read');
    await page.locator('a.pin').first().click();
    assert.equal(await spill(), 0, 'a claim chosen');
  });
}

test('in a narrow window the chosen claim opens as a sheet, and closing it leads back', async (t) => {
  const page = await open(t, { viewport: { width: 390, height: 800 }, reducedMotion: 'reduce' });
  await paste(page, ARTICLE);
  const pin = page.locator('a.pin').nth(2);
  await pin.click();
  const sheet = page.getByRole('region', { name: 'Chosen claim' });
  assert.equal(await sheet.isVisible(), true);
  assert.equal(await sheet.evaluate((element) => element === document.activeElement), true);
  const [mark, top] = [await pin.boundingBox(), (await sheet.boundingBox())?.y ?? 0];
  assert.ok(mark && mark.y >= 0 && mark.y + mark.height <= top, 'the claim is not under the sheet');
  await sheet.getByRole('button', { name: 'Next claim' }).click();
  assert.equal(await page.locator('a.pin').nth(3).getAttribute('aria-current'), 'true');
  await page.keyboard.press('Escape');
  assert.equal(await sheet.isVisible(), false);
  assert.equal(await page.locator('a.pin').nth(3).evaluate((element) => element === document.activeElement), true);
});

test('marks stay apart where colours are forced', async (t) => {
  const page = await open(t, { forcedColors: 'active' });
  await paste(page, ARTICLE);
  const shapes = await page.locator('claim-key .glyph').evaluateAll((glyphs) => glyphs.map((g) => getComputedStyle(g).backgroundImage));
  assert.equal(new Set(shapes).size, 4);
});

test('nothing moves where motion is not wanted', async (t) => {
  const page = await open(t, { reducedMotion: 'reduce', viewport: { width: 1280, height: 400 } });
  await paste(page, ARTICLE);
  await page.locator('claim-list .card').last().click();
  // What comes near the window is laid out, which may take a frame or two.
  const first = await page.evaluate(() => new Promise((settle) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => settle(scrollY))))));
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => scrollY), first);
});
