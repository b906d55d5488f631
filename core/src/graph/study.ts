// The handle on one study: watch it, run it, stop it. Watching starts nothing; `run` does, once.
import { filter, map, Subject, type Subscription, tap, type Observable } from 'rxjs';
import type { Best, Counts, StudyEvent, StudyInterrupted } from '../contracts/events.js';
import type { Reported } from '../contracts/fit-context.js';
import type { History } from '../contracts/history.js';
import type { MonitorPlugin } from '../contracts/monitor.js';
import type { Score } from '../contracts/objective.js';
import type { Pipeline } from '../definition/pipeline.js';
import type { Component } from '../contracts/component.js';
import { complain } from '../problem/messages.js';
import { Problem } from '../problem/problem.js';
import type { StudyHistory } from '../study/history.js';
import { Dialogue, type AskedTrial } from './dialogue.js';
import { asError, Ending } from './ending.js';
import { events$, type StudyRun } from './events.js';
import { iterate } from './iterate.js';
import { common, loadLearning, type Surroundings } from './prepare.js';
import { openLog, type Stored } from './stored.js';
import { Vault } from './vault.js';
import type { FittedPipeline } from '../evaluation/fitted-pipeline.js';

/** How a run ended, and what came out. */
export interface StudyResult {
  /** `interrupted`: stopped from outside; the study can be resumed if it is stored. */
  readonly status: 'finished' | 'interrupted';
  readonly best: Best | undefined;
  readonly counts: Counts;
  readonly history: History;
}

/** What a study is made of beside its pipeline. */
export interface StudyOptions extends Surroundings {
  readonly versions: Readonly<Record<string, string>>;
  /** Used when the definition names no store; without either, nothing is stored. */
  readonly store?: Component | undefined;
  /** Used when nothing is stored: the study goes on from it. */
  readonly past?: readonly StudyEvent[];
  readonly resume?: boolean;
  /** Several processes ask and tell in turn. */
  readonly shared?: boolean;
  readonly monitors?: readonly MonitorPlugin[];
}

/** How a run ended: by itself, from outside, or by a bug. */
type End = Pick<StudyResult, 'status'> | { readonly error: unknown };
type EventOf<T extends StudyEvent['type']> = Extract<StudyEvent, { type: T }>;

/** One study: streams of what happens in it, and `run` to let it happen. Made by `createStudy`. */
export class Study implements AsyncIterable<StudyEvent> {
  readonly history: History;
  /** Where the log is kept; undefined when nothing is stored. */
  readonly location: string | undefined;
  private readonly subject = new Subject<StudyEvent>();
  /** Every event, to whoever subscribes before it happens. */
  readonly events$: Observable<StudyEvent> = this.subject.asObservable();
  readonly proposals$ = this.only('trial-proposed');
  readonly preprocessing$ = this.only('preprocessed');
  readonly reports$ = this.only('reported');
  readonly folds$ = this.only('fold-scored');
  /** Trials that early stopping ended. */
  readonly stops$ = this.only('trial-stopped', 'trial-paused');
  /** Ends of trials, whatever their state. */
  readonly trials$ = this.only('trial-finished', 'trial-stopped', 'trial-paused', 'trial-failed');
  readonly notices$ = this.only('noticed', 'decided');
  readonly findings$ = this.only('finding');
  /** The history after each event: always the same object, which grows. */
  readonly history$: Observable<History> = this.events$.pipe(map(() => this.history));
  private readonly stored: Stored & { readonly history: StudyHistory };
  private subscription: Subscription | undefined;
  private running: Promise<StudyResult> | undefined;
  private settle: ((end: End) => void) | undefined;
  private monitors: readonly MonitorPlugin[];
  private left = false;
  private showing = false;
  private stopAsked = false;
  private dialogue: Dialogue | undefined;
  private readonly ending = new Ending(() => [
    () => this.stored.log?.close(),
    () => {
      this.subject.complete();
    },
    ...this.monitors.map((monitor) => () => monitor.close(this.history)),
  ]);

  constructor(
    readonly pipeline: Pipeline,
    private readonly options: StudyOptions,
  ) {
    this.stored = openLog(pipeline, options, options);
    this.history = this.stored.history;
    this.location = this.stored.log?.location;
    this.monitors = options.monitors ?? [];
  }

  /**
   * Runs the study to its end, or until `signal` aborts or {@link stop} is called. Called again, it answers with the
   * same promise. Rejects with a {@link Problem} when data or plugins do not allow the study, and with the error of a
   * bug.
   */
  run({ signal }: { readonly signal?: AbortSignal } = {}): Promise<StudyResult> {
    if (this.dialogue) throw new Problem([complain('askedAlready', undefined)]);
    this.running ??= this.begin();
    if (signal?.aborted) this.stop();
    else if (signal) this.stopBy(signal, this.running);
    return this.running;
  }

  /** Interrupts the study: trials under way are cancelled, and start again when it is resumed. */
  stop(): void {
    // Whoever watches hears the event at hand before the end.
    if (this.showing) this.stopAsked = true;
    else if (this.history.ended) return;
    else if (this.settle) this.interruptRun(this.settle);
    else if (this.dialogue && !this.left) this.interruptDialogue(this.dialogue);
  }

  /** Runs the study and yields its events. Leaving the loop early interrupts the study. */
  [Symbol.asyncIterator](): AsyncIterator<StudyEvent> {
    return iterate(
      this.events$,
      () => this.run(),
      () => {
        this.stop();
      },
    );
  }

  /**
   * For loops of your own: the next configuration to evaluate, or undefined when the study is done. Throws a
   * {@link Problem} when a result must be told first. At the end of the loop: `await study.close()`.
   */
  ask(): AskedTrial | undefined {
    return this.talk().ask();
  }

