// Tunewright with batteries: the core, and the plugins that come with it.
export * from '@tunewright/core';
export { default as Type, type Static, type TObject, type TSchema } from '@tunewright/core/typebox';
export { batteries } from './batteries.js';
export { compare, type CompareOptions, type CompareProgress, type Comparison } from './compare.js';
export type { ComparedFactor, ComparedGroup, ComparedVariant, Outcome } from './compare-groups.js';
export type { ComparedRun } from './compare-run.js';
export type { Difference, Spread } from './compare-statistics.js';
export { createStudy } from './create-study.js';
export { DefinedPipeline, definePipeline } from './define-pipeline.js';
export { choice, float, int, type Domain, type NumberOptions } from './domains.js';
export type { Definition, LearningDefinition, ObjectiveDefinition, Step, Variation } from './typed/definition.js';
export type * from './typed/names.js';
export type { Duration } from './typed/values.js';
export { tune, type Parameters, type TuneOptions, type TuneResult } from './tune.js';
