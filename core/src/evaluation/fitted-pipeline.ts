// A pipeline fitted on all training rows: what a study is for. It predicts, and it can be kept as JSON.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../contracts/clock.js';
import type { PipelineStep } from '../contracts/component.js';
import type { Model } from '../contracts/estimator.js';
import type { Json, JsonObject } from '../contracts/json.js';
import type { Column, Data, Table, Task } from '../contracts/table.js';
import type { Watch, Work } from '../contracts/work.js';
import type { Plugins } from '../plugin/token.js';
import { complain } from '../problem/messages.js';
import { Problem } from '../problem/problem.js';
import { TrainingContext } from './learning-evaluator.js';
import { scoreModel, type NamedMetric } from './scoring.js';
import { SharedCache } from './shared-cache.js';
import { fitStep, restoreStep, type FittedStep } from './step.js';
import { WorkContext } from './work-context.js';

/** Version of the model files. */
const VERSION = 1;

/** Fitted transformers and a fitted model, applied one after the other. */
export class FittedPipeline {
  constructor(
    /** What `predict` expects: names, types and categories. */
    readonly columns: readonly Column[],
    readonly task: Task,
    /** Names of the classes, in the order of indices and probabilities; empty for regression. */
    readonly classes: readonly string[],
    private readonly steps: readonly FittedStep[],
    private readonly last: PipelineStep,
    private readonly model: Model,
  ) {}

  /** Class index or number, one a row. Throws a {@link Problem} when the columns are not those of the training rows. */
  predict(rows: Table): Float64Array {
    return this.model.predict(this.transform(rows));
  }

  /** Rows × classes, row-major; undefined when the model gives none. */
  probabilities(rows: Table): Float64Array | undefined {
    return this.model.probabilities?.(this.transform(rows));
  }

  /** Scores by metric on rows with a known target. */
  score({ features, target, weights }: Data, metrics: readonly NamedMetric[]): Record<string, number> {
    return scoreModel(this.model, this.transform(features), target, weights, metrics);
  }

  toJSON(): JsonObject {
    const { columns, task, classes, steps, last, model } = this;
    return {
      tunewright: 'model',
      version: VERSION,
      task,
      classes,
      columns: columns.map((column) => ({ ...column })),
      steps: steps.map((fitted) => ({ ...stepJson(fitted.step), state: fitted.toJSON() })),
      estimator: { ...stepJson(last), state: model.toJSON() },
    };
  }

  /**
   * Writes `pipeline.json`, what `toJSON` gives, into a folder, and beside it the model in its own form where it has
   * one. The folder is made where it is missing.
   */
  async writeTo(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    await this.model.writeTo?.(folder);
    await writeFile(join(folder, 'pipeline.json'), JSON.stringify(this));
  }

  private transform(rows: Table): Table {
    checkColumns(rows.columns, this.columns);
    return this.steps.reduce((changed, step) => step.transform(changed), rows);
  }
}

export interface RefitJob {
  readonly data: Data;
  readonly steps: readonly PipelineStep[];
  readonly work: Work;
  readonly watch: Watch;
  readonly plugins: Plugins;
  readonly clock: Clock;
}

/** Fits all steps on all rows. Throws what the plugins throw. */
export async function fitPipeline({ data, steps, work, watch, plugins, clock }: RefitJob): Promise<FittedPipeline> {
  const cache = new SharedCache();
  const { target, weights, features } = data;
  const fitted: FittedStep[] = [];
  let rows = features;
  for (const step of steps.slice(0, -1)) {
    const learnt = fitStep(step, rows, target, new WorkContext(work, watch, clock, cache, step.key), plugins);
    rows = learnt.transform(rows);
    fitted.push(learnt);
  }
  const last = steps.at(-1) as PipelineStep;
  const context = new TrainingContext(work, watch, clock, cache, '', weights);
  const model = await plugins.make('estimator', last.component).fit(rows, target, context);
  return new FittedPipeline(features.columns, target.task, target.classes, fitted, last, model);
}

/** A pipeline from what its `toJSON` gave. Throws a {@link Problem} when it is no model, or of a newer version. */
export function restorePipeline(json: Json, plugins: Plugins): FittedPipeline {
  const kept = json as unknown as Kept;
  if (typeof json !== 'object' || json === null || kept.tunewright !== 'model' || !isWhole(kept))
    throw new Problem([complain('noModel', undefined)]);
  if (kept.version !== VERSION)
    throw new Problem([complain('modelVersion', { found: String(kept.version), own: VERSION })]);
  const steps = kept.steps.map(({ state, ...step }) => restoreStep(withKey(step), state, plugins));
  const { state, ...last } = kept.estimator;
  const model = plugins.make('estimator', last.component).restore(state);
  return new FittedPipeline(kept.columns, kept.task, kept.classes, steps, withKey(last), model);
}

type KeptStep = Omit<PipelineStep, 'key'> & { readonly state: Json };
interface Kept {
  readonly tunewright: string;
  readonly version: number;
  readonly task: Task;
  readonly classes: readonly string[];
  readonly columns: readonly Column[];
  readonly steps: readonly KeptStep[];
  readonly estimator: KeptStep;
}

/** Whether the parts are there; what the plugins kept in them is theirs to check. */
function isWhole({ columns, classes, steps, estimator, version }: Kept): boolean {
  if (version !== VERSION) return true;
  const lists: readonly unknown[] = [columns, classes, steps];
  return (
    lists.every((list) => Array.isArray(list)) && typeof (estimator as KeptStep | undefined)?.component === 'object'
  );
}

function stepJson({ id, kind, component, on, fitOn }: PipelineStep): JsonObject {
  return { id, kind, component: component as JsonObject, ...(on && { on }), ...(fitOn && { fitOn }) };
}

// Keys tell steps apart while a study runs; a restored pipeline has no other to be told apart from.
function withKey(step: Omit<PipelineStep, 'key'>): PipelineStep {
  return { ...step, key: step.id };
}

function checkColumns(found: readonly Column[], expected: readonly Column[]): void {
  const describe = ({ name, type }: Column): string => `${name} (${type})`;
  const same = found.length === expected.length && expected.every((column, i) => fits(found[i], column));
  if (!same)
    throw new Problem([complain('modelColumns', { expected: expected.map(describe), found: found.map(describe) })]);
}

function fits(found: Column | undefined, { name, type, categories }: Column): boolean {
  return found?.name === name && found.type === type && found.categories?.join('\0') === categories?.join('\0');
}
