// What a study is about: a pipeline of steps on data, or an objective over a space.
import { readBlackBox, type BlackBox } from './black-box.js';
import { readSettled, type Settled } from './conduct.js';
import { commonTasks } from './cross-check.js';
import { readMetrics, readScores, type Measure } from './metrics.js';
import type { Scope } from './scope.js';
import type { Entry, Shell } from './shell.js';
import { readSteps, type Step } from './steps.js';

export interface Learning {
  readonly kind: 'learning';
  readonly data: Settled | undefined;
  readonly splitter: Settled | undefined;
  readonly steps: readonly Step[];
  readonly measures: readonly Measure[];
}
export interface BlackBoxStudy extends BlackBox {
  readonly kind: 'black-box';
  readonly measures: readonly Measure[];
}
export type Subject = Learning | BlackBoxStudy;

const LEARNING_KEYS = ['data', 'cv', 'steps', 'test', 'trainScores'];
const BLACK_BOX_KEYS = ['objective', 'space', 'instances'];

/**
 * @param open For places where something may be tuned.
 * @param closed For the others.
 */
export function readSubject(shell: Shell, open: Scope, closed: Scope): Subject {
  const { complaints } = closed;
  const learning = LEARNING_KEYS.filter((key) => shell.has(key));
  const blackBox = BLACK_BOX_KEYS.filter((key) => shell.has(key));
  if (learning.length === 0 && blackBox.length === 0) complaints.add('noSubject', '');
  if (learning.length === 0) return readBlackBoxStudy(shell, open);
  for (const key of blackBox) complaints.add('otherKind', `/${key}`, { key, learning });
  for (const key of ['data', 'steps']) if (!shell.has(key)) complaints.add('missingForLearning', '', { key });
  return readLearning(shell, open, closed);
}

function readLearning(shell: Shell, open: Scope, closed: Scope): Learning {
  const data = readSettled(shell, ['data'], 'data-set', undefined, closed);
  const steps = readSteps(shell.entries('steps'), open);
  const tasks = commonTasks(steps.at(-1));
  const classifies = tasks.length === 1 && tasks[0] === 'classification';
  const known = tasks.length > 0;
  const usual = classifies ? 'stratified-k-fold' : 'k-fold';
  const splitter = readSettled(shell, ['cv'], 'splitter', known ? usual : undefined, closed);
  if (!shell.has('metrics') && known && !classifies) closed.complaints.add('noMetrics', '');
  const measures = readMetrics(entriesOr(shell, classifies ? { use: 'accuracy' } : undefined), closed);
  return { kind: 'learning', data, splitter, steps, measures };
}

function readBlackBoxStudy(shell: Shell, open: Scope): BlackBoxStudy {
  const measures = readScores(entriesOr(shell, { name: 'score', goal: 'maximize' }), open.complaints);
  return { kind: 'black-box', ...readBlackBox(shell, open), measures };
}

function entriesOr(shell: Shell, usual: Entry['json'] | undefined): readonly Entry[] {
  if (shell.has('metrics')) return shell.entries('metrics');
  return usual === undefined ? [] : [{ json: usual, pointer: '/metrics/0' }];
}
