// Starts the worker where a <say-so> waits for it already: before the other modules are run, which takes a while.

import { shared } from '../sayso.js';

if (globalThis.document?.querySelector('say-so') && !customElements.get('say-so')) {
  const letGo = shared.hold();
  shared.warm();
  // The element holds it by then, or has gone.
  setTimeout(letGo);
}
