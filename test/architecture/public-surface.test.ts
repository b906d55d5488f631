// The public names of every package, and what a stranger sees of them. Reads the built declarations.
import { manifestOf } from '@tunewright/core';
import { describe, expect, it } from 'vitest';
import { golden } from '../golden.js';
import { anyIn, entries, givenOn, isDescribed, isOurs, namesOf } from './public-surface.js';

describe.each(entries)('$specifier', (entry) => {
  const names = namesOf(entry);

  it('has the public names that were agreed on', () => {
    const lines = [
      ...givenOn(entry).map((module) => `* from ${module}`),
      ...names.map(({ name, sort }) => `${sort} ${name}`),
    ];
    golden(`public/${entry.specifier.replace('@tunewright/', '').replaceAll('/', '-')}.txt`, `${lines.join('\n')}\n`);
  });

  it('says nowhere `any`', () => {
    expect(anyIn(names)).toEqual([]);
  });

  it('describes what it exports', async () => {
    const exports = (await import(entry.specifier)) as Readonly<Record<string, unknown>>;
    // Plugins describe themselves.
    const needy = names.filter((name) => isOurs(name) && manifestOf(exports[name.name]) === undefined);
    expect(needy.filter((name) => !isDescribed(name)).map(({ name }) => name)).toEqual([]);
  });
});
