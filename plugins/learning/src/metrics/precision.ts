import { Metric, type MetricPlugin, type Prediction, type Target } from '@tunewright/core';
import type { Static } from 'typebox';
import { AveragedParams, averagedRatio, type Ratio } from './confusion/averaged-ratio.js';
import { countClasses } from './confusion/counts.js';

const precision: Ratio = {
  metric: 'precision',
  lack: 'no row was predicted to be of it',
  above: ({ right }, k) => right[k] as number,
  below: ({ predicted }, k) => predicted[k] as number,
};

/** Of each class: right predictions / predictions. */
@Metric({
  name: 'precision',
  summary: 'Share of the rows predicted to be of a class that are.',
  params: AveragedParams,
  goal: 'maximize',
  needs: 'values',
  tasks: ['classification'],
})
export class Precision implements MetricPlugin {
  constructor(private readonly params: Static<typeof AveragedParams>) {}

  score(truth: Target, prediction: Prediction, weights?: Float64Array): number {
    return averagedRatio(precision, countClasses('precision', truth, prediction, weights), this.params);
  }
}
