// Black-box studies that are run and looked at, for tests of the graph.
import type { StudyEvent } from '@tunewright/core';
import { Study } from '../../core/src/graph/study.js';
import { blackBox, registry, TestClock, timeless, type BlackBox, type Objective } from './black-box.js';

export interface StudySetup extends BlackBox {
  readonly plugins?: readonly unknown[];
  /** What was logged before. */
  readonly past?: readonly StudyEvent[];
}

export function studyOf(objective: Objective, { plugins = [], past = [], ...options }: StudySetup = {}): Study {
  return new Study(blackBox(options), {
    registry: registry(...plugins),
    clock: new TestClock(),
    directory: '.',
    functions: { objective },
    versions: {},
    past,
  });
}

export async function eventsOf(study: Study): Promise<StudyEvent[]> {
  const events: StudyEvent[] = [];
  study.events$.subscribe((event) => events.push(event));
  await study.run();
  return events;
}

export type EventOf<T extends StudyEvent['type']> = Extract<StudyEvent, { type: T }>;

export function only<T extends StudyEvent['type']>(events: readonly StudyEvent[], type: T): EventOf<T>[] {
  return events.filter((event): event is EventOf<T> => event.type === type);
}

/** The events in an order that does not depend on which trial was faster. */
export function unordered(events: readonly StudyEvent[]): string[] {
  return events.map((event) => JSON.stringify(timeless(event))).sort();
}

/**
 * The whole log, and those of the same study cut off after each event and gone on with. Without times: they must all
 * be equal.
 */
export async function cutOff(
  objective: Objective,
  setup: StudySetup,
): Promise<{ readonly whole: object[]; readonly resumed: object[][] }> {
  const whole = await eventsOf(studyOf(objective, setup));
  const resumed: object[][] = [];
  for (let cut = 0; cut < whole.length; cut++) {
    const past = whole.slice(0, cut);
    const rest = await eventsOf(studyOf(objective, { ...setup, past }));
    resumed.push([...past, ...rest].map(timeless));
  }
  return { whole: whole.map(timeless), resumed };
}
