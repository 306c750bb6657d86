// The figures that the page shows are those that the documents give, of the model that ships.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { FIGURES, MEASURED } from '../../www/page/figures.js';
import { annotate, open } from './chromium.mjs';

const read = (name) => readFile(new URL(`../../${name}`, import.meta.url), 'utf8');

test('every figure stands in the documents', async () => {
  const words = `${await read('README.md')}\n${await read('MODEL.md')}`;
  for (const { what, score } of FIGURES) {
    const figure = String(score).replace(/^0/, '');
    assert.ok(new RegExp(`(?<![\\d.])\\${figure}0*(?!\\d)`).test(words), `${what}: ${figure} is nowhere in README.md or MODEL.md`);
  }
  assert.match(words, new RegExp(`${MEASURED.articles} articles`));
  assert.match(words, new RegExp(`${MEASURED.news} articles`));
});

test('they are of the model that ships', async (t) => {
  const page = await open(t);
  const { generator } = await annotate(page, 'The bridge is safe, she said.');
  assert.equal(generator.model, MEASURED.model);
});
