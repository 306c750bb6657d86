import assert from 'node:assert/strict';
import { test } from 'node:test';
import { annotate, open } from './chromium.mjs';
import { articles, canonical, said, text } from './native.mjs';

test('there are articles to compare', () => assert.ok(articles.length >= 8));

for (const name of articles) {
  test(`Chromium reads ${name} as the command line does`, async (t) => {
    const page = await open(t);
    assert.equal(canonical(await annotate(page, text(name), { offset_unit: 'code-point' })), said(name));
  });
}
