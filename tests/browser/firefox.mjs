// A real Firefox, and the page in it. A page that logs anything has failed, as in Chromium.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { after } from 'node:test';
import puppeteer from 'puppeteer-core';
import { address } from './address.mjs';
import { ARTICLE } from './article.mjs';

const names = ['firefox-esr', 'firefox'];
const places = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
const executablePath = process.env.FIREFOX || places.find((place) => existsSync(place));
assert.ok(executablePath, 'there is no Firefox: install one, or name one in the environment variable FIREFOX');

/**
 * A Firefox of one's own, closed after the tests of the file.
 *
 * @param {Record<string, unknown>} [preferences] What a reader has set in it.
 */
export async function launch(preferences = {}) {
  const started = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true, extraPrefsFirefox: preferences });
  after(() => started.close());
  return started;
}

export const browser = await launch();

/**
 * Asks until it is so; the page's policy forbids the function that puppeteer would put into it to wait.
 *
 * @param {import('puppeteer-core').Page} page
 * @param {(given: any) => unknown} is Runs in the page.
 * @param {unknown} [given]
 */
export async function until(page, is, given) {
  for (const end = Date.now() + 15_000; !(await page.evaluate(is, given)); ) {
    assert.ok(Date.now() < end, `never: ${is}`);
    await new Promise((resume) => setTimeout(resume, 25));
  }
}

/**
 * The page of Sayso, ready, in a browser that has kept nothing yet.
 *
 * @param {import('node:test').TestContext} t
 * @param {{ width?: number, height?: number, from?: import('puppeteer-core').Browser, logs?: RegExp, at?: string }} [options] `logs`:
 *   what this test makes the page log.
 */
export async function open(t, { width = 1280, height = 900, from = browser, logs, at = address } = {}) {
  const context = await from.createBrowserContext();
  const page = await context.newPage();
  const logged = [];
  const note = (words) => logs?.test(words) || logged.push(words);
  page.on('console', (message) => note(message.text()));
  page.on('pageerror', (error) => note(String(error)));
  t.after(async () => {
    await context.close();
    assert.deepEqual(logged, [], 'the console must stay empty');
  });
  await page.setViewport({ width, height });
  await page.goto(at);
  await until(page, () => document.body?.dataset.ready !== undefined);
  return page;
}

/** Presses a key while others are held. */
export async function press(page, key, ...held) {
  for (const other of held) await page.keyboard.down(other);
  await page.keyboard.press(key);
  for (const other of held.reverse()) await page.keyboard.up(other);
}

/** Puts a text into the field and reads it. */
export async function enter(page, text) {
  await page.$eval('textarea', (field, words) => {
    field.value = words;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.focus();
  }, text);
  await press(page, 'Enter', 'Control');
  await until(page, () => document.body?.dataset.state === 'read');
}

/**
 * The page with an article read.
 *
 * @param {import('node:test').TestContext} t
 * @param {string} [text]
 * @param {Parameters<typeof open>[1]} [options]
 */
export async function read(t, text = ARTICLE, options) {
  const page = await open(t, options);
  await enter(page, text);
  return page;
}

/** The page with its example read. */
export async function example(t, options) {
  const page = await open(t, options);
  await page.click('.example');
  await until(page, () => document.body?.dataset.state === 'read');
  return page;
}

/** Presses the first button that says some words; what is behind something else is not pressed. */
export const pressButton = (page, words, within = 'body') =>
  page.evaluate(
    (said, place) => {
      const buttons = [...document.querySelectorAll(`${place} button`)].filter((b) => b.checkVisibility());
      const button = buttons.find((b) => (b.getAttribute('aria-label') ?? b.textContent) === said);
      if (!button) throw new Error(`no button says: ${said}`);
      button.click();
    },
    words,
    within,
  );

/** How many claims the list holds. */
export const count = (page) => page.$$eval('claim-list .card', (cards) => cards.length);

/** Chooses the first claim in the list with some words. */
export const choose = (page, words) =>
  page.evaluate((sought) => [...document.querySelectorAll('claim-list .card')].find((card) => card.textContent.includes(sought)).click(), words);

/** What was decided, in the order of the list. */
export const decisions = (page) => page.$$eval('claim-list .card[data-decision]', (cards) => cards.map((card) => card.dataset.decision));
