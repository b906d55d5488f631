// A model's answers, measured.
import type { Model } from '../contracts/estimator.js';
import type { MetricPlugin, Need, Prediction } from '../contracts/metric.js';
import type { Table, Target } from '../contracts/table.js';
import { TrialFailure } from '../problem/trial-failure.js';
import { finite } from './attempt.js';

export interface NamedMetric {
  readonly name: string;
  readonly needs: Need;
  readonly plugin: MetricPlugin;
}

/** Scores by metric. Throws a {@link TrialFailure} where one is not finite, or the model cannot answer. */
export function scoreModel(
  model: Model,
  rows: Table,
  truth: Target,
  weights: Float64Array | undefined,
  metrics: readonly NamedMetric[],
): Record<string, number> {
  const prediction = answer(model, rows, new Set(metrics.map(({ needs }) => needs)));
  const scores: Record<string, number> = {};
  for (const { name, plugin } of metrics) scores[name] = finite(name, plugin.score(truth, prediction, weights));
  return scores;
}

function answer(model: Model, rows: Table, needs: ReadonlySet<Need>): Prediction {
  const demand = (need: 'scores' | 'probabilities'): Partial<Prediction> => {
    if (!needs.has(need)) return {};
    const found = model[need]?.(rows);
    if (found === undefined) throw new TrialFailure('invalid', `A metric needs ${need}, which the model cannot give.`);
    return { [need]: found };
  };
  const values = needs.has('values') ? model.predict(rows) : new Float64Array(0);
  return { values, ...demand('scores'), ...demand('probabilities') };
}
