/** A component of a definition: a plugin's name and its parameters, checked and with defaults. */
export interface Component {
  readonly use: string;
  readonly [param: string]: unknown;
}

/** Columns by name, or all of one type. */
export type ColumnChoice = 'numeric' | 'categorical' | readonly string[];

/** One step of a pipeline, as one configuration sets it. */
export interface PipelineStep {
  readonly id: string;
  readonly kind: 'transformer' | 'scaler' | 'estimator';
  readonly component: Component;
  /** The columns that a transformer sees and changes; absent means all. */
  readonly on?: ColumnChoice;
  /** `all` also fits on held-out rows, which leaks: it exists to be diagnosed. Absent means training rows only. */
  readonly fitOn?: 'all';
  /** The same text for two steps that are the same but for their ids. */
  readonly key: string;
}
