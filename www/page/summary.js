// The summary of a corrected result: counts and words as the engine gives them for a result of its own.

import { grouped, plural } from './terms.js';

/** How many claims `check_first` names, unless a person asks for more. */
const CHECK_FIRST = 5;

const HEDGED = new Set(['probable', 'possible', 'conditional', 'hearsay', 'unverified']);

/** How many of the most worthy claims a tally remembers: all but the last few may be touched before it has to be made again. */
const REMEMBERED = 64;

/**
 * What the claims of a result come to.
 *
 * @typedef {{ claims: number, attributed: number, author_voice: number, hedged: number, numbers_without_source: number }} Counts
 * @typedef {{ counts: Counts, worthy: any[], isAll: boolean }} Tally `worthy`: the claims most worth checking, the best first;
 *   `isAll`: whether there are no others to be checked.
 */

/** Those of results that are corrected: one may hold very many claims. @type {WeakMap<any[], Tally>} */
const TALLIES = new WeakMap();

/** Can be asked ahead: the first correction need not wait for it. @param {any[]} claims Claims of a result. @returns {Tally} */
export function tallyOf(claims) {
  const known = TALLIES.get(claims);
  if (known) return known;
  const counts = { claims: 0, attributed: 0, author_voice: 0, hedged: 0, numbers_without_source: 0 };
  for (const claim of claims) count(counts, claim, 1);
  const worthy = best(claims, REMEMBERED);
  const tally = { counts, worthy, isAll: worthy.length < REMEMBERED };
  TALLIES.set(claims, tally);
  return tally;
}

/**
 * What a person changed in a result.
 *
 * @typedef {object} Change
 * @property {any[]} all All claims as they are.
 * @property {any[]} was Those that a person touched, as they were.
 * @property {any[]} is Those that a person touched or added, as they are.
 * @property {Set<string>} asked Ids of those that a person wants checked; they come first, however many they are.
 */

/**
 * Counts what stands of a result: a claim that was rejected is none.
 *
 * @param {any[]} sources
 * @param {any[]} claims Of the result as the engine gave it: they are gone through once, however often it is corrected.
 * @param {Change} [change]
 */
export function summarize(sources, claims, { all, was, is, asked } = { all: claims, was: [], is: [], asked: new Set() }) {
  const { counts, worthy, isAll } = tallyOf(claims);
  const named = sources.filter(({ id }) => id !== 's_author' && id !== 's_none');
  const unnamed = named.filter(({ naming }) => naming === 'unnamed').length;
  const summary = { ...counts, unnamed_sources: unnamed };
  for (const claim of was) count(summary, claim, -1);
  for (const claim of is) count(summary, claim, 1);
  const touched = new Set(was);
  const left = worthy.filter((claim) => !touched.has(claim));
  const isEnough = isAll || left.length >= CHECK_FIRST;
  const asking = is.filter((claim) => isWorthy(claim) && asked.has(claim.id)).sort((a, b) => a.spans[0].start - b.spans[0].start);
  const others = best((isEnough ? [...left, ...is] : all).filter(({ id }) => !asked.has(id)), CHECK_FIRST);
  const first = [...asking, ...others].slice(0, Math.max(CHECK_FIRST, asking.length));
  return { ...summary, check_first: first.map(({ id }) => id), sentence: sentence(summary, named.length) };
}

/** @param {any} claim */
const stands = (claim) => claim.review?.decision !== 'rejected';

/** @param {any} claim */
const isWorthy = (claim) => claim.check_worthy && stands(claim);

/** @param {Counts} counts @param {any} claim @param {1 | -1} by */
function count(counts, claim, by) {
  if (!stands(claim)) return;
  const isOwn = claim.source_id === 's_author';
  counts.claims += by;
  counts[isOwn ? 'author_voice' : 'attributed'] += by;
  if (HEDGED.has(claim.certainty_label)) counts.hedged += by;
  if (isOwn && claim.claim_type === 'quantity' && claim.voice !== 'attributed') counts.numbers_without_source += by;
}

/** Which of two claims is more worth checking: the one that stands first in the text, where they are equal. @param {any} a @param {any} b */
const compare = (a, b) => b.check_worthiness - a.check_worthiness || a.spans[0].start - b.spans[0].start;

/** The claims most worth checking, the best first. @param {any[]} claims @param {number} count At most so many. */
function best(claims, count) {
  /** @type {any[]} */
  const out = [];
  for (const claim of claims) {
    if (!isWorthy(claim)) continue;
    let at = out.length;
    while (at > 0 && compare(out[at - 1], claim) > 0) at -= 1;
    if (at < count) out.splice(at, 0, claim);
    if (out.length > count) out.pop();
  }
  return out;
}

/**
 * @param {{ claims: number, attributed: number, author_voice: number, unnamed_sources: number, hedged: number, numbers_without_source: number }} summary
 * @param {number} sources
 */
function sentence({ claims, attributed, author_voice: author, unnamed_sources: unnamed, hedged, numbers_without_source: numbers }, sources) {
  if (!claims) return 'No claim was found in this text.';
  let voices = `${grouped(author)} in the author's own voice, ${grouped(attributed)} attributed to ${sources ? plural(sources, 'source') : 'nobody in particular'}`;
  if (!author) voices = `all attributed to ${plural(Math.max(sources, 1), 'source')}`;
  else if (!attributed) voices = "all in the author's own voice";
  const notes = [];
  if (unnamed) notes.push(`${plural(unnamed, 'source')} unnamed`);
  if (hedged) notes.push(`${plural(hedged, 'claim')} less than certain`);
  if (numbers) notes.push(`${plural(numbers, 'claim')} with a number and no source`);
  return `${plural(claims, 'claim')}: ${voices}${notes.length ? `; ${notes.join(', ')}` : ''}.`;
}
