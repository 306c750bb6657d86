// What is kept on the device: through reloads, crashes, updates and other tabs, and what happens where nothing can be kept.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { fillDisk, inDatabase } from './both.mjs';
import { ARTICLE, FLAGS, address, findChromium, open, paste } from './chromium.mjs';

const card = (page, words) => page.locator('claim-list .card', { hasText: words }).first();
const saved = (page, edits) => page.waitForFunction((n) => document.querySelector('.kept')?.dataset.state === 'saved' && Number(document.querySelector('.kept').dataset.edits) >= n, edits);

/** Decides on the claims of the article, one after the other. */
async function decide(page, words, key) {
  await card(page, words).click();
  await page.keyboard.press(key);
}

/** Edits the open article. */
async function change(page, text) {
  await page.getByRole('button', { name: 'Edit text' }).click();
  await page.locator('textarea').fill(text);
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('body[data-state="read"]');
}

/** What was decided, and on which words. */
const decided = (page) =>
  page.locator('claim-list .card[data-decision]').evaluateAll((cards) => cards.map((one) => `${one.dataset.decision} ${one.querySelector('.words')?.textContent}`).sort());

/** Another tab of the same browser. */
async function another(page) {
  const tab = await page.context().newPage();
  await tab.goto(address);
  await tab.waitForSelector('body[data-ready]');
  return tab;
}

test('work survives a reload, and is listed under Recent', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  await decide(page, 'rusted through', 'a');
  await decide(page, 'the pumps ran', 'r');
  await page.locator('#date').fill('2024-03-05');
  await saved(page, 2);
  await page.reload();
  await page.waitForSelector('body[data-state="read"]');
  assert.equal(await page.locator('claim-list .card[data-decision]').count(), 2);
  assert.equal(await page.locator('#date').inputValue(), '2024-03-05');
  await page.keyboard.press('Control+z');
  assert.equal(await page.locator('claim-list .card[data-decision]').count(), 1, 'undo reaches back over the reload');
  await saved(page, 3);
  await page.getByRole('button', { name: 'New article' }).click();
  const row = page.locator('recent-list li');
  // The list is read anew when the article is left.
  await row.filter({ hasText: /Ferry firm knew of rust, inspector says.*today.*1 decision/ }).waitFor();
  await row.getByRole('button', { name: /Ferry firm/ }).first().click();
  await page.waitForSelector('body[data-state="read"]');
  assert.equal(await page.locator('claim-list .card[data-decision]').count(), 1);
  // The same text pasted again is the same article.
  await page.getByRole('button', { name: 'New article' }).click();
  await paste(page, ARTICLE);
  assert.equal(await page.locator('claim-list .card[data-decision]').count(), 1);
  assert.equal((await inDatabase(page)).articles.length, 1);
});

test('an edited text keeps the decisions, and lists those that lost their words', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  await decide(page, 'rusted through', 'a');
  await decide(page, 'the pumps ran', 'r');
  await saved(page, 2);
  await page.getByRole('button', { name: 'Edit text' }).click();
  const text = ARTICLE.replace('By Hal Ormerod', 'By Hal Ormerod and Una Birch').replace(', the pumps ran all night', ', nothing ran');
  await page.locator('textarea').fill(text);
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('body[data-state="read"]');
  await page.waitForSelector('.lost:not([hidden])');
  assert.equal(await card(page, 'rusted through').getAttribute('data-decision'), 'accepted');
  await page.locator('.lost summary').click();
  assert.match((await page.locator('.lost li').textContent()) ?? '', /the pumps ran all night.* rejected/);
  // Another article takes nothing over.
  await page.getByRole('button', { name: 'Edit text' }).click();
  await page.locator('textarea').fill('Mayor Ann Lee said that the bridge was safe.');
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('body[data-state="read"]');
  assert.equal(await page.locator('.lost').isVisible(), false);
});

