// A WebAssembly module in this thread.

/**
 * The bytes of a string that has one character for each. A plain loop: what goes through an iterator takes thirty times as long.
 *
 * @param {string} string
 */
function bytesOf(string) {
  const bytes = new Uint8Array(string.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = string.charCodeAt(i);
  return bytes;
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

  /** Settles once it can be called. */
  start() {
    return (this.#started ??= this.#glue.default({ module_or_path: bytesOf(this.#module) }));
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
    const known = Object.hasOwn(this.#glue, name) && name !== 'default' && name !== 'initSync' && name !== 'start';
    if (!known) throw new TypeError(`the engine has no function ${name}`);
    try {
      return this.#glue[name](...args);
    } catch (error) {
      // A trap and an overflowing stack leave its memory in an unknown state.
      if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
        this.#lost = new Error(`the engine stopped: ${error.message}`);
        throw this.#lost;
      }
      throw error;
    }
  }
}
