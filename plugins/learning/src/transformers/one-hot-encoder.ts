import {
  Transformer,
  type FitContext,
  type FittedTransformer,
  type Json,
  type Table,
  type Target,
  type TransformerPlugin,
} from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { distinctNames } from './columns/distinct-names.js';
import { categoricalColumns, noticeUnseen, seenIn } from './encoding/categories.js';
import { oneHot, type Coding, type OneHotState } from './encoding/one-hot.js';

const Params = Type.Object(
  {
    unknown: Type.Enum(['ignore', 'error'], {
      default: 'ignore',
      description:
        'What to do with a category that no training row has: "ignore" gives 0 in all columns, and a notice while ' +
        'fitting names the categories of the data for which that will happen; "error" ends the trial.',
    }),
    drop: Type.Enum(['none', 'first', 'if-binary'], {
      default: 'none',
      description:
        'Leave out the column of the first category, which the others determine: of every column, or of those with ' +
        'two categories only.',
    }),
    missing: Type.Enum(['category', 'ignore'], {
      default: 'category',
      description:
        'Take a missing value as one more category, the last, if training rows have it; or give it 0 in all columns.',
    }),
  },
  { additionalProperties: false },
);
type Params = Static<typeof Params>;

/**
 * Each categorical column gives way to columns of 0 and 1 in its place, one for each category that training rows have,
 * in order of name: `color=red`, and `color is missing`. Numeric columns stay as they are.
 *
 * A fitted encoder cannot give notice: rows to come with categories that the data never listed are only told by
 * `"unknown": "error"`, which names column and category.
 */
@Transformer({
  name: 'one-hot-encoder',
  summary: 'Turn each category into a column of 0 and 1.',
  params: Params,
})
export class OneHotEncoder implements TransformerPlugin {
  constructor(private readonly params: Params) {}

  fit(train: Table, _target: Target, context: FitContext): FittedTransformer {
    const { unknown, missing } = this.params;
    const codings = categoricalColumns(train).map((position) => {
      const column = train.columns[position] as Table['columns'][number];
      const seen = seenIn(train, position);
      if (unknown === 'ignore') noticeUnseen(column, seen, 'as 0 in all columns', context);
      const gap = missing === 'ignore' ? 'ignore' : seen.missing ? 'category' : 'unknown';
      return codingOf(column.name, position, seen.categories, gap, this.params.drop);
    });
    return oneHot({ unknown, codings: named(codings, train) });
  }

  restore(state: Json): FittedTransformer {
    return oneHot(state as OneHotState);
  }
}

function codingOf(
  name: string,
  position: number,
  known: readonly string[],
  gap: Coding['gap'],
  drop: Params['drop'],
): Coding {
  const all = known.map((category) => `${name}=${category}`);
  if (gap === 'category') all.push(`${name} is missing`);
  const dropped = drop === 'first' || (drop === 'if-binary' && all.length === 2);
  return { position, known, gap, dropped, names: dropped ? all.slice(1) : all };
}

/** The codings with names that no other column of the result has. */
function named(codings: readonly Coding[], { columns }: Table): Coding[] {
  const numeric = columns.filter(({ type }) => type === 'numeric').map(({ name }) => name);
  const names = distinctNames(
    codings.flatMap((coding) => coding.names),
    numeric,
  );
  let at = 0;
  return codings.map((coding) => ({ ...coding, names: names.slice(at, (at += coding.names.length)) }));
}
