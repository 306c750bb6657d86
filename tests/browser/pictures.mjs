// Pictures of every state of the page at four widths, light and dark, to be looked at: `node pictures.mjs FOLDER [STATE...]`,
// with the page's address and the browser in the environment.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { FLAGS, findChromium } from './chromium-program.mjs';
import { STATES } from './states.mjs';

/** A telephone, a tablet, a laptop and a wide screen. */
const WINDOWS = [[390, 844], [768, 1024], [1280, 800], [1920, 1080]];

/** Until what is drawn after the text stands, in milliseconds. */
const SETTLED_MS = 300;

const address = process.env.SAYSO_URL;
const [folder, ...wanted] = process.argv.slice(2);
const unknown = wanted.filter((state) => !(state in STATES));
if (!address || !folder || unknown.length) {
  console.error(`node pictures.mjs FOLDER [STATE...], with SAYSO_URL set; the states are: ${Object.keys(STATES).join(', ')}.`);
  process.exit(2);
}
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
for (const state of wanted.length ? wanted : Object.keys(STATES)) {
  for (const [width, height] of WINDOWS) {
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
      const page = await context.newPage();
      await page.goto(address);
      await page.waitForSelector('body[data-ready]');
      await STATES[state](page);
      await page.waitForTimeout(SETTLED_MS);
      await page.screenshot({ path: join(folder, `${state.replaceAll(' ', '-')}-${width}-${colorScheme}.png`) });
      await context.close();
    }
  }
}
await browser.close();
