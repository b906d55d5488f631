// Opens a study's log and what is known from it.
import type { StudyEvent } from '../contracts/events.js';
import type { StudyLog } from '../contracts/store.js';
import type { Pipeline } from '../definition/pipeline.js';
import type { Component } from '../contracts/component.js';
import { StudyHistory } from '../study/history.js';
import { common, type Surroundings } from './prepare.js';
import { Vault } from './vault.js';

export interface Stored {
  readonly log: StudyLog | undefined;
  readonly past: readonly StudyEvent[];
  readonly history: StudyHistory;
}

export interface Storage {
  /** The store where the definition names none. */
  readonly store?: Component | undefined;
  /** What to go on from when nothing is stored. */
  readonly past?: readonly StudyEvent[];
  /** Go on with the newest unfinished log of the same study instead of beginning a new one. */
  readonly resume?: boolean;
}

export function openLog(pipeline: Pipeline, surroundings: Surroundings, storage: Storage): Stored {
  const component = pipeline.run.store ?? storage.store;
  const log = component && open(component, pipeline, surroundings, storage.resume ?? false);
  const past = log?.past ?? storage.past ?? [];
  const history = new StudyHistory();
  try {
    for (const event of past) history.record(event);
  } catch (error) {
    log?.close();
    throw error;
  }
  return { log, past, history };
}

function open(component: Component, pipeline: Pipeline, surroundings: Surroundings, resume: boolean): StudyLog {
  const vault = Vault.open(pipeline, surroundings);
  return vault.guard(() =>
    vault.workshop(common(surroundings)).make('store', component).open(pipeline.name, pipeline.identity, resume),
  );
}
