import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GERMAN, marked, pointAt } from './both.mjs';
import { ARTICLE, annotate, open, paste } from './chromium.mjs';

/** How many ranges stand under the page's highlight names that begin so. */
const countMarked = async (page, prefix = 'sayso-') =>
  Object.entries(await marked(page)).reduce((n, [name, ranges]) => n + (name.startsWith(prefix) ? ranges : 0), 0);

/** The words under a highlight. */
const wordsUnder = (page, prefix) =>
  page.evaluate(
    (start) =>
      [...CSS.highlights]
        .filter(([name]) => name.startsWith(start))
        .flatMap(([, ranges]) =>
          [...ranges].map((range) => {
            const live = document.createRange();
            live.setStart(range.startContainer, range.startOffset);
            live.setEnd(range.endContainer, range.endOffset);
            return live.toString();
          }),
        ),
    prefix,
  );

const current = (page) => page.locator('claim-list .card[aria-current]');

test('a pasted article is marked without a button', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  assert.equal(await page.locator('h1.headline').textContent(), 'Ferry firm knew of rust, inspector says');
  assert.equal(await page.locator('.teaser').count(), 1);
  assert.ok((await page.locator('claim-list .card').count()) >= 6);
  assert.ok((await countMarked(page)) >= 8);
  assert.match((await page.locator('#summary').textContent()) ?? '', /^\d+ claims: /);
  assert.match((await page.locator('#status').textContent()) ?? '', /\d+ claims found/);
  assert.equal((await wordsUnder(page, 'sayso-')).some((words) => words.includes('Seal pup')), false);
});

test('what is shown is the text and nothing else', async (t) => {
  const page = await open(t);
  const text = `<b onclick="x()">Bold</b> claim, says mayor\n\n<script>alert(1)</script> The mayor, Ann Lee, said that <img src=x onerror=alert(1)> was “safe”.`;
  await paste(page, text);
  assert.equal(await page.locator('reading-view :is(b, script, img)').count(), 0);
  const shown = await page.locator('reading-view').evaluate((view) => [...view.querySelectorAll('.segment')].map((line) => line.textContent).join('\n\n'));
  assert.equal(shown, text);
});

test('a claim clicked in the text is chosen in the list', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  const { x, y } = await pointAt(page, 'rusted through');
  await page.mouse.click(x, y);
  assert.match((await current(page).textContent()) ?? '', /rusted through in four places/);
  assert.match((await current(page).locator('.chain').textContent()) ?? '', /the article.*Jane Ruddock.*said/s);
  assert.ok((await wordsUnder(page, 'sayso-selected')).some((words) => words.includes('rusted through in four places')));
  assert.ok((await wordsUnder(page, 'sayso-why')).includes('said'));
  assert.equal(await page.evaluate(() => document.activeElement?.className), 'card');
});

test('a card clicked in the list is chosen in the text and scrolled to', async (t) => {
  const page = await open(t, { viewport: { width: 1280, height: 420 } });
  await paste(page, ARTICLE);
  const card = page.locator('claim-list .card', { hasText: '40 years old' }).first();
  await card.click();
  assert.ok((await wordsUnder(page, 'sayso-selected')).some((words) => words.includes('40 years old')));
  await page.waitForFunction(() => {
    const box = document.querySelector('a.pin[aria-current]')?.getBoundingClientRect();
    return box && box.top > 0 && box.bottom < innerHeight;
  });
});

test('the smallest mark under the pointer wins', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  await page.evaluate(async () => {
    const { ReadingView } = await import('./page/reading-view.js');
    const { Article } = await import('./page/article.js');
    const text = 'The firm denied that the crew was told to keep quiet.';
    const claim = (id, start, end) => ({
      id, spans: [{ start, end, exact: text.slice(start, end) }], text: '', source_id: 's_author', source_name: '', attribution: null, certainty_label: 'asserted', certainty_cues: [],
    });
    const article = new Article(text, {
      segments: [{ type: 'paragraph', start: 0, end: text.length }], sources: [], attributions: [], relations: [], summary: { check_first: [] },
      claims: [claim('outer', 0, 52), claim('inner', 21, 52)],
    });
    const view = new ReadingView();
    view.id = 'nested';
    document.body.prepend(view);
    view.addEventListener('claim-pick', (event) => (view.dataset.picked = event.detail.view?.id ?? 'none'));
    await view.show(article);
  });
  const view = page.locator('#nested');
  const click = async (/** @type {string} */ words) => {
    const { x, y } = await pointAt(page, words);
    await page.mouse.click(x, y);
  };
  await click('keep quiet');
  assert.equal(await view.getAttribute('data-picked'), 'inner');
  await click('firm denied');
  assert.equal(await view.getAttribute('data-picked'), 'outer');
});

