// Getting a text in, reading it, its list, its pictures, its day and what is said of Sayso itself, in a real Firefox.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ARTICLE } from './article.mjs';
import { marked, pointAt } from './both.mjs';
import { choose, count, example, open, press, pressButton, read, until } from './firefox.mjs';

test('Firefox: a text comes in by paste, without a button', async (t) => {
  const page = await open(t);
  await page.focus('textarea');
  await page.keyboard.type('Mayor Ann Lee said that the bridge was shut.');
  await press(page, 'a', 'Control');
  await press(page, 'x', 'Control');
  assert.equal(await page.$eval('textarea', (field) => field.value), '');
  await press(page, 'v', 'Control');
  await until(page, () => document.body.dataset.state === 'read');
  assert.equal(await page.$eval('reading-view', (view) => view.textContent), 'Mayor Ann Lee said that the bridge was shut.');
});

test('Firefox: a text comes in as HTML that is dropped, as a file, and as the example', async (t) => {
  const page = await open(t);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/html', '<h1 style="color: red" onclick="x()">Bridge shut</h1><p>Mayor Ann Lee said that the bridge was shut.<script>alert(1)</script></p><figcaption>The bridge</figcaption>');
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await until(page, () => document.body.dataset.state === 'read');
  assert.equal(await page.$eval('h1.headline', (h) => h.textContent), 'Bridge shut');
  assert.equal(await page.$$eval('reading-view :is(script, [style], [onclick])', (all) => all.length), 0);
  await page.click('#new');
  const folder = await mkdtemp(join(tmpdir(), 'sayso-'));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'a.md'), Buffer.from('Caf\xe9 owner Ann Lee said that rents had doubled.', 'latin1'));
  await (await page.$('#file')).uploadFile(join(folder, 'a.md'));
  await until(page, () => document.body.dataset.state === 'read');
  assert.match(await page.$eval('reading-view', (view) => view.textContent), /^Café owner/);
  await page.click('#new');
  await page.click('.example');
  await until(page, () => document.body.dataset.state === 'read');
  assert.ok((await count(page)) > 20);
});

test('Firefox: the article is marked, its lines are told apart, and the smallest mark under the pointer wins', async (t) => {
  const page = await read(t);
  assert.equal(await page.$$eval('.teaser', (all) => all.length), 1);
  assert.equal(await page.$$eval('.byline', (all) => all.length), 1);
  const marks = await marked(page);
  if (marks) {
    const who = Object.keys(marks).filter((name) => /^sayso-(author|named|unnamed|document)/.test(name) && marks[name]);
    assert.deepEqual([...new Set(who.map((name) => name.split('-')[1]))].sort(), ['author', 'document', 'named', 'unnamed']);
  } else {
    assert.match(await page.$eval('#notice', (note) => note.textContent), /cannot mark text in place/);
  }
  const { x, y } = await pointAt(page, 'keep quiet');
  await page.mouse.click(x, y);
  assert.match(await page.$eval('.card[aria-current]', (card) => card.textContent), /keep quiet/);
  assert.match(await page.$eval('.card[aria-current] .chain', (chain) => chain.textContent), /^the article.*told/);
  // Overlapping or not, every mark can be reached: each claim has a pin.
  const pins = await page.$$eval('a.pin', (all) => new Set(all.map((pin) => pin.dataset.id)).size);
  assert.equal(pins, await count(page));
});

test('Firefox: list and text lead to each other, in every order, by search and by signs', async (t) => {
  const page = await example(t, { height: 700 });
  const all = await count(page);
  await choose(page, 'through the eastern wall');
  // The text is on its way there.
  await until(page, () => {
    const { top, bottom } = document.querySelector('a.pin[aria-current]')?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
    return top > 0 && bottom < innerHeight;
  });
  const why = await page.$eval('.card[aria-current] dl', (list) => list.textContent);
  assert.match(why, /^Read fromsays attributes.*Read by.*\d+ % sure/s);
  await page.focus('.card[aria-current]');
  await press(page, 'Enter');
  assert.ok(await page.evaluate(() => document.activeElement.matches('a.pin[aria-current]')));
  await press(page, 'Enter');
  assert.ok(await page.evaluate(() => document.activeElement.matches('.card[aria-current]')));
  for (const order of ['check', 'source', 'sure']) {
    await page.$eval(`input[name=order][value=${order}]`, (input) => input.click());
    assert.ok((await page.$$eval('claim-list .group', (groups) => groups.length)) >= 2, order);
  }
  await page.$eval('input[name=order][value=text]', (input) => input.click());
  await page.click('claim-key [data-value=unnamed]');
  const unnamed = await count(page);
  await page.click('claim-key [data-value=dotted]');
  const dotted = await count(page);
  assert.ok(dotted > 0 && dotted < unnamed && unnamed < all);
  assert.match(await page.$eval('claim-sieve', (sieve) => sieve.textContent), new RegExp(`^${all - dotted} claims hidden\\. Only an unnamed source; hearsay`));
  await pressButton(page, 'Show all', 'claim-sieve');
  assert.equal(await count(page), all);
  await page.focus('claim-list input[type=search]');
  await page.keyboard.type('Lowndes');
  await until(page, (n) => document.querySelectorAll('claim-list .card').length < n, all);
  for (const words of await page.$$eval('claim-list .card', (cards) => cards.map((card) => card.textContent))) assert.match(words, /Lowndes/);
});