test('the text from before an edit stays, is told apart from what is now, and no decision is lost on the way between them', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  await decide(page, 'rusted through', 'a');
  await decide(page, 'the pumps ran', 'r');
  await saved(page, 2);
  const before = await decided(page);
  const changed = ARTICLE.replace(', the pumps ran all night', ', nothing ran');
  await change(page, changed);
  await page.waitForSelector('.lost:not([hidden])');
  // What has lost its words still stands in the text from before.
  const note = page.locator('.version');
  await note.getByRole('button', { name: 'Open it' }).click();
  await note.getByText('This is an earlier text').waitFor();
  assert.deepEqual(await decided(page), before);
  assert.equal(await page.evaluate(() => document.activeElement?.localName), 'reading-view');
  await note.getByRole('button', { name: 'Open the newest' }).click();
  await page.waitForSelector('.lost:not([hidden])');
  assert.equal(await page.locator('reading-view').evaluate((view) => view.textContent?.includes('nothing ran')), true);
  // A decision on the new text comes along where the words are put back, and what is there already does not come twice.
  await decide(page, '40 years old', 'a');
  await saved(page, 3);
  await change(page, ARTICLE);
  await saved(page, 3);
  assert.equal((await decided(page)).length, 3);
  await page.waitForTimeout(100);
  assert.equal(await note.isVisible(), false, 'it is the newest now');
  await page.keyboard.press('Control+z');
  await saved(page, 4);
  assert.deepEqual(await decided(page), before);
  await change(page, changed);
  await saved(page, 4);
  // One article, its earlier text under it; both go when it is forgotten.
  await page.getByRole('button', { name: 'New article' }).click();
  const recent = page.locator('recent-list');
  await recent.locator('summary').waitFor();
  assert.equal(await recent.locator('> ul > li').count(), 1);
  assert.match((await recent.locator('summary').textContent()) ?? '', /^1 earlier text of it/);
  await recent.locator('summary').click();
  await recent.locator('details .open').click();
  await page.waitForSelector('body[data-state="read"]');
  assert.deepEqual(await decided(page), before);
  await page.getByRole('button', { name: 'New article' }).click();
  await recent.locator('> ul > li > .forget').click();
  assert.match((await page.locator('dialog.ask').textContent()) ?? '', /and so does 1 earlier text of it/);
  await page.getByRole('button', { name: 'Forget it' }).click();
  await page.waitForFunction(() => document.querySelector('recent-list li') === null);
  assert.deepEqual(await inDatabase(page).then(({ articles, edits }) => [articles.length, edits.length]), [0, 0]);
});

test('what lost its words two edits ago is a button away', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  await decide(page, 'the pumps ran', 'r');
  await saved(page, 1);
  const before = await decided(page);
  await change(page, ARTICLE.replace(', the pumps ran all night', ', nothing ran'));
  await page.waitForSelector('.lost:not([hidden])');
  await change(page, ARTICLE.replace(', the pumps ran all night', ', not one ran'));
  await page.waitForSelector('.lost:not([hidden])');
  await page.locator('.version').getByRole('button', { name: 'Open it' }).click();
  await page.locator('.version').getByText('This is an earlier text').waitFor();
  assert.deepEqual(await decided(page), before);
});

test('an article that is opened while a like one is edited is no edit of it', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  await page.getByRole('button', { name: 'New article' }).click();
  await paste(page, ARTICLE.replace('By Hal Ormerod', 'By Una Birch'));
  await page.getByRole('button', { name: 'Edit text' }).click();
  await page.locator('recent-list .open').nth(1).click();
  await page.waitForSelector('body[data-state="read"]');
  assert.match((await page.locator('reading-view').textContent()) ?? '', /Hal Ormerod/);
  assert.equal((await inDatabase(page)).texts.length, 2);
  // And where one is made like the other by hand, neither is lost.
  await change(page, ARTICLE.replace('By Hal Ormerod', 'By Una Birch'));
  assert.equal((await inDatabase(page)).texts.length, 2);
});

