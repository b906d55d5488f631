// What is measured, and which of it is an objective.
import type { Goal, Need } from '../contracts/metric.js';
import type { JsonObject } from '../contracts/json.js';
import type { Task } from '../contracts/table.js';
import type { Manifest } from '../plugin/manifest.js';
import type { Component } from '../contracts/component.js';
import Type from 'typebox';
import type { Complaints } from './complaints.js';
import { isId, refuseDuplicates } from './identifier.js';
import { resolver } from './maker.js';
import { report } from './mistakes.js';
import { readPart } from './part.js';
import type { MetricChoice } from './pipeline.js';
import { at } from './pointer.js';
import { fullPart } from './readings.js';
import { refuseReserved } from './reserved.js';
import { checkOf } from './schema-check.js';
import { show } from './schema-words.js';
import type { Scope } from './scope.js';
import type { Entry } from './shell.js';

/** A metric as it was read. */
export interface Measure extends Entry {
  readonly name: string;
  readonly goal: Goal;
  /** Whether the definition says the goal; that makes the metric an objective. */
  readonly said: boolean;
  readonly full: JsonObject;
  /** These three are absent in a black-box study. */
  readonly component?: Component;
  readonly needs?: Need;
  readonly tasks?: readonly Task[];
}

/** Metrics of a learning study: plugins. */
export function readMetrics(entries: readonly Entry[], scope: Scope): readonly Measure[] {
  const metrics = entries.flatMap((entry) => readMetric(entry, scope) ?? []);
  refuseDuplicates(asIds(metrics), scope.complaints);
  return metrics;
}

function readMetric({ json, pointer }: Entry, scope: Scope): Measure | undefined {
  const { complaints } = scope;
  const known = refuseReserved(json, 'metric', pointer, complaints);
  const part = readPart(known, { kinds: ['metric'], ownKeys: ['id', 'goal'] }, { pointer, name: '' }, scope);
  if (part === undefined) return undefined;
  const { goal, needs, tasks, name: use } = part.manifest as Manifest<'metric'>;
  if (json.goal !== undefined && json.goal !== goal) {
    const facts = { name: use, own: goal, found: show(json.goal) };
    complaints.add('wrongGoal', at(pointer, 'goal'), facts);
  }
  const { component } = resolver(part)({});
  const name = json.id === undefined ? use : part.id;
  return { json, pointer, name, goal, said: json.goal !== undefined, full: fullPart(part), component, needs, tasks };
}

export const NamedScore = Type.Object(
  {
    name: Type.String({
      pattern: '^(?!(__proto__|constructor|prototype)$)[^\\u0000-\\u001f]{1,80}$',
      description: 'As the objective reports it.',
      expects: 'a text of 1 to 80 characters, and no word that JavaScript keeps for itself such as __proto__',
    }),
    goal: Type.Optional(
      Type.Enum(['maximize', 'minimize'], { description: 'Whether more or less is better; makes it an objective.' }),
    ),
  },
  { additionalProperties: false },
);

/** Metrics of a black-box study: names of what the objective computes. */
export function readScores(entries: readonly Entry[], complaints: Complaints): readonly Measure[] {
  const scores = entries.flatMap((entry) => readScore(entry, complaints) ?? []);
  refuseDuplicates(asIds(scores), complaints);
  const [first] = scores;
  if (first !== undefined && scores.length === entries.length && !scores.some(({ said }) => said))
    complaints.add('goalMissing', first.pointer, { name: first.name });
  return scores;
}

function readScore({ json, pointer }: Entry, complaints: Complaints): Measure | undefined {
  const before = complaints.count;
  const known = refuseReserved(json, 'metric', pointer, complaints);
  report(checkOf(NamedScore)(known), { pointer, owner: 'A metric of a study without data', complaints });
  if (complaints.count > before) return undefined;
  const { name, goal } = known as { name: string; goal?: Goal };
  if (!/^[A-Za-z_][\w. -]{0,79}$/.test(name) || !isId(name.replace(/[_. -]/g, 'x')))
    complaints.add('badMetricName', at(pointer, 'name'), { found: name });
  return { json, pointer, name, goal: goal ?? 'maximize', said: goal !== undefined, full: { name } };
}

/** The objectives are those whose goal is said, else the first. */
export function metricChoices(measures: readonly Measure[]): readonly MetricChoice[] {
  const said = measures.some((measure) => measure.said);
  return measures.map(({ name, goal, component, needs, tasks, said: own }, i) => ({
    info: { name, goal, objective: said ? own : i === 0 },
    ...(component && { component }),
    ...(needs && { needs }),
    ...(tasks && { tasks }),
  }));
}

/** The full form of the metrics: every objective says its goal. */
export function fullMetrics(measures: readonly Measure[]): JsonObject[] {
  const choices = metricChoices(measures);
  return measures.map(({ full, goal }, i) => (choices[i]?.info.objective === true ? { ...full, goal } : full));
}

function asIds(measures: readonly Measure[]): { id: string; pointer: string }[] {
  return measures.map(({ name, pointer }) => ({ id: name, pointer }));
}
