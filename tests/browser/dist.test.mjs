// What ships, as `cargo xtask dist` leaves it: the static folder at any path, with its offline copy, and the one file from disk.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { ARTICLE, paste, visit } from './chromium.mjs';
import { DIST, annotated, host, hostPage } from './host.mjs';

const AT = '/some/where/else/';

/** All files of a folder, by their path in it. */
async function files(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'));
}

const version = (await readdir(DIST)).find((name) => /^[\da-f]{12}$/.test(name));

/** The static folder, without what has a place of its own. */
async function site(t) {
  const folder = await mkdtemp(join(tmpdir(), 'sayso-site-'));
  t.after(() => rm(folder, { recursive: true }));
  const apart = ['npm', 'extension', 'sayso.html'];
  await cp(DIST, folder, { recursive: true, filter: (path) => !apart.includes(relative(DIST, path)) });
  return folder;
}

/** The same, as a later version that differs by one word on the page. */
async function later(folder, name = 'fedcba987654') {
  await rename(join(folder, version), join(folder, name));
  const sums = {};
  for (const path of await files(folder)) {
    if (path.endsWith('.d.ts') || path === 'sw.js') continue;
    const text = await readFile(join(folder, path), 'utf8');
    await writeFile(join(folder, path), text.replaceAll(version, name).replace('Paste an article.', 'Paste an article, please.'));
  }
  const worker = await readFile(join(folder, 'sw.js'), 'utf8');
  for (const path of await files(folder)) {
    if (!path.endsWith('.d.ts') && path !== 'sw.js') sums[path] = createHash('sha256').update(await readFile(join(folder, path))).digest('hex');
  }
  await writeFile(join(folder, 'sw.js'), worker.replaceAll(version, name).replace(/const FILES = .*;/, `const FILES = ${JSON.stringify(sums)};`));
}

/** Waits for the offline copy. */
const kept = (page) => page.waitForFunction(() => navigator.serviceWorker.controller !== null);

/** Reads an article on the page. */
async function session(page) {
  await page.waitForSelector('body[data-ready]');
  await paste(page, ARTICLE);
  await page.waitForSelector('claim-list .card');
  return page.locator('claim-list .card').count();
}

