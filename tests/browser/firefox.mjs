// A real Firefox.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { after } from 'node:test';
import puppeteer from 'puppeteer-core';

const names = ['firefox-esr', 'firefox'];
const places = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
const executablePath = process.env.FIREFOX || places.find((place) => existsSync(place));
assert.ok(executablePath, 'there is no Firefox: install one, or name one in the environment variable FIREFOX');

export const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
after(() => browser.close());
