/** One column: a number, or a category stored as its index in `categories`. NaN is a missing value in both. */
export interface Column {
  readonly name: string;
  readonly type: 'numeric' | 'categorical';
  readonly categories?: readonly string[];
}

/**
 * Rows of features. `values` is one row-major block that many tables share; `rows` says which of the block's rows
 * this table shows, in order, so that folds and trials share data instead of copying it.
 */
export interface Table {
  readonly columns: readonly Column[];
  readonly length: number;
  readonly values: Float64Array;
  /** Row indices into the block; absent when the table is the whole block. */
  readonly rows?: Int32Array;
}

/** What is predicted: classes, or numbers. */
export type Task = 'classification' | 'regression';

/** What is to be predicted, one value a row: a number, or for classification the index of the class in `classes`. */
export interface Target {
  readonly task: Task;
  readonly values: Float64Array;
  /** Names of the classes, sorted; empty for regression. */
  readonly classes: readonly string[];
}

/** A loaded data set: `features.length` rows, and one entry a row in whatever else is present. */
export interface Data {
  readonly features: Table;
  readonly target: Target;
  /** Rows of one group stay together when the data are split. */
  readonly groups?: Int32Array;
  /** Order in time, in any unit. */
  readonly time?: Float64Array;
  /** Weight of each row in fitting and scoring, ≥ 0. */
  readonly weights?: Float64Array;
}
