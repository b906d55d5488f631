// The end of a study: what was decided by the clock, the trial selected, its score on the test set, the last event.
// What the log has already is not told again.
import { catchError, concat, defer, EMPTY, finalize, from, map, mergeMap, of, type Observable } from 'rxjs';
import type { Decided, StudyEvent, StudyFinished } from '../contracts/events.js';
import type { Pipeline } from '../definition/pipeline.js';
import { failureOf } from '../problem/trial-failure.js';
import type { StudyHistory } from '../study/history.js';
import { select } from '../study/selection.js';
import type { LearningStudy } from './learning-study.js';
import type { Loop } from './loop.js';
import { spentEvent } from './spent.js';

export interface Closing {
  readonly pipeline: Pipeline;
  readonly learning: LearningStudy | undefined;
  readonly loop: Loop;
  readonly past: readonly StudyEvent[];
  /** Takes note of each event before the next is made. */
  readonly history: StudyHistory;
  readonly time: () => number;
}

export function closing$(closing: Closing): Observable<StudyEvent> {
  const { loop, history, time } = closing;
  return concat(
    defer(() => decided(closing)),
    defer(() => selected(closing)),
    defer(() => tested$(closing)),
    defer(() => {
      const { best = null, counts } = history;
      const finished: StudyFinished = { type: 'study-finished', at: time(), reason: loop.reason, best, counts };
      return of(finished);
    }),
  );
}

/** The decisions that stand after the last trial in the log. */
function wasDecided(past: readonly StudyEvent[], code: Decided['code']): boolean {
  const last = past.findLastIndex((event) => event.type.startsWith('trial-'));
  return past.slice(last + 1).some((event) => event.type === 'decided' && event.code === code);
}

function decided({ loop, past, pipeline, time }: Closing): Observable<Decided> {
  if (loop.spent === undefined || wasDecided(past, `${loop.spent}-spent`)) return EMPTY;
  return of(spentEvent(loop.spent, pipeline.budget, time()));
}

/** Which trial is cheapest depends on the clock, so the choice goes on record. */
function selected({ pipeline, past, history, time }: Closing): Observable<Decided> {
  if (pipeline.select === 'best' || wasDecided(past, 'selected')) return EMPTY;
  const choice = select(history, pipeline.select);
  return choice ? of({ type: 'decided', at: time(), code: 'selected', ...choice }) : EMPTY;
}

function tested$({ learning, history, time }: Closing): Observable<StudyEvent> {
  const trial = history.chosen ?? history.best?.trial;
  const test = learning?.test;
  if (learning === undefined || test === undefined || trial === undefined || history.tested) return EMPTY;
  const started = time();
  return cancellable$((signal) => learning.fit(trial, history.trial(trial).configuration, signal)).pipe(
    map((fitted) => learning.scoreTest(fitted, test)),
    mergeMap((scores): Observable<StudyEvent> => {
      const [at, rows] = [time(), test.features.length];
      return of({ type: 'tested', at, trial, scores, rows, milliseconds: at - started });
    }),
    catchError((error: unknown) => {
      const text = `Trial ${trial} could not be fitted on all training rows: ${failureOf(error).message}`;
      return of<StudyEvent>({ type: 'noticed', at: time(), code: 'test-failed', text });
    }),
  );
}

/** A promise as a stream; unsubscribing aborts the signal. */
function cancellable$<T>(begin: (signal: AbortSignal) => Promise<T>): Observable<T> {
  return defer(() => {
    const controller = new AbortController();
    return from(begin(controller.signal)).pipe(
      finalize(() => {
        controller.abort();
      }),
    );
  });
}
