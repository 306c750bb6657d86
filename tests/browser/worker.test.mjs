import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ARTICLE, open } from './chromium.mjs';

const TEXT = 'Mayor Ann Lee said that the bridge was safe.';

test('calls are answered, each with its own result', async (t) => {
  const page = await open(t);
  const lengths = await page.evaluate(async () => {
    const { annotate } = await import('/sayso.js');
    const texts = Array.from({ length: 20 }, (_, i) => 'The mayor said so. '.repeat(i));
    return (await Promise.all(texts.map((text) => annotate(text)))).map((result, i) => result.source.length - texts[i].length);
  });
  assert.deepEqual(lengths, Array(20).fill(0));
});

test('a bad option rejects with the name of the field, and the engine lives on', async (t) => {
  const page = await open(t);
  const errors = await page.evaluate(async (text) => {
    const { annotate } = await import('/sayso.js');
    const bad = [{ dct: 'last week' }, { offset_unit: 'furlong' }, { colour: 'red' }, { dct: 20240101 }];
    const messages = await Promise.all(bad.map((options) => annotate(text, options).catch((error) => error instanceof Error && error.message)));
    messages.push(await annotate(/** @type {any} */ (42)).catch((error) => error.message));
    messages.push((await annotate(text)).claims.length > 0);
    return messages;
  }, TEXT);
  ['dct', 'offset_unit', 'colour', 'dct', 'text'].forEach((field, i) => assert.match(String(errors[i]), new RegExp(`\\b${field}\\b`)));
  assert.equal(errors.at(-1), true);
});

/** Three open calls, their worker lost in the given way, and a call after that. */
const loseWorker = (page, lose) =>
  page.evaluate(
    async ([text, how]) => {
      const { Reader } = await import('/sayso.js');
      /** @type {Worker[]} */
      const workers = [];
      // Leaves some calls open, and is lost when told to.
      const stub = `self.addEventListener('message', (event) => {
        const { args, lose } = event.data;
        if (args?.[0] === 'hang' || lose) event.stopImmediatePropagation();
        if (lose === 'close') self.close();
        if (lose === 'throw') throw new Error('boom');
        if (lose === 'fatal') self.postMessage({ fatal: 'unreachable' });
      });`;
      const first = URL.createObjectURL(new Blob([stub], { type: 'text/javascript' }));
      const source = `import '${first}'; import '${location.origin}/worker.js';`;
      const reader = new Reader((name) => {
        const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })), { type: 'module', name });
        workers.push(worker);
        return worker;
      });
      // The first call is answered: the worker is up and holds its lock.
      await reader.annotate(text);
      const open = ['hang', 'hang', 'hang'].map((t) => reader.annotate(t).then(() => 'answered', (error) => error.message));
      workers[0].postMessage({ lose: how });
      const reasons = await Promise.all(open);
      const { claims } = await reader.annotate(text);
      reader.close();
      return { reasons, claims: claims.length, workers: workers.length };
    },
    [TEXT, lose],
  );

for (const [how, reason] of [
  ['fatal', /^unreachable$/],
  ['throw', /boom/],
  ['close', /lost/],
]) {
  test(`a worker lost by ${how} rejects every open call, and the next call works`, async (t) => {
    const page = await open(t);
    const { reasons, claims, workers } = await loseWorker(page, how);
    assert.equal(reasons.length, 3);
    for (const given of reasons) assert.match(given, reason);
    assert.ok(claims > 0);
    assert.equal(workers, 2);
  });
}

test('a call can be given up', async (t) => {
  const page = await open(t);
  const [before, during, after] = await page.evaluate(async (text) => {
    const { annotate } = await import('/sayso.js');
    const name = (/** @type {Promise<any>} */ call) => call.then(() => 'answered', (error) => error.name);
    const early = await name(annotate(text, { signal: AbortSignal.abort() }));
    const giveUp = new AbortController();
    const call = name(annotate(text.repeat(2000), { signal: giveUp.signal }));
    giveUp.abort();
    return [early, await call, await name(annotate(text))];
  }, TEXT);
  assert.deepEqual([before, during, after], ['AbortError', 'AbortError', 'answered']);
});

