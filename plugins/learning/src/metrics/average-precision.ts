import { Metric, type MetricPlugin, type Prediction, type Target } from '@tunewright/core';
import type { Static } from 'typebox';
import { oneAgainstRest, RankingParams, type RankingMetric } from './ranking/one-against-rest.js';
import { sweep } from './ranking/sweep.js';

const averagePrecision: RankingMetric = {
  name: 'average-precision',
  needsOthers: false,
  area: (ranking) => {
    let [area, found] = [0, 0];
    sweep(ranking, (positives, negatives) => {
      // Rows of weight 0 find nothing, and must not be divided by.
      if (positives > found) area += ((positives - found) * positives) / (positives + negatives);
      found = positives;
    });
    return area / found;
  },
};

/**
 * Precision at each threshold, weighted by the recall it adds, as in scikit-learn (no interpolation). For more than two
 * classes each against the rest. The share of the class for guessing.
 */
@Metric({
  name: 'average-precision',
  summary: 'Area under the curve of precision over recall.',
  params: RankingParams,
  goal: 'maximize',
  needs: 'scores',
  tasks: ['classification'],
})
export class AveragePrecision implements MetricPlugin {
  constructor(private readonly params: Static<typeof RankingParams>) {}

  score(truth: Target, prediction: Prediction, weights?: Float64Array): number {
    return oneAgainstRest(averagePrecision, truth, prediction, weights, this.params);
  }
}
