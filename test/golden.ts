// Golden files: expected texts that are too long for a test. UPDATE_GOLDEN=1 rewrites them; the difference is reviewed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expect } from 'vitest';

const FOLDER = resolve(import.meta.dirname, 'golden');

/** Compares with the file `test/golden/<path>`, which may not be missing. */
export function golden(path: string, actual: string): void {
  const file = resolve(FOLDER, path);
  if (process.env['UPDATE_GOLDEN']) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
  }
  expect(actual).toBe(readFileSync(file, 'utf8'));
}
