// Keeps a copy of the page on the device, so that it opens without a network. Served pages only; a file on disk needs none.

import '../page/trusted.js';

// The service worker has a lasting address, above the folder of this version.
const script = new URL('../../sw.js', import.meta.url);

// Where there are no service workers, as on a host without https, or where they are forbidden, the page works online as before.
navigator.serviceWorker?.register(script).catch(() => {});
