// What every objective promises.
import assert from 'node:assert/strict';
import type { ObjectiveContext, Score } from '../contracts/objective.js';
import { inTime, lawsOf } from './check.js';
import type { Law } from './law.js';
import { cancelledContext, contextOf, guard } from './samples.js';
import type { Subject } from './subject.js';

const PATIENCE = 10_000; // ms: what is evaluated is the user's.

export function objectiveLaws({ make, options }: Subject<'objective'>): readonly Law[] {
  const parameters = options.parameters ?? {};
  const circumstances = { trial: 0, seed: 42, spend: () => undefined };
  const context: ObjectiveContext = { ...contextOf(1), ...circumstances };
  return lawsOf({
    'gives a number, or numbers by name': async () => {
      demandScore(await inTime(make().evaluate(parameters, context), PATIENCE, 'The evaluation'));
    },
    'can be asked again, also while it is at work': async () => {
      const objective = make();
      const scores = [1, 2, 3].map(async (trial) => objective.evaluate(parameters, { ...context, trial }));
      for (const score of await inTime(Promise.all(scores), PATIENCE, 'Three evaluations')) demandScore(score);
    },
    'leaves its parameters as they were': async () => {
      const unchanged = guard({ parameters });
      await make().evaluate(parameters, context);
      unchanged();
    },
    'ends when its trial is cancelled': async () => {
      // A score that was there before it noticed is as good as an error.
      const cancelled = { ...cancelledContext(1), ...circumstances };
      const ending = Promise.resolve()
        .then(() => make().evaluate(parameters, cancelled))
        .catch(() => undefined);
      await inTime(ending, PATIENCE, 'An evaluation whose signal was aborted');
    },
  });
}

function demandScore(score: Score): void {
  const scores = typeof score === 'number' ? { score } : score;
  assert.ok(
    typeof scores === 'object' && Object.keys(scores).length > 0,
    `There is no score in ${JSON.stringify(score)}.`,
  );
  for (const [name, value] of Object.entries(scores)) {
    assert.ok(Number.isFinite(value), `The score "${name}" should be a finite number, but is ${String(value)}.`);
  }
}
