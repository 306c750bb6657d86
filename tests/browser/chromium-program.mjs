// Where Chromium is, and how it is started.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The Chromium that the environment names, or the first on the path. */
export function findChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
  const places = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const found = process.env.CHROMIUM || places.find((place) => existsSync(place));
  assert.ok(found, 'there is no Chromium: install one, or name one in the environment variable CHROMIUM');
  return found;
}

/** What Chromium needs where it has no screen, no sandbox and no network. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
