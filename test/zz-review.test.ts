import { expect, it } from 'vitest';
import { createStudy, tune, float, choice, int, TrialFailure, isProblem } from 'tunewright';
import { getEventListeners } from 'node:events';
import type { StudyEvent } from '@tunewright/core';
import { failureOf } from '../core/src/problem/trial-failure.js';
import { writeFileSync } from 'node:fs';
const log = (...a: unknown[]) => { console.log(...a.map((x) => (typeof x === 'string' ? x : JSON.stringify(x)))); };
const space = { x: { tune: 'float', low: 0, high: 1 } };
it('metric order', async () => {
  for (const metrics of [[{ name: 'a' }, { name: 'b', goal: 'minimize' }], [{ name: '__proto__', goal: 'maximize' }], [{ name: 'constructor', goal: 'maximize' }]]) {
    try {
      const s = await createStudy({ objective: { use: 'function', name: 'f' }, space, metrics, budget: { trials: 3 } }, { functions: { f: (() => ({ a: 1, b: 2 })) as never } });
      const r = await s.run();
      log('metrics', metrics, s.history.metrics, r.best, [...s.history.trials()].map((t) => [t.failure?.message, t.scores]));
    } catch (e) { log('metrics error', metrics, String(e)); }
  }
});
it('param names', async () => {
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf', 'then']) {
    try {
      const r = await tune({ [name]: float(0, 1), k: choice(['a', 'b']) } as never, (p: never) => (p as Record<string, number>)[name] as number, { trials: 5 });
      log('param', name, r.parameters, r.score, r.counts);
    } catch (e) { log('param', name, 'error', String(e)); }
  }
});
it('weird throws', async () => {
  for (const [n, t] of [['null proto', Object.create(null)], ['object', { code: 5 }], ['num message', Object.assign(new Error('x'), { message: 5 })], ['stack', Object.assign(new Error('x'), { stack: 5 })], ['undefined', undefined], ['symbol', Symbol('a')]] as const) {
    try { log('thrown', n, failureOf(t)); } catch (e) { log('thrown', n, 'ESCAPES', String(e)); }
  }
});
it('signal listeners', async () => {
  const c = new AbortController();
  for (let i = 0; i < 5; i++) await tune({ x: float(0, 1) }, ({ x }) => x, { trials: 1, signal: c.signal });
  log('listeners', getEventListeners(c.signal, 'abort').length);
});
it('thenable', async () => {
  const r = await tune({ x: float(0, 1) }, (({ x }: { x: number }) => ({ then(ok: (v: number) => void) { ok(x); } })) as never, { trials: 2 }).catch((e: unknown) => String(e));
  log('thenable', r);
});
it('abort after normal end', async () => {
  let aborted = 0;
  await tune({ x: float(0, 1) }, ({ x }, { signal }) => { signal.addEventListener('abort', () => aborted++); return x; }, { trials: 3 });
  log('aborted after end', aborted);
});
it('stop inside an emission', async () => {
  const s = await createStudy({ objective: { use: 'function', name: 'f' }, space, budget: { trials: 3 } }, { functions: { f: (() => 1) as never } });
  const a: string[] = [], b: string[] = [];
  s.events$.subscribe((e) => { a.push(e.type); if (e.type === 'trial-finished') s.stop(); });
  s.events$.subscribe((e) => b.push(e.type));
  await s.run();
  log('A', a); log('B', b);
});
it('random prior huge', async () => {
  log('huge');
  const p = createStudy({ objective: { use: 'function', name: 'f' }, space: { x: { tune: 'int', low: 0, high: 3000000, prior: { normal: { mean: 1500000, sd: 0.5 } } } }, budget: { trials: 30 } }, { functions: { f: (() => 1) as never } });
  const s = await p.catch((e: unknown) => { log('prior', String(e)); return undefined; });
  if (!s) return;
  const t = performance.now(); const m = process.memoryUsage().rss;
  await s.run(); log('ms', performance.now() - t, 'rss MB', (process.memoryUsage().rss - m) / 1e6);
});
it('start duplicates', async () => {
  let dup = 0;
  for (let seed = 0; seed < 20; seed++) {
    const s = await createStudy({ objective: { use: 'function', name: 'f' }, space: { x: { choose: [1, 2, 3] } }, start: [{ x: 1 }], run: { concurrency: 3 }, seed, budget: { trials: 4 } }, { functions: { f: (() => 1) as never } });
    await s.run();
    const xs = [...s.history.trials()].map((t) => t.configuration['x']);
    if (new Set(xs).size < xs.length) dup++;
  }
  log('dups', dup);
});
it('stop in preparation', async () => {
  const events: StudyEvent[] = [];
  const s = await createStudy({ objective: { use: 'function', name: 'f' }, space, budget: { trials: 3 } }, { functions: { f: (() => 1) as never } });
  s.events$.subscribe((e) => events.push(e));
  log(await s.run({ signal: AbortSignal.abort() }).then((r) => r.status), events);
});
it('many instances behind an async first', async () => {
  writeFileSync('/tmp/rev/obj.mjs', 'export default ({x}, {instance}) => x + instance');
  const s = await createStudy({ objective: { use: 'module', path: '/tmp/rev/obj.mjs' }, space, instances: Array.from({ length: 20000 }, (_, i) => i), budget: { trials: 2 } });
  const r = await s.run().catch((e: unknown) => String(e).slice(0, 200));
  log('instances', typeof r === 'string' ? r : r.counts, [...s.history.trials()].map((t) => t.failure));
});
it('shared across instances', async () => {
  const s = await createStudy({ objective: { use: 'function', name: 'f' }, space, instances: [1, 2], budget: { trials: 1 } }, { functions: { f: ((_: never, c: { shared: <T>(k: string, f: () => T) => T; instance: number }) => c.shared('a', () => c.instance)) as never } });
  await s.run();
  log('shared', [...(s.history.trial(0).foldScores)]);
});