test('the keyboard goes through the list, into the text and back', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  const first = page.locator('claim-list .card').first();
  await first.focus();
  await page.keyboard.press('ArrowDown');
  const second = page.locator('claim-list .card').nth(1);
  assert.equal(await second.getAttribute('aria-current'), 'true');
  const id = await second.getAttribute('id');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.matches('.pin[aria-current]')), true);
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.id), id);
  await page.keyboard.press('Escape');
  assert.equal(await current(page).count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement?.id), id);
  await page.keyboard.press('End');
  assert.equal(await page.locator('claim-list .card').last().getAttribute('aria-current'), 'true');
});

test('the key shows what is chosen in it, and says how many claims that hides', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  const cards = page.locator('claim-list .card');
  const sign = (value) => page.locator(`claim-key button[data-value=${value}]`);
  const all = await cards.count();
  const before = await countMarked(page, 'sayso-author');
  const shown = async () => [...new Set(await cards.evaluateAll((those) => those.map((card) => card.dataset.who)))].sort();
  assert.ok(before > 0);
  await sign('named').click();
  const named = await cards.count();
  assert.ok(named > 0 && named < all);
  assert.deepEqual(await shown(), ['named']);
  assert.equal(await countMarked(page, 'sayso-author'), 0);
  assert.match((await page.locator('.hides').textContent()) ?? '', new RegExp(`^${all - named} claims? hidden\\. Only a named source\\.`));
  // Signs of one group add up; another group takes away.
  await sign('document').click();
  assert.deepEqual(await shown(), ['document', 'named']);
  await sign('struck').click();
  assert.ok((await cards.count()) > 0);
  assert.deepEqual([...new Set(await cards.evaluateAll((those) => those.map((card) => card.dataset.line)))], ['struck']);
  assert.match((await page.locator('.hides').textContent()) ?? '', /Only a named source or a document or film; denied\./);
  // The same sign again lets it go.
  await sign('struck').click();
  await sign('document').click();
  assert.equal(await cards.count(), named);
  await page.getByRole('button', { name: 'Show all' }).click();
  assert.equal(await cards.count(), all);
  assert.equal(await countMarked(page, 'sayso-author'), before);
  assert.equal(await page.locator('claim-key [aria-pressed=true]').count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'BUTTON');
});

test('the list can be set in another order', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  await page.getByRole('radio', { name: 'check first' }).check();
  assert.match((await page.locator('claim-list .card').first().locator('.rank').textContent()) ?? '', /1$/);
  await page.getByRole('radio', { name: 'by source' }).check();
  assert.ok((await page.locator('claim-list .group').count()) >= 3);
});

test('other highlights of the document are left alone', async (t) => {
  const page = await open(t);
  await page.evaluate(() => CSS.highlights.set('theirs', new Highlight()));
  await paste(page, ARTICLE);
  await page.getByRole('button', { name: 'New article' }).click();
  assert.deepEqual(await page.evaluate(() => [...CSS.highlights.keys()]), ['theirs']);
});

