import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { annotate, open } from './chromium.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const articles = readdirSync(`${root}tests/articles`).filter((name) => name.endsWith('.txt'));

/** The native program; `SAYSO_CLI` names another build of it. */
const cli = [process.env.SAYSO_CLI, `${root}target/release/sayso`, `${root}target/debug/sayso`].find((path) => path && existsSync(path));

/** Sorted keys, so that two equal results are the same bytes. */
const canonical = (value) =>
  JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );

test('there are articles to compare', () => assert.ok(articles.length >= 8));

for (const name of articles) {
  test(`the browser reads ${name} as the command line does`, async (t) => {
    assert.ok(cli, 'build the program first: cargo build');
    const path = `${root}tests/articles/${name}`;
    const lines = execFileSync(cli, ['--format', 'jsonl', path], { encoding: 'utf8', maxBuffer: 1 << 28 }).trim().split('\n');
    assert.equal(lines.length, 1);
    const page = await open(t);
    const there = await annotate(page, readFileSync(path, 'utf8'), { offset_unit: 'code-point' });
    assert.equal(canonical(there), canonical(JSON.parse(lines[0])));
  });
}
