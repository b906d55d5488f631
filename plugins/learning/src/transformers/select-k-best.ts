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
import { demandFinite } from './columns/demand-finite.js';
import { numericColumns } from './scaling/column-statistics.js';
import { keepColumns, restoreKept, type KeptState } from './selection/keep-columns.js';
import { fScores, informationScores } from './selection/scores.js';

const Params = Type.Object(
  {
    score: Type.Enum(['f-test', 'mutual-information'], {
      default: 'f-test',
      description:
        '"f-test" measures how far class means lie apart (analysis of variance), or linear dependence on a numeric ' +
        'target; "mutual-information" any dependence, by distances to three nearest neighbors.',
    }),
    k: Type.Union([Type.Integer({ minimum: 1 }), Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 })], {
      default: 10,
      description:
        'How many columns to keep: a whole number, or a share in (0, 1) of the numeric columns, at least one.',
    }),
  },
  { additionalProperties: false },
);

/**
 * Scores the numeric columns one by one on the training rows; the kept ones stand in their old order, categorical
 * columns behind them as they are. Of equal scores the later column is kept, as in scikit-learn. With fewer columns
 * than `k` all are kept, and a notice says so. Missing values are refused.
 */
@Transformer({
  name: 'select-k-best',
  summary: 'Keep the columns that by themselves tell most about the target.',
  params: Params,
})
export class SelectKBest implements TransformerPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  fit(train: Table, target: Target, context: FitContext): FittedTransformer {
    const positions = numericColumns(train);
    demandFinite(train, positions, 'select-k-best');
    const count = this.count(positions.length, context);
    const scores = (this.params.score === 'f-test' ? fScores : informationScores)(train, positions, target, context);
    return keepColumns(train, best(positions, scores, count));
  }

  restore(state: Json): FittedTransformer {
    return restoreKept(state as KeptState);
  }

  private count(columns: number, context: FitContext): number {
    const { k } = this.params;
    if (k < 1) return Math.max(1, Math.round(k * columns));
    if (k > columns) {
      const text = `"select-k-best" is to keep ${k} columns, but only ${columns} are numeric: all are kept.`;
      context.notice('fewer-columns', text);
    }
    return k;
  }
}

function best(positions: readonly number[], scores: readonly number[], count: number): number[] {
  // A column without a score tells nothing.
  const rank = (place: number): number => (Number.isNaN(scores[place]) ? -1 : (scores[place] as number));
  const order = positions.map((_, place) => place).sort((a, b) => compare(rank(b), rank(a)) || b - a);
  const kept = new Set(order.slice(0, count));
  return positions.filter((_, place) => kept.has(place));
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b; // Infinity − Infinity is no number.
}
