// The extension's own thread: holds the engine, and reads what the page that was asked for sends it.

import { annotate } from '../direct.js';

chrome.action.onClicked.addListener(async ({ id }) => {
  if (id === undefined) return;
  try {
    await chrome.scripting.executeScript({ target: { tabId: id }, files: ['extension/content.js'] });
    await chrome.action.setBadgeText({ tabId: id, text: '' });
  } catch (error) {
    // The browser lets no extension into its own pages.
    await chrome.action.setBadgeText({ tabId: id, text: '–' });
    await chrome.action.setTitle({ tabId: id, title: `Sayso cannot read this page: ${/** @type {Error} */ (error).message}` });
  }
});

chrome.runtime.onMessage.addListener(({ text, dct }, _sender, answer) => {
  annotate(text, { dct }).then(
    (document) => answer({ document }),
    (error) => answer({ error: error.message }),
  );
  // The answer comes later.
  return true;
});
