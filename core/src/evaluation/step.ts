// One transformer of a pipeline: fitted on some rows, applied to others, on all columns or on some.
import type { PipelineStep } from '../contracts/component.js';
import type { FitContext } from '../contracts/fit-context.js';
import type { Json } from '../contracts/json.js';
import type { Table, Target } from '../contracts/table.js';
import type { FittedTransformer, TransformerPlugin } from '../contracts/transformer.js';
import type { Plugins } from '../plugin/token.js';
import { pickColumns, positionsOf, replaceColumns } from './columns.js';

/** What a step has learnt; `state` is null when it had no column to learn from. */
export interface FittedStep {
  readonly step: PipelineStep;
  transform(rows: Table): Table;
  toJSON(): Json;
}

export function fitStep(
  step: PipelineStep,
  rows: Table,
  target: Target,
  context: FitContext,
  plugins: Plugins,
): FittedStep {
  const positions = step.on && positionsOf(rows, step.on);
  // A choice that finds no column, such as "categorical" in a table of numbers, leaves the rows as they are.
  if (positions?.length === 0) return untouched(step);
  const seen = positions ? pickColumns(rows, positions) : rows;
  return applied(step, pluginOf(step, plugins).fit(seen, target, context));
}

/** The step again, from what `toJSON` gave. */
export function restoreStep(step: PipelineStep, state: Json, plugins: Plugins): FittedStep {
  return state === null && step.on !== undefined
    ? untouched(step)
    : applied(step, pluginOf(step, plugins).restore(state));
}

function pluginOf({ kind, component }: PipelineStep, plugins: Plugins): TransformerPlugin {
  return plugins.make(kind as 'transformer' | 'scaler', component);
}

function untouched(step: PipelineStep): FittedStep {
  return { step, transform: (rows) => rows, toJSON: () => null };
}

function applied(step: PipelineStep, fitted: FittedTransformer): FittedStep {
  const { on } = step;
  const transform = (rows: Table): Table => {
    if (on === undefined) return fitted.transform(rows);
    const positions = positionsOf(rows, on);
    return replaceColumns(rows, positions, fitted.transform(pickColumns(rows, positions)));
  };
  return { step, transform, toJSON: () => fitted.toJSON() };
}