test('an article that comes the moment another is left is read, and back leads to the field', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  const steps = await page.evaluate(async () => {
    // Going back is slow where the machine is busy.
    const back = history.back.bind(history);
    history.back = () => void setTimeout(back, 200);
    for (let i = 0; i < 5; i++) {
      document.querySelector('#new').click();
      const data = new DataTransfer();
      data.setData('text/plain', `Mayor Ann Lee said that bridge ${i} was safe.`);
      document.querySelector('textarea').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
      while (!document.querySelector('reading-view')?.textContent.includes(`bridge ${i} `) || document.body.dataset.state !== 'read') await new Promise((resume) => setTimeout(resume));
    }
    return history.length;
  });
  await page.waitForTimeout(500);
  assert.equal(await page.evaluate(() => document.body.dataset.state), 'read');
  assert.match((await page.locator('reading-view').textContent()) ?? '', /bridge 4/);
  assert.equal(await page.evaluate(() => history.length), steps);
  await page.goBack();
  await page.waitForSelector('body[data-state="empty"]');
  assert.match(await page.locator('textarea').inputValue(), /bridge 4/);
});

test('a text pasted beside the field is read, too', async (t) => {
  const page = await open(t);
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, ARTICLE);
  await page.waitForSelector('body[data-state="read"]');
  assert.equal(await page.locator('h1.headline').textContent(), 'Ferry firm knew of rust, inspector says');
});

test('marked text and the list begin in the upper third of a laptop\'s window, and of a telephone\'s the text in its upper half', async (t) => {
  for (const [width, height, share] of /** @type {const} */ ([[1280, 800, 1 / 3], [1440, 900, 1 / 3], [768, 1024, 1 / 3], [390, 844, 1 / 2]])) {
    const page = await open(t, { viewport: { width, height } });
    await page.getByRole('button', { name: 'Try an example' }).click();
    await page.waitForSelector('body[data-state="read"]');
    const top = async (part) => (await page.locator(part).boundingBox())?.y ?? Infinity;
    assert.ok((await top('h1.headline')) <= share * height, `the text at ${await top('h1.headline')} of ${width} × ${height}`);
    if (width >= 1280) assert.ok((await top('claim-list')) <= share * height, `the list at ${await top('claim-list')} of ${width} × ${height}`);
  }
});

test('a newcomer sees what to do and what comes of it without scrolling', async (t) => {
  for (const [width, height] of [[1280, 650], [390, 844]]) {
    const page = await open(t, { viewport: { width, height } });
    for (const part of [page.locator('.start h1'), page.locator('.lead'), page.locator('.specimen'), page.locator('textarea'), page.getByRole('button', { name: 'Try an example' })]) {
      const box = await part.boundingBox();
      assert.ok(box && box.y >= 0 && box.y + box.height <= height, `${part} at ${width} × ${height}`);
    }
  }
});

test('a text can be edited again, and typed text is read when asked', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  await page.getByRole('button', { name: 'Edit text' }).click();
  const field = page.locator('textarea');
  assert.equal(await field.inputValue(), ARTICLE);
  assert.equal(await field.evaluate((f) => f === document.activeElement), true);
  await field.fill('The bridge opened in 1931, Mayor Ann Lee said.');
  assert.equal(await page.locator('body').getAttribute('data-state'), 'empty');
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('body[data-state="read"]');
  assert.ok((await page.locator('claim-list .card').count()) >= 1);
});

test('back leads to the field with the text kept, and forward to the article', async (t) => {
  const page = await open(t);
  await paste(page, ARTICLE);
  await page.goBack();
  await page.waitForSelector('body[data-state="empty"]');
  assert.equal(await page.locator('textarea').inputValue(), ARTICLE);
  await page.goForward();
  await page.waitForSelector('body[data-state="read"]');
  await page.getByRole('button', { name: 'Edit text' }).click();
  assert.equal(await page.locator('textarea').inputValue(), ARTICLE);
});

test('a file is opened, in either of two encodings', async (t) => {
  const page = await open(t);
  const file = page.locator('#file');
  await file.setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('Café owner Ann Lee said that rents had doubled.') });
  await page.waitForSelector('body[data-state="read"]');
  assert.match((await page.locator('reading-view').textContent()) ?? '', /^Café/);
  await page.getByRole('button', { name: 'New article' }).click();
  await file.setInputFiles({ name: 'b.md', mimeType: '', buffer: Buffer.from('Caf\xe9 owner Ann Lee said that rents had doubled.', 'latin1') });
  await page.waitForSelector('body[data-state="read"]');
  assert.match((await page.locator('reading-view').textContent()) ?? '', /^Café/);
  await page.getByRole('button', { name: 'New article' }).click();
  await file.setInputFiles({ name: 'c.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') });
  assert.match((await page.locator('#field-note').textContent()) ?? '', /not a text file/);
});

