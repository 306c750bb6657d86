// Correcting and guessing on the page: keys, selected words and buttons become operations, and what follows from them is
// shown and said.

import { handOver } from './ask.js';
import { bringBack } from './bring-back.js';
import { breathe, el } from './dom.js';
import { coveringAttribution, describe } from './edits.js';
import { GuessFirst } from './guess-first.js';
import { KeysDialog } from './keys-dialog.js';
import { RecentList } from './recent-list.js';
import { Review } from './review.js';
import { ReviewBar } from './review-bar.js';
import { Store, newId } from './store.js';
import { WordPicker } from './word-picker.js';

/** @typedef {import('./article.js').Article} Article */
/** @typedef {import('./article.js').ClaimView} ClaimView */
/** @typedef {import('./edits.js').Entry} Entry */

customElements.define('guess-first', GuessFirst);
customElements.define('keys-dialog', KeysDialog);
customElements.define('recent-list', RecentList);
customElements.define('review-bar', ReviewBar);

/**
 * What the page lends.
 *
 * @typedef {object} Page
 * @property {import('./reading-view.js').ReadingView} view
 * @property {import('./claim-list.js').ClaimList} list
 * @property {import('./claim-sheet.js').ClaimSheet} sheet
 * @property {() => Article | null} article
 * @property {() => ClaimView | null} selected
 * @property {(view: ClaimView | null) => void} select
 * @property {(view: ClaimView) => void} choose Selects a claim, shows it and puts the focus on its card.
 * @property {(document: any) => void} refresh Shows a corrected document of the open article.
 * @property {() => void} refilter Marks the text anew.
 * @property {(words: string) => void} say
 * @property {(text: string, given: string) => Promise<void>} open
 * @property {() => void} leave Back to the empty field.
 */

/** Fields in which letters and Ctrl+Z are the field's own. */
const TYPING = 'input:not([type="checkbox"], [type="radio"], [type="file"]), textarea, [contenteditable]';

/** Letters that do something to the claim that has the focus. @type {Record<string, string>} */
const LETTER = { a: 'accept', r: 'reject', c: 'change', n: 'note', b: 'words' };

/** How much of a text makes its title where it has no headline. */
const TITLE = 80;

/** An edited text that keeps this share of its paragraphs is still the same article. */
const SAME_TEXT = 0.5;

/** @param {string} text */
const paragraphs = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);

