// Long and hostile texts: nothing freezes, the beginning comes first, and what stays the same is not made again.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HARD, isWhole, paragraphs, pasteText } from './both.mjs';
import { ARTICLE, open } from './chromium.mjs';
import { watchTasks } from './tasks.mjs';

/**
 * Where a task of the page takes more of the processor than so many times what 100 kB of JSON take to be read, something
 * freezes. How long tasks are is measured by the benchmarks; a test may not fail because the machine is slow.
 */
const LONGEST = 300;

/** What that JSON takes, in milliseconds. */
const unit = (page) =>
  page.evaluate(() => {
    const claims = Array.from({ length: 1000 }, (_, n) => ({ id: `c${n}`, text: 'The bridge is safe.', spans: [{ start: n, end: n + 19, exact: 'The bridge is safe.' }] }));
    const json = JSON.stringify(claims);
    const times = Array.from({ length: 25 }, () => {
      const before = performance.now();
      JSON.parse(json);
      return performance.now() - before;
    });
    return times.sort((a, b) => a - b)[12];
  });

/** The page with its engine up, and every task of its main thread counted from now on. */
async function watched(t, options) {
  const page = await open(t, options);
  await page.evaluate(async () => void (await (await import('./sayso.js')).annotate('')));
  const tasks = await watchTasks(page);
  t.after(() => tasks().catch(() => {})); // where the test has failed before it looked
  return { page, tasks };
}

/** That no task of the main thread took long since it was watched. */
async function assertShort(t, page, tasks, what) {
  const all = await tasks();
  assert.ok(all.length > 100, 'no tasks were seen');
  const most = LONGEST * (await unit(page));
  t.diagnostic(`${what}: longest tasks ${all.slice(0, 4).map(Math.round).join(', ')} ms, of ${Math.round(most)}`);
  assert.ok(all[0] <= most, `a task of ${all[0]} ms`);
}

const whole = (page) => page.waitForFunction(isWhole, null, { timeout: 300_000 });

for (const [what, text] of Object.entries(HARD)) {
  test(`${what} does not freeze the page`, async (t) => {
    const { page, tasks } = await watched(t);
    await pasteText(page, text);
    await page.waitForSelector('body[data-state="read"]');
    await whole(page);
    await page.waitForTimeout(500);
    await assertShort(t, page, tasks, what);
    const shown = await page.evaluate(() => [...document.querySelectorAll('.segment')].map((block) => block.textContent).join(''));
    assert.equal(shown, text);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  });
}

test('of a long text the beginning comes first, and is exchanged without a jump', async (t) => {
  const { page, tasks } = await watched(t, { viewport: { width: 1280, height: 700 } });
  const count = 3000;
  await pasteText(page, paragraphs(count));
  await page.waitForSelector('body[data-part]', { timeout: 30_000 });
  const early = await page.locator('.list-head .count').textContent();
  const progress = page.locator('reading-progress');
  await progress.waitFor();
  assert.match((await progress.textContent()) ?? '', /The first \d+ % is marked/);
  // The reader is at it already: a claim chosen, a word sought, the text scrolled.
  await page.locator('claim-list .card').nth(1).click();
  await page.evaluate(() => scrollTo(0, 900));
  await page.waitForTimeout(100);
  const at = () => page.evaluate(() => {
    const block = document.elementFromPoint(400, 350)?.closest('.segment');
    return [block?.textContent, Math.round(block?.getBoundingClientRect().top ?? 0)];
  });
  const before = await at();
  const words = await page.locator('.card[aria-current] .words').textContent();
  await whole(page);
  await page.waitForTimeout(300);
  assert.deepEqual(await at(), before, 'the text stays where it is');
  assert.equal(await page.locator('.card[aria-current] .words').textContent(), words, 'so does the chosen claim');
  assert.notEqual(await page.locator('.list-head .count').textContent(), early);
  await page.waitForFunction((n) => document.querySelectorAll('.segment').length === n, count, { timeout: 60_000 });
  // Whatever the length, only what is near is laid out and marked.
  assert.ok((await page.locator('claim-list .card').count()) < 400);
  assert.ok((await page.locator('.segment.live').count()) < 100);
  const ranges = await page.evaluate(() => [...CSS.highlights.values()].reduce((n, those) => n + those.size, 0));
  assert.ok(ranges > 20 && ranges < 2000, `${ranges} marks`);
  // The far end is a key away.
  await page.locator('.map').press('End');
  await page.waitForFunction((n) => document.elementFromPoint(400, 500)?.closest('.segment')?.textContent?.includes(`rust in ${n - 1} `), count);
  assert.ok(await page.evaluate(() => document.querySelector('.segment:last-child .pin') !== null));
  await page.locator('claim-list .card').first().focus();
  await page.keyboard.press('End');
  assert.match((await page.locator('.card[aria-current]').getAttribute('aria-posinset')) ?? '', /^1\d{4}$/);
  await assertShort(t, page, tasks, 'everything');
});

