// How claims bear on each other, in a reader's words.

/** @typedef {import('./article.js').Article} Article */

/** What a claim does to the other one: where the relation goes out from it, and where it comes in. @type {Record<string, [string, string]>} */
const DOES = {
  repeats: ['says again', 'is said again in'],
  contrasts: ['stands against', 'stands against'],
  supports: ['speaks for', 'is backed by'],
  headline_shift: ['is surer than the text below', 'is less sure than the headline'],
  certainty_shift: ['is surer, on no new evidence, than', 'is put more surely later in'],
  same_quote_different_source: ['has the same words as', 'has the same words as'],
  quote_altered: ['leaves out some of the words of', 'is quoted in part in'],
  non_denial_of: ['denies something else than', 'is not what is denied in'],
};

/** What a reader should see of an article as a whole: one entry for each kind, with what one and what several are called. @type {[string, string, string][]} */
export const FINDINGS = [
  ['headline_shift', 'claim that the headline makes surer than the text', 'claims that the headline makes surer than the text'],
  ['certainty_shift', 'claim that grows surer without new evidence', 'claims that grow surer without new evidence'],
  ['same_quote_different_source', 'pair of speakers with the same words', 'pairs of speakers with the same words'],
  ['quote_altered', 'quotation that leaves out words of a fuller one', 'quotations that leave out words of a fuller one'],
  ['non_denial_of', 'denial of something else', 'denials of something else'],
  ['contrasts', 'claim against another', 'claims against another'],
];

/** @param {string} type @param {boolean} isOut */
export const relationWords = (type, isOut) => DOES[type]?.[isOut ? 0 : 1] ?? type.replaceAll('_', ' ');

/**
 * Sorts the relations of an article by their kind, without those that have lost an end; the work can rest after each.
 *
 * @param {Article} article
 * @param {Map<string, any[]>} ties Where they go.
 */
export function* tie(article, ties) {
  for (const relation of article.result.relations) {
    yield;
    if (!article.byId.has(relation.from) || !article.byId.has(relation.to)) continue;
    const those = ties.get(relation.type);
    those ? those.push(relation) : ties.set(relation.type, [relation]);
  }
}
