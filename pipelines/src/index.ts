// Tunewright with batteries: the core, and the plugins that come with it.
export * from '@tunewright/core';
export { batteries } from './batteries.js';
export { createStudy } from './create-study.js';
export { choice, float, int, type Domain, type NumberOptions } from './domains.js';
export { tune, type Parameters, type TuneOptions, type TuneResult } from './tune.js';
