// One claim as a card: its words, its chain, how sure, and why.

import { el } from './dom.js';
import { relationWords } from './relations.js';
import { CERTAINTY, CUE, STANCE, TARGET, WHO, ruleWords, voiceName, whoOf } from './terms.js';
import { passageLink } from './text-fragment.js';

/** @typedef {import('./article.js').Article} Article */
/** @typedef {import('./article.js').ClaimView} ClaimView */

/** @type {Record<string, string>} */
const DECIDED = { accepted: 'Accepted by you', rejected: 'Rejected by you', changed: 'Changed by you', added: 'Added by you' };

/** @type {Record<string, string>} */
const FIELD = {
  certainty_label: 'how sure',
  source_id: 'who says so',
  spans: 'the words',
  checkable: 'whether it can be checked',
  check_worthy: 'whether it is worth checking',
};

/** @param {string} words */
const quoted = (words) => el('q', null, words.replaceAll(/\s+/g, ' ').trim());

/**
 * A card; what stands behind the label is added by `unfold`.
 *
 * @param {ClaimView} view
 */
export function claimCard(view) {
  const { claim, who, line, rank } = view;
  const id = `card-${claim.id}`;
  return el(
    'article',
    {
      class: 'card',
      id,
      'aria-labelledby': `${id}-words`,
      'aria-describedby': `${id}-voice ${id}-sure${claim.review ? ` ${id}-decided` : ''}`,
      tabindex: -1,
      'data-who': who,
      'data-line': line,
      'data-claim': view.index,
      'data-decision': claim.review?.decision,
    },
    el(
      'p',
      { class: 'trail', id: `${id}-voice` },
      rank ? el('span', { class: 'rank' }, el('span', { class: 'quiet' }, 'Check first, number '), String(rank)) : null,
      el('span', { class: 'glyph', role: 'img', 'aria-label': WHO[who] }),
      ...trail(claim),
    ),
    el('p', { class: 'words', id: `${id}-words` }, claim.text),
    el(
      'p',
      { class: 'sure', id: `${id}-sure` },
      el('span', { class: 'stroke', 'aria-hidden': 'true' }),
      CERTAINTY[claim.certainty_label] ?? claim.certainty_label,
    ),
    decisionLine(view, `${id}-decided`),
  );
}

/**
 * What a person decided on a claim, for its card; null where nobody did.
 *
 * @param {ClaimView} view
 * @param {string} id
 */
function decisionLine({ claim: { review } }, id) {
  if (!review) return null;
  const fields = review.changed.map((/** @type {string} */ field) => FIELD[field]).filter(Boolean);
  const isNote = review.decision === 'changed' && !review.changed.length;
  const words = isNote ? 'Your note' : `${DECIDED[review.decision]}${fields.length ? `: ${fields.join(', ')}` : ''}`;
  return el(
    'p',
    { class: 'decided', id, 'data-decision': review.decision },
    el('span', { class: 'words-of' }, words),
    review.note ? el('span', { class: 'note' }, review.note) : null,
  );
}

/** The chain in one line. @param {any} claim */
function trail(claim) {
  const voices = claim.attribution_chain.map(voiceName);
  if (voices.length < 2 && claim.source_id === 's_author') {
    return [el('span', { class: 'voice' }, claim.voice === 'presupposed' ? 'the article, taken for granted' : 'the article')];
  }
  return voices.flatMap((/** @type {string} */ name, /** @type {number} */ i) => [
    i ? el('span', { class: 'link' }, ' › ') : null,
    el('span', { class: i === voices.length - 1 ? 'voice' : 'way' }, name),
  ]);
}

/**
 * Adds the chain as a drawing and the reasons.
 *
 * @param {HTMLElement} card
 * @param {ClaimView} view
 * @param {Article | null} article Where the claims are that it bears on.
 */
export function unfold(card, view, article) {
  const { claim } = view;
  const read = [...decided(view)];
  card.append(
    el(
      'div',
      { class: 'behind' },
      bar(view, article),
      chain(view, article),
      el(
        'dl',
        null,
        ...(read.length ? [el('dt', null, 'Read from'), ...read] : []),
        ...(claim.check_targets.length
          ? [el('dt', null, 'Check'), ...claim.check_targets.map((/** @type {string} */ t) => el('dd', null, TARGET[t] ?? t))]
          : []),
        ...(claim.why ? [el('dt', null, 'Worth it'), el('dd', null, `${claim.check_worthy ? 'Yes.' : 'Rather not.'} ${claim.why}`, ...reasons(claim))] : []),
        ...beside(view, article),
        ...onTheWeb(view, article),
        el('dt', null, 'Read by'),
        el('dd', { class: 'rules' }, ...readBy(view)),
      ),
      view.source?.candidates?.length
        ? el('p', { class: 'unsure' }, `Sayso is not sure who this is. It may be ${view.source.candidates.join(' or ')}.`)
        : claim.confidence < 0.5 && el('p', { class: 'unsure' }, 'Sayso is not sure of this one.'),
    ),
  );
}

/**
 * What a folded card shows of a claim: cards that show the same are alike but for their names.
 *
 * @param {ClaimView} view
 */
export const faceOf = ({ claim, who, line, rank }) =>
  JSON.stringify([claim.text, claim.voice, claim.attribution_chain.map(voiceName), claim.certainty_label, claim.review ?? null, who, line, rank]);

