import type { Document, OffsetUnit } from './pkg/sayso.js';

export type * from './pkg/sayso.js';

/** How to annotate. */
export interface Options {
  /** Day on which the text was written, `YYYY-MM-DD`: relative dates are resolved from it. Read from a dateline where none is given. */
  dct?: string | null;
  /** What offsets are counted in; `utf-16`, as strings are indexed, where none is given. */
  offset_unit?: OffsetUnit | null;
  /** Gives the call up: its promise is rejected with the signal's reason. */
  signal?: AbortSignal;
  /** Is told of the first parts of a long text before the whole is read. What it throws rejects the call. */
  onprogress?: (progress: Progress) => void;
}

/** An early part of a long text. */
export interface Progress {
  /** UTF-16 units read so far, from the beginning of the text. */
  read: number;
  /** UTF-16 units in all. */
  of: number;
  /** What was found in the part that is read, as if it were the whole text. */
  document: Document;
}

/**
 * Finds every claim in an English news text, and for each one on whose say-so it stands. Reads in a worker that all callers
 * share; in a program without a page, in its thread.
 *
 * Any text gives a result; only wrong options reject, with an `Error` that names the field.
 */
export function annotate(text: string, options?: Options | null): Promise<Document>;

/** One engine in one worker, for those who want one of their own. */
export class Reader {
  /** @param start Makes the worker; it must run `worker.js` under the name that is given. */
  constructor(start?: (name: string) => Worker);
  annotate(text: string, options?: Options | null): Promise<Document>;
  /** Calls any function of the engine. */
  call(name: string, ...args: unknown[]): Promise<unknown>;
  /**
   * Says that the worker is needed for some time; what it gives says that it no longer is. After the last one the worker ends
   * as soon as no call is open.
   */
  hold(): () => void;
  /** Starts the worker ahead of the first call. */
  warm(): void;
  /** Ends the worker; open calls are rejected. */
  close(): void;
}

/** The reader that all callers of this module share. */
export const shared: Reader;

/** A worker that the page makes itself of a source; of a module unless told. */
export function startWorkerFromSource(source: string, name: string, type?: WorkerType): Worker;