test('decisions go along to an edited text that cannot be kept, and are kept once when there is room', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  await decide(page, 'rusted through', 'a');
  await decide(page, '40 years old', 'r');
  await page.keyboard.press('Control+z');
  await saved(page, 3);
  const before = await decided(page);
  await fillDisk(page);
  await change(page, ARTICLE.replace(', the pumps ran all night', ', nothing ran'));
  const alert = page.getByRole('alert');
  await alert.getByText('no room left').waitFor();
  assert.deepEqual(await decided(page), before);
  await page.evaluate(() => (globalThis.hasRoom = true));
  await alert.getByRole('button', { name: 'Try again' }).click();
  await saved(page, 3);
  await page.keyboard.press('Control+Shift+Z');
  await saved(page, 4);
  assert.equal((await decided(page)).length, 2);
  await page.reload();
  await page.waitForSelector('body[data-state="read"]');
  assert.equal((await decided(page)).length, 2);
  const { articles, edits } = await inDatabase(page);
  assert.equal(new Set(articles.map(({ work }) => work)).size, 1, 'both are texts of one article');
  assert.equal(edits.length, 7);
});

test('an article is forgotten whole or not at all', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  await decide(page, 'rusted through', 'a');
  await saved(page, 1);
  await change(page, ARTICLE.replace(', the pumps ran all night', ', nothing ran'));
  await saved(page, 1);
  await page.getByRole('button', { name: 'New article' }).click();
  await page.locator('recent-list summary').waitFor();
  const before = await inDatabase(page);
  await page.evaluate(() => {
    const once = IDBObjectStore.prototype.delete;
    let calls = 0;
    IDBObjectStore.prototype.delete = function failing(...given) {
      calls += 1;
      if (calls === 4) throw new DOMException('gone', 'UnknownError');
      return once.apply(this, given);
    };
  });
  const forget = page.locator('recent-list > ul > li > .forget');
  await forget.click();
  await page.getByRole('button', { name: 'Forget it' }).click();
  await page.getByText('That did not work.').waitFor();
  assert.deepEqual(await inDatabase(page), before);
  await forget.click();
  await page.getByRole('button', { name: 'Forget it' }).click();
  await page.waitForFunction(() => document.querySelector('recent-list li') === null);
  assert.deepEqual(await inDatabase(page), { articles: [], edits: [], texts: [] });
});

test('the list of recent articles keeps the focus when another tab changes it', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  await decide(page, 'rusted through', 'a');
  await saved(page, 1);
  await page.getByRole('button', { name: 'New article' }).click();
  const forget = page.locator('recent-list .forget');
  await forget.focus();
  const other = await another(page);
  await paste(other, 'Mayor Ann Lee said that the bridge was safe.');
  await page.waitForFunction(() => document.querySelectorAll('recent-list li').length === 2);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Forget “Ferry firm knew of rust, inspector says”');
});

test('two tabs with one article lose no edit, and see each other’s', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  const other = await another(page);
  await paste(other, ARTICLE);
  await decide(page, 'rusted through', 'a');
  await decide(other, 'the pumps ran', 'r');
  for (const tab of [page, other]) await tab.waitForFunction(() => document.querySelectorAll('claim-list .card[data-decision]').length === 2);
  // Both at once.
  const many = (tab, words, key) =>
    tab.evaluate(
      async ([sought, letter]) => {
        const target = [...document.querySelectorAll('claim-list .card')].find((c) => c.textContent.toLowerCase().includes(sought.toLowerCase()));
        for (let i = 0; i < 20; i++) {
          document.getElementById(target.id).dispatchEvent(new KeyboardEvent('keydown', { key: letter, bubbles: true }));
          await new Promise((resume) => setTimeout(resume, 5));
        }
      },
      [words, key],
    );
  await Promise.all([many(page, 'rusted through', 'a'), many(other, 'the pumps ran', 'r')]);
  for (const tab of [page, other]) await saved(tab, 42);
  const { edits } = await inDatabase(page);
  assert.equal(edits.length, 42);
  assert.equal(new Set(edits.map(({ id }) => id)).size, 42);
  for (const tab of [page, other]) assert.equal(await tab.locator('claim-list .card[data-decision]').count(), 2);
});

