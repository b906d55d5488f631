import { map, type Observable } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import type {
  Evaluate,
  FoldScored,
  Outcome,
  SearcherPlugin,
  StopperPlugin,
  StudyEvent,
  Verdict,
} from '@tunewright/core';
import { Breath } from '../../../core/src/graph/breath.js';
import { Pace } from '../../../core/src/graph/pace.js';
import { trial$ } from '../../../core/src/graph/trial.js';
import { Conductor } from '../../../core/src/study/conductor.js';
import { ONCE } from '../../../core/src/study/repeats.js';
import type { RunningTrial } from '../../../core/src/study/running-trial.js';
import { seeded } from '../../../core/src/numeric/random.js';
import { buildSpace } from '../../../core/src/space/space.js';
import { TestClock } from '../../support/black-box.js';
import { arriving, failed, scheduler, SCORE, scored } from './marbles.js';

const searcher: SearcherPlugin = {
  ask: () => ({ kind: 'work', proposal: { point: Float64Array.of(0.5), origin: 'random' } }),
  tell: () => undefined,
  save: () => null,
  load: () => undefined,
};

/** Says its verdict on a curve of so many points. */
function stopperAt(points: number, verdict: Verdict, reads: 'folds' | 'epochs'): Conducted['stoppers'][number] {
  const plugin: StopperPlugin = {
    observe: () => undefined,
    rule: () => (curve) => (curve.length === points ? verdict : { action: 'continue' }),
  };
  return { id: 'judge', reads, plugin };
}

type Conducted = ConstructorParameters<typeof Conductor>[0];

function setup(folds: number, stoppers: Conducted['stoppers'] = []): { conductor: Conductor; trial: RunningTrial } {
  const conductor = new Conductor({
    space: buildSpace([{ name: 'x', domain: { tune: 'float', low: 0, high: 1, log: false }, when: [] }]),
    searcher,
    stoppers,
    metrics: [SCORE],
    folds,
    repeats: ONCE,
    start: [],
    trials: 9,
    lag: 1,
    order: 'deterministic',
    control: { random: 0, unstopped: 0 },
    onDuplicate: 'remeasure',
    random: seeded(1),
  });
  const step = conductor.next(0);
  if (step.kind !== 'trial') throw new Error('There is no trial.');
  return { conductor, trial: step.trial };
}

interface Timing {
  readonly timeout?: number;
  readonly clock?: TestClock;
}

function run(
  { conductor, trial }: ReturnType<typeof setup>,
  evaluate: Evaluate,
  { timeout = Infinity, clock = new TestClock() }: Timing = {},
): Observable<StudyEvent> {
  const [breath, pace] = [new Breath(clock), new Pace(clock, undefined)];
  return trial$(trial, { conductor, breath, pace, evaluate, clock, time: () => 9, seed: 1, timeout, priced: false });
}

/** The type of each event, shortened to the letter of a marble. */
const LETTERS: Readonly<Record<string, string>> = {
  'fold-scored': 's',
  reported: 'r',
  'trial-finished': 'F',
  'trial-failed': 'X',
  'trial-stopped': 'S',
  'trial-paused': 'P',
};
const letters = (events$: Observable<StudyEvent>): Observable<string> =>
  events$.pipe(map(({ type }) => LETTERS[type] ?? type));

const STOP: Verdict = { action: 'stop', reason: 'enough' };
const PAUSE: Verdict = { action: 'pause', reason: 'later', rung: 1 };

const scoreOf = (fold: number): FoldScored => ({
  type: 'fold-scored',
  at: 1,
  trial: 0,
  fold,
  scores: { score: 4 },
  fitMilliseconds: 10,
  milliseconds: 20,
});