test('the folder works at any path, on a server that knows hardly a MIME type', async (t) => {
  const there = await host(t, { folder: await site(t), at: AT, types: { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' } });
  const page = await visit(t, `${there.address}${AT}`);
  assert.ok((await session(page)) >= 6);
  assert.deepEqual(there.asked.filter((path) => path.endsWith('.wasm') || !path.startsWith(AT)), []);
});

test('the engine and what comes behind it are in the folder once, and are fetched once', async (t) => {
  const folder = await site(t);
  const large = [];
  // How a WebAssembly module begins, as its bytes or as a string of them.
  for (const path of await files(folder)) if (/\0asm|\\x00asm/.test(await readFile(join(folder, path), 'latin1'))) large.push(path);
  assert.deepEqual(large.sort(), [`${version}/carry.js`, `${version}/worker.js`]);
  const there = await host(t, { folder, at: AT, headers: { 'cache-control': 'max-age=60' } });
  const page = await visit(t, `${there.address}${AT}`);
  await session(page);
  await kept(page);
  for (const name of large) assert.equal(there.asked.filter((path) => path.endsWith(name)).length, 1, name);
});

test('the first marks wait for nothing that comes behind them, and what comes is there then', async (t) => {
  const there = await host(t, { folder: await site(t), at: AT });
  const page = await visit(t, 'about:blank', { serviceWorkers: 'block', logs: /Service Worker/ });
  /** @type {(() => void)[]} */
  const held = [];
  await page.route('**/behind.js', (route) => new Promise((go) => held.push(go)).then(() => route.continue()));
  await page.goto(`${there.address}${AT}`);
  await paste(page, ARTICLE);
  await page.waitForSelector('claim-list .card');
  assert.ok((await page.evaluate(() => CSS.highlights.size)) > 0);
  const needed = there.asked.filter((path) => !/register\.js|carry\.js/.test(path)).map((path) => path.slice(AT.length).replace(`${version}/`, ''));
  assert.deepEqual(needed.sort(), ['', 'page/main.js', 'style.css', 'worker.js']);
  assert.equal(await page.locator('at-a-glance button').count(), 0);
  assert.equal(held.length, 1);
  await page.locator('claim-list .card').first().click();
  held[0]();
  await page.waitForSelector('at-a-glance button');
  await page.waitForSelector('claim-list .card[aria-current] review-bar button');
  await page.locator('claim-list .card').first().focus();
  await page.keyboard.press('a');
  await page.waitForSelector('claim-list .card[data-decision="accepted"]');
  assert.equal(await page.locator('[data-part]').count(), 0);
});

test('where what comes behind the marks does not come, the page says so and goes on marking', async (t) => {
  const there = await host(t, { folder: await site(t), at: AT });
  const page = await visit(t, 'about:blank', { logs: /Failed to load resource/ });
  await page.route('**/behind.js', (route) => route.abort());
  await page.goto(`${there.address}${AT}`);
  assert.ok((await session(page)) >= 6);
  await page.waitForSelector('body:not([data-part])');
  assert.match(await page.locator('#notice').innerText(), /^Not all of the page could be loaded\. To try again, load it anew\. Until then nothing can be corrected or kept\.$/);
});

test('after the first visit it opens and works without a network', async (t) => {
  const there = await host(t, { folder: await site(t), at: AT });
  const first = await visit(t, `${there.address}${AT}`);
  await kept(first);
  const asked = there.asked.length;
  there.state.isDown = true;
  const page = await first.context().newPage();
  await page.goto(`${there.address}${AT}`);
  await page.getByRole('button', { name: 'Try an example' }).click();
  await page.waitForSelector('claim-list .card');
  await page.goto(`${there.address}${AT}demo/`);
  await annotated(page);
  const claims = await page.evaluate(async (url) => (await (await import(url)).annotate('The mayor said that the bridge was safe.')).claims.length, `${AT}sayso.js`);
  assert.equal(claims > 0, true);
  assert.equal(there.asked.length, asked);
});

test('a new version takes over as a whole, when no page of the old one is open', async (t) => {
  const folder = await site(t);
  const there = await host(t, { folder, at: AT });
  const first = await visit(t, `${there.address}${AT}`);
  await kept(first);
  await later(folder);
  const second = await first.context().newPage();
  await second.goto(`${there.address}${AT}`);
  const of = (page) => page.evaluate(() => [document.querySelector('script[src]').getAttribute('src').split('/')[0], document.body.innerText.includes('please')]);
  assert.deepEqual(await of(second), [version, false]);
  assert.ok((await session(second)) >= 6);
  await second.waitForFunction(async () => (await navigator.serviceWorker.getRegistration()).waiting !== null);
  const third = await first.context().newPage();
  await first.close();
  await second.close();
  // The browser lets the old worker go some seconds after its last page.
  for (let i = 0; i < 10; i++) {
    await third.goto('about:blank');
    await third.waitForTimeout(2000);
    await third.goto(`${there.address}${AT}`);
    if ((await of(third))[0] !== version) break;
  }
  assert.deepEqual(await of(third), ['fedcba987654', true]);
  assert.ok((await session(third)) >= 6);
  assert.equal((await third.evaluate(() => caches.keys())).length, 1);
});

test('a host that is half updated does not get into the offline copy', async (t) => {
  const folder = await site(t);
  const there = await host(t, { folder, at: AT });
  const first = await visit(t, `${there.address}${AT}`, { logs: /Failed to load resource|ServiceWorker|service worker/ });
  await kept(first);
  await later(folder);
  await writeFile(join(folder, 'fedcba987654', 'worker.js'), '// cut off');
  await first.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const failed = new Promise((resolve) => registration.addEventListener('updatefound', () => registration.installing.addEventListener('statechange', ({ target }) => target.state === 'redundant' && resolve(null))));
    registration.update();
    await failed;
  });
  there.state.isDown = true;
  const page = await first.context().newPage();
  await page.goto(`${there.address}${AT}`);
  assert.ok((await session(page)) >= 6);
});

test('other sites import the module and the element from the folder', async (t) => {
  const there = await host(t, { folder: await site(t), at: AT, headers: { 'access-control-allow-origin': '*' } });
  const pages = { '/': hostPage('<say-so for="#article"></say-so>', `<script type="module" src="${there.address}${AT}say-so.js"></script>`) };
  const other = await host(t, { pages });
  const page = await visit(t, `${other.address}/`);
  await annotated(page);
  assert.ok((await page.evaluate(async (url) => (await (await import(url)).annotate('The mayor said that the bridge was safe.')).claims.length, `${there.address}${AT}sayso.js`)) > 0);
  assert.equal(page.workers().length, 1);
});

const single = pathToFileURL(join(DIST, 'sayso.html')).href;

test('sayso.html opens from disk, asks for nothing, and refuses every connection', async (t) => {
  const page = await visit(t, 'about:blank', { logs: /Content Security Policy|violates|Refused to/ });
  const asked = [];
  page.context().on('request', (request) => asked.push(request.url()));
  await page.goto(single);
  assert.ok((await session(page)) >= 6);
  await page.reload();
  // It goes on where it was.
  await page.waitForSelector('claim-list .card');
  await page.getByRole('button', { name: 'New article' }).click();
  await page.getByRole('button', { name: 'Try an example' }).click();
  await page.waitForSelector('claim-list .card');
  assert.deepEqual(asked.filter((url) => url !== single && !/^(data|blob):/.test(url)), []);
  const refused = await page.evaluate(() => fetch('http://127.0.0.1:9/').then(() => 'sent', () => 'refused'));
  const inWorker = await page.workers()[0].evaluate(() => fetch('http://127.0.0.1:9/').then(() => 'sent', () => 'refused'));
  assert.deepEqual([refused, inWorker], ['refused', 'refused']);
});

test('sayso.html says no more in its policy than it must', async () => {
  const html = await readFile(join(DIST, 'sayso.html'), 'utf8');
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
  assert.match(policy, /^default-src 'none'; script-src 'sha256-[\w+/]{43}=' 'wasm-unsafe-eval'; worker-src blob:; style-src 'sha256-[\w+/]{43}='; img-src data:; connect-src 'none'; form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types default sayso-html$/);
  assert.equal(/<(?:link|script)[^>]+(?:href|src)="(?!data:)/.test(html), false);
});