test('a dropped file is read', async (t) => {
  const page = await open(t);
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['Mayor Ann Lee said that the bridge was safe.'], 'drop.txt', { type: 'text/plain' }));
    return transfer;
  });
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
  await page.waitForSelector('body[data-state="read"]');
  assert.ok((await page.locator('claim-list .card').count()) >= 1);
});

test('the article date resolves relative dates', async (t) => {
  const page = await open(t);
  await paste(page, 'Mayor Ann Lee said that the bridge was closed yesterday.');
  assert.equal(await page.locator('#date').inputValue(), '');
  await page.locator('#date').fill('2024-03-05');
  await page.waitForFunction(() => document.querySelector('#status')?.textContent?.includes('found'));
  assert.equal(await page.locator('#date').inputValue(), '2024-03-05');
  const { times } = await annotate(page, 'Mayor Ann Lee said that the bridge was closed yesterday.', { dct: '2024-03-05' });
  assert.deepEqual(times.map((time) => time.value), ['2024-03-04']);
});

test('a date in the text fills the field', async (t) => {
  const page = await open(t);
  await page.getByRole('button', { name: 'Try an example' }).click();
  await page.waitForSelector('body[data-state="read"]');
  assert.equal(await page.locator('#date').inputValue(), '2025-11-13');
  assert.equal(await page.locator('#date-note').textContent(), 'from the text');
});

test('the example shows every kind of speaker and of line', async (t) => {
  const page = await open(t);
  await page.getByRole('button', { name: 'Try an example' }).click();
  await page.waitForSelector('body[data-state="read"]');
  const counts = await page.locator('claim-key button[data-value] .count').allTextContents();
  const values = await page.locator('claim-key button[data-value]').evaluateAll((buttons) => buttons.map((b) => b.dataset.value));
  const missing = values.filter((value, i) => value !== 'bare' && value !== 'decided' && counts[i] === '0');
  assert.deepEqual(missing, []);
});

test('a text in another language is read with a word of caution', async (t) => {
  const page = await open(t);
  await paste(page, GERMAN);
  assert.match((await page.locator('#notice').textContent()) ?? '', /does not look like English/);
});

test('half a megabyte does not freeze the page', async (t) => {
  const page = await open(t);
  const text = Array.from({ length: 1100 }, (_, i) => `${ARTICLE.split('\n\n').slice(2, 4).join('\n\n')} It was case ${i}.`).join('\n\n').slice(0, 500_000);
  await page.evaluate(() => {
    globalThis.frames = 0;
    globalThis.longest = 0;
    let last = performance.now();
    requestAnimationFrame(function tick() {
      globalThis.frames += 1;
      globalThis.longest = Math.max(globalThis.longest, performance.now() - last);
      last = performance.now();
      requestAnimationFrame(tick);
    });
  });
  await page.locator('#file').setInputFiles({ name: 'long.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
  await page.waitForSelector('body[data-state="read"]', { timeout: 30_000 });
  const early = await page.evaluate(() => globalThis.frames);
  const drawn = () => page.locator('.segment').count();
  const first = await drawn();
  assert.ok(first > 0 && first < 500, 'the first screens are there before the rest');
  // Chosen while the rest is still being drawn.
  await page.locator('claim-list .card').nth(3).click();
  assert.equal(await current(page).count(), 1);
  await page.waitForFunction(() => document.querySelectorAll('.segment').length >= 2000, null, { timeout: 60_000 });
  const { frames, longest } = await page.evaluate(() => ({ frames: globalThis.frames, longest: globalThis.longest }));
  t.diagnostic(`${frames - early} frames while ${await drawn()} paragraphs were drawn, longest ${Math.round(longest)} ms`);
  assert.ok(frames - early >= 20);
});
