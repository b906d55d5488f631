// What the command has stored.
import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StudyEvent } from '@tunewright/core';
import { readJournal } from '@tunewright/stores';

/** The events of the only journal below a folder. */
export function storedEvents(folder: string): readonly StudyEvent[] {
  const [file, another] = journalsIn(folder);
  if (file === undefined || another !== undefined) throw new Error(`There is not exactly one journal in ${folder}.`);
  return readJournal(file).events;
}

function journalsIn(folder: string): readonly string[] {
  const below = join(folder, '.tunewright');
  if (!existsSync(below)) return [];
  const names = readdirSync(below).filter((name) => name.endsWith('.jsonl'));
  return names.map((name) => join(below, name));
}

/** Resolves once the child, which runs a study below the folder, has begun to write more, or is gone. */
export async function writing(folder: string, child: ChildProcess): Promise<void> {
  const size = (): number => journalsIn(folder).reduce((sum, file) => sum + statSync(file).size, 0);
  const before = size();
  while (child.exitCode === null && size() === before) await sleep(2);
}
