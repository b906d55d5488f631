// What the command has stored.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StudyEvent } from '@tunewright/core';
import { readJournal } from '@tunewright/stores';

/** The events of the only journal below a folder. */
export function storedEvents(folder: string): readonly StudyEvent[] {
  const [file, another] = journalsIn(folder);
  if (file === undefined || another !== undefined) throw new Error(`There is not exactly one journal in ${folder}.`);
  return readJournal(file).events;
}

export function journalsIn(folder: string): readonly string[] {
  const below = join(folder, '.tunewright');
  if (!existsSync(below)) return [];
  const names = readdirSync(below).filter((name) => name.endsWith('.jsonl'));
  return names.map((name) => join(below, name));
}
