// What tests of objectives share: what an objective is called with, and what it does in a whole study.
import {
  createStudy,
  isProblem,
  Registry,
  type Complaint,
  type ObjectiveContext,
  type StudyEvent,
} from '@tunewright/core';
import { executors } from '@tunewright/executors';
import { objectives } from '@tunewright/objectives';
import { search } from '@tunewright/search';
import { contextOf } from '../learning/support.js';

export function callOf(trial = 0): ObjectiveContext {
  return { ...contextOf(1), report: () => undefined, spend: () => undefined, trial, seed: 42 };
}

/** The complaint about what cannot be made; undefined when it can. */
export function complaintOf(make: () => unknown): Complaint | undefined {
  try {
    make();
  } catch (error) {
    if (isProblem(error)) return error.complaints[0];
    throw error;
  }
  return undefined;
}

interface Surroundings {
  readonly directory?: string;
  readonly functions?: Readonly<Record<string, (...args: never[]) => unknown>>;
}

/** All events of a study of this objective that tries x = 1, 2 and 3. */
export async function eventsOf(objective: object, surroundings: Surroundings = {}): Promise<StudyEvent[]> {
  const definition = {
    name: 'calls',
    objective,
    space: { x: { tune: 'int', low: 1, high: 3 } },
    metrics: [{ name: 'loss', goal: 'minimize' }],
    search: { use: 'grid' },
    budget: { trials: 3 },
    seed: 1,
  };
  const registry = new Registry();
  for (const plugins of [executors, objectives, search]) registry.register(plugins, 'the tests');
  const events: StudyEvent[] = [];
  for await (const event of await createStudy(definition, { registry, ...surroundings })) events.push(event);
  return events;
}

/** How each trial ended: its loss, or the cause and the text of its failure. */
export function endsOf(events: readonly StudyEvent[]): (number | string)[] {
  return events.flatMap((event): (number | string)[] => {
    if (event.type === 'trial-finished') return [event.scores['loss'] as number];
    return event.type === 'trial-failed' ? [`${event.failure.cause}: ${event.failure.message}`] : [];
  });
}
