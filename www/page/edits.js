// What a person does to a result, as a log of small operations, and the result that follows from it.
//
// The log only grows: undoing and redoing are entries too. So two tabs that write to one log lose nothing, and what was
// undone can be redone after a reload. Nothing here touches the page or the disk.

import { summarize } from './summary.js';
import { CERTAINTY, voiceName } from './terms.js';

/**
 * Words of the text, so described that they are found again when it has changed around them. Offsets count UTF-16 units.
 *
 * @typedef {object} Anchor
 * @property {number} start
 * @property {number} end
 * @property {string} exact
 * @property {string} prefix
 * @property {string} suffix
 */

/**
 * The claim that an operation is about: one of the engine's by its words, or one that a person added by the entry that did.
 *
 * @typedef {{ claim: string, spans: Anchor[] } | { edit: string }} Target
 */

/** A voice by its id and name, or by name alone where the result has no such source yet. @typedef {{ id?: string, name: string }} Voice */

/**
 * @typedef {{ type: 'accept' | 'reject' | 'reopen', target: Target }
 *   | { type: 'certainty', target: Target, label: string }
 *   | { type: 'source', target: Target, source: Voice }
 *   | { type: 'check', target: Target, checkable?: string, check_worthy?: boolean }
 *   | { type: 'bounds', target: Target, spans: Anchor[] }
 *   | { type: 'note', target: Target, note: string }
 *   | { type: 'add', spans: Anchor[], source: Voice, label: string, checkable?: string, check_worthy?: boolean, note?: string }
 *   | { type: 'guess', spans: Anchor[], source: string }
 *   | { type: 'guess-source', guess: string, source: string }
 *   | { type: 'unguess', guess: string }} Op
 */

/** What is corrected and what is guessed are undone apart. @typedef {'edit' | 'guess'} Lane */

/**
 * @typedef {object} Entry
 * @property {string} id Unique in all tabs.
 * @property {Lane} lane
 * @property {'do' | 'undo' | 'redo'} kind
 * @property {Op} [op] What is done.
 * @property {string} [of] Id of the entry that is undone or redone.
 * @property {number} at Milliseconds since 1970.
 */

/** How much of the text around it an anchor keeps. */
const CONTEXT = 32;

/** Two spans that share this much of their words mean the same claim. */
const SAME = 0.5;

/** And this much, where one lies within the other. */
const SAME_WITHIN = 0.25;

/** Places that are compared for one anchor; more occurrences of the same words are not told apart. */
const PLACES = 500;

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @returns {Anchor}
 */
export const anchor = (text, start, end) => ({
  start,
  end,
  exact: text.slice(start, end),
  prefix: text.slice(Math.max(0, start - CONTEXT), start),
  suffix: text.slice(end, end + CONTEXT),
});

/**
 * Where an anchor's words stand in a text: of several places the one whose surroundings are most alike, then the nearest.
 *
 * @param {string} text
 * @param {Anchor} sought
 * @returns {{ start: number, end: number, exact: string } | null} Null where the text does not hold them.
 */
export function place(text, { start, end, exact, prefix, suffix }) {
  if (!exact) return null;
  const mark = (/** @type {number} */ at) => ({ start: at, end: at + exact.length, exact });
  const isThere = text.slice(start, end) === exact;
  if (isThere && text.slice(Math.max(0, start - CONTEXT), start) === prefix && text.slice(end, end + CONTEXT) === suffix) return mark(start);
  let best = -1;
  let most = -1;
  for (let at = text.indexOf(exact), n = 0; at >= 0 && n < PLACES; at = text.indexOf(exact, at + 1), n++) {
    let alike = 0;
    while (alike < prefix.length && text[at - 1 - alike] === prefix[prefix.length - 1 - alike]) alike += 1;
    for (let i = 0; i < suffix.length && text[at + exact.length + i] === suffix[i]; i++) alike += 1;
    if (alike > most || (alike === most && Math.abs(at - start) < Math.abs(best - start))) {
      best = at;
      most = alike;
    }
  }
  return best < 0 ? null : mark(best);
}

