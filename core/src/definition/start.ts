// The space of all parameters, and the configurations to try first.
import type { Configuration, SearchSpace } from '../contracts/space.js';
import { isProblem } from '../problem/problem.js';
import type { Parameter } from '../space/parameter.js';
import { buildSpace } from '../space/space.js';
import type { Complaints } from './complaints.js';
import { at } from './pointer.js';
import type { SharedSpace } from './shared-space.js';
import type { Entry } from './shell.js';

/** undefined when a parameter is called as another one, or as a formula. */
export function spaceOf(
  parameters: readonly Parameter[],
  { formulas }: SharedSpace,
  complaints: Complaints,
): SearchSpace | undefined {
  const names = new Set(formulas.map(({ name }) => name));
  const twins = parameters.filter(({ name }) => names.size === names.add(name).size);
  for (const { name } of twins) complaints.add('duplicateParameter', at('/space', name), { name });
  return twins.length === 0 ? buildSpace(parameters) : undefined;
}

export function checkStart(
  entries: readonly Entry[],
  space: SearchSpace,
  complaints: Complaints,
): readonly Configuration[] {
  for (const { json, pointer } of entries) {
    try {
      space.encode(json);
    } catch (error) {
      if (!isProblem(error)) throw error;
      for (const { code, text } of error.complaints) complaints.take({ code, text, pointer });
    }
  }
  return entries.map(({ json }) => json);
}
