// Which metric ranks the trials.
import type { MetricInfo } from '../contracts/events.js';

/** The first objective; undefined before the study has started. */
export function rankingMetric(metrics: readonly MetricInfo[]): MetricInfo | undefined {
  return metrics.find((metric) => metric.objective) ?? metrics[0];
}
