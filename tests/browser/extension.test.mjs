// The extension in a real Chromium: marks the article of a page that knows nothing of it, and takes all of that away again.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { FLAGS, findChromium } from './chromium.mjs';
import { DIST, host, hostPage } from './host.mjs';

const FOLDER = join(DIST, 'extension');

/** A strict host, so that nothing of the extension can lean on the page. */
const POLICY = "default-src 'none'; img-src data:";

async function start(t) {
  const profile = await mkdtemp(join(tmpdir(), 'sayso-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: true,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [...FLAGS, '--headless=new', '--enable-unsafe-extension-debugging', `--disable-extensions-except=${FOLDER}`, `--load-extension=${FOLDER}`],
  });
  t.after(async () => {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  // A press that comes before its thread listens is lost; readers are not that fast.
  while (!(await worker.evaluate(() => globalThis.chrome?.action?.onClicked.hasListeners() ?? false))) await new Promise((resume) => setTimeout(resume, 50));
  return { context, worker, id: new URL(worker.url()).host };
}

/** Presses the extension's button, as its reader would: only that lets it into the page. */
async function press(context, page, id) {
  const session = (await context.browser()?.newBrowserCDPSession()) ?? (await context.newCDPSession(page));
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'tab' }] });
  const tab = targetInfos.find(({ url }) => url === page.url());
  assert.ok(tab, 'the tab of the page');
  await session.send('Extensions.triggerAction', { id, targetId: tab.targetId });
}

test('it asks for no more than the page that is open, when its button is pressed', async () => {
  const manifest = JSON.parse(await readFile(join(FOLDER, 'manifest.json'), 'utf8'));
  assert.equal(manifest.manifest_version, 3);
  assert.deepEqual(manifest.permissions, ['activeTab', 'scripting']);
  for (const field of ['host_permissions', 'optional_host_permissions', 'content_scripts', 'web_accessible_resources']) assert.equal(field in manifest, false);
  assert.match(manifest.content_security_policy.extension_pages, /connect-src 'none'/);
});

test('pressed once it marks the article, pressed again it leaves nothing', async (t) => {
  const { context, worker, id } = await start(t);
  const html = hostPage('<p>Cookie notice: we use a few. Read more about it if you like, it is a long notice, longer than any paragraph.</p>', '').replace('<script type="application/ld+json">{"said": "not part of the text"}</script>', '');
  const there = await host(t, { pages: { '/': html }, headers: { 'content-security-policy': POLICY } });
  const page = await context.newPage();
  /** @type {string[]} */
  const logged = [];
  page.on('console', (message) => logged.push(message.text()));
  await page.goto(`${there.address}/`);
  const before = await page.evaluate(() => document.querySelector('#article').outerHTML);
  const asked = there.asked.length;

  await press(context, page, id);
  const count = () => page.evaluate(() => [...CSS.highlights].filter(([name]) => name.startsWith('say-so')).reduce((n, [, ranges]) => n + ranges.size, 0));
  await assert.doesNotReject(async () => {
    for (let i = 0; i < 100 && !(await count()); i++) await page.waitForTimeout(100);
  });
  assert.ok((await count()) >= 3);
  assert.equal(await page.evaluate(() => document.querySelector('#article').outerHTML), before);
  assert.equal(await page.evaluate(() => document.documentElement.lastElementChild.localName), 'div');
  if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT });

  await press(context, page, id);
  await page.waitForTimeout(500);
  assert.equal(await count(), 0);
  assert.deepEqual(await page.evaluate(() => [document.documentElement.lastElementChild.localName, document.adoptedStyleSheets.length]), ['body', 0]);
  assert.equal(there.asked.length, asked);
  assert.deepEqual(logged, []);
  assert.equal(await worker.evaluate(() => fetch('http://127.0.0.1:9/').then(() => 'sent', () => 'refused')), 'refused');
});
