// A fitted linear regression: x·w + b.
import type { Json, Model, Table } from '@tunewright/core';
import { numericRows } from '../rows/numeric-rows.js';

type State = {
  /** One a column, in the units of the target by those of the column. */
  readonly coefficients: readonly number[];
  readonly intercept: number;
};

/** `estimator` is for messages. */
export function linearPredictor(coefficients: Float64Array, intercept: number, estimator: string): Model {
  return {
    predict: (table: Table) => {
      const values = numericRows(table, estimator);
      const predicted = new Float64Array(table.length);
      for (let i = 0, at = 0; i < predicted.length; i++) {
        let sum = intercept;
        for (let j = 0; j < coefficients.length; j++, at++) sum += (coefficients[j] as number) * (values[at] as number);
        predicted[i] = sum;
      }
      return predicted;
    },
    // Never −0, which JSON lacks.
    toJSON: (): State => ({ coefficients: Array.from(coefficients, (w) => w + 0), intercept: intercept + 0 }),
  };
}

export function restoreLinearPredictor(json: Json, estimator: string): Model {
  const { coefficients, intercept } = json as State;
  return linearPredictor(Float64Array.from(coefficients), intercept, estimator);
}
