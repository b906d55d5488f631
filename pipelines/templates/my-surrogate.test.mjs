// Run it with: npx tunewright plugins test my-surrogate.test.mjs
// With Vitest or Jest, import describe and it from there instead.
import { describe, it } from 'node:test';
import { contract } from 'tunewright/testing';
import { MySurrogate } from './my-surrogate.mjs';

describe('my-surrogate', () => {
  for (const { name, check } of contract(MySurrogate)) it(name, check);
});
