// HTML that nobody would write, read by the page's reader of HTML in the browser's own parser.
//
// `cargo xtask fuzz html` makes it up for as many minutes as it is told. A failure is made as small as it goes, and printed
// with the seed that makes it again.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { address, visit } from './chromium.mjs';

const minutes = Number(process.env.FUZZ_MINUTES ?? 0);

const NAMES = [
  'p', 'div', 'article', 'main', 'section', 'h1', 'h2', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'br', 'hr', 'a', 'b', 'i', 'em', 'span', 'pre', 'blockquote', 'figure', 'figcaption', 'table', 'tbody', 'tr', 'td', 'th', 'caption', 'details', 'summary', 'img',
  'script', 'style', 'noscript', 'iframe', 'object', 'svg', 'math', 'canvas', 'video', 'button', 'input', 'select', 'option', 'textarea', 'dialog', 'form', 'head', 'title', 'body', 'html', 'meta', 'base', 'link', 'x-y', 'marquee',
];
const ATTRIBUTES = [
  ' hidden', ' style="display:none"', ' STYLE = "color:red; visibility : hidden"', ' style=color:red', "\nstyle='background:url(/leak?style)'", ' data-style="display:none"', ' title="a > b"', ' title="<p style=x>"', ' class=a',
  ' onclick="ran = 1"', ' onload=ran=1', ' onerror="ran = 1"', ' src=/leak', ' src="x:y"', ' href="/leak"', ' data=/leak', ' http-equiv=refresh content="0;url=/leak"', ' role=main',
];
const WORDS = ['words', 'The mayor said ', ' ', '\n', '\t', '\r\n', '\u00a0', '&nbsp;', '&amp;', '&lt;b&gt;', '&#0;', '&#x1f6a2;', '&', '>', '\0', '\u{1f6a2}', 'e\u0301', '\u202e', '“it is”', 'ran = 1', '{ color: red }', '<!-- a -->', '<!doctype html>'];
/** What no program writes. */
const WILD = [' srcdoc="<script>parent.ran = 1</script>"', '<', '<<', '</', '<!', '<?', '<!-->', '<!--', '<![CDATA[ a ]]>', '<?xml version="1.0"?>', '</p>', '</div>', '</style>', '</template>', '</table>', '</body>', '</html>', '</x-y>', '<p', '<p title="', "<p title='", '<p style', '</p ', '<p/>', '<1>', '<p<b>', '<xmp>', '<plaintext>', '<template>', '<frameset>', ' =', ' "', " '"];

/** @param {boolean} isWild */
const pieces = (isWild) =>
  fc.letrec((tie) => ({
    html: fc.array(tie('node'), { maxLength: 8 }).map((nodes) => nodes.join('')),
    node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('words'), tie('element')),
    words: isWild ? fc.oneof(fc.constantFrom(...WORDS, ...WILD), fc.string({ unit: 'binary', maxLength: 8 })) : fc.constantFrom(...WORDS),
    element: fc
      .record({ name: fc.constantFrom(...NAMES), attributes: fc.array(fc.constantFrom(...ATTRIBUTES, ...(isWild ? WILD : [])), { maxLength: 3 }), inside: tie('html'), isClosed: isWild ? fc.boolean() : fc.constant(true) })
      .map(({ name, attributes, inside, isClosed }) => `<${name}${attributes.join('')}>${inside}${isClosed ? `</${name}>` : ''}`),
  })).html;

/** Runs in the browser: what is wrong with how it reads some HTML. @param {[string, boolean]} given With whether it is wild. */
async function complaint([given, isWild]) {
  const { htmlText, pageText } = await import('/page/html-text.js');
  const text = htmlText(given);
  const page = pageText(given);
  for (const read of [text, page]) {
    if (/\n{3}|^\s|\s$/.test(read)) return 'empty lines, or white space at an end';
    if (/^ | $|[\t\f\r]| {2}/m.test(read)) return 'white space at the end of a line, or more than a space in it';
  }
  if ('ran' in globalThis) return 'something ran';
  if (isWild) return null;
  // The same words as a browser would show, in another way.
  const silent = 'script, style, noframes, template, noscript, head, title, svg, math, iframe, object, canvas, audio, video, button, input, select, textarea, dialog, [hidden]';
  const { body } = new DOMParser().parseFromString(given, 'text/html');
  const isHidden = (element) => /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(element.getAttribute('style') ?? '');
  let shown = '';
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const around = parent.closest(silent);
    let isSilent = around !== null && !around.contains(body);
    for (let at = parent; at !== body && !isSilent; at = at.parentElement) isSilent = isHidden(at);
    if (!isSilent) shown += walker.currentNode.data;
  }
  const bare = (words) => words.replaceAll(/\s/g, '');
  return bare(text) === bare(shown) ? null : `${JSON.stringify(bare(text))} instead of ${JSON.stringify(bare(shown))}`;
}

/**
 * Tries what is made up; nothing of it may run or load.
 *
 * @param {import('node:test').TestContext} t
 * @param {boolean} isWild
 */
async function holds(t, isWild) {
  // A file without a policy, which would hide what runs or loads; and without an icon, which the browser misses.
  const page = await visit(t, `${address}example.txt`, { logs: /404 \(Not Found\)/ });
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => /leak|x:y/.test(request.url()) && asked.push(request.url()));
  let tried = 0;
  const property = fc.asyncProperty(pieces(isWild), async (given) => {
    tried += 1;
    assert.equal(await page.evaluate(complaint, [given, isWild]), null);
    assert.deepEqual(asked, []);
  });
  const long = { numRuns: 1e9, interruptAfterTimeLimit: minutes * 30_000, markInterruptAsFailure: false };
  await fc.assert(property, { ...(minutes ? long : { numRuns: 1000, seed: 1 }), includeErrorInReport: true });
  t.diagnostic(`${tried} pieces of HTML`);
}

test('of any HTML the words are read that a browser shows', (t) => holds(t, false));

test('anything that is called HTML is read, and nothing of it runs or loads', (t) => holds(t, true));

test('a title without words, around the article or hidden in front of it, and other line ends, leave no empty lines', async (t) => {
  const page = await visit(t, `${address}example.txt`, { logs: /404 \(Not Found\)/ });
  const long = 'The mayor said it was late. '.repeat(30);
  for (const given of [`<h1></h1><main>${long}</main>`, `<h1><p><i role=main>${long}</i></h1>`, `<h1>Late</h1><article><p hidden>${long}</article>`, '<p>said \u2028 “no”']) {
    assert.equal(await page.evaluate(complaint, [given, true]), null, given);
  }
});

/** Where reading goes over the same again and again, a few megabytes of these take hours. */
const LONG = {
  'tags that never end': '<a',
  'tags that begin in others': '<a title="',
  'brackets': '<',
  'ends without a beginning': '</p',
  'attributes without end': '<a style',
  'styles that never end': '<style>',
  'comments that never end': '<!--',
  'spaces': '<p style                    ',
};

for (const [what, piece] of Object.entries(LONG)) {
  test(`long HTML is read: ${what}`, { timeout: 120_000 }, async (t) => {
    const page = await visit(t, `${address}example.txt`, { logs: /404 \(Not Found\)/ });
    const read = await page.evaluate(async (given) => {
      const { htmlText } = await import('/page/html-text.js');
      return htmlText(`words ${given.repeat(2_000_000 / given.length)}`);
    }, piece);
    assert.match(read, /^words/);
  });
}