/**
 * Gives a folded card to another claim that looks the same.
 *
 * @param {HTMLElement} card
 * @param {ClaimView} view
 */
export function hand(card, view) {
  const [old, id] = [card.id, `card-${view.id}`];
  card.dataset.claim = String(view.index);
  if (old === id) return;
  for (const element of [card, ...card.querySelectorAll('[id]')]) element.id = id + element.id.slice(old.length);
  for (const name of ['aria-labelledby', 'aria-describedby']) {
    const names = (card.getAttribute(name) ?? '').split(' ');
    card.setAttribute(name, names.map((part) => id + part.slice(old.length)).join(' '));
  }
}

/** @param {HTMLElement} card */
export function fold(card) {
  card.querySelector('.behind')?.remove();
}

/**
 * The row of what a person can do to it; null where that is not loaded, as in `<say-so>`.
 *
 * @param {ClaimView} view
 * @param {Article | null} article
 */
function bar(view, article) {
  const ReviewBar = /** @type {typeof import('./review-bar.js').ReviewBar | undefined} */ (customElements.get('review-bar'));
  return ReviewBar ? ReviewBar.of(view, article) : null;
}

/** Voice under voice, each with its sign and what it does with the claim. @param {ClaimView} view @param {Article | null} article */
function chain({ claim, source, who }, article) {
  const sources = article?.result.sources ?? [];
  const stance = new Map(claim.factuality.map((/** @type {any} */ f) => [f.source_id, f.value]));
  const voices = claim.attribution_chain;
  return el(
    'ol',
    { class: 'chain', 'aria-label': 'Who says so' },
    ...voices.map((/** @type {any} */ voice, /** @type {number} */ i) =>
      el(
        'li',
        { 'data-who': i === voices.length - 1 ? who : whoOf(voice, sources.find((/** @type {any} */ s) => s.id === voice.source_id)) },
        el('span', { class: 'glyph', 'aria-hidden': 'true' }),
        el('span', { class: 'name' }, voiceName(voice)),
        i === voices.length - 1 && source?.role && voice.source_id !== 's_author'
          ? el('span', { class: 'role' }, `, ${source.role}`)
          : null,
        el(
          'span',
          { class: 'does' },
          voice.cue ? quoted(voice.cue) : null,
          voice.cue ? ' · ' : null,
          STANCE[/** @type {string} */ (stance.get(voice.source_id))] ?? '',
        ),
      ),
    ),
  );
}

/** The words that decided who speaks and how sure, and what each does. @param {ClaimView} view */
function* decided({ claim, attribution }) {
  /** @type {{ start: number, end: number, exact: string, does: string[] }[]} */
  const words = (attribution?.cue ?? []).map((/** @type {any} */ cue) => ({ ...cue, does: ['attributes'] }));
  for (const cue of claim.certainty_cues) {
    const does = CUE[cue.type] ?? cue.type;
    const same = words.find(({ start, end }) => cue.start < end && start < cue.end);
    if (!same) words.push({ ...cue, does: [does] });
    else if (!same.does.includes(does)) same.does.push(does);
  }
  for (const { exact, does } of words) yield el('dd', null, quoted(exact), ` ${does.join(', ')}`);
}

/** Each reason with the words that speak for it. @param {any} claim */
function reasons(claim) {
  const shown = (claim.reasons ?? []).filter((/** @type {any} */ r) => r.marks.length);
  if (!shown.length) return [];
  return [
    el(
      'ul',
      null,
      ...shown.map((/** @type {any} */ r) =>
        el('li', null, `${r.reason}: `, ...r.marks.flatMap((/** @type {any} */ m, /** @type {number} */ i) => [i ? ', ' : null, quoted(m.exact)])),
      ),
    ),
  ];
}

/** The claims that it bears on, each a way there. @param {ClaimView} view @param {Article | null} article */
function* beside({ id }, article) {
  let isFirst = true;
  for (const { from, to, type, why } of article?.relationsOf(id) ?? []) {
    const other = article?.byId.get(from === id ? to : from);
    if (!other) continue;
    if (isFirst) yield el('dt', null, 'Beside');
    isFirst = false;
    yield el(
      'dd',
      { title: why },
      `${relationWords(type, from === id)} `,
      el('button', { type: 'button', class: 'beside', 'data-to': other.id }, `${voiceName(other.claim)}: ${other.claim.text}`),
    );
  }
}

/** The way to its very words on the article's page. @param {ClaimView} view @param {Article | null} article */
function* onTheWeb({ claim }, article) {
  const [span] = claim.spans;
  if (!article?.address || !span) return;
  const href = passageLink(article.address, article.text, span.start, span.end);
  yield el('dt', null, 'On the web');
  yield el('dd', null, el('a', { class: 'passage', href, target: '_blank', rel: 'noopener noreferrer' }, 'these words on the page'));
}

/** Which rule or model found it, how sure it was, and what settled the certainty. @param {ClaimView} view */
function* readBy({ claim, attribution }) {
  if (claim.made_by === 'person') {
    yield 'you';
    return;
  }
  const by = attribution?.made_by ?? claim.made_by;
  const confidence = Math.round(100 * Math.min(claim.confidence, attribution?.confidence ?? 1));
  yield `${ruleWords(by)}, ${confidence} % sure`;
  if (claim.certainty_rule) yield el('span', { class: 'then' }, `certainty: ${claim.certainty_rule === 'person' ? 'you' : ruleWords(claim.certainty_rule)}`);
}
