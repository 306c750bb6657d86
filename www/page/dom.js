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

/** Lets the browser paint and answer before work goes on. */
export const breathe = () =>
  globalThis.scheduler?.yield ? globalThis.scheduler.yield() : new Promise((resume) => setTimeout(resume));

/** How the reader wants the page to move. @returns {ScrollBehavior} */
export const motion = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth');
