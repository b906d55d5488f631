import type { CurveEvent, CurvePoint, StopperPlugin, Verdict } from '@tunewright/core';
import { describe } from 'vitest';
import { fickle, made, proves, refuse } from './proof.js';

type Judge = (curve: readonly CurvePoint[], mean: number) => Verdict;

const last = (curve: readonly CurvePoint[]): number => (curve.at(-1) as CurvePoint).loss;
const stop = (reason = 'worse than the mean'): Verdict => ({ action: 'stop', reason });
const go: Verdict = { action: 'continue' };

/** Stops what is worse by 1 than the mean of all losses observed. */
const judge: Judge = (curve, mean) => (last(curve) > mean + 1 ? stop() : go);

function build(
  change: Judge = judge,
  observe: (event: CurveEvent) => void = () => undefined,
  live = false,
): StopperPlugin {
  let [sum, count] = [0, 0];
  // Nothing is worse than NaN.
  const mean = () => sum / count;
  return {
    observe: (event) => {
      observe(event);
      if (event.kind === 'end' || !Number.isFinite(event.point.loss)) return;
      sum += event.point.loss;
      count++;
    },
    rule: () => {
      const frozen = mean();
      return (curve) => change(curve, live ? mean() : frozen);
    },
  };
}

const stopper = (...parts: Parameters<typeof build>) => made('stopper', () => build(...parts), { reads: 'folds' });

describe('stoppers', () => {
  proves(stopper(), {
    'never stops the best curve so far': stopper((curve, mean) => (last(curve) < mean ? stop() : go)),
    'says the same of the same curve': stopper(() => stop(`for the ${fickle()}th time`)),
    'never changes a rule that it has given': stopper(judge, undefined, true),
    'lets every trial go on that improves while it knows nothing': stopper((_, mean) =>
      Number.isNaN(mean) ? stop() : go,
    ),
    'survives losses that are no numbers, and ends of any kind': stopper(judge, (event) => {
      if (event.kind === 'point' && Number.isNaN(event.point.loss)) refuse();
    }),
    'gives a reason when it stops': stopper((...given) => (judge(...given) === go ? go : stop(''))),
    'leaves the curve as it was': stopper((curve, mean) =>
      judge(
        (curve as CurvePoint[]).sort((a, b) => b.loss - a.loss),
        mean,
      ),
    ),
  });
});
