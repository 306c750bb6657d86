// Corrections as a log, without a browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchor, applyEdits, countDecisions, fold, guesses, place, readEntries } from '../../www/page/edits.js';
import { compare, isSource } from '../../www/page/guesses.js';
import { summarize } from '../../www/page/summary.js';
import { ARTICLE } from './article.mjs';
import { annotate, export_document, import_document } from './engine.mjs';
import { articles, text as golden } from './native.mjs';

const base = annotate(ARTICLE);

let serial = 0;
/** @returns {any} */
const did = (op, lane = 'edit') => ({ id: `e${++serial}`, lane, kind: 'do', op, at: serial });
const undid = (entry, lane = 'edit') => ({ id: `e${++serial}`, lane, kind: 'undo', of: entry.id, at: serial });
const redid = (entry, lane = 'edit') => ({ id: `e${++serial}`, lane, kind: 'redo', of: entry.id, at: serial });

/** The claim whose words hold some words. */
const claimOf = (document, words) => document.claims.find((claim) => claim.spans.some(({ exact }) => exact.includes(words)));

const targetOf = (words, from = base, text = ARTICLE) => {
  const claim = claimOf(from, words);
  return { claim: claim.id, spans: claim.spans.map(({ start, end }) => anchor(text, start, end)) };
};

const anchorsOf = (words, text = ARTICLE) => [anchor(text, text.indexOf(words), text.indexOf(words) + words.length)];

/** One operation of each kind on claims of the article. */
const EVERY = () => [
  did({ type: 'accept', target: targetOf('rusted through') }),
  did({ type: 'reject', target: targetOf('Nobody was ever') }),
  did({ type: 'certainty', target: targetOf('the pumps ran'), label: 'probable' }),
  did({ type: 'source', target: targetOf('40 years old'), source: { name: 'Ann Other' } }),
  did({ type: 'check', target: targetOf('may return'), check_worthy: true, checkable: 'yes' }),
  did({ type: 'bounds', target: targetOf('taken out of service'), spans: anchorsOf('taken out of service') }),
  did({ type: 'note', target: targetOf('rusted through'), note: 'Ask her.' }),
  did({ type: 'add', spans: anchorsOf('14 of the firm’s 20 ships'), source: { id: 's_author', name: base.sources[0].name }, label: 'asserted' }),
];

test('a result that nobody corrected is the engine’s own', () => {
  assert.equal(applyEdits(ARTICLE, base, []).document, base);
});

test('the summary of claims is the engine’s', () => {
  for (const name of articles) {
    const document = annotate(golden(name));
    assert.deepEqual(summarize(document.sources, document.claims), document.summary, name);
  }
  const much = annotate('The hull had rusted through, she said. The ferry was taken out of service. '.repeat(600));
  assert.match(much.summary.sentence, /^1,200 claims: 600 in /);
  assert.deepEqual(summarize(much.sources, much.claims), much.summary);
});

test('the summary of a corrected article is that of its claims, however many were touched', () => {
  const text = Array.from({ length: 120 }, (_, i) => `The pumps cost ${i + 2} million pounds in ${1890 + i}, Ann Ash said.`).join('\n\n');
  const long = annotate(text);
  const worthy = long.claims.filter((claim) => claim.check_worthy).sort((a, b) => b.check_worthiness - a.check_worthiness);
  assert.ok(worthy.length > 80);
  const targets = worthy.map(({ id, spans }) => ({ claim: id, spans: spans.map(({ start, end }) => anchor(text, start, end)) }));
  for (const count of [1, 4, 61, 80, worthy.length]) {
    const log = targets.slice(0, count).map((target, i) => did(i % 3 ? { type: 'reject', target } : { type: 'certainty', target, label: 'possible' }));
    const { document, unplaced } = applyEdits(text, long, log);
    assert.deepEqual(unplaced, []);
    assert.deepEqual(document.summary, summarize(document.sources, [...document.claims]), `${count} touched`);
  }
});

