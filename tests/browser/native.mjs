// What the command line says of the golden articles, to be held against what browsers say.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** File names of the golden articles. */
export const articles = readdirSync(`${root}tests/articles`).filter((name) => name.endsWith('.txt'));

/** The native program; `SAYSO_BIN` names a certain build of it. */
const cli = [process.env.SAYSO_BIN, `${root}target/release/sayso`, `${root}target/debug/sayso`].find((path) => path && existsSync(path));

/** @param {string} name */
export const text = (name) => readFileSync(`${root}tests/articles/${name}`, 'utf8');

/**
 * The result of the command line, with its keys sorted.
 *
 * @param {string} name
 */
export function said(name) {
  assert.ok(cli, 'build the program first: cargo build');
  const json = execFileSync(cli, ['--format', 'json', `${root}tests/articles/${name}`], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return canonical(JSON.parse(json));
}

/** Sorted keys, so that two equal results are the same bytes. */
export const canonical = (value) =>
  JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
