import Type, { type Static } from 'typebox';
import {
  FUNCTIONS,
  Objective,
  Problem,
  type Configuration,
  type ObjectiveContext,
  type ObjectivePlugin,
  type Score,
} from '@tunewright/core';

/** What a study's `functions` must look like to be tuned. */
export type ScoreFunction = (parameters: Configuration, context: ObjectiveContext) => Score | Promise<Score>;

const Params = Type.Object(
  {
    name: Type.String({ description: 'Name of the function among those given to createStudy({ functions }).' }),
  },
  { additionalProperties: false },
);

@Objective({
  name: 'function',
  summary: 'A TypeScript function given beside the definition.',
  params: Params,
  uses: [FUNCTIONS],
})
export class FunctionObjective implements ObjectivePlugin {
  private readonly score: ScoreFunction;

  constructor({ name }: Static<typeof Params>, functions: Readonly<Record<string, unknown>>) {
    const found = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (typeof found !== 'function') {
      const known = Object.keys(functions).map((each) => `"${each}"`);
      const given = known.length > 0 ? `Given are: ${known.join(', ')}.` : 'None is given.';
      throw Problem.of(
        'unknown-function',
        `No function "${name}" is given to the study. ${given} Pass it as createStudy(definition, { functions: { ${name} } }).`,
        '/objective/name',
      );
    }
    this.score = found as ScoreFunction;
  }

  evaluate(parameters: Configuration, context: ObjectiveContext): Score | Promise<Score> {
    return this.score(parameters, context);
  }
}
