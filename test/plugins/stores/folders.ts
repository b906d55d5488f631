// Temporary folders and small studies for the tests of stores.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StudyEvent, StudyLog } from '@tunewright/core';
import { Journal } from '@tunewright/stores';
import { onTestFinished } from 'vitest';

export const IDENTITY = '0123456789abcdef';
export const OTHER = 'fedcba9876543210';

/** Removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tunewright-stores-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function journalIn(directory: string, params: { folder?: string; file?: string; sync?: boolean } = {}): Journal {
  return new Journal({ folder: 'logs', sync: false, ...params }, directory);
}

export function proposed(trial: number): StudyEvent {
  return { type: 'trial-proposed', at: trial, trial, configuration: { x: trial }, origin: 'random', repeat: 0 };
}

export const ENDED: StudyEvent = {
  type: 'study-finished',
  at: 9,
  reason: 'done',
  best: null,
  counts: { finished: 0, stopped: 0, paused: 0, failed: 0 },
};

export function write(log: StudyLog, events: readonly StudyEvent[]): string {
  for (const event of events) log.append(event);
  log.close();
  return log.location;
}

/** What the action says is wrong. */
export function complaintOf(action: () => unknown): { code: string; text: string } {
  try {
    action();
  } catch (error) {
    const [complaint] = (error as { complaints?: { code: string; text: string }[] }).complaints ?? [];
    if (complaint !== undefined) return complaint;
    throw error;
  }
  throw new Error('Nothing was wrong.');
}

/** A module of the built package, for processes of their own. */
export function built(module: string): string {
  return new URL(`../../../plugins/stores/dist/${module}`, import.meta.url).href;
}
