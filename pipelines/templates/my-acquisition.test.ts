// Run it with: npx tunewright plugins test my-acquisition.test.ts
// With Vitest or Jest, import describe and it from there instead.
import { describe, it } from 'node:test';
import { contract } from 'tunewright/testing';
import { MyAcquisition } from './my-acquisition.js';

describe('my-acquisition', () => {
  for (const { name, check } of contract(MyAcquisition)) it(name, check);
});
