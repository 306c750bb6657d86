// A WebAssembly module in this thread.

/** Characters that stand for each other: the first of each two would have to be escaped, and compresses badly. */
const SWAPPED = ['\n{', '\r^', '"}', '\\\x1e'];

/**
 * The bytes of a string that has one character for each. A plain loop: what goes through an iterator takes thirty times as long.
 *
 * @param {string} string
 */
function bytesOf(string) {
  const byte = Uint8Array.from({ length: 256 }, (_, code) => code);
  for (const [one, other] of SWAPPED) {
    byte[one.charCodeAt(0)] = other.charCodeAt(0);
    byte[other.charCodeAt(0)] = one.charCodeAt(0);
  }
  const bytes = new Uint8Array(string.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = byte[string.charCodeAt(i)];
  return bytes;
}

/** What the glue exports for itself. */
const INNER = ['default', 'initSync', 'start', '__wbg_reset_state'];

/**
 * What went so wrong that the engine's memory is in an unknown state: a panic, a trap, or a stack that overflowed. Null for any
 * other error.
 *
 * @param {any} error
 */
function whyLost(error) {
  const { name, message } = error ?? {};
  if (error instanceof WebAssembly.RuntimeError) return /unreachable/i.test(message) ? 'there was not enough memory' : message;
  // Firefox calls its own error for the stack an InternalError.
  return error instanceof RangeError || name === 'InternalError' || /^panicked at /.test(message) ? message : null;
}

/** One module with its glue, started when it is first asked for. */
export class Instance {
  /** @type {any} */
  #glue;
  /** @type {string} */
  #module;
  /** @type {Promise<unknown> | null} */
  #started = null;
  /** Why it cannot be used any more. @type {Error | null} */
  #lost = null;

  /**
   * @param {object} glue What wasm-bindgen made for it.
   * @param {string} module Its bytes, one character for each: a page whose policy forbids every connection cannot fetch it.
   */
  constructor(glue, module) {
    this.#glue = glue;
    this.#module = module;
  }

  /** Settles once it can be called. One that was lost starts anew. */
  async start() {
    if (this.#lost) {
      this.#glue.__wbg_reset_state();
      this.#lost = null;
    }
    return (this.#started ??= this.#glue.default({ module_or_path: bytesOf(this.#module) }));
  }

  /** Starts it at once: where nobody waits for this thread, that is sooner. Throws where it cannot be. */
  startNow() {
    this.#started = Promise.resolve(this.#glue.initSync({ module: bytesOf(this.#module) }));
  }

  /** Whether no call will be answered any more. */
  get isLost() {
    return this.#lost !== null;
  }

  /**
   * Calls one of its functions; it must have started.
   *
   * @param {string} name
   * @param {unknown[]} args
   * @returns {any}
   */
  call(name, args) {
    if (this.#lost) throw this.#lost;
    if (!Object.hasOwn(this.#glue, name) || INNER.includes(name)) throw new TypeError(`the engine has no function ${name}`);
    try {
      return this.#glue[name](...args);
    } catch (error) {
      const why = whyLost(error);
      if (why) throw (this.#lost = new Error(`the engine stopped: ${why}`));
      throw error;
    }
  }
}
