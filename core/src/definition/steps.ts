// The steps of a learning study: transformers, then one estimator.
import type { JsonObject } from '../contracts/json.js';
import type { Complaints } from './complaints.js';
import { isId, refuseDuplicates } from './identifier.js';
import { resolver, switcher } from './maker.js';
import { isOpen, type Part, type Switch } from './node.js';
import { provisionalId, readPart, readSwitch, type Wanted } from './part.js';
import type { ResolvedStep, StepTemplate } from './pipeline.js';
import { at } from './pointer.js';
import { refuseReserved } from './reserved.js';
import type { Scope } from './scope.js';
import { show } from './schema-words.js';
import type { Entry } from './shell.js';

const STEPS: Wanted = { kinds: ['transformer', 'scaler', 'estimator'], ownKeys: ['id'] };

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
    resolve: node.kind === 'switch' ? switcher(node, (part) => resolvePart(id, part)) : resolvePart(id, node),
  };
}

function resolvePart(id: string, part: Part): StepTemplate['resolve'] {
  const resolve = resolver(part);
  const kind = part.manifest.kind as ResolvedStep['kind'];
  if (isOpen(part)) {
    return (configuration) => {
      const { component, key } = resolve(configuration);
      return { id, kind, component, key };
    };
  }
  const resolved: ResolvedStep = { id, kind, ...resolve({}) };
  return () => resolved;
}

function readStep({ json, pointer }: Entry, scope: Scope): Step {
  const known = refuseReserved(json, 'step', pointer, scope.complaints);
  const id = provisionalId(known);
  const place = { pointer, name: id };
  if (!Object.hasOwn(known, 'choose') || Object.hasOwn(known, 'use'))
    return { json, pointer, id, node: readPart(known, STEPS, place, scope) };
  checkSwitchId(known, pointer, scope.complaints);
  return { json, pointer, id, node: readSwitch(known, STEPS, place, scope) };
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
