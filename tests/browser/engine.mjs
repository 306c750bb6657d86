// The engine without a browser: its bytes as the page gets them.

import { carry } from '../../www/carry.js';
import { engine } from '../../www/engine.js';
import { add } from '../../www/pieces.js';

await Promise.all([engine.start(), carry.start()]);

/** @param {any[]} args */
export const export_document = (...args) => carry.call('export_document', args);
/** @param {any[]} args */
export const import_document = (...args) => carry.call('import_document', args);

/**
 * What the engine finds, with offsets as JavaScript counts them.
 *
 * @param {string} text
 * @param {object} [options]
 */
export const annotate = (text, options = {}) => add({}, engine.call('annotate', [text, options]));