/** The page's hands for everything that a person does to an article. */
export class Correcting {
  #page;
  #store = new Store();
  #review = new Review(this.#store);
  #picker;
  #keys = /** @type {KeysDialog} */ (document.querySelector('keys-dialog'));
  #recent = /** @type {RecentList} */ (document.querySelector('recent-list'));
  #guess = /** @type {GuessFirst} */ (document.querySelector('guess-first'));
  /** Whether the marks are hidden, or lie beside the guesses. @type {'' | 'guessing' | 'compared'} */
  #turn = '';
  /** Id of the claim that other words are chosen for. @type {string | null} */
  #forClaim = null;
  /** Said once it is kept. */
  #toSay = '';
  /** The text that is being edited. @type {{ id: string, text: string } | null} */
  #from = null;
  /** @type {Entry[]} Of a work file that is being opened. */
  #toBring = [];
  #line = el('p', { class: 'review-line' });
  #kept = el('span', { class: 'kept' });
  #undo = this.#button('undo', 'Undo', () => this.#back('undo'));
  #redo = this.#button('redo', 'Redo', () => this.#back('redo'));
  #start = this.#button('guess', 'Guess first', () => this.#toggleGuess());
  #trouble = el('div', { class: 'trouble', role: 'alert', hidden: true });
  #lost = el('details', { class: 'lost', hidden: true });
  #version = el('p', { class: 'version', role: 'note', hidden: true });

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
    this.#picker = new WordPicker(page.view);
    this.#picker.offers = () => this.#offers();
    this.#line.append(this.#undo, this.#redo, this.#kept);
    // Where they are seen however far down the reader is.
    document.querySelector('article-strip')?.after(this.#line, this.#trouble);
    document.querySelector('.top')?.append(this.#version, this.#lost);
    document.querySelector('#keys')?.before(this.#start);
    document.querySelector('#keys')?.addEventListener('click', () => this.#keys.open());
    this.#recent.store = this.#store;
    this.#listen();
  }

  /**
   * Takes over an article that was read, with what was done to it before.
   *
   * @param {string} text
   * @param {any} result
   * @param {string} given
   * @returns {Promise<any>} The corrected document.
   */
  async open(text, result, given) {
    const from = this.isEdit(text) ? this.#from?.id : undefined;
    this.#from = null;
    const headline = result.segments.find((/** @type {any} */ s) => s.type === 'headline') ?? result.segments[0];
    const title = text.slice(headline?.start ?? 0, headline?.end ?? 0).replaceAll(/\s+/g, ' ').trim();
    const document = await this.#review.open(text, result, { title: title.length > TITLE ? `${title.slice(0, TITLE - 1)}…` : title, given, from });
    const brought = this.#toBring.splice(0);
    if (brought.length) this.#review.bring(brought);
    return brought.length ? this.#review.document : document;
  }

  /** The reader gave the article's day, or took it away. @param {string} given */
  give(given) {
    this.#review.give(given);
  }

  /** Whether a text is an edit of the one that was open last. @param {string} text */
  isEdit(text) {
    return this.#from !== null && isSameText(this.#from.text, text);
  }

  /** A corrected article is on the page. @param {Article} article */
  refreshed(article) {
    this.#picker.article = article;
  }

  /** An article is on the page. @param {Article} article */
  shown(article) {
    this.#leaveGuess();
    this.#picker.article = article;
    this.#tellLost();
    this.#tellState();
    this.#tellVersion();
    breathe().then(() => this.#review.prepare());
  }

  /** The article is let go. @param {string} text What stands in the field now: its text, to be edited, or none. */
  closed(text) {
    ReviewBar.openNext('', '');
    this.#version.hidden = true;
    const { id } = this.#review;
    const article = this.#page.article();
    if (id && text && article) this.#from = { id, text: article.text };
    // A text that could not be read stays an edit of the one before.
    else if (!text || !this.isEdit(text)) this.#from = null;
    this.#leaveGuess();
    this.#picker.article = null;
    this.#review.close();
    this.#recent.refresh();
  }

  /** Id by which the open article is kept. */
  get id() {
    return this.#review.id;
  }

  /** Opens an article that is kept. @param {string} id @returns {Promise<boolean>} Whether it was there. */
  async openKept(id) {
    try {
      const kept = await this.#store.article(id);
      // Whatever is in the field, this is no edit of it.
      if (kept) this.#from = null;
      if (kept) await this.#page.open(kept.text, kept.given);
      else this.#recent.say('That article is not kept here any more.');
      return Boolean(kept);
    } catch (error) {
      this.#recent.say(/** @type {Error} */ (error).message);
      return false;
    }
  }

  /**
   * Does what a person decided in a result on the same text, as far as it is not done.
   *
   * @param {any} result
   * @returns {number} How many decisions that were.
   */
  bring(result) {
    const article = this.#page.article();
    if (!article) return 0;
    const ops = bringBack(result, article, (id) => this.#review.target(id), (spans) => this.#review.anchors(spans));
    const at = Date.now();
    return this.#review.bring(ops.map((op) => ({ id: newId(), lane: 'edit', kind: 'do', op, at })));
  }

  /** Whether a claim may be marked in the text. */
  get hidesMarks() {
    return this.#turn === 'guessing';
  }

  #listen() {
    document.addEventListener('review-op', (event) => {
      const { id, op } = /** @type {CustomEvent} */ (event).detail;
      if (this.#page.article()) this.#do({ ...op, target: this.#review.target(id) });
    });
    document.addEventListener('review-undo', () => this.#back('undo'));
    document.addEventListener('review-words', (event) => {
      const view = this.#page.article()?.byId.get(/** @type {CustomEvent} */ (event).detail.id);
      if (view) this.#chooseWords(view);
    });
    this.#picker.addEventListener('words-pick', (event) => this.#pickWords(/** @type {CustomEvent} */ (event).detail));
    this.#picker.addEventListener('words-move', (event) => this.#page.say(/** @type {CustomEvent} */ (event).detail.words));
    this.#picker.addEventListener('words-leave', () => this.#leaveWords());
    this.#review.addEventListener('change', (event) => this.#changed(/** @type {CustomEvent} */ (event).detail));
    this.#review.addEventListener('state', () => this.#tellState());
    this.#review.addEventListener('gone', () => {
      this.#keys.forget();
      this.#page.leave();
      this.#recent.say('Everything was forgotten in another tab.');
    });
    document.addEventListener('keydown', (event) => this.#key(event));
    this.#listenToRecent();
    this.#listenToGuesses();
    // A note that is being written is kept when the page goes.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') ReviewBar.keepNote();
    });
  }

  #listenToRecent() {
    this.#recent.addEventListener('recent-open', (event) => this.openKept(/** @type {CustomEvent} */ (event).detail.id));
    this.#recent.addEventListener('recent-forget', (event) => {
      const { id } = /** @type {CustomEvent} */ (event).detail;
      if (!id) this.#keys.forget();
      if (!id || id === this.#from?.id) this.#page.leave();
    });
    this.#recent.addEventListener('recent-empty', () => document.querySelector('paste-field')?.querySelector('textarea')?.focus());
    document.querySelector('paste-field')?.addEventListener('work-open', (event) => this.openWork(/** @type {CustomEvent} */ (event).detail.file));
  }

  /** Whether this is a file that was downloaded where nothing could be kept. @param {string} json */
  isWork(json) {
    try {
      return Boolean(Review.readWork(json));
    } catch {
      return false;
    }
  }

  /** Opens a file that was downloaded here. @param {File} file */
  async openWork(file) {
    try {
      const { text, given, edits } = Review.readWork(await file.text());
      this.#toBring = edits;
      this.#from = null;
      await this.#page.open(text, given);
    } catch {
      this.#toBring = [];
      this.#recent.say(`“${file.name}” is not work that was downloaded here. A result is brought back onto its article, in “Take along”.`);
    }
  }

  /**
   * @param {string} name
   * @param {string} words
   * @param {() => void} act
   */
  #button(name, words, act) {
    const button = /** @type {HTMLButtonElement} */ (el('button', { type: 'button', 'data-control': name }, words));
    button.addEventListener('click', act);
    return button;
  }

