// What no other tool looks at in the sources.
import { describe, expect, it } from 'vitest';
import { messages } from '../../core/src/problem/messages.js';
import { sourceFiles } from './source-files.js';

const MOST_LINES = 300;

describe('source files', () => {
  const generated = (text: string) => text.startsWith('/* eslint-disable -- generated */');

  it(`have ${MOST_LINES} lines at most`, () => {
    const written = sourceFiles.filter(({ text }) => !generated(text));
    const long = written.map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }));
    expect(long.filter(({ lines }) => lines > MOST_LINES)).toEqual([]);
  });
});

describe('messages', () => {
  const others = sourceFiles.filter(({ path }) => path !== 'core/src/problem/messages.ts');

  it.each(Object.keys(messages))('%s is said somewhere', (code) => {
    expect(others.some(({ text }) => text.includes(`'${code}'`))).toBe(true);
  });
});
