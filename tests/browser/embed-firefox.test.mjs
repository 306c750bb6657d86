// <say-so>, the module and the one file in a real Firefox.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { browser } from './firefox.mjs';
import { DIST, annotated, host, hostPage, marked, until } from './host.mjs';

/** A page in Firefox, closed after the test, which fails where it has logged an error. */
async function visit(t, url) {
  const page = await browser.newPage();
  const errors = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  t.after(async () => {
    await page.close();
    assert.deepEqual(errors, []);
  });
  await page.goto(url);
  return page;
}

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; img-src data:";

test('Firefox marks an article of a host with a strict policy, and nothing is left when the element goes', async (t) => {
  const html = hostPage('<say-so for="#article"></say-so><say-so>Mayor Ann Lee said that the bridge was safe.</say-so>').replace(/<script type="application[^]*?<\/script>/, '');
  const there = await host(t, { pages: { '/': html }, headers: { 'content-security-policy': POLICY } });
  const page = await visit(t, `${there.address}/`);
  await annotated(page);
  await until(page, () => CSS.highlights.size > 4);
  const marks = await marked(page);
  for (const words of ['the hull had rusted through in four places', 'the pumps ran all night', 'the bridge was safe']) assert.ok(marks.includes(words), marks.join(' | '));
  const left = await page.evaluate(async () => {
    const article = document.querySelector('#article');
    const html = article.innerHTML;
    article.innerHTML = html;
    await new Promise((resume) => setTimeout(resume, 600));
    const again = CSS.highlights.size;
    document.querySelectorAll('say-so').forEach((element) => element.remove());
    await new Promise((resume) => setTimeout(resume, 300));
    return { again: again > 4, highlights: CSS.highlights.size, sheets: document.adoptedStyleSheets.length, unchanged: article.innerHTML === html };
  });
  assert.deepEqual(left, { again: true, highlights: 0, sheets: 0, unchanged: true });
});

test('Firefox draws the marks of words inside other elements', async (t) => {
  const there = await host(t, { pages: { '/': hostPage('<say-so for="#article"></say-so>') } });
  const page = await visit(t, `${there.address}/`);
  await annotated(page);
  await until(page, () => CSS.highlights.size > 3);
  const lines = await page.evaluate(() => {
    const bold = document.querySelector('#article b');
    const [name] = [...CSS.highlights].find(([key, ranges]) => /-solid-\d$/.test(key) && [...ranges].some((range) => range.endContainer.data.includes('four places')));
    return getComputedStyle(bold, `::highlight(${name})`).textDecorationLine;
  });
  assert.equal(lines, 'underline');
});

test('Firefox starts the worker across origins', async (t) => {
  const cdn = await host(t, { headers: { 'access-control-allow-origin': '*' } });
  const pages = { '/': hostPage('<say-so for="#article"></say-so>', `<script type="module" src="${cdn.address}/sayso/say-so.js"></script>`) };
  const there = await host(t, { pages });
  const page = await visit(t, `${there.address}/`);
  await annotated(page);
});

test('Firefox opens sayso.html from disk, with no request', async (t) => {
  const page = await visit(t, 'about:blank');
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const url = pathToFileURL(join(DIST, 'sayso.html')).href;
  await page.goto(url);
  await until(page, () => document.querySelector('body[data-ready]') !== null);
  await page.evaluate(() => [...document.querySelectorAll('button')].find(({ textContent }) => textContent.includes('example')).click());
  await until(page, () => document.querySelector('claim-list .card') !== null);
  assert.ok((await page.evaluate(() => document.querySelectorAll('claim-list .card').length)) >= 6);
  assert.deepEqual(asked.filter((asked) => asked !== url && !/^(data|blob):/.test(asked)), []);
});

test('Firefox works offline after the first visit', async (t) => {
  const there = await host(t, { folder: DIST, at: '/sub/' });
  const page = await visit(t, `${there.address}/sub/`);
  await until(page, () => navigator.serviceWorker.controller !== null);
  there.state.isDown = true;
  await page.reload();
  await until(page, () => document.querySelector('body[data-ready]') !== null);
  const claims = await page.evaluate(async () => (await (await import('/sub/sayso.js')).annotate('The mayor said that the bridge was safe.')).claims.length);
  assert.ok(claims > 0);
});
