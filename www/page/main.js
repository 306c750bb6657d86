// The page: a text comes in, its marks and its list come out, and the two are kept together.

import { Reader } from '../sayso.js';
import { Article } from './article.js';
import { ClaimKey } from './claim-key.js';
import { ClaimList } from './claim-list.js';
import { ClaimSheet } from './claim-sheet.js';
import { breathe, el } from './dom.js';
import { holdsText } from './linked.js';
import { canMark } from './marks.js';
import { PasteField, copiedText } from './paste-field.js';
import { ReadingProgress } from './reading-progress.js';
import { ReadingView } from './reading-view.js';
import { startSealedWorker } from './sealed.js';
import { ClaimSieve } from './sieve.js';
import './stay.js';
import { plural } from './terms.js';

/** @typedef {import('./article.js').ClaimView} ClaimView */

customElements.define('claim-key', ClaimKey);
customElements.define('claim-list', ClaimList);
customElements.define('claim-sheet', ClaimSheet);
customElements.define('claim-sieve', ClaimSieve);
customElements.define('paste-field', PasteField);
customElements.define('reading-progress', ReadingProgress);
customElements.define('reading-view', ReadingView);

/** How long a writer may pause before the text is read, in milliseconds, and how long a text, in UTF-16 units, is read then. */
const PAUSE_MS = 400;
const LIVE = 200_000;

/** With more claims than that, pictures are drawn after the text. */
const MUCH = 1000;

/** Whether the history notes of a step that an article was being read, and under which id it is kept. @param {any} state */
const isRead = (state) => state?.read === true;

/**
 * A claim in another reading of its text.
 *
 * @param {Article} article
 * @param {ClaimView} view
 */
function sameClaim({ claims, byId }, { id, claim, start }) {
  const namesake = byId.get(id);
  if (namesake?.claim.text === claim.text) return namesake;
  const alike = claims.filter((other) => other.claim.text === claim.text);
  return alike.sort((a, b) => Math.abs(a.start - start) - Math.abs(b.start - start))[0] ?? null;
}

/** Where what is loaded behind the page did not come. */
const ALONE = 'Not all of the page could be loaded. To try again, load it anew.';

/** Stands in for what corrects and keeps until that is there: nothing was decided. */
const NOBODY = {
  id: '',
  hidesMarks: false,
  isEdit: () => false,
  isWork: () => false,
  give() {},
  refreshed() {},
  shown() {},
  closed() {},
  bring: () => 0,
  openKept: async () => false,
  async openWork() {},
  /** @param {string} _text @param {any} result */
  open: async (_text, result) => result,
};

/** @returns {Promise<typeof import('./behind.js')>} */
async function loadBehind() {
  const behind = await import('./behind.js');
  return behind;
}

