// What Sayso is measured against, each in one module with a function `read`, as its users ship it.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = new URL('../browser/', import.meta.url);
const require = createRequire(new URL('package.json', folder));

/** What each does with a text. None of them finds who says what but the regular expressions, in their way. */
const SOURCES = {
  // With its web model: sentences, the part of speech of each word, and names.
  wink: `
    import winkNLP from 'wink-nlp';
    import model from 'wink-eng-lite-web-model';
    const nlp = winkNLP(model, ['sbd', 'pos', 'ner']);
    export function read(text) {
      const document = nlp.readDoc(text);
      return [document.sentences().out(nlp.its.span), document.tokens().out(nlp.its.pos), document.entities().out(nlp.its.detail)][0].length;
    }`,
  // Sentences, tags, quotations, and the names of people, places and organisations.
  compromise: `
    import nlp from 'compromise';
    export function read(text) {
      const document = nlp(text);
      return [document.sentences().out('array'), document.quotations().out('array'), document.people().out('array'), document.places().out('array'), document.organizations().out('array')][0].length;
    }`,
  // See regex.mjs.
  regex: `
    import { read as all } from ${JSON.stringify(fileURLToPath(new URL('regex.mjs', import.meta.url)))};
    export const read = (text) => all(text).length;`,
};

export const PEERS = Object.keys(SOURCES);

/**
 * Builds `wink.js`, `compromise.js` and `regex.js`, and gives their folder, which goes at the end.
 *
 * @param {(end: () => unknown) => void} atEnd
 */
export async function peers(atEnd) {
  const { build } = await import(require.resolve('vite'));
  // Where their packages are found.
  const out = await mkdtemp(fileURLToPath(new URL('node_modules/.peers-', folder)));
  atEnd(() => rm(out, { recursive: true }));
  for (const [name, source] of Object.entries(SOURCES)) {
    const entry = join(out, `${name}.entry.js`);
    await writeFile(entry, source);
    const lib = { entry, formats: ['es'], fileName: () => `${name}.js` };
    await build({ configFile: false, root: out, logLevel: 'error', build: { lib, outDir: join(out, 'built'), emptyOutDir: false, minify: true } });
  }
  return join(out, 'built');
}
