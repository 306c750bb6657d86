import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { ARTICLE, address, open, paste } from './chromium.mjs';

/** What a refused connection makes the browser log. */
const REFUSED = /Content Security Policy|violates|ERR_BLOCKED_BY_CSP|Failed to load|Refused to/;

/** Somewhere the text could go; notes everything that arrives. */
const arrived = [];
const listener = createServer((request, response) => {
  arrived.push(`${request.method} ${request.url}`);
  response.writeHead(200, { 'access-control-allow-origin': '*' }).end();
});
await new Promise((listening) => listener.listen(0, '127.0.0.1', () => listening(null)));
after(() => listener.close());
const elsewhere = `http://127.0.0.1:${listener.address().port}/`;

const WAYS = {
  fetch: (url) => fetch(`${url}?fetch`).then(() => 'sent'),
  XMLHttpRequest: (url) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.onload = () => resolve('sent');
      request.onerror = () => reject(new Error('refused'));
      request.open('POST', `${url}?xhr`);
      request.send('text');
    }),
  sendBeacon: (url) =>
    new Promise((resolve, reject) => {
      document.addEventListener('securitypolicyviolation', () => reject(new Error('refused')), { once: true });
      navigator.sendBeacon(`${url}?beacon`, 'text');
      setTimeout(() => resolve('sent'), 1000);
    }),
  WebSocket: (url) =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(url.replace('http', 'ws'));
      socket.onopen = () => resolve('sent');
      socket.onerror = () => reject(new Error('refused'));
    }),
  EventSource: (url) =>
    new Promise((resolve, reject) => {
      const source = new EventSource(`${url}?events`);
      source.onopen = () => resolve('sent');
      source.onerror = () => (source.close(), reject(new Error('refused')));
    }),
  image: (url) =>
    new Promise((resolve, reject) => {
      const image = new Image();
      image.onload = () => resolve('sent');
      image.onerror = () => reject(new Error('refused'));
      image.src = `${url}?image`;
    }),
  script: (url) =>
    new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.onload = () => resolve('sent');
      script.onerror = () => reject(new Error('refused'));
      script.src = `${url}?script`;
      document.head.append(script);
    }),
  form: (url) =>
    new Promise((resolve, reject) => {
      document.addEventListener('securitypolicyviolation', () => reject(new Error('refused')), { once: true });
      const form = document.createElement('form');
      form.action = `${url}?form`;
      form.method = 'post';
      document.body.append(form);
      form.submit();
      setTimeout(() => resolve('sent'), 1000);
    }),
  frame: (url) =>
    new Promise((resolve, reject) => {
      document.addEventListener('securitypolicyviolation', () => reject(new Error('refused')), { once: true });
      const frame = document.createElement('iframe');
      frame.src = `${url}?frame`;
      document.body.append(frame);
      setTimeout(() => resolve('sent'), 1000);
    }),
};

for (const [way, send] of Object.entries(WAYS)) {
  test(`the page refuses ${way}`, async (t) => {
    const page = await open(t, { logs: REFUSED });
    for (const target of way === 'script' || way === 'image' ? [elsewhere] : [elsewhere, address]) {
      const before = arrived.length;
      const outcome = await page.evaluate(`(${send})(${JSON.stringify(target)}).catch(() => 'refused')`);
      assert.equal(outcome, 'refused', target);
      assert.deepEqual(arrived.slice(before), []);
    }
  });
}

test('the worker that holds the text is under the same policy', async (t) => {
  const page = await open(t, { logs: REFUSED });
  await paste(page, ARTICLE);
  const worker = page.workers()[0];
  for (const target of [elsewhere, address]) {
    assert.equal(await worker.evaluate((url) => fetch(url).then(() => 'sent', () => 'refused'), target), 'refused');
  }
  assert.deepEqual(arrived, []);
});

test('reading asks for nothing once the page is there', async (t) => {
  const page = await open(t);
  await page.getByRole('button', { name: 'Try an example' }).click();
  await page.waitForSelector('body[data-state="read"]');
  await page.getByRole('button', { name: 'New article' }).click();
  await page.context().setOffline(true);
  const asked = [];
  page.context().on('request', (request) => asked.push(request.url()));
  await paste(page, ARTICLE);
  await page.locator('claim-list .card').first().click();
  assert.deepEqual(asked, []);
});