class Page {
  #reader = new Reader(startSealedWorker);
  #field = /** @type {PasteField} */ (document.querySelector('paste-field'));
  #view = /** @type {ReadingView} */ (document.querySelector('reading-view'));
  #list = /** @type {ClaimList} */ (document.querySelector('claim-list'));
  #key = /** @type {ClaimKey} */ (document.querySelector('claim-key'));
  #sieve = /** @type {ClaimSieve} */ (document.querySelector('claim-sieve'));
  /** @type {import('./glance.js').AtAGlance | null} */
  #glance = null;
  /** @type {import('./strip.js').ArticleStrip | null} */
  #strip = null;
  #sheet = /** @type {ClaimSheet} */ (document.querySelector('claim-sheet'));
  #date = /** @type {HTMLInputElement} */ (document.querySelector('#date'));
  #dateNote = /** @type {HTMLElement} */ (document.querySelector('#date-note'));
  #summary = /** @type {HTMLElement} */ (document.querySelector('#summary'));
  #untitled = /** @type {HTMLElement} */ (document.querySelector('#untitled'));
  #notice = /** @type {HTMLElement} */ (document.querySelector('#notice'));
  #status = /** @type {HTMLElement} */ (document.querySelector('#status'));
  /** @type {import('./take-along.js').TakeAlong | null} */
  #takeAlong = null;
  #progress = /** @type {ReadingProgress} */ (document.querySelector('reading-progress'));
  /** @type {AbortController | null} */
  #reading = null;
  #text = '';
  /** The day the reader gave; empty where the text is to say it. */
  #given = '';
  /** @type {Article | null} */
  #article = null;
  /** The article that is in the field, to be edited. @type {Article | null} */
  #last = null;
  /** Whether only a part of the text that is open has been read yet. */
  #isPart = false;
  /** Whether the browser is on its way back from the article in its history. It takes its time. */
  #isLeaving = false;
  /** How far a long text has been read and shown, in UTF-16 units. */
  #readTo = 0;
  /** What was found in a text while it was written. @type {{ text: string, dct: string | null, result: any } | null} */
  #ahead = null;
  #pause = 0;
  /** @type {AbortController | null} The reading of a text that is being written. */
  #glancing = null;
  /** Where in the article the reader was before editing. */
  #place = 0;
  /** @type {ClaimView | null} */
  #selected = null;
  /** @type {import('./correcting.js').Correcting | typeof NOBODY} */
  #correcting = NOBODY;
  /** Whether what is loaded behind the page did not come. */
  #isAlone = false;
  /** @type {Pick<typeof import('./behind.js'), 'LinkError' | 'packLink' | 'unpackLink'> | null} */
  #link = null;
  /** Settles when it is there, or will not come. */
  #behind = this.#loadBehind();

