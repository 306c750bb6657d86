// Texts, plain and hostile, with what was found in them and what a person decided on it: what is taken along.

import * as engine from './engine.mjs';
import { articles, text as article } from './native.mjs';

const HOSTILE =
  '=Ferry 🚢 to close\n\n"The <script>document.title = 1</script> & <img src="https://example.org/x.png" onerror="x()"> ferry is old\u202e," ' +
  'Ida Crane said, \'@now\' it is "-1 years, old". Residents of [the town](javascript:x) may have lost **12** boats.\u0000\n\n' +
  '+SUM(A1) was confirmed by the mayor. \ud800 She denied that it was late.\n';
const TEXTS = [...articles.map((name) => article(name)), HOSTILE, ''];

/** A document with a person's work in it. */
export function reviewed(text) {
  const document = engine.annotate(text, { dct: '2025-11-13' });
  const [first, second] = document.claims;
  if (first) first.review = { decision: 'rejected', changed: [], note: '=cmd|x' };
  if (second) second.review = { decision: 'changed', changed: ['text'], note: 'Ask <her>, 🚢', by: 'me' };
  document.theirs = { kept: [1.5, null, 'x'] };
  return document;
}

/** Each with its document. */
export const all = TEXTS.map((text) => ({ text, document: reviewed(text) }));
/** A text as a file holds it: a lone surrogate is no character. @param {string} text */
export const whole = (text) => text.toWellFormed?.() ?? text.replaceAll(/[\ud800-\udbff](?![\udc00-\udfff])/g, '\ufffd');
