// A text in a link: packed into the part of an address that browsers keep to themselves, and out of it again.

import { PREFIX } from './linked.js';

/** A longer link, in characters, is cut by some programs. */
export const LONG_LINK = 8_000;

/** A longer one opens in no browser for certain. */
const LONGEST_LINK = 1_000_000;

/** No more than this is unpacked, in bytes: a few thousand characters can hold gigabytes of the same. */
const MOST_BYTES = 8_000_000;

/** What a reader is told. */
export class LinkError extends Error {}

/** @param {Uint8Array} bytes */
function check(bytes) {
  // FNV-1a: tells a damaged link from a whole one.
  let sum = 0x811c9dc5;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  return sum;
}

/** @param {Uint8Array} bytes */
function toBase64(bytes) {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** @param {string} text */
const fromBase64 = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));

/** @param {Uint8Array} bytes @param {GenericTransformStream} through @param {number} most */
async function pipe(bytes, through, most) {
  const reader = new Blob([/** @type {BlobPart} */ (bytes)]).stream().pipeThrough(through).getReader();
  /** @type {BlobPart[]} */
  const parts = [];
  let size = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      await reader.cancel().catch(() => {});
      throw new LinkError('The text in this link is too long to open.');
    }
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/**
 * The address of this page with a text in its fragment.
 *
 * @param {string} text
 * @param {string | null} dct The day on which it was written.
 */
export async function packLink(text, dct) {
  const body = new TextEncoder().encode(JSON.stringify({ text, dct }));
  const packed = await pipe(body, new CompressionStream('deflate-raw'), Infinity);
  const bytes = new Uint8Array(packed.length + 4);
  new DataView(bytes.buffer).setUint32(0, check(body));
  bytes.set(packed, 4);
  const link = new URL(location.href);
  link.hash = PREFIX + toBase64(bytes);
  if (link.href.length > LONGEST_LINK) throw new LinkError('The text is too long for a link. Take it along as a file.');
  return link.href;
}

/**
 * The text in a fragment.
 *
 * @param {string} hash
 * @returns {Promise<{ text: string, dct: string | null }>}
 * @throws {LinkError} Where it is damaged or too long.
 */
export async function unpackLink(hash) {
  try {
    const bytes = fromBase64(hash.slice(PREFIX.length));
    const body = await pipe(bytes.subarray(4), new DecompressionStream('deflate-raw'), MOST_BYTES);
    if (check(body) !== new DataView(bytes.buffer).getUint32(0)) throw new LinkError('');
    const { text, dct } = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    if (typeof text !== 'string') throw new LinkError('');
    return { text, dct: typeof dct === 'string' ? dct : null };
  } catch (error) {
    if (error instanceof LinkError && error.message) throw error;
    throw new LinkError('This link is damaged: the text in it is not whole. Ask for it again, or paste the text.');
  }
}
