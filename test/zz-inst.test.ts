import { it } from 'vitest';
import { createStudy } from 'tunewright';
const space = { x: { tune: 'float', low: 0, high: 1 } };
process.on('uncaughtException', (e) => console.log('UNCAUGHT', String(e).slice(0, 200)));
process.on('unhandledRejection', (e) => console.log('UNHANDLED', String(e).slice(0, 200)));
for (const n of [500, 1500, 3000, 20000])
it('many instances behind an async first ' + n, async () => {
  let first = true;
  const f = () => { if (first) { first = false; return Promise.resolve(1); } return 1; };
  const t0 = performance.now();
  const s = await createStudy({ objective: { use: 'function', name: 'f' }, space, instances: Array.from({ length: n }, (_, i) => i), budget: { trials: 2 } }, { functions: { f } as never });
  const t = performance.now();
  const r = await Promise.race([s.run().catch((e: unknown) => String(e).slice(0, 200)), new Promise<string>((ok) => setTimeout(() => ok('HANGS'), 4000))]);
  console.log(n, 'create', t - t0, 'run', performance.now() - t, typeof r === 'string' ? r : JSON.stringify(r.counts), s.history.foldsScored);
}, 10000);
