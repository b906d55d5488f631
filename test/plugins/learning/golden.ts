// What scikit-learn gives, as written by test/golden/make-learning.py and make-sklearn.py.
import { readFileSync } from 'node:fs';

type Rows = readonly (readonly number[])[];
type RowsWithGaps = readonly (readonly (number | null)[])[];

export interface Golden {
  readonly scalers: {
    readonly train: RowsWithGaps;
    readonly heldOut: RowsWithGaps;
    readonly cases: readonly { readonly use: string; readonly params: object; readonly gives: RowsWithGaps }[];
  };
  readonly splitters: readonly {
    readonly use: string;
    readonly splits: number;
    readonly target: readonly number[];
    readonly tests: Rows;
  }[];
  readonly metrics: readonly {
    readonly classes: number;
    readonly truth: readonly number[];
    readonly values: readonly number[];
    readonly probabilities: Rows;
    readonly weights: readonly number[] | null;
    readonly accuracy: number;
    readonly logLoss: number;
  }[];
  readonly logistic: readonly {
    readonly rows: Rows;
    readonly target: readonly number[];
    readonly weights: readonly number[] | null;
    readonly cases: readonly {
      readonly params: {
        readonly penalty: 'l2' | 'l1' | 'elastic-net' | 'none';
        readonly C: number;
        readonly l1Ratio: number;
        readonly fitIntercept: boolean;
        readonly classWeight?: 'balanced';
      };
      readonly coefficients: Rows;
      readonly intercepts: readonly number[];
      readonly probabilities: Rows;
    }[];
  }[];
}

export interface CrossValidated {
  readonly title: string;
  readonly data: string;
  readonly scaler: string;
  readonly rows: readonly {
    readonly params: Readonly<Record<string, number>>;
    readonly folds: readonly number[];
  }[];
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../golden/${name}.json`, import.meta.url), 'utf8'));

export const golden = read('learning') as Golden;
export const crossValidated = (read('sklearn') as { readonly cases: readonly CrossValidated[] }).cases;

/** Missing values are null in JSON. */
export const withGaps = (rows: RowsWithGaps): number[][] => rows.map((row) => row.map((value) => value ?? Number.NaN));
