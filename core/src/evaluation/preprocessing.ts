// The transformers of a pipeline on the rows of one fold. Trials with the same preprocessing share the result.
import type { Clock } from '../contracts/clock.js';
import type { PipelineStep } from '../contracts/component.js';
import type { Table, Target } from '../contracts/table.js';
import type { Progress, Watch, Work } from '../contracts/work.js';
import type { Plugins } from '../plugin/token.js';
import type { SharedCache } from './shared-cache.js';
import { fitStep } from './step.js';
import { WorkContext } from './work-context.js';

/** A fold's rows, as far as they have been preprocessed; `all` is both parts, for steps that are fitted on them. */
export interface Rows {
  readonly train: Table;
  readonly test: Table;
  readonly all: Table;
}

export interface Preprocessing {
  readonly steps: readonly PipelineStep[];
  readonly rows: Rows;
  readonly trainTarget: Target;
  readonly allTarget: Target;
}

export interface Preprocessed {
  readonly rows: Rows;
  /** Names the fold and its preprocessing. */
  readonly path: string;
}

export class Preprocessor {
  constructor(
    private readonly plugins: Plugins,
    private readonly clock: Clock,
    private readonly cache: SharedCache,
    private readonly seed: number,
  ) {}

  run({ steps, rows: raw, ...targets }: Preprocessing, work: Work, watch: Watch): Preprocessed {
    const leaks = steps.some((step) => step.fitOn === 'all');
    let rows = raw;
    let path = `${work.fold}`;
    for (const step of steps) {
      const [before, pathBefore] = [rows, path];
      path += `\n${step.key}`;
      let milliseconds = 0;
      const fit = this.cache.get(path, () => {
        const started = this.clock.now();
        const notices: Progress[] = [];
        const silent: Watch = {
          signal: watch.signal,
          deadline: watch.deadline,
          progress: (told) => notices.push(told),
        };
        // Shared between trials, so its randomness must not come from the trial, and what it has to say is for all.
        const context = new WorkContext(work, silent, this.clock, this.cache, pathBefore, `${this.seed}\n${path}`);
        const [seen, target] =
          step.fitOn === 'all' ? [before.all, targets.allTarget] : [before.train, targets.trainTarget];
        const fitted = fitStep(step, seen, target, context, this.plugins);
        const train = fitted.transform(before.train);
        const after = { train, test: fitted.transform(before.test), all: leaks ? fitted.transform(before.all) : train };
        milliseconds = this.clock.now() - started;
        return { rows: after, notices: notices.filter(({ type }) => type === 'noticed') };
      });
      rows = fit.rows;
      fit.notices.forEach((notice) => {
        watch.progress(notice);
      });
      watch.progress({ type: 'preprocessed', step: step.id, columns: rows.train.columns.length, milliseconds });
    }
    return { rows, path };
  }
}
