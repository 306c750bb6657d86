// The article at a glance: small pictures and counts, each a way to the claims behind it.

import { el, inSlices } from './dom.js';
import { FINDINGS, tie } from './relations.js';
import { percent, picture, svg } from './svg.js';
import { WHO, grouped, plural, voiceName } from './terms.js';

/** @typedef {import('./article.js').Article} Article */
/** @typedef {import('./article.js').ClaimView} ClaimView */
/** @typedef {import('./sieve.js').Lens} Lens */

/** Where there is room for it, and on paper, it lies open. */
const ROOM = matchMedia('print, (min-width: 62rem)');

/** So many rows a picture has before the reader asks for all, and so many voices have a bar in the end. */
const FEW = 3;
const MANY = 60;

/** More sources than this are no longer drawn one by one. */
const DOTS = 40;

/** How far apart they are, in pixels. */
const STEP = 8;

/** @param {string} words */
const short = (words) => (words.length > 48 ? `${words.slice(0, 46).trimEnd()}…` : words);

/**
 * Event: `lens-pick` with a lens as `detail` when the reader wants to see the claims behind a picture.
 */
export class AtAGlance extends HTMLElement {
  #fold = /** @type {HTMLDetailsElement} */ (el('details', null));
  /** @type {WeakMap<Article, Counts>} */
  #counted = new WeakMap();
  /** @type {Map<string, Lens>} */
  #lenses = new Map();
  /** The text that is shown, and the pictures whose rest the reader has asked for. */
  #text = '';
  /** @type {Set<string>} */
  #unfolded = new Set();

  constructor() {
    super();
    this.addEventListener('click', (event) => {
      const button = /** @type {Element} */ (event.target).closest('button[data-lens]');
      const lens = button instanceof HTMLElement && this.#lenses.get(button.dataset.lens ?? '');
      if (lens) this.dispatchEvent(new CustomEvent('lens-pick', { detail: lens }));
    });
  }

  connectedCallback() {
    this.setAttribute('role', 'group');
    this.setAttribute('aria-label', 'At a glance');
    ROOM.addEventListener('change', this.#open);
    this.#open();
  }

  disconnectedCallback() {
    ROOM.removeEventListener('change', this.#open);
  }

  #open = () => {
    this.#fold.open = ROOM.matches;
  };

  /** Counts what is to be drawn of an article while the page stays free. @param {Article} article */
  async prepare(article) {
    const counts = nothing();
    await inSlices(count(article, counts));
    this.#counted.set(article, counts);
  }

  /** @param {Article} article */
  #count(article) {
    const known = this.#counted.get(article);
    if (known) return known;
    const counts = nothing();
    for (const _ of count(article, counts));
    return counts;
  }

  /** @param {Article} article */
  show(article) {
    this.#begin(article);
    this.#lenses = new Map();
    const counts = this.#count(article);
    this.hidden = !article.standing.length;
    this.#fold.replaceChildren(
      el('summary', null, 'At a glance ', shares(counts)),
      el('div', { class: 'pictures' }, this.#voices(article, counts), this.#speakers(counts), this.#findings(article, counts)),
    );
    if (!this.#fold.isConnected) this.append(this.#fold);
  }

  /** What was unfolded stays so while the text is the same. @param {Article} article */
  #begin({ text }) {
    if (text !== this.#text) this.#unfolded.clear();
    this.#text = text;
  }

  /** The claims behind a picture. @param {string | null} name */
  lens(name) {
    return this.#lenses.get(name ?? '') ?? null;
  }

  /** Shows which picture's claims are shown alone. @param {string | null} name */
  press(name) {
    for (const button of this.querySelectorAll('button[data-lens]')) {
      button.setAttribute('aria-pressed', String(/** @type {HTMLElement} */ (button).dataset.lens === name));
    }
  }

  /**
   * A button that shows some claims alone.
   *
   * @param {string} name
   * @param {string} words
   * @param {Iterable<string | ClaimView>} those The claims, or their ids.
   * @param {...(Node | string | null)} children
   */
  #button(name, words, those, ...children) {
    /** @type {Set<string> | null} */
    let ids = null;
    // Made when it is wanted: of a long article it is much.
    const lens = { name, words, get ids() { return (ids ??= new Set(Array.from(those, (one) => (typeof one === 'string' ? one : one.id)))); } };
    this.#lenses.set(name, lens);
    return el('button', { type: 'button', 'data-lens': name, 'aria-pressed': 'false' }, ...children);
  }

