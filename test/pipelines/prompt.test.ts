// The shipped prompt study shows what its page says: examples and thinking aloud pay, within a budget of tokens.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createStudy, type History } from 'tunewright';
import { expect, it } from 'vitest';
import { DEFINITIONS } from '../support/command.js';

async function historyOf(): Promise<History> {
  const text = readFileSync(join(DEFINITIONS, 'prompt.json'), 'utf8');
  return (await (await createStudy(text, { directory: DEFINITIONS })).run()).history;
}

it('finds a prompt that is right every time, within the tokens, the same one each time', async () => {
  const [history, again] = [await historyOf(), await historyOf()];
  expect(history.best).toMatchObject({ score: 1 });
  expect(history.best?.params['examples']).toBeGreaterThanOrEqual(3);
  expect(again.best).toEqual(history.best);
  // The last trial may go beyond by what it costs itself.
  expect(history.cost).toBeGreaterThan(19_000);
  expect(history.cost).toBeLessThan(21_500);
  expect(history.trial(0).scores['right']).toBeLessThan(0.6);
});
