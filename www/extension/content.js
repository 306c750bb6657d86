// Put into a page when the extension's button is pressed: marks its article and lists the claims at the side; pressed again, all of
// that is gone.

import { Anchor } from '../element/anchor.js';
import { look, palette } from '../element/look.js';
import { Panel } from '../element/panel.js';
import { el } from '../page/dom.js';

/** Where the extension notes in its own world that it is at work here. */
const KEY = 'saysoIsHere';

/** A paragraph of running text is at least so long, in characters. */
const RUNNING = 60;

/** What lies beside the page. */
const SIDE = `
.side {
  all: initial;
  color-scheme: inherit;
  position: fixed;
  z-index: 2147483647;
  inset: 0 0 0 auto;
  box-sizing: border-box;
  width: min(24rem, 100vw);
  overflow-y: auto;
  overscroll-behavior: contain;
  background: light-dark(#fdfcf9, #181715);
  box-shadow: 0 0 1.5rem rgb(0 0 0 / 25%);
}
.side .frame { border: 0; padding-top: 0.75rem; }
.side .away { float: inline-end; width: 2.25rem; height: 2.25rem; margin: -0.25rem -0.5rem 0 0.5rem; font-size: 1.375rem; line-height: 1; text-decoration: none; }
@media (max-width: 40rem) { .side { inset: auto 0 0; width: auto; max-height: 50vh; } }
`;

/** The element of the page that holds the most running text, or the article around it or in it, where the page says which that is. */
function findArticle() {
  /** @type {Map<Element, number>} */
  const scores = new Map();
  for (const paragraph of document.querySelectorAll('p')) {
    const length = paragraph.textContent?.trim().length ?? 0;
    if (length < RUNNING) continue;
    const { parentElement } = paragraph;
    for (const [element, share] of /** @type {[Element | null | undefined, number][]} */ ([[parentElement, 1], [parentElement?.parentElement, 0.6]])) {
      if (element) scores.set(element, (scores.get(element) ?? 0) + share * length);
    }
  }
  const [best] = [...scores].sort(([, a], [, b]) => b - a).map(([element]) => element);
  if (!best) return document.body;
  const inner = best.querySelectorAll('article');
  return best.closest('article') ?? (inner.length === 1 ? inner[0] : best);
}

/** @param {string} text @param {{ dct?: string | null, signal?: AbortSignal }} options */
async function annotate(text, { dct, signal }) {
  const answer = await chrome.runtime.sendMessage({ text, dct });
  signal?.throwIfAborted();
  if (answer.error) throw new Error(answer.error);
  return answer.document;
}

/** Gives the function that takes all of it away. */
function open() {
  const host = el('div');
  const shadow = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(SIDE);
  shadow.adoptedStyleSheets = [look(), sheet];
  const panel = new Panel();
  panel.view = 'both';
  panel.say('Reading…');
  const away = el('button', { type: 'button', class: 'away', 'aria-label': 'Close Sayso' }, '×');
  panel.frame.prepend(away);
  shadow.append(el('div', { class: 'side', role: 'complementary', 'aria-label': 'Sayso: on whose say-so?' }, panel.frame));
  document.documentElement.append(host);

  const target = findArticle();
  const anchor = new Anchor(target, { scope: target.localName, annotate, options: {} });
  const viewOf = (/** @type {Event} */ event) => /** @type {CustomEvent} */ (event).detail.view;
  /** @param {any} view */
  const choose = (view) => {
    panel.select(view);
    anchor.select(view);
  };
  anchor.addEventListener('read', (event) => {
    const { article } = /** @type {CustomEvent} */ (event).detail;
    panel.show(article);
    panel.say(article.result.language === 'und' ? 'This does not look like English, the only language Sayso reads.' : '');
  });
  anchor.addEventListener('fail', (event) => panel.say(`This page could not be read: ${/** @type {CustomEvent} */ (event).detail.error.message}.`));
  anchor.addEventListener('pick', (event) => {
    choose(viewOf(event));
    panel.reveal(viewOf(event));
  });
  panel.addEventListener('pick', (event) => choose(viewOf(event)));
  panel.addEventListener('go', (event) => {
    choose(viewOf(event));
    anchor.reveal(viewOf(event));
  });
  anchor.start(palette(panel.frame));

  const close = () => {
    anchor.stop();
    panel.close();
    host.remove();
    delete globalThis[KEY];
  };
  away.addEventListener('click', close);
  return close;
}

if (globalThis[KEY]) globalThis[KEY]();
else globalThis[KEY] = open();
