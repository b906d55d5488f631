import { TrialFailure, type Column } from '@tunewright/core';

/** For a row whose category the training rows do not have. `value` is the category's index, or NaN. */
export function unknownCategory(transformer: string, column: Column, value: number, advice: string): TrialFailure {
  const what = Number.isNaN(value) ? 'A missing value' : `The category "${column.categories?.[value] ?? value}"`;
  return new TrialFailure(
    'invalid',
    `${what} in the column "${column.name}" is unknown to "${transformer}": no training row has it. ${advice}`,
  );
}
