// What a study is about: a pipeline of steps on data, or an objective over a space.
import { readSettled, type Settled } from './conduct.js';
import { commonTasks } from './cross-check.js';
import { readMetrics, readScores, type Measure } from './metrics.js';
import type { Part } from './node.js';
import { provisionalId, readPart } from './part.js';
import { readSpace } from './read-space.js';
import type { Scope } from './scope.js';
import { NO_SPACE, type SharedSpace } from './shared-space.js';
import type { Entry, Shell } from './shell.js';
import { readSteps, type Step } from './steps.js';

export interface Learning {
  readonly kind: 'learning';
  /** Domains that several places share. */
  readonly shared: SharedSpace;
  readonly data: Settled | undefined;
  readonly splitter: Settled | undefined;
  readonly steps: readonly Step[];
  readonly measures: readonly Measure[];
}
export interface BlackBoxStudy {
  readonly kind: 'black-box';
  /** What is tuned beside the objective's own parameters. */
  readonly shared: SharedSpace;
  /** Absent when results come from outside. */
  readonly objective: Part | undefined;
  readonly measures: readonly Measure[];
}
export type Subject = Learning | BlackBoxStudy;

export const LEARNING_KEYS = ['data', 'cv', 'steps', 'test', 'trainScores'];
export const BLACK_BOX_KEYS = ['objective', 'instances'];

/** @param closed For places where nothing may be tuned. */
export function readSubject(shell: Shell, closed: Scope): Subject {
  const { complaints } = closed;
  const space = shell.object('space');
  const shared = space === undefined ? NO_SPACE : readSpace(space, { ...closed, open: true });
  const open: Scope = { ...closed, open: true, shared };
  const learning = LEARNING_KEYS.filter((key) => shell.has(key));
  const blackBox = BLACK_BOX_KEYS.filter((key) => shell.has(key));
  if (learning.length === 0 && blackBox.length === 0 && !shell.has('space')) complaints.add('noSubject', '');
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
  return { kind: 'learning', shared: open.shared, data, splitter, steps, measures };
}

function readBlackBoxStudy(shell: Shell, open: Scope): BlackBoxStudy {
  const measures = readScores(entriesOr(shell, { name: 'score', goal: 'maximize' }), open.complaints);
  const objective = shell.object('objective');
  return { kind: 'black-box', shared: open.shared, objective: objective && readObjective(objective, open), measures };
}

function readObjective({ json, pointer }: Entry, scope: Scope): Part | undefined {
  return readPart(json, { kinds: ['objective'], ownKeys: ['id'] }, { pointer, name: provisionalId(json) }, scope);
}

function entriesOr(shell: Shell, usual: Entry['json'] | undefined): readonly Entry[] {
  if (shell.has('metrics')) return shell.entries('metrics');
  return usual === undefined ? [] : [{ json: usual, pointer: '/metrics/0' }];
}
