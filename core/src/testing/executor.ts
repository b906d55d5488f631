// What every executor promises.
import assert from 'node:assert/strict';
import type { Job, Workplace } from '../contracts/executor.js';
import type { Evaluate, Outcome, Progress, Watch, Work } from '../contracts/work.js';
import { inCaseAsync, inTime, lawsOf } from './check.js';
import type { Law } from './law.js';
import type { Subject } from './subject.js';

const PATIENCE = 10_000; // ms: a worker may have to start.

export function executorLaws({ make, options }: Subject<'executor'>): readonly Law[] {
  const job = options.job ?? MADE_UP;
  const works = options.job === undefined ? KINDS_OF_WORK : [workOf(0), workOf(1)];
  const atWork = (check: (place: Workplace) => Promise<void>) => async () => {
    const place = await make().open(job);
    try {
      await check(place);
    } finally {
      await place.close();
    }
  };
  return lawsOf({
    'gives the outcome that the work has, failures too': atWork(async (place) => {
      for (const work of works) await inCaseAsync(`fold ${work.fold}`, () => demandSame(place, job, work));
    }),
    'does several works at once': atWork(async (place) => {
      await Promise.all(works.map((work) => demandSame(place, job, work)));
    }),
    'tells progress in order, and before the outcome': atWork(async (place) => {
      for (const work of works) {
        const [told, expected] = [witness(), witness()];
        await inTime(place.evaluate(work, told.watch), PATIENCE, 'A unit of work');
        told.over = true;
        await job.evaluate(work, expected.watch);
        await new Promise((resolve) => setTimeout(resolve, 20));
        assert.deepEqual(told.progress.map(timeless), expected.progress.map(timeless), `Progress of fold ${work.fold}`);
        assert.equal(told.late, 0, 'Progress was told after the outcome.');
      }
    }),
    'ends work that is cancelled, with an outcome': atWork(async (place) => {
      for (const work of works) {
        const outcome = await inTime(
          place.evaluate(work, witness(AbortSignal.abort()).watch),
          PATIENCE,
          'Cancelled work',
        );
        assert.ok(['scored', 'failed'].includes(outcome.kind), `The outcome is ${JSON.stringify(outcome)}.`);
      }
    }),
    'opens and closes, also without having worked': async () => {
      const executor = make();
      for (let study = 0; study < 2; study++) {
        const place = await inTime(executor.open(job), PATIENCE, 'Opening');
        await inTime(Promise.resolve(place.close()), PATIENCE, 'Closing');
      }
    },
  });
}

async function demandSame(place: Workplace, job: Job, work: Work): Promise<void> {
  const outcome = await inTime(place.evaluate(work, witness().watch), PATIENCE, 'A unit of work');
  assert.deepEqual(timeless(outcome), timeless(await job.evaluate(work, witness().watch)));
}

interface Witness {
  readonly watch: Watch;
  readonly progress: Progress[];
  over: boolean;
  late: number;
}

function witness(signal = new AbortController().signal): Witness {
  const seen: Witness = {
    progress: [],
    over: false,
    late: 0,
    watch: {
      signal,
      deadline: Infinity,
      progress: (progress) => {
        seen.progress.push(structuredClone(progress));
        if (seen.over) seen.late++;
      },
    },
  };
  return seen;
}

/** Without how long it took. */
function timeless<T extends Outcome | Progress>(told: T): unknown {
  return { ...told, milliseconds: 0, fitMilliseconds: 0 };
}

function workOf(fold: number): Work {
  return { trial: 3, configuration: {}, fold, repeat: 0, seed: 42 };
}

const KINDS_OF_WORK = [0, 1, 2, 3].map(workOf);

/** Fold 0 ends at once, fold 1 later, fold 2 fails, fold 3 fails later. */
const evaluate: Evaluate = (work, { signal, progress }) => {
  progress({ type: 'preprocessed', step: 'scale', columns: 2, milliseconds: 1 });
  for (let step = 1; step <= 3; step++) progress({ type: 'reported', step, values: { loss: 1 / step } });
  progress({ type: 'noticed', code: 'solver-not-converged', text: 'After 3 steps.' });
  progress({ type: 'spent', amount: 0.25 });
  const fails = work.fold >= 2 || signal.aborted;
  const failure = { cause: 'diverged', message: 'The loss is infinite.', fingerprint: '01234567' } as const;
  const outcome: Outcome = fails
    ? { kind: 'failed', failure, milliseconds: 5 }
    : { kind: 'scored', scores: { loss: work.fold + 0.5 }, fitMilliseconds: 3, milliseconds: 4 };
  return work.fold % 2 === 0 ? outcome : Promise.resolve(outcome);
};

const MADE_UP: Job = { definition: { name: 'made-up' }, directory: '.', evaluate };
