// Texts so long and so uniform that a table, a stack, a number or a message could be too small for them, through the worker.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from './chromium.mjs';

for (const [what, piece, count, segments] of [
  ['10 MB of one letter', 'a', 10_000_000, 1],
  ['10 MB of full stops', '.', 10_000_000, 1],
  ['10 MB of empty lines', '\n', 10_000_000, 0],
  ['a million quotation marks', '"', 1_000_000, 1],
  ['a million opening marks', '“', 1_000_000, 1],
  ['50,000 segments', 'He came.\n\n', 50_000, 50_000],
]) {
  test(`${what} are read, and so is what comes next`, async (t) => {
    const page = await open(t);
    const read = await page.evaluate(
      async ([given, times]) => {
        const { annotate } = await import('/sayso.js');
        const { source, segments } = await annotate(given.repeat(times));
        const next = await annotate('Mayor Ann Lee said that the bridge was safe.');
        return [source.length, segments.length, next.claims.length];
      },
      [piece, count],
    );
    assert.deepEqual(read, [piece.length * count, segments, 1]);
  });
}
