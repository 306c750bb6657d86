// Where the page is: served here, unless the environment names the address of somebody else's server.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

const WWW = fileURLToPath(new URL('../../www/', import.meta.url));
const MIME = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.txt': 'text/plain' };

/** Serves `www`; the address is in the environment where somebody else does. */
async function serve() {
  const server = createServer(async ({ url }, response) => {
    const path = normalize(decodeURIComponent(new URL(url ?? '/', 'http://localhost').pathname)).replace(/\/$/, '/index.html');
    try {
      const body = await readFile(join(WWW, path));
      response.writeHead(200, { 'content-type': `${MIME[extname(path)] ?? 'application/octet-stream'}; charset=utf-8` }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(null)));
  after(() => server.close());
  return `http://127.0.0.1:${server.address().port}/`;
}

export const address = process.env.SAYSO_URL ?? (await serve());