test('a closed reader rejects what is open', async (t) => {
  const page = await open(t);
  const message = await page.evaluate(async (text) => {
    const { Reader } = await import('/sayso.js');
    const reader = new Reader();
    const call = reader.annotate(text).catch((error) => error.message);
    reader.close();
    return call;
  }, TEXT);
  assert.equal(message, 'the reader was closed');
});

test('of a long text the first parts come early, and its lists arrive whole and in order', async (t) => {
  const page = await open(t);
  const { early, total, ends, claims, segments } = await page.evaluate(async (text) => {
    const { annotate } = await import('/sayso.js');
    const long = Array.from({ length: 6000 }, (_, i) => `${text} It was seen ${i} times.`).join('\n\n');
    const early = [];
    const onprogress = ({ read, of, document }) => early.push({ read, of, exact: long[read - 1], length: document.source.length });
    const result = await annotate(long, { onprogress });
    return {
      early,
      total: long.length,
      ends: result.segments.at(-1).end,
      claims: result.claims.every((claim, i) => i === 0 || claim.spans[0].start >= result.claims[i - 1].spans[0].start),
      segments: result.segments.length,
    };
  }, TEXT);
  assert.ok(early.length >= 2);
  for (const { read, of, exact, length } of early) assert.deepEqual([of, exact, length], [total, '\n', read]);
  assert.ok(early[0].read < 13_000);
  assert.deepEqual([ends, segments, claims], [total, 6000, true]);
});

test('long lists come whole wherever they lie in a result, and no message is long', async (t) => {
  const page = await open(t);
  const { isSame, isBack, mentions, most } = await page.evaluate(async () => {
    const [{ Reader }, direct] = await Promise.all([import('/sayso.js'), import('/direct.js')]);
    let longest = 0;
    const weigh = (value) => {
      if (Array.isArray(value)) longest = Math.max(longest, value.length);
      if (value && typeof value === 'object') Object.values(value).forEach(weigh);
    };
    const reader = new Reader((name) => {
      const worker = new Worker('/worker.js', { type: 'module', name });
      worker.addEventListener('message', ({ data }) => weigh(data));
      return worker;
    });
    // One source with a mention in every sentence.
    const text = Array.from({ length: 700 }, (_, i) => `The mayor said bridge ${i} was old.`).join(' ');
    const result = await reader.annotate(text);
    const json = JSON.stringify(result);
    const back = await reader.call('import_document', json, text);
    reader.close();
    return {
      isSame: json === JSON.stringify(await direct.annotate(text)),
      isBack: JSON.stringify(back.document.claims) === JSON.stringify(result.claims),
      mentions: Math.max(...result.sources.map((source) => source.mentions.length)),
      most: longest,
    };
  });
  assert.ok(mentions > 500, `${mentions} mentions`);
  assert.deepEqual([isSame, isBack], [true, true]);
  assert.ok(most <= 200, `a list of ${most} in one message`);
});

test('a long reading that is given up makes way at once, and those behind it are answered', async (t) => {
  const page = await open(t);
  const outcome = await page.evaluate(async (text) => {
    const { annotate } = await import('/sayso.js');
    await annotate(text);
    const giveUp = new AbortController();
    const long = annotate(text.repeat(60_000), { signal: giveUp.signal }).catch((error) => error.name);
    const behind = annotate(text);
    setTimeout(() => giveUp.abort(), 100);
    const began = performance.now();
    const claims = (await behind).claims.length;
    return { long: await long, claims, waited: performance.now() - began };
  }, TEXT);
  assert.equal(outcome.long, 'AbortError');
  assert.ok(outcome.claims > 0);
  // The whole text takes some ten seconds.
  assert.ok(outcome.waited < 5000, `${outcome.waited} ms`);
});

