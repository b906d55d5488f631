// How much each column tells about the target; larger is more. Of the training rows alone.
import type { FitContext, Random, Table, Target } from '@tunewright/core';
import { columnValues } from '../columns/own-block.js';
import { moments } from '../scaling/column-statistics.js';
import { fOfClasses, fOfNumbers } from './f-test.js';
import { digammas, informationOfClasses, informationOfNumbers } from './mutual-information.js';

// scikit-learn's default; Kraskov et al. advise 2 to 4.
const NEIGHBORS = 3;
// Relative size of the noise that tells equal values apart, as both papers advise; scikit-learn's.
const NOISE = 1e-10;

/** F statistics; NaN where there is none. */
export function fScores(train: Table, positions: readonly number[], target: Target, context: FitContext): number[] {
  const score = target.task === 'classification' ? fOfClasses : fOfNumbers;
  return positions.map((position) => {
    context.pulse();
    return score(columnValues(train, position), target.values);
  });
}

/** Mutual information in nats. Columns and numeric targets are brought to variance 1 first. */
export function informationScores(
  train: Table,
  positions: readonly number[],
  target: Target,
  context: FitContext,
): number[] {
  const psi = digammas(train.length);
  const score = target.task === 'classification' ? ofClasses(target, psi) : ofNumbers(target, psi, context.random);
  return positions.map((position) => {
    context.pulse();
    const name = train.columns[position]?.name ?? '';
    return score(blurred(columnValues(train, position), context.random.split(`column ${name}`)));
  });
}

type Score = (values: Float64Array) => number;

function ofClasses({ values }: Target, psi: Float64Array): Score {
  return (column) => informationOfClasses(column, values, NEIGHBORS, psi);
}

function ofNumbers({ values }: Target, psi: Float64Array, random: Random): Score {
  const target = blurred(values, random.split('target'));
  const sorted = target.slice().sort();
  return (column) => informationOfNumbers(column, target, sorted, NEIGHBORS, psi);
}

/** Scaled to variance 1, with a little noise. */
function blurred(values: Float64Array, random: Random): Float64Array {
  const { deviation } = moments(values);
  const scaled = values.map((value) => value / deviation);
  let size = 0;
  for (const value of scaled) size += Math.abs(value);
  const noise = NOISE * Math.max(1, size / scaled.length);
  return scaled.map((value) => value + noise * random.normal());
}
