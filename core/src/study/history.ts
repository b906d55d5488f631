// The state of a study: a fold over its events, kept in columns. It knows nothing of how trials are run; replaying a
// log rebuilds it.
import type {
  Best,
  Counts,
  FoldScored,
  MetricInfo,
  StudyEvent,
  StudyStarted,
  Tested,
  TrialEnd,
  TrialProposed,
} from '../contracts/events.js';
import type { History, TrialRecord } from '../contracts/history.js';
import type { Json } from '../contracts/json.js';
import type { TrialState } from '../contracts/searcher.js';
import type { Configuration } from '../contracts/space.js';
import type { Failure } from '../contracts/work.js';
import { NumberColumn, ValueColumn } from './columns.js';
import { rankingMetric } from './ranking.js';
import { aggregateOf, ONCE } from './repeats.js';

const STATES = ['running', 'finished', 'stopped', 'paused', 'failed'] as const;
const STATE_OF_END: Readonly<Record<TrialEnd['type'], TrialState>> = {
  'trial-finished': 'finished',
  'trial-stopped': 'stopped',
  'trial-paused': 'paused',
  'trial-failed': 'failed',
};

/** The trials of a study, folded from its events. */
export class StudyHistory implements History {
  started: StudyStarted | undefined;
  length = 0;
  running = 0;
  best: Best | undefined;
  tested: Tested | undefined;
  elapsed = 0;
  ended = false;
  reason: string | undefined;
  foldsScored = 0;
  foldsSaved = 0;
  reused = 0;
  cost = 0;
  private readonly tally = { finished: 0, stopped: 0, paused: 0, failed: 0 };
  private readonly states = new NumberColumn();
  private readonly milliseconds = new NumberColumn();
  private readonly parameters = new Map<string, ValueColumn>();
  private readonly means = new Map<string, NumberColumn>();
  private readonly noises = new Map<string, NumberColumn>();
  private readonly costs = new NumberColumn();
  /** Of the trials under way: what they cost since they began or went on, and the scores of each fold. */
  private readonly spent = new Map<number, number>();
  private readonly measured = new Map<number, Map<number, number[]>>();
  private readonly failures = new Map<number, Failure>();
  /** Number of the original by number of the trial that repeats it. */
  private readonly originals = new Map<number, number>();
  private foldScores = new NumberColumn();
  /** The trial selected by another rule than `best`. */
  chosen: number | undefined;

  get metrics(): readonly MetricInfo[] {
    return this.started?.metrics ?? [];
  }

  get selected(): number | undefined {
    return this.ended ? (this.chosen ?? this.best?.trial) : undefined;
  }

  get counts(): Counts {
    return { ...this.tally };
  }

  record(event: StudyEvent): void {
    this.elapsed = Math.max(this.elapsed, event.at);
    switch (event.type) {
      case 'study-started':
        return this.start(event);
      case 'trial-proposed':
        return this.propose(event);
      case 'fold-scored':
        return this.score(event);
      case 'trial-finished':
      case 'trial-stopped':
      case 'trial-paused':
      case 'trial-failed':
        return this.end(event);
      case 'study-finished':
        this.ended = true;
        this.reason = event.reason;
        return;
      case 'decided':
        if (event.code === 'selected') this.chosen = event.trial;
        return;
      case 'tested':
        this.tested = event;
        return;
      case 'study-revised':
      case 'preprocessed':
      case 'reported':
      case 'noticed':
      case 'finding':
      case 'study-interrupted':
        return;
      default:
        return impossible(event);
    }
  }

  trial(number: number): TrialRecord {
    const [failure, reuses] = [this.failures.get(number), this.originals.get(number)];
    const ofTrial = (columns: Columns): Record<string, number> =>
      Object.fromEntries([...columns].map(([metric, column]) => [metric, column.get(number)]));
    return {
      trial: number,
      state: STATES[this.states.get(number)] ?? 'running',
      configuration: this.configuration(number),
      scores: ofTrial(this.means),
      ...(this.noises.size > 0 && { noise: ofTrial(this.noises) }),
      foldScores: this.foldScores.row(number),
      milliseconds: this.milliseconds.get(number),
      cost: this.costs.get(number) || 0,
      ...(reuses !== undefined && { reuses }),
      ...(failure && { failure }),
    };
  }