  /**
   * @param {string} title
   * @param {...(Node | null)} children
   */
  #panel(title, ...children) {
    return el('section', { class: 'panel' }, el('h2', null, title), ...children);
  }

  /**
   * A picture of rows, of which the first few are shown until the reader asks for all.
   *
   * @param {string} title
   * @param {string} name Class of the list.
   * @param {number} count How many rows there are.
   * @param {(from: number, to: number) => HTMLElement[]} rows Makes some of them.
   */
  #rows(title, name, count, rows) {
    const isWhole = count <= FEW || this.#unfolded.has(title);
    const list = el('ul', { class: name }, ...rows(0, isWhole ? MANY : FEW));
    const panel = this.#panel(title, list);
    const rest = count > MANY ? el('p', null, `and ${grouped(count - MANY)} more in the list, by source`) : null;
    if (isWhole && rest) panel.append(rest);
    if (isWhole) return panel;
    const more = el('button', { type: 'button', class: 'more-rows', 'aria-expanded': 'false' }, `and ${grouped(count - FEW)} more`);
    more.addEventListener('click', () => {
      this.#unfolded.add(title);
      const added = rows(FEW, MANY);
      list.append(...added);
      if (rest) panel.append(rest);
      more.remove();
      added[0]?.querySelector('button')?.focus();
    });
    panel.firstElementChild?.after(more);
    return panel;
  }

  /** The author's own voice against what is attributed, and how many answer for it. @param {Article} article @param {Counts} counts */
  #voices({ result }, counts) {
    const { own, others } = counts;
    const sources = result.sources.filter((/** @type {any} */ s) => s.id !== 's_author' && s.id !== 's_none');
    const unnamed = sources.filter((/** @type {any} */ s) => s.naming === 'unnamed');
    const veiled = function* () {
      const silent = new Set(unnamed.map((/** @type {any} */ s) => s.id));
      for (const { id, claim } of others) if (claim.attribution_chain.some((/** @type {any} */ voice) => silent.has(voice.source_id))) yield id;
    };
    return this.#panel(
      'Whose voice',
      shares(counts),
      el(
        'ul',
        null,
        el(
          'li',
          null,
          own.length ? this.#button('own', 'what the article says in its own voice', own, el('b', null, grouped(own.length)), ' in the article’s own voice') : null,
          own.length && others.length ? ', ' : null,
          others.length ? this.#button('attributed', 'what is attributed to a source', others, el('b', null, grouped(others.length)), ' attributed') : null,
        ),
        sources.length
          ? el(
              'li',
              null,
              `to ${plural(sources.length, 'source')}`,
              unnamed.length ? ', ' : null,
              unnamed.length
                ? this.#button('unnamed', 'what is attributed to a source without a name', { [Symbol.iterator]: veiled }, el('b', null, grouped(unnamed.length)), ' unnamed')
                : ', all named',
              dots(sources.length, unnamed.length),
            )
          : null,
      ),
    );
  }

  /** Who speaks how much. @param {Counts} counts */
  #speakers({ voices }) {
    const ranked = [...voices.values()].sort((a, b) => b.length - a.length || a[0].index - b[0].index);
    const most = ranked[0]?.length ?? 1;
    const row = (/** @type {ClaimView[]} */ views) => {
      const [{ claim, who }] = views;
      const name = voiceName(claim);
      const bar = picture('bar', svg('rect', { 'data-who': who, y: 1, width: percent(views.length / most), height: 8 }));
      return el(
        'li',
        null,
        this.#button(
          `voice ${claim.source_id}`,
          `what ${short(name)} says`,
          views,
          el('span', { class: 'glyph', 'data-who': who, role: 'img', 'aria-label': WHO[who] }),
          el('span', { class: 'name' }, name),
          bar,
          el('b', null, grouped(views.length)),
        ),
      );
    };
    return this.#rows('Who speaks how much', 'bars', ranked.length, (from, to) => ranked.slice(from, to).map(row));
  }

  /** What an editor would look at twice. @param {Article} article @param {Counts} counts */
  #findings(article, { numbers, bare, ties }) {
    const { result } = article;
    /** @type {HTMLElement[]} */
    const rows = [];
    if (bare.length) {
      const words = bare.length === 1 ? ' number without a source' : ' numbers without a source';
      rows.push(this.#button('numbers', 'claims with a number and no source', bare, scale(bare.length / numbers), counted(bare.length, words)));
    }
    for (const [type, one, several] of FINDINGS) {
      const relations = ties.get(type) ?? [];
      if (!relations.length) continue;
      const ends = function* () {
        for (const { from, to } of relations) yield* [from, to];
      };
      const words = relations.length === 1 ? one : several;
      rows.push(this.#button(type, words.replace(/^(claim|pair|quotation|denial)s? /, (noun) => `the ${noun}`), { [Symbol.iterator]: ends }, this.#sign(type, article, relations[0]), counted(relations.length, ` ${words}`)));
    }
    const title = article.title < 0 ? null : result.segments[article.title].id;
    const headline = title === null ? [] : article.pieces[article.title].filter(({ view, opens }) => opens && !view.isRejected).map(({ view }) => view);
    if (headline.length && !ties.has('headline_shift')) {
      // The headline beside what the text says about the same.
      const beside = new Set(headline.map((view) => view.id));
      for (const { id } of headline) {
        for (const relation of article.relationsOf(id)) beside.add(relation.from).add(relation.to);
      }
      const sign = picture('sign', ...headline.slice(0, 2).map((view, i) => stroke(view.line, view.who, 5 + 7 * i)));
      rows.push(this.#button('headline', 'what the headline says, and the same in the text', beside, sign, counted(headline.length, `${headline.length === 1 ? ' claim' : ' claims'} in the headline, no surer than the text`)));
    }
    if (!rows.length) {
      return this.#panel('Look twice', el('p', { class: 'nothing' }, 'No number without a source, no quotation given to two speakers, no claim that grows surer by itself.'));
    }
    return this.#rows('Look twice', 'findings', rows.length, (from, to) => rows.slice(from, to).map((row) => el('li', null, row)));
  }

  /**
   * The lines of two claims, one above the other: what stands first in the text is above.
   *
   * @param {string} type
   * @param {Article} article
   * @param {any} relation
   */
  #sign(type, { byId }, relation) {
    const pair = [byId.get(relation.from), byId.get(relation.to)].filter((view) => view !== undefined).sort((a, b) => a.index - b.index);
    const sign = picture('sign', ...pair.map((view, i) => stroke(view.line, view.who, 5 + 7 * i)));
    if (type.endsWith('shift')) sign.append(svg('path', { class: 'up', d: type === 'certainty_shift' ? 'M27 1v14m-3-4 3 4 3-4' : 'M27 15V1m-3 4 3-4 3 4' }));
    return sign;
  }
}

