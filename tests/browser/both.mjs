// What the tests of both browsers share: texts, and what is done inside the page. `evaluate` is the same in Playwright and
// Puppeteer.

/** @typedef {{ evaluate: (act: any, given?: any) => Promise<any> }} Page */

/** `count` paragraphs of four claims each, no two alike. @param {number} count */
export const paragraphs = (count) =>
  Array.from(
    { length: count },
    (_, i) =>
      `The firm knew of rust in ${i} of its ferries, inspector Jane Ruddock said on Monday. According to two former sailors, the pumps ran all night and the crew was told to keep quiet. Brady denied that anyone was in danger.`,
  ).join('\n\n');

/** Texts that are hard to set. */
export const HARD = {
  'a megabyte without a space': 'x'.repeat(1_000_000),
  'a megabyte of marks without a space': 'He said“so”,'.repeat(83_000),
  'a hundred thousand characters without width': `The mayor, Ann Lee, said\u200b that the bridge ${'\u200b\u200d\u202e'.repeat(33_000)} was safe.`,
};

export const GERMAN =
  'Der Bürgermeister sagte am Montag, dass die Brücke wieder geöffnet werde. Die Arbeiten hätten länger gedauert als geplant, weil das Wetter schlecht gewesen sei.';

/**
 * Puts a text into the field as the clipboard does, without a field that has to set it.
 *
 * @param {Page} page
 * @param {string | null} [text] Null for one that the page holds in `made`: to hand over megabytes takes a browser long.
 */
export const pasteText = (page, text = null) =>
  page.evaluate((/** @type {string | null} */ given) => {
    const data = new DataTransfer();
    data.setData('text/plain', given ?? globalThis.made);
    const event = new Event('paste', { bubbles: true, cancelable: true });
    // Firefox gives an event that a page makes an empty clipboard.
    Object.defineProperty(event, 'clipboardData', { value: data });
    document.querySelector('textarea')?.dispatchEvent(event);
  }, text);

/** Runs in the page: whether a text is read to its end. */
export const isWhole = () =>
  document.body.dataset.state === 'read' && document.querySelector('reading-progress')?.hidden === true && !document.body.hasAttribute('data-part');

/** How many ranges are marked under each of the page's highlight names; null where the browser has none. @param {Page} page */
export const marked = (page) =>
  page.evaluate(() => ('highlights' in CSS ? Object.fromEntries([...CSS.highlights].map(([name, ranges]) => [name, ranges.size])) : null));

/** The middle of the first line of some words of the article, brought into the window. @param {Page} page @param {string} words */
export const pointAt = (page, words) =>
  page.evaluate((/** @type {string} */ sought) => {
    const walker = document.createTreeWalker(document.querySelector('reading-view'), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(sought);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + sought.length);
      node.parentElement.scrollIntoView({ block: 'center' });
      const box = range.getClientRects()[0];
      return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    }
    throw new Error(`not in the article: ${sought}`);
  }, words);

/** Selects words of the article, over whatever stands between them. @param {Page} page @param {string} words */
export const selectWords = (page, words) =>
  page.evaluate((/** @type {string} */ sought) => {
    const walker = document.createTreeWalker(document.querySelector('reading-view'), NodeFilter.SHOW_TEXT);
    let text = '';
    const nodes = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      nodes.push([node, text.length]);
      text += node.data;
    }
    const at = text.indexOf(sought);
    const place = (offset) => {
      const [node, start] = nodes.findLast(([, begin]) => begin <= offset);
      return [node, offset - start];
    };
    getSelection().setBaseAndExtent(...place(at), ...place(at + sought.length));
  }, words);

/** From now on nothing more can be kept, until the page has `hasRoom`. @param {Page} page */
export const fillDisk = (page) =>
  page.evaluate(() => {
    for (const way of /** @type {const} */ (['put', 'add'])) {
      const { [way]: write } = IDBObjectStore.prototype;
      IDBObjectStore.prototype[way] = function full(...given) {
        if (globalThis.hasRoom) return write.apply(this, given);
        throw new DOMException('full', 'QuotaExceededError');
      };
    }
  });

/** Everything that is in the database. @param {Page} page */
export const inDatabase = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('sayso');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = async () => {
          const db = opening.result;
          const names = [...db.objectStoreNames];
          const all = {};
          for (const name of names) {
            all[name] = await new Promise((done) => (db.transaction(name).objectStore(name).getAll().onsuccess = (event) => done(event.target.result)));
          }
          db.close();
          resolve(all);
        };
      }),
  );