/**
 * What stands of a log, and what could be redone; the last of each is the next to be undone or redone.
 *
 * @param {Entry[]} log
 * @param {Lane} lane
 * @returns {{ done: Entry[], undone: Entry[] }}
 */
export function fold(log, lane) {
  /** @type {Entry[]} */
  const done = [];
  /** @type {Entry[]} */
  let undone = [];
  /** @param {Entry[]} from @param {Entry[]} to @param {string | undefined} id */
  const move = (from, to, id) => {
    const at = from.findLastIndex((entry) => entry.id === id);
    if (at >= 0) to.push(...from.splice(at, 1));
  };
  for (const entry of log) {
    if (entry.lane !== lane) continue;
    if (entry.kind === 'undo') move(done, undone, entry.of);
    else if (entry.kind === 'redo') move(undone, done, entry.of);
    else if (entry.op) {
      done.push(entry);
      undone = [];
    }
  }
  return { done, undone };
}

/** How many claims a person has decided on. @param {Entry[]} log */
export function countDecisions(log) {
  const claims = new Set();
  for (const entry of fold(log, 'edit').done) claims.add(keyOf(entry));
  return claims.size;
}

/** What two entries about one claim have in common. @param {Entry} entry */
function keyOf({ id, op }) {
  if (!op || !('target' in op)) return id;
  return 'edit' in op.target ? op.target.edit : `${op.target.claim} ${op.target.spans.map(({ start, exact }) => `${start} ${exact}`).join()}`;
}

/** An operation in words, as what became of its claim. @param {Op} op */
export function describe(op) {
  switch (op.type) {
    case 'accept':
      return 'accepted';
    case 'reject':
      return 'edit' in op.target ? 'removed' : 'rejected';
    case 'reopen':
      return 'decision taken back';
    case 'certainty':
      return `how sure: ${CERTAINTY[op.label] ?? op.label}`;
    case 'source':
      return `said by ${voiceName({ source_id: op.source.id ?? '', source_name: op.source.name })}`;
    case 'check':
      if (op.check_worthy !== undefined) return op.check_worthy ? 'worth checking' : 'not worth checking';
      return { yes: 'can be checked', partly: 'can be checked in part', no: 'cannot be checked' }[op.checkable ?? ''] ?? '';
    case 'bounds':
      return 'other words';
    case 'note':
      return op.note ? `note: ${op.note}` : 'note removed';
    case 'add':
      return 'added';
    case 'guess':
      return 'guessed';
    case 'guess-source':
      return `guessed: said by ${op.source || 'nobody yet'}`;
    default:
      return 'guess removed';
  }
}

/**
 * The guesses that stand, in the order in which they were made.
 *
 * @param {string} text
 * @param {Entry[]} log
 * @returns {{ id: string, spans: { start: number, end: number, exact: string }[], source: string }[]}
 */
export function guesses(text, log) {
  const all = new Map();
  for (const { id, op } of fold(log, 'guess').done) {
    if (op?.type === 'guess') {
      const spans = op.spans.map((span) => place(text, span)).filter((mark) => mark !== null);
      if (spans.length) all.set(id, { id, spans, source: op.source });
    } else if (op?.type === 'guess-source' && all.has(op.guess)) {
      all.set(op.guess, { ...all.get(op.guess), source: op.source });
    } else if (op?.type === 'unguess') {
      all.delete(op.guess);
    }
  }
  return [...all.values()];
}

/** The number in an id: 12 in `c12`. @param {string} id */
const numberOf = (id) => Number(/^[a-z](\d+)$/.exec(id)?.[1] ?? 0);

/** @typedef {{ start: number, end: number }} Span */

/** @param {Span[]} spans */
const lengthOf = (spans) => spans.reduce((n, { start, end }) => n + end - start, 0);

/** @param {Span[]} inner @param {Span[]} outer */
const isWithin = (inner, outer) => inner.every((i) => outer.some((o) => o.start <= i.start && i.end <= o.end));

