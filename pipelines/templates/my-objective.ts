import { Objective, type Configuration, type ObjectiveContext, type ObjectivePlugin } from 'tunewright';
import Type, { type Static } from 'tunewright/typebox';

const Params = Type.Object(
  {
    steps: Type.Integer({ minimum: 1, default: 10, description: 'Steps of the evaluation; each reports a score.' }),
  },
  { additionalProperties: false },
);

@Objective({ name: 'my-objective', summary: 'A bowl: the sum of the squares of all numbers.', params: Params })
export class MyObjective implements ObjectivePlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  /** Parameters come by the names that "space" gives them; those that are no numbers do not count. */
  async evaluate(parameters: Configuration, context: ObjectiveContext): Promise<number> {
    const numbers = Object.values(parameters).filter((value) => typeof value === 'number');
    const bowl = numbers.reduce((sum, value) => sum + value ** 2, 0);
    let score = bowl;
    for (let step = 1; step <= this.params.steps; step++) {
      // Pass the signal to fetch and the like, too: it is aborted when the trial is stopped.
      context.signal.throwIfAborted();
      score = bowl + 1 / step;
      context.report(step, score); // Early stopping reads these.
      await Promise.resolve();
    }
    return score;
  }
}
