// How much the rows of each class count. Pure.
import { suggestion, TrialFailure, type Target } from '@tunewright/core';

export type ClassWeights = 'none' | 'balanced' | Readonly<Record<string, number>>;

/**
 * One factor a class; undefined when all classes count alike.
 *
 * @throws {TrialFailure} `invalid` when a class is named that the target does not have.
 */
export function classFactors(
  { task, classes, values }: Target,
  weights: Float64Array | undefined,
  wanted: ClassWeights,
): Float64Array | undefined {
  if (wanted === 'none') return undefined;
  if (task === 'regression')
    throw new TrialFailure('invalid', '"classWeights" is for classes, but the target is of numbers. Remove it.');
  return wanted === 'balanced' ? balanced(values, classes.length, weights) : named(classes, wanted);
}

/** rows / (classes present × rows of the class), rows counted by their weights. */
function balanced(values: Float64Array, classes: number, weights: Float64Array | undefined): Float64Array {
  const counts = new Float64Array(classes);
  let total = 0;
  values.forEach((label, row) => {
    const weight = weights?.[row] ?? 1;
    counts[label] = (counts[label] as number) + weight;
    total += weight;
  });
  const present = counts.filter((count) => count > 0).length;
  return counts.map((count) => (count > 0 ? total / (present * count) : 0));
}

function named(classes: readonly string[], wanted: Readonly<Record<string, number>>): Float64Array {
  const unknown = Object.keys(wanted).find((name) => !classes.includes(name));
  if (unknown !== undefined)
    throw new TrialFailure(
      'invalid',
      `"classWeights" names "${unknown}", which is no class. ${suggestion(unknown, classes)}`,
    );
  return Float64Array.from(classes, (name) => wanted[name] ?? 1);
}