/**
 * How much of their words two lists of spans share, 0..1.
 *
 * @param {Span[]} a
 * @param {Span[]} b
 */
export function overlap(a, b) {
  let shared = 0;
  for (const x of a) for (const y of b) shared += Math.max(0, Math.min(x.end, y.end) - Math.max(x.start, y.start));
  return shared / (lengthOf(a) + lengthOf(b) - shared || 1);
}

/**
 * What could not be applied to a claim because its words are not there any more.
 *
 * @typedef {{ words: string, what: string[] }} Unplaced
 */

/**
 * The engine's document with a log's operations applied, in the engine's own format: claims that a person touched carry
 * `review`. Claims keep their ids; those that nobody touched are the same objects. A claim that was added and rejected again
 * is gone.
 *
 * @param {string} text
 * @param {any} base The engine's document, offsets in UTF-16 units.
 * @param {Entry[]} log
 * @returns {{ document: any, unplaced: Unplaced[], added: Map<string, string> }} `added`: for each added claim's id the id of
 *   the entry that added it.
 */
export function applyEdits(text, base, log) {
  const { done } = fold(log, 'edit');
  /** @type {Map<string, string>} */
  const added = new Map();
  if (!done.length) return { document: base, unplaced: [], added };
  return new Correction(text, base, log).run(done);
}

/**
 * The place of each claim of a document, by its id. Made once: a document may hold very many.
 *
 * @type {WeakMap<any, Map<string, number>>}
 */
const PLACED = new WeakMap();

/** Can be asked ahead: the first correction need not wait for it. @param {any} base */
export function placesOf(base) {
  let places = PLACED.get(base);
  if (places) return places;
  places = new Map();
  for (const [i, { id }] of base.claims.entries()) places.set(id, i);
  PLACED.set(base, places);
  return places;
}

/** How many claims each segment of a document holds, by the segment's id. @type {WeakMap<any, Map<string, number>>} */
const HELD = new WeakMap();

/** Can be asked ahead, too. @param {any} base */
export function heldOf(base) {
  let held = HELD.get(base);
  if (held) return held;
  held = new Map();
  for (const { segment } of base.claims) held.set(segment, (held.get(segment) ?? 0) + 1);
  HELD.set(base, held);
  return held;
}

/** One application of a log. */
class Correction {
  #text;
  #base;
  /** @type {Map<string, number>} */
  #places;
  /** Claims that were touched, by id. @type {Map<string, any>} */
  #touched = new Map();
  /** @type {Map<string, { decision: string, note: string }>} */
  #reviews = new Map();
  /** @type {any[]} */
  #sources;
  /** @type {Map<string, string>} From the entry that added a claim to the claim's id. */
  #idOf = new Map();
  /** @type {Set<string>} */
  #asked = new Set();

  /**
   * @param {string} text
   * @param {any} base
   * @param {Entry[]} log
   */
  constructor(text, base, log) {
    this.#text = text;
    this.#base = base;
    this.#places = placesOf(base);
    this.#sources = base.sources;
    // Counted over all that were ever added: an id never comes to mean another claim by an undo.
    const additions = log.filter(({ op, lane }) => lane === 'edit' && op?.type === 'add');
    let last = 0;
    if (additions.length) for (const id of this.#places.keys()) last = Math.max(last, numberOf(id));
    for (const { id } of additions) this.#idOf.set(id, `c${++last}`);
  }

  /** What the engine says of a claim; undefined where a person added it. @param {string} id */
  #original(id) {
    return this.#base.claims[this.#places.get(id) ?? -1];
  }

