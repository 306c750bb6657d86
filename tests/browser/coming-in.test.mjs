// How a text comes in: from a page, as a file, in a link.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address, open } from './chromium.mjs';

/** What a copied piece of a news page is made of. */
const COPIED = `<meta charset="utf-8"><style>p { color: red }</style>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav></header>
<h1>Ferry firm <em>knew</em> of&nbsp;rust</h1>
<div class="byline">By <a rel="author" href="/x">Hal Ormerod</a></div>
<figure><img src="https://example.invalid/a.jpg" onerror="window.ran = 1" alt="x"><figcaption>The Lady Ansel in dock on Tuesday (Picture: Idris Kemble)</figcaption></figure>
<div><div><p>The ferry was
   taken out of service.<br>It was Monday.</p><p hidden>Subscribe now!</p><p style="display: none">Hidden words</p></div>
<script>window.ran = 1</script><p>“Nobody was in danger,” <b>Colm Brady</b> said.</p></div>
<ul class="related"><li><a href="/1">MORE: Seal pup rescued</a></li><li><a href="/2">MORE: Post office to close</a></li></ul>
<svg onload="window.ran = 1"><text>svg words</text></svg><iframe srcdoc="<p>frame words"></iframe><button>Share</button>`;

const LINES = [
  'Home', 'News', '', 'Ferry firm knew of\u00a0rust', '', 'By Hal Ormerod', '', 'The Lady Ansel in dock on Tuesday (Picture: Idris Kemble)', '', 'The ferry was taken out of service.', 'It was Monday.', '',
  '“Nobody was in danger,” Colm Brady said.', '', 'MORE: Seal pup rescued', 'MORE: Post office to close',
];

const pasteHtml = (page, html, text = '') =>
  page.evaluate(
    ([given, plain]) => {
      const data = new DataTransfer();
      data.setData('text/html', given);
      data.setData('text/plain', plain);
      document.querySelector('textarea')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    },
    [html, text],
  );

const isRead = (page) => page.waitForSelector('body[data-state="read"]');

/** The text that was read. */
async function textOf(page) {
  await page.getByRole('button', { name: 'Edit text' }).click();
  return page.locator('textarea').inputValue();
}

test('pasted HTML keeps its lines, and nothing of it runs or loads', async (t) => {
  // Some versions of Chromium say so of a document that is only parsed.
  const page = await open(t, { logs: /^error: Executing inline event handler violates .* The action has been blocked\.$/s });
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await pasteHtml(page, COPIED, 'the plain words of it');
  await isRead(page);
  assert.equal(await page.locator('.segment.caption').textContent(), 'The Lady Ansel in dock on Tuesday (Picture: Idris Kemble)');
  assert.equal(await page.locator('.segment.teaser').count(), 2);
  assert.equal(await page.locator('reading-view :is(img, script, svg, iframe, b, button)').count(), 0);
  assert.equal(await textOf(page), LINES.join('\n'));
  assert.equal(await page.evaluate(() => 'ran' in window), false);
  assert.deepEqual(asked.filter((url) => url.includes('invalid')), []);
});

test('HTML without words falls back to the plain text, and deep nesting is read', async (t) => {
  const page = await open(t);
  await pasteHtml(page, '<img src=x><style>a{}</style>', 'Mayor Ann Lee said that the bridge was safe.');
  await isRead(page);
  assert.equal(await textOf(page), 'Mayor Ann Lee said that the bridge was safe.');
  await page.locator('textarea').fill('');
  await pasteHtml(page, `${'<div>'.repeat(50_000)}Mayor Ann Lee said so.`);
  await isRead(page);
  assert.equal(await textOf(page), 'Mayor Ann Lee said so.');
});

test('what is pasted into a text stays an edit of it', async (t) => {
  const page = await open(t);
  await page.locator('textarea').fill('Mayor Ann Lee said that the bridge was safe. ');
  await page.locator('textarea').press('Control+End');
  await pasteHtml(page, '<p>The <b>bridge</b> is old.</p>');
  assert.equal(await page.locator('body').getAttribute('data-state'), 'empty');
  assert.equal(await page.locator('textarea').inputValue(), 'Mayor Ann Lee said that the bridge was safe. The bridge is old.');
});

