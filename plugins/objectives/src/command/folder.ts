// A directory for each evaluation.
import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Makes `trial-7` below a folder; `trial-7-2` when there is one from another instance or another study. */
export function openFolder(folder: string, trial: number): string {
  mkdirSync(folder, { recursive: true });
  for (let count = 1; ; count++) {
    const path = join(folder, count === 1 ? `trial-${trial}` : `trial-${trial}-${count}`);
    try {
      mkdirSync(path);
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Whether what lies in it can be removed. */
export async function removeFolder(path: string): Promise<boolean> {
  try {
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
    return true;
  } catch {
    return false;
  }
}
