// Long, foreign and hostile texts in a real Firefox.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ARTICLE } from './article.mjs';
import { count, open, pressButton, read, until } from './firefox.mjs';

/** `count` paragraphs of four claims each, no two alike. */
const paragraphs = (count) =>
  Array.from(
    { length: count },
    (_, i) =>
      `The firm knew of rust in ${i} of its ferries, inspector Jane Ruddock said on Monday. According to two former sailors, the pumps ran all night and the crew was told to keep quiet. Brady denied that anyone was in danger.`,
  ).join('\n\n');

/** Gives a text as a file that is dropped, without a field that has to set it. */
const drop = (page, text) =>
  page.evaluate((given) => {
    const data = new DataTransfer();
    data.items.add(new File([given], 'long.txt', { type: 'text/plain' }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, text);

const whole = (page) => until(page, () => document.querySelector('reading-progress').hidden && !document.body.hasAttribute('data-part') && document.body.dataset.state === 'read');

test('Firefox: of a long text the beginning comes first; it can be stopped and gone on with', async (t) => {
  const page = await open(t);
  await drop(page, paragraphs(6000));
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
  ['a megabyte without a space', 'x'.repeat(1_000_000)],
  ['characters without width and against the direction', `The mayor, Ann Lee, said\u200b that the bridge ${'\u200b\u200d\u202e'.repeat(33_000)} was safe.`],
  ['markup', `${ARTICLE}\n\n<script>document.title = 'ran'</script> said <img src=x onerror="document.title = 'ran'"> Brady.`],
]) {
  test(`Firefox shows ${what} as text`, async (t) => {
    const page = await open(t);
    await drop(page, text);
    await whole(page);
    await until(page, (length) => document.querySelector('reading-view').textContent.length >= length, text.replaceAll(/\n\n/g, '').length);
    assert.equal(await page.$$eval('.segment', (all, glue) => all.map((line) => line.textContent).join(glue), text.includes('\n\n') ? '\n\n' : ''), text);
    assert.equal(await page.$$eval('reading-view :is(script, img)', (all) => all.length), 0);
    assert.notEqual(await page.title(), 'ran');
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  });
}

test('Firefox: a text in another language is read with a word of caution', async (t) => {
  const page = await read(t, 'Der Bürgermeister sagte am Montag, dass die Brücke wieder geöffnet werde. Die Arbeiten hätten länger gedauert als geplant, weil das Wetter schlecht gewesen sei.');
  assert.match(await page.$eval('#notice', (note) => note.textContent), /does not look like English/);
});
