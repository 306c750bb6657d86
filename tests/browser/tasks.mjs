// How long the main thread of a page in Chromium is held up, task by task.

/**
 * Notes every task of a page's main thread from now on, until it is asked for them; one page at a time.
 *
 * @param {import('playwright-core').Page} page
 * @returns {Promise<() => Promise<number[]>>} Gives how much of the processor each task took, in milliseconds, the longest first.
 *   What other programs on the machine take does not count.
 */
export async function watchTasks(page) {
  const browser = /** @type {import('playwright-core').Browser} */ (page.context().browser());
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  return async () => {
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
    const threads = new Set(traceEvents.filter((e) => e.name === 'thread_name' && e.args.name === 'CrRendererMain').map((e) => `${e.pid} ${e.tid}`));
    const tasks = traceEvents.filter((e) => e.tdur && e.cat.includes('toplevel') && threads.has(`${e.pid} ${e.tid}`));
    return tasks.map((e) => e.tdur / 1000).sort((a, b) => b - a);
  };
}
