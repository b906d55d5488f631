// What the graph itself costs: a trivial objective, random search over two parameters, nothing stored.
import { createStudy } from 'tunewright';

const DEFINITION = {
  name: 'orchestration',
  objective: { use: 'function', name: 'sum' },
  space: {
    a: { tune: 'float', low: 1e-5, high: 1, log: true },
    b: { tune: 'float', low: 0, high: 1 },
  },
  search: { use: 'random' },
};

export interface Throughput {
  readonly trialsPerSecond: number;
  /** Of heap and typed arrays in use after a collection, in MB, over what it was before the study. */
  readonly heapGrowth: number;
}

export async function orchestration(trials: number): Promise<Throughput> {
  const heap = (): number => {
    globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return (heapUsed + arrayBuffers) / 1e6;
  };
  const before = heap();
  const study = await createStudy(
    { ...DEFINITION, budget: { trials } },
    { functions: { sum: ({ a, b }: { a: number; b: number }) => a + b } },
  );
  const started = performance.now();
  await study.run();
  const seconds = (performance.now() - started) / 1000;
  const after = heap();
  // The history is still held here, so its size counts.
  if (study.history.counts.finished !== trials) throw new Error('Not every trial finished.');
  return { trialsPerSecond: trials / seconds, heapGrowth: after - before };
}