test('forget everything empties everything, in other tabs too', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  await decide(page, 'rusted through', 'a');
  await saved(page, 1);
  const other = await another(page);
  await other.getByRole('button', { name: 'Forget everything' }).click();
  const dialog = other.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  assert.equal((await inDatabase(other)).articles.length, 1);
  await other.getByRole('button', { name: 'Forget everything' }).click();
  await dialog.getByRole('button', { name: 'Forget everything' }).click();
  await other.waitForFunction(() => document.querySelector('recent-list .recent-note')?.textContent === 'Everything is forgotten.');
  assert.equal(await other.evaluate(() => document.activeElement?.localName), 'textarea');
  await page.waitForSelector('body[data-state="empty"]');
  assert.equal(await page.locator('textarea').inputValue(), '');
  assert.match((await page.locator('body').innerText()) ?? '', /Everything was forgotten in another tab/);
  assert.equal((await page.locator('body').textContent())?.includes('rusted through'), false);
  assert.deepEqual(await inDatabase(page), { articles: [], edits: [], texts: [] });
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
  await page.goForward().catch(() => {});
  await page.waitForTimeout(200);
  assert.equal((await page.locator('reading-view').textContent()) ?? '', '');
});

test('one article is forgotten, and a tab that has it open offers to keep it', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  await decide(page, 'rusted through', 'a');
  await saved(page, 1);
  const other = await another(page);
  await other.getByRole('button', { name: /^Forget “Ferry/ }).click();
  await other.getByRole('button', { name: 'Forget it' }).click();
  await other.waitForFunction(() => !document.querySelector('recent-list li'));
  const alert = page.getByRole('alert');
  await alert.getByText('forgotten in another tab').waitFor();
  await alert.getByRole('button', { name: 'Keep it again' }).click();
  await saved(page, 1);
  assert.equal(await alert.count(), 0);
  assert.equal((await inDatabase(page)).edits.length, 1);
});

for (const [what, spoil, words] of /** @type {const} */ ([
  ['a database that is refused', () => (indexedDB.open = () => { throw new DOMException('denied', 'SecurityError'); }), /lets Sayso keep nothing here/],
  ['a database that is not there', () => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }), /lets Sayso keep nothing here/],
  ['a disk that is full from the start', () => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function full(...given) {
      if (globalThis.hasRoom) return put.apply(this, given);
      throw new DOMException('full', 'QuotaExceededError');
    };
  }, /no room left/],
  ['a disk that runs full', () => {
    const { add } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.add = function full(...given) {
      if (globalThis.hasRoom) return add.apply(this, given);
      throw new DOMException('full', 'QuotaExceededError');
    };
  }, /no room left/],
])) {
  test(`${what} gives a message and the work as a file, not a loss`, async (t) => {
    const page = await open(t);
    await page.addInitScript(spoil);
    await page.reload();
    await page.waitForSelector('body[data-ready]');
    await paste(page, ARTICLE);
    assert.equal(await page.getByRole('alert').count(), 0, 'nothing is lost yet');
    await decide(page, 'rusted through', 'a');
    await decide(page, 'the pumps ran', 'r');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    assert.match((await alert.textContent()) ?? '', words);
    assert.equal(await page.locator('.kept').textContent(), 'Not saved');
    assert.match((await page.locator('#status').textContent()) ?? '', /Not saved/);
    assert.equal(await page.locator('claim-list .card[data-decision]').count(), 2);
    await page.keyboard.press('Control+z');
    assert.equal(await page.locator('claim-list .card[data-decision]').count(), 1, 'undo works all the same');
    await page.keyboard.press('Control+Shift+Z');
    const [download] = await Promise.all([page.waitForEvent('download'), alert.getByRole('button', { name: 'Download the work' }).click()]);
    const path = await download.path();
    const work = JSON.parse(await readFile(path, 'utf8'));
    assert.equal(work.text, ARTICLE);
    assert.equal(work.document.claims.filter((claim) => claim.review).length, 2);
    // The tab asks before it goes.
    const asked = new Promise((resolve) => page.once('dialog', (dialog) => (resolve(dialog.type()), dialog.dismiss())));
    await page.evaluate(() => setTimeout(() => location.reload()));
    assert.equal(await asked, 'beforeunload');
    if (what.startsWith('a disk')) {
      await page.evaluate(() => (globalThis.hasRoom = true));
      await alert.getByRole('button', { name: 'Try again' }).click();
      await saved(page, 4);
      assert.equal(await alert.count(), 0);
      assert.equal((await inDatabase(page)).edits.length, 4);
    }
    // The file brings the work back where things can be kept.
    const fresh = await open(t);
    await fresh.locator('#file').setInputFiles({ name: 'sayso-work.json', mimeType: 'application/json', buffer: await readFile(path) });
    await fresh.waitForSelector('body[data-state="read"]');
    await saved(fresh, 4);
    assert.equal(await fresh.locator('claim-list .card[data-decision]').count(), 2);
    page.on('dialog', (dialog) => dialog.accept());
  });
}

