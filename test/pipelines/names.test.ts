// The generated types of names are those of the plugins.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { batteries } from 'tunewright';
import { expect, it } from 'vitest';
import { namesOf } from '../tools/names.js';

const FILE = resolve(import.meta.dirname, '../../pipelines/src/typed/names.ts');

it('typed/names.ts is as the schemas say (`npm run golden` rewrites it)', async () => {
  const text = await namesOf(batteries());
  if (process.env['UPDATE_GOLDEN']) writeFileSync(FILE, text);
  expect(readFileSync(FILE, 'utf8')).toBe(text);
});