describe('trial$ by marbles', () => {
  it('runs its folds one after another', () => {
    scheduler().run(({ cold, expectObservable }) => {
      const evaluate: Evaluate = () => arriving(cold('--o', { o: scored(1) }));
      expectObservable(letters(run(setup(3), evaluate))).toBe('--s-s-(sF|)');
    });
  });

  it('mixes synchronous folds with asynchronous ones', () => {
    scheduler().run(({ cold, expectObservable }) => {
      const evaluate: Evaluate = ({ fold }) => (fold === 1 ? arriving(cold('--o', { o: scored(1) })) : scored(1));
      expectObservable(letters(run(setup(4), evaluate))).toBe('s-(sssF|)');
    });
  });

  it('ends with the failure of a fold in the middle', () => {
    const evaluated = vi.fn();
    scheduler().run(({ cold, expectObservable }) => {
      const evaluate: Evaluate = ({ fold }) => {
        evaluated(fold);
        return arriving(cold('--o', { o: fold === 1 ? failed : scored(1) }));
      };
      expectObservable(letters(run(setup(4), evaluate))).toBe('--s-(X|)');
    });
    expect(evaluated.mock.calls).toEqual([[0], [1]]);
  });

  it.each([
    { action: 'stop', verdict: STOP, gives: '--s-(sS|)' },
    { action: 'pause', verdict: PAUSE, gives: '--s-(sP|)' },
  ])('ends with the verdict $action on a fold', ({ verdict, gives }) => {
    scheduler().run(({ cold, expectObservable }) => {
      const evaluate: Evaluate = () => arriving(cold('--o', { o: scored(1) }));
      expectObservable(letters(run(setup(4, [stopperAt(2, verdict, 'folds')]), evaluate))).toBe(gives);
    });
  });

  it('does not stop what its last fold has finished', () => {
    scheduler().run(({ expectObservable }) => {
      const stoppers = [stopperAt(2, STOP, 'folds')];
      expectObservable(letters(run(setup(2, stoppers), () => scored(1)))).toBe('(ssF|)');
    });
  });

  it('ends a fold by the verdict on a report, and cancels it', () => {
    const signals: AbortSignal[] = [];
    scheduler().run(({ cold, expectObservable }) => {
      const evaluate: Evaluate = (_, watch) => {
        signals.push(watch.signal);
        cold('-abc', { a: 1, b: 2, c: 3 }).subscribe((step) => {
          watch.progress({ type: 'reported', step, values: { score: 1 } });
        });
        return arriving(cold<Outcome>('-----o', { o: scored(1) }));
      };
      expectObservable(letters(run(setup(2, [stopperAt(2, STOP, 'epochs')]), evaluate))).toBe('-r(rS|)');
    });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('evaluates only what an interruption has left', () => {
    const evaluated = vi.fn();
    scheduler().run(({ cold, expectObservable }) => {
      const { conductor, trial } = setup(3);
      for (const fold of [0, 1]) conductor.record(scoreOf(fold));
      const evaluate: Evaluate = ({ fold }) => {
        evaluated(fold);
        return arriving(cold('--o', { o: scored(1) }));
      };
      expectObservable(letters(run({ conductor, trial }, evaluate))).toBe('--(sF|)');
    });
    expect(evaluated.mock.calls).toEqual([[2]]);
  });

  it('finishes a trial that was interrupted after its last fold', () => {
    scheduler().run(({ expectObservable }) => {
      const { conductor, trial } = setup(1);
      conductor.record(scoreOf(0));
      expectObservable(letters(run({ conductor, trial }, () => scored(1)))).toBe('(F|)');
    });
  });

  it('hears first the verdict that an interruption swallowed', () => {
    scheduler().run(({ expectObservable }) => {
      const { conductor, trial } = setup(3, [stopperAt(1, STOP, 'folds')]);
      conductor.record(scoreOf(0));
      expectObservable(letters(run({ conductor, trial }, () => scored(1)))).toBe('(S|)');
    });
  });

  it('tells no report again that is in the log', () => {
    scheduler().run(({ expectObservable }) => {
      const { conductor, trial } = setup(1);
      for (const step of [1, 2])
        conductor.record({ type: 'reported', at: 1, trial: 0, fold: 0, step, values: { score: 1 } });
      const evaluate: Evaluate = (_, watch) => {
        for (const step of [1, 2, 3]) watch.progress({ type: 'reported', step, values: { score: 1 } });
        return scored(1);
      };
      expectObservable(letters(run({ conductor, trial }, evaluate))).toBe('(rsF|)');
    });
  });
});

describe('the timeout of a trial', () => {
  it('counts what was spent before an interruption', () => {
    const { conductor, trial } = setup(2);
    conductor.record(scoreOf(0));
    const deadlines: number[] = [];
    const evaluate: Evaluate = (_, { deadline }) => {
      deadlines.push(deadline);
      return scored(1);
    };
    const clock = new TestClock();
    clock.time = 1000;
    run({ conductor, trial }, evaluate, { timeout: 50, clock }).subscribe();
    expect(deadlines).toEqual([1030]);
  });
});

describe('a trial of many instances', () => {
  it('does not grow the stack where only the first is asynchronous', async () => {
    const folds = 20_000;
    const evaluate: Evaluate = ({ fold }) => (fold === 0 ? Promise.resolve(scored(1)) : scored(1));
    let events = 0;
    await run(setup(folds), evaluate).forEach(() => events++);
    expect(events).toBe(folds + 1);
  });
});
