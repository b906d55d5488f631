// Precision, recall and F1: a ratio for each class, and what is made of them.
import { TrialFailure } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { positiveClass } from '../checks/positive-class.js';
import type { Counts } from './counts.js';

export const AveragedParams = Type.Object(
  {
    average: Type.Enum(['macro', 'weighted', 'micro', 'binary'], {
      default: 'macro',
      description:
        'Mean over the classes that occur, all alike ("macro") or by their shares of the rows ("weighted"), one ' +
        'ratio of the sums over them ("micro"), or that of the positive class alone ("binary").',
    }),
    positive: Type.Optional(
      Type.String({
        activeWhen: { average: ['binary'] },
        description: 'Name of the positive class. Without it the second of two classes, in sorted order.',
      }),
    ),
    zeroDivision: Type.Enum(['fail', 0, 1], {
      default: 'fail',
      description:
        'What a class scores when nothing can be divided by: a number, or "fail" for the trial to fail and say so. ' +
        "With 0 the scores are those of scikit-learn's default.",
    }),
  },
  { additionalProperties: false },
);

/** One ratio for each class. */
export interface Ratio {
  readonly metric: string;
  /** What a class without it lacks: "no row was predicted to be of it". */
  readonly lack: string;
  above(counts: Counts, k: number): number;
  below(counts: Counts, k: number): number;
}

/**
 * As scikit-learn averages. The classes that occur are those of rows with weight, true or predicted. Throws a
 * {@link TrialFailure} `invalid` where a class that counts has nothing to divide by and `zeroDivision` is "fail".
 */
export function averagedRatio(ratio: Ratio, counts: Counts, params: Static<typeof AveragedParams>): number {
  const { average, positive, zeroDivision } = params;
  const quotient = (k: number): number => {
    const below = ratio.below(counts, k);
    if (below > 0) return ratio.above(counts, k) / below;
    if (zeroDivision !== 'fail') return zeroDivision;
    throw undefinedFor(ratio, counts.classes[k] as string);
  };
  const { actual, predicted, total } = counts;
  const occurring = Array.from(actual.keys()).filter((k) => (actual[k] as number) + (predicted[k] as number) > 0);
  switch (average) {
    case 'binary':
      return quotient(positiveClass(ratio.metric, counts.classes, positive));
    case 'macro':
      return sumOf(occurring, quotient) / occurring.length;
    case 'weighted':
      // A class that no row is of has no share, and need not be defined.
      return sumOf(
        occurring.filter((k) => (actual[k] as number) > 0),
        (k) => (quotient(k) * (actual[k] as number)) / total,
      );
    case 'micro':
      return sumOf(occurring, (k) => ratio.above(counts, k)) / sumOf(occurring, (k) => ratio.below(counts, k));
  }
}

function sumOf(classes: readonly number[], of: (k: number) => number): number {
  return classes.reduce((sum, k) => sum + of(k), 0);
}

function undefinedFor({ metric, lack }: Ratio, name: string): TrialFailure {
  return new TrialFailure(
    'invalid',
    `${metric} is not defined for the class "${name}" on this fold: ${lack}. Set "zeroDivision" to the score it ` +
      'shall have then, such as 0, or make sure by stratified or fewer folds that it occurs.',
  );
}