test('each operation changes what it says and nothing else', () => {
  const { document, unplaced } = applyEdits(ARTICLE, base, EVERY());
  assert.deepEqual(unplaced, []);
  const at = (words) => claimOf(document, words);
  assert.deepEqual(at('rusted through').review, { decision: 'accepted', changed: [], note: 'Ask her.' });
  assert.equal(at('Nobody was ever').review.decision, 'rejected');
  assert.equal(at('the pumps ran').certainty_label, 'probable');
  assert.deepEqual(at('the pumps ran').review.changed.filter((field) => field !== 'factuality'), ['certainty_label', 'certainty_rule']);
  assert.equal(at('the pumps ran').factuality.at(-1).value, 'PR+');
  const other = at('40 years old');
  assert.equal(other.source_name, 'Ann Other');
  assert.equal(other.attribution_chain.at(-1).source_name, 'Ann Other');
  assert.equal(document.sources.find(({ id }) => id === other.source_id).name, 'Ann Other');
  assert.deepEqual(other.factuality.map(({ source_id }) => source_id), other.attribution_chain.map(({ source_id }) => source_id));
  assert.ok(document.summary.check_first[0] === at('may return').id);
  assert.deepEqual(at('taken out of service').spans.map(({ exact }) => exact), ['taken out of service']);
  const added = document.claims.find((claim) => claim.review?.decision === 'added');
  assert.equal(added.id, `c${base.claims.length + 1}`);
  assert.equal(added.made_by, 'person');
  assert.equal(document.summary.claims, base.claims.length);
  // Order, ids, and what nobody touched.
  const starts = document.claims.map((claim) => claim.spans[0].start);
  assert.deepEqual(starts, [...starts].sort((a, b) => a - b));
  for (const claim of base.claims) {
    const now = document.claims.find(({ id }) => id === claim.id);
    if (!now.review) assert.equal(now, claim);
  }
  for (const { spans } of document.claims) for (const { start, end, exact } of spans) assert.equal(ARTICLE.slice(start, end), exact);
  const ids = new Set(document.claims.map(({ id }) => id));
  assert.equal(ids.size, document.claims.length);
  for (const { from, to } of document.relations) assert.ok(ids.has(from) && ids.has(to) && from !== at('Nobody was ever').id && to !== at('Nobody was ever').id);
  assert.deepEqual(Object.keys(added).sort(), [...Object.keys(base.claims[0]), 'review'].sort());
});

test('a claim that goes to the author and back to a source has voices that fit', () => {
  const target = targetOf('rusted through');
  const { id, name } = base.sources[0];
  const [toAuthor] = [did({ type: 'source', target, source: { id, name } })];
  const own = claimOf(applyEdits(ARTICLE, base, [toAuthor]).document, 'rusted through');
  assert.deepEqual([own.voice, own.attribution, own.certainty_label, own.attribution_chain.length, own.factuality], ['author', null, 'asserted', 1, [{ source_id: 's_author', value: 'CT+' }]]);
  const back = did({ type: 'source', target, source: { name: 'Colm Brady' } });
  const again = claimOf(applyEdits(ARTICLE, base, [toAuthor, back]).document, 'rusted through');
  assert.deepEqual([again.voice, again.certainty_label, again.source_name], ['attributed', 'asserted_by_source', 'Colm Brady']);
  assert.deepEqual(again.factuality.map(({ value }) => value), ['Uu', 'CT+']);
});

test('everything can be undone and done again, however often', () => {
  const log = [...EVERY(), ...EVERY()];
  const { length } = log;
  const whole = applyEdits(ARTICLE, base, log).document;
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < length; i++) log.push(undid(fold(log, 'edit').done.at(-1)));
    assert.equal(applyEdits(ARTICLE, base, log).document, base);
    for (let i = 0; i < length; i++) log.push(redid(fold(log, 'edit').undone.at(-1)));
    assert.deepEqual(applyEdits(ARTICLE, base, log).document, whole);
  }
});

