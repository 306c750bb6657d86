// The baseline: quotations and reporting verbs by regular expressions alone, as one would write them in an afternoon.
//
// It finds words in quotation marks with a reporting verb before or after them, clauses after "NAME said that", and what
// stands before or after "according to NAME". It knows no grammar, no paragraphs, no pronouns, no certainty and no lines.

const VERB =
  '(?:said|says|say|told|tells|added|adds|warned|warns|claimed|claims|argued|argues|insisted|insists|denied|denies|confirmed|confirms|announced|announces|wrote|writes|reported|reports|promised|stated|explained|noted|asked|replied|admitted|suggested|estimated)';
const NAME = "(?:[Tt]he )?[A-Z][\\w'’-]*(?: (?:of |the )?[A-Z][\\w'’-]*){0,4}";
const QUOTED = '[“"]([^”"\\n]{1,600})[”"]';

/** What each finds: its groups are source, cue and content, by name. */
const PATTERNS = [
  `${QUOTED.replace('(', '(?<content>')},? (?<cue>${VERB}) (?<source>${NAME})`,
  `${QUOTED.replace('(', '(?<content>')},? (?<source>${NAME}|he|she|they) (?<cue>${VERB})`,
  `(?<source>${NAME}|[Hh]e|[Ss]he|[Tt]hey) (?<cue>${VERB})(?: [\\w ]{1,40})?[,:]? ${QUOTED.replace('(', '(?<content>')}`,
  `(?<source>${NAME}|[Hh]e|[Ss]he|[Tt]hey) (?<cue>${VERB})(?: on \\w+)? that (?<content>[^.\\n]{1,400})`,
  `(?<cue>[Aa]ccording to) (?<source>${NAME}|[a-z][\\w ]{1,40}), (?<content>[^.\\n]{1,400})`,
  `(?<content>[A-Z][^.\\n]{1,400}),? (?<cue>according to) (?<source>${NAME})`,
].map((pattern) => new RegExp(pattern, 'g'));

/**
 * Who says what, by where it stands.
 *
 * @param {string} text
 * @returns {{ source: string, cue: string, content: string, start: number, end: number }[]}
 */
export function read(text) {
  const found = PATTERNS.flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ({ index, 0: { length }, groups }) => ({ .../** @type {any} */ (groups), start: index, end: index + length })),
  );
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  // Of two that overlap the first stays.
  let end = 0;
  return found.filter((one) => one.start >= end && (end = one.end));
}
