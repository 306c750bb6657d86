// The page's look inside a shadow tree: same colours, same cards, nothing of the host's.

import styles from '../pkg/styles.js';

/** Custom properties that are set in a rule, with their values. @param {string} block */
const properties = (block) => new Map([...block.matchAll(/--([\w-]+):\s*([^;{}]+)/g)].map(([, name, value]) => [name, value]));

const page = styles['style.css'];
const light = properties(/:root\s*\{([^}]*)\}/.exec(page)?.[1] ?? '');
const dark = properties(/@media[^{]*prefers-color-scheme:\s*dark[^{]*\{\s*:root\s*\{([^}]*)\}/.exec(page)?.[1] ?? '');

/** Over a ground that is not ours a wash lets it through. @type {[RegExp, (name: string) => string][]} */
const WASHES = [
  [/^(\w+)-wash$/, (who) => `color-mix(in srgb, var(--${who}) 20%, transparent)`],
  [/^(\w+)-breath$/, (who) => `color-mix(in srgb, var(--${who}) 9%, transparent)`],
  [/^cue$/, () => 'color-mix(in srgb, light-dark(#c9a227, #e6c65a) 20%, transparent)'],
  [/^why$/, () => 'color-mix(in srgb, light-dark(#e9b400, #e6c65a) 45%, transparent)'],
];

/** @param {string} name */
function ground(name) {
  for (const [pattern, mixed] of WASHES) {
    const match = pattern.exec(name);
    if (match) return mixed(match[1]);
  }
  const night = dark.get(name);
  return night?.startsWith('#') ? `light-dark(${light.get(name)}, ${night})` : light.get(name);
}

/**
 * Each property of the page can be set from outside: `--say-so-named` stands for its `--named`. Light and dark follow the host
 * page, not the reader's system: a light page stays light.
 */
const declared = [...light.keys()].map((name) => `  --${name}: var(--say-so-${name}, ${ground(name)});`).join('\n');

const FRAME = `
:host { display: block; }
:host([hidden]) { display: none; }
.text.lines { white-space: pre-line; }
.frame {
  all: initial;
  color-scheme: inherit;
  direction: inherit;
${declared}
  display: block;
  color: var(--ink);
  font: 1rem/1.5 var(--sans);
  container-type: inline-size;
}
.frame.idle { display: none; }
.frame > * { margin-block: 0; }
.frame:not(.bare) {
  padding: 0.25rem clamp(0.75rem, 3cqi, 1.25rem) 0.75rem;
  border-block: 3px double var(--rule);
  background: var(--paper);
}
.text + .frame:not(.bare) { margin-top: 1.5rem; }
.frame button { color: inherit; font: inherit; }
.summary { padding-block: 0.6rem; font: 1.0625rem/1.45 var(--serif); text-wrap: pretty; }
.note { color: var(--faint); font-size: 0.875rem; }
.note:empty { display: none; }
.signs { display: flex; flex-wrap: wrap; gap: 0.15rem 1.1rem; padding-bottom: 0.6rem; color: var(--faint); font-size: 0.8125rem; list-style: none; padding-inline: 0; }
.signs li { display: inline-flex; align-items: baseline; gap: 0.4em; }
.fold > summary { padding: 0.4rem 0; color: var(--faint); font-size: 0.875rem; cursor: pointer; }
.feed { max-height: var(--say-so-list-height, none); overflow-y: auto; font-size: 0.875rem; }
.card { margin-inline: calc(-1 * clamp(0.75rem, 3cqi, 1.25rem)); padding-inline: clamp(0.75rem, 3cqi, 1.25rem); }
.feed .card:first-child { border-top-color: var(--rule); }
:focus-visible { outline: 2px solid var(--pencil); outline-offset: 2px; }
.float {
  position: fixed;
  inset: auto max(1rem, env(safe-area-inset-right)) max(1rem, env(safe-area-inset-bottom)) auto;
  box-sizing: border-box;
  width: min(24rem, 100vw - 2rem);
  max-height: 60vh;
  margin: 0;
  padding: 0.25rem 1.25rem 0.75rem;
  overflow-y: auto;
  border: 1px solid var(--rule);
  background: var(--sheet);
  color: var(--ink);
  box-shadow: 0 0.5rem 2rem rgb(0 0 0 / 16%);
  font-size: 0.9375rem;
}
.float:not(:popover-open):not(.shown) { display: none; }
.float .card { border: 0; box-shadow: none; background: none; padding-inline: 0; margin-inline: 0; content-visibility: visible; }
.float .close { position: absolute; inset: 0.25rem 0.5rem auto auto; width: 2rem; height: 2rem; font-size: 1.25rem; line-height: 1; text-decoration: none; }
.float .card .trail { padding-inline-end: 1.75rem; }
@media (forced-colors: active) { .float { border: 2px solid CanvasText; } }
`;

/** @type {CSSStyleSheet | null} */
let sheet = null;

/** The style sheet of every element; text of a style element or attribute may be forbidden where this is not. */
export function look() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    const css = [styles['style.css'], styles['page/key.css'], styles['page/list.css'], FRAME].join('\n');
    // A rem is the host's, and many a host makes it ten pixels.
    sheet.replaceSync(css.replaceAll(/\b(\d*\.?\d+)rem\b/g, 'calc($1 * var(--say-so-rem, 16px))'));
  }
  return sheet;
}

/**
 * Reads what the custom properties stand for where an element is.
 *
 * @param {HTMLElement} frame
 * @returns {(property: string) => string}
 */
export function palette(frame) {
  const style = getComputedStyle(frame);
  const probe = frame.ownerDocument.createElement('i');
  probe.hidden = true;
  frame.append(probe);
  /** @type {Map<string, string>} */
  const known = new Map();
  for (const property of [...light.keys()].map((name) => `--${name}`)) {
    const raw = style.getPropertyValue(property).trim();
    probe.style.color = '';
    probe.style.color = `var(${property})`;
    const isColour = CSS.supports('color', raw);
    known.set(property, isColour ? getComputedStyle(probe).color : raw);
  }
  probe.remove();
  return (property) => known.get(property) ?? 'initial';
}
