import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../../../core/src/definition/parse.js';
import { readDefinition } from '../../../core/src/definition/read.js';
import { formatProblem } from '../../../core/src/problem/format.js';
import { isProblem } from '../../../core/src/problem/problem.js';
import { golden } from '../../golden.js';
import { testRegistry } from './plugins.js';

const FOLDER = resolve(import.meta.dirname, '../../golden/errors');
const broken = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));

function textFor(file: string): string {
  try {
    readDefinition(parseDefinition(readFileSync(resolve(FOLDER, file), 'utf8'), file), testRegistry());
  } catch (error) {
    if (isProblem(error)) return formatProblem(error, file);
    throw error;
  }
  return 'nothing is wrong';
}

describe('a broken definition', () => {
  it('comes in many forms', () => {
    expect(broken.length).toBeGreaterThanOrEqual(100);
  });

  it.each(broken)('%s is explained', (file) => {
    const text = textFor(file);
    golden(`errors/${file.replace('.json', '.txt')}`, `${text}\n`);
    expect(text).not.toMatch(/nothing is wrong|undefined|\[object/);
  });
});
