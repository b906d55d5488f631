// Run it with: npx tunewright plugins test my-objective.test.mjs
// With Vitest or Jest, import describe and it from there instead.
import { describe, it } from 'node:test';
import { contract } from 'tunewright/testing';
import { MyObjective } from './my-objective.mjs';

describe('my-objective', () => {
  for (const { name, check } of contract(MyObjective)) it(name, check);
});
