// Evaluates one configuration of a black-box study, on one instance if there are any.
import type { Clock } from '../contracts/clock.js';
import type { MetricInfo } from '../contracts/events.js';
import type { Json } from '../contracts/json.js';
import type { ObjectiveContext, ObjectivePlugin, Score } from '../contracts/objective.js';
import type { Configuration } from '../contracts/space.js';
import type { Evaluate, Watch, Work } from '../contracts/work.js';
import { TrialFailure } from '../problem/trial-failure.js';
import { attempt, finite } from './attempt.js';
import { SharedCache } from './shared-cache.js';
import { WorkContext } from './work-context.js';

export interface ObjectiveJob {
  /** The objective with its own parameters as the configuration sets them. */
  readonly objective: (configuration: Configuration) => ObjectivePlugin;
  /** The configuration with what the definition computes from it. */
  readonly parameters: (configuration: Configuration) => Configuration;
  readonly metrics: readonly MetricInfo[];
  readonly instances: readonly Json[] | undefined;
  readonly clock: Clock;
  /** Removes from failures what nobody may read. */
  readonly conceal?: (text: string) => string;
}

export function objectiveEvaluator(job: ObjectiveJob): Evaluate {
  const cache = new SharedCache();
  return (work, watch) =>
    attempt(
      job.clock,
      () => {
        const started = job.clock.now();
        const context = new CallContext(work, watch, job, cache);
        const score = job.objective(work.configuration).evaluate(job.parameters(work.configuration), context);
        const facts = (found: Score): { scores: Record<string, number>; fitMilliseconds: number } => ({
          scores: byMetric(found, job.metrics),
          fitMilliseconds: job.clock.now() - started,
        });
        return isThenable(score) ? Promise.resolve(score).then(facts) : facts(score);
      },
      job.conceal,
    );
}

class CallContext extends WorkContext implements ObjectiveContext {
  readonly trial: number;
  readonly seed: number;
  readonly instance?: Json;

  constructor(work: Work, watch: Watch, { clock, instances, metrics }: ObjectiveJob, cache: SharedCache) {
    super(work, watch, clock, cache, String(work.fold), work.seed, metrics[0]?.name);
    this.trial = work.trial;
    this.seed = work.seed % 2 ** 32;
    const instance = instances?.[work.fold];
    if (instance !== undefined) this.instance = instance;
  }
}

/** Promises of other libraries are no instances of Promise. */
function isThenable(score: Score | PromiseLike<Score>): score is PromiseLike<Score> {
  return typeof score === 'object' && score !== null && 'then' in score && typeof score.then === 'function';
}

/** The metrics' scores in what an objective returned. Throws a {@link TrialFailure} when they are not there. */
export function byMetric(score: Score, metrics: readonly MetricInfo[]): Record<string, number> {
  if (typeof score === 'object' && score !== null) {
    const scores: Record<string, number> = {};
    for (const { name } of metrics) {
      if (!(name in score))
        throw new TrialFailure(
          'invalid',
          `The objective returned no "${name}"; it returned: ${Object.keys(score).join(', ')}.`,
        );
      scores[name] = finite(name, score[name]);
    }
    return scores;
  }
  const [only, second] = metrics;
  if (second !== undefined)
    throw new TrialFailure(
      'invalid',
      `The study has ${metrics.length} metrics, so the objective must return them by name.`,
    );
  const name = only?.name ?? 'score';
  return { [name]: finite(name, score) };
}
