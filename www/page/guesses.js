// What a reader guessed, held against the claims that were marked.

import { overlap } from './edits.js';

/** @typedef {import('./article.js').ClaimView} ClaimView */
/** @typedef {{ id: string, spans: { start: number, end: number, exact: string }[], source: string }} Guess */

/** A guess and a claim that share this much of their words are about the same. */
const SAME = 0.34;

/** Words that say nothing about who it is. */
const FILLING = new Set(['the', 'a', 'an', 'of', 'mr', 'mrs', 'ms', 'dr', 'sir', 'his', 'her', 'its', 'their']);

/** What the author is called. */
export const AUTHOR = 'the article';
const AUTHOR_TOO = new Set(['article', 'author', 'paper', 'newspaper', 'reporter', 'journalist', 'writer', 'nobody', 'none']);

/** @param {string} name */
const tokens = (name) => (name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !FILLING.has(word));

/**
 * Whether a name that somebody wrote means the source of a claim: every word of it is in the name, the office or a mention.
 *
 * @param {string} guess
 * @param {ClaimView} view
 */
export function isSource(guess, { claim, source }) {
  const words = tokens(guess);
  if (!words.length) return false;
  if (claim.source_id === 's_author') return words.every((word) => AUTHOR_TOO.has(word));
  const names = [source?.name ?? claim.source_name, source?.role ?? '', ...(source?.mentions ?? []).map((/** @type {any} */ m) => m.exact)];
  const known = new Set(names.flatMap(tokens));
  return words.every((word) => known.has(word));
}

/**
 * Puts each guess beside the claim that it is most like; none is used twice.
 *
 * @param {Guess[]} guesses
 * @param {ClaimView[]} claims
 * @returns {{ both: { guess: Guess, view: ClaimView, sameSource: boolean }[], onlyGuessed: Guess[], onlyMarked: ClaimView[] }}
 */
export function compare(guesses, claims) {
  const pairs = [];
  for (const guess of guesses) {
    for (const view of claims) {
      const share = overlap(guess.spans, view.claim.spans);
      if (share >= SAME) pairs.push({ guess, view, share });
    }
  }
  pairs.sort((a, b) => b.share - a.share);
  const used = new Set();
  const both = [];
  for (const { guess, view } of pairs) {
    if (used.has(guess) || used.has(view)) continue;
    used.add(guess).add(view);
    both.push({ guess, view, sameSource: isSource(guess.source, view) });
  }
  both.sort((a, b) => a.view.index - b.view.index);
  return { both, onlyGuessed: guesses.filter((g) => !used.has(g)), onlyMarked: claims.filter((v) => !used.has(v)) };
}