/**
 * Who says what in an article, of what stands.
 *
 * @typedef {object} Counts
 * @property {ClaimView[]} own What the article says in its own voice.
 * @property {ClaimView[]} others What it attributes.
 * @property {Map<string, number>} who How many claims each kind of speaker makes.
 * @property {Map<string, ClaimView[]>} voices The claims of each source.
 * @property {number} numbers How many claims hold a number.
 * @property {ClaimView[]} bare Those that nobody but the author answers for.
 * @property {Map<string, any[]>} ties The relations of each kind.
 */

/** @returns {Counts} */
const nothing = () => ({ own: [], others: [], who: new Map(), voices: new Map(), numbers: 0, bare: [], ties: new Map() });

/** Once through all claims and relations: there may be very many, and the work can rest after each. @param {Article} article @param {Counts} counts */
function* count(article, counts) {
  yield* tie(article, counts.ties);
  for (const view of article.standing) {
    yield;
    const { claim, who } = view;
    const isAttributed = claim.voice === 'attributed';
    (isAttributed ? counts.others : counts.own).push(view);
    counts.who.set(who, (counts.who.get(who) ?? 0) + 1);
    const those = counts.voices.get(claim.source_id);
    those ? those.push(view) : counts.voices.set(claim.source_id, [view]);
    if (claim.claim_type !== 'quantity') continue;
    counts.numbers += 1;
    if (!isAttributed && claim.source_id === 's_author') counts.bare.push(view);
  }
}

/** How the claims are shared among those who speak. @param {Counts} counts */
function shares({ own, others, who }) {
  let at = 0;
  const bar = picture('voices');
  for (const kind of Object.keys(WHO)) {
    const share = (who.get(/** @type {any} */ (kind)) ?? 0) / Math.max(1, own.length + others.length);
    if (!share) continue;
    bar.append(svg('rect', { 'data-who': kind, x: percent(at), y: 1, width: percent(share), height: 12 }));
    at += share;
  }
  return bar;
}

/** @param {number} n @param {string} words */
const counted = (n, words) => el('span', null, el('b', null, grouped(n)), words);

/** @param {string} line @param {string} who @param {number} y */
const stroke = (line, who, y) => svg('line', { class: 'stave', 'data-line': line, 'data-who': who, x1: 1, x2: 20, y1: y, y2: y });

/** A share of numbers that nobody answers for. @param {number} share */
const scale = (share) =>
  picture('sign', svg('rect', { class: 'frame', x: 1, y: 4, width: 28, height: 8 }), svg('rect', { class: 'fill', x: 1, y: 4, width: Math.max(2, Math.round(28 * share)), height: 8 }));

/**
 * A point for each source, hollow where it has no name.
 *
 * @param {number} all
 * @param {number} unnamed
 */
function dots(all, unnamed) {
  if (all > DOTS) return null;
  const row = picture('dots');
  row.setAttribute('width', String(all * STEP));
  for (let i = 0; i < all; i++) {
    const who = i < all - unnamed ? 'named' : 'unnamed';
    row.append(svg('circle', { 'data-who': who, cx: STEP / 2 + i * STEP, cy: 5, r: 3 }));
  }
  return row;
}
