import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { batteries } from 'tunewright';
import { reference } from './reference.js';

const FOLDER = fileURLToPath(new URL('../../pipelines/docs/reference/', import.meta.url));
const pages = await reference(batteries().list());

if (process.env['UPDATE_GOLDEN'] === '1') {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, text] of pages) writeFileSync(join(FOLDER, name), text);
}

it('has a page for every kind of which there are plugins, and no other', () => {
  expect(readdirSync(FOLDER).sort()).toEqual([...pages.keys()].sort());
});

it.each([...pages])('%s says what the plugins say', (name, text) => {
  expect(existsSync(join(FOLDER, name))).toBe(true);
  expect(readFileSync(join(FOLDER, name), 'utf8')).toBe(text);
});

it('gives every parameter a description', () => {
  expect([...pages.values()].join('\n')).not.toMatch(/\|\s*\|$/m);
});