  *trials(): Iterable<TrialRecord> {
    for (let number = 0; number < this.length; number++) yield this.trial(number);
  }

  private get ranking(): string {
    return rankingMetric(this.metrics)?.name ?? '';
  }

  private start(event: StudyStarted): void {
    this.started = event;
    this.foldScores = new NumberColumn(event.folds);
    for (const { name } of event.metrics) {
      this.means.set(name, new NumberColumn());
      if (event.repeats) this.noises.set(name, new NumberColumn());
    }
    for (const name of event.parameters) this.parameters.set(name, new ValueColumn());
  }

  private propose(event: TrialProposed): void {
    this.running++;
    this.states.set(event.trial, STATES.indexOf('running'));
    if (event.continued) {
      this.tally.paused--;
      return;
    }
    this.length = Math.max(this.length, event.trial + 1);
    if (event.reuses !== undefined) this.originals.set(event.trial, event.reuses);
    for (const name in event.configuration)
      this.parameters.get(name)?.set(event.trial, event.configuration[name] as Json);
  }

  private score({ trial, fold, scores, cost = 0 }: FoldScored): void {
    if (!this.originals.has(trial)) this.foldsScored++;
    this.spend(trial, (this.spent.get(trial) ?? 0) + cost);
    const score = scores[this.ranking] ?? Number.NaN;
    const { repeats = ONCE } = this.started ?? {};
    if (repeats.times === 1) return this.foldScores.set(trial, score, fold);
    const folds = this.measured.get(trial) ?? new Map<number, number[]>();
    const values = [...(folds.get(fold) ?? []), score];
    this.measured.set(trial, folds.set(fold, values));
    this.foldScores.set(trial, aggregateOf(values, repeats), fold);
  }

  /** @param now What the trial has cost since it began or went on. */
  private spend(trial: number, now: number): void {
    const more = now - (this.spent.get(trial) ?? 0);
    if (now > 0) this.spent.set(trial, now);
    if (more === 0) return;
    this.cost += more;
    this.costs.set(trial, (this.costs.get(trial) || 0) + more);
  }

  private end(event: TrialEnd): void {
    const { trial } = event;
    this.spend(trial, event.cost ?? 0);
    this.spent.delete(trial);
    this.measured.delete(trial);
    const state = STATE_OF_END[event.type];
    this.running--;
    this.tally[state]++;
    this.states.set(trial, STATES.indexOf(state));
    this.milliseconds.set(trial, event.milliseconds);
    if (this.originals.has(trial)) this.reused++;
    if (event.type === 'trial-failed') {
      this.failures.set(trial, event.failure);
      return;
    }
    setAll(this.means, trial, event.scores);
    if (event.type !== 'trial-finished') {
      this.foldsSaved += event.saved;
      return;
    }
    setAll(this.noises, trial, event.noise ?? {});
    this.rank(trial, event.scores[this.ranking] ?? Number.NaN);
  }

  /** The best is the first of equals by number, whatever the order in which trials end. */
  private rank(trial: number, score: number): void {
    const sign = rankingMetric(this.metrics)?.goal === 'minimize' ? -1 : 1;
    const lead = this.best === undefined ? Infinity : sign * (score - this.best.score);
    if (Number.isNaN(score) || lead < 0 || (lead === 0 && trial > (this.best?.trial ?? 0))) return;
    this.best = { trial, score, params: this.configuration(trial) };
  }

  private configuration(trial: number): Configuration {
    const configuration: Record<string, Json> = {};
    for (const [name, column] of this.parameters) {
      const value = column.get(trial);
      if (value !== undefined) configuration[name] = value;
    }
    return configuration;
  }
}

type Columns = ReadonlyMap<string, NumberColumn>;

function setAll(columns: Columns, trial: number, values: Readonly<Record<string, number>>): void {
  for (const [name, column] of columns) column.set(trial, values[name] ?? Number.NaN);
}

function impossible(event: never): never {
  throw new Error(`Unknown event ${JSON.stringify(event)}.`);
}
