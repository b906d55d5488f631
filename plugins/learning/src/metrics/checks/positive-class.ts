// Which class counts as positive.
import { TrialFailure } from '@tunewright/core';

/**
 * Index of the class of this name; without a name the second of two, as in scikit-learn. Throws a
 * {@link TrialFailure} `invalid` when there is no such class, or more than two to choose from.
 */
export function positiveClass(metric: string, classes: readonly string[], name: string | undefined): number {
  const listed = classes.map((known) => `"${known}"`).join(', ');
  if (name === undefined) {
    if (classes.length === 2) return 1;
    throw new TrialFailure(
      'invalid',
      `${metric} needs to know which of the ${classes.length} classes is positive. ` +
        `Set "positive" to one of ${listed}, or set another "average".`,
    );
  }
  const index = classes.indexOf(name);
  if (index >= 0) return index;
  throw new TrialFailure('invalid', `${metric} finds no class "${name}". Set "positive" to one of ${listed}.`);
}
