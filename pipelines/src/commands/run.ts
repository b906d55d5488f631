import { relative, resolve } from 'node:path';
import { CLOCK, provide, systemClock, type History, type MonitorPlugin, type StudyResult } from '@tunewright/core';
import { batteries } from '../batteries.js';
import { createStudy, streams } from '../create-study.js';
import { EXIT, withDefinition, type DefinitionFile } from './definition-file.js';
import { untilInterrupted } from './interrupt.js';

export interface RunFlags {
  readonly resume: boolean;
  /** A folder, or false for none. */
  readonly store: string | false;
  readonly failUnder?: number;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly details: boolean;
  /** Assignments such as `svc.C=1`. */
  readonly set: readonly string[];
}

/** Runs the study of a definition file; gives the exit code. */
export function run(file: string, flags: RunFlags): Promise<number> {
  const body = async ({ source, directory }: DefinitionFile): Promise<number> => {
    const study = await createStudy(source, {
      directory,
      resume: flags.resume,
      monitors: monitorsFor(flags),
      ...(flags.store !== false && { store: { use: 'journal', folder: resolve(flags.store), sync: false } }),
    });
    const result = await untilInterrupted((signal) => study.run({ signal }));
    if (study.location !== undefined && !flags.json && !flags.quiet)
      process.stderr.write(`log: ${relative('', study.location) || study.location}\n`);
    return exitCode(result, flags.failUnder);
  };
  return withDefinition(file, body, flags.set);
}

function monitorsFor({ json, quiet, details }: RunFlags): readonly MonitorPlugin[] {
  if (quiet) return [];
  const workshop = batteries().workshop([provide(CLOCK, systemClock), ...streams()]);
  const component = json ? { use: 'json-lines' } : { use: 'terminal', details, color: true };
  return [workshop.make('monitor', component)];
}

function exitCode({ status, best, history }: StudyResult, failUnder: number | undefined): number {
  if (status === 'interrupted') return EXIT.interrupted;
  if (best === undefined) return EXIT.failed;
  return failUnder !== undefined && isWorse(best.score, failUnder, history) ? EXIT.failed : EXIT.fine;
}

function isWorse(score: number, limit: number, history: History): boolean {
  const ranking = history.metrics.find(({ objective }) => objective);
  return ranking?.goal === 'minimize' ? score > limit : score < limit;
}
