// Run it with: npx tunewright plugins test my-splitter.test.ts
// With Vitest or Jest, import describe and it from there instead.
import { describe, it } from 'node:test';
import { contract } from 'tunewright/testing';
import { MySplitter } from './my-splitter.js';

describe('my-splitter', () => {
  for (const { name, check } of contract(MySplitter)) it(name, check);
});
