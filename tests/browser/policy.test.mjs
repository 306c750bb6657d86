import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { ARTICLE, address, open, paste } from './chromium.mjs';

/** What a refused connection makes the browser log. */
const REFUSED = /Content Security Policy|requires 'Trusted|Function constructor|violates|ERR_BLOCKED_BY_CSP|Failed to load|Refused to/;

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
  import: (url) => import(`${url}?import`).then(() => 'sent'),
  form: (url) =>
    new Promise((resolve, reject) => {
      // The page stays where it is, and the policy would refuse the form too: in Firefox it does.
      navigation.addEventListener('navigateerror', () => reject(new Error('refused')), { once: true });
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
  font: (url) => new FontFace('elsewhere', `url(${url}?font)`).load().then(() => 'sent'),
  style: (url) =>
    new Promise((resolve, reject) => {
      const style = document.createElement('link');
      style.onload = () => resolve('sent');
      style.onerror = () => reject(new Error('refused'));
      Object.assign(style, { rel: 'stylesheet', href: `${url}?style` });
      document.head.append(style);
    }),
  'a video': (url) =>
    new Promise((resolve, reject) => {
      const video = document.createElement('video');
      video.onloadstart = () => setTimeout(() => resolve('sent'), 1000);
      video.onerror = () => reject(new Error('refused'));
      video.src = `${url}?video`;
    }),
  ...Object.fromEntries(
    Object.entries({
      navigation: `(url) => (location.href = url)`,
      'navigation in place': `(url) => location.replace(url)`,
      'a link that nobody pressed': `(url) => Object.assign(document.createElement('a'), { href: url }).click()`,
    }).map(([way, go]) => [
      way,
      `(url) =>
        new Promise((resolve, reject) => {
          navigation.addEventListener('navigateerror', ({ error }) => error.name === 'AbortError' && reject(new Error('refused')), { once: true });
          (${go})(url + '?navigation');
          setTimeout(() => resolve('nothing came of it'), 2000);
        })`,
    ]),
  ),
};

/** The page's own files come from where it comes from. */
const ELSEWHERE_ALONE = ['script', 'style', 'import'];

for (const [way, send] of Object.entries(WAYS)) {
  test(`the page refuses ${way}`, async (t) => {
    const page = await open(t, { logs: REFUSED });
    for (const target of ELSEWHERE_ALONE.includes(way) ? [elsewhere] : [elsewhere, address]) {
      const before = arrived.length;
      const outcome = await Promise.race([
        page.evaluate(`(${send})(${JSON.stringify(target)}).catch(() => 'refused')`),
        page.waitForEvent('framenavigated', { predicate: (frame) => frame === page.mainFrame(), timeout: 0 }).then(() => 'sent'),
      ]);
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

/** Ways in which words become markup or script. */
const SINKS = {
  innerHTML: () => (document.body.innerHTML = '<b>x</b>'),
  outerHTML: () => (document.querySelector('main').outerHTML = '<b>x</b>'),
  insertAdjacentHTML: () => document.body.insertAdjacentHTML('beforeend', '<b>x</b>'),
  'document.write': () => document.write('<b>x</b>'),
  srcdoc: () => (document.createElement('iframe').srcdoc = '<b>x</b>'),
  DOMParser: () => new DOMParser().parseFromString('<b>x</b>', 'text/html'),
  'a fragment': () => document.createRange().createContextualFragment('<b>x</b>'),
  eval: () => (0, eval)('1'),
  Function: () => new Function('1')(),
  'a script': () => (document.createElement('script').textContent = '1'),
  'the address of a script': () => (document.createElement('script').src = 'https://x.example/x.js'),
  Worker: () => new Worker('./sayso.js'),
  'a worker of data': () => new Worker('data:text/javascript,1'),
  'a service worker': () => navigator.serviceWorker.register('./page/main.js').then(() => 'done', (error) => error.name),
  'a handler': () => document.body.setAttribute('onclick', '1'),
  'a policy of somebody else': () => trustedTypes.createPolicy('theirs', { createHTML: (html) => html }),
  'one of our policies a second time': () => trustedTypes.createPolicy('sayso-html', { createHTML: (html) => html }),
};

for (const [way, sink] of Object.entries(SINKS)) {
  test(`on the page no words become markup or script by ${way}`, async (t) => {
    const page = await open(t, { logs: REFUSED });
    // What a test evaluates may evaluate more itself; what it starts later is under the page's policy.
    const outcome = await page.evaluate(`new Promise((tell) => setTimeout(() => { try { const outcome = (${sink})(); tell(outcome instanceof Promise ? outcome : 'done'); } catch (error) { tell(error.name); } }))`);
    assert.match(outcome, /^(TypeError|EvalError)$/);
  });
}
