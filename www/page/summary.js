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
  const named = sources.filter(({ id }) => id !== 's_author' && id !== 's_none');
  const summary = { claims: 0, attributed: 0, author_voice: 0, unnamed_sources: 0, hedged: 0, numbers_without_source: 0 };
  summary.unnamed_sources = named.filter(({ naming }) => naming === 'unnamed').length;
  const asking = [];
  /** The most worthy of the others, the most worthy first. @type {any[]} */
  const others = [];
  // Once through all claims: there may be very many.
  for (const claim of all) {
    if (claim.review?.decision === 'rejected') continue;
    const isOwn = claim.source_id === 's_author';
    summary.claims += 1;
    summary[isOwn ? 'author_voice' : 'attributed'] += 1;
    if (HEDGED.has(claim.certainty_label)) summary.hedged += 1;
    if (isOwn && claim.claim_type === 'quantity' && claim.voice !== 'attributed') summary.numbers_without_source += 1;
    if (!claim.check_worthy) continue;
    if (asked.has(claim.id)) {
      asking.push(claim);
      continue;
    }
    let at = others.length;
    while (at > 0 && others[at - 1].check_worthiness < claim.check_worthiness) at -= 1;
    if (at < CHECK_FIRST) others.splice(at, 0, claim);
    if (others.length > CHECK_FIRST) others.pop();
  }
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
