import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ARTICLE, annotate, open, paste } from './chromium.mjs';

/** Two speakers with the same words, a number that nobody answers for, a guess that becomes a fact. */
const SHIFTS = `Pool to stay shut, council says

By Hal Ormerod

Council leader Ann Lee said on Monday that the pool would stay shut. The pool has lost £40,000 since March.

Brian Cole, a swimmer, said: “This is a slap in the face for every family in town.”

Dora Quill, who runs the café, said: “This is a slap in the face for every family in town.”

The roof may have been leaking for years, an engineer said. The roof has been leaking for years.`;

const cards = (page) => page.locator('claim-list .card');

/** Ids of the claims whose cards are in the list. */
const listed = (page) => cards(page).evaluateAll((all) => all.map((card) => card.id.replace('card-', '')).sort());

const note = (page) => page.locator('claim-sieve').textContent();

test('every picture leads to just the claims behind it, and back', async (t) => {
  const page = await open(t);
  await paste(page, SHIFTS);
  const { claims, sources, relations } = await annotate(page, SHIFTS);
  const own = claims.filter((c) => c.voice !== 'attributed').map((c) => c.id);
  const silent = new Set(sources.filter((s) => s.naming === 'unnamed').map((s) => s.id));
  const tied = (type) => [...new Set(relations.filter((r) => r.type === type).flatMap((r) => [r.from, r.to]))];
  /** @type {Record<string, string[]>} */
  const expected = {
    own,
    attributed: claims.filter((c) => c.voice === 'attributed').map((c) => c.id),
    unnamed: claims.filter((c) => c.voice === 'attributed' && c.attribution_chain.some((v) => silent.has(v.source_id))).map((c) => c.id),
    numbers: claims.filter((c) => c.claim_type === 'quantity' && c.source_id === 's_author' && c.voice !== 'attributed').map((c) => c.id),
    same_quote_different_source: tied('same_quote_different_source'),
  };
  for (const [name, ids] of Object.entries(expected)) {
    assert.ok(ids.length, `the article has none for ${name}`);
    const button = page.locator(`at-a-glance button[data-lens="${name}"]`);
    await button.click();
    assert.equal(await button.getAttribute('aria-pressed'), 'true');
    assert.deepEqual(await listed(page), [...ids].sort(), name);
    const hidden = claims.length - ids.length;
    if (hidden) assert.match((await note(page)) ?? '', new RegExp(`^${hidden} claims? hidden\\. Only `));
    await page.getByRole('button', { name: 'Show all' }).click();
    assert.equal(await cards(page).count(), claims.length);
    assert.equal(await button.getAttribute('aria-pressed'), 'false');
  }
});

test('a voice shows its claims, and the rest of the voices can be had', async (t) => {
  const page = await open(t);
  await page.getByRole('button', { name: 'Try an example' }).click();
  await page.waitForSelector('body[data-state="read"]');
  const voice = page.locator('.bars button').nth(1);
  const name = (await voice.locator('.name').textContent()) ?? '';
  const count = Number(await voice.locator('b').textContent());
  await voice.click();
  assert.equal(await cards(page).count(), count);
  for (const words of await page.locator('.card .voice').allTextContents()) assert.equal(words, name);
  await voice.click();
  assert.ok((await cards(page).count()) > count, 'the same button shows all again');
  const before = await page.locator('.bars button').count();
  await page.locator('.more-rows >> nth=0').click();
  assert.ok((await page.locator('.bars button').count()) > before);
  assert.equal(await page.evaluate(() => document.activeElement?.closest('.bars') !== null), true);
});

test('filters, search and pictures add up, and say how many they hide', async (t) => {
  const page = await open(t);
  await page.getByRole('button', { name: 'Try an example' }).click();
  await page.waitForSelector('body[data-state="read"]');
  const all = await cards(page).count();
  await page.locator('at-a-glance button[data-lens="attributed"]').click();
  const attributed = await cards(page).count();
  await page.locator('claim-key button[data-value="dashed"]').click();
  const sure = await cards(page).count();
  assert.ok(sure < attributed && attributed < all);
  await page.getByRole('searchbox').fill('DÁM “');
  await page.waitForFunction((n) => document.querySelectorAll('claim-list .card').length < n, sure);
  for (const words of await cards(page).allTextContents()) assert.match(words, /dam/i);
  const left = await cards(page).count();
  assert.match((await note(page)) ?? '', new RegExp(`^${all - left} claims hidden`));
  assert.equal(await page.locator('.list-head .count').textContent(), `${left} of ${all}`);
  await page.getByRole('button', { name: 'Show all' }).click();
  assert.equal(await cards(page).count(), all);
  assert.equal(await page.getByRole('searchbox').inputValue(), '');
  await page.getByRole('searchbox').fill('no such words anywhere');
  await page.locator('.none').waitFor();
  assert.match((await page.locator('.none').textContent()) ?? '', /hidden/);
});