test('a listener of the progress that throws rejects its call alone', async (t) => {
  const page = await open(t);
  const outcome = await page.evaluate(async (text) => {
    const { annotate } = await import('/sayso.js');
    const onprogress = () => {
      throw new Error('mine');
    };
    const broken = annotate(text.repeat(2000), { onprogress }).catch((error) => error.message);
    return [await broken, (await annotate(text)).claims.length > 0];
  }, TEXT);
  assert.deepEqual(outcome, ['mine', true]);
});

test('the worker ends with the last who holds it, and not before an open call is answered', async (t) => {
  const page = await open(t);
  const counts = await page.evaluate(async (text) => {
    const { Reader } = await import('/sayso.js');
    let ended = 0;
    class Counted extends Worker {
      terminate() {
        ended += 1;
        super.terminate();
      }
    }
    const reader = new Reader((name) => new Counted('/worker.js', { type: 'module', name }));
    const [first, second] = [reader.hold(), reader.hold()];
    const call = reader.annotate(text);
    first();
    first();
    const counts = [ended];
    second();
    counts.push(ended);
    await call;
    await null;
    counts.push(ended);
    await reader.annotate(text);
    return [...counts, ended];
  }, TEXT);
  assert.deepEqual(counts, [0, 0, 1, 1]);
});

test('the result is the same whatever the order of calls and the number of workers', async (t) => {
  const page = await open(t);
  const { alone, others } = await page.evaluate(async (article) => {
    const { Reader } = await import('/sayso.js');
    const lines = article.split('\n\n');
    // Some are edits of others; some share their paragraphs, their names or nothing.
    const texts = [
      article,
      article.replace('four places', 'five places'),
      [...lines].reverse().join('\n\n'),
      lines.slice(2).join('\n\n'),
      `${article}\n\n“It was safe,” she said.`,
      '“It was safe,” she said.',
      'Brady denied it. 🚢 He said on Monday that the crew was told.',
      'Der Bürgermeister sagte am Montag, die Brücke sei sicher.',
      '',
      Array.from({ length: 300 }, (_, i) => `${lines[2]} It was seen ${i} times.`).join('\n\n'),
    ];
    const calls = texts.flatMap((text) => [[text, {}], [text, { dct: '2024-03-05', offset_unit: 'code-point' }]]);
    /** @param {import('../../www/sayso.js').Reader} reader @param {number} at */
    const ask = async (reader, at) => JSON.stringify(await reader.annotate(.../** @type {[string, any]} */ (calls[at])));
    /** @param {number} count @param {number[]} order Each worker has every so-manyth call, and all at once. */
    const read = async (count, order) => {
      const readers = Array.from({ length: count }, () => new Reader());
      const results = [];
      await Promise.all(order.map(async (at, i) => (results[at] = await ask(readers[i % count], at))));
      for (const reader of readers) reader.close();
      return results;
    };
    const inOrder = [...calls.keys()];
    // Each in a worker that has seen nothing.
    const alone = [];
    for (const at of inOrder) alone.push(...(await read(1, [at])).slice(at));
    const mixed = inOrder.toSorted((a, b) => ((a * 7) % calls.length) - ((b * 7) % calls.length));
    const others = {
      'one after the other': await read(1, inOrder),
      backwards: await read(1, inOrder.toReversed()),
      'two workers': await read(2, inOrder),
      'three workers, mixed': await read(3, mixed),
      'each twice': await read(1, [...inOrder, ...mixed]),
    };
    return { alone, others };
  }, ARTICLE);
  assert.equal(alone.length, 20);
  assert.ok(new Set(alone).size > 15, 'the texts and options differ');
  for (const [what, results] of Object.entries(others)) for (const [at, result] of results.entries()) assert.equal(result, alone[at], `${what}, call ${at}`);
});
