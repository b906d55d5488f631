import type { ExecutorPlugin, Job, Watch, Work, Workplace } from '@tunewright/core';
import { describe } from 'vitest';
import { made, never, proves, refuse } from './proof.js';

type Evaluate = Workplace['evaluate'];

const executor = (open: ExecutorPlugin['open']) => made('executor', () => ({ open }));
const evaluating = (change: (job: Job) => Evaluate) =>
  executor((job) => ({ evaluate: change(job), close: () => undefined }));

/** Tells progress when the work is long over. */
function slowly(watch: Watch): Watch {
  return { ...watch, progress: (progress) => void setTimeout(() => watch.progress(progress), 5) };
}

function oneAtATime({ evaluate }: Job): Evaluate {
  let busy = false;
  return async (work: Work, watch: Watch) => {
    if (busy) refuse();
    busy = true;
    const outcome = await evaluate(work, watch);
    busy = false;
    return outcome;
  };
}

describe('executors', () => {
  proves(
    evaluating(({ evaluate }) => evaluate),
    {
      'gives the outcome that the work has, failures too': evaluating(
        ({ evaluate }) =>
          (work, watch) =>
            evaluate({ ...work, fold: 0 }, watch),
      ),
      'does several works at once': evaluating(oneAtATime),
      'tells progress in order, and before the outcome': evaluating(
        ({ evaluate }) =>
          (work, watch) =>
            evaluate(work, slowly(watch)),
      ),
      'ends work that is cancelled, with an outcome': evaluating(
        ({ evaluate }) =>
          (work, watch) =>
            watch.signal.aborted ? never() : evaluate(work, watch),
      ),
      'opens and closes, also without having worked': executor(({ evaluate }) => ({
        evaluate,
        close: async () => never<undefined>(),
      })),
    },
  );
});