test('a file that is not work is refused with a word', async (t) => {
  const page = await open(t);
  for (const content of ['{}', 'no json', JSON.stringify({ format: 'sayso-work/1', text: 'A', edits: [{ id: 1 }] })]) {
    await page.locator('#file').setInputFiles({ name: 'other.json', mimeType: 'application/json', buffer: Buffer.from(content) });
    await page.getByText('“other.json” is not work that was downloaded here').waitFor();
  }
});

/** Keeps articles that were opened one after the other, without the page. */
const keepMany = (page, count, steps) =>
  page.evaluate(
    async ([many, first]) => {
      const { STEPS, Store } = await import('/page/store.js');
      const store = new Store({ steps: STEPS.slice(0, first) });
      for (let n = 1; n <= many; n++) await store.keep({ id: `id-${n}`, title: `Article ${n}`, given: '', opened: n, text: `Text ${n}.` });
      await store.close();
    },
    [count, steps],
  );

test('of many articles the last are listed, and the others when they are asked for', async (t) => {
  const page = await open(t);
  await keepMany(page, 50);
  await page.reload();
  await page.waitForSelector('body[data-ready]');
  const titles = () => page.locator('recent-list .title').allTextContents();
  const more = page.getByRole('button', { name: 'Show more' });
  await more.waitFor();
  assert.deepEqual(await titles(), Array.from({ length: 20 }, (_, i) => `Article ${50 - i}`));
  await more.click();
  await page.waitForFunction(() => document.activeElement?.textContent?.includes('Article 30'));
  assert.deepEqual(await titles(), Array.from({ length: 50 }, (_, i) => `Article ${50 - i}`));
  assert.equal(await more.isVisible(), false);
});

test('what the first version of the database holds is listed', async (t) => {
  const page = await open(t, { logs: /404/ }); // Chromium asks for the icon of a text
  // The page itself would bring the database up to date.
  await page.goto(new URL('example.txt', address).href);
  await page.evaluate(() => new Promise((done) => (indexedDB.deleteDatabase('sayso').onsuccess = done)));
  await keepMany(page, 3, 1);
  await page.goto(address);
  await page.locator('recent-list .title').first().waitFor();
  assert.deepEqual(await page.locator('recent-list .title').allTextContents(), ['Article 3', 'Article 2', 'Article 1']);
});

test('a newer version of the database is reached step by step, and an old tab lets go', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  await decide(page, 'rusted through', 'a');
  await saved(page, 1);
  const other = await another(page);
  const upgraded = await other.evaluate(async () => {
    const { STEPS, Store } = await import('/page/store.js');
    const store = new Store({ steps: [...STEPS, (db) => db.createObjectStore('more')] });
    const [{ meta, log }] = await store.list();
    return [meta.title, log.length];
  });
  assert.deepEqual(upgraded, ['Ferry firm knew of rust, inspector says', 1]);
  // The old tab cannot write any more, says so, and loses nothing.
  await decide(page, 'the pumps ran', 'r');
  const alert = page.getByRole('alert');
  await alert.getByText('A newer Sayso is open in another tab').waitFor();
  assert.equal(await page.locator('claim-list .card[data-decision]').count(), 2);
  page.on('dialog', (dialog) => dialog.accept());
});

/** A Chromium of its own with a profile, which can be killed. */
async function start(profile) {
  const child = spawn(findChromium(), [...FLAGS, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'], { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const endpoint = await new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
      const [, found] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
      if (found) resolve(found);
    });
    child.on('exit', () => reject(new Error(said)));
  });
  const gone = new Promise((resolve) => child.on('exit', resolve));
  const browser = await chromium.connectOverCDP(endpoint);
  const [context] = browser.contexts();
  const page = await context.newPage();
  return {
    page,
    kill: async () => {
      // The whole group: no process of the browser is left to finish the work.
      process.kill(-child.pid, 'SIGKILL');
      await gone;
      await browser.close().catch(() => {});
    },
  };
}

