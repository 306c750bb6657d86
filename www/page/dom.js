// Makes elements. Text is only ever set as text.

/**
 * @param {string} tag
 * @param {Record<string, unknown> | null} [attributes] `class`, `data-…`, `aria-…`, or any other; false and null leave one out.
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === false || value === null || value === undefined) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/** How long a page that is not drawn, such as one in a hidden tab, holds work up. */
const UNSEEN_MS = 100;

/** Lets the browser draw and answer before work goes on; without a frame between them, many small steps are one long one. */
export const breathe = () =>
  new Promise((resume) => {
    const unseen = setTimeout(resume, UNSEEN_MS);
    requestAnimationFrame(() => {
      clearTimeout(unseen);
      setTimeout(resume);
    });
  });

/** How long the page may be held up at a time, in milliseconds. */
export const SLICE_MS = 12;

/** What comes after so much work, in milliseconds, comes in a task of its own. */
const REST_MS = 4;

/**
 * Does long work in slices that leave the page free.
 *
 * @param {Iterable<unknown>} steps The work can rest after each.
 * @param {() => boolean} [isWanted] Whether to go on after a rest.
 */
export async function inSlices(steps, isWanted = () => true) {
  let since = performance.now();
  for (const _ of steps) {
    if (performance.now() - since < SLICE_MS) continue;
    await breathe();
    if (!isWanted()) return;
    since = performance.now();
  }
  if (performance.now() - since > REST_MS) await breathe();
}

/** How the reader wants the page to move. @returns {ScrollBehavior} */
export const motion = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth');
