// One origin with everything that is measured: /sayso/ is www or what ships, /peers/ the others, /texts/ the workload, /bench/ this folder.

import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WWW, host } from '../browser/host.mjs';
import { peers } from './peers.mjs';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };
/** Clocks are precise only where nobody else's code is. Nothing is kept, so that each profile loads everything. */
const HEADERS = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp', 'cache-control': 'no-store' };

/**
 * Serves until the end.
 *
 * @param {(end: () => unknown) => void} atEnd
 * @param {string} texts Folder with the workload.
 * @param {Record<string, string>} pages HTML by path; may be changed while it serves.
 * @param {string} [sayso] Our files: the sources, unless told.
 */
export async function serve(atEnd, texts, pages, sayso = WWW) {
  const folder = await mkdtemp(join(tmpdir(), 'sayso-bench-'));
  atEnd(() => rm(folder, { recursive: true }));
  const parts = { sayso, texts: resolve(texts), bench: fileURLToPath(new URL('.', import.meta.url)), peers: await peers(atEnd) };
  for (const [name, path] of Object.entries(parts)) await symlink(path, join(folder, name));
  const t = /** @type {any} */ ({ after: atEnd });
  const { address } = await host(t, { folder, at: '/', pages, headers: HEADERS, types: TYPES });
  return address;
}

/**
 * Runs `main` and, whatever comes, what is to be done at the end, in reverse order. What `main` gives is printed as a line of JSON.
 *
 * @param {(atEnd: (end: () => unknown) => void) => Promise<unknown>} main
 */
export async function figures(main) {
  /** @type {(() => unknown)[]} */
  const ends = [];
  try {
    process.stdout.write(`${JSON.stringify(await main((end) => ends.push(end)))}\n`);
  } finally {
    for (const end of ends.reverse()) await end();
  }
}
