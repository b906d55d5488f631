// What a suite may be told about the plugin it tests. Types only.
import type { Evidence } from '../contracts/diagnosis.js';
import type { Job } from '../contracts/executor.js';
import type { Configuration, SearchSpace } from '../contracts/space.js';
import type { StorePlugin } from '../contracts/store.js';
import type { Task } from '../contracts/table.js';
import type { Binding, Registry } from '../plugin/registry.js';

/** What a contract suite cannot find out about a plugin by itself. */
export interface ContractOptions {
  /** Parameters of the plugin; those that are not named take the defaults of its schema. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** The plugins that this one is composed of. It is not changed. */
  readonly registry?: Registry;
  /** Services beside or in place of the usual ones: `[provide(OUTPUT, sink)]`. */
  readonly services?: readonly Binding[];
  /** Searchers: one more space to search. */
  readonly space?: SearchSpace;
  /**
   * Transformers and splitters: what kind of target to make up; default: `classification`. Estimators: the only task to
   * learn, where the parameters are for one task; default: all that its manifest names.
   */
  readonly task?: Task;
  /** Splitters made for one number of rows: that number. */
  readonly rows?: number;
  /** Estimators: true when it ignores the features on purpose, and need not beat the constant prediction. */
  readonly constant?: boolean;
  /** Objectives: what to evaluate. Default: no parameters. */
  readonly parameters?: Configuration;
  /** Executors that need a real definition: the job to do. Default: a made-up one whose work is done in this process. */
  readonly job?: Job;
  /** Stores: gives a store over an empty place of its own. Default: by its parameters, in a temporary folder. */
  readonly make?: () => StorePlugin;
  /** Diagnoses: evidence in which it finds something; without it the laws about findings have little to look at. */
  readonly evidence?: readonly Evidence[];
}
