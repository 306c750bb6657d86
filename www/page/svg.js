// Makes the elements of small pictures. Colours and strokes come from the style sheet.

const NAMESPACE = 'http://www.w3.org/2000/svg';

/**
 * @param {string} tag
 * @param {Record<string, string | number | null>} [attributes] Null leaves one out.
 * @param {...Element} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  const element = /** @type {SVGElement} */ (document.createElementNS(NAMESPACE, tag));
  for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** A picture without words of its own: what stands beside it says the same. @param {string} name @param {...Element} children */
export const picture = (name, ...children) => svg('svg', { class: name, 'aria-hidden': 'true', focusable: 'false' }, ...children);

/** A share of one as a length. @param {number} share */
export const percent = (share) => `${Math.round(share * 1e4) / 100}%`;
