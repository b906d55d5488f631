import type { Json, ObjectivePlugin } from '@tunewright/core';
import { describe } from 'vitest';
import { made, never, proves, refuse } from './proof.js';

type Evaluate = ObjectivePlugin['evaluate'];

const objective = (evaluate: Evaluate) => made('objective', () => ({ evaluate }));
const good: Evaluate = ({ x }) => Promise.resolve((x as number) ** 2);

function single(): ObjectivePlugin {
  let used = false;
  return {
    evaluate: (...given) => {
      if (used) refuse();
      used = true;
      return good(...given);
    },
  };
}

const parameters: Record<string, Json> = { x: 2 };

describe('objectives', () => {
  proves(
    objective(good),
    {
      'gives a number, or numbers by name': objective(() => ({ loss: Number.NaN })),
      'can be asked again, also while it is at work': made('objective', single),
      'leaves its parameters as they were': objective((given) => {
        Object.assign(given, { x: (given['x'] as number) + 1 });
        return 1;
      }),
      'ends when its trial is cancelled': objective((given, context) =>
        context.signal.aborted ? never() : good(given, context),
      ),
    },
    { parameters },
  );
});
