import type { Kind } from '../contracts/kinds.js';

// A record, so that the compiler demands each kind.
const listed: Readonly<Record<Kind, true>> = {
  'data-set': true,
  transformer: true,
  scaler: true,
  splitter: true,
  metric: true,
  estimator: true,
  objective: true,
  searcher: true,
  surrogate: true,
  acquisition: true,
  stopper: true,
  executor: true,
  store: true,
  monitor: true,
  diagnosis: true,
};

export const KINDS = Object.keys(listed) as readonly Kind[];
