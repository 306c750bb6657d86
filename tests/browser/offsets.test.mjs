import assert from 'node:assert/strict';
import { test } from 'node:test';
import { annotate, open } from './chromium.mjs';

const TEXTS = {
  emoji: '🚢 Ferry “unsafe” 🌊🌊\n\nInspector Zoë Brandt 👩🏽‍🔧 said that 3 of 4 hulls 🛳️ “leak 💧 badly”. Brandt denied 🙅 that 🅰️ report was hidden.',
  'combining marks': 'Cafe\u0301 owner Rene\u0301 Dubois said that prices rose by 20\u0337 per cent. Z\u0351\u036B\u0343algo, he claimed, “came e\u0301arly”.',
  CRLF: 'Mayor warns of floods\r\n\r\nMayor Ann Lee said on Monday that\r\nthe river “will rise by 2m”.\r\n\r\nResidents reportedly left.\r\n',
  'no-break spaces': 'Mayor\u00a0Ann\u00a0Lee said\u00a0that the\u202fbridge had cost\u00a0€\u00a05\u202fmillion. “It\u00a0is safe,”\u00a0she\u2009added.',
  'lone surrogates': 'Mayor \ud83d Ann Lee said that \udea2 the bridge “is \ud800safe”. The firm denied \udfff that \ud83d\ud83d\ude00 it was closed.\udc00',
  'marks of direction': 'Mayor \u202eAnn Lee\u202c said that \u200fthe bridge\u200f was \ufeffclosed. “Never\u200b,” \u2066she\u2069 said.',
  'control characters': 'Mayor Ann Lee said\u0000 that the\u0007 bridge\u000b was\u000c closed.\u0085Police\u2028 confirmed\u2029 it.',
};

/** Every `{start, end, exact}` in a result, with the way to it. */
function* marks(value, way = '') {
  if (!value || typeof value !== 'object') return;
  if ('exact' in value) yield { way, ...value };
  for (const [key, inner] of Object.entries(value)) yield* marks(inner, `${way}/${key}`);
}

for (const [name, text] of Object.entries(TEXTS)) {
  test(`offsets hold with ${name}`, async (t) => {
    const page = await open(t);
    // A string with half a character does not survive the way through the test's protocol.
    const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
    const { result, wrong } = await page.evaluate(async (codes) => {
      const given = String.fromCharCode(...codes);
      const found = await (await import('/sayso.js')).annotate(given);
      const bad = [];
      const whole = (s) => s.toWellFormed();
      const walk = (value) => {
        if (!value || typeof value !== 'object') return;
        if ('exact' in value && whole(given.slice(value.start, value.end)) !== value.exact) bad.push(value);
        Object.values(value).forEach(walk);
      };
      walk(found);
      return { result: found, wrong: bad };
    }, units);
    assert.deepEqual(wrong, []);
    assert.equal(result.source.length, text.length);
    assert.ok([...marks(result)].length >= 4);
    assert.ok(result.claims.length >= 1);
    for (const { start, end } of [...result.segments, ...result.sentences]) assert.ok(0 <= start && start < end && end <= text.length);
  });
}

test('offsets hold with halves of pairs anywhere', async (t) => {
  const page = await open(t);
  const wrong = await page.evaluate(async () => {
    const { annotate } = await import('/direct.js');
    const { carry } = await import('/carry.js');
    await carry.start();
    const words = ['The mayor', ' said ', 'that', ' “', '”', ' the bridge', ' is safe', '. ', '\n\n', ' “it ', ' told Ann Lee', ' on Monday', '12', '\ud83d\udea2'];
    let state = 1;
    const below = (n) => (state = (state * 48271) % 2147483647) % n;
    const bad = [];
    for (let round = 0; round < 300; round++) {
      let given = '';
      for (let i = 0; i < 40; i++) given += below(3) ? words[below(words.length)] : String.fromCharCode(0xd800 + below(0x800));
      const walk = (value) => {
        if (!value || typeof value !== 'object') return;
        if ('exact' in value && given.slice(value.start, value.end).toWellFormed() !== value.exact) bad.push([given, value]);
        Object.values(value).forEach(walk);
      };
      const found = await annotate(given);
      walk(found);
      if (found.source.length !== given.length) bad.push([given, found.source.length]);
      // And there and back.
      const { document, unplaced } = carry.call('import_document', [carry.call('export_document', [found, given, 'json', 'x']), given]);
      if (JSON.stringify(document) !== JSON.stringify(found) || unplaced.length) bad.push([given, unplaced]);
    }
    return bad.slice(0, 3);
  });
  assert.deepEqual(wrong, []);
});

test('marks in the page stand on the words of the claim', async (t) => {
  const page = await open(t);
  for (const text of Object.values(TEXTS)) {
    const shown = await page.evaluate(async (codes) => {
      const given = String.fromCharCode(...codes);
      const [{ annotate }, { Article }, { TextIndex, liveRange }] = await Promise.all([import('/sayso.js'), import('/page/article.js'), import('/ranges.js')]);
      const result = await annotate(given);
      const article = new Article(given, result);
      const root = document.createElement('p');
      for (let at = 0; at < given.length; at += 7) root.append(document.createTextNode(given.slice(at, at + 7)), document.createElement('i'));
      const index = TextIndex.of(root);
      const pieces = article.pieces.flat();
      return {
        pieces: pieces.length,
        wrong: pieces.filter(({ start, end }) => {
          const range = index.range(start, end);
          return !range || liveRange(range).toString() !== given.slice(start, end) || index.offset(range.startContainer, range.startOffset) !== start;
        }).length,
      };
    }, Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)));
    assert.equal(shown.wrong, 0);
    if (text !== TEXTS['lone surrogates']) assert.ok(shown.pieces > 0);
  }
});

test('each unit counts what it says', async (t) => {
  const page = await open(t);
  const text = '🚢 Zoë Brandt said that 3 hulls “leak 💧”.';
  for (const [unit, length] of [['utf-16', text.length], ['code-point', [...text].length], ['byte', Buffer.byteLength(text)]]) {
    const { source } = await annotate(page, text, { offset_unit: unit });
    assert.deepEqual([source.offset_unit, source.length], [unit, length]);
  }
});
