import { Metric, type MetricPlugin, type Prediction, type Target } from '@tunewright/core';
import type { Static } from 'typebox';
import { oneAgainstRest, RankingParams, type RankingMetric } from './ranking/one-against-rest.js';
import { sweep } from './ranking/sweep.js';

const rocAuc: RankingMetric = {
  name: 'roc-auc',
  needsOthers: true,
  area: (ranking) => {
    let [area, above, left] = [0, 0, 0];
    sweep(ranking, (positives, negatives) => {
      // Equal scores are told apart half the time: a trapezoid.
      area += ((positives + above) / 2) * (negatives - left);
      [above, left] = [positives, negatives];
    });
    return area / (above * left);
  },
};

/** For more than two classes each against the rest, as scikit-learn's `multi_class="ovr"`. 0.5 for guessing. */
@Metric({
  name: 'roc-auc',
  summary: 'Chance that a row of a class scores higher for it than a row of another.',
  params: RankingParams,
  goal: 'maximize',
  needs: 'scores',
  tasks: ['classification'],
})
export class RocAuc implements MetricPlugin {
  constructor(private readonly params: Static<typeof RankingParams>) {}

  score(truth: Target, prediction: Prediction, weights?: Float64Array): number {
    return oneAgainstRest(rocAuc, truth, prediction, weights, this.params);
  }
}