  /** The result of an asked trial: its score, its scores by metric, or the error that made it fail. */
  tell(trial: AskedTrial | number, result: Score | Error): void {
    const number = typeof trial === 'number' ? trial : trial.number;
    this.begun(number).tell(number, result);
  }

  /**
   * An intermediate score of an asked trial, as `report` of the trial itself. False when the trial has been stopped:
   * there is nothing left to tell.
   */
  report(trial: AskedTrial | number, step: number, values: number | Reported): boolean {
    const number = typeof trial === 'number' ? trial : trial.number;
    return this.begun(number).report(number, step, values);
  }

  /** The trials that were asked and not told. */
  pending(): readonly AskedTrial[] {
    return this.history.started === undefined ? [] : this.talk().pending();
  }

  /**
   * The end of a loop of your own: closes the log and the monitors. Asked trials stay open in the log. Rejects when
   * something fails to close, also when the study has ended and closed by itself before. A study that is run is
   * stopped first.
   */
  async close(): Promise<void> {
    if (this.running) {
      this.stop();
      await this.running;
      return;
    }
    this.left = true;
    this.dialogue?.interrupt();
    await this.ending.close();
  }

  /**
   * The pipeline of the selected trial (or of another one), fitted on all training rows. Rejects with a
   * {@link Problem} when no trial has finished, or when the study has an objective instead of a pipeline.
   */
  async model(trial = this.history.selected ?? this.history.best?.trial): Promise<FittedPipeline> {
    const learning = await loadLearning(this.pipeline, this.options);
    if (trial === undefined) throw new Problem([complain('nothingFitted', undefined)]);
    return learning.fit(trial, this.history.trial(trial).configuration);
  }

  private talk(): Dialogue {
    if (this.running) throw new Problem([complain('runsAlready', undefined)]);
    return (this.dialogue ??= new Dialogue(this.pipeline, this.studyRun(), (event) => {
      this.stored.history.record(event);
      this.emit(event);
      if (event.type === 'study-finished') this.ending.closeQuietly();
    }));
  }

  /** Before its first event a study has no trials. */
  private begun(trial: number): Dialogue {
    if (this.history.started) return this.talk();
    throw new Problem([complain('toldBeforeAsked', { trial, state: undefined })]);
  }

  private begin(): Promise<StudyResult> {
    const stream$ = events$(this.pipeline, this.studyRun()).pipe(
      tap((event) => {
        this.emit(event);
      }),
    );
    return new Promise((resolve) => {
      this.settle = (end) => {
        this.settle = undefined;
        resolve(this.conclude(end));
      };
      this.subscription = stream$.subscribe({
        error: (error: unknown) => this.settle?.({ error }),
        complete: () => this.settle?.({ status: 'finished' }),
      });
    });
  }

  private async conclude(end: End): Promise<StudyResult> {
    const { history } = this;
    const { best, counts } = history;
    // What went wrong first is what the user must hear of.
    const last = await this.ending.close().then(
      () => end,
      (error: unknown) => ('error' in end ? end : { error }),
    );
    if (!('error' in last)) return { status: last.status, best, counts, history };
    throw asError(last.error);
  }

  private stopBy(signal: AbortSignal, running: Promise<unknown>): void {
    const stop = (): void => {
      this.stop();
    };
    const forget = (): void => {
      signal.removeEventListener('abort', stop);
    };
    signal.addEventListener('abort', stop);
    running.then(forget, forget);
  }

  private interruptRun(settle: (end: End) => void): void {
    this.settle = undefined;
    this.subscription?.unsubscribe();
    try {
      this.sayInterrupted();
      settle({ status: 'interrupted' });
    } catch (error) {
      settle({ error });
    }
  }

  private interruptDialogue(dialogue: Dialogue): void {
    this.left = true;
    dialogue.interrupt();
    this.sayInterrupted();
    this.ending.closeQuietly();
  }

  /** Before its first event, which carries what all others refer to, there is nothing to interrupt. */
  private sayInterrupted(): void {
    if (this.history.started === undefined) return;
    const { best = null, counts, elapsed } = this.history;
    const event: StudyInterrupted = { type: 'study-interrupted', at: elapsed, best, counts };
    this.emit(event);
  }

  /** Stored first, then shown. */
  private emit(event: StudyEvent): void {
    this.stored.log?.append(event);
    const outer = this.showing;
    this.showing = true;
    try {
      for (const monitor of this.monitors) monitor.next(event, this.history);
      this.subject.next(event);
    } finally {
      this.showing = outer;
    }
    if (this.stopAsked && !outer) this.stop();
  }

  private studyRun(): StudyRun {
    const { past, history } = this.stored;
    if (!this.options.shared) this.monitors = [...this.monitors, ...monitorsOf(this.pipeline, this.options)];
    return { ...this.options, past, history };
  }

  private only<T extends StudyEvent['type']>(...types: T[]): Observable<EventOf<T>> {
    const wanted: ReadonlySet<string> = new Set(types);
    return this.events$.pipe(filter((event): event is EventOf<T> => wanted.has(event.type)));
  }
}

/** The monitors that the definition names. */
function monitorsOf(pipeline: Pipeline, surroundings: Surroundings): readonly MonitorPlugin[] {
  const { monitors } = pipeline.run;
  if (monitors.length === 0) return [];
  const vault = Vault.open(pipeline, surroundings);
  const plugins = vault.workshop(common(surroundings));
  return monitors.map((component) => vault.guard(() => plugins.make('monitor', component)));
}
