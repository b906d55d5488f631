// Opens a study's log and what is known from it.
import type { StudyEvent } from '../contracts/events.js';
import type { StudyLog } from '../contracts/store.js';
import type { Pipeline } from '../definition/pipeline.js';
import { provide } from '../plugin/registry.js';
import { CLOCK, DIRECTORY, type Component } from '../plugin/token.js';
import { StudyHistory } from '../study/history.js';
import type { Surroundings } from './prepare.js';

export interface Stored {
  readonly log: StudyLog | undefined;
  readonly past: readonly StudyEvent[];
  readonly history: StudyHistory;
}

/**
 * @param fallback The store where the definition names none.
 * @param resume Go on with the newest unfinished log of the same study instead of beginning a new one.
 */
export function openLog(
  pipeline: Pipeline,
  surroundings: Surroundings,
  fallback: Component | undefined,
  resume: boolean,
): Stored {
  const { registry, clock, directory } = surroundings;
  const history = new StudyHistory();
  const component = pipeline.run.store ?? fallback;
  if (component === undefined) return { log: undefined, past: [], history };
  const store = registry.workshop([provide(CLOCK, clock), provide(DIRECTORY, directory)]).make('store', component);
  const log = store.open(pipeline.name, pipeline.identity, resume);
  for (const event of log.past) history.record(event);
  return { log, past: log.past, history };
}
