import { Metric, type MetricPlugin, type Prediction, type Target } from '@tunewright/core';
import type { Static } from 'typebox';
import { AveragedParams, averagedRatio, type Ratio } from './confusion/averaged-ratio.js';
import { countClasses } from './confusion/counts.js';

const recall: Ratio = {
  metric: 'recall',
  lack: 'no row is of it',
  above: ({ right }, k) => right[k] as number,
  below: ({ actual }, k) => actual[k] as number,
};

/** Of each class: right predictions / rows. */
@Metric({
  name: 'recall',
  summary: 'Share of the rows of a class that are found.',
  params: AveragedParams,
  goal: 'maximize',
  needs: 'values',
  tasks: ['classification'],
})
export class Recall implements MetricPlugin {
  constructor(private readonly params: Static<typeof AveragedParams>) {}

  score(truth: Target, prediction: Prediction, weights?: Float64Array): number {
    return averagedRatio(recall, countClasses('recall', truth, prediction, weights), this.params);
  }
}
