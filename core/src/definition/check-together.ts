// What can only be checked once all parts have been read.
import type { SearchSpace } from '../contracts/space.js';
import type { Parameter } from '../space/parameter.js';
import { buildSpace } from '../space/space.js';
import type { Complaints } from './complaints.js';
import type { Conduct } from './conduct.js';
import { checkBudget, checkMetrics } from './cross-check.js';
import { parametersOf } from './readings.js';
import type { Shell } from './shell.js';
import { checkStart, spaceOf } from './start.js';
import type { Subject } from './subject.js';

/** The space; an empty one when something that is tuned is at fault. */
export function checkTogether(shell: Shell, subject: Subject, conduct: Conduct, complaints: Complaints): SearchSpace {
  if (subject.kind === 'learning') checkMetrics(subject.measures, subject.steps.at(-1), complaints);
  const sound = !['/steps', '/objective', '/space'].some((pointer) => complaints.touch(pointer));
  const space = sound ? spaceOf(parametersIn(subject), complaints) : undefined;
  if (space === undefined) return buildSpace([]);
  checkStart(shell.entries('start'), space, complaints);
  checkBudget(space, conduct.budget, conduct.search, complaints);
  return space;
}

/** In the order of the definition. */
export function parametersIn(subject: Subject): readonly Parameter[] {
  if (subject.kind === 'learning')
    return subject.steps.flatMap(({ node }) => (node === undefined ? [] : parametersOf(node)));
  const { objective, space } = subject;
  return [...(objective === undefined ? [] : parametersOf(objective)), ...parametersOf(space)];
}