test('Firefox: every picture leads to the claims behind it, and the strip is a map', async (t) => {
  const page = await example(t, { height: 600 });
  const all = await count(page);
  const lenses = await page.$$eval('at-a-glance [data-lens]', (buttons) => buttons.map((button) => button.dataset.lens));
  assert.ok(lenses.length >= 7, `${lenses}`);
  for (const lens of lenses) {
    const press = (name) => page.evaluate((which) => document.querySelector(`at-a-glance [data-lens="${CSS.escape(which)}"]`).click(), name);
    await press(lens);
    const few = await count(page);
    assert.ok(few > 0 && few < all, lens);
    assert.match(await page.$eval('claim-sieve', (sieve) => sieve.textContent), new RegExp(`^${all - few} claims? hidden\\. Only `));
    await press(lens);
    assert.equal(await count(page), all, lens);
  }
  await page.focus('.map');
  await press(page, 'End');
  await until(page, () => scrollY > 1000 && Number(document.querySelector('.map').getAttribute('aria-valuenow')) > 90);
  const box = await page.$eval('.map', (map) => { const { left, top, width } = map.getBoundingClientRect(); return { left, top, width }; });
  await page.mouse.click(box.left + box.width * 0.3, box.top + 10);
  await until(page, () => {
    const view = document.querySelector('reading-view');
    return Math.abs(view.window.start - 0.3 * view.textContent.length) < 60;
  });
});

test('Firefox: the day is read from the text, or asked for', async (t) => {
  const page = await example(t);
  assert.equal(await page.$eval('#date', (field) => field.value), '2025-11-13');
  assert.equal(await page.$eval('#date-note', (note) => note.textContent), 'from the text');
  await page.click('#new');
  await page.$eval('textarea', (field) => {
    field.value = 'Mayor Ann Lee said that the bridge was closed yesterday.';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await pressButton(page, 'Read it');
  await until(page, () => document.body.dataset.state === 'read');
  assert.equal(await page.$eval('#date', (field) => field.value), '');
  await page.$eval('#date', (field) => {
    field.value = '2024-03-05';
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await until(page, () => document.querySelector('.kept')?.dataset.state !== 'saving');
  await page.reload();
  await until(page, () => document.body.dataset.state === 'read');
  assert.equal(await page.$eval('#date', (field) => field.value), '2024-03-05', 'it is kept');
});

test('Firefox: what Sayso gets wrong is one click away, and unsure is shown as unsure', async (t) => {
  const page = await open(t);
  await pressButton(page, 'What Sayso gets wrong');
  assert.equal(await page.$eval('gets-wrong dialog', (dialog) => dialog.open), true);
  assert.ok((await page.$$eval('gets-wrong tbody tr', (rows) => rows.length)) >= 6);
  await press(page, 'Escape');
  assert.equal(await page.$eval('gets-wrong dialog', (dialog) => dialog.open), false);
  await page.$eval('textarea', (field, text) => {
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, `${ARTICLE}\n\nHe said that it would sail again.`);
  await pressButton(page, 'Read it');
  await until(page, () => document.body.dataset.state === 'read');
  for (const id of await page.$$eval('claim-list .card', (cards) => cards.map((card) => card.id))) {
    await page.evaluate((card) => document.getElementById(card).click(), id);
    const [rules, sure] = await page.$eval('.card[aria-current]', (card) => [card.querySelector('.rules')?.textContent, card.querySelector('.sure')?.textContent]);
    assert.match(rules ?? '', /^.+, \d+ % sure/, id);
    assert.ok(sure, id);
  }
  await pressButton(page, 'What Sayso gets wrong');
  assert.equal(await page.$eval('gets-wrong dialog', (dialog) => dialog.open), true);
});