test('of a page in a file the article is read, with its headline', async (t) => {
  const page = await open(t);
  const html = `<!doctype html><title>News</title><body><nav><a href=/>Home</a></nav><h1>Bridge shut</h1><article><p>${'Mayor Ann Lee said that the bridge was shut. '.repeat(20)}</p></article><footer>Contact us</footer>`;
  await page.locator('#file').setInputFiles({ name: 'saved.html', mimeType: 'text/html', buffer: Buffer.from(html) });
  await isRead(page);
  assert.equal(await page.locator('h1.headline').textContent(), 'Bridge shut');
  assert.doesNotMatch(await textOf(page), /Home|Contact/);
});

test('hostile text is shown as text', async (t) => {
  const page = await open(t);
  const text = 'Mayor Ann \u202eeeL\u202c said “<svg onload=alert(1)>” \u200band \u0000 the “bridge\u2066 is safe”.\n\n</textarea><script>alert(1)</script> said Lee.';
  await page.locator('textarea').fill(text);
  await page.keyboard.press('Control+Enter');
  await isRead(page);
  assert.equal(await page.locator('reading-view :is(svg, script), claim-list :is(svg, script)').count(), 0);
  const shown = await page.locator('.segment').evaluateAll((all) => all.map((block) => block.textContent).join('\n\n'));
  assert.equal(shown, text.replaceAll('\r', ''));
});

/** The address that the menu copies. */
async function copiedLink(page) {
  await page.getByRole('button', { name: 'Take along' }).click();
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (words) => void (globalThis.copied = words) } }));
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.locator('.take-status', { hasText: 'whole text in it' }).waitFor();
  return page.evaluate(() => globalThis.copied);
}

test('a link holds the text only when asked, opens it, and leaves the address', async (t) => {
  const page = await open(t);
  const text = 'Mayor Ann Lee said: “The bridge 🌉 is safe.”\n\nIt opened yesterday, a café owner said.';
  await page.locator('textarea').fill(text);
  await page.keyboard.press('Control+Enter');
  await isRead(page);
  await page.locator('#date').fill('2024-03-05');
  await page.waitForTimeout(300);
  assert.equal(new URL(page.url()).hash, '');
  const link = await copiedLink(page);
  assert.match(link, /#t1\.[\w-]+$/);
  assert.equal(link.includes('bridge'), false);
  const other = await page.context().newPage();
  await other.goto(link);
  await isRead(other);
  assert.equal(new URL(other.url()).hash, '');
  assert.equal(await other.locator('#date').inputValue(), '2024-03-05');
  assert.equal(await textOf(other), text);
});

test('a damaged link says so, and one that would burst does not', async (t) => {
  const page = await open(t);
  await page.locator('textarea').fill('Mayor Ann Lee said that the bridge was safe. '.repeat(9));
  await page.keyboard.press('Control+Enter');
  await isRead(page);
  const link = await copiedLink(page);
  const { hash } = new URL(link);
  const note = page.locator('#field-note');
  for (const broken of [hash.slice(0, -9), `${hash.slice(0, 30)}AAAA${hash.slice(34)}`, '#t1.', '#t1.%%%', '#t1.AAAAAAAA']) {
    await page.goto(`${address}?${Math.random()}${broken}`);
    await page.waitForSelector('body[data-ready]');
    await note.filter({ hasText: 'This link is damaged' }).waitFor();
    assert.equal(await page.locator('body').getAttribute('data-state'), 'empty');
  }
  // A hundred megabytes of the same, in a hundred kilobytes.
  const bomb = await page.evaluate(async () => {
    const piece = new Blob([new Uint8Array(10_000_000).fill(32)]);
    const packed = new Blob(Array(10).fill(piece)).stream().pipeThrough(new CompressionStream('deflate-raw'));
    const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
    let binary = '\0\0\0\0';
    for (const byte of bytes) binary += String.fromCharCode(byte);
    return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  });
  await page.evaluate((packed) => void (location.hash = `t1.${packed}`), bomb);
  await note.filter({ hasText: 'too long to open' }).waitFor();
});