  /** @param {Entry[]} done */
  run(done) {
    /** @type {Map<string, Unplaced>} */
    const unplaced = new Map();
    for (const entry of done) {
      if (this.#apply(entry) || !entry.op) continue;
      const key = keyOf(entry);
      const lost = unplaced.get(key) ?? { words: wordsOf(entry), what: [] };
      lost.what.push(describe(entry.op));
      unplaced.set(key, lost);
    }
    const touched = new Map([...this.#touched].map(([id, claim]) => [id, this.#reviewed(id, claim)]));
    const added = new Map([...this.#idOf].filter(([, id]) => touched.get(id)?.review.decision === 'added').map(([entry, id]) => [id, entry]));
    const was = [...touched.keys()].flatMap((id) => this.#original(id) ?? []);
    const is = [...touched.values()].filter(({ id }) => added.has(id) || this.#original(id));
    const claims = [...this.#base.claims];
    let hasMoved = added.size > 0;
    for (const [id, claim] of touched) {
      const place = this.#places.get(id);
      if (place === undefined) continue;
      hasMoved ||= claims[place].spans[0].start !== claim.spans[0].start;
      claims[place] = claim;
    }
    for (const id of added.keys()) claims.push(touched.get(id));
    if (hasMoved) claims.sort((/** @type {any} */ a, /** @type {any} */ b) => a.spans[0].start - b.spans[0].start);
    const document = {
      ...this.#base,
      sources: this.#sources,
      segments: this.#segments(touched),
      claims,
      relations: this.#relations(touched),
      summary: summarize(this.#sources, this.#base.claims, { all: claims, was, is, asked: this.#asked }),
    };
    return { document, unplaced: [...unplaced.values()], added };
  }

  /**
   * @param {Entry} entry
   * @returns {boolean} Whether it found its place.
   */
  #apply({ id: entry, op }) {
    if (!op) return true;
    if (op.type === 'add') return this.#add(entry, op);
    if (!('target' in op)) return true;
    const id = this.#find(op.target);
    if (!id) return false;
    const claim = this.#touched.get(id) ?? { ...this.#original(id) };
    const review = this.#reviews.get(id) ?? { decision: '', note: '' };
    const is = this.#change(op, claim, review);
    if (is) {
      this.#touched.set(id, claim);
      this.#reviews.set(id, review);
    }
    return is;
  }

  /**
   * @param {Op} op
   * @param {any} claim A copy, to be changed.
   * @param {{ decision: string, note: string }} review
   */
  #change(op, claim, review) {
    const isAdded = !this.#places.has(claim.id);
    switch (op.type) {
      case 'accept':
        review.decision = isAdded ? 'added' : 'accepted';
        break;
      case 'reject':
        review.decision = 'rejected';
        break;
      case 'reopen':
        review.decision = isAdded ? 'added' : '';
        break;
      case 'note':
        review.note = op.note;
        break;
      case 'certainty':
        relabel(claim, op.label);
        break;
      case 'source':
        attribute(claim, this.#source(op.source));
        break;
      case 'check':
        if (op.checkable) claim.checkable = op.checkable;
        if (op.check_worthy !== undefined) {
          if (claim.check_worthy !== op.check_worthy) claim.priority = op.check_worthy ? 'high' : 'low';
          claim.check_worthy = op.check_worthy;
          this.#asked[op.check_worthy ? 'add' : 'delete'](claim.id);
        }
        break;
      case 'bounds': {
        const spans = this.#marks(op.spans);
        if (!spans) return false;
        this.#bound(claim, spans);
        break;
      }
      default:
    }
    return true;
  }

  /**
   * @param {string} entry
   * @param {Extract<Op, { type: 'add' }>} op
   */
  #add(entry, op) {
    const spans = this.#marks(op.spans);
    const id = this.#idOf.get(entry);
    if (!spans || !id) return false;
    const attribution = coveringAttribution(this.#base, spans);
    const claim = {
      id,
      segment: null,
      spans: [],
      text: '',
      source_id: 's_author',
      source_name: this.#base.sources[0]?.name ?? '',
      attribution: attribution?.id ?? null,
      attribution_chain: [{ source_id: 's_author', source_name: this.#base.sources[0]?.name ?? '', attribution: null, cue: null }],
      voice: 'author',
      quote_type: null,
      speech_act: null,
      factuality: [{ source_id: 's_author', value: 'CT+' }],
      certainty_label: 'asserted',
      certainty_cues: [],
      certainty_rule: 'person',
      claim_type: 'other',
      checkable: 'partly',
      check_worthy: false,
      check_worthiness: 0,
      priority: 'low',
      check_targets: ['fact'],
      why: '',
      reasons: [],
      entities: [],
      times: [],
      quantities: [],
      confidence: 1,
      made_by: 'person',
    };
    this.#bound(claim, spans);
    attribute(claim, this.#source(op.source), attribution);
    relabel(claim, op.label);
    const review = { decision: 'added', note: op.note ?? '' };
    this.#change({ type: 'check', target: { edit: entry }, checkable: op.checkable, check_worthy: op.check_worthy }, claim, review);
    this.#touched.set(id, claim);
    this.#reviews.set(id, review);
    return true;
  }

  /**
   * A claim by its id where its words are still there, else by its words.
   *
   * @param {Target} target
   * @returns {string | null}
   */
  #find(target) {
    if ('edit' in target) {
      const id = this.#idOf.get(target.edit);
      return id && this.#touched.has(id) ? id : null;
    }
    const same = this.#original(target.claim);
    const isSame = same?.spans.length === target.spans.length && target.spans.every(({ start, exact }, i) => same.spans[i].start === start && same.spans[i].exact === exact);
    if (isSame) return same.id;
    const spans = this.#marks(target.spans);
    if (!spans) return null;
    let best = null;
    let most = 0;
    for (const claim of this.#base.claims) {
      const shared = overlap(claim.spans, spans);
      if (shared > most && shared >= (isWithin(spans, claim.spans) || isWithin(claim.spans, spans) ? SAME_WITHIN : SAME)) {
        best = claim.id;
        most = shared;
      }
    }
    return best;
  }

  /** Null where one of them is not in the text. @param {Anchor[]} anchors */
  #marks(anchors) {
    const marks = anchors.map((sought) => place(this.#text, sought));
    return marks.length && marks.every((mark) => mark !== null) ? marks : null;
  }

  /** A source of the result, made where there is none of that name. @param {Voice} voice */
  #source({ id, name }) {
    const sought = name.trim().toLowerCase();
    const known =
      this.#sources.find((source) => source.id === id && source.name === name) ??
      this.#sources.find((source) => source.name.toLowerCase() === sought) ??
      (id === 's_author' || id === 's_none' ? this.#sources.find((source) => source.id === id) : null);
    if (known) return known;
    const last = this.#sources.reduce((most, source) => Math.max(most, numberOf(source.id)), 0);
    const made = { id: `s${last + 1}`, name: name.trim(), type: 'Person', naming: 'named', role: '', mentions: [], candidates: [], confidence: 1 };
    this.#sources = [...this.#sources, made];
    return made;
  }

  /**
   * Gives a claim other words. Its stand-alone wording was made for the old ones, so the words themselves stand for it.
   *
   * @param {any} claim
   * @param {{ start: number, end: number, exact: string }[]} spans
   */
  #bound(claim, spans) {
    const { segments, entities, times, quantities } = this.#base;
    claim.spans = spans;
    claim.text = spans.map(({ exact }) => exact.replaceAll(/\s+/g, ' ').trim()).join(' … ');
    claim.segment = segments.find((/** @type {any} */ s) => s.end > spans[0].start)?.id ?? claim.segment;
    /** @param {any[]} marks */
    const inside = (marks) => marks.filter((m) => spans.some((s) => s.start <= m.start && m.end <= s.end)).map(({ id }) => id);
    claim.entities = inside(entities);
    claim.times = inside(times);
    claim.quantities = inside(quantities);
  }

  /**
   * @param {string} id
   * @param {any} claim
   */
  #reviewed(id, claim) {
    const { decision, note } = this.#reviews.get(id) ?? { decision: '', note: '' };
    const original = this.#original(id);
    const changed = original ? Object.keys(original).filter((field) => JSON.stringify(original[field]) !== JSON.stringify(claim[field])) : [];
    // A note alone is a change that leaves every field as it was.
    const said = decision === 'rejected' || decision === 'added' ? decision : changed.length || decision !== 'accepted' ? 'changed' : 'accepted';
    if (!decision && !changed.length && !note) return original;
    return { ...claim, review: { decision: said, changed, note } };
  }

  /** What a rejected claim bore on. @param {Map<string, any>} touched */
  #relations(touched) {
    const out = new Set([...touched].filter(([, claim]) => claim.review?.decision === 'rejected').map(([id]) => id));
    if (!out.size) return this.#base.relations;
    return this.#base.relations.filter((/** @type {any} */ r) => !out.has(r.from) && !out.has(r.to));
  }

  /** Segments that gained or lost their claims say so. @param {Map<string, any>} touched */
  #segments(touched) {
    /** @type {Map<string, number>} */
    const more = new Map();
    const count = (/** @type {string} */ segment, /** @type {number} */ by) => more.set(segment, (more.get(segment) ?? 0) + by);
    for (const [id, claim] of touched) {
      const original = this.#original(id);
      if (original) count(original.segment, -1);
      if (claim.review?.decision !== 'rejected') count(claim.segment, 1);
    }
    const held = heldOf(this.#base);
    const segments = [...this.#base.segments];
    for (const [id, by] of more) {
      const at = by ? segments.findIndex((segment) => segment.id === id) : -1;
      if (at < 0) continue;
      const carries = (held.get(id) ?? 0) + by > 0;
      if (segments[at].carries_claim !== carries) segments[at] = { ...segments[at], carries_claim: carries };
    }
    return segments;
  }
}

/**
 * The innermost attribution whose content holds these words.
 *
 * @param {any} document
 * @param {Span[]} spans
 */
export function coveringAttribution(document, spans) {
  let best = null;
  let least = Infinity;
  for (const attribution of document.attributions) {
    const holds = spans.every((s) => attribution.content.some((/** @type {Span} */ c) => c.start <= s.start && s.end <= c.end));
    const length = lengthOf(attribution.content);
    if (holds && length < least) {
      best = attribution;
      least = length;
    }
  }
  return best;
}

/** What a label says of the voice that answers for a claim. @type {Record<string, string>} */
const VALUE = {
  asserted: 'CT+',
  asserted_by_source: 'CT+',
  confirmed: 'CT+',
  probable: 'PR+',
  possible: 'PS+',
  denied: 'CT-',
  downplayed: 'PR-',
  conditional: 'Uu',
  not_committed: 'Uu',
  not_applicable: 'Uu',
};

/**
 * @param {any} claim
 * @param {string} label
 */
function relabel(claim, label) {
  claim.certainty_label = label;
  claim.certainty_rule = 'person';
  revalue(claim);
}

/** Sets what the voices make of a claim, as far as its label says so. @param {any} claim */
function revalue(claim) {
  const { certainty_label: label, source_id } = claim;
  claim.factuality = claim.factuality.map((/** @type {any} */ voice) => {
    let { value } = voice;
    if (voice.source_id === source_id) value = VALUE[label] ?? (source_id === 's_author' ? 'Uu' : value);
    else if (voice.source_id === 's_author') value = label === 'confirmed' ? 'CT+' : 'Uu';
    return value === voice.value ? voice : { ...voice, value };
  });
}

/**
 * Gives a claim to another voice: its chain keeps the voices outside, and the words that attribute.
 *
 * @param {any} claim
 * @param {any} source
 * @param {any} [attribution] The attribution it stands in, where it had none.
 */
function attribute(claim, source, attribution = null) {
  const { source_id: old, certainty_label: label, attribution_chain: chain } = claim;
  if (old === source.id) return;
  claim.source_id = source.id;
  claim.source_name = source.name;
  if (source.id === 's_author') {
    Object.assign(claim, { attribution: null, attribution_chain: [chain[0]], voice: 'author', quote_type: null, speech_act: null });
    claim.factuality = claim.factuality.filter((/** @type {any} */ voice) => voice.source_id === 's_author');
    if (label === 'asserted_by_source') relabel(claim, 'asserted');
    else revalue(claim);
    return;
  }
  const last = chain.length > 1 ? chain.at(-1) : { attribution: attribution?.id ?? null, cue: attribution?.cue[0]?.exact ?? null };
  claim.attribution_chain = [...chain.slice(0, Math.max(1, chain.length - 1)), { ...last, source_id: source.id, source_name: source.name }];
  claim.voice = 'attributed';
  if (attribution) Object.assign(claim, { quote_type: attribution.quote_type, speech_act: attribution.speech_act });
  const stance = claim.factuality.find((/** @type {any} */ voice) => voice.source_id === old);
  const kept = claim.factuality.filter((/** @type {any} */ v) => v.source_id !== source.id && (v.source_id !== old || old === 's_author'));
  claim.factuality = [...kept, { source_id: source.id, value: stance?.value ?? 'CT+' }];
  if (label === 'asserted') relabel(claim, 'asserted_by_source');
  else revalue(claim);
}

/** The words that an entry is about. @param {Entry} entry */
function wordsOf({ op }) {
  if (!op) return '';
  if ('target' in op && 'spans' in op.target) return op.target.spans.map(({ exact }) => exact).join(' … ');
  return 'spans' in op ? op.spans.map(({ exact }) => exact).join(' … ') : '';
}

/** @param {any} span */
const isAnchor = (span) =>
  Number.isSafeInteger(span?.start) && Number.isSafeInteger(span.end) && 0 <= span.start && span.start <= span.end && ['exact', 'prefix', 'suffix'].every((field) => typeof span[field] === 'string');

/** @param {any} spans */
const areAnchors = (spans) => Array.isArray(spans) && spans.length > 0 && spans.every(isAnchor);

/** @param {any} target */
const isTarget = (target) => typeof target?.edit === 'string' || (typeof target?.claim === 'string' && areAnchors(target.spans));

/** @param {{ checkable?: unknown, check_worthy?: unknown }} op */
const isCheck = ({ checkable, check_worthy }) =>
  [undefined, 'yes', 'partly', 'no'].includes(/** @type {any} */ (checkable)) && ['boolean', 'undefined'].includes(typeof check_worthy);

/** What each operation must have. @type {Record<Op['type'], (op: any) => boolean>} */
const HOLDS = {
  accept: ({ target }) => isTarget(target),
  reject: ({ target }) => isTarget(target),
  reopen: ({ target }) => isTarget(target),
  certainty: ({ target, label }) => isTarget(target) && Object.hasOwn(CERTAINTY, label),
  source: ({ target, source }) => isTarget(target) && typeof source?.name === 'string',
  check: (op) => isTarget(op.target) && isCheck(op),
  bounds: ({ target, spans }) => isTarget(target) && areAnchors(spans),
  note: ({ target, note }) => isTarget(target) && typeof note === 'string',
  add: ({ spans, source, label, ...op }) => areAnchors(spans) && typeof source?.name === 'string' && Object.hasOwn(CERTAINTY, label) && isCheck(op) && ['string', 'undefined'].includes(typeof op.note),
  guess: ({ spans, source }) => areAnchors(spans) && typeof source === 'string',
  'guess-source': ({ guess, source }) => typeof guess === 'string' && typeof source === 'string',
  unguess: ({ guess }) => typeof guess === 'string',
};

/**
 * Entries from a file, where anything may stand.
 *
 * @param {unknown} list
 * @returns {Entry[]}
 * @throws {TypeError} Where one of them is none.
 */
export function readEntries(list) {
  if (!Array.isArray(list)) throw new TypeError('edits: not a list');
  return list.map(({ id, lane, kind, op, of, at }) => {
    const isDone = kind === 'do' && Object.hasOwn(HOLDS, op?.type) && HOLDS[/** @type {Op['type']} */ (op.type)](op);
    const isBack = (kind === 'undo' || kind === 'redo') && typeof of === 'string';
    if (typeof id !== 'string' || !Number.isFinite(at) || !['edit', 'guess'].includes(lane) || !(isDone || isBack)) throw new TypeError('edits: not an entry');
    return isDone ? { id, lane, kind, op, at } : { id, lane, kind, of, at };
  });
}
