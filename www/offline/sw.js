// The offline copy of the page. The build puts VERSION and FILES, each with its SHA-256, before this line.
//
// A copy is kept only if every file of it is of this version; it takes over when no page of the version before is open. It
// answers for those files and for nothing else, and hears nothing from the page.

/** Copies of one address and one version. */
const PREFIX = `sayso ${self.registration.scope} `;
const CACHE = PREFIX + VERSION;

const TYPES = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

/** @param {ArrayBuffer} bytes */
async function hashOf(bytes) {
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * A file of this version: what the browser has anyway, if it is that, else what the host has.
 *
 * @param {string} path
 */
async function load(path) {
  for (const cache of /** @type {RequestCache[]} */ (['default', 'reload'])) {
    const response = await fetch(new Request(path, { cache, credentials: 'same-origin' }));
    const bytes = await response.arrayBuffer();
    if (!response.ok || (await hashOf(bytes)) !== FILES[path]) continue;
    // A host may name the type wrongly.
    const type = TYPES[path.split('.').pop()] ?? 'application/octet-stream';
    return new Response(bytes, { headers: { 'content-type': `${type}; charset=utf-8` } });
  }
  throw new Error(`${path} is not of version ${VERSION}`);
}

/** Path of a file that is kept, for an address; null for any other. @param {string} address */
function pathOf(address) {
  const scope = new URL(self.registration.scope);
  const { origin, pathname } = new URL(address);
  if (origin !== scope.origin || !pathname.startsWith(scope.pathname)) return null;
  const path = decodeURI(pathname.slice(scope.pathname.length)).replace(/(^|\/)$/, '$1index.html');
  return Object.hasOwn(FILES, path) ? path : null;
}

self.addEventListener('install', (event) => {
  const keep = async () => {
    const files = await Promise.all(Object.keys(FILES).map(async (path) => [path, await load(path)]));
    const cache = await caches.open(CACHE);
    await Promise.all(files.map(([path, response]) => cache.put(new URL(path, self.registration.scope), response)));
  };
  event.waitUntil(keep());
});

self.addEventListener('activate', (event) => {
  const takeOver = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
    }
    // A page that came from the network keeps its own version's files: they have addresses of their own.
    await self.clients.claim();
  };
  event.waitUntil(takeOver());
});

self.addEventListener('fetch', (event) => {
  const path = event.request.method === 'GET' ? pathOf(event.request.url) : null;
  if (!path) return;
  const answer = async () => {
    const cache = await caches.open(CACHE);
    return (await cache.match(new URL(path, self.registration.scope))) ?? fetch(event.request);
  };
  event.respondWith(answer());
});
