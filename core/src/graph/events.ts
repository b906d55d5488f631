// A study as one cold stream of events: nothing runs until it is subscribed to, and each subscription is a run.
import { catchError, concat, defer, EMPTY, mergeMap, Observable, of, tap, throwError } from 'rxjs';
import type { StudyEvent, StudyStarted } from '../contracts/events.js';
import type { JsonObject } from '../contracts/json.js';
import { concealed } from '../definition/environment.js';
import type { Pipeline } from '../definition/pipeline.js';
import type { StudyHistory } from '../study/history.js';
import { replay } from '../study/replay.js';
import { Breath } from './breath.js';
import { closedLoop } from './closed-loop.js';
import { closing$ } from './closing.js';
import { Loop } from './loop.js';
import { Pace } from './pace.js';
import { infos, prepare, type Prepared, type Surroundings } from './prepare.js';

export interface StudyRun extends Surroundings {
  /** Of Node, of this package and of the plugins, for the record. */
  readonly versions: Readonly<Record<string, string>>;
  /** What was stored of the study before; empty for a new one. */
  readonly past: readonly StudyEvent[];
  /** Several processes ask and tell in turn: trials asked before are with others, and time passes in between. */
  readonly shared?: boolean;
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
  return prepared$(pipeline, run).pipe(
    mergeMap((prepared) =>
      live$(pipeline, prepared, run).pipe(
        catchError((error: unknown) => throwError(() => concealed(error, prepared.conceal))),
      ),
    ),
    tap((event) => {
      run.history.record(event);
    }),
  );
}

/** Closes the workplace when the study ends, however it does; also when that happens while it is being opened. */
function prepared$(pipeline: Pipeline, run: StudyRun): Observable<Prepared> {
  return new Observable<Prepared>((out) => {
    const close = async ({ workplace }: Prepared): Promise<void> => {
      await workplace.close();
    };
    const opened = prepare(pipeline, run);
    opened.then(
      (prepared) => {
        if (out.closed) return;
        out.next(prepared);
        out.complete();
      },
      (error: unknown) => {
        out.error(error);
      },
    );
    // What cannot be closed any more concerns nobody: the study is over and has its log.
    return () => {
      opened.then(close).catch(() => undefined);
    };
  });
}

function live$(pipeline: Pipeline, prepared: Prepared, run: StudyRun): Observable<StudyEvent> {
  const { conductor, workplace, learning } = prepared;
  const { clock, past, history } = run;
  const time = studyTime(run);
  replay(past, conductor);
  const { seed, budget } = pipeline;
  const { timeout, concurrency, rate } = pipeline.run;
  const [breath, pace] = [new Breath(clock), new Pace(clock, rate)];
  const { evaluate } = workplace;
  const priced = budget.cost < Infinity;
  const loop = new Loop({ conductor, breath, pace, evaluate, clock, time, seed, timeout, priced }, budget);
  return concat(
    history.started === undefined ? of(startedEvent(pipeline, prepared, run)) : EMPTY,
    defer(() =>
      closedLoop(
        () => loop.ask(),
        (trial) => loop.run$(trial),
        concurrency,
      ),
    ),
    closing$({ pipeline, learning, loop, past, history, time }),
  );
}

/** Goes on from the last stored moment: pauses between runs do not count, those between processes do. */
export function studyTime({ past, clock, shared, history }: StudyRun): () => number {
  const passed = shared === true && history.started ? Date.parse(clock.date()) - Date.parse(history.started.date) : 0;
  const before = Math.max(past.at(-1)?.at ?? 0, passed);
  const origin = clock.now() - before;
  return () => clock.now() - origin;
}

export function startedEvent(
  pipeline: Pipeline,
  { folds, conductor }: Pick<Prepared, 'folds' | 'conductor'>,
  run: StudyRun,
): StudyStarted {
  const { space, repeats } = pipeline;
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
    ...(repeats.times > 1 && { repeats }),
    trials: Number.isFinite(conductor.planned) ? conductor.planned : null,
    lag: pipeline.lag,
    order: pipeline.run.order,
    versions: run.versions,
    date: run.clock.date(),
  };
}
