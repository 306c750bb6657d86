// Results go along and come back, and nothing else leaves the page, in a real Firefox.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ARTICLE } from './article.mjs';
import { host } from './host.mjs';
import { choose, count, decisions, enter, open, press, pressButton, read, until } from './firefox.mjs';

/** What a refused connection makes Firefox log. */
const REFUSED = /Content-Security-Policy|Cross-Origin Request|can’t establish a connection|blocked/i;

/** Lets the page write to a clipboard that the test can read; a browser without a screen may have none. */
const lendClipboard = (page) =>
  page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (words) => void (globalThis.copied = words) } }));

const openMenu = async (page) => {
  if (!(await page.$eval('#take-menu', (menu) => menu.matches(':popover-open')))) await page.click('take-along > button');
};

/** What the menu says when it has done something. */
async function said(page, act) {
  await openMenu(page);
  await page.evaluate(() => document.querySelector('.take-status').replaceChildren());
  await act();
  await until(page, () => document.querySelector('.take-status').textContent);
  return page.$eval('.take-status', (status) => status.textContent);
}

/** What a button of the menu copies. */
async function copied(page, words) {
  assert.match(await said(page, () => pressButton(page, `Copy: ${words}`, '#take-menu')), /: copied\.$/);
  return page.evaluate(() => globalThis.copied);
}

test('Firefox: every format can be had, and decisions come back onto a text that has changed', async (t) => {
  const page = await read(t);
  await lendClipboard(page);
  const claims = await count(page);
  await choose(page, 'rusted through');
  await press(page, 'a');
  await choose(page, 'pumps ran all night');
  await press(page, 'r');
  assert.match(await copied(page, 'Annotated page'), /^<!doctype html>/i);
  assert.match(await copied(page, 'Notes'), /Jane Ruddock/);
  assert.equal((await copied(page, 'Table')).trim().split('\r\n').length, claims + 1);
  assert.match(await copied(page, 'Claims for the web'), /"Claim"/);
  const files = [await copied(page, 'Everything found'), await copied(page, 'Web Annotations')];
  assert.equal(JSON.parse(files[0]).claims.length, claims);
  const folder = await mkdtemp(join(tmpdir(), 'sayso-'));
  t.after(() => rm(folder, { recursive: true }));
  for (const [i, file] of files.entries()) {
    await writeFile(join(folder, `${i}.json`), file);
    const other = await read(t, `A new first line\n\n${ARTICLE.replace('on Monday', 'on Monday morning')}`);
    assert.deepEqual(await decisions(other), []);
    assert.match(await said(other, async () => (await other.$('take-along input[type=file]')).uploadFile(join(folder, `${i}.json`))), /^2 decisions brought back/);
    assert.deepEqual((await decisions(other)).sort(), ['accepted', 'rejected']);
  }
});

