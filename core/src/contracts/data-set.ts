import type { Data } from './table.js';

/** A source of data. */
export interface DataSetPlugin {
  load(): Data | Promise<Data>;
}