test('the browser is killed in the middle of twenty edits, and every edit that the page acknowledged is there', async (t) => {
  const profile = await mkdtemp(join(tmpdir(), 'sayso-kill-'));
  t.after(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
  let acknowledged = 0;
  {
    const { page, kill } = await start(profile);
    await page.goto(address);
    await page.waitForSelector('body[data-ready]');
    await paste(page, ARTICLE);
    let enough = () => {};
    const some = new Promise((resolve) => (enough = () => resolve(null)));
    await page.exposeFunction('acknowledge', (edits) => {
      acknowledged = Math.max(acknowledged, edits);
      if (acknowledged >= 8) enough();
    });
    page
      .evaluate(async () => {
        const kept = document.querySelector('.kept');
        new MutationObserver(() => kept.dataset.state === 'saved' && globalThis.acknowledge(Number(kept.dataset.edits))).observe(kept, { attributes: true });
        const ids = [...document.querySelectorAll('claim-list .card')].map(({ id }) => id);
        for (let i = 0; i < 20; i++) {
          document.getElementById(ids[i % ids.length]).dispatchEvent(new KeyboardEvent('keydown', { key: i % 3 ? 'a' : 'r', bubbles: true }));
          await new Promise((resume) => setTimeout(resume, 20));
        }
      })
      .catch(() => {});
    await some;
    await kill();
  }
  assert.ok(acknowledged >= 8, `${acknowledged} acknowledged`);
  const { page, kill } = await start(profile);
  try {
    await page.goto(address);
    await page.waitForSelector('body[data-ready]');
    await page.locator('recent-list .open').click();
    await page.waitForSelector('body[data-state="read"]');
    const { edits } = await inDatabase(page);
    t.diagnostic(`${acknowledged} edits acknowledged before the kill, ${edits.length} there after it`);
    assert.ok(edits.length >= acknowledged);
    await saved(page, acknowledged);
    // What the page shows is what the log says: a second press on a claim took its decision back.
    const decided = await page.evaluate(async ([text, log]) => {
      const [{ Reader }, { applyEdits }] = await Promise.all([import('/sayso.js'), import('/page/edits.js')]);
      const { document } = applyEdits(text, await new Reader().annotate(text), log);
      return document.claims.filter((claim) => claim.review).map((claim) => claim.id).sort();
    }, /** @type {const} */ ([ARTICLE, edits]));
    assert.ok(decided.length > 0);
    assert.deepEqual((await page.locator('claim-list .card[data-decision]').evaluateAll((cards) => cards.map((card) => card.id.replace('card-', '')))).sort(), decided);
  } finally {
    await kill();
  }
});

test('work comes back onto its article through the menu, from a result and from a work file', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  await decide(page, 'rusted through', 'a');
  await decide(page, 'the pumps ran', 'r');
  await saved(page, 2);
  const result = await page.evaluate(async (text) => {
    const [{ Reader }, { Store }, { applyEdits }] = await Promise.all([import('/sayso.js'), import('/page/store.js'), import('/page/edits.js')]);
    const base = await new Reader().annotate(text);
    const store = new Store();
    const [{ log }] = await store.list();
    await store.close();
    return JSON.stringify(applyEdits(text, base, log).document);
  }, ARTICLE);
  const other = await open(t);
  await paste(other, ARTICLE);
  const bring = async (name, content) => {
    await other.getByRole('button', { name: 'Take along' }).click();
    await other.getByLabel('Bring work back').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  };
  await bring('result.json', result);
  await other.getByText('2 decisions brought back.').waitFor();
  assert.equal(await other.locator('claim-list .card[data-decision]').count(), 2);
  await saved(other, 2);
  await other.keyboard.press('Escape');
  await bring('result.json', result);
  await other.getByText('Nothing in it that is not here already.').waitFor();
  await other.keyboard.press('Escape');
  const work = { format: 'sayso-work/1', text: ARTICLE, given: '', edits: (await inDatabase(page)).edits };
  await bring('sayso-work.json', JSON.stringify(work));
  await saved(other, 4);
  assert.equal(await other.locator('claim-list .card[data-decision]').count(), 2);
});
