// Work files that nobody would write: what is not refused can be applied, counted, guessed with and taken along.
//
// `cargo xtask fuzz work` makes them up for as many minutes as it is told.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anchor, applyEdits, countDecisions, describe, fold, guesses, readEntries } from '../../www/page/edits.js';
import { ARTICLE } from './article.mjs';
import { annotate, export_document, import_document } from './engine.mjs';

const minutes = Number(process.env.FUZZ_MINUTES ?? 0);
const runs = minutes ? { numRuns: 1e9, interruptAfterTimeLimit: minutes * 60_000, markInterruptAsFailure: false } : { numRuns: 1000, seed: 1 };

const base = annotate(ARTICLE);
const before = JSON.stringify(base);

const place = fc.nat(ARTICLE.length);
const word = fc.constantFrom('', 'Ann Other', ...base.sources.map(({ name }) => name), '__proto__', 'constructor', '=1+1', '<b>', '\ud83d', '\0');
const anchors = fc.array(
  fc.oneof(
    fc.constantFrom(...base.claims.flatMap(({ spans }) => spans)).map(({ start, end }) => anchor(ARTICLE, start, end)),
    fc.tuple(place, place).map(([a, b]) => anchor(ARTICLE, Math.min(a, b), Math.max(a, b))),
    fc.record({ start: fc.maxSafeNat(), end: fc.maxSafeNat(), exact: word, prefix: word, suffix: word }),
  ),
  { minLength: 1, maxLength: 3 },
);
const entryId = fc.constantFrom('e1', 'e2', 'e3', 'e4', 'e5', '__proto__', '');
const claimId = fc.constantFrom(...base.claims.map(({ id }) => id), 'c999', '__proto__', 'c99999999999999999999');
const target = fc.oneof({ weight: 3, arbitrary: fc.record({ claim: claimId, spans: anchors }) }, { weight: 1, arbitrary: fc.record({ edit: entryId }) });
const voice = fc.record({ id: fc.constantFrom('s_author', 's_none', ...base.sources.map(({ id }) => id), 's99', '__proto__', 7, null), name: word }, { requiredKeys: ['name'] });
const label = fc.constantFrom(...new Set(base.claims.map(({ certainty_label }) => certainty_label)), 'hearsay', 'denied', 'confirmed', 'toString');
const check = { checkable: fc.constantFrom('yes', 'partly', 'no', undefined), check_worthy: fc.constantFrom(true, false, undefined) };

const op = fc.oneof(
  fc.record({ type: fc.constantFrom('accept', 'reject', 'reopen'), target }),
  fc.record({ type: fc.constant('certainty'), target, label }),
  fc.record({ type: fc.constant('source'), target, source: voice }),
  fc.record({ type: fc.constant('check'), target, ...check }),
  fc.record({ type: fc.constant('bounds'), target, spans: anchors }),
  fc.record({ type: fc.constant('note'), target, note: word }),
  fc.record({ type: fc.constant('add'), spans: anchors, source: voice, label, ...check, note: fc.option(word, { nil: undefined }) }),
  fc.record({ type: fc.constant('guess'), spans: anchors, source: word }),
  fc.record({ type: fc.constant('guess-source'), guess: entryId, source: word }),
  fc.record({ type: fc.constant('unguess'), guess: entryId }),
);
const entry = fc.oneof(
  { weight: 4, arbitrary: fc.record({ id: entryId, lane: fc.constantFrom('edit', 'guess'), kind: fc.constant('do'), op, at: fc.double({ noNaN: true, noDefaultInfinity: true }) }) },
  { weight: 1, arbitrary: fc.record({ id: entryId, lane: fc.constantFrom('edit', 'guess'), kind: fc.constantFrom('undo', 'redo'), of: entryId, at: fc.nat() }) },
);

test('what is no list of entries is refused by a word', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.array(entry, { maxLength: 2 }), (anything, some) => {
      for (const list of [anything, [...some, anything], some.map((one) => ({ ...one, op: anything })), some.map((one) => ({ ...one, op: { ...one.op, target: anything, spans: anything } }))]) {
        try {
          assert.ok(readEntries(list).length <= list.length);
        } catch (error) {
          assert.ok(error instanceof TypeError, String(error));
        }
      }
    }),
    { numRuns: 1000, seed: 1 },
  );
});

test('entries that are not refused are applied, whatever they say', (t) => {
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 12 }), (list) => {
      const log = JSON.parse(JSON.stringify(list)).flatMap((one) => {
        try {
          return readEntries([one]);
        } catch {
          return [];
        }
      });
      accepted += log.length;
      const { document, unplaced } = applyEdits(ARTICLE, base, log);
      assert.equal(JSON.stringify(base), before, 'the engine’s document was changed');
      for (const { words, what } of unplaced) assert.equal(typeof words + what.map((w) => typeof w).join(''), `string${'string'.repeat(what.length)}`);
      for (const { op: done } of log) if (done) assert.equal(typeof describe(done), 'string');
      fold(log, 'edit');
      countDecisions(log);
      guesses(ARTICLE, log);
      const ids = document.claims.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length, 'two claims with one id');
      for (const format of ['json', 'csv', 'md', 'html', 'webanno', 'schema']) export_document(document, ARTICLE, format, 'x');
      const back = import_document(document, ARTICLE);
      assert.deepEqual([back.unplaced, back.document.claims.length], [[], document.claims.length]);
    }),
    { ...runs, includeErrorInReport: true },
  );
  assert.ok(accepted > 1000, `${accepted} entries`);
  t.diagnostic(`${accepted} entries`);
});
