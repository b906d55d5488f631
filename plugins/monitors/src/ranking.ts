// Which trials lead, and why others failed. Pure reading of a history.
import type { Failure, History, MetricInfo, TrialRecord } from '@tunewright/core';

/** The metric that ranks the trials; undefined before the study has started. */
export function rankingMetric({ metrics }: History): MetricInfo | undefined {
  return metrics.find((metric) => metric.objective) ?? metrics[0];
}

/** At most so many finished trials, best first; of equals, the earlier. Trials without a score are not ranked. */
export function leaders(history: History, most: number): readonly TrialRecord[] {
  const metric = rankingMetric(history);
  if (metric === undefined) return [];
  const sign = metric.goal === 'minimize' ? 1 : -1;
  const loss = (trial: TrialRecord): number => sign * (trial.scores[metric.name] ?? Number.NaN);
  const leading: TrialRecord[] = [];
  for (const trial of history.trials()) {
    if (trial.state !== 'finished' || Number.isNaN(loss(trial))) continue;
    const place = leading.findIndex((other) => loss(trial) < loss(other));
    leading.splice(place === -1 ? leading.length : place, 0, trial);
    if (leading.length > most) leading.pop();
  }
  return leading;
}

/** Standard deviation (n − 1) of the scores there are; undefined for fewer than two. */
export function spread(scores: Float64Array): number | undefined {
  const known = scores.filter((score) => !Number.isNaN(score));
  if (known.length < 2) return undefined;
  const mean = known.reduce((sum, score) => sum + score, 0) / known.length;
  return Math.sqrt(known.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (known.length - 1));
}

export interface FailureGroup {
  /** The first failure of the group. */
  readonly failure: Failure;
  readonly trials: readonly number[];
}

/** Failures of the same origin together, most frequent first. */
export function failureGroups(history: History): readonly FailureGroup[] {
  const groups = new Map<string, { failure: Failure; trials: number[] }>();
  for (const { trial, failure } of history.trials()) {
    if (failure === undefined) continue;
    const key = `${failure.cause} ${failure.fingerprint}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { failure, trials: [trial] });
    else group.trials.push(trial);
  }
  return [...groups.values()].sort((a, b) => b.trials.length - a.trials.length);
}
