import { Metric, type MetricPlugin, type Prediction, type Target } from '@tunewright/core';
import type { Static } from 'typebox';
import { AveragedParams, averagedRatio, type Ratio } from './confusion/averaged-ratio.js';
import { countClasses } from './confusion/counts.js';

const f1: Ratio = {
  metric: 'f1',
  lack: 'no row is of it or was predicted to be',
  above: ({ right }, k) => 2 * (right[k] as number),
  below: ({ actual, predicted }, k) => (actual[k] as number) + (predicted[k] as number),
};

/** Of each class: 2 · right predictions / (rows + predictions), which is defined where one of precision and recall is not. */
@Metric({
  name: 'f1',
  summary: 'Harmonic mean of precision and recall.',
  params: AveragedParams,
  goal: 'maximize',
  needs: 'values',
  tasks: ['classification'],
})
export class F1 implements MetricPlugin {
  constructor(private readonly params: Static<typeof AveragedParams>) {}

  score(truth: Target, prediction: Prediction, weights?: Float64Array): number {
    return averagedRatio(f1, countClasses('f1', truth, prediction, weights), this.params);
  }
}
