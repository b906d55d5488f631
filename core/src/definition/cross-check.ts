// What is wrong between parts that are each right: metrics and estimators, the space and the budget.
import type { Need } from '../contracts/metric.js';
import type { Task } from '../contracts/table.js';
import type { SearchSpace } from '../contracts/space.js';
import type { Manifest } from '../plugin/manifest.js';
import type { Complaints } from './complaints.js';
import { isEndless, type Search } from './conduct.js';
import type { Measure } from './metrics.js';
import type { Part } from './node.js';
import type { Budget } from './pipeline.js';
import { sample } from './readings.js';
import { partsOf, type Step } from './steps.js';

/** Every metric with every estimator that may be chosen. */
export function checkMetrics(measures: readonly Measure[], last: Step | undefined, complaints: Complaints): void {
  // A broken estimator may not be asked what it gives.
  if (last === undefined || complaints.touch(last.pointer)) return;
  // A transformer may stand last by mistake, which is told elsewhere.
  for (const estimator of partsOf(last).filter(({ manifest }) => manifest.kind === 'estimator'))
    for (const measure of measures) checkPair(measure, estimator, last, complaints);
}

function checkPair(measure: Measure, estimator: Part, step: Step, complaints: Complaints): void {
  const { name, tasks: estimated, gives, onRequest } = estimator.manifest as Manifest<'estimator'>;
  const { tasks, needs, pointer } = measure;
  if (tasks !== undefined && !tasks.some((task) => estimated.includes(task))) {
    complaints.add('wrongTask', pointer, { metric: measure.name, tasks, estimator: name, estimated });
    return;
  }
  if (needs === undefined || needs === 'values') return;
  const given = gives(sample(estimator.params));
  if (given.includes(needs)) return;
  complaints.add('needNotMet', pointer, {
    metric: measure.name,
    needs,
    estimator: name,
    step: step.pointer,
    request: request(needs, onRequest),
  });
}

function request(need: Need, onRequest: Readonly<Partial<Record<Need, string>>> | undefined): string | undefined {
  return onRequest?.[need];
}

/** What all estimators of the last step can do. */
export function commonTasks(last: Step | undefined): readonly Task[] {
  const [first, ...others] = last === undefined ? [] : partsOf(last).map((part) => tasksOf(part));
  return first?.filter((task) => others.every((tasks) => tasks.includes(task))) ?? [];
}

function tasksOf({ manifest }: Part): readonly Task[] {
  return manifest.kind === 'estimator' ? (manifest as Manifest<'estimator'>).tasks : [];
}

/** A search that never ends by itself needs an end. */
export function checkBudget(
  space: SearchSpace,
  budget: Budget,
  search: Search | undefined,
  complaints: Complaints,
): void {
  if (search === undefined || search.component.use === 'grid' || complaints.touch('/budget')) return;
  if (isEndless(budget) && space.size === Infinity) complaints.add('noBudget', '', { search: search.component.use });
}
