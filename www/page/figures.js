// How often Sayso is right, as measured: the one place where the page has figures from.

/** When, with which model, on what. */
export const MEASURED = { date: '2026-11-28', model: 'qrnn-2x80-1', articles: 23, news: 84 };

/**
 * What was measured, in a reader's words. `score` is F1 unless `share` says that it is the share that is right: one is
 * always, zero never.
 *
 * @type {{ what: string, on: string, score: number, share?: true }[]}
 */
export const FIGURES = [
  { what: 'Finding a claim', on: 'articles', score: 0.92 },
  { what: 'Whose claim it is, by full name', on: 'articles', score: 0.85, share: true },
  { what: 'How sure it is', on: 'articles', score: 0.91, share: true },
  { what: 'Whether it is worth checking', on: 'articles', score: 0.728 },
  { what: 'Words in quotation marks, and that they are somebody’s', on: 'news', score: 0.915 },
  { what: 'The same without quotation marks', on: 'news', score: 0.705 },
  { what: 'Words and who says them', on: 'news', score: 0.693 },
  { what: 'Names of people, places and bodies', on: 'web', score: 0.704 },
];

/** What it was measured on. @type {Record<string, string>} */
export const ON = {
  articles: `${MEASURED.articles} annotated articles`,
  news: `${MEASURED.news} news articles`,
  web: 'web texts',
};

/** What goes wrong most, in a reader's words. */
export const WRONG = [
  ['Who said it, further off.', 'Where a name stands paragraphs before the words, or two people are “she”, the wrong one may get them.'],
  ['Nouns that attribute.', 'In “Lee’s plan to sell the yard worried the council” the plan may be missed, or the worry. It finds about four in ten of such.'],
  ['A word or two.', '“Called the deal reckless” is found less often than a whole clause: about four in ten.'],
  ['Where a claim begins and ends.', 'Even two trained readers agree on about four in five.'],
  ['What groups think.', '“Voters want a change” is counted as somebody’s claim, although nobody has said it.'],
  ['What is worth checking.', 'That was learned from American election debates. A figure about jobs stands out; one about a virus less than it should.'],
  ['Other Englishes, older news.', 'It knows American news of 2015 and 2016 best.'],
  ['Irony, and what is left unsaid.', 'It reads words, not intentions. It does not know whether anything is true.'],
];
