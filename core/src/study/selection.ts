// Which finished trial is the result of a study.
import type { History, TrialRecord } from '../contracts/history.js';
import { mean, sampleDeviation } from '../numeric/statistics.js';
import { studentQuantile } from '../numeric/student-t.js';
import { rankingMetric } from './ranking.js';

export interface Selected {
  readonly trial: number;
  /** One sentence for the record. */
  readonly text: string;
}

/**
 * `one-standard-error`: the cheapest trial whose mean is within one standard error of the best's (Breiman et al. 1984,
 * "Classification and regression trees", section 3.4.3). `cheapest-tied`: the cheapest whose folds do not differ from
 * the best's by the corrected resampled t-test (Nadeau & Bengio 2003, eq. 10) at 5 %. Cheapest is least milliseconds.
 */
export function select(history: History, rule: 'best' | 'one-standard-error' | 'cheapest-tied'): Selected | undefined {
  if (history.best === undefined) return undefined;
  const best = history.trial(history.best.trial);
  if (rule === 'best') return { trial: best.trial, text: `Trial ${best.trial} is the best.` };
  const goal = rankingMetric(history.metrics)?.goal === 'minimize' ? -1 : 1;
  const error = standardError(best, history);
  const isTied = rule === 'one-standard-error' ? withinOneError(best, goal, error) : notWorse(best, goal);
  // A trial that took its scores over says nothing of the cost; its original stands for it.
  const isMeasured = ({ state, reuses }: TrialRecord): boolean => state === 'finished' && reuses === undefined;
  const tied = [...history.trials()].filter((trial) => isMeasured(trial) && isTied(trial));
  const cheapest = tied.reduce((least, trial) => (trial.milliseconds < least.milliseconds ? trial : least), best);
  const text = `Trial ${cheapest.trial} is the cheapest of ${tied.length} that are as good as trial ${best.trial}, by ${rule}.`;
  return { trial: cheapest.trial, text };
}

/** Over the folds, or where there is only one, over its measurements. */
function standardError({ foldScores, noise }: TrialRecord, { metrics, started }: History): number {
  const folds = foldScores.length;
  if (folds > 1) return sampleDeviation(foldScores) / Math.sqrt(folds);
  const deviation = noise?.[rankingMetric(metrics)?.name ?? ''] ?? 0;
  return deviation / Math.sqrt(started?.repeats?.times ?? 1);
}

function withinOneError(best: TrialRecord, goal: number, error: number): (trial: TrialRecord) => boolean {
  const limit = goal * mean(best.foldScores) - error;
  return ({ foldScores }) => goal * mean(foldScores) >= limit;
}

function notWorse(best: TrialRecord, goal: number): (trial: TrialRecord) => boolean {
  const folds = best.foldScores.length;
  // k-fold holds out 1 / (k − 1) as many rows as it trains on.
  const variance = 1 / folds + 1 / Math.max(1, folds - 1);
  // Of a single fold nothing can be said: no difference is enough.
  const limit = folds < 2 ? Infinity : studentQuantile(0.95, folds - 1);
  return ({ foldScores }) => {
    const lead = best.foldScores.map((score, fold) => goal * (score - (foldScores[fold] as number)));
    const [gap, deviation] = [mean(lead), sampleDeviation(lead)];
    return gap === 0 || (deviation > 0 && gap / (deviation * Math.sqrt(variance)) < limit);
  };
}
