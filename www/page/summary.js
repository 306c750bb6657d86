// The summary of a corrected result: counts and words as the engine gives them for a result of its own.

/** How many claims `check_first` names, unless a person asks for more. */
const CHECK_FIRST = 5;

const HEDGED = new Set(['probable', 'possible', 'conditional', 'hearsay', 'unverified']);

/** @param {number} n @param {string} noun */
const plural = (n, noun) => `${n} ${noun}${n === 1 ? '' : 's'}`;

/**
 * Counts what stands: a claim that was rejected is none.
 *
 * @param {any[]} all Claims of a result.
 * @param {any[]} sources
 * @param {Set<string>} [asked] Ids of claims that a person wants checked; they come first, however many they are.
 */
export function summarize(all, sources, asked = new Set()) {
  const claims = all.filter((claim) => claim.review?.decision !== 'rejected');
  /** @param {(claim: any) => boolean} is */
  const count = (is) => claims.filter(is).length;
  const named = sources.filter(({ id }) => id !== 's_author' && id !== 's_none');
  const attributed = count((claim) => claim.source_id !== 's_author');
  const summary = {
    claims: claims.length,
    attributed,
    author_voice: claims.length - attributed,
    unnamed_sources: named.filter(({ naming }) => naming === 'unnamed').length,
    hedged: count((claim) => HEDGED.has(claim.certainty_label)),
    numbers_without_source: count((c) => c.source_id === 's_author' && c.claim_type === 'quantity' && c.voice !== 'attributed'),
  };
  const worthy = claims.filter((claim) => claim.check_worthy);
  const asking = worthy.filter(({ id }) => asked.has(id));
  const others = worthy.filter(({ id }) => !asked.has(id)).sort((a, b) => b.check_worthiness - a.check_worthiness);
  const first = [...asking, ...others].slice(0, Math.max(CHECK_FIRST, asking.length));
  return { ...summary, check_first: first.map(({ id }) => id), sentence: sentence(summary, named.length) };
}

/**
 * @param {{ claims: number, attributed: number, author_voice: number, unnamed_sources: number, hedged: number, numbers_without_source: number }} summary
 * @param {number} sources
 */
function sentence({ claims, attributed, author_voice: author, unnamed_sources: unnamed, hedged, numbers_without_source: numbers }, sources) {
  if (!claims) return 'No claim was found in this text.';
  let voices = `${author} in the author's own voice, ${attributed} attributed to ${sources ? plural(sources, 'source') : 'nobody in particular'}`;
  if (!author) voices = `all attributed to ${plural(Math.max(sources, 1), 'source')}`;
  else if (!attributed) voices = "all in the author's own voice";
  const notes = [];
  if (unnamed) notes.push(`${plural(unnamed, 'source')} unnamed`);
  if (hedged) notes.push(`${plural(hedged, 'claim')} less than certain`);
  if (numbers) notes.push(`${plural(numbers, 'claim')} with a number and no source`);
  return `${plural(claims, 'claim')}: ${voices}${notes.length ? `; ${notes.join(', ')}` : ''}.`;
}
