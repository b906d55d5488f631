// Run it with: npx tunewright plugins test my-data-set.test.mjs
// With Vitest or Jest, import describe and it from there instead.
import { describe, it } from 'node:test';
import { contract } from 'tunewright/testing';
import { MyDataSet } from './my-data-set.mjs';

describe('my-data-set', () => {
  for (const { name, check } of contract(MyDataSet)) it(name, check);
});
