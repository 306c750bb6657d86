// Runs in the page of workload.mjs: Sayso through its worker, the others in the page's own thread, as their users run them.

/** @typedef {{ read: (text: string) => unknown, memory?: () => Promise<number>, end?: () => void }} Loaded */

/** Sayso's worker, which also says how large the engine's memory is. @returns {Promise<Loaded>} */
async function sayso() {
  const { Reader } = await import('/sayso/sayso.js');
  const memory = new BroadcastChannel(`memory-${Math.random()}`);
  const source = `import '${location.origin}/sayso/worker.js';
    import { engine } from '${location.origin}/sayso/engine.js';
    const memory = new BroadcastChannel('${memory.name}');
    memory.onmessage = async () => memory.postMessage((await engine.start()).memory.buffer.byteLength);`;
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const reader = new Reader((name) => new Worker(url, { type: 'module', name }));
  return {
    read: (text) => reader.annotate(text),
    memory: () =>
      new Promise((tell) => {
        memory.onmessage = ({ data }) => tell(data);
        memory.postMessage('');
      }),
    end() {
      reader.close();
      memory.close();
      URL.revokeObjectURL(url);
    },
  };
}

/** @param {string} name @returns {Promise<Loaded>} */
const load = (name) => (name === 'sayso' ? sayso() : import(`/peers/${name}.js`));

/** Lets the page do what else it has to, so that what comes next is a task of its own. */
const breathe = () => new Promise((resume) => setTimeout(resume));

/**
 * Reads the texts of one size with each of some systems in turn, each text once.
 *
 * @param {{ size: number, names: string[], enough: number }} what `enough`: a system that took so many milliseconds reads no more of them.
 */
export async function measure({ size, names, enough }) {
  const { texts, tokens } = await (await fetch(`/texts/${size}.json`)).json();
  const warm = (await (await fetch('/texts/warm.json')).json()).texts;
  /** @type {Record<string, Loaded>} */
  const systems = {};
  for (const name of names) {
    systems[name] = await load(name);
    for (const text of warm) await systems[name].read(text);
  }
  /** @type {{ start: number, end: number }[]} */
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ startTime, duration }) => ({ start: startTime, end: startTime + duration }))));
  const sees = PerformanceObserver.supportedEntryTypes.includes('longtask');
  if (sees) observer.observe({ type: 'longtask' });
  const runs = Object.fromEntries(names.map((name) => [name, { times: /** @type {number[]} */ ([]), spans: /** @type {number[][]} */ ([]) }]));
  for (const [round, text] of texts.entries()) {
    // Nobody is always the first.
    for (const at of names.keys()) {
      const name = names[(at + round) % names.length];
      const { times, spans } = runs[name];
      if (times.reduce((sum, time) => sum + time, 0) > enough) continue;
      await breathe();
      const since = performance.now();
      await systems[name].read(text);
      const done = performance.now();
      times[round] = done - since;
      spans.push([since, done]);
      await breathe();
    }
  }
  await new Promise((resume) => setTimeout(resume, 100)); // until the observer has been told
  observer.disconnect();
  const memory = await systems.sayso.memory?.();
  systems.sayso.end?.();
  const found = names.map((name) => {
    const { times, spans } = runs[name];
    const own = tasks.filter((task) => spans.some(([since, done]) => task.start < done && task.end > since));
    return [name, { times, longest: sees ? Math.max(0, ...own.map(({ start, end }) => end - start)) : null }];
  });
  return { systems: Object.fromEntries(found), bytes: texts.map((/** @type {string} */ text) => new TextEncoder().encode(text).length), tokens, memory };
}
