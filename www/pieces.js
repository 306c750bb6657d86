// A result in pieces, as the engine gives it and as workers send it.

/** @typedef {[field: string, json: string][]} Pieces Fields of a result; one that comes again brings more of its list. */

/**
 * Adds what is in some pieces to a result, and gives it.
 *
 * @param {Record<string, any>} document
 * @param {Pieces} pieces
 * @returns {any}
 */
export function add(document, pieces) {
  for (const [field, json] of pieces) {
    const value = JSON.parse(json);
    Object.hasOwn(document, field) ? document[field].push(...value) : (document[field] = value);
  }
  return document;
}
