import { Grid } from './searchers/grid.js';
import { RandomSearch } from './searchers/random.js';
import { Median } from './stoppers/median.js';

export { Grid } from './searchers/grid.js';
export { RandomSearch } from './searchers/random.js';
export { Median } from './stoppers/median.js';

/** The plugins of this package. */
export const search = [Grid, RandomSearch, Median] as const;
