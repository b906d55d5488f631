import {
  componentOf,
  PLUGINS,
  Problem,
  Splitter,
  type Fold,
  type Plugins,
  type SplitRequest,
  type SplitterPlugin,
} from '@tunewright/core';
import Type, { type Static } from 'typebox';

const Params = Type.Object(
  {
    splitter: componentOf('splitter', {
      default: { use: 'stratified-k-fold', splits: 5, shuffle: true },
      description: 'What to repeat: a splitter that draws at random.',
    }),
    times: Type.Integer({ minimum: 2, default: 3, description: 'How often.' }),
  },
  { additionalProperties: false },
);

/** All folds of the first repetition, then those of the second, … Each draws from a generator of its own. */
@Splitter({
  name: 'repeated',
  summary: 'Split several times by another splitter, each time by other random numbers.',
  params: Params,
  uses: [PLUGINS],
})
export class Repeated implements SplitterPlugin {
  private readonly splitter: SplitterPlugin;

  constructor(
    private readonly params: Static<typeof Params>,
    plugins: Plugins,
  ) {
    this.splitter = plugins.make('splitter', params.splitter);
  }

  split(request: SplitRequest): readonly Fold[] {
    const { times, splitter } = this.params;
    const repetitions = Array.from({ length: times }, (_, i) =>
      this.splitter.split({ ...request, random: request.random.split(i) }),
    );
    const [first, ...others] = repetitions as [readonly Fold[], ...(readonly Fold[])[]];
    if (others.every((folds) => isSame(folds, first))) throw nothingNew(splitter.use, times);
    return repetitions.flat();
  }
}

function isSame(a: readonly Fold[], b: readonly Fold[]): boolean {
  return a.length === b.length && a.every(({ test }, fold) => isEqual(test, (b[fold] as Fold).test));
}

function isEqual(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((row, i) => row === b[i]);
}

function nothingNew(splitter: string, times: number): Problem {
  return Problem.of(
    'nothingNew',
    `${splitter} gave the same folds all ${times} times, so repeating it adds nothing. ` +
      'Set its "shuffle" to true if it has one, or use it without "repeated".',
  );
}
