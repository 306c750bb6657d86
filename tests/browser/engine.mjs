// The engine without a browser: its bytes as the page gets them.

import engine from '../../www/pkg/engine.js';
import { annotate as read, export_document, import_document, initSync } from '../../www/pkg/sayso.js';

export { export_document, import_document };

initSync({ module: Uint8Array.from(engine, (unit) => unit.charCodeAt(0)) });

/**
 * What the engine finds, with offsets as JavaScript counts them.
 *
 * @param {string} text
 * @param {object} [options]
 */
export const annotate = (text, options = {}) => read(text, options);
