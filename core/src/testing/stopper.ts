// What every stopper promises.
import assert from 'node:assert/strict';
import type { CurveEvent, CurvePoint, StopperPlugin, Verdict } from '../contracts/stopper.js';
import type { TrialState } from '../contracts/searcher.js';
import { seeded } from '../numeric/random.js';
import { inCase, lawsOf } from './check.js';
import type { Law } from './law.js';
import type { Subject } from './subject.js';

const STEPS = 8;
const TRIALS = 30;

export function stopperLaws({ make }: Subject<'stopper'>): readonly Law[] {
  const onSeeds = (check: (seed: number) => void) => () => {
    for (let seed = 0; seed < 5; seed++) inCase(`seed ${seed}`, () => check(seed));
  };
  return lawsOf({
    'never stops the best curve so far': onSeeds((seed) => {
      const stopper = make();
      tell(stopper, pastOf(seed, 'finished'));
      // All losses of the past are in [1, 4]; this curve is below them at every step.
      const best = curveOf(TRIALS, (step) => 0.9 - 0.05 * step);
      for (const [i, point] of best.entries()) {
        stopper.observe({ kind: 'point', point });
        const { action } = stopper.rule()(best.slice(0, i + 1));
        assert.notEqual(action, 'stop', `The best curve was stopped at step ${i}.`);
      }
    }),
    'says the same of the same curve': onSeeds((seed) => {
      assert.deepEqual(verdictsOf(toldOf(make(), seed)), verdictsOf(toldOf(make(), seed)));
      const stopper = toldOf(make(), seed);
      const rule = stopper.rule();
      const curve = bad();
      assert.deepEqual(rule(curve), rule(curve), 'The same rule, asked twice');
    }),
    'never changes a rule that it has given': onSeeds((seed) => {
      const stopper = toldOf(make(), seed);
      const rule = stopper.rule();
      const before = judge(rule);
      tell(stopper, pastOf(seed + 100, 'finished', TRIALS, -1e6));
      assert.deepEqual(judge(rule), before, 'Its verdicts after more was observed');
    }),
    'lets every trial go on that improves while it knows nothing': () => {
      const curve = curveOf(0, (step) => 1 / (1 + step));
      for (let i = 1; i <= curve.length; i++) {
        assert.deepEqual(make().rule()(curve.slice(0, i)).action, 'continue', `Stopped at step ${i - 1}.`);
      }
    },
    'survives losses that are no numbers, and ends of any kind': onSeeds((seed) => {
      const stopper = make();
      for (const state of ['failed', 'stopped', 'paused', 'finished'] as const) {
        tell(stopper, pastOf(seed, state));
        tell(stopper, pastOf(seed, state, 2 * TRIALS).map(spoiled));
        stopper.observe({ kind: 'end', trial: 12345, state });
        for (const loss of [NaN, Infinity, -Infinity, 1]) demandVerdict(stopper.rule()(curveOf(99, () => loss)));
      }
    }),
    'gives a reason when it stops': onSeeds((seed) => {
      for (const verdict of verdictsOf(toldOf(make(), seed))) demandVerdict(verdict);
    }),
    'leaves the curve as it was': onSeeds((seed) => {
      const curve = Object.freeze(bad().map((point) => Object.freeze(point)));
      toldOf(make(), seed).rule()(curve);
    }),
  });
}

function curveOf(trial: number, lossAt: (step: number) => number): CurvePoint[] {
  return Array.from({ length: STEPS }, (_, step) => ({ trial, step, fold: step, loss: lossAt(step) }));
}

/** Worse than all of the past. */
function bad(): CurvePoint[] {
  return curveOf(1000, (step) => 50 + (step % 2));
}

/** Trials one after another, their losses in [1, 4] or elsewhere. */
function pastOf(seed: number, state: TrialState, first = 0, shift = 0): CurveEvent[] {
  const random = seeded(seed);
  return Array.from({ length: TRIALS }, (_, i): CurveEvent[] => {
    const trial = first + i;
    const level = 1 + 2 * random.next();
    const points = curveOf(trial, () => shift + level + random.next());
    return [...points.map((point): CurveEvent => ({ kind: 'point', point })), { kind: 'end', trial, state }];
  }).flat();
}

function spoiled(event: CurveEvent, i: number): CurveEvent {
  if (event.kind === 'end') return event;
  const loss = [NaN, Infinity, -Infinity][i % 3] as number;
  return { kind: 'point', point: { ...event.point, loss } };
}

function tell(stopper: StopperPlugin, events: readonly CurveEvent[]): void {
  for (const event of events) stopper.observe(event);
}

function toldOf(stopper: StopperPlugin, seed: number): StopperPlugin {
  tell(stopper, pastOf(seed, 'finished'));
  return stopper;
}

function verdictsOf(stopper: StopperPlugin): readonly Verdict[] {
  return judge(stopper.rule());
}

/** Verdicts on good, middling and bad curves, step by step. */
function judge(rule: ReturnType<StopperPlugin['rule']>): readonly Verdict[] {
  const curves = [0.5, 2, 3, 5].map((loss) => curveOf(2000, (step) => loss + 0.1 * step));
  return [...curves, bad()].flatMap((curve) => curve.map((_, i) => rule(curve.slice(0, i + 1))));
}

function demandVerdict(verdict: Verdict): void {
  if (verdict.action === 'continue') return;
  assert.ok(['stop', 'pause'].includes(verdict.action), `"${verdict.action as string}" is no verdict.`);
  assert.ok(verdict.reason.length > 0, 'A trial is stopped without a reason.');
}
