// Run it with: npx tunewright plugins test my-splitter.test.mjs
// With Vitest or Jest, import describe and it from there instead.
import { describe, it } from 'node:test';
import { contract } from 'tunewright/testing';
import { MySplitter } from './my-splitter.mjs';

describe('my-splitter', () => {
  for (const { name, check } of contract(MySplitter)) it(name, check);
});
