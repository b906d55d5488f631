// One turn at a study that several processes ask and tell: opens its newest unfinished log, one process at a time.
import { mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DIRECTORY,
  filledIn,
  isProblem,
  pluginsOf,
  Problem,
  provide,
  readDefinition,
  systemClock,
  withPlugins,
  type Component,
  type Registry,
  type Study,
  type StudySummary,
} from '@tunewright/core';
import { claim } from '@tunewright/stores';
import { batteries } from '../batteries.js';
import { createStudy } from '../create-study.js';
import type { DefinitionFile } from './definition-file.js';

export interface TurnFlags {
  /** Folder of the logs, unless the definition says where. */
  readonly store: string;
  /** How long another process is waited for, in s. */
  readonly wait: number;
  /** Assignments such as `svc.C=1`. */
  readonly set: readonly string[];
}

/** Logs of the study, oldest first. */
export interface Logs {
  readonly open: readonly StudySummary[];
  readonly ended: readonly StudySummary[];
  /** Unfinished ones of the same name from before the definition was changed. */
  readonly changed: readonly StudySummary[];
}

export interface Turn {
  readonly logs: Logs;
  /** Where logs are, for messages. */
  readonly folder: string;
  /**
   * Opens the newest unfinished log, or begins a new one; closes it when the body has ended. What the body gives is
   * given once all is stored.
   */
  readonly take: <T>(how: 'begin' | 'go on', body: (study: Study) => T) => Promise<T>;
}

export async function inTurn<T>(
  definition: DefinitionFile,
  flags: TurnFlags,
  body: (turn: Turn) => Promise<T>,
): Promise<T> {
  const { source, directory } = definition;
  const registry = await withPlugins(pluginsOf(source), directory, batteries());
  const { name, identity, run } = readDefinition(source, registry);
  const folder = resolve(flags.store);
  const store: Component = run.store ?? { use: 'journal', folder, sync: false };
  mkdirSync(folder, { recursive: true });
  const lock = await claimed(join(folder, `ask-${identity.slice(0, 16)}`), flags.wait * 1000);
  try {
    const stored = storedStudies(store, registry, directory).filter((study) => study.name === name);
    const own = stored.filter((study) => study.identity === identity);
    const logs: Logs = {
      open: own.filter(({ finished }) => !finished),
      ended: own.filter(({ finished }) => finished),
      changed: stored.filter((study) => !study.finished && study.identity !== identity),
    };
    return await body({
      logs,
      folder: shown(folder),
      take: async (how, talk) => {
        const study = await createStudy(source, { registry, directory, store, shared: true, resume: how === 'go on' });
        try {
          return talk(study);
        } finally {
          await study.close();
        }
      },
    });
  } finally {
    lock.release();
  }
}

function storedStudies(store: Component, registry: Registry, directory: string): readonly StudySummary[] {
  const services = [provide(DIRECTORY, directory)];
  const workshop = registry.workshop(services, (component, schema) => filledIn(component, schema, process.env));
  return workshop.make('store', store).list();
}

const PAUSE = 10; // ms

/** Turns take milliseconds, so others are waited for. */
async function claimed(file: string, patience: number): Promise<ReturnType<typeof claim>> {
  const limit = systemClock.now() + patience;
  for (;;) {
    try {
      return claim(file);
    } catch (error) {
      const taken = isProblem(error) && error.complaints.some(({ code }) => code === 'journalInUse');
      if (!taken) throw error;
      if (systemClock.now() >= limit) throw lateProblem(error.message, patience);
    }
    await sleep(PAUSE);
  }
}

function lateProblem(found: string, patience: number): Problem {
  return Problem.of('turnTaken', `Another process has been asking or telling for ${patience / 1000} s. ${found}`);
}

/** What the study has come to, in a sentence. */
export function outcome({ history }: Study): string {
  const { best, reason } = history;
  const found = best ? `The best is trial ${best.trial} with ${best.score}` : 'No trial has finished';
  return `${reason ?? 'the study has ended'}. ${found}.`;
}

/** A path as messages tell it. */
export function shown(path: string): string {
  return relative('', path) || path;
}
