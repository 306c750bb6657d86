// An engine that panics, runs out of memory or is killed: a clear error, a next call that works, and nothing of the reader's lost.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { annotate } from '../../www/direct.js';
import { engine } from '../../www/engine.js';
import * as glue from '../../www/pkg/sayso.js';
import { ARTICLE, open, paste } from './chromium.mjs';

/** Bytes of a page of memory, and how many there may be. */
const PAGE = 65_536;
const MOST = 65_536;

/** What the engine says in its own thread. @param {string} text */
const said = (text) => annotate(text).then(JSON.stringify, (error) => error.message);

test('a panic and a trap say what they were, and the next call in the same thread is as the first', async (t) => {
  t.mock.method(console, 'error', () => {}); // where a panic is told, too
  const whole = await said(ARTICLE);
  /** @type {{ panicked: string[], trapped: string[] }} */
  const seen = { panicked: [], trapped: [] };
  // What it keeps in its memory is overwritten, page after page from the end. The allocator may panic before the engine does.
  const isOurs = (/** @type {string} */ reason) => /^the engine stopped: panicked at src\/\S+\.rs:\d+/.test(reason);
  for (let at = glue.initSync().memory.buffer.byteLength / PAGE - 1; at >= 0 && !(seen.panicked.some(isOurs) && seen.trapped.length); at--) {
    new Uint8Array(glue.initSync().memory.buffer, at * PAGE, PAGE).fill(255);
    const reason = await said(`Brady denied it. ${ARTICLE}`);
    if (!engine.isLost) continue;
    seen[reason.includes('panicked at') ? 'panicked' : 'trapped'].push(reason);
    assert.equal(await said(ARTICLE), whole, `after page ${at}`);
  }
  assert.ok(seen.panicked.some(isOurs), seen.panicked.join('\n'));
  assert.match(seen.trapped[0], /^the engine stopped: .*out of bounds/);
});

test('an engine without memory says so, and the next call in the same thread is as the first', async () => {
  const whole = await said(ARTICLE);
  const { memory } = glue.initSync();
  memory.grow(MOST - memory.buffer.byteLength / PAGE);
  assert.equal(await said(ARTICLE.repeat(500)), 'the engine stopped: there was not enough memory');
  assert.equal(await said(ARTICLE), whole);
});

test('an engine that fails while it starts rejects the call', async (t) => {
  const page = await open(t);
  const reasons = await page.evaluate(async () => {
    const { Reader } = await import('/sayso.js');
    const broken = `import { engine } from '${location.origin}/engine.js'; engine.call = () => { throw new WebAssembly.RuntimeError('unreachable'); };`;
    const part = (source) => URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    const source = `import '${part(broken)}'; import '${location.origin}/worker.js';`;
    let starts = 0;
    const reader = new Reader((name) => new Worker(starts++ ? '/worker.js' : part(source), { type: 'module', name }));
    const reasons = [await reader.annotate('Ann Lee said that the bridge was safe.').catch((error) => error.message)];
    reasons.push((await reader.annotate('Ann Lee said that the bridge was safe.')).claims.length);
    reader.close();
    return reasons;
  });
  assert.match(String(reasons[0]), /^the engine could not be started: /);
  assert.equal(reasons[1], 1);
});

const card = (page, words) => page.locator('claim-list .card', { hasText: words }).first();

/** The page with an article that a person has decided on, with a note; and its worker. */
async function decided(t, options) {
  const page = await open(t, options);
  await paste(page, ARTICLE);
  await card(page, 'rusted through').click();
  await page.keyboard.press('a');
  await card(page, 'the pumps ran').click();
  await page.keyboard.press('r');
  await page.waitForFunction(() => document.querySelector('.kept')?.dataset.state === 'saved' && Number(document.querySelector('.kept').dataset.edits) >= 2);
  return page;
}

/** What the person decided is there. */
async function assertDecided(page) {
  await page.waitForSelector('body[data-state="read"]');
  assert.equal(await card(page, 'rusted through').getAttribute('data-decision'), 'accepted');
  assert.equal(await card(page, 'the pumps ran').getAttribute('data-decision'), 'rejected');
  assert.equal(await page.locator('claim-list .card[data-decision]').count(), 2);
}

const inWorker = (page, act) => page.workers()[0].evaluate(act, new URL('engine.js', page.url()).href);

test('out of memory, the page says so and keeps the text, and reads it again with all that was decided', async (t) => {
  const page = await decided(t);
  await inWorker(page, async (engine) => {
    const { memory } = await (await import(engine)).engine.start();
    memory.grow(65_536 - memory.buffer.byteLength / 65_536);
  });
  const text = `${ARTICLE}\n\n${'The mayor, Ann Lee, said that the bridge was safe. '.repeat(6000)}`;
  await page.getByRole('button', { name: 'Edit text' }).click();
  await page.locator('textarea').fill(text);
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.getByText('The text could not be read: the engine stopped: there was not enough memory. It is still here').waitFor();
  assert.equal(await page.locator('textarea').inputValue(), text);
  await page.locator('textarea').fill(`${ARTICLE}\n\nIt was the second time.`);
  await page.getByRole('button', { name: 'Read it' }).click();
  await assertDecided(page);
});

test('a worker that ends unseen is not missed', async (t) => {
  const page = await decided(t);
  await inWorker(page, () => self.close());
  await page.waitForTimeout(200);
  await page.getByRole('button', { name: 'Edit text' }).click();
  await page.locator('textarea').fill(`${ARTICLE}\n\nIt was the second time.`);
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.locator('reading-view', { hasText: 'the second time' }).waitFor();
  await assertDecided(page);
});

test('a worker that ends in the middle of a long text leaves what was read, and reads it when asked', async (t) => {
  const page = await decided(t);
  // It ends after the first part, before the whole.
  await inWorker(page, () => {
    const post = self.postMessage.bind(self);
    let isOver = false;
    self.postMessage = (message) => {
      if (!isOver) post(message);
      if (message.read) isOver = true;
      if (isOver) self.close();
    };
  });
  const text = `${ARTICLE}\n\n${'The mayor, Ann Lee, said that the bridge was safe.\n\n'.repeat(2000)}`;
  await page.getByRole('button', { name: 'Edit text' }).click();
  await page.locator('textarea').press('Control+a');
  // A field takes long to be typed into.
  await page.locator('textarea').evaluate((field, pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
  await page.getByText('The text could not be read: the worker was lost. It is still here').waitFor();
  assert.equal(await page.locator('textarea').inputValue(), text);
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.waitForFunction(() => document.querySelectorAll('.segment').length > 2000);
  await assertDecided(page);
});

test('a worker that ends while a file is written harms nothing, and the file is written when asked again', async (t) => {
  const page = await decided(t);
  await inWorker(page, () => {
    const post = self.postMessage.bind(self);
    self.postMessage = (message) => (typeof message.ok === 'string' ? self.close() : post(message));
  });
  await page.getByRole('button', { name: 'Take along' }).click();
  const save = page.getByRole('button', { name: 'Save: Notes' });
  await save.click();
  await page.locator('.take-status', { hasText: 'the worker was lost' }).waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
  assert.match(download.suggestedFilename(), /\.md$/);
  await page.keyboard.press('Escape');
  await assertDecided(page);
});