test('the list is grouped by source, certainty and what to check first', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  for (const [name, least] of /** @type {const} */ ([['by source', 3], ['by certainty', 2], ['check first', 2]])) {
    await page.getByRole('radio', { name }).check();
    const groups = page.locator('claim-list .group');
    assert.ok((await groups.count()) >= least, name);
    const counts = await groups.locator('.count').allTextContents();
    assert.equal(counts.reduce((sum, n) => sum + Number(n), 0), await cards(page).count(), name);
  }
  // The arrows follow what is seen.
  await page.getByRole('radio', { name: 'by source' }).check();
  await cards(page).first().focus();
  await page.keyboard.press('ArrowDown');
  assert.equal(await cards(page).nth(1).getAttribute('aria-current'), 'true');
});

test('a card names what decided, and leads to the claims it bears on', async (t) => {
  const page = await open(t);
  await paste(page, SHIFTS);
  const card = cards(page).filter({ hasText: 'slap in the face' }).first();
  await card.click();
  assert.match((await card.locator('.rules').textContent()) ?? '', /\d+ % sure/);
  assert.match((await card.locator('dl').textContent()) ?? '', /has the same words as/);
  await card.locator('[data-to]').first().click();
  const other = page.locator('.card[aria-current]');
  assert.notEqual(await other.getAttribute('id'), await card.getAttribute('id'));
  assert.match((await other.textContent()) ?? '', /slap in the face/);
  assert.equal(await other.evaluate((element) => element === document.activeElement), true);
});

test('the strip is a map: a press or a key goes to the place, and it follows the text', async (t) => {
  const page = await open(t, { viewport: { width: 1280, height: 500 }, reducedMotion: 'reduce' });
  await page.getByRole('button', { name: 'Try an example' }).click();
  await page.waitForSelector('body[data-state="read"]');
  const length = await page.evaluate(async () => (await import('./pkg/example.js')).default.length);
  const map = page.getByRole('slider', { name: 'How sure, along the article' });
  const now = async () => Number(await map.getAttribute('aria-valuenow'));
  assert.equal(await now(), 0);
  const box = await map.boundingBox();
  assert.ok(box);
  await page.mouse.click(box.x + box.width * 0.6, box.y + 10);
  await page.waitForFunction(() => scrollY > 800);
  await page.waitForFunction((n) => Math.abs(document.querySelector('reading-view').window.start - 0.6 * n) < 60, length);
  const there = await page.evaluate(() => {
    const { top, bottom } = /** @type {Element} */ (document.querySelector('.bar-line')).getBoundingClientRect();
    return top === 0 && bottom < 120;
  });
  assert.equal(there, true, 'it stays in the window');
  await map.focus();
  await page.keyboard.press('Home');
  await page.waitForFunction(() => document.querySelector('.map')?.getAttribute('aria-valuenow') === '0');
  const first = await map.getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction((words) => document.querySelector('.map')?.getAttribute('aria-valuetext') !== words, first);
  await page.keyboard.press('End');
  await page.waitForFunction(() => Number(document.querySelector('.map')?.getAttribute('aria-valuenow')) >= 95);
});

test('what Sayso gets wrong is one click away, with the figures that the documents give', async (t) => {
  const page = await open(t);
  await page.locator('.start [data-wrong]').click();
  const dialog = page.getByRole('dialog', { name: 'What Sayso gets wrong' });
  assert.equal(await dialog.isVisible(), true);
  assert.ok((await dialog.locator('tbody tr').count()) >= 6);
  await page.keyboard.press('Escape');
  assert.equal(await dialog.isVisible(), false);
  await paste(page, ARTICLE);
  await page.locator('[data-wrong]:visible').click();
  assert.equal(await dialog.isVisible(), true);
});
