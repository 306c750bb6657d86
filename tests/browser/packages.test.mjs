// The npm package as others install it: packed, put into a fresh project, used by plain Node.js and built by Vite; its types held
// against code that uses them.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { visit } from './chromium.mjs';
import { DIST, annotated, host } from './host.mjs';

const require = createRequire(import.meta.url);

/** A fresh project with the packed package in it. */
const project = mkdtempSync(join(tmpdir(), 'sayso-project-'));
after(() => rmSync(project, { recursive: true }));
const npm = (...args) => execFileSync('npm', args, { cwd: project, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
const [{ filename, files }] = JSON.parse(npm('pack', join(DIST, 'npm'), '--json', '--silent'));
writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'fresh', private: true, type: 'module' }));
npm('install', '--offline', '--no-audit', '--no-fund', '--silent', join(project, filename));

/** @param {string} name @param {string} text */
const write = (name, text) => {
  mkdirSync(dirname(join(project, name)), { recursive: true });
  writeFileSync(join(project, name), text);
};

const USE = `
import { annotate } from 'sayso';
import * as direct from 'sayso/direct';
import 'sayso/element';
const text = 'Mayor Ann Lee said on Monday that the bridge was safe.';
const early = [];
const { claims, source } = await annotate(text, { dct: '2025-11-13' });
const long = await direct.annotate((text + '\\n\\n').repeat(1200), { onprogress: ({ read, of }) => early.push(read < of) });
const errors = [];
for (const call of [() => annotate(text, { colour: 'red' }), () => annotate(7), () => annotate(text, { signal: AbortSignal.abort() })]) {
  errors.push(await call().then(() => 'answered', (error) => error.name + ': ' + error.message));
}
console.log(JSON.stringify({ claim: claims[0].text, unit: source.offset_unit, long: long.claims.length > 1000, early, errors }));
`;

const EXPECTED = {
  claim: 'The bridge was safe.',
  unit: 'utf-16',
  long: true,
  early: [true],
  errors: ['Error: options.colour: unknown; allowed are dct and offset_unit', 'TypeError: text: not a string', 'AbortError: This operation was aborted'],
};

test('the package holds one engine, its types, and nothing that is not needed', () => {
  const paths = files.map(({ path }) => path);
  for (const path of ['sayso.js', 'sayso.d.ts', 'direct.js', 'say-so.js', 'worker.js', 'pkg/engine.js', 'pkg/sayso.d.ts', 'README.md']) assert.ok(paths.includes(path), path);
  assert.deepEqual(paths.filter((path) => /\.wasm|main\.js|index\.html|\.css|demo|extension/.test(path)), []);
  assert.equal(files.filter(({ size }) => size > 500_000).length, 1);
});

// Others are tried where they are installed.
const runtimes = [
  ['Node.js', 'node', []],
  ['Deno', 'deno', ['run', '--allow-read', '--no-lock', '--node-modules-dir=manual']],
  ['Bun', 'bun', ['run']],
];
for (const [name, program, args] of runtimes) {
  const isThere = (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
  test(`${name} imports it, and ends by itself`, { skip: !isThere && `${name} is not installed` }, () => {
    write('use.mjs', USE);
    const { stdout, stderr, status } = spawnSync(program, [...args, 'use.mjs'], { cwd: project, encoding: 'utf8', timeout: 60_000 });
    assert.equal(status, 0, stderr);
    const said = JSON.parse(stdout);
    // Each has words of its own for a call that was given up.
    assert.match(said.errors[2], /^AbortError: /);
    assert.deepEqual({ ...said, errors: said.errors.with(2, EXPECTED.errors[2]) }, EXPECTED);
  });
}

test('Vite builds a page with it, with the engine once', async (t) => {
  write('index.html', '<!doctype html><html lang="en"><title>Built</title><link rel="icon" href="data:,"><say-so>The mayor said that the bridge was safe.</say-so><script type="module" src="/main.js"></script></html>');
  write('main.js', "import { annotate } from 'sayso';\nimport 'sayso/element';\nannotate('Mayor Ann Lee said that the bridge was safe.').then(({ claims }) => (document.title = claims[0].text));\n");
  const vite = join(dirname(require.resolve('vite/package.json')), 'bin/vite.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, 'build', '--base', './'], { cwd: project, encoding: 'utf8', timeout: 120_000 });
  assert.equal(status, 0, stdout + stderr);
  assert.doesNotMatch(stderr, /warn/i);
  const assets = join(project, 'dist/assets');
  const large = readdirSync(assets).filter((file) => statSync(join(assets, file)).size > 500_000);
  assert.equal(large.length, 1, large.join(', '));
  const there = await host(t, { folder: join(project, 'dist'), at: '/built/' });
  const page = await visit(t, `${there.address}/built/`);
  await annotated(page);
  await page.waitForFunction(() => document.title !== 'Built');
  assert.equal(await page.title(), 'The bridge was safe.');
  assert.equal(page.workers().length, 1);
});

test('a worker of the host’s own reads with the direct variant', async (t) => {
  const there = await host(t, { folder: join(project, 'node_modules/sayso'), pages: { '/': '<!doctype html><title>Host</title><link rel="icon" href="data:,">' } });
  const page = await visit(t, `${there.address}/`);
  const claims = await page.evaluate(() => {
    const source = `import { annotate } from '${location.origin}/sayso/direct.js'; annotate('The mayor said that the bridge was safe.').then(({ claims }) => postMessage(claims.length));`;
    const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })), { type: 'module' });
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = reject;
    });
  });
  assert.ok(claims > 0);
});

const TYPED = `
import { annotate, type Claim, type Document, type Options, type Progress } from 'sayso';
import { annotate as direct } from 'sayso/direct';
import type { SaySo, View } from 'sayso/element';

const options: Options = { dct: '2025-11-13', signal: new AbortController().signal, onprogress: ({ read, of }: Progress) => void (read / of) };
const document: Document = await annotate('text', options);
const same: Document = await direct('text');
const names: string[] = document.claims.map((claim: Claim) => claim.source_name);
const element: SaySo = globalThis.document.querySelector('say-so')!;
const view: View = element.view;
element.addEventListener('say-so-annotated', ({ detail }) => detail.document.claims.length);
element.addEventListener('say-so-select', ({ detail }) => detail.claim?.certainty_label === 'denied');
element.select(element.document?.summary.check_first[0] ?? null);
// @ts-expect-error the text is not optional
annotate();
// @ts-expect-error an unknown option
annotate('text', { colour: 'red' });
// @ts-expect-error a unit that there is not
annotate('text', { offset_unit: 'furlong' });
// @ts-expect-error a label that there is not
document.claims[0].certainty_label === 'maybe';
// @ts-expect-error a view that there is not
element.view = 'sideways';
export { names, same, view };
`;

for (const [moduleResolution, module] of [['bundler', 'esnext'], ['nodenext', 'nodenext']]) {
  test(`its types hold, resolved as ${moduleResolution}`, () => {
    write('typed.ts', TYPED);
    const compilerOptions = { strict: true, noEmit: true, target: 'es2022', lib: ['es2023', 'dom'], module, moduleResolution, types: [], skipLibCheck: false };
    write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['typed.ts'] }));
    const { status, stdout } = spawnSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', project], { encoding: 'utf8' });
    assert.equal(status, 0, stdout);
  });
}
