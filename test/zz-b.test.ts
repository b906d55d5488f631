import { it } from 'vitest';
import { createStudy, tune, float, Registry, Store, Executor, Monitor, Searcher, type StudyEvent } from 'tunewright';
import Type from 'typebox';
import { executors } from '@tunewright/executors';
import { objectives } from '@tunewright/objectives';
import { search } from '@tunewright/search';
const NONE = Type.Object({}, { additionalProperties: false });
const log = (...a: unknown[]) => { console.log(...a.map((x) => (typeof x === 'string' ? x : JSON.stringify(x)))); };
const space = { x: { tune: 'float', low: 0, high: 1 } };
process.on('uncaughtException', (e) => log('UNCAUGHT', String(e).slice(0, 200)));
process.on('unhandledRejection', (e) => log('UNHANDLED', String(e).slice(0, 200)));
const def = { objective: { use: 'function', name: 'f' }, space, budget: { trials: 3 } };
const race = (p: Promise<unknown>) => Promise.race([p.then((r) => 'resolved ' + JSON.stringify((r as {status: string}).status), (e: unknown) => 'rejected ' + String(e)), new Promise((ok) => setTimeout(() => ok('HANGS'), 500))]);
const reg = () => new Registry().register(executors, 'e').register(objectives, 'o').register(search, 's');
const functions = { f: (({ x }: { x: number }) => x) as never };
it('append throws in stop', async () => {
  let closed = 0;
  @Store({ name: 'full', summary: 's', params: NONE })
  class Full { open() { let n = 0; return { location: 'l', past: [], append: (e: StudyEvent) => { n++; if (e.type === 'study-interrupted') throw new Error('disk full'); }, close: () => { closed++; } }; } list() { return []; } }
  const s = await createStudy({ ...def, run: { store: { use: 'full' } } }, { functions: { f: (() => new Promise(() => undefined)) as never }, registry: reg().register([Full], 't') });
  const c = new AbortController(); setTimeout(() => c.abort(), 20);
  log('append', await race(s.run({ signal: c.signal })), closed);
});
it('log close throws', async () => {
  const m = { next() {}, close() { log('monitor closed'); } };
  @Store({ name: 'full', summary: 's', params: NONE })
  class Full { open() { return { location: 'l', past: [], append: () => undefined, close: () => { throw new Error('close failed'); } }; } list() { return []; } }
  const s = await createStudy({ ...def, run: { store: { use: 'full' } } }, { functions, registry: reg().register([Full], 't'), monitors: [m] });
  log('close', await race(s.run()));
  const t = await createStudy({ ...def, run: { store: { use: 'full' } } }, { functions, registry: reg().register([Full], 't'), monitors: [m] });
  for (let trial = t.ask(); trial; trial = t.ask()) t.tell(trial, 1);
  await new Promise((ok) => setTimeout(ok, 20));
});
it('workplace close rejects / stop during open', async () => {
  let opened = 0, closed = 0;
  @Executor({ name: 'slow', summary: 's', params: NONE })
  class Slow { async open(job: { evaluate: never }) { await new Promise((ok) => setTimeout(ok, 50)); opened++; return { evaluate: job.evaluate, close: () => { closed++; } }; } }
  const s = await createStudy({ ...def, run: { executor: { use: 'slow' } } }, { functions, registry: reg().register([Slow], 't') });
  const c = new AbortController(); setTimeout(() => c.abort(), 20);
  log('open', await race(s.run({ signal: c.signal })));
  await new Promise((ok) => setTimeout(ok, 100));
  log('opened', opened, 'closed', closed);
  @Executor({ name: 'bad', summary: 's', params: NONE })
  class Bad { open(job: { evaluate: never }) { return { evaluate: job.evaluate, close: () => Promise.reject(new Error('close rejects')) }; } }
  const t = await createStudy({ ...def, run: { executor: { use: 'bad' } } }, { functions, registry: reg().register([Bad], 't') });
  log('bad', await race(t.run()));
  await new Promise((ok) => setTimeout(ok, 20));
});
it('ask loop ends with outstanding trials', async () => {
  const s = await createStudy({ ...def, run: { concurrency: 4 } }, { functions });
  const types: string[] = []; s.events$.subscribe((e) => types.push(e.type));
  const out = []; for (let t = s.ask(); t; t = s.ask()) out.push(t);
  for (const t of out) s.tell(t, 1);
  log('outstanding', out.length, types.at(-1));
  const z = await createStudy({ ...def, budget: { time: '1ms' } }, { functions });
  const t0 = z.ask(); await new Promise((ok) => setTimeout(ok, 10)); z.tell(t0!, 1); log('time budget: ask after', String(z.ask()));
  z.stop(); 
});
it('monitor throws in tell', async () => {
  const m = { next(e: StudyEvent) { if (e.type === 'trial-finished') throw new Error('monitor bug'); }, close() {} };
  const s = await createStudy(def, { functions, monitors: [m] });
  const t = s.ask(); try { s.tell(t!, 1); log('no error'); } catch (e) { log('tell threw', String(e)); }
});
it('budget and promotions', async () => {
  log('reports twice on resume');
});
it('registry', async () => {
  const { plugin } = await import('../core/src/plugin/manifest.js') as never as { plugin: (k: string, d: unknown) => (t: unknown) => void };
  for (const d of [{ name: 'a', summary: 'x' }, { summary: 'x', params: NONE }, { name: 'a', summary: 'x', params: NONE, uses: [undefined] }]) {
    class P {} plugin('metric', d)(P);
    try { const r = new Registry().register([P], 'here'); log('accepted', r.list().map((m) => m.name)); r.workshop([]).make('metric', { use: 'a' }); } catch (e) { log('registry', String(e)); }
  }
});
it('memory of many studies', async () => {
  const g = (globalThis as { gc?: () => void }).gc;
  for (let r = 0; r < 4; r++) {
    for (let i = 0; i < 300; i++) await tune({ x: float(0, 1) }, ({ x }) => x, { trials: 1 });
    g?.(); log('heap', process.memoryUsage().heapUsed / 1e6, !!g);
  }
});
it('random huge', async () => {
  const s = await createStudy({ ...def, space: { x: { tune: 'int', low: 0, high: 5000000, prior: { use: 'normal', mean: 1500000, sd: 0.5 } } }, budget: { trials: 30 } }, { functions });
  const t = performance.now(); const m = process.memoryUsage().rss;
  await s.run(); log('ms', performance.now() - t, 'rss MB', (process.memoryUsage().rss - m) / 1e6);
});