test('what is done after an undo takes the way of what was undone', () => {
  const [first, second, third] = EVERY();
  const log = [first, second, undid(second), third, redid(second)];
  assert.deepEqual(fold(log, 'edit').done, [first, third]);
  assert.deepEqual(fold(log, 'edit').undone, []);
});

test('guesses and corrections are undone apart', () => {
  const guess = did({ type: 'guess', spans: anchorsOf('the pumps ran all night'), source: '' }, 'guess');
  const named = did({ type: 'guess-source', guess: guess.id, source: 'two sailors' }, 'guess');
  const [edit] = EVERY();
  const log = [guess, edit, named];
  assert.deepEqual(guesses(ARTICLE, log).map(({ source, spans }) => [source, spans[0].exact]), [['two sailors', 'the pumps ran all night']]);
  assert.equal(applyEdits(ARTICLE, base, [...log, undid(edit)]).document, base);
  assert.deepEqual(guesses(ARTICLE, [...log, undid(named, 'guess')])[0].source, '');
  assert.deepEqual(guesses(ARTICLE, [...log, did({ type: 'unguess', guess: guess.id }, 'guess')]), []);
  assert.equal(countDecisions(log), 1);
});

test('the id of an added claim never comes to mean another', () => {
  const one = did({ type: 'add', spans: anchorsOf('ran all night'), source: { id: 's_author', name: '' }, label: 'asserted' });
  const two = did({ type: 'add', spans: anchorsOf('told reporters'), source: { id: 's_author', name: '' }, label: 'asserted' });
  const note = did({ type: 'note', target: { edit: two.id }, note: 'Mine.' });
  const { document, added } = applyEdits(ARTICLE, base, [one, undid(one), two, note]);
  assert.deepEqual([...added], [[`c${base.claims.length + 2}`, two.id]]);
  assert.equal(document.claims.find(({ id }) => id === `c${base.claims.length + 2}`).review.note, 'Mine.');
  const gone = applyEdits(ARTICLE, base, [two, did({ type: 'reject', target: { edit: two.id } })]).document;
  assert.equal(gone.claims.length, base.claims.length);
});

test('a log finds its claims again in a changed text and with other ids', () => {
  const text = ARTICLE.replace('The ferry Lady Ansel was', 'A storm broke on Sunday. Police said that nobody was hurt.\n\nThe ferry Lady Ansel was');
  const log = EVERY();
  const changed = annotate(text);
  assert.notEqual(claimOf(changed, 'rusted through').id, claimOf(base, 'rusted through').id);
  const { document, unplaced } = applyEdits(text, changed, log);
  assert.deepEqual(unplaced, []);
  assert.equal(claimOf(document, 'rusted through').review.note, 'Ask her.');
  assert.equal(claimOf(document, 'the pumps ran').certainty_label, 'probable');
  assert.equal(document.claims.filter((claim) => claim.review).length, applyEdits(ARTICLE, base, log).document.claims.filter((claim) => claim.review).length);
});

test('what has lost its words is listed with what was decided', () => {
  const text = ARTICLE.replace('According to two former sailors, the pumps ran all night.', 'The pumps were silent.');
  const { document, unplaced } = applyEdits(text, annotate(text), EVERY());
  assert.deepEqual(unplaced, [{ words: 'the pumps ran all night', what: ['how sure: probable'] }]);
  assert.ok(claimOf(document, 'rusted through').review);
});

test('words that stand in a text several times are told apart by what is around them', () => {
  const text = 'He said no. She said no. They said no.';
  const second = text.indexOf('said no', 10);
  const mark = anchor(text, second, second + 7);
  const longer = `Well. ${text}`;
  assert.equal(place(longer, mark)?.start, second + 6);
  assert.equal(place('Nothing of it.', mark), null);
});

