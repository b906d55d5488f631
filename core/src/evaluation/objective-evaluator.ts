// Evaluates one configuration of a black-box study, on one instance if there are any.
import type { Clock } from '../contracts/clock.js';
import type { MetricInfo } from '../contracts/events.js';
import type { Json } from '../contracts/json.js';
import type { ObjectiveContext, ObjectivePlugin, Score } from '../contracts/objective.js';
import type { Configuration } from '../contracts/space.js';
import type { Evaluate, Watch, Work } from '../contracts/work.js';
import { TrialFailure } from '../problem/trial-failure.js';
import { attempt, finite, isThenable } from './attempt.js';
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
          scores: context.settle(found),
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
  private readonly metrics: readonly MetricInfo[];

  constructor(work: Work, watch: Watch, { clock, instances, metrics }: ObjectiveJob, cache: SharedCache) {
    super(work, watch, clock, cache, String(work.fold), work.seed, metrics[0]?.name);
    this.metrics = metrics;
    this.trial = work.trial;
    this.seed = work.seed % 2 ** 32;
    const instance = instances?.[work.fold];
    if (instance !== undefined) this.instance = instance;
  }

  // An arrow function for those who take it out of the context.
  readonly spend = (amount: number): void => {
    this.watch.progress({ type: 'spent', amount: checkCost(amount) });
  };

  /** The scores in what was returned, once the cost beside them is spent. */
  settle(score: Score): Record<string, number> {
    const cost = costOf(score, this.metrics);
    if (cost > 0) this.spend(cost);
    return byMetric(score, this.metrics);
  }
}

/** What an objective says beside its scores that it cost; 0 when it says nothing, or scores a metric of that name. */
export function costOf(score: Score, metrics: readonly MetricInfo[]): number {
  if (typeof score !== 'object' || score === null || !Object.hasOwn(score, 'cost')) return 0;
  return metrics.some(({ name }) => name === 'cost') ? 0 : checkCost(score['cost']);
}

function checkCost(amount: unknown): number {
  if (typeof amount === 'number' && Number.isFinite(amount) && amount >= 0) return amount;
  throw new TrialFailure('invalid', `A cost must be a finite number and not negative, but is ${String(amount)}.`);
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
