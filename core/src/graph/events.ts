// A study as one cold stream of events: nothing runs until it is subscribed to, and each subscription is a run.
import { concat, defer, EMPTY, finalize, from, mergeMap, type Observable, of, tap } from 'rxjs';
import type { Decided, StudyEvent, StudyFinished, StudyStarted } from '../contracts/events.js';
import type { JsonObject } from '../contracts/json.js';
import type { Pipeline } from '../definition/pipeline.js';
import type { StudyHistory } from '../study/history.js';
import { replay } from '../study/replay.js';
import type { RunningTrial } from '../study/running-trial.js';
import { Breath } from './breath.js';
import { closedLoop, type LoopTurn } from './closed-loop.js';
import { infos, prepare, type Prepared, type Surroundings } from './prepare.js';
import { trial$, type TrialRun } from './trial.js';

export interface StudyRun extends Surroundings {
  /** Of Node, of this package and of the plugins, for the record. */
  readonly versions: Readonly<Record<string, string>>;
  /** What was stored of the study before; empty for a new one. */
  readonly past: readonly StudyEvent[];
  /** Folded from the past already; takes note of each new event before it is emitted. */
  readonly history: StudyHistory;
}

/**
 * The events of a study from where its past ends. The map of the system:
 *
 *   definition ─ read ─> pipeline ─ prepare ─> conductor, workplace
 *     closedLoop( conductor.next ─> trial$ ─> conductor.record )      never more than `concurrency` ahead of results
 *       trial$ = fold$ … ─ judge ─> trial-finished | trial-stopped | trial-paused | trial-failed
 */
export function events$(pipeline: Pipeline, run: StudyRun): Observable<StudyEvent> {
  return defer(() => from(prepare(pipeline, run))).pipe(
    mergeMap((prepared) =>
      live$(pipeline, prepared, run).pipe(
        finalize(() => {
          void prepared.workplace.close();
        }),
      ),
    ),
    tap((event) => {
      run.history.record(event);
    }),
  );
}

function live$(pipeline: Pipeline, prepared: Prepared, run: StudyRun): Observable<StudyEvent> {
  const time = studyTime(run);
  const begin$ = run.past.length === 0 ? of(startedEvent(pipeline, prepared, run)) : EMPTY;
  replay(run.past, prepared.conductor);
  const loop = new Loop(pipeline, prepared, run, time);
  return concat(
    begin$,
    defer(() =>
      closedLoop(
        () => loop.ask(),
        (trial) => loop.run$(trial),
        pipeline.run.concurrency,
      ),
    ),
    defer(() => from(loop.closing())),
  );
}

/** What the closed loop asks and runs: first the trials that an interruption left under way, then new ones. */
class Loop {
  private readonly left: RunningTrial[];
  private readonly trialRun: TrialRun;
  private readonly fresh = new Set<RunningTrial>();
  private decided: Decided | undefined;
  private reason = '';
  private readonly decidedBefore: boolean;

  constructor(
    private readonly pipeline: Pipeline,
    private readonly prepared: Prepared,
    private readonly run: StudyRun,
    private readonly time: () => number,
  ) {
    this.left = [...prepared.conductor.running.values()];
    this.decidedBefore = run.past.at(-1)?.type === 'decided';
    this.trialRun = {
      conductor: prepared.conductor,
      breath: new Breath(run.clock),
      evaluate: prepared.workplace.evaluate,
      clock: run.clock,
      time,
      seed: pipeline.seed,
      timeout: pipeline.run.timeout,
    };
  }

  ask(): LoopTurn<RunningTrial> {
    const left = this.left.shift();
    if (left !== undefined) return { kind: 'work', proposal: left };
    if (this.timeIsSpent()) return { kind: 'done' };
    const step = this.prepared.conductor.next(this.time());
    if (step.kind === 'done') this.reason = step.reason;
    if (step.kind !== 'trial') return step;
    this.fresh.add(step.trial);
    return { kind: 'work', proposal: step.trial };
  }

  run$(trial: RunningTrial): Observable<StudyEvent> {
    const run$ = trial$(trial, this.trialRun);
    return this.fresh.delete(trial) ? concat(of(trial.proposed), run$) : run$;
  }

  closing(): readonly StudyEvent[] {
    const { best = null, counts } = this.run.history;
    const finished: StudyFinished = { type: 'study-finished', at: this.time(), reason: this.reason, best, counts };
    return this.decided === undefined ? [finished] : [this.decided, finished];
  }

  private timeIsSpent(): boolean {
    const { milliseconds } = this.pipeline.budget;
    if (this.time() < milliseconds) return false;
    this.reason = 'the time of the budget is spent';
    const text = `The ${milliseconds} ms of budget.time are spent: no further trial is begun.`;
    if (!this.decidedBefore) this.decided ??= { type: 'decided', at: this.time(), code: 'time-spent', text };
    return true;
  }
}

/** Goes on from the last stored moment: pauses between runs do not count. */
export function studyTime({ past, clock }: StudyRun): () => number {
  const before = past.at(-1)?.at ?? 0;
  const origin = clock.now() - before;
  return () => clock.now() - origin;
}

export function startedEvent(
  pipeline: Pipeline,
  { folds, conductor }: Pick<Prepared, 'folds' | 'conductor'>,
  run: StudyRun,
): StudyStarted {
  const { space } = pipeline;
  return {
    type: 'study-started',
    at: 0,
    name: pipeline.name,
    identity: pipeline.identity,
    definition: pipeline.definition satisfies JsonObject,
    metrics: infos(pipeline),
    parameters: pipeline.parameters,
    spaceSize: Number.isFinite(space.size) ? space.size : null,
    folds,
    trials: Number.isFinite(conductor.planned) ? conductor.planned : null,
    lag: pipeline.lag,
    order: pipeline.run.order,
    versions: run.versions,
    date: run.clock.date(),
  };
}
