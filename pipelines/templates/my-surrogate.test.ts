// Run it with: npx tunewright plugins test my-surrogate.test.ts
// With Vitest or Jest, import describe and it from there instead.
import { describe, it } from 'node:test';
import { contract } from 'tunewright/testing';
import { MySurrogate } from './my-surrogate.js';

describe('my-surrogate', () => {
  for (const { name, check } of contract(MySurrogate)) it(name, check);
});