test('a hundred thousand claims freeze the page neither while they are read nor when they are worked with', async (t) => {
  const { page, tasks } = await watched(t);
  // Made in the page: to hand over megabytes takes the browser as long as what is measured.
  await page.evaluate(`void (globalThis.made = (${paragraphs})(25_000))`);
  await pasteText(page);
  await whole(page);
  const count = page.locator('.list-head .count');
  assert.match((await count.textContent()) ?? '', /^(9\d|1\d\d),\d{3}$/);
  await page.waitForFunction(() => document.querySelectorAll('.segment').length === 25_000, null, { timeout: 60_000 });
  const changes = async (act) => {
    const before = await count.textContent();
    await act();
    await page.waitForFunction((was) => document.querySelector('.list-head .count')?.textContent !== was, before);
    await page.waitForTimeout(200);
  };
  for (const order of ['by source', 'by certainty', 'check first', 'in order']) {
    await page.getByRole('radio', { name: order }).check();
    await page.waitForTimeout(100);
  }
  await changes(() => page.locator('claim-key [data-value=named]').click());
  await changes(() => page.locator('claim-sieve button').click());
  await changes(() => page.locator('.bars button').first().click());
  await changes(() => page.locator('claim-sieve button').click());
  await changes(() => page.getByRole('searchbox').fill('rust in 24987'));
  await changes(() => page.locator('claim-sieve button').click());
  await page.locator('.map').press('End');
  await page.waitForFunction(() => [...document.querySelectorAll('.segment.live')].some((block) => block.textContent?.includes('rust in 24999 ')));
  await page.locator('claim-list .card').nth(3).click();
  for (const [key, decisions] of /** @type {const} */ ([['a', 1], ['r', 1], ['Control+z', 1], ['Control+z', 0]])) {
    await page.keyboard.press(key);
    await page.waitForFunction((n) => document.querySelectorAll('claim-list .card[data-decision]').length === n && document.querySelector('.kept')?.dataset.state === 'saved', decisions);
  }
  await assertShort(t, page, tasks, 'a hundred thousand claims');
});

test('a long reading can be stopped and gone on with', async (t) => {
  const page = await open(t);
  await pasteText(page, paragraphs(6000));
  await page.waitForSelector('body[data-part]', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Stop' }).click();
  assert.equal(await page.locator('reading-progress').isVisible(), false);
  assert.match((await page.locator('#notice').textContent()) ?? '', /only the first \d+ % was read/);
  const part = await page.locator('.list-head .count').textContent();
  await page.waitForTimeout(1500);
  assert.equal(await page.locator('.list-head .count').textContent(), part, 'it has stopped');
  await page.getByRole('button', { name: 'Read the rest' }).click();
  await page.locator('reading-progress').waitFor();
  await page.getByRole('button', { name: 'New article' }).click();
  assert.equal(await page.locator('reading-progress').isVisible(), false);
});

test('a text is read while it is written, and only what changed is made again', async (t) => {
  const { page, tasks } = await watched(t);
  await pasteText(page, paragraphs(130)); // 5,000 words
  await page.waitForSelector('body[data-state="read"]');
  await whole(page);
  await page.getByRole('button', { name: 'Edit text' }).click();
  await page.evaluate(() => {
    const field = /** @type {HTMLTextAreaElement} */ (document.querySelector('textarea'));
    const at = field.value.indexOf('\n\n', 3000);
    field.setSelectionRange(at, at);
    globalThis.keys = [];
    let since = 0;
    field.addEventListener('keydown', () => {
      since = performance.now();
      requestAnimationFrame(() => setTimeout(() => globalThis.keys.push(performance.now() - since)));
    });
    for (const made of document.querySelectorAll('.segment, .card')) made.setAttribute('data-old', '');
  });
  for (const key of ' The harbour master said that this was false.') await page.keyboard.type(key, { delay: 40 });
  await page.locator('.field-note.found').waitFor();
  assert.match((await page.locator('#field-note').textContent()) ?? '', /^52\d claims: .* 5 sources/);
  const keys = (await page.evaluate(() => globalThis.keys)).sort((a, b) => a - b);
  await assertShort(t, page, tasks, `${keys.length} keys, median ${Math.round(keys[keys.length >> 1])} ms, slowest ${Math.round(keys.at(-1))} ms`);
  assert.ok(keys[keys.length >> 1] < 50);
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.waitForSelector('body[data-state="read"]');
  await page.waitForTimeout(300);
  assert.equal(await page.locator('.segment').count(), 130);
  assert.equal(await page.locator('.segment:not([data-old])').count(), 1);
  assert.match((await page.locator('.segment:not([data-old])').textContent()) ?? '', /harbour master/);
  assert.ok((await page.locator('claim-list .card:not([data-old])').count()) < 5);
});

test('an edit keeps the place in the article and what is filtered', async (t) => {
  const page = await open(t, { viewport: { width: 1280, height: 500 }, reducedMotion: 'reduce' });
  await pasteText(page, ARTICLE);
  await page.waitForSelector('body[data-state="read"]');
  await page.locator('claim-key button[data-value=named]').click();
  await page.evaluate(() => scrollTo(0, 300));
  await page.waitForFunction(() => scrollY === 300);
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('#edit')).click());
  await page.locator('textarea').press('Control+End');
  await page.keyboard.type('\n\nThe pumps were replaced in May, Brady said.');
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('body[data-state="read"]');
  assert.equal(await page.evaluate(() => scrollY), 300);
  assert.equal(await page.locator('claim-key button[data-value=named]').getAttribute('aria-pressed'), 'true');
  assert.equal(await page.locator('.segment').last().textContent(), 'The pumps were replaced in May, Brady said.');
});
