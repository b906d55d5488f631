import { describe, expect, it } from 'vitest';
import { createStudy, isProblem, type StudyEvent } from 'tunewright';

const DEFINITION = {
  data: { use: 'iris' },
  cv: { use: 'stratified-k-fold', splits: 3 },
  steps: [{ use: 'standard-scaler' }, { use: 'dummy', strategy: { choose: ['stratified', 'prior'] } }],
  metrics: [{ use: 'accuracy' }],
  search: { use: 'grid' },
  repeats: 4,
};

async function scoresOf(definition: object): Promise<Extract<StudyEvent, { type: 'fold-scored' }>[]> {
  const events: StudyEvent[] = [];
  for await (const event of await createStudy(definition)) events.push(event);
  return events.filter((event) => event.type === 'fold-scored');
}

describe('repeats of a study that learns', () => {
  it('fit a random estimator to the same folds again', async () => {
    const scored = await scoresOf(DEFINITION);
    expect(scored).toHaveLength(2 * 3 * 4);
    const accuracies = scored.filter(({ trial, fold }) => trial === 0 && fold === 0).map(({ scores }) => scores);
    expect(new Set(accuracies.map(({ accuracy }) => accuracy)).size).toBeGreaterThan(1);
    const again = await scoresOf({ ...DEFINITION, run: { concurrency: 2 }, search: { use: 'grid', lag: 1 } });
    expect(again.map(({ scores }) => scores)).toEqual(scored.map(({ scores }) => scores));
  });

  it('are refused where nothing is random', async () => {
    const steps = [{ use: 'svc', C: { choose: [1, 10] } }];
    const refused = await createStudy({ ...DEFINITION, steps }).catch((error: unknown) => error);
    expect(isProblem(refused) && refused.complaints.map(({ code }) => code)).toEqual(['nothingVaries']);
  });
});
