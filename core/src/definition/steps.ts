// The steps of a learning study: transformers, then one estimator.
import type { PipelineStep } from '../contracts/component.js';
import type { JsonObject } from '../contracts/json.js';
import type { Configuration } from '../contracts/space.js';
import type { Complaints } from './complaints.js';
import { isId, refuseDuplicates } from './identifier.js';
import { resolver, switcher } from './maker.js';
import { isOpen, type Part, type Switch } from './node.js';
import { provisionalId, readPart, readSwitch, type Wanted } from './part.js';
import type { StepTemplate } from './pipeline.js';
import { at } from './pointer.js';
import type { Scope } from './scope.js';
import { show } from './schema-words.js';
import type { Entry } from './shell.js';
import { WHERE_KEYS } from './where.js';

const STEPS: Wanted = {
  kinds: ['transformer', 'scaler', 'estimator'],
  ownKeys: ['id', ...WHERE_KEYS],
  inPipeline: true,
};

/** A step as it was read; `node` is absent when its plugin is not known. */
export interface Step extends Entry {
  readonly id: string;
  readonly node: Part | Switch | undefined;
}

export function readSteps(entries: readonly Entry[], scope: Scope): Step[] {
  const steps = entries.map((entry) => readStep(entry, scope));
  refuseDuplicates(steps, scope.complaints);
  checkPositions(steps, scope.complaints);
  return steps;
}

/** The plugins that a step may be. */
export function partsOf({ node }: Step): readonly Part[] {
  if (node === undefined) return [];
  return node.kind === 'switch' ? node.parts : [node];
}

export function template({ id, node }: Step): StepTemplate {
  if (node === undefined) throw new Error(`The step "${id}" was not read.`);
  return {
    id,
    node,
    resolve: node.kind === 'switch' ? switcher(node, (part) => resolvePart(id, part)) : resolvePart(id, node),
  };
}

function resolvePart(id: string, part: Part): StepTemplate['resolve'] {
  const resolve = resolver(part);
  const kind = part.manifest.kind as PipelineStep['kind'];
  const where = part.where ?? {};
  const anywhere = Object.keys(where).length === 0;
  const step = (configuration: Configuration): PipelineStep => {
    const { component, key } = resolve(configuration);
    return { id, kind, component, ...where, key: anywhere ? key : `[${key},${JSON.stringify(where)}]` };
  };
  if (isOpen(part)) return step;
  const fixed = step({});
  return () => fixed;
}

function readStep({ json, pointer }: Entry, scope: Scope): Step {
  const id = provisionalId(json);
  const place = { pointer, name: id };
  if (!Object.hasOwn(json, 'choose') || Object.hasOwn(json, 'use'))
    return { json, pointer, id, node: readPart(json, STEPS, place, scope) };
  checkSwitchId(json, pointer, scope.complaints);
  return { json, pointer, id, node: readSwitch(json, STEPS, place, scope) };
}

/** A choice has no plugin to be named after. */
function checkSwitchId(json: JsonObject, pointer: string, complaints: Complaints): void {
  if (json.id === undefined) complaints.add('chooseWithoutId', pointer);
  else if (!isId(json.id)) complaints.add('badId', at(pointer, 'id'), { found: show(json.id) });
}

/** Transformers or one estimator in each step, and the estimator at the end. */
function checkPositions(steps: readonly Step[], complaints: Complaints): void {
  const sorts = steps.map((step) => new Set(partsOf(step).map(({ manifest }) => manifest.kind === 'estimator')));
  steps.forEach((step, i) => {
    const sort = sorts[i] as ReadonlySet<boolean>;
    const names = partsOf(step).map(({ manifest }) => manifest.name);
    const last = i === steps.length - 1;
    if (sort.size > 1) complaints.add('mixedChoice', step.pointer, { names });
    else if (!last && sort.has(true)) complaints.add('estimatorNotLast', step.pointer, { names });
    else if (last && sort.has(false) && !sorts.some((other) => other.has(true)))
      complaints.add('lastNotEstimator', step.pointer, { names });
  });
}