test('Firefox: a link holds the text when asked, opens it, and leaves the address', async (t) => {
  const page = await open(t);
  const text = 'Mayor Ann Lee said: “The bridge 🌉 is safe.”\n\nIt opened yesterday, a café owner said.';
  await enter(page, text);
  await lendClipboard(page);
  assert.match(await said(page, () => pressButton(page, 'Copy link', '#take-menu')), /whole text in it/);
  const link = await page.evaluate(() => globalThis.copied);
  assert.match(link, /#t1\.[\w-]+$/);
  const other = await open(t);
  await other.evaluate((hash) => void (location.hash = hash), new URL(link).hash);
  await until(other, () => document.body.dataset.state === 'read');
  assert.equal(await other.evaluate(() => location.hash), '');
  assert.equal(await other.$$eval('.segment', (all) => all.map((line) => line.textContent).join('\n\n')), text);
});

test('Firefox: a relative day is resolved from the day that the reader gives, and claims have links to their words on the web', async (t) => {
  const page = await read(t, 'Mayor Ann Lee said that the bridge was closed yesterday.');
  await lendClipboard(page);
  await page.$eval('#date', (field) => {
    field.value = '2024-03-05';
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
  const times = async () => JSON.parse(await copied(page, 'Everything found')).times.map(({ value }) => value);
  for (const end = Date.now() + 15_000; String(await times()) !== '2024-03-04'; ) assert.ok(Date.now() < end, 'never resolved');
  await openMenu(page);
  await page.focus('#address');
  await page.keyboard.type('https://example.org/bridge');
  await press(page, 'Tab');
  await press(page, 'Escape');
  await choose(page, 'closed yesterday');
  assert.match(await page.$eval('.card[aria-current] .passage', (link) => link.href), /^https:\/\/example\.org\/bridge#:~:text=the%20bridge%20was%20closed%20yesterday/);
});

test('Firefox: a whole session works when the server is gone', async (t) => {
  const there = await host(t);
  const page = await open(t, { at: `${there.address}/sayso/` });
  await enter(page, 'Mayor Ann Lee said that the bridge was safe.');
  await page.click('#new');
  // What takes along is loaded behind the page.
  for (const end = Date.now() + 15_000; !there.asked.some((path) => path.includes('carry-engine')); ) {
    assert.ok(Date.now() < end, 'never loaded');
    await new Promise((later) => setTimeout(later, 25));
  }
  await new Promise((later) => setTimeout(later, 250)); // and has arrived
  there.state.isDown = true;
  const before = there.asked.length;
  await enter(page, ARTICLE);
  await choose(page, 'rusted through');
  await press(page, 'a');
  await lendClipboard(page);
  assert.match(await copied(page, 'Notes'), /Jane Ruddock/);
  await page.click('[data-control="guess"]');
  await pressButton(page, 'Stop guessing');
  assert.deepEqual(await decisions(page), ['accepted']);
  assert.equal(there.asked.length, before, 'something was asked for');
});

test('Firefox refuses every way out of the page', async (t) => {
  const arrived = [];
  const listener = createServer((request, response) => {
    arrived.push(request.url);
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end();
  });
  await new Promise((up) => listener.listen(0, '127.0.0.1', () => up(null)));
  t.after(() => listener.close());
  const page = await open(t, { logs: REFUSED });
  await enter(page, ARTICLE);
  const outcomes = await page.evaluate(async (url) => {
    const settle = (start) => new Promise((done) => {
      const late = setTimeout(() => done('nothing came of it'), 1000);
      try {
        start((words) => (clearTimeout(late), done(words)));
      } catch {
        done('refused');
      }
    });
    const load = (tag, set) => settle((done) => {
      const element = document.createElement(tag);
      element.onload = () => done('sent');
      element.onerror = () => done('refused');
      set(element);
      document.body.append(element);
    });
    return {
      fetch: await fetch(`${url}fetch`).then(() => 'sent', () => 'refused'),
      xhr: await settle((done) => {
        const request = new XMLHttpRequest();
        request.onload = () => done('sent');
        request.onerror = () => done('refused');
        request.open('POST', `${url}xhr`);
        request.send('text');
      }),
      beacon: await settle((done) => {
        document.addEventListener('securitypolicyviolation', () => done('refused'), { once: true });
        navigator.sendBeacon(`${url}beacon`, 'text');
      }),
      socket: await settle((done) => {
        const socket = new WebSocket(url.replace('http', 'ws'));
        socket.onopen = () => done('sent');
        socket.onerror = () => done('refused');
      }),
      events: await settle((done) => {
        const source = new EventSource(`${url}events`);
        source.onopen = () => done('sent');
        source.onerror = () => (source.close(), done('refused'));
      }),
      image: await load('img', (image) => (image.src = `${url}image`)),
      script: await load('script', (script) => (script.src = `${url}script`)),
      style: await load('link', (link) => Object.assign(link, { rel: 'stylesheet', href: `${url}style` })),
      font: await new FontFace('elsewhere', `url(${url}font)`).load().then(() => 'sent', () => 'refused'),
      form: await settle((done) => {
        document.addEventListener('securitypolicyviolation', () => done('refused'), { once: true });
        const form = Object.assign(document.createElement('form'), { action: `${url}form`, method: 'post' });
        document.body.append(form);
        form.submit();
      }),
      frame: await settle((done) => {
        document.addEventListener('securitypolicyviolation', () => done('refused'), { once: true });
        document.body.append(Object.assign(document.createElement('iframe'), { src: `${url}frame` }));
      }),
    };
  }, `http://127.0.0.1:${listener.address().port}/`);
  for (const [way, outcome] of Object.entries(outcomes)) assert.equal(outcome, 'refused', way);
  assert.deepEqual(arrived, []);
});
