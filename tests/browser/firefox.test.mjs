// The engine in a real Firefox: the same bytes as the command line and Chromium give.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address } from './address.mjs';
import { browser } from './firefox.mjs';
import { articles, canonical, said, text } from './native.mjs';

const page = await browser.newPage();
await page.goto(address);
await page.waitForSelector('body[data-ready]');

for (const name of articles) {
  test(`Firefox reads ${name} as the command line does`, async () => {
    const there = await page.evaluate(async (given) => (await import('/sayso.js')).annotate(given, { offset_unit: 'code-point' }), text(name));
    assert.equal(canonical(there), said(name));
  });
}

test('Firefox: an engine without memory and a worker that ends reject what is open, and the next call works', async () => {
  const outcome = await page.evaluate(async () => {
    const { Reader } = await import('/sayso.js');
    const stub = `import { engine } from '${location.origin}/engine.js';
      self.addEventListener('message', async (event) => {
        const { memory } = await engine.start();
        if (event.data.isToFill) memory.grow(65_536 - memory.buffer.byteLength / 65_536);
        if (event.data.isToEnd) self.close();
      });
      import '${location.origin}/worker.js';`;
    const url = URL.createObjectURL(new Blob([stub], { type: 'text/javascript' }));
    /** @type {Worker[]} */
    const workers = [];
    const reader = new Reader((name) => {
      workers.push(new Worker(url, { type: 'module', name }));
      return workers.at(-1);
    });
    const text = 'Mayor Ann Lee said that the bridge was safe. ';
    const ask = (/** @type {number} */ times) => reader.annotate(text.repeat(times)).then(({ claims }) => claims.length > 0, (/** @type {Error} */ error) => error.message);
    const outcome = [await ask(1)];
    workers.at(-1).postMessage({ isToFill: true });
    outcome.push(await ask(6000), await ask(1));
    workers.at(-1).postMessage({ isToEnd: true });
    outcome.push(await ask(6000), await ask(1));
    reader.close();
    return outcome;
  });
  assert.deepEqual(outcome, [true, 'the engine stopped: there was not enough memory', true, 'the worker was lost', true]);
});
