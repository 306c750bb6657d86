import type { Claim, Document } from './pkg/sayso.js';

export type * from './pkg/sayso.js';

/** What a `<say-so>` shows: marks in the text, the list, both, or one sentence. */
export type View = 'marks' | 'list' | 'both' | 'summary';

/**
 * `<say-so>`: the claims of the text in it, or of the element that `for` names by a selector, marked where they stand. The text
 * is never changed.
 *
 * Parts: `text`, `frame`, `summary`, `note`, `key`, `fold`, `list`, `card`, `float`. Each colour is a custom property:
 * `--say-so-named`, `--say-so-unnamed`, `--say-so-author`, `--say-so-document`, `--say-so-paper`, `--say-so-ink` and so on, as in
 * `style.css`; `--say-so-list-height` is the most that the list may be high.
 */
export class SaySo extends HTMLElement {
  /** What was found; null before it is. */
  readonly document: Document | null;
  /** The text that offsets count in. */
  readonly text: string;
  view: View;
  /** The selector in `for`; empty where the text is inside. */
  htmlFor: string;
  /** Chooses a claim by its id; null lets the chosen one go. */
  select(id: string | null): void;
}

/** The text was read, for the first time or again after it changed. */
export type AnnotatedEvent = CustomEvent<{ document: Document; text: string }>;
/** A claim was chosen, or with null, let go. */
export type SelectEvent = CustomEvent<{ claim: Claim | null; document: Document | null }>;
/** Something went wrong; it is never thrown at the page. */
export type SaySoErrorEvent = CustomEvent<{ error: unknown }>;

declare global {
  interface HTMLElementTagNameMap {
    'say-so': SaySo;
  }
  interface GlobalEventHandlersEventMap {
    'say-so-annotated': AnnotatedEvent;
    'say-so-select': SelectEvent;
    'say-so-error': SaySoErrorEvent;
  }
}