  constructor() {
    this.#field.addEventListener('text-ready', (event) => this.#open(/** @type {CustomEvent} */ (event).detail.text));
    this.#field.addEventListener('text-typed', () => this.#readAhead());
    this.#progress.addEventListener('reading-stop', () => this.#stop());
    this.#field.addEventListener('text-example', () => this.#example());
    this.#linkFilters();
    this.#linkViews();
    this.#listenToDrops();
    document.querySelector('#edit')?.addEventListener('click', () => this.#edit(this.#text));
    document.querySelector('#new')?.addEventListener('click', () => this.#edit(''));
    this.#date.addEventListener('change', () => {
      this.#given = this.#date.value;
      this.#correcting.give(this.#given);
      this.#read();
    });
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.#selected && !document.querySelector(':popover-open, dialog[open]')) this.#release();
    });
    this.#keepHistory();
  }

  /** What corrects and keeps, draws, takes along and explains: no first mark waits for it. */
  async #loadBehind() {
    // The engine is up before the first text comes; should it fail, that text's reader is told.
    this.#reader.warm();
    const loaded = await loadBehind().catch(() => null);
    this.#isAlone = !loaded;
    this.#link = loaded;
    if (loaded) {
      this.#linkMenu(/** @type {import('./take-along.js').TakeAlong} */ (document.querySelector('take-along')));
      this.#glance = /** @type {import('./glance.js').AtAGlance} */ (document.querySelector('at-a-glance'));
      this.#strip = /** @type {import('./strip.js').ArticleStrip} */ (document.querySelector('article-strip'));
      this.#strip.addEventListener('strip-go', (event) => this.#view.scrollToOffset(/** @type {CustomEvent} */ (event).detail.offset));
      this.#glance.addEventListener('lens-pick', (event) => this.#sieve.look(/** @type {CustomEvent} */ (event).detail));
      this.#correcting = new loaded.Correcting({
        view: this.#view,
        list: this.#list,
        sheet: this.#sheet,
        article: () => (this.#isPart ? null : this.#article),
        selected: () => this.#selected,
        select: (view) => this.#select(view),
        choose: (view) => this.#pickInList(view),
        refresh: (document) => this.#refresh(document),
        refilter: () => this.#filter(),
        say: (words) => this.#say(words),
        open: (text, given) => this.#open(text, given),
        leave: () => this.#edit(''),
      });
    }
    document.body.dataset.ready = '';
  }

  /** Opens an article that is kept. @param {string} id @returns {Promise<boolean>} Whether it was there. */
  async #openKept(id) {
    await this.#behind;
    return this.#correcting.openKept(id);
  }

  /** Back leads from the article to the field, with the text kept, and forward to the article again. */
  #keepHistory() {
    // A jump inside the page would count as a step.
    document.querySelector('.skip')?.addEventListener('click', (event) => {
      event.preventDefault();
      this.#view.focus();
    });
    addEventListener('popstate', ({ state }) => {
      const isReading = document.body.dataset.state === 'read';
      if (this.#isLeaving) {
        this.#isLeaving = false;
        if (isReading) this.#noteStep(); // another article came meanwhile
        return;
      }
      if (isRead(state) && !isReading && this.#text.trim()) this.#read();
      else if (isRead(state) && !isReading) this.#openKept(state.id);
      if (!isRead(state) && isReading) this.#edit(this.#text);
    });
    addEventListener('hashchange', () => this.#openLink());
    if (this.#openLink()) return;
    // A page that is loaded anew goes on where it was.
    if (isRead(history.state)) this.#openKept(history.state.id).then((isThere) => isThere || history.replaceState(null, ''));
  }

  /**
   * @param {string} text
   * @param {string} [given] The day that the reader gave; it stays with a text that is only edited.
   */
  async #open(text, given = this.#correcting.isEdit(text) ? this.#given : '') {
    this.#last = this.#correcting.isEdit(text) ? this.#last : null;
    this.#article = null;
    if (this.#takeAlong && !this.#last) this.#takeAlong.address = '';
    this.#text = text;
    this.#given = given;
    await this.#read();
  }

  /** Opens the text that the address holds. @returns {boolean} Whether it holds one. */
  #openLink() {
    const { hash } = location;
    if (!holdsText(hash)) return false;
    this.#unpack(hash);
    return true;
  }

  /** Opens the text in an address, and takes it out of there. @param {string} hash */
  async #unpack(hash) {
    await this.#behind;
    if (!this.#link) {
      this.#field.say(`${ALONE} The text in the link waits for that.`);
      return;
    }
    history.replaceState(null, '', location.pathname + location.search);
    try {
      const { text, dct } = await this.#link.unpackLink(hash);
      await this.#open(text, dct ?? '');
    } catch (error) {
      this.#edit('');
      this.#field.say(error instanceof this.#link.LinkError ? error.message : String(error));
    }
  }

  async #example() {
    const { default: text } = await import('../pkg/example.js');
    await this.#open(text);
  }

  /** Reads the text that is open, giving up a reading that is under way. Of a long text the beginning is shown first. */
  async #read() {
    this.#reading?.abort();
    this.#glancing?.abort();
    clearTimeout(this.#pause);
    const reading = new AbortController();
    const { signal } = reading;
    this.#reading = reading;
    const text = this.#text;
    const dct = this.#given || null;
    this.#progress.start();
    this.#readTo = 0;
    try {
      let shown = Promise.resolve();
      /** @type {(progress: { read: number, of: number, document: any }) => void} */
      const onprogress = ({ read, of, document }) => {
        shown = shown.then(() => this.#take(text.slice(0, read), document, signal, true));
        shown.then(() => !signal.aborted && this.#progress.tell((this.#readTo = read), of), () => {}); // whoever awaits it is told
      };
      const ahead = this.#ahead;
      const isRead = ahead?.text === text && ahead.dct === dct;
      const result = isRead ? ahead.result : await this.#reader.annotate(text, { dct, signal, onprogress });
      await breathe();
      await shown;
      if (signal.aborted) return;
      if (!document.body.hasAttribute('data-ready')) {
        // What was decided before is still on its way: the marks first.
        await this.#take(text, result, signal, true);
        await this.#behind;
        if (signal.aborted) return;
      }
      await this.#take(text, await this.#correcting.open(text, result, this.#given), signal);
    } catch (error) {
      if (!signal.aborted) this.#fail(/** @type {Error} */ (error));
    } finally {
      if (this.#reading === reading) this.#progress.end();
    }
  }

  /** @param {string} text @param {any} result @param {AbortSignal} signal @param {boolean} [isPart] */
  async #take(text, result, signal, isPart = false) {
    const article = await Article.build(text, result);
    await this.#view.prepare(article);
    if (!signal.aborted) this.#show(article, isPart);
  }

  /** Reads a text while it is written: what was found stands under the field, and is there when the article is wanted. */
  #readAhead() {
    this.#glancing?.abort();
    clearTimeout(this.#pause);
    this.#pause = setTimeout(async () => {
      const { text } = this.#field;
      if (!text.trim() || text.length > LIVE || document.body.dataset.state !== 'empty') return;
      const reading = new AbortController();
      this.#glancing = reading;
      const dct = (this.#correcting.isEdit(text) && this.#given) || null;
      try {
        const result = await this.#reader.annotate(text, { dct, signal: reading.signal });
        if (reading.signal.aborted || this.#field.text !== text) return;
        this.#ahead = { text, dct, result };
        this.#field.tell(result.summary.sentence);
      } catch {
        // The reader of the article is told when it is wanted.
      }
    }, PAUSE_MS);
  }

  /** Stops a reading that takes too long; what has been read is kept. */
  #stop() {
    this.#reading?.abort();
    this.#progress.end();
    if (!this.#readTo) {
      this.#edit(this.#text);
      this.#field.say('Stopped. The text is still here.');
      return;
    }
    const share = Math.max(1, Math.round((100 * this.#readTo) / this.#text.length));
    const on = el('button', { type: 'button' }, 'Read the rest');
    on.addEventListener('click', () => {
      this.#notice.hidden = true;
      this.#view.focus({ preventScroll: true });
      this.#read();
    });
    this.#notice.replaceChildren(`Stopped: only the first ${share} % was read. `, on);
    this.#notice.hidden = false;
    on.focus();
  }

  /**
   * Shows an article; one that is shown already is exchanged for its new reading where the reader is.
   *
   * @param {Article} article
   * @param {boolean} isPart Whether the rest of it is still being read.
   */
  #show(article, isPart) {
    const { result, claims } = article;
    const isSame = (this.#article ?? this.#last) !== null;
    const wasEmpty = document.body.dataset.state !== 'read';
    const held = this.#selected;
    document.body.dataset.state = 'read';
    this.#selected = null;
    article.address = this.#takeAlong?.address ?? '';
    this.#article = article;
    this.#isPart = isPart;
    document.body.toggleAttribute('data-part', isPart);
    this.#last = null;
    this.#ahead = null;
    this.#summary.textContent = result.summary.sentence;
    this.#notice.textContent = this.#caution(result);
    this.#notice.hidden = !this.#notice.textContent;
    this.#showDate(result.dct);
    this.#key.show(claims, isSame);
    this.#untitled.hidden = article.title >= 0;
    const isMuch = claims.length > MUCH;
    if (!isMuch) this.#glance?.show(article);
    this.#sieve.show(claims, isSame, isMuch ? null : (this.#glance?.lens(this.#sieve.lens) ?? null));
    this.#glance?.press(this.#sieve.lens);
    if (!isMuch) this.#strip?.show(article, this.#sieve.shows);
    this.#view.show(article, this.#shows);
    this.#list.show(article, this.#sieve, isSame);
    if (isMuch) this.#drawSlowly(article);
    const again = held && isSame ? sameClaim(article, held) : null;
    if (again) this.#select(again);
    else this.#sheet.show(null);
    this.#noteStep();
    if (!isPart) this.#correcting.shown(article);
    if (!wasEmpty && isSame) return;
    this.#say(`${plural(claims.length, 'claim')} found, ${result.summary.check_first.length} to check first.`);
    if (wasEmpty) {
      scrollTo({ top: isSame ? this.#place : 0, behavior: 'instant' });
      this.#view.focus({ preventScroll: true });
    }
  }

  /** Notes in the history that an article is being read. */
  #noteStep() {
    if (this.#isLeaving) return;
    const step = { read: true, id: this.#isPart ? '' : this.#correcting.id };
    if (isRead(history.state)) history.replaceState(step, '');
    else history.pushState(step, '');
  }

  /** The pictures of a long article, while the page stays free. @param {Article} article */
  async #drawSlowly(article) {
    await breathe();
    if (this.#article === article) this.#strip?.show(article, this.#sieve.shows);
    await breathe();
    await this.#glance?.prepare(article);
    if (this.#article !== article) return;
    this.#glance?.show(article);
    this.#glance?.press(this.#sieve.lens);
  }

  /** The same article after a correction: place, filters, search and choice stay. @param {any} document */
  #refresh(document) {
    const { article, changed } = Article.after(/** @type {Article} */ (this.#article), document);
    const selected = article.byId.get(this.#selected?.id ?? '') ?? null;
    this.#article = article;
    this.#selected = selected;
    this.#summary.textContent = document.summary.sentence;
    // What the key counts of very many claims follows with the pictures.
    const isMuch = article.claims.length > MUCH;
    if (!isMuch) this.#key.show(article.claims, true);
    this.#sieve.show(article.claims, true);
    this.#view.update(article, changed, this.#shows);
    this.#view.select(selected);
    this.#list.update(article, this.#sieve, selected);
    this.#sheet.show(selected, article);
    // The pictures follow when the words stand.
    this.#redraw(article);
    this.#correcting.refreshed(article);
  }

  /** Counts for the key; what is chosen in it and stands for no claim any more is let go. @param {Article} article */
  #recount({ claims }) {
    const { words } = this.#key;
    this.#key.show(claims, true);
    if (words === this.#key.words) return;
    this.#sieve.tell();
    this.#filter();
  }

  /** Draws the pictures of a corrected article, and counts very many claims for the key. @param {Article} article */
  async #redraw(article) {
    await breathe();
    if (this.#article !== article) return;
    if (article.claims.length > MUCH) {
      this.#recount(article);
      await breathe();
    }
    if (this.#article !== article) return;
    this.#strip?.show(article, this.#sieve.shows);
    if (article.claims.length > MUCH) {
      await breathe();
      await this.#glance?.prepare(article);
    }
    if (this.#article !== article) return;
    const held = this.#glance?.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.lens : undefined;
    this.#glance?.show(article);
    this.#glance?.press(this.#sieve.lens);
    if (!this.#glance || held === undefined) return;
    const same = this.#glance.querySelector(`[data-lens="${CSS.escape(held)}"]`) ?? this.#glance.querySelector('button');
    /** @type {HTMLElement | null} */ (same)?.focus({ preventScroll: true });
  }

  /** Which claims are marked in the text. @param {ClaimView} view */
  #shows = (view) => !this.#correcting.hidesMarks && this.#sieve.shows(view);

  /** The date that relative dates are resolved from, and where it comes from. @param {string | null} dct */
  #showDate(dct) {
    const isDay = /^\d{4}-\d\d-\d\d$/.test(dct ?? '');
    this.#date.value = this.#given || (isDay && dct) || '';
    this.#date.classList.toggle('unset', !this.#date.value);
    this.#dateNote.textContent = this.#given || !dct ? '' : isDay ? 'from the text' : `${dct} in the text`;
  }

  /** What a reader must know before trusting the marks. @param {any} result */
  #caution(result) {
    if (result.language === 'und') {
      return 'This does not look like English, the only language Sayso reads. What it marks here may well be wrong.';
    }
    if (this.#isAlone) return `${ALONE} Until then nothing can be corrected or kept.`;
    return canMark ? '' : 'This browser cannot mark text in place. The list has everything that was found.';
  }

  /** @param {Error} error */
  #fail(error) {
    const words = `The text could not be read: ${error.message}. It is still here; nothing was sent anywhere.`;
    this.#edit(this.#text);
    this.#field.say(words);
  }

  /** Back to the field. @param {string} text Empty for a new article. */
  #edit(text) {
    this.#reading?.abort();
    this.#progress.end();
    this.#place = scrollY;
    document.body.dataset.state = 'empty';
    if (isRead(history.state) && !this.#isLeaving) {
      this.#isLeaving = true;
      history.back();
    }
    this.#correcting.closed(text);
    this.#select(null);
    this.#last = text ? (this.#article ?? this.#last) : null;
    this.#article = null;
    if (!text) {
      this.#view.show(null);
      this.#list.show(null);
    }
    this.#text = text;
    this.#field.text = text;
    this.#field.say('');
    this.#say('');
    this.#field.focus();
    scrollTo({ top: 0 });
  }

  /** Key, pictures and search say together which claims are shown. */
  #linkFilters() {
    this.#sieve.key = this.#key;
    this.#sieve.openKey = () => this.#key.open();
    this.#key.addEventListener('filter-change', () => {
      this.#sieve.tell();
      this.#filter();
    });
    this.#sieve.addEventListener('filter-change', () => this.#filter());
    this.#sieve.addEventListener('filter-clear', () => this.#list.forgetSearch());
    this.#list.addEventListener('claim-seek', (event) => this.#sieve.seek(/** @type {CustomEvent} */ (event).detail.words));
    this.#view.addEventListener('view-move', () => this.#strip?.look(this.#view.window));
    const bar = /** @type {HTMLElement} */ (document.querySelector('.bar-line'));
    new ResizeObserver(() => document.documentElement.style.setProperty('--bar', `${bar.offsetHeight}px`)).observe(bar);
  }

  #filter() {
    const { shows, hides, lens } = this.#sieve;
    if (this.#selected && !shows(this.#selected)) this.#select(null);
    this.#view.filter(this.#shows);
    this.#list.filter(this.#sieve);
    this.#drawStrip();
    this.#glance?.press(lens);
    this.#say(hides ? `${plural(hides, 'claim')} hidden.` : 'All claims are shown.');
  }

  /** The strip of a long article is drawn when the words stand. */
  async #drawStrip() {
    const article = this.#article;
    if (article && article.claims.length > MUCH) await breathe();
    if (article && article === this.#article) this.#strip?.show(article, this.#sieve.shows);
  }

  /** What the menu takes along is what is on the page. @param {import('./take-along.js').TakeAlong} menu */
  #linkMenu(menu) {
    this.#takeAlong = menu;
    const article = () => /** @type {Article} */ (this.#article);
    menu.page = {
      write: (format) => {
        const { text, result, address } = article();
        const document = address ? { ...result, source: { ...result.source, url: address } } : result;
        return /** @type {Promise<string>} */ (this.#reader.call('export_document', document, text, format, this.#title()));
      },
      link: () => /** @type {typeof import('./behind.js')} */ (this.#link).packLink(article().text, this.#given || null),
      title: () => this.#title(),
    };
    menu.addEventListener('work-bring', (event) => this.#bring(/** @type {CustomEvent} */ (event).detail.file, menu));
    menu.addEventListener('address-change', (event) => {
      if (!this.#article || this.#article.address === /** @type {CustomEvent} */ (event).detail.address) return;
      this.#article.address = /** @type {CustomEvent} */ (event).detail.address;
      if (this.#selected) this.#select(this.#selected);
    });
  }

  /** Brings a result back onto the text that is open; what finds no place in it is named. @param {File} file @param {import('./take-along.js').TakeAlong} menu */
  async #bring(file, menu) {
    const article = this.#article;
    if (!article || this.#isPart) return menu.say('The article is still being read.');
    try {
      const json = await file.text();
      if (this.#correcting.isWork(json)) {
        menu.close();
        return this.#correcting.openWork(file);
      }
      const { document, unplaced } = /** @type {any} */ (await this.#reader.call('import_document', json, article.text));
      if (article.text !== this.#article?.text) return;
      const count = this.#correcting.bring(document);
      if (document.source.url && !menu.address) menu.address = document.source.url;
      const lost = unplaced.filter((/** @type {any} */ item) => item.list === 'claims');
      const done = count ? `${plural(count, 'decision')} brought back.` : 'Nothing in it that is not here already.';
      menu.say(lost.length ? `${done} ${plural(lost.length, 'claim')} found no place in this text:` : done, lost.map((/** @type {any} */ item) => item.exact));
    } catch (error) {
      menu.say(`“${file.name}” holds no result that could be brought back (${/** @type {Error} */ (error).message}).`);
    }
  }

  /** What the article is called. */
  #title() {
    const { text, result, title } = /** @type {Article} */ (this.#article);
    const segment = result.segments[Math.max(0, title)];
    return segment ? text.slice(segment.start, segment.end).replaceAll(/\s+/g, ' ').trim().slice(0, 120) : '';
  }

  /** Keeps text, list and sheet on the same claim. */
  #linkViews() {
    /** @param {Event} event @returns {ClaimView | null} */
    const viewOf = (event) => /** @type {CustomEvent} */ (event).detail.view;
    this.#view.addEventListener('claim-pick', (event) => this.#pickInText(viewOf(event)));
    this.#list.addEventListener('claim-pick', (event) => this.#pickInList(viewOf(event)));
    this.#list.addEventListener('claim-go', (event) => this.#goToText(viewOf(event)));
    this.#sheet.addEventListener('claim-pick', (event) => this.#pickInList(viewOf(event)));
    this.#sheet.addEventListener('claim-close', () => this.#release());
    this.#sheet.addEventListener('claim-step', (event) => {
      const view = this.#list.next(this.#selected, /** @type {CustomEvent} */ (event).detail.step);
      if (!view) return;
      this.#select(view);
      this.#view.reveal(view, this.#sheet.top);
    });
  }

  /** @param {ClaimView | null} view */
  #pickInText(view) {
    if (!view) {
      if (this.#selected) this.#select(null);
      return;
    }
    this.#select(view);
    if (this.#sheet.isUsed) {
      this.#sheet.focus({ preventScroll: true });
      this.#view.reveal(view, this.#sheet.top);
    } else {
      this.#list.focusClaim(view);
      this.#list.reveal(view);
    }
  }

  /** @param {ClaimView | null} view */
  #pickInList(view) {
    if (!view) return;
    this.#select(view);
    if (this.#sheet.isUsed) this.#sheet.focus({ preventScroll: true });
    else this.#list.focusClaim(view);
    this.#list.reveal(view);
    this.#view.reveal(view, this.#sheet.top);
  }

  /** @param {ClaimView | null} view */
  #goToText(view) {
    if (!view) return;
    this.#select(view);
    this.#view.focusClaim(view);
  }

  /** Lets the chosen claim go and leaves the focus where it can be gone on from. */
  #release() {
    const view = this.#selected;
    const inSheet = this.#sheet.contains(document.activeElement);
    this.#select(null);
    if (view && inSheet) this.#view.focusClaim(view);
  }

  /** @param {ClaimView | null} view */
  #select(view) {
    this.#selected = view;
    this.#view.select(view);
    this.#list.select(view);
    this.#sheet.show(view, this.#article);
  }

  #listenToDrops() {
    /**
     * Files always; words only into the empty field, where they are not an edit of a text.
     *
     * @param {DragEvent} event
     */
    const isOurs = ({ dataTransfer }) => {
      const types = dataTransfer?.types ?? [];
      if (types.includes('Files')) return true;
      return (types.includes('text/plain') || types.includes('text/html')) && document.body.dataset.state === 'empty' && !this.#field.text.trim();
    };
    document.addEventListener('dragover', (event) => {
      if (!isOurs(event)) return;
      event.preventDefault();
      document.body.dataset.drop = '';
    });
    // A newcomer pastes wherever the focus is.
    document.addEventListener('paste', (event) => {
      const isField = event.target instanceof Element && event.target.closest('input, textarea, dialog');
      if (isField || document.body.dataset.state !== 'empty' || this.#field.text.trim()) return;
      const text = copiedText(event.clipboardData);
      if (!text) return;
      event.preventDefault();
      this.#open(text);
    });
    document.addEventListener('dragleave', (event) => {
      if (!event.relatedTarget) delete document.body.dataset.drop;
    });
    document.addEventListener('drop', (event) => {
      delete document.body.dataset.drop;
      if (!isOurs(event) || !event.dataTransfer) return;
      event.preventDefault();
      const file = event.dataTransfer.files[0];
      if (file) this.#field.open(file);
      else this.#open(copiedText(event.dataTransfer) ?? '');
    });
  }

  /** For those who listen. @param {string} words */
  #say(words) {
    this.#status.textContent = words;
  }
}

new Page();
