// Links to the very words on a page: the browser that knows them finds the words.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { passageLink, webAddress } from '../../www/page/text-fragment.js';
import { ARTICLE, open, paste } from './chromium.mjs';

const at = (text, words, from = 0) => [text.indexOf(words, from), text.indexOf(words, from) + words.length];
const fragment = (text, start, end, address = 'https://example.org/a') => new URL(passageLink(address, text, start, end)).href.split(':~:text=')[1];

test('short words are named whole, with what means something in an address encoded', () => {
  const text = 'Sales rose, “50%-60%” & more; the so-called boom ended.';
  assert.equal(fragment(text, ...at(text, 'Sales rose, “50%-60%” & more')), 'Sales%20rose%2C%20%E2%80%9C50%25%2D60%25%E2%80%9D%20%26%20more');
});

test('words that stand twice are told apart by those around them, in their own line', () => {
  const text = 'Headline\nThe bridge is safe, Lee said.\nThe bridge is safe, Brady said.';
  const [start, end] = at(text, 'The bridge is safe', text.indexOf('Lee'));
  assert.equal(fragment(text, start, end), 'The%20bridge%20is%20safe,-%2C%20Brady%20said.');
  assert.equal(fragment(text, ...at(text, 'The bridge is safe')), 'The%20bridge%20is%20safe,-%2C%20Lee%20said.');
});

test('long words, and words over several lines, are named by their ends', () => {
  const long = `one two three four five ${'word '.repeat(60)}six seven eight nine ten`;
  assert.equal(fragment(long, 0, long.length), 'one%20two%20three%20four%20five,six%20seven%20eight%20nine%20ten');
  const lines = 'He said that it was\n\nover now and for good';
  assert.equal(fragment(lines, 0, lines.length), 'He%20said%20that%20it%20was,over%20now%20and%20for%20good');
});

test('the page keeps its own fragment, and only pages of the web have links', () => {
  const text = 'The bridge is safe.';
  assert.equal(passageLink('https://example.org/a?b=1#top', text, 0, 10), 'https://example.org/a?b=1#top:~:text=The%20bridge');
  assert.equal(passageLink('https://example.org/a#:~:text=old', text, 0, 10), 'https://example.org/a#:~:text=The%20bridge');
  assert.equal(webAddress('javascript:alert(1)'), null);
  assert.equal(webAddress('data:text/html,x'), null);
  assert.equal(webAddress('example.org'), null);
  assert.equal(webAddress(' https://example.org/ä ')?.href, 'https://example.org/%C3%A4');
});

test('a claim leads to its words on the page that the reader names', async (t) => {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<meta charset=utf-8><title>The page</title><link rel=icon href=data:,>${ARTICLE.split('\n\n').map((p) => `<p style="margin-bottom: 90vh">${p}</p>`).join('')}`);
  });
  await new Promise((up) => server.listen(0, '127.0.0.1', () => up(null)));
  after(() => server.close());
  const page = await open(t);
  await paste(page, ARTICLE);
  await page.locator('claim-list .card', { hasText: '40 years old' }).first().click();
  assert.equal(await page.locator('.passage').count(), 0);
  await page.getByRole('button', { name: 'Take along' }).click();
  await page.locator('#address').fill('ftp://example.org');
  assert.equal(await page.locator('#address').getAttribute('aria-invalid'), 'true');
  assert.equal(await page.locator('.passage').count(), 0);
  await page.locator('#address').fill(`http://127.0.0.1:${server.address().port}/article`);
  await page.keyboard.press('Escape');
  const [shown] = await Promise.all([page.context().waitForEvent('page'), page.locator('claim-list .passage').first().click()]);
  await shown.waitForLoadState();
  await shown.waitForFunction(() => scrollY > 500);
  const top = await shown.evaluate(() => [...document.querySelectorAll('p')].find((p) => p.textContent?.includes('40 years old'))?.getBoundingClientRect().top ?? -1);
  assert.ok(top >= 0 && top < 900, 'the words are in the window');
});
