// What surrounds the fit of one fold, or one call of an objective.
import type { Clock } from '../contracts/clock.js';
import type { FitContext, Reported } from '../contracts/fit-context.js';
import type { Json } from '../contracts/json.js';
import type { Random } from '../contracts/random.js';
import type { Watch, Work } from '../contracts/work.js';
import { seeded } from '../numeric/random.js';
import { TrialFailure } from '../problem/trial-failure.js';
import type { SharedCache } from './shared-cache.js';

const EVERYTHING: Readonly<Record<string, number>> = {};

export class WorkContext implements FitContext {
  private generator: Random | undefined;

  /**
   * @param path Fold and preprocessing: what `shared` values may depend on.
   * @param roots Seed of the work, or of the preprocessing where trials share it.
   * @param score What a plain number reported is called.
   */
  constructor(
    private readonly work: Work,
    protected readonly watch: Watch,
    private readonly clock: Clock,
    private readonly cache: SharedCache,
    private readonly path: string,
    private readonly roots: number | string = work.seed,
    private readonly score = 'score',
  ) {}

  get random(): Random {
    return (this.generator ??= seeded(this.roots));
  }

  get signal(): AbortSignal {
    return this.watch.signal;
  }

  get fidelity(): Readonly<Record<string, number>> {
    return this.work.fidelity ?? EVERYTHING;
  }

  get checkpoint(): Json {
    return this.work.checkpoint ?? null;
  }

  // Arrow functions, because users take them out of the context: `({ report, signal }) => …`.
  readonly report = (step: number, values: number | Reported): void => {
    checkStep(step);
    const named = typeof values === 'number' ? { [this.score]: values } : values;
    this.watch.progress({ type: 'reported', step, values: named });
    this.pulse();
  };

  readonly pulse = (): void => {
    if (this.watch.signal.aborted) throw new TrialFailure('exception', 'The trial was cancelled.');
    if (this.clock.now() > this.watch.deadline)
      throw new TrialFailure('timeout', 'The trial took longer than run.timeout allows.');
  };

  readonly shared = <T>(key: string, make: () => T): T => this.cache.get(`${this.path}\n${key}`, make);

  readonly notice = (code: string, text: string): void => {
    this.watch.progress({ type: 'noticed', code, text });
  };

  readonly keep = (checkpoint: Json): void => {
    this.watch.progress({ type: 'kept', checkpoint });
  };
}

/** Throws a {@link TrialFailure} unless the step can be reported. */
export function checkStep(step: number): void {
  if (!Number.isInteger(step) || step < 1)
    throw new TrialFailure('invalid', `report() counts steps from 1 in whole numbers; it was given ${step}.`);
}
