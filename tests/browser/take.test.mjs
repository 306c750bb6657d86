// Results go along in every format, and come back onto their text or a changed one.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { ARTICLE, open, paste } from './chromium.mjs';

const menu = (page) => page.getByRole('dialog', { name: 'Take it along' });

const openMenu = async (page) => {
  if (!(await menu(page).isVisible())) await page.getByRole('button', { name: 'Take along' }).click();
};

/** The file that a button of the menu saves. */
async function saved(page, words) {
  await openMenu(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: `Save: ${words}` }).click()]);
  const text = await readFile(/** @type {string} */ (await download.path()), 'utf8');
  return { name: download.suggestedFilename(), text };
}

/** Brings a file back and gives what the menu says. */
async function brought(page, text, name = 'back.json') {
  await openMenu(page);
  await page.evaluate(() => document.querySelector('.take-status')?.replaceChildren());
  await page.locator('take-along input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  await page.waitForFunction(() => document.querySelector('.take-status')?.textContent);
  return page.locator('.take-status').textContent();
}

/** Presses a button of a claim's card. */
async function decide(page, words, button) {
  const card = page.locator('claim-list .card', { hasText: words }).first();
  await card.click();
  await card.getByRole('button', { name: button, exact: true }).click();
}

const decisions = (page) => page.locator('claim-list .card[data-decision]').evaluateAll((cards) => cards.map((card) => `${card.dataset.decision}: ${card.querySelector('.words')?.textContent}`));

test('every format is saved under its name, and copied', async (t) => {
  const page = await open(t);
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (words) => void (globalThis.copied = words) } }));
  await paste(page, `🚢 ${ARTICLE}`);
  const claims = await page.locator('claim-list .card').count();
  const endings = { 'Annotated page': '.html', Notes: '.md', Table: '.csv', 'Everything found': '.json', 'Web Annotations': '.annotations.json', 'Claims for the web': '.claims.json' };
  /** @type {Record<string, string>} */
  const files = {};
  for (const [words, ending] of Object.entries(endings)) {
    const { name, text } = await saved(page, words);
    assert.equal(name, `ferry-firm-knew-of-rust-inspector-says${ending}`);
    files[ending] = text;
    await page.getByRole('button', { name: `Copy: ${words}` }).click();
    await page.locator('.take-status', { hasText: `${words}: copied` }).waitFor();
    assert.equal(await page.evaluate(() => globalThis.copied), text);
  }
  const document = JSON.parse(files['.json']);
  assert.equal(document.claims.length, claims);
  assert.equal(document.source.offset_unit, 'code-point');
  const points = [...`🚢 ${ARTICLE}`];
  for (const { start, end, exact } of document.claims.flatMap((claim) => claim.spans)) assert.equal(points.slice(start, end).join(''), exact);
  assert.match(files['.html'], /^<!doctype html>/i);
  assert.doesNotMatch(files['.html'], /<script|src="http|href="http/);
  assert.equal(files['.csv'].trim().split('\r\n').length, claims + 1);
  assert.match(files['.annotations.json'], /"http:\/\/www\.w3\.org\/ns\/anno\.jsonld"/);
  assert.match(files['.claims.json'], /"Claim"/);
  assert.match(files['.md'], /Jane Ruddock/);
});

test('the address goes along', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  await openMenu(page);
  await page.locator('#address').fill('https://example.org/ferry');
  const { text } = await saved(page, 'Web Annotations');
  assert.match(text, /https:\/\/example\.org\/ferry/);
});

for (const words of ['Everything found', 'Web Annotations']) {
  test(`decisions in “${words}” come back, onto the text and onto a changed one, and are kept`, async (t) => {
    const page = await open(t);
    await paste(page, ARTICLE);
    await decide(page, 'rusted through', 'Accept');
    await decide(page, 'pumps ran all night', 'Reject');
    const made = (await decisions(page)).sort();
    assert.equal(made.length, 2);
    const { text } = await saved(page, words);
    assert.match((await brought(page, text)) ?? '', /Nothing in it that is not here already/);
    // Somebody else's browser, and a text that has changed a little.
    const context = await page.context().browser()?.newContext();
    assert.ok(context);
    t.after(() => context.close());
    for (const changed of [ARTICLE, `A new first line\n\n${ARTICLE.replace('on Monday', 'on Monday morning')}`]) {
      const other = await context.newPage();
      await other.goto(page.url());
      await other.waitForSelector('body[data-ready]');
      await paste(other, changed);
      assert.deepEqual(await decisions(other), []);
      assert.match((await brought(other, text)) ?? '', /^2 decisions brought back/);
      assert.deepEqual((await decisions(other)).sort(), made);
      await other.waitForFunction(() => document.querySelector('.kept')?.dataset.state === 'saved');
      await other.reload();
      await other.waitForSelector('body[data-state="read"]');
      await other.waitForFunction(() => document.querySelectorAll('claim-list .card[data-decision]').length === 2);
      await other.close();
    }
    // What finds no place is named.
    const third = await context.newPage();
    await third.goto(page.url());
    await third.waitForSelector('body[data-ready]');
    await paste(third, ARTICLE.replace(/According to.*night\./, ''));
    const said = (await brought(third, text)) ?? '';
    assert.match(said, /^1 decision brought back\. 1 claim found no place/);
    assert.match(said, /the pumps ran all night/);
  });
}

test('a file that is no result says so, and harms nothing', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  const before = await page.locator('claim-list').textContent();
  for (const [text, name] of [['nonsense', 'a.json'], ['{}', 'b.json'], ['[1, 2]', 'c.jsonld'], ['{"schema":"sayso/1","claims":[{"spans":[{"start":-1}]}]}', 'd.json']]) {
    assert.match((await brought(page, text, name)) ?? '', /holds no result/);
  }
  assert.equal(await page.locator('claim-list').textContent(), before);
});
