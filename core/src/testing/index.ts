// Contract suites for plugins, public as `@tunewright/core/testing`.
export { contract } from './contract.js';
export type { Law } from './law.js';
export type { ContractOptions } from './options.js';
export { storeLaws } from './store.js';
