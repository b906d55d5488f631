// One trial as a stream: the measurements of its folds one after another, ended early if a stopper says so, or the scores of the trial it
// repeats. Never rejects for a trial's fault: failures are events. Knows nothing of searchers.
import { concat, defer, EMPTY, from, mergeMap, type Observable, of, takeWhile } from 'rxjs';
import type { StudyEvent, TrialEnd } from '../contracts/events.js';
import type { Work } from '../contracts/work.js';
import { seedOf } from '../numeric/random.js';
import type { Conductor } from '../study/conductor.js';
import type { Unit } from '../study/measurements.js';
import type { RunningTrial } from '../study/running-trial.js';
import type { Breath } from './breath.js';
import { closedLoop, type LoopTurn } from './closed-loop.js';
import { fold$, placeOf, type FoldEvent, type FoldRun } from './fold.js';
import type { Pace } from './pace.js';

export interface TrialRun extends Omit<FoldRun, 'deadline'> {
  readonly conductor: Conductor;
  readonly breath: Breath;
  readonly pace: Pace;
  /** Seed of the study. */
  readonly seed: number;
  /** For all folds of a trial together, in ms; may be Infinity. */
  readonly timeout: number;
}

/** What is left to do of a trial, and its end. Every event has been recorded by the conductor when it is emitted. */
export function trial$(trial: RunningTrial, run: TrialRun): Observable<StudyEvent> {
  const { conductor } = run;
  const record = (event: StudyEvent): StudyEvent => {
    conductor.record(event);
    return event;
  };
  const scores$ = defer(() => (trial.original === undefined ? folds$(trial, run) : inherited$(trial, run)));
  return concat(
    defer(() =>
      concat(rejudged(trial, run, record), scores$.pipe(mergeMap((event) => judged(event, trial, run, record)))),
    ).pipe(takeWhile((event) => !isEnd(event), true)),
    defer(() => (trial.result === undefined ? of(record(trial.finished(run.time()))) : EMPTY)),
  );
}

function folds$(trial: RunningTrial, run: TrialRun): Observable<FoldEvent> {
  const { clock, breath, pace, seed, timeout } = run;
  // What was spent before an interruption counts; waiting for a turn does not.
  let deadline = clock.now() + timeout - trial.milliseconds;
  const wait = (waited: number): void => {
    deadline += waited;
  };
  const evaluate$ = (unit: Unit): Observable<FoldEvent> =>
    concat(
      breath.pause(),
      pace.turn(wait),
      defer(() => fold$(trial, workOf(trial, unit, seed), { ...run, deadline })),
    );
  // Not concatMap: once one fold has been asynchronous, it nests the synchronous ones that follow in each other.
  return closedLoop(inTurn(trial.remaining()), evaluate$, 1);
}

/** The scores of the trial that this one repeats. */
function inherited$(trial: RunningTrial, { breath, time }: TrialRun): Observable<FoldEvent> {
  return concat(
    breath.pause(),
    defer(() => from(trial.inherited(time()))),
  );
}

function isEnd(event: StudyEvent): event is TrialEnd {
  return (
    event.type === 'trial-finished' ||
    event.type === 'trial-stopped' ||
    event.type === 'trial-paused' ||
    event.type === 'trial-failed'
  );
}

type Record = (event: StudyEvent) => StudyEvent;

function inTurn(units: readonly Unit[]): () => LoopTurn<Unit> {
  const turns = units.values();
  return () => {
    const { done, value } = turns.next();
    return done === true ? { kind: 'done' } : { kind: 'work', proposal: value };
  };
}

/** The event, followed by the trial's end if the event convinced a stopper. */
function judged(event: FoldEvent, trial: RunningTrial, run: TrialRun, record: Record): Observable<StudyEvent> {
  record(event);
  const reads = curveOf(event, trial);
  const end = reads && verdict(trial, reads, run);
  return end ? of(event, record(end)) : of(event);
}

/** The curve that the event adds a point to. */
function curveOf(event: FoldEvent, trial: RunningTrial): 'folds' | 'epochs' | undefined {
  if (event.type === 'reported') return 'epochs';
  return event.type === 'fold-scored' && trial.isWhole(event.fold) ? 'folds' : undefined;
}

/** The process may have died between a score and the verdict on it; a resumed trial hears the verdict first. */
function rejudged(trial: RunningTrial, run: TrialRun, record: Record): Observable<StudyEvent> {
  const heard = trial.foldCurve.length + trial.epochCurve.length > 0;
  const end = heard ? (verdict(trial, 'folds', run) ?? verdict(trial, 'epochs', run)) : undefined;
  return end ? of(record(end)) : EMPTY;
}

function verdict(trial: RunningTrial, reads: 'folds' | 'epochs', run: TrialRun): TrialEnd | undefined {
  const sentence = run.conductor.judge(trial, reads);
  // The last fold's score ends the trial anyway.
  if (sentence === undefined || trial.remaining().length === 0) return undefined;
  const stopped = trial.stopped(run.time(), sentence);
  if (sentence.action === 'stop') return stopped;
  return { ...stopped, type: 'trial-paused', checkpoints: trial.checkpoints };
}

function workOf(trial: RunningTrial, unit: Unit, seed: number): Work {
  const { configuration, repeat: before, fidelity } = trial.proposed;
  const { fold } = unit;
  const repeat = before + unit.repeat;
  const checkpoint = trial.checkpoints[placeOf(unit)];
  return {
    trial: trial.number,
    configuration,
    fold,
    repeat,
    seed: seedOf(seed, trial.text, fold, repeat),
    ...(fidelity && { fidelity }),
    ...(checkpoint !== undefined && { checkpoint }),
  };
}