test('a file’s entries are taken only where they are entries', () => {
  const log = [...EVERY(), did({ type: 'guess', spans: anchorsOf('pumps'), source: '' }, 'guess')];
  log.push(undid(log[0]));
  const copy = JSON.parse(JSON.stringify(log));
  assert.deepEqual(JSON.parse(JSON.stringify(readEntries(copy))), copy);
  for (const spoil of [
    (entry) => delete entry.id,
    (entry) => (entry.kind = 'drop'),
    (entry) => (entry.op.type = 'constructor'),
    (entry) => (entry.op.target = { claim: 'c1', spans: [] }),
    (entry) => (entry.op.target.spans[0].start = '1'),
    (entry) => (entry.lane = 'other'),
  ]) {
    const [first] = JSON.parse(JSON.stringify(log));
    spoil(first);
    assert.throws(() => readEntries([first]), TypeError, String(spoil));
  }
  assert.throws(() => readEntries({}), TypeError);
});

test('guesses are put beside the claims that they mean', () => {
  const sources = new Map(base.sources.map((source) => [source.id, source]));
  const views = base.claims.map((claim, index) => ({ claim, index, source: sources.get(claim.source_id) }));
  const guess = (words, source) => ({ id: words, source, spans: anchorsOf(words) });
  const mine = [guess('the hull had rusted through in four places', 'the inspector'), guess('the pumps ran all night', 'Brady'), guess('Seal pup rescued', '')];
  const { both, onlyGuessed, onlyMarked } = compare(mine, views);
  assert.deepEqual(both.map(({ sameSource }) => sameSource), [true, false]);
  assert.deepEqual(onlyGuessed, [mine[2]]);
  assert.equal(onlyMarked.length, views.length - 2);
  const own = views.find(({ claim }) => claim.source_id === 's_author');
  assert.ok(isSource('The article', own) && isSource('the author', own) && !isSource('', own) && !isSource('Brady', own));
  // One guess over two claims is one hit.
  const all = compare([guess(ARTICLE.slice(ARTICLE.indexOf('A report'), ARTICLE.indexOf(' The Lady Ansel may')), 'report')], views);
  assert.ok(all.both.length <= 1);
});

test('an added claim can come with all that was decided on it', () => {
  const entry = did({ type: 'add', spans: anchorsOf('ran all night'), source: { id: 's_author', name: '' }, label: 'hearsay', checkable: 'no', check_worthy: true, note: 'Why?' });
  const { document } = applyEdits(ARTICLE, base, [entry]);
  const claim = document.claims.find(({ review }) => review);
  assert.deepEqual([claim.checkable, claim.check_worthy, claim.review.note, claim.certainty_label], ['no', true, 'Why?', 'hearsay']);
});

test('a log finds its claims where another version of the engine numbers them otherwise', () => {
  const renumbered = { ...base, claims: base.claims.map((claim, i) => ({ ...claim, id: `c${i + 3}` })), relations: [] };
  const { document, unplaced } = applyEdits(ARTICLE, renumbered, EVERY());
  assert.deepEqual(unplaced, []);
  assert.equal(claimOf(document, 'rusted through').review.note, 'Ask her.');
  assert.equal(claimOf(document, 'the pumps ran').certainty_label, 'probable');
  assert.equal(new Set(document.claims.map(({ id }) => id)).size, document.claims.length);
});

for (const format of ['json', 'webanno']) {
  test(`a corrected document goes out as ${format} and comes back as it was`, () => {
    const { document } = applyEdits(ARTICLE, base, EVERY());
    const { document: back, unplaced } = import_document(export_document(document, ARTICLE, format, 'Ferry'), ARTICLE);
    assert.deepEqual(unplaced, []);
    assert.deepEqual(back.claims, document.claims);
    assert.deepEqual(back.summary.check_first, document.summary.check_first);
  });
}
