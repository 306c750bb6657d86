// The terms of the result in a reader's words, and the two channels of a mark: hue says who, line says how sure.

/** @typedef {'author' | 'named' | 'unnamed' | 'document'} Who */
/** @typedef {'solid' | 'dashed' | 'dotted' | 'struck' | 'double' | 'bare'} Line */

/** @type {Record<Who, string>} */
export const WHO = {
  author: 'the author',
  named: 'a named source',
  unnamed: 'an unnamed source',
  document: 'a document or film',
};

/** @type {Record<Line, string>} */
export const LINE = {
  solid: 'stated',
  dashed: 'hedged',
  dotted: 'hearsay, unverified',
  struck: 'denied',
  double: 'would not say',
  bare: 'no statement',
};

/** @type {Record<string, Line>} */
const LINE_OF = {
  asserted: 'solid',
  asserted_by_source: 'solid',
  confirmed: 'solid',
  probable: 'dashed',
  possible: 'dashed',
  conditional: 'dashed',
  downplayed: 'dashed',
  hearsay: 'dotted',
  unverified: 'dotted',
  denied: 'struck',
  not_committed: 'double',
  not_applicable: 'bare',
};

/** @param {string} label */
export const lineOf = (label) => LINE_OF[label] ?? 'solid';

/**
 * Who speaks. A crowd that has no name ("residents") is as hard to ask as a source without one.
 *
 * @param {{ source_id: string }} claim
 * @param {{ type: string, naming: string } | undefined} source
 * @returns {Who}
 */
export function whoOf(claim, source) {
  if (claim.source_id === 's_author') return 'author';
  if (!source || claim.source_id === 's_none') return 'unnamed';
  if (source.type === 'CreativeWork') return 'document';
  if (source.naming === 'unnamed' || source.naming === 'unspecified') return 'unnamed';
  return source.naming === 'collective' && source.type === 'Group' ? 'unnamed' : 'named';
}

/** @type {Record<string, string>} */
export const CERTAINTY = {
  asserted: 'stated as fact',
  asserted_by_source: 'said by the source',
  confirmed: 'confirmed',
  probable: 'probable',
  possible: 'possible',
  conditional: 'only if',
  hearsay: 'hearsay',
  unverified: 'unverified',
  not_committed: 'would not say',
  denied: 'denied',
  downplayed: 'played down',
  not_applicable: 'neither true nor false',
};

/** What a voice makes of a claim. @type {Record<string, string>} */
export const STANCE = {
  'CT+': 'is sure',
  'PR+': 'thinks it likely',
  'PS+': 'thinks it possible',
  'CT-': 'says it is not so',
  'PR-': 'thinks it unlikely',
  'PS-': 'is not sure that it is so',
  CTu: 'knows, and does not say which',
  Uu: 'does not vouch for it',
};

/** @type {Record<string, string>} */
export const CUE = {
  hedge: 'hedges',
  hearsay: 'from others',
  unverified: 'not verified',
  reported_via: 'passed on',
  distancing: 'steps back',
  refusal: 'refuses',
  denial: 'denies',
  negation: 'negates',
  condition: 'sets a condition',
  confirmation: 'confirms',
  admission: 'admits',
  downplaying: 'plays down',
  future: 'lies ahead',
  question: 'asks',
};

/** @type {Record<string, string>} */
export const TARGET = {
  quote: 'the words: were they said?',
  fact: 'the fact: is it so?',
  media: 'the picture: is it what it is said to be?',
};

/** @type {Record<string, string>} */
export const SEGMENT = {
  headline: 'headline',
  subheading: 'subheading',
  byline: 'byline',
  dateline: 'dateline',
  paragraph: 'paragraph',
  caption: 'caption',
  credit: 'picture credit',
  teaser: 'link to another article',
  list_item: 'list item',
  other: 'not part of the article',
};

/** A rule's name as words: `said-that` reads "said that". @param {string} name */
export const ruleWords = (name) => name.replaceAll(/[-_.]+/g, ' ').trim();

/**
 * The article stands where the result has its author; a source without a name has a description in brackets there.
 *
 * @param {{ source_id: string, source_name: string }} voice
 */
export function voiceName({ source_id, source_name }) {
  if (source_id === 's_author') return 'the article';
  return source_id === 's_none' ? 'nobody in particular' : source_name.startsWith('(') ? source_name.replace(/^\((.*)\)$/, '$1') : source_name;
}

/**
 * Thousands are set apart by hand: the first use of the browser's own formatter takes longer than the whole page.
 *
 * @param {number} n
 */
export const grouped = (n) => String(n).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');

/**
 * A number with its noun.
 *
 * @param {number} n
 * @param {string} noun
 */
export const plural = (n, noun) => `${grouped(n)} ${noun}${n === 1 ? '' : 's'}`;
