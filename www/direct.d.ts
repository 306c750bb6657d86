import type { Document } from './pkg/sayso.js';
import type { Options } from './sayso.js';

export type * from './pkg/sayso.js';
export type { Options, Progress } from './sayso.js';

/**
 * The same as `annotate` of `sayso.js`, in this thread: for Web Workers, service workers, and programs without a page. The
 * call can be given up between two parts of a long text, if it tells its progress.
 */
export function annotate(text: string, options?: Options | null): Promise<Document>;
