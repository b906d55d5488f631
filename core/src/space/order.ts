// Sorting parameters by what they depend on.
import type { Parameter } from './parameter.js';

/** The given order, but each parameter after those it depends on. Throws an Error for cycles and unknown parents. */
export function parentsFirst(parameters: readonly Parameter[]): readonly Parameter[] {
  const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  const state = new Map<Parameter, 'open' | 'done'>();
  const sorted: Parameter[] = [];
  const visit = (parameter: Parameter): void => {
    if (state.get(parameter) === 'done') return;
    if (state.get(parameter) === 'open') throw new Error(`"${parameter.name}" depends on itself.`);
    state.set(parameter, 'open');
    for (const activity of parameter.when) {
      const parent = byName.get(activity.parameter);
      if (!parent) throw new Error(`"${parameter.name}" depends on "${activity.parameter}", which does not exist.`);
      visit(parent);
    }
    state.set(parameter, 'done');
    sorted.push(parameter);
  };
  parameters.forEach(visit);
  return sorted;
}
