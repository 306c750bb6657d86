// A real Chromium and a real Firefox, with one way to use either.

import { createRequire } from 'node:module';
import { FLAGS } from '../browser/chromium-program.mjs';

const require = createRequire(new URL('../browser/package.json', import.meta.url));

/**
 * @typedef {object} Browser
 * @property {'chromium' | 'firefox'} name
 * @property {string} version
 * @property {(url: string) => Promise<any>} open A tab in a profile of its own: what `evaluate` and `keyboard` are is the same in both.
 * @property {(tab: any) => Promise<void>} shut
 * @property {() => Promise<void>} close
 */

/** @type {Record<string, () => Promise<Browser>>} */
const START = {
  async chromium() {
    const { chromium } = require('playwright-core');
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
    const open = async (url) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      const tab = await context.newPage();
      await tab.goto(url);
      return tab;
    };
    return { name: 'chromium', version: `Chromium ${browser.version()}`, open, shut: (tab) => tab.context().close(), close: () => browser.close() };
  },
  async firefox() {
    const { default: puppeteer } = await import(require.resolve('puppeteer-core'));
    // A reading of some megabytes is one call, and may take minutes.
    const browser = await puppeteer.launch({ browser: 'firefox', executablePath: process.env.FIREFOX, headless: true, protocolTimeout: 0 });
    const open = async (url) => {
      const context = await browser.createBrowserContext();
      const tab = await context.newPage();
      await tab.setViewport({ width: 1280, height: 900 });
      await tab.goto(url);
      return tab;
    };
    const version = (await browser.version()).replace(/^firefox\//i, 'Firefox ');
    return { name: 'firefox', version, open, shut: (tab) => tab.browserContext().close(), close: () => browser.close() };
  },
};

/** @param {string} name */
export const start = (name) => START[name]();

/** @param {number[]} values */
export const sorted = (values) => values.toSorted((a, b) => a - b);

/** The value below which a share of all lie. @param {number[]} values @param {number} share */
export const quantile = (values, share) => sorted(values)[Math.round((values.length - 1) * share)];

/** @param {number[]} values */
export const median = (values) => quantile(values, 0.5);

/** @param {number} value @param {number} [digits] */
export const round = (value, digits = 1) => Number(value.toFixed(digits));

/** Asks again and again until a function that runs in the page gives something; an element is nothing to Firefox. @param {any} tab @param {any} wanted @param {any} [argument] */
export async function until(tab, wanted, argument, patience = 300_000) {
  for (const since = Date.now(); Date.now() - since < patience; ) {
    const given = await tab.evaluate(wanted, argument);
    if (given) return given;
    await new Promise((resume) => setTimeout(resume, 20));
  }
  throw new Error(`waited in vain for ${wanted}`);
}
