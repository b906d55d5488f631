// What can only be checked once all parts have been read.
import type { SearchSpace } from '../contracts/space.js';
import type { Parameter } from '../space/parameter.js';
import { buildSpace } from '../space/space.js';
import type { Complaints } from './complaints.js';
import type { Conduct } from './conduct.js';
import { checkBudget, checkMetrics } from './cross-check.js';
import { constrain } from './constraints.js';
import { at } from './pointer.js';
import { parametersOf, usedNames } from './readings.js';
import { checkRepeats } from './repeats.js';
import type { Shell } from './shell.js';
import { checkStart, spaceOf } from './start.js';
import type { Learning, Subject } from './subject.js';

/** The space; an empty one when something that is tuned is at fault. */
export function checkTogether(shell: Shell, subject: Subject, conduct: Conduct, complaints: Complaints): SearchSpace {
  if (subject.kind === 'learning') checkLearning(subject, conduct, complaints);
  const sound = !['/steps', '/objective', '/space'].some((pointer) => complaints.touch(pointer));
  const parameters = parametersIn(subject);
  const whole = sound ? spaceOf(parameters, subject.shared, complaints) : undefined;
  if (whole === undefined) return buildSpace([]);
  if (subject.kind === 'learning') checkUsed(subject, complaints);
  const space = constrain(
    shell,
    whole,
    parameters.map(({ name }) => name),
    subject.shared,
    complaints,
  );
  if (complaints.touch('/constraints')) return space;
  checkStart(shell.entries('start'), space, complaints);
  checkBudget(space, conduct.budget, conduct.search, complaints);
  return space;
}

function checkLearning({ measures, steps }: Learning, { repeats, budget }: Conduct, complaints: Complaints): void {
  const last = steps.at(-1);
  checkMetrics(measures, last, complaints);
  checkRepeats(repeats, last, complaints);
  if (budget.cost < Infinity) complaints.add('costOfLearning', '/budget/cost');
}

/** In the order of the definition. */
export function parametersIn(subject: Subject): readonly Parameter[] {
  const { shared } = subject;
  if (subject.kind === 'black-box')
    return [...(subject.objective === undefined ? [] : parametersOf(subject.objective)), ...shared.parameters];
  return [...shared.parameters, ...subject.steps.flatMap(({ node }) => (node === undefined ? [] : parametersOf(node)))];
}

/** In a study of steps, what is tuned for nothing. */
function checkUsed({ steps, shared }: Learning, complaints: Complaints): void {
  const used = new Set<string>();
  const use = (name: string): void => {
    if (used.has(name)) return;
    used.add(name);
    const member = shared.find(name);
    if (member?.kind === 'formula') member.expression.names.forEach(use);
    if (member?.kind === 'domain') member.when.forEach(({ parameter }) => use(parameter));
  };
  for (const { node } of steps) if (node !== undefined) usedNames(node).forEach(use);
  for (const { name } of shared.members) if (!used.has(name)) complaints.add('neverUsed', at('/space', name), { name });
}
