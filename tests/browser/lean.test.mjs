// What ships has no comments and no blanks, and says what its sources say.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { parseAst } from 'vite';
import { DIST, WWW } from './host.mjs';

const lightningcss = createRequire(createRequire(import.meta.url).resolve('vite'))('lightningcss');

/** @param {string} folder @param {string} extension */
async function files(folder, extension) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'));
  return paths.filter((path) => path.endsWith(extension)).sort();
}

/** A piece of a program without its places, as a string. */
const shape = (node) => JSON.stringify(node, (key, value) => (['start', 'end', 'raw'].includes(key) ? undefined : typeof value === 'bigint' ? `${value}n` : value));

/** The statements of a source that stand in what ships as they are. */
function* own(program) {
  for (const statement of program.body) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement.type === 'ImportDeclaration' || statement.type.startsWith('Export') ? null : statement;
    if (declared) yield shape(declared);
  }
}

/** The statements in the scopes of a bundle. */
function* shipped(program) {
  for (const { declarations = [] } of program.body) {
    for (const { init } of declarations) yield* (init?.callee?.body?.body ?? []).map(shape);
  }
}

/** What the build writes otherwise on purpose: where a module looks for another. */
const MOVED = /import\.meta|await import\(/;

test('every statement of the page, the element and the engine’s modules is in what ships', async () => {
  const version = (await readdir(DIST)).find((name) => /^[\da-f]{12}$/.test(name));
  const bundles = ['sayso.js', 'say-so.js', ...(await files(join(DIST, version), '.js')).map((path) => `${version}/${path}`)];
  const there = new Set();
  for (const path of bundles) for (const statement of shipped(parseAst(await readFile(join(DIST, path), 'utf8')))) there.add(statement);
  let found = 0;
  for (const path of await files(WWW, '.js')) {
    if (/^(?:extension|file|offline\/sw|pkg\/(?:carry-)?engine)/.test(path)) continue;
    const source = await readFile(join(WWW, path), 'utf8');
    if (MOVED.test(source)) continue;
    for (const statement of own(parseAst(source))) {
      assert.ok(there.has(statement), `${path}: ${statement.slice(0, 200)}`);
      found += 1;
    }
  }
  assert.ok(found > 300, String(found));
});

test('the extension’s modules are their sources', async () => {
  for (const path of ['extension/background.js', 'direct.js', 'engine.js', 'instance.js', 'pkg/sayso.js']) {
    const [ours, theirs] = await Promise.all([WWW, join(DIST, 'extension')].map((folder) => readFile(join(folder, path), 'utf8')));
    assert.equal(shape(parseAst(theirs)), shape(parseAst(ours)), path);
    assert.ok(theirs.length < ours.length, path);
  }
});

test('the one style is the page’s styles', async () => {
  const version = (await readdir(DIST)).find((name) => /^[\da-f]{12}$/.test(name));
  const html = await readFile(join(WWW, 'index.html'), 'utf8');
  const sources = await Promise.all([...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, path]) => readFile(join(WWW, path), 'utf8')));
  // Blanks behind commas stay in what it does not look into, such as values with variables.
  const rules = (css) => lightningcss.transform({ filename: 'style.css', code: Buffer.from(css), minify: true }).code.toString().replaceAll(/\s+/g, '');
  const theirs = await readFile(join(DIST, version, 'style.css'), 'utf8');
  assert.equal(rules(theirs), rules(sources.join('\n')));
  assert.ok(theirs.length < sources.join('\n').length);
});
