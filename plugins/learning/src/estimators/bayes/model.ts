// A fitted naive Bayes classifier with normal features: log densities by class, and its state as JSON.
import type { Json, Model, Table } from '@tunewright/core';
import { numericRows } from '../rows/numeric-rows.js';

/** One row a class in each; a class without training rows has prior 0. */
export interface Normals {
  readonly priors: Float64Array;
  /** Classes × columns. */
  readonly means: Float64Array;
  /** Classes × columns, all > 0 where the prior is. */
  readonly variances: Float64Array;
}

export function bayesModel(normals: Normals, estimator: string): Model {
  const classes = normals.priors.length;
  const constants = logConstants(normals);
  const posterior = (rows: Table): Float64Array => logPosterior(normals, constants, rows, estimator);
  return {
    predict: (rows) => mostLikely(posterior(rows), classes),
    probabilities: (rows) => posterior(rows).map((log) => Math.exp(log)),
    scores: (rows) => (classes === 2 ? logOdds(posterior(rows)) : posterior(rows)),
    toJSON: () => stateOf(normals),
  };
}

/** ln prior − ½ Σ ln 2πσ², one a class; −∞ for classes without training rows. */
function logConstants({ priors, variances }: Normals): Float64Array {
  const width = variances.length / priors.length;
  return priors.map((prior, label) => {
    if (prior === 0) return -Infinity;
    let sum = Math.log(prior);
    for (let j = label * width; j < (label + 1) * width; j++)
      sum -= 0.5 * Math.log(2 * Math.PI * (variances[j] as number));
    return sum;
  });
}

/** ln P(class | row), rows × classes. */
function logPosterior(normals: Normals, constants: Float64Array, table: Table, estimator: string): Float64Array {
  const { means, variances } = normals;
  const values = numericRows(table, estimator);
  const width = table.columns.length;
  const classes = constants.length;
  const logs = new Float64Array(table.length * classes);
  for (let i = 0; i < table.length; i++) {
    for (let label = 0; label < classes; label++) {
      let sum = constants[label] as number;
      // Without training rows there are no variances to divide by.
      if (sum === -Infinity) {
        logs[i * classes + label] = sum;
        continue;
      }
      const line = label * width;
      for (let j = 0; j < width; j++) {
        const apart = (values[i * width + j] as number) - (means[line + j] as number);
        sum -= (0.5 * apart * apart) / (variances[line + j] as number);
      }
      // Rows so far off that squares overflow are still rows of some class.
      logs[i * classes + label] = Math.max(sum, -Number.MAX_VALUE);
    }
  }
  return normalized(logs, classes);
}

/** Subtracts from each line its log of summed exponentials, in place: as differences from the largest, which is safe. */
function normalized(logs: Float64Array, classes: number): Float64Array {
  for (let start = 0; start < logs.length; start += classes) {
    let largest = -Infinity;
    for (let k = start; k < start + classes; k++) largest = Math.max(largest, logs[k] as number);
    let sum = 0;
    for (let k = start; k < start + classes; k++) sum += Math.exp((logs[k] as number) - largest);
    const rest = Math.log(sum);
    for (let k = start; k < start + classes; k++) logs[k] = (logs[k] as number) - largest - rest;
  }
  return logs;
}

/** One a row: how much more likely the second class is. */
function logOdds(logs: Float64Array): Float64Array {
  return Float64Array.from(
    { length: logs.length / 2 },
    (_, row) => (logs[2 * row + 1] as number) - (logs[2 * row] as number),
  );
}

/** The first of equals. */
function mostLikely(logs: Float64Array, classes: number): Float64Array {
  const labels = new Float64Array(logs.length / classes);
  for (let row = 0; row < labels.length; row++) {
    let best = 0;
    for (let k = 1; k < classes; k++) {
      if ((logs[row * classes + k] as number) > (logs[row * classes + best] as number)) best = k;
    }
    labels[row] = best;
  }
  return labels;
}

/** What `toJSON` writes. */
type State = { readonly [Part in keyof Normals]: readonly number[] };

function stateOf({ priors, means, variances }: Normals): State {
  // Never −0, which JSON lacks.
  const plain = (numbers: Float64Array): number[] => Array.from(numbers, (value) => value + 0);
  return { priors: plain(priors), means: plain(means), variances: plain(variances) };
}

export function restoreBayesModel(json: Json, estimator: string): Model {
  const { priors, means, variances } = json as State;
  const normals = {
    priors: Float64Array.from(priors),
    means: Float64Array.from(means),
    variances: Float64Array.from(variances),
  };
  return bayesModel(normals, estimator);
}
