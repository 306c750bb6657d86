// Long, foreign and hostile texts in a real Firefox.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ARTICLE } from './article.mjs';
import { GERMAN, HARD, isWhole, paragraphs, pasteText } from './both.mjs';
import { count, open, pressButton, read, until } from './firefox.mjs';

const whole = (page) => until(page, isWhole);

test('Firefox: of a long text the beginning comes first; it can be stopped and gone on with', async (t) => {
  const page = await open(t);
  await pasteText(page, paragraphs(6000));
  await until(page, () => document.body.hasAttribute('data-part') && !document.querySelector('reading-progress').hidden);
  assert.match(await page.$eval('reading-progress', (progress) => progress.textContent), /The first \d+ % is marked/);
  assert.ok((await count(page)) > 3);
  await pressButton(page, 'Stop');
  assert.equal(await page.$eval('reading-progress', (progress) => progress.hidden), true);
  assert.match(await page.$eval('#notice', (note) => note.textContent), /only the first \d+ % was read/);
  await pressButton(page, 'Read the rest');
  await until(page, () => !document.querySelector('reading-progress').hidden);
  await page.click('#new');
  assert.equal(await page.$eval('reading-progress', (progress) => progress.hidden), true);
  assert.equal(await page.evaluate(() => document.body.dataset.state), 'empty');
});

for (const [what, text] of [
  ...Object.entries(HARD).filter(([what]) => !what.includes('marks')), // which takes it long
  ['markup', `${ARTICLE}\n\n<script>document.title = 'ran'</script> said <img src=x onerror="document.title = 'ran'"> Brady.`],
]) {
  test(`Firefox shows ${what} as text`, async (t) => {
    const page = await open(t);
    await pasteText(page, text);
    await whole(page);
    await until(page, (length) => document.querySelector('reading-view').textContent.length >= length, text.replaceAll(/\n\n/g, '').length);
    assert.equal(await page.$$eval('.segment', (all, glue) => all.map((line) => line.textContent).join(glue), text.includes('\n\n') ? '\n\n' : ''), text);
    assert.equal(await page.$$eval('reading-view :is(script, img)', (all) => all.length), 0);
    assert.notEqual(await page.title(), 'ran');
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  });
}

test('Firefox: a text in another language is read with a word of caution', async (t) => {
  const page = await read(t, GERMAN);
  assert.match(await page.$eval('#notice', (note) => note.textContent), /does not look like English/);
});
