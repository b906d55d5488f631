// Sentences about how configurations are measured: how often, and at what cost.
import { quoted } from './suggestion.js';

/** Spread into the message catalogue. */
export const measurementMessages = {
  shareOfNothing: (p: { aggregate: string }) =>
    `"share" says what "trimmed" leaves out, but the aggregate is "${p.aggregate}". Remove it, or write "aggregate": "trimmed".`,
  trimsNothing: (p: { times: number; share: number; least: number }) =>
    `Of ${p.times} measurements a share of ${p.share} is less than one, so nothing is trimmed. ` +
    `Measure at least ${p.least} times, or use "median".`,
  nothingVaries: (p: { estimators: readonly string[]; times: number }) =>
    `${quoted(p.estimators)} ${p.estimators.length === 1 ? 'draws' : 'draw'} no random numbers, so ${p.times} measurements of a fold are all the same. ` +
    `Remove "repeats"; to measure on more folds, use { "use": "repeated" } in "cv".`,
  costOfLearning: () =>
    'A pipeline that learns from data tells no cost, so "cost" would never end the study. Limit its "time" or "trials".',
  unitOfNothing: () => '"costUnit" is what "cost" is counted in, but there is no "cost". Add it, or remove "costUnit".',
} as const;