  /** @param {import('./edits.js').Op} op */
  #do(op) {
    this.#toSay = sentence(describe(op));
    return this.#review.do(op);
  }

  /** @param {'undo' | 'redo'} way */
  #back(way) {
    if (this.#turn === 'compared') return;
    const lane = this.#turn ? 'guess' : 'edit';
    const isThere = this.#review.can(lane)[way];
    if (!isThere) return this.#page.say(way === 'undo' ? 'Nothing to undo.' : 'Nothing to redo.');
    this.#toSay = '';
    const entry = /** @type {Entry} */ (this.#review[way](lane));
    const claim = this.#claimOf(entry);
    const words = claim ? ` (“${unstopped(claim.claim.text)}”)` : '';
    this.#toSay = sentence(`${way === 'undo' ? 'undone' : 'done again'}: ${entry.op ? unstopped(describe(entry.op)) : ''}${words}`);
    if (!claim || lane === 'guess') return;
    // What changed is brought before the reader, wherever the focus is.
    if (claim.id !== this.#page.selected()?.id) this.#page.select(claim);
    this.#page.list.reveal(claim);
    this.#page.view.reveal(claim, this.#page.sheet.top);
  }

  /** The claim that an entry is about, where there is one. @param {Entry} entry */
  #claimOf({ id, op }) {
    const byId = this.#page.article()?.byId;
    if (!op || !byId) return null;
    if (op.type === 'add') return byId.get(this.#review.addedBy(id) ?? '') ?? null;
    if (!('target' in op)) return null;
    return byId.get(this.#review.claimOf(op.target) ?? '') ?? null;
  }

  /** A new document: the page shows it and keeps the focus where it was. @param {{ entry: Entry | null, isElsewhere: boolean }} change */
  #changed({ entry, isElsewhere }) {
    const article = this.#page.article();
    if (!article) return;
    if (entry?.lane === 'guess' || this.#turn) this.#tellGuesses();
    if (entry?.lane !== 'guess') {
      const back = this.#holdFocus();
      this.#page.refresh(this.#review.document);
      back();
    }
    this.#tellLost();
    if (entry) return;
    if (isElsewhere) this.#page.say('Changed in another tab.');
    this.#tellVersion();
  }

  /** @returns {() => void} Puts the focus back where it is now, or on what is nearest. */
  #holdFocus() {
    const { list, sheet, view } = this.#page;
    const active = document.activeElement;
    if (!(active instanceof HTMLElement)) return () => {};
    const home = [list, sheet].find((place) => place.contains(active));
    if (!home) return () => {};
    const { control } = active.dataset;
    const card = active.closest('.card');
    const range = active instanceof HTMLTextAreaElement || (active instanceof HTMLInputElement && active.type === 'text') ? [active.selectionStart, active.selectionEnd] : null;
    return () => {
      if (active.isConnected && document.activeElement === active) return;
      const same = card && document.getElementById(card.id);
      const part = control && same?.querySelector(`[data-control="${control}"]`);
      if (part instanceof HTMLElement) {
        part.focus({ preventScroll: true });
        if (range) /** @type {HTMLInputElement} */ (part).setSelectionRange(range[0], range[1]);
      } else if (home === sheet) {
        if (sheet.hidden) view.focus({ preventScroll: true });
        else sheet.focus({ preventScroll: true });
      } else if (same) {
        same.focus({ preventScroll: true });
      } else {
        list.focusFirst(Number(card instanceof HTMLElement ? card.dataset.claim : 0));
      }
    };
  }

  #tellState() {
    const { state, trouble } = this.#review;
    const lane = this.#turn === 'guessing' ? 'guess' : 'edit';
    const can = this.#review.can(lane);
    // A disabled button would lose the focus that is on it.
    this.#undo.setAttribute('aria-disabled', String(!can.undo || this.#turn === 'compared'));
    this.#redo.setAttribute('aria-disabled', String(!can.redo || this.#turn === 'compared'));
    const words = { none: '', saving: 'Saving…', saved: 'Saved on this device', unsaved: 'Not saved' }[state];
    this.#kept.textContent = words;
    this.#kept.dataset.state = state;
    this.#line.toggleAttribute('data-used', can.undo || can.redo || state !== 'none');
    this.#kept.dataset.edits = String(this.#review.keptCount);
    this.#tellTrouble(trouble);
    if (this.#toSay && state !== 'saving') {
      this.#page.say(`${this.#toSay} ${words}.`);
      this.#toSay = '';
    }
  }

  /** @param {import('./store.js').StoreError | null} trouble */
  #tellTrouble(trouble) {
    const isAtRisk = trouble !== null && this.#review.isAtRisk;
    const words = isAtRisk ? `${trouble.message} Your work is in this tab alone, and goes when it is closed.` : '';
    if (this.#trouble.hidden === !isAtRisk && this.#trouble.dataset.words === words) return;
    const held = this.#trouble.contains(document.activeElement);
    this.#trouble.dataset.words = words;
    this.#trouble.hidden = !isAtRisk;
    this.#trouble.replaceChildren(
      ...(isAtRisk
        ? [
            el('p', null, words),
            el(
              'p',
              { class: 'choices' },
              this.#button('download', 'Download the work', () => handOver('sayso-work.json', this.#review.workFile())),
              this.#button('retry', trouble?.trouble === 'gone' ? 'Keep it again' : 'Try again', () => this.#review.retry()),
            ),
          ]
        : []),
    );
    if (held) this.#page.view.focus({ preventScroll: true });
  }

  /** Lists decisions on words that are not in the text any more. */
  #tellLost() {
    const { unplaced } = this.#review;
    this.#lost.hidden = !unplaced.length;
    this.#lost.replaceChildren(
      el('summary', null, unplaced.length === 1 ? 'One decision found no place in this text' : `Decisions on ${unplaced.length} claims found no place in this text`),
      el('ul', null, ...unplaced.map(({ words, what }) => el('li', null, el('q', null, words), `: ${what.join('; ')}`))),
    );
  }

  /** Says so where the open text is not the newest of its article, and where decisions that have lost their words still stand. */
  async #tellVersion() {
    const { id, unplaced } = this.#review;
    this.#version.hidden = true;
    if (!id) return;
    const versions = await this.#store.versions(id).catch(() => []);
    const isEarlier = versions.findIndex((version) => version.id === id) > 0;
    const to = isEarlier ? versions[0].id : await this.#holding(versions, unplaced).catch(() => null);
    if (!to || id !== this.#review.id) return;
    const lead = this.#button('version', isEarlier ? 'Open the newest' : 'Open it', async () => {
      if (await this.openKept(to)) this.#page.view.focus({ preventScroll: true });
      else this.#page.say('That text is not kept here any more.');
    });
    const words = isEarlier ? 'This is an earlier text of this article, from before an edit.' : 'The text from before the edit is kept, with what you decided there.';
    this.#version.replaceChildren(`${words} `, lead);
    this.#version.hidden = false;
  }

  /**
   * Id of the newest text that holds the words which the newest of all has lost, or most of them; null where none does.
   *
   * @param {import('./store.js').Meta[]} versions The newest first.
   * @param {import('./edits.js').Unplaced[]} lost
   */
  async #holding(versions, lost) {
    let best = null;
    let most = 0;
    for (const { id } of lost.length ? versions.slice(1) : []) {
      const text = (await this.#store.article(id))?.text ?? '';
      const held = lost.filter(({ words }) => words.split(' … ').every((part) => text.includes(part))).length;
      if (held > most) [best, most] = [id, held];
      if (most === lost.length) break;
    }
    return best;
  }

  /** What can be done with selected words. */
  #offers() {
    if (!this.#page.article() || this.#turn === 'compared') return [];
    if (this.#turn === 'guessing') return [{ name: 'guess', label: 'Mark as a claim' }];
    const selected = this.#page.selected();
    const add = { name: 'add', label: 'Mark as a claim' };
    if (!selected || selected.isRejected) return [add];
    const bounds = { name: 'bounds', label: 'Use for the chosen claim' };
    return this.#forClaim === selected.id ? [bounds, add] : [add, bounds];
  }

  /** @param {{ name: string, spans: { start: number, end: number }[] }} picked */
  #pickWords({ name, spans }) {
    const anchors = this.#review.anchors(spans);
    const selected = this.#page.selected();
    this.#forClaim = null;
    if (name === 'bounds' && selected) {
      this.#do({ type: 'bounds', target: this.#review.target(selected.id), spans: anchors });
      const view = this.#page.article()?.byId.get(selected.id);
      if (view) this.#page.choose(view);
    } else if (name === 'guess') {
      const entry = this.#do({ type: 'guess', spans: anchors, source: '' });
      if (entry) this.#guess.focusName(entry.id);
    } else if (name === 'add') {
      const { result } = /** @type {Article} */ (this.#page.article());
      const attribution = coveringAttribution(result, spans);
      const source = result.sources.find((/** @type {any} */ s) => s.id === (attribution?.source_id ?? 's_author')) ?? result.sources[0];
      const label = source.id === 's_author' ? 'asserted' : 'asserted_by_source';
      const entry = this.#do({ type: 'add', spans: anchors, source: { id: source.id, name: source.name }, label });
      const view = entry && this.#claimOf(entry);
      if (!view) return;
      ReviewBar.openNext(view.id, 'change');
      this.#page.choose(view);
    }
  }

  /** Lets the reader choose other words for a claim. @param {ClaimView} view */
  #chooseWords(view) {
    this.#forClaim = view.id;
    if (view.id !== this.#page.selected()?.id) this.#page.select(view);
    this.#page.view.reveal(view, this.#page.sheet.top);
    const { start, end } = { start: view.start, end: view.claim.spans.at(-1).end };
    this.#picker.start({ start, end });
  }

  #leaveWords() {
    this.#forClaim = null;
    const selected = this.#page.selected();
    if (selected) this.#page.choose(selected);
    this.#page.say('');
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (document.body.dataset.state !== 'read' && event.key !== '?') return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (target.closest('dialog')) return;
    const isTyping = target.matches(TYPING);
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if ((ctrlKey || metaKey) && !altKey && !isTyping) {
      const letter = key.toLowerCase();
      if (letter !== 'z' && !(letter === 'y' && !shiftKey)) return;
      event.preventDefault();
      this.#back(shiftKey || letter === 'y' ? 'redo' : 'undo');
      return;
    }
    if (ctrlKey || metaKey || altKey || isTyping || target instanceof HTMLSelectElement || !this.#keys.hasLetters) return;
    if (key === '?') {
      event.preventDefault();
      this.#keys.open();
    } else if (key.toLowerCase() === 'm' && this.#turn !== 'compared') {
      event.preventDefault();
      this.#forClaim = null;
      this.#picker.start();
    } else if (LETTER[key.toLowerCase()] && !this.#turn) {
      const view = this.#focused(target);
      if (!view) return;
      event.preventDefault();
      this.#onClaim(LETTER[key.toLowerCase()], view, target);
    }
  }

  /** The claim that has the focus. @param {Element} target */
  #focused(target) {
    const article = this.#page.article();
    const pin = target.closest('.pin, .card');
    if (pin instanceof HTMLElement) return article?.claims[Number(pin.dataset.claim)] ?? null;
    return target.closest('claim-sheet') ? this.#page.selected() : null;
  }

  /**
   * @param {string} what
   * @param {ClaimView} view
   * @param {Element} target
   */
  #onClaim(what, view, target) {
    if (what === 'words') return this.#chooseWords(view);
    if (what === 'accept' || what === 'reject') {
      const { decision, changed } = view.claim.review ?? { decision: '', changed: [] };
      if (what === 'accept' && (decision === 'added' || (decision === 'changed' && changed.length))) return this.#page.say('You changed this one already.');
      const isOn = decision === `${what}ed`;
      this.#do({ type: isOn ? 'reopen' : what, target: this.#review.target(view.id) });
      return;
    }
    if (view.id !== this.#page.selected()?.id || target.matches('.pin')) this.#page.choose(view);
    const home = this.#page.sheet.isUsed ? this.#page.sheet : this.#page.list;
    /** @type {ReviewBar | null} */ (home.querySelector('review-bar'))?.toggle(what);
  }

  #listenToGuesses() {
    const on = (/** @type {string} */ type, /** @type {(detail: any) => void} */ act) =>
      this.#guess.addEventListener(type, (event) => act(/** @type {CustomEvent} */ (event).detail));
    on('guess-name', ({ id, source }) => this.#do({ type: 'guess-source', guess: id, source }));
    on('guess-remove', ({ id }) => this.#do({ type: 'unguess', guess: id }));
    on('guess-go', ({ spans }) => {
      const [first] = spans;
      if (!first) return;
      this.#page.view.revealWords(first.start, first.end);
      this.#page.view.setSelection(first.start, spans.at(-1).end);
    });
    on('guess-compare', () => this.#compare());
    on('guess-again', () => this.#beginGuess());
    on('guess-stop', () => {
      this.#leaveGuess();
      this.#start.focus();
      this.#page.say('The marks are shown again.');
    });
  }

  #toggleGuess() {
    if (!this.#turn) return this.#beginGuess();
    this.#leaveGuess();
    this.#page.say('The marks are shown again.');
  }

  #beginGuess() {
    this.#page.select(null);
    this.#setTurn('guessing');
    this.#tellGuesses();
    this.#guess.querySelector('h2')?.focus({ preventScroll: true });
    this.#page.say('The marks are hidden. Mark the claims yourself.');
  }

  #compare() {
    const article = /** @type {Article} */ (this.#page.article());
    this.#setTurn('compared');
    // The score is not to be drowned by the last guess's being kept.
    this.#toSay = '';
    this.#page.say(this.#guess.compare(this.#review.guesses, article));
    this.#guess.querySelector('h2')?.scrollIntoView({ block: 'nearest' });
    this.#tellGuessMarks();
  }

  #leaveGuess() {
    if (!this.#turn) return;
    this.#picker.clear();
    this.#setTurn('');
    this.#tellGuessMarks();
  }

  /** @param {'' | 'guessing' | 'compared'} turn */
  #setTurn(turn) {
    this.#turn = turn;
    if (turn) document.body.dataset.guess = turn;
    else delete document.body.dataset.guess;
    this.#start.textContent = turn ? 'Stop guessing' : 'Guess first';
    this.#page.refilter();
    this.#tellState();
  }

  #tellGuesses() {
    const article = this.#page.article();
    if (!article || !this.#turn) return;
    if (this.#turn === 'guessing') this.#guess.show(this.#review.guesses, article);
    this.#tellGuessMarks();
  }

  #tellGuessMarks() {
    this.#page.view.guesses = this.#turn ? this.#review.guesses.flatMap(({ spans }) => spans) : [];
  }
}

/** @param {string} words */
const unstopped = (words) => words.replace(/\.$/, '');

/** @param {string} words */
const sentence = (words) => `${words.charAt(0).toUpperCase()}${unstopped(words.slice(1))}.`;

/**
 * Whether a text is an edit of another, and not another article.
 *
 * @param {string} old
 * @param {string} text
 */
function isSameText(old, text) {
  const now = new Set(paragraphs(text));
  const before = paragraphs(old);
  return before.filter((line) => now.has(line)).length >= SAME_TEXT * before.length;
}
